"""Look at a finished file against every rule, page by page, and report.

What a rule cannot read because the file is damaged there is not checked: no pass.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from printshop.errors import SourceError
from printshop.pdf_file import damage_told, open_pdf
from printshop.preflight.content import read_content
from printshop.preflight.declared import look_through, read_xmp
from printshop.preflight.geometry import Box
from printshop.preflight.outcome import (
    Detail,
    Outcome,
    Report,
    Result,
    Severity,
    page_runs,
)
from printshop.preflight.rule import Docket, Fault, NotCheckedError, Rule, Told, Unseen
from printshop.preflight.rules import RULES
from printshop.preflight.sheets import (
    PageFacts,
    SeenFile,
    SeenPage,
    page_boxes,
    page_facts,
    page_rotation,
)
from printshop.printer_profile import PrinterProfile

_MOST_PLACES = 40
"""Places that are kept of one thing on one page."""
_MOST_DETAILS = 200
"""Things that are kept of one rule."""
_MOST_REASONS = 3

_DAMAGE = (
    pikepdf.PdfError,
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
)
"""What a rule meets in a file that is damaged where it looks."""


def inspect(
    file: Path | bytes,
    profile: PrinterProfile,
    *,
    name: str = "",
    barcode: str = "",
    is_ad: bool = False,
) -> Report:
    """Check a PDF against all rules that apply.

    ``barcode`` is what the front page should show, ``9771234567003 47``. ``is_ad`` says
    that the file is one advertisement. ``name`` is what the report calls the file.
    Raises SourceError when the file cannot be read.
    """
    docket = Docket(profile, barcode, is_ad)
    with _on_disk(file) as path:
        told = name or (str(file) if isinstance(file, Path) else "the file")
        with open_pdf(path) as pdf, damage_told(Path(told)):
            return _report(pdf, path, docket, told)


@contextmanager
def _on_disk(file: Path | bytes) -> Iterator[Path]:
    """Give a file's path; bytes are written down, for programs that draw them."""
    if isinstance(file, Path):
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="printshop-") as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(file)
        yield path


def _report(pdf: pikepdf.Pdf, path: Path, docket: Docket, name: str) -> Report:
    tallies = {rule.id: _Tally(rule) for rule in RULES if rule.applies(docket)}
    facts: list[PageFacts] = []
    for number, page in enumerate(pdf.pages, start=1):
        seen = _seen_page(page, number, name)
        facts.append(page_facts(seen))
        for tally in tallies.values():
            if tally.rule.page_check is not None:
                tally.take(tally.rule.page_check(seen, docket))
    file = SeenFile(pdf, path, tuple(facts), read_xmp(pdf), look_through(pdf))
    for tally in tallies.values():
        if tally.rule.file_check is not None:
            tally.take(tally.rule.file_check(file, docket))
    outcomes = tuple(tally.outcome for tally in tallies.values())
    return Report(name, docket.profile.name, len(facts), outcomes)


def _seen_page(page: pikepdf.Page, number: int, name: str) -> SeenPage:
    boxes = page_boxes(page)
    unit = float(page.obj.get("/UserUnit", 1))
    try:
        content = read_content(page, boxes["MediaBox"], unit)
    except SourceError as error:
        where = f"{name}, page {number}"
        raise SourceError(error.message, where=where, hint=error.hint) from error
    except AttributeError as error:
        raise ValueError(f"page {number} lacks an entry: {error}") from error
    return SeenPage(number, boxes, page_rotation(page), unit, content, page)


@dataclass(slots=True)
class _Found:
    """One thing on one page, as it is counted."""

    count: int = 0
    places: list[Box] = field(default_factory=list)


class _Tally:
    """Counts what one rule tells."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._found: defaultdict[tuple[int, str, Severity], _Found]
        self._found = defaultdict(_Found)
        self._unseen: defaultdict[str, set[int]] = defaultdict(set)

    def take(self, told: Told) -> None:
        """Count all that is told; what cannot be looked at is not checked."""
        try:
            for one in told:
                if isinstance(one, Unseen):
                    self._unseen[one.why].add(one.page)
                else:
                    self._count(one)
        except NotCheckedError as error:
            self._unseen[str(error)].add(0)
        except _DAMAGE:
            self._unseen["the file is damaged where this stands"].add(0)

    def _count(self, fault: Fault) -> None:
        severity = fault.severity or self.rule.severity
        found = self._found[fault.page, fault.message, severity]
        found.count += 1
        if fault.box is not None and len(found.places) < _MOST_PLACES:
            found.places.append(fault.box)

    @property
    def outcome(self) -> Outcome:
        """Say how the rule came out."""
        rule, severity = self.rule, None
        result = Result.NOT_CHECKED if self._unseen else Result.PASS
        if self._found:
            result = Result.FAIL
            is_error = any(kind == Severity.ERROR for _, _, kind in self._found)
            severity = Severity.ERROR if is_error else Severity.WARNING
        return Outcome(
            rule.id,
            rule.title,
            rule.reason,
            result,
            severity,
            why=self._why,
            details=tuple(self._details)[:_MOST_DETAILS],
        )

    @property
    def _why(self) -> str:
        reasons = [_with_pages(why, pages) for why, pages in self._unseen.items()]
        more = len(reasons) - _MOST_REASONS
        return "; ".join(reasons[:_MOST_REASONS]) + (f"; {more} more" * (more > 0))

    @property
    def _details(self) -> Iterator[Detail]:
        for (page, message, severity), found in sorted(self._found.items()):
            places = tuple(found.places)
            yield Detail(message, severity, page, found.count, places)


def _with_pages(why: str, pages: set[int]) -> str:
    """Add the pages to a reason, when it is not about the whole file."""
    told = page_runs(pages)
    return f"{why} ({told})" if told else why
