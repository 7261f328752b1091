"""The body of a story: legs of text round what stands in them.

Byline and main picture stand at the head of their columns, second picture and fact
box at the foot, a pull quote in the middle of a leg. The text runs down each column
in turn, through whatever is left free.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.flatplan.desk import Desk
from printshop.flatplan.flow import Fill, Leg
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import Frame, FrameKind

_SHORTEST_LEG = 3
"""Fewer free lines than this are left white rather than filled."""

_LOOSE = {FrameKind.BYLINE, FrameKind.PULL_QUOTE}
_EMPTY_LEG = 300
"""What it costs to leave a whole leg white: a hole in the middle of a story."""

_SHORT_LEG = 80
"""A line by which a leg ends before the others, or the last more than it may."""

_SHORT_OVER = 12
"""One line more of white above something in the middle or at the foot of a column."""

_LEVELLED = 6
"""A blank line with which a leg was brought level."""

_TOO_SHORT_FOR_TEXT = 80
"""A line of a gap between two things that is too short for a leg."""


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
        return self.frame.kind in _LOOSE and self.lines == self.frame.lines

    def lowered(self, top: int) -> "Obstacle":
        """Give it with its place in the body; made a thousand times a page."""
        return Obstacle(
            self.column, self.columns, self.lines, self.place, self.frame, top
        )


@dataclass(frozen=True, slots=True)
class Body:
    """A body with its lines placed."""

    columns: int
    lines: int
    badness: int
    placed: tuple[Obstacle, ...]
    fills: tuple[Fill, ...]
    slug: str
    end_line: int
    jump_column: int | None = None
    """Where the jump line stands, on the last line; None when the story ends here."""
    white: int = 0
    """What the white in its legs costs: a part of its badness."""

    def frames(self) -> Iterator[Frame]:
        """Draw what stands in the body, its legs, and its jump line."""
        for obstacle in self.placed:
            yield frame_of(obstacle)
        for fill in self.fills:
            if fill.end_line > fill.first_line:
                yield leg_frame(fill, self.slug)
        if self.jump_column is not None:
            yield Frame(FrameKind.JUMP, self.jump_column, self.lines - 1, 1, 1)


def place_obstacles(
    obstacles: Sequence[Obstacle], columns: int, lines: int
) -> tuple[Obstacle, ...] | None:
    """Stack the obstacles from the head and from the foot; None when they collide."""
    heads, feet = [0] * columns, [lines] * columns
    placed = []
    for obstacle in obstacles:
        across = range(obstacle.column, obstacle.column + obstacle.columns)
        if obstacle.place == "head":
            top = max(heads[column] for column in across)
            for column in across:
                heads[column] = top + obstacle.lines
        else:
            top = min(feet[column] for column in across) - obstacle.lines
            for column in across:
                feet[column] = top
        placed.append(obstacle.lowered(top))
    if any(head > foot for head, foot in zip(heads, feet, strict=True)):
        return None
    return tuple(placed)


def free_legs(
    obstacles: Sequence[Obstacle], columns: int, lines: int, jumps: bool
) -> list[Leg]:
    """List the free runs of lines, column by column, top to bottom."""
    legs = []
    taken: list[list[tuple[int, int, bool]]] = [[] for _ in range(columns)]
    for obstacle in obstacles:
        run = obstacle.top, obstacle.top + obstacle.lines, obstacle.may_loosen
        for column in range(obstacle.column, obstacle.column + obstacle.columns):
            taken[column].append(run)
    for column, runs in enumerate(taken):
        has_jump_line = jumps and column == columns - 1
        end = lines - has_jump_line
        top, is_loose = 0, False
        for start, stop, may_loosen in [*sorted(runs), (end, end, False)]:
            is_over = start < end
            # a jump line reads on from what is above it
            if start - top + (has_jump_line and not is_over) >= _SHORTEST_LEG:
                legs.append(Leg(column, top, start - top, is_loose, is_over))
            top, is_loose = max(top, stop), may_loosen
    return legs


def flow_round(
    piece: Piece, desk: Desk, placed: Sequence[Obstacle], columns: int, lines: int
) -> tuple[Fill, ...] | None:
    """Run the text through what the obstacles leave free; None if it does not go in."""
    legs = free_legs(placed, columns, lines, piece.jumps)
    copy = desk.copies[piece.story.slug]
    fills = copy.flow(legs, piece.first_line, piece.end_line)
    return None if fills is None else copy.levelled(fills)


def body_of(
    piece: Piece,
    placed: Sequence[Obstacle],
    fills: Sequence[Fill],
    lines: int,
    columns: int,
) -> Body:
    """Put obstacles and fills together, and price the white in the legs."""
    jump_column = columns - 1 if piece.jumps else None
    taken = sum(obstacle.columns * obstacle.lines for obstacle in placed)
    free = columns * lines - taken - bool(piece.jumps)
    lost = max(0, free - sum(fill.leg.height + fill.gap for fill in fills))
    white = ragged_price(fills) + _TOO_SHORT_FOR_TEXT * lost
    return Body(
        columns,
        lines,
        white,
        tuple(placed),
        tuple(fills),
        piece.story.slug,
        piece.end_line,
        jump_column,
        white,
    )


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


def ragged_price(fills: Sequence[Fill]) -> int:
    """Price legs that end early: one line in the last is nothing, a hole is dear."""
    price = 0
    filled = [fill for fill in fills if fill.end_line > fill.first_line]
    for fill in fills:
        if fill.end_line == fill.first_line:
            price += _EMPTY_LEG + 10 * fill.leg.height
        elif fill is filled[-1]:
            hole = max(0, fill.short - 1)
            price += _SHORT_LEG * hole + 5 * hole * hole
        elif fill.short == 1 and fill.leg.is_over:
            price += _SHORT_OVER
        elif fill.short:
            price += _SHORT_LEG * fill.short + 10 * (fill.short - 1)
        price += _LEVELLED * fill.gap
    return price
