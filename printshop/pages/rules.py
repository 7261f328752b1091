"""The rules of a page: over stories, between stories, between legs.

From the design specification (1.2, 4): a story's rule lies in the blank line above
it, 0.4 of a line over its head, as wide as the story; a vertical rule stands in the
middle of a gutter, from the cap height of its first line to the baseline of its last.
How heavy they are says ``[rules]`` in the layout.
"""

from collections.abc import Iterator, Sequence

from printshop.flatplan import FrameKind, PagePlan, PieceKind, Placement
from printshop.layout import PT_PER_MM
from printshop.pages.frames import Thing
from printshop.pages.ruler import Ruler

_ADVERTISING = {PieceKind.ADVERTISEMENT, PieceKind.HOUSE_AD}
_TEXT = {FrameKind.LEG, FrameKind.BYLINE, FrameKind.PULL_QUOTE, FrameKind.INDEX}
_DEPARTMENTS = {PieceKind.BRIEFS, PieceKind.LETTERS, PieceKind.INDEX}


def page_rules(page: PagePlan, ruler: Ruler, first_line: int) -> Iterator[Thing]:
    """Draw every rule of a page's stories."""
    for placement in page.placements:
        if placement.kind in _ADVERTISING:
            continue
        if placement.top > first_line:
            yield _over(placement, ruler)
        yield from _between_legs(placement, ruler)
    yield from _between_stories(page.placements, ruler)


def _over(placement: Placement, ruler: Ruler) -> Thing:
    """Rule off a story from what is above it; a department opens with a heavy one."""
    style = ruler.layout.rules
    is_department = placement.kind in _DEPARTMENTS
    weight_pt = style.heavy_pt if is_department else style.story_pt
    top_pt = ruler.top_pt(placement.top - style.above_lines)
    return Thing(
        "rule",
        ruler.left_mm(placement.column),
        top_pt,
        ruler.width_mm(placement.columns),
        weight_pt,
    )


def _vertical(ruler: Ruler, column: int, top: int, end: int) -> Thing:
    """Draw a rule in the gutter left of a column, from a line up to another."""
    width_mm = ruler.layout.rules.column_pt / PT_PER_MM
    left_mm = ruler.left_mm(column) - ruler.grid.gutter_mm / 2 - width_mm / 2
    top_pt = ruler.cap_pt(top)
    return Thing("rule", left_mm, top_pt, width_mm, ruler.baseline_pt(end - 1) - top_pt)


def _between_legs(placement: Placement, ruler: Ruler) -> Iterator[Thing]:
    """Part neighbouring legs of a story where both have something to read."""
    for column in range(1, placement.columns):
        left = _text_runs(placement, column - 1)
        right = _text_runs(placement, column)
        for top, end in _overlaps(left, right):
            if end - top >= 2:
                yield _vertical(
                    ruler,
                    placement.column + column,
                    placement.top + top,
                    placement.top + end,
                )


def _text_runs(placement: Placement, column: int) -> list[tuple[int, int]]:
    """List the runs of lines in a column of a story that hold text, joined."""
    runs: list[tuple[int, int]] = []
    frames = (
        frame
        for frame in placement.frames
        if frame.kind in _TEXT and frame.column <= column < frame.column + frame.columns
    )
    for frame in sorted(frames, key=lambda frame: frame.top):
        top, end = frame.top, frame.top + frame.lines
        if runs and top <= runs[-1][1] + 3:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((top, end))
    return runs


def _overlaps(
    left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    for top, end in left:
        for other_top, other_end in right:
            if max(top, other_top) < min(end, other_end):
                yield max(top, other_top), min(end, other_end)


def _between_stories(placements: Sequence[Placement], ruler: Ruler) -> Iterator[Thing]:
    """Part pieces that stand side by side, advertising excepted."""
    for right in placements:
        for left in placements:
            touches = left.column + left.columns == right.column
            if not touches or {left.kind, right.kind} & _ADVERTISING:
                continue
            top = max(left.top, right.top)
            end = min(left.top + left.lines, right.top + right.lines)
            if end - top >= 2:
                yield _vertical(ruler, right.column, top, end)
