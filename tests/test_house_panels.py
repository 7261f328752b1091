"""House advertisements share out the space that they are given, and look like it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.flatplan import Frame, FrameKind, PagePlan, PieceKind, Placement
from printshop.flatplan.pack_shapes import SECOND_HOUSE_AD
from printshop.pages.cover import holes
from printshop.pages.house_panels import Panel, house_panels
from printshop.pages.ruler import Ruler
from printshop.publication import HouseAd, HouseAdKind
from tests.desks import tabloid

ADS = tuple(
    HouseAd(kind, "The Packet", kind.value, "Every Friday", f"https://p.example/{n}")
    for n, kind in enumerate(HouseAdKind)
)
RULER = Ruler(tabloid(), tabloid().grids["columns"])
FOOT = tabloid().lines

Cell = tuple[int, int]


def space(
    columns: int, lines: int, name: str = "house ad", column: int = 0
) -> Placement:
    return Placement(PieceKind.HOUSE_AD, name, column, FOOT - lines, columns, lines)


def panels_on(
    *placements: Placement, ads: tuple[HouseAd, ...] = ADS, page: int = 2
) -> list[Panel]:
    plan = PagePlan(page, "inside", "News", placements)
    return list(house_panels(plan, ads, RULER))


def cells(panel: Panel | Placement) -> set[Cell]:
    """List the columns and lines that something covers."""
    columns = range(panel.column, panel.column + panel.columns)
    lines = range(panel.top, panel.top + panel.lines)
    return set(itertools.product(columns, lines))


@pytest.mark.parametrize(("columns", "lines"), [(2, 20), (3, 24), (1, 20), (6, 14)])
def test_a_space_of_usual_size_has_one_advertisement(columns: int, lines: int) -> None:
    [panel] = panels_on(space(columns, lines))

    assert cells(panel) == cells(space(columns, lines))


@pytest.mark.parametrize(
    ("columns", "lines", "count"), [(3, 41, 2), (2, 84, 3), (1, 66, 3), (6, 68, 3)]
)
def test_a_deep_or_large_space_is_divided(columns: int, lines: int, count: int) -> None:
    panels = panels_on(space(columns, lines))

    assert len({panel.ad for panel in panels}) == len(panels) == count


def test_a_paper_with_one_house_ad_shows_it_once_however_large() -> None:
    assert len(panels_on(space(6, 68), ads=ADS[:1])) == 1
    assert panels_on(space(6, 68), ads=()) == []


@given(
    columns=st.integers(1, 6),
    lines=st.integers(8, 88),
    count=st.integers(1, 4),
    page=st.integers(2, 24),
)
def test_panels_fill_their_space_and_nothing_else(
    columns: int, lines: int, count: int, page: int
) -> None:
    whole = space(columns, lines)
    ads = (*ADS, *ADS)[:count]
    panels = panels_on(whole, ads=ads, page=page)

    covered = [cell for panel in panels for cell in cells(panel)]
    assert len(covered) == len(set(covered))
    blank = cells(whole) - set(covered)
    assert not set(covered) - cells(whole)
    # a blank line between two rows, and no more
    assert len({line for _, line in blank}) <= 2
    assert len(blank) == columns * len({line for _, line in blank})
    assert all(panel.lines >= 16 for panel in panels) or len(panels) == 1


@given(
    lines=st.lists(st.integers(10, 80), min_size=1, max_size=2), page=st.integers(2, 9)
)
def test_a_page_has_one_red_block_and_a_donation_is_never_red(
    lines: list[int], page: int
) -> None:
    names = "house ad", SECOND_HOUSE_AD
    spaces = [
        space(2, deep, names[number], 3 * number) for number, deep in enumerate(lines)
    ]
    panels = panels_on(*spaces, page=page)

    red = [panel for panel in panels if panel.is_red]
    assert len(red) == min(1, sum(p.ad.kind != HouseAdKind.DONATION for p in panels))
    assert all(panel.ad.kind != HouseAdKind.DONATION for panel in red)
    assert len({panel.ad for panel in panels}) == len(panels)


# --------------------------------------------------------------- below letters


def letters(left: int, right: int, top: int = 4, lines: int = 88) -> Placement:
    """Place two legs of letters, of so many lines each, below their heading."""
    frames = (
        Frame(FrameKind.FLAG, 0, 0, 2, 3, style="letters"),
        Frame(FrameKind.LEG, 0, 3, 1, left, slug="crab"),
        Frame(FrameKind.LEG, 1, 3, 1, right, slug="boat"),
    )
    return Placement(PieceKind.LETTERS, "Letters 1", 0, top, 2, lines, frames)


def test_an_advertisement_stands_below_letters_that_end_far_above_the_foot() -> None:
    [panel] = panels_on(letters(60, 85))

    assert (panel.column, panel.columns) == (0, 1)
    assert panel.top == 4 + 3 + 60 + 1
    assert panel.top + panel.lines == FOOT


def test_none_stands_where_the_hole_is_small_or_not_at_the_foot_of_the_page() -> None:
    assert panels_on(letters(80, 85)) == []
    assert panels_on(letters(40, 65, lines=68)) == []


def test_none_stands_below_letters_when_the_page_has_them_all() -> None:
    assert len(panels_on(letters(60, 85), space(4, 84, column=2))) == 3


def test_what_it_covers_is_no_hole() -> None:
    plan = PagePlan(2, "inside", "News", (letters(60, 85),))
    [panel] = house_panels(plan, ADS, RULER)
    filled = {"2.Letters 1.1": 60, "2.Letters 1.2": 85}

    def in_column() -> list[tuple[int, int]]:
        found = holes(plan, tabloid(), filled)
        return [(top, end) for column, top, end, _ in found if column == 0]

    assert in_column() == [(4 + 3 + 60, FOOT)]
    filled[panel.name] = panel.lines
    assert in_column() == []
