"""What is wanted of an archive: the nouns of an export."""

import datetime
from dataclasses import dataclass

from printshop.press import Edition
from printshop.storage import Storage


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be brought up to date, and where."""

    numbers: tuple[str, ...]
    """The issues."""
    editions: tuple[Edition, ...]
    output: Storage
    as_of: datetime.date
    """The day from which the age of a story is counted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One PDF that may have to be printed."""

    number: str
    edition: Edition
    slug: str | None = None
    """The story's; None for the issue."""

    def __str__(self) -> str:
        """Name it as people do."""
        story = f", story {self.slug}" if self.slug else ""
        return f"issue {self.number}{story}, {self.edition.value}"


@dataclass(frozen=True, slots=True)
class Task:
    """A PDF to be looked at, and why."""

    wanted: Wanted
    known_key: str
    """Of the whole file that stands in its place; empty without one."""
    reasons: tuple[str, ...]
    """``missing``, ``picture harbour.jpg changed``."""
    is_sure: bool = False
    """Whether it will be printed, without another look."""


@dataclass(frozen=True, slots=True)
class Job:
    """The PDFs of one issue that are to be looked at: its pages are set once."""

    number: str
    tasks: tuple[Task, ...]
    """The newspaper's pages first: then the stories know theirs."""
    state: str
    """Digest of the state that the issue was found in."""
    weight: int
    """Bytes of copy: about how long it takes."""
    has_pages: bool = True
    """False when making up the pages has killed a worker."""
