"""Shapes of the front page's stories: the splash, and stories that turn.

The splash runs its headline over the whole page, its picture at the left and its text
at the right. It and the second story may turn: they are filled as far as a depth
goes, and the rest follows on a page inside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from printshop.flatplan.body import (
    Obstacle,
    frame_of,
    free_legs,
    leg_frame,
    place_obstacles,
    ragged_price,
)
from printshop.flatplan.desk import Desk
from printshop.flatplan.flow import Copy, Fill, Leg
from printshop.flatplan.heads import Head, head_of, heads
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Frame, FrameKind
from printshop.flatplan.shapes import TOO_BAD, Shape
from printshop.flatplan.story_shapes import shapes_from
from printshop.layout import Grid

LEAST_BEFORE = 30
"""A story turns only after so many lines (galley lines)."""

LEAST_AFTER = 25
"""And only when so many are left."""

_JUMP_PRICE = 30
_NO_PICTURE = 150
_TEXT_COLUMNS = (2, 3)
_SPLASH_LINES = 2
_LEAST_TURNING = 10
_DEEPEST_TURNING = 48
"""Lines of a body that turns."""


def lead_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer the splash: head over all columns, picture left, text right of it."""
    grid = desk.layout.grids[piece.grid]
    for head in list(_splash_heads(piece, desk, grid)):
        for obstacles, lines, price in _splash_pictures(piece, desk, grid):
            if head.lines + lines <= most_lines:
                yield from _turning(
                    piece, desk, grid.columns, head, obstacles, lines, price
                )
    for shape in shapes_from(piece, Band.FIRST, desk, most_lines):
        yield replace(shape, badness=shape.badness + _NO_PICTURE)


def _splash_heads(piece: Piece, desk: Desk, grid: Grid) -> Iterator[Head]:
    """Set the head over the whole page, at the splash sizes, in two lines at most."""
    columns = grid.columns
    text = piece.story.headline
    for step, size in enumerate(desk.layout.sizes_at(grid.name, "splash", columns)):
        for broken in desk.heads(text, size, grid, columns):
            if len(broken.lines) <= _SPLASH_LINES:
                head = head_of(piece, desk, grid, columns, size, broken, is_splash=True)
                yield replace(head, badness=head.badness + 6 * step)


def _splash_pictures(
    piece: Piece, desk: Desk, grid: Grid
) -> Iterator[tuple[tuple[Obstacle, ...], int, int]]:
    """Offer the lead's picture at the left, wide and tall, with its refer line."""
    article = piece.story
    if not piece.pictures:
        return
    picture = article.pictures[piece.pictures[0]]
    has_refer = any(
        related.issue_number == desk.issue.number for related in article.related
    )
    byline = desk.byline_lines(article)
    for text_columns in _TEXT_COLUMNS:
        across = grid.columns - text_columns
        if across not in desk.picture_columns(picture, grid, across):
            continue
        width_mm = grid.width_mm(across)
        caption = desk.caption_lines(picture, width_mm)
        for lines, crop in desk.picture_heights(picture, width_mm):
            frame = Frame(
                FrameKind.PICTURE,
                0,
                0,
                across,
                lines,
                index=piece.pictures[0],
                caption_lines=caption,
            )
            block = lines + caption
            obstacles = [Obstacle(0, across, block, "head", frame)]
            if has_refer:
                refer = Frame(FrameKind.REFER, 0, 0, across, 1)
                obstacles.append(Obstacle(0, across, 1, "head", refer))
                block += 1
            if byline:
                frame = Frame(FrameKind.BYLINE, 0, 0, 1, byline)
                obstacles.append(Obstacle(across, 1, byline, "head", frame))
            yield tuple(obstacles), block, crop + 20 * (text_columns - 2)


def second_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer a second story whole, or turning at any depth."""
    article = piece.story
    grid = desk.layout.grids[piece.grid]
    yield from shapes_from(piece, Band.SECOND, desk, most_lines)
    byline = desk.byline_lines(article)
    obstacles: tuple[Obstacle, ...] = ()
    if byline:
        obstacles = (
            Obstacle(0, 1, byline, "head", Frame(FrameKind.BYLINE, 0, 0, 1, byline)),
        )
    louder = replace(piece, band=Band.SECOND)
    for columns in range(3, grid.columns + 1):
        price = 10 * abs(columns - 4)
        for head in heads(louder, desk, grid, columns):
            deepest = min(_DEEPEST_TURNING, most_lines - head.lines)
            for depth in range(_LEAST_TURNING, deepest + 1):
                yield from _turning(piece, desk, columns, head, obstacles, depth, price)


def _turning(
    piece: Piece,
    desk: Desk,
    columns: int,
    head: Head,
    obstacles: Sequence[Obstacle],
    lines: int,
    price: int,
) -> Iterator[Shape]:
    """Fill a body of a given depth as far as it goes, and turn the rest."""
    placed = place_obstacles(obstacles, columns, lines)
    if placed is None:
        return
    copy = desk.copies[piece.story.slug]
    whole = copy.flow(free_legs(placed, columns, lines, False), 0, len(copy))
    turn: tuple[Frame, ...] = ()
    if whole is not None:
        fills = whole
    else:
        legs = free_legs(placed, columns, lines, jumps=True)
        turned = _turned_fills(copy, legs)
        if turned is None:
            return
        fills = turned
        turn = (Frame(FrameKind.JUMP, columns - 1, lines - 1, 1, 1),)
        price += _JUMP_PRICE
    body = [frame_of(obstacle) for obstacle in placed]
    body += [
        leg_frame(fill, piece.story.slug)
        for fill in fills
        if fill.end_line > fill.first_line
    ]
    frames = (
        *head.frames,
        *(replace(f, top=f.top + head.lines) for f in (*body, *turn)),
    )
    badness = head.badness + price + ragged_price(fills)
    if badness < TOO_BAD:
        end = fills[-1].end_line
        yield Shape(columns, head.lines + lines, badness, frames, end)


def _turned_fills(copy: Copy, legs: Sequence[Leg]) -> tuple[Fill, ...] | None:
    """Fill legs up to a good place to turn; None when too little is on either side."""
    fills: list[Fill] = []
    position = 0
    for leg in legs:
        cut = copy.end_of(position, len(copy), leg.height)
        used = copy.height(position, cut)
        fills.append(Fill(leg, position, cut, leg.height - used))
        position = cut
    if not fills:
        return None
    last = fills[-1]
    cut = last.end_line
    while cut > last.first_line and not copy.may_turn(cut):
        cut -= 1
    if cut == last.first_line or last.end_line - cut > 2:
        return None
    if cut < LEAST_BEFORE or len(copy) - cut < LEAST_AFTER:
        return None
    short = last.leg.height - copy.height(last.first_line, cut)
    fills[-1] = Fill(last.leg, last.first_line, cut, short)
    return tuple(fills)
