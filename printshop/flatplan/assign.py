"""Which piece stands on which page: the cheapest run of pages through the paper.

``best[p][i]`` is the least badness with the first *i* pieces of the running order on
the pages up to *p*; every page's badness is exact, from the guillotine. A page takes
pieces of one grid only, and never two parts of one story. It may take a house
advertisement, and a page that nothing is left for is filled with one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from printshop.flatplan.guillotine import MadeUp
from printshop.flatplan.pieces import Piece

MOST_PIECES = 8
_SECOND_SECTION = 35
_HOUSE_PAGE = 450
_EMPTY_PAGE = 4_000
_PASSABLE = 420
"""A mean badness a page that a newsroom would print without a sigh (tenths)."""


@dataclass(frozen=True, slots=True)
class InsidePage:
    """A page made up, with its number."""

    number: int
    made_up: MadeUp


PageMaker = Callable[[int, int, Sequence[Piece]], MadeUp | None]
"""Makes up page *p* of *n* with exactly these pieces; None if it cannot be done."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Pages two to the last, and what the run costs."""

    pages: tuple[InsidePage, ...]
    badness: int


def assign(
    pieces: Sequence[Piece],
    page_count: int,
    make_up: PageMaker,
    cells: Callable[[Piece], int],
    page_cells: int,
) -> Assignment | None:
    """Find the cheapest run of pages for a page count; None when all do not go in."""
    total = len(pieces)
    rows: list[_Row] = [{0: _Step(0, 0, MadeUp((), 0, 0))}]
    for page in range(2, page_count + 1):
        row: _Row = {}
        least_end = total - (page_count - page) * MOST_PIECES
        for start, step in rows[-1].items():
            for end in _ends(pieces, start, cells, page_cells):
                if end >= least_end:
                    run = pieces[start:end]
                    made_up = make_up(page, page_count, run)
                    if made_up is not None:
                        badness = step.badness + _page_cost(run, made_up)
                        if end not in row or badness < row[end].badness:
                            row[end] = _Step(badness, start, made_up)
        rows.append(row)
    return _traced(rows, total)


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest way to have placed so many pieces up to a page."""

    badness: int
    start: int
    """How many were placed up to the page before."""
    made_up: MadeUp


_Row = dict[int, _Step]


def _traced(rows: Sequence[_Row], total: int) -> Assignment | None:
    """Follow the steps back from the last page."""
    if total not in rows[-1]:
        return None
    pages = []
    position = total
    for number in range(len(rows), 1, -1):
        step = rows[number - 1][position]
        pages.append(InsidePage(number, step.made_up))
        position = step.start
    return Assignment(tuple(reversed(pages)), rows[-1][total].badness)


def _ends(
    pieces: Sequence[Piece], start: int, cells: Callable[[Piece], int], page_cells: int
) -> list[int]:
    """List where a page that starts with this piece may end, itself included."""
    ends = [start]
    taken = 0
    stories: set[str] = set()
    for end in range(start + 1, min(start + MOST_PIECES, len(pieces)) + 1):
        piece = pieces[end - 1]
        story = piece.name.split("+")[0]
        if piece.grid != pieces[start].grid or story in stories:
            break
        stories.add(story)
        taken += cells(piece)
        if taken > page_cells:
            break
        ends.append(end)
    return ends


def _page_cost(pieces: Sequence[Piece], made_up: MadeUp) -> int:
    """Price a page: its make-up, a second section, a page of house matter only."""
    if not made_up.cells:
        return _EMPTY_PAGE
    if not pieces:
        return made_up.badness + _HOUSE_PAGE
    sections = len({piece.section for piece in pieces})
    return made_up.badness + _SECOND_SECTION * (sections - 1)


def is_passable(assignment: Assignment, page_count: int) -> bool:
    """Tell whether a run is good enough not to look at more pages."""
    return assignment.badness <= _PASSABLE * (page_count - 1)
