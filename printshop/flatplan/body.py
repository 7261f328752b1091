"""The body of a story: legs of text round what stands in them.

Byline and main picture stand at the head of their columns, second picture and fact
box at the foot, a pull quote in the middle of a leg between two paragraphs. The
text runs down each column in turn, through whatever is left free.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.flatplan.desk import Desk
from printshop.flatplan.flow import Fill, Leg
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import Frame, FrameKind

_SHORTEST_LEG = 3
"""Fewer free lines than this are left white rather than filled."""

_QUOTE_MARGIN = 4
"""A pull quote keeps this far from the head and the foot of its leg."""

_QUOTE_LEGS_TRIED = 3
_QUOTE_STEPS_TRIED = 4

_EMPTY_LEG = 300
"""What it costs to leave a whole leg white: a hole in the middle of a story."""

_DEEPER = 3
"""How many depths are offered for one arrangement."""


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


def fill_body(
    piece: Piece,
    desk: Desk,
    columns: int,
    obstacles: Sequence[Obstacle],
    most_lines: int,
    has_quote: bool,
) -> Iterator[Body]:
    """Fill bodies from the lowest depth that holds the story on, a few of them."""
    copy = desk.copies[piece.story.slug]
    need = copy.height(piece.first_line, piece.end_line) + bool(piece.jumps)
    taken = sum(obstacle.columns * obstacle.lines for obstacle in obstacles)
    quote = _quote_obstacle(piece, desk) if has_quote else None
    if has_quote and quote is None:
        return
    cells = need + taken + (quote.lines if quote else 0)
    tallest = copy.tallest(piece.first_line, piece.end_line)
    least = max(
        math.ceil(cells / columns), tallest, *(obstacle.lines for obstacle in obstacles)
    )
    found = 0
    for lines in range(least, min(least + 3 + tallest, most_lines + 1)):
        body = _fill(piece, desk, columns, obstacles, quote, lines)
        if body is not None:
            yield body
            found += 1
            if found == _DEEPER:
                return


def _fill(
    piece: Piece,
    desk: Desk,
    columns: int,
    obstacles: Sequence[Obstacle],
    quote: Obstacle | None,
    lines: int,
) -> Body | None:
    """Fill a body of a given depth; None when the story does not go in."""
    placed = place_obstacles(obstacles, columns, lines)
    if placed is None:
        return None
    if quote is None:
        fills = _flow(piece, desk, placed, columns, lines)
        return None if fills is None else _body(piece, placed, fills, lines, columns)
    return _with_quote(piece, desk, placed, quote, lines, columns)


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


def _flow(
    piece: Piece, desk: Desk, placed: Sequence[Obstacle], columns: int, lines: int
) -> tuple[Fill, ...] | None:
    legs = free_legs(placed, columns, lines, piece.jumps)
    copy = desk.copies[piece.story.slug]
    return copy.flow(legs, piece.first_line, piece.end_line)


def _body(
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
            price += 18 * hole + 3 * hole * hole
        elif fill.short:
            price += 50 * fill.short + 10 * max(0, fill.short - 1)
    return price


def _quote_obstacle(piece: Piece, desk: Desk) -> Obstacle | None:
    """Set the story's first pull quote over one column of its grid."""
    article = piece.story
    grid = desk.layout.grids[piece.grid]
    name = "quote-1" if grid.name == "columns" else "quote-leg"
    size = desk.layout.sizes[name]
    quote = article.pull_quotes[0]
    broken = desk.quote(quote.text, size, grid, 1)
    if broken is None:
        return None
    lines = 2 + size.lines(len(broken.lines))
    if quote.attribution:
        lines += 1 + len(desk.small_lines("attribution", quote.attribution, grid))
    frame = Frame(FrameKind.PULL_QUOTE, 0, 0, 1, lines, name, broken.lines)
    return Obstacle(0, 1, lines, "middle", frame)


def _with_quote(
    piece: Piece,
    desk: Desk,
    placed: Sequence[Obstacle],
    quote: Obstacle,
    lines: int,
    columns: int,
) -> Body | None:
    """Try the quote in the legs that are long enough; between paragraphs if it can."""
    copy = desk.copies[piece.story.slug]
    best: Body | None = None
    for column, top in _quote_places(placed, quote, lines, columns, piece.jumps):
        spot = replace(quote, column=column, top=top)
        fills = _flow(piece, desk, (*placed, spot), columns, lines)
        if fills is None:
            continue
        before = [f for f in fills if f.leg.column == column and f.leg.top < top][-1]
        if before.end_line >= piece.end_line or before.short:
            continue  # after the story's end, or with a hole above it
        body = _body(piece, (*placed, spot), fills, lines, columns)
        if not copy.is_between_paragraphs(before.end_line):
            body = replace(body, badness=body.badness + 12)
        if best is None or body.badness < best.badness:
            best = body
        if best.badness < 6:
            break
    return best


def _quote_places(
    placed: Sequence[Obstacle], quote: Obstacle, lines: int, columns: int, jumps: bool
) -> Iterator[tuple[int, int]]:
    """Offer places for the quote, the middle columns and the middle of legs first."""
    legs = free_legs(placed, columns, lines, jumps)
    middle = (columns - 1) / 2
    ordered = sorted(legs, key=lambda leg: (abs(leg.column - middle), leg.column))
    for leg in ordered[:_QUOTE_LEGS_TRIED]:
        room = leg.height - quote.lines - 2 * _QUOTE_MARGIN
        centre = leg.top + _QUOTE_MARGIN + room // 2
        for off in range(min(room // 2 + 1, _QUOTE_STEPS_TRIED)):
            yield leg.column, centre - off
            if off:
                yield leg.column, centre + off
