"""Generated issues are made up lawfully and well, and set as they were planned."""

import itertools
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from printshop.flatplan import Kept, page_count, plan_issue, rescue
from printshop.issue import Article, Block, BlockKind, Form, Issue, Picture
from printshop.press import Newspaper, open_shop, set_newspaper
from printshop.sources import read_issue
from tests.desks import desk_of, shipped
from tests.generated import Order, copy_share, generated_issue
from tests.makeup_statistics import LAYOUTS, Tally, count_issue, orders
from tests.newsroom import PAPER, Newsroom
from tests.test_flatplan_laws import (
    every_line_of_every_story_is_placed_once_and_in_order,
    lawful_plan,
)

EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)


# ---------------------------------------------------------------- as ordered


@EVERY_LAYOUT
def test_an_order_gives_the_same_issue_again_and_another_seed_another(
    layout: str,
) -> None:
    order = Order(shipped(layout), 7, 8, 0.9)
    generated_issue(Order(shipped(layout), 8, 4, 1.0))

    assert generated_issue(order) == generated_issue(order)
    assert generated_issue(order) != generated_issue(replace(order, seed=8))


@EVERY_LAYOUT
@pytest.mark.parametrize("share", [0.8, 1.05])
def test_the_copy_is_for_the_share_of_the_space_that_was_ordered(
    layout: str, share: float
) -> None:
    design = shipped(layout)
    issue = generated_issue(Order(design, 3, 12, share))

    assert copy_share(issue, design, 12) == pytest.approx(share, abs=0.04)


def test_the_issues_are_as_various_as_real_ones() -> None:
    issues = [generated_issue(o) for name in LAYOUTS for o in orders(name, 24)]
    articles = [article for issue in issues for article in issue.articles]
    headed = [a for a in articles if a.form not in {Form.BRIEF, Form.LETTER}]
    usual = [a for a in headed if 25 <= len(a.headline) <= 60]

    assert 4 <= min(len(issue.articles) for issue in issues) < 10
    assert 50 <= max(len(issue.articles) for issue in issues) <= 65
    assert len(usual) >= 0.95 * len(headed)
    assert {article.form for article in articles} == set(Form)
    assert {len(article.pictures) for article in articles} == {0, 1, 2, 3}
    assert {0, 6} <= {len(issue.ads) for issue in issues}
    assert min(article.word_count for article in articles) >= 30
    assert 2_000 <= max(article.word_count for article in articles) <= 2_500


# ------------------------------------------------------------------- as made up


def every_law_holds(layout: str, seed: int, pages: int) -> None:
    share = 0.8 + 0.05 * (seed % 6)
    design = shipped(layout)
    issue = generated_issue(Order(design, seed, pages, share))
    plan = lawful_plan(issue, 2, design)

    locked = tuple(replace(page, is_locked=True) for page in plan.pages[:2])
    after = plan_issue(desk_of(issue, design), 2, Kept(locked, len(plan.pages)))
    for page in locked:
        kept = after.pages[page.number - 1]
        assert [replace(one, continued_on=None) for one in kept.placements] == [
            replace(one, continued_on=None) for one in page.placements
        ]
    every_line_of_every_story_is_placed_once_and_in_order(desk_of(issue, design), after)


@pytest.mark.parametrize(
    ("layout", "seed", "pages"), [("tabloid", 1, 4), ("berliner", 2, 4), ("a4", 3, 8)]
)
def test_every_law_holds_for_a_paper_like_a_real_one(
    layout: str, seed: int, pages: int
) -> None:
    every_law_holds(layout, seed, pages)


