"""What is made for an issue besides its PDFs: its contents, its ZIP, its covers.

It is made again only when one of the PDFs has changed, and the covers only when the
issue's own PDF has. A file that has the right bytes already is left as it is, so that
no server hands it out anew.
"""

import hashlib
from dataclasses import dataclass

from printshop.download_site.archive import archive_of, member_names
from printshop.download_site.contents import download, story_entries
from printshop.download_site.nouns import (
    Cover,
    Download,
    IssueEntry,
    IssueFiles,
    PrintedFile,
)
from printshop.download_site.places import archive_place, cover_place
from printshop.errors import SourceError
from printshop.finish.said_of_itself import read_said_of_itself
from printshop.proof import PictureFormat, encode_picture, page_pictures
from printshop.storage import Storage

COVER_WIDTHS_PX = (320, 640)
"""In a list, and alone; on fine screens half as wide."""

_RECIPE = "1"
"""To be changed when the same PDFs shall give another ZIP, covers or contents."""


@dataclass(frozen=True, slots=True)
class Bundling:
    """An order to bring what belongs to an issue up to date."""

    storage: Storage
    files: IssueFiles
    publication: str
    file_name: str
    has_archive: bool
    covers: tuple[Cover, ...]
    """That show the issue's PDF as it is; empty when they must be drawn."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """An issue as it is listed now, and the files that are new or have changed."""

    entry: IssueEntry
    written: tuple[str, ...]


def digest_of(files: IssueFiles, *, has_archive: bool) -> str:
    """Digest all that an issue's bundle is made of."""
    parts = [_RECIPE, str(has_archive)]
    for one in files.all_files:
        parts += [one.place, one.edition.value, one.slug or "", one.sha256]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def bundle(order: Bundling) -> Bundled:
    """Make what belongs to an issue. Raises SourceError when a PDF cannot be read."""
    files, written = order.files, _Written(order.storage)
    wanted = (files.issue, *files.stories)
    data = {one.place: _read(order.storage, one.place) for one in wanted if one}
    large = files.large_print
    first = files.issue or (files.stories[0] if files.stories else large)
    assert first is not None  # an issue without a PDF is not listed
    said = read_said_of_itself(
        data.get(first.place) or _read(order.storage, first.place), first.place
    )
    stories = story_entries(files, data, order.publication)
    archive = None
    if order.has_archive and stories:
        members = member_names(order.file_name, files, stories)
        whole = archive_of(said.date, ((name, data[f.place]) for name, f in members))
        place = archive_place(order.file_name, files.number)
        written.put(place, whole)
        archive = Download(place, len(whole))
    covers = order.covers
    if files.issue and not covers:
        covers = _covers(order, files.issue, data[files.issue.place], written)
    entry = IssueEntry(
        number=files.number,
        date=said.date,
        issue=download(files.issue) if files.issue else None,
        large_print=download(large) if large else None,
        archive=archive,
        covers=covers if files.issue else (),
        stories=stories,
    )
    return Bundled(entry, tuple(written.places))


class _Written:
    """Writes what differs from what stands there, and remembers where."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.places: list[str] = []

    def put(self, place: str, data: bytes) -> None:
        """Put a file in its place unless it stands there."""
        if put(self._storage, place, data):
            self.places.append(place)


def put(storage: Storage, place: str, data: bytes) -> bool:
    """Put a file in its place, and tell whether it was not there already."""
    standing = storage.stat(place)
    if standing and standing.size == len(data) and storage.read(place) == data:
        return False
    storage.put(place, data)
    return True


def _read(storage: Storage, place: str) -> bytes:
    data = storage.read(place)
    if data is None:
        raise SourceError(
            "the PDF is missing",
            where=storage.name(place),
            hint="export the issue again",
        )
    return data


def _covers(
    order: Bundling, issue: PrintedFile, data: bytes, written: _Written
) -> tuple[Cover, ...]:
    """Draw the front page in every width."""
    covers = []
    for width_px in COVER_WIDTHS_PX:
        (picture,) = page_pictures(data, width_px, [1], issue.place)
        place = cover_place(order.file_name, issue.number, width_px)
        encoded = encode_picture(picture, PictureFormat.WEBP)
        written.put(place, encoded)
        covers.append(Cover(place, len(encoded), picture.width, picture.height))
    return tuple(covers)
