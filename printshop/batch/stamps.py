"""Digests of files, made again only when a file's size or time has changed.

A file that was written just before it was looked at may be written once more within
the same tick of the clock: its stamp is not kept until it is older than that.
"""

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

Stamp = tuple[int, int, str]
"""Size, time in ns, SHA-256."""

_SETTLED_NS = 2_000_000_000


class FileStamps:
    """Gives digests of files, and remembers them by size and time."""

    def __init__(self, known: Mapping[str, Stamp]) -> None:
        """Take the stamps that an earlier run has kept."""
        self._known = known
        self._now_ns = time.time_ns()
        self.fresh: dict[str, Stamp] = {}
        """Stamps that are to be kept."""
        self.read = 0
        """Files whose bytes were read."""

    def digest(self, path: str, told: os.stat_result) -> str:
        """Give the SHA-256 of a file."""
        for stamps in (self.fresh, self._known):
            stamp = stamps.get(path)
            if stamp and stamp[:2] == (told.st_size, told.st_mtime_ns):
                return stamp[2]
        self.read += 1
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        if abs(self._now_ns - told.st_mtime_ns) > _SETTLED_NS:
            self.fresh[path] = (told.st_size, told.st_mtime_ns, digest)
        return digest

    def folder(self, folder: Path) -> Mapping[str, str]:
        """Give the digests of all files below a folder, by their names in it."""
        start = len(os.fspath(folder)) + 1
        found = {
            entry.path[start:]: self.digest(entry.path, entry.stat())
            for entry in files_below(os.fspath(folder))
        }
        return dict(sorted(found.items()))


def files_below(folder: str) -> Iterator[os.DirEntry[str]]:
    """List the files below a folder; hidden ones are not part of the copy."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from files_below(entry.path)
        elif entry.is_file():
            yield entry
