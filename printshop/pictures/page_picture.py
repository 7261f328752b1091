"""Draw the first page of a PDF as a picture of itself: advertisements come so.

* The TrimBox is what is printed and what counts as the page's size; without one the
  CropBox, and without that the MediaBox (PDF 2.0, 14.11.2). What is outside it, such
  as bleed and crop marks, is not shown.
* A page is turned as it says, and its unit may be larger than a point (7.7.3.3).
* Paper is white. Notes, links and form fields are not drawn.
* A file with hidden layers is refused: where it is placed, they would show.
* A file whose end is missing is refused: parts of the advertisement may be, too.
* A file that is encrypted is refused, even if everybody may open it: it could not be
  placed in a file for the press.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
import pypdfium2
from PIL import Image

from printshop.pdf_file import is_cut_off
from printshop.pictures.errors import PictureError

_SHORTEST_PT = 1.0
_LONGEST_PT = 14_400.0
"""The largest page that PDF 1.7 allows: 200 inches (Annex C)."""

_PROOF_PX = 200
"""Wide enough to see whether there is anything on a page."""

_WHITE = 255
_MM_PER_PT = 25.4 / 72
_DAMAGE = (
    *(pikepdf.PdfError, pypdfium2.PdfiumError),
    *(OSError, ValueError, TypeError, LookupError, ArithmeticError, RuntimeError),
    AttributeError,
)
"""What reading a damaged file raises: things are missing in it, or of another kind."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """Size of a PDF's first page in points, upright, and how many pages there are."""

    width_pt: float
    height_pt: float
    page_count: int


def measure_page(data: bytes) -> PageSize:
    """Measure a PDF's first page; PictureError when it cannot be printed."""
    trimmed, unit, page_count = trimmed_page(data)
    with _first_page(trimmed) as page:
        width_pt, height_pt = page.get_size()
        size = PageSize(width_pt * unit, height_pt * unit, page_count)
        shorter, longer = sorted((size.width_pt, size.height_pt))
        if shorter < _SHORTEST_PT or longer > _LONGEST_PT:
            wide, high = (f"{side * _MM_PER_PT:,.1f}" for side in (width_pt, height_pt))
            raise PictureError(
                f"its page measures {wide} by {high} mm, which cannot be printed",
                hint="ask for a PDF in the size of the advertisement",
            )
        if _is_blank(_drawn(page, _PROOF_PX)):
            raise PictureError(
                "its first page is empty", hint="ask for a PDF with the advertisement"
            )
    return size


def draw_page(data: bytes, width_px: int) -> Image.Image:
    """Draw a PDF's first page at a width; PictureError when it cannot be drawn."""
    trimmed, _, _ = trimmed_page(data)
    with _first_page(trimmed) as page:
        return _drawn(page, width_px)


def trimmed_page(data: bytes) -> tuple[bytes, float, int]:
    """Cut a PDF's first page out at its trimmed edges; give its unit, and the pages.

    PictureError when the file is damaged or encrypted.
    """
    if data.startswith(b"%PDF-") and is_cut_off(data):
        raise PictureError(
            "the PDF is cut off: its end is missing", hint="ask for it again"
        )
    with damage_told(), pikepdf.open(io.BytesIO(data)) as pdf:
        if pdf.is_encrypted:
            raise _encrypted()
        if not pdf.pages:
            raise PictureError("it has no pages", hint="ask for the PDF again")
        _refuse_hidden_layers(pdf)
        alone = pikepdf.new()
        alone.pages.append(pdf.pages[0])
        page = alone.pages[0]
        box = pikepdf.Array(_printed_box(page))
        page.mediabox = page.cropbox = box
        unit = float(page.obj.get("/UserUnit", 1))
        file = io.BytesIO()
        alone.save(file)
        return file.getvalue(), unit, len(pdf.pages)


def _refuse_hidden_layers(pdf: pikepdf.Pdf) -> None:
    """Refuse a file with a layer that is switched off: a press would print it."""
    layers = pdf.Root.get("/OCProperties", pikepdf.Dictionary())
    shown = layers.get("/D", pikepdf.Dictionary())
    if len(shown.get("/OFF", ())) or shown.get("/BaseState") == "/OFF":
        raise PictureError(
            "some of its layers are switched off",
            hint="ask for a PDF without layers, in which only what is printed is left",
        )


def _printed_box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Find the trimmed page; boxes count only as far as the medium reaches."""
    medium = _sorted_box(page.mediabox)
    box = _sorted_box(page.trimbox)
    left, low = max(box[0], medium[0]), max(box[1], medium[1])
    right, high = min(box[2], medium[2]), min(box[3], medium[3])
    is_there = left < right and low < high
    return (left, low, right, high) if is_there else medium


def _sorted_box(box: pikepdf.Array) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(side) for side in box.as_list())
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


@contextmanager
def _first_page(data: bytes) -> Iterator[pypdfium2.PdfPage]:
    with damage_told():
        document = pypdfium2.PdfDocument(data)
        try:
            yield document[0]
        finally:
            document.close()


def _drawn(page: pypdfium2.PdfPage, width_px: int) -> Image.Image:
    """Draw a page on white paper, at whole pixels across."""
    width_pt, height_pt = page.get_size()
    scale = width_px / width_pt
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
    drawn: Image.Image = bitmap.to_pil().convert("RGB")
    height_px = max(1, round(height_pt * scale))
    # the renderer rounds parts of a pixel up, which here leaves a hairline of paper
    return drawn.crop((0, 0, width_px, min(height_px, drawn.height)))


def _is_blank(image: Image.Image) -> bool:
    darkest, _ = image.convert("L").getextrema()
    return darkest == _WHITE


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn what the libraries raise at a damaged file into a PictureError."""
    try:
        yield
    except PictureError:
        raise
    except pikepdf.PasswordError as error:
        raise _encrypted() from error
    except _DAMAGE as error:
        raise PictureError(
            "the file is damaged, or no PDF",
            hint="open it in a PDF viewer and save it again, or ask for it again",
        ) from error


def _encrypted() -> PictureError:
    return PictureError(
        "the PDF is encrypted", hint="ask for one without a password or restrictions"
    )
