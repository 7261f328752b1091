"""The index: all issues and stories as they were last read, in ``archive.sqlite``.

It has one writer at a time, the copyreader of one of the processes that serve the
workspace; all of them read it. An issue is put in as a whole or not at all.

A story's row is numbered by its issue's date, so that newer ones have larger numbers:
the newest of many hits are found without looking at the rest.

An issue is shown from its date on: the next one lies in the newsroom's folder while it
is being made. So whoever reads the index finds only what is shown today, by views that
stand before the tables; whoever writes it finds all.
"""

import datetime
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from printshop.database import open_database
from printshop.web.archive.json_form import as_json, from_json
from printshop.web.archive.nouns import IssueCard, StoryPage

FILE = Path(".printshop") / "web" / "archive.sqlite"
WORDS_TABLE = (
    "CREATE VIRTUAL TABLE words USING fts5 (headline, standfirst, about, text,"
    " tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')"
)

_VERSION = 2
_ROWS_A_DAY = 1_000_000
_TABLES = (
    """CREATE TABLE issues (number TEXT PRIMARY KEY, date TEXT, age TEXT, folder TEXT,
    card TEXT) WITHOUT ROWID""",
    "CREATE INDEX issues_by_age ON issues (date, age)",
    """CREATE TABLE stories (id INTEGER PRIMARY KEY, number TEXT, slug TEXT, place INT,
    form TEXT, is_page_sure INT, card TEXT, UNIQUE (number, slug))""",
    "CREATE INDEX stories_by_place ON stories (number, place, slug)",
    "CREATE TABLE pages (id INTEGER PRIMARY KEY, page BLOB)",
    """CREATE TABLE pictures (number TEXT, name TEXT, slug TEXT, told TEXT,
    PRIMARY KEY (number, name, slug)) WITHOUT ROWID""",
    WORDS_TABLE,
    """CREATE TABLE looked_at (folder TEXT PRIMARY KEY, number TEXT, own TEXT,
    shared TEXT, needs TEXT, fault TEXT) WITHOUT ROWID""",
    "CREATE TABLE asked (number TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE marks (name TEXT PRIMARY KEY, told TEXT) WITHOUT ROWID",
)
_SHOWN_ONLY = (
    "CREATE TEMP VIEW issues AS SELECT * FROM main.issues WHERE date <= today()",
    "CREATE TEMP VIEW stories AS SELECT * FROM main.stories WHERE id < first_hidden()",
    """CREATE TEMP VIEW pictures AS SELECT * FROM main.pictures
    WHERE number IN (SELECT number FROM main.issues WHERE date <= today())""",
)

Today = Callable[[], datetime.date]


@dataclass(frozen=True, slots=True)
class PictureFile:
    """Where the file of a story's picture lies, and what it was when it was read."""

    name: str
    """In its address, without the width."""
    file: str
    """Below the workspace."""
    sha256: str
    widths: tuple[int, ...]
    is_drawing: bool


@dataclass(frozen=True, slots=True)
class SearchedWords:
    """What of a story is searched, as ``searchable`` writes it."""

    headline: str
    standfirst: str
    about: str
    """Who wrote it, where, and what stands over it."""
    text: str


@dataclass(frozen=True, slots=True)
class IndexedStory:
    """A story as it goes into the index."""

    page: StoryPage
    is_page_sure: bool
    """The newsroom itself has said on which page it ran."""
    words: SearchedWords
    pictures: tuple[PictureFile, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexedIssue:
    """An issue as it goes into the index."""

    card: IssueCard
    folder: str
    stories: tuple[IndexedStory, ...]
    """In the newsroom's order."""
    broken: frozenset[str] = frozenset()
    """Stories that cannot be read now: they stay as they were read last."""


def open_index(root: Path) -> sqlite3.Connection:
    """Open a workspace's index to write. Raises SourceError when that cannot be."""
    return open_database(root / FILE, _VERSION, _TABLES)


def open_to_read(root: Path) -> sqlite3.Connection:
    """Open a workspace's index that is sound: whoever serves has opened it before."""
    address = f"{(root / FILE).resolve().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def open_for_readers(root: Path, today: Today) -> sqlite3.Connection:
    """Open a sound index of which no more is seen than is shown today.

    In SQL ``first_hidden()`` is the first row of a story that is not.
    """
    connection = open_to_read(root)

    def first_hidden() -> int:
        return (today().toordinal() + 1) * _ROWS_A_DAY

    for name, told in (
        ("today", lambda: today().isoformat()),
        ("first_hidden", first_hidden),
    ):  # the same all through a statement
        connection.create_function(name, 0, told, deterministic=True)
    for view in _SHOWN_ONLY:
        connection.execute(view)
    return connection


def open_to_write(root: Path) -> sqlite3.Connection:
    """Open an index that is open already, for a small change from elsewhere."""
    return sqlite3.connect(root / FILE)


def age_of(number: str) -> str:
    """Write an issue's number so that issues of one day are in order: 9 before 10."""
    return number.zfill(40)


def put_issue(connection: sqlite3.Connection, issue: IndexedIssue) -> None:
    """Put an issue in the place of what was there of it, and of its folder."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        rows = sorted(
            (*_rows(issue), *_kept_rows(connection, issue)), key=lambda row: row.place
        )
        card = _card(connection, issue, len(rows))
        query = "SELECT number FROM issues WHERE folder = ? AND number != ?"
        renamed = list(connection.execute(query, (issue.folder, card.number)))
        for (number,) in [*renamed, (card.number,)]:
            _take_out(connection, number)
        first = _first_id(connection, card)
        for at, row in enumerate(rows):
            _put_row(connection, card.number, first + at, at, row)
        values = (card.number, card.date.isoformat(), age_of(card.number))
        connection.execute(
            "INSERT INTO issues VALUES (?, ?, ?, ?, ?)",
            (*values, issue.folder, as_json(card)),
        )


def take_out(connection: sqlite3.Connection, number: str) -> None:
    """Take an issue out of the index."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        _take_out(connection, number)


@dataclass(frozen=True, slots=True)
class _Row:
    """A story's rows: as it is read now, or as they were kept."""

    place: float
    values: tuple[Any, ...]
    """Slug, form, whether the page is sure, card."""
    page: bytes
    words: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...]
    """Names, and what is told of them."""


