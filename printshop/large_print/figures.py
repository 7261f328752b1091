"""How large pictures are in large print, and which of them are told in words.

Rules, from the paper's design specification (9) and clear-print guidance:

* a picture stands alone, as wide as the text; a photograph is nine lines high;
* where that would cut off more than a third of it, it is higher; one that stands
  upright is narrower instead, whole, and nothing is put beside it;
* a columnist's portrait is no higher than nine lines;
* none is set under the layout's least resolution: it keeps to its size, whole;
* a drawing with lettering in it (a chart, a map) cannot be read at any size that fits:
  its description is printed as text in its place. Without a description it is
  printed, because something is more than nothing.
"""

from dataclasses import dataclass

from printshop.issue import Picture
from printshop.large_print.layout import LargePrintLayout
from printshop.pictures.lettering import has_lettering

_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and the size that it is set in; told in words when it has none."""

    picture: Picture
    width_mm: float = 0.0
    height_mm: float = 0.0

    @property
    def is_told(self) -> bool:
        """Whether its description stands in its place."""
        return not self.width_mm


def set_figure(
    picture: Picture, layout: LargePrintLayout, *, is_small: bool = False
) -> Figure:
    """Find a picture's size; a small one is never higher than it must be."""
    if picture.is_vector and picture.alt and has_lettering(picture.path):
        return Figure(picture)
    most = "picture.lines" if is_small else "picture.most_lines"
    most_mm = layout.lines_mm(layout.lengths[most])
    widest_mm = _widest_mm(picture, layout)
    whole_mm = widest_mm / picture.proportion
    least_mm = layout.lengths["picture.least_kept"] * whole_mm
    is_narrow = widest_mm < layout.measure_mm
    if picture.is_vector or is_narrow or least_mm > most_mm:
        height_mm = min(whole_mm, most_mm)
        return Figure(picture, height_mm * picture.proportion, height_mm)
    wanted_mm = layout.lines_mm(layout.lengths["picture.lines"])
    return Figure(picture, widest_mm, min(max(wanted_mm, least_mm), whole_mm))


def _widest_mm(picture: Picture, layout: LargePrintLayout) -> float:
    """Measure how wide a picture may be without looking coarse."""
    if picture.is_vector:
        return layout.measure_mm
    own_mm = picture.width_px / layout.lengths["picture.least_ppi"] * _MM_PER_INCH
    return min(own_mm, layout.measure_mm)
