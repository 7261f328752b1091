"""What is seen on the pages, from small pictures of them: the white at the fold, ink.

Content streams do not tell: what they draw may be covered, clipped or white.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2

from printshop.impose.source_pages import SourcePage

_PIXELS_A_POINT = 1.0
_PAPER = 247
"""A pixel lighter than this is paper."""
_NEUTRAL = 6
"""By how much the channels of a grey pixel may differ after smoothing."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What a page looks like, as far as imposing it goes."""

    white_left_pt: float
    """From the left edge of the trim to the first ink."""
    white_right_pt: float
    is_grey: bool
    """Nothing on it has a colour: black ink alone prints it."""


def look_at(pdf: pikepdf.Pdf, pages: Sequence[SourcePage]) -> tuple[SeenPage, ...]:
    """Draw every page small, as it is trimmed, and look at it."""
    return tuple(map(_seen, _pictures(pdf, pages)))


def _pictures(
    pdf: pikepdf.Pdf, pages: Sequence[SourcePage]
) -> Iterator[npt.NDArray[np.uint8]]:
    file = io.BytesIO()
    pdf.save(file)
    document = pypdfium2.PdfDocument(file.getvalue())
    try:
        for drawn, page in zip(document, pages, strict=True):
            left, bottom, right, top = drawn.get_cropbox()
            outside = (
                *(page.trim.left - left, page.trim.bottom - bottom),
                *(right - page.trim.right, top - page.trim.top),
            )
            bitmap = drawn.render(
                scale=_PIXELS_A_POINT,
                crop=tuple(max(0.0, side) for side in outside),
                draw_annots=False,
                may_draw_forms=False,
            )
            yield np.asarray(bitmap.to_pil().convert("RGB"))
    finally:
        document.close()


def _seen(picture: npt.NDArray[np.uint8]) -> SeenPage:
    columns = np.flatnonzero((picture < _PAPER).any(axis=(0, 2)))
    width = picture.shape[1]
    first, last = (columns[0], columns[-1]) if columns.size else (width, -1)
    spread = picture.max(axis=2).astype(int) - picture.min(axis=2)
    return SeenPage(
        white_left_pt=float(first) / _PIXELS_A_POINT,
        white_right_pt=float(width - 1 - last) / _PIXELS_A_POINT,
        is_grey=bool(spread.max(initial=0) <= _NEUTRAL),
    )
