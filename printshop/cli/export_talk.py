"""What an export says: one bar for the whole, a line a failure, a table at the end."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from printshop.batch import Outcome, Wanted
from printshop.cli.talk import counted, result, say
from printshop.press import Shop, place_of
from printshop.storage import Storage

_TITLES = ("printed", "same", "failed")


def as_row(wanted: Wanted, what: str, **more: Any) -> dict[str, Any]:
    """Say something of a PDF as a program reads it."""
    return {
        "issue": wanted.number,
        "edition": wanted.edition.value,
        "article": wanted.slug,
        "result": what,
        **more,
    }


class ExportTalk:
    """Tells what comes of every PDF as it happens, and counts."""

    def __init__(
        self, shop: Shop, output: Storage, *, as_json: bool, is_dry: bool = False
    ) -> None:
        """Take where the files go, and how to speak; in a dry run of plans alone.

        The time is counted from here on.
        """
        self._is_dry = is_dry
        self._shop, self._output, self._as_json = shop, output, as_json
        self._bar: tuple[Progress, TaskID] | None = None
        self._started = time.monotonic()
        self._told: set[tuple[str, str]] = set()
        self.counts: Counter[tuple[str, str]] = Counter()
        """By edition and by what came of it."""

    @contextmanager
    def progress(self, total: int) -> Iterator[None]:
        """Show one bar for the whole, if somebody is watching."""
        if not sys.stderr.isatty():
            yield
            return
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]} PDFs a second"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=Console(stderr=True),
            transient=True,
            expand=True,
            # Results go where they are sent to, which may be no terminal.
            redirect_stdout=False,
        ) as bar:
            what = "looking" if self._is_dry else "exporting"
            self._bar = bar, bar.add_task(what, total=total, rate="–")
            try:
                yield
            finally:
                self._bar = None

    def tell(self, outcome: Outcome) -> None:
        """Tell what came of one PDF."""
        self.counts[outcome.wanted.edition.value, outcome.how] += 1
        match outcome.how:
            case "wanted":
                self._say_wanted(outcome)
            case "same" if self._is_dry:
                pass
            case _:
                self._say_outcome(outcome)
        if self._bar:
            bar, task = self._bar
            seconds = time.monotonic() - self._started
            bar.update(task, advance=1, rate=f"{self.count() / seconds:.1f}")

    def _say_outcome(self, outcome: Outcome) -> None:
        """Say that a file stands, or that it could not be printed."""
        wanted = outcome.wanted
        place = place_of(self._shop, wanted.number, wanted.edition, wanted.slug)
        file = self._output.name(place.as_posix())
        if self._as_json:
            more = {"message": outcome.message} if outcome.message else {"file": file}
            row = as_row(wanted, outcome.how, seconds=outcome.seconds, **more)
            self._result(json.dumps(row, ensure_ascii=False))
        elif outcome.how == "printed":
            self._result(file)
        if outcome.how == "failed":
            self._say_failure(outcome)

    def _say_wanted(self, outcome: Outcome) -> None:
        """Say what would be printed, and why."""
        if self._as_json:
            row = as_row(outcome.wanted, "wanted", reasons=outcome.reasons)
            self._result(json.dumps(row, ensure_ascii=False))
        else:
            self._result(f"{outcome.wanted}: {', '.join(outcome.reasons)}")

    def _say_failure(self, outcome: Outcome) -> None:
        reason = (outcome.wanted.number, outcome.message)
        why = "for the same reason" if reason in self._told else _in_a_line(outcome)
        self._told.add(reason)
        line = f"printshop: {outcome.wanted} failed: {why}"
        if self._bar:
            self._above_the_bar(line)
        else:
            say(line)

    def _result(self, line: str) -> None:
        """Give a result; one that is shown on the terminal stands above the bar."""
        if self._bar and sys.stdout.isatty():
            self._above_the_bar(line)
        else:
            result(line)

    def _above_the_bar(self, line: str) -> None:
        if self._bar:
            console = self._bar[0].console
            console.print(line, markup=False, highlight=False, soft_wrap=True)

    def count(self, how: str = "") -> int:
        """Count what came of PDFs: of one kind, or all."""
        return sum(n for (_, what), n in self.counts.items() if how in ("", what))

    def summary(self, current: int) -> None:
        """Tell what came of all of them; so many had nothing to do."""
        seconds = time.monotonic() - self._started
        if self._as_json:
            told = {how: self.count(how) for how in _TITLES}
            told["same"] += current
            row = {"result": "summary", **told, "seconds": round(seconds, 2)}
            result(json.dumps(row))
            return
        editions = sorted({edition for edition, _ in self.counts})
        if editions:
            self._say_row("edition", _TITLES)
        for edition in editions:
            cells = tuple(self.counts[edition, how] for how in _TITLES)
            self._say_row(edition, cells)
        done, looked_at = self.count(), ""
        if done:
            rate = f"{done / seconds:.1f} a second"
            looked_at = f"{counted(done, 'PDF', 'PDFs')} in {_time(seconds)}, {rate}; "
        say(f"{looked_at}{current} up to date without a look")

    def _say_row(self, name: str, cells: Sequence[object]) -> None:
        say(f"{name:<14}" + "".join(f"{cell:>10}" for cell in cells))


def _in_a_line(outcome: Outcome) -> str:
    """Say why a PDF has failed, with the first of its problems; ``check`` has all."""
    first, *more = outcome.message.splitlines()
    place, colon, rest = first.partition(": ")
    told = rest if colon and str(outcome.wanted).startswith(place) else first
    problems = [line for line in more if not line.startswith("  ")]
    if problems:
        others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        told = f"{told}: {problems[0]}{others}"
    return told


def _time(seconds: float) -> str:
    """Write how long something took."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
