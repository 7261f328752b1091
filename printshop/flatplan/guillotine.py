"""Make up one page exactly: the cheapest free guillotine cut into its pieces.

A page is cut straight across or straight down, and each part again, until every part
is one piece in one of its shapes. The best cut of every set of pieces, at every width
and height, is found by dynamic programming over sets; sets are remembered, because
neighbouring pages of the search share them.

* Rank runs downwards: the upper part of a cut across holds the better best piece.
* Advertising stands at the foot and on the outside: never in the upper part of a cut
  across, and always in the right-hand part of a cut down.
* Every piece is followed by one blank line (the story rule stands in it), so heights
  are counted with it and the page is one line deeper than its stories.
* Ties are broken by a fixed order of search, so the same input gives the same page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from printshop.flatplan.pieces import Piece
from printshop.flatplan.shapes import Shape

Prices = npt.NDArray[np.int32]
"""Badness by width (row) and height (column), ``NEVER`` where impossible."""

NEVER = 1_000_000
_STACKED_SINGLES = 12
_WHITE_AT_FOOT = 80
_WHITE_LINE = 40

Shapes = Mapping[tuple[int, int], Shape]
_Cut = tuple[tuple[Piece, ...], tuple[Piece, ...], int]
"""Two sets, and the line or column between them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece in its shape, placed."""

    piece: Piece
    shape: Shape
    column: int
    top: int


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A page made up: its cells, its badness, and lines left white at the foot."""

    cells: tuple[Cell, ...]
    badness: int
    white_lines: int


@dataclass(frozen=True, slots=True)
class _Key:
    """A set of pieces, and which of them leads its page."""

    names: tuple[str, ...]
    lead: str


class Guillotine:
    """Solves pages of one grid and remembers every set it has solved."""

    def __init__(
        self,
        columns: int,
        lines: int,
        shapes_of: Callable[[Piece, bool], Shapes],
    ) -> None:
        """Take the grid's columns and its deepest page, and a source of shapes."""
        self._columns = columns
        self._lines = lines + 1
        self._shapes_of = shapes_of
        self._memory: dict[_Key, Prices] = {}

    def make_up(self, pieces: Sequence[Piece], lines: int) -> MadeUp | None:
        """Make up a page of a depth with exactly these pieces; None if it cannot be.

        White is left at the foot only when no cut fills the page, at a price.
        """
        ordered = _by_rank(pieces)
        prices = self._prices(ordered, ordered[0].name)[self._columns]
        best = min(
            (
                (int(prices[height]) + _white_price(lines + 1 - height), -height)
                for height in range(lines + 1, 0, -1)
                if prices[height] < NEVER
            ),
            default=None,
        )
        if best is None:
            return None
        badness, height = best[0], -best[1]
        cells = tuple(
            self._trace(ordered, ordered[0].name, self._columns, height, 0, 0)
        )
        return MadeUp(cells, badness, lines + 1 - height)

    def _prices(self, pieces: tuple[Piece, ...], lead: str) -> Prices:
        """Find the badness of a set at every width and height."""
        names = tuple(piece.name for piece in pieces)
        key = _Key(names, lead if lead in names else "")
        if key not in self._memory:
            if len(pieces) == 1:
                self._memory[key] = self._leaf(pieces[0], is_lead=key.lead != "")
            else:
                self._memory[key] = self._joined(pieces, lead)
        return self._memory[key]

    def _nothing(self) -> Prices:
        return np.full((self._columns + 1, self._lines + 1), NEVER, dtype=np.int32)

    def _leaf(self, piece: Piece, *, is_lead: bool) -> Prices:
        prices = self._nothing()
        for (columns, lines), shape in self._shapes_of(piece, is_lead).items():
            if columns <= self._columns and lines + 1 <= self._lines:
                prices[columns, lines + 1] = shape.badness
        return prices

    def _joined(self, pieces: tuple[Piece, ...], lead: str) -> Prices:
        prices = self._nothing()
        for first, second in _splits(pieces):
            one, two = self._prices(first, lead), self._prices(second, lead)
            if _may_stack(first, second):
                stacked = _stacked(one, two, _stack_price(first, second))
                np.minimum(prices, stacked, out=prices)
            if _may_stand_beside(first, second):
                self._beside(prices, one, two)
        return np.minimum(prices, NEVER)

    def _beside(self, prices: Prices, one: Prices, two: Prices) -> None:
        for width in range(2, self._columns + 1):
            joined = one[1:width] + two[width - 1 : 0 : -1]
            np.minimum(prices[width], joined.min(axis=0), out=prices[width])

    def _trace(
        self,
        pieces: tuple[Piece, ...],
        lead: str,
        columns: int,
        height: int,
        column: int,
        top: int,
    ) -> Iterator[Cell]:
        """Find the first cut, in the order of search, that gives the set's badness."""
        if len(pieces) == 1:
            shape = self._shapes_of(pieces[0], pieces[0].name == lead)[
                columns, height - 1
            ]
            yield Cell(pieces[0], shape, column, top)
            return
        for upper, lower, cut in self._stack_cuts(pieces, lead, columns, height):
            yield from self._trace(upper, lead, columns, cut, column, top)
            yield from self._trace(
                lower, lead, columns, height - cut, column, top + cut
            )
            return
        for left, right, cut in self._beside_cuts(pieces, lead, columns, height):
            yield from self._trace(left, lead, cut, height, column, top)
            yield from self._trace(
                right, lead, columns - cut, height, column + cut, top
            )
            return
        raise AssertionError("a page's badness could not be traced back")

    def _stack_cuts(
        self, pieces: tuple[Piece, ...], lead: str, columns: int, height: int
    ) -> Iterator[_Cut]:
        """Yield the cuts across that give the set's badness."""
        value = int(self._prices(pieces, lead)[columns, height])
        for upper, lower in _splits(pieces):
            if _may_stack(upper, lower):
                one = self._prices(upper, lead)[columns]
                two = self._prices(lower, lead)[columns]
                price = _stack_price(upper, lower)[columns]
                for cut in range(1, height):
                    if one[cut] + two[height - cut] + price == value:
                        yield upper, lower, cut

    def _beside_cuts(
        self, pieces: tuple[Piece, ...], lead: str, columns: int, height: int
    ) -> Iterator[_Cut]:
        """Yield the cuts down that give the set's badness."""
        value = int(self._prices(pieces, lead)[columns, height])
        for left, right in _splits(pieces):
            if _may_stand_beside(left, right):
                one = self._prices(left, lead)[:, height]
                two = self._prices(right, lead)[:, height]
                for cut in range(1, columns):
                    if one[cut] + two[columns - cut] == value:
                        yield left, right, cut


