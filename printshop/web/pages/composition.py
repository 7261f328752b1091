"""Where pictures, quotations and fact boxes stand in a story's text.

* The first picture stands over the text; the others are spread over it.
* Nothing stands before the first paragraph or right over a crosshead, and two things
  have text between them where there is enough.
* A pull quote stands between paragraphs that do not hold its words, before them where
  it can, and never after the story's end (the paper's design specification, 10.19).
* What finds no place follows the text; a pull quote is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from printshop.issue import Block, BlockKind, FactBox, PullQuote
from printshop.web.archive.nouns import ShownPicture, StoryPage

_APART = 2
"""Blocks of text between two things, where there are so many."""
_QUOTE_LEAD = 2
"""Blocks by which a pull quote stands before its words."""
_FACTS_SHARE = 0.3
"""Of the text that stands before a fact box."""
_TEXT = {BlockKind.PARAGRAPH, BlockKind.QUOTATION}


class PieceKind(StrEnum):
    """What a piece of a story's column is."""

    BLOCK = "block"
    PICTURE = "picture"
    QUOTE = "quote"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing in a story's column: a block of text, or what stands between blocks."""

    kind: PieceKind
    thing: Block | ShownPicture | PullQuote | FactBox


@dataclass(frozen=True, slots=True)
class _Wish:
    """A thing, the gap it would best stand in, and gaps that are not for it."""

    piece: Piece
    best: float
    never: frozenset[int] = frozenset()


def composed(page: StoryPage) -> tuple[Piece, ...]:
    """Put a story's text and what belongs to it in order, but for the first picture."""
    gaps = [at for at in range(1, len(page.body)) if _is_open(page.body, at)]
    placed: dict[int, Piece] = {}
    left_over: list[Piece] = []
    for wish in _wishes(page):
        at = _best_gap(gaps, placed, wish)
        if at is not None:
            placed[at] = wish.piece
        elif wish.piece.kind != PieceKind.QUOTE:
            left_over.append(wish.piece)
    return (*_in_order(page.body, placed), *left_over)


def _is_open(body: Sequence[Block], at: int) -> bool:
    """Tell whether something may stand before a block: text on both sides of it."""
    return body[at - 1].kind in _TEXT and body[at].kind in _TEXT


def _wishes(page: StoryPage) -> Iterator[_Wish]:
    count = len(page.body)
    pictures = page.pictures[1:]
    for at, picture in enumerate(pictures, 1):
        best = count * at / (len(pictures) + 1)
        yield _Wish(Piece(PieceKind.PICTURE, picture), best)
    for at, box in enumerate(page.fact_boxes):
        best = count * _FACTS_SHARE + _APART * at
        yield _Wish(Piece(PieceKind.FACTS, box), best)
    for at, quote in enumerate(page.pull_quotes):
        stands = page.quoted_blocks[at] if at < len(page.quoted_blocks) else -1
        never = frozenset({stands, stands + 1} if stands >= 0 else ())
        best = stands - _QUOTE_LEAD if stands >= 0 else count / 2
        yield _Wish(Piece(PieceKind.QUOTE, quote), max(best, _APART), never)


def _best_gap(gaps: Sequence[int], placed: dict[int, Piece], wish: _Wish) -> int | None:
    free = [at for at in gaps if at not in placed and at not in wish.never]
    if not free:
        return None
    return min(free, key=lambda at: (_closeness(at, placed), abs(at - wish.best)))


def _closeness(at: int, placed: dict[int, Piece]) -> int:
    """Count the blocks that are missing between a gap and the next thing."""
    return max((max(0, _APART - abs(at - other)) for other in placed), default=0)


def _in_order(body: Sequence[Block], placed: dict[int, Piece]) -> Iterator[Piece]:
    for at, block in enumerate(body):
        if at in placed:
            yield placed[at]
        yield Piece(PieceKind.BLOCK, block)
