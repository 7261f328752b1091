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
from functools import partial

from printshop.flatplan.bodies import Bodies
from printshop.flatplan.body import Body
from printshop.flatplan.desk import Desk
from printshop.flatplan.furnishings import Furnishing, furnishings
from printshop.flatplan.heads import (
    MOST_HEAD_LINES,
    MOST_HEAD_LINES_IN_NEED,
    Head,
    heads,
)
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Frame
from printshop.flatplan.shapes import TOO_BAD, Look, Shape, ShapeTable
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
_OFF_WISHED_WIDTH = 180
"""A column more or less than the newsroom wished for."""

_FEATHERING = (0, 70, 160, 270, 350, 430)
"""White below a story, by lines. More than two are a hole, reported as copy missing:
offered for narrow stories without a picture, which have nothing else to give."""

_NARROW = 2

_QUIETER = 150
"""A headline of a lower rank than its own."""


def story_shapes(
    piece: Piece,
    desk: Desk,
    most_lines: int,
    limit: int = TOO_BAD,
    most_head_lines: int = MOST_HEAD_LINES,
    bodies: Bodies | None = None,
) -> tuple[Shape, ...]:
    """Find every way in which a story, or the rest of one, can stand."""
    grid = desk.layout.grids[piece.grid]
    table = ShapeTable(limit)
    bodies = bodies or Bodies(desk, most_lines)
    for columns in range(1, grid.columns + 1):
        width = width_price(piece, columns)
        offered = list(heads(piece, desk, grid, columns, most_head_lines))
        for furnishing in furnishings(piece, desk, grid, columns):
            price = width + furnishing.badness
            standing = [head for head in offered if price + head.badness < limit]
            found = bodies.round(piece, columns, furnishing) if standing else ()
            for head in standing:
                badness = price + head.badness
                _stand(table, head, furnishing, found, badness, most_lines)
    return table.shapes()


def shapes_from(
    piece: Piece,
    band: Band,
    desk: Desk,
    most_lines: int,
    limit: int = TOO_BAD,
    bodies: Bodies | None = None,
) -> tuple[Shape, ...]:
    """Offer a story at a rank, or at the first lower one at which its head goes in."""
    bodies = bodies or Bodies(desk, most_lines)
    for head_lines in (MOST_HEAD_LINES, MOST_HEAD_LINES_IN_NEED):
        for lower in range(band, Band.BRIEF + 1):
            louder = replace(piece, band=Band(lower))
            shapes = story_shapes(louder, desk, most_lines, limit, head_lines, bodies)
            if shapes:
                return shapes
    return ()


def shapes_in_need(
    piece: Piece, band: Band, desk: Desk, most_lines: int, limit: int, bodies: Bodies
) -> Iterator[Shape]:
    """Offer a story at its own rank and at every lower one, the lower the dearer."""
    for lower in range(band, Band.BRIEF + 1):
        quieter = replace(piece, band=Band(lower))
        price = _QUIETER * (lower - band)
        for shape in story_shapes(
            quieter, desk, most_lines, limit, MOST_HEAD_LINES_IN_NEED, bodies
        ):
            yield replace(shape, badness=shape.badness + price)


def width_price(piece: Piece, columns: int) -> int:
    """Price a width for a rank; a leading article has one leg of its own."""
    wished = piece.story.columns
    if wished is not None:
        return _OFF_WISHED_WIDTH * abs(columns - wished)
    if piece.story.form == Form.LEADER:
        return 40 * (columns - 1)
    prices = _WIDTH_PRICE.get((piece.grid, piece.band), ())
    return prices[columns - 1] if columns <= len(prices) else 60


def _stand(
    table: ShapeTable,
    head: Head,
    furnishing: Furnishing,
    bodies: Sequence[Body],
    badness: int,
    most_lines: int,
) -> None:
    """Enter the bodies below a head, each also with white below it."""
    taken = head.lines + furnishing.above_lines
    look = look_of(head, furnishing)
    for body in bodies:
        price = badness + body.badness + leg_price(body.lines)
        columns, least = body.columns, taken + body.lines
        is_narrow = columns <= _NARROW and not furnishing.picture_columns
        steps = _FEATHERING if is_narrow else _FEATHERING[:3]
        draw = partial(stacked_frames, head, furnishing, body)
        for lines, step in enumerate(steps[: max(0, most_lines - least + 1)], least):
            if table.takes(columns, lines, price + step, look):
                end = body.end_line
                table.keep(Shape(columns, lines, price + step, draw, look, end))


def look_of(head: Head, furnishing: Furnishing) -> Look:
    """Describe a story as its neighbours see it."""
    return Look(
        head.style,
        head.size_pt,
        head.headline_lines,
        furnishing.place,
        furnishing.picture_columns,
        furnishing.picture_lines,
        furnishing.second_cells,
    )


def stacked_frames(head: Head, furnishing: Furnishing, body: Body) -> tuple[Frame, ...]:
    """Put head, pictures above and body one below the other."""
    above, below = furnishing.above_lines, head.lines
    if furnishing.picture_above_head:
        over, under = furnishing.above, _lowered(head.frames, above)
    else:
        over, under = head.frames, _lowered(furnishing.above, below)
    return (*over, *under, *_lowered(tuple(body.frames()), above + below))


def below_head(head: Head, body: Body) -> tuple[Frame, ...]:
    """Put a body below a head."""
    return (*head.frames, *_lowered(tuple(body.frames()), head.lines))


def _lowered(frames: Sequence[Frame], lines: int) -> tuple[Frame, ...]:
    return tuple(replace(frame, top=frame.top + lines) for frame in frames)


def leg_price(lines: int) -> int:
    """Price legs that are too short to read well, or too long."""
    if lines < 4:
        return 120
    if lines < 7:
        return 40
    if lines < 10:
        return 10
    return max(0, round(1.5 * (lines - 50)))
