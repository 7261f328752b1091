"""All marks of a page together, and the ink that they are drawn in."""

import pikepdf

from printshop.printer_profile import Marks
from printshop.printers_marks.colour_bar import colour_bar
from printshop.printers_marks.geometry import MARGIN_MM, MarkedArea
from printshop.printers_marks.lines import (
    bleed_marks,
    crop_marks,
    fold_marks,
    registration_marks,
)
from printshop.printers_marks.slug import slug_line

_ALL = "PrintersMarksAll"
"""What the colour space is called in a page's resources."""
_STROKE_ALL = b"/PrintersMarksAll CS 1 SCN"
_FILL_ALL = b"/PrintersMarksAll cs 1 scn"
_LINE_WIDTH_PT = 0.25


def margin_mm(marks: Marks) -> float:
    """Say how far outside the bleed the sheet must reach at every edge."""
    return MARGIN_MM if marks.any else 0.0


def draw_marks(
    area: MarkedArea, marks: Marks, *, slug: str = "", is_mono: bool = False
) -> bytes:
    """Write the content stream of the marks asked for; ``b""`` when there are none."""
    if not marks.any:
        return b""
    lines = [
        draw(area)
        for draw, wanted in (
            (crop_marks, marks.crop),
            (bleed_marks, marks.bleed),
            (fold_marks, marks.fold),
            (registration_marks, marks.registration),
        )
        if wanted
    ]
    stroke, fill = (b"0 G", b"0 g") if is_mono else (_STROKE_ALL, _FILL_ALL)
    drawn = [b"q", stroke, b"%g w 0 J" % _LINE_WIDTH_PT, *lines]
    if marks.colour_bar:
        drawn.append(colour_bar(area, is_mono=is_mono))
    if marks.slug:
        drawn.append(slug_line(area, slug, fill, is_mono=is_mono))
    return b"\n".join([*drawn, b"Q", b""])


def mark_resources(*, is_mono: bool = False) -> pikepdf.Dictionary:
    """Make the resources that the content stream of ``draw_marks`` needs."""
    if is_mono:
        return pikepdf.Dictionary()
    every_ink = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1
    )
    separation = pikepdf.Array(
        [pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, every_ink]
    )
    spaces = pikepdf.Dictionary()
    spaces[f"/{_ALL}"] = separation
    return pikepdf.Dictionary(ColorSpace=spaces)


def stamp_marks(
    page: pikepdf.Page,
    area: MarkedArea,
    marks: Marks,
    *,
    slug: str = "",
    is_mono: bool = False,
) -> None:
    """Draw the marks on a page, whatever state its own drawing leaves."""
    drawn = draw_marks(area, marks, slug=slug, is_mono=is_mono)
    if not drawn:
        return
    for space in mark_resources(is_mono=is_mono).get("/ColorSpace", {}).values():
        page.add_resource(space, pikepdf.Name.ColorSpace, pikepdf.Name(f"/{_ALL}"))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + drawn)
