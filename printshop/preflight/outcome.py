"""What preflight tells: one outcome for each rule, with every place that broke it.

* ``pass``          looked at, and nothing was found
* ``fail``          with the severity that the rule has, or what was found
* ``not checked``   a program is missing, or the file does not say: never a pass

A report says against how many rules a file was checked. It never calls a file valid:
no free program can prove PDF/X-4.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any

from printshop.findings import Finding
from printshop.findings import Severity as FindingSeverity
from printshop.preflight.geometry import Box


class Result(StrEnum):
    """How a rule came out."""

    PASS = "pass"
    FAIL = "fail"
    NOT_CHECKED = "not checked"


class Severity(StrEnum):
    """What a broken rule means: the printer refuses the file, or should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that breaks a rule on one page, wherever it stands there."""

    message: str
    severity: Severity
    page: int = 0
    """Counted from 1; 0 when the whole file is meant."""
    count: int = 1
    """How many times it is there."""
    places: tuple[Box, ...] = ()
    """The first of them, in points of the page; none when the whole page is meant."""

    def as_json(self) -> dict[str, Any]:
        """Give the detail as a program reads it."""
        return {
            "page": self.page or None,
            "message": self.message,
            "severity": self.severity.value,
            "count": self.count,
            "places": [[round(side, 2) for side in place] for place in self.places],
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one rule came out for one file."""

    rule: str
    """Its id: ``R0031`` of the Ghent Workgroup, ``X01`` of PDF/X-4, ``H01`` ours."""
    title: str
    """What should be so."""
    reason: str
    result: Result
    severity: Severity | None = None
    """The worst of what was found; None unless it failed."""
    why: str = ""
    """Why it, or a part of it, was not checked."""
    details: tuple[Detail, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the outcome as a program reads it."""
        return {
            "rule": self.rule,
            "title": self.title,
            "result": self.result.value,
            "severity": self.severity.value if self.severity else None,
            "why": self.why,
            "details": [detail.as_json() for detail in self.details],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes for one file."""

    file: str
    profile: str
    pages: int
    outcomes: tuple[Outcome, ...] = field(repr=False)

    @property
    def checked(self) -> int:
        """How many rules the file was checked against."""
        return sum(one.result != Result.NOT_CHECKED for one in self.outcomes)

    @property
    def errors(self) -> tuple[Outcome, ...]:
        """List the rules that fail as an error: the file must not be sent."""
        return self._failed(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Outcome, ...]:
        """List the rules that fail as a warning."""
        return self._failed(Severity.WARNING)

    @property
    def not_checked(self) -> tuple[Outcome, ...]:
        """List the rules that could not be looked at."""
        return tuple(one for one in self.outcomes if one.result == Result.NOT_CHECKED)

    @property
    def summary(self) -> str:
        """Say in one line how it came out."""
        parts = (
            (len(self.errors), "error", "errors"),
            (len(self.warnings), "warning", "warnings"),
            (len(self.not_checked), "not checked", "not checked"),
        )
        told = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in parts)
        return f"checked against {self.checked} rules: {told}"

    def findings(self, where: str) -> tuple[Finding, ...]:
        """Tell what was broken, and what not checked, as findings on a file."""
        return tuple(self._findings(where))

    def as_json(self) -> dict[str, Any]:
        """Give the report as a program reads it."""
        return {
            "file": self.file,
            "profile": self.profile,
            "pages": self.pages,
            "rules_checked": self.checked,
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "not_checked": len(self.not_checked),
            "outcomes": [outcome.as_json() for outcome in self.outcomes],
        }

    def _failed(self, severity: Severity) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.severity == severity)

    def _findings(self, where: str) -> Iterator[Finding]:
        for one in self.outcomes:
            for detail in one.details:
                is_error = detail.severity == Severity.ERROR
                yield Finding(
                    one.rule,
                    FindingSeverity.FAIL if is_error else FindingSeverity.WARNING,
                    f"{where}, page {detail.page}" if detail.page else where,
                    f"{detail.message}{times(detail.count)}",
                    f"what is asked: {one.title}",
                )
            if one.result == Result.NOT_CHECKED:
                note, message = FindingSeverity.NOTE, f"not checked: {one.why}"
                asked = f"what is asked: {one.title}"
                yield Finding(one.rule, note, where, message, asked)


def times(count: int) -> str:
    """Say how often something was found, when that is more than once."""
    return f" ({count:,} times)" if count > 1 else ""


def page_runs(pages: Iterable[int]) -> str:
    """Write page numbers as a printer does: ``pages 1–3, 7``; nothing for none."""
    numbers = sorted(set(pages) - {0})
    runs = groupby(enumerate(numbers), lambda at: at[1] - at[0])
    told = []
    for _, run in runs:
        first, *more = (number for _, number in run)
        told.append(f"{first}–{more[-1]}" if more else f"{first}")
    return f"page{'s' * (len(numbers) > 1)} {', '.join(told)}" if numbers else ""