def _by_rank(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(
        sorted(pieces, key=lambda piece: (piece.is_filler, piece.rank, piece.name))
    )


def _white_price(lines: int) -> int:
    return _WHITE_AT_FOOT + _WHITE_LINE * lines if lines else 0


def _splits(
    pieces: tuple[Piece, ...],
) -> Iterator[tuple[tuple[Piece, ...], tuple[Piece, ...]]]:
    """Yield every way to part a set in two, both ways round, in a fixed order."""
    for mask in range(1, 2 ** len(pieces) - 1):
        first = tuple(p for bit, p in enumerate(pieces) if mask >> bit & 1)
        second = tuple(p for bit, p in enumerate(pieces) if not mask >> bit & 1)
        yield first, second


def _may_stack(upper: tuple[Piece, ...], lower: tuple[Piece, ...]) -> bool:
    """Tell whether one set may stand above another: the better, and no advertising.

    Where there is nothing to read, advertising may stand above advertising.
    """
    if upper[-1].is_filler and any(piece.is_read for piece in (*upper, *lower)):
        return False
    return upper[0].rank <= lower[0].rank


def _may_stand_beside(left: tuple[Piece, ...], right: tuple[Piece, ...]) -> bool:
    """Advertising stands on the right."""
    return not left[-1].is_filler or right[0].is_filler


def _stack_price(upper: tuple[Piece, ...], lower: tuple[Piece, ...]) -> Sequence[int]:
    """Price two single stories of one width above each other, worst in one column."""
    singles = len(upper) == len(lower) == 1 and not lower[0].is_filler
    return [0, *([_STACKED_SINGLES] * 12 if singles else [0] * 12)]


def _stacked(one: Prices, two: Prices, price: Sequence[int]) -> Prices:
    """Join two tables one above the other: a min-plus convolution over heights."""
    rows, columns = one.shape
    padded = np.full((rows, 2 * columns - 1), NEVER, dtype=np.int32)
    padded[:, columns - 1 :] = two
    # a view in which height h of the joined part meets height h - h1 of the lower one
    stride_w, stride_h = padded.strides
    window = np.lib.stride_tricks.as_strided(
        padded[:, columns - 1 :],
        shape=(rows, columns, columns),
        strides=(stride_w, -stride_h, stride_h),
        writeable=False,
    )
    joined = (one[:, :, None] + window).min(axis=1)
    joined += np.asarray(price[:rows], dtype=np.int32)[:, None]
    capped: Prices = np.minimum(joined, NEVER).astype(np.int32)
    return capped
