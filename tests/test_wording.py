"""The paper's own words: dates, ages, page references, in every language."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.typography import set_copy
from printshop.wording import Wording, wording

LANGUAGES = ["en-GB", "en-US", "de", "fr", "es", "ar", "he"]
PUBLICATION_DAY = datetime.date(2026, 11, 20)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def every_sentence(words: Wording) -> list[str]:
    """Everything that a newspaper can be made to say by itself."""
    fixed = [
        value
        for field in dataclasses.fields(words)
        if not field.name.endswith(("_form", "_month", "_months", "_year", "_years"))
        for value in [getattr(words, field.name)]
        if isinstance(value, str) and field.name != "language"
    ]
    return [
        *fixed,
        *words.weekdays,
        *words.months,
        words.long_date(PUBLICATION_DAY),
        words.short_date(PUBLICATION_DAY),
        words.long_date(day("2026-03-01")),
        words.age_notice(day("2020-02-14"), PUBLICATION_DAY),
        words.age_notice(day("2025-10-20"), PUBLICATION_DAY),
        words.page(6),
        words.page_label(6),
        words.page_of(1, 2),
        words.turn_to_page(5),
        words.from_page(1),
        words.issue("2566"),
        words.first_printed("2566", PUBLICATION_DAY, 5),
        words.first_printed("2566", PUBLICATION_DAY),
        words.story_of(1, 34),
        words.byline("Isla Rennie"),
        words.photograph("Ewan Sorley"),
    ]


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en-GB", "Friday 20 November 2026", "20 November 2026"),
        ("en-US", "Friday, November 20, 2026", "November 20, 2026"),
        ("de", "Freitag, 20. November 2026", "20. November 2026"),
        ("fr", "Vendredi 20 novembre 2026", "20 novembre 2026"),
        ("es", "Viernes 20 de noviembre de 2026", "20 de noviembre de 2026"),
        ("ar", "الجمعة 20 تشرين الثاني/نوفمبر 2026", "20 تشرين الثاني/نوفمبر 2026"),
        ("he", "יום שישי, 20 בנובמבר 2026", "20 בנובמבר 2026"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language, long, short):
    words = wording(language)

    assert plain(words.long_date(PUBLICATION_DAY)) == long
    assert plain(words.short_date(PUBLICATION_DAY)) == short


def test_the_first_of_a_month_is_premier_in_french_alone():
    first = day("2026-03-01")

    assert plain(wording("fr").short_date(first)) == "1er mars 2026"
    assert plain(wording("de").short_date(first)) == "1. März 2026"
    assert plain(wording("en-GB").short_date(first)) == "1 March 2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_of_the_week_and_every_month_has_its_name(language):
    words = wording(language)

    assert len(set(words.weekdays)) == 7
    assert len(set(words.months)) == 12
    # 20 July 2026 is a Monday.
    for offset, name in enumerate(words.weekdays):
        date = day("2026-07-20") + datetime.timedelta(days=offset)
        assert words.long_date(date).startswith(name)


@pytest.mark.parametrize(
    ("published", "as_of", "age"),
    [
        ("2020-02-14", "2026-11-20", "6 years, 9 months"),
        ("2020-02-14", "2026-11-13", "6 years, 8 months"),
        ("2020-02-14", "2026-11-14", "6 years, 9 months"),
        ("2025-11-20", "2026-11-20", "1 year"),
        ("2025-10-20", "2026-11-20", "1 year, 1 month"),
        ("2025-09-20", "2026-11-20", "1 year, 2 months"),
        ("2024-11-20", "2026-11-20", "2 years"),
        ("2024-10-20", "2026-11-20", "2 years, 1 month"),
        ("2024-12-31", "2026-02-28", "1 year, 1 month"),
        ("2024-12-31", "2026-03-01", "1 year, 2 months"),
        ("1868-05-01", "2026-11-20", "158 years, 6 months"),
    ],
)
def test_the_age_is_in_years_and_months_rounded_down(published, as_of, age):
    notice = wording("en-GB").age_notice(day(published), day(as_of))

    assert plain(notice) == f"This article is over {age} old"


@pytest.mark.parametrize(
    ("published", "as_of"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2025-11-21", "2026-11-20"),
        ("2026-11-21", "2026-11-20"),
        ("2030-01-01", "2026-11-20"),
        ("2024-02-29", "2025-02-28"),
    ],
)
def test_an_article_younger_than_a_year_has_no_notice(published, as_of):
    assert wording("en-GB").age_notice(day(published), day(as_of)) == ""


def test_an_article_of_29_february_has_its_birthday_on_1_march():
    words, leap_day = wording("en-GB"), day("2024-02-29")

    first = words.age_notice(leap_day, day("2025-03-01"))
    fourth = words.age_notice(leap_day, day("2028-02-29"))

    assert plain(first) == "This article is over 1 year old"
    assert plain(fourth) == "This article is over 4 years old"


@pytest.mark.parametrize(
    ("language", "one_year", "one_and_one", "many"),
    [
        (
            "en-GB",
            "This article is over 1 year old",
            "This article is over 1 year, 1 month old",
            "This article is over 6 years, 9 months old",
        ),
        (
            "de",
            "Dieser Artikel ist über 1 Jahr alt",
            "Dieser Artikel ist über 1 Jahr und 1 Monat alt",
            "Dieser Artikel ist über 6 Jahre und 9 Monate alt",
        ),
        (
            "fr",
            "Cet article a plus d’un an",
            "Cet article a plus d’un an et 1 mois",
            "Cet article a plus de 6 ans et 9 mois",
        ),
        (
            "es",
            "Este artículo tiene más de 1 año",
            "Este artículo tiene más de 1 año y 1 mes",
            "Este artículo tiene más de 6 años y 9 meses",
        ),
    ],
)
def test_one_and_many_have_their_own_forms(language, one_year, one_and_one, many):
    words = wording(language)
    ages = [
        words.age_notice(day(published), PUBLICATION_DAY)
        for published in ("2025-11-20", "2025-10-20", "2020-02-14")
    ]

    assert [plain(age) for age in ages] == [one_year, one_and_one, many]


@pytest.mark.parametrize(
    ("language", "published", "age"),
    [
        ("ar", "2024-09-20", "سنتين وشهرين"),
        ("ar", "2020-02-14", "6 سنوات و9 أشهر"),
        ("ar", "2014-12-20", "11 سنة و11 شهراً"),
        ("he", "2024-09-20", "שנתיים וחודשיים"),
        ("he", "2020-02-14", "־6 שנים ו־9 חודשים"),
    ],
)
def test_two_and_few_have_forms_of_their_own_where_a_language_has_them(
    language, published, age
):
    notice = wording(language).age_notice(day(published), PUBLICATION_DAY)

    assert plain(notice).endswith(age)


def test_what_is_listed_has_the_languages_own_comma():
    assert wording("en-GB").listed("Council reporter", "", "Skerrow") == (
        "Council reporter, Skerrow"
    )
    assert wording("ar").listed("مراسلة", "سكيرو") == "مراسلة، سكيرو"
    assert wording("ar").listed("", "") == ""


@given(st.dates(), st.dates())
def test_a_later_day_never_makes_an_article_younger(published, as_of):
    def months(on: datetime.date) -> int:
        notice = plain(wording("en-GB").age_notice(published, on))
        numbers = [int(word) for word in notice.split() if word.isdecimal()]
        return numbers[0] * 12 + sum(numbers[1:]) if numbers else 0

    next_day = min(as_of, datetime.date.max - datetime.timedelta(1))
    next_day += datetime.timedelta(1)

    assert 0 <= months(next_day) - months(as_of) <= 12
    assert months(as_of) * 30 <= max((as_of - published).days, 0)


def test_the_sentences_of_the_english_paper():
    words = wording("en-GB")

    assert words.turn_to_page(5) == "Turn to page\u00a05"
    assert words.from_page(1) == "From page\u00a01"
    assert words.issue("2566") == "Issue\u00a02566"
    assert words.page(6) == "page\u00a06"
    assert plain(words.page_of(1, 2)) == "Page 1 of 2"
    assert plain(words.story_of(1, 34)) == "Story 1 of 34"
    assert words.byline("Isla Rennie") == "By Isla Rennie"


def test_where_it_was_printed_is_said_with_and_without_a_page():
    words = wording("en-GB")
    there = "First printed in issue 2566, 20 November 2026"

    assert plain(words.first_printed("2566", PUBLICATION_DAY, 5)) == f"{there}, page 5"
    assert plain(words.first_printed("2566", PUBLICATION_DAY)) == there


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_can_end_between_a_word_and_its_number(language):
    words = wording(language)

    for sentence in (
        words.page(6),
        words.page_label(6),
        words.turn_to_page(6),
        words.from_page(6),
        words.issue("6"),
    ):
        assert sentence.endswith("\u00a06")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_whole_and_in_house_style(language):
    for sentence in every_sentence(wording(language)):
        assert sentence.strip()
        assert not set(sentence) & set("{}'\"")
        assert set_copy(sentence, language) == sentence


def test_no_two_languages_say_the_same():
    said = {language: every_sentence(wording(language)) for language in LANGUAGES}

    for language in ("de", "fr", "es", "ar", "he"):
        same = set(said[language]) & set(said["en-GB"])
        cognates = {"ISSN", "April", "August", "September", "November"}
        assert {plain(word) for word in same} <= cognates | {"page 6", "Page 6"}


@pytest.mark.parametrize("language", ["nl", "gd", "cy-GB", "", "x-klingon", "english"])
def test_another_language_gets_english(language):
    assert wording(language) == wording("en-GB")


@pytest.mark.parametrize("language", ["de-AT", "DE", "de_CH"])
def test_a_region_does_not_change_the_language(language):
    assert wording(language) == wording("de")
