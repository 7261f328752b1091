"""What an address names: a folder of this machine, or an object store."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from printshop.errors import SourceError
from printshop.storage.folder import FolderStorage
from printshop.storage.object_store import ObjectStore
from printshop.storage.standing import Glance, Standing
from printshop.storage.store_faults import LIBRARIES

_FOR_TESTS = "memory"


class Storage(Protocol):
    """Where files go. Picklable; every place is a name below the address."""

    @property
    def address(self) -> str:
        """Name the whole."""

    def name(self, place: str) -> str:
        """Name a place as people find it."""

    def put(self, place: str, data: bytes) -> None:
        """Put a file in its place, whole. Raises SourceError when it cannot be."""

    def workroom(self, scratch: Path) -> AbstractContextManager[Path]:
        """Give a folder of this machine to print into: its own, or one in scratch."""

    def take_from(self, room: Path, place: str) -> None:
        """Take a file that was printed in a workroom to its place."""

    def read(self, place: str) -> bytes | None:
        """Read a file; None when there is none."""

    def stat(self, place: str) -> Standing | None:
        """Tell how a file stands; None when there is none."""

    def remove(self, place: str) -> None:
        """Remove a file, if it is there. Raises SourceError when it cannot be."""

    def glance(self, folders: Iterable[str]) -> Glance:
        """Give what tells size and mark of a file below some folders.

        Raises SourceError when the storage cannot be reached.
        """


def folder_at(address: str) -> Path | None:
    """Give the folder that an address names; None when it is not on a disk."""
    scheme, colon, _ = address.partition("://")
    if not colon:
        return Path(address)
    return Path(unquote(urlsplit(address).path)) if scheme == "file" else None


def is_url(address: str) -> bool:
    """Tell the address of an object store from a folder."""
    return folder_at(address) is None


def storage_at(address: str) -> Storage:
    """Open what an address names; SourceError when printshop cannot write there."""
    folder = folder_at(address)
    return store_at(address) if folder is None else FolderStorage(folder.resolve())


def store_at(url: str) -> ObjectStore:
    """Open an object store; SourceError when it is of no kind that is known."""
    scheme = url.partition("://")[0]
    if scheme not in {*LIBRARIES, _FOR_TESTS}:
        known = ", ".join(f"{name}://" for name in ("file", "s3", "gs", "az"))
        raise SourceError(
            f"printshop knows no {scheme}:// addresses",
            where=url,
            hint=f"name a folder, or an address that begins with {known}",
        )
    return ObjectStore(url.rstrip("/"))
