"""An object store that files go to, by an address such as ``s3://bucket/paper``.

A store takes an object whole or not at all, so a file is put under its own name. Keys
and end points are those of the store's own library: the ``AWS_…`` variables for S3.
"""

import datetime
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from printshop.errors import SourceError
from printshop.storage.media_types import kind_told
from printshop.storage.standing import Glance, Standing
from printshop.storage.store_faults import is_absence, told, without_library

_MARKS = ("ETag", "etag", "md5Hash", "crc32c")
_TIMES = ("LastModified", "last_modified", "updated", "modified", "mtime", "created")
_FEW = 8
"""Folders that are listed one by one; for more of them, the whole store is."""


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """Files of an object store, below an address."""

    url: str
    """Without a slash at its end."""

    @property
    def address(self) -> str:
        """Name the address."""
        return self.url

    def name(self, place: str) -> str:
        """Name a place as people find it."""
        return f"{self.url}/{place}" if place else self.url

    def put(self, place: str, data: bytes) -> None:
        """Put a file in its place, whole. Raises SourceError when it cannot be."""
        kind = kind_told(self.url, place)

        def write(store: Any, path: str) -> bool:
            store.pipe_file(path, data, **kind)
            return True

        if self._ask("written", place, write) is None:
            raise self._no_bucket()

    @contextmanager
    def workroom(self, scratch: Path) -> Iterator[Path]:
        """Give a folder of this machine to print into."""
        scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=scratch) as room:
            yield Path(room)

    def take_from(self, room: Path, place: str) -> None:
        """Take a file that was printed in a workroom to its place."""
        self.put(place, (room / place).read_bytes())

    def read(self, place: str) -> bytes | None:
        """Read a file; None when there is none. SourceError when it cannot be."""
        read = self._ask("read", place, lambda store, path: store.cat_file(path))
        return None if read is None else bytes(read)

    def copy_to(self, folder: Path, places: Iterable[str]) -> None:
        """Copy many files at once to a folder of this machine."""
        names = list(places)
        paths = [folder / name for name in names]
        for parent in {path.parent for path in paths}:
            parent.mkdir(parents=True, exist_ok=True)

        def get(store: Any, root: str) -> None:
            store.get([f"{root}/{name}" for name in names], [str(p) for p in paths])

        if names:
            self._ask("read", "", get)

    def stat(self, place: str) -> Standing | None:
        """Tell how a file stands; None when there is none."""
        info = self._ask("looked at", place, lambda store, path: store.info(path))
        return _standing(info) if info and info["type"] == "file" else None

    def remove(self, place: str) -> None:
        """Remove a file, if it is there. Raises SourceError when it cannot be."""
        self._ask("removed", place, lambda store, path: store.rm_file(path))

    def glance(self, folders: Iterable[str]) -> Glance:
        """Give what tells size and mark of a file below some folders."""
        found = self.listing(folders)

        def look(place: str) -> tuple[int, str] | None:
            standing = found.get(place)
            return (standing.size, standing.mark) if standing else None

        return look

    def listing(self, folders: Iterable[str]) -> Mapping[str, Standing]:
        """Tell how all files below some folders stand, by their places.

        Raises SourceError when the store cannot be reached, or has no such bucket.
        """
        names = list(folders)
        if len(names) <= _FEW:
            return {k: v for name in names for k, v in self._listed(name).items()}
        tops = set(names)
        return {
            place: standing
            for place, standing in self._listed("").items()
            if place.partition("/")[0] in tops
        }

    def _listed(self, folder: str) -> Mapping[str, Standing]:
        def find(store: Any, path: str) -> dict[str, Standing]:
            start = len(path) - len(folder) + (not folder)
            listed = store.find(path, detail=True)
            if not isinstance(listed, dict):  # so adlfs tells of what is a file itself
                listed = {name: store.info(name) for name in listed}
            return {name[start:]: _standing(info) for name, info in listed.items()}

        found = self._ask("listed", folder, find)
        if found is None:
            raise self._no_bucket()
        return dict(found)

    def _ask(self, what: str, place: str, ask: Callable[[Any, str], Any]) -> Any:
        """Ask the store; None when it has no such thing."""
        store, root = _opened(self.url)
        try:
            return ask(store, f"{root}/{place}" if place else root)
        except Exception as error:
            if is_absence(error):
                return None
            raise told(error, what, self.name(place)) from error

    def _no_bucket(self) -> SourceError:
        scheme, _, path = self.url.partition("://")
        return SourceError(
            "there is no such bucket",
            where=f"{scheme}://{path.partition('/')[0]}",
            hint="make the bucket, or give the name of another one",
        )


def _opened(url: str) -> tuple[Any, str]:
    """Open the store of an address, and give the address as the store has it."""
    try:
        from fsspec.core import url_to_fs

        store, root = url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        raise without_library(url) from error
    return store, root.rstrip("/")


def _standing(info: Mapping[str, Any]) -> Standing:
    """Read what a store tells: each calls it by a name of its own."""
    written = _moment(next((info[name] for name in _TIMES if info.get(name)), None))
    time = written.isoformat() if written else ""
    mark = next((info[name] for name in _MARKS if info.get(name)), time)
    return Standing(int(info["size"]), str(mark).strip('"'), written)


def _moment(time: Any) -> datetime.datetime | None:
    if isinstance(time, str):
        time = datetime.datetime.fromisoformat(time)
    if isinstance(time, int | float):
        time = datetime.datetime.fromtimestamp(time, datetime.UTC)
    return time.astimezone(datetime.UTC) if time is not None else None
