"""Search stands whatever people type, and finds what they mean."""

import datetime
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from printshop.issue import Block, BlockKind
from printshop.web.archive import Archive
from printshop.web.archive.index import (
    IndexedIssue,
    IndexedStory,
    SearchedWords,
    open_index,
    put_issue,
)
from printshop.web.archive.nouns import IssueCard, SearchPage, StoryCard, StoryPage
from printshop.web.archive.search import HITS_A_PAGE, MOST_SHOWN
from printshop.web.archive.search_words import (
    MOST_TYPED,
    search_queries,
    searchable,
    shortened,
)
from tests.newsroom import once

_FIRST = datetime.date(2020, 1, 3)
_STORIES = {
    "strike": ("Harbour strike ends", "Nobody won", "The crews went back on Monday."),
    "crane": ("A crane is sold", "For scrap", "The harbour board sold the old crane."),
    "habit": ("The wall don’t care", "", "It said “night boat” and the boat at night."),
    "zoe": ("Zoë Müller’s façade", "", "Pictures of Málaga, Århus and İzmir."),
    "tokyo": ("東京都の港", "", "夜の船は朝に出る。港の新聞。"),
    "arabic": ("الميناء القديم", "", "يَذْهَبُ القاربُ لَيْلًا إلى الجزيرة"),
    "hebrew": ("הנמל הישן", "", "הַסְּפִינָה יוֹצֵאת בַּלַּיְלָה"),
    "hindi": ("बंदरगाह की नाव", "", "रात की नाव सुबह जाती है"),
    "figures": ("Cost is £1,200 for C3PO", "", "In 2026 it was 47 days."),
}


