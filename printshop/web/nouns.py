"""The nouns of the web service: what a reader asks for, and how far it has come.

* A file that is wanted is ``batch.Wanted``: issue, edition, and the story's slug.
* A file that has been made is content-addressed: it is never written again, so whoever
  reads it gets it whole, whatever is edited meanwhile.
* All that is here is told to other processes as JSON, and is small.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Stage(StrEnum):
    """How far the making of a file has come; the reader is told in these steps."""

    QUEUED = "queued"
    """``done`` files are made before it."""
    LOOKING = "looking"
    """Copy and pictures are read, and whether anything has changed."""
    SETTING = "setting"
    """Story ``done`` of ``total``."""
    MAKING_UP = "making-up"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the making of one file has come."""

    stage: Stage
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file."""

    key: str
    """The content key: same key, same bytes."""
    sha256: str
    path: Path
    """Named after the key; it may be cleared away when nobody has asked for long."""
    size: int
    pages: int
    made_at: datetime.datetime
    """In UTC, whole seconds."""


class Trouble(StrEnum):
    """Why a file was not made, as far as it concerns a reader."""

    COPY = "copy"
    """The newsroom has to mend something first; trying again soon is of no use."""
    LIMIT = "limit"
    """It took too long, or too much memory."""
    DIED = "died"
    """The process that made it died, twice."""
    STOPPED = "stopped"
    """The service is being stopped; another one takes the order over."""


@dataclass(frozen=True, slots=True)
class NotMade:
    """A file that could not be made."""

    trouble: Trouble
    told: str
    """For the log and the newsroom, never for readers: it may name files."""


class QueueFull(Exception):  # noqa: N818 it is a state of the queue, not a fault
    """So many files are waited for that one more would wait too long."""

    def __init__(self, retry_after_s: int) -> None:
        """Say when there may be room."""
        super().__init__(f"the queue is full; try again in {retry_after_s} s")
        self.retry_after_s = retry_after_s
