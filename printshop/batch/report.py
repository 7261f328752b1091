"""What an export tells of itself when it has ended: every PDF that was ordered.

What was found questionable stands in the manifest, so the report has the findings of
files, too, that an earlier run has printed. What failed comes first.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from printshop.batch.export import Outcome
from printshop.batch.manifest import FileRow
from printshop.batch.wanted import Job, Wanted
from printshop.download_site import SiteOutcome
from printshop.findings import Finding, Severity

PRINTED, SAME, FAILED, NOT_REACHED = "printed", "same", "failed", "not reached"
"""What may have come of a PDF; the last only in a run that was interrupted."""


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """One PDF that was ordered."""

    edition: str
    article: str | None
    """The story's slug; None for the issue."""
    result: str
    reasons: tuple[str, ...] = ()
    """Why it was looked at; none when nothing that it is made from had changed."""
    message: str = ""
    """Why it failed."""
    seconds: float = 0.0
    """That this run has taken for it."""
    file: str = ""
    """Below the output; empty when there is none."""
    pages: int = 0
    size: int = 0
    printed: str = ""
    """When, in UTC."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedIssue:
    """An issue with all of its PDFs that were ordered."""

    number: str
    date: datetime.date | None
    files: tuple[ReportedFile, ...]

    def count(self, result: str) -> int:
        """Count the PDFs of which this has come."""
        return sum(file.result == result for file in self.files)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """List what was found, the worst first; what several PDFs share, once."""
        found = dict.fromkeys(one for file in self.files for one in file.findings)
        return tuple(sorted(found, key=lambda one: (_RANK[one.severity], one.where)))


@dataclass(frozen=True, slots=True)
class Report:
    """A run."""

    paper: str
    printshop: str
    """Its version."""
    output: str
    as_of: datetime.date
    started: datetime.datetime
    seconds: float
    was_interrupted: bool
    issues: tuple[ReportedIssue, ...]
    """Those with failures first, then those with the worst findings, then newest."""
    downloads: SiteOutcome | None = None
    """None when they were left out."""

    def as_json(self) -> dict[str, Any]:
        """Give the report as a program reads it."""
        site = self.downloads
        return {
            "paper": self.paper,
            "printshop": self.printshop,
            "output": self.output,
            "as_of": self.as_of.isoformat(),
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 2),
            "interrupted": self.was_interrupted,
            "counts": self.counts(),
            "findings": {level.value: self.found(level) for level in _RANK},
            "downloads": None if site is None else asdict(site),
            "issues": [_issue_as_json(issue) for issue in self.issues],
        }

    def counts(self) -> dict[str, int]:
        """Count the PDFs by what has come of them."""
        return {
            result: sum(issue.count(result) for issue in self.issues)
            for result in (PRINTED, SAME, FAILED, NOT_REACHED)
        }

    def found(self, severity: Severity) -> int:
        """Count the findings of a severity; what PDFs of an issue share, once."""
        return sum(
            one.severity == severity for issue in self.issues for one in issue.findings
        )


_RANK = {Severity.FAIL: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass
class RunNotes:
    """What is noted while a run goes on."""

    started: datetime.datetime
    reasons: dict[Wanted, tuple[str, ...]] = field(default_factory=dict)
    outcomes: dict[Wanted, Outcome] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Tell whether a PDF has failed."""
        return any(one.how == FAILED for one in self.outcomes.values())

    def take_jobs(self, jobs: Iterable[Job]) -> None:
        """Note why PDFs are looked at."""
        for job in jobs:
            self.reasons |= {task.wanted: task.reasons for task in job.tasks}

    def take(self, outcome: Outcome) -> None:
        """Note what has come of a PDF."""
        self.outcomes[outcome.wanted] = outcome


def reported_issues(
    wanted: Iterable[Wanted],
    rows: Mapping[Wanted, FileRow],
    notes: RunNotes,
    dates: Mapping[str, datetime.date | None],
) -> tuple[ReportedIssue, ...]:
    """Put together what has come of every PDF that was ordered."""
    files: dict[str, list[ReportedFile]] = {}
    for one in wanted:
        file = _reported(one, rows.get(one), notes)
        files.setdefault(one.number, []).append(file)
    issues = [
        ReportedIssue(number, dates.get(number), tuple(sorted(of_issue, key=_urgency)))
        for number, of_issue in files.items()
    ]
    issues.sort(key=lambda issue: str(issue.date or ""), reverse=True)
    return tuple(sorted(issues, key=_worst))


def _reported(wanted: Wanted, row: FileRow | None, notes: RunNotes) -> ReportedFile:
    outcome, reasons = notes.outcomes.get(wanted), notes.reasons.get(wanted)
    told = ReportedFile(
        edition=wanted.edition.value,
        article=wanted.slug,
        result=_result(outcome, reasons),
        reasons=reasons or (),
        message=outcome.message if outcome else "",
        seconds=outcome.seconds if outcome else 0.0,
    )
    if row is None:
        return told
    fields = {name: getattr(told, name) for name in _OF_THE_RUN}
    return ReportedFile(
        **fields,
        file=row.place,
        pages=row.pages,
        size=row.size,
        printed=row.printed,
        findings=tuple(_findings(row.findings)),
    )


_OF_THE_RUN = ("edition", "article", "result", "reasons", "message", "seconds")


def _result(outcome: Outcome | None, reasons: Sequence[str] | None) -> str:
    if outcome is not None:
        return outcome.how
    return SAME if reasons is None else NOT_REACHED


def _findings(told: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    for one in told:
        yield Finding(**{**one, "severity": Severity(one["severity"])})


def _urgency(file: ReportedFile) -> tuple[bool, bool, bool, str]:
    """Order the files of an issue: failures, what was printed, the issue, stories."""
    return (
        file.result != FAILED,
        file.result != PRINTED,
        file.article is not None,
        file.article or file.edition,
    )


def _worst(issue: ReportedIssue) -> tuple[bool, int]:
    ranks = [_RANK[one.severity] for one in issue.findings]
    return not issue.count(FAILED), min(ranks, default=len(_RANK))


def _issue_as_json(issue: ReportedIssue) -> dict[str, Any]:
    return {
        "issue": issue.number,
        "date": issue.date.isoformat() if issue.date else None,
        "files": [asdict(file) for file in issue.files],
    }
