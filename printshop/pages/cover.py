"""What of a page is covered, in columns and grid lines.

A leg covers the lines that its text really fills on the laid-out page; every other
frame covers its own. The blank line below a piece, in which the next one's rule lies,
is part of the design, and so is a gap of two lines at most with something below it. A
house advertisement below the last letter of a leg covers the rest of the leg.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from printshop.flatplan import Frame, FrameKind, PagePlan, PieceKind, Placement
from printshop.flatplan.fitted import DESIGNED_BLANK
from printshop.layout import Layout
from printshop.typesetter import Sheets, framed_lines

_SOLID = {PieceKind.ADVERTISEMENT, PieceKind.HOUSE_AD}


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one column of a page that a frame covers, from the sheet's line 0."""

    top: int
    end: int
    frame: Frame | None
    """None for advertising."""
    placement: Placement


def filled_lines(sheets: Sheets, layout: Layout) -> dict[str, int]:
    """Count the grid lines that every leg's text reaches down, by its frame."""
    return lines_filled(framed_lines(sheets), layout)


def lines_filled(
    framed: Mapping[str, Sequence[tuple[str, float]]], layout: Layout
) -> dict[str, int]:
    """Count the grid lines that lines reach down, from their lower edges."""
    return {
        name: round(max((bottom for _, bottom in lines), default=0) / layout.leading_pt)
        for name, lines in framed.items()
    }


def panel_name(page: int, placement: Placement, column: int) -> str:
    """Name the house advertisement that may stand below a leg of a pack."""
    return f"{page}.{placement.name}.below {column}"


def piece_runs(
    page: PagePlan, placement: Placement, column: int, filled: Mapping[str, int]
) -> list[Run]:
    """List what covers one column of a piece, from the top down."""
    if placement.kind in _SOLID:
        top = placement.top
        return [Run(top, top + placement.lines, None, placement)]
    runs = []
    for number, frame in enumerate(placement.frames):
        if frame.column <= column < frame.column + frame.columns:
            name = f"{page.number}.{placement.name}.{number}"
            lines = frame.lines + frame.caption_lines
            if frame.kind == FrameKind.LEG:
                lines = filled.get(name, 0)
            top = placement.top + frame.top
            runs.append(Run(top, top + lines, frame, placement))
    if panel_name(page.number, placement, column) in filled:
        top = max(run.end for run in runs) + 1
        runs.append(Run(top, placement.top + placement.lines, None, placement))
    return sorted(runs, key=lambda run: (run.top, run.end))


def last_line(page: PagePlan, layout: Layout) -> int:
    """Give the line below the story area of a page."""
    return layout.lines - layout.forms[page.form].foot_lines


def holes(
    page: PagePlan, layout: Layout, filled: Mapping[str, int]
) -> Iterator[tuple[int, int, int, Placement | None]]:
    """Yield every run of white: column, first line, end, and the piece it is in."""
    for column in range(layout.grids[page.grid].columns):
        pieces = sorted(
            (
                placement
                for placement in page.placements
                if placement.column <= column < placement.column + placement.columns
            ),
            key=lambda placement: placement.top,
        )
        end, area_end = layout.forms[page.form].first_line, last_line(page, layout)
        for placement in pieces:
            if placement.top > end:
                yield column, end, placement.top, None
            below = placement.top + placement.lines
            inside = piece_runs(page, placement, column - placement.column, filled)
            for top, bottom in _gaps(placement.top, below, inside):
                yield column, top, bottom, placement
            end = max(end, min(below + 1, area_end))
        if area_end > end:
            yield column, end, area_end, None


def _gaps(top: int, end: int, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield the lines between runs, designed blanks left out, and those below them."""
    position = top
    for run in runs:
        if run.top - position > DESIGNED_BLANK:
            yield position, run.top
        position = max(position, run.end)
    if end > position:
        yield position, end
