"""The newspaper itself: galleys, flatplan, pages, and the master of them."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from printshop.findings import Finding
from printshop.flatplan import Desk, Flatplan, plan_issue
from printshop.flatplan.copyfit import StoryFit, story_fits
from printshop.flatplan_page import draw_flatplan
from printshop.galley import Composer, GalleySet, set_galleys
from printshop.issue import Issue
from printshop.kept_plan import standing
from printshop.pages import compose_pages
from printshop.pages.checks import look_over
from printshop.pages.compose import place_things
from printshop.pages.fitting import furniture_questions
from printshop.pages.frames import Page
from printshop.pages.proofread import check_galley, check_plan
from printshop.pages.proofs import Fault, Proofs, proofs_of
from printshop.pages.quality import Quality, measure_quality
from printshop.pages.type_faults import type_questions
from printshop.preflight import check_fonts
from printshop.press.content_key import content_key
from printshop.press.copyfitting import brought_home, made_up, restored
from printshop.press.kept_plans import kept_plan, locked_part
from printshop.press.master import Master, placed_adverts
from printshop.press.questions import (
    copyfit_questions,
    issue_questions,
    layout_questions,
    plan_questions,
)
from printshop.press.receipt import Edition
from printshop.press.shop import Shop
from printshop.press.steps import Step, Tell, Work, untold
from printshop.templates import Templates
from printshop.typesetter import Sheets


@dataclass(frozen=True, slots=True)
class Newspaper:
    """An issue set and planned; its pages can be composed."""

    shop: Shop
    issue: Issue
    galleys: GalleySet
    desk: Desk
    plan: Flatplan
    findings: tuple[Finding, ...] = ()
    """What is questionable about locked pages."""

    def sheets(self) -> Sheets:
        """Compose the pages."""
        return compose_pages(self.plan, self.desk, self.galleys, self.shop.pressroom)

    def fits(self) -> tuple[StoryFit, ...]:
        """Report how every story fits its space."""
        return story_fits(self.plan, self.desk)

    def flatplan_page(self) -> str:
        """Draw the flatplan as an HTML page that needs no other file."""
        title = self.shop.publication.title
        templates = Templates(self.shop.layout_folders)
        return draw_flatplan(self.plan, self.desk, self.fits(), title, templates)

    def quality(self) -> Quality:
        """Compose the pages and measure them."""
        return self.looked_over()[0]

    def looked_over(self) -> tuple[Quality, tuple[Fault, ...]]:
        """Compose the pages, measure them, and do the checks that a program can do."""
        shop, sheets = self.shop, self.sheets()
        quality = measure_quality(sheets, self.plan, self.galleys, shop.layout)
        return quality, look_over(self.proofs(sheets))

    def master(self, tell: Tell = untold) -> Master:
        """Compose the pages and write them as the master of all editions."""
        shop, issue = self.shop, self.issue
        tell(Step(Work.COMPOSING, f"composing {len(self.plan.pages)} pages"))
        sheets = self.sheets()
        tell(Step(Work.WRITING, "writing the master"))
        pdf = sheets.pdf(is_tagged=True)
        findings = (
            *issue.findings,
            *self.findings,
            *issue_questions(issue, shop),
            *plan_questions(self.plan, issue, shop.layout),
            *copyfit_questions(self.fits(), issue),
            *type_questions(sheets, self.plan),
            *furniture_questions(self.desk, self.plan, shop.publication, shop.wording),
            *layout_questions(shop.layout_name, shop.pressroom.engine.warnings),
            *check_fonts(pdf, shop.font_folders, f"issue {issue.number}"),
        )
        adverts = placed_adverts(self._things())
        sections = tuple(page.section for page in self.plan.pages)
        return Master(pdf, sections, tuple(adverts), findings)

    def _things(self) -> list[Page]:
        """Place everything again, for its places alone: no picture is cropped."""
        return place_things(self.plan, self.desk, self.shop.pressroom, lambda *_: "")

    def proofs(self, sheets: Sheets) -> Proofs:
        """Take proofs of the composed pages."""
        room = self.shop.pressroom
        return proofs_of(
            sheets, self._things(), self.plan, self.desk, room.publication, room.wording
        )


def set_copy(shop: Shop, issue: Issue, tell: Tell = untold) -> GalleySet:
    """Set every story of an issue once; no word of it is lost or gained."""
    room = shop.pressroom
    total = len(issue.articles)
    tell(Step(Work.SETTING, f"setting {total} stories", 0, total))

    def tell_set(done: int) -> None:
        tell(Step(Work.SETTING, done=done, total=total))

    galleys = set_galleys(
        issue.articles, room.layout, room.engine, room.templates, tell_set
    )
    for article in issue.articles:
        lines = galleys.galleys[article.slug].lines
        check_galley(article, [line.text for line in lines])
    return galleys


def set_newspaper(shop: Shop, issue: Issue, tell: Tell = untold) -> Newspaper:
    """Set every story of an issue once, and plan its pages."""
    room = shop.pressroom
    kept = kept_plan(shop, issue)
    composer = Composer(room.layout, room.engine, room.templates)
    galleys = restored(set_copy(shop, issue, tell), issue, kept, composer)
    tell(Step(Work.MAKING_UP, "making up the pages"))
    house_ads = len(shop.publication.house_ads)
    desk_with = partial(_desk, shop, issue)
    stands = standing(kept, desk_with(galleys), has_house_ads=house_ads > 0)

    def plan_of(desk: Desk) -> Flatplan:
        return plan_issue(desk, house_ads, stands.kept)

    planned = made_up(galleys, composer, desk_with, plan_of)
    plan, desk, galleys = brought_home(*planned, composer)
    check_plan(plan, galleys, issue.number)
    return Newspaper(shop, issue, galleys, desk, plan, stands.findings)


def _desk(shop: Shop, issue: Issue, galleys: GalleySet) -> Desk:
    """Lay the copy on the desk."""
    return Desk(
        layout=shop.pressroom.layout,
        issue=issue,
        galleys=galleys.galleys,
        measure=shop.measure,
        language=shop.publication.language,
        leader_kicker=shop.publication.leader_kicker,
        letters_address=shop.publication.letters_address,
    )


def reader_key(shop: Shop, issue: Issue) -> str:
    """Digest all that the reader's file is made from."""
    return newspaper_key(shop, issue, "reader")


def newspaper_key(shop: Shop, issue: Issue, edition: str, **made_for: Any) -> str:
    """Digest all that an edition of the pages is made from."""
    return content_key(
        edition,
        {
            "publication": shop.publication,
            "issue": issue,
            "layout": shop.layout_name,
            "locked": locked_part(shop, issue),
            **made_for,
        },
        shop.made_of(Edition.READER),
    )
