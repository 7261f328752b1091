"""All the ways in which a story can stand: its shapes.

A story is a rectangle of a head above a body. The head is kicker, headline and
standfirst; the body is legs of text round the things that stand in them: byline,
pictures, pull quote, fact box. For every width, headline size, picture width and
picture height the body is made as low as its lines allow, and is then offered one
and two lines deeper as well.

The prices are those of the make-up trials, in tenths of a point.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from printshop.flatplan.body import Body, fill_body
from printshop.flatplan.desk import Desk
from printshop.flatplan.furnishings import Furnishing, furnishings
from printshop.flatplan.heads import Head, heads
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Frame
from printshop.flatplan.shapes import TOO_BAD, Shape
from printshop.issue import Form

_WIDTH_PRICE = {
    ("columns", Band.FIRST): (140, 80, 30, 0, 0, 10),
    ("columns", Band.SECOND): (80, 10, 0, 0, 10, 20),
    ("columns", Band.THIRD): (15, 0, 0, 10, 40, 60),
    ("columns", Band.BRIEF): (0, 0, 20, 40, 80, 100),
    ("legs", Band.FIRST): (60, 20, 0, 0),
    ("legs", Band.SECOND): (10, 0, 10, 20),
    ("legs", Band.THIRD): (0, 10, 40, 60),
    ("legs", Band.BRIEF): (0, 20, 40, 60),
}
_FEATHERING = (0, 25, 60)
"""White below a story, by lines."""


def story_shapes(
    piece: Piece, desk: Desk, most_lines: int, limit: int = TOO_BAD
) -> Iterator[Shape]:
    """Offer every way in which a story, or the rest of one, can stand."""
    grid = desk.layout.grids[piece.grid]
    for columns in range(1, grid.columns + 1):
        for head in heads(piece, desk, grid, columns):
            for furnishing in furnishings(piece, desk, grid, columns):
                badness = head.badness + furnishing.badness
                badness += width_price(piece, columns)
                if badness < limit:
                    yield from _shapes(
                        piece, desk, columns, head, furnishing, badness, most_lines
                    )


def shapes_from(
    piece: Piece, band: Band, desk: Desk, most_lines: int, limit: int = TOO_BAD
) -> list[Shape]:
    """Offer a story at a rank, or at the first lower one at which its head goes in."""
    for lower in range(band, Band.BRIEF + 1):
        louder = replace(piece, band=Band(lower))
        shapes = [
            shape
            for shape in story_shapes(louder, desk, most_lines, limit)
            if shape.badness < limit
        ]
        if shapes:
            return shapes
    return []


def width_price(piece: Piece, columns: int) -> int:
    """Price a width for a rank; a leading article has one leg of its own."""
    if piece.story.form == Form.LEADER:
        return 40 * (columns - 1)
    prices = _WIDTH_PRICE.get((piece.grid, piece.band), ())
    return prices[columns - 1] if columns <= len(prices) else 60


def _shapes(
    piece: Piece,
    desk: Desk,
    columns: int,
    head: Head,
    furnishing: Furnishing,
    badness: int,
    most_lines: int,
) -> Iterator[Shape]:
    """Make the body as low as it goes, then two lines deeper, then feathered."""
    taken = head.lines + furnishing.above_lines
    bodies = fill_body(
        piece,
        desk,
        columns,
        furnishing.obstacles,
        most_lines - taken,
        furnishing.has_quote,
    )
    for body in bodies:
        frames = _stack(head, furnishing, body)
        price = badness + body.badness + _leg_price(body.lines)
        for extra, feathering in enumerate(_FEATHERING):
            lines = taken + body.lines + extra
            if lines <= most_lines:
                yield Shape(columns, lines, price + feathering, frames, piece.end_line)


def _stack(head: Head, furnishing: Furnishing, body: Body) -> tuple[Frame, ...]:
    """Put head, pictures above and body one below the other."""
    above, below = furnishing.above_lines, head.lines
    if furnishing.picture_above_head:
        over, under = furnishing.above, _lowered(head.frames, above)
    else:
        over, under = head.frames, _lowered(furnishing.above, below)
    return (*over, *under, *_lowered(body.frames, above + below))


def _lowered(frames: Sequence[Frame], lines: int) -> tuple[Frame, ...]:
    return tuple(replace(frame, top=frame.top + lines) for frame in frames)


def _leg_price(lines: int) -> int:
    """Price legs that are too short to read well, or too long."""
    if lines < 4:
        return 120
    if lines < 7:
        return 40
    if lines < 10:
        return 10
    return max(0, round(1.5 * (lines - 50)))
