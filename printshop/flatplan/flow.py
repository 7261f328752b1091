"""Fill legs with a galley's lines: where copy may be cut, and where it may not.

* No widow: the last line of a paragraph never stands alone at the head of a leg;
  the leg before it is left one line short instead.
* A crosshead never stands at the foot of a leg; its space above is dropped at a
  leg's head. A table is never cut.
* No divided word at a leg's foot. A first line there is allowed.
* A leg that would end a line or two before the others is brought level with them, if
  it can: one more blank line below the byline or pull quote that heads it, and one
  above each of its crossheads. Between two lines of text nothing is ever put.
"""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from printshop.galley import Line

LEAST_BEFORE = 30
"""A story turns only after so many of its lines."""

LEAST_AFTER = 25
"""And only when so many are left."""


class Leg(NamedTuple):
    """A run of free lines in one column; a tuple, as make-up makes a million."""

    column: int
    top: int
    height: int
    is_loose: bool = False
    """It may begin a line lower: it stands below a byline or a pull quote."""
    is_over: bool = False
    """Something stands below it, so that a line more of white there is no hole."""


class Fill(NamedTuple):
    """What stands in one leg."""

    leg: Leg
    first_line: int
    end_line: int
    short: int
    """Lines left empty at its foot."""
    gap: int = 0
    """Blank lines above it that brought it level with the other legs."""


class Copy:
    """A story's lines, prepared for being flowed again and again."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines of a galley, or a run of them."""
        self._lines = lines
        self._bottoms = [line.bottom for line in lines]
        self._cuttable = [self._may_cut(cut) for cut in range(len(lines) + 1)]
        self._found: dict[str, int | None] = {}
        self._crossheads = [
            n for n, line in enumerate(lines) if line.kind == "h3" and line.is_first
        ]
        self._tall = [
            (n, line.height) for n, line in enumerate(lines) if line.height > 1
        ]

    def __len__(self) -> int:
        """Count the lines."""
        return len(self._lines)

    def height(self, first: int, end: int) -> int:
        """Count the grid lines of a run with the spaces inside it."""
        if first >= end:
            return 0
        return self._bottoms[end - 1] - self._lines[first].top

    def tallest(self, first: int, end: int) -> int:
        """Give the height of the tallest thing in a run that is never cut."""
        return max((height for n, height in self._tall if first <= n < end), default=1)

    def end_of(self, first: int, end: int, height: int) -> int:
        """Find the last place to cut so that a run fits a height; ``first`` if none."""
        limit = self._lines[first].top + height
        cut = min(bisect_right(self._bottoms, limit, lo=first), end)
        while first < cut < end and not self._cuttable[cut]:
            cut -= 1
        return cut

    def may_cut(self, cut: int) -> bool:
        """Tell whether a leg may end before this line."""
        return not 0 < cut < len(self._lines) or self._cuttable[cut]

    def _may_cut(self, cut: int) -> bool:
        if not 0 < cut < len(self._lines):
            return True
        after, before = self._lines[cut], self._lines[cut - 1]
        is_widow = after.is_last and not after.is_first
        is_divided = before.text.endswith("-") and not after.is_first
        return not (is_widow or is_divided or before.kind == "h3")

    def line_of(self, text: str) -> int | None:
        """Find the line in which words of the story begin; None if they do not.

        Letters and figures count: a word may be divided at a line's end.
        """
        if text not in self._found:
            self._found[text] = self._line_of(text)
        return self._found[text]

    def _line_of(self, text: str) -> int | None:
        wanted = "".join(filter(str.isalnum, text))
        letters = ["".join(filter(str.isalnum, line.text)) for line in self._lines]
        start = "".join(letters).find(wanted)
        if start < 0 or not wanted:
            return None
        ends = list(itertools.accumulate(len(line) for line in letters))
        return bisect_right(ends, start)

    def may_turn(self, cut: int) -> bool:
        """Tell whether a story may turn to another page before this line.

        Never after a colon or the first line of a paragraph.
        """
        opens_paragraph = self.is_first_line(cut - 1) and not (
            self.is_between_paragraphs(cut)
        )
        return (
            self.may_cut(cut) and not self.ends_with_colon(cut) and not opens_paragraph
        )

    def is_between_paragraphs(self, cut: int) -> bool:
        """Tell whether a cut falls between two paragraphs."""
        return 0 < cut < len(self._lines) and self._lines[cut].is_first

    def ends_with_colon(self, cut: int) -> bool:
        """Tell whether the line before a cut announces what comes."""
        return self._lines[cut - 1].text.rstrip().endswith(":")

    def is_first_line(self, index: int) -> bool:
        """Tell whether a line opens its paragraph."""
        return self._lines[index].is_first

    def flow(
        self, legs: Sequence[Leg], first: int, end: int
    ) -> tuple[Fill, ...] | None:
        """Fill the legs in order; None when the lines do not all go in."""
        fills: list[Fill] = []
        position = first
        for leg in legs:
            if position >= end:
                fills.append(Fill(leg, end, end, leg.height))
                continue
            cut = self.end_of(position, end, leg.height)
            used = self.height(position, cut)
            fills.append(Fill(leg, position, cut, leg.height - used))
            position = cut
        return tuple(fills) if position >= end else None

    def levelled(self, fills: Sequence[Fill]) -> tuple[Fill, ...]:
        """Bring the legs that end early down to the others, where that is possible.

        A leg with a line more above a crosshead becomes two.
        """
        levelled: list[Fill] = []
        for fill in fills:
            missing = fill.short - (fill.end_line == len(self._lines))
            if missing > 0 and not fill.leg.is_over:
                levelled += self._lowered(fill, missing)
            else:
                levelled.append(fill)
        return tuple(levelled)

    def _lowered(self, fill: Fill, missing: int) -> list[Fill]:
        """Spread so many lines over a leg; give it as it is when they are too many."""
        leg, first = fill.leg, fill.first_line
        crossheads = self._crossheads
        after = bisect_right(crossheads, first)
        heads = crossheads[after : bisect_left(crossheads, fill.end_line)]
        above = missing - leg.is_loose
        if above > len(heads) or first == fill.end_line:
            return [fill]
        cuts = heads[len(heads) - above :]
        parts: list[Fill] = []
        top, foot = leg.top, leg.top + leg.height
        for start, end in itertools.pairwise((first, *cuts, fill.end_line)):
            blank = self._lines[start].top - self._lines[start - 1].bottom
            gap = blank + 1 if start > first else int(leg.is_loose)
            used = self.height(start, end)
            high = foot - top - gap if end == fill.end_line else used
            part = Leg(leg.column, top + gap, high)
            parts.append(Fill(part, start, end, high - used, gap))
            top += gap + high
        return parts
