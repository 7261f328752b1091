"""Where pages stand on sheets that are folded once, from top to bottom, in the middle.

* Pages keep their size. The fold is the middle of the sheet, on every side, and the
  pages stand as high on the front as on the back: so they back up.
* At the fold a page's bleed is cut to the trim: its neighbour begins there.
* Creep: sheet s of S, counted from 0 for the outermost, has its pages moved towards
  the fold by s/(S-1) of the whole, trim and bleed with them. What is moved beyond the
  fold is cut off, and the sheet's TrimBox is narrower by as much.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from printshop.errors import SourceError
from printshop.impose.nouns import PlacedPage, SheetSide, Wish
from printshop.impose.order import PAGES_A_SHEET, Pair, printers_pairs, sections
from printshop.impose.source_pages import SourcePage, size_mm
from printshop.printers_marks import PT_PER_MM, Box, MarkedArea

_ROUNDING_PT = 1.0
"""A sheet that is too small by less than a third of a millimetre is large enough."""


def folded_sides(
    pages: Sequence[SourcePage], wish: Wish, margin_mm: float, where: str
) -> tuple[SheetSide, ...]:
    """Place the pages on the sides of folded sheets, with a margin beyond the bleed.

    Raises SourceError when there is one page only, or when the sheet is too small.
    """
    if len(pages) == 1:
        raise SourceError(
            "one page alone cannot be folded",
            where=where,
            hint="print it as it is, or make an office proof: --scheme 2up",
        )
    sheet = _sheet_pt(pages, wish, margin_mm, where)
    parts = list(sections(len(pages), wish.pages_per_section))
    sides = []
    for number, (first, count) in enumerate(parts, start=1):
        section = f"Section {number}, " if len(parts) > 1 else ""
        shift = creep_of(wish.creep_mm * PT_PER_MM, count)
        for pair in printers_pairs(first, count):
            name = f"{section}Sheet {pair.sheet + 1} " + (
                "front" if pair.is_front else "back"
            )
            sides.append(_side(name, sheet, pair, pages, shift(pair)))
    return tuple(sides)


def creep_of(whole_pt: float, pages: int) -> Callable[[Pair], float]:
    """Say how far the pages of a section's sheets move towards the fold."""
    steps = pages // PAGES_A_SHEET - 1
    return lambda pair: whole_pt * pair.sheet / steps if steps else 0.0


def _sheet_pt(
    pages: Sequence[SourcePage], wish: Wish, margin_mm: float, where: str
) -> tuple[float, float]:
    """Take the sheet wished for, the way round that the pages fit, or make one."""
    need_wide, need_high = _needed_pt(pages, margin_mm * PT_PER_MM)
    if wish.sheet is None:
        return need_wide, need_high
    sides = wish.sheet.width_mm * PT_PER_MM, wish.sheet.height_mm * PT_PER_MM
    lying = sorted(sides, reverse=need_wide > need_high)
    for wide, high in (lying, lying[::-1]):
        if need_wide <= wide + _ROUNDING_PT and need_high <= high + _ROUNDING_PT:
            return wide, high
    wanted = size_mm(Box(0, 0, need_wide, need_high))
    parts = "with bleed and marks" if margin_mm else "with their bleed"
    raise SourceError(
        f"two pages {parts} need {wanted}, and the sheet is {wish.sheet.name}",
        where=where,
        hint="take a larger sheet, or leave --sheet out for one that fits",
    )


def _needed_pt(pages: Sequence[SourcePage], margin: float) -> tuple[float, float]:
    """Add up two pages, the widest bleed and the margins, alike on both sides."""
    wide = max(
        page.trim.width
        + max(page.trim.left - page.bleed.left, page.bleed.right - page.trim.right)
        for page in pages
    )
    high = max(
        page.trim.height
        + 2 * max(page.trim.bottom - page.bleed.bottom, page.bleed.top - page.trim.top)
        for page in pages
    )
    return 2 * (wide + margin), high + 2 * margin


def _side(
    name: str,
    sheet: tuple[float, float],
    pair: Pair,
    pages: Sequence[SourcePage],
    shift: float,
) -> SheetSide:
    """Place the two pages of a side; its boxes are those of its pages together."""
    width, height = sheet
    fold = width / 2
    left, right = (
        pages[number - 1] if number <= len(pages) else _blank(pages[0])
        for number in (pair.left, pair.right)
    )
    left = _moved(left, fold + shift - left.trim.right, height / 2)
    right = _moved(right, fold - shift - right.trim.left, height / 2)
    placed = (
        PlacedPage(pair.left, left.trim, replace(left.bleed, right=fold)),
        PlacedPage(pair.right, right.trim, replace(right.bleed, left=fold)),
    )
    paper = Box(0, 0, width, height)
    trim = _together(left.trim, right.trim).within(paper)
    bleed = _together(left.bleed, right.bleed).within(paper)
    area = MarkedArea(trim, bleed, (fold,))
    return SheetSide(name, width, height, placed, trim, bleed, (area,))


def _moved(page: SourcePage, right: float, middle: float) -> SourcePage:
    """Move a page to the right, and its trim up to the middle of the sheet."""
    up = middle - (page.trim.bottom + page.trim.top) / 2
    return SourcePage(page.trim.moved(right, up), page.bleed.moved(right, up))


def _blank(like: SourcePage) -> SourcePage:
    return SourcePage(like.trim, like.trim)


def _together(left: Box, right: Box) -> Box:
    """Reach from a left page's left edge to a right page's right edge."""
    bottom, top = min(left.bottom, right.bottom), max(left.top, right.top)
    return Box(left.left, bottom, right.right, top)
