"""How well the pages are made up, measured on the laid-out pages.

* ``fill_percent``   story cells (columns times lines) covered by type, pictures,
  advertising and designed blanks: a gap of two lines at most with something below it
* white   the other cells, and their share
* off grid           a baseline over 0.1 pt from its line, or from the half line for
  headlines, standfirsts and pull quotes (design specification, 1.1)
* widow              the last line of a paragraph at the head of a leg
* ladder             hyphens at the ends of lines in a row
* word space         in units of the font's own space, over all lines of text
* tombstone          headlines of one size and height that stand side by side
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printshop.flatplan import (
    Flatplan,
    FrameKind,
    PagePlan,
)
from printshop.galley import GalleySet
from printshop.layout import Layout
from printshop.pages.cover import filled_lines, holes, last_line
from printshop.pages.type_numbers import TypeNumbers, type_numbers
from printshop.typesetter import SeenLine, Sheets, framed_lines, seen_lines

_OFF_GRID_PT = 0.1
_P95 = 0.95


@dataclass(frozen=True, slots=True)
class PageFill:
    """How full a page is."""

    page: int
    fill_percent: float
    white_lines: int
    """Lines of its columns that nothing covers, all columns added up."""
    white_percent: float


@dataclass(frozen=True, slots=True)
class Quality:
    """The numbers of an issue."""

    pages: tuple[PageFill, ...]
    off_grid_lines: int
    widows: int
    longest_ladder: int
    word_space_p95: float
    word_space_worst: float
    tombstones: int
    jumps: int
    short_legs: int
    """Stories whose last leg ends one line short, as it may."""
    stories: tuple[TypeNumbers, ...]
    """How evenly the text of each is set."""


def measure_quality(
    sheets: Sheets, plan: Flatplan, galleys: GalleySet, layout: Layout
) -> Quality:
    """Measure composed pages."""
    lines = list(seen_lines(sheets, "data-grid"))
    spaces = sorted(line.word_space for line in lines if line.word_space is not None)
    filled = filled_lines(sheets, layout)
    return Quality(
        pages=tuple(_page_fill(page, filled, layout) for page in plan.pages),
        off_grid_lines=sum(_is_off_grid(line, layout) for line in lines),
        widows=_widows(plan, galleys),
        longest_ladder=_longest_ladder(sheets),
        word_space_p95=_at_share(spaces, _P95),
        word_space_worst=round(spaces[-1], 2) if spaces else 0.0,
        tombstones=sum(1 for page in plan.pages for _ in _tombstones(page)),
        jumps=sum(
            placement.continued_on is not None
            for page in plan.pages
            for placement in page.placements
        ),
        short_legs=sum(_ends_short(page, filled, galleys) for page in plan.pages),
        stories=type_numbers(sheets, plan, galleys),
    )


def _at_share(values: Sequence[float], share: float) -> float:
    return (
        round(values[min(len(values) - 1, int(share * len(values)))], 2)
        if values
        else 0.0
    )


def _is_off_grid(line: SeenLine, layout: Layout) -> bool:
    margin_pt = layout.top_margin_mm / 25.4 * 72
    step_pt = layout.leading_pt / (2 if line.name == "half" else 1)
    steps = (line.baseline_pt - margin_pt - layout.baseline_pt) / step_pt
    return abs(steps - round(steps)) * step_pt > _OFF_GRID_PT


def _page_fill(page: PagePlan, filled: dict[str, int], layout: Layout) -> PageFill:
    """Count the white lines of a page's story area, over all its columns."""
    form = layout.forms[page.form]
    cells = layout.grids[page.grid].columns * (
        last_line(page, layout) - form.first_line
    )
    white = sum(end - top for _, top, end, _ in holes(page, layout, filled))
    percent = round(100 * white / cells, 1)
    return PageFill(page.number, round(100 - percent, 1), white, percent)


def _widows(plan: Flatplan, galleys: GalleySet) -> int:
    """Count the legs that begin with the last line of a paragraph."""
    return sum(
        line.is_last and not line.is_first
        for page in plan.pages
        for placement in page.placements
        for frame in placement.frames
        if frame.kind == FrameKind.LEG
        for line in galleys.galleys[frame.slug].lines[
            frame.first_line : frame.first_line + 1
        ]
    )


def _ends_short(page: PagePlan, filled: dict[str, int], galleys: GalleySet) -> int:
    """Count the last legs of stories that end one line short."""
    return sum(
        frame.end_line == len(galleys.galleys[frame.slug].lines)
        and frame.lines - filled.get(f"{page.number}.{placement.name}.{number}", 0) == 1
        for placement in page.placements
        for number, frame in enumerate(placement.frames)
        if frame.kind == FrameKind.LEG
    )


def _longest_ladder(sheets: Sheets) -> int:
    """Find the longest run of divided words at the ends of a leg's lines."""
    longest = 0
    for lines in framed_lines(sheets).values():
        run = 0
        for text, _ in lines:
            run = run + 1 if text.endswith("-") else 0
            longest = max(longest, run)
    return longest


def _tombstones(page: PagePlan) -> Iterator[tuple[str, str]]:
    """Yield the pairs of pieces whose like headlines stand side by side."""
    heads = [
        (placement, frame, placement.top + frame.top)
        for placement in page.placements
        for frame in placement.frames
        if frame.kind == FrameKind.HEADLINE
    ]
    for left, left_head, left_top in heads:
        for right, right_head, right_top in heads:
            touches = left.column + left.columns == right.column
            alike = (left_head.style, left_head.lines, left_top) == (
                right_head.style,
                right_head.lines,
                right_top,
            )
            if touches and alike:
                yield left.name, right.name
