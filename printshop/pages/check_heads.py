"""Checks 3 and 4: headlines on the page, and the breaks inside them.

From the design specification (0, 2.1, 2.2): the largest headline is at least 1.3
times the next, on the front page twice; no page has two of the largest size; sizes
fall down the page; no two equal ones stand side by side.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from printshop.flatplan import Frame, FrameKind, PagePlan, Placement
from printshop.flatplan.headlines import clings
from printshop.pages.proofs import Fault, Proofs, across, frames_of, stories_on

_LARGEST_TIMES = 1.3
_LARGEST_TIMES_ON_FRONT = 2.0
_SHORTEST_SHARE = 0.4
_SLACK_PT = 0.2
_OVERLAP_PT = 0.5
_HYPHENS = ("-", "\u00ad", "\u2010")


@dataclass(frozen=True, slots=True)
class _Head:
    """A headline on its page."""

    placement: Placement
    frame: Frame
    top: int
    size_pt: float

    @property
    def named(self) -> str:
        """Name it for a person: ``sea-wall (h31, 2 lines)``."""
        count = len(self.frame.text)
        lines = "1 line" if count == 1 else f"{count} lines"
        return f"{self.placement.name} ({self.frame.style}, {lines})"


def check_heads(proofs: Proofs) -> Iterator[Fault]:
    """Check 3: sizes fall down the page, and no two equal ones are side by side."""
    for page in proofs.plan.pages:
        heads = [
            _Head(
                placement,
                frame,
                placement.top + frame.top,
                proofs.layout.sizes[frame.style].size_pt,
            )
            for placement in stories_on(page)
            for frame in frames_of(placement, FrameKind.HEADLINE)
        ]
        for what in (*_largest(page, heads), *_neighbours(heads), *_falling(heads)):
            yield Fault(3, page.number, what)


def _largest(page: PagePlan, heads: list[_Head]) -> Iterator[str]:
    """Compare the largest headline with the next."""
    if len(heads) < 2:
        return
    first, second = sorted(heads, key=lambda head: -head.size_pt)[:2]
    if first.size_pt == second.size_pt:
        yield f"two headlines of the largest size: {first.named} and {second.named}"
        return
    is_front = page.form == "front"
    times = _LARGEST_TIMES_ON_FRONT if is_front else _LARGEST_TIMES
    if first.size_pt < times * second.size_pt:
        yield (
            f"the largest headline, {first.named}, is not {times:g} times the next, "
            f"{second.named}"
        )


def _neighbours(heads: list[_Head]) -> Iterator[str]:
    """Find equal headlines at one height in pieces that touch."""
    for one, other in itertools.permutations(heads, 2):
        touches = one.placement.column + one.placement.columns == other.placement.column
        level = (
            one.top < other.top + other.frame.lines
            and other.top < one.top + one.frame.lines
        )
        alike = (one.frame.style, len(one.frame.text)) == (
            other.frame.style,
            len(other.frame.text),
        )
        if touches and level and alike:
            yield f"{one.named} stands beside {other.named}"


def _falling(heads: list[_Head]) -> Iterator[str]:
    """Find a headline that is larger than one above it in the same columns."""
    for upper, lower in itertools.permutations(heads, 2):
        is_below = lower.top > upper.top and across(upper.placement, lower.placement)
        if is_below and lower.size_pt > upper.size_pt:
            yield f"{lower.named} is larger than {upper.named} above it"


def check_breaks(proofs: Proofs) -> Iterator[Fault]:
    """Check 4: no bad break, no line over its columns, no word left alone."""
    for page in proofs.plan.pages:
        width_mm = proofs.layout.grids[page.grid].width_mm
        for placement in stories_on(page):
            language = proofs.desk.issue.article(placement.name).language
            for frame in frames_of(placement, FrameKind.HEADLINE):
                lines = frame.text
                widths = [proofs.desk.measure(frame.style, line) for line in lines]
                room_pt = width_mm(frame.columns) / 25.4 * 72
                for what in _breaks(
                    lines, widths, room_pt, language or proofs.desk.language
                ):
                    yield Fault(4, page.number, f"{placement.name}: {what}")
    yield from _overruns(proofs)


def _breaks(
    lines: tuple[str, ...], widths: list[float], room_pt: float, language: str
) -> Iterator[str]:
    """Judge the breaks of one headline."""
    if len(lines) > 1 and len(lines[-1].split()) == 1:
        yield f"“{lines[-1]}” stands alone on the last line of the headline"
    for line in lines[:-1]:
        last = line.split()[-1]
        if clings(last, language):
            yield f"a line of the headline ends with “{last}”"
        if line.endswith(_HYPHENS):
            yield f"the headline's line “{line}” ends with a hyphen"
    if min(widths) < _SHORTEST_SHARE * max(widths):
        shortest = lines[widths.index(min(widths))]
        yield f"“{shortest}” is under 40 per cent of the headline's longest line"
    if max(widths) > room_pt + _SLACK_PT:
        yield f"“{lines[widths.index(max(widths))]}” is wider than its columns"


def _overruns(proofs: Proofs) -> Iterator[Fault]:
    """Find text that was set over the edge of the type area, or over other text."""
    left_pt = proofs.layout.side_margin_mm / 25.4 * 72
    right_pt = left_pt + proofs.layout.type_width_mm / 25.4 * 72
    for text in proofs.texts:
        is_over = (
            text.left_pt < left_pt - _SLACK_PT or text.right_pt > right_pt + _SLACK_PT
        )
        if is_over:
            what = f"“{text.text.strip()}” runs over the type area"
            yield Fault(4, text.page, what)
    rows = sorted(
        (text for text in proofs.texts if "ghost" not in text.classes),
        key=lambda text: (text.page, round(text.baseline_pt), text.left_pt),
    )
    for left, right in itertools.pairwise(rows):
        is_row = (left.page, round(left.baseline_pt)) == (
            right.page,
            round(right.baseline_pt),
        )
        if is_row and left.right_pt > right.left_pt + _OVERLAP_PT:
            what = f"“{left.text.strip()}” runs into “{right.text.strip()}”"
            yield Fault(4, left.page, what)
