"""Make room for a story: it takes the place of another, and that one of a third.

Stories move on as cards in a game of patience do: the fewer, the better. Every page
that changes must be one that can be made up; of all chains of the shortest length
that does, the cheapest is taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from printshop.flatplan.judge import UNBEARABLE, faults_of
from printshop.flatplan.mend import Pages, Run, may_go, may_stand
from printshop.flatplan.pieces import Piece

_MOST_MOVED = 2
_MOST_TRIED = 240
"""Pages made up for one story that was left out."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """New runs for some pages, and what they cost more than the old ones."""

    badness: int
    runs: Mapping[int, Run]


@dataclass(frozen=True, slots=True)
class _Search:
    """How far to look."""

    pages: Pages
    limit: int
    """Of pages made up."""
    is_near: bool
    """Whether what stood on a page goes only where its section is, or near."""


def room_made(piece: Piece, pages: Pages) -> Rescue | None:
    """Find the cheapest of the shortest chains that give a story room."""
    for is_near in (True, False):
        limit = len(pages.tried) + _MOST_TRIED
        for moved in range(_MOST_MOVED + 1):
            chains = _chains(piece, {}, moved, _Search(pages, limit, is_near))
            best = min(chains, key=lambda rescue: rescue.badness, default=None)
            if best is not None:
                return best
    return None


def _chains(
    piece: Piece, changed: Mapping[int, Run], moves: int, search: _Search
) -> Iterator[Rescue]:
    """Put a piece on a page; as many others as may move go on from page to page."""
    pages = search.pages
    for page in _open_pages(piece, changed, search):
        if len(pages.tried) > search.limit:
            return
        here = pages.runs[page]
        if not moves:
            rescue = priced({**changed, page: (*here, piece)}, pages)
            if rescue is not None:
                yield rescue
            continue
        for mover in _alike(piece, here, pages):
            left = tuple(one for one in here if one is not mover)
            runs = {**changed, page: (*left, piece)}
            if priced(runs, pages) is not None:
                yield from _chains(mover, runs, moves - 1, search)


def _open_pages(
    piece: Piece, changed: Mapping[int, Run], search: _Search
) -> Iterator[int]:
    """List the pages that may take a piece."""
    pages = search.pages
    for page in sorted(pages.runs):
        is_near = not (changed and search.is_near) or may_go(piece, page, pages)
        if page not in changed and is_near and is_open(piece, page, pages):
            yield page


def _alike(piece: Piece, run: Run, pages: Pages) -> list[Piece]:
    """List what may leave a page, the most like in size to what comes first."""
    own = pages.rules.wanted(piece)
    movers = [one for one in run if not (one.jumps or one.turns or one.is_bound)]
    return sorted(
        movers, key=lambda one: (abs(pages.rules.wanted(one) - own), one.name)
    )


def is_open(piece: Piece, page: int, pages: Pages) -> bool:
    """Tell whether a piece may stand on a page at all."""
    run = pages.runs[page]
    if any(other.turns or other.grid != piece.grid for other in run):
        return False
    return not pages.rules.starts or any(p.section == piece.section for p in run)


def is_unbearable(pages: Pages, page: int, run: Run) -> bool:
    """Tell whether a page has a fault with which no room is worth having."""
    made_up = pages.rules.make_up(page, run)
    return made_up is not None and any(
        fault.price >= UNBEARABLE for fault in faults_of(made_up.cells)
    )


def priced(runs: Mapping[int, Run], pages: Pages) -> Rescue | None:
    """Price new runs against the old ones; None where a page cannot be made up."""
    badness = 0
    for page, run in runs.items():
        if not may_stand(run, pages.rules, is_rescue=True):
            return None
        new, old = pages.cost(page, run), pages.cost(page, pages.runs[page])
        if new is None or old is None or is_unbearable(pages, page, run):
            return None
        badness += new - old
    return Rescue(badness, runs)
