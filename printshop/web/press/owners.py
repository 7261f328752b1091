"""Which process has taken an order, and whether it is still alive.

Each holds a lock on a file of its own for as long as it lives. The kernel lets go of
it when the process ends, in whatever way: whoever can take the lock knows that its
owner is dead.
"""

import fcntl
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_ENDING = ".lock"


class Owner:
    """A process, as others see it."""

    def __init__(self, folder: Path) -> None:
        """Sign on: the file has its name when it is locked, not before."""
        folder.mkdir(parents=True, exist_ok=True)
        self.name = uuid.uuid4().hex
        self._folder = folder
        begun = folder / f".{self.name}"
        self._file = begun.open("w")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        begun.replace(folder / f"{self.name}{_ENDING}")

    def sign_off(self) -> None:
        """Go, and leave nothing."""
        (self._folder / f"{self.name}{_ENDING}").unlink(missing_ok=True)
        self._file.close()

    def others(self) -> list[str]:
        """Name the others that have signed on, dead ones too."""
        names = (path.stem for path in self._folder.glob(f"*{_ENDING}"))
        return sorted(name for name in names if name != self.name)

    @contextmanager
    def heir_of(self, name: str) -> Iterator[bool]:
        """Tell whether another process is dead; then this one alone clears up."""
        path = self._folder / f"{name}{_ENDING}"
        held = _held(path)
        if held is None:
            yield not path.exists()
            return
        with held:
            yield True
            path.unlink(missing_ok=True)


def _held(path: Path) -> IO[bytes] | None:
    """Take the lock that a dead process has left; None when it is alive, or gone."""
    with suppress(OSError):
        file = path.open("rb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file
    return None
