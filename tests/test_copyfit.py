"""Every story is told as fits, over or under, with what was tried."""

import contextlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.cli.main_group import run
from printshop.errors import ExitCode
from printshop.findings import Severity
from printshop.flatplan import (
    Desk,
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
    plan_issue,
)
from printshop.flatplan.copyfit import Status, StoryFit, story_fits, unfitted
from printshop.flatplan.dummy import draw_plan, plan_as_json
from printshop.issue import Article, FactBox, FactRow, Form, PullQuote
from printshop.press.questions import copyfit_questions, plan_questions
from tests import desks
from tests.newsroom import Newsroom, bare_newsroom, prose


def _desk(*articles: Article) -> Desk:
    return desks.desk_of(desks.issue_of(articles))


def _story(**fields: object) -> Article:
    return desks.story("sea-wall", 400, **fields)


def _leg(column: int, top: int, height: int, first: int, end: int) -> Frame:
    return Frame(
        FrameKind.LEG,
        column,
        top,
        1,
        height,
        slug="sea-wall",
        first_line=first,
        end_line=end,
    )


def _placement(frames: Sequence[Frame], columns: int, lines: int) -> Placement:
    head = Frame(FrameKind.HEADLINE, 0, 0, columns, 3, "h31", ("Sea wall",))
    return Placement(
        PieceKind.STORY, "sea-wall", 0, 4, columns, lines, (head, *frames), "News"
    )


def _plan(*placements: Placement, held: tuple[str, ...] = ()) -> Flatplan:
    page = PagePlan(3, "inside", "News", placements)
    return Flatplan("tabloid", desks.NUMBER, (page,), 0.5, held)


def _fit(plan: Flatplan, desk: Desk, slug: str = "sea-wall") -> StoryFit:
    return next(fit for fit in story_fits(plan, desk) if fit.slug == slug)


def _two_legs(desk: Desk, *, short: int = 0, feather: int = 0) -> Flatplan:
    """Place a story in two legs, the last of them short by so many lines."""
    total = desk.galleys["sea-wall"].height
    depth = (total + short) // 2
    assert (total + short) % 2 == 0
    frames = (_leg(0, 4, depth, 0, depth), _leg(1, 4, depth, depth, total))
    return _plan(_placement(frames, 2, 4 + depth + feather))


@pytest.fixture
def desk() -> Desk:
    """Lay out a story of an even number of lines, each a line high."""
    desk = _desk(_story())
    lines = desk.galleys["sea-wall"].lines
    even = len(lines) - len(lines) % 2
    galley = replace(desk.galleys["sea-wall"], lines=lines[:even])
    assert all(line.height == 1 for line in galley.lines)
    return replace(desk, galleys={"sea-wall": galley})


def test_a_story_whose_legs_end_together_fits(desk: Desk) -> None:
    fit = _fit(_two_legs(desk), desk)

    assert (fit.status, fit.lines, fit.words) == (Status.FITS, 0, 0)
    assert (fit.told, fit.advice) == ("fits", "")
    assert [(p.page, p.column, p.top, p.columns) for p in fit.placements] == [
        (3, 0, 4, 2)
    ]


def _shortened(desk: Desk, lines: int) -> Desk:
    """Take lines from the end of the story."""
    galley = desk.galleys["sea-wall"]
    return replace(
        desk, galleys={"sea-wall": replace(galley, lines=galley.lines[:-lines])}
    )


def _short_by(desk: Desk, lines: int) -> StoryFit:
    """Place the story in legs for so many lines more than it has."""
    total = desk.galleys["sea-wall"].height
    depth = total // 2
    frames = (
        _leg(0, 4, depth, 0, depth),
        _leg(1, 4, depth, depth, total - lines),
    )
    plan = _plan(_placement(frames, 2, 4 + depth))
    return _fit(plan, _shortened(desk, lines))


def test_the_last_leg_may_be_one_line_short(desk: Desk) -> None:
    assert _short_by(desk, 1).status == Status.FITS
    assert _short_by(desk, 2).told.startswith("under by 1 line, about")


