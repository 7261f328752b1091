"""The flatplan as a newsroom reads it: drawn in characters, as a list, as JSON.

First how many pages there is copy for, then the pages as a dummy is drawn on paper,
then what stands on them, and last how every story fits.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from printshop.flatplan.copyfit import Status, StoryFit
from printshop.flatplan.plan import Flatplan, FrameKind, PagePlan, Placement
from printshop.layout import Layout

_CELL = 4
"""Characters across one column of the layout's finest grid."""

_LEAST_CELLS = 6
"""A page of few columns is drawn as wide as one of so many."""

_LINES_A_ROW = 4
"""Grid lines to one row of characters."""

_PAGES_A_ROW = 4


def draw_plan(plan: Flatplan, layout: Layout, fits: Sequence[StoryFit]) -> str:
    """Draw every page as a box of named blocks, four pages a row, and two lists."""
    parts = [
        f"Issue {plan.issue_number}, {plan.layout}: copy for {plan.copy_pages:.1f} "
        f"pages of {len(plan.pages)}"
    ]
    drawn = [_page(page, layout) for page in plan.pages]
    for start in range(0, len(drawn), _PAGES_A_ROW):
        rows = zip(*drawn[start : start + _PAGES_A_ROW], strict=True)
        parts.append("\n".join("  ".join(row).rstrip() for row in rows))
    parts.append("\n".join(_list(plan)))
    parts.append("\n".join(_stories(fits)))
    return "\n\n".join(parts)


def _page(page: PagePlan, layout: Layout) -> list[str]:
    """Draw one page: a heading, then its blocks as boxes."""
    finest = max(grid.columns for grid in layout.grids.values())
    width = max(finest, _LEAST_CELLS) * _CELL
    height = layout.lines // _LINES_A_ROW
    canvas = [[" "] * (width + 1) for _ in range(height + 1)]
    scale = width / layout.grids[page.grid].columns
    for placement in page.placements:
        left = round(placement.column * scale)
        right = round((placement.column + placement.columns) * scale)
        top = round(placement.top / _LINES_A_ROW)
        bottom = round((placement.top + placement.lines + 1) / _LINES_A_ROW)
        _box(canvas, left, right, min(top, height), min(bottom, height))
        _label(canvas, placement, left, right, min(top, height))
    heading = f"{page.number} {page.section}"[: width + 1].ljust(width + 1)
    return [heading, *("".join(row) for row in canvas)]


def _box(canvas: list[list[str]], left: int, right: int, top: int, bottom: int) -> None:
    for x in range(left, right + 1):
        for y in (top, bottom):
            canvas[y][x] = "+" if x in {left, right} or canvas[y][x] in "|+" else "-"
    for y in range(top + 1, bottom):
        for x in (left, right):
            canvas[y][x] = "+" if canvas[y][x] in "-+" else "|"


def _label(
    canvas: list[list[str]], placement: Placement, left: int, right: int, top: int
) -> None:
    """Write the name into the box, over as many rows as it needs."""
    room = right - left - 1
    text = placement.name
    for row in range(2):
        piece = text[row * room : (row + 1) * room]
        y = top + 1 + row
        if y < len(canvas):
            for offset, character in enumerate(piece):
                canvas[y][left + 1 + offset] = character


def _list(plan: Flatplan) -> Iterator[str]:
    """List the pages with what stands on them and where it turns."""
    for page in plan.pages:
        yield f"Page {page.number} ({page.form}), {page.section or 'house matter'}"
        for placement in page.placements:
            turns = [
                f"turns to {placement.continued_on}" if placement.continued_on else "",
                f"from {placement.continued_from}" if placement.continued_from else "",
            ]
            yield (
                f"  {placement.kind.value:<14}{placement.name:<34}"
                f"{placement.columns} x {placement.lines:<4}"
                + ", ".join(filter(None, turns))
            ).rstrip()


def _stories(fits: Sequence[StoryFit]) -> Iterator[str]:
    """List how every story fits, what was tried, and what would mend it."""
    width = max((len(fit.slug) for fit in fits), default=0) + 2
    told = max((len(fit.told) for fit in fits), default=0) + 2
    yield "Stories"
    for fit in fits:
        where, tried = fit.where, "; ".join(fit.tried)
        yield f"  {fit.slug:<{width}}{fit.told:<{told}}{where:<16}{tried}".rstrip()
        if fit.advice:
            yield f"  {'':<{width}}{fit.advice}"
    counts = ", ".join(
        f"{sum(fit.status == status for fit in fits)} {word}"
        for status, word in (
            (Status.FITS, "fit"),
            (Status.OVER, "over"),
            (Status.UNDER, "under"),
        )
    )
    yield f"{len(fits)} {'story' if len(fits) == 1 else 'stories'}: {counts}"


def plan_as_json(plan: Flatplan, fits: Sequence[StoryFit]) -> dict[str, Any]:
    """Give the plan, and how its stories fit, as a program reads it."""
    return {
        "issue": plan.issue_number,
        "layout": plan.layout,
        "copy_pages": round(plan.copy_pages, 2),
        "pages": [
            {
                "number": page.number,
                "form": page.form,
                "section": page.section,
                "placements": [_placement(placement) for placement in page.placements],
            }
            for page in plan.pages
        ],
        "stories": [_story(fit) for fit in fits],
    }


def _placement(placement: Placement) -> dict[str, Any]:
    return {
        "kind": placement.kind.value,
        "name": placement.name,
        "column": placement.column,
        "top": placement.top,
        "columns": placement.columns,
        "lines": placement.lines,
        "continued_on": placement.continued_on,
        "continued_from": placement.continued_from,
        "legs": [
            {
                "slug": frame.slug,
                "first_line": frame.first_line,
                "end_line": frame.end_line,
            }
            for frame in placement.frames
            if frame.kind == FrameKind.LEG
        ],
    }


def _story(fit: StoryFit) -> dict[str, Any]:
    return {
        "slug": fit.slug,
        "status": fit.status.value,
        "lines": fit.lines,
        "words": fit.words,
        "placements": [
            {
                "page": part.page,
                "column": part.column,
                "top": part.top,
                "columns": part.columns,
                "lines": part.lines,
            }
            for part in fit.placements
        ],
        "tried": list(fit.tried),
        "advice": fit.advice,
    }
