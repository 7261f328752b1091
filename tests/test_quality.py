"""The numbers of ``plan --quality`` are those of the laid-out pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from printshop.flatplan import FrameKind
from printshop.pages.quality import measure_quality
from printshop.press import Newspaper, open_shop, set_newspaper
from printshop.sources import read_issue
from printshop.typesetter import Engine, seen_lines


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
