"""Legs are filled to the last line that may stand there, and none is lost."""

import functools
import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.flatplan.flow import Copy, Fill, Leg
from printshop.galley import Line

Made = tuple[str, int, bool]
"""A block: its tag, its lines, and whether words are divided at their ends."""

BLOCKS = st.lists(
    st.one_of(
        st.tuples(st.just("p"), st.integers(1, 7), st.booleans()),
        st.tuples(st.just("h3"), st.integers(1, 2), st.just(False)),
        st.tuples(st.just("table"), st.integers(2, 6), st.just(False)),
    ),
    min_size=1,
    max_size=9,
)
HEIGHTS = st.lists(st.integers(1, 12), min_size=1, max_size=6)


def lines_of(blocks: Sequence[Made]) -> list[Line]:
    """Set blocks: a blank line above crossheads, one above and below tables."""
    lines: list[Line] = []
    after_table = False
    for kind, count, is_divided in blocks:
        blank = kind in {"h3", "table"} or after_table
        top = lines[-1].bottom + blank if lines else 0
        after_table = kind == "table"
        if after_table:
            lines.append(Line(top, count, "day 47", kind, True, True))
            continue
        for n in range(count):
            is_last = n + 1 == count
            text = "harb-" if is_divided and not is_last else "harbour"
            lines.append(Line(top + n, 1, text, kind, n == 0, is_last))
    return lines


def legs(heights: Sequence[int]) -> list[Leg]:
    return [Leg(column, 0, height) for column, height in enumerate(heights)]


def cuts(fills: Sequence[Fill]) -> list[tuple[int, int]]:
    return [(fill.first_line, fill.end_line) for fill in fills]


def may_part(lines: Sequence[Line], cut: int) -> bool:
    """Say by the rules whether copy may be parted before this line."""
    before, after = lines[cut - 1], lines[cut]
    is_widow = after.is_last and not after.is_first
    is_divided = before.text.endswith("-")
    return not is_widow and not is_divided and before.kind != "h3"


def run_height(lines: Sequence[Line], first: int, end: int) -> int:
    return lines[end - 1].bottom - lines[first].top if end > first else 0


def can_be_filled(lines: Sequence[Line], heights: Sequence[int]) -> bool:
    """Try every way to part the lines over the legs."""

    @functools.cache
    def goes_in(first: int, leg: int) -> bool:
        if first == len(lines):
            return True
        if leg == len(heights):
            return False
        ends = range(first, len(lines) + 1)
        return any(
            goes_in(end, leg + 1)
            for end in ends
            if run_height(lines, first, end) <= heights[leg]
            and (end in {first, len(lines)} or may_part(lines, end))
        )

    return goes_in(0, 0)


@given(BLOCKS, HEIGHTS)
def test_every_line_stands_in_one_leg_in_order(
    blocks: list[Made], heights: list[int]
) -> None:
    lines = lines_of(blocks)
    fills = Copy(lines).flow(legs(heights), 0, len(lines))
    if fills is None:
        return

    edges = list(itertools.chain.from_iterable(cuts(fills)))
    assert [0, *edges, len(lines)][::2] == [0, *edges, len(lines)][1::2]
    assert [fill.leg for fill in fills] == legs(heights)
    for fill in fills:
        used = run_height(lines, fill.first_line, fill.end_line)
        assert 0 <= fill.short == fill.leg.height - used


@given(BLOCKS, HEIGHTS)
def test_no_leg_begins_with_a_widow_or_ends_with_a_crosshead_or_half_a_word(
    blocks: list[Made], heights: list[int]
) -> None:
    lines = lines_of(blocks)
    for fill in Copy(lines).flow(legs(heights), 0, len(lines)) or ():
        is_inside = fill.first_line < fill.end_line < len(lines)
        assert not is_inside or may_part(lines, fill.end_line)


@given(BLOCKS, HEIGHTS)
def test_copy_that_can_go_into_the_legs_does(
    blocks: list[Made], heights: list[int]
) -> None:
    lines = lines_of(blocks)
    fills = Copy(lines).flow(legs(heights), 0, len(lines))

    assert (fills is not None) == can_be_filled(lines, heights)


@given(BLOCKS, st.integers(1, 12), st.data())
def test_a_leg_is_cut_at_the_last_place_that_fits(
    blocks: list[Made], height: int, data: st.DataObject
) -> None:
    lines = lines_of(blocks)
    first = data.draw(st.integers(0, len(lines) - 1))
    end = data.draw(st.integers(first, len(lines)))

    cut = Copy(lines).end_of(first, end, height)

    fitting = [
        place
        for place in range(first + 1, end + 1)
        if run_height(lines, first, place) <= height
        and (place in {end, len(lines)} or may_part(lines, place))
    ]
    assert cut == max(fitting, default=first)


@given(BLOCKS, st.data())
def test_the_height_of_a_run_is_its_lines_and_the_spaces_inside_it(
    blocks: list[Made], data: st.DataObject
) -> None:
    lines = lines_of(blocks)
    copy = Copy(lines)
    middle = data.draw(st.integers(0, len(lines)))

    assert len(copy) == len(lines)
    whole = copy.height(0, len(lines))
    assert whole == lines[-1].bottom
    parts = copy.height(0, middle) + copy.height(middle, len(lines))
    assert whole - 1 <= parts <= whole  # less the one blank line at the cut


