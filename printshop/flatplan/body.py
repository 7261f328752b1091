"""The body of a story: legs of text round what stands in them.

Byline and main picture stand at the head of their columns, second picture and fact
box at the foot, a pull quote in the middle of a leg. The text runs down each column
in turn, through whatever is left free.
"""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from printshop.flatplan.flow import Fill, Leg
from printshop.flatplan.plan import Frame, FrameKind

_SHORTEST_LEG = 3
"""Fewer free lines than this are left white rather than filled."""

TOO_SHORT_FOR_TEXT = 80
"""What it costs: a line of a gap between two things that is too short for a leg."""

_Run = tuple[int, int, int, bool]
"""A column, the lines from which and to which it is free, and whether it is loose."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that takes lines of a body away from its text."""

    column: int
    columns: int
    lines: int
    """With the blank line that parts it from the text."""
    place: str
    """``head`` or ``foot`` of its columns; ``middle`` with ``top`` set."""
    frame: Frame
    top: int = 0

    @property
    def may_loosen(self) -> bool:
        """Tell whether one leg alone follows it, and with no more white than usual."""
        frame = self.frame
        is_loose = frame.kind is FrameKind.BYLINE or frame.kind is FrameKind.PULL_QUOTE
        return is_loose and self.lines == frame.lines

    def lowered(self, top: int, column: int | None = None) -> "Obstacle":
        """Give it with its place in the body; not replace(): it is made too often."""
        left = self.column if column is None else column
        return Obstacle(left, self.columns, self.lines, self.place, self.frame, top)


@dataclass(frozen=True, slots=True)
class Body:
    """A body with its lines placed."""

    columns: int
    lines: int
    badness: int
    placed: tuple[Obstacle, ...]
    fill: Callable[[], tuple[Fill, ...]]
    """Fills its legs: only the bodies that are chosen are ever filled."""
    slug: str
    end_line: int
    jump_column: int | None = None
    """Where the jump line stands, on the last line; None when the story ends here."""

    @property
    def fills(self) -> tuple[Fill, ...]:
        """Fill the legs."""
        return self.fill()

    def frames(self) -> Iterator[Frame]:
        """Draw what stands in the body, its legs, and its jump line."""
        for obstacle in self.placed:
            yield frame_of(obstacle)
        for fill in self.fills:
            if fill.end_line > fill.first_line:
                yield leg_frame(fill, self.slug)
        if self.jump_column is not None:
            yield Frame(FrameKind.JUMP, self.jump_column, self.lines - 1, 1, 1)


class Stack(NamedTuple):
    """The lines on which obstacles begin, and the legs that they leave free."""

    tops: list[int]
    legs: list[Leg]

    def placed(self, obstacles: Sequence[Obstacle]) -> tuple[Obstacle, ...]:
        """Give the obstacles their places."""
        pairs = zip(obstacles, self.tops, strict=True)
        return tuple(obstacle.lowered(top) for obstacle, top in pairs)


def stacked(
    obstacles: Sequence[Obstacle], columns: int, lines: int, *, jumps: bool
) -> Stack | None:
    """Stack obstacles from the head and from the foot; None when they collide."""
    heads, feet, loose = [0] * columns, [lines] * columns, [False] * columns
    tops: list[int] = []
    gaps: list[_Run] = []
    for one in obstacles:
        left, right = one.column, one.column + one.columns
        # over one column nothing can be left free
        across = range(left, right) if one.columns > 1 else ()
        if one.place == "head":
            top = max(heads[left:right])
            gaps += [(n, heads[n], top, loose[n]) for n in across if heads[n] < top]
            heads[left:right] = [top + one.lines] * one.columns
            loose[left:right] = [one.may_loosen] * one.columns
        else:
            foot = min(feet[left:right])
            below = one.may_loosen
            gaps += [(n, foot, feet[n], below) for n in across if feet[n] > foot]
            top = foot - one.lines
            feet[left:right] = [top] * one.columns
        tops.append(top)
    if any(map(operator.gt, heads, feet)):
        return None
    runs = [*zip(range(columns), heads, feet, loose, strict=True)]
    return Stack(tops, _legs(sorted(gaps + runs) if gaps else runs, lines, jumps))


class Filled(NamedTuple):
    """A body as it would be filled: its price, and what is needed to make it."""

    badness: int
    white: int
    """What the white in its legs costs: a part of its badness."""
    text: int
    """Lines of text in its legs."""
    stack: Stack
    legs: Sequence[Leg]
    quote: Obstacle | None = None
    """The pull quote in its place."""


def _legs(runs: Sequence[_Run], lines: int, jumps: bool) -> list[Leg]:
    """Make legs of the free runs that are long enough; a jump line stands below."""
    last = runs[-1][0] if jumps else None
    legs: list[Leg] = []
    for column, top, stop, is_loose in runs:
        has_jump_line = column == last
        end = lines - has_jump_line
        is_over = stop < end
        height = min(stop, end) - top
        # a jump line reads on from what is above it
        if height + (has_jump_line and not is_over) >= _SHORTEST_LEG:
            legs.append(Leg(column, top, height, is_loose, is_over))
    return legs


def frame_of(obstacle: Obstacle) -> Frame:
    """Place an obstacle's frame; at the foot its blank lines are above it.

    A fact box that has the whole column begins level with the text beside it.
    """
    frame, top = obstacle.frame, obstacle.top
    if obstacle.place == "foot":
        blank = obstacle.lines - frame.lines - frame.caption_lines
        if top == 0 and frame.kind == FrameKind.FACT_BOX:
            frame = replace(frame, lines=frame.lines + blank)
        else:
            top += blank
    return replace(frame, column=obstacle.column, top=top)


def leg_frame(fill: Fill, slug: str) -> Frame:
    """Make the frame of a filled leg."""
    return Frame(
        FrameKind.LEG,
        fill.leg.column,
        fill.leg.top,
        1,
        fill.leg.height,
        slug=slug,
        first_line=fill.first_line,
        end_line=fill.end_line,
    )
