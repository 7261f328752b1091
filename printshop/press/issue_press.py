"""One issue on the press, file by file: first the key, and the file only if wanted.

The pages are set and composed once, when the first file asks for them. The page on
which a story ran is always that of the plan, so that a file is the same whether it is
printed with the newspaper, or alone after a run that was stopped.
"""

import datetime
from dataclasses import dataclass, field, replace
from pathlib import Path

from printshop.errors import CopyfitError, TypesetError
from printshop.issue import Issue
from printshop.press.editions import PressOrder, print_for_press, print_reader
from printshop.press.large_print import (
    large_issue_sheet,
    large_print_key,
    large_story_sheet,
    print_large_issue,
    print_large_story,
)
from printshop.press.master import Master
from printshop.press.newspaper import (
    Newspaper,
    newspaper_key,
    reader_key,
    set_newspaper,
)
from printshop.press.printers import printer_for
from printshop.press.receipt import NEWSPAPER, Edition, Receipt
from printshop.press.register import PageRegister
from printshop.press.shop import Shop
from printshop.press.steps import Step, Tell, Work, untold
from printshop.press.story import article_key, article_sheet, print_story


def page_register(shop: Shop) -> PageRegister:
    """Open the register of the publication's own layout."""
    own = shop.publication.layout
    is_own = shop.layout_name == own
    return PageRegister(shop if is_own else replace(shop, layout_name=own))


@dataclass
class IssuePress:
    """Prints any file of one issue."""

    shop: Shop
    issue: Issue
    as_of: datetime.date
    """The day from which the age of a story is counted."""
    known: PageRegister | None = None
    """What is known of other issues, if something is."""
    tell: Tell = untold
    register: PageRegister = field(init=False)
    _composed: tuple[Newspaper, Master] | None = None
    _fault: CopyfitError | TypesetError | None = None

    def __post_init__(self) -> None:
        """Take the register that there is, or open one."""
        self.register = self.known or page_register(self.shop)

    def needs_plan(self, edition: Edition, slug: str | None = None) -> bool:
        """Tell whether the plan has to be known before a key can be given."""
        is_settled = self.register.is_settled(self.issue.number)
        return (edition == Edition.ARTICLE or slug is not None) and not is_settled

    def needs_pages(self, edition: Edition) -> bool:
        """Tell whether the pages have to be made before a file can be printed."""
        return edition in NEWSPAPER and self._composed is None

    def settle(self) -> None:
        """Learn the page of every story."""
        if not self.register.is_settled(self.issue.number):
            self.register.settle(self.issue)

    def key(self, edition: Edition, slug: str | None) -> str:
        """Give the content key of a file without printing it."""
        shop, issue = self.shop, self.issue
        match edition:
            case Edition.READER:
                return reader_key(shop, issue)
            case Edition.ARTICLE:
                self.settle()
                article = issue.article(slug or "")
                sheet = article_sheet(shop, self.register, issue, article, self.as_of)
                return article_key(shop, sheet)
            case Edition.LARGE_PRINT if slug:
                self.settle()
                article = issue.article(slug)
                story = large_story_sheet(
                    shop, self.register, issue, article, self.as_of
                )
                return large_print_key(shop, story)
            case Edition.LARGE_PRINT:
                whole = large_issue_sheet(shop, self.register, issue, self.as_of)
                return large_print_key(shop, whole)
            case _:
                profile = printer_for(shop, edition)
                return newspaper_key(shop, issue, edition.value, profile=profile)

    def print(self, edition: Edition, slug: str | None, output: Path) -> Receipt:
        """Print a file into a folder. Raises PrintshopError when it cannot be made."""
        if edition in NEWSPAPER:
            return self._print_pages(edition, output)
        shop, register, issue, day = self.shop, self.register, self.issue, self.as_of
        if edition == Edition.LARGE_PRINT and slug is None:
            return print_large_issue(shop, register, issue, day, output)
        self.settle()
        article = issue.article(slug or "")
        large = edition == Edition.LARGE_PRINT
        print_it = print_large_story if large else print_story
        return print_it(shop, register, issue, article, day, output)

    def _print_pages(self, edition: Edition, output: Path) -> Receipt:
        newspaper, master = self.pages()
        self.tell(Step(Work.WRITING))
        if edition == Edition.READER:
            return print_reader(newspaper, master, output)
        order = PressOrder(edition, printer_for(self.shop, edition))
        return next(print_for_press(newspaper, master, order, output))

    def pages(self) -> tuple[Newspaper, Master]:
        """Set and compose the pages, once; what failed is not tried again."""
        if self._fault is not None:
            raise self._fault
        if self._composed is None:
            try:
                with self.register.alone(self.issue.number, waits=False):
                    newspaper = set_newspaper(self.shop, self.issue, self.tell)
                    self.register.take(newspaper)
                self._composed = newspaper, newspaper.master(self.tell)
            except (CopyfitError, TypesetError) as fault:
                self._fault = fault
                raise
        return self._composed
