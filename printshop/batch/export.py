"""The run: warm processes, one job an issue, and what goes on when one of them dies.

The parent alone writes the manifest. A worker that hangs, dies or outgrows a limit
costs the PDF that it was making; the issue's other PDFs go to another worker.
"""

import json
import multiprocessing
import socket
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Expired
from dataclasses import dataclass, replace
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from printshop.batch.bookkeeping import Books
from printshop.batch.limits import told_by_signal
from printshop.batch.wanted import Job, Task, Wanted
from printshop.batch.worker import MOST_BYTES, Setting, begin, run_job
from printshop.errors import ExitCode
from printshop.press import Edition
from printshop.press.receipt import NEWSPAPER

JOBS_OF_A_WORKER = 50
"""After so many issues a process makes place for a fresh one."""

_LISTEN_S = 0.1
_GRACE_S = 60
_PRELOADED = "printshop.batch.worker"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one PDF."""

    wanted: Wanted
    how: str
    """``printed``, ``same`` or ``failed``."""
    message: str = ""
    code: ExitCode = ExitCode.OK
    seconds: float = 0.0


Tell = Callable[[Outcome], None]


@dataclass
class _Running:
    """A job that a worker has, and how far it has come."""

    job: Job
    left: dict[Wanted, Task]
    begun: Wanted | None = None
    is_at_pages: bool = False


class Export:
    """Runs jobs in processes until the last has ended."""

    def __init__(self, setting: Setting, books: Books, tell: Tell) -> None:
        """Take what all jobs have in common, and who is told of every PDF."""
        self._setting, self._books, self._tell = setting, books, tell
        self._waiting: deque[Job] = deque()
        self._running: dict[str, _Running] = {}

    def run(self, jobs: Sequence[Job], workers: int) -> None:
        """Run all jobs. On KeyboardInterrupt the processes end, and it goes on."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_PRELOADED])
        pool = ProcessPool(
            max_workers=max(1, min(workers, len(jobs))),
            max_tasks=JOBS_OF_A_WORKER,
            initializer=begin,
            initargs=(self._setting, theirs),
            context=context,
        )
        ours.settimeout(_LISTEN_S)
        self._waiting.extend(jobs)
        with ours, theirs:
            try:
                self._work(pool, ours)
                pool.close()  # type: ignore[no-untyped-call]
            finally:
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()

    def _work(self, pool: ProcessPool, line: socket.socket) -> None:
        futures: dict[ProcessFuture[None], str] = {}
        while self._waiting or futures:
            while self._waiting:
                job = self._waiting.popleft()
                tasks = {task.wanted: task for task in job.tasks}
                self._running[job.number] = _Running(job, tasks)
                steps = 2 * len(tasks) + 2
                timeout = self._setting.limits.wall_s * steps + _GRACE_S
                future = pool.schedule(run_job, (job,), timeout=timeout)
                futures[future] = job.number
            ended = [future for future in futures if future.done()]
            for told in _heard(line):
                self._take(told)
            for future in ended:
                self._end(self._running.pop(futures.pop(future)), future)

    def _take(self, told: Mapping[str, Any]) -> None:
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

    def _end_one(self, running: _Running, told: Mapping[str, Any]) -> None:
        """Enter what came of a PDF."""
        wanted = _wanted(told)
        if wanted is None or wanted not in running.left:
            return
        task = running.left.pop(wanted)
        running.begun = None
        if told["what"] == "failed":
            code = ExitCode(told["code"])
            self._tell(Outcome(wanted, "failed", told["message"], code))
            return
        self._books.keep_file(task, told)
        outcome = Outcome(wanted, told["what"], seconds=told["seconds"])
        self._tell(outcome)

    def _end(self, running: _Running, future: Future[None]) -> None:
        """Look how a job has ended; what a death has left over goes on."""
        why = self._death(future)
        if why is None or not running.left:
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

    def _death(self, future: Future[None]) -> str | None:
        """Say what has ended a job before its end; None when nothing has."""
        try:
            future.result()
        except ProcessExpired as death:
            return told_by_signal(death.exitcode, self._setting.limits)
        except Expired:
            return "it hung, and was stopped"
        except Exception as error:  # noqa: BLE001 a mistake of printshop stops no other
            told = f"{type(error).__name__}: {error}"
            return f"a mistake of printshop ({told}); please report it"
        return None


def run_export(
    setting: Setting, jobs: Sequence[Job], books: Books, workers: int, tell: Tell
) -> None:
    """Bring PDFs up to date in so many processes; every PDF is told of."""
    if jobs:
        Export(setting, books, tell).run(jobs, workers)


def _lost(running: _Running) -> list[Wanted]:
    """Name the PDFs that a death has cost: all of the newspaper, if at its pages."""
    if running.is_at_pages and running.begun is not None:
        of_pages = [one for one in running.left if one.edition in NEWSPAPER]
        if of_pages or running.job.has_pages:
            return of_pages
    if running.begun is not None:
        return [running.begun]
    # The copy itself has killed it, or the process could not be made ready.
    return list(running.left)


def _wanted(told: Mapping[str, Any]) -> Wanted | None:
    if "edition" not in told:
        return None
    return Wanted(told["number"], Edition(told["edition"]), told["slug"])


def _heard(line: socket.socket) -> Iterator[Mapping[str, Any]]:
    """Hear all that has been told; wait a moment for the first of it."""
    waiting = line.gettimeout()
    try:
        while True:
            yield json.loads(line.recv(MOST_BYTES))
            line.settimeout(0)
    except (TimeoutError, BlockingIOError):
        return
    finally:
        line.settimeout(waiting)
