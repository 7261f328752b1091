"""What the copyreader has looked at: folders, and the state in which each was read.

A row is written before an issue is read and again after it: an issue that ends the
process is not read again until somebody has edited it.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from printshop.web.archive.json_form import as_json, from_json
from printshop.web.archive.reading import Needs

_WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An issue's folder when it was last read."""

    folder: str
    number: str
    own: str
    """State of the files that it was read from."""
    shared: str
    """State of what all issues are read with."""
    needs: Needs
    fault: str = ""
    """What could not be read, for the newsroom."""


class LookedAtTable:
    """The rows, and what has been asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take an open index."""
        self._sql = connection

    def shared_states(self) -> Mapping[str, str]:
        """Give the shared state of all rows, by folder."""
        return dict(self._sql.execute("SELECT folder, shared FROM looked_at"))

    def at(self, folder: str) -> LookedAt | None:
        """Find a folder."""
        query = "SELECT * FROM looked_at WHERE folder = ?"
        row = self._sql.execute(query, (folder,)).fetchone()
        return None if row is None else _looked_at(row)

    def of(self, number: str) -> LookedAt | None:
        """Find an issue by its number."""
        query = "SELECT * FROM looked_at WHERE number = ?"
        row = self._sql.execute(query, (number,)).fetchone()
        return None if row is None else _looked_at(row)

    def folder_of(self, number: str) -> str | None:
        """Name the folder of an issue."""
        query = "SELECT folder FROM looked_at WHERE number = ?"
        row = self._sql.execute(query, (number,)).fetchone()
        return None if row is None else str(row[0])

    def keep(self, row: LookedAt) -> None:
        """Keep a row."""
        values = (row.folder, row.number, row.own, row.shared)
        with self._sql:
            self._sql.execute(
                "REPLACE INTO looked_at VALUES (?, ?, ?, ?, ?, ?)",
                (*values, as_json(row.needs), row.fault),
            )

    def forget(self, folder: str) -> None:
        """Forget a folder."""
        with self._sql:
            self._sql.execute("DELETE FROM looked_at WHERE folder = ?", (folder,))

    def asked(self) -> tuple[str, ...]:
        """Name the issues that somebody waits for."""
        return tuple(number for (number,) in self._sql.execute("SELECT * FROM asked"))

    def is_asked(self, number: str) -> bool:
        """Tell whether an issue is still waited for."""
        query = "SELECT 1 FROM asked WHERE number = ?"
        return self._sql.execute(query, (number,)).fetchone() is not None

    def ask(self, number: str) -> None:
        """Ask for an issue to be looked at before others."""
        with self._sql:
            self._sql.execute("INSERT OR IGNORE INTO asked VALUES (?)", (number,))

    def answer(self, number: str) -> None:
        """Say that an issue has been looked at."""
        with self._sql:
            self._sql.execute("DELETE FROM asked WHERE number = ?", (number,))

    def is_whole(self) -> bool:
        """Tell whether every issue has been looked at since the index was begun."""
        query = "SELECT 1 FROM marks WHERE name = ?"
        return self._sql.execute(query, (_WHOLE,)).fetchone() is not None

    def mark_whole(self) -> None:
        """Keep that every issue has been looked at."""
        if not self.is_whole():
            with self._sql:
                self._sql.execute("REPLACE INTO marks VALUES (?, '')", (_WHOLE,))


def _looked_at(row: tuple[str, ...]) -> LookedAt:
    folder, number, own, shared, needs, fault = row
    return LookedAt(folder, number, own, shared, from_json(Needs, needs), fault)
