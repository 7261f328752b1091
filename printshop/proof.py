"""Pictures of finished pages, for people to look at."""

import math
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from printshop.errors import SourceError

_PAPER = (214, 214, 214)
_GAP_PX = 12


def contact_sheet(
    pdf: Path, *, columns: int = 4, page_width_px: int = 420
) -> Image.Image:
    """Draw all pages of a PDF side by side, as many a row as asked for.

    Raises SourceError when the file is no PDF.
    """
    pages = page_pictures(pdf, page_width_px)
    columns = min(columns, len(pages))
    rows = math.ceil(len(pages) / columns)
    row_px = max(page.height for page in pages)
    sheet = Image.new(
        "RGB",
        (
            columns * (page_width_px + _GAP_PX) + _GAP_PX,
            rows * (row_px + _GAP_PX) + _GAP_PX,
        ),
        _PAPER,
    )
    for number, page in enumerate(pages):
        column, row = number % columns, number // columns
        sheet.paste(
            page,
            (
                _GAP_PX + column * (page_width_px + _GAP_PX),
                _GAP_PX + row * (row_px + _GAP_PX),
            ),
        )
    return sheet


def page_pictures(pdf: Path, width_px: int) -> Sequence[Image.Image]:
    """Draw every page of a PDF at a width. Raises SourceError when it is no PDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            "this is not a PDF that can be read",
            where=str(pdf),
            hint="print it again, or name another file",
        ) from error
    try:
        return [
            page.render(scale=width_px / page.get_width())
            .to_pil()
            .convert("RGB")
            .resize((width_px, round(page.get_height() * width_px / page.get_width())))
            for page in document
        ]
    finally:
        document.close()
