"""What a PDF is made from is told from files: every edit shows at once."""

import datetime
import os
from pathlib import Path

import pytest

from printshop.batch import Wanted
from printshop.batch.manifest import IssueNotes
from printshop.errors import PrintshopError
from printshop.press import Edition
from printshop.web.press.freshness import Freshness
from tests.newsroom import Newsroom
from tests.web_presses import DAY, issue, on_the_day, story, web_newsroom

OLD, NEW = "5", "7"
NOTES = IssueNotes((("2026-11-20", "en-GB"),), ())


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return web_newsroom(tmp_path, OLD, NEW)


@pytest.fixture
def freshness(newsroom: Newsroom) -> Freshness:
    return Freshness(newsroom.root, on_the_day)


def large(number: str, slug: str | None = None) -> Wanted:
    return Wanted(number, Edition.LARGE_PRINT, slug)


ALL = (issue(OLD), story("story-1", OLD), large(OLD), large(OLD, "story-1"))


def changed(freshness: Freshness, before: dict[Wanted, str]) -> set[Wanted]:
    after = states(freshness)
    return {wanted for wanted in ALL if before[wanted] != after[wanted]}


def states(freshness: Freshness) -> dict[Wanted, str]:
    look = freshness.look()
    return {wanted: look.print_state(wanted, NOTES) for wanted in ALL}


def test_without_an_edit_nothing_changes(freshness: Freshness) -> None:
    assert changed(freshness, states(freshness)) == set()


def test_an_edit_of_the_same_size_at_the_same_moment_is_seen(
    newsroom: Newsroom, freshness: Freshness
) -> None:
    file = newsroom.root / "issues" / OLD / "story-1.md"
    before, told = states(freshness), file.stat()

    newsroom.change(
        f"issues/{OLD}/story-1.md", "headline: Story 1", "headline: Story 9"
    )
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))

    assert changed(freshness, before) == set(ALL)


def test_an_edit_that_is_taken_back_leaves_what_was_before(
    newsroom: Newsroom, freshness: Freshness
) -> None:
    before = states(freshness)
    newsroom.change("printshop.toml", "Gazette", "Herald")
    assert changed(freshness, before) == set(ALL)

    newsroom.change("printshop.toml", "Herald", "Gazette")

    assert changed(freshness, before) == set()
    assert freshness.look().shop.publication.title == "The Mole Gazette"


def test_the_latest_issue_is_in_what_every_story_says_but_in_no_page(
    newsroom: Newsroom, freshness: Freshness
) -> None:
    before = states(freshness)

    newsroom.change(f"issues/{NEW}/story-1.md", "headline: Story 1", "headline: Other")

    assert changed(freshness, before) == {ALL[1], ALL[3]}


def test_a_new_issue_is_the_latest_at_once(
    newsroom: Newsroom, freshness: Freshness
) -> None:
    before = states(freshness)

    newsroom.issue("8", DAY)
    newsroom.story("8/story-1", "A boat came in.")

    assert changed(freshness, before) == {ALL[1], ALL[3]}
    assert freshness.look().shop.workspace.latest_number == "8"


def test_midnight_changes_what_tells_its_age_and_only_when_the_words_change(
    newsroom: Newsroom,
) -> None:
    days = [DAY]
    freshness = Freshness(newsroom.root, lambda: days[-1])
    before = states(freshness)

    days.append(DAY + datetime.timedelta(days=1))
    assert changed(freshness, before) == set()
    days.append(DAY + datetime.timedelta(days=800))
    assert changed(freshness, before) == set(ALL) - {issue(OLD)}


@pytest.mark.parametrize(
    ("layout", "of"),
    [
        ("article", {ALL[1], ALL[3]}),
        ("large-print", {ALL[1], ALL[2], ALL[3]}),
        ("tabloid", {ALL[0], ALL[1], ALL[3]}),
        ("web", set()),
    ],
)
def test_a_layout_changes_what_is_made_of_it_and_the_stories_of_its_pages(
    newsroom: Newsroom, freshness: Freshness, layout: str, of: set[Wanted]
) -> None:
    (newsroom.root / "layouts").mkdir()
    before = states(freshness)

    newsroom.write({f"layouts/{layout}/more.css": "p { color: red }"})

    assert changed(freshness, before) == of


def test_a_paper_that_cannot_be_read_says_so(
    newsroom: Newsroom, freshness: Freshness
) -> None:
    before = states(freshness)
    newsroom.change("printshop.toml", 'title = "', "title = ")

    with pytest.raises(PrintshopError):
        freshness.look()

    newsroom.change("printshop.toml", "title = ", 'title = "')
    assert changed(freshness, before) == set()


def test_an_issue_that_is_taken_away_is_told_from_one_that_is_there(
    newsroom: Newsroom, freshness: Freshness
) -> None:
    before = states(freshness)
    assert freshness.look().copy_state(OLD)

    (newsroom.root / "issues" / OLD).rename(newsroom.root / "issues" / "_taken-away")

    assert changed(freshness, before) == set(ALL)
    assert freshness.look().copy_state(OLD) == ""
    assert not freshness.look().has(OLD)
