"""The bodies that a story may have at a width: from the lowest that holds it on.

Where its legs would not end together, one more blank line below byline or picture, or
one or two more in a fact box, may bring them level: white stands beside what is in the
story, and never in its text.

A story that is over a depth by up to three lines, or under, is tried with so many fewer
or more in its paragraphs (``printshop.looseness``) before its picture is cropped for
it: so with a picture in its own proportion.
"""

import functools
import itertools
import math
import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from printshop.flatplan.body import (
    TOO_SHORT_FOR_TEXT,
    Body,
    Filled,
    Obstacle,
    stacked,
)
from printshop.flatplan.desk import Desk
from printshop.flatplan.furnishings import Furnishing
from printshop.flatplan.leg_prices import LegPrices, filled_legs
from printshop.flatplan.lengths import Length, Lengths
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import FrameKind
from printshop.flatplan.pull_quotes import quote_obstacle, with_quote
from printshop.paragraphs import MOST_LINES

_DEEPER = 2
"""How many depths are offered for one arrangement."""

_LOOSER = {
    FrameKind.BYLINE: (10,),
    FrameKind.PICTURE: (10,),
    FrameKind.FACT_BOX: (4, 8),
}
"""What one more line costs with a thing in the body, and what two."""

MOST_GROWN_LINES = len(_LOOSER[FrameKind.FACT_BOX]) + 1
"""By how many lines a fact box may be deeper than its rows: by one more at the head."""

_OWN_PROPORTION = 3
"""A picture that is cropped at no higher price is as good as not cropped."""

_HOLE = 80
"""A body with more white than this is not offered with other lines."""

_MOST_LOOSENED = 5
"""How many ways to loosen one arrangement are tried."""

Things = tuple[Obstacle, ...]

_Way = tuple[int, int, tuple[int, ...]]
"""One way to loosen things: its price, its cells, and lines more for each thing."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A story that is to be set over a number of columns."""

    piece: Piece
    columns: int
    length: Length
    quote: Obstacle | None = None
    """Its first pull quote, if it has one that can be set."""
    words_line: int | None = None
    """The line in which the words of the pull quote begin."""

    @property
    def prices(self) -> LegPrices:
        """Give what its legs cost."""
        return self.length.prices


def setting_of(piece: Piece, desk: Desk, columns: int, length: Length) -> Setting:
    """Prepare a story for a number of columns; its prices serve any number."""
    if not piece.story.pull_quotes:
        return Setting(piece, columns, length)
    quote = quote_obstacle(piece, desk)
    words_line = length.prices.copy.line_of(piece.story.pull_quotes[0].text)
    return Setting(piece, columns, length, quote, words_line)


