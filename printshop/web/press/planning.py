"""Each issue's pages are made up by one process at a time.

Making up takes longest of all, and what comes of it is remembered. So a story that only
wants to know its page waits for whoever is making up its issue. The issue's own PDF
waits for nobody: it needs the pages themselves. A process that is killed lets go.
"""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Planning:
    """Knows who makes up which issue."""

    folder: Path
    """All processes of a workspace have the same one."""
    tell_waiting: Callable[[], None]

    @contextmanager
    def alone(self, number: str, *, waits: bool) -> Iterator[None]:
        """Make up an issue: wait until nobody else does, or only let others wait."""
        name = hashlib.sha256(number.encode()).hexdigest()[:16]
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if waits:
                    self.tell_waiting()
                    fcntl.flock(lock, fcntl.LOCK_EX)
            yield
