"""The runs of pieces that one page may take, from a place in the running order.

A page takes pieces of one grid only, and never two parts of one story. A long story
that turns is the last of its page; its rest opens the page after.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from printshop.flatplan.guillotine import MadeUp
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import FrameKind

_MOST_SHARE = 1.3
_ASTRAY = 1.5
"""Pages by which the copy that is placed may run ahead of the paper, or behind it."""

Share = tuple[float, float]
"""Of a page, that its copy wants to have: from, and to."""

Turn = tuple[int, tuple[int, ...]]
"""The line from which a story goes on, and the pictures that were shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far the running order has been placed."""

    position: int
    """How many pieces were placed, or begun before the one that has turned."""
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a run of pages must keep to."""

    page_count: int
    page_cells: int
    most_pieces: int
    make_up: Callable[[int, Sequence[Piece]], MadeUp | None]
    """Makes up a page with exactly these pieces; None if it cannot be done."""
    judge: Callable[[int, Sequence[Piece]], bool]
    """Puts a page's price right; False when it was."""
    least: Callable[[Piece], int]
    """The fewest cells that a piece can take."""
    wanted: Callable[[Piece], int]
    """The cells that a piece would like to have."""
    hold_price: Callable[[Piece], int | None]
    """What it costs to leave a piece out; None where that may not be."""
    rest: Callable[[Piece, Turn], Piece]
    """Makes the piece that goes on after a turn."""
    locked: frozenset[int] = frozenset()
    starts: Mapping[int, int] = field(default_factory=dict)
    """Pages on which a section begins, with the place of its first piece."""


@dataclass(frozen=True, slots=True)
class PageRun:
    """Pieces for one page, and how far the running order is placed with them."""

    pieces: tuple[Piece, ...]
    after: int
    """The position, if nothing turns."""

    @property
    def turns(self) -> bool:
        """Tell whether its last story goes on, on the page after."""
        return bool(self.pieces and self.pieces[-1].turns)


@dataclass(frozen=True, slots=True)
class Search:
    """Which runs of pieces are tried on a page."""

    share: Share = (0.0, math.inf)
    placed: tuple[int, ...] = ()
    """Cells that all pieces before each place want; empty where it does not matter."""
    cells_a_page: float = 0
    astray_cells: float = 0

    def allows(self, page: int, position: int) -> bool:
        """Tell whether about as much of the copy is placed as of the pages inside."""
        if not self.placed:
            return True
        even = (page - 1) * self.cells_a_page
        return abs(self.placed[position] - even) <= self.astray_cells


def page_runs(
    place: Place, pieces: Sequence[Piece], rules: Rules, share: Share
) -> Iterator[PageRun]:
    """Offer what a page may take, from nothing at all to as much as goes in."""
    position, run = place.position, []
    if place.turn is not None:
        run = [rules.rest(pieces[position], place.turn)]
        position += 1
    yield PageRun(tuple(run), position)
    borders = set(rules.starts.values())
    while position < len(pieces) and len(run) < rules.most_pieces:
        if run and (run[-1].turns or position in borders):
            return
        piece = pieces[position]
        if not _may_join(piece, run):
            return
        run = [*run, piece]
        position += 1
        if sum(rules.least(one) for one in run) > rules.page_cells:
            return
        wanted = sum(rules.wanted(one) for one in run) / rules.page_cells
        if piece.turns or share[0] <= wanted <= share[1]:
            yield PageRun(tuple(run), position)


def _may_join(piece: Piece, run: Sequence[Piece]) -> bool:
    """Tell whether a piece may stand on a page with these."""
    return all(
        piece.grid == other.grid and piece.story_name != other.story_name
        for other in run
    )


def place_after(run: PageRun, made_up: MadeUp) -> Place:
    """Find how far the running order is placed by a page as it was made up."""
    if not run.turns:
        return Place(run.after)
    last = run.pieces[-1]
    (shape,) = (c.shape for c in made_up.cells if c.piece.name == last.name)
    shown = set(range(len(last.story.pictures))) - set(last.pictures)
    shown |= {f.index for f in shape.frames if f.kind == FrameKind.PICTURE}
    return Place(run.after - 1, (shape.end_line, tuple(sorted(shown))))


def usual_search(pieces: Sequence[Piece], rules: Rules) -> Search:
    """Choose how much a page should hold, and how evenly the copy runs on."""
    placed = tuple(accumulate((rules.wanted(piece) for piece in pieces), initial=0))
    pages = rules.page_count - 1 - len(rules.locked)
    if pages <= 0:
        return Search()
    share = 0.6 * min(1.0, placed[-1] / (pages * rules.page_cells)), _MOST_SHARE
    if rules.locked or rules.starts:
        return Search(share)
    return Search(share, placed, placed[-1] / pages, _ASTRAY * rules.page_cells)
