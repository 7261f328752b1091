"""A folder that files go to: of this machine, or one that several machines share."""

import datetime
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from printshop.errors import SourceError
from printshop.storage.standing import Glance, Standing
from printshop.storage.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class FolderStorage:
    """Files of a folder; a file that is put there is on the disk when it appears."""

    folder: Path
    """Absolute."""

    @property
    def address(self) -> str:
        """Name the folder."""
        return str(self.folder)

    def name(self, place: str) -> str:
        """Name a place as people find it."""
        return str(self.folder / place)

    def put(self, place: str, data: bytes) -> None:
        """Put a file in its place, whole. Raises SourceError when it cannot be."""
        write_whole(self.folder / place, data)

    @contextmanager
    def workroom(self, scratch: Path) -> Iterator[Path]:  # noqa: ARG002
        """Give a folder to print into: this one."""
        yield self.folder

    def take_from(self, room: Path, place: str) -> None:
        """Take a file that was printed in a workroom to its place."""
        if room != self.folder:
            self.put(place, (room / place).read_bytes())

    def read(self, place: str) -> bytes | None:
        """Read a file; None when there is none that can be read."""
        try:
            return (self.folder / place).read_bytes()
        except OSError:
            return None

    def stat(self, place: str) -> Standing | None:
        """Tell how a file stands; None when there is none."""
        try:
            told = (self.folder / place).stat()
        except OSError:
            return None
        return _standing(told) if stat.S_ISREG(told.st_mode) else None

    def remove(self, place: str) -> None:
        """Remove a file, if it is there. Raises SourceError when it cannot be."""
        try:
            (self.folder / place).unlink(missing_ok=True)
        except OSError as error:
            raise SourceError(
                f"the file cannot be removed: {error.strerror}",
                where=self.name(place),
                hint="let printshop write there",
            ) from error

    def glance(self, folders: Iterable[str]) -> Glance:  # noqa: ARG002
        """Give what tells size and mark of a file below some folders."""
        root = f"{self.folder}/"

        def look(place: str) -> tuple[int, str] | None:
            try:
                told = os.stat(root + place)  # noqa: PTH116 100,000 of them
            except OSError:
                return None
            return told.st_size, str(told.st_mtime_ns)

        return look


def _standing(told: os.stat_result) -> Standing:
    written = datetime.datetime.fromtimestamp(told.st_mtime, datetime.UTC)
    return Standing(told.st_size, str(told.st_mtime_ns), written)
