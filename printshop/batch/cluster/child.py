"""A warm process that is begun as a program of its own, and can be killed.

A Dask worker is a daemon, and a daemon may have no children that Python's own
``multiprocessing`` would begin. ``subprocess`` knows no such rule, so nothing has to be
set up on the machines of a cluster. The process ends when nobody holds its input open.
"""

import json
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, cast

from printshop.batch.cluster.fitness import Installation
from printshop.batch.crew import HUNG, JOBS_OF_A_WORKER, Told, longest_s
from printshop.batch.limits import told_by_signal
from printshop.batch.setting import Setting
from printshop.batch.wanted import Job
from printshop.batch.worker import MOST_BYTES

_PROGRAM = "printshop.batch.cluster.child_program"
IDLE_S = 600.0
"""After so long without a job the process ends."""
_LISTEN_S = 0.2
_MARGIN_S = 60.0


class Died(Exception):  # noqa: N818 it is what has happened, and no mistake
    """The process has ended before the job has; says why."""


class Child:
    """A process for one job at a time."""

    def __init__(self, setting: Setting, ours: Installation) -> None:
        """Begin a process; it makes itself ready while the first job waits."""
        self._setting = setting
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.settimeout(_LISTEN_S)
        self._left = JOBS_OF_A_WORKER
        self._busy = time.monotonic()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _PROGRAM, str(theirs.fileno())],
                stdin=subprocess.PIPE,
                pass_fds=(theirs.fileno(),),
            )
        self._input = cast("IO[bytes]", self._process.stdin)
        self._give((setting, ours))

    @property
    def is_alive(self) -> bool:
        """Tell whether the process is still there."""
        return self._process.poll() is None

    @property
    def can_go_on(self) -> bool:
        """Tell whether it takes another job."""
        is_fresh = time.monotonic() - self._busy < IDLE_S - _MARGIN_S
        return self._left > 0 and is_fresh and self.is_alive

    def do(self, job: Job) -> Iterator[Told]:
        """Have a job done, and hear what is told of it. Raises Died."""
        self._left -= 1
        self._give(job)
        limits = self._setting.limits
        end = time.monotonic() + longest_s(job, limits)
        while time.monotonic() < end:
            is_dead = self._process.poll() is not None
            for told in self._heard():
                if told["what"] == "ended":
                    self._busy = time.monotonic()
                    return
                yield told
            if is_dead:
                raise Died(told_by_signal(self._process.returncode, limits))
        self.kill()
        raise Died(HUNG)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        with suppress(OSError, ValueError):
            self._input.close()
        self._line.close()

    def _give(self, what: object) -> None:
        """Write to the process; one that has died is found out when it is heard."""
        with suppress(OSError, ValueError):
            pickle.dump(what, self._input)
            self._input.flush()

    def _heard(self) -> Iterator[Told]:
        """Hear all that has been told; wait a moment for the first of it."""
        try:
            while True:
                yield json.loads(self._line.recv(MOST_BYTES))
        except (TimeoutError, OSError):
            return
