"""Pictures of finished pages, for people to look at and for a website.

Pages are drawn larger than they are wanted and then made smaller: at the width of a
column of a website small type stays grey and even.
"""

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import pypdfium2
from PIL import Image

from printshop.errors import SourceError

_PAPER = (214, 214, 214)
_GAP_PX = 12
_DRAWN_LARGER = 2
_WEBP_QUALITY = 82


class PictureFormat(StrEnum):
    """What a picture is written as."""

    PNG = "png"
    WEBP = "webp"


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


def page_pictures(
    pdf: Path | bytes, width_px: int, numbers: Sequence[int] = (), name: str = ""
) -> Sequence[Image.Image]:
    """Draw pages of a PDF at a width, all unless they are named, counted from 1.

    Bytes of a PDF have a name. Raises SourceError when the file is no PDF.
    """
    with _opened(pdf, name) as document:
        wanted = numbers or range(1, len(document) + 1)
        return [_drawn(document[number - 1], width_px) for number in wanted]


def page_count(pdf: Path) -> int:
    """Count the pages of a PDF. Raises SourceError when it is no PDF."""
    with _opened(pdf) as document:
        return len(document)


def encode_picture(picture: Image.Image, picture_format: PictureFormat) -> bytes:
    """Write a picture as bytes: the same picture gives the same bytes."""
    file = io.BytesIO()
    if picture_format == PictureFormat.WEBP:
        picture.save(file, "WEBP", quality=_WEBP_QUALITY, method=6)
    else:
        picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _drawn(page: pypdfium2.PdfPage, width_px: int) -> Image.Image:
    high_px = round(page.get_height() * width_px / page.get_width())
    scale = _DRAWN_LARGER * width_px / page.get_width()
    large: Image.Image = page.render(scale=scale).to_pil()
    return large.convert("RGB").resize(
        (width_px, high_px), Image.Resampling.LANCZOS, reducing_gap=3.0
    )


@contextmanager
def _opened(pdf: Path | bytes, name: str = "") -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            "this is not a PDF that can be read",
            where=name or str(pdf),
            hint="print it again, or name another file",
        ) from error
    try:
        yield document
    finally:
        document.close()
