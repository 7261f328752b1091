"""Stories are brought home by a line or two, and the plan names the paragraphs."""

import re
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from printshop.flatplan import (
    Desk,
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.flatplan.copyfit import Status, story_fits
from printshop.galley import Composer, GalleySet
from printshop.issue import Article
from printshop.looseness import refitted, refitted_as
from printshop.pages.proofread import check_galley
from printshop.press import (
    Newspaper,
    Shop,
    keep_plan,
    open_shop,
    set_copy,
    set_newspaper,
)
from printshop.press.copyfitting import brought_home, made_up
from printshop.resources import layouts_folder
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


def test_stories_are_had_in_other_lengths_and_the_plan_tells_how(
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
        change = sum(refit.change for refit in galley.refits)
        assert len(galley.lines) == len(natural.lines) + change
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


@pytest.mark.parametrize("change", [-3, -2, -1, 1, 2, 3])
def test_a_story_comes_out_as_it_was_reckoned(
    newspaper: Newspaper, change: int
) -> None:
    setter = composer(newspaper.shop)
    tried = 0
    for article in newspaper.issue.articles:
        natural, _ = setter.set(article)
        reckoned = refitted(natural, change)
        if reckoned is None:
            continue
        tried += 1

        galley, _ = setter.set(article, reckoned.refits)

        assert galley == reckoned
        assert len(galley.lines) == len(natural.lines) + change
        check_galley(article, [line.text for line in galley.lines])

    assert tried


def test_what_stands_before_a_line_is_not_touched(newspaper: Newspaper) -> None:
    tried = 0
    for article in newspaper.issue.articles:
        natural, _ = composer(newspaper.shop).set(article)
        half = len(natural.lines) // 2
        other = refitted(natural, 1, half)
        if other is not None:
            tried += 1
            assert other.lines[:half] == natural.lines[:half]
            assert len(other.lines) == len(natural.lines) + 1

    assert tried


def test_the_paragraphs_that_a_plan_names_are_those_that_are_set_anew(
    newspaper: Newspaper,
) -> None:
    natural, _ = composer(newspaper.shop).set(longest(newspaper))
    other = refitted(natural, 2)
    assert other is not None
    longer = [one.block for one in other.refits]

    assert refitted_as(natural, longer, []) == other
    assert refitted_as(natural, [], []) == replace(natural, loose=())
    assert refitted_as(natural, [10_000], []) is None


def test_a_story_that_does_not_come_out_as_reckoned_is_planned_as_is_best(
    newspaper: Newspaper,
) -> None:
    shop, issue, setter = newspaper.shop, newspaper.issue, composer(newspaper.shop)
    natural = set_copy(shop, issue)
    loose = {slug: g for slug, g in natural.galleys.items() if refitted(g, 1)}
    slug, galley = next(iter(loose.items()))
    wrong = [
        replace(
            one,
            can_have={
                lines: replace(reach, texts=("wrong", *reach.texts[1:]))
                for lines, reach in one.can_have.items()
            },
        )
        for one in galley.loose
    ]
    galleys = natural.changed(replace(galley, loose=tuple(wrong)), natural.boxes[slug])
    planned = []

    def plan_of(desk: Desk) -> Flatplan:
        """Plan the story a line longer, as long as that is offered."""
        other = refitted(desk.galleys[slug], 1) or desk.galleys[slug]
        planned.append(len(other.lines))
        leg = Frame(FrameKind.LEG, 0, 0, 1, 99, slug=slug, end_line=len(other.lines))
        placement = Placement(PieceKind.STORY, slug, 0, 0, 1, 99, (leg,))
        return Flatplan("tabloid", NUMBER, (PagePlan(1, "front", "", (placement,)),), 1)

    def desk_with(galleys: GalleySet) -> Desk:
        return replace(newspaper.desk, galleys=galleys.galleys, _digests={})

    _, desk, made = made_up(galleys, setter, desk_with, plan_of)

    count = len(galley.lines)
    assert planned == [count + 1, count]
    assert desk.galleys[slug].lines == made.galleys[slug].lines == galley.lines


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


@pytest.mark.parametrize(("then", "now"), [("plain", "fit"), ("fit", "plain")])
def test_locked_pages_keep_their_lines_when_the_layout_finds_others(
    sample: Path, tmp_path: Path, then: str, now: str
) -> None:
    workspace = tmp_path / "packet"
    copytree(sample, workspace, ignore=lambda *_: {"output", "drawings"})
    before = planned_with(workspace, then)
    path = keep_plan(before.shop, before.plan, before.desk)
    text = path.read_text("utf-8")
    path.write_text(text.replace("locked = false", "locked = true"), "utf-8")

    after = planned_with(workspace, now)

    pages = len(before.plan.pages)
    assert [one.code for one in after.findings] == ["plan-002"] * pages
    assert after.desk.galleys == before.desk.galleys
    unlocked = [replace(page, is_locked=False) for page in after.plan.pages]
    assert unlocked == list(before.plan.pages)
    fitted = set_copy(after.shop, after.issue)
    assert fitted.galleys != after.desk.galleys
    again = keep_plan(after.shop, after.plan, after.desk).read_text("utf-8")
    assert again == path.read_text("utf-8")


def planned_with(workspace: Path, compose: str) -> Newspaper:
    """Plan the issue with a way of finding lines that its own layout asks for."""
    folder = workspace / "layouts" / "tabloid"
    folder.mkdir(parents=True, exist_ok=True)
    shipped = (layouts_folder() / "tabloid" / "layout.toml").read_text("utf-8")
    assert "[text]\n" in shipped
    plain = re.sub(r"(?m)^compose *=.*\n", "", shipped)
    text = plain.replace("[text]\n", f'[text]\ncompose = "{compose}"\n')
    (folder / "layout.toml").write_text(text, "utf-8")
    shop = open_shop(workspace)
    return set_newspaper(shop, read_issue(shop.workspace, NUMBER))
