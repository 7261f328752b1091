"""Rules on pictures of pixels. Pictures of 16 pixels or less a side are tints (GWG)."""

from collections.abc import Iterator

from printshop.pdf_file import MOST_PIXELS
from printshop.preflight.outcome import Severity
from printshop.preflight.painted import Picture
from printshop.preflight.rule import Docket, Fault, Told, page_rule
from printshop.preflight.sheets import SeenPage

_TINT_PX = 16
_SHARP_PPI = 450
"""What type that is made of pixels needs."""


def _pictures(page: SeenPage, *, bitmaps: bool) -> Iterator[Picture]:
    for mark in page.marks_in_page:
        if isinstance(mark, Picture) and mark.is_bitmap == bitmaps and _is_seen(mark):
            yield mark


def _is_seen(picture: Picture) -> bool:
    return min(picture.width_px, picture.height_px) > _TINT_PX


@page_rule("R0031", "Pictures have enough pixels an inch as printed", Severity.ERROR)
def enough_pixels(page: SeenPage, docket: Docket) -> Told:
    """Below about a hundred, pixels show even in coarse newsprint.

    Pixels are counted on paper, along the side that has fewer.
    """
    limits = docket.profile.least_ppi_error, docket.profile.least_ppi_warning
    for picture in _pictures(page, bitmaps=False):
        yield from _judged(picture, limits, page.number)


@page_rule(
    "R0032", "Black-and-white pictures have enough pixels an inch", Severity.ERROR
)
def enough_bitmap_pixels(page: SeenPage, docket: Docket) -> Told:
    """They have no greys that could soften the steps."""
    profile = docket.profile
    limits = profile.least_bitmap_ppi_error, profile.least_bitmap_ppi_warning
    for picture in _pictures(page, bitmaps=True):
        yield from _judged(picture, limits, page.number)


@page_rule("R0033", "A page is more than one picture", Severity.ERROR)
def not_one_picture(page: SeenPage, docket: Docket) -> Told:
    """Type that is made of pixels is ragged, and cannot overprint."""
    inside = [m for m in page.marks if not m.box.common(page.trim).is_empty]
    if len(inside) == 1 and isinstance(inside[0], Picture):
        limits = docket.profile.least_ppi_error, _SHARP_PPI
        for fault in _judged(inside[0], limits, page.number):
            message = f"the whole page is {fault.message}"
            yield Fault(message, page.number, fault.box, fault.severity)


@page_rule("H08", "No picture is too large to be decoded safely", Severity.ERROR)
def no_giant(page: SeenPage, _: Docket) -> Told:
    """A hundred million pixels fill a broadsheet three times over at 300 an inch.

    What has more stops a plate-maker, and is not drawn here either.
    """
    for mark in page.content.marks:
        if isinstance(mark, Picture) and mark.width_px * mark.height_px > MOST_PIXELS:
            pixels = mark.width_px * mark.height_px / 1e6
            message = f"a picture of {pixels:,.0f} million pixels"
            yield Fault(message, page.number, mark.box)


def _judged(
    picture: Picture, limits: tuple[float, float], page: int
) -> Iterator[Fault]:
    """Compare a picture with the limits for an error and for a warning."""
    ppi = round(picture.ppi)
    for limit, severity in zip(limits, (Severity.ERROR, Severity.WARNING), strict=True):
        if ppi < limit:
            message = f"a picture of {ppi} pixels an inch, less than {limit:g}"
            yield Fault(message, page, picture.box, severity)
            return
