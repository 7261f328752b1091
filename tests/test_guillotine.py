"""The guillotine finds the best cut there is: compared with every slicing tree."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printshop.flatplan import PieceKind, guillotine, piece_sets
from printshop.flatplan.guillotine import Cell, Guillotine, MadeUp
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.shapes import Shape

COLUMNS = 4
LINES = 12

Sizes = Mapping[tuple[int, int], int]
"""Badness by width and lines."""


@dataclass(frozen=True)
class Case:
    """Pieces with the sizes that each may have, as its page's lead and as another."""

    pieces: tuple[Piece, ...]
    sizes: Mapping[tuple[str, bool], Sizes]

    def shapes(self, piece: Piece, is_lead: bool) -> tuple[Shape, ...]:
        sizes = self.sizes[piece.name, is_lead]
        return tuple(Shape(*size, bad) for size, bad in sizes.items())

    def made_up(self) -> MadeUp | None:
        return Guillotine(COLUMNS, LINES, self.shapes).make_up(self.pieces, LINES)


def piece(name: str, rank: int, kind: PieceKind = PieceKind.STORY) -> Piece:
    return Piece(kind, name, "News", rank, Band.SECOND, "columns")


SIZES = st.dictionaries(
    st.tuples(st.integers(1, COLUMNS), st.sampled_from([1, 2, 3, 5, 8, 12])),
    st.integers(0, 300),
    min_size=3,
    max_size=7,
)
"""Heights that often add up with the blank line below each."""


BEHIND = {
    PieceKind.STORY: 0,
    PieceKind.WHITE: 500,
    PieceKind.ADVERTISEMENT: 1000,
}
KINDS = list(itertools.product([PieceKind.STORY, PieceKind.ADVERTISEMENT], repeat=4))
KINDS += list(itertools.product(BEHIND, repeat=4))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw two to four pieces: stories, and perhaps advertisements and white."""
    ranks = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    kinds = draw(st.sampled_from(KINDS))
    pieces = [
        piece(f"{kind.value} {number}", BEHIND[kind] + rank, kind)
        for number, (rank, kind) in enumerate(zip(ranks, kinds, strict=False))
    ]
    both = itertools.product((one.name for one in pieces), (False, True))
    return Case(tuple(pieces), {key: draw(SIZES) for key in both})


def stack_price(one: Sequence[Piece], two: Sequence[Piece]) -> int:
    singles = len(one) == len(two) == 1 and not two[0].is_filler
    return piece_sets.STACKED_SINGLES if singles else 0


def best_rank(pieces: Sequence[Piece]) -> tuple[bool, int]:
    return min((one.is_filler, one.rank) for one in pieces)


def may_stand_above(upper: Sequence[Piece], lower: Sequence[Piece]) -> bool:
    """Rank runs downwards; an ad stands above ads only, or where nothing is read."""
    is_read = any(one.kind == PieceKind.STORY for one in (*upper, *lower))
    has_ad = any(one.is_filler for one in upper)
    only_ads = all(one.is_filler for one in lower)
    may_stand = only_ads or not (is_read and has_ad)
    return may_stand and best_rank(upper) <= best_rank(lower)


def may_stand_left(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Advertising stands at the right, or has nothing but advertising there."""
    has_ad = any(one.is_filler for one in left)
    return not has_ad or all(one.is_filler for one in right)


@dataclass(frozen=True)
class Block:
    """A rectangle that has been put together, and what that cost."""

    pieces: tuple[Piece, ...]
    columns: int
    height: int
    badness: int


def blocks(case: Case, pieces: tuple[Piece, ...], lead: Piece) -> Iterator[Block]:
    """Put pieces together in every way in which that can be done."""
    if len(pieces) == 1:
        sizes = case.sizes[pieces[0].name, pieces[0] is lead]
        for (columns, lines), badness in sizes.items():
            yield Block(pieces, columns, lines + 1, badness)
        return
    for count in range(1, len(pieces)):
        for first in itertools.combinations(pieces, count):
            second = tuple(one for one in pieces if one not in first)
            for one, two in itertools.product(
                blocks(case, first, lead), blocks(case, second, lead)
            ):
                yield from joined(one, two)


