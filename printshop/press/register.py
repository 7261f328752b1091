"""On which page of the paper a story ran.

In this order (the first that knows it answers):

1. the story's own ``printed_page``;
2. the pages that have just been made up in this run;
3. the flatplan kept beside the issue, ``flatplan.<layout>.toml``;
4. the plan of the publication's layout, made for the purpose and remembered by its
   content key, because making it is slow.
"""

import json
import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from printshop.errors import PrintshopError
from printshop.issue import Article, Issue
from printshop.press.newspaper import Newspaper, reader_key, set_newspaper
from printshop.press.shop import Shop
from printshop.press.steps import Tell, untold
from printshop.sources import read_issue
from printshop.sources.kept_flatplan import kept_pages
from printshop.storage import write_whole


class Alone(Protocol):
    """Sees to it that an issue is made up by one process at a time."""

    def __call__(self, number: str, *, waits: bool) -> AbstractContextManager[None]:
        """Wait until nobody else makes it up, or only let others wait."""


def unguarded(number: str, *, waits: bool) -> AbstractContextManager[None]:  # noqa: ARG001
    """Let everybody make up everything."""
    return nullcontext()


@dataclass
class PageRegister:
    """Answers for every issue of a workspace; plans an issue at most once."""

    shop: Shop
    """With the publication's own layout."""
    tell: Tell = untold
    """Told of every plan that is made for the purpose."""
    alone: Alone = unguarded
    may_plan: bool = True
    """False when making up pages has killed a process: then nobody knows them."""
    _issues: dict[str, Issue] = field(default_factory=dict)
    _pages: dict[str, Mapping[str, int]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def issue(self, number: str) -> Issue:
        """Read an issue, once."""
        if number not in self._issues:
            self._issues[number] = read_issue(self.shop.workspace, number)
        return self._issues[number]

    def forget_others(self, number: str) -> None:
        """Forget all issues but one, and of that one how its own files were printed."""
        kept = {number} - self._taken
        self._issues = {n: issue for n, issue in self._issues.items() if n in kept}
        self._pages = {n: pages for n, pages in self._pages.items() if n in kept}
        self._taken.clear()

    def take(self, newspaper: Newspaper) -> None:
        """Take over the pages of an issue that has just been planned."""
        number = newspaper.issue.number
        self._issues[number] = newspaper.issue
        if newspaper.shop.layout_name == self.shop.publication.layout:
            self._taken.add(number)
            self._pages[number] = _pages_of(newspaper)
            self._remember(newspaper.issue, self._pages[number])

    def settle(self, issue: Issue) -> None:
        """Take the pages of an issue from its plan, remembered or made now.

        A flatplan that is kept but not locked says where stories stood once.
        """
        self._issues[issue.number] = issue
        self._planned(issue.number)
        self._taken.add(issue.number)

    def leave_unknown(self, issue: Issue) -> None:
        """Do without the pages of an issue that cannot be planned."""
        self._issues[issue.number] = issue
        self._pages[issue.number] = {}
        self._taken.add(issue.number)

    def remembers(self, issue: Issue) -> bool:
        """Tell whether the plan of an issue as it is now has been made before."""
        return self._remembered(issue) is not None

    def is_settled(self, number: str) -> bool:
        """Tell whether the pages of an issue are in hand."""
        return number in self._taken

    def pages(self, number: str) -> Mapping[str, int] | None:
        """Give the first page of every story of an issue, if they are in hand."""
        return self._pages.get(number)

    def page(self, article: Article) -> int | None:
        """Tell on which page a story ran; None when nobody knows."""
        if article.printed_page is not None:
            return article.printed_page
        if article.issue_number in self._taken:
            return self._pages[article.issue_number].get(article.slug)
        kept = kept_pages(
            self.shop.workspace, article.issue_number, self.shop.publication.layout
        )
        if article.slug in kept:
            return kept[article.slug]
        return self._planned(article.issue_number).get(article.slug)

    def _planned(self, number: str) -> Mapping[str, int]:
        """Give the pages of an issue's plan: in hand, remembered, or made now."""
        if number not in self._pages:
            issue = self.issue(number)
            known = self._remembered(issue)
            if known is None and self.may_plan:
                with self.alone(number, waits=True):
                    known = self._remembered(issue)  # by now somebody may have made it
                    if known is None:
                        known = self._made(issue)
            self._pages[number] = known or {}
        return self._pages[number]

    def _made(self, issue: Issue) -> Mapping[str, int]:
        """Make up an issue for the purpose, and remember its pages."""
        try:
            pages = _pages_of(set_newspaper(self.shop, issue, self.tell))
        except PrintshopError:
            pages = {}  # the issue itself says what is wrong when printed
        self._remember(issue, pages)
        return pages

    def _memory(self, issue: Issue) -> Path:
        return _cache_folder() / "pages" / f"{reader_key(self.shop, issue)}.json"

    def _remembered(self, issue: Issue) -> Mapping[str, int] | None:
        try:
            told = json.loads(self._memory(issue).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return {str(slug): int(page) for slug, page in told.items()}

    def _remember(self, issue: Issue, pages: Mapping[str, int]) -> None:
        try:
            write_whole(self._memory(issue), json.dumps(pages, sort_keys=True).encode())
        except PrintshopError:
            return  # without a place to remember it in, it is made again next time


def _pages_of(newspaper: Newspaper) -> Mapping[str, int]:
    """List the page on which each story of a plan begins."""
    plan = newspaper.plan
    pages = {a.slug: plan.first_page_of(a.slug) for a in newspaper.issue.articles}
    return {slug: page for slug, page in pages.items() if page is not None}


def _cache_folder() -> Path:
    """Follow the XDG base directory specification."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "printshop"
