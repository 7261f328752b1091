"""The front page: a lead with a dominant picture, a second story, briefs.

The lead's headline runs over the whole page; its picture stands at the left with
the text beside it, and what does not go in turns to a page inside. The second story
may turn too. Everything else is the ordinary make-up of a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.flatplan.desk import Desk
from printshop.flatplan.guillotine import Guillotine, MadeUp, Shapes
from printshop.flatplan.pack_shapes import pack_shapes
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import FrameKind, PieceKind
from printshop.flatplan.shapes import Shape, cheapest
from printshop.flatplan.splash import lead_shapes, second_shapes
from printshop.issue import Article
from printshop.layout import Grid

_PIECE_MISSING = 60
_NO_BRIEFS = 80
_RANK_BEHIND = 5_000
"""A continuation never leads its page: the fresh stories of its section go first."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The front page as made up, and what it leaves for the pages inside."""

    made_up: MadeUp
    used: frozenset[str]
    """Slugs that begin on it."""
    rest: tuple[Piece, ...]
    """Continuations of the stories that turn."""


def plan_front(
    leads: Sequence[Piece], briefs: Sequence[Article], desk: Desk, lines: int
) -> FrontPage | None:
    """Make up the front page from the best stories in order; None if it cannot be."""
    grid = desk.layout.grids[leads[0].grid]
    guillotine = Guillotine(grid.columns, lines, _ShapeBook(desk, lines).shapes)
    best: tuple[int, MadeUp] | None = None
    for pieces in _choices(leads, briefs, grid):
        made_up = guillotine.make_up(pieces, lines)
        if made_up is not None:
            badness = made_up.badness + _PIECE_MISSING * abs(3 - len(pieces))
            badness += 0 if pieces[-1].members or not briefs else _NO_BRIEFS
            if best is None or badness < best[0]:
                best = badness, made_up
    return None if best is None else _front_page(best[1])


def _choices(
    leads: Sequence[Piece], briefs: Sequence[Article], grid: Grid
) -> Iterator[tuple[Piece, ...]]:
    """Offer the lead with each of the next two stories, and with few or many briefs."""
    lead, others = leads[0], leads[1:3]
    packs: list[tuple[Piece, ...]] = [()]
    for count in range(3, len(briefs) + 1):
        members = tuple(briefs[:count])
        name = f"front briefs {count}"
        packs.append(
            (
                Piece(
                    PieceKind.BRIEFS,
                    name,
                    "",
                    900,
                    Band.BRIEF,
                    grid.name,
                    members=members,
                ),
            )
        )
    seconds = [(), *((other,) for other in others), tuple(others)]
    for second in dict.fromkeys(seconds):
        for pack in packs:
            yield (lead, *second, *pack)


class _ShapeBook:
    """The shapes of front-page pieces, worked out once."""

    def __init__(self, desk: Desk, lines: int) -> None:
        self._desk = desk
        self._lines = lines
        self._known: dict[tuple[str, bool], Shapes] = {}

    def shapes(self, piece: Piece, is_lead: bool) -> Shapes:
        """Give a piece's shapes; the lead's and the second story's may turn."""
        key = (piece.name, is_lead)
        if key not in self._known:
            if piece.kind == PieceKind.BRIEFS:
                offered = pack_shapes(piece, self._desk, self._lines)
            elif is_lead:
                offered = lead_shapes(piece, self._desk, self._lines)
            else:
                offered = second_shapes(piece, self._desk, self._lines)
            self._known[key] = cheapest(offered)
        return self._known[key]


def _front_page(made_up: MadeUp) -> FrontPage:
    """Collect what begins on the page, and make the pieces that go on inside."""
    used: set[str] = set()
    rest: list[Piece] = []
    for cell in made_up.cells:
        piece = cell.piece
        used.update(article.slug for article in piece.members)
        if piece.article is None:
            continue
        used.add(piece.article.slug)
        if cell.shape.end_line < piece.end_line:
            rest.append(continuation(piece, cell.shape))
    return FrontPage(made_up, frozenset(used), tuple(rest))


def continuation(piece: Piece, shape: Shape) -> Piece:
    """Make the piece that carries the rest of a story, with what was not yet shown."""
    shown = {frame.index for frame in shape.frames if frame.kind == FrameKind.PICTURE}
    return replace(
        piece,
        kind=PieceKind.CONTINUATION,
        name=f"{piece.name}+",
        first_line=shape.end_line,
        rank=piece.rank + _RANK_BEHIND,
        pictures=tuple(n for n in piece.pictures if n not in shown),
        band=Band.THIRD,
    )
