"""Follow a page's badness back to the cuts that gave it.

Ties are broken by a fixed order of search: across before down, the better story at
the left, and the first cut of those that cost the same.
"""

from collections.abc import Iterator, Sequence

from printshop.flatplan.piece_sets import PieceSets, splits
from printshop.flatplan.price_tables import Table, first_cut

Place = tuple[int, int, int, int, int]
"""A piece, its columns and lines with the blank one, its column and its top."""


def traced(
    sets: PieceSets, tables: Sequence[Table], columns: int, height: int
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
    sets: PieceSets, tables: Sequence[Table], mask: int, columns: int, height: int
) -> tuple[int, int, int, bool]:
    """Find the cut that gives a set's badness: across if there is one, else down."""
    for upper, lower in splits(mask):
        if sets.may_stack(upper, lower):
            one, two = tables[upper].prices[columns], tables[lower].prices[columns]
            value = int(tables[mask].prices[columns, height])
            value -= sets.stack_price(upper, lower)
            cut = first_cut(one, two, value, height)
            if cut is not None:
                return upper, lower, cut, True
    return (*_cut_down(sets, tables, mask, columns, height), False)


def _cut_down(
    sets: PieceSets, tables: Sequence[Table], mask: int, columns: int, height: int
) -> tuple[int, int, int]:
    """Find the cut from top to bottom that gives a set's badness.

    Of two ways round, the better story stands at the left.
    """
    value = int(tables[mask].prices[columns, height])
    best = mask & -mask
    for left, right in sorted(splits(mask), key=lambda pair: not pair[0] & best):
        if sets.may_stand_beside(left, right):
            one, two = tables[left].prices[:, height], tables[right].prices[:, height]
            cut = first_cut(one, two, value, columns)
            if cut is not None:
                return left, right, cut
    raise AssertionError("a page's badness could not be traced back")
