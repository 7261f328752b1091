"""The sets of a page's pieces, and which of them may stand above or beside others.

* Rank runs downwards: the upper part of a cut across holds the better best piece.
* Advertising stands at the foot and on the outside: never in the upper part of a cut
  across, unless over advertising alone, and always in the right-hand part of a cut
  down.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from printshop.flatplan.bans import Ban
from printshop.flatplan.pieces import Piece

STACKED_SINGLES = 12
"""What two single stories of one width above each other cost."""


def by_rank(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Put pieces into their order on a page: the lead first, advertising last."""
    return tuple(
        sorted(pieces, key=lambda piece: (piece.is_filler, piece.rank, piece.name))
    )


class Join(NamedTuple):
    """One of the ways to join two sets to a third, each a mask."""

    first: int
    second: int
    stack_price: int | None
    """What the first above the second costs; None where it may not stand there."""
    may_stand_beside: bool
    """Whether the first may stand left of the second: each pair is told once."""


class _Standing(NamedTuple):
    """What a piece's place on the page depends on, beside its shapes."""

    order: tuple[int, ...]
    """Of the ranks: equal ones have the same number."""
    fillers: int
    read: int

    def may_stack(self, upper: int, lower: int) -> bool:
        """Tell whether one set may stand above another: the better, no advertising.

        Advertising may stand above advertising alone, and above white where there is
        nothing to read.
        """
        is_sold_below = not lower & ~self.fillers
        if upper & self.fillers and (upper | lower) & self.read and not is_sold_below:
            return False
        return self.order[_best(upper)] <= self.order[_best(lower)]

    def may_stand_beside(self, left: int, right: int) -> bool:
        """Tell whether a set may stand left of another: advertising is on the right."""
        return not left & self.fillers or not right & ~self.fillers

    def stack_price(self, upper: int, lower: int) -> int:
        """Price two single stories of one width above each other."""
        singles = not upper & (upper - 1) and not lower & (lower - 1)
        return STACKED_SINGLES if singles and not lower & self.fillers else 0


def _best(mask: int) -> int:
    """Find the best piece of a set: pieces are in the order of their ranks."""
    return (mask & -mask).bit_length() - 1


def splits(mask: int) -> Iterator[tuple[int, int]]:
    """Yield every way to part a set in two, both ways round, in a fixed order."""
    first = mask & -mask
    while first != mask:
        yield first, mask ^ first
        first = (first - mask) & mask


@functools.lru_cache(maxsize=4_096)  # three times what an issue of 12 pages asks
def _joins(standing: _Standing, mask: int) -> tuple[Join, ...]:
    """List the ways to join: the same for all pages of as many pieces of such kinds."""
    joins = []
    for first, second in splits(mask):
        price = None
        if standing.may_stack(first, second):
            price = standing.stack_price(first, second)
        is_told = first > second and standing.may_stand_beside(second, first)
        beside = not is_told and standing.may_stand_beside(first, second)
        if price is not None or beside:
            joins.append(Join(first, second, price, beside))
    return tuple(joins)


class PieceSets:
    """The sets of a page's pieces, as masks: bit *n* stands for its *n*-th piece."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        """Take the pieces in the order of their ranks."""
        self.pieces = pieces
        ranks = sorted({piece.rank for piece in pieces})
        self._standing = _Standing(
            tuple(ranks.index(piece.rank) for piece in pieces),
            sum(1 << n for n, piece in enumerate(pieces) if piece.is_filler),
            sum(1 << n for n, piece in enumerate(pieces) if piece.is_read),
        )
        self.may_stack = self._standing.may_stack
        self.may_stand_beside = self._standing.may_stand_beside
        self.stack_price = self._standing.stack_price

    def keys(self, tokens: dict[tuple[str, int], int]) -> list[int]:
        """Name every set with all that its table depends on, bans left out.

        A set is a number with a bit for each piece in it, by a piece's token, and a
        last bit that says whether the lead of the page is among them.
        """
        bits = [
            2 << tokens.setdefault((piece.key, piece.rank), len(tokens))
            for piece in self.pieces
        ]
        bits[0] |= 1
        keys = [0]
        for bit in bits:
            keys += [key | bit for key in keys]
        return keys

    def bans_on(self, mask: int, bans: tuple[Ban, ...]) -> tuple[Ban, ...]:
        """Keep the bans on pieces of a set."""
        names = {p.name for n, p in enumerate(self.pieces) if mask >> n & 1}
        return tuple(ban for ban in bans if ban.name in names)

    def joins(self, mask: int) -> tuple[Join, ...]:
        """List the ways to join two sets to this one, in a fixed order."""
        return _joins(self._standing, mask)
