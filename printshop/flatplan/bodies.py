"""The bodies that a story may have at a width: from the lowest that holds it on.

Where its legs would not end together, one more blank line below byline or picture, or
one or two more in a fact box, may bring them level: white stands beside what is in the
story, and never in its text.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from printshop.flatplan.body import (
    Body,
    Obstacle,
    body_of,
    flow_round,
    place_obstacles,
)
from printshop.flatplan.desk import Desk
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import FrameKind
from printshop.flatplan.pull_quotes import quote_obstacle, with_quote

_DEEPER = 2
"""How many depths are offered for one arrangement."""

_LOOSER = {
    FrameKind.BYLINE: (10,),
    FrameKind.PICTURE: (10,),
    FrameKind.FACT_BOX: (4, 8),
}
"""What one more line costs with a thing in the body, and what two."""

MOST_GROWN_LINES = len(_LOOSER[FrameKind.FACT_BOX]) + 1
"""By how many lines a fact box may be deeper than its rows: by one more at the head."""

_MOST_LOOSENED = 5
"""How many ways to loosen one arrangement are tried."""

Things = tuple[Obstacle, ...]
"""What stands in a body; a pull quote is the last."""


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
    things = (*obstacles,)
    if has_quote:
        quote = quote_obstacle(piece, desk)
        if quote is None:
            return
        things = (*obstacles, quote)
    tallest = copy.tallest(piece.first_line, piece.end_line)
    least = max(
        math.ceil((need + _cells(things)) / columns),
        tallest,
        *(obstacle.lines for obstacle in obstacles),
    )
    found = 0
    for lines in range(least, min(least + 3 + tallest, most_lines + 1)):
        body = _fill(piece, desk, columns, things, lines)
        if body is not None:
            yield _levelled(piece, desk, body, things) if body.white else body
            found += 1
            if found == _DEEPER:
                return


def _levelled(piece: Piece, desk: Desk, body: Body, things: Things) -> Body:
    """Loosen what stands in a body until its legs end together, if that is better."""
    columns, lines = body.columns, body.lines
    text = sum(fill.leg.height - fill.short for fill in body.fills)
    spare = columns * lines - _cells(things) - text
    for looser, price in _loosened(things, spare)[:_MOST_LOOSENED]:
        if price >= body.white:
            break
        other = _fill(piece, desk, columns, looser, lines)
        if other is not None and other.badness + price < body.badness:
            body = replace(other, badness=other.badness + price)
    return body


def _loosened(things: Things, spare: int) -> list[tuple[Things, int]]:
    """List the things in a body with more white, the cheapest first, and a price.

    ``spare`` cells are free, and no more may be taken up.
    """
    ways = []
    for choice in itertools.product(*(_looser(one, spare) for one in things)):
        looser = tuple(thing for thing, _ in choice)
        price = sum(price for _, price in choice)
        if price and _cells(looser) - _cells(things) <= spare:
            ways.append((looser, price))
    return sorted(ways, key=lambda way: way[1])


def _looser(obstacle: Obstacle, spare: int) -> list[tuple[Obstacle, int]]:
    """Offer one thing as it is, and with one line more or two."""
    offered = [(obstacle, 0)]
    for more, price in enumerate(_LOOSER.get(obstacle.frame.kind, ()), start=1):
        if more * obstacle.columns <= spare:
            frame = obstacle.frame
            if frame.kind == FrameKind.FACT_BOX:
                frame = replace(frame, lines=frame.lines + more)
            looser = replace(obstacle, lines=obstacle.lines + more, frame=frame)
            offered.append((looser, price))
    return offered


def _cells(things: Things) -> int:
    return sum(thing.columns * thing.lines for thing in things)


def _fill(
    piece: Piece, desk: Desk, columns: int, things: Things, lines: int
) -> Body | None:
    """Fill a body of a given depth; None when the story does not go in."""
    obstacles = [thing for thing in things if thing.place != "middle"]
    placed = place_obstacles(obstacles, columns, lines)
    if placed is None:
        return None
    if len(obstacles) < len(things):
        return with_quote(piece, desk, placed, things[-1], lines, columns)
    fills = flow_round(piece, desk, placed, columns, lines)
    return None if fills is None else body_of(piece, placed, fills, lines, columns)
