"""Rules on what really comes onto the plates, measured by Ghostscript."""

from collections.abc import Iterator

from printshop.pdf_file import MOST_PIXELS
from printshop.preflight.outcome import Severity
from printshop.preflight.plates import LARGEST_PT, PagePlates, draw_plates
from printshop.preflight.rule import Docket, Fault, Told, Unseen, file_rule
from printshop.preflight.rules.scope import for_four_plates, for_one_plate
from printshop.preflight.sheets import PageFacts, SeenFile


@file_rule(
    "R0026",
    "There is not too much ink anywhere",
    Severity.WARNING,
    applies=for_four_plates,
)
def total_ink(file: SeenFile, docket: Docket) -> Told:
    """Wet paper tears, and ink that does not dry comes off on the next page.

    All plates are summed, and averaged over every square of 15 mm².
    """
    limit = docket.profile.tac_limit_percent
    yield from _unseen(file)
    for page, plates in _plates(file):
        for percent, box in plates.heavier_than(limit, page.bleed):
            message = f"{percent:.0f} % of ink where {limit:g} % are allowed"
            yield Fault(message, page.number, box)


@file_rule(
    "H10", "Nothing comes onto the other plates", Severity.ERROR, applies=for_one_plate
)
def black_plate_alone(file: SeenFile, _: Docket) -> Told:
    """Pictures, too, must be black alone: the other plates are never made."""
    yield from _unseen(file)
    for page, plates in _plates(file):
        box = plates.coloured(page.bleed)
        if box is not None:
            yield Fault("there are inks besides black", page.number, box)


def _unseen(file: SeenFile) -> Iterator[Unseen]:
    """Tell of pages whose ink cannot be measured."""
    for page in file.pages:
        if why := _why_not(page):
            yield Unseen(why, page.number)


def _plates(file: SeenFile) -> Iterator[tuple[PageFacts, PagePlates]]:
    """Draw the pages whose ink can be measured."""
    pages = [page for page in file.pages if not _why_not(page)]
    yield from draw_plates(file.path, pages)


def _why_not(page: PageFacts) -> str:
    """Say why the ink on a page cannot be measured; nothing when it can."""
    if page.has_unknown_inks:
        return "colours have yet to be converted, and nobody knows into how much ink"
    if page.largest_picture_px > MOST_PIXELS:
        return "a picture is too large to be decoded"
    if page.media.width * page.media.height * page.unit**2 > LARGEST_PT**2:
        return "the sheet is too large to be drawn"
    return ""
