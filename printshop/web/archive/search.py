"""Search: which stories have the words that somebody has typed, and where.

First come stories that have all the words in the headline; then those that have them
there, in the standfirst, or in what says who wrote it and where; then all others. Among
equals the newest is first. Of each kind only the newest are looked at, so a search in
a large archive takes hardly longer than in a small one. (Other rankings weigh how often
words occur in the whole archive; that would have to be counted for each search.)
"""

import datetime
import math
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import product

from printshop.web.archive.index import WORDS_TABLE
from printshop.web.archive.nouns import SearchHit, SearchPage, StoryCard, Words
from printshop.web.archive.search_words import search_queries, shortened

Listed = Callable[[str, int], StoryCard]
"""Makes a story's card of what the index holds of it."""

HITS_A_PAGE = 20
MOST_SHOWN = 500

_OPEN, _CLOSE = "\x01", "\x02"
_EXCERPTS = ((0, 64), (1, 64), (3, 30))
"""Columns of which excerpts are cut, and of how many words: FTS5 allows 64."""

_KINDS = ("{headline} : ", "{headline standfirst about} : ", "")
"""Where the words have to be, by columns; last comes anywhere."""


def search(
    connection: sqlite3.Connection, listed: Listed, typed: str, page: int
) -> SearchPage:
    """Find stories, the best first; a page beyond the last is the last one."""
    queries = search_queries(typed)
    found = _found(connection, queries)
    total = min(len(found), MOST_SHOWN)
    pages = max(1, math.ceil(total / HITS_A_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * HITS_A_PAGE
    shown = found[first : min(first + HITS_A_PAGE, total)]
    hits = tuple(_hits(connection, listed, queries[-1], shown)) if shown else ()
    is_more = len(found) > MOST_SHOWN
    return SearchPage(shortened(typed), hits, page, pages, total, is_more)


def _found(connection: sqlite3.Connection, queries: Sequence[str]) -> Sequence[int]:
    """Find the rows of stories, the best first, and no more than are needed."""
    statement = (
        "SELECT rowid FROM words WHERE words MATCH ? AND rowid < first_hidden()"
        " ORDER BY rowid DESC LIMIT ?"
    )
    found: dict[int, None] = {}
    for query, kind in product(queries, _KINDS):
        rows = connection.execute(statement, (f"{kind}({query})", MOST_SHOWN + 1))
        found |= dict.fromkeys(row for (row,) in rows)
        if len(found) > MOST_SHOWN:
            break
    return list(found)


def _hits(
    connection: sqlite3.Connection, listed: Listed, query: str, rows: Sequence[int]
) -> Iterator[SearchHit]:
    """Show stories that were found."""
    statement = (
        "SELECT stories.card, is_page_sure, date, headline, standfirst, about, text"
        " FROM stories JOIN issues USING (number) JOIN words ON words.rowid = id"
        " WHERE id = ?"
    )
    found = [connection.execute(statement, (row,)).fetchone() for row in rows]
    marked = _marked([words for _, _, _, *words in found], query)
    for (card, is_page_sure, date, *_), excerpts in zip(found, marked, strict=True):
        headline, standfirst, text = excerpts
        is_in_text = _OPEN in text or not standfirst
        yield SearchHit(
            card=listed(card, is_page_sure),
            issue_date=datetime.date.fromisoformat(date),
            headline=tuple(_words(headline)),
            excerpt=tuple(_words(text if is_in_text else standfirst)),
        )


def _marked(
    stories: Sequence[Sequence[str]], query: str
) -> Sequence[tuple[str, str, str]]:
    """Mark what was searched for in the words of stories, and cut excerpts.

    They are put into an index of their own for it: in the large one each would have to
    be looked for among all others.
    """
    excerpts = ", ".join(
        f"snippet(words, {column}, '{_OPEN}', '{_CLOSE}', '…', {words})"
        for column, words in _EXCERPTS
    )
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(WORDS_TABLE)
        connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", stories)
        statement = f"SELECT {excerpts} FROM words WHERE words MATCH ? ORDER BY rowid"
        return list(connection.execute(statement, (query,)))


def _words(marked: str) -> Iterator[Words]:
    """Part an excerpt into what was searched for and the rest."""
    for part in marked.split(_OPEN):
        match, _, rest = part.rpartition(_CLOSE)
        if match:
            yield Words(match, is_match=True)
        if rest:
            yield Words(rest)
