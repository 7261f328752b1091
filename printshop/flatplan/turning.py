"""Stories that turn: filled as far as a depth goes, the rest follows elsewhere.

A story turns at a line with enough text before it and after it, and never after a
colon, a crosshead or the first line of a paragraph. On the front page the page form
says whether stories turn; inside, one does whose text alone would take most of a
page: it goes on, on the page after.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from printshop.flatplan.body import Body, Obstacle, stacked
from printshop.flatplan.desk import Desk
from printshop.flatplan.flow import LEAST_AFTER, LEAST_BEFORE, Copy, Fill, Leg
from printshop.flatplan.furnishings import Furnishing, furnishings
from printshop.flatplan.heads import heads
from printshop.flatplan.leg_prices import ragged_price
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import PieceKind
from printshop.flatplan.shapes import Shape, ShapeTable
from printshop.flatplan.story_shapes import (
    leg_price,
    look_of,
    stacked_frames,
    width_price,
)
from printshop.layout import Grid

_JUMP_PRICE = 30
_LEAST_DEPTH = 8
_HEADS_TRIED = 2
_HEIGHTS_TRIED = 2
"""Of one picture in one width: the depth of the text makes up for the others."""

_MOST_GIVEN_BACK = 2
"""Lines of the last leg that may stay white for a better place to turn."""


def turned(piece: Piece) -> Piece | None:
    """Let a story go on to the page after; None if it is too short, or does already."""
    is_whole = piece.kind == PieceKind.STORY and not piece.turns
    if not is_whole or piece.end_line - piece.first_line < LEAST_BEFORE + LEAST_AFTER:
        return None
    return replace(piece, turns=True, digest=f"{piece.digest} turned")


def long_shapes(
    piece: Piece, is_lead: bool, desk: Desk, most_lines: int, limit: int
) -> tuple[Shape, ...]:
    """Offer the beginning of a long story, over half a page's columns at least."""
    grid = desk.layout.grids[piece.grid]
    may_lead = is_lead and piece.kind == PieceKind.STORY
    louder = replace(
        piece,
        band=Band.FIRST if may_lead else max(piece.band, Band.SECOND),
        has_extras=False,
        jumps=True,
    )
    table = ShapeTable(limit)
    for columns in range((grid.columns + 1) // 2, grid.columns + 1):
        price = width_price(louder, columns) + _JUMP_PRICE
        offered = sorted(
            heads(louder, desk, grid, columns), key=lambda head: head.badness
        )[:_HEADS_TRIED]
        for furnishing in _few(louder, desk, grid, columns):
            least = min((head.lines for head in offered), default=most_lines)
            deepest = most_lines - least - furnishing.above_lines
            for depth in range(_LEAST_DEPTH, deepest + 1):
                body = filled_as_far(
                    louder, desk, columns, furnishing.obstacles, depth, may_turn=True
                )
                if body is None or body.end_line == piece.end_line:
                    continue
                for head in offered:
                    lines = head.lines + furnishing.above_lines + depth
                    badness = price + head.badness + furnishing.badness
                    badness += body.badness + leg_price(depth)
                    look = look_of(head, furnishing)
                    if lines <= most_lines and table.takes(
                        columns, lines, badness, look
                    ):
                        draw = partial(stacked_frames, head, furnishing, body)
                        end = body.end_line
                        table.add(Shape(columns, lines, badness, draw, look, end))
    return table.shapes()


def _few(piece: Piece, desk: Desk, grid: Grid, columns: int) -> Iterator[Furnishing]:
    """Offer the pictures of a story in their best heights for every width and place."""
    found: dict[tuple[str, int, bool], list[Furnishing]] = {}
    for furnishing in furnishings(piece, desk, grid, columns):
        if any(obstacle.place == "foot" for obstacle in furnishing.obstacles):
            continue  # the jump line stands at the foot
        key = (
            furnishing.place,
            furnishing.picture_columns,
            bool(furnishing.second_cells),
        )
        found.setdefault(key, []).append(furnishing)
    for options in found.values():
        yield from sorted(options, key=lambda one: one.badness)[:_HEIGHTS_TRIED]


def filled_as_far(
    piece: Piece,
    desk: Desk,
    columns: int,
    obstacles: Sequence[Obstacle],
    lines: int,
    *,
    may_turn: bool,
) -> Body | None:
    """Fill a body of a depth with the whole story, or up to where it may turn."""
    stack = stacked(obstacles, columns, lines, jumps=False)
    if stack is None:
        return None
    copy = desk.copies[piece.story.slug]
    first, end = piece.first_line, piece.end_line
    fills = copy.flow(stack.legs, first, end)
    if fills is None and may_turn:
        over = stacked(obstacles, columns, lines, jumps=True) or stack
        fills = _turned_fills(copy, over.legs, first, end)
    if fills is None:
        return None
    cut = fills[-1].end_line
    fills = copy.levelled(fills)
    price = ragged_price(fills) + (_JUMP_PRICE if cut < end else 0)
    jump_column = columns - 1 if cut < end else None
    slug = piece.story.slug
    placed, fill = stack.placed(obstacles), partial(tuple[Fill, ...], fills)
    return Body(columns, lines, price, placed, fill, slug, cut, jump_column)


def _turned_fills(
    copy: Copy, legs: Sequence[Leg], first: int, end: int
) -> tuple[Fill, ...] | None:
    """Fill legs up to a good place to turn; None when too little is on either side."""
    fills: list[Fill] = []
    position = first
    for leg in legs:
        cut = copy.end_of(position, end, leg.height)
        used = copy.height(position, cut)
        fills.append(Fill(leg, position, cut, leg.height - used))
        position = cut
    if not fills:
        return None
    last = fills[-1]
    cut = last.end_line
    while cut > last.first_line and not copy.may_turn(cut):
        cut -= 1
    if cut == last.first_line or last.end_line - cut > _MOST_GIVEN_BACK:
        return None
    if cut - first < LEAST_BEFORE or end - cut < LEAST_AFTER:
        return None
    short = last.leg.height - copy.height(last.first_line, cut)
    fills[-1] = Fill(last.leg, last.first_line, cut, short)
    return tuple(fills)
