"""The pages of the file: their trim and their bleed, and whether they can be imposed.

* The trim is the TrimBox; without one it is the CropBox, and without that the MediaBox
  (ISO 32000-1, 14.11.2). A PDF/X file may have an ArtBox in place of the TrimBox.
* A bleed is what a BleedBox says. Without one there is none, whatever stands beyond
  the trim: it may be marks.
* A page that is turned (Rotate), or whose unit is no point (UserUnit), is refused: few
  would notice that it stands wrong before it is folded.
* A picture of more than 100 million pixels is refused: it stops whoever prints it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from printshop.errors import SourceError
from printshop.pdf_file import MOST_PIXELS
from printshop.printers_marks import PT_PER_MM, Box

_SAME_PT = 0.5 * PT_PER_MM
"""Pages that differ by less are of one size: programs round."""
_SHORTEST_PT = 1.0
_DEEPEST = 50
"""A tree of pages that loops ends after a while."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page's boxes, in its own coordinates."""

    trim: Box
    bleed: Box


def read_pages(pdf: pikepdf.Pdf, where: str) -> tuple[SourcePage, ...]:
    """Read the boxes of all pages. Raises SourceError for one that stands askew."""
    return tuple(
        _read_page(page, f"{where}, page {number}")
        for number, page in enumerate(pdf.pages, start=1)
    )


def check_direction(pdf: pikepdf.Pdf, where: str) -> None:
    """Raise SourceError for a paper that is read from right to left."""
    preferences: Any = pdf.Root.get("/ViewerPreferences", {})
    if preferences.get("/Direction") == "/R2L":
        raise SourceError(
            "the PDF is read from right to left, and would be folded the wrong way",
            where=where,
            hint="turn the order of its pages round, and take out Direction R2L",
        )


def check_pictures(pdf: pikepdf.Pdf, where: str) -> None:
    """Raise SourceError for a picture that is too large to be printed."""
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream) or thing.get("/Subtype") != "/Image":
            continue
        pixels = int(thing.get("/Width", 0)) * int(thing.get("/Height", 0))
        if pixels > MOST_PIXELS:
            raise SourceError(
                f"a picture in it has {pixels / 1e6:,.0f} million pixels, more than "
                f"the {MOST_PIXELS / 1e6:.0f} million that are printed",
                where=where,
                hint="make the picture smaller, and export the pages again",
            )


def check_one_size(pages: Sequence[SourcePage], where: str) -> None:
    """Raise SourceError when the pages' trims differ in size."""
    first = pages[0].trim
    for number, page in enumerate(pages[1:], start=2):
        differs = max(
            abs(page.trim.width - first.width), abs(page.trim.height - first.height)
        )
        if differs > _SAME_PT:
            raise SourceError(
                f"page {number} is {size_mm(page.trim)} and page 1 is "
                f"{size_mm(first)}: pages of several sizes cannot be folded together",
                where=where,
                hint="impose pages of one size, or make an office proof: --scheme 2up",
            )


def size_mm(box: Box) -> str:
    """Write a box's width and height in millimetres."""
    return f"{box.width / PT_PER_MM:.4g} by {box.height / PT_PER_MM:.4g} mm"


def _read_page(page: pikepdf.Page, where: str) -> SourcePage:
    turned = int(_inherited(page, "/Rotate") or 0) % 360
    if turned:
        raise SourceError(
            f"the page is turned by {turned} degrees",
            where=where,
            hint="save it upright, without Rotate",
        )
    if float(page.obj.get("/UserUnit", 1)) != 1:
        raise SourceError(
            "the page's unit is no point (UserUnit)",
            where=where,
            hint="export it at its own size",
        )
    medium = _box(page.mediabox)
    trim = _trim(page).within(medium)
    if trim.width < _SHORTEST_PT or trim.height < _SHORTEST_PT:
        raise SourceError(
            "the page's TrimBox is empty, or lies outside the sheet",
            where=where,
            hint="export it again, with the right trim",
        )
    given = page.obj.get("/BleedBox")
    bleed = trim if given is None else _box(given).within(medium).around(trim)
    return SourcePage(trim, bleed)


def _inherited(page: pikepdf.Page, key: str) -> Any:
    """Look a page's attribute up, in the page or in the tree above it."""
    node: Any = page.obj
    for _ in range(_DEEPEST):
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return node.get(key) if node is not None else None


def _trim(page: pikepdf.Page) -> Box:
    named = page.obj.get("/TrimBox", page.obj.get("/ArtBox"))
    return _box(page.cropbox if named is None else named)


def _box(sides: Any) -> Box:
    x1, y1, x2, y2 = (float(side) for side in sides.as_list())
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
