"""Where a pull quote stands in a body.

In the middle of a leg, between two paragraphs if it can, at least four lines from the
leg's head and foot, never after the story's end, and not beside the words that it
quotes (design specification, 5 and 10).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from printshop.flatplan.body import Body, Obstacle, body_of, flow_round, free_legs
from printshop.flatplan.desk import Desk
from printshop.flatplan.flow import Fill
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import Frame, FrameKind

_QUOTE_MARGIN = 4
"""A pull quote keeps this far from the head and the foot of its leg."""

_QUOTE_LEGS_TRIED = 2
_QUOTE_STEPS_TRIED = 4

_WITHIN_PARAGRAPH = 12
_BESIDE_ITS_WORDS = 30
_APART = 4
"""Lines between a pull quote and the same words in its own column."""


def quote_obstacle(piece: Piece, desk: Desk) -> Obstacle | None:
    """Set the story's first pull quote over one column of its grid."""
    article = piece.story
    grid = desk.layout.grids[piece.grid]
    name = "quote-1" if grid.name == "columns" else "quote-leg"
    size = desk.layout.sizes[name]
    quote = article.pull_quotes[0]
    broken = desk.quote(quote.text, size, grid, 1)
    if broken is None:
        return None
    lines = 2 + size.lines(len(broken.lines))
    if quote.attribution:
        lines += 1 + len(desk.small_lines("attribution", quote.attribution, grid))
    frame = Frame(FrameKind.PULL_QUOTE, 0, 0, 1, lines, name, broken.lines)
    return Obstacle(0, 1, lines, "middle", frame)


def with_quote(
    piece: Piece,
    desk: Desk,
    placed: Sequence[Obstacle],
    quote: Obstacle,
    lines: int,
    columns: int,
) -> Body | None:
    """Try the quote in the legs that are long enough; between paragraphs if it can."""
    copy = desk.copies[piece.story.slug]
    best: Body | None = None
    for column, top in _quote_places(placed, quote, lines, columns, piece.jumps):
        spot = replace(quote, column=column, top=top)
        fills = flow_round(piece, desk, (*placed, spot), columns, lines)
        if fills is None:
            continue
        before = _legs_round(fills, spot)
        if before is None or before[0].end_line >= piece.end_line:
            continue
        body = body_of(piece, (*placed, spot), fills, lines, columns)
        if not copy.is_between_paragraphs(before[0].end_line):
            body = replace(body, badness=body.badness + _WITHIN_PARAGRAPH)
        if _is_beside_its_words(piece, desk, spot, fills):
            body = replace(body, badness=body.badness + _BESIDE_ITS_WORDS)
        if best is None or body.badness < best.badness:
            best = body
        if best.badness < 6:
            break
    return best


def _legs_round(fills: Sequence[Fill], quote: Obstacle) -> tuple[Fill, Fill] | None:
    """Give the legs above and below a quote; None with a hole or hardly a line."""
    own = [fill for fill in fills if fill.leg.column == quote.column]
    above = [fill for fill in own if fill.leg.top < quote.top]
    below = [fill for fill in own if fill.leg.top > quote.top]
    if not (above and below) or above[-1].short:
        return None
    if below[0].leg.height - below[0].short < _QUOTE_MARGIN:
        return None
    return above[-1], below[0]


def _quote_places(
    placed: Sequence[Obstacle], quote: Obstacle, lines: int, columns: int, jumps: bool
) -> Iterator[tuple[int, int]]:
    """Offer places for the quote, the middle columns and the middle of legs first."""
    legs = free_legs(placed, columns, lines, jumps)
    middle = (columns - 1) / 2
    ordered = sorted(legs, key=lambda leg: (abs(leg.column - middle), leg.column))
    for leg in ordered[:_QUOTE_LEGS_TRIED]:
        room = leg.height - quote.lines - 2 * _QUOTE_MARGIN
        centre = leg.top + _QUOTE_MARGIN + room // 2
        for off in range(min(room // 2 + 1, _QUOTE_STEPS_TRIED)):
            yield leg.column, centre - off
            if off:
                yield leg.column, centre + off


def _is_beside_its_words(
    piece: Piece, desk: Desk, quote: Obstacle, fills: Sequence[Fill]
) -> bool:
    """Tell whether the quoted words stand at the quote, in its column or the next."""
    copy = desk.copies[piece.story.slug]
    number = copy.line_of(piece.story.pull_quotes[0].text)
    for fill in fills:
        if number is not None and fill.first_line <= number < fill.end_line:
            at = fill.leg.top + copy.height(fill.first_line, number)
            columns = abs(fill.leg.column - quote.column)
            apart = _APART if columns == 0 else 0
            is_level = quote.top - apart <= at < quote.top + quote.lines + apart
            return columns <= 1 and is_level
    return False
