"""The archive's face to the service: everything that pages, feeds and searches show.

What is looked up here takes some milliseconds and may be called from any thread. What
may take longer (waiting for copy to be read, cutting a picture) is awaited.
"""

import asyncio
import datetime
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from printshop.web.archive.copy_state import own_state
from printshop.web.archive.copydesk import POLL_S, Copydesk
from printshop.web.archive.darkroom import Darkroom
from printshop.web.archive.index import (
    FILE,
    Today,
    open_for_readers,
    open_index,
    open_to_write,
)
from printshop.web.archive.looked_at import LookedAtTable
from printshop.web.archive.nouns import (
    IssueList,
    IssuePage,
    ReadMoreLink,
    SearchPage,
    SiteMapEntry,
    StoryCard,
    StoryPage,
)
from printshop.web.archive.read_more import read_more
from printshop.web.archive.search import search
from printshop.web.archive.shelf import PagesOf, Shelf
from printshop.wording import wording

WAITS_S = 4.0
"""So long a reader waits for copy that was edited just now."""

STARTS_S = 15.0
"""So long the service waits with an empty archive before it answers anybody."""

_LOOKS_AGAIN_S = 0.02
_ASKED_AGAIN_S = 10.0


def _after_all() -> datetime.date:
    return datetime.date.max


def _unknown(number: str, /) -> Mapping[str, int] | None:
    del number
    return None


class _Kept(NamedTuple):
    """A thread's connection, and the file that it is to."""

    inode: int
    connection: sqlite3.Connection


class Archive:
    """All issues and stories of a workspace, as they were last read.

    Issues that are dated after today are not shown by anything here.
    """

    def __init__(
        self,
        root: Path,
        pages_of: PagesOf = _unknown,
        poll_s: float = POLL_S,
        today: Today = _after_all,
    ) -> None:
        """Open the index. Raises SourceError when it cannot be written."""
        self._root, self._pages_of, self._today = root, pages_of, today
        open_index(root).close()
        self._opened = threading.local()
        self._all_opened: list[sqlite3.Connection] = []
        self._desk, self._darkroom = Copydesk(root, poll_s), Darkroom(root)
        self._asked: dict[str, tuple[str, float]] = {}

    async def start(self, waits_s: float = STARTS_S) -> None:
        """Begin to read what has not been read, and what changes from now on.

        Where nothing has been read yet, the newest issue is waited for, but not long.
        """
        self._desk.start()
        until = time.monotonic() + waits_s
        while time.monotonic() < until:
            if self.numbers() or self._table.is_whole():
                break
            await asyncio.sleep(_LOOKS_AGAIN_S)

    async def close(self) -> None:
        """End all that was begun."""
        await asyncio.to_thread(self._desk.close)
        await asyncio.to_thread(self._darkroom.close)
        for connection in self._all_opened:
            connection.close()

    # ------------------------------------------------------------- looked up

    def numbers(self) -> tuple[str, ...]:
        """Name all issues, the newest first."""
        return self._shelf.numbers()

    def issues(self, page: int = 1) -> IssueList:
        """List issues, newest first; a page beyond the last is the last one."""
        return self._shelf.issues(page)

    def has(self, number: str, slug: str | None = None) -> bool:
        """Tell whether there is such an issue, or such a story in it."""
        return self._shelf.has(number, slug)

    def issue(self, number: str) -> IssuePage | None:
        """Give an issue whole; None when there is none of that number."""
        return self._shelf.issue(number)

    def story(self, number: str, slug: str) -> StoryPage | None:
        """Give a story whole; None when there is none of that name."""
        return self._shelf.story(number, slug)

    def latest_news(self, count: int) -> tuple[StoryCard, ...]:
        """Give the news of the newest issue, the best-ranked of each section first."""
        return self._shelf.news(count)

    def more_from(
        self, number: str, slug: str, count: int = 6
    ) -> tuple[StoryCard, ...]:
        """Give other stories of an issue, those that follow this one first."""
        return self._shelf.more_from(number, slug, count)

    def read_more(self, story: StoryPage) -> tuple[ReadMoreLink, ...]:
        """Give what “Read more” lists under a story."""
        return tuple(read_more(self._shelf, story))

    def search(self, typed: str, page: int = 1) -> SearchPage:
        """Find stories that have the words which somebody has typed."""
        return search(self._connection, self._shelf.listed, typed, page)

    def site_map(self) -> Iterator[SiteMapEntry]:
        """Name every page of an issue or a story, the newest issue first."""
        return self._shelf.site_map()

    def site_map_size(self) -> int:
        """Count the pages that the site map names."""
        return self._shelf.site_map_size()

    def age_notice(self, card: StoryCard, today: datetime.date) -> str:
        """Say how old a story is, from its first birthday on; "" before."""
        return wording(card.language).age_notice(card.date, today)

    # --------------------------------------------------------------- awaited

    async def up_to_date(self, number: str, waits_s: float = WAITS_S) -> None:
        """Wait until an issue's copy has been read as it is, but not for long.

        To be called before the page of an issue or of a story is made.
        """
        if not await asyncio.to_thread(self._ask, number):
            return
        self._desk.wake()
        until = time.monotonic() + waits_s
        while time.monotonic() < until and self._table.is_asked(number):
            await asyncio.sleep(_LOOKS_AGAIN_S)

    async def picture(self, number: str, name: str, width_px: int) -> Path | None:
        """Give a picture as a WebP file; None when there is none of that name or width.

        The file may be cleared away when nobody has asked for it for long.
        """
        file = self._shelf.picture(number, name)
        return await self._darkroom.picture(file, width_px) if file else None

    def _ask(self, number: str) -> bool:
        """Ask for an issue that has been edited; tell whether to wait for it."""
        table = self._table
        row = table.of(number)
        if row is None:
            state = ""
            if table.is_whole():
                return False  # a new issue is found soon without being asked for
        else:
            state = own_state(self._root, row.folder, row.needs, table.folder_of)
            if state == row.own:
                return False
        asked, again_at = self._asked.get(number, ("", 0.0))
        if asked == state and time.monotonic() < again_at:
            return False
        self._asked[number] = (state, time.monotonic() + _ASKED_AGAIN_S)
        with closing(open_to_write(self._root)) as connection:
            LookedAtTable(connection).ask(number)
        return True

    # ------------------------------------------------------------ the index

    @property
    def _table(self) -> LookedAtTable:
        return LookedAtTable(self._connection)

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self._connection, self._pages_of)

    @property
    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread, to the file that is there now."""
        kept: _Kept | None = getattr(self._opened, "kept", None)
        file = self._root / FILE
        if kept is None or not file.exists() or file.stat().st_ino != kept.inode:
            if not file.exists():  # somebody has cleared it away
                open_index(self._root).close()
            kept = _Kept(file.stat().st_ino, open_for_readers(self._root, self._today))
            self._opened.kept = kept
            self._all_opened.append(kept.connection)
        return kept.connection
