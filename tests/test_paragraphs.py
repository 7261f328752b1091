"""Paragraphs are broken as a whole: no letter is lost, no line is too long."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printshop.paragraphs import (
    COPYFITTING,
    HOUSE,
    Counts,
    Extent,
    Justification,
    Loose,
    MeasuredParagraph,
    Measures,
    Reach,
    Run,
    Setting,
    choose,
    fit,
    others,
    reachable,
    word_breaks,
)
from printshop.paragraphs.justification import RAGGED, RAGGED_COPYFITTING

PROSE = (
    "The sea wall under the harbour road was built in the year of the great herring, "
    "and nobody from the council has looked at the back of it since. The surveyor was "
    "asked for his considered recommendations; he gave them, and was thanked. "
)
EM = 10.0
SLACK = 1e-6


def ruler(text: str) -> Extent:
    """Letters are half an em wide, narrow ones and spaces a quarter."""
    narrow = sum(text.count(letter) for letter in "ijlt .,-'’")
    return Extent(EM * (len(text) / 2 - narrow / 4), len(text))


def measured(text: str, language: str = "en-GB") -> MeasuredParagraph:
    return MeasuredParagraph([Run(text, ruler, word_breaks(language))])


def lines_of(paragraph: MeasuredParagraph, setting: Setting) -> list[str]:
    return [
        paragraph.text[line.start : line.end] + "-" * line.has_hyphen
        for line in setting.lines
    ]


def natural(line: str) -> float:
    return sum(ruler(word).width for word in line.split(" ")) + ruler(
        " "
    ).width * line.count(" ")


letters = st.text("abcdefghijklmnopqrstuvwxyzABCéüßñ’-–.,/", min_size=1, max_size=14)
texts = st.lists(letters, min_size=1, max_size=60).map(" ".join)
ems = st.floats(6, 60)


@given(text=texts, measure=ems, language=st.sampled_from(["en-GB", "de", "fr", "es"]))
@settings(max_examples=100)
@pytest.mark.parametrize("style", [HOUSE, COPYFITTING, RAGGED])
def test_no_letter_is_lost_or_changed_whatever_the_text(
    style: Justification, text: str, measure: float, language: str
) -> None:
    paragraph = measured(text, language)

    setting = fit(paragraph, Measures(measure * EM), EM, style)

    if setting is None:
        widest = max(ruler(word).width for word in text.split(" "))
        assert widest > measure * EM * 0.9, "only a word that is too wide"
        return
    at = 0
    for line in setting.lines:
        assert text[at : line.start].strip(" ") == "", "nothing is left out"
        assert line.start < line.end
        assert not line.has_hyphen or text[line.end - 1].isalpha()
        at = line.end
    assert at == len(text)
    assert [line.is_last for line in setting.lines].index(True) + 1 == len(
        setting.lines
    )


@given(text=texts, measure=ems)
@settings(max_examples=60)
def test_every_line_goes_in_with_the_spaces_and_the_tracking_it_is_given(
    text: str, measure: float
) -> None:
    paragraph = MeasuredParagraph(
        [Run(text, ruler, word_breaks("en-GB"))], has_margins=False
    )
    setting = fit(paragraph, Measures(measure * EM), EM, HOUSE)

    for line, words in zip(
        setting.lines if setting else (),
        lines_of(paragraph, setting) if setting else (),
        strict=True,
    ):
        spaces = ruler(" ").width * words.count(" ")
        width = (
            natural(words)
            + spaces * (line.space - 1)
            + line.tracking * (len(words) - 1)
        )
        assert HOUSE.least_tracking * EM - SLACK <= line.tracking
        assert line.tracking <= 2 * HOUSE.most_tracking * EM + SLACK
        if " " not in words:
            assert width <= measure * EM + SLACK
        else:
            assert line.space >= HOUSE.least_space - SLACK
            is_full = width == pytest.approx(measure * EM)
            assert is_full or (line.is_last and width < measure * EM)


@given(words=st.integers(20, 90), measure=st.floats(14, 40))
def test_every_number_of_lines_that_is_promised_can_be_had(
    words: int, measure: float
) -> None:
    paragraph = measured(" ".join((PROSE * 3).split()[:words]))
    best = fit(paragraph, Measures(measure * EM), EM, HOUSE)
    assert best is not None

    near = len(best.lines)
    found = reachable(
        paragraph, Measures(measure * EM), EM, HOUSE, Counts(near - 1, near + 1)
    )

    assert all(len(setting.lines) == count for count, setting in found.items())
    assert all(abs(count - near) <= 1 for count in found)
    assert found[near].demerits == pytest.approx(best.demerits)
    assert min(one.demerits for one in found.values()) == pytest.approx(best.demerits)


def test_a_wider_measure_never_takes_more_lines() -> None:
    paragraph = measured(PROSE * 2)
    counts = []
    for ems_wide in range(14, 60, 2):
        setting = fit(paragraph, Measures(ems_wide * EM), EM, RAGGED)
        assert setting is not None
        counts.append(len(setting.lines))

    assert counts == sorted(counts, reverse=True)


def test_lines_beside_an_initial_are_shorter() -> None:
    paragraph = measured(PROSE)
    first = (80.0, 90.0, 90.0)

    setting = fit(paragraph, Measures(150.0, first), EM, HOUSE)

    assert setting is not None
    lines = lines_of(paragraph, setting)
    assert all(
        natural(line) <= measure * 1.1
        for line, measure in zip(lines, first, strict=False)
    )
    assert natural(lines[3]) > 100


@pytest.mark.parametrize("measure", range(90, 160, 10))
def test_no_more_than_two_divided_words_end_lines_in_a_row(measure: int) -> None:
    compounds = "considerations administrations recommendations " * 20
    paragraph = measured(compounds.strip())

    setting = fit(paragraph, Measures(float(measure)), EM, HOUSE)

    assert setting is not None
    hyphens = "".join("-" if line.has_hyphen else "." for line in setting.lines)
    assert "---" not in hyphens


def test_the_best_lines_of_a_whole_paragraph_are_not_the_best_line_by_line() -> None:
    paragraph = measured(PROSE)
    whole = fit(paragraph, Measures(140.0), EM, HOUSE)
    unhyphened = replace(HOUSE, most_tracking=0.0, least_tracking=0.0)
    spaced = fit(paragraph, Measures(140.0), EM, unhyphened)

    assert whole is not None
    assert spaced is not None
    assert whole.widest_space < spaced.widest_space


def test_a_line_never_begins_with_a_dash_that_stands_between_spaces() -> None:
    text = "It was cold – colder than it had been – and then it was warm again "
    for measure in range(60, 200, 4):
        paragraph = measured((text * 3).strip())
        setting = fit(paragraph, Measures(float(measure)), EM, HOUSE)
        assert setting is not None
        assert not any(line.startswith("–") for line in lines_of(paragraph, setting))


def test_small_signs_hang_over_the_margins() -> None:
    paragraph = measured("aaaa bbbb, cccc “dddd” eeee ffff gggg.")

    setting = fit(paragraph, Measures(52.0), EM, HOUSE)

    assert setting is not None
    hanging = {
        line[-1]: found.hang_right
        for line, found in zip(lines_of(paragraph, setting), setting.lines, strict=True)
    }
    assert hanging[","] == pytest.approx(ruler(",").width / 2)
    assert all(line.hang_left == 0 for line in setting.lines[:1])


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("en-GB", "recommendation", "re-com-mend-a-tion"),
        ("en-GB", "Denmark", "Den-mark"),
        ("en-GB", "Norway", "Norway"),
        ("en-GB", "UNESCO", "UNESCO"),
        ("de", "Hafenverwaltung", "Ha-fen-ver-wal-tung"),
        ("fr", "administration", "ad-mi-nis-tra-tion"),
        ("es", "administración", "ad-mi-nis-tra-ción"),
    ],
)
def test_words_are_divided_by_the_customs_of_their_language(
    language: str, word: str, parts: str
) -> None:
    breaks = word_breaks(language)
    assert breaks is not None

    cuts = [0, *(one.at for one in breaks.of(word)), len(word)]

    assert "-".join(word[a:b] for a, b in itertools.pairwise(cuts)) == parts


@pytest.mark.parametrize("language", ["ar", "he", "ja", "", "xx"])
def test_there_are_languages_that_are_left_to_the_engine(language: str) -> None:
    assert word_breaks(language) is None


# Copyfitting.


def test_a_paragraph_with_the_spaces_of_the_house_is_taken_before_a_tracked_one() -> (
    None
):
    loose = [
        Loose(0, 0, 5, {6: Reach(1.2, True, ())}),
        Loose(1, 5, 5, {6: Reach(2.1, False, ()), 4: Reach(1.0, False, ())}),
        Loose(2, 10, 5, {6: Reach(1.9, False, ())}),
    ]

    one = choose(loose, 1)
    three = choose(loose, 3)

    assert one is not None
    assert [(refit.block, refit.lines) for refit in one] == [(2, 6)]
    assert three is not None
    assert [refit.is_wide for refit in three] == [True, False, False]
    assert choose(loose, -2) is None


def test_wider_tracking_is_for_two_paragraphs_at_most() -> None:
    loose = [Loose(n, 5 * n, 5, {6: Reach(1.5, True, ())}) for n in range(5)]

    assert choose(loose, 2) is not None
    assert choose(loose, 3) is None


@pytest.mark.parametrize("change", [0, 4, -4])
def test_more_than_three_lines_are_a_matter_for_an_editor(change: int) -> None:
    near = {4: Reach(0.0, False, ()), 6: Reach(0.0, False, ())}

    assert choose([Loose(n, 5 * n, 5, near) for n in range(9)], change) is None


def test_no_paragraph_comes_out_worse_than_a_paragraph_may() -> None:
    count_of_others = 0
    for words in range(40, 130, 5):
        paragraph = measured(" ".join((PROSE * 3).split()[:words]))
        measures = Measures(200.0)
        best = fit(paragraph, measures, EM, HOUSE)
        assert best is not None

        found = others(paragraph, measures, EM, best, is_ragged=False)

        count_of_others += len(found)
        limit = max(HOUSE.wide_space, best.widest_space)
        for count, other in found.items():
            lines = lines_of(paragraph, other.setting)
            assert abs(count - len(best.lines)) == 1
            assert list(other.reach(paragraph.text, "").texts) == lines
            assert count == len(lines)
            assert other.setting.widest_space <= limit
            assert other.setting.ends_well
            assert " " in lines[-1].strip()
            assert other.is_wide or other.demerits > 0

    assert count_of_others > 5


@pytest.mark.parametrize("style", [COPYFITTING, RAGGED_COPYFITTING])
def test_words_never_stand_closer_in_copyfitted_paragraphs(
    style: Justification,
) -> None:
    space_em = 0.235  # of the text's own font

    def gap(style: Justification) -> float:
        return style.least_space * space_em + style.least_tracking

    assert gap(style) >= gap(HOUSE)
