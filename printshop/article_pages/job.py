"""What has to be fitted onto a story's pages, and where it has come to stand.

Values only, in whole grid lines counted from the top margin; pages are counted from 1,
columns from 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from printshop.article_pages.columns import Unit


@dataclass(frozen=True, slots=True)
class Block:
    """A picture or box with a fixed height, and a name to find it by."""

    name: str
    lines: int


@dataclass(frozen=True, slots=True)
class Lead:
    """A height that the first picture may have, caption and blank line included."""

    over: int = 0
    """Lines over both columns of page 1."""
    beside: int = 0
    """Or lines at the head of its right column."""
    cost: float = 0.0
    most_pages: int = 99
    """Only for a story that then has no more pages."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote and the galley line where its words begin (-1: nowhere)."""

    name: str
    lines: int
    source_line: int


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the story on its last page, blank lines above it included."""

    name: str
    lines: int
    cost: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines that text may use on the pages, ends not included."""

    head_end: int
    """Where page 1 goes on below headline and byline."""
    running_end: int
    text_end: int
    last_end: int
    fewest_lines_over: int


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that has to be fitted."""

    pages: Pages
    units: tuple[Unit, ...]
    tails: tuple[Tail, ...]
    leads: tuple[Lead, ...] = (Lead(),)
    """Heights that the first picture may have."""
    banner: Block | None = None
    """Stands over both columns of page 2."""
    heads: Mapping[tuple[int, int], Block] = field(default_factory=dict)
    """What stands at the head of a column, by page and column."""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Units ``first`` to ``end`` (not included) in one column."""

    page: int
    index: int
    top: int
    """Where the units begin, below the block at the column's head."""
    bottom: int
    """Where they must end; boxes that end a story are moved down to it."""
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Galley lines ``first`` to ``end`` (not included) on a page, or one box."""

    page: int
    column: int
    line: int
    lines: int
    first: int = -1
    end: int = -1
    box: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A story on its pages."""

    page_count: int
    tail: str
    lead: Lead
    frames: tuple[Frame, ...]
    tops: tuple[int, ...]
    """Where the columns begin, page by page."""
    bottoms: tuple[int, ...]
    """Where the longer column of each page ends."""
    cost: float
