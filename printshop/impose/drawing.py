"""Draw the sheets: each page of the file as a form, placed and cut.

Colours, fonts and pictures are copied as they are. A form's BBox is what cuts it
(ISO 32000-1, 8.10.2), so nothing of a neighbour is covered.
"""

from collections.abc import Sequence

import pikepdf

from printshop.impose.nouns import PlacedPage, SheetSide
from printshop.impose.source_pages import SourcePage
from printshop.printer_profile import Marks
from printshop.printers_marks import letter, stamp_marks

_NOTICE_PT = 11.0
_FRAME = b"q 0.25 w 0.5 G %.3f %.3f %.3f %.3f re S Q"
_NUMBERS = b"%.6f 0 0 %.6f %.4f %.4f cm"


def draw_side(
    sheets: pikepdf.Pdf,
    source: pikepdf.Pdf,
    side: SheetSide,
    pages: Sequence[SourcePage],
    *,
    notice: str,
    has_frames: bool,
) -> pikepdf.Page:
    """Add a side of a sheet to the imposed file, with a notice on its blank pages."""
    sheet = sheets.add_blank_page(page_size=(side.width_pt, side.height_pt))
    sheet.obj.MediaBox = pikepdf.Array([0, 0, side.width_pt, side.height_pt])
    sheet.obj.TrimBox = pikepdf.Array(side.trim.sides)
    sheet.obj.BleedBox = pikepdf.Array(side.bleed.sides)
    drawn = []
    for placed in side.pages:
        if placed.number > len(pages):
            drawn.append(_blank(placed, notice))
            continue
        original = pages[placed.number - 1]
        drawn.append(_page(sheets, source, sheet, placed, original))
        if has_frames:
            box = placed.visible
            drawn.append(_FRAME % (box.left, box.bottom, box.width, box.height))
    sheet.obj.Contents = sheets.make_stream(b"\n".join(drawn) + b"\n")
    return sheet


def draw_marks_round(
    sheet: pikepdf.Page, side: SheetSide, marks: Marks, slug: str, *, is_mono: bool
) -> None:
    """Draw marks round every area of a side; one slug line and colour bar is enough."""
    only_lines = Marks(crop=marks.crop, bleed=marks.bleed, fold=marks.fold)
    named = min(side.marked, key=lambda area: (area.trim.bottom, area.trim.left))
    for area in side.marked:
        wanted = marks if area is named else only_lines
        stamp_marks(sheet, area, wanted, slug=slug, is_mono=is_mono)


def _page(
    sheets: pikepdf.Pdf,
    source: pikepdf.Pdf,
    sheet: pikepdf.Page,
    placed: PlacedPage,
    original: SourcePage,
) -> bytes:
    """Bring a page over as a form, and write how it is drawn."""
    page = source.pages[placed.number - 1]
    form = sheets.copy_foreign(page.as_form_xobject(handle_transformations=False))
    scale = placed.scale
    right = placed.trim.left - original.trim.left * scale
    up = placed.trim.bottom - original.trim.bottom * scale
    form.BBox = pikepdf.Array(placed.visible.moved(-right, -up).scaled(1 / scale).sides)
    if "/Group" in form and "/Group" not in sheet.obj:
        # what shows through is mixed in the inks that the page asks for
        sheet.obj.Group = form.Group
    name = sheet.add_resource(
        form, pikepdf.Name.XObject, pikepdf.Name(f"/Page{placed.number}")
    )
    called = str(name).encode()
    return b"q " + _NUMBERS % (scale, scale, right, up) + b" %b Do Q" % called


def _blank(placed: PlacedPage, notice: str) -> bytes:
    """Write the notice in the middle of a page that is there for the folding alone."""
    words = letter(notice, _NOTICE_PT)
    trim = placed.trim
    x = (trim.left + trim.right - words.width_pt) / 2
    y = (trim.bottom + trim.top) / 2
    return b"q 0 0 0 1 k 1 0 0 1 %.3f %.3f cm\n%b\nf Q" % (x, y, words.path)
