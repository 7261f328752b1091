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

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from printshop.flatplan.bans import Ban
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

_STACKED_SINGLES = 12
_WHITE_AT_FOOT = 80
_WHITE_LINE = 40


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
    ) -> None:
        """Take the grid's columns and its deepest page, and a source of shapes."""
        self._columns = columns
        self._lines = lines + 1
        self._shapes_of = shapes_of
        self._unbanned: dict[Hashable, list[Shape]] = {}
        self._memory: dict[Hashable, Table] = {} if memory is None else memory

    def make_up(
        self, pieces: Sequence[Piece], lines: int, bans: Sequence[Ban] = ()
    ) -> MadeUp | None:
        """Make up a page of a depth with exactly these pieces; None if it cannot be.

        White is left at the foot only when no cut fills the page, at a price.
        """
        sets = _Sets(by_rank(pieces))
        tables = self._tables(sets, tuple(bans))
        prices = tables[-1].prices[self._columns]
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
        sets = _Sets(by_rank(pieces))
        return sum(
            self._table_of_piece(sets, piece, ()).least
            for piece in range(len(sets.pieces))
        )

    def _table_of_piece(
        self, sets: "_Sets", piece: int, bans: tuple[Ban, ...]
    ) -> Table:
        key = sets.key(1 << piece, bans)
        if key not in self._memory:
            shapes = self._allowed(sets, piece, bans)
            self._memory[key] = leaf(shapes, self._columns, self._lines)
        return self._memory[key]

    def _tables(self, sets: "_Sets", bans: tuple[Ban, ...]) -> list[Table]:
        """Find the badness of every set of the pieces at every width and height."""
        tables = [Table(nothing(self._columns, self._lines))]
        for mask in range(1, 2 ** len(sets.pieces)):
            if not mask & (mask - 1):
                tables.append(self._table_of_piece(sets, mask.bit_length() - 1, bans))
                continue
            key = sets.key(mask, bans)
            if key not in self._memory:
                self._memory[key] = self._joined(sets, tables, mask)
            tables.append(self._memory[key])
        return tables

    def _joined(self, sets: "_Sets", tables: Sequence[Table], mask: int) -> Table:
        """Join every two sets that make up this one."""
        prices = nothing(self._columns, self._lines)
        for first, second in sets.splits(mask):
            one, two = tables[first], tables[second]
            if one.is_empty or two.is_empty:
                continue
            if sets.may_stack(first, second):
                stacked(prices, one, two, sets.stack_price(first, second))
            if sets.may_stand_beside(first, second) and (
                first < second or not sets.may_stand_beside(second, first)
            ):
                beside(prices, one, two)
        return Table(prices)

    def _allowed(
        self, sets: "_Sets", piece: int, bans: tuple[Ban, ...]
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
        sets: "_Sets",
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


def by_rank(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Put pieces into their order on a page: the lead first, advertising last."""
    return tuple(
        sorted(pieces, key=lambda piece: (piece.is_filler, piece.rank, piece.name))
    )


def _white_price(lines: int) -> int:
    return _WHITE_AT_FOOT + _WHITE_LINE * lines if lines else 0


class _Sets:
    """The sets of a page's pieces, as masks: bit *n* stands for its *n*-th piece."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        """Take the pieces in the order of their ranks."""
        self.pieces = pieces
        bits = [1 << n for n in range(len(pieces))]
        pairs = list(zip(bits, pieces, strict=True))
        self._fillers = sum(bit for bit, piece in pairs if piece.is_filler)
        self._read = sum(bit for bit, piece in pairs if piece.is_read)
        self._ranks = {bit: piece.rank for bit, piece in pairs}

    def key(self, mask: int, bans: tuple[Ban, ...]) -> Hashable:
        """Name a set with all that its table depends on."""
        members = [p for n, p in enumerate(self.pieces) if mask >> n & 1]
        if bans:
            names = {piece.name for piece in members}
            bans = tuple(ban for ban in bans if ban.name in names)
        return tuple([piece.key for piece in members]), mask & 1, bans

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
        return _STACKED_SINGLES if singles and not lower & self._fillers else 0


Place = tuple[int, int, int, int, int]
"""A piece, its columns and lines with the blank one, its column and its top."""


def traced(
    sets: _Sets, tables: Sequence[Table], columns: int, height: int
) -> Iterator[Place]:
    """Follow the cuts that give a page's badness, the first found in a fixed order."""
    rest = [(len(tables) - 1, columns, height, 0, 0)]
    while rest:
        mask, columns, height, column, top = rest.pop()
        if not mask & (mask - 1):
            yield mask.bit_length() - 1, columns, height, column, top
            continue
        one, two, cut, is_across = _cut(sets, tables, mask, columns, height)
        if is_across:
            rest.append((two, columns, height - cut, column, top + cut))
            rest.append((one, columns, cut, column, top))
        else:
            rest.append((two, columns - cut, height, column + cut, top))
            rest.append((one, cut, height, column, top))


def _cut(
    sets: _Sets, tables: Sequence[Table], mask: int, columns: int, height: int
) -> tuple[int, int, int, bool]:
    """Find the cut that gives a set's badness: across if there is one, else down."""
    for upper, lower in sets.splits(mask):
        if sets.may_stack(upper, lower):
            one, two = tables[upper].prices[columns], tables[lower].prices[columns]
            value = int(tables[mask].prices[columns, height])
            value -= sets.stack_price(upper, lower)
            for cut in range(1, height):
                if int(one[cut]) + int(two[height - cut]) == value:
                    return upper, lower, cut, True
    return (*_cut_down(sets, tables, mask, columns, height), False)


def _cut_down(
    sets: _Sets, tables: Sequence[Table], mask: int, columns: int, height: int
) -> tuple[int, int, int]:
    """Find the cut from top to bottom that gives a set's badness.

    Of two ways round, the better story stands at the left.
    """
    value = int(tables[mask].prices[columns, height])
    best = mask & -mask
    for left, right in sorted(sets.splits(mask), key=lambda pair: not pair[0] & best):
        if sets.may_stand_beside(left, right):
            one, two = tables[left].prices[:, height], tables[right].prices[:, height]
            for cut in range(1, columns):
                if int(one[cut]) + int(two[columns - cut]) == value:
                    return left, right, cut
    raise AssertionError("a page's badness could not be traced back")