def joined(one: Block, two: Block) -> Iterator[Block]:
    """Put two blocks one over the other, or side by side."""
    pieces = (*one.pieces, *two.pieces)
    badness = one.badness + two.badness
    if one.columns == two.columns and may_stand_above(one.pieces, two.pieces):
        price = stack_price(one.pieces, two.pieces)
        yield Block(pieces, one.columns, one.height + two.height, badness + price)
    columns = one.columns + two.columns
    if one.height == two.height and may_stand_left(one.pieces, two.pieces):
        yield Block(pieces, columns, one.height, badness)


def white_price(lines: int) -> int:
    rate = guillotine._WHITE_LINE * lines
    return guillotine._WHITE_AT_FOOT + rate if lines else 0


def least_badness(case: Case) -> int | None:
    """Find the best of all slicing trees, with the white below it."""
    lead = min(case.pieces, key=lambda one: (one.is_filler, one.rank, one.name))
    return min(
        (
            block.badness + white_price(LINES + 1 - block.height)
            for block in blocks(case, case.pieces, lead)
            if block.columns == COLUMNS and block.height <= LINES + 1
        ),
        default=None,
    )


@settings(max_examples=150)
@given(cases())
def test_no_slicing_tree_is_better(case: Case) -> None:
    made_up = case.made_up()

    assert (made_up.badness if made_up else None) == least_badness(case)


def area(cells: Sequence[Cell]) -> int:
    return sum(cell.shape.columns * (cell.shape.lines + 1) for cell in cells)


def tree_price(cells: Sequence[Cell]) -> int | None:
    """Add up the cheapest lawful cuts that leave these cells; None without any."""
    if len(cells) == 1:
        return 0
    prices: list[int] = []
    for is_across in (True, False):
        edges = {cell.top if is_across else cell.column for cell in cells}
        for edge in sorted(edges)[1:]:
            prices += cut_prices(cells, edge, is_across=is_across)
    return min(prices, default=None)


def cut_prices(cells: Sequence[Cell], edge: int, *, is_across: bool) -> Iterator[int]:
    """Yield the price of one straight cut with all the cuts on both its sides."""
    ends = {
        cell.piece.name: cell.top + cell.shape.lines + 1
        if is_across
        else cell.column + cell.shape.columns
        for cell in cells
    }
    one = [cell for cell in cells if ends[cell.piece.name] <= edge]
    starts = [cell.top if is_across else cell.column for cell in cells]
    two = [cell for cell, start in zip(cells, starts, strict=True) if start >= edge]
    if not one or len(one) + len(two) < len(cells):
        return
    first, second = [c.piece for c in one], [c.piece for c in two]
    may_stand = may_stand_above if is_across else may_stand_left
    prices = tree_price(one), tree_price(two)
    if may_stand(first, second) and None not in prices:
        price = stack_price(first, second) if is_across else 0
        yield price + sum(each or 0 for each in prices)


@settings(max_examples=150)
@given(cases())
def test_the_cells_of_a_page_add_up_to_it(case: Case) -> None:
    made_up = case.made_up()
    if made_up is None:
        return
    cells = made_up.cells

    assert sorted(cell.piece.name for cell in cells) == sorted(
        one.name for one in case.pieces
    )
    assert area(cells) == COLUMNS * (LINES + 1 - made_up.white_lines)
    assert all(0 <= c.column <= COLUMNS - c.shape.columns for c in cells)
    white = white_price(made_up.white_lines)
    leaves = sum(cell.shape.badness for cell in cells)
    cuts = tree_price(cells)
    assert cuts is not None
    assert leaves + cuts + white == made_up.badness


