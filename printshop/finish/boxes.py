"""The boxes of a page: what is trimmed off, and what the sheet is.

* The master is set with bleed all round; its trimmed page has its corner at 0, 0.
* A reader's page is the trimmed page alone: nothing that bleeds is seen.
* A press page's MediaBox begins at 0, 0 (some imposition programs know no other). Its
  TrimBox is the layout's sheet, its BleedBox reaches as far beyond it as the printer
  asks for at each edge (ISO 32000-1, 14.11.2; PDF/X-4 needs no ArtBox and no CropBox).
* The trimmed page has the same place on left pages and on right ones: beside it is as
  much room for the bleed at the fold as for the bleed outside.
"""

from dataclasses import dataclass

import pikepdf

from printshop.errors import LayoutError
from printshop.printer_profile import PrinterProfile
from printshop.printers_marks import PT_PER_MM, Box, margin_mm

_DIGITS = 4
_HAIR_PT = 0.01


@dataclass(frozen=True, slots=True)
class PressBoxes:
    """The boxes of a page for the press, one inside the other."""

    media: Box
    bleed: Box
    trim: Box


def read_box(box: pikepdf.Array) -> Box:
    """Read a box, whichever corners it names."""
    x1, y1, x2, y2 = (float(side) for side in box.as_list())
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def as_array(box: Box) -> pikepdf.Array:
    """Write a box as PDF has it."""
    return pikepdf.Array([round(side, _DIGITS) + 0.0 for side in box.sides])


def cut_to_trim(pdf: pikepdf.Pdf) -> None:
    """Make every page of a master its trimmed page alone."""
    for page in pdf.pages:
        trim = as_array(read_box(page.trimbox))
        page.mediabox = page.trimbox = trim
        for name in ("/BleedBox", "/CropBox", "/ArtBox"):
            if name in page.obj:
                del page.obj[name]


def press_boxes(
    width_pt: float, height_pt: float, profile: PrinterProfile, *, is_left_page: bool
) -> PressBoxes:
    """Work out a page's boxes from its trimmed size and what the printer asks for."""
    edges = profile.bleed
    around = margin_mm(profile.marks) * PT_PER_MM
    left_mm, right_mm = edges.left_right_mm(is_left_page=is_left_page)
    beside = max(left_mm, right_mm) * PT_PER_MM + around
    below = edges.bottom_mm * PT_PER_MM + around
    trim = Box(0, 0, width_pt, height_pt).moved(beside, below)
    bleed = Box(
        trim.left - left_mm * PT_PER_MM,
        trim.bottom - edges.bottom_mm * PT_PER_MM,
        trim.right + right_mm * PT_PER_MM,
        trim.top + edges.top_mm * PT_PER_MM,
    )
    media = Box(0, 0, trim.right + beside, bleed.top + around)
    return PressBoxes(media, bleed, trim)


def lay_on_sheet(pdf: pikepdf.Pdf, page: pikepdf.Page, boxes: PressBoxes) -> None:
    """Move a master's page to its place on the sheet, cut off where its bleed ends.

    The page becomes a form: what is measured from the page's origin, as patterns are,
    moves with it (ISO 32000-1, 8.7.3.1). Raises LayoutError without enough bleed.
    """
    set_as, trim = read_box(page.mediabox), read_box(page.trimbox)
    across, up = boxes.trim.left - trim.left, boxes.trim.bottom - trim.bottom
    bleed = boxes.bleed.moved(-across, -up)
    if set_as.grown(_HAIR_PT).around(bleed) != set_as.grown(_HAIR_PT):
        raise LayoutError(
            "the pages are set with less bleed than the printer asks for",
            hint="give @page sheet in the layout's pages.css a larger bleed",
        )
    page.contents_coalesce()
    form = pdf.make_stream(page.Contents.read_bytes())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = as_array(bleed)
    form.Resources = page.resources
    matrix = (1, 0, 0, 1, round(across, _DIGITS), round(up, _DIGITS))
    form.Matrix = pikepdf.Array(matrix)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=form))
    page.obj.Contents = pdf.make_stream(b"/Page Do\n")
    page.mediabox = as_array(boxes.media)
    page.obj.BleedBox = as_array(boxes.bleed)
    page.trimbox = as_array(boxes.trim)