@pytest.mark.parametrize("number", [21, 32, 41])
def test_what_has_no_room_at_first_is_given_room(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = next(itertools.islice(orders("a4", number + 1), number, None))
    issue = generated_issue(order)
    desk = desk_of(issue, order.layout)
    with monkeypatch.context() as patch:
        patch.setattr(rescue, "rescued", lambda held, _pages: (tuple(held), 0))
        patch.setattr(page_count, "dealt_again", lambda best, *_: best)
        dealt_once = plan_issue(desk, 2)

    plan = plan_issue(desk, 2)

    assert dealt_once.held
    assert not plan.held
    assert len(plan.pages) == order.pages
    every_line_of_every_story_is_placed_once_and_in_order(desk, plan)


@pytest.mark.proof
@EVERY_LAYOUT
@pytest.mark.parametrize("pages", [4, 8, 12])
@pytest.mark.parametrize("seed", range(8))
def test_every_law_holds_for_many_papers_like_real_ones(
    layout: str, seed: int, pages: int
) -> None:
    every_law_holds(layout, seed, pages)


@pytest.mark.proof
@EVERY_LAYOUT
def test_papers_are_made_up_as_well_as_the_document_says(layout: str) -> None:
    tally = Tally()
    for order in orders(layout, 22):
        count_issue(order, tally)
    counts = tally.counts

    assert counts["pages"] > 160
    assert counts["issues refused"] == 0, tally.told
    assert counts["tombstones, large"] == counts["tombstones, medium"] == 0, tally.told
    assert counts["pages not filled"] <= 0.01 * counts["pages"], tally.told
    assert counts["stories unplaced"] == counts["rank inversions"] == 0, tally.told


# ---------------------------------------------------------------------- as set


def written(issue: Issue, layout: str, newsroom: Newsroom) -> None:
    """Write a generated issue into a newsroom's folder, as its editors would."""
    newsroom.write({"printshop.toml": f'layout = "{layout}"\n{PAPER}'})
    fields: dict[str, Any] = {"pages": issue.pages} if issue.pages else {}
    newsroom.issue("7", **fields)
    sections = str(list(issue.sections)).replace("'", '"')
    newsroom.change("issues/7/issue.toml", '["News", "Culture"]', sections)
    for article in issue.articles:
        newsroom.story(
            f"7/{article.slug}",
            "\n\n".join(map(markdown, article.body)),
            **front(article),
        )
        for picture in article.pictures:
            draw(picture, newsroom)


def markdown(block: Block) -> str:
    return f"## {block.text}" if block.kind == BlockKind.CROSSHEAD else block.text


def front(article: Article) -> dict[str, object]:
    """Write the front matter: what is empty is left out."""
    matter: dict[str, object] = {
        "headline": article.headline,
        "short_headline": article.short_headline,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "section": article.section,
        "rank": article.rank,
        "form": article.form.value,
        "byline": [{"name": b.name, "role": b.role} for b in article.bylines],
        "pictures": [
            {"file": p.name, "alt": p.alt, "caption": p.caption, "credit": p.credit}
            for p in article.pictures
        ],
        "pull_quotes": [
            {"text": q.text, "attribution": q.attribution} for q in article.pull_quotes
        ],
        "fact_boxes": [
            {
                "title": box.title,
                "rows": [
                    {
                        "figure": row.figure,
                        "text": row.text,
                        "optional": row.is_optional,
                    }
                    for row in box.rows
                ],
                "source": box.source,
            }
            for box in article.fact_boxes
        ],
    }
    return {name: value for name, value in matter.items() if value}


def draw(picture: Picture, newsroom: Newsroom) -> None:
    """Draw a picture in its size."""
    path = newsroom.root / "issues" / "7" / "pictures" / picture.name
    path.parent.mkdir(parents=True, exist_ok=True)
    if picture.is_vector:
        width, height = picture.width_px / 100, picture.height_px / 100
        path.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">'
            f'<rect width="{width}" height="{height}" fill="#ccc"/></svg>'
        )
        return
    slope = Image.linear_gradient("L").resize((picture.width_px, picture.height_px))
    slope.convert("RGB").save(path, quality=30)


def set_issue(issue: Issue, layout: str, root: Path) -> Newspaper:
    newsroom = Newsroom(root)
    written(issue, layout, newsroom)
    shop = open_shop(root)
    return set_newspaper(shop, read_issue(shop.workspace, "7"))


@pytest.mark.proof
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("layout", "pages"), [("tabloid", 8), ("berliner", 4), ("a4", 8)]
)
def test_a_generated_paper_is_set_as_it_was_planned(
    layout: str, pages: int, seed: int, tmp_path: Path
) -> None:
    issue = generated_issue(Order(shipped(layout), seed, pages, 0.9))
    newspaper = set_issue(replace(issue, ads=()), layout, tmp_path / "paper")
    quality, faults = newspaper.looked_over()
    shutil.rmtree(tmp_path / "paper")

    assert len(quality.pages) == pages
    assert quality.off_grid_lines == 0
    assert quality.widows == 0
    assert quality.longest_ladder <= 2
    assert all(page.fill_percent > 85 for page in quality.pages), quality.pages
    assert not [fault for fault in faults if fault.number in MUST_HOLD], faults


MUST_HOLD = {5, 6, 7, 12, 13, 14, 17}
"""The checks of the design specification that every issue must pass."""
