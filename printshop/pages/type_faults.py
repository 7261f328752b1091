"""Faults of the type itself, told story by story: loose lines and ladders.

* ``type-001``   a line of text with word spaces over three times the font's own
* ``type-002``   three or more divided words at the ends of lines in a row
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from printshop.findings import Finding, Severity
from printshop.flatplan import Flatplan, FrameKind
from printshop.pages.type_numbers import LONGEST_LADDER, WIDEST_SPACE
from printshop.typesetter import SeenLine, Sheets, seen_lines

_SHOWN = 3
"""Lines that a finding quotes."""


def type_questions(sheets: Sheets, plan: Flatplan) -> Iterator[Finding]:
    """Ask about loose lines and ladders: one finding a story for each."""
    where = f"issue {plan.issue_number}"
    by_frame: dict[str, list[SeenLine]] = {}
    for line in seen_lines(sheets, "data-frame"):
        by_frame.setdefault(line.name, []).append(line)
    for slug, frames in _frames_by_story(plan).items():
        legs = [by_frame.get(frame, []) for frame in frames]
        loose = [
            line
            for leg in legs
            for line in leg
            if line.word_space is not None and line.word_space > WIDEST_SPACE
        ]
        if loose:
            yield _loose(loose, f"{where}, story {slug}")
        found = [ladder for leg in legs for ladder in ladders(leg)]
        if found:
            yield _ladders(found, f"{where}, story {slug}")


def ladders(lines: Sequence[SeenLine]) -> list[list[SeenLine]]:
    """List the runs of more than two divided lines in one leg."""
    runs = (
        list(run)
        for is_divided, run in groupby(lines, key=lambda line: line.text.endswith("-"))
        if is_divided
    )
    return [run for run in runs if len(run) > LONGEST_LADDER]


def _frames_by_story(plan: Flatplan) -> dict[str, list[str]]:
    """Name the legs of every story, in the order of the pages."""
    frames: dict[str, list[str]] = {}
    for page in plan.pages:
        for placement in page.placements:
            for number, frame in enumerate(placement.frames):
                if frame.kind == FrameKind.LEG:
                    name = f"{page.number}.{placement.name}.{number}"
                    frames.setdefault(frame.slug, []).append(name)
    return frames


def _loose(lines: Sequence[SeenLine], where: str) -> Finding:
    """Tell the widest lines first, with their pages and words."""
    worst = sorted(lines, key=lambda line: -(line.word_space or 0))
    quoted = "; ".join(
        f"{line.word_space or 0:.2f} times on page {line.page}: “{line.text.strip()}”"
        for line in worst[:_SHOWN]
    )
    more = f"; and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    count = "a line has" if len(lines) == 1 else f"{len(lines)} lines have"
    return Finding(
        "type-001",
        Severity.WARNING,
        where,
        f"{count} word spaces over three times the font's own: {quoted}{more}",
        "put other words there, or a shorter one",
    )


def _ladders(found: Sequence[Sequence[SeenLine]], where: str) -> Finding:
    """Tell each run with its page and the words that are divided in it."""
    quoted = "; ".join(
        f"page {run[0].page}: " + " / ".join(f"“{line.text.strip()}”" for line in run)
        for run in found[:_SHOWN]
    )
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return Finding(
        "type-002",
        Severity.WARNING,
        where,
        f"more than two divided words end lines in a row: {quoted}{more}",
        "put other words there",
    )
