"""The nouns of a download site: what was printed, and what is handed out of it."""

import datetime
from dataclasses import dataclass

from printshop.press import Edition


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A PDF that stands finished in the storage."""

    number: str
    edition: Edition
    slug: str | None
    """The story's; None for the issue."""
    place: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class IssueFiles:
    """The PDFs of an issue that are for readers; files for the press are not."""

    number: str
    issue: PrintedFile | None
    large_print: PrintedFile | None
    stories: tuple[PrintedFile, ...]

    @property
    def all_files(self) -> tuple[PrintedFile, ...]:
        """List them all."""
        issue = (one for one in (self.issue, self.large_print) if one is not None)
        return (*issue, *self.stories)


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a reader may download."""

    place: str
    """In the storage: ``2566/skerrow-packet-2566.pdf``."""
    size: int
    pages: int = 0
    """0 for what is no PDF."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture of the front page."""

    place: str
    size: int
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story as it is listed."""

    slug: str
    headline: str
    section: str
    page: int | None
    authors: tuple[str, ...]
    language: str
    file: Download


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue as it is listed."""

    number: str
    date: datetime.date
    issue: Download | None
    large_print: Download | None
    archive: Download | None
    covers: tuple[Cover, ...]
    """The smallest first; none without the issue's PDF."""
    stories: tuple[StoryEntry, ...]
    """In the order of the pages they ran on."""

    @property
    def made(self) -> tuple[Download | Cover, ...]:
        """List what was made besides the PDFs."""
        archive = (self.archive,) if self.archive else ()
        return (*archive, *self.covers)


@dataclass(frozen=True, slots=True)
class SiteFault:
    """What could not be brought up to date; all else was."""

    number: str
    """The issue; empty for the site itself."""
    message: str


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """What came of bringing a site up to date."""

    issues: int
    """That are listed."""
    written: tuple[str, ...]
    """Places of files that are new or have changed."""
    faults: tuple[SiteFault, ...]
