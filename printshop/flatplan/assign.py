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
_SECOND_SECTION = 60
_HOUSE_PAGE = 450
_EMPTY_PAGE = 4_000
_PASSABLE = 260
"""A mean badness a page that a newsroom would print without a sigh (tenths)."""


@dataclass(frozen=True, slots=True)
class InsidePage:
    """A page made up, with its number."""

    number: int
    made_up: MadeUp | None
    """None when nothing at all could be put on it."""


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
    inside = range(2, page_count + 1)
    total = len(pieces)
    best: list[dict[int, tuple[int, int, MadeUp | None]]] = [{0: (0, 0, None)}]
    for page in inside:
        row: dict[int, tuple[int, int, MadeUp | None]] = {}
        left_pages = page_count - page
        for start, (so_far, _, _) in best[-1].items():
            for end in _ends(pieces, start, cells, page_cells):
                if (total - end) > left_pages * MOST_PIECES:
                    continue
                made_up = make_up(page, page_count, pieces[start:end])
                cost = so_far + _page_cost(pieces[start:end], made_up)
                if made_up is None and end > start:
                    continue
                if end not in row or cost < row[end][0]:
                    row[end] = (cost, start, made_up)
        best.append(row)
    if total not in best[-1]:
        return None
    pages = []
    position = total
    for page in reversed(inside):
        _, start, made_up = best[page - 1][position]
        pages.append(InsidePage(page, made_up))
        position = start
    return Assignment(tuple(reversed(pages)), best[-1][total][0])


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


def _page_cost(pieces: Sequence[Piece], made_up: MadeUp | None) -> int:
    """Price a page: its make-up, a second section, a page of house matter only."""
    if made_up is None:
        return _EMPTY_PAGE
    if not pieces:
        return made_up.badness + _HOUSE_PAGE
    sections = len({piece.section for piece in pieces})
    return made_up.badness + _SECOND_SECTION * (sections - 1)


def is_passable(assignment: Assignment, page_count: int) -> bool:
    """Tell whether a run is good enough not to look at more pages."""
    return assignment.badness <= _PASSABLE * (page_count - 1)