@given(short=st.integers(min_value=2, max_value=20))
def test_a_story_is_under_by_every_line_but_the_one_it_may_be_short(short: int) -> None:
    desk = _desk(_story())
    galley = desk.galleys["sea-wall"]
    even = galley.lines[: len(galley.lines) // 2 * 2]
    desk = replace(desk, galleys={"sea-wall": replace(galley, lines=even)})

    fit = _short_by(desk, short)

    assert (fit.status, fit.lines) == (Status.UNDER, short - 1)
    per_line = 400 / (len(even) - short)
    assert fit.words == round((short - 1) * per_line)


def test_a_leg_in_the_middle_may_not_be_short(desk: Desk) -> None:
    total = desk.galleys["sea-wall"].height
    depth = total // 2 + 1
    frames = (
        _leg(0, 4, depth, 0, depth - 1),
        _leg(1, 4, depth, depth - 1, total),
    )
    fit = _fit(_plan(_placement(frames, 2, 4 + depth)), desk)

    assert (fit.status, fit.lines) == (Status.UNDER, 1)


def test_white_below_a_story_counts_in_each_of_its_columns(desk: Desk) -> None:
    fit = _fit(_two_legs(desk, feather=2), desk)

    assert (fit.status, fit.lines) == (Status.UNDER, 2 + 1)
    assert "feathered by 2 lines" in fit.tried


def test_a_gap_of_two_lines_over_something_is_designed(desk: Desk) -> None:
    total = desk.galleys["sea-wall"].height
    depth = total // 2
    picture = Frame(FrameKind.FACT_BOX, 0, 4 + depth + 2, 2, 6)
    frames = (
        _leg(0, 4, depth, 0, depth),
        _leg(1, 4, depth, depth, total),
        picture,
    )
    lines = 4 + depth + 2 + 6

    fits = _fit(_plan(_placement(frames, 2, lines)), desk)
    lower = (*frames[:2], replace(picture, top=picture.top + 1))
    under = _fit(_plan(_placement(lower, 2, lines + 1)), desk)

    assert fits.status == Status.FITS
    assert (under.status, under.lines) == (Status.UNDER, 2)


def test_a_held_story_is_over_by_all_its_lines_and_words() -> None:
    desk = _desk(_story(), desks.story("harbour-fees", 110))
    total = len(desk.galleys["sea-wall"].lines)
    leg = _leg(0, 4, total, 0, total)
    plan = _plan(_placement((leg,), 1, 4 + total), held=("harbour-fees",))

    *_, last = story_fits(plan, desk)

    assert (last.slug, last.status) == ("harbour-fees", Status.OVER)
    assert (last.lines, last.words) == (desk.galleys["harbour-fees"].height, 110)
    assert last.placements == ()
    assert "held over" in last.tried
    assert last.told == f"over by {last.lines} lines, about 110 words"


def test_lines_that_stand_on_no_page_are_over(desk: Desk) -> None:
    plan = _plan(_placement((_leg(0, 4, 30, 0, 30),), 1, 34))

    fit = _fit(plan, desk)

    assert (fit.status, fit.lines) == (
        Status.OVER,
        desk.galleys["sea-wall"].height - 30,
    )


def test_what_copyfitting_took_up_is_told_in_the_designs_order() -> None:
    quotes = (PullQuote("I should not park on it"),)
    box = FactBox("Figures", (FactRow("47", "days", is_optional=True),))
    article = _story(
        pictures=(desks.picture(), desks.picture(name="second.jpg")),
        pull_quotes=quotes,
        fact_boxes=(box,),
    )
    desk = _desk(article)
    width_mm = desk.layout.grids["columns"].width_mm(2)
    own = round(desk.layout.picture_lines(width_mm / article.pictures[0].proportion))
    total = len(desk.galleys["sea-wall"].lines)
    picture = Frame(FrameKind.PICTURE, 0, 4, 2, own - 3, caption_lines=1)
    top = 4 + own - 1
    frames = (
        picture,
        _leg(0, top, total, 0, total),
        Frame(FrameKind.FACT_BOX, 1, top, 1, total - 1, "short"),
    )
    placement = replace(_placement(frames, 2, top + total), continued_on=5)

    assert _fit(_plan(placement), desk).tried == (
        f"picture cropped from {own} to {own - 3} lines",
        "second picture left out",
        "pull quote left out",
        "optional rows of the fact box left out",
        "turned to page 5",
    )


def test_the_house_ad_on_its_page_is_told_of_an_unfitted_story_alone(
    desk: Desk,
) -> None:
    ad = Placement(PieceKind.HOUSE_AD, "house ad", 2, 4, 4, 24)
    fitting, feathered = (
        _plan(*_two_legs(desk, feather=lines).pages[0].placements, ad)
        for lines in (0, 3)
    )

    assert _fit(fitting, desk).tried == ()
    assert "house ad on page 3 made 24 lines deep" in _fit(feathered, desk).tried


def test_an_under_story_is_offered_what_was_left_out() -> None:
    desk = _desk(_story(pull_quotes=(PullQuote("I should not park on it"),)))
    total = len(desk.galleys["sea-wall"].lines)
    frames = (_leg(0, 4, total, 0, total),)

    fit = _fit(_plan(_placement(frames, 1, 4 + total + 4)), desk)

    assert fit.status == Status.UNDER
    assert fit.advice == "write them, or take the pull quote back"


def test_the_white_of_a_pack_counts_for_the_item_above_it() -> None:
    briefs = tuple(desks.story(slug, 40, form=Form.BRIEF) for slug in ("lamps", "seal"))
    desk = _desk(*briefs)
    one, other = (desk.galleys[brief.slug] for brief in briefs)
    frames = [Frame(FrameKind.FLAG, 0, 0, 1, 3, "briefs")]
    top = 3
    for galley, gap in ((one, 5), (other, 0)):
        frames.append(
            Frame(
                FrameKind.LEG,
                0,
                top,
                1,
                galley.height,
                slug=galley.slug,
                first_line=0,
                end_line=len(galley.lines),
            )
        )
        top += galley.height + gap
    pack = Placement(
        PieceKind.BRIEFS, "News briefs 1", 0, 4, 1, top + 1, tuple(frames), "News"
    )

    fits = {fit.slug: fit for fit in story_fits(_plan(pack), desk)}

    assert (fits["lamps"].status, fits["lamps"].lines) == (Status.UNDER, 3)
    assert fits["seal"].status == Status.FITS
    assert fits["seal"].placements[0].top == 4 + 3 + one.height + 5
    assert fits["lamps"].advice == "write them, or add a brief"


# ---------------------------------------------------------------- a whole issue


def _issue_plan(count: int) -> tuple[Flatplan, Desk]:
    stories = [
        desks.story(f"story-{number}", 150 + 130 * (number % 4), rank=number + 1)
        for number in range(count)
    ]
    desk = desks.desk_of(desks.issue_of(stories))
    return plan_issue(desk, 1), desk


def test_every_story_of_an_issue_is_told_once() -> None:
    plan, desk = _issue_plan(9)

    fits = story_fits(plan, desk)

    assert sorted(fit.slug for fit in fits) == sorted(
        article.slug for article in desk.issue.articles
    )
    assert [fit.pages[0] for fit in fits if fit.pages] == sorted(
        fit.pages[0] for fit in fits if fit.pages
    )
    for fit in fits:
        assert fit.pages == plan.pages_of(fit.slug)
        assert (fit.status == Status.FITS) == (fit.lines == 0)


def test_the_plan_is_drawn_with_its_copy_first_and_its_stories_last() -> None:
    plan, desk = _issue_plan(5)
    fits = story_fits(plan, desk)

    lines = draw_plan(plan, desk.layout, fits).splitlines()

    assert "copy for " in lines[0]
    assert lines[0].endswith(f" pages of {len(plan.pages)}")
    fitting = len(fits) - len(unfitted(fits))
    assert lines[-1].startswith(f"5 stories: {fitting} fit, 0 over, ")
    for fit in fits:
        assert any(fit.slug in line and fit.told in line for line in lines)


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5, 7, 8])
def test_a_page_of_any_number_of_columns_can_be_drawn(columns: int) -> None:
    plan, desk = _issue_plan(1)
    grid = replace(desk.layout.grids["columns"], columns=columns)
    layout = replace(desk.layout, grids={"columns": grid})
    cells = tuple(
        Placement(PieceKind.HOUSE_AD, f"ad-{n}", n, 4, 1, 80) for n in range(columns)
    )
    page = PagePlan(1, "inside", "News", cells)

    drawn = draw_plan(replace(plan, pages=(page,)), layout, ())

    edge = next(line for line in drawn.splitlines() if line.startswith("+"))
    assert edge.count("+") == columns + 1


