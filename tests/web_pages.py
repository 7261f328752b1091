"""The sample newspaper as the web pages are given it, without a web server."""

import datetime
import functools
from dataclasses import dataclass, replace
from pathlib import Path

from printshop.issue import Form, Issue
from printshop.press import Shop, open_shop
from printshop.resources import sample_folder
from printshop.sources import read_issue
from printshop.web.addresses import Addresses
from printshop.web.archive.nouns import (
    IssueCard,
    IssueList,
    IssuePage,
    ReadMoreLink,
    SearchHit,
    SearchPage,
    SectionList,
    StoryCard,
    StoryPage,
    Words,
)
from printshop.web.archive.showing import shown_issue, shown_story
from printshop.web.nouns import Made
from printshop.web.pages import Beside, PdfFiles, WebDesign

AT = Addresses(origin="https://packet.example")
LATEST = "2566"
MADE = Made(
    key="key",
    sha256="0" * 64,
    path=Path("file.pdf"),
    size=1_432_000,
    pages=24,
    made_at=datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC),
)
STORIES = (
    "skerrow-reaches-orbit",  # two pictures and a pull quote
    "fishermens-bill",  # a fact box, a list, a quotation
    "flood-warning",  # a table
    "patient-since-spring",  # a columnist's portrait
    "letter-crab",  # signed below
    "lamps",  # a brief
)
AGE_NOTICE = "This article is over 6 years, 9 months old"


@dataclass(frozen=True)
class Archive:
    """An issue of the sample newspaper, shown."""

    shop: Shop
    issue: Issue

    def story(self, slug: str) -> StoryPage:
        """Show a story."""
        return shown_story(self.issue, self.issue.article(slug), self._page(slug))

    @functools.cached_property
    def cards(self) -> list[StoryCard]:
        """Show all stories as they are listed."""
        return [self.story(article.slug).card for article in self.issue.articles]

    @functools.cached_property
    def page(self) -> IssuePage:
        """Show the issue."""
        cards = self.cards
        sections = (
            SectionList(name, tuple(card for card in cards if card.section == name))
            for name in self.issue.sections
        )
        card = shown_issue(self.issue, cards)
        return IssuePage(card, tuple(one for one in sections if one.stories))

    def earlier(self, count: int) -> tuple[IssueCard, ...]:
        """Make up issues before this one."""
        first, week = self.page.card, datetime.timedelta(7)
        return tuple(
            replace(first, number=str(2566 - at), date=first.date - week * at)
            for at in range(1, count + 1)
        )

    def _page(self, slug: str) -> int:
        slugs = [article.slug for article in self.issue.articles]
        return 1 + slugs.index(slug) // 5


def open_archive(language: str = "en-GB") -> Archive:
    """Open the sample newspaper as if it were in a language."""
    shop = open_shop(sample_folder())
    issue = read_issue(shop.workspace, LATEST)
    paper = replace(shop.publication, language=language)
    workspace = replace(shop.workspace, publication=paper)
    return Archive(replace(shop, workspace=workspace), issue)


def beside(archive: Archive, slug: str) -> Beside:
    """Give a story all that may stand round it."""
    others = [card for card in archive.cards if card.slug != slug]
    news = [card for card in others if card.form == Form.NEWS]
    one = others[0]
    named = ReadMoreLink(one.headline, "", one.number, one.slug, "", one.date, one.page)
    elsewhere = ReadMoreLink("Number 14 opens again", "", url="https://example.org/14")
    title_only = ReadMoreLink("Le café du port", "fr")
    return Beside(
        PdfFiles(MADE),
        AGE_NOTICE,
        (named, elsewhere, title_only),
        tuple(news),
        tuple(others[:9]),
        has_cover=True,
    )


def found(archive: Archive, query: str = "ferry", pages: int = 2) -> SearchPage:
    """Find something."""
    excerpt = Words("the 41-year-old "), Words("ferry", is_match=True), Words(" stops")
    hits = [
        SearchHit(card, card.date, (Words(card.headline),), excerpt)
        for card in archive.cards[:4]
    ]
    return SearchPage(query, tuple(hits), 1, pages, 7)


def all_pages(archive: Archive, at: Addresses = AT) -> dict[str, str]:
    """Fill one page of each kind."""
    design, page = WebDesign(archive.shop), archive.page
    issues = IssueList((page.card, *archive.earlier(5)), 1, 3, 14)
    files = PdfFiles(MADE, replace(MADE, pages=180))
    covers = {LATEST, "2565"}
    stories = {
        slug: design.story(at, archive.story(slug), beside(archive, slug))
        for slug in STORIES
    }
    empty = SearchPage("xylophone", (), 1, 1, 0)
    return {
        "front": design.front(at, issues, page, files, covers),
        "front-2": design.front(at, replace(issues, page=2)),
        "issue": design.issue(at, replace(page, older=issues.issues[1]), files, covers),
        **stories,
        "search": design.search(at, found(archive)),
        "search-none": design.search(at, empty),
        "search-empty": design.search(at),
        "not-found": design.not_found(at),
    }
