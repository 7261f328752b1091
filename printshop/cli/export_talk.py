"""What an export says: one bar for the whole, a line a failure, a table at the end."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
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
from printshop.cli.talk import result, say
from printshop.press import Shop, place_of

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

    def __init__(self, shop: Shop, output: str, *, as_json: bool) -> None:
        """Take where the files go, and how to speak."""
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
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]} PDFs a second"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        ) as bar:
            self._bar = bar, bar.add_task("exporting", total=total, rate="–")
            yield

    def tell(self, outcome: Outcome) -> None:
        """Tell what came of one PDF."""
        wanted = outcome.wanted
        self.counts[wanted.edition.value, outcome.how] += 1
        place = place_of(self._shop, wanted.number, wanted.edition, wanted.slug)
        file = f"{self._output}/{place.as_posix()}"
        if self._as_json:
            more = {"message": outcome.message} if outcome.message else {"file": file}
            row = as_row(wanted, outcome.how, seconds=outcome.seconds, **more)
            result(json.dumps(row, ensure_ascii=False))
        elif outcome.how == "printed":
            result(file)
        if outcome.how == "failed":
            self._say_failure(outcome)
        if self._bar:
            bar, task = self._bar
            seconds = time.monotonic() - self._started
            bar.update(task, advance=1, rate=f"{self.count() / seconds:.1f}")

    def _say_failure(self, outcome: Outcome) -> None:
        reason = (outcome.wanted.number, outcome.message)
        why = "for the same reason" if reason in self._told else outcome.message
        self._told.add(reason)
        line = f"printshop: {outcome.wanted} failed: {why}"
        if self._bar:
            self._bar[0].console.print(line, markup=False, highlight=False)
        else:
            say(line)

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
        say(f"{'edition':<14}" + "".join(f"{title:>10}" for title in _TITLES))
        for edition in sorted({edition for edition, _ in self.counts}):
            cells = (self.counts[edition, how] for how in _TITLES)
            say(f"{edition:<14}" + "".join(f"{cell:>10}" for cell in cells))
        say(f"{current} up to date without a look; {seconds:.1f} s")