def test_the_json_tells_how_stories_fit() -> None:
    plan, desk = _issue_plan(3)
    fits = story_fits(plan, desk)

    stories = plan_as_json(plan, fits)["stories"]

    assert [story["slug"] for story in stories] == [fit.slug for fit in fits]
    assert {story["status"] for story in stories} <= {"fits", "over", "under"}
    assert all(
        set(part) == {"page", "column", "top", "columns", "lines"}
        for story in stories
        for part in story["placements"]
    )


# ------------------------------------------------------------------- findings


@pytest.mark.parametrize(
    ("marks", "code", "severity"),
    [
        ({}, "copyfit-001", Severity.WARNING),
        ({"must_run": True}, "copyfit-003", Severity.FAIL),
        ({"may_hold": True}, "copyfit-004", Severity.NOTE),
    ],
)
def test_a_held_story_is_a_finding_as_bad_as_its_marks_make_it(
    marks: dict[str, bool], code: str, severity: Severity
) -> None:
    article = _story(pull_quotes=(PullQuote("the wall"),), **marks)
    desk = _desk(article)
    plan = _plan(held=("sea-wall",))

    (finding,) = copyfit_questions(story_fits(plan, desk), desk.issue)
    others = plan_questions(plan, desk.issue, desk.layout)

    assert (finding.code, finding.severity) == (code, severity)
    assert "story sea-wall" in finding.where
    assert "about 400 words" in finding.message
    assert not [other for other in others if "sea-wall" in other.where]


