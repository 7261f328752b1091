"""Every wish that make-up did not grant is told, and no other."""

from dataclasses import replace
from typing import Any

import pytest

from printshop.findings import Severity
from printshop.flatplan import (
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
    plan_issue,
)
from printshop.issue import Form, Issue
from printshop.press.wish_questions import wish_questions
from tests.desks import desk_of, issue_of, picture, story


def plan_of(page: int, columns: int = 3, picture_columns: int = 2) -> Flatplan:
    """Place the story, with its picture, on a page."""
    frames = (
        Frame(FrameKind.LEG, 0, 0, 1, 9, slug="wall", end_line=9),
        Frame(FrameKind.PICTURE, 1, 0, picture_columns, 9),
    )
    placed = Placement(
        PieceKind.STORY, "wall", 0, 4, columns, 20, frames, section="Sport"
    )
    return Flatplan("tabloid", "7", (PagePlan(page, "inside", "Sport", (placed,)),), 1)


def issue_with(**fields: Any) -> Issue:
    return issue_of([story("wall", section="Sport", **fields)])


def asked(plan: Flatplan, issue: Issue) -> list[tuple[str, Severity, str]]:
    found = list(wish_questions(plan, issue))
    assert all(finding.hint for finding in found)
    return [(one.code, one.severity, one.message) for one in found]


@pytest.mark.parametrize(
    ("fields", "page"),
    [({}, 5), ({"page": 5}, 5), ({"is_front": True}, 1), ({"page": 1}, 1)],
)
def test_a_wish_that_was_granted_raises_no_question(fields, page):
    shown = picture(columns=2)
    issue = issue_with(pictures=(shown,), columns=3, **fields)

    assert asked(plan_of(page), issue) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"page": 6}, "it was pinned to page 6 and begins on page 5"),
        ({"page": 1}, "it was pinned to the front page and begins on page 5"),
        ({"is_front": True}, "it was pinned to the front page and begins on page 5"),
    ],
)
def test_a_story_on_another_page_than_it_was_pinned_to_is_told(fields, message):
    issue = issue_with(pictures=(picture(),), **fields)

    assert asked(plan_of(5), issue) == [("wish-001", Severity.WARNING, message)]


def test_other_widths_than_were_wished_for_are_told():
    issue = issue_with(pictures=(picture(columns=1),), columns=4)

    assert asked(plan_of(5), issue) == [
        ("wish-002", Severity.NOTE, "4 columns wide was wished for, and it is 3 wide"),
        ("wish-003", Severity.NOTE, "1 column wide was wished for, and it is 2 wide"),
    ]


@pytest.mark.parametrize(("page", "told"), [(9, True), (5, False)])
def test_a_section_that_begins_elsewhere_is_told(page, told):
    issue = issue_with(pictures=(picture(),))
    issue = replace(issue, section_pages=(("Sport", page),))
    message = "Sport was to begin on page 9 and begins on 5"

    found = [("wish-004", Severity.WARNING, message)] if told else []
    assert asked(plan_of(5), issue) == found


def test_what_a_section_has_on_the_front_page_does_not_count():
    issue = issue_with(pictures=(picture(),))
    issue = replace(issue, section_pages=(("Sport", 9),))

    assert asked(plan_of(1), issue) == []


def test_what_stands_nowhere_raises_no_question_here():
    issue = issue_with(page=3, columns=2)

    assert asked(Flatplan("tabloid", "7", (), 1), issue) == []


def test_a_brief_that_is_pinned_is_told_that_briefs_go_together():
    briefs = [story(f"b-{n}", 40, form=Form.BRIEF, page=3) for n in range(3)]
    others = [story(f"s-{n}", 500) for n in range(5)]
    issue = issue_of([*briefs, *others], pages=4)
    plan = plan_issue(desk_of(issue), 2)
    begins = {article.slug: plan.first_page_of(article.slug) for article in briefs}

    told = {
        finding.where.rpartition(" ")[2]: finding.hint
        for finding in wish_questions(plan, issue)
    }
    assert set(told) == {slug for slug, page in begins.items() if page != 3}
    assert all("brief stands where the others" in hint for hint in told.values())
