"""A path as it lies on the page, and whether it is as thin as a line.

WeasyPrint draws a border as a filled area: a frame between two rectangles, of which
only the wanted edge is let through by a clip. Rules must therefore be looked for among
fills, inside the clip.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Extent(NamedTuple):
    """Left, bottom, right and top of something, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def thickness(self) -> float:
        """The smaller of width and height; not above 0 when nothing is left."""
        return min(self.x1 - self.x0, self.y1 - self.y0)

    def within(self, clip: "Extent | None") -> "Extent":
        """Cut at the edges of a clip."""
        if clip is None:
            return self
        return Extent(
            max(self.x0, clip.x0),
            max(self.y0, clip.y0),
            min(self.x1, clip.x1),
            min(self.y1, clip.y1),
        )


Step = tuple[str, Sequence[Any]]
"""A path operator and its operands."""


def matrix_of(operands: Iterable[Any]) -> Matrix:
    """Read a matrix. ValueError when it has not six numbers."""
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Apply ``inner`` first, then ``outer`` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        e * outer[0] + f * outer[2] + outer[4],
        e * outer[1] + f * outer[3] + outer[5],
    )


def scale_of(matrix: Matrix) -> float:
    """Tell how many points a unit is long, on average of both directions."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def least_and_most(matrix: Matrix) -> tuple[float, float]:
    """Tell how many points a unit is long where it is shortest, and where longest."""
    squares = sum(value**2 for value in matrix[:4])
    area = matrix[0] * matrix[3] - matrix[1] * matrix[2]
    root = math.sqrt(max(0.0, squares**2 - 4 * area**2))
    least, most = (max(0.0, squares + sign * root) / 2 for sign in (-1, 1))
    return math.sqrt(least), math.sqrt(most)


def height_of(matrix: Matrix) -> float:
    """Tell how many points an upright unit is long: the size of type."""
    return math.hypot(matrix[2], matrix[3])


def side_lengths(matrix: Matrix) -> tuple[float, float]:
    """Tell how wide and how high a picture is drawn: a square of one by one."""
    return math.hypot(matrix[0], matrix[1]), height_of(matrix)


def extents(steps: Iterable[Step], matrix: Matrix) -> list[Extent]:
    """Measure each part of a path; curves by the points that hold them."""
    parts: list[list[tuple[float, float]]] = []
    for operator, operands in steps:
        points = _points(operator, operands)
        if operator in {"m", "re"} or (points and not parts):
            parts.append([])
        if points:
            parts[-1].extend(_on_page(point, matrix) for point in points)
    return [_extent(part) for part in parts if len(part) > 1]


def union(parts: Sequence[Extent]) -> Extent:
    """Enclose all parts; without any, nothing."""
    if not parts:
        return Extent(0, 0, 0, 0)
    x0, y0, x1, y1 = zip(*parts, strict=True)
    return Extent(min(x0), min(y0), max(x1), max(y1))


def is_thin(
    parts: Sequence[Extent], clip: Extent | None, below_pt: float, *, is_even_odd: bool
) -> bool:
    """Tell whether a filled path is but lines: each part of it, or a thin frame."""
    if all(part.within(clip).thickness < below_pt for part in parts):
        return True
    return is_even_odd and len(parts) == 2 and _frame(*parts) < below_pt


def _frame(one: Extent, other: Extent) -> float:
    """Measure the widest edge between two rectangles, one of which holds the other."""
    outer, inner = (one, other) if one.x0 <= other.x0 else (other, one)
    edges = (
        inner.x0 - outer.x0,
        inner.y0 - outer.y0,
        outer.x1 - inner.x1,
        outer.y1 - inner.y1,
    )
    return max(edges) if min(edges) >= 0 else math.inf


def _points(operator: str, operands: Sequence[Any]) -> list[tuple[float, float]]:
    values = [float(value) for value in operands]
    if operator == "re":
        x, y, width, height = values
        return [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
    return list(zip(values[::2], values[1::2], strict=True))


def _on_page(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    x, y = point
    return (
        x * matrix[0] + y * matrix[2] + matrix[4],
        x * matrix[1] + y * matrix[3] + matrix[5],
    )


def _extent(points: Sequence[tuple[float, float]]) -> Extent:
    xs, ys = zip(*points, strict=True)
    return Extent(min(xs), min(ys), max(xs), max(ys))
