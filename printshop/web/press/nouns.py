"""The nouns of the press: what it is given, and what it tells of itself."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from printshop.batch import Limits, Wanted
from printshop.web.nouns import Made, NotMade, Progress

FOLDER = "web"
"""Below ``.printshop``: all that the processes of a workspace share."""

COVER_WIDTHS_PX = (480, 960)
_LATELY_S = 60.0


@dataclass(frozen=True, slots=True)
class PressOptions:
    """How the press of one process is set up."""

    workers: int = 1
    queue: int = 100
    """Files that may wait before one more is refused."""
    cache_bytes: int = 2 * 2**30
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Order:
    """A file that somebody waits for."""

    wanted: Wanted
    at: int
    """Its number in the queue; 0 when there is nothing to wait for."""
    state: str
    """What the file was to be made from, when it was asked for."""
    outcome: Made | NotMade | None = None
    """There at once, when the file is up to date or cannot be made."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order."""

    state: str
    """What the file was made from; empty when that changed meanwhile."""
    told: Made | NotMade


Latest = Progress | Outcome
"""What is known of an order."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A render that has ended, for the log and for the figures."""

    wanted: Wanted
    outcome: str
    """``printed``, ``same``, or the trouble: ``copy``, ``limit``, ``died``."""
    seconds: float
    told: str = ""
    """What is wrong, in words for the newsroom."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The press in numbers."""

    workers: int
    running: int
    """Files that this process is making."""
    queued: int
    """Files that wait, for whichever process."""
    cache_bytes: int
    cache_files: int
    evicted: int
    renders: Mapping[str, int]
    """Ended renders of this process, by outcome."""
    render_seconds: float
    """All of them together."""
    second_tries: int
    deaths: int
    """Of render processes."""
    queue_limit: int
    refused: int
    """Files that were refused because the queue was full."""


@dataclass(frozen=True, slots=True)
class Health:
    """When something was last really printed, and how long it took."""

    last_render_at: datetime.datetime | None
    """In UTC."""
    seconds: float
    is_probe: bool
    """Whether it was only a trial."""
    last_step_at: datetime.datetime | None
    """When a process that is printing last told of its progress; None if none is."""
    told: str = ""
    """Why the last trial failed."""

    def is_well(self, now: datetime.datetime) -> bool:
        """Tell whether the press prints: it has lately, or is in the midst of it."""
        return any(
            when is not None and (now - when).total_seconds() <= _LATELY_S
            for when in (self.last_render_at, self.last_step_at)
        )
