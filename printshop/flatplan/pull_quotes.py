"""Where a pull quote stands in a body.

In the middle of a leg, between two paragraphs if it can, at least four lines from the
leg's head and foot, never after the story's end, and not beside the words that it
quotes (design specification, 5 and 10).
"""

from collections.abc import Iterator, Sequence

from printshop.flatplan.body import Filled, Obstacle, Stack
from printshop.flatplan.desk import Desk
from printshop.flatplan.flow import Leg
from printshop.flatplan.leg_prices import LegPrices
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import Frame, FrameKind

_QUOTE_MARGIN = 4
"""A pull quote keeps this far from the head and the foot of its leg."""

_QUOTE_LEGS_TRIED = 2
_QUOTE_STEPS_TRIED = 4

_GOOD_ENOUGH = 6
"""A body that costs less is taken without trying other places."""

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
    prices: LegPrices,
    stack: Stack,
    quote: Obstacle,
    words_line: int | None,
    columns: int,
    lost: int,
) -> Filled | None:
    """Try the quote in the legs that are long enough; between paragraphs if it can.

    ``words_line`` is the line of the story in which the quoted words begin, ``lost``
    the price of what is white for certain.
    """
    best: Filled | None = None
    for filled in _tried(prices, stack, quote, words_line, columns):
        if best is None or filled.badness < best.badness:
            best = filled
        if best.badness + lost < _GOOD_ENOUGH:
            break
    if best is None:
        return None
    return best._replace(badness=best.badness + lost, white=best.white + lost)


def _tried(
    prices: LegPrices,
    stack: Stack,
    quote: Obstacle,
    words_line: int | None,
    columns: int,
) -> Iterator[Filled]:
    """Fill the legs with the quote in one place after another where it may stand."""
    legs = stack.legs
    for number in _legs_tried(legs, columns):
        before = prices.flow(legs[:number], prices.start())
        if before.end_line >= prices.end_line:
            continue
        for spot in _spots(legs[number], quote):
            parted = _parted(legs[number], spot)
            if not _may_part(prices, before.end_line, parted):
                continue
            rest = (*parted, *legs[number + 1 :])
            end_line, white, text = prices.flow(rest, before)
            if end_line < prices.end_line:
                continue
            badness = white
            cut = prices.leg(before.end_line, parted[0]).end_line
            if not prices.copy.is_between_paragraphs(cut):
                badness += _WITHIN_PARAGRAPH
            whole = (*legs[:number], *rest)
            if _is_beside_its_words(prices, spot, words_line, whole):
                badness += _BESIDE_ITS_WORDS
            yield Filled(badness, white, text, stack, whole, spot)


def _legs_tried(legs: Sequence[Leg], columns: int) -> list[int]:
    """List which legs a quote is tried in, those of the middle columns first."""
    middle = (columns - 1) / 2
    columns_of = [leg.column for leg in legs]
    return sorted(
        range(len(legs)), key=lambda n: (abs(columns_of[n] - middle), columns_of[n])
    )[:_QUOTE_LEGS_TRIED]


def _spots(leg: Leg, quote: Obstacle) -> Iterator[Obstacle]:
    """Offer places for the quote in a leg, its middle first."""
    room = leg.height - quote.lines - 2 * _QUOTE_MARGIN
    centre = leg.top + _QUOTE_MARGIN + room // 2
    for off in range(min(room // 2 + 1, _QUOTE_STEPS_TRIED)):
        for top in (centre - off, centre + off)[: 1 + bool(off)]:
            yield quote.lowered(top, leg.column)


def _parted(leg: Leg, quote: Obstacle) -> tuple[Leg, Leg]:
    """Part a leg in two, above the quote and below it."""
    column, top, height, is_loose, is_over = leg
    foot = quote.top + quote.lines
    return (
        Leg(column, top, quote.top - top, is_loose, is_over=True),
        Leg(column, foot, top + height - foot, quote.may_loosen, is_over),
    )


def _may_part(prices: LegPrices, first: int, parted: tuple[Leg, Leg]) -> bool:
    """Tell whether text stands above a quote without a hole, and enough of it below."""
    above = prices.leg(first, parted[0])
    if above.short or above.end_line >= prices.end_line:
        return False
    below = prices.leg(above.end_line, parted[1])
    return below.text_at_head >= _QUOTE_MARGIN


def _is_beside_its_words(
    prices: LegPrices, quote: Obstacle, words_line: int | None, legs: Sequence[Leg]
) -> bool:
    """Tell whether the quoted words stand at the quote, in its column or the next."""
    first = prices.first_line
    for leg in legs:
        end = prices.leg(first, leg).end_line
        if words_line is not None and first <= words_line < end:
            columns = abs(leg.column - quote.column)
            if columns > 1:
                return False
            part = prices.part_with(words_line, first, leg)
            at = part.leg.top + prices.copy.height(part.first_line, words_line)
            apart = _APART if columns == 0 else 0
            return quote.top - apart <= at < quote.top + quote.lines + apart
        first = end
        if first >= prices.end_line:
            return False
    return False
