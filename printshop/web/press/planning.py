"""Each issue's pages are made up by one process at a time.

Making up takes longest of all, and what comes of it is remembered. So a story that only
wants to know its page waits for whoever is making up its issue, and its reader is told
how far that has come. The issue's own PDF waits for nobody: it needs the pages
themselves. A process that is killed lets go.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from printshop.press.steps import Step, Tell, Work

_ASKS_AGAIN_S = 0.1
_NOTE_BYTES = 48


@dataclass
class Planning:
    """Knows who makes up which issue, and how far that has come."""

    folder: Path
    """All processes of a workspace have the same one."""
    tell_reader: Tell
    _note: int = field(default=-1, init=False)
    """The open file of the issue that is made up here; -1 without one."""

    def tell(self, step: Step) -> None:
        """Tell the reader of a step, and all who wait for the same pages."""
        self.tell_reader(step)
        if self._note >= 0:
            told = f"{step.work.value} {step.done} {step.total}"
            os.pwrite(self._note, told.ljust(_NOTE_BYTES).encode(), 0)

    @contextmanager
    def alone(self, number: str, *, waits: bool) -> Iterator[None]:
        """Make up an issue: wait until nobody else does, or only let others wait."""
        name = hashlib.sha256(number.encode()).hexdigest()[:16]
        self.folder.mkdir(parents=True, exist_ok=True)
        file = os.open(self.folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            is_mine = _taken(file)
            while waits and not is_mine:
                self.tell_reader(_noted(file))
                time.sleep(_ASKS_AGAIN_S)
                is_mine = _taken(file)
            if is_mine:
                os.ftruncate(file, 0)
                self._note = file
            yield
        finally:
            self._note = -1
            os.close(file)


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _noted(file: int) -> Step:
    """Say how far whoever makes up the pages has come."""
    try:
        work, done, total = os.pread(file, _NOTE_BYTES, 0).decode().split()
        return Step(Work(work), done=int(done), total=int(total))
    except ValueError:  # nothing is noted yet
        return Step(Work.MAKING_UP)
