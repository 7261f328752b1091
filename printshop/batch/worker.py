"""What a warm process does: it brings the PDFs of an issue up to date, one by one.

It is one of this machine, or of another: it knows neither who has begun it nor why. It
tells the parent what it begins and what it has ended, in datagrams: each is whole or
not there, and a process that is killed leaves no lock behind. So the parent knows which
PDF has killed it. When the parent is gone, the worker ends.
"""

import json
import os
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

from printshop.batch.limits import give_back_memory, limit_process, limited
from printshop.batch.setting import Setting, open_newsroom, scratch_folder
from printshop.batch.slips import (
    Slip,
    as_told,
    is_as_printed,
    read_slip,
    write_slip,
)
from printshop.batch.state import notes_of
from printshop.batch.wanted import ExportOrder, Job, Task, Wanted
from printshop.errors import ExitCode, PrintshopError, SourceError
from printshop.issue import Issue
from printshop.press import IssuePress, Shop, open_shop, place_of
from printshop.press.content_key import hold_folders
from printshop.press.issue_press import page_register
from printshop.press.receipt import NEWSPAPER
from printshop.press.register import PageRegister
from printshop.sources import read_issue, read_sound_stories
from printshop.storage import Storage

_NO_PAGES = "the pages of its issue cannot be made up"
MOST_BYTES = 180_000
"""Of a message; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class _Bench:
    setting: Setting
    shop: Shop
    register: PageRegister
    line: socket.socket

    def tell(self, number: str, what: str, wanted: Wanted | None, **more: Any) -> None:
        """Tell the parent of the issue, or of one of its PDFs."""
        told = {"number": number, "what": what, **more}
        if wanted is not None:
            told |= {"edition": wanted.edition.value, "slug": wanted.slug}
        tell_of(self.line, told)


_BENCHES: list[_Bench] = []
"""The one bench of this process."""


def begin(setting: Setting, line: socket.socket) -> None:
    """Make a process ready: limits, layouts, fonts."""
    limit_process(setting.limits)
    shop = open_shop(open_newsroom(setting))
    hold_folders()  # templates and fonts are read but once, too
    _BENCHES[:] = [_Bench(setting, shop, page_register(shop), line)]
    with suppress(PrintshopError):  # said again, and then reported, by the first PDF
        _warm(shop, setting.order)


def _warm(shop: Shop, order: ExportOrder) -> None:
    if NEWSPAPER & set(order.editions):
        _ = shop.measure
    _ = shop.article_setting


def tell_of(line: socket.socket, told: Mapping[str, Any]) -> None:
    """Tell the parent something; without a parent there is nothing to work for."""
    message = json.dumps(told).encode()
    if len(message) > MOST_BYTES:  # the parent reads the receipt instead
        message = json.dumps({**told, "slip": None}).encode()
    try:
        line.send(message)
    except (BrokenPipeError, ConnectionError):
        os._exit(0)


def run_job(job: Job) -> None:
    """Bring the PDFs of an issue up to date; every end is told to the parent."""
    (bench,) = _BENCHES
    bench.tell(job.number, "begun", None)
    give_back_memory()
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
    notes = notes_of(issue)
    bench.tell(issue.number, "read", None, ages=notes.ages, named=notes.named)
    # “Read more” of every story may name the news of the latest issue.
    bench.register.forget_others(bench.shop.workspace.latest_number)
    order = bench.setting.order
    return IssuePress(bench.shop, issue, order.as_of, bench.register)


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


def _run_task(bench: _Bench, press: IssuePress, task: Task) -> None:
    wanted, limits = task.wanted, bench.setting.limits
    started = time.monotonic()
    try:
        how, more = _bring_up_to_date(bench, press, task)
    except PrintshopError as error:
        _tell_failure(bench, wanted, str(error), error.exit_code)
    except MemoryError:
        told = f"it needs more than {limits.memory_mb} MB of memory"
        _tell_failure(bench, wanted, told, ExitCode.TYPESET)
    else:
        seconds = round(time.monotonic() - started, 3)
        bench.tell(wanted.number, how, wanted, seconds=seconds, **more)


def _bring_up_to_date(
    bench: _Bench, press: IssuePress, task: Task
) -> tuple[str, Mapping[str, Any]]:
    """Print a PDF unless the file that stands there has its key already.

    Says how it went, and what is to be known of the file.
    """
    wanted = task.wanted
    if press.needs_plan(wanted.edition):
        with _making(bench, task, are_pages=True):
            press.settle()
    with _making(bench, task):
        if (standing := _stands(bench, press, task)) is not None:
            return "same", standing
    if bench.setting.is_dry:
        return "wanted", {}
    if press.needs_pages(wanted.edition):
        with _making(bench, task, are_pages=True):
            press.pages()
    with _making(bench, task):
        return "printed", _printed(bench, press, wanted)


def _printed(bench: _Bench, press: IssuePress, wanted: Wanted) -> Mapping[str, Any]:
    """Print a PDF and put it in its place, then its receipt."""
    output, place = bench.setting.order.output, _place(bench, wanted)
    with output.workroom(scratch_folder(bench.setting.run)) as room:
        receipt = press.print(wanted.edition, wanted.slug, room)
        output.take_from(room, place)
        slip = write_slip(output, place, wanted.number, receipt)
    return _known(output, place, slip)


@contextmanager
def _making(bench: _Bench, task: Task, *, are_pages: bool = False) -> Iterator[None]:
    """Tell what is being made, and watch it: a PDF, or the pages of the issue."""
    bench.tell(task.wanted.number, "begun", task.wanted, pages=are_pages)
    with limited(bench.setting.limits):
        yield


def _stands(bench: _Bench, press: IssuePress, task: Task) -> Mapping[str, Any] | None:
    """Tell what is known of the PDF in its place; None unless it is the wanted one."""
    wanted, output = task.wanted, bench.setting.order.output
    key = press.key(wanted.edition, wanted.slug)
    if key == task.known_key:
        return {}
    place = _place(bench, wanted)
    slip = read_slip(output, place)
    if slip and slip.key == key and is_as_printed(output, place, slip.sha256):
        return _known(output, place, slip)
    return None


def _place(bench: _Bench, wanted: Wanted) -> str:
    return place_of(bench.shop, wanted.number, wanted.edition, wanted.slug).as_posix()


def _known(output: Storage, place: str, slip: Slip) -> Mapping[str, Any]:
    """Say of a file what the parent enters into the manifest."""
    standing = output.stat(place)
    if standing is None:  # somebody has taken it away; the next export prints it
        return {}
    mark, written = as_told(standing)
    return {"slip": asdict(slip), "mark": mark, "written": written}


def _tell_failure(bench: _Bench, wanted: Wanted, told: str, code: ExitCode) -> None:
    message = told[: MOST_BYTES // 8]
    bench.tell(wanted.number, "failed", wanted, message=message, code=int(code))
