"""The report as one page to look at: every finding on a picture of its page.

Only places are worked out here, as shares of the sheet; what the page looks like is
the matter of ``layouts/preflight-report``. Pictures are part of the page, which needs
no other file.
"""

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.pdf_file import damage_told, open_pdf
from printshop.preflight.geometry import Box
from printshop.preflight.outcome import Detail, Outcome, Report, Result
from printshop.preflight.page_picture import draw_sheet
from printshop.preflight.rule import NotCheckedError
from printshop.preflight.sheets import page_boxes
from printshop.printer_profile import PrinterProfile
from printshop.templates import Templates

TEMPLATE = "preflight-report/report.html"

_WIDTH_PX, _HEIGHT_PX = 760, 1600
_MOST_PAGES = 64
"""Pages that are drawn of one file."""
_QUALITY = 62
_NEARLY_PT = 1.5
"""Rectangles are drawn at least this large, so that they can be seen."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a picture, in per cent of it, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was found on a page."""

    number: int
    """Counted on its page, from 1; its rectangles bear it."""
    rule: str
    title: str
    severity: str
    message: str
    count: int
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page with what was found on it."""

    number: int
    image: str
    """As an address that holds the picture itself; empty when it cannot be drawn."""
    proportion: float
    """Height by width."""
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file on the report."""

    report: Report
    general: tuple[tuple[Outcome, Detail], ...]
    """What is true of the whole file."""
    pictures: tuple[Picture, ...]
    pages_left_out: int


def draw_report(
    reports: Mapping[Path, Report], profile: PrinterProfile, shelf: Templates
) -> str:
    """Draw the reports of some files as one HTML page."""
    files = [_file_report(path, report) for path, report in reports.items()]
    return shelf.fill(TEMPLATE, files=files, profile=profile, results=Result)


def _file_report(path: Path, report: Report) -> FileReport:
    details = [(one, detail) for one in report.outcomes for detail in one.details]
    pages = sorted({detail.page for _, detail in details if detail.page})
    with open_pdf(path) as pdf, damage_told(path):
        boxes = {
            number: page_boxes(pdf.pages[number - 1])["MediaBox"]
            for number in pages[:_MOST_PAGES]
        }
    return FileReport(
        report,
        general=tuple(pair for pair in details if not pair[1].page),
        pictures=tuple(_pictures(path, boxes, details)),
        pages_left_out=max(0, len(pages) - _MOST_PAGES),
    )


def _pictures(
    path: Path,
    boxes: dict[int, Box],
    details: Sequence[tuple[Outcome, Detail]],
) -> Iterator[Picture]:
    for number, media in boxes.items():
        here = [pair for pair in details if pair[1].page == number]
        notes = tuple(
            _note(place, outcome, detail, media)
            for place, (outcome, detail) in enumerate(here, start=1)
        )
        is_giant = any(outcome.rule == _GIANT for outcome, _ in here)
        image = "" if is_giant else _image(path, number, media)
        yield Picture(number, image, media.height / media.width, notes)


def _image(path: Path, number: int, media: Box) -> str:
    """Draw a page, small, as an address that holds it; nothing when it cannot be."""
    scale = min(_WIDTH_PX / media.width, _HEIGHT_PX / media.height)
    try:
        drawn = draw_sheet(path, number, media, scale)
    except NotCheckedError:
        return ""
    file = io.BytesIO()
    drawn.save(file, "JPEG", quality=_QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}"


def _note(number: int, outcome: Outcome, detail: Detail, media: Box) -> Note:
    return Note(
        number,
        outcome.rule,
        outcome.title,
        detail.severity.value,
        detail.message,
        detail.count,
        tuple(_area(place, media) for place in detail.places),
    )


def _area(place: Box, media: Box) -> Area:
    """Find a place's share of the sheet; one too small to be seen is made larger."""
    across = max(0.0, (_NEARLY_PT - place.width) / 2)
    down = max(0.0, (_NEARLY_PT - place.height) / 2)
    box = Box(
        place.left - across, place.low - down, place.right + across, place.high + down
    ).common(media)
    return Area(
        _percent((box.left - media.left) / media.width),
        _percent((media.high - box.high) / media.height),
        _percent(box.width / media.width),
        _percent(box.height / media.height),
    )


def _percent(share: float) -> float:
    return round(100 * share, 2)


_GIANT = "H08"
"""The rule that says that a picture of the page is too large to be decoded."""
