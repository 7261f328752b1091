"""The strip of patches that the printer measures: above the page, at the left.

Cyan, magenta, yellow and black alone; red, green and blue of two inks each; half black
beside the grey that cyan, magenta and yellow make at 50, 40 and 40 per cent. What is
printed with black alone has steps of black.
"""

from printshop.printers_marks.geometry import (
    CLEAR_PT,
    STRIP_PT,
    MarkedArea,
    left_room,
)

_PATCHES = (
    *((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)),
    *((0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0)),
    *((0, 0, 0, 0.5), (0.5, 0.4, 0.4, 0)),
)
_BLACK_STEPS = (1.0, 0.9, 0.75, 0.5, 0.4, 0.25, 0.1, 0.05)


def colour_bar(area: MarkedArea, *, is_mono: bool) -> bytes:
    """Draw the patches, filled; they are squares where there is room."""
    fills = (
        [b"%.3g g" % (1 - step) for step in _BLACK_STEPS]
        if is_mono
        else [b"%.3g %.3g %.3g %.3g k" % patch for patch in _PATCHES]
    )
    left, right = left_room(area)
    width = min(STRIP_PT, (right - left) / len(fills))
    bottom = area.bleed.top + CLEAR_PT
    return b"\n".join(
        b"%b %.3f %.3f %.3f %.3f re f"
        % (fill, left + number * width, bottom, width, STRIP_PT)
        for number, fill in enumerate(fills)
        if width > 0
    )
