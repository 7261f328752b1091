"""What the newsroom hands over: issues, articles, pictures. No page exists yet.

Every value is frozen, whole and picklable. Text has already been through
``typography``: templates print it as it stands.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from printshop.findings import Finding

_ICON_MM = 18.0
_SMALLEST_SCALE = 0.93
_LARGEST_SCALE = 1.6


class Form(StrEnum):
    """What kind of story it is: sets its measure and its furniture."""

    NEWS = "news"
    BRIEF = "brief"
    FEATURE = "feature"
    LEADER = "leader"
    COLUMN = "column"
    LETTER = "letter"


class BlockKind(StrEnum):
    """What a block of the body is."""

    PARAGRAPH = "paragraph"
    CROSSHEAD = "crosshead"
    QUOTATION = "quotation"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story's text."""

    kind: BlockKind
    html: str
    """Clean inner HTML: inline marks only (em, strong, a, sup, sub, code, br, span
    with lang); of a list the whole ``<ul>`` or ``<ol>``; of a table the whole
    ``<table>``."""
    text: str
    """The same as plain text, cells and items parted by spaces."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, as what, and from where."""

    name: str
    role: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph or a drawing, with what is said about it."""

    name: str
    """File name as the story gives it."""
    path: Path
    alt: str
    caption: str = ""
    lead_in: str = ""
    """The bold one to three words that open the caption."""
    credit: str = ""
    focus_x: float = 0.5
    """The point to keep in every crop, as shares of width and height."""
    focus_y: float = 0.4
    width_px: int = 0
    height_px: int = 0
    """Upright size in pixels; of a vector drawing in hundredths of a point."""
    is_vector: bool = False
    sha256: str = ""
    """Of the file's bytes: part of every content key that uses the picture."""
    columns: int | None = None
    """Width that the newsroom wishes for, in columns of the story's own grid."""

    @property
    def proportion(self) -> float:
        """Width divided by height."""
        return self.width_px / self.height_px

    @property
    def drawn_width_mm(self) -> float:
        """Width that a vector drawing was made for."""
        return self.width_px / 100 / 72 * 25.4

    def may_be_drawn_at(self, width_mm: float) -> bool:
        """Tell whether a drawing may be set so wide: its lettering is in it.

        One that was made for less than an icon's room has no size of its own.
        """
        if self.drawn_width_mm < _ICON_MM:
            return True
        scale = width_mm / self.drawn_width_mm
        return _SMALLEST_SCALE <= scale <= _LARGEST_SCALE


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words from the story, set large."""

    text: str
    """Without quotation marks: the layout puts them."""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line of a fact box: a figure or date in bold, and what it means."""

    figure: str
    text: str
    is_optional: bool = False
    """May be left out when space is short."""


@dataclass(frozen=True, slots=True)
class FactBox:
    """Figures or dates that belong to a story."""

    title: str
    rows: tuple[FactRow, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """One "Read more" entry as the story gives it: a story of ours, or an address."""

    issue_number: str = ""
    """Issue of the story meant; empty for a web address."""
    slug: str = ""
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A story as the newsroom hands it over."""

    slug: str
    issue_number: str
    source: Path
    headline: str
    section: str
    date: datetime.date
    body: tuple[Block, ...]
    rank: int = 50
    """In its section; 1 is the most important."""
    form: Form = Form.NEWS
    short_headline: str = ""
    """For the continuation and the teaser; the headline when empty."""
    kicker: str = ""
    standfirst: str = ""
    bylines: tuple[Byline, ...] = ()
    url: str = ""
    """Canonical web address."""
    printed_page: int | None = None
    """Page of the printed paper, where the newsroom knows it."""
    language: str = ""
    """BCP 47 tag; the publication's when empty is filled in by ``sources``."""
    pictures: tuple[Picture, ...] = ()
    pull_quotes: tuple[PullQuote, ...] = ()
    fact_boxes: tuple[FactBox, ...] = ()
    related: tuple[Related, ...] = ()
    page: int | None = None
    """Page of the issue that the story is pinned to."""
    columns: int | None = None
    """Width that the newsroom wishes for, in columns of the story's own grid."""
    must_run: bool = False
    """Never held over."""
    may_hold: bool = False
    """The first to be held over when there is too much copy."""
    is_front: bool = False
    """Belongs on the front page."""

    @property
    def head_shot(self) -> Picture | None:
        """The columnist's portrait: the first picture of a column, if it is upright."""
        if self.form != Form.COLUMN or not (self.pictures and self.bylines):
            return None
        first = self.pictures[0]
        return first if first.proportion < 1 else None

    @property
    def teaser_headline(self) -> str:
        """The headline for teasers and continuations."""
        return self.short_headline or self.headline

    @property
    def word_count(self) -> int:
        """Words of the body alone."""
        return sum(len(block.text.split()) for block in self.body)


@dataclass(frozen=True, slots=True)
class Teaser:
    """A promise above the nameplate; the page is filled in by the flatplan."""

    slug: str
    label: str = ""
    """The red word over it; the story's section when empty."""
    headline: str = ""
    """The story's short headline when empty."""


class AdSize(StrEnum):
    """A fraction of a page, as advertisements are sold; the layout gives its size."""

    FULL = "full"
    HALF = "half"
    QUARTER = "quarter"
    STRIP = "strip"


@dataclass(frozen=True, slots=True)
class Advertisement:
    """Space that somebody has paid for: placed first, never moved or cut."""

    name: str
    """Who advertises: shown in the flatplan and in findings."""
    picture: Picture
    columns: int = 0
    """Of the layout's inside pages; 0 when the size is a fraction of a page."""
    height_mm: float = 0.0
    page: int | None = None
    size: AdSize | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One number of the paper."""

    number: str
    """As given: ``2566`` is shown as 2566."""
    date: datetime.date
    sections: tuple[str, ...]
    """In the order in which they run through the paper."""
    articles: tuple[Article, ...]
    """By section, then rank, then slug."""
    price: str = ""
    """The publication's when the issue gives none."""
    add_on: str = ""
    """Two or five digits beside the barcode."""
    next_week: str = ""
    pages: int | None = None
    """Page count, when the newsroom has fixed it."""
    teasers: tuple[Teaser, ...] = ()
    ads: tuple[Advertisement, ...] = ()
    section_pages: tuple[tuple[str, int], ...] = ()
    """Sections that the newsroom has start on a page of their own."""
    is_printed: bool = False
    """It has been printed: its kept flatplan is never planned anew."""
    findings: tuple[Finding, ...] = ()
    """What ``sources`` questioned while reading."""

    def article(self, slug: str) -> Article:
        """Find a story by its slug; KeyError when this issue has none of that name."""
        for article in self.articles:
            if article.slug == slug:
                return article
        raise KeyError(slug)
