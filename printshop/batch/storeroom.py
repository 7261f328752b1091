"""What stands in the output: files that are damaged, and files without a source."""

from collections.abc import Iterator
from dataclasses import replace

from printshop.batch.manifest import FileRow, Manifest
from printshop.batch.slips import is_as_printed, slip_place
from printshop.batch.state import Surveyor
from printshop.storage import Storage

_NEVER = "never"
"""No file has such a mark."""


def damaged_files(
    manifest: Manifest, output: Storage, numbers: tuple[str, ...]
) -> Iterator[tuple[FileRow, bool]]:
    """Read every file of some issues, and tell whether it has its checksum.

    One that has not is printed again by the next export, whatever its size and time.
    """
    for wanted, row in sorted(manifest.files().items(), key=lambda item: item[1].place):
        if wanted.number in numbers:
            is_sound = is_as_printed(output, row.place, row.sha256)
            if not is_sound:
                manifest.keep_file(replace(row, mark=_NEVER))
            yield row, is_sound


def orphans(manifest: Manifest, surveyor: Surveyor) -> list[FileRow]:
    """List the files whose issue or story is no more."""
    there = surveyor.with_source()
    rows = sorted(manifest.files().values(), key=lambda row: row.place)
    return [row for row in rows if (row.wanted.number, row.wanted.slug) not in there]


def remove_orphans(manifest: Manifest, output: Storage, rows: list[FileRow]) -> None:
    """Remove files with their receipts. Raises SourceError when one cannot be."""
    for row in rows:
        output.remove(row.place)
        output.remove(slip_place(row.place))
        manifest.forget_file(row.wanted)
