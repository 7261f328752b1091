"""How the site looks: its templates, filled; the paper's words, type and addresses."""

import datetime
import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from printshop.download_site.memory import Known
from printshop.download_site.nouns import Download, IssueEntry, StoryEntry
from printshop.download_site.places import (
    INDEX,
    JSON_FEED,
    RSS,
    STYLESHEET,
    issue_page,
    year_page,
)
from printshop.download_site.type_case import TypeCase
from printshop.press import Shop
from printshop.press.content_key import code_digest
from printshop.templates import Templates
from printshop.wording import direction
from printshop.wording.download_words import DownloadWords, download_words

FOLDER = "download-site"
SCREEN = "screen"
"""The layout that all pages for readers' screens share."""


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year that has a page of its own."""

    year: int
    count: int

    @property
    def place(self) -> str:
        """Where its page stands."""
        return year_page(self.year)


@dataclass(frozen=True, slots=True)
class IssueLink:
    """An issue that a page leads to."""

    number: str
    date: datetime.date


@dataclass(frozen=True)
class Design:
    """The templates of the site, filled for one paper."""

    shop: Shop

    @functools.cached_property
    def templates(self) -> Templates:
        """The layouts' templates."""
        return Templates(self.shop.layout_folders)

    @functools.cached_property
    def words(self) -> DownloadWords:
        """The site's words, in the paper's language."""
        return download_words(self.shop.publication.language)

    @property
    def address(self) -> str:
        """Where the site stands on the web; empty when nobody has said it."""
        return self.shop.workspace.downloads.address

    @functools.cached_property
    def stylesheet(self) -> str:
        """The stylesheet of all pages, with the type in it."""
        case = TypeCase(self.shop.font_folders, self.shop.publication.language)
        return self._fill("downloads.css", face=case.face)

    @functools.cached_property
    def digest(self) -> str:
        """Digest all that a page is made of, besides what it lists."""
        parts = [code_digest(), self.stylesheet, repr(self.shop.publication)]
        parts.append(repr(self.shop.workspace.downloads))
        for folder in self.shop.layout_folders:
            for name in (FOLDER, SCREEN):
                for file in sorted((folder / name).glob("*.html")):
                    parts += [file.name, file.read_text("utf-8")]
        return digest(parts)

    def index(
        self,
        latest: IssueEntry,
        recent: Sequence[IssueEntry],
        years: Sequence[YearLink],
    ) -> str:
        """Fill the first page."""
        return self._page("index.html", INDEX, issue=latest, recent=recent, years=years)

    def issue(self, issue: Known, newer: Known | None, older: Known | None) -> str:
        """Fill the page of an issue."""
        place = issue_page(issue.number)
        beside = {"newer": _link(newer), "older": _link(older)}
        return self._page("issue.html", place, issue=issue.entry, **beside)

    def year(
        self, year: int, issues: Sequence[IssueEntry], years: Sequence[YearLink]
    ) -> str:
        """Fill the page of a year; the newest month stands first."""
        months = [
            (self.shop.wording.months[month - 1], list(of_month))
            for month, of_month in groupby(issues, lambda issue: issue.date.month)
        ]
        place = year_page(year)
        return self._page("year.html", place, year=year, months=months, years=years)

    def feed_text(self, issue: IssueEntry) -> str:
        """Fill what a feed shows of an issue, in whole addresses where it can."""
        return self._fill(
            "feed-item.html", **self._common(self.address), issue=issue
        ).strip()

    def _page(self, template: str, place: str, **context: object) -> str:
        root = "../" * place.count("/")
        own = self.address and self.address + ("" if place == INDEX else quote(place))
        return self._fill(
            template, **self._common(root), own_address=own, canonical="", **context
        )

    def _common(self, root: str) -> Mapping[str, object]:
        """Give what every page may say; ``root`` leads to the site's first page."""
        shop = self.shop
        return {
            "paper": shop.publication,
            "words": self.words,
            "wording": shop.wording,
            "direction": direction(shop.publication.language),
            "direction_of": direction,
            "home": root + INDEX,
            "feeds": {"rss": root + RSS, "json": root + JSON_FEED},
            "stylesheet": f"{root}{STYLESHEET}?{digest([self.stylesheet])[:8]}",
            "href": lambda place: root + quote(place),
            "whole": lambda place: self.address + quote(place),
            "page_of": issue_page,
            "sections": sections,
            "main_download": main_download,
        }

    def _fill(self, name: str, **context: object) -> str:
        return self.templates.fill(f"{FOLDER}/{name}", **context)


def _link(known: Known | None) -> IssueLink | None:
    if known is None:
        return None
    return IssueLink(known.number, datetime.date.fromisoformat(known.date))


def sections(stories: Iterable[StoryEntry]) -> Iterator[tuple[str, list[StoryEntry]]]:
    """Sort stories by section, in the order in which sections begin."""
    found: dict[str, list[StoryEntry]] = {}
    for story in stories:
        found.setdefault(story.section, []).append(story)
    yield from found.items()


def main_download(issue: IssueEntry) -> Download:
    """Choose what is meant by an issue: its PDF, or all that there is of it."""
    whole = issue.issue or issue.archive or issue.large_print
    return whole or issue.stories[0].file  # an issue that has nothing is not listed


def digest(parts: Iterable[str]) -> str:
    """Digest texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
