"""The flatplan's nouns: which lines of which story stand where on which page.

Two units only: columns of the page's grid across, whole grid lines down, both
counted from 0. A frame's place is relative to the piece that it belongs to, a
piece's place to the sheet's type area.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class FrameKind(StrEnum):
    """What stands in a frame."""

    KICKER = "kicker"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    PICTURE = "picture"
    PULL_QUOTE = "pull-quote"
    FACT_BOX = "fact-box"
    LEG = "leg"
    JUMP = "jump"
    FLAG = "flag"
    REFER = "refer"
    INDEX = "index"
    """Room for what stands inside; what fills it is found when the page is set."""


class PieceKind(StrEnum):
    """What is placed on a page as one rectangle."""

    STORY = "story"
    CONTINUATION = "continuation"
    BRIEFS = "briefs"
    LETTERS = "letters"
    INDEX = "index"
    """What stands inside, on a front page without briefs."""
    ADVERTISEMENT = "advertisement"
    HOUSE_AD = "house-ad"
    WHITE = "white"
    """Nothing: only make-up knows it, no page plan has it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle inside a piece."""

    kind: FrameKind
    column: int
    top: int
    columns: int
    lines: int
    style: str = ""
    """Type size of display text: ``h42``."""
    text: tuple[str, ...] = ()
    """Display text with its line breaks fixed."""
    index: int = 0
    """Which picture, pull quote, fact box or byline of the story."""
    slug: str = ""
    """The story whose lines stand in a leg."""
    first_line: int = 0
    end_line: int = 0
    """Galley lines of a leg: from ``first_line`` up to, not including, this one."""
    caption_lines: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """One piece on a page."""

    kind: PieceKind
    name: str
    """The story's slug; of a pack, an advertisement or a house ad its own name."""
    column: int
    top: int
    columns: int
    lines: int
    """Lines that the piece fills, the blank line below it not counted."""
    frames: tuple[Frame, ...] = ()
    section: str = ""
    continued_on: int | None = None
    continued_from: int | None = None


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page of the paper."""

    number: int
    form: str
    """Name of the page form: ``front``, ``inside``, ``back``."""
    section: str
    placements: tuple[Placement, ...]
    grid: str = "columns"
    is_locked: bool = False
    """An editor keeps it as it is, while the rest is made up anew."""

    def slugs(self) -> Iterator[str]:
        """Name the stories that have text on this page, in the order of placement."""
        seen: set[str] = set()
        for placement in self.placements:
            for frame in placement.frames:
                if frame.kind == FrameKind.LEG and frame.slug not in seen:
                    seen.add(frame.slug)
                    yield frame.slug


@dataclass(frozen=True, slots=True)
class Flatplan:
    """The whole issue on its pages."""

    layout: str
    issue_number: str
    pages: tuple[PagePlan, ...]
    copy_pages: float
    """How many pages the copy would fill if it were poured without loss."""
    held: tuple[str, ...] = ()
    """Stories held over, for which no page had room, in the order of the paper."""

    def pages_of(self, slug: str) -> tuple[int, ...]:
        """List the pages on which a story stands, in order."""
        return tuple(page.number for page in self.pages if slug in set(page.slugs()))

    def first_page_of(self, slug: str) -> int | None:
        """Give the page on which a story begins; None when it is not placed."""
        for page in self.pages:
            for placement in page.placements:
                for frame in placement.frames:
                    if (
                        frame.kind == FrameKind.LEG
                        and frame.slug == slug
                        and frame.first_line == 0
                    ):
                        return page.number
        return None

    def section_pages(self) -> dict[str, tuple[int, ...]]:
        """List the pages of every section, as their placements say."""
        pages: dict[str, list[int]] = {}
        for page in self.pages:
            for placement in page.placements:
                if placement.section:
                    numbers = pages.setdefault(placement.section, [])
                    if page.number not in numbers:
                        numbers.append(page.number)
        return {section: tuple(numbers) for section, numbers in pages.items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """What of an earlier plan stands: its locked pages, and how many pages it has."""

    pages: tuple[PagePlan, ...]
    """The locked pages alone, by number."""
    page_count: int
