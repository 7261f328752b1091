"""Columns of one story: lines and boxes one below the other, and where to break them.

Pure arithmetic in whole grid lines. Rules, from the paper's design specification (5,
10): no paragraph's last line stands alone at the head of a column, no crosshead at
its foot, and as few hyphens at a foot as can be; a column may end early for it.
"""

import itertools
import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FORBIDDEN = 1000.0
"""More than anything else can cost together."""

_FEWEST = 5
"""Lines of a column that nobody would start."""

_SHORT = (0.0, 3.0, 9.0, 24.0, 48.0)
"""Cost of a column that ends so many lines early."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What fills a column: one line of text, or a box that is never cut."""

    height: int
    gap: int = 0
    """Blank lines above it, dropped at a column's head."""
    line: int = -1
    """Which line of the galley; -1 for a box."""
    span: int = 1
    """How many lines of the galley it stands for."""
    box: str = ""
    is_first: bool = True
    """Opens its paragraph."""
    is_last: bool = True
    """Ends its paragraph."""
    is_crosshead: bool = False
    has_hyphen: bool = False


class Run:
    """Units one below the other, measured once for many trials."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Add up the heights."""
        self.units = tuple(units)
        self.tops: list[int] = []
        self.bottoms: list[int] = []
        y = 0
        for unit in self.units:
            self.tops.append(y + unit.gap)
            y += unit.gap + unit.height
            self.bottoms.append(y)
        self._texts = [unit.height * (unit.line >= 0) for unit in self.units]
        self.costs = [0.0, *itertools.starmap(_break_cost, self._breaks()), 0.0]

    def _breaks(self) -> Iterator[tuple[Unit | None, Unit, Unit]]:
        before = (None, *self.units)
        return zip(before, self.units, self.units[1:], strict=False)

    def height(self, first: int, end: int) -> int:
        """Measure a column from unit ``first`` to ``end``, which is not included."""
        return self.bottoms[end - 1] - self.tops[first] if end > first else 0

    def text_from(self, first: int) -> int:
        """Count the lines of text from unit ``first`` on, boxes left out."""
        return sum(self._texts[first:])

    def reach(self, first: int, lines: int) -> int:
        """Find how far units from ``first`` go in so many lines."""
        if first >= len(self.units):
            return first
        limit = self.tops[first] + lines
        return max(first, bisect_right(self.bottoms, limit))

    def cut(self, first: int, lines: int) -> tuple[int, float]:
        """Fill a column as far as its best break; the cost goes with it."""
        full = self.reach(first, lines)
        if full >= len(self.units):
            return full, 0.0
        trials = range(full, max(first, full - len(_SHORT)), -1)
        return min(
            (
                (end, self.costs[end] + _short(lines - self.height(first, end)))
                for end in trials
            ),
            key=lambda trial: trial[1],
            default=(full, FORBIDDEN),
        )


def _break_cost(before_last: Unit | None, last: Unit, following: Unit) -> float:
    """Weigh a column break between two units."""
    if last.is_crosshead:
        return FORBIDDEN
    cost = 0.0
    if following.is_last and not following.is_first:
        cost += 60.0
    if last.is_first and not last.is_last:
        is_under_crosshead = before_last is not None and before_last.is_crosshead
        cost += 30.0 if is_under_crosshead else 4.0
    if last.has_hyphen and not last.is_last:
        cost += 6.0
    return cost


def _short(lines: int) -> float:
    return _SHORT[lines] if lines < len(_SHORT) else _SHORT[-1] + 6.0 * lines


@dataclass(frozen=True, slots=True)
class Filled:
    """Two columns of one page."""

    middle: int
    """First unit of the right column."""
    end: int
    """The unit after its last."""
    lines: int
    """Of the longer column."""
    cost: float


def fill_page(
    run: Run, at: int, heads: Sequence[int], room: int, fewest_over: int
) -> Filled | None:
    """Fill both columns of a page and leave at least so many lines of text over.

    ``heads`` are the lines that something else takes at the head of each column.
    None when a unit is taller than the page.
    """
    for lines in range(room, _FEWEST, -1):
        middle, left = run.cut(at, lines - heads[0])
        end, right = run.cut(middle, lines - heads[1])
        if end <= at:
            return None
        if run.text_from(end) >= fewest_over:
            return Filled(middle, end, lines, left + right + 4.0 * (room - lines))
    return None


def level(run: Run, at: int, heads: Sequence[int], room: int) -> Filled | None:
    """End the story in two level columns; None when there is no room for them."""
    count = len(run.units)
    fewest = math.ceil((run.height(at, count) + sum(heads)) / 2) - 2
    best: Filled | None = None
    for lines in range(max(fewest, *heads, 1), room + 1):
        reach = run.reach(at, lines - heads[0])
        for middle in range(reach, max(at, reach - 4) - 1, -1):
            left = heads[0] + run.height(at, middle)
            right = heads[1] + run.height(middle, count)
            if right > lines:
                break
            cost = _tilt(left - right) + 0.3 * (lines - fewest)
            cost += run.costs[middle] if at < middle < count else 0.0
            if best is None or cost < best.cost:
                best = Filled(middle, count, lines, cost)
        if best and lines > best.lines + 5:
            break
    return best


def _tilt(longer: int) -> float:
    """Weigh how far the left column is longer than the right one."""
    if longer < 0:
        return 3.0 - 4.0 * (longer + 1)
    return 4.0 * max(0, longer - 1)
