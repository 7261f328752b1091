"""What stands in the body of a story besides its text, and what it costs to leave out.

A main picture stands above, below or beside the head; a second one and the fact box
at the foot of the last columns; the byline at the head of the first. Prices are in
tenths of a point.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from printshop.flatplan.body import Obstacle
from printshop.flatplan.desk import Desk
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Frame, FrameKind, PieceKind
from printshop.layout import Grid

_IDEAL_PICTURE_SHARE = {
    Band.FIRST: 0.66,
    Band.SECOND: 0.4,
    Band.THIRD: 0.32,
    Band.BRIEF: 0.15,
}
"""Width of the main picture that suits a rank, of the type area's."""

_WIDEST_PICTURE_SHARE = {
    Band.FIRST: 1.0,
    Band.SECOND: 0.67,
    Band.THIRD: 0.5,
    Band.BRIEF: 0.16,
}
_PICTURE_LEFT_OUT = {Band.FIRST: 320, Band.SECOND: 220, Band.THIRD: 220, Band.BRIEF: 20}
_SECOND_PICTURE_LEFT_OUT = 40
_OFF_WISHED_PICTURE = 120
"""A column more or less than the newsroom wished for."""

_NARROW_LEAD_PICTURE = {1: 80, 2: 25}
"""What it costs to show a page's lead picture so small, by columns."""

_QUOTE_LEFT_OUT = 25
_FACTS_LEFT_OUT = 320
_OPTIONAL_ROWS_LEFT_OUT = 6
_TALLEST_PICTURE = 58


@dataclass(frozen=True, slots=True)
class Furnishing:
    """What stands in a body besides its text."""

    above: tuple[Frame, ...]
    """Pictures over the whole width, before the text."""
    above_lines: int
    obstacles: tuple[Obstacle, ...]
    badness: int
    crop: int = 0
    """What of the badness is for a main picture that is not in its own proportion."""
    has_quote: bool = False
    picture_above_head: bool = False
    picture_columns: int = 0
    picture_lines: int = 0
    second_cells: int = 0

    @property
    def place(self) -> str:
        """Say where the main picture stands; empty without one."""
        if not self.picture_columns:
            return ""
        if not self.above:
            return "beside"
        return "above" if self.picture_above_head else "below"


def furnishings(
    piece: Piece, desk: Desk, grid: Grid, columns: int
) -> Iterator[Furnishing]:
    """Offer what may stand in the body: pictures, fact box, pull quote, or less."""
    may_quote = bool(piece.has_extras and piece.story.pull_quotes)
    byline = _byline(piece, desk)
    boxes = list(_fact_boxes(piece, desk, grid, columns))
    for pictured in _pictured(piece, desk, grid, columns):
        for boxed, box_price in boxes:
            obstacles = (*byline, *pictured.obstacles, *boxed)
            badness = pictured.badness + box_price
            bare = badness + (_QUOTE_LEFT_OUT if may_quote else 0)
            yield replace(pictured, obstacles=obstacles, badness=bare)
            if may_quote:
                yield replace(
                    pictured, obstacles=obstacles, badness=badness, has_quote=True
                )


def _byline(piece: Piece, desk: Desk) -> tuple[Obstacle, ...]:
    """Put the byline at the head of the first leg."""
    article = piece.story
    lines = 0 if piece.kind == PieceKind.CONTINUATION else desk.byline_lines(article)
    if not lines:
        return ()
    style = "columnist" if article.head_shot else ""
    frame = Frame(FrameKind.BYLINE, 0, 0, 1, lines, style)
    return (Obstacle(0, 1, lines, "head", frame),)


def _pictured(
    piece: Piece, desk: Desk, grid: Grid, columns: int
) -> Iterator[Furnishing]:
    """Offer the main picture above, below or beside the head, and a second one."""
    article = piece.story
    shown = [n for n in piece.pictures if article.pictures[n] is not article.head_shot]
    nothing = Furnishing((), 0, (), 0)
    if not shown:
        yield nothing
        return
    price = _PICTURE_LEFT_OUT[piece.band] + _SECOND_PICTURE_LEFT_OUT * (len(shown) - 1)
    yield replace(nothing, badness=price)
    for main in _main_picture(piece, desk, grid, columns, shown[0]):
        others = _SECOND_PICTURE_LEFT_OUT * (len(shown) - 1)
        yield replace(main, badness=main.badness + others)
        if len(shown) > 1 and columns > 1:
            shown_too = _second_picture(piece, desk, grid, columns, shown[1])
            for second, off in shown_too:
                yield replace(
                    main,
                    obstacles=(*main.obstacles, second),
                    badness=main.badness + others - _SECOND_PICTURE_LEFT_OUT + off,
                    second_cells=second.columns * second.frame.lines,
                )


