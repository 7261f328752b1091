"""A crew of warm processes on this machine, which can be killed."""

import json
import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Expired
from contextlib import contextmanager
from functools import partial

from pebble import ProcessExpired, ProcessPool

from printshop.batch.crew import (
    HUNG,
    JOBS_OF_A_WORKER,
    Crew,
    Ended,
    Told,
    longest_s,
)
from printshop.batch.limits import Limits, told_by_signal
from printshop.batch.setting import Setting, scratch_folder
from printshop.batch.wanted import Job
from printshop.batch.worker import MOST_BYTES, begin, run_job
from printshop.processes import open_pool

_LISTEN_S = 0.1
_PROGRAM = "printshop.batch.worker"


@contextmanager
def local_crew(setting: Setting, workers: int) -> Iterator[Crew]:
    """Keep so many processes; they end when the run does, in whatever way."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    ours.settimeout(_LISTEN_S)
    warm = partial(open_pool, _PROGRAM, workers, begin, jobs_each=JOBS_OF_A_WORKER)
    with ours, theirs:
        try:
            with warm(setting, theirs) as pool:
                yield _LocalCrew(pool, ours, setting.limits)
        finally:
            shutil.rmtree(scratch_folder(setting.run), ignore_errors=True)


class _LocalCrew:
    """Processes of a pool, and the line on which all of them tell."""

    def __init__(self, pool: ProcessPool, line: socket.socket, limits: Limits) -> None:
        self._pool, self._line, self._limits = pool, line, limits
        self._futures: dict[Future[None], str] = {}

    def has_room(self) -> bool:
        """Tell that a job may always wait."""
        return True

    def start(self, job: Job) -> None:
        """Give out a job."""
        timeout = longest_s(job, self._limits)
        future = self._pool.schedule(run_job, (job,), timeout=timeout)
        self._futures[future] = job.number

    def listen(self) -> Iterator[Told | Ended]:
        """Hear what has been told and what has ended."""
        ended = [future for future in self._futures if future.done()]
        yield from _heard(self._line)
        for future in ended:
            yield Ended(self._futures.pop(future), self._death(future))

    def _death(self, future: Future[None]) -> str:
        """Say what has ended a job before its end, if anything has."""
        try:
            future.result()
        except ProcessExpired as death:
            return told_by_signal(death.exitcode, self._limits)
        except Expired:
            return HUNG
        except Exception as error:  # noqa: BLE001 a mistake of printshop stops no other
            told = f"{type(error).__name__}: {error}"
            return f"a mistake of printshop ({told}); please report it"
        return ""


def _heard(line: socket.socket) -> Iterator[Told]:
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
