"""A run of the press: what was ordered of one issue, and what came of it."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from printshop.errors import (
    CopyfitError,
    PrintshopError,
    SourceError,
    TypesetError,
)
from printshop.flatplan.copyfit import unfitted
from printshop.issue import Article, Issue
from printshop.press.editions import PressOrder, print_for_press, print_reader
from printshop.press.large_print import print_large_issue, print_large_story
from printshop.press.master import Master
from printshop.press.newspaper import Newspaper, set_newspaper
from printshop.press.printers import printer_for
from printshop.press.receipt import NEWSPAPER, Edition, Failure, Receipt
from printshop.press.register import PageRegister
from printshop.press.shop import Shop
from printshop.press.steps import in_words
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
    printer: str = ""
    """Name of the profile for the press; the paper's own when empty."""
    is_split: bool = False
    """For the press, a file for each page besides the whole."""


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

    Raises SourceError when the issue or a printer's profile cannot be read, LayoutError
    without the layout, or when its sheet is not the printer's.
    """
    issue = read_issue(shop.workspace, order.number)
    editions = _newspaper_editions(shop, order)
    register = PageRegister(replace(shop, layout_name=shop.publication.layout))
    jobs = _jobs(shop, order, issue, register)
    total = len(jobs) + len(editions)
    results = _Results()

    def tell_what(text: str) -> None:
        tell(text, results.count, total)

    if editions:
        _print_newspaper(shop, order, editions, issue, register, results, tell_what)
    for job in jobs:
        tell_what(job.title)
        try:
            results.receipts.append(job.run())
        except PrintshopError as error:
            failure = Failure(job.slug, str(error), error.exit_code)
            results.failures.append(failure)
        results.count += 1
    tell("done", total, total)
    return PrintRun(tuple(results.receipts), tuple(results.failures), results.misfits)


@dataclass(frozen=True, slots=True)
class _Job:
    """One file that is set on its own, not as the newspaper's pages."""

    slug: str | None
    """The story's; None for the issue."""
    title: str
    run: Callable[[], Receipt]


def _jobs(
    shop: Shop, order: Order, issue: Issue, register: PageRegister
) -> Sequence[_Job]:
    """List the files of stories, and the issue in large print."""
    articles = _ordered(issue, order)
    day, output = order.as_of, order.output
    jobs = []
    if Edition.ARTICLE in order.editions:
        for one in articles:
            run = partial(print_story, shop, register, issue, one, day, output)
            jobs.append(_Job(one.slug, f"story {one.slug}", run))
    if Edition.LARGE_PRINT in order.editions:
        for one in articles if order.articles else ():
            run = partial(print_large_story, shop, register, issue, one, day, output)
            jobs.append(_Job(one.slug, f"story {one.slug} in large print", run))
        if not order.articles:
            run = partial(print_large_issue, shop, register, issue, day, output)
            jobs.append(_Job(None, "the issue in large print", run))
    return jobs


@dataclass
class _Results:
    """What has come of an order so far."""

    receipts: list[Receipt] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    misfits: tuple[str, ...] = ()
    count: int = 0
    """Of what was ordered, how much is done."""


def _newspaper_editions(shop: Shop, order: Order) -> list[PressOrder | None]:
    """List the editions of the pages, each with its printer; None for readers."""
    editions: list[PressOrder | None] = []
    for edition in order.editions:
        if edition == Edition.READER:
            editions.append(None)
        elif edition in NEWSPAPER:
            profile = printer_for(shop, edition, order.printer)
            editions.append(PressOrder(edition, profile, order.is_split))
    return editions


def _print_newspaper(
    shop: Shop,
    order: Order,
    editions: Sequence[PressOrder | None],
    issue: Issue,
    register: PageRegister,
    results: _Results,
    tell: Callable[[str], None],
) -> None:
    """Compose the pages once, and finish them for every edition."""
    try:
        newspaper = set_newspaper(shop, issue, in_words(tell))
        register.take(newspaper)
        results.misfits = tuple(fit.slug for fit in unfitted(newspaper.fits()))
        master = newspaper.master(in_words(tell))
    except (CopyfitError, TypesetError) as error:
        failure = Failure(None, str(error), error.exit_code)
        results.failures += [failure] * len(editions)
        results.count += len(editions)
        return
    for edition in editions:
        try:
            results.receipts += _finished(newspaper, master, edition, order, tell)
        except PrintshopError as error:
            results.failures.append(Failure(None, str(error), error.exit_code))
        results.count += 1


def _finished(
    newspaper: Newspaper,
    master: Master,
    edition: PressOrder | None,
    order: Order,
    tell: Callable[[str], None],
) -> Iterator[Receipt]:
    """Finish the pages for one edition."""
    if edition is None:
        tell("writing the reader's PDF")
        yield print_reader(newspaper, master, order.output)
        return
    tell(f"making the {edition.edition.value} PDF for {edition.profile.name}")
    yield from print_for_press(newspaper, master, edition, order.output)


def _ordered(issue: Issue, order: Order) -> Sequence[Article]:
    """Pick the stories that are wanted, in the paper's order."""
    known = {article.slug for article in issue.articles}
    for slug in order.articles:
        if slug not in known:
            raise SourceError(
                f"there is no story {slug}",
                where=f"issue {issue.number}",
                hint=f"its stories are {', '.join(sorted(known))}",
            )
    return [
        article
        for article in issue.articles
        if not order.articles or article.slug in order.articles
    ]
