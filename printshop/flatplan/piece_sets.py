"""The sets of a page's pieces, and which of them may stand above or beside others.

* Rank runs downwards: the upper part of a cut across holds the better best piece.
* Advertising stands at the foot and on the outside: never in the upper part of a cut
  across, unless over advertising alone, and always in the right-hand part of a cut
  down.
"""

from collections.abc import Iterator, Sequence

from printshop.flatplan.bans import Ban
from printshop.flatplan.pieces import Piece

STACKED_SINGLES = 12
"""What two single stories of one width above each other cost."""


def by_rank(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Put pieces into their order on a page: the lead first, advertising last."""
    return tuple(
        sorted(pieces, key=lambda piece: (piece.is_filler, piece.rank, piece.name))
    )


class PieceSets:
    """The sets of a page's pieces, as masks: bit *n* stands for its *n*-th piece."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        """Take the pieces in the order of their ranks."""
        self.pieces = pieces
        bits = [1 << n for n in range(len(pieces))]
        pairs = list(zip(bits, pieces, strict=True))
        self._fillers = sum(bit for bit, piece in pairs if piece.is_filler)
        self._read = sum(bit for bit, piece in pairs if piece.is_read)
        self._ranks = {bit: piece.rank for bit, piece in pairs}

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

    def splits(self, mask: int) -> Iterator[tuple[int, int]]:
        """Yield every way to part a set in two, both ways round, in a fixed order."""
        first = mask & -mask
        while first != mask:
            yield first, mask ^ first
            first = (first - mask) & mask

    def may_stack(self, upper: int, lower: int) -> bool:
        """Tell whether one set may stand above another: the better, no advertising.

        Advertising may stand above advertising alone, and above white where there is
        nothing to read.
        """
        is_sold_below = not lower & ~self._fillers
        if upper & self._fillers and (upper | lower) & self._read and not is_sold_below:
            return False
        return self._ranks[upper & -upper] <= self._ranks[lower & -lower]

    def may_stand_beside(self, left: int, right: int) -> bool:
        """Tell whether a set may stand left of another: advertising is on the right."""
        return not left & self._fillers or not right & ~self._fillers

    def stack_price(self, upper: int, lower: int) -> int:
        """Price two single stories of one width above each other."""
        singles = not upper & (upper - 1) and not lower & (lower - 1)
        return STACKED_SINGLES if singles and not lower & self._fillers else 0
