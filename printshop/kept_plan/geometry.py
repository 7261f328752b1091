"""Rectangles on the grid: what a placement takes, what a frame takes, do they meet."""

from printshop.flatplan import Frame, FrameKind, Placement

Rectangle = tuple[int, int, int, int]
"""Left, top, right and lower edge, in columns and lines."""


def legs_of(placement: Placement) -> tuple[Frame, ...]:
    """List the legs of a placement in the order of the file."""
    return tuple(frame for frame in placement.frames if frame.kind == FrameKind.LEG)


def area_of(thing: Placement | Frame) -> Rectangle:
    """Give the rectangle of a placement or a frame, of a picture with its caption."""
    high = thing.lines + (thing.caption_lines if isinstance(thing, Frame) else 0)
    right = thing.column + thing.columns
    return thing.column, thing.top, right, thing.top + high


def overlap(one: Rectangle, two: Rectangle) -> bool:
    """Tell whether two rectangles have room in common."""
    across = max(one[0], two[0]) < min(one[2], two[2])
    return across and max(one[1], two[1]) < min(one[3], two[3])
