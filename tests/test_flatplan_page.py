"""The flatplan drawn for the browser shows every page, and all that is amiss."""

import functools
import re
from dataclasses import replace

import lxml.html
import pytest

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
from printshop.flatplan.copyfit import story_fits
from printshop.flatplan_page import Thumbnail, draw_flatplan, spreads
from printshop.issue import Form
from printshop.resources import layouts_folder
from printshop.templates import Templates
from tests.desks import (
    NUMBER,
    advertisement,
    desk_of,
    issue_of,
    picture,
    story,
    tabloid,
)

SECTIONS = ("News", "Comment & Culture", "Sport")


@functools.cache
def _desk() -> Desk:
    articles = [
        story("pier", 900, pictures=(picture(),), headline="Pier <shut> & bolted"),
        *(story(f"tide-{n}", 300, rank=n + 2) for n in range(5)),
        story("film", 500, section=SECTIONS[1], form=Form.FEATURE),
        *(story(f"darts-{n}", 260, section="Sport", rank=n + 1) for n in range(4)),
    ]
    ads = [advertisement(3, 100, 2)]
    return desk_of(issue_of(articles, sections=SECTIONS, ads=ads))


@functools.cache
def _plan() -> Flatplan:
    return plan_issue(_desk(), 1)


def _drawn(plan: Flatplan, desk: Desk | None = None) -> lxml.html.HtmlElement:
    desk = desk or _desk()
    fits = story_fits(plan, desk)
    html = draw_flatplan(plan, desk, fits, "The Packet", Templates([layouts_folder()]))
    return lxml.html.document_fromstring(html)


def _of_class(page: lxml.html.HtmlElement, name: str) -> list[lxml.html.HtmlElement]:
    return list(page.find_class(name))


def _text(element: lxml.html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def _thumbnail(number: int) -> Thumbnail:
    return Thumbnail(number, "News", "inside", False, (), ())


@pytest.mark.parametrize(
    ("count", "pairs"),
    [
        (4, [(None, 1), (2, 3), (4, None)]),
        (8, [(None, 1), (2, 3), (4, 5), (6, 7), (8, None)]),
        (3, [(None, 1), (2, 3)]),
    ],
)
def test_pages_lie_as_they_do_in_the_open_paper(
    count: int, pairs: list[tuple[int | None, int | None]]
) -> None:
    pages = [_thumbnail(n) for n in range(1, count + 1)]

    lying = [(a and a.number, b and b.number) for a, b in spreads(pages)]

    assert lying == pairs


def test_every_page_and_every_story_is_there_with_its_size() -> None:
    page = _drawn(_plan())
    sheets = _of_class(page, "page")

    assert len(sheets) == len(_plan().pages)
    for sheet, plan in zip(sheets, _plan().pages, strict=True):
        told = _text(sheet)
        for placement in plan.placements:
            assert f"{placement.columns} × {placement.lines}" in told
            if placement.kind in {PieceKind.STORY, PieceKind.CONTINUATION}:
                assert placement.name in told
            if placement.continued_on:
                assert f"▸ to {placement.continued_on}" in told
            if placement.continued_from:
                assert f"◂ from {placement.continued_from}" in told


def test_it_says_first_for_how_many_pages_there_is_copy() -> None:
    (copy,) = _of_class(_drawn(replace(_plan(), copy_pages=11.34)), "copy")

    assert _text(copy) == f"Copy for 11.3 pages of {len(_plan().pages)}"


def test_advertising_is_named_and_what_is_typed_is_no_markup() -> None:
    page = _drawn(_plan())

    (ad,) = _ads_of(page)
    assert "Ad Lorne Chandlery" in _text(ad)
    titles = {block.get("title") for block in _of_class(page, "block")}
    assert "Pier <shut> & bolted" in titles


def _ads_of(page: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return [
        block
        for block in _of_class(page, "advertisement")
        if "swatch" not in block.classes
    ]


def test_every_section_has_a_colour_of_its_own_in_the_legend_and_on_the_pages() -> None:
    page = _drawn(_plan())
    (legend,) = _of_class(page, "legend")
    keys = {
        _text(row): next(name for name in row[0].classes if name.startswith("section-"))
        for row in legend
        if _text(row) in SECTIONS
    }

    assert len(set(keys.values())) == len(SECTIONS)
    for block in (b for s in _of_class(page, "sheet") for b in _of_class(s, "block")):
        name = block.xpath("string(.//b)")
        if name in {a.slug for a in _desk().issue.articles}:
            assert keys[_desk().issue.article(name).section] in block.classes


def test_locked_pages_are_marked() -> None:
    pages = tuple(replace(p, is_locked=p.number == 2) for p in _plan().pages)
    page = _drawn(replace(_plan(), pages=pages))

    marked = ["locked" in sheet.classes for sheet in _of_class(page, "page")]

    assert marked == [number == 2 for number in range(1, len(pages) + 1)]


def test_what_is_under_and_what_is_held_over_is_told_in_red() -> None:
    desk = _desk()
    galley = desk.galleys["tide-0"]
    leg = Frame(FrameKind.LEG, 0, 0, 1, 88, slug="tide-0", end_line=len(galley.lines))
    placement = Placement(PieceKind.STORY, "tide-0", 0, 4, 1, 88, (leg,), "News")
    inside = PagePlan(2, "inside", "News", (placement,))
    plan = Flatplan("tabloid", NUMBER, (inside,), 2.0, ("pier",))

    page = _drawn(plan, desk)
    under, held = _of_class(page, "list")
    (block,) = _of_class(_of_class(page, "sheet")[0], "misfit")

    short = 88 - galley.height - 1
    assert f"tide-0 (page 2): under by {short} lines" in _text(under)
    assert _text(held) == "Held over pier"
    assert f"under {short}" in _text(_of_class(block, "off")[0])


def test_blocks_stand_where_the_type_does() -> None:
    plan = PagePlan(
        1, "front", "", (Placement(PieceKind.HOUSE_AD, "house ad", 3, 40, 3, 52),)
    )
    page = _drawn(Flatplan("tabloid", NUMBER, (plan,), 1.0))

    (block,) = _of_class(_of_class(page, "sheet")[0], "block")
    left, top, width, height = map(
        float, re.findall(r"[\d.]+(?=%)", str(block.get("style")))
    )

    layout = tabloid()
    margin = 100 * layout.side_margin_mm / layout.sheet_width_mm
    assert left + width == pytest.approx(100 - margin, abs=0.05)
    last = layout.top_margin_mm + layout.lines * layout.leading_pt * 25.4 / 72
    assert top + height == pytest.approx(100 * last / layout.sheet_height_mm, abs=0.05)
