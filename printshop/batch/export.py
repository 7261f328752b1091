"""The run: one job an issue, and what goes on when the worker that had it dies.

The parent alone writes the manifest. A worker that hangs, dies or outgrows a limit
costs the PDF that it was making; the issue's other PDFs go to another worker.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from printshop.batch.bookkeeping import Books
from printshop.batch.crew import Crew, Ended, Told
from printshop.batch.wanted import Job, Task, Wanted
from printshop.errors import ExitCode
from printshop.press import Edition
from printshop.press.receipt import NEWSPAPER


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one PDF."""

    wanted: Wanted
    how: str
    """``printed``, ``same`` or ``failed``; ``wanted`` when nothing is printed."""
    message: str = ""
    code: ExitCode = ExitCode.OK
    seconds: float = 0.0
    reasons: tuple[str, ...] = ()
    """Why it was looked at."""


Tell = Callable[[Outcome], None]


@dataclass
class _Running:
    """A job that a worker has, and how far it has come."""

    job: Job
    left: dict[Wanted, Task]
    begun: Wanted | None = None
    is_at_pages: bool = False


class Export:
    """Has a crew do jobs until the last has ended."""

    def __init__(self, books: Books, tell: Tell) -> None:
        """Take who keeps the books, and who is told of every PDF."""
        self._books, self._tell = books, tell
        self._waiting: deque[Job] = deque()
        self._running: dict[str, _Running] = {}

    def run(self, jobs: Iterable[Job], crew: Crew) -> None:
        """Run all jobs."""
        self._waiting.extend(jobs)
        while self._waiting or self._running:
            while self._waiting and crew.has_room():
                job = self._waiting.popleft()
                tasks = {task.wanted: task for task in job.tasks}
                self._running[job.number] = _Running(job, tasks)
                crew.start(job)
            for event in crew.listen():
                if isinstance(event, Ended):
                    self._end(self._running.pop(event.number), event.why)
                else:
                    self._take(event)

    def _take(self, told: Told) -> None:
        """Take what a worker tells."""
        running = self._running.get(told["number"])
        if running is None:
            return
        if told["what"] == "read":
            self._books.keep_notes(running.job, told)
        elif told["what"] == "begun":
            running.begun = _wanted(told)
            running.is_at_pages = bool(told.get("pages"))
        else:
            self._end_one(running, told)

    def _end_one(self, running: _Running, told: Told) -> None:
        """Enter what came of a PDF."""
        wanted = _wanted(told)
        running.begun = None
        if wanted is None or wanted not in running.left:
            return  # it was told before: a lost machine's job is done again
        task = running.left.pop(wanted)
        if told["what"] == "failed":
            code = ExitCode(told["code"])
            self._tell(Outcome(wanted, "failed", told["message"], code))
            return
        how = told["what"]
        if how != "wanted":
            self._books.keep_file(task, told)
        self._tell(Outcome(wanted, how, "", ExitCode.OK, told["seconds"], task.reasons))

    def _end(self, running: _Running, why: str) -> None:
        """Look how a job has ended; what a death has left over goes on."""
        if not why or not running.left:
            return
        lost = _lost(running)
        for wanted in lost:
            del running.left[wanted]
            self._tell(Outcome(wanted, "failed", why, ExitCode.TYPESET))
        if running.left:
            job = running.job
            has_pages = job.has_pages and not running.is_at_pages
            tasks = tuple(running.left.values())
            self._waiting.append(replace(job, tasks=tasks, has_pages=has_pages))


def run_export(
    jobs: Sequence[Job], books: Books, crew: AbstractContextManager[Crew], tell: Tell
) -> None:
    """Bring PDFs up to date; every PDF is told of.

    On KeyboardInterrupt the crew ends, and it goes on.
    """
    if jobs:
        with crew as workers:
            Export(books, tell).run(jobs, workers)


def _lost(running: _Running) -> list[Wanted]:
    """Name the PDFs that a death has cost: all of the newspaper, if at its pages."""
    if running.is_at_pages and running.begun is not None:
        of_pages = [one for one in running.left if one.edition in NEWSPAPER]
        if of_pages or running.job.has_pages:
            return of_pages
    if running.begun in running.left:
        return [running.begun]
    # The copy itself has killed it, or the process could not be made ready.
    return list(running.left)


def _wanted(told: Mapping[str, Any]) -> Wanted | None:
    if "edition" not in told:
        return None
    return Wanted(told["number"], Edition(told["edition"]), told["slug"])
