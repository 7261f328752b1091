"""How well the pages are made up, measured on the laid-out pages.

* ``fill_percent``   story cells (columns times lines) covered by type, pictures,
  advertising and designed blanks: a gap of two lines at most with something below it
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
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.galley import GalleySet
from printshop.layout import Layout
from printshop.typesetter import SeenLine, Sheets, framed_lines, seen_lines

_OFF_GRID_PT = 0.1
_DESIGNED_BLANK = 2
_P95 = 0.95
_SOLID = {PieceKind.ADVERTISEMENT, PieceKind.HOUSE_AD}


@dataclass(frozen=True, slots=True)
class PageFill:
    """How full a page is."""

    page: int
    fill_percent: float


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


def measure_quality(
    sheets: Sheets, plan: Flatplan, galleys: GalleySet, layout: Layout
) -> Quality:
    """Measure composed pages."""
    lines = list(seen_lines(sheets, "data-grid"))
    spaces = sorted(line.word_space for line in lines if line.word_space is not None)
    filled = _filled_lines(sheets, layout)
    return Quality(
        pages=tuple(
            PageFill(page.number, _fill_percent(page, filled, layout))
            for page in plan.pages
        ),
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


def _filled_lines(sheets: Sheets, layout: Layout) -> dict[str, int]:
    """Count the grid lines that every leg's text reaches down."""
    return {
        name: round(max((bottom for _, bottom in lines), default=0) / layout.leading_pt)
        for name, lines in framed_lines(sheets).items()
    }


def _fill_percent(page: PagePlan, filled: dict[str, int], layout: Layout) -> float:
    """Count the covered cells of a page's story area."""
    form = layout.forms[page.form]
    columns = layout.grids[page.grid].columns
    depth = layout.lines - form.first_line - form.foot_lines
    covered = 0
    for placement in page.placements:
        # the blank line below a piece, in which the next one's rule lies
        below = min(placement.top + placement.lines + 1, layout.lines - form.foot_lines)
        covered += placement.columns * (below - placement.top - placement.lines)
        for column in range(placement.columns):
            covered += _covered(page, placement, column, filled)
    return round(100 * covered / (columns * depth), 1)


def _covered(
    page: PagePlan, placement: Placement, column: int, filled: dict[str, int]
) -> int:
    """Count the covered lines in one column of a piece, designed blanks included."""
    if placement.kind in _SOLID:
        return placement.lines
    covered, end = 0, 0
    for top, bottom in sorted(_runs(page, placement, column, filled)):
        if top - end <= _DESIGNED_BLANK:
            covered += max(0, top - end)
        covered += max(0, bottom - max(top, end))
        end = max(end, bottom)
    return covered


def _runs(
    page: PagePlan, placement: Placement, column: int, filled: dict[str, int]
) -> Iterator[tuple[int, int]]:
    """Yield the runs of lines that frames cover in a column of a piece."""
    for number, frame in enumerate(placement.frames):
        if frame.column <= column < frame.column + frame.columns:
            name = f"{page.number}.{placement.name}.{number}"
            yield frame.top, frame.top + _depth(frame, filled.get(name, 0))


def _depth(frame: Frame, filled: int) -> int:
    if frame.kind == FrameKind.LEG:
        return filled
    return frame.lines + frame.caption_lines


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
