"""Shapes of the front page's stories: the splash, and stories that turn.

The splash runs its headline over the whole page, its picture at the left and its text
at the right. It and the second story may turn: they are filled as far as a depth
goes, and the rest follows on a page inside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from printshop.flatplan.body import Body, Obstacle
from printshop.flatplan.desk import Desk
from printshop.flatplan.heads import Head, head_of, heads
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Frame, FrameKind
from printshop.flatplan.shapes import TOO_BAD, Look, Shape
from printshop.flatplan.story_shapes import below_head, shapes_from
from printshop.flatplan.turning import filled_as_far
from printshop.layout import Grid

_NO_PICTURE = 150
_PICTURE_LEFT_OUT = 450
"""A lead that has a picture and does not show it: worse than no briefs beside it."""

_SPLASH_LINES = 2
_LEAST_TURNING = 10
_DEEPEST_BELOW = 32
_DEEPEST_TURNING = 48
"""Lines of a body that turns."""

_Filled = dict[tuple[int, tuple[Obstacle, ...], int], Body | None]
"""The bodies that were filled, by columns, by what stands in them, and by depth."""


def lead_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer the splash: head over all columns, picture left, text right of it."""
    grid = desk.layout.grids[piece.grid]
    byline = _byline(piece, desk)
    filled: _Filled = {}
    for head in list(_splash_heads(piece, desk, grid)):
        for obstacles, lines, price in _splash_pictures(piece, desk, grid):
            if head.lines + lines <= most_lines:
                yield from _turning(
                    piece, desk, grid.columns, head, obstacles, lines, price, filled
                )
        bare = _PICTURE_LEFT_OUT if piece.pictures else _NO_PICTURE
        deepest = min(_DEEPEST_TURNING, most_lines - head.lines)
        for depth in range(_LEAST_TURNING, deepest + 1):
            yield from _turning(
                piece, desk, grid.columns, head, byline, depth, bare, filled
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
    """Offer the lead's picture at the left, wide and tall, or over all its columns.

    Yields what stands in the body, the body's lines, and a price.
    """
    article = piece.story
    if not piece.pictures:
        return
    picture = article.pictures[piece.pictures[0]]
    for step, text_columns in enumerate(desk.layout.forms["front"].text_columns):
        across = grid.columns - text_columns
        if across not in desk.picture_columns(picture, grid, across):
            continue
        for lines, crop in desk.picture_heights(picture, grid.width_mm(across)):
            shown = _shown_with_refer(piece, desk, grid, across, lines)
            block = sum(obstacle.lines for obstacle in shown)
            if text_columns:
                byline = _byline(piece, desk, across)
                yield (*shown, *byline), block, crop + 20 * step
                continue
            blank = (replace(shown[-1], lines=shown[-1].lines + 1),)
            placed = (*shown[:-1], *blank, *_byline(piece, desk))
            for depth in range(block + 1 + _LEAST_TURNING, block + _DEEPEST_BELOW):
                yield placed, depth, crop + 20 * step


def _shown_with_refer(
    piece: Piece, desk: Desk, grid: Grid, across: int, lines: int
) -> tuple[Obstacle, ...]:
    """Set the lead's picture with its caption, and below it the refer line."""
    index = piece.pictures[0]
    picture = piece.story.pictures[index]
    caption = desk.caption_lines(picture, grid.width_mm(across))
    kind = FrameKind.PICTURE
    frame = Frame(kind, 0, 0, across, lines, index=index, caption_lines=caption)
    shown = Obstacle(0, across, lines + caption, "head", frame)
    number = desk.issue.number
    if not any(r.issue_number == number for r in piece.story.related):
        return (shown,)
    refer = Frame(FrameKind.REFER, 0, 0, across, 1)
    return shown, Obstacle(0, across, 1, "head", refer)


def second_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer a second story whole, or turning at any depth."""
    grid = desk.layout.grids[piece.grid]
    yield from shapes_from(piece, Band.SECOND, desk, most_lines)
    obstacles = _byline(piece, desk)
    bare = replace(piece.story, kicker="", standfirst="")
    louder = replace(piece, band=Band.SECOND, article=bare)
    filled: _Filled = {}
    for columns in range(2, grid.columns + 1):
        price = 10 * abs(columns - 4)
        for head in heads(louder, desk, grid, columns):
            deepest = min(_DEEPEST_TURNING, most_lines - head.lines)
            for depth in range(_LEAST_TURNING, deepest + 1):
                yield from _turning(
                    piece, desk, columns, head, obstacles, depth, price, filled
                )


def _byline(piece: Piece, desk: Desk, column: int = 0) -> tuple[Obstacle, ...]:
    """Put the byline at the head of the first leg."""
    lines = desk.byline_lines(piece.story)
    if not lines:
        return ()
    frame = Frame(FrameKind.BYLINE, 0, 0, 1, lines)
    return (Obstacle(column, 1, lines, "head", frame),)


def _turning(
    piece: Piece,
    desk: Desk,
    columns: int,
    head: Head,
    obstacles: Sequence[Obstacle],
    lines: int,
    price: int,
    filled: _Filled,
) -> Iterator[Shape]:
    """Fill a body of a given depth as far as it goes, and turn the rest."""
    key = columns, tuple(obstacles), lines
    if key not in filled:
        may_turn = desk.layout.forms["front"].turns
        filled[key] = filled_as_far(
            piece, desk, columns, obstacles, lines, may_turn=may_turn
        )
    body = filled[key]
    if body is None:
        return
    badness = head.badness + price + body.badness
    if badness < TOO_BAD:
        look = Look(head.style, head.size_pt, head.headline_lines, *_shown(obstacles))
        draw = partial(below_head, head, body)
        depth = head.lines + lines
        yield Shape(columns, depth, badness, draw, look, body.end_line)


def _shown(obstacles: Sequence[Obstacle]) -> tuple[str, int, int]:
    """Describe the picture of a story on the front page."""
    for obstacle in obstacles:
        if obstacle.frame.kind == FrameKind.PICTURE:
            return "left", obstacle.frame.columns, obstacle.frame.lines
    return "", 0, 0
