"""Briefs and letters are dealt into legs, whole and in order, with the least white."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.flatplan import FrameKind, PieceKind
from printshop.flatplan.pack_shapes import (
    FLAG_LINES,
    SECOND_HOUSE_AD,
    Dealt,
    _leg_badness,
    address_below,
    advertisement_shapes,
    deal,
    house_ad_shapes,
    least_depth,
    pack_shapes,
)
from printshop.flatplan.pieces import Band, Piece
from printshop.issue import Form
from tests.desks import desk_of, issue_of, story, tabloid

WIDEST_GAP = 2

HEIGHTS = st.lists(st.integers(1, 12), min_size=1, max_size=7)


def dealings(heights: Sequence[int], columns: int) -> Iterator[list[list[int]]]:
    """Cut the row of items into so many legs in every way, none of them empty."""
    for cuts in itertools.combinations(range(1, len(heights)), columns - 1):
        edges = (0, *cuts, len(heights))
        yield [list(heights[a:b]) for a, b in itertools.pairwise(edges)]


def legs_of(dealt: Dealt, columns: int) -> list[list[int]]:
    """List the tops of the items, leg by leg."""
    return [
        [top for column, top in dealt.places if column == leg] for leg in range(columns)
    ]


def gaps_of(tops: Sequence[int], heights: Sequence[int]) -> list[int]:
    """List the blank lines between the items of one leg."""
    ends = [top + height for top, height in zip(tops, heights, strict=True)]
    return [top - end for end, top in zip(ends, tops[1:], strict=False)]


@given(HEIGHTS, st.integers(1, 4), st.integers(0, 14))
def test_no_other_way_to_deal_has_less_white(
    heights: list[int], columns: int, spare: int
) -> None:
    depth = max(heights) + spare
    prices = [
        sum(filter(None, whites))
        for legs in dealings(heights, columns)
        for whites in ([_leg_badness(leg, depth) for leg in legs],)
        if None not in whites
    ]

    dealt = deal(heights, columns, depth)

    assert (dealt.badness if dealt else None) == min(prices, default=None)


@given(HEIGHTS, st.integers(1, 4), st.integers(0, 14))
def test_items_stand_whole_and_in_order_with_even_gaps(
    heights: list[int], columns: int, spare: int
) -> None:
    depth = max(heights) + spare
    dealt = deal(heights, columns, depth)
    if dealt is None:
        return

    assert list(dealt.places) == sorted(dealt.places)
    remaining = iter(heights)
    for tops in legs_of(dealt, columns):
        own = list(itertools.islice(remaining, len(tops)))
        gaps = gaps_of(tops, own)
        assert tops[0] == 0
        assert all(1 <= gap <= WIDEST_GAP for gap in gaps)
        assert gaps == sorted(gaps, reverse=True)
        assert not gaps or gaps[0] - gaps[-1] <= 1
        end = tops[-1] + own[-1]
        assert end == depth or (end < depth and set(gaps) <= {WIDEST_GAP})
    assert not list(remaining)


@given(HEIGHTS, st.integers(1, 4))
def test_the_least_depth_is_the_first_at_which_the_items_go_in(
    heights: list[int], columns: int
) -> None:
    columns = min(columns, len(heights))
    depth = least_depth(heights, columns)

    assert deal(heights, columns, depth) is not None
    assert all(deal(heights, columns, less) is None for less in range(1, depth))


def test_white_is_least_where_legs_come_out_even() -> None:
    dealt = deal([5, 5, 11], 2, 11)

    assert dealt == Dealt(((0, 0), (0, 6), (1, 0)), 0)


def test_white_between_items_is_better_than_white_below_them() -> None:
    dealt = deal([4, 4, 4, 4], 2, 14)

    assert dealt is not None
    assert [column for column, _ in dealt.places] == [0, 0, 1, 1]


def test_more_legs_than_items_cannot_be_filled() -> None:
    assert deal([4, 4], 3, 20) is None


def pack(form: Form, words: Sequence[int]) -> tuple[Piece, list[int]]:
    """Make a pack of stories of a form, and tell how deep each is."""
    members = [story(f"b{n}", count, form=form) for n, count in enumerate(words)]
    kind = PieceKind.BRIEFS if form == Form.BRIEF else PieceKind.LETTERS
    grid = tabloid().measures[form]
    piece = Piece(kind, "pack", "News", 900, Band.BRIEF, grid, members=tuple(members))
    galleys = desk_of(issue_of(members)).galleys
    return piece, [galleys[member.slug].height for member in members]


@pytest.mark.parametrize("form", [Form.BRIEF, Form.LETTER])
def test_every_shape_of_a_pack_holds_its_flag_and_every_member_whole(
    form: Form,
) -> None:
    piece, heights = pack(form, [30, 60, 45, 20, 85])
    desk = desk_of(issue_of(piece.members))
    shapes = list(pack_shapes(piece, desk, 80))

    across = tabloid().grids[piece.grid].columns
    assert {shape.columns for shape in shapes} == set(range(1, min(across, 5) + 1))
    for shape in shapes:
        flag, *legs = shape.frames
        assert (flag.kind, flag.columns, flag.lines) == (
            FrameKind.FLAG,
            shape.columns,
            FLAG_LINES,
        )
        slugs = [one.slug for one in piece.members]
        assert sorted(leg.slug for leg in legs) == sorted(slugs)
        assert {leg.slug: leg.lines for leg in legs} == dict(
            zip(slugs, heights, strict=True)
        )
        assert {leg.column for leg in legs} == set(range(shape.columns))
        assert min(leg.top for leg in legs) == FLAG_LINES
        assert max(leg.top + leg.lines for leg in legs) <= shape.lines <= 80


def test_items_change_places_where_the_legs_of_a_pack_are_more_alike_then() -> None:
    piece, heights = pack(Form.BRIEF, [90, 90, 30, 30])
    first, second, third, fourth = (one.slug for one in piece.members)

    shapes = [
        shape
        for shape in pack_shapes(piece, desk_of(issue_of(piece.members)), 80)
        if shape.columns == 2
    ]
    lowest = min(shapes, key=lambda shape: shape.lines)

    assert [leg.slug for leg in lowest.frames[1:]] == [first, third, second, fourth]
    assert lowest.lines == FLAG_LINES + heights[0] + 1 + heights[2]
    in_order = [first, second, third, fourth]
    assert in_order in [[leg.slug for leg in s.frames[1:]] for s in shapes]


def test_a_pack_deeper_than_the_page_is_offered_at_more_columns_only() -> None:
    piece, heights = pack(Form.BRIEF, [60] * 6)
    desk = desk_of(issue_of(piece.members))

    widths = {shape.columns for shape in pack_shapes(piece, desk, 2 * heights[0] + 4)}

    assert widths == {3, 4, 5, 6}


def test_an_advertisement_is_offered_at_its_own_size_alone() -> None:
    ad = Piece(
        *(PieceKind.ADVERTISEMENT, "ad 0", "", 10**7, Band.BRIEF, "columns"),
        columns=3,
        lines=27,
    )

    [shape] = advertisement_shapes(ad)

    assert (shape.columns, shape.lines, shape.badness) == (3, 27, 0)


@pytest.mark.parametrize("grid", ["columns", "legs"])
def test_a_house_ad_goes_wherever_an_address_can_be_read(grid: str) -> None:
    house = Piece(PieceKind.HOUSE_AD, "house ad", "", 10**8, Band.BRIEF, grid)
    shapes = list(house_ad_shapes(house, desk_of(issue_of([])), 50))

    width_mm = tabloid().grids[grid].width_mm
    widths = {width_mm(shape.columns) for shape in shapes}
    assert max(widths) == pytest.approx(tabloid().type_width_mm)
    assert max(shape.lines for shape in shapes) == 50
    assert all(s.lines >= 13 for s in shapes if width_mm(s.columns) < 60)
    assert min(s.lines for s in shapes if width_mm(s.columns) >= 60) == 8


def test_a_second_house_ad_costs_more_than_the_first() -> None:
    first, second = (
        Piece(PieceKind.HOUSE_AD, name, "", 10**8, Band.BRIEF, "columns")
        for name in ("house ad", SECOND_HOUSE_AD)
    )
    desk = desk_of(issue_of([]))
    for one, two in zip(
        house_ad_shapes(first, desk, 50), house_ad_shapes(second, desk, 50), strict=True
    ):
        assert (one.columns, one.lines) == (two.columns, two.lines)
        assert two.badness > one.badness


@pytest.mark.parametrize(("columns", "lines"), [(1, 3), (2, 2), (4, 0)])
def test_the_address_for_letters_stands_below_a_heading_that_has_no_room_for_it(
    columns: int, lines: int
) -> None:
    letters = [story(f"letter-{n}", 60, form=Form.LETTER) for n in range(5)]
    address = (
        "letters@skerrowpacket.example, or 9 Quay Street. Please give a name, a street "
        "and, if you must, a title"
    )
    desk = replace(desk_of(issue_of(letters)), letters_address=address)
    grid = tabloid().grids["legs"]
    members = tuple(desk.issue.articles)
    pack = Piece(
        PieceKind.LETTERS, "letters", "", 9, Band.BRIEF, "legs", members=members
    )

    below = address_below(PieceKind.LETTERS, desk, grid, columns)
    flags = {
        shape.frames[0].lines
        for shape in pack_shapes(pack, desk, 80)
        if shape.columns == columns
    }

    assert len(below) == lines
    assert not below or " ".join(below) == address
    assert flags == {FLAG_LINES + lines}
    assert address_below(PieceKind.BRIEFS, desk, grid, columns) == ()
