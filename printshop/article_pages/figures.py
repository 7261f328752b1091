"""Where a story's pictures may stand, and how large.

Rules, from the paper's design specification (6, 8):

* the first picture goes over both columns if it lies and has the pixels for it;
* a standing picture, a small one and a drawing too deep for the page go into one
  column;
* none is set under the layout's least resolution: it is made narrower instead;
* drawings keep their own proportion, photographs may be cropped a little.
"""

import math
from dataclasses import dataclass

from printshop.article_pages.layout import ArticleLayout
from printshop.issue import Picture
from printshop.pictures import effective_ppi

_LEAST_KEPT = 0.65
"""Of a photograph, after the crop."""

_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture at a width, with the choice of its heights."""

    name: str
    picture: Picture
    width_mm: float
    heights: tuple[tuple[int, float], ...]
    """Lines without caption, each with its cost, the cheapest first."""

    @property
    def lines(self) -> int:
        """The preferred height."""
        return self.heights[0][0]


def wide_figure(
    name: str, picture: Picture, layout: ArticleLayout, limits: tuple[int, int, int]
) -> Figure | None:
    """Set a picture over both columns; None when it should not be.

    The limits are the fewest, the preferred and the most lines.
    """
    width_mm = layout.full_mm
    if picture.proportion < layout.lengths["lead.least_proportion"]:
        return None
    if _widest_mm(picture, layout) < width_mm:
        return None
    fewest, wanted, most = limits
    if picture.is_vector:
        lines = math.ceil(layout.picture_lines(width_mm / picture.proportion) - 0.1)
        heights = [(lines, 0.0)] if lines <= most + 1 else []
    else:
        heights = [
            (lines, abs(lines - wanted) + 8 * (1 - _kept(picture, width_mm, height_mm)))
            for lines in range(fewest, most + 1)
            for height_mm in (layout.picture_mm(lines),)
            if _may_be(picture, width_mm, height_mm, layout)
        ]
    if not heights:
        return None
    heights.sort(key=lambda height: height[1])
    return Figure(name, picture, width_mm, tuple(heights))


def column_figure(name: str, picture: Picture, layout: ArticleLayout) -> Figure:
    """Set a picture in one column, or narrower when it is too small even for that."""
    width_mm = min(layout.column_mm, _widest_mm(picture, layout))
    own = layout.picture_lines(width_mm / picture.proportion)
    most = layout.lines("picture.most_lines")
    if picture.is_vector:
        return Figure(
            name, picture, width_mm, ((min(math.ceil(own - 0.1), most), 0.0),)
        )
    wanted = min(max(round(own), layout.lines("picture.fewest_lines")), most)
    heights = [
        (lines, 1.5 * abs(lines - wanted))
        for lines in range(wanted - 3, min(wanted + 6, most) + 1)
        if lines == wanted
        or _may_be(picture, width_mm, layout.picture_mm(lines), layout)
    ]
    heights.sort(key=lambda height: height[1])
    return Figure(name, picture, width_mm, tuple(heights))


def _widest_mm(picture: Picture, layout: ArticleLayout) -> float:
    """Measure how wide a picture may be without looking coarse."""
    if picture.is_vector:
        may_fill = picture.may_be_drawn_at(layout.full_mm)
        return layout.full_mm if may_fill else layout.column_mm
    return picture.width_px / layout.lengths["lead.least_ppi"] * _MM_PER_INCH


def _may_be(
    picture: Picture, width_mm: float, height_mm: float, layout: ArticleLayout
) -> bool:
    """Tell whether a frame leaves enough of a picture, and enough pixels."""
    return (
        _kept(picture, width_mm, height_mm) > _LEAST_KEPT
        and effective_ppi(picture, width_mm, height_mm)
        >= layout.lengths["lead.least_ppi"]
    )


def _kept(picture: Picture, width_mm: float, height_mm: float) -> float:
    """Tell how much of a picture is left in a frame."""
    share = width_mm / height_mm / picture.proportion
    return min(share, 1 / share)
