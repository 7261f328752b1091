"""The render processes of one press: started, listened to, and ended.

What a process tells of its progress and what came of its task arrive in threads of the
crew; whoever is told hands it to the loop.
"""

import shutil
import socket
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from threading import Thread

from pebble import ProcessPool

from printshop.processes import open_pool
from printshop.web.nouns import Progress
from printshop.web.press.line import MOST_BYTES, heard
from printshop.web.press.worker import (
    RenderSetting,
    Result,
    Task,
    begin,
    run_task,
    run_trial,
)

_PROGRAM = "printshop.web.press.worker"
_JOBS_EACH = 200
"""After so many files a process makes place for a fresh one."""
_GRACE_S = 60.0

Heard = Callable[[int, Progress], None]


@dataclass
class Crew:
    """So many processes, each of which makes one file at a time."""

    setting: RenderSetting
    workers: int
    hear: Heard
    _pool: ProcessPool | None = None
    _stack: ExitStack = field(default_factory=ExitStack)

    def open(self) -> None:
        """Start the processes; they make themselves ready meanwhile."""
        self.setting.scratch.mkdir(parents=True, exist_ok=True)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        listener = Thread(target=self._listen, args=(ours,), daemon=True)
        listener.start()
        self._stack.callback(ours.close)
        self._stack.callback(listener.join)
        self._stack.callback(theirs.close)
        self._stack.callback(_end_listening, theirs)
        warm = open_pool(
            *(_PROGRAM, self.workers, begin, self.setting, theirs), jobs_each=_JOBS_EACH
        )
        self._pool = self._stack.enter_context(warm)
        _ = self._pool.active  # begins them now, not on the loop with the first task

    def start(self, task: Task) -> Future[Result]:
        """Give out a task."""
        limits = self.setting.limits
        return self._scheduled().schedule(
            run_task, (task,), timeout=3 * limits.wall_s + _GRACE_S
        )

    def start_trial(self) -> Future[int]:
        """Have a few words printed, by whichever process is free first."""
        limits = self.setting.limits
        return self._scheduled().schedule(
            run_trial, (), timeout=limits.wall_s + _GRACE_S
        )

    def is_sound(self) -> bool:
        """Tell whether processes can still be started."""
        return self._pool is not None and bool(self._pool.active)

    def close(self) -> None:
        """End all processes, whatever they do."""
        self._pool = None
        self._stack.close()
        shutil.rmtree(self.setting.scratch, ignore_errors=True)

    def _scheduled(self) -> ProcessPool:
        if self._pool is None:
            raise RuntimeError("the crew has not been opened")
        return self._pool

    def _listen(self, line: socket.socket) -> None:
        while message := line.recv(MOST_BYTES):
            with suppress(ValueError):
                self.hear(*heard(message))


def _end_listening(line: socket.socket) -> None:
    with suppress(OSError):
        line.send(b"")
