"""A file is made when a reader asks for it, once, and is always of today's copy."""

import asyncio
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from printshop.batch import Wanted
from printshop.errors import SourceError
from printshop.press import Edition
from printshop.web.nouns import Made, NotMade, Progress, QueueFull, Stage, Trouble
from tests.newsroom import Newsroom
from tests.printed import poppler_pages
from tests.web_presses import (
    Office,
    day_in,
    issue,
    opened,
    story,
    web_newsroom,
)

LATEST = "99"
NUMBERS = (*map(str, range(1, 10)), LATEST)
"""Each test has an issue of its own in the shared newsroom; nobody edits the latest."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("web-press")
    newsroom = web_newsroom(folder / "paper", *NUMBERS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        with opened(newsroom.root) as office:
            yield office


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return web_newsroom(tmp_path / "paper")


def newsroom_of(office: Office) -> Newsroom:
    return Newsroom(office.press.shop.workspace.root)


def words_of(made: Made) -> str:
    return " ".join(" ".join(poppler_pages(made.path)).split())


def test_two_hundred_readers_of_two_processes_have_a_file_made_once(
    shared: Office,
) -> None:
    wanted = story("story-1", "1")

    async def all_get(press_of: Office) -> list[Made | NotMade]:
        asked = (press_of.press.get(wanted) for _ in range(100))
        return list(await asyncio.gather(*asked))

    with opened(newsroom_of(shared).root) as other:
        there = other.begin(all_get(other))
        here = shared.do(all_get(shared))
        both = {*here, *there.result(60)}

    (made,) = both
    assert isinstance(made, Made)
    assert shared.outcomes("1") + other.outcomes("1") == ["printed"]
    assert shared.do(shared.press.standing(wanted)) == made


def test_who_waits_is_told_of_every_step_and_the_last_is_the_file(
    shared: Office,
) -> None:
    stages: list[Stage] = []
    *told, made = shared.follow(issue("2"), lambda step: stages.append(step.stage))

    assert isinstance(made, Made)
    assert all(isinstance(one, Progress) for one in told)
    in_order = list(Stage)
    assert stages == sorted(stages, key=in_order.index)
    assert {Stage.LOOKING, Stage.WRITING} <= set(stages)
    assert shared.follow(issue("2")) == [made]


def test_an_issue_that_was_made_has_covers_and_knows_its_pages(shared: Office) -> None:
    assert shared.press.pages_of("3") is None
    made = shared.get(issue("3"))

    small, large = (shared.do(shared.press.cover("3", w)) for w in (480, 960))

    assert small
    assert large
    assert small.key == large.key == made.key
    assert small.path.read_bytes()[8:12] == b"WEBP"
    pages, printed = shared.press.pages_of("3"), poppler_pages(made.path)
    assert pages
    assert sorted(pages) == ["story-1", "story-2"]
    for slug, page in pages.items():
        assert slug.replace("-", " ").capitalize() in printed[page - 1]


def test_an_edited_story_has_another_file_at_once(shared: Office) -> None:
    wanted, neighbour = story("story-1", "4"), story("story-2", "4")
    before, untouched = shared.get(wanted), shared.get(neighbour)
    newsroom_of(shared).change(
        "issues/4/story-1.md", "headline: Story 1", "headline: A"
    )

    assert shared.do(shared.press.standing(wanted)) is None
    after = shared.get(wanted)

    assert after.sha256 != before.sha256
    assert before.path.is_file()  # whoever reads it now reads it to its end
    assert shared.get(neighbour) == untouched
    assert shared.outcomes("4") == ["printed", "printed", "printed", "same"]


def test_a_story_that_is_edited_while_it_is_printed_is_printed_again(
    shared: Office,
) -> None:
    newsroom, place = newsroom_of(shared), "issues/5/story-1.md"

    def edit(step: Progress) -> None:
        text = (newsroom.root / place).read_text("utf-8")
        if step.stage == Stage.WRITING and "harbour board" in text:
            newsroom.change(place, "harbour board", "lighthouse board")

    made = shared.follow(issue("5"), edit)[-1]

    assert isinstance(made, Made)
    assert "lighthouse board" in words_of(made)
    assert shared.do(shared.press.standing(issue("5"))) == made


def test_what_cannot_be_printed_is_tried_once_and_again_when_it_was_mended(
    shared: Office,
) -> None:
    newsroom, place = newsroom_of(shared), "issues/6/story-1.md"
    newsroom.change(place, "section: News", "section: Nonsense")
    wanted, neighbour = story("story-1", "6"), story("story-2", "6")

    failed, again = shared.fail(wanted), shared.fail(wanted)

    assert failed == again
    assert failed.trouble == Trouble.COPY
    assert "section" in failed.told
    assert shared.outcomes("6") == ["copy"]
    # Its neighbour is printed, but nobody knows on which page it would be.
    assert "Story 2" in words_of(shared.get(neighbour))
    assert shared.fail(issue("6")).trouble == Trouble.COPY
    newsroom.change(place, "section: Nonsense", "section: News")
    assert shared.get(wanted).pages == 1


def test_a_paper_that_cannot_be_read_stops_nothing_but_itself(shared: Office) -> None:
    newsroom, wanted = newsroom_of(shared), story("story-1", "7")
    made = shared.get(wanted)
    newsroom.change("printshop.toml", 'title = "', "title = ")
    try:
        assert shared.fail(wanted).trouble == Trouble.COPY
        assert shared.do(shared.press.standing(wanted)) is None
        assert shared.press.shop.publication.title == "The Mole Gazette"
    finally:
        newsroom.change("printshop.toml", "title = ", 'title = "')
    assert shared.get(wanted) == made


def test_a_story_in_large_print_has_a_file_of_its_own(shared: Office) -> None:
    large = shared.get(Wanted("8", Edition.LARGE_PRINT, "story-1"))
    whole = shared.get(Wanted("8", Edition.LARGE_PRINT))

    assert "tide 1 of 8" in words_of(large)
    assert "tide 2 of 8" not in words_of(large)
    assert "tide 2 of 8" in words_of(whole)


def test_a_cover_is_drawn_ahead_when_there_is_nothing_else_to_do(
    shared: Office,
) -> None:
    shared.do(shared.press.want_cover("9"))
    shared.wait_for(lambda: shared.outcomes("9") == ["printed"])

    assert shared.do(shared.press.cover("9", 480))
    shared.do(shared.press.want_cover("9"))
    shared.do(shared.press.want_cover("no such issue"))
    assert shared.get(issue("9")).pages == 4
    assert shared.outcomes("9") == ["printed"]


def test_an_unknown_issue_or_story_is_not_made(shared: Office) -> None:
    assert shared.fail(story("no-such-story", LATEST)).trouble == Trouble.COPY
    assert shared.fail(issue("no-such-issue")).trouble == Trouble.COPY


def test_the_press_tells_that_it_prints(shared: Office) -> None:
    health = shared.do(shared.press.probe(60))

    assert health.last_render_at is not None
    assert health.is_well(health.last_render_at)
    assert not health.told


def test_what_is_printed_after_midnight_says_so(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    calendar = tmp_path / "today"
    calendar.write_text("2026-11-22")
    with opened(newsroom.root, partial(day_in, calendar)) as office:
        before = office.get(story())
        calendar.write_text("2028-11-22")

        assert office.do(office.press.standing(story())) is None
        after = office.get(story())

    assert "over 2 years" in words_of(after)
    assert "over 2 years" not in words_of(before)


def test_a_layout_that_is_edited_is_printed_by_a_fresh_process(
    newsroom: Newsroom,
) -> None:
    shipped = Path(__file__).parents[1] / "layouts" / "article"
    with opened(newsroom.root) as office:
        before = office.get(story())
        newsroom.write(
            {
                f"layouts/article/{path.relative_to(shipped)}": path.read_bytes()
                for path in shipped.rglob("*")
                if path.is_file()
            }
        )
        style = newsroom.root / "layouts" / "article" / "article.css"
        css = style.read_text("utf-8")
        style.write_text(f"{css}\nbody {{ color: #123456 }}\n", "utf-8")

        assert office.get(story()).sha256 != before.sha256
        assert office.outcomes() == ["printed", "printed"]
        assert office.press.figures().deaths == 0


def test_a_full_queue_refuses_at_once_and_says_when_to_come_again(
    newsroom: Newsroom,
) -> None:
    wanted = [story("story-1"), story("story-2"), issue()]

    async def ask_for_all(office: Office) -> list[int]:
        refused = []
        for one in wanted:
            try:
                await office.press.order(one)
            except QueueFull as full:
                refused.append(full.retry_after_s)
        return refused

    with opened(newsroom.root, queue=1) as office:
        refused = office.do(ask_for_all(office))

        assert refused
        assert all(1 <= seconds <= 600 for seconds in refused)
        assert office.press.figures().refused == len(refused)
        office.wait_for(lambda: len(office.outcomes()) == len(wanted) - len(refused))
        assert office.get(issue()).pages == 4


def test_the_press_needs_a_place_to_write(newsroom: Newsroom) -> None:
    (newsroom.root / ".printshop").write_text("in the way")
    with pytest.raises(SourceError, match="let printshop write"), opened(newsroom.root):
        pass


def test_a_paper_without_an_issue_has_a_press_that_is_well(
    newsroom: Newsroom,
) -> None:
    (newsroom.root / "issues").rename(newsroom.root / "later")
    with opened(newsroom.root) as office:
        health = office.do(office.press.probe(60))

        assert not health.told
        assert health.is_probe
        assert office.fail(issue()).trouble == Trouble.COPY


def test_what_is_cleared_away_by_hand_is_made_again(shared: Office) -> None:
    made = shared.get(story("story-2", "8"))
    folder = newsroom_of(shared).root / ".printshop" / "web"
    for name in ("files", "scratch", "plans"):
        shutil.rmtree(folder / name)

    again = shared.get(story("story-2", "8"))

    assert again.sha256 == made.sha256
    assert again.path.is_file()
