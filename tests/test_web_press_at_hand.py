"""An issue is read once for all of its files, and again when anything has changed."""

import resource
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from printshop.batch import Limits
from printshop.errors import SourceError
from printshop.press import Edition
from printshop.press.steps import Step, Work
from printshop.web.press.at_hand import AtHand, InHand
from printshop.web.press.freshness import Freshness
from printshop.web.press.planning import Planning
from tests.newsroom import Newsroom
from tests.web_presses import issue, on_the_day, story, web_newsroom

OLD, NEW = "5", "7"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    yield web_newsroom(tmp_path, OLD, NEW)
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    assert soft == hard  # reading has lifted its limit again


@pytest.fixture
def freshness(newsroom: Newsroom) -> Freshness:
    return Freshness(newsroom.root, on_the_day)


class Process:
    """A render process, as far as it reads."""

    def __init__(self, freshness: Freshness) -> None:
        self.freshness, self.at_hand = freshness, AtHand(Limits())

    def read(self, number: str, *, is_kept: bool = True) -> InHand:
        look = self.freshness.look()
        taken = self.at_hand.take(look, issue(number), has_pages=True)
        if is_kept:
            self.at_hand.keep(taken, self.freshness.look())
        return taken


@pytest.fixture
def process(freshness: Freshness) -> Process:
    return Process(freshness)


def test_an_issue_that_is_as_it_was_is_not_read_again(process: Process) -> None:
    assert process.read(OLD) is process.read(OLD)
    assert process.read(NEW) is not process.read(OLD)


def test_an_issue_is_read_again_when_a_story_was_edited(
    process: Process, newsroom: Newsroom
) -> None:
    process.read(OLD)
    newsroom.change(f"issues/{OLD}/story-1.md", "headline: Story 1", "headline: Other")

    headlines = [one.headline for one in process.read(OLD).press.issue.articles]

    assert "Other" in headlines


def test_an_issue_that_was_edited_while_it_was_used_is_put_down(
    process: Process, newsroom: Newsroom
) -> None:
    taken = process.at_hand.take(process.freshness.look(), issue(OLD), has_pages=True)
    place = f"issues/{OLD}/story-1.md"
    newsroom.change(place, "headline: Story 1", "headline: Other")
    process.at_hand.keep(taken, process.freshness.look())
    newsroom.change(place, "headline: Other", "headline: Story 1")

    assert process.read(OLD) is not taken


def test_what_is_known_of_the_latest_issue_stays_until_it_is_edited(
    process: Process, newsroom: Newsroom
) -> None:
    known = process.read(OLD).press.register
    latest = known.issue(NEW)
    assert process.read(NEW).press.register is known
    assert process.read(OLD).press.register.issue(NEW) is latest

    newsroom.change(f"issues/{NEW}/story-1.md", "headline: Story 1", "headline: Other")

    assert process.read(OLD).press.register.issue(NEW) is not latest


def test_a_paper_that_was_edited_is_in_nothing_at_hand(
    process: Process, newsroom: Newsroom
) -> None:
    process.read(OLD)
    newsroom.change("printshop.toml", "The Mole Gazette", "The Mole Herald")

    press = process.read(OLD).press

    assert press.shop.publication.title == "The Mole Herald"
    assert press.register.shop is press.shop


def test_a_sound_story_is_taken_from_an_issue_that_is_not(
    process: Process, newsroom: Newsroom
) -> None:
    newsroom.change(f"issues/{OLD}/story-2.md", "section: News", "section: Nonsense")
    look = process.freshness.look()

    taken = process.at_hand.take(look, story("story-1", OLD), has_pages=True)

    assert [one.slug for one in taken.press.issue.articles] == ["story-1"]
    assert taken.press.register.page(taken.press.issue.article("story-1")) is None
    assert taken.state == ""
    for wanted in (story("story-2", OLD), issue(OLD)):
        with pytest.raises(SourceError, match=r"cannot be read|problem"):
            process.at_hand.take(look, wanted, has_pages=True)


def test_a_story_that_is_not_in_the_issue_is_refused(process: Process) -> None:
    look = process.freshness.look()
    for _ in range(2):
        with pytest.raises(SourceError, match="no story"):
            process.at_hand.take(look, story("nobody", OLD), has_pages=True)
        process.read(OLD)


def test_without_pages_a_story_has_a_key_and_no_page(process: Process) -> None:
    look = process.freshness.look()
    with_page = process.read(OLD).press
    without = process.at_hand.take(look, story("story-1", OLD), has_pages=False).press

    keys = {one.key(Edition.ARTICLE, "story-1") for one in (without, with_page)}

    assert len(keys) == 2
    assert with_page.register.page(with_page.issue.article("story-1")) == 1
    assert without.register.page(without.issue.article("story-1")) is None


def test_who_wants_a_page_waits_for_whoever_makes_up_the_issue(tmp_path: Path) -> None:
    order, heard = list[str](), list[Step]()
    maker = Planning(tmp_path, lambda _: None)

    def wait(number: str) -> None:
        with Planning(tmp_path, heard.append).alone(number, waits=True):
            order.append(number)

    with maker.alone("7", waits=False):
        thread = Thread(target=wait, args=("7",))
        thread.start()
        wait("8")
        with Planning(tmp_path, heard.append).alone("7", waits=False):
            order.append("the issue's own PDF waits for nobody")
        for step in (Step(Work.SETTING, done=2, total=9), Step(Work.MAKING_UP)):
            maker.tell(step)
            while step not in heard:
                sleep(0.01)
        before = order[:]
    thread.join()

    assert before == ["8", "the issue's own PDF waits for nobody"]
    assert order == [*before, "7"]
