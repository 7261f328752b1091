"""The nouns of the archive: what pages, searches and feeds show of issues and stories.

* All text has been through ``sources`` and ``typography``: ``Block.html`` is clean and
  may be printed as it stands; everything else is plain text, to be escaped.
* An issue is addressed by its number, a story by number and slug, a picture by number,
  name and one of its widths. Only what the index holds is ever looked up.
* Nothing here depends on the day: ``Archive.age_notice`` says how old a story is.
"""

import datetime
from dataclasses import dataclass

from printshop.issue import Block, Byline, FactBox, Form, PullQuote, Related


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A photograph or a drawing as a browser is given it: whole, never cropped."""

    name: str
    """In its address, and of no other picture of the issue: ``wall-1f0c9a3b``. It
    names the bytes: what stands there never changes."""
    widths: tuple[int, ...]
    """Widths in pixels in which it is to be had, the smallest first; one at least."""
    width_px: int
    height_px: int
    """Upright size; of a drawing, the size in CSS pixels that it was drawn for."""
    alt: str
    caption: str = ""
    lead_in: str = ""
    """The bold one to three words that open the caption."""
    credit: str = ""
    focus_x: float = 0.5
    """The point to keep in a crop, as shares of width and height."""
    focus_y: float = 0.4
    is_drawing: bool = False
    """It has lines and lettering, and black on white paper."""


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story as it is listed."""

    number: str
    """Of its issue."""
    slug: str
    headline: str
    section: str
    date: datetime.date
    """Its own; mostly its issue's."""
    language: str
    form: Form = Form.NEWS
    short_headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    page: int | None = None
    """On which it began in print; None as long as nobody knows."""
    picture: ShownPicture | None = None
    """Its first one; a columnist's portrait is ``StoryPage.head_shot``."""

    @property
    def teaser_headline(self) -> str:
        """The headline where there is little room."""
        return self.short_headline or self.headline


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story whole."""

    card: StoryCard
    issue_date: datetime.date
    body: tuple[Block, ...]
    bylines: tuple[Byline, ...] = ()
    """A letter's is its signature."""
    pictures: tuple[ShownPicture, ...] = ()
    """In the newsroom's order; the first is the card's."""
    head_shot: ShownPicture | None = None
    """A columnist's portrait, which is not among the pictures."""
    pull_quotes: tuple[PullQuote, ...] = ()
    quoted_blocks: tuple[int, ...] = ()
    """For each pull quote the block of the body that its words stand in; -1: none."""
    fact_boxes: tuple[FactBox, ...] = ()
    related: tuple[Related, ...] = ()
    """As the story names them; ``Archive.read_more`` says what to show."""
    url: str = ""
    """The story's canonical address, where it has one elsewhere."""
    word_count: int = 0


@dataclass(frozen=True, slots=True)
class IssueCard:
    """An issue as it is listed."""

    number: str
    date: datetime.date
    story_count: int
    lead: StoryCard | None
    """The story that the front page leads with, as far as anybody knows."""
    headlines: tuple[str, ...] = ()
    """Of the first few stories, the lead included: for a summary."""
    price: str = ""
    next_week: str = ""
    """What the next issue promises."""


@dataclass(frozen=True, slots=True)
class SectionList:
    """A section of an issue, with its stories in order."""

    name: str
    stories: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue whole: its contents by section, and the issues beside it."""

    card: IssueCard
    sections: tuple[SectionList, ...]
    """By pages where these are known, otherwise as the newsroom has ordered them."""
    newer: IssueCard | None = None
    older: IssueCard | None = None


@dataclass(frozen=True, slots=True)
class IssueList:
    """One page of the list of issues, newest first."""

    issues: tuple[IssueCard, ...]
    page: int
    """Counted from 1."""
    pages: int
    """1 at least."""
    total: int


@dataclass(frozen=True, slots=True)
class ReadMoreLink:
    """One entry of “Read more”: a story of ours, an address, or only a title."""

    title: str
    language: str
    """Of the title; empty for the language of the story it stands under."""
    number: str = ""
    slug: str = ""
    """With the number: the story's own page here. Empty for all else."""
    url: str = ""
    """An address elsewhere."""
    date: datetime.date | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of an excerpt."""

    text: str
    is_match: bool = False
    """They are what was searched for."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A story that was found."""

    card: StoryCard
    issue_date: datetime.date
    headline: tuple[Words, ...]
    """The whole headline."""
    excerpt: tuple[Words, ...]
    """Words around what was found; the standfirst when it stands in the headline."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what a search has found."""

    query: str
    """As it was typed, shortened to what is looked for."""
    hits: tuple[SearchHit, ...]
    page: int
    """Counted from 1."""
    pages: int
    """1 at least."""
    total: int
    is_more: bool = False
    """More stories have these words than are counted: the newest ones are shown."""


@dataclass(frozen=True, slots=True)
class SiteMapEntry:
    """A page that search engines may know of."""

    number: str
    slug: str
    """Empty for the issue's own page."""
    date: datetime.date
    """When it was published."""