class Bodies:
    """The bodies of one story, filled once for whatever stands in them."""

    def __init__(self, desk: Desk, most_lines: int) -> None:
        """Fill none that is deeper than so many lines."""
        self._desk = desk
        self._most_lines = most_lines
        self._lengths: Lengths | None = None
        self._settings: dict[tuple[int, int], Setting] = {}
        self._known: dict[tuple[int, Things, bool], tuple[Body, ...]] = {}

    def round(
        self, piece: Piece, columns: int, furnishing: Furnishing
    ) -> tuple[Body, ...]:
        """Fill the legs round what a furnishing puts into them.

        The piece is always the same story; only its rank may be another.
        """
        things, has_quote = furnishing.obstacles, furnishing.has_quote
        key = columns, things, has_quote
        if key not in self._known:
            lengths = self._lengths = self._lengths or Lengths(piece, self._desk)
            setting = self._setting(piece, columns, lengths.best)
            most, quote = self._most_lines, setting.quote if has_quote else None
            bodies = [*fill_body(setting, things, most, has_quote=has_quote)]
            is_whole = furnishing.crop <= _OWN_PROPORTION and not (
                has_quote and quote is None
            )
            if is_whole and lengths.are_many:
                bodies += self._refitted(setting, lengths, things, quote, bodies)
            self._known[key] = tuple(bodies)
        return self._known[key]

    def _refitted(
        self,
        best: Setting,
        lengths: Lengths,
        things: Things,
        quote: Obstacle | None,
        bodies: Sequence[Body],
    ) -> Iterator[Body]:
        """Fill bodies with a few lines more or less in the story, where that is better.

        The last leg may be a line short, as ever.
        """
        cells = _cells(things) + (quote.lines if quote else 0)
        need, columns = best.length.height + cells, best.columns
        known = {body.lines: body.badness for body in bodies}
        deepest = min((need + MOST_LINES + 1) // columns, self._most_lines)
        for lines in range(max(1, -(-(need - MOST_LINES) // columns)), deepest + 1):
            spare, limit = columns * lines - need, known.get(lines, _HOLE)
            for length in filter(None, map(lengths.other, (spare, spare - 1))):
                if length.price >= limit:
                    continue
                setting = self._setting(best.piece, columns, length)
                filled = _fill(setting, things, quote, lines)
                if filled is not None and filled.badness + length.price < limit:
                    yield _body_of(setting, filled, things, lines)
                    break

    def _setting(self, piece: Piece, columns: int, length: Length) -> Setting:
        key = columns, length.change
        if key not in self._settings:
            self._settings[key] = setting_of(piece, self._desk, columns, length)
        return self._settings[key]


def fill_body(
    setting: Setting,
    obstacles: Sequence[Obstacle],
    most_lines: int,
    *,
    has_quote: bool,
) -> Iterator[Body]:
    """Fill bodies from the lowest depth that holds the story on, a few of them."""
    piece, copy = setting.piece, setting.prices.copy
    need = setting.length.height + bool(piece.jumps)
    things = (*obstacles,)
    quote = setting.quote if has_quote else None
    if has_quote and quote is None:
        return
    tallest = copy.tallest(piece.first_line, piece.end_line)
    cells = _cells(things) + (quote.lines if quote else 0)
    least = max(
        math.ceil((need + cells) / setting.columns),
        tallest,
        *(obstacle.lines for obstacle in obstacles),
    )
    found = 0
    for lines in range(least, min(least + 3 + tallest, most_lines + 1)):
        filled = _fill(setting, things, quote, lines)
        if filled is not None:
            yield _levelled(setting, filled, things, quote, lines)
            found += 1
            if found == _DEEPER:
                return


def _levelled(
    setting: Setting, filled: Filled, things: Things, quote: Obstacle | None, lines: int
) -> Body:
    """Loosen what stands in a body until its legs end together, if that is better."""
    best, stand = filled, things
    if filled.white:
        taken = _cells(things) + (quote.lines if quote else 0)
        spare = setting.columns * lines - taken - filled.text
        for looser, price in _loosened(things, spare, lines):
            if price >= best.white:
                break
            other = _fill(setting, looser, quote, lines)
            if other is not None and other.badness + price < best.badness:
                best = other._replace(badness=other.badness + price)
                stand = looser
    return _body_of(setting, best, stand, lines)


def _body_of(setting: Setting, filled: Filled, things: Things, lines: int) -> Body:
    """Make a body of what was priced."""
    piece, columns, prices = setting.piece, setting.columns, setting.prices
    placed = filled.stack.placed(things)
    run = prices.first_line, prices.end_line
    return Body(
        columns,
        lines,
        filled.badness + setting.length.price,
        (*placed, filled.quote) if filled.quote else placed,
        partial(filled_legs, prices.copy, filled.legs, *run),
        piece.story.slug,
        piece.end_line,
        columns - 1 if piece.jumps else None,
    )


def _loosened(things: Things, spare: int, lines: int) -> Iterator[tuple[Things, int]]:
    """Offer the things in a body with more white, the cheapest first, and a price.

    ``spare`` cells are free, and no more may be taken up. A picture that stands alone
    in its columns has no text below it: white there would be a hole.
    """
    alone = FrameKind.PICTURE, lines - 1
    prices = tuple(
        () if (one.frame.kind, one.lines) == alone else _LOOSER.get(one.frame.kind, ())
        for one in things
    )
    ways = _ways(prices, tuple(thing.columns for thing in things))
    fitting = (way for way in ways if way[1] <= spare)
    for price, _, more in itertools.islice(fitting, _MOST_LOOSENED):
        yield tuple(map(_looser, things, more)), price


@functools.cache
def _ways(prices: tuple[tuple[int, ...], ...], columns: tuple[int, ...]) -> list[_Way]:
    """List the ways to loosen things of such prices and widths, the cheapest first."""
    ways = []
    for more in itertools.product(*(range(len(own) + 1) for own in prices)):
        price = sum((0, *own)[n] for own, n in zip(prices, more, strict=True))
        if price:
            ways.append((price, sum(map(operator.mul, columns, more)), more))
    return sorted(ways, key=lambda way: way[0])


def _looser(obstacle: Obstacle, more: int) -> Obstacle:
    """Give one thing as it is, or with one line more or two."""
    if not more:
        return obstacle
    frame, lines = obstacle.frame, obstacle.lines + more
    if frame.kind == FrameKind.FACT_BOX:
        frame = replace(frame, lines=frame.lines + more)
    # not replace(), which takes four times as long
    column, columns, place = obstacle.column, obstacle.columns, obstacle.place
    return Obstacle(column, columns, lines, place, frame)


def _cells(things: Things) -> int:
    return sum([thing.columns * thing.lines for thing in things])


def _fill(
    setting: Setting, things: Things, quote: Obstacle | None, lines: int
) -> Filled | None:
    """Price a body of a given depth; None when the story does not go in."""
    columns, prices, jumps = setting.columns, setting.prices, setting.piece.jumps
    stack = stacked(things, columns, lines, jumps=jumps)
    if stack is None:
        return None
    free = columns * lines - _cells(things) - jumps
    lost = TOO_SHORT_FOR_TEXT * max(0, free - sum([leg.height for leg in stack.legs]))
    if quote:
        return with_quote(prices, stack, quote, setting.words_line, columns, lost)
    end_line, white, text = prices.flow(stack.legs, prices.start())
    if end_line < prices.end_line:
        return None
    return Filled(white + lost, white + lost, text, stack, stack.legs)
