"""The newspaper's editions: each is finished from the master that was composed once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from printshop.barcode import ean13_of_issn
from printshop.findings import Finding
from printshop.finish import (
    PressJob,
    finish_newspaper,
    finish_press,
    split_pages,
)
from printshop.preflight import inspect
from printshop.press.about import about_issue
from printshop.press.master import Master
from printshop.press.newspaper import Newspaper, newspaper_key, reader_key
from printshop.press.places import place_of
from printshop.press.receipt import Edition, Receipt
from printshop.printer_profile import PrinterProfile
from printshop.sources.formats import slug_from
from printshop.storage import write_whole


@dataclass(frozen=True, slots=True)
class PressOrder:
    """What is wanted of an edition for the press."""

    edition: Edition
    profile: PrinterProfile
    is_split: bool = False
    """A file for each page, besides the whole."""


def print_reader(newspaper: Newspaper, master: Master, output: Path) -> Receipt:
    """Print the issue for readers: its newspaper pages in colour."""
    shop, issue = newspaper.shop, newspaper.issue
    path = output / place_of(shop, issue.number, Edition.READER)
    data = finish_newspaper(master.pdf, master.adverts, about_issue(shop, issue))
    return Receipt(
        edition=Edition.READER,
        article=None,
        file=path.resolve(),
        pages=master.page_count,
        key=reader_key(shop, issue),
        sha256=write_whole(path, data),
        findings=master.findings,
    )


def print_for_press(
    newspaper: Newspaper, master: Master, order: PressOrder, output: Path
) -> Iterator[Receipt]:
    """Print the issue for a printer; yield the whole file, then its pages."""
    issue = newspaper.issue
    key = newspaper_key(
        newspaper.shop, issue, order.edition.value, profile=order.profile
    )
    job = _job(newspaper, master, order, key)
    data = finish_press(master.pdf, job)
    path = output / place_of(newspaper.shop, issue.number, order.edition)
    yield Receipt(
        edition=order.edition,
        article=None,
        file=path.resolve(),
        pages=master.page_count,
        key=key,
        sha256=write_whole(path, data),
        findings=(*master.findings, *_preflighted(newspaper, order, path)),
    )
    if order.is_split:
        yield from _print_pages(newspaper, master, order, job, data, path.parent)


def _preflighted(
    newspaper: Newspaper, order: PressOrder, path: Path
) -> tuple[Finding, ...]:
    """Look at the finished file as its printer will."""
    publication, issue = newspaper.shop.publication, newspaper.issue
    barcode = ""
    if publication.issn:
        number = ean13_of_issn(publication.issn, publication.barcode_variant)
        barcode = f"{number} {issue.add_on}".strip()
    report = inspect(path, order.profile, barcode=barcode)
    return report.findings(f"issue {issue.number}, {order.edition.value}")


def _print_pages(
    newspaper: Newspaper,
    master: Master,
    order: PressOrder,
    job: PressJob,
    data: bytes,
    folder: Path,
) -> Iterator[Receipt]:
    """Print a file for each page of a press file; those of an earlier run go."""
    names = list(_page_names(newspaper, master))
    place = folder / order.edition.value
    for name, page in zip(names, split_pages(data, job), strict=True):
        path = place / name
        yield Receipt(
            edition=order.edition,
            article=None,
            file=path.resolve(),
            pages=1,
            key=job.key,
            sha256=write_whole(path, page),
            findings=(),
        )
    page_name = re.compile(rf"{re.escape(_stem(newspaper))}-[a-z0-9-]+-\d{{2,}}\.pdf")
    for left in place.iterdir():
        if page_name.fullmatch(left.name) and left.name not in names:
            left.unlink()  # or a plant would be sent a page that is no more


def _stem(newspaper: Newspaper) -> str:
    return f"{newspaper.shop.publication.file_name}-{newspaper.issue.number}"


def _page_names(newspaper: Newspaper, master: Master) -> Iterator[str]:
    """Name a file for each page: issue, section, page."""
    digits = max(2, len(str(master.page_count)))
    for number, section in enumerate(master.sections, start=1):
        named = slug_from(section) or "page"
        yield f"{_stem(newspaper)}-{named}-{number:0{digits}}.pdf"


def _job(newspaper: Newspaper, master: Master, order: PressOrder, key: str) -> PressJob:
    """Put together what the press file says about itself, in the paper's words."""
    shop, issue = newspaper.shop, newspaper.issue
    words = (
        shop.publication.title,
        shop.wording.issue(issue.number),
        shop.wording.short_date(issue.date),
    )
    title = ", ".join(words).replace("\u00a0", " ")
    pages = (shop.wording.page(page) for page in range(1, master.page_count + 1))
    return PressJob(
        profile=order.profile,
        title=title,
        page_titles=tuple(f"{title}, {page}".replace("\u00a0", " ") for page in pages),
        author=shop.publication.title,
        date=issue.date,
        key=key,
        adverts=master.adverts,
    )
