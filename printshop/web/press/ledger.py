"""What the processes of a workspace know in common, in ``.printshop/web/press.sqlite``.

* Which file is the current one of a PDF, and for which state of the copy; which PDF
  could not be made of that state, and why.
* What was learnt of an issue when it was last read, on which pages its stories stand,
  and what its cover looks like.

Losing it costs time and no file: the finished files know themselves. Two releases of
printshop may run side by side while one takes over from the other: what depends on its
code is kept for each ``program``.
"""

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from printshop.batch import Wanted
from printshop.batch.manifest import IssueNotes
from printshop.database import open_database
from printshop.web.nouns import Made, NotMade, Trouble
from printshop.web.press.store import PDF, Store

_VERSION = 1
_FILE = "number TEXT, edition TEXT, slug TEXT, program TEXT"
_TABLES = (
    f"""CREATE TABLE standing ({_FILE}, state TEXT, until REAL, key TEXT, sha256 TEXT,
    size INT, pages INT, made_at TEXT, PRIMARY KEY (number, edition, slug, program))
    WITHOUT ROWID""",
    f"""CREATE TABLE failures ({_FILE}, state TEXT, until REAL, trouble TEXT, told TEXT,
    PRIMARY KEY (number, edition, slug, program)) WITHOUT ROWID""",
    """CREATE TABLE issues (number TEXT PRIMARY KEY, ages TEXT, named TEXT)
    WITHOUT ROWID""",
    """CREATE TABLE pages (number TEXT PRIMARY KEY, state TEXT, pages TEXT)
    WITHOUT ROWID""",
    """CREATE TABLE covers (number TEXT, width_px INT, key TEXT, sha256 TEXT, size INT,
    made_at TEXT, PRIMARY KEY (number, width_px)) WITHOUT ROWID""",
    f"""CREATE TABLE orders (at INTEGER PRIMARY KEY AUTOINCREMENT, {_FILE},
    is_background INT, owner TEXT, tries INT, stage TEXT, done INT, total INT,
    asked REAL,
    UNIQUE (number, edition, slug, program))""",
    """CREATE TABLE outcomes (at INTEGER PRIMARY KEY, ended REAL, state TEXT,
    told TEXT)""",
)
_FOREVER = 1e12
_OLD_S = 7 * 86400.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be entered of a file."""

    state: str
    told: Made | NotMade
    seconds_true: float | None = None
    """After which it is to be tried anew, whatever has changed; None for never."""


class Ledger:
    """Keeps the tables; a thread of its own has it."""

    def __init__(self, path: Path, program: str, store: Store) -> None:
        """Open the file. Raises SourceError when it cannot be written."""
        self.sql = open_database(path, _VERSION, _TABLES)
        self.program = program
        self._store = store

    def close(self) -> None:
        """Close the file."""
        self.sql.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Let nobody else write until all of it is written."""
        with self.sql:
            self.sql.execute("BEGIN IMMEDIATE")
            yield self.sql

    def standing(self, wanted: Wanted, state: str) -> Made | None:
        """Give the file that was made of a state, if it is still there."""
        row = self.sql.execute(
            "SELECT key, sha256, size, pages, made_at FROM standing WHERE number = ?"
            " AND edition = ? AND slug = ? AND program = ? AND state = ? AND until > ?",
            (*self._of(wanted), state, time.time()),
        ).fetchone()
        made = self._made(PDF, *row) if row and state else None
        return made if made and self._store.is_there(made) else None

    def failure(self, wanted: Wanted, state: str) -> NotMade | None:
        """Tell why a file could not be made of a state, if that is to be believed."""
        row = self.sql.execute(
            "SELECT trouble, told FROM failures WHERE number = ? AND edition = ?"
            " AND slug = ? AND program = ? AND state = ? AND until > ?",
            (*self._of(wanted), state, time.time()),
        ).fetchone()
        return NotMade(Trouble(row[0]), row[1]) if row else None

    def enter(self, wanted: Wanted, verdict: Verdict) -> None:
        """Enter what came of a file; to be called while writing."""
        told, named = verdict.told, self._of(wanted)
        true_s = verdict.seconds_true
        until = _FOREVER if true_s is None else time.time() + true_s
        place = "number = ? AND edition = ? AND slug = ? AND program = ?"
        if isinstance(told, NotMade):
            why = told.trouble.value, told.told
            self._replace("failures", *named, verdict.state, until, *why)
            return
        self.sql.execute(f"DELETE FROM failures WHERE {place}", named)
        if verdict.state:
            self._replace("standing", *named, verdict.state, until, *_row_of(told))

    def notes(self, number: str) -> IssueNotes | None:
        """Give what was noted when an issue was last read."""
        query = "SELECT ages, named FROM issues WHERE number = ?"
        row = self.sql.execute(query, (number,)).fetchone()
        if row is None:
            return None
        ages = tuple((day, language) for day, language in json.loads(row[0]))
        return IssueNotes(ages, tuple(json.loads(row[1])))

    def keep_notes(self, number: str, notes: IssueNotes) -> None:
        """Keep what was noted of an issue; to be called while writing."""
        ages, named = json.dumps(notes.ages), json.dumps(notes.named)
        self._replace("issues", number, ages, named)

    def pages(self, number: str) -> tuple[str, Mapping[str, int]] | None:
        """Give the pages of an issue's stories, and the state that they are of."""
        query = "SELECT state, pages FROM pages WHERE number = ?"
        row = self.sql.execute(query, (number,)).fetchone()
        return (row[0], json.loads(row[1])) if row else None

    def keep_pages(self, number: str, state: str, pages: Mapping[str, int]) -> None:
        """Keep the pages of an issue's stories; to be called while writing."""
        self._replace("pages", number, state, json.dumps(pages))

    def cover(self, number: str, width_px: int) -> Made | None:
        """Give the cover that was drawn last, if it is still there."""
        row = self.sql.execute(
            "SELECT key, sha256, size, 1, made_at FROM covers WHERE number = ?"
            " AND width_px = ?",
            (number, width_px),
        ).fetchone()
        made = self._made(cover_ending(width_px), *row) if row else None
        return made if made and self._store.is_there(made) else None

    def keep_cover(self, number: str, width_px: int, made: Made) -> None:
        """Keep a cover; to be called while writing."""
        key, sha256, size, _, made_at = _row_of(made)
        self._replace("covers", number, width_px, key, sha256, size, made_at)

    def forget_old(self) -> None:
        """Forget what other releases of printshop have left a week ago."""
        now = time.time()
        then = now - _OLD_S
        day = datetime.fromtimestamp(then, UTC).isoformat()
        with self.writing() as sql:
            sql.execute("DELETE FROM failures WHERE until < ?", (now,))
            for table, time_of, limit in (
                ("standing", "made_at", day),
                ("orders", "asked", then),
            ):
                sql.execute(
                    f"DELETE FROM {table} WHERE program != ? AND {time_of} < ?",
                    (self.program, limit),
                )

    def made_as_told(self, told: Mapping[str, Any]) -> Made:
        """Take a file from what another process has told of it."""
        values = (told[name] for name in ("key", "sha256", "size", "pages", "made_at"))
        return self._made(PDF, *values)

    def _replace(self, table: str, *row: Any) -> None:
        marks = ", ".join("?" * len(row))
        self.sql.execute(f"REPLACE INTO {table} VALUES ({marks})", row)

    def _of(self, wanted: Wanted) -> tuple[str, str, str, str]:
        return wanted.number, wanted.edition.value, wanted.slug or "", self.program

    def _made(self, ending: str, *row: Any) -> Made:
        key, sha256, size, pages, made_at = row
        path, when = self._store.path(key, ending), datetime.fromisoformat(made_at)
        return Made(key, sha256, path, size, pages, when)


def cover_ending(width_px: int) -> str:
    """End the name of a cover, which is named after the PDF that it shows."""
    return f"-cover-{width_px}.webp"


def as_told(made: Made) -> dict[str, Any]:
    """Tell other processes of a file."""
    names = ("key", "sha256", "size", "pages", "made_at")
    return dict(zip(names, _row_of(made), strict=True))


def _row_of(made: Made) -> tuple[str, str, int, int, str]:
    when = made.made_at.isoformat()
    return made.key, made.sha256, made.size, made.pages, when
