"""Our SQLite files are opened sound, or begun anew; what cannot be opened is told."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from printshop.database import open_database
from printshop.errors import SourceError

TABLES = ("CREATE TABLE words (word TEXT)", "CREATE TABLE more (word TEXT)")


def opened(file: Path, version: int = 1) -> closing[sqlite3.Connection]:
    return closing(open_database(file, version, TABLES))


def remember(file: Path, word: str, version: int = 1) -> None:
    with opened(file, version) as connection, connection:
        connection.execute("INSERT INTO words VALUES (?)", (word,))


def remembered(file: Path, version: int = 1) -> list[str]:
    with opened(file, version) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM words")]


def test_what_was_kept_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    file = tmp_path / "made" / "on-the-way" / "words.sqlite"

    remember(file, "tide")

    assert remembered(file) == ["tide"]


def test_another_version_begins_anew_in_the_same_file(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite"
    remember(file, "tide")
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE of_old (word TEXT)")
        inode = file.stat().st_ino

    assert remembered(file, version=2) == []
    assert file.stat().st_ino == inode
    with opened(file, 2) as connection:
        names = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema")
        }
    assert names == {"words", "more"}


@pytest.mark.parametrize("at", [0, 4096])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, at: int) -> None:
    file = tmp_path / "words.sqlite"
    for number in range(50):
        remember(file, f"{number}" * 100)
    data = bytearray(file.read_bytes())
    data[at : at + 2000] = b"\xff" * 2000
    file.write_bytes(data)

    assert remembered(file) == []
    remember(file, "tide")
    assert remembered(file) == ["tide"]


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").touch()

    with pytest.raises(SourceError, match="cannot be read and written") as told:
        open_database(tmp_path / "in-the-way" / "words.sqlite", 1, TABLES)
    (tmp_path / "words.sqlite").mkdir()
    with pytest.raises(SourceError, match="cannot be read and written"):
        open_database(tmp_path / "words.sqlite", 1, TABLES)

    assert "let printshop write there" in (told.value.hint or "")


def test_processes_that_begin_the_same_file_at_once_all_keep_their_words(
    tmp_path: Path,
) -> None:
    file, words = tmp_path / "words.sqlite", [f"word-{n}" for n in range(8)]
    context = multiprocessing.get_context("forkserver")
    begun = [context.Process(target=remember, args=(file, word)) for word in words]

    for process in begun:
        process.start()
    for process in begun:
        process.join()

    assert sorted(remembered(file)) == words
