"""Make up one page exactly: the cheapest free guillotine cut into its pieces.

A page is cut straight across or straight down, and each part again, until every part
is one piece in one of its shapes. The best cut of every set of pieces, at every width
and height, is found by dynamic programming over sets; sets are remembered, because
neighbouring pages of the search share them.

* Rank runs downwards: the upper part of a cut across holds the better best piece.
* Advertising stands at the foot and on the outside: below it there is nothing but
  advertising, and it is always in the right-hand part of a cut down.
* Every piece is followed by one blank line (the story rule stands in it), so heights
  are counted with it and the page is one line deeper than its stories.
* Ties are broken by a fixed order of search, so the same input gives the same page.
* A ban forbids a piece some of its shapes: the judge of the finished page uses them.
"""

import functools
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from printshop.flatplan.bans import Ban
from printshop.flatplan.cuts import traced
from printshop.flatplan.piece_sets import PieceSets, by_rank
from printshop.flatplan.pieces import Piece
from printshop.flatplan.price_tables import (
    NEVER,
    Table,
    beside,
    leaf,
    nothing,
    stacked,
)
from printshop.flatplan.shapes import Shape

_WHITE_AT_FOOT = 250
_WHITE_LINE = 60
_NO_PAGE = 10**6


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


class Guillotine:
    """Solves pages of one grid and remembers every set it has solved."""

    def __init__(
        self,
        columns: int,
        lines: int,
        shapes_of: Callable[[Piece, bool], Sequence[Shape]],
        memory: dict[Hashable, Table] | None = None,
        tokens: dict[tuple[str, int], int] | None = None,
    ) -> None:
        """Take the grid's columns and its deepest page, and a source of shapes.

        Tables are remembered in ``memory``, under the numbers that ``tokens`` gives
        to pieces: two guillotines of one grid may share both.
        """
        self._columns = columns
        self._lines = lines + 1
        self._shapes_of = shapes_of
        self._unbanned: dict[Hashable, list[Shape]] = {}
        self._memory: dict[Hashable, Table] = {} if memory is None else memory
        self._tokens: dict[tuple[str, int], int] = {} if tokens is None else tokens

    def make_up(
        self, pieces: Sequence[Piece], lines: int, bans: Sequence[Ban] = ()
    ) -> MadeUp | None:
        """Make up a page of a depth with exactly these pieces; None if it cannot be.

        White is left at the foot only when no cut fills the page, at a price.
        """
        sets = PieceSets(by_rank(pieces))
        tables = self._tables(sets, tuple(bans))
        prices = tables[-1].prices[self._columns]
        # from the full depth upwards, so that of two alike the deeper one is taken
        by_height = prices[lines + 1 : 0 : -1]
        totals = np.where(by_height < NEVER, by_height + _white_prices(lines), _NO_PAGE)
        white = int(totals.argmin())
        badness, height = int(totals[white]), lines + 1 - white
        if badness == _NO_PAGE:
            return None
        cells = tuple(
            Cell(
                sets.pieces[piece],
                self._shape(sets, piece, tuple(bans), columns, lines - 1),
                column,
                top,
            )
            for piece, columns, lines, column, top in traced(
                sets, tables, self._columns, height
            )
        )
        return MadeUp(cells, badness, lines + 1 - height)

    def floor(self, pieces: Sequence[Piece]) -> int:
        """Add up the best that each piece could do: no page is better."""
        sets = PieceSets(by_rank(pieces))
        keys = sets.keys(self._tokens)
        return sum(
            self._table_of_piece(sets, piece, keys[1 << piece], ()).least
            for piece in range(len(sets.pieces))
        )

    def _table_of_piece(
        self, sets: PieceSets, piece: int, key: Hashable, bans: tuple[Ban, ...]
    ) -> Table:
        if key not in self._memory:
            shapes = self._allowed(sets, piece, bans)
            self._memory[key] = leaf(shapes, self._columns, self._lines)
        return self._memory[key]

    def _tables(self, sets: PieceSets, bans: tuple[Ban, ...]) -> list[Table]:
        """Find the badness of every set of the pieces at every width and height."""
        tables = [Table(nothing(self._columns, self._lines))]
        keys = sets.keys(self._tokens)
        for mask in range(1, len(keys)):
            key: Hashable = keys[mask]
            own = sets.bans_on(mask, bans) if bans else ()
            if own:
                key = key, own
            if not mask & (mask - 1):
                piece = mask.bit_length() - 1
                tables.append(self._table_of_piece(sets, piece, key, own))
                continue
            table = self._memory.get(key)
            if table is None:
                table = self._memory[key] = self._joined(sets, tables, mask)
            tables.append(table)
        return tables

    def _joined(self, sets: PieceSets, tables: Sequence[Table], mask: int) -> Table:
        """Join every two sets that make up this one."""
        prices = nothing(self._columns, self._lines)
        for first, second, stack_price, may_stand_beside in sets.joins(mask):
            one, two = tables[first], tables[second]
            if one.is_empty or two.is_empty:
                continue
            if stack_price is not None and one.lowest + two.lowest <= self._lines:
                stacked(prices, one, two, stack_price)
            if may_stand_beside and one.narrowest + two.narrowest <= self._columns:
                beside(prices, one, two)
        return Table(prices)

    def _allowed(
        self, sets: PieceSets, piece: int, bans: tuple[Ban, ...]
    ) -> Sequence[Shape]:
        """List the shapes that no ban forbids."""
        shapes = self._shapes_of(sets.pieces[piece], piece == 0)
        name = sets.pieces[piece].name
        own = tuple(ban for ban in bans if ban.name == name)
        if not own:
            return shapes
        key = sets.pieces[piece].key, piece == 0, own
        if key not in self._unbanned:
            self._unbanned[key] = [
                s for s in shapes if not any(ban.forbids(s) for ban in own)
            ]
        return self._unbanned[key]

    def _shape(
        self,
        sets: PieceSets,
        piece: int,
        bans: tuple[Ban, ...],
        columns: int,
        lines: int,
    ) -> Shape:
        """Find the cheapest shape of a size, the first of those that cost the same."""
        return min(
            (
                shape
                for shape in self._allowed(sets, piece, bans)
                if shape.columns == columns and shape.lines == lines
            ),
            key=lambda shape: shape.badness,
        )


@functools.cache
def _white_prices(lines: int) -> npt.NDArray[np.int32]:
    """Price the lines of white at the foot, from none to so many."""
    prices = _WHITE_AT_FOOT + _WHITE_LINE * np.arange(lines + 1, dtype=np.int32)
    prices[0] = 0
    return prices
