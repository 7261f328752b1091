"""The graphics state of a content stream (ISO 32000-1, 8.4), as far as it prints."""

import copy
from dataclasses import dataclass
from typing import Any

from printshop.preflight.colour import GRAY, Colour, ColourSpace
from printshop.preflight.content.typeface import NO_FACE, Face
from printshop.preflight.geometry import IDENTITY, Box, Matrix
from printshop.preflight.painted import KNOCKS_OUT, Overprint


@dataclass(slots=True)
class GraphicsState:
    """What ``q`` keeps and ``Q`` brings back."""

    clip: Box
    """Upright, round what the clipping path lets through, in the page's coordinates."""
    ctm: Matrix = IDENTITY
    fill: Colour = GRAY.first_colour
    stroke: Colour = GRAY.first_colour
    fill_space: ColourSpace = GRAY
    """What the next fill colour is given in: a pattern may stand in another one."""
    stroke_space: ColourSpace = GRAY
    line_width: float = 1.0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    overprint: Overprint = KNOCKS_OUT
    face: Face = NO_FACE
    font_size: float = 0.0
    text_mode: int = 0
    rise: float = 0.0
    leading: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0

    def copied(self) -> "GraphicsState":
        """Make a copy to come back to."""
        return copy.copy(self)

    def apply(self, entries: Any) -> None:
        """Take over what an ExtGState dictionary sets, but for fonts and masks."""
        width = entries.get("/LW")
        if width is not None:
            self.line_width = float(width)
        if "/ca" in entries:
            self.fill_alpha = float(entries["/ca"])
        if "/CA" in entries:
            self.stroke_alpha = float(entries["/CA"])
        self.overprint = _overprint(entries, self.overprint)


def _overprint(entries: Any, before: Overprint) -> Overprint:
    """Read overprinting; OP alone stands for both (8.6.7)."""
    both = entries.get("/OP")
    stroke = before.stroke if both is None else bool(both)
    fill = entries.get("/op", both)
    return Overprint(
        fill=before.fill if fill is None else bool(fill),
        stroke=stroke,
        mode=int(entries.get("/OPM", before.mode)),
    )