@given(
    cases(),
    st.tuples(st.integers(1, COLUMNS), st.integers(1, LINES)),
    st.integers(0, 300),
    st.data(),
)
def test_one_more_shape_never_makes_a_page_worse(
    case: Case, size: tuple[int, int], badness: int, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(case.sizes)))
    least = min(badness, case.sizes[key].get(size, badness))
    more = replace(case, sizes={**case.sizes, key: {**case.sizes[key], size: least}})

    before, after = case.made_up(), more.made_up()
    if before is not None:
        assert after is not None
        assert after.badness <= before.badness


@given(cases(), st.data())
def test_a_page_is_the_same_whatever_was_made_up_before_it(
    case: Case, data: st.DataObject
) -> None:
    used = Guillotine(COLUMNS, LINES, case.shapes)
    for _ in range(3):
        some = data.draw(st.sets(st.sampled_from(case.pieces), min_size=1))
        used.make_up(tuple(some), data.draw(st.integers(4, LINES)))

    again = used.make_up(data.draw(st.permutations(case.pieces)), LINES)

    assert again == case.made_up()


def page(**sizes: Sizes) -> Case:
    """Lay out stories, best first, that have the same sizes as lead and otherwise."""
    pieces = [
        piece(name, 1000, PieceKind.ADVERTISEMENT)
        if name.startswith("ad")
        else piece(name, rank)
        for rank, name in enumerate(sizes)
    ]
    tables = {(name, lead): sizes[name] for name in sizes for lead in (False, True)}
    return Case(tuple(pieces), tables)


def test_white_is_left_at_the_foot_only_when_no_cut_fills_the_page() -> None:
    short, full = {(4, 8): 0}, {(4, 12): 500}

    made_up = page(a=short).made_up()
    assert made_up is not None
    assert (made_up.white_lines, made_up.badness) == (4, white_price(4))
    filled = page(a={**short, **full}).made_up()
    assert filled is not None
    assert (filled.white_lines, filled.badness) == (4, white_price(4))
    dear = page(a={**short, (4, 12): white_price(4) - 1}).made_up()
    assert dear is not None
    assert dear.white_lines == 0


def test_pieces_that_do_not_go_in_make_no_page() -> None:
    assert page(a={(3, 12): 0}).made_up() is None
    assert page(a={(4, 13): 0}).made_up() is None
    assert page(a={(4, 8): 0}, b={(4, 8): 0}).made_up() is None


def test_the_better_story_stands_above_even_where_the_other_order_would_fit() -> None:
    case = page(better={(2, 5): 0}, worse={(2, 6): 0}, beside={(2, 12): 0})
    made_up = case.made_up()

    assert made_up is not None
    tops = {cell.piece.name: cell.top for cell in made_up.cells}
    assert tops == {"better": 0, "worse": 6, "beside": 0}


def test_advertising_stands_at_the_foot_and_on_the_right() -> None:
    case = page(a={(4, 5): 0}, b={(2, 6): 0}, ad={(2, 6): 0})
    made_up = case.made_up()

    assert made_up is not None
    [ad] = [cell for cell in made_up.cells if cell.piece.name == "ad"]
    assert (ad.column, ad.top) == (2, 6)


def test_the_lead_is_the_best_story_and_takes_its_own_shapes() -> None:
    small, large = {(2, 12): 0}, {(4, 6): 0}
    case = Case(
        (piece("b", 2), piece("a", 1)),
        {("a", True): large, ("a", False): small, ("b", True): small}
        | {("b", False): {(4, 5): 0}},
    )
    made_up = case.made_up()

    assert made_up is not None
    assert [(cell.piece.name, cell.top) for cell in made_up.cells] == [
        ("a", 0),
        ("b", 7),
    ]


@pytest.mark.parametrize("lines", [4, 9, 12])
def test_a_page_may_be_shallower_than_the_deepest(lines: int) -> None:
    case = page(a={(4, n): n for n in range(1, 13)})
    made_up = Guillotine(COLUMNS, LINES, case.shapes).make_up(case.pieces, lines)

    assert made_up is not None
    assert made_up.cells[0].shape.lines == lines
