"""The front page: a lead with a dominant picture, two or three more, briefs or index.

The lead's headline runs over the whole page; its picture stands at the left with
the text beside it. How many stories stand besides the lead, and whether what does not
go in turns to a page inside, the page form says. Everything else is the ordinary
make-up of a page.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from printshop.flatplan.desk import Desk
from printshop.flatplan.front_index import index_piece
from printshop.flatplan.guillotine import Guillotine, MadeUp
from printshop.flatplan.judge import CLEAR_STEP_IN_FRONT
from printshop.flatplan.judged_page import best_judged
from printshop.flatplan.memory import Memory
from printshop.flatplan.page_forms import FRONT, story_lines
from printshop.flatplan.pieces import Band, Piece, signed
from printshop.flatplan.plan import FrameKind, PieceKind
from printshop.flatplan.shape_book import ShapeBook, front_shapes
from printshop.flatplan.shapes import Shape
from printshop.issue import Article
from printshop.layout import PageForm

_OTHER_NUMBER = 60
"""A number of stories that the form does not prefer, for each step down its list."""

_PASSED_OVER = 15
"""A better story that stands inside, for each worse one that stands on the front."""

_INDEX_FOR_BRIEFS = 60
"""An index on a front page that has briefs to show."""

_NO_BRIEFS = 400
"""Neither briefs nor an index."""

_CANDIDATES = 3
_MOST_BRIEFS = 10
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


@dataclass(frozen=True, slots=True)
class _Choice:
    """Pieces for the front page, and what it costs to have chosen them."""

    pieces: tuple[Piece, ...]
    badness: int


def plan_front(
    leads: Sequence[Piece], briefs: Sequence[Article], desk: Desk, memory: Memory
) -> FrontPage | None:
    """Make up the front page from the best stories in order; None if it cannot be."""
    grid = desk.layout.grids[leads[0].grid]
    form = desk.layout.forms[FRONT]
    lines = story_lines(form, desk.layout)
    known, tables, tokens = memory.of(f"{FRONT} {grid.name}")
    book = ShapeBook(desk, lines, front_shapes, known)
    guillotine = Guillotine(grid.columns, lines, book.shapes, tables, tokens)
    tried: list[tuple[int, int, _Choice, MadeUp]] = []
    for place, choice in enumerate(_choices(leads, briefs, form, desk)):
        made_up = guillotine.make_up(choice.pieces, lines)
        if made_up is not None:
            tried.append((made_up.badness + choice.badness, place, choice, made_up))
    best: tuple[int, MadeUp] | None = None
    for badness, _, choice, kindest in sorted(tried, key=lambda one: one[:2]):
        if best is not None and badness >= best[0]:
            break
        again = partial(guillotine.make_up, choice.pieces, lines)
        made_up = best_judged(kindest, again, CLEAR_STEP_IN_FRONT)
        if best is None or made_up.badness + choice.badness < best[0]:
            best = made_up.badness + choice.badness, made_up
    return None if best is None else _front_page(best[1])


def _choices(
    leads: Sequence[Piece], briefs: Sequence[Article], form: PageForm, desk: Desk
) -> Iterator[_Choice]:
    """Offer the lead with some of the next stories, and with few or many briefs.

    What the newsroom wants on the front page is in every choice. Where there are no
    briefs, or they do not go in, an index of the paper stands in their place.
    """
    lead, others = leads[0], leads[1:]
    wanted = [piece for piece in others if piece.story.is_front]
    loose = [piece for piece in others if piece not in wanted][:_CANDIDATES]
    packs = list(_packs(briefs, form, lead.grid, desk))
    for count in sorted({*form.companions, len(wanted), 0}):
        if count < len(wanted):
            continue
        price = _OTHER_NUMBER * _steps_from(count, form.companions)
        for chosen in itertools.combinations(loose, count - len(wanted)):
            passed = sum(
                piece.rank < other.rank and piece not in chosen
                for other in chosen
                for piece in loose
            )
            badness = price + _PASSED_OVER * passed
            stories = (lead, *wanted, *chosen)
            for pack in packs:
                yield _Choice((*stories, pack), badness)
            index = _index(stories, desk)
            if index is not None:
                price = badness + (_INDEX_FOR_BRIEFS if packs else 0)
                yield _Choice((*stories, index), price)
            yield _Choice(stories, badness + _NO_BRIEFS)


def _index(stories: Sequence[Piece], desk: Desk) -> Piece | None:
    """Make the index of a front page with these stories: of all the others."""
    here = {piece.story.slug for piece in stories}
    others = [article for article in desk.issue.articles if article.slug not in here]
    piece = index_piece(others, desk, desk.layout.grids[stories[0].grid])
    return piece and signed(piece, desk.digest)


def _steps_from(count: int, preferred: Sequence[int]) -> int:
    return preferred.index(count) if count in preferred else len(preferred)


def _packs(
    briefs: Sequence[Article], form: PageForm, grid: str, desk: Desk
) -> Iterator[Piece]:
    """Offer columns of briefs, from the fewest that make one."""
    for count in range(form.least_briefs, min(len(briefs), _MOST_BRIEFS) + 1):
        pack = Piece(
            kind=PieceKind.BRIEFS,
            name=f"front briefs {count}",
            section="",
            rank=900,
            band=Band.BRIEF,
            grid=grid,
            members=tuple(briefs[:count]),
        )
        yield signed(pack, desk.digest)


def _front_page(made_up: MadeUp) -> FrontPage:
    """Collect what begins on the page, and make the pieces that go on inside."""
    used: set[str] = set()
    rest: list[Piece] = []
    for cell in made_up.cells:
        piece = cell.piece
        if piece.kind == PieceKind.BRIEFS:
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
    return rest_of(piece, shape.end_line, shown)


def rest_of(piece: Piece, first_line: int, shown: set[int]) -> Piece:
    """Make the piece that goes on from a line, without the pictures already shown."""
    return replace(
        piece,
        kind=PieceKind.CONTINUATION,
        name=f"{piece.story_name}+{first_line}",
        first_line=first_line,
        rank=piece.rank + _RANK_BEHIND,
        pictures=tuple(n for n in piece.pictures if n not in shown),
        band=Band.THIRD,
    )
