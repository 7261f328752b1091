"""Boxes and matrices on a page: points, origin at the lower left, as in a PDF."""

import math
from collections.abc import Iterable
from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle with upright edges."""

    left: float
    low: float
    right: float
    high: float

    @property
    def width(self) -> float:
        """Its width; negative when there is nothing in it."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height; negative when there is nothing in it."""
        return self.high - self.low

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be seen in it; a line without width is something."""
        return self.width < 0 or self.height < 0

    def common(self, other: "Box") -> "Box":
        """Cut out what both cover; may be empty."""
        return Box(
            max(self.left, other.left),
            max(self.low, other.low),
            min(self.right, other.right),
            min(self.high, other.high),
        )

    def grown(self, by: float) -> "Box":
        """Move every edge out."""
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)

    def holds(self, other: "Box", tolerance: float) -> bool:
        """Tell whether another box lies in this one."""
        return self.grown(tolerance).common(other) == other

    def same_size(self, other: "Box", tolerance: float) -> bool:
        """Tell whether another box is as wide and as high."""
        return (
            abs(self.width - other.width) <= tolerance
            and abs(self.height - other.height) <= tolerance
        )


EVERYWHERE = Box(-math.inf, -math.inf, math.inf, math.inf)


class Matrix(NamedTuple):
    """A transformation as six numbers (ISO 32000-1, 8.3.3)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, after: "Matrix") -> "Matrix":
        """Transform by this one first, and by the other after it."""
        return Matrix(
            self.a * after.a + self.b * after.c,
            self.a * after.b + self.b * after.d,
            self.c * after.a + self.d * after.c,
            self.c * after.b + self.d * after.d,
            self.e * after.a + self.f * after.c + after.e,
            self.e * after.b + self.f * after.d + after.f,
        )

    def point(self, x: float, y: float) -> Point:
        """Transform a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        """Find the upright box round a transformed one."""
        return box_round(
            self.point(x, y) for x in (box.left, box.right) for y in (box.low, box.high)
        )

    @property
    def width(self) -> float:
        """Length of what was one unit wide."""
        return math.hypot(self.a, self.b)

    @property
    def height(self) -> float:
        """Length of what was one unit high."""
        return math.hypot(self.c, self.d)

    @property
    def area(self) -> float:
        """Area of what was one unit square."""
        return abs(self.a * self.d - self.b * self.c)

    @property
    def thinnest(self) -> float:
        """How thick a line of one unit becomes where it comes out thinnest."""
        squares = self.a**2 + self.b**2 + self.c**2 + self.d**2
        root = math.sqrt(max(0.0, squares**2 - 4 * self.area**2))
        return math.sqrt(max(0.0, (squares - root) / 2))


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


def box_round(points: Iterable[Point]) -> Box:
    """Find the upright box round some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def box_of(corners: Iterable[object]) -> Box:
    """Read a box of a PDF, whose corners may stand in any order."""
    x1, y1, x2, y2 = (float(str(side)) for side in corners)
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
