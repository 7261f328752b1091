"""The manifest: what has been printed, in ``.printshop/manifest.sqlite``.

It has one writer, the parent process; a lock keeps a second export away. Losing it
costs time and no PDF: it is filled again from the receipts beside the files.
"""

import fcntl
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from printshop.batch.parts import State
from printshop.batch.stamps import Stamp
from printshop.batch.wanted import Wanted
from printshop.database import open_database
from printshop.errors import SourceError
from printshop.press import Edition
from printshop.storage import is_url

FOLDER = ".printshop"
_VERSION = 3
_TABLES = (
    """CREATE TABLE stamps (path TEXT PRIMARY KEY, size INT, mtime_ns INT, sha256 TEXT)
    WITHOUT ROWID""",
    """CREATE TABLE issues (number TEXT PRIMARY KEY, ages TEXT, named TEXT)
    WITHOUT ROWID""",
    "CREATE TABLE shared (digest TEXT PRIMARY KEY, parts TEXT) WITHOUT ROWID",
    """CREATE TABLE states (digest TEXT PRIMARY KEY, parts TEXT, shared TEXT)
    WITHOUT ROWID""",
    """CREATE TABLE files (
    output TEXT, number TEXT, edition TEXT, slug TEXT, state TEXT, key TEXT,
    place TEXT, sha256 TEXT, size INT, mark TEXT, pages INT, findings TEXT,
    printed TEXT, seconds REAL, PRIMARY KEY (output, number, edition, slug))
    WITHOUT ROWID""",
)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file as it was printed."""

    wanted: Wanted
    state: str
    """Of the issue, when the file was last known to be up to date."""
    key: str
    place: str
    """Below the folder for the output."""
    sha256: str
    size: int
    mark: str
    """By which the storage tells it from a file that was written later."""
    pages: int
    told: str
    """The findings, in JSON: only a report reads them."""
    printed: str
    """When, in UTC."""
    seconds: float

    @property
    def findings(self) -> tuple[Mapping[str, Any], ...]:
        """Give what was found questionable."""
        return tuple(json.loads(self.told))


@dataclass(frozen=True, slots=True)
class IssueNotes:
    """What must be known of an issue before it is read again."""

    ages: tuple[tuple[str, str], ...]
    """Date and language of its stories: what the notices of their age depend on."""
    named: tuple[str, ...]
    """Other issues that its stories name."""


class Manifest:
    """Remembers files, states of issues, and stamps."""

    def __init__(self, connection: sqlite3.Connection, output: str) -> None:
        """Take an open data base; files are those of one output folder."""
        self._sql = connection
        self._output = output
        self._rows: dict[Wanted, FileRow] | None = None

    @property
    def output(self) -> str:
        """Name the output, the same when the whole workspace moves."""
        return self._output

    def stamps(self) -> dict[str, Stamp]:
        """Give all stamps."""
        rows = self._sql.execute("SELECT path, size, mtime_ns, sha256 FROM stamps")
        return {path: (size, time, digest) for path, size, time, digest in rows}

    def keep_stamps(self, fresh: Mapping[str, Stamp]) -> None:
        """Keep the stamps of a scan."""
        rows = ((path, *stamp) for path, stamp in fresh.items())
        with self._sql:
            self._sql.executemany("REPLACE INTO stamps VALUES (?, ?, ?, ?)", rows)

    def notes(self) -> dict[str, IssueNotes]:
        """Give what is known of all issues."""
        return {
            number: IssueNotes(
                tuple((day, language) for day, language in json.loads(ages)),
                tuple(json.loads(named)),
            )
            for number, ages, named in self._sql.execute("SELECT * FROM issues")
        }

    def keep_notes(self, number: str, notes: IssueNotes) -> None:
        """Keep what is known of an issue."""
        row = (number, json.dumps(notes.ages), json.dumps(notes.named))
        with self._sql:
            self._sql.execute("REPLACE INTO issues VALUES (?, ?, ?)", row)

    def parts(self, state: str) -> dict[str, str]:
        """Give the parts of a state, by name; empty when it is not known."""
        query = (
            "SELECT shared.parts, states.parts FROM states, shared"
            " WHERE states.digest = ? AND shared.digest = states.shared"
        )
        row = self._sql.execute(query, (state,)).fetchone()
        return {**json.loads(row[0]), **json.loads(row[1])} if row else {}

    def keep_state(self, state: State) -> None:
        """Keep a state, so that the next run can say what has changed."""
        shared, own = state.shared, state.own
        common = (shared.digest, json.dumps(shared.digests))
        row = (state.digest, json.dumps(own.digests), shared.digest)
        with self._sql:
            self._sql.execute("INSERT OR IGNORE INTO shared VALUES (?, ?)", common)
            self._sql.execute("INSERT OR IGNORE INTO states VALUES (?, ?, ?)", row)

    def forget_old_states(self) -> None:
        """Drop the states that no file is in any more."""
        with self._sql:
            self._sql.execute(
                "DELETE FROM states WHERE digest NOT IN (SELECT state FROM files)"
            )
            self._sql.execute(
                "DELETE FROM shared WHERE digest NOT IN (SELECT shared FROM states)"
            )

    def files(self) -> Mapping[Wanted, FileRow]:
        """Give all files of this output."""
        if self._rows is None:
            query = "SELECT * FROM files WHERE output = ?"
            rows = map(_file_row, self._sql.execute(query, (self._output,)))
            self._rows = {row.wanted: row for row in rows}
        return self._rows

    def keep_file(self, row: FileRow) -> None:
        """Keep what was printed."""
        wanted = row.wanted
        values = (
            *(self._output, wanted.number, wanted.edition.value, wanted.slug or ""),
            *(row.state, row.key, row.place, row.sha256, row.size, row.mark),
            *(row.pages, row.told, row.printed, row.seconds),
        )
        marks = ", ".join("?" * len(values))
        with self._sql:
            self._sql.execute(f"REPLACE INTO files VALUES ({marks})", values)
        if self._rows is not None:
            self._rows[wanted] = row

    def forget_file(self, wanted: Wanted) -> None:
        """Forget a file that is no more."""
        names = (self._output, wanted.number, wanted.edition.value, wanted.slug or "")
        with self._sql:
            self._sql.execute(
                "DELETE FROM files"
                " WHERE output = ? AND number = ? AND edition = ? AND slug = ?",
                names,
            )
        if self._rows is not None:
            self._rows.pop(wanted, None)


@contextmanager
def open_manifest(workspace: Path, output: str) -> Iterator[Manifest]:
    """Open the manifest of a workspace and an output, for this process alone.

    Raises SourceError when another export is at work, or it cannot be written.
    """
    folder = workspace / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / "export.lock").open("w")
    except OSError as error:
        raise SourceError(
            f"the manifest cannot be written: {error.strerror}",
            where=str(folder),
            hint="let printshop write there",
        ) from error
    with lock:
        _lock(lock.fileno(), folder)
        file = folder / "manifest.sqlite"
        with closing(open_database(file, _VERSION, _TABLES)) as connection:
            yield Manifest(connection, _address(workspace, output))


def _address(workspace: Path, output: str) -> str:
    """Name an output so that it keeps its name when the whole workspace moves."""
    if not is_url(output) and Path(output).is_relative_to(workspace):
        return Path(output).relative_to(workspace).as_posix()
    return output


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise SourceError(
            "another export of this newspaper is at work",
            where=str(folder),
            hint="wait until it ends, or end it",
        ) from error


def _file_row(values: tuple[Any, ...]) -> FileRow:
    _, number, edition, slug, state, key, place, sha256, size, mark, *rest = values
    wanted = Wanted(number, Edition(edition), slug or None)
    return FileRow(wanted, state, key, place, sha256, size, mark, *rest)
