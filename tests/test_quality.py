"""The numbers of ``plan --quality``, and faults of the type, are those of set pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from printshop.findings import Finding
from printshop.flatplan import (
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.layout import Layout
from printshop.pages.cover import holes
from printshop.pages.quality import measure_quality
from printshop.pages.type_faults import type_questions
from printshop.press import Newspaper, open_shop, set_newspaper
from printshop.sources import read_issue
from printshop.typesetter import Engine, SeenText, seen_lines, seen_texts
from tests.made_pages import frame_name, made_proofs


@pytest.fixture(scope="module")
def newspaper(sample: Path) -> Newspaper:
    shop = open_shop(sample)
    return set_newspaper(shop, read_issue(shop.workspace, "2213"))


def test_no_line_is_off_the_grid_and_no_leg_begins_with_a_widow(
    newspaper: Newspaper,
) -> None:
    quality = newspaper.quality()

    assert quality.off_grid_lines == 0
    assert quality.widows == 0
    assert 1 <= quality.word_space_p95 <= quality.word_space_worst
    assert [page.page for page in quality.pages] == [1, 2, 3, 4]
    assert all(50 < page.fill_percent <= 100 for page in quality.pages)


def test_a_page_without_its_pieces_is_empty(newspaper: Newspaper) -> None:
    sheets = newspaper.sheets()
    first = newspaper.plan.pages[0]
    bare = (replace(first, placements=()), *newspaper.plan.pages[1:])
    plan = replace(newspaper.plan, pages=bare)

    quality = measure_quality(sheets, plan, newspaper.galleys, newspaper.shop.layout)

    assert quality.pages[0].fill_percent == 0
    assert quality.pages[0].white_percent == 100
    form = layout_of(newspaper).forms["front"]
    lines = layout_of(newspaper).lines - form.first_line - form.foot_lines
    assert quality.pages[0].white_lines == lines * form.grid.columns


def layout_of(newspaper: Newspaper) -> Layout:
    return newspaper.shop.layout


def test_fill_and_white_make_a_whole_page(newspaper: Newspaper) -> None:
    for page in newspaper.quality().pages:
        assert page.fill_percent + page.white_percent == pytest.approx(100, abs=0.11)
        assert (page.white_lines == 0) == (page.white_percent == 0)


@pytest.mark.parametrize("lines", [0, 1, 5])
def test_white_is_counted_line_by_line(lines: int) -> None:
    proofs = made_proofs()
    name = frame_name(proofs, "alpha", 0)
    filled = proofs.filled()
    filled[name] -= lines

    white = list(holes(proofs.plan.pages[1], proofs.layout, filled))

    assert sum(end - top for _, top, end, _ in white) == lines


def test_a_last_leg_that_ends_a_line_short_is_counted(newspaper: Newspaper) -> None:
    quality = newspaper.quality()
    plan, slug = _with_last_legs_a_line_longer(newspaper)

    longer = measure_quality(
        newspaper.sheets(), plan, newspaper.galleys, newspaper.shop.layout
    )

    assert slug
    assert longer.short_legs > quality.short_legs


def _with_last_legs_a_line_longer(newspaper: Newspaper) -> tuple[Flatplan, str]:
    """Give the last leg of the first story that fills it one more line."""
    for index, page in enumerate(newspaper.plan.pages):
        for place, placement in enumerate(page.placements):
            for number, frame in enumerate(placement.frames):
                if frame.kind != FrameKind.LEG:
                    continue
                galley = newspaper.galleys.galleys[frame.slug]
                used = galley.lines[frame.end_line - 1].bottom
                used -= galley.lines[frame.first_line].top
                if frame.end_line != len(galley.lines) or used != frame.lines:
                    continue
                frames = list(placement.frames)
                frames[number] = replace(frame, lines=frame.lines + 1)
                placements = list(page.placements)
                placements[place] = replace(placement, frames=tuple(frames))
                pages = list(newspaper.plan.pages)
                pages[index] = replace(page, placements=tuple(placements))
                return replace(newspaper.plan, pages=tuple(pages)), frame.slug
    return newspaper.plan, ""


def test_two_like_heads_side_by_side_are_a_tombstone(newspaper: Newspaper) -> None:
    sheets, layout = newspaper.sheets(), newspaper.shop.layout
    before = measure_quality(sheets, newspaper.plan, newspaper.galleys, layout)
    page, story = next(
        (page, placement)
        for page in newspaper.plan.pages
        for placement in page.placements
        if any(frame.kind == FrameKind.HEADLINE for frame in placement.frames)
    )
    twin = replace(story, column=story.column + story.columns, name="twin")
    pages = tuple(
        replace(p, placements=(*p.placements, twin)) if p is page else p
        for p in newspaper.plan.pages
    )

    after = measure_quality(
        sheets, replace(newspaper.plan, pages=pages), newspaper.galleys, layout
    )

    assert after.tombstones == before.tombstones + 1


def test_a_widened_word_space_is_measured_in_the_fonts_own(
    newspaper: Newspaper,
) -> None:
    engine: Engine = newspaper.shop.pressroom.engine
    style = "width: 60mm; text-align: justify; text-align-last: justify"
    html = f'<p data-grid="whole" style="{style}">two words</p>'

    loose, natural = (
        next(seen_lines(engine.set_pages(text), "data-grid")).word_space
        for text in (html, html.replace("justify", "left"))
    )

    assert natural == pytest.approx(1)
    assert loose is not None
    assert loose > 10


@pytest.mark.parametrize("words", ["two <em>words</em>", "<em>two</em> <b>words</b>"])
def test_a_word_space_beside_markup_is_measured_too(
    newspaper: Newspaper, words: str
) -> None:
    html = f'<div data-grid="whole">{_wide(words)}</div>'
    sheets = newspaper.shop.pressroom.engine.set_pages(html)

    (line,) = seen_lines(sheets, "data-grid")

    assert line.word_space is not None
    assert line.word_space > 10


# ------------------------------------------------------------- faults of the type


def _told(newspaper: Newspaper, *legs: str) -> list[Finding]:
    """Set legs of one story, and ask about their type."""
    html = "".join(
        f'<div data-frame="2.alpha.{n}">{leg}</div>' for n, leg in enumerate(legs)
    )
    sheets = newspaper.shop.pressroom.engine.set_pages(html)
    frames = tuple(
        Frame(FrameKind.LEG, n, 0, 1, 9, slug="alpha") for n in range(len(legs))
    )
    piece = Placement(PieceKind.STORY, "alpha", 0, 4, 1, 9, frames)
    pages = (PagePlan(2, "inside", "News", (piece,)),)
    return list(type_questions(sheets, Flatplan("tabloid", "2566", pages, 1.0)))


def _wide(words: str, width_mm: int = 90) -> str:
    """Set words on one line that is forced to its full width."""
    style = f"width: {width_mm}mm; text-align: justify; text-align-last: justify"
    return f'<p style="{style}">{words}</p>'


def test_loose_lines_are_one_finding_a_story_with_the_worst_words(
    newspaper: Newspaper,
) -> None:
    (finding,) = _told(newspaper, _wide("two words"), _wide("three words") * 4)

    assert (finding.code, finding.severity.value) == ("type-001", "warning")
    assert finding.where == "issue 2566, story alpha"
    assert finding.message.startswith("5 lines have word spaces over three times")
    assert "on page 1: “two words”" in finding.message
    assert finding.message.endswith("and 2 more")


def test_a_line_of_natural_spaces_is_no_finding(newspaper: Newspaper) -> None:
    assert _told(newspaper, "<p>two words that stand as they are</p>") == []


def test_a_ladder_of_three_hyphens_is_a_finding_and_two_are_not(
    newspaper: Newspaper,
) -> None:
    two, three = ("<p>" + "a wo-<br>" * count + "rd</p>" for count in (2, 3))

    (finding,) = _told(newspaper, two, three)

    assert _told(newspaper, two) == []
    assert (finding.code, finding.where) == ("type-002", "issue 2566, story alpha")
    assert "page 1: “a wo-” / “a wo-” / “a wo-”" in finding.message


def test_a_ladder_does_not_go_on_from_leg_to_leg(newspaper: Newspaper) -> None:
    two = "<p>a wo-<br>a wo-</p>"

    assert _told(newspaper, two, two) == []


def test_runs_of_text_are_seen_with_place_size_colour_and_classes(
    newspaper: Newspaper,
) -> None:
    html = (
        '<div class="box" style="position: absolute; left: 72pt; top: 36pt; '
        'font: 10pt/20pt Roboto Condensed">plain '
        '<b class="hot" style="color: #be1e2d; font-size: 8pt">red<sup>2</sup></b>'
        "</div>"
    )

    plain, red, raised = seen_texts(newspaper.shop.pressroom.engine.set_pages(html))

    assert isinstance(plain, SeenText)
    assert (plain.text, plain.colour, plain.page) == ("plain ", "#000000", 1)
    assert (red.text, red.colour) == ("red", "#be1e2d")
    assert (plain.size_pt, red.size_pt) == pytest.approx((10, 8))
    assert plain.classes == {"box"}
    assert red.classes == {"box", "hot"}
    assert plain.right_pt == pytest.approx(red.left_pt)
    assert plain.baseline_pt == red.baseline_pt == raised.baseline_pt
