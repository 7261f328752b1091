"""Paths: from the operators that draw them to boxes, and to filled lines.

Programs often draw a line as a filled rectangle, so a filled parallelogram that is at
least four times as long as it is thick counts as a line of that thickness.
"""

import math
from collections.abc import Iterator

from printshop.preflight.geometry import Box, Matrix, Point, box_round
from printshop.preflight.painted import Bar

_LINE_PROPORTION = 4
_THICKEST_LINE_PT = 6
"""Thicker than any limit on lines: what is thicker is an area."""
_NEARLY = 0.01


class PathPen:
    """The path that is being drawn, in the coordinates of the moment."""

    def __init__(self) -> None:
        """Begin without a path."""
        self._parts: list[list[Point]] = []
        self._curved: set[int] = set()

    def move(self, x: float, y: float) -> None:
        """Begin a part."""
        self._parts.append([(x, y)])

    def line(self, x: float, y: float) -> None:
        """Draw a straight line."""
        if not self._parts:
            self._parts.append([])
        self._parts[-1].append((x, y))

    def curve(self, *points: float) -> None:
        """Draw a curve; its control points stand for it."""
        for x, y in zip(points[::2], points[1::2], strict=True):
            self.line(x, y)
        self._curved.add(len(self._parts) - 1)

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self._parts.append(corners)

    def clear(self) -> None:
        """Forget the path."""
        self._parts, self._curved = [], set()

    def box(self, matrix: Matrix) -> Box | None:
        """Find the upright box round the path; None without one."""
        corners = [_round(part) for part in self._parts if part]
        if not corners:
            return None
        return box_round(
            matrix.point(x, y)
            for box in corners
            for x in (box.left, box.right)
            for y in (box.low, box.high)
        )

    def bars(self, matrix: Matrix, clip: Box, unit: float) -> Iterator[Bar]:
        """Find filled lines, as far as the clipping path shows them."""
        for number, part in enumerate(self._parts):
            if number not in self._curved and len(part) in (4, 5):
                bar = _bar([matrix.point(*point) for point in part], clip, unit)
                if bar is not None:
                    yield bar


def _round(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _bar(points: list[Point], clip: Box, unit: float) -> Bar | None:
    """See a line in a parallelogram, or nothing."""
    if len(points) == 5 and math.dist(points[0], points[4]) > _NEARLY:
        return None
    p, q, r, s = points[:4]
    if math.dist((p[0] + r[0], p[1] + r[1]), (q[0] + s[0], q[1] + s[1])) > _NEARLY:
        return None
    box = box_round(points[:4])
    seen = box.common(clip)
    if seen != box and min(seen.width, seen.height) <= _NEARLY:
        return None  # cut off, down to its edge
    sides = math.dist(p, q), math.dist(q, r)
    length = max(sides)
    area = abs((q[0] - p[0]) * (s[1] - p[1]) - (q[1] - p[1]) * (s[0] - p[0]))
    thickness = area / length if length else 0
    if seen != box:
        # cut by the clipping path: what shows is measured as it stands upright
        length = min(length, max(seen.width, seen.height))
        thickness = min(thickness, seen.width, seen.height)
    is_line = length >= _LINE_PROPORTION * thickness and length > 0
    if not is_line or thickness * unit > _THICKEST_LINE_PT:
        return None
    return Bar(thickness * unit, seen)
