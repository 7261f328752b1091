"""A front page without briefs has an index, and it says where everything is."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from printshop.flatplan import (
    Desk,
    Flatplan,
    FrameKind,
    PieceKind,
    Placement,
    plan_issue,
)
from printshop.flatplan.front_index import (
    IndexGroup,
    index_groups,
    index_piece,
    index_shapes,
)
from printshop.flatplan.pack_shapes import FLAG_LINES
from printshop.issue import Article, Form
from printshop.kept_plan import read_kept_plan, standing, written_plan
from printshop.pages.beside import contents
from printshop.pages.checks import look_over
from printshop.pages.frames import Thing
from printshop.pages.ruler import Ruler
from printshop.press import open_shop, set_newspaper
from printshop.sources import read_issue
from tests.desks import desk_of, issue_of, picture, shipped, story
from tests.newsroom import bare_newsroom, prose

LAYOUTS = ("tabloid", "berliner", "a4")
SECTIONS = ("News", "Business", "Sport")
WIDEST_GAP = 2


def _articles(briefs: int = 0) -> list[Article]:
    lead = story("lead", 500, rank=1, pictures=(picture(),))
    news = [story(f"news-{n}", 350, rank=n) for n in range(2, 7)]
    other = [
        story(f"{section.lower()}-{n}", 300, section=section, rank=n)
        for section in SECTIONS[1:]
        for n in range(1, 4)
    ]
    short = [
        story(f"brief-{n}", 40, rank=20 + n, form=Form.BRIEF) for n in range(briefs)
    ]
    return [lead, *news, *other, *short]


def _desk(layout: str, briefs: int = 0) -> Desk:
    issue = issue_of(_articles(briefs), sections=SECTIONS)
    return desk_of(issue, shipped(layout))


def _front(plan: Flatplan, kind: PieceKind) -> list[Placement]:
    return [piece for piece in plan.pages[0].placements if piece.kind == kind]


def _listed(plan: Flatplan, desk: Desk) -> list[Thing]:
    """Set the index of the front page."""
    [placement] = _front(plan, PieceKind.INDEX)
    [room] = [f for f in placement.frames if f.kind == FrameKind.INDEX]
    ruler = Ruler(desk.layout, desk.layout.grids[plan.pages[0].grid])
    top, column = placement.top + room.top, placement.column + room.column
    return list(contents(replace(room, top=top, column=column), ruler, desk, plan))


def _ends(groups: tuple[IndexGroup, ...], columns: int) -> list[list[tuple[int, int]]]:
    """List where the groups of each column begin and end."""
    return [
        [(g.top, g.top + g.lines) for g in groups if g.column == column]
        for column in range(columns)
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_entry_names_the_page_its_story_is_really_on(layout: str) -> None:
    desk = _desk(layout)
    plan = plan_issue(desk, 2)

    things = _listed(plan, desk)

    assert [thing.lines[0] for thing in things] == list(SECTIONS)
    for thing in things:
        pages = [page for _, page, _ in thing.more["entries"]]
        assert pages == sorted(pages)
        for lines, page, href in thing.more["entries"]:
            slug = href.removeprefix("#story-")
            article = desk.issue.article(slug)
            assert page > 1
            assert page == plan.first_page_of(slug)
            assert " ".join(lines) == article.teaser_headline
            assert article.section == thing.lines[0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_index_fills_each_of_its_depths_to_the_line(layout: str) -> None:
    desk = _desk(layout)
    grid = desk.layout.forms["front"].grid
    stories = desk.issue.articles
    piece = index_piece(stories, desk, grid)
    assert piece is not None

    shapes = list(index_shapes(piece, desk, desk.layout.lines))

    assert {shape.columns for shape in shapes} >= {1, 3}
    for shape in shapes:
        flag, room = shape.frames
        assert (flag.lines, room.top, room.columns) == (3, FLAG_LINES, shape.columns)
        assert room.lines + FLAG_LINES == shape.lines
        groups = index_groups(stories, desk, grid, room.columns, room.lines)
        for ends in _ends(groups, room.columns):
            assert ends[0][0] == 0
            assert ends[-1][1] == room.lines
            gaps = [b[0] - a[1] for a, b in itertools.pairwise(ends)]
            assert all(1 <= gap <= WIDEST_GAP for gap in gaps)


def test_every_section_has_an_entry_before_any_has_two() -> None:
    desk = _desk("tabloid")
    grid = desk.layout.forms["front"].grid

    for lines in range(8, 60):
        groups = index_groups(desk.issue.articles, desk, grid, 1, lines)
        counts = [len(group.entries) for group in groups]
        assert [group.section for group in groups] == list(SECTIONS[: len(groups)])
        assert max(counts, default=0) - min(counts, default=0) <= 1
        assert len(groups) == len(SECTIONS) or max(counts, default=1) == 1


def test_what_stands_on_no_page_is_not_listed() -> None:
    desk = _desk("tabloid")
    plan = plan_issue(desk, 2)
    last = plan.pages[-1]
    gone = {placement.name for placement in last.placements}
    shorter = replace(plan, pages=(*plan.pages[:-1], replace(last, placements=())))

    entries = [
        href.removeprefix("#story-")
        for thing in _listed(shorter, desk)
        for _, _, href in thing.more["entries"]
    ]

    assert gone
    assert entries
    assert not gone & set(entries)


def test_briefs_go_before_an_index() -> None:
    plan = plan_issue(_desk("tabloid", briefs=6), 2)

    assert len(_front(plan, PieceKind.BRIEFS)) == 1
    assert not _front(plan, PieceKind.INDEX)


def test_too_few_stories_make_no_index() -> None:
    desk = desk_of(issue_of(_articles()[:2]))
    grid = desk.layout.forms["front"].grid

    assert index_piece(desk.issue.articles, desk, grid) is None


def test_an_index_on_a_locked_page_stands_and_its_pages_stay_live(
    tmp_path: Path,
) -> None:
    desk = _desk("tabloid")
    plan = plan_issue(desk, 2)
    front = replace(plan.pages[0], is_locked=True)
    file = tmp_path / "flatplan.tabloid.toml"
    text = written_plan(replace(plan, pages=(front, *plan.pages[1:])), desk)
    file.write_text(text, "utf-8")

    kept = standing(read_kept_plan(file), desk, has_house_ads=True).kept

    assert kept is not None
    frames = [placement.frames for placement in front.placements]
    assert [placement.frames for placement in kept.pages[0].placements] == frames
    fewer = [article for article in _articles() if article.slug != "news-5"]
    desk = desk_of(issue_of(fewer, sections=SECTIONS))
    again = plan_issue(desk, 2, kept)
    for thing in _listed(again, desk):
        for _, page, href in thing.more["entries"]:
            assert page == again.first_page_of(href.removeprefix("#story-"))


def test_an_index_has_its_room_and_nothing_else(tmp_path: Path) -> None:
    desk = _desk("tabloid")
    plan = plan_issue(desk, 2)
    front = replace(plan.pages[0], is_locked=True)
    text = written_plan(replace(plan, pages=(front, *plan.pages[1:])), desk)
    assert 'kind = "index", column = 0, top = 3' in text
    file = tmp_path / "flatplan.tabloid.toml"
    file.write_text(text.replace('kind = "index", column', 'kind = "refer", column'))

    with pytest.raises(Exception, match="contradict") as caught:
        standing(read_kept_plan(file), desk, has_house_ads=True)

    told = [problem.message for problem in caught.value.problems]  # type: ignore[attr-defined]
    assert "has no room for its entries" in told


def test_the_index_is_set_on_the_front_page_and_passes_the_checks(
    tmp_path: Path,
) -> None:
    newsroom = bare_newsroom(tmp_path / "paper")
    newsroom.issue("7")
    for rank, name in enumerate(("boat", "crane", "market", "pier"), start=2):
        newsroom.story(f"7/{name}", prose(f"the {name}", 700), rank=rank)
    for rank, name in enumerate(("lamp", "song", "play", "chair"), start=1):
        body = prose(f"the {name}", 300)
        newsroom.story(f"7/{name}", body, rank=rank, section="Culture")
    shop = open_shop(newsroom.root)

    newspaper = set_newspaper(shop, read_issue(shop.workspace, "7"))
    sheets = newspaper.sheets()

    assert _front(newspaper.plan, PieceKind.INDEX)
    proofs = newspaper.proofs(sheets)
    listed = [thing for _, thing in proofs.things("contents")]
    assert listed
    seen = [text.text.strip() for text in proofs.texts if text.page == 1]
    assert "Inside" in seen
    for thing in listed:
        assert thing.lines[0] in seen
        for lines, page, _ in thing.more["entries"]:
            assert {*lines, str(page)} <= set(seen)
    assert not [fault for fault in look_over(proofs) if fault.number in {5, 14, 18}]