def _issue(number: str, stories: Sequence[tuple[str, str, str, str]]) -> IndexedIssue:
    date = _FIRST + datetime.timedelta(weeks=int(number))
    indexed = []
    for slug, headline, standfirst, text in stories:
        card = StoryCard(
            *(number, slug, headline, "News", date, "en-GB"), standfirst=standfirst
        )
        body = (Block(BlockKind.PARAGRAPH, text, text),)
        words = map(searchable, (headline, standfirst, "News Ada Fell", text))
        page = StoryPage(card, date, body)
        indexed.append(IndexedStory(page, False, SearchedWords(*words)))
    card = indexed[0].page.card
    head = IssueCard(number, date, len(indexed), card, (card.headline,))
    return IndexedIssue(head, number, tuple(indexed))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Stories of many tongues, and very many about one lamp."""

    def make(root: Path) -> None:
        with closing(open_index(root)) as connection:
            told = [(slug, *words) for slug, words in _STORIES.items()]
            put_issue(connection, _issue("1", told))
            for number in range(2, 14):
                lamps = [
                    (f"lamp-{at}", f"Story {at} of {number}", "", "The lamp is lit.")
                    for at in range(50)
                ]
                put_issue(connection, _issue(str(number), lamps))
            old_lamp = [("lamp", "The lamp of old", "", "It went out on Har.")]
            put_issue(connection, _issue("0", old_lamp))

    return Archive(once(tmp_path_factory, "web-archive-search", make))


def _slugs(found: SearchPage) -> set[str]:
    return {hit.card.slug for hit in found.hits}


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("harbour", {"strike", "crane"}),
        ("HARBOUR  Strike", {"strike"}),
        ("harb", {"strike", "crane"}),
        ("harb str", set()),
        ("harbour str", {"strike"}),
        ('"night boat"', {"habit"}),
        ('"boat night"', set()),
        ("boat night", {"habit"}),
        ("“night boat”", {"habit"}),
        ('"night boat', {"habit"}),
        ("don't", {"habit"}),
        ("don’t care", {"habit"}),
        ("zoe muller facade", {"zoe"}),
        ("ZOË MÜLLER", {"zoe"}),
        ("Zoe\u0308", {"zoe"}),
        ("malaga arhus", {"zoe"}),
        ("東京", {"tokyo"}),
        ("東京都の港", {"tokyo"}),
        ("京東", set()),
        ("新聞", {"tokyo"}),
        ("يذهب", {"arabic"}),
        ("القارب ليلا", {"arabic"}),
        ("الميناء", {"arabic"}),
        ("הספינה", {"hebrew"}),
        ("נמל", set()),
        ("בַּלַּיְלָה", {"hebrew"}),
        ("नाव", {"hindi"}),
        ("£1,200", {"figures"}),
        ("c3po", {"figures"}),
        ("2026", {"figures"}),
        ("Ada Fell harbour", {"strike", "crane"}),
        ("harbour OR crane", set()),
        ("harbour NOT strike", set()),
        ("harbour -strike", {"strike"}),
        ("headline:harbour", set()),
        ("harb*", {"strike", "crane"}),
        ("harb* strike", {"strike"}),
        ("(harbour)", {"strike", "crane"}),
        ("harbour + strike", {"strike"}),
        ("^harbour", {"strike", "crane"}),
        ("NEAR(harbour strike)", set()),
        ("harbour 🚢", {"strike", "crane"}),
        ("har\u00adbour", {"strike", "crane"}),
    ],
)
def test_what_was_typed_is_found(archive: Archive, typed: str, slugs: set[str]) -> None:
    assert _slugs(archive.search(typed)) == slugs


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', '""', "*", "'", "---", "?!…", "🚢", "_", "\x00", "—–", '"*"'],
)
def test_without_a_word_nothing_is_found(archive: Archive, typed: str) -> None:
    found = archive.search(typed)

    assert (found.hits, found.total, found.page, found.pages) == ((), 0, 1, 1)


@given(typed=st.text(max_size=400), page=st.integers())
@example(typed="harbour " * 1500, page=1)
@example(typed='"' * 10_000, page=1)
@example(typed="(" * 10_000, page=1)
@example(typed="a" * 10_000, page=10**30)
@example(typed=' AND NOT NEAR/2 ^harbour* : {headline} - + "', page=0)
@example(typed="\ud800 harbour", page=1)
@example(typed="harbour\x00strike", page=1)
@example(typed="२ ² ½ Ⅷ ① 𝟗", page=1)
@example(typed="\u0301\u064b\u0640", page=1)
@example(typed="a\u200bb", page=1)
def test_search_stands_whatever_is_typed(
    archive: Archive, typed: str, page: int
) -> None:
    found = archive.search(typed, page)

    assert 1 <= found.page <= found.pages
    assert len(found.hits) <= HITS_A_PAGE
    assert len(found.query) <= MOST_TYPED


@given(
    parts=st.lists(
        st.sampled_from(
            [
                *(
                    "harbour",
                    "boat",
                    "港",
                    "القارب",
                    '"',
                    "“",
                    "*",
                    "AND",
                    "NEAR(",
                    ":",
                ),
                *("^", "+", " ", "'", ")", "\x00", "\u00ad", "🚢", "_", "1,200", "{"),
            ]
        ),
        max_size=30,
    )
)
def test_search_stands_whatever_words_and_signs_are_mixed(
    archive: Archive, parts: list[str]
) -> None:
    archive.search("".join(parts))


@given(typed=st.text(max_size=300))
def test_a_query_holds_nothing_but_quoted_words(typed: str) -> None:
    for query in search_queries(typed):
        outside = query.split('"')[::2]
        assert set("".join(outside).replace(" AND ", "")) <= {"*"}


@given(text=st.text(max_size=300))
def test_what_is_indexed_is_the_same_when_it_is_written_twice(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)


def test_what_was_typed_is_shown_on_one_short_line() -> None:
    assert shortened("  night\n\t boat ") == "night boat"
    assert len(shortened("word " * 999)) <= MOST_TYPED


def test_a_headline_comes_before_the_text(archive: Archive) -> None:
    found = archive.search("harbour")

    assert [hit.card.slug for hit in found.hits] == ["strike", "crane"]


def test_whole_words_come_before_begun_ones(archive: Archive) -> None:
    assert search_queries("night bo") == ('"night" AND "bo"', '"night" AND "bo"*')
    assert search_queries("night bo*") == ('"night" AND "bo"*',)
    assert search_queries('night "bo"') == ('"night" AND "bo"',)

    found = [hit.card.slug for hit in archive.search("har").hits]
    assert found == ["lamp", "strike", "crane"]


def test_what_was_searched_for_is_marked(archive: Archive) -> None:
    strike, crane = archive.search("harbour").hits

    marked = [words.text for words in strike.headline if words.is_match]
    assert marked == ["Harbour"]
    assert "".join(words.text for words in strike.headline) == strike.card.headline
    assert [words.text for words in strike.excerpt] == ["Nobody won"]
    assert [words.text for words in crane.excerpt if words.is_match] == ["harbour"]


def test_of_very_many_stories_the_newest_are_shown_and_all_headlines(
    archive: Archive,
) -> None:
    found = archive.search("lamp")

    assert found.is_more
    assert (found.total, found.pages) == (MOST_SHOWN, MOST_SHOWN // HITS_A_PAGE)
    assert found.hits[0].card.number == "0"
    dates = [hit.issue_date for hit in found.hits[1:]]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] == _FIRST + datetime.timedelta(weeks=13)


def test_pages_of_a_search_show_every_story_once(archive: Archive) -> None:
    seen = [
        (hit.card.number, hit.card.slug)
        for page in range(1, archive.search("lamp").pages + 1)
        for hit in archive.search("lamp", page).hits
    ]

    assert len(seen) == len(set(seen)) == MOST_SHOWN
    assert archive.search("lamp", 999) == archive.search("lamp", 25)
