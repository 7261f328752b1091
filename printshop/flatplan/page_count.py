"""How many pages the paper has: the fewest that hold everything, in fours.

A newspaper is printed on folded sheets, so its pages are a multiple of four. Where
the newsroom, or a locked page, has fixed the number, what has no room is held over;
otherwise nothing is, and more pages are taken.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from printshop.errors import CopyfitError
from printshop.flatplan.assign import PASSABLE, Assignment, InsidePage, assign
from printshop.flatplan.desk import Desk
from printshop.flatplan.front import rest_of
from printshop.flatplan.inside import InsidePages
from printshop.flatplan.newslist import hold_price, is_long
from printshop.flatplan.pieces import Piece, signed
from printshop.flatplan.plan import Kept
from printshop.flatplan.rescue import mended
from printshop.flatplan.runs import Rules, Turn
from printshop.flatplan.second_deal import dealt_again
from printshop.flatplan.settled import section_starts

SHEET_PAGES = 4
_MOST_SHEETS_TRIED = 3
_MOST_PIECES = 8
_GOOD = 330
"""A mean badness a page that is not worth another attempt (tenths)."""

Pinned = Mapping[int, Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class Run:
    """The pages inside as they were found, and how many pages the paper has."""

    page_count: int
    pages: tuple[InsidePage, ...]
    held: tuple[Piece, ...]


def best_run(
    orders: Sequence[Sequence[Piece]],
    inside: InsidePages,
    pinned: Pinned,
    kept: Kept | None,
    desk: Desk,
) -> Run:
    """Find the run of pages, from any of the ways in which the copy was dealt.

    Raises CopyfitError when no number of pages takes it.
    """
    order = orders[0]
    fixed = desk.issue.pages or (kept.page_count if kept and kept.pages else None)
    if fixed:
        _check_settled(fixed, pinned, desk)
        run = _assigned(fixed, orders, inside, kept, desk, may_hold=True)
        if run is None:
            raise _no_room(order, inside, pinned, desk, fixed)
        return Run(fixed, run.pages, run.held)
    wanted = inside.copy_pages(order, 0)
    count = _in_sheets(max(1 + 0.8 * (wanted - 1), *pinned, *_starts(desk), 1))
    most = len(order) + 2 * len(desk.issue.ads) + 3
    limit = _in_sheets(max(most, count)) + SHEET_PAGES
    found: list[tuple[float, int, Assignment]] = []
    while count <= limit and len(found) < _MOST_SHEETS_TRIED:
        run = _assigned(count, orders, inside, kept, desk, may_hold=False)
        if run is not None:
            if run.badness <= PASSABLE * (count - 1):
                return Run(count, run.pages, run.held)
            found.append((run.badness / count, count, run))
        count += SHEET_PAGES
    if not found:
        raise _no_room(order, inside, pinned, desk, limit)
    _, count, run = min(found, key=lambda one: one[:2])
    return Run(count, run.pages, run.held)


def _in_sheets(pages: float) -> int:
    return SHEET_PAGES * math.ceil(pages / SHEET_PAGES)


def _starts(desk: Desk) -> tuple[int, ...]:
    return tuple(page for _, page in desk.issue.section_pages)


def _assigned(
    count: int,
    orders: Sequence[Sequence[Piece]],
    inside: InsidePages,
    kept: Kept | None,
    desk: Desk,
    *,
    may_hold: bool,
) -> Assignment | None:
    """Seek the cheapest run of so many pages, and mend its worst pages."""
    best: Assignment | None = None
    best_order = orders[0]
    for order in orders:
        starts = section_starts(order, desk)
        rules = _rules(count, inside, kept, desk, starts, may_hold=may_hold)
        found = assign(order, rules)
        if found is not None:
            found = mended(found, rules)
            if best is None or found.badness < best.badness:
                best, best_order = found, order
        if best and not best.held and best.badness <= _GOOD * (count - 1):
            break  # the other way to deal would hardly do better
    by_merit = (best_order, *(order for order in orders if order is not best_order))
    return best and dealt_again(best, by_merit, rules)


def _rules(
    count: int,
    inside: InsidePages,
    kept: Kept | None,
    desk: Desk,
    starts: Mapping[int, int],
    *,
    may_hold: bool,
) -> Rules:
    """Say what a run of so many pages must keep to."""

    def rest(piece: Piece, turn: Turn) -> Piece:
        piece = rest_of(piece, turn[0], set(turn[1]))
        piece = replace(piece, turns=is_long(piece, desk), is_bound=True)
        return signed(piece, desk.digest)

    def hold(piece: Piece) -> int | None:
        return hold_price(piece, inside.wanted(piece) / inside.page_cells)

    return Rules(
        page_count=count,
        page_cells=inside.page_cells,
        most_pieces=_MOST_PIECES,
        make_up=lambda page, run: inside.make_up(page, count, run),
        judge=lambda page, run: inside.judge(page, count, run),
        least=functools.cache(inside.least),
        wanted=functools.cache(inside.wanted),
        hold_price=functools.cache(hold) if may_hold else lambda _: None,
        rest=functools.cache(rest),
        locked=frozenset(page.number for page in kept.pages) if kept else frozenset(),
        starts=starts,
    )


def _check_settled(count: int, pinned: Pinned, desk: Desk) -> None:
    """Raise CopyfitError for a pin or a section beyond the last page."""
    where = f"issue {desk.issue.number}"
    for page, pieces in pinned.items():
        if page > count:
            raise CopyfitError(
                f"the story is pinned to page {page} of {count}",
                where=f"{where}, story {pieces[0].story.slug}",
                hint="pin it to an earlier page, or give more pages",
            )
    for section, page in desk.issue.section_pages:
        if page > count:
            raise CopyfitError(
                f"{section} is to start on page {page} of {count}",
                where=where,
                hint="start it on an earlier page, or give more pages",
            )


def _no_room(
    order: Sequence[Piece],
    inside: InsidePages,
    pinned: Pinned,
    desk: Desk,
    page_count: int,
) -> CopyfitError:
    """Name the page that is too full, or else say that the pages are too few."""
    where = f"issue {desk.issue.number}"
    page = inside.oversold_page(page_count)
    if page is not None and page in pinned:
        slugs = ", ".join(piece.story.slug for piece in pinned[page])
        return CopyfitError(
            f"what is pinned to page {page} does not go on it: {slugs}",
            where=where,
            hint="pin fewer stories to it, of one measure, or move its advertisements",
        )
    if page is not None:
        return CopyfitError(
            f"the advertisements for page {page} do not go on it",
            where=where,
            hint="move one to another page, or make it smaller",
        )
    must = [piece.name for piece in order if hold_price(piece, 0) is None]
    named = f": {', '.join(must)}" if must else ""
    return CopyfitError(
        f"the stories that must run do not go into the pages{named}",
        where=where,
        hint="give more pages, move a section's start, or shorten the longest stories",
    )
