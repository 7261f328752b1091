"""Pictures of whole sheets, for the report and for reading the barcode.

The sheet is drawn upright as it stands in the file: the MediaBox, not turned. So a
place in points is a place in the picture.
"""

from pathlib import Path

import pypdfium2
from PIL import Image

from printshop.preflight.geometry import Box
from printshop.preflight.rule import NotCheckedError

_MOST_PX = 60_000_000
"""Twice a broadsheet at 300 pixels an inch."""

_DAMAGE = (pypdfium2.PdfiumError, OSError, ValueError, RuntimeError)


def draw_sheet(path: Path, number: int, media: Box, px_per_pt: float) -> Image.Image:
    """Draw a page, counted from 1. Raises NotCheckedError when it cannot be."""
    if media.width * media.height * px_per_pt**2 > _MOST_PX:
        raise NotCheckedError("the sheet is too large to be drawn")
    try:
        document = pypdfium2.PdfDocument(path)
    except _DAMAGE as error:
        raise NotCheckedError("the pages cannot be drawn") from error
    try:
        return _drawn(document[number - 1], media, px_per_pt)
    except _DAMAGE as error:
        raise NotCheckedError("the page cannot be drawn") from error
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage, media: Box, px_per_pt: float) -> Image.Image:
    page.set_rotation(0)
    page.set_cropbox(*media)
    width, _ = page.get_size()
    # the renderer may count in UserUnits
    scale = px_per_pt * media.width / width
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
    drawn: Image.Image = bitmap.to_pil().convert("RGB")
    return drawn
