"""The bodies that a story may have at a width: from the lowest that holds it on."""

import math
from collections.abc import Iterator, Sequence

from printshop.flatplan.body import (
    Body,
    Obstacle,
    body_of,
    flow_round,
    place_obstacles,
)
from printshop.flatplan.desk import Desk
from printshop.flatplan.pieces import Piece
from printshop.flatplan.pull_quotes import quote_obstacle, with_quote

_DEEPER = 2
"""How many depths are offered for one arrangement."""


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
    quote = quote_obstacle(piece, desk) if has_quote else None
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
        fills = flow_round(piece, desk, placed, columns, lines)
        return None if fills is None else body_of(piece, placed, fills, lines, columns)
    return with_quote(piece, desk, placed, quote, lines, columns)
