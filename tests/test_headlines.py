"""Display type is broken by sense and balance, and keeps every word."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from printshop.flatplan.headlines import MOST_LINES, Broken, break_lines, wrap

CHARACTER_PT = 10.0
CLINGING = {"the", "of", "on", "a", "with"}
SHORTEST_SHARE = 0.4

WORDS = st.sampled_from(
    [
        *("sea", "wall", "harbour", "road", "standing", "habit", "extraordinary"),
        *("the", "of", "on", "a", "with", "the\u00a047"),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
WIDTHS = st.integers(40, 400).map(float)


def measure(_style: str, text: str) -> float:
    return CHARACTER_PT * len(text)


def broken(text: str, width_pt: float, most: int = MOST_LINES) -> list[Broken]:
    return break_lines(text, "h42", width_pt, measure, "en-GB", most)


def lines(text: str, width_pt: float) -> list[tuple[str, ...]]:
    return [one.lines for one in broken(text, width_pt)]


@given(TEXTS, WIDTHS)
def test_the_lines_joined_are_the_text_and_none_is_too_wide(
    text: str, width_pt: float
) -> None:
    for one in broken(text, width_pt):
        assert " ".join(one.lines) == text
        widest = max(measure("h42", line) for line in one.lines)
        assert widest == one.width_pt <= width_pt


@given(TEXTS, WIDTHS)
def test_each_number_of_lines_is_offered_once_fewest_first(
    text: str, width_pt: float
) -> None:
    counts = [len(one.lines) for one in broken(text, width_pt)]

    assert counts == sorted(set(counts))
    assert not counts or counts[-1] <= MOST_LINES
    needed = len(wrap(text, "h42", width_pt, measure))
    is_wide_enough = max(map(len, text.split(" "))) * CHARACTER_PT <= width_pt
    assert counts[:1] == ([needed] if is_wide_enough and needed <= MOST_LINES else [])


def every_break(words: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """List every way to part words into so many lines."""
    return [
        tuple(" ".join(words[a:b]) for a, b in itertools.pairwise((0, *cuts, None)))
        for cuts in itertools.combinations(range(1, len(words)), count - 1)
    ]


def is_faultless(parted: Sequence[str], width_pt: float) -> bool:
    """Judge by the design's rules for headlines of more than one line."""
    lengths = [len(line) for line in parted]
    return (
        CHARACTER_PT * max(lengths) <= width_pt
        and min(lengths) >= SHORTEST_SHARE * max(lengths)
        and " " in parted[-1]
        and not any(line.split(" ")[-1] in CLINGING for line in parted[:-1])
    )


@given(TEXTS, WIDTHS)
def test_a_faultless_break_is_taken_wherever_there_is_one(
    text: str, width_pt: float
) -> None:
    for one in broken(text, width_pt):
        count = len(one.lines)
        ways = every_break(text.split(" "), count)
        if count > 1 and any(is_faultless(way, width_pt) for way in ways):
            assert is_faultless(one.lines, width_pt)
            assert one.badness < 0.5


@given(st.lists(st.sampled_from(["sea", "wall", "harbour"]), min_size=4, max_size=9))
def test_of_faultless_breaks_the_most_even_one_is_taken(words: list[str]) -> None:
    width_pt = 6 * len(" ".join(words))
    ways = every_break(words, 2)
    evenness = [
        min(map(len, way)) / max(map(len, way))
        for way in ways
        if is_faultless(way, width_pt)
    ]
    assume(evenness)

    [one] = [each for each in broken(" ".join(words), width_pt) if len(each.lines) == 2]

    found = min(map(len, one.lines)) / max(map(len, one.lines))
    assert found == pytest.approx(max(evenness))


def test_a_line_does_not_end_with_a_word_that_clings_to_the_next() -> None:
    assert lines("Old sea wall under the road fails", 200)[0] == (
        "Old sea wall",
        "under the road fails",
    )
    assert break_lines("Die Mauer auf der Insel", "h42", 160, measure, "de")[
        0
    ].lines == (
        "Die Mauer",
        "auf der Insel",
    )


def test_one_word_never_stands_alone_on_the_last_line_when_it_need_not() -> None:
    assert lines("Nobody ever came to harbour", 240)[0] == (
        "Nobody ever",
        "came to harbour",
    )
    assert lines("Sea wall road extraordinary", 200)[0] == (
        "Sea wall",
        "road extraordinary",
    )
    assert lines("Extraordinary standing", 140) == [("Extraordinary", "standing")]


def test_more_lines_are_offered_only_while_fewer_are_faulty() -> None:
    [one] = broken("Harbour road closed", 400)
    assert one.lines == ("Harbour road closed",)

    two, three = broken("On extraordinary road", 180)
    assert two.lines == ("On extraordinary", "road")
    assert three.lines == ("On", "extraordinary", "road")
    assert two.badness >= 0.5


@pytest.mark.parametrize(
    ("text", "width_pt"),
    [("W" * 60, 590), ("One two three four five", 50), ("Sea " + "W" * 41, 400)],
    ids=["one wide word", "too many lines", "a wide word among others"],
)
def test_text_that_does_not_go_in_is_not_broken(text: str, width_pt: float) -> None:
    assert broken(text, width_pt) == []


def test_words_joined_by_a_no_break_space_are_never_parted() -> None:
    text = "All\u00a0of the\u00a047 of\u00a0us"

    for one in broken(text, 90):
        assert set("\u00a0".join(one.lines).split("\u00a0")) <= set(
            text.replace(" ", "\u00a0").split("\u00a0")
        )
        assert all("\u00a0" in line for line in one.lines)


LONG = " ".join(["harbour", "road", "and", "the", "wall", "that", "habit", "built"] * 4)


@pytest.mark.parametrize("width_pt", [520.0, 560.0, 590.0, 660.0, 700.0])
def test_a_text_too_long_to_try_every_way_is_still_whole_and_even(
    width_pt: float,
) -> None:
    text = f"{LONG} alone"
    fewest = broken(text, width_pt)[0]

    assert " ".join(fewest.lines) == text
    widths = [measure("h42", line) for line in fewest.lines]
    assert max(widths) <= width_pt
    assert min(widths) >= SHORTEST_SHARE * max(widths)
    assert " " in fewest.lines[-1]


@given(TEXTS, WIDTHS)
def test_ragged_text_is_filled_line_after_line(text: str, width_pt: float) -> None:
    filled = wrap(text, "fact", width_pt, measure)

    assert " ".join(filled) == text
    for line, following in itertools.pairwise(filled):
        first = following.split(" ")[0]
        assert measure("fact", f"{line} {first}") > width_pt
    for line in filled:
        assert measure("fact", line) <= width_pt or " " not in line


def test_text_of_nothing_fills_no_line() -> None:
    assert wrap("", "fact", 100, measure) == ()
