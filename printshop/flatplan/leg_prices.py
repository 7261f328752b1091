"""What the white in legs of text costs.

Make-up prices some thousand bodies for every story that it sets: what a leg holds from
a line on, and what its white costs once it is brought level, is worked out once for
every depth of leg. Prices are in tenths of a point.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from printshop.flatplan.flow import Copy, Fill, Leg

_EMPTY_LEG = 300
"""What it costs to leave a whole leg white: a hole in the middle of a story."""

_SHORT_LEG = 80
"""A line by which a leg ends before the others, or the last more than it may."""

_SHORT_OVER = 12
"""One line more of white above something in the middle or at the foot of a column."""

_LEVELLED = 6
"""A blank line with which a leg was brought level."""


class PricedLeg(NamedTuple):
    """What a leg holds from a line on; a tuple, as it is read a million times."""

    end_line: int
    short: int
    """Lines left empty at its foot before it is brought level."""
    price: int
    price_as_last: int
    text: int
    """Its lines of text, the blank ones above crossheads that were moved left out."""
    text_at_head: int
    """Of these, as many as come before the first crosshead that was moved."""


class Flowed(NamedTuple):
    """How far the text has come, what the legs so far cost, and the text in them."""

    end_line: int
    price: int = 0
    text: int = 0


class LegPrices:
    """The prices of legs for one story, or for a part of it."""

    def __init__(self, copy: Copy, first_line: int, end_line: int) -> None:
        """Take the story's lines, and which of them are to be set."""
        self.copy = copy
        self.first_line = first_line
        self.end_line = end_line
        self._known: dict[tuple[int, int, bool, bool], PricedLeg] = {}

    def leg(self, first: int, leg: Leg) -> PricedLeg:
        """Fill one leg from a line on."""
        key = (first, leg.height, leg.is_loose, leg.is_over)
        priced = self._known.get(key)
        if priced is None:
            priced = self._known[key] = self._priced(first, leg)
        return priced

    def flow(self, legs: Iterable[Leg], start: Flowed) -> Flowed:
        """Fill legs in order from where the text has come."""
        position, price, text = start
        known, end = self._known, self.end_line
        for leg in legs:
            if position >= end:
                price += _empty_price(leg)
                continue
            # not self.leg(): a call would take longer than all else here
            _, _, height, is_loose, is_over = leg
            priced = known.get((position, height, is_loose, is_over))
            if priced is None:
                priced = self.leg(position, leg)
            position = priced[0]
            price += priced[3] if position >= end else priced[2]
            text += priced[4]
        return Flowed(position, price, text)

    def start(self) -> Flowed:
        """Begin with the first line."""
        return Flowed(self.first_line)

    def part_with(self, line: int, first: int, leg: Leg) -> Fill:
        """Give the part of a leg, filled from a line on, that holds another line."""
        parts = self._levelled(first, leg)
        return next(part for part in parts if part.first_line <= line < part.end_line)

    def _levelled(self, first: int, leg: Leg) -> tuple[Fill, ...]:
        cut = self.copy.end_of(first, self.end_line, leg.height)
        short = leg.height - self.copy.height(first, cut)
        return self.copy.levelled((Fill(leg, first, cut, short),))

    def _priced(self, first: int, leg: Leg) -> PricedLeg:
        parts = self._levelled(first, leg)
        cut = parts[-1].end_line
        return PricedLeg(
            cut,
            leg.height - self.copy.height(first, cut),
            sum(_part_price(part) for part in parts),
            ragged_price(parts),
            sum(part.leg.height - part.short for part in parts),
            parts[0].leg.height - parts[0].short,
        )


def filled_legs(
    copy: Copy, legs: Sequence[Leg], first: int, end: int
) -> tuple[Fill, ...]:
    """Fill legs that hold a run of lines, and bring them level."""
    return copy.levelled(copy.flow(legs, first, end) or ())


def ragged_price(fills: Sequence[Fill]) -> int:
    """Price legs that end early: one line in the last is nothing, a hole is dear."""
    last = max((n for n, fill in enumerate(fills) if _has_text(fill)), default=None)
    return sum(
        _last_price(fill) if n == last else _part_price(fill)
        for n, fill in enumerate(fills)
    )


def _has_text(fill: Fill) -> bool:
    return fill.end_line > fill.first_line


def _empty_price(leg: Leg) -> int:
    return _EMPTY_LEG + 10 * leg.height


def _last_price(fill: Fill) -> int:
    hole = max(0, fill.short - 1)
    return _SHORT_LEG * hole + 5 * hole * hole + _LEVELLED * fill.gap


def _part_price(fill: Fill) -> int:
    """Price a leg that others follow."""
    price = _LEVELLED * fill.gap
    if not _has_text(fill):
        return price + _empty_price(fill.leg)
    if fill.short == 1 and fill.leg.is_over:
        return price + _SHORT_OVER
    if fill.short:
        return price + _SHORT_LEG * fill.short + 10 * (fill.short - 1)
    return price
