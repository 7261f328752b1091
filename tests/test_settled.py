"""What an editor has settled stands: pins, marks, sections, wishes, locked pages.

On the small paper, whose pages are made up in no time.
"""

import functools
from dataclasses import replace
from typing import Any

import pytest

from printshop.errors import CopyfitError
from printshop.flatplan import (
    Desk,
    Flatplan,
    FrameKind,
    Kept,
    PagePlan,
    PieceKind,
    Placement,
    plan_issue,
)
from printshop.flatplan.memory import Memory
from printshop.issue import Article, Issue
from tests import desks
from tests.desks import issue_of, legs_of, picture, shipped, story

SECTIONS = ("News", "Business", "Sport")


def desk_of(issue: Issue) -> Desk:
    return desks.desk_of(issue, shipped("a4"))


def stories(count: int = 12, **fields: Any) -> list[Article]:
    return [
        story(
            f"s{n:02}",
            110 + 23 * (n % 7),
            section=SECTIONS[n * len(SECTIONS) // count],
            rank=n,
            pictures=(picture(),) if n % 2 else (),
            **fields,
        )
        for n in range(count)
    ]


def with_fields(articles: list[Article], slug: str, **fields: Any) -> list[Article]:
    return [
        replace(article, **fields) if article.slug == slug else article
        for article in articles
    ]


def plan_of(articles: list[Article], **fields: Any) -> Flatplan:
    issue = replace(issue_of(articles, sections=SECTIONS), **fields)
    return plan_issue(desk_of(issue), house_ads=2)


def large_plan_of(articles: list[Article]) -> Flatplan:
    """Plan on large pages, on which there is a choice of widths."""
    return plan_issue(desks.desk_of(issue_of(articles, sections=SECTIONS)), 2)


def widths(plan: Flatplan, slug: str) -> list[int]:
    return [
        one.columns
        for page in plan.pages
        for one in page.placements
        if one.name == slug and one.kind == PieceKind.STORY
    ]


@pytest.mark.parametrize("page", [2, 4, 6])
def test_a_pinned_story_begins_on_its_page(page: int) -> None:
    plan = plan_of(with_fields(stories(), "s08", page=page), pages=6)

    assert plan.first_page_of("s08") == page
    assert not plan.held


def test_a_long_pinned_story_goes_on_on_the_page_after() -> None:
    long = [*stories(), story("long", 900, section="Business", rank=60, page=4)]
    plan = plan_of(long, pages=12)

    assert plan.pages_of("long")[:2] == (4, 5)


def test_a_story_pinned_beyond_the_last_page_is_told() -> None:
    with pytest.raises(CopyfitError, match="pinned to page 12 of 6") as caught:
        plan_of(with_fields(stories(), "s08", page=12), pages=6)
    assert "s08" in str(caught.value)


def test_stories_pinned_to_a_page_that_cannot_take_them_are_named() -> None:
    tight = stories()
    for slug in ("s03", "s04", "s05", "s06", "s07", "s08"):
        tight = with_fields(tight, slug, page=3, body=stories(1)[0].body * 6)
    with pytest.raises(CopyfitError, match="page 3") as caught:
        plan_of(tight, pages=12)
    assert "s05" in str(caught.value)


def test_a_story_marked_for_the_front_page_stands_there() -> None:
    plan = plan_of(with_fields(stories(), "s05", is_front=True))

    assert plan.first_page_of("s05") == 1
    assert plan.first_page_of("s00") == 1, "the lead still leads"


@pytest.mark.parametrize("start", [4, 5])
def test_a_section_starts_where_the_issue_says(start: int) -> None:
    plan = plan_of(stories(), section_pages=(("Business", start),), pages=12)

    first = [one.section for one in plan.pages[start - 1].placements if one.section]
    assert set(first) == {"Business"}
    assert min(plan.section_pages()["Business"]) == start
    assert max(plan.section_pages()["News"]) < start


CROWD = stories(11)


@pytest.fixture(scope="module")
def crowded_plan() -> Flatplan:
    """Copy for four pages on two."""
    return plan_of(CROWD, pages=2)


def test_what_has_no_room_on_the_pages_that_were_given_is_held(
    crowded_plan: Flatplan,
) -> None:
    assert len(crowded_plan.pages) == 2
    assert crowded_plan.held


def test_what_may_hold_is_held_before_what_need_not(crowded_plan: Flatplan) -> None:
    placed = [a.slug for a in CROWD if a.slug not in crowded_plan.held]
    loose = placed[-2:]
    tight = with_fields(CROWD, loose[0], may_hold=True)
    plan = plan_of(with_fields(tight, loose[1], may_hold=True), pages=2)

    assert set(loose) & set(plan.held)


def test_what_must_run_is_not_held(crowded_plan: Flatplan) -> None:
    held = crowded_plan.held[0]
    must = with_fields(CROWD, held, must_run=True)

    assert held not in plan_of(must, pages=2).held


def test_nothing_is_held_where_the_pages_are_not_fixed() -> None:
    assert plan_of([replace(a, may_hold=True) for a in stories()]).held == ()


@pytest.mark.parametrize("columns", [2, 3])
def test_a_wished_width_is_kept_where_the_page_allows_it(columns: int) -> None:
    wished = with_fields(stories(), "s06", columns=columns)

    assert widths(large_plan_of(wished), "s06") == [columns]


def test_a_wished_picture_size_is_kept_where_the_page_allows_it() -> None:
    wide = stories()
    wide = with_fields(wide, "s05", pictures=(replace(picture(), columns=1),))
    plan = large_plan_of(wide)

    shown = [
        frame.columns
        for page in plan.pages
        for one in page.placements
        if one.name == "s05"
        for frame in one.frames
        if frame.kind == FrameKind.PICTURE
    ]
    assert shown == [1]


# --------------------------------------------------------------- locked pages


def kept_of(plan: Flatplan, *numbers: int) -> Kept:
    pages = tuple(
        replace(page, is_locked=True) for page in plan.pages if page.number in numbers
    )
    return Kept(pages, len(plan.pages))


def replanned(issue: Issue, kept: Kept) -> Flatplan:
    return plan_issue(desk_of(issue), house_ads=2, kept=kept)


def unjumped(page: PagePlan) -> list[Placement]:
    """Give what stands on a page, but for the pages that its jump lines name."""
    return [
        replace(one, continued_on=None, continued_from=None) for one in page.placements
    ]


LOCKED = pytest.mark.parametrize(
    "numbers", [(1,), (2,), (4,), (1, 3), (6,), (2, 3, 5)], ids=str
)


@functools.cache
def plan_before() -> Flatplan:
    return plan_issue(desk_of(issue_of(stories(), sections=SECTIONS, pages=6)), 2)


@functools.cache
def plan_after(numbers: tuple[int, ...]) -> Flatplan:
    """Lock pages, turn the ranks of all that is on no locked page round, and plan."""
    before = plan_before()
    on_locked = {slug for n in numbers for slug in before.pages[n - 1].slugs()}
    changed = [
        a if a.slug in on_locked else replace(a, rank=99 - a.rank) for a in stories()
    ]
    issue = issue_of(changed, sections=SECTIONS, pages=6)
    return replanned(issue, kept_of(before, *numbers))


@LOCKED
def test_locked_pages_stand_as_they_are(numbers: tuple[int, ...]) -> None:
    before, after = plan_before(), plan_after(numbers)

    assert before.pages != after.pages
    for number in numbers:
        old, new = before.pages[number - 1], after.pages[number - 1]
        assert unjumped(old) == unjumped(new)
        assert (old.form, old.grid, old.section) == (new.form, new.grid, new.section)


@LOCKED
def test_what_stands_on_locked_pages_stands_nowhere_else(
    numbers: tuple[int, ...],
) -> None:
    after = plan_after(numbers)

    for article in stories():
        lines = [
            n
            for _, _, leg in legs_of(after, article.slug)
            for n in range(leg.first_line, leg.end_line)
        ]
        assert lines == list(range(len(lines))), article.slug
        assert bool(lines) != (article.slug in after.held), article.slug


def test_a_plan_with_every_page_locked_is_that_plan() -> None:
    issue = issue_of(stories(), sections=SECTIONS, pages=6)
    before = plan_before()
    after = replanned(issue, kept_of(before, *range(1, 7)))

    assert [replace(page, is_locked=True) for page in before.pages] == list(after.pages)


def test_a_locked_front_page_names_the_page_its_story_goes_on_now() -> None:
    long = [story("lead", 700, pictures=(picture(),), rank=0), *stories(8)]
    issue = issue_of(long, sections=SECTIONS, pages=6)
    before = plan_issue(desk_of(issue), house_ads=2)
    assert before.pages[0].placements[0].continued_on
    after = replanned(
        replace(issue, section_pages=(("Business", 6),)), kept_of(before, 1)
    )

    assert after.pages[0].placements[0].continued_on == after.pages_of("lead")[1]


# ---------------------------------------------------------------- remembering


def test_a_plan_made_with_a_memory_is_the_plan_made_without() -> None:
    issue = issue_of(stories(), sections=SECTIONS)
    changed = replace(
        issue,
        articles=tuple(
            story(a.slug, 300, section=a.section, rank=a.rank) if a.slug == "s04" else a
            for a in issue.articles
        ),
    )
    memory = Memory()
    plan_issue(desk_of(issue), 2, memory=memory)

    again = plan_issue(desk_of(changed), 2, memory=memory)
    assert again == plan_issue(desk_of(changed), 2)
