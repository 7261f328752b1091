"""What an editor has settled stands: pins, marks, sections, wishes, locked pages."""

from dataclasses import replace

import pytest

from printshop.errors import CopyfitError
from printshop.flatplan import Flatplan, FrameKind, Kept, PieceKind, plan_issue
from printshop.flatplan.memory import Memory
from printshop.issue import Article, Issue
from tests.desks import desk_of, issue_of, legs_of, picture, story

SECTIONS = ("News", "Business", "Sport")


def stories(count: int = 18, **fields: object) -> list[Article]:
    return [
        story(
            f"s{n:02}",
            200 + 37 * (n % 7),
            section=SECTIONS[n * len(SECTIONS) // count],
            rank=n,
            pictures=(picture(),) if n % 2 else (),
            **fields,
        )
        for n in range(count)
    ]


def with_fields(articles: list[Article], slug: str, **fields: object) -> list[Article]:
    return [
        replace(article, **fields) if article.slug == slug else article
        for article in articles
    ]


def plan_of(articles: list[Article], **fields: object) -> Flatplan:
    issue = replace(issue_of(articles, sections=SECTIONS), **fields)
    return plan_issue(desk_of(issue), house_ads=2)


def widths(plan: Flatplan, slug: str) -> list[int]:
    return [
        one.columns
        for page in plan.pages
        for one in page.placements
        if one.name == slug and one.kind == PieceKind.STORY
    ]


@pytest.mark.parametrize("page", [2, 4, 6])
def test_a_pinned_story_begins_on_its_page(page: int) -> None:
    plan = plan_of(with_fields(stories(), "s08", page=page), pages=8)

    assert plan.first_page_of("s08") == page
    assert not plan.held


def test_a_long_pinned_story_goes_on_on_the_page_after() -> None:
    long = [*stories(), story("long", 1900, section="Business", rank=60, page=4)]
    plan = plan_of(long, pages=12)

    assert plan.pages_of("long")[:2] == (4, 5)


def test_a_story_pinned_beyond_the_last_page_is_told() -> None:
    with pytest.raises(CopyfitError, match="pinned to page 12 of 8") as caught:
        plan_of(with_fields(stories(), "s08", page=12), pages=8)
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


def test_what_may_hold_is_held_before_what_need_not() -> None:
    crowded = stories(30)
    free = plan_of(crowded)
    tight = with_fields(crowded, "s04", may_hold=True)
    tight = with_fields(tight, "s07", may_hold=True)
    plan = plan_of(tight, pages=len(free.pages) - 4)

    assert plan.held
    assert {"s04", "s07"} & set(plan.held)


def test_what_must_run_is_not_held() -> None:
    crowded = stories(30)
    count = len(plan_of(crowded).pages) - 4
    held = plan_of(crowded, pages=count).held
    assert held
    must = with_fields(crowded, held[0], must_run=True)

    assert held[0] not in plan_of(must, pages=count).held


def test_nothing_is_held_where_the_pages_are_not_fixed() -> None:
    assert plan_of([replace(a, may_hold=True) for a in stories(24)]).held == ()


@pytest.mark.parametrize("columns", [2, 3])
def test_a_wished_width_is_kept_where_the_page_allows_it(columns: int) -> None:
    free = [plan_of(with_fields(stories(), f"s{n:02}")) for n in (4, 6)]
    wished = [
        plan_of(with_fields(stories(), f"s{n:02}", columns=columns)) for n in (4, 6)
    ]
    kept = [widths(plan, f"s{n:02}") for plan, n in zip(wished, (4, 6), strict=True)]

    assert kept == [[columns], [columns]], [widths(free[0], "s04")]


def test_a_wished_picture_size_is_kept_where_the_page_allows_it() -> None:
    wide = stories()
    wide = with_fields(wide, "s05", pictures=(replace(picture(), columns=1),))
    plan = plan_of(wide)

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


@pytest.mark.parametrize("numbers", [(1,), (2,), (4,), (1, 3), (8,), (2, 3, 5)])
def test_locked_pages_stand_and_their_stories_appear_nowhere_else(
    numbers: tuple[int, ...],
) -> None:
    articles = stories(24)
    issue = issue_of(articles, sections=SECTIONS, pages=8)
    before = plan_issue(desk_of(issue), house_ads=2)
    kept = kept_of(before, *numbers)
    changed = [
        replace(a, rank=99 - a.rank)
        if before.first_page_of(a.slug) not in numbers
        else a
        for a in articles
    ]
    after = replanned(issue_of(changed, sections=SECTIONS, pages=8), kept)

    for number in numbers:
        old, new = before.pages[number - 1], after.pages[number - 1]
        assert [
            replace(p, continued_on=None, continued_from=None) for p in old.placements
        ] == [
            replace(p, continued_on=None, continued_from=None) for p in new.placements
        ]
    for article in articles:
        assert after.first_page_of(article.slug) or article.slug in after.held
        lines = [
            n
            for _, _, leg in legs_of(after, article.slug)
            for n in range(leg.first_line, leg.end_line)
        ]
        assert lines == sorted(set(lines)), article.slug


def test_a_plan_with_every_page_locked_is_that_plan() -> None:
    issue = issue_of(stories(), sections=SECTIONS, pages=8)
    before = plan_issue(desk_of(issue), house_ads=2)
    after = replanned(issue, kept_of(before, *range(1, 9)))

    assert [replace(page, is_locked=True) for page in before.pages] == list(after.pages)


def test_a_locked_front_page_names_the_page_its_story_goes_on_now() -> None:
    long = [story("lead", 1100, pictures=(picture(),), rank=0), *stories(12)]
    issue = issue_of(long, sections=SECTIONS, pages=8)
    before = plan_issue(desk_of(issue), house_ads=2)
    assert before.pages[0].placements[0].continued_on
    after = replanned(
        replace(issue, section_pages=(("Business", 6),)), kept_of(before, 1)
    )

    assert after.pages[0].placements[0].continued_on == after.pages_of("lead")[1]


# ---------------------------------------------------------------- remembering


def test_a_plan_made_with_a_memory_is_the_plan_made_without() -> None:
    issue = issue_of(stories(20), sections=SECTIONS)
    changed = replace(
        issue,
        articles=tuple(
            story(a.slug, 500, section=a.section, rank=a.rank) if a.slug == "s04" else a
            for a in issue.articles
        ),
    )
    memory = Memory()
    plan_issue(desk_of(issue), 2, memory=memory)

    again = plan_issue(desk_of(changed), 2, memory=memory)
    assert again == plan_issue(desk_of(changed), 2)