def _main_picture(
    piece: Piece, desk: Desk, grid: Grid, columns: int, index: int
) -> Iterator[Furnishing]:
    """Offer the main picture at each width and height it may have."""
    article = piece.story
    picture = article.pictures[index]
    wished = picture.columns or 0
    type_mm = grid.width_mm(grid.columns)
    ideal_mm = type_mm * _IDEAL_PICTURE_SHARE[piece.band]
    widest_mm = type_mm * _WIDEST_PICTURE_SHARE[piece.band] + grid.gutter_mm
    for across in desk.picture_columns(picture, grid, columns):
        width_mm = grid.width_mm(across)
        if across > max(wished, 1) and width_mm > widest_mm:
            continue
        off = 12 * abs(width_mm - ideal_mm) / 45
        if wished:
            off = _OFF_WISHED_PICTURE * abs(across - wished)
        narrow = _NARROW_LEAD_PICTURE.get(across, 0) if piece.band == Band.FIRST else 0
        caption = desk.caption_lines(picture, width_mm)
        for lines, crop in desk.picture_heights(picture, width_mm):
            if lines > _TALLEST_PICTURE:
                continue
            badness = round(off) + crop + narrow
            kind = FrameKind.PICTURE
            frame = Frame(kind, 0, 0, across, lines, index=index, caption_lines=caption)
            yield from _placed(frame, columns, badness, crop)


def _placed(
    frame: Frame, columns: int, badness: int, crop: int
) -> Iterator[Furnishing]:
    """Put the main picture at the right, or over all columns by the head."""
    across, lines = frame.columns, frame.lines
    block = lines + frame.caption_lines + 1
    shown = Furnishing(
        (), 0, (), badness, crop, picture_columns=across, picture_lines=lines
    )
    if across < columns:
        obstacle = Obstacle(columns - across, across, block, "head", frame)
        yield replace(shown, obstacles=(obstacle,))
        return
    below = replace(shown, above=(frame,), above_lines=block)
    yield below
    yield replace(below, badness=badness + 2, picture_above_head=True)


def _second_picture(
    piece: Piece, desk: Desk, grid: Grid, columns: int, index: int
) -> Iterator[tuple[Obstacle, int]]:
    """Offer a second picture at the foot of the last columns, with its price."""
    article = piece.story
    picture = article.pictures[index]
    for across in desk.picture_columns(picture, grid, min(2, columns - 1)):
        # never so dear that it would rather be left out
        off = 10 * abs(across - picture.columns) if picture.columns else 0
        caption = desk.caption_lines(picture, grid.width_mm(across))
        heights = sorted(
            desk.picture_heights(picture, grid.width_mm(across)), key=lambda h: h[1]
        )[:2]
        for lines, _crop in heights:
            frame = Frame(
                FrameKind.PICTURE,
                0,
                0,
                across,
                lines,
                index=index,
                caption_lines=caption,
            )
            block = lines + caption + 1
            yield Obstacle(columns - across, across, block, "foot", frame), off


def _fact_boxes(
    piece: Piece, desk: Desk, grid: Grid, columns: int
) -> Iterator[tuple[tuple[Obstacle, ...], int]]:
    """Offer the first fact box at the foot of the last columns, whole or shortened."""
    article = piece.story
    if not (piece.has_extras and article.fact_boxes):
        yield (), 0
        return
    box = article.fact_boxes[0]
    wide = 2 if grid.name == "columns" else 1
    for across in sorted({min(wide, columns), min(1, columns)}, reverse=True):
        for with_optional in (True, False):
            if not with_optional and not any(row.is_optional for row in box.rows):
                continue
            lines = desk.fact_box_lines(
                box, grid.width_mm(across), with_optional=with_optional
            )
            style = "" if with_optional else "short"
            frame = Frame(FrameKind.FACT_BOX, 0, 0, across, lines, style)
            price = 0 if with_optional else _OPTIONAL_ROWS_LEFT_OUT
            price += 10 * (wide - across)
            yield (Obstacle(columns - across, across, lines + 1, "foot", frame),), price
    yield (), _FACTS_LEFT_OUT
