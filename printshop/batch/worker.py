"""What a warm process does: it brings the PDFs of an issue up to date, one by one.

It tells the parent what it begins and what it has ended, in datagrams: each is whole or
not there, and a process that is killed leaves no lock behind. So the parent knows which
PDF has killed it. When the parent is gone, the worker ends.
"""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from printshop.batch.limits import Limits, limit_process, limited
from printshop.batch.slips import is_as_printed, read_slip, write_slip
from printshop.batch.wanted import ExportOrder, Job, Task, Wanted
from printshop.errors import ExitCode, PrintshopError, SourceError
from printshop.issue import Issue
from printshop.press import IssuePress, Shop, open_shop, place_of
from printshop.press.receipt import NEWSPAPER
from printshop.sources import read_issue, read_sound_stories

_NO_PAGES = "the pages of its issue cannot be made up"
MOST_BYTES = 180_000
"""Of a message; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all jobs of a run have in common."""

    workspace: Path
    order: ExportOrder
    limits: Limits


@dataclass(frozen=True, slots=True)
class _Bench:
    setting: Setting
    shop: Shop
    line: socket.socket

    def tell(self, number: str, what: str, wanted: Wanted | None, **more: Any) -> None:
        """Tell the parent; without one there is nothing to work for."""
        told = {"number": number, "what": what, **more}
        if wanted is not None:
            told |= {"edition": wanted.edition.value, "slug": wanted.slug}
        try:
            self.line.send(json.dumps(told).encode())
        except (BrokenPipeError, ConnectionError):
            os._exit(0)


_BENCHES: list[_Bench] = []
"""The one bench of this process."""


def begin(setting: Setting, line: socket.socket) -> None:
    """Make a process ready: limits, layouts, fonts."""
    limit_process(setting.limits)
    shop = open_shop(setting.workspace)
    _BENCHES[:] = [_Bench(setting, shop, line)]
    with suppress(PrintshopError):  # said again, and then reported, by the first PDF
        _warm(shop, setting.order)


def _warm(shop: Shop, order: ExportOrder) -> None:
    if NEWSPAPER & set(order.editions):
        _ = shop.measure
    _ = shop.article_setting


def run_job(job: Job) -> None:
    """Bring the PDFs of an issue up to date; every end is told to the parent."""
    (bench,) = _BENCHES
    bench.tell(job.number, "begun", None)
    try:
        with limited(bench.setting.limits):
            issue = read_issue(bench.shop.workspace, job.number)
    except SourceError as error:
        _run_sound_stories(bench, job, error)
        return
    press = _open_press(bench, issue)
    if not job.has_pages:
        press.register.leave_unknown(issue)
    for task in job.tasks:
        if job.has_pages or task.wanted.slug is None or not task.known_key:
            _run_task(bench, press, task)
        else:  # the file that stands there knew its page
            _tell_failure(bench, task.wanted, _NO_PAGES, ExitCode.TYPESET)


def _open_press(bench: _Bench, issue: Issue) -> IssuePress:
    bench.tell(issue.number, "read", None, **_notes(issue))
    order = bench.setting.order
    return IssuePress(bench.shop, issue, order.as_of, order.output)


def _run_sound_stories(bench: _Bench, job: Job, error: SourceError) -> None:
    """Print what has no file yet of the stories of an issue that cannot be made up.

    They do not say on which page they ran. So a file that knew it is left standing.
    """
    try:
        issue, faults = read_sound_stories(bench.shop.workspace, job.number)
    except SourceError:
        issue, faults = None, {}
    press = _open_press(bench, issue) if issue else None
    if press and issue:
        press.register.leave_unknown(issue)
    for task in job.tasks:
        slug, fault = task.wanted.slug, faults.get(task.wanted.slug or "", error)
        if press and slug and slug not in faults and not task.known_key:
            _run_task(bench, press, task)
        else:
            _tell_failure(bench, task.wanted, str(fault), fault.exit_code)


def _notes(issue: Issue) -> dict[str, Any]:
    """Note what the state of the issue depends on besides its files."""
    ages = sorted({(one.date.isoformat(), one.language) for one in issue.articles})
    related = (link for one in issue.articles for link in one.related)
    named = {link.issue_number for link in related} - {"", issue.number}
    return {"ages": ages, "named": sorted(named)}


def _run_task(bench: _Bench, press: IssuePress, task: Task) -> None:
    wanted, limits = task.wanted, bench.setting.limits
    started = time.monotonic()
    try:
        is_printed = _bring_up_to_date(bench, press, task)
    except PrintshopError as error:
        _tell_failure(bench, wanted, str(error), error.exit_code)
    except MemoryError:
        told = f"it needs more than {limits.memory_mb} MB of memory"
        _tell_failure(bench, wanted, told, ExitCode.TYPESET)
    else:
        seconds = round(time.monotonic() - started, 3)
        how = "printed" if is_printed else "same"
        bench.tell(wanted.number, how, wanted, seconds=seconds)


def _bring_up_to_date(bench: _Bench, press: IssuePress, task: Task) -> bool:
    """Print a PDF unless the file that stands there has its key already."""
    wanted = task.wanted
    if press.needs_plan(wanted.edition):
        with _making(bench, task, are_pages=True):
            press.settle()
    with _making(bench, task):
        if _stands(bench, press, task):
            return False
    if press.needs_pages(wanted.edition):
        with _making(bench, task, are_pages=True):
            press.pages()
    with _making(bench, task):
        write_slip(wanted.number, press.print(wanted.edition, wanted.slug))
    return True


@contextmanager
def _making(bench: _Bench, task: Task, *, are_pages: bool = False) -> Iterator[None]:
    """Tell what is being made, and watch it: a PDF, or the pages of the issue."""
    bench.tell(task.wanted.number, "begun", task.wanted, pages=are_pages)
    with limited(bench.setting.limits):
        yield


def _stands(bench: _Bench, press: IssuePress, task: Task) -> bool:
    """Tell whether the PDF that stands in its place is the one that is wanted."""
    wanted = task.wanted
    key = press.key(wanted.edition, wanted.slug)
    if key == task.known_key:
        return True
    place = place_of(bench.shop, wanted.number, wanted.edition, wanted.slug)
    path = bench.setting.order.output / place
    slip = read_slip(path)
    return bool(slip and slip.key == key and is_as_printed(path, slip.sha256))


def _tell_failure(bench: _Bench, wanted: Wanted, told: str, code: ExitCode) -> None:
    message = told[: MOST_BYTES // 8]
    bench.tell(wanted.number, "failed", wanted, message=message, code=int(code))
