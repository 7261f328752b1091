"""A run of the press: what was ordered of one issue, and what came of it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from printshop.errors import (
    CopyfitError,
    PrintshopError,
    SourceError,
    TypesetError,
)
from printshop.flatplan.copyfit import unfitted
from printshop.issue import Article, Issue
from printshop.press.newspaper import print_reader, set_newspaper
from printshop.press.receipt import Edition, Failure, Receipt
from printshop.press.register import PageRegister
from printshop.press.shop import Shop
from printshop.press.story import print_story
from printshop.sources import read_issue


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed of one issue."""

    number: str
    output: Path
    as_of: datetime.date
    """The day from which the age of a story is counted."""
    editions: tuple[Edition, ...] = (Edition.READER, Edition.ARTICLE)
    articles: tuple[str, ...] = ()
    """Slugs; all stories when empty."""


@dataclass(frozen=True, slots=True)
class PrintRun:
    """What came of an order."""

    receipts: tuple[Receipt, ...]
    failures: tuple[Failure, ...]
    unfitted: tuple[str, ...] = ()
    """Stories of the newspaper that are over or under."""


Tell = Callable[[str, int, int], None]
"""Says what is being done, how many files are done, and of how many."""


def print_issue(shop: Shop, order: Order, tell: Tell = lambda *_: None) -> PrintRun:
    """Print what was ordered. A file that fails is reported, the others go on.

    Raises SourceError when the issue cannot be read, LayoutError without its layout.
    """
    issue = read_issue(shop.workspace, order.number)
    articles = _ordered(issue, order)
    total = len(articles) + (Edition.READER in order.editions)
    receipts: list[Receipt] = []
    failures: list[Failure] = []
    misfits: tuple[str, ...] = ()

    def tell_start(text: str) -> None:
        tell(text, 0, total)

    register = PageRegister(replace(shop, layout_name=shop.publication.layout))
    if Edition.READER in order.editions:
        try:
            receipt, misfits = _reader(shop, order, issue, register, tell_start)
            receipts.append(receipt)
        except (CopyfitError, TypesetError) as error:
            failures.append(Failure(None, str(error), error.exit_code))
    for article in articles:
        tell(f"story {article.slug}", len(receipts) + len(failures), total)
        try:
            receipts.append(
                print_story(shop, register, issue, article, order.as_of, order.output)
            )
        except PrintshopError as error:
            failures.append(Failure(article.slug, str(error), error.exit_code))
    tell("done", total, total)
    return PrintRun(tuple(receipts), tuple(failures), misfits)


def _reader(
    shop: Shop,
    order: Order,
    issue: Issue,
    register: PageRegister,
    tell: Callable[[str], None],
) -> tuple[Receipt, tuple[str, ...]]:
    """Print the newspaper's pages, and note where stories stand and which misfit."""
    newspaper = set_newspaper(shop, issue, tell)
    register.take(newspaper)
    misfits = tuple(fit.slug for fit in unfitted(newspaper.fits()))
    return print_reader(newspaper, order.output, tell), misfits


def _ordered(issue: Issue, order: Order) -> Sequence[Article]:
    """Pick the stories that are to have a PDF of their own, in the paper's order."""
    known = {article.slug for article in issue.articles}
    for slug in order.articles:
        if slug not in known:
            raise SourceError(
                f"there is no story {slug}",
                where=f"issue {issue.number}",
                hint=f"its stories are {', '.join(sorted(known))}",
            )
    if Edition.ARTICLE not in order.editions:
        return ()
    return [
        article
        for article in issue.articles
        if not order.articles or article.slug in order.articles
    ]
