"""The newspaper itself: galleys, flatplan, pages, and the reader's PDF of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from printshop.findings import Finding
from printshop.finish import finish_reader_pdf
from printshop.flatplan import Desk, Flatplan, plan_issue
from printshop.flatplan.copyfit import StoryFit, story_fits
from printshop.flatplan_page import draw_flatplan
from printshop.galley import GalleySet, set_galleys
from printshop.issue import Issue
from printshop.kept_plan import standing
from printshop.pages import compose_pages
from printshop.pages.checks import look_over
from printshop.pages.compose import place_things
from printshop.pages.fitting import furniture_questions
from printshop.pages.proofread import check_galley, check_plan
from printshop.pages.proofs import Fault, Proofs, proofs_of
from printshop.pages.quality import Quality, measure_quality
from printshop.pages.type_faults import type_questions
from printshop.preflight import check_fonts
from printshop.press.content_key import content_key
from printshop.press.kept_plans import kept_plan, locked_part
from printshop.press.questions import (
    copyfit_questions,
    issue_questions,
    layout_questions,
    plan_questions,
)
from printshop.press.receipt import Edition, Receipt, write_whole
from printshop.press.shop import Shop
from printshop.typesetter import Sheets

Tell = Callable[[str], None]
"""Says what is being done, for the progress that a person watches."""


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
        templates = self.shop.pressroom.templates
        return draw_flatplan(self.plan, self.desk, self.fits(), title, templates)

    def quality(self) -> Quality:
        """Compose the pages and measure them."""
        return self.looked_over()[0]

    def looked_over(self) -> tuple[Quality, tuple[Fault, ...]]:
        """Compose the pages, measure them, and do the checks that a program can do."""
        shop, sheets = self.shop, self.sheets()
        quality = measure_quality(sheets, self.plan, self.galleys, shop.layout)
        return quality, look_over(self.proofs(sheets))

    def proofs(self, sheets: Sheets) -> Proofs:
        """Take proofs of the composed pages."""
        room = self.shop.pressroom
        pages = place_things(self.plan, self.desk, room, lambda *_: "")
        return proofs_of(
            sheets, pages, self.plan, self.desk, room.publication, room.wording
        )


def set_copy(shop: Shop, issue: Issue, tell: Tell = lambda _: None) -> GalleySet:
    """Set every story of an issue once; no word of it is lost or gained."""
    room = shop.pressroom
    tell(f"setting {len(issue.articles)} stories")
    galleys = set_galleys(issue.articles, room.layout, room.engine, room.templates)
    for article in issue.articles:
        lines = galleys.galleys[article.slug].lines
        check_galley(article, [line.text for line in lines])
    return galleys


def set_newspaper(shop: Shop, issue: Issue, tell: Tell = lambda _: None) -> Newspaper:
    """Set every story of an issue once, and plan its pages."""
    galleys = set_copy(shop, issue, tell)
    room = shop.pressroom
    tell("making up the pages")
    desk = Desk(
        layout=room.layout,
        issue=issue,
        galleys=galleys.galleys,
        measure=shop.measure,
        language=shop.publication.language,
        leader_kicker=shop.publication.leader_kicker,
    )
    house_ads = len(shop.publication.house_ads)
    stands = standing(kept_plan(shop, issue), desk, has_house_ads=house_ads > 0)
    plan = plan_issue(desk, house_ads, stands.kept)
    check_plan(plan, galleys, issue.number)
    return Newspaper(shop, issue, galleys, desk, plan, stands.findings)


def print_reader(newspaper: Newspaper, output: Path, tell: Tell) -> Receipt:
    """Print the issue for readers: its newspaper pages in colour."""
    shop, issue = newspaper.shop, newspaper.issue
    tell(f"composing {len(newspaper.plan.pages)} pages")
    sheets = newspaper.sheets()
    tell("writing the PDF")
    data = finish_reader_pdf(sheets.pdf(), has_outline=True)
    where = f"issue {issue.number}"
    findings = (
        *issue.findings,
        *newspaper.findings,
        *issue_questions(issue, shop),
        *plan_questions(newspaper.plan, issue, shop.layout),
        *copyfit_questions(newspaper.fits(), issue),
        *type_questions(sheets, newspaper.plan),
        *furniture_questions(
            newspaper.desk, newspaper.plan, shop.publication, shop.wording
        ),
        *layout_questions(shop.layout_name, shop.pressroom.engine.warnings),
        *check_fonts(data, shop.font_folders, where),
    )
    path = output / issue.number / f"{shop.publication.file_name}-{issue.number}.pdf"
    return Receipt(
        edition=Edition.READER,
        article=None,
        file=path.resolve(),
        pages=sheets.page_count,
        key=reader_key(shop, issue),
        sha256=write_whole(path, data),
        findings=findings,
    )


def reader_key(shop: Shop, issue: Issue) -> str:
    """Digest all that the pages of an issue are made from."""
    return content_key(
        "reader",
        {
            "publication": shop.publication,
            "issue": issue,
            "layout": shop.layout_name,
            "locked": locked_part(shop, issue),
        },
        (*shop.layout_folders, *shop.font_folders),
    )
