"""Sold space is rounded up, spread over the pages, and never moved by a story."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printshop.errors import LayoutError
from printshop.flatplan import Desk, PagePlan, PieceKind, Placement
from printshop.flatplan.sold_space import (
    ad_number,
    ad_pages,
    ads_on,
    least_depth,
    printed_mm,
    sold_mm,
    stand,
)
from printshop.issue import AdSize, Advertisement
from printshop.layout_file import read_layout
from printshop.resources import layouts_folder
from tests.desks import advertisement, desk_of, issue_of, picture, story, tabloid

LINES = tabloid().lines - tabloid().forms["inside"].first_line
NEWS, LEGS = tabloid().grids["columns"], tabloid().grids["legs"]
EVERY_SIZE = pytest.mark.parametrize("size", list(AdSize))


def fraction(size: AdSize, page: int | None = None) -> Advertisement:
    return Advertisement("Lorne", picture(is_vector=True), page=page, size=size)


def desk_with(*ads: Advertisement, **fields: Any) -> Desk:
    issue = issue_of([story("wall")], sections=("News", "Sport"), ads=ads)
    return desk_of(replace(issue, **fields))


def pages_of(*ads: Advertisement, page_count: int = 12, **fields: Any) -> list[int]:
    return list(ad_pages(page_count, desk_with(*ads, **fields)).values())


def locked(page: int, *names: str) -> PagePlan:
    sold = PieceKind.ADVERTISEMENT
    placements = tuple(Placement(sold, name, 0, 60, 3, 30) for name in names)
    return PagePlan(page, "inside", "News", placements, is_locked=True)


# ------------------------------------------------------------------ sizes


@given(st.integers(1, 6), st.floats(5, 330))
def test_a_size_in_millimetres_is_rounded_up_to_whole_lines(columns, height_mm):
    wide, lines = stand(advertisement(columns, height_mm, None), NEWS, tabloid())

    assert wide == columns
    assert tabloid().picture_height_mm(lines) >= height_mm - 0.05
    assert tabloid().picture_height_mm(lines - 1) < height_mm


@pytest.mark.parametrize(
    ("columns", "legs"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4)]
)
def test_on_a_page_of_legs_an_ad_takes_as_many_as_hold_its_width(columns, legs):
    ad = advertisement(columns, 100, None)

    assert stand(ad, LEGS, tabloid())[0] == legs
    assert LEGS.width_mm(legs) >= NEWS.width_mm(columns)
    assert sold_mm(ad, tabloid()) == (NEWS.width_mm(columns), 100)


def test_an_ad_wider_than_the_page_takes_the_page():
    ad = replace(advertisement(6, 100, None), columns=9)

    assert stand(ad, NEWS, tabloid())[0] == 6
    assert sold_mm(ad, tabloid())[0] == NEWS.width_mm(6)


@EVERY_SIZE
def test_a_fraction_stands_in_the_columns_and_lines_of_the_layout(size):
    assert stand(fraction(size), NEWS, tabloid()) == tabloid().ad_sizes[size]


@EVERY_SIZE
def test_a_fraction_keeps_its_lines_on_a_page_of_legs(size):
    columns, lines = tabloid().ad_sizes[size]

    wide, deep = stand(fraction(size), LEGS, tabloid())
    assert deep == lines
    assert LEGS.width_mm(wide) == pytest.approx(NEWS.width_mm(columns))


@pytest.mark.parametrize(
    ("size", "count"), [(AdSize.FULL, 1), (AdSize.HALF, 2), (AdSize.QUARTER, 4)]
)
@pytest.mark.parametrize("grid", [NEWS, LEGS], ids=lambda grid: grid.name)
def test_fractions_add_up_to_a_page(size, count, grid):
    sizes = (stand(fraction(size), grid, tabloid()),) * count

    # two of the same depth and the blank line between them are an odd number
    assert LINES - 1 <= least_depth(sizes, grid.columns) <= LINES
    assert least_depth((*sizes, (1, 1)), grid.columns) > LINES


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("full = { columns = 7, lines = 88 }", "ad_sizes.full must be from 1 to 6"),
        ("half = { columns = 6, lines = 89 }", "ad_sizes.half must be from 1 to 6"),
        ("strip = { columns = 6, lines = 0 }", "ad_sizes.strip must be from 1 to 6"),
        ("third = { columns = 2, lines = 88 }", "third"),
    ],
)
def test_a_layout_with_an_ad_size_that_is_none_is_told(tmp_path, table, told):
    text = (tabloid().folder / "layout.toml").read_text("utf-8")
    head, _, tail = text.partition("[ad_sizes]")
    own = f"{head}[ad_sizes]\n{table}\n\n# Display{tail.partition('# Display')[2]}"
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "layout.toml").write_text(own, "utf-8")

    with pytest.raises(LayoutError, match=told):
        read_layout([tmp_path], "odd")


def test_a_layout_that_gives_no_ad_sizes_has_those_of_its_inside_pages(tmp_path):
    text = (tabloid().folder / "layout.toml").read_text("utf-8")
    head, _, tail = text.partition("[ad_sizes]")
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "layout.toml").write_text(
        f"{head}# Display{tail.partition('# Display')[2]}", "utf-8"
    )
    sizes = read_layout([tmp_path], "bare").ad_sizes

    assert sizes == {**tabloid().ad_sizes, AdSize.STRIP: (6, LINES // 6)}


@given(
    st.integers(1, 6), st.floats(20, 330), st.integers(1, 9_000), st.integers(1, 9_000)
)
def test_an_ad_is_shown_whole_in_its_own_proportion_within_what_was_sold(
    columns, height_mm, width_px, height_px
):
    shown = picture(width_px, height_px)
    ad = replace(advertisement(columns, height_mm, None), picture=shown)
    sold, printed = sold_mm(ad, tabloid()), printed_mm(ad, tabloid())

    assert printed[0] / printed[1] == pytest.approx(width_px / height_px)
    assert printed[0] <= sold[0] * 1.000001
    assert printed[1] <= sold[1] * 1.000001
    assert math.isclose(printed[0], sold[0]) or math.isclose(printed[1], sold[1])


# ------------------------------------------------------------------ depths


def test_rectangles_stand_beside_each_other_before_they_stand_above():
    assert least_depth(((3, 40), (3, 30)), 6) == 40
    assert least_depth(((4, 40), (3, 30)), 6) == 71
    assert least_depth(((3, 40), (3, 20), (3, 19)), 6) == 40
    assert least_depth(((3, 40), (3, 20), (3, 20)), 6) == 41
    assert least_depth(((5, 10),), 4) == math.inf


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 12)), min_size=2, max_size=4)
)
def test_no_order_of_rectangles_changes_how_deep_they_are(sizes):
    depths = {least_depth(tuple(order), 6) for order in itertools.permutations(sizes)}
    cells = sum(columns * lines for columns, lines in sizes)

    assert len(depths) == 1
    assert cells / 6 <= depths.pop() <= sum(lines + 1 for _, lines in sizes) - 1


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize(
    ("wanted", "page"), [(1, 2), (2, 2), (5, 5), (11, 11), (12, 11), (40, 11)]
)
def test_an_ad_stands_on_its_page_or_on_the_nearest_inside_page(wanted, page):
    assert pages_of(advertisement(3, 100, wanted)) == [page]


def test_ads_that_name_no_page_go_to_right_hand_pages_in_turn():
    ads = [advertisement(3, 100, None) for _ in range(7)]

    assert pages_of(*ads) == [3, 5, 7, 9, 11, 3, 5]


def test_in_the_smallest_paper_ads_stand_on_pages_two_and_three():
    quarters = [fraction(AdSize.QUARTER) for _ in range(4)]

    assert pages_of(*quarters, page_count=4) == [3, 3, 2, 2]


def test_a_page_is_full_when_half_of_it_is_sold():
    ads = [fraction(AdSize.HALF, 3), advertisement(3, 100, None)]

    assert pages_of(*ads) == [3, 5]


def test_when_right_hand_pages_are_full_left_hand_ones_are_taken():
    halves = [fraction(AdSize.HALF) for _ in range(7)]

    assert pages_of(*halves, page_count=8) == [3, 5, 7, 2, 4, 6, 3]


def test_a_page_is_sold_out_only_when_all_are_full():
    ads = [fraction(AdSize.FULL), *[fraction(AdSize.HALF) for _ in range(4)]]

    assert pages_of(*ads, page_count=4) == [3, 2, 2, 3, 3]


@pytest.mark.parametrize("fields", ["pinned", "section"])
def test_no_page_is_sold_out_where_a_story_is_pinned_or_a_section_begins(fields):
    issue = (
        {"articles": (story("wall", page=3),)}
        if fields == "pinned"
        else {"section_pages": (("Sport", 3),)}
    )

    assert pages_of(fraction(AdSize.FULL), **issue) == [5]
    assert pages_of(fraction(AdSize.HALF), **issue) == [3]


def test_ads_booked_for_a_page_are_placed_before_those_that_are_not():
    ads = [advertisement(6, 200, None), fraction(AdSize.FULL, 3)]

    assert pages_of(*ads) == [5, 3]


def test_an_ad_on_a_locked_page_stays_there_and_no_other_comes_to_it():
    ads = [advertisement(3, 100, page) for page in (None, None, 5, 7)]
    pages = ad_pages(12, desk_with(*ads), [locked(7, "ad 1"), locked(5)])

    assert pages == {0: 3, 1: 7, 2: 4, 3: 6}


def test_an_ad_has_no_page_only_if_every_page_inside_is_locked():
    ads = [advertisement(3, 100, None), advertisement(3, 100, 2)]

    assert ad_pages(4, desk_with(*ads), [locked(2), locked(3, "ad 0")]) == {0: 3}


def test_an_ad_that_was_taken_out_is_forgotten_on_a_locked_page():
    assert ad_pages(4, desk_with(), [locked(3, "ad 0")]) == {}


def test_a_piece_is_made_for_each_ad_of_the_page_and_for_no_other():
    ads = [advertisement(3, 100, 4), advertisement(5, 60, 5), fraction(AdSize.STRIP, 4)]
    desk = desk_with(*ads)
    pieces = ads_on(4, 12, LEGS, desk)

    assert [(ad_number(piece.name), piece.columns) for piece in pieces] == [
        (0, 2),
        (2, 4),
    ]
    assert {piece.grid for piece in pieces} == {"legs"}
    assert all(piece.kind == PieceKind.ADVERTISEMENT for piece in pieces)
    assert [piece.rank for piece in pieces] == sorted(piece.rank for piece in pieces)
    assert ads_on(12, 12, NEWS, desk) == ()


SOLD = st.one_of(
    st.builds(
        advertisement,
        st.integers(1, 6),
        st.floats(15, 330),
        st.none() | st.integers(1, 30),
    ),
    st.builds(fraction, st.sampled_from(AdSize), st.none() | st.integers(1, 30)),
)


@given(st.lists(SOLD, max_size=9), st.sampled_from([4, 8, 12, 24]))
@settings(max_examples=60)
def test_every_ad_has_one_inside_page_that_no_story_changes(ads, page_count):
    pages = ad_pages(page_count, desk_with(*ads))
    longer = desk_of(issue_of([story("a", 2000), story("b", 30)], ads=ads))

    assert list(pages) == list(range(len(ads)))
    assert all(2 <= page < page_count for page in pages.values())
    assert ad_pages(page_count, longer) == pages
    for number, ad in enumerate(ads):
        if ad.page is not None:
            assert pages[number] == min(max(ad.page, 2), page_count - 1)


@given(st.lists(SOLD, max_size=6))
@settings(max_examples=60)
def test_no_page_is_oversold_where_the_paper_has_room(ads: Sequence[Advertisement]):
    loose = [replace(ad, page=None) for ad in ads]
    pages = ad_pages(24, desk_with(*loose))

    for page in set(pages.values()):
        sizes = [stand(loose[n], NEWS, tabloid()) for n in pages if pages[n] == page]
        assert least_depth(tuple(sizes), NEWS.columns) <= LINES


@pytest.mark.parametrize("name", ["tabloid", "berliner", "a4"])
def test_the_editors_are_told_the_sizes_that_are_sold(name):
    layout = read_layout([layouts_folder()], name)
    text = (layouts_folder().parent / "docs" / "editors.md").read_text("utf-8")
    rows = [line.split("|")[1:-1] for line in text.splitlines() if " × " in line]
    table = [[cell.strip(' `"') for cell in row] for row in rows if len(row) == 4]
    place = 1 + ["tabloid", "berliner", "a4"].index(name)

    told = {row[0]: row[place] for row in table}
    for size in AdSize:
        wide, high = sold_mm(fraction(size), layout)
        assert told[size.value] == f"{wide:.0f} × {high:.1f}"
