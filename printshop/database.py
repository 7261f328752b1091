"""The SQLite files that printshop keeps: opened sound, or begun anew.

``open_database`` is the one way to open them. It is for what can be made again: a file
that is damaged, or that another version of printshop has made, is emptied, and nobody
is asked. What cannot be made again does not belong into such a file.

* Write-ahead log: who reads is not held up by who writes. Several processes may open
  the same file, and one that is killed leaves it sound. A connection is its thread's.
* Not every change is forced to the disk: when the machine itself stops, the last ones
  may be lost. So a file is in its place before a change here says that it is.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from printshop.errors import SourceError


def open_database(
    path: Path, version: int, tables: Sequence[str]
) -> sqlite3.Connection:
    """Open a file that has these tables, each told by the statement that makes it.

    The folder is made if it is missing. Another ``version`` means other tables, and is
    1 at least. Raises SourceError when it cannot be read and written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _opened(path, version, tables)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # it is no data base, or a damaged one
            for left in (path, *(Path(f"{path}{end}") for end in ("-wal", "-shm"))):
                left.unlink(missing_ok=True)
            return _opened(path, version, tables)
    except (OSError, sqlite3.Error) as error:
        raise SourceError(
            f"it cannot be read and written: {error}",
            where=str(path),
            hint="let printshop write there, and see that the disk is not full",
        ) from error


def _opened(path: Path, version: int, tables: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (health,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if health != "ok":
            raise sqlite3.DatabaseError(health)
        if _version(connection) != version:
            _begin_anew(connection, version, tables)
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _begin_anew(
    connection: sqlite3.Connection, version: int, tables: Sequence[str]
) -> None:
    """Put new tables in the place of all that are there."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) == version:  # another process has been quicker
            return
        query = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        names = [name for (name,) in connection.execute(query)]
        for name in names:
            if not name.startswith("sqlite_"):
                # a table for searching takes others with it
                connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        for table in tables:
            connection.execute(table)
        connection.execute(f"PRAGMA user_version = {version}")
