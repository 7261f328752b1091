"""What a site was made of, so that only what has changed is made again.

It stands in ``.printshop/downloads.sqlite`` of the newsroom's folder. Losing it costs
time alone: all is made again, and what has the right bytes already is left as it is.
"""

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Any

from printshop.database import open_database
from printshop.download_site.nouns import Cover, Download, IssueEntry, StoryEntry

_FILE = "downloads.sqlite"
_VERSION = 1
_TABLES = (
    """CREATE TABLE issues (output TEXT, number TEXT, date TEXT, made_of TEXT,
    front TEXT, page TEXT, made TEXT, entry TEXT, PRIMARY KEY (output, number))
    WITHOUT ROWID""",
    """CREATE TABLE sites (output TEXT PRIMARY KEY, made_of TEXT, files TEXT)
    WITHOUT ROWID""",
)


@dataclass(frozen=True, slots=True)
class Known:
    """An issue as it was listed when it was last looked at."""

    number: str
    date: str
    made_of: str
    """Digest of its PDFs."""
    front: str
    """Checksum of the PDF that its covers show."""
    page: str
    """Digest of all that its page was made of; empty when it must be made again."""
    made: str
    """What was made besides its PDFs, with sizes, in JSON."""
    told: str
    """The entry, in JSON: reading all of an archive takes long."""

    @property
    def entry(self) -> IssueEntry:
        """Read the entry."""
        return _entry(json.loads(self.told))

    @property
    def sizes(self) -> Mapping[str, int]:
        """Give what was made besides its PDFs, with sizes."""
        return dict(json.loads(self.made))


def known_of(entry: IssueEntry, made_of: str, front: str) -> Known:
    """Take what is known of an issue whose page is still to be made."""
    date = entry.date.isoformat()
    made = json.dumps({one.place: one.size for one in entry.made})
    told = json.dumps({**asdict(entry), "date": date}, ensure_ascii=False)
    return Known(entry.number, date, made_of, front, "", made, told)


class Memory:
    """Remembers the site of one output."""

    def __init__(self, connection: sqlite3.Connection, output: str) -> None:
        """Take an open data base, and the name of an output."""
        self._sql, self._output = connection, output

    def issues(self) -> dict[str, Known]:
        """Give all issues that are listed, by their numbers."""
        query = "SELECT * FROM issues WHERE output = ?"
        rows = self._sql.execute(query, (self._output,))
        return {number: Known(number, *rest) for _, number, *rest in rows}

    def keep_issues(self, issues: Iterable[Known]) -> None:
        """Keep what is known of issues."""
        rows = [(self._output, *astuple(known)) for known in issues]
        marks = ", ".join("?" * (len(fields(Known)) + 1))
        with self._sql:
            self._sql.executemany(f"REPLACE INTO issues VALUES ({marks})", rows)

    def forget_issue(self, number: str) -> None:
        """Forget an issue that is listed no more."""
        query = "DELETE FROM issues WHERE output = ? AND number = ?"
        with self._sql:
            self._sql.execute(query, (self._output, number))

    def site(self) -> tuple[str, Mapping[str, int]]:
        """Give the digest of what the site was made of, and the sizes of its files."""
        query = "SELECT made_of, files FROM sites WHERE output = ?"
        row = self._sql.execute(query, (self._output,)).fetchone()
        return (row[0], json.loads(row[1])) if row else ("", {})

    def keep_site(self, made_of: str, files: Mapping[str, int]) -> None:
        """Keep what the site was made of."""
        row = (self._output, made_of, json.dumps(files))
        with self._sql:
            self._sql.execute("REPLACE INTO sites VALUES (?, ?, ?)", row)


@contextmanager
def open_memory(folder: Path, output: str) -> Iterator[Memory]:
    """Open the memory in a folder. Raises SourceError when it cannot be written."""
    with closing(open_database(folder / _FILE, _VERSION, _TABLES)) as connection:
        yield Memory(connection, output)


def _entry(told: dict[str, Any]) -> IssueEntry:
    return IssueEntry(
        number=told["number"],
        date=datetime.date.fromisoformat(told["date"]),
        issue=_download(told["issue"]),
        large_print=_download(told["large_print"]),
        archive=_download(told["archive"]),
        covers=tuple(Cover(**cover) for cover in told["covers"]),
        stories=tuple(_story(story) for story in told["stories"]),
    )


def _download(told: dict[str, Any] | None) -> Download | None:
    return Download(**told) if told else None


def _story(told: dict[str, Any]) -> StoryEntry:
    file = Download(**told.pop("file"))
    authors = tuple(told.pop("authors"))
    return StoryEntry(file=file, authors=authors, **told)