@pytest.mark.parametrize(
    ("blocks", "heights", "wanted"),
    [
        ([("p", 6, False)], [5, 3], [(0, 4), (4, 6)]),  # not its last line alone
        ([("p", 6, False)], [4, 2], [(0, 4), (4, 6)]),
        ([("p", 2, False)], [1, 1], None),  # both halves would stand alone
        (
            [("p", 3, False), ("h3", 1, False), ("p", 4, False)],
            [5, 5],
            [(0, 3), (3, 8)],
        ),
        (
            [("p", 3, False), ("h3", 1, False), ("p", 4, False)],
            [6, 4],
            [(0, 5), (5, 8)],
        ),
        ([("p", 5, True)], [4, 4], None),  # every line but the last ends in half a word
        ([("p", 2, False), ("table", 4, False)], [6, 4], [(0, 2), (2, 3)]),
        ([("p", 2, False), ("table", 4, False)], [7, 4], [(0, 3), (3, 3)]),
        ([("table", 4, False)], [3, 3], None),
        ([("p", 3, False)], [1, 9], [(0, 1), (1, 3)]),  # a first line may stand alone
        ([("p", 3, False)], [3, 2, 2], [(0, 3), (3, 3), (3, 3)]),
    ],
)
def test_legs_are_filled_by_the_rules(
    blocks: list[Made], heights: list[int], wanted: list[tuple[int, int]] | None
) -> None:
    lines = lines_of(blocks)
    fills = Copy(lines).flow(legs(heights), 0, len(lines))

    assert (cuts(fills) if fills is not None else None) == wanted


def test_a_part_of_the_copy_is_flowed_by_itself() -> None:
    lines = lines_of([("p", 4, False), ("h3", 1, False), ("p", 5, False)])

    fills = Copy(lines).flow(legs([3, 9]), 4, 9)

    assert fills is not None
    assert cuts(fills) == [(4, 7), (7, 9)]


def test_turns_are_judged_by_paragraph_and_colon() -> None:
    lines = lines_of([("p", 3, False), ("p", 4, False), ("h3", 1, False)])
    lines[4] = Line(4, 1, "They said this:  ", "p", False, False)
    copy = Copy(lines)

    cuts_between = [cut for cut in range(9) if copy.is_between_paragraphs(cut)]
    assert cuts_between == [3, 7]
    assert [cut for cut in range(1, 9) if copy.ends_with_colon(cut)] == [5]
    # not after a first line (1, 4), before a last one (2, 6), after a colon (5)
    assert [cut for cut in range(1, 8) if copy.may_turn(cut)] == [3, 7]


def test_the_tallest_thing_in_a_run_is_its_largest_table() -> None:
    lines = lines_of([("p", 2, False), ("table", 4, False), ("table", 6, False)])
    copy = Copy(lines)

    assert [copy.tallest(0, end) for end in (2, 3, 4)] == [1, 4, 6]
    assert copy.tallest(3, 4) == 6


@given(BLOCKS, HEIGHTS, st.booleans())
def test_legs_brought_level_hold_the_same_lines_within_their_own_room(
    blocks: list[Made], heights: list[int], is_loose: bool
) -> None:
    lines = lines_of(blocks)
    copy = Copy(lines)
    made = [Leg(n, 0, height, is_loose) for n, height in enumerate(heights)]
    fills = copy.flow(made, 0, len(lines))
    if fills is None:
        return

    levelled = copy.levelled(fills)

    for fill in fills:
        parts = [part for part in levelled if part.leg.column == fill.leg.column]
        assert parts[0].first_line == fill.first_line
        assert parts[-1].end_line == fill.end_line
        for one, two in itertools.pairwise(parts):
            assert one.end_line == two.first_line
            assert lines[two.first_line].kind == "h3"  # never between lines of text
        foot = parts[-1].leg.top + parts[-1].leg.height
        assert foot == fill.leg.top + fill.leg.height
        used = copy.height(parts[-1].first_line, parts[-1].end_line)
        assert parts[-1].short == parts[-1].leg.height - used
        allowed = int(fill.end_line == len(lines))
        assert parts[-1].short in {fill.short, allowed}


def _story(*heads: int) -> Copy:
    """Set 20 paragraphs of a line, with crossheads in some places."""
    made: list[Made] = [("h3" if n in heads else "p", 1, False) for n in range(20)]
    return Copy(lines_of(made))


def test_a_leg_below_a_byline_begins_lower_rather_than_end_early() -> None:
    copy = _story()
    legs = [Leg(0, 3, 11, is_loose=True), Leg(1, 0, 14)]

    first, last = copy.levelled([Fill(legs[0], 0, 10, 1), Fill(legs[1], 10, 20, 4)])

    assert (first.leg.top, first.leg.height, first.short) == (4, 10, 0)
    assert last.leg == legs[1]  # too many are missing


def test_a_line_more_stands_above_a_crosshead() -> None:
    copy = _story(4)
    leg = Leg(0, 0, 12)

    upper, lower = copy.levelled([Fill(leg, 0, 10, 1)])

    assert (upper.leg.top, upper.end_line) == (0, 4)
    assert (lower.leg.top, lower.first_line) == (6, 4)  # its own blank line, and one
    assert lower.leg.top + copy.height(4, 10) == leg.height


def test_white_over_something_else_is_left_where_it_is() -> None:
    leg = Leg(0, 0, 11, is_loose=True, is_over=True)

    assert _story().levelled([Fill(leg, 0, 10, 1)]) == (Fill(leg, 0, 10, 1),)
