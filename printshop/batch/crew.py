"""Who does the jobs of a run, as the parent sees it: processes here, or many machines.

A crew is given jobs, one an issue, and tells what its workers tell. It says of every
job once that it has ended, after all that was told of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from printshop.batch.limits import Limits
from printshop.batch.wanted import Job

JOBS_OF_A_WORKER = 50
"""After so many issues a process makes place for a fresh one."""
HUNG = "it hung, and was stopped"

Told = Mapping[str, Any]
"""What a worker tells of a PDF, or of its issue."""

_GRACE_S = 60


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that no worker has any more."""

    number: str
    why: str = ""
    """What has ended it before its end."""


class Crew(Protocol):
    """Workers that take jobs."""

    def has_room(self) -> bool:
        """Tell whether a job more would be begun at once, or may wait there."""

    def start(self, job: Job) -> None:
        """Give out a job."""

    def listen(self) -> Iterator[Told | Ended]:
        """Hear what has been told and what has ended; wait a moment for the first."""


def longest_s(job: Job, limits: Limits) -> float:
    """Give the time after which a job hangs, whatever its limits have failed to do."""
    return limits.wall_s * (2 * len(job.tasks) + 2) + _GRACE_S
