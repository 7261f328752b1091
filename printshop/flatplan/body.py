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

_EMPTY_LEG = 300
"""What it costs to leave a whole leg white: a hole in the middle of a story."""


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
        placed.append(replace(obstacle, top=top))
    if any(head > foot for head, foot in zip(heads, feet, strict=True)):
        return None
    return tuple(placed)


def free_legs(
    obstacles: Sequence[Obstacle], columns: int, lines: int, jumps: bool
) -> list[Leg]:
    """List the free runs of lines, column by column, top to bottom."""
    legs = []
    for column in range(columns):
        taken = sorted(
            (obstacle.top, obstacle.top + obstacle.lines)
            for obstacle in obstacles
            if obstacle.column <= column < obstacle.column + obstacle.columns
        )
        end = lines - (1 if jumps and column == columns - 1 else 0)
        top = 0
        for start, stop in [*taken, (end, end)]:
            if start - top >= _SHORTEST_LEG:
                legs.append(Leg(column, top, start - top))
            top = max(top, stop)
    return legs


def flow_round(
    piece: Piece, desk: Desk, placed: Sequence[Obstacle], columns: int, lines: int
) -> tuple[Fill, ...] | None:
    """Run the text through what the obstacles leave free; None if it does not go in."""
    legs = free_legs(placed, columns, lines, piece.jumps)
    copy = desk.copies[piece.story.slug]
    return copy.flow(legs, piece.first_line, piece.end_line)


def body_of(
    piece: Piece,
    placed: Sequence[Obstacle],
    fills: Sequence[Fill],
    lines: int,
    columns: int,
) -> Body:
    """Put obstacles and fills together, and price the white in the legs."""
    jump_column = columns - 1 if piece.jumps else None
    return Body(
        columns,
        lines,
        ragged_price(fills),
        tuple(placed),
        tuple(fills),
        piece.story.slug,
        piece.end_line,
        jump_column,
    )


def frame_of(obstacle: Obstacle) -> Frame:
    """Place an obstacle's frame; at the foot the blank line is above it."""
    top = obstacle.top + (1 if obstacle.place == "foot" else 0)
    return replace(obstacle.frame, column=obstacle.column, top=top)


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
            price += 45 * hole + 5 * hole * hole
        elif fill.short:
            price += 50 * fill.short + 10 * max(0, fill.short - 1)
    return price
