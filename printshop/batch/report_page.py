"""The report of an export as one page to look at. It needs no other file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from printshop.batch.report import FAILED, Report, ReportedFile, ReportedIssue
from printshop.findings import Severity
from printshop.templates import Templates
from printshop.wording import wording

TEMPLATE = "export-report/report.html"
_RESULTS = ("printed", "same", "failed", "not reached")


@dataclass(frozen=True, slots=True)
class Failed:
    """PDFs that failed for one reason."""

    message: str
    files: tuple[tuple[ReportedIssue, ReportedFile], ...]


@dataclass
class Kind:
    """All findings of one code and severity."""

    code: str
    severity: Severity
    example: str
    hint: str
    count: int = 0
    issues: dict[str, None] = field(default_factory=dict)


def draw_report(report: Report, templates: Templates) -> str:
    """Fill the report's template."""
    return templates.fill(
        TEMPLATE,
        report=report,
        counts=report.counts(),
        editions=list(_editions(report)),
        failures=list(_failures(report)),
        kinds=_kinds(report),
        reasons=_reasons(report),
        wording=wording("en"),
        within=_within,
    )


def _editions(report: Report) -> Iterator[tuple[str, dict[str, int]]]:
    """Count results and pages by edition."""
    counted: dict[str, Counter[str]] = {}
    for issue in report.issues:
        for file in issue.files:
            counts = counted.setdefault(file.edition, Counter())
            counts[file.result] += 1
            counts["pages"] += file.pages
    for edition, counts in sorted(counted.items()):
        yield edition, {name: counts[name] for name in (*_RESULTS, "pages")}


def _failures(report: Report) -> Iterator[Failed]:
    """Sort failures by what is wrong: one mistake may cost an issue all of its PDFs."""
    found: dict[tuple[str, str], list[tuple[ReportedIssue, ReportedFile]]] = {}
    for issue in report.issues:
        for file in issue.files:
            if file.result == FAILED:
                reason = (issue.number, file.message)
                found.setdefault(reason, []).append((issue, file))
    for (_, message), files in found.items():
        yield Failed(message, tuple(files))


def _kinds(report: Report) -> list[Kind]:
    """Sort findings by their code, the worst and the most frequent first."""
    kinds: dict[tuple[str, Severity], Kind] = {}
    for issue in report.issues:
        for one in issue.findings:
            key = one.code, one.severity
            kind = kinds.get(key) or Kind(*key, one.message, one.hint)
            kind.count += 1
            kind.issues[issue.number] = None
            kinds[key] = kind
    worst_first = list(reversed(Severity))
    return sorted(
        kinds.values(),
        key=lambda kind: (worst_first.index(kind.severity), -kind.count, kind.code),
    )


def _reasons(report: Report) -> list[tuple[str, int]]:
    """Count why PDFs were printed."""
    counted = Counter(
        reason
        for issue in report.issues
        for file in issue.files
        if file.result == "printed"
        for reason in file.reasons
    )
    return counted.most_common(40)


def _within(where: str, issue: ReportedIssue) -> str:
    """Name a place as it is called inside of its issue."""
    return where.removeprefix(f"issue {issue.number}").removeprefix(", ")
