"""Everything that a large-print file is made from, in one value."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from printshop.issue import Article
from printshop.publication import HouseAd, Publication
from printshop.web_address import plain_address


class StoryKind(StrEnum):
    """What stands together under one headline."""

    ALONE = "alone"
    BRIEFS = "briefs"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class MoreLink:
    """Where to read more: a story of this file, or one elsewhere."""

    title: str
    slug: str = ""
    """Of a story in this very file."""
    told: str = ""
    """Its date, or date and page, where it stands elsewhere."""
    url: str = ""
    language: str = ""
    """Of its title, when that is its own."""

    @property
    def address(self) -> str:
        """Write its address as it is printed."""
        return plain_address(self.url)


@dataclass(frozen=True, slots=True)
class Story:
    """What begins a page: an article, or all letters or briefs of a section."""

    articles: tuple[Article, ...]
    kind: StoryKind = StoryKind.ALONE
    age_notice: str = ""
    more: tuple[MoreLink, ...] = ()

    @property
    def slug(self) -> str:
        """Name the story by its first article."""
        return self.articles[0].slug

    @property
    def section(self) -> str:
        """The part of the paper that it stands in."""
        return self.articles[0].section


@dataclass(frozen=True, slots=True)
class LargePrintSheet:
    """An issue, or one story, in large print. No clock is looked at but these."""

    publication: Publication
    issue_number: str
    issue_date: datetime.date
    stories: tuple[Story, ...]
    is_issue: bool
    """The whole issue, with contents; else one story alone."""
    next_week: str = ""
    printed_page: int | None = None
    """Of a story alone, its page in print."""
    house_ads: tuple[HouseAd, ...] = ()

    @property
    def where(self) -> str:
        """Name the file in an error."""
        if self.is_issue:
            return f"issue {self.issue_number}, large print"
        return f"issue {self.issue_number}, story {self.stories[0].slug}, large print"
