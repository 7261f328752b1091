"""What readers of the web are shown of issues and stories."""

import dataclasses
import datetime
import os
from pathlib import Path

import pytest

from printshop.issue import Form, Picture
from printshop.web.archive import Archive, Copyreader
from printshop.web.archive.index import FILE, open_index
from printshop.web.archive.json_form import as_json, from_json
from printshop.web.archive.nouns import IssueCard, StoryPage
from printshop.web.archive.showing import shown_picture
from tests.newsroom import DATE, OLD_DATE, Newsroom, bare_newsroom, once, small_newsroom


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small paper that has been read; only to be looked at."""

    def make(place: Path) -> None:
        small_newsroom(place)
        read(place)

    return once(tmp_path_factory, "web-archive", make)


@pytest.fixture(scope="module")
def archive(root: Path) -> Archive:
    return Archive(root)


def read(root: Path) -> tuple[str, ...]:
    """Let a copyreader look at everything, long after it was written."""
    for path in root.rglob("issues/**/*"):
        os.utime(path, ns=(path.stat().st_mtime_ns - 10**10,) * 2)
    copyreader = Copyreader(root)
    try:
        return copyreader.read_all()
    finally:
        copyreader.close()


def test_issues_are_listed_newest_first(archive: Archive) -> None:
    shown = archive.issues()

    assert [card.number for card in shown.issues] == ["7", "3"] == [*archive.numbers()]
    assert (shown.page, shown.pages, shown.total) == (1, 1, 2)
    assert shown.issues[0].date == DATE
    assert shown.issues[0].next_week == "The crane"
    assert shown.issues[0].lead is not None
    assert shown.issues[0].lead.slug == "sea-wall"
    assert shown.issues[0].story_count == 13


def test_an_issue_is_shown_from_its_date_on(root: Path) -> None:
    day = [DATE - datetime.timedelta(days=1)]
    archive = Archive(root, today=lambda: day[0])
    shown = Archive(root).story("7", "sea-wall")
    assert shown is not None
    picture = shown.pictures[0].name

    def seen() -> list[bool]:
        older = archive.issue("3")
        assert older is not None
        return [
            "7" in archive.numbers(),
            "7" in [card.number for card in archive.issues().issues],
            archive.has("7"),
            archive.has("7", "sea-wall"),
            archive.issue("7") is not None,
            archive.story("7", "sea-wall") is not None,
            older.newer is not None,
            "7" in [card.number for card in archive.latest_news(9)],
            bool(archive.more_from("7", "sea-wall")),
            archive.search("sea wall").total > 0,
            "7" in [entry.number for entry in archive.site_map()],
            archive.site_map_size() == Archive(root).site_map_size(),
            archive._shelf.picture("7", picture) is not None,
        ]

    assert not any(seen())

    day[0] = DATE  # midnight has come; nothing is opened again

    assert all(seen())


def test_issues_of_one_day_are_listed_as_people_count(tmp_path: Path) -> None:
    newsroom = bare_newsroom(tmp_path)
    for number in ("10", "9"):
        newsroom.issue(number)
        newsroom.story(f"{number}/one", "Copy.")
    read(tmp_path)

    assert Archive(tmp_path).numbers() == ("10", "9", "7")


def test_a_page_beyond_the_last_is_the_last(archive: Archive) -> None:
    assert archive.issues(99) == archive.issues(-5) == archive.issues(1)


def test_an_issue_has_its_sections_and_the_issues_beside_it(archive: Archive) -> None:
    newest, oldest = archive.issue("7"), archive.issue("3")
    assert newest is not None
    assert oldest is not None

    assert [section.name for section in newest.sections] == ["News", "Culture"]
    assert [card.slug for card in newest.sections[0].stories][:3] == [
        "sea-wall",
        "night-boat",
        "new-crane",
    ]
    assert newest.newer is None
    assert newest.older == oldest.card
    assert oldest.newer == newest.card
    assert oldest.older is None


@pytest.mark.parametrize("number", ["8", "", "../7", "7/", "7\0", "7' OR 1=1 --", "七"])
def test_what_is_no_issue_is_none(archive: Archive, number: str) -> None:
    assert archive.issue(number) is None
    assert archive.story(number, "sea-wall") is None
    assert archive.more_from(number, "sea-wall") == ()


def test_a_story_is_shown_whole(archive: Archive) -> None:
    story = archive.story("7", "the-last-lamp")
    assert story is not None

    card = story.card
    assert card.headline == "The last lamp of the harbour is trimmed by hand"
    assert card.standfirst == "A day with the man who lights it"
    assert (card.form, card.section) == (Form.FEATURE, "Culture")
    assert card.language == "en-GB"
    assert card.authors == ("Ada Fell",)
    assert (card.date, story.issue_date) == (DATE, DATE)
    assert [block.kind.value for block in story.body].count("table") == 1
    assert story.fact_boxes[0].rows[0].figure == "1868"
    assert story.url == "https://gazette.example/the-last-lamp"
    assert story.pictures[0] == card.picture
    assert story.pictures[0].caption == "The lamp, lit"
    assert (story.pictures[0].focus_x, story.pictures[0].focus_y) == (0.5, 0.2)


def test_a_pull_quote_knows_the_block_that_its_words_stand_in(archive: Archive) -> None:
    story = archive.story("7", "the-last-lamp")
    assert story is not None
    (at,) = story.quoted_blocks

    assert story.pull_quotes[0].text in story.body[at].text


def test_a_columnists_portrait_is_no_picture_of_the_story(
    tmp_path: Path,
) -> None:
    newsroom = bare_newsroom(tmp_path)
    newsroom.picture("pictures/nan.png", (300, 400))
    newsroom.story(
        "7/leek",
        "Copy.",
        form="column",
        byline="Nan Dunnet",
        pictures=[{"file": "nan.png", "alt": "Nan Dunnet", "credit": "N"}],
    )
    read(tmp_path)
    story = Archive(tmp_path).story("7", "leek")
    assert story is not None

    assert story.head_shot is not None
    assert story.head_shot.alt == "Nan Dunnet"
    assert story.pictures == ()
    assert story.card.picture is None


def test_nouns_come_back_from_json_as_they_were(archive: Archive) -> None:
    for slug in ("sea-wall", "the-last-lamp", "letter-hail-kerr", "a-late-leek"):
        story = archive.story("7", slug)
        assert story is not None
        assert from_json(StoryPage, as_json(story)) == story
    card = archive.issues().issues[0]
    assert from_json(IssueCard, as_json(card)) == card


def test_read_more_lists_what_is_named_then_the_latest_news(archive: Archive) -> None:
    story = archive.story("7", "sea-wall")
    assert story is not None
    links = archive.read_more(story)

    assert [(link.number, link.slug) for link in links] == [
        ("3", "first-frost"),
        ("7", "the-last-lamp"),
        ("7", "night-boat"),
    ]
    assert links[0].title == "The first frost was early"
    assert (links[0].date, links[0].page) == (OLD_DATE, 5)


def test_read_more_of_an_old_story_is_the_news_of_the_newest_issue(
    archive: Archive,
) -> None:
    story = archive.story("3", "old-pier")
    assert story is not None
    slugs = [link.slug for link in archive.read_more(story)]

    assert slugs == ["sea-wall", "night-boat", "new-crane"]
    assert slugs == [card.slug for card in archive.latest_news(3)]


def test_more_from_an_issue_begins_after_the_story(archive: Archive) -> None:
    shown = archive.more_from("7", "night-boat", 3)

    assert [card.slug for card in shown][:2] == ["new-crane", "fish-market"]
    everything = archive.more_from("7", "night-boat", 99)
    assert len(everything) == 12
    assert "night-boat" not in {card.slug for card in everything}
    assert everything[-1].slug == "sea-wall"


def test_how_old_a_story_is_depends_on_the_day(archive: Archive) -> None:
    story = archive.story("3", "first-frost")
    assert story is not None

    assert archive.age_notice(story.card, datetime.date(2021, 2, 13)) == ""
    assert "1\u00a0year" in archive.age_notice(story.card, datetime.date(2021, 2, 14))
    assert "6\u00a0years" in archive.age_notice(story.card, DATE)


def test_pages_are_those_of_the_plan_unless_the_newsroom_has_said_them(
    root: Path,
) -> None:
    plans = {"7": {"sea-wall": 4, "night-boat": 1}, "3": {"first-frost": 9}}
    archive = Archive(root, plans.get)
    issue, old = archive.issue("7"), archive.story("3", "first-frost")
    assert issue is not None
    assert old is not None

    cards = [card for section in issue.sections for card in section.stories]
    assert [(card.slug, card.page) for card in cards][:3] == [
        ("night-boat", 1),
        ("sea-wall", 4),
        ("new-crane", None),
    ]
    assert old.card.page == 5
    assert archive.search("sea wall").hits[0].card.page == 4


def test_pages_of_a_kept_flatplan_are_known_without_a_plan(tmp_path: Path) -> None:
    newsroom = bare_newsroom(tmp_path)
    kept = '[[pages]]\nnumber = 5\nstories = ["sea-wall"]\n'
    newsroom.write({"issues/7/flatplan.tabloid.toml": kept})
    read(tmp_path)
    story = Archive(tmp_path).story("7", "sea-wall")
    assert story is not None

    assert story.card.page == 5


def test_the_site_map_names_every_page_once(archive: Archive) -> None:
    entries = list(archive.site_map())
    named = [(entry.number, entry.slug) for entry in entries]

    assert len(named) == len(set(named)) == 2 + 13 + 2
    assert len(named) == archive.site_map_size()
    assert named[0] == ("7", "")
    assert entries[-1].date == OLD_DATE


def _picture(width: int, height: int, *, is_vector: bool = False) -> Picture:
    return Picture(
        *("w", Path("Wall at dusk.png"), "A wall"),
        width_px=width,
        height_px=height,
        is_vector=is_vector,
        sha256="0123456789abcdef",
    )


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4000, 3000), (480, 960, 1600)),
        ((1600, 900), (480, 960, 1600)),
        ((1200, 900), (480, 960, 1200)),
        ((1000, 900), (480, 1000)),
        ((480, 300), (480,)),
        ((90, 90), (90,)),
        ((1, 50_000), (1,)),
        ((2000, 20_000), (400,)),
    ],
)
def test_pictures_are_had_in_widths_worth_having(
    size: tuple[int, int], widths: tuple[int, ...]
) -> None:
    shown = shown_picture(_picture(*size))

    assert shown.widths == widths
    assert shown.name == "wall-at-dusk-01234567"


def test_a_drawing_is_had_in_all_widths_and_has_the_size_it_was_drawn_for() -> None:
    shown = shown_picture(_picture(7200, 3600, is_vector=True))

    assert shown.widths == (480, 960, 1600)
    assert (shown.width_px, shown.height_px) == (96, 48)
    assert shown.is_drawing


def test_an_index_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    newsroom: Newsroom = bare_newsroom(tmp_path)
    read(newsroom.root)
    connection = open_index(tmp_path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()

    assert Archive(tmp_path).numbers() == ()
    assert read(tmp_path) == ()
    assert Archive(tmp_path).search("sea wall").total == 1


def test_an_index_that_is_cleared_away_or_damaged_is_begun_anew(
    tmp_path: Path,
) -> None:
    bare_newsroom(tmp_path)
    read(tmp_path)
    archive = Archive(tmp_path)
    assert archive.numbers() == ("7",)
    for end in ("", "-wal", "-shm"):
        Path(f"{tmp_path / FILE}{end}").unlink(missing_ok=True)
    assert archive.numbers() == ()
    read(tmp_path)
    assert archive.numbers() == ("7",)

    (tmp_path / FILE).write_bytes(b"no data base" * 999)
    assert Archive(tmp_path).numbers() == ()


def test_a_card_has_a_headline_for_little_room(archive: Archive) -> None:
    story = archive.story("7", "sea-wall")
    assert story is not None

    assert story.card.teaser_headline == "The wall that habit built"
    bare = dataclasses.replace(story.card, short_headline="")
    assert bare.teaser_headline == story.card.headline
