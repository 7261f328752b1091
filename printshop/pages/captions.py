"""Small type that belongs to a picture or a pull quote, set close to it.

From the design specification (6, 10): a caption stands under its picture. A drawing
keeps its own proportion, and make-up may give it a line more than it needs: that line
goes below the caption, where white belongs, and not between the two.
"""

import math

from printshop.flatplan import Desk, Frame, FrameKind, Placement
from printshop.flatplan.headlines import wrap
from printshop.issue import Picture
from printshop.layout import Grid, Layout

_NARROWER = 0.02
"""By how much of a column lines are made shorter at a time, to make them even."""


def spare_lines(frame: Frame, picture: Picture, width_mm: float, layout: Layout) -> int:
    """Count the whole lines of a picture's frame that it leaves white at its foot."""
    if not picture.is_vector:
        return 0
    own = layout.picture_lines(width_mm / picture.proportion)
    return max(0, frame.lines - math.ceil(own - 0.1))


def caption_above(placement: Placement, frame: Frame) -> Frame | None:
    """Find the picture whose caption ends where a frame begins."""
    for other in placement.frames:
        end = other.top + other.lines + other.caption_lines
        is_picture = other.kind == FrameKind.PICTURE
        if is_picture and (other.column, end) == (frame.column, frame.top):
            return other
    return None


def attribution_lines(text: str, grid: Grid, desk: Desk) -> tuple[str, ...]:
    """Break an attribution into as few lines as it needs, and those even."""
    lines = desk.small_lines("attribution", text, grid)
    width_pt = desk.width_pt(grid, 1)
    for step in range(1, round(1 / _NARROWER)):
        narrow_pt = width_pt * (1 - step * _NARROWER)
        other = wrap(text, "attribution", narrow_pt, desk.measure)
        if len(other) > len(lines):
            break
        if all(desk.measure("attribution", line) <= narrow_pt for line in other):
            lines = other
    return lines