def test_an_under_story_is_a_finding_with_its_page(desk: Desk) -> None:
    plan = _two_legs(desk, feather=2)

    (finding,) = copyfit_questions(story_fits(plan, desk), desk.issue)

    assert (finding.code, finding.severity) == ("copyfit-002", Severity.WARNING)
    assert "under by 3 lines" in finding.message
    assert "page 3" in finding.message
    assert finding.hint


def test_a_story_that_fits_is_no_finding(desk: Desk) -> None:
    assert not list(copyfit_questions(story_fits(_two_legs(desk), desk), desk.issue))


# -------------------------------------------------------------------- --strict


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Write a paper with far more copy than its pages hold."""
    newsroom = bare_newsroom(tmp_path_factory.mktemp("crowded") / "paper")
    newsroom.issue("7", pages=4)
    for number in range(10):
        slug = f"story-{number}"
        newsroom.story(f"7/{slug}", prose(f"count {number}", 900), rank=number + 1)
    return newsroom


def _called(newsroom: Newsroom, *words: str) -> tuple[int, str, str]:
    """Run the program: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["-C", str(newsroom.root), *words])
    return code, out.getvalue(), err.getvalue()


def test_strict_plan_ends_with_the_copyfit_code_after_the_plan(
    crowded: Newsroom,
) -> None:
    easy, shown, _ = _called(crowded, "plan", "7")
    strict, also_shown, _ = _called(crowded, "plan", "7", "--strict")

    assert easy == ExitCode.OK
    assert strict == ExitCode.COPYFIT
    assert shown == also_shown
    assert " over by " in shown


def test_strict_print_ends_with_the_copyfit_code_after_the_files(
    crowded: Newsroom, tmp_path: Path
) -> None:
    words = ("print", "7", "--edition", "reader", "--output", str(tmp_path))

    code, files, told = _called(crowded, *words, "--strict")

    assert code == ExitCode.COPYFIT
    assert Path(files.strip()).is_file()
    assert "warning copyfit-001: issue 7, story story-" in told


def test_strict_is_content_when_no_pages_are_printed(
    crowded: Newsroom, tmp_path: Path
) -> None:
    words = ("print", "7", "--article", "sea-wall", "--output", str(tmp_path))

    assert _called(crowded, *words, "--strict")[0] == ExitCode.OK
