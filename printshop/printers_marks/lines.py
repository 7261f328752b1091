"""Crop, bleed, fold and registration marks, as lines that are still to be stroked.

* Crop marks are 5 mm long and go on where the knife cuts; bleed marks are 3 mm long
  and stand where the bleed ends, at edges that have a bleed.
* Fold marks are dashed, above and below the fold.
* A registration mark is a circle with a cross, at the middle of each edge.
"""

from collections.abc import Iterator

from printshop.printers_marks.geometry import (
    CLEAR_PT,
    PT_PER_MM,
    STRIP_PT,
    Box,
    MarkedArea,
    registration_x,
)

_BLEED_MARK_PT = 3 * PT_PER_MM
_LEAST_BLEED_PT = 0.1
"""A bleed smaller than this is a rounding error."""
_RADIUS_PT = 1.5 * PT_PER_MM
_ARM_PT = STRIP_PT / 2
_CIRCLE = 0.5523
"""Length of a Bézier curve's arms that make a quarter of a circle, by its radius."""

_SOLID, _DASHED = b"[] 0 d", b"[3 2] 0 d"


def crop_marks(area: MarkedArea) -> bytes:
    """Draw two lines at each corner, where the sheet is cut."""
    lines = [
        line
        for x in (area.trim.left, area.trim.right)
        for line in _above_and_below(area.bleed, x, STRIP_PT)
    ]
    lines += [
        line
        for y in (area.trim.bottom, area.trim.top)
        for line in _left_and_right(area.bleed, y, STRIP_PT)
    ]
    return b"\n".join([_SOLID, *lines])


def bleed_marks(area: MarkedArea) -> bytes:
    """Draw two short lines at each corner, where the bleed ends."""
    trim, bleed = area.trim, area.bleed
    lines = [
        line
        for x, cut in ((bleed.left, trim.left), (bleed.right, trim.right))
        if abs(x - cut) > _LEAST_BLEED_PT
        for line in _above_and_below(bleed, x, _BLEED_MARK_PT)
    ]
    lines += [
        line
        for y, cut in ((bleed.bottom, trim.bottom), (bleed.top, trim.top))
        if abs(y - cut) > _LEAST_BLEED_PT
        for line in _left_and_right(bleed, y, _BLEED_MARK_PT)
    ]
    return b"\n".join([_SOLID, *lines])


def fold_marks(area: MarkedArea) -> bytes:
    """Draw a dashed line above and below each fold."""
    lines = [
        line
        for x in area.folds_pt
        for line in _above_and_below(area.bleed, x, STRIP_PT)
    ]
    return b"\n".join([_DASHED, *lines, _SOLID])


def registration_marks(area: MarkedArea) -> bytes:
    """Draw a circle with a cross at each edge, for laying plate on plate."""
    off = CLEAR_PT + STRIP_PT / 2
    x = registration_x(area)
    y = (area.trim.bottom + area.trim.top) / 2
    centres = (
        *((x, area.bleed.top + off), (x, area.bleed.bottom - off)),
        *((area.bleed.left - off, y), (area.bleed.right + off, y)),
    )
    return b"\n".join([_SOLID, *(part for at in centres for part in _target(*at))])


def _above_and_below(box: Box, x: float, length: float) -> Iterator[bytes]:
    yield _line(x, box.top + CLEAR_PT, x, box.top + CLEAR_PT + length)
    yield _line(x, box.bottom - CLEAR_PT, x, box.bottom - CLEAR_PT - length)


def _left_and_right(box: Box, y: float, length: float) -> Iterator[bytes]:
    yield _line(box.left - CLEAR_PT, y, box.left - CLEAR_PT - length, y)
    yield _line(box.right + CLEAR_PT, y, box.right + CLEAR_PT + length, y)


def _target(x: float, y: float) -> Iterator[bytes]:
    yield _line(x - _ARM_PT, y, x + _ARM_PT, y)
    yield _line(x, y - _ARM_PT, x, y + _ARM_PT)
    yield b"%.3f %.3f m" % (x + _RADIUS_PT, y)
    across, up = 1, 0
    for _ in range(4):  # a quarter of the circle each, turning left
        turned_across, turned_up = -up, across
        points = (
            (across + turned_across * _CIRCLE, up + turned_up * _CIRCLE),
            (turned_across + across * _CIRCLE, turned_up + up * _CIRCLE),
            (turned_across, turned_up),
        )
        placed = ((x + _RADIUS_PT * dx, y + _RADIUS_PT * dy) for dx, dy in points)
        yield b"%.3f %.3f %.3f %.3f %.3f %.3f c" % tuple(n for p in placed for n in p)
        across, up = turned_across, turned_up
    yield b"S"


def _line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return b"%.3f %.3f m %.3f %.3f l S" % (x1, y1, x2, y2)