def _rows(issue: IndexedIssue) -> Iterator[_Row]:
    for place, story in enumerate(issue.stories):
        card = story.page.card
        words = story.words
        yield _Row(
            place,
            (card.slug, card.form.value, story.is_page_sure, as_json(card)),
            zlib.compress(as_json(story.page).encode()),
            (words.headline, words.standfirst, words.about, words.text),
            tuple((one.name, as_json(one)) for one in story.pictures),
        )


def _kept_rows(connection: sqlite3.Connection, issue: IndexedIssue) -> Iterator[_Row]:
    """Give what was read before of stories that cannot be read now."""
    number = issue.card.number
    for slug in sorted(issue.broken):
        of_story = (number, slug)
        query = (
            "SELECT id, place, page, slug, form, is_page_sure, card"
            " FROM stories JOIN pages USING (id) WHERE number = ? AND slug = ?"
        )
        row = connection.execute(query, of_story).fetchone()
        if row is None:
            continue
        row_id, place, page, *values = row
        query = "SELECT headline, standfirst, about, text FROM words WHERE rowid = ?"
        words = connection.execute(query, (row_id,)).fetchone()
        query = "SELECT name, told FROM pictures WHERE number = ? AND slug = ?"
        pictures = tuple(connection.execute(query, of_story))
        yield _Row(place - 0.5, tuple(values), page, words, pictures)


def _card(connection: sqlite3.Connection, issue: IndexedIssue, count: int) -> IssueCard:
    """List an issue with all its stories; a lead that is broken now still leads."""
    card = replace(issue.card, story_count=count)
    query = "SELECT card FROM issues WHERE number = ?"
    row = connection.execute(query, (card.number,)).fetchone()
    before = from_json(IssueCard, row[0]) if row else card
    if before.lead and before.lead.slug in issue.broken:
        return replace(card, lead=before.lead, headlines=before.headlines)
    return card


def _take_out(connection: sqlite3.Connection, number: str) -> None:
    for statement in (
        "DELETE FROM words WHERE rowid IN (SELECT id FROM stories WHERE number = ?)",
        "DELETE FROM pages WHERE id IN (SELECT id FROM stories WHERE number = ?)",
        "DELETE FROM stories WHERE number = ?",
        "DELETE FROM pictures WHERE number = ?",
        "DELETE FROM issues WHERE number = ?",
    ):
        connection.execute(statement, (number,))


def _first_id(connection: sqlite3.Connection, card: IssueCard) -> int:
    """Find room for an issue among the rows of its day."""
    first = card.date.toordinal() * _ROWS_A_DAY
    query = "SELECT max(id) FROM stories WHERE id >= ? AND id < ?"
    (last,) = connection.execute(query, (first, first + _ROWS_A_DAY)).fetchone()
    return first if last is None else int(last) + 1


def _put_row(
    connection: sqlite3.Connection, number: str, row_id: int, place: int, row: _Row
) -> None:
    slug, *rest = row.values
    connection.execute(
        "INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row_id, number, slug, place, *rest),
    )
    connection.execute("INSERT INTO pages VALUES (?, ?)", (row_id, row.page))
    connection.execute(
        "INSERT INTO words (rowid, headline, standfirst, about, text)"
        " VALUES (?, ?, ?, ?, ?)",
        (row_id, *row.words),
    )
    connection.executemany(
        "REPLACE INTO pictures VALUES (?, ?, ?, ?)",
        ((number, name, slug, told) for name, told in row.pictures),
    )
