"""Look issues and stories up in the index. Nothing is read but what is shown."""

import datetime
import math
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from printshop.issue import Form
from printshop.web.archive.index import PictureFile, age_of
from printshop.web.archive.json_form import from_json
from printshop.web.archive.nouns import (
    IssueCard,
    IssueList,
    IssuePage,
    SectionList,
    SiteMapEntry,
    StoryCard,
    StoryPage,
)

ISSUES_A_PAGE = 24


class PagesOf(Protocol):
    """Tells on which pages the stories of an issue began, if that is known."""

    def __call__(self, number: str, /) -> Mapping[str, int] | None:
        """Give the pages by slug."""


class Shelf:
    """The issues and stories of one index."""

    def __init__(self, connection: sqlite3.Connection, pages_of: PagesOf) -> None:
        """Take an open index."""
        self._sql, self._pages_of = connection, pages_of

    def numbers(self) -> tuple[str, ...]:
        """Name all issues, the newest first."""
        query = "SELECT number FROM issues ORDER BY date DESC, age DESC"
        return tuple(number for (number,) in self._sql.execute(query))

    def issues(self, page: int) -> IssueList:
        """List issues, newest first; a page beyond the last is the last one."""
        (total,) = self._sql.execute("SELECT count(*) FROM issues").fetchone()
        pages = max(1, math.ceil(total / ISSUES_A_PAGE))
        page = min(max(page, 1), pages)
        query = "SELECT card FROM issues ORDER BY date DESC, age DESC LIMIT ? OFFSET ?"
        rows = self._sql.execute(query, (ISSUES_A_PAGE, (page - 1) * ISSUES_A_PAGE))
        return IssueList(tuple(map(self._issue_card, rows)), page, pages, total)

    def issue(self, number: str) -> IssuePage | None:
        """Give an issue whole; None when there is none of that number."""
        query = "SELECT card, date FROM issues WHERE number = ?"
        row = self._sql.execute(query, (number,)).fetchone()
        if row is None:
            return None
        card, date = row
        own = (date, age_of(number))
        return IssuePage(
            card=self._issue_card((card,)),
            sections=tuple(_by_section(self._in_page_order(number))),
            newer=self._beside("(date, age) > (?, ?) ORDER BY date, age", own),
            older=self._beside(
                "(date, age) < (?, ?) ORDER BY date DESC, age DESC", own
            ),
        )

    def has(self, number: str, slug: str | None) -> bool:
        """Tell whether there is such an issue, or such a story in it."""
        if slug is None:
            rows = self._sql.execute("SELECT 1 FROM issues WHERE number = ?", (number,))
        else:
            query = "SELECT 1 FROM stories WHERE number = ? AND slug = ?"
            rows = self._sql.execute(query, (number, slug))
        return rows.fetchone() is not None

    def story(self, number: str, slug: str) -> StoryPage | None:
        """Give a story whole; None when there is none of that name."""
        query = (
            "SELECT page, is_page_sure FROM stories JOIN pages USING (id)"
            " WHERE number = ? AND slug = ?"
        )
        row = self._sql.execute(query, (number, slug)).fetchone()
        if row is None:
            return None
        told, is_page_sure = row
        page = from_json(StoryPage, zlib.decompress(told))
        return replace(page, card=self._with_page(page.card, is_page_sure))

    def card(self, number: str, slug: str) -> StoryCard | None:
        """Give a story as it is listed; None when there is none of that name."""
        query = "SELECT card, is_page_sure FROM stories WHERE number = ? AND slug = ?"
        row = self._sql.execute(query, (number, slug)).fetchone()
        return None if row is None else self.listed(*row)

    def news(self, count: int) -> tuple[StoryCard, ...]:
        """Give the news of the newest issue, the best-ranked of each section first."""
        query = (
            "SELECT card, is_page_sure FROM stories WHERE form = ? AND number ="
            " (SELECT number FROM issues ORDER BY date DESC, age DESC LIMIT 1)"
            " ORDER BY place LIMIT ?"
        )
        rows = self._sql.execute(query, (Form.NEWS.value, count))
        return tuple(self.listed(*row) for row in rows)

    def more_from(self, number: str, slug: str, count: int) -> tuple[StoryCard, ...]:
        """Give stories of an issue, those after this one first."""
        cards = self._in_page_order(number)
        at = next((at for at, card in enumerate(cards) if card.slug == slug), -1)
        others = [*cards[at + 1 :], *cards[: max(at, 0)]]
        return tuple(others[:count])

    def site_map(self) -> Iterator[SiteMapEntry]:
        """Name every page of an issue or a story, the newest issue first."""
        query = "SELECT number, date FROM issues ORDER BY date DESC, age DESC"
        of_issue = "SELECT slug FROM stories WHERE number = ? ORDER BY place"
        for number, told in self._sql.execute(query).fetchall():
            date = datetime.date.fromisoformat(told)
            yield SiteMapEntry(number, "", date)
            for (slug,) in self._sql.execute(of_issue, (number,)).fetchall():
                yield SiteMapEntry(number, slug, date)

    def site_map_size(self) -> int:
        """Count the pages that the site map names."""
        query = "SELECT (SELECT count(*) FROM issues) + (SELECT count(*) FROM stories)"
        (count,) = self._sql.execute(query).fetchone()
        return int(count)

    def picture(self, number: str, name: str) -> PictureFile | None:
        """Find a picture's file by the name in its address."""
        query = "SELECT told FROM pictures WHERE number = ? AND name = ? LIMIT 1"
        row = self._sql.execute(query, (number, name)).fetchone()
        return None if row is None else from_json(PictureFile, row[0])

    def _in_page_order(self, number: str) -> Sequence[StoryCard]:
        """Give an issue's stories by page, those that no page is known of last."""
        query = "SELECT card, is_page_sure FROM stories WHERE number = ? ORDER BY place"
        cards = (self.listed(*row) for row in self._sql.execute(query, (number,)))
        return sorted(cards, key=lambda card: card.page or math.inf)

    def _beside(self, where: str, own: tuple[str, str]) -> IssueCard | None:
        query = f"SELECT card FROM issues WHERE {where} LIMIT 1"
        row = self._sql.execute(query, own).fetchone()
        return None if row is None else self._issue_card(row)

    def _issue_card(self, row: tuple[str]) -> IssueCard:
        card = from_json(IssueCard, row[0])
        lead = self.card(card.number, card.lead.slug) if card.lead else None
        return replace(card, lead=lead)

    def listed(self, told: str, is_page_sure: int) -> StoryCard:
        """Give a story's card as the index holds it, with the page as it is known."""
        return self._with_page(from_json(StoryCard, told), is_page_sure)

    def _with_page(self, card: StoryCard, is_page_sure: int) -> StoryCard:
        """Say on which page a story stands now, unless the newsroom has said it."""
        known = None if is_page_sure else self._pages_of(card.number)
        if not known:
            return card
        return replace(card, page=known.get(card.slug))


def _by_section(cards: Sequence[StoryCard]) -> Iterator[SectionList]:
    """Sort stories by section, in the order in which sections begin."""
    found: dict[str, list[StoryCard]] = {}
    for card in cards:
        found.setdefault(card.section, []).append(card)
    for name, stories in found.items():
        yield SectionList(name, tuple(stories))
