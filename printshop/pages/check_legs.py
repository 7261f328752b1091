"""Checks 7, 8 and the holes of 9: how the text ends in its legs and on its pages.

From the design specification (5): no widow at the head of a leg, no hyphen at its
foot, no three in a row; all legs of a story end together, but the last may be one
line short; a page ends on its last line in every column.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from printshop.flatplan import FrameKind, PagePlan, Placement
from printshop.pages.cover import Run, holes, last_line, piece_runs
from printshop.pages.proofs import Fault, Proofs, stories_on

_MOST_HYPHENS = 2
_LARGEST_HOLE = 2


def check_cuts(proofs: Proofs) -> Iterator[Fault]:
    """Check 7: no widow, no hyphen at a leg's foot, no three in a row."""
    for page in proofs.plan.pages:
        for placement in page.placements:
            for number, frame in enumerate(placement.frames):
                if frame.kind != FrameKind.LEG:
                    continue
                lines = proofs.desk.galleys[frame.slug].lines
                first = lines[frame.first_line]
                if first.is_last and not first.is_first:
                    what = f"{frame.slug}: the widow “{first.text}” heads a leg"
                    yield Fault(7, page.number, what)
                name = f"{page.number}.{placement.name}.{number}"
                texts = [text.rstrip() for text, _ in proofs.framed.get(name, ())]
                for what in _hyphens(texts):
                    yield Fault(7, page.number, f"{frame.slug}: {what}")


def _hyphens(texts: list[str]) -> Iterator[str]:
    """Find a divided word at a leg's foot, and too many in a row."""
    if texts and texts[-1].endswith("-"):
        yield f"the leg ends with a hyphen, “{texts[-1]}”"
    for is_divided, run in groupby(texts, key=lambda text: text.endswith("-")):
        divided = list(run)
        if is_divided and len(divided) > _MOST_HYPHENS:
            yield f"{len(divided)} hyphens in a row, from “{divided[0]}”"


def check_ends(proofs: Proofs) -> Iterator[Fault]:
    """Check 8: all legs of a story end together, and the page on its last line."""
    filled = proofs.filled()
    for page in proofs.plan.pages:
        for placement in stories_on(page):
            for what in _leg_ends(proofs, page, placement, filled):
                yield Fault(8, page.number, f"{placement.name}: {what}")
        for what in _page_ends(proofs, page, filled):
            yield Fault(8, page.number, what)


def _leg_ends(
    proofs: Proofs, page: PagePlan, placement: Placement, filled: Mapping[str, int]
) -> Iterator[str]:
    """Compare the ends of a story's columns that end with text."""
    ends: dict[int, Run] = {}
    for column in range(placement.columns):
        runs = piece_runs(page, placement, column, filled)
        if runs and _is_text(runs[-1]):
            ends[column] = runs[-1]
    target = max((run.end for run in ends.values()), default=0)
    for column, run in ends.items():
        short = target - run.end - _is_storys_end(proofs, run)
        if short > 0:
            count = "1 line" if target - run.end == 1 else f"{target - run.end} lines"
            yield f"the leg in its column {column + 1} ends {count} short"


def _page_ends(
    proofs: Proofs, page: PagePlan, filled: Mapping[str, int]
) -> Iterator[str]:
    """Find the pieces at the foot that do not reach the page's last line."""
    end = last_line(page, proofs.layout)
    short: dict[tuple[str, int], list[int]] = {}
    for column in range(proofs.layout.grids[page.grid].columns):
        foot = _foot(page, column, filled)
        if foot is None:
            yield f"column {column + 1} is empty"
            continue
        reached = foot.end
        if _is_text(foot):  # legs that end short of each other are told already
            reached = _text_end(page, foot.placement, filled)
        if end - reached - _is_only_leg(proofs, foot) > 0:
            short.setdefault((foot.placement.name, reached), []).append(column)
    for (name, reached), columns in short.items():
        yield f"{name} ends on line {reached}, not {end}, in {_named(columns)}"


def _foot(page: PagePlan, column: int, filled: Mapping[str, int]) -> Run | None:
    """Find the lowest thing in a column of a page."""
    runs = (
        run
        for placement in page.placements
        if placement.column <= column < placement.column + placement.columns
        for run in piece_runs(page, placement, column - placement.column, filled)
    )
    return max(runs, key=lambda run: run.end, default=None)


def _text_end(page: PagePlan, placement: Placement, filled: Mapping[str, int]) -> int:
    """Give the line on which the longest of a piece's legs ends."""
    return max(
        run.end
        for column in range(placement.columns)
        for run in piece_runs(page, placement, column, filled)
        if _is_text(run)
    )


def _is_only_leg(proofs: Proofs, run: Run) -> bool:
    """Tell whether a story ends with a run that is all the legs of its piece."""
    return run.placement.columns == 1 and _is_storys_end(proofs, run)


def _is_text(run: Run) -> bool:
    return run.frame is not None and run.frame.kind in {FrameKind.LEG, FrameKind.JUMP}


def _is_storys_end(proofs: Proofs, run: Run) -> bool:
    """Tell whether a run holds the last line of its story: it may be a line short."""
    frame = run.frame
    return (
        frame is not None
        and frame.kind == FrameKind.LEG
        and frame.end_line == len(proofs.desk.galleys[frame.slug].lines)
    )


def check_holes(proofs: Proofs) -> Iterator[Fault]:
    """Check 9, its first half: no hole larger than two lines."""
    filled = proofs.filled()
    for page in proofs.plan.pages:
        found: dict[tuple[int, int, str], list[int]] = {}
        for column, top, end, placement in holes(page, proofs.layout, filled):
            if end - top > _LARGEST_HOLE:
                name = placement.name if placement else ""
                found.setdefault((top, end, name), []).append(column)
        for (top, end, name), columns in found.items():
            inside = f" in {name}" if name else ""
            what = f"a hole of {end - top} lines in {_named(columns)}"
            yield Fault(9, page.number, f"{what}, from line {top}{inside}")


def _named(columns: list[int]) -> str:
    """Name columns, counted from 0, as people count them."""
    numbers = ", ".join(str(column + 1) for column in columns)
    return f"column {numbers}" if len(columns) == 1 else f"columns {numbers}"
