"""Rules on boxes and on the set of pages.

Boxes are compared within a tenth of a millimetre: programs round.
"""

from collections.abc import Iterator

from printshop.preflight.geometry import Box
from printshop.preflight.outcome import Severity
from printshop.preflight.rule import Docket, Fault, Told, file_rule, page_rule
from printshop.preflight.rules.scope import for_ad, for_paper
from printshop.preflight.sheets import PageFacts, SeenFile, SeenPage

_PT_PER_MM = 72 / 25.4
_NEARLY_PT = 0.1 * _PT_PER_MM
_SECTION = 4
"""Pages on a folded sheet."""


def _has_trim(docket: Docket) -> bool:
    return not docket.is_ad and docket.profile.trim_mm is not None


def _has_bleed(docket: Docket) -> bool:
    return not docket.is_ad and docket.profile.bleed.widest_mm > 0


@page_rule("R0002", "No page has a UserUnit", Severity.ERROR)
def no_user_unit(page: SeenPage, _: Docket) -> Told:
    """A program that does not know UserUnit prints the page in another size."""
    if "/UserUnit" in page.page.obj:
        yield Fault(f"the page has the UserUnit {page.unit:g}", page.number)


@page_rule("R0003", "The CropBox is the MediaBox, or there is none", Severity.ERROR)
def crop_is_media(page: SeenPage, _: Docket) -> Told:
    """Some programs take the CropBox for the page, and cut bleed and marks off."""
    crop = page.boxes.get("CropBox")
    if crop is not None and not _same(crop, page.media):
        yield Fault("the CropBox is smaller than the MediaBox", page.number, crop)


@file_rule(
    "R0004",
    "All pages have one size, and none is turned",
    Severity.ERROR,
    applies=for_paper,
)
def one_size(file: SeenFile, _: Docket) -> Told:
    """Pages that differ are imposed in the wrong place, or lying on their side."""
    first = file.pages[0]
    for page in file.pages:
        if not page.trim.same_size(first.trim, _NEARLY_PT) or page.unit != first.unit:
            message = f"trimmed to {_size(page)}, page 1 to {_size(first)}"
            yield Fault(message, page.number, page.trim)
        if page.rotate:
            yield Fault(f"turned by {page.rotate} degrees", page.number)


@page_rule("R0005", "No page is empty", Severity.ERROR)
def no_empty_page(page: SeenPage, _: Docket) -> Told:
    """An empty page is mostly one that was lost on the way."""
    for mark in page.marks:
        seen = mark.box.common(page.trim)
        is_white = bool(mark.colours) and all(c.is_white for c, _ in mark.colours)
        if not seen.is_empty and not is_white:
            return
    yield Fault("nothing is printed on the page", page.number)


@file_rule("R0006", "An advertisement has one page", Severity.ERROR, applies=for_ad)
def one_page(file: SeenFile, _: Docket) -> Told:
    """Only the first page is placed in the paper; the others would be lost."""
    if len(file.pages) != 1:
        yield Fault(f"the file has {len(file.pages)} pages")


@page_rule("X07", "Every page has a TrimBox or an ArtBox, and not both", Severity.ERROR)
def trim_or_art(page: SeenPage, _: Docket) -> Told:
    """The printer cuts there. With two boxes nobody knows which one is meant."""
    trim, art = page.boxes.get("TrimBox"), page.boxes.get("ArtBox")
    if trim is None and art is None:
        yield Fault("there is neither a TrimBox nor an ArtBox", page.number)
    elif trim is not None and art is not None:
        yield Fault("there are both a TrimBox and an ArtBox", page.number, art)


@page_rule(
    "X08", "The TrimBox lies in the BleedBox, and that in the MediaBox", Severity.ERROR
)
def nested_boxes(page: SeenPage, _: Docket) -> Told:
    """What sticks out of the sheet is not there when the page is cut."""
    bleed = page.boxes.get("BleedBox")
    if bleed is not None and not page.media.holds(bleed, _NEARLY_PT):
        yield Fault("the BleedBox sticks out of the MediaBox", page.number, bleed)
    outer, name = (bleed, "BleedBox") if bleed else (page.media, "MediaBox")
    if not outer.holds(page.trim, _NEARLY_PT):
        yield Fault(f"the page sticks out of the {name}", page.number, page.trim)


@file_rule(
    "H02",
    "The number of pages can be divided by four",
    Severity.WARNING,
    applies=for_paper,
)
def pages_in_fours(file: SeenFile, _: Docket) -> Told:
    """A folded sheet has four pages. A file of a single page is not asked."""
    count = len(file.pages)
    if count > 1 and count % _SECTION:
        yield Fault(f"the file has {count} pages")


@file_rule("H04", "The page has the printer's size", Severity.ERROR, applies=_has_trim)
def printers_size(file: SeenFile, docket: Docket) -> Told:
    """The printer takes one size only; another does not fit the cylinder."""
    width_mm, height_mm = docket.profile.trim_mm or (0, 0)
    wanted = Box(0, 0, width_mm * _PT_PER_MM, height_mm * _PT_PER_MM)
    for page in file.pages:
        size = Box(0, 0, page.trim.width * page.unit, page.trim.height * page.unit)
        if not size.same_size(wanted, _NEARLY_PT):
            message = f"{_size(page)}, not {width_mm:g} × {height_mm:g} mm"
            yield Fault(message, page.number, page.trim)


@file_rule(
    "H05",
    "The page bleeds as far as the printer asks",
    Severity.ERROR,
    applies=_has_bleed,
)
def enough_bleed(file: SeenFile, docket: Docket) -> Told:
    """A knife is never exact: without bleed a white edge shows."""
    bleed = docket.profile.bleed
    for page in file.pages:
        left, right = bleed.left_right_mm(is_left_page=page.number % 2 == 0)
        if len(file.pages) == 1:
            # a page that is alone does not say on which side it will stand
            left = right = min(bleed.inside_mm, bleed.outside_mm)
        wanted = (left, bleed.bottom_mm, right, bleed.top_mm)
        yield from _short_of_bleed(page, wanted)


def _short_of_bleed(
    page: PageFacts, wanted_mm: tuple[float, float, float, float]
) -> Iterator[Fault]:
    trim, bleed = page.trim, page.bleed
    given = (
        trim.left - bleed.left,
        trim.low - bleed.low,
        bleed.right - trim.right,
        bleed.high - trim.high,
    )
    edges = zip(("left", "foot", "right", "head"), given, wanted_mm, strict=True)
    for edge, has, wants in edges:
        has_mm = has * page.unit / _PT_PER_MM
        if has_mm < wants - 0.1:
            message = f"{has_mm:.1f} mm of bleed at the {edge}, {wants:g} mm are asked"
            yield Fault(message, page.number)


@page_rule("H09", "The MediaBox begins at 0, 0", Severity.WARNING)
def begins_at_origin(page: SeenPage, _: Docket) -> Told:
    """Some programs place a page wrongly whose corner is not the origin."""
    if max(abs(page.media.left), abs(page.media.low)) > _NEARLY_PT:
        corner = f"{page.media.left:g}, {page.media.low:g}"
        yield Fault(f"the MediaBox begins at {corner}", page.number)


def _same(one: Box, other: Box) -> bool:
    pairs = zip(one, other, strict=True)
    return all(abs(a - b) <= _NEARLY_PT for a, b in pairs)


def _size(page: PageFacts) -> str:
    sides = (
        side * page.unit / _PT_PER_MM for side in (page.trim.width, page.trim.height)
    )
    return " × ".join(f"{side:.1f}".removesuffix(".0") for side in sides) + " mm"
