"""Stories are brought home by a line or two, and the plan names the paragraphs."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from printshop.flatplan.copyfit import Status, story_fits
from printshop.galley import Composer
from printshop.issue import Article
from printshop.pages.proofread import check_galley
from printshop.press import Newspaper, Shop, keep_plan, open_shop, set_newspaper
from printshop.press.copyfitting import brought_home
from printshop.sources import read_issue

NUMBER = "2213"


@pytest.fixture(scope="module")
def newspaper(sample: Path) -> Newspaper:
    shop = open_shop(sample)
    return set_newspaper(shop, read_issue(shop.workspace, NUMBER))


def composer(shop: Shop) -> Composer:
    room = shop.pressroom
    return Composer(room.layout, room.engine, room.templates)


def longest(newspaper: Newspaper) -> Article:
    return max(newspaper.issue.articles, key=lambda article: article.word_count)


def test_a_story_under_by_a_few_lines_is_brought_home_and_the_plan_tells_how(
    newspaper: Newspaper,
) -> None:
    touched = {
        slug: galley for slug, galley in newspaper.desk.galleys.items() if galley.refits
    }
    fits = {fit.slug: fit for fit in newspaper.fits()}

    assert touched
    for slug, galley in touched.items():
        assert fits[slug].status == Status.FITS
        told = [what for what in fits[slug].tried if what.startswith("paragraph “")]
        assert len(told) == len(galley.refits) <= 3
        assert sum(refit.is_wide for refit in galley.refits) <= 2
        natural, _ = composer(newspaper.shop).set(newspaper.issue.article(slug))
        assert len(galley.lines) == len(natural.lines) + len(galley.refits)
        assert newspaper.galleys.galleys[slug] == galley


def test_nothing_else_on_the_pages_is_changed_by_it(newspaper: Newspaper) -> None:
    def bare(newspaper: Newspaper) -> object:
        return [
            [
                replace(placement, frames=[(f.kind, f.top) for f in placement.frames])  # type: ignore[arg-type]
                for placement in page.placements
            ]
            for page in newspaper.plan.pages
        ]

    again = brought_home(
        newspaper.plan, newspaper.desk, newspaper.galleys, composer(newspaper.shop)
    )

    assert bare(replace(newspaper, plan=again[0])) == bare(newspaper)


@pytest.mark.parametrize("change", [-2, -1, 1, 2, 3])
def test_a_story_set_longer_or_shorter_has_all_its_words(
    newspaper: Newspaper, change: int
) -> None:
    article = longest(newspaper)
    setter = composer(newspaper.shop)
    natural, _ = setter.set(article)

    refitted = setter.refit(article, change)

    if refitted is None:
        assert change < -1
        return
    galley, _ = refitted
    assert len(galley.lines) == len(natural.lines) + change
    check_galley(article, [line.text for line in galley.lines])
    assert setter.refit(article, change) is not None
    assert setter.refit(article, change)[0] == galley  # type: ignore[index]


@pytest.mark.parametrize("change", [0, 4, -4])
def test_more_than_three_lines_are_a_matter_for_an_editor(
    newspaper: Newspaper, change: int
) -> None:
    assert composer(newspaper.shop).refit(longest(newspaper), change) is None


def test_a_locked_plan_stands_with_the_paragraphs_that_were_touched(
    sample: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "packet"
    copytree(sample, workspace, ignore=lambda *_: {"output", "drawings"})
    shop = open_shop(workspace)
    before = set_newspaper(shop, read_issue(shop.workspace, NUMBER))
    path = keep_plan(shop, before.plan, before.desk)
    text = path.read_text("utf-8")
    assert text.count("locked = false") == len(before.plan.pages)
    path.write_text(text.replace("locked = false", "locked = true"), "utf-8")

    after = set_newspaper(shop, read_issue(shop.workspace, NUMBER))

    assert after.findings == ()
    assert after.desk.galleys == before.desk.galleys
    assert any(galley.refits for galley in after.desk.galleys.values())
    unlocked = [replace(page, is_locked=False) for page in after.plan.pages]
    assert unlocked == list(before.plan.pages)
    assert [fit.status for fit in story_fits(after.plan, after.desk)] == [
        fit.status for fit in before.fits()
    ]
