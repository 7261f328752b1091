"""The finished files, each named after its content key, shared by all processes.

* A file appears whole and is never written again: same key, same bytes.
* Beside it stands a slip with its SHA-256, written first. So a file of which nobody
  has taken note, as its maker was killed, is found and believed, or made again.
* When they are more than the bound, what was used longest ago goes first, but never
  what was used in the last minutes. A file's time is that of its last use. Whoever has
  it open reads it to its end.
"""

import datetime
import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from printshop.storage import write_whole
from printshop.web.nouns import Made

PDF = ".pdf"
_SLIP = ".json"
_IN_USE_S = 300
_TOUCH_S = 30


class Store:
    """A folder of finished files."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made with the first file."""
        self._folder = folder
        self._believed: set[tuple[str, int]] = set()

    def path(self, key: str, ending: str = PDF) -> Path:
        """Name the place of a file."""
        return self._folder / key[:2] / f"{key}{ending}"

    def take_in(
        self, file: Path, key: str, sha256: str, pages: int, ending: str = PDF
    ) -> Made:
        """Take a file from a scratch folder of the same disk, where it is whole.

        Raises OSError when it is not as it was written.
        """
        if _digest(file) != sha256:
            raise OSError(f"{file} is not as it was written")
        made = Made(
            key=key,
            sha256=sha256,
            path=self.path(key, ending),
            size=file.stat().st_size,
            pages=pages,
            made_at=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        )
        slip = {
            "sha256": made.sha256,
            "size": made.size,
            "pages": pages,
            "made_at": made.made_at.isoformat(),
        }
        write_whole(_slip(made.path), json.dumps(slip).encode())
        os.utime(file)
        file.replace(made.path)
        return made

    def find(self, key: str, ending: str = PDF) -> Made | None:
        """Find a file that is as it was made, by its SHA-256."""
        path = self.path(key, ending)
        try:
            slip = json.loads(_slip(path).read_text("utf-8"))
            made = Made(
                key=key,
                sha256=slip["sha256"],
                path=path,
                size=int(slip["size"]),
                pages=int(slip["pages"]),
                made_at=datetime.datetime.fromisoformat(slip["made_at"]),
            )
            os.utime(path)
            return made if _digest(path) == made.sha256 else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def is_there(self, made: Made) -> bool:
        """Tell whether a file is there as it was made, and note that it is used.

        Its bytes are read when this process hands it out for the first time.
        """
        try:
            told = made.path.stat()
            if told.st_size != made.size:
                return False
            if time.time() - told.st_mtime > _TOUCH_S:
                os.utime(made.path)
            known = made.key, told.st_ino
            if known not in self._believed:
                if _digest(made.path) != made.sha256:
                    return False
                self._believed.add(known)
        except OSError:
            return False
        return True

    def sweep(self, most_bytes: int) -> tuple[int, int, int]:
        """Clear away what is too much; tell bytes and files left, and files gone."""
        files = sorted(self._files(), key=lambda found: found[1])
        total, gone = sum(size for _, _, size in files), 0
        oldest = time.time() - _IN_USE_S
        with _alone(self._folder) as is_alone:
            for path, used, size in files if is_alone else ():
                if total <= most_bytes or used > oldest:
                    break
                if _clear_away(path, used):
                    total, gone = total - size, gone + 1
        return total, len(files) - gone, gone

    def _files(self) -> Iterator[tuple[Path, float, int]]:
        """List the files, when they were last used, and their sizes with slips."""
        for path in self._folder.glob("??/*"):
            if path.suffix == _SLIP or path.name.startswith("."):
                continue
            with suppress(OSError):
                told = path.stat()
                yield path, told.st_mtime, told.st_size


def _slip(path: Path) -> Path:
    return path.with_name(path.name + _SLIP)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _clear_away(path: Path, used: float) -> bool:
    """Remove a file with its slip, unless it has been used meanwhile."""
    with suppress(OSError):
        if path.stat().st_mtime == used:
            path.unlink()
            _slip(path).unlink(missing_ok=True)
            return True
    return False


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Tell whether no other process is clearing away."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".sweep.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
