"""All the ways in which a story can stand: its shapes.

A story is a rectangle of a head above a body. The head is kicker, headline and
standfirst; the body is legs of text round the things that stand in them: byline,
pictures, pull quote, fact box. For every width, headline size, picture width and
picture height the body is made as low as its lines allow, and is then offered one
and two lines deeper as well.

The prices are those of the make-up trials, in tenths of a point.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.flatplan.body import Body, Obstacle, fill_body
from printshop.flatplan.desk import Desk
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Frame, FrameKind, PieceKind
from printshop.flatplan.shapes import TOO_BAD, Shape
from printshop.issue import Article, Form
from printshop.layout import Grid

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
_IDEAL_PICTURE_MM = {Band.FIRST: 176, Band.SECOND: 105, Band.THIRD: 86, Band.BRIEF: 41}
_WIDEST_PICTURE_MM = {Band.FIRST: 270, Band.SECOND: 176, Band.THIRD: 131, Band.BRIEF: 41}
_PICTURE_LEFT_OUT = {Band.FIRST: 200, Band.SECOND: 90, Band.THIRD: 90, Band.BRIEF: 20}
_SECOND_PICTURE_LEFT_OUT = 15
_QUOTE_LEFT_OUT = 8
_FACTS_LEFT_OUT = 150
_OPTIONAL_ROWS_LEFT_OUT = 6
_FEATHERING = (0, 10, 30)
_TALLEST_PICTURE = 58
_MOST_HEAD_LINES = 4


@dataclass(frozen=True, slots=True)
class Head:
    """The frames above a body, and the line on which the body begins."""

    frames: tuple[Frame, ...]
    lines: int
    badness: int


@dataclass(frozen=True, slots=True)
class Furnishing:
    """What stands in a body besides its text."""

    above: tuple[Frame, ...]
    """Pictures over the whole width, before the text."""
    above_lines: int
    obstacles: tuple[Obstacle, ...]
    badness: int
    has_quote: bool = False
    picture_above_head: bool = False


def story_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer every way in which a story, or the rest of one, can stand."""
    grid = desk.layout.grids[piece.grid]
    for columns in range(1, grid.columns + 1):
        for head in _heads(piece, desk, grid, columns):
            for furnishing in furnishings(piece, desk, grid, columns):
                badness = head.badness + furnishing.badness
                badness += _WIDTH_PRICE[grid.name, piece.band][columns - 1]
                if badness < TOO_BAD:
                    yield from _shapes(
                        piece, desk, columns, head, furnishing, badness, most_lines
                    )


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
        piece, desk, columns, furnishing.obstacles, most_lines - taken, furnishing.has_quote
    )
    for body in bodies:
        frames = _stack(head, furnishing, body)
        price = badness + body.badness + _leg_price(body.lines)
        for extra, feathering in enumerate(_FEATHERING):
            lines = taken + body.lines + extra
            if lines <= most_lines and price + feathering < TOO_BAD:
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


def _heads(piece: Piece, desk: Desk, grid: Grid, columns: int) -> Iterator[Head]:
    """Offer the heads for a width: each size its rank may have, as it breaks best."""
    article = piece.article
    assert article is not None
    is_continued = piece.kind == PieceKind.CONTINUATION
    text = article.teaser_headline if is_continued else article.headline
    kicker = "" if is_continued else kicker_of(article, desk)
    band = Band.THIRD if is_continued else piece.band
    sizes = desk.layout.sizes_at(grid.name, band.key, columns)
    for step, size in enumerate(sizes):
        for broken in desk.heads(text, size, grid, columns):
            count = len(broken.lines)
            if count > _MOST_HEAD_LINES:
                continue
            frames = []
            top = 0
            if kicker or is_continued:
                frames.append(Frame(FrameKind.KICKER, 0, 0, columns, 1, text=(kicker,)))
                top = 1
            lines = size.lines(count)
            frames.append(
                Frame(FrameKind.HEADLINE, 0, top, columns, lines, size.name, broken.lines)
            )
            top += lines + size.lines_below
            badness = round(10 * broken.badness) + 6 * step + _count_price(count, columns)
            if article.standfirst and not is_continued:
                standfirst, price = _standfirst(article, desk, grid, columns)
                frames.append(replace(standfirst, top=top))
                top += standfirst.lines + 1
                badness += price
            yield Head(tuple(frames), top, badness)


def kicker_of(article: Article, desk: Desk) -> str:
    """Give the red word over a story."""
    if article.form == Form.LEADER:
        return article.kicker or desk.leader_kicker
    return article.kicker


def _count_price(count: int, columns: int) -> int:
    """Two lines are right; one and three are fair in narrow stories, four hardly."""
    return {
        1: 10 if columns < 4 else 0,
        2: 0,
        3: 0 if columns <= 3 else 20,
    }.get(count, 10 if columns <= 2 else 60)


def _standfirst(
    article: Article, desk: Desk, grid: Grid, columns: int
) -> tuple[Frame, int]:
    """Set the standfirst, large over features; many lines in a narrow head are dear."""
    is_large = article.form == Form.FEATURE or (
        article.form == Form.COLUMN and columns > 1
    )
    name = "standfirst-large" if is_large and columns > 1 else "standfirst"
    size = desk.layout.sizes[name]
    lines = desk.standfirst(article.standfirst, size, grid, columns)
    count = len(lines)
    price = 30 * max(0, count - (2 if columns > 2 else 4))
    frame = Frame(
        FrameKind.STANDFIRST, 0, 0, columns, size.lines(count), name, lines
    )
    return frame, price


def furnishings(
    piece: Piece, desk: Desk, grid: Grid, columns: int
) -> Iterator[Furnishing]:
    """Offer what may stand in the body: pictures, fact box, pull quote, or less."""
    article = piece.article
    assert article is not None
    for pictured in _pictured(piece, desk, grid, columns):
        for boxed, box_price in _fact_boxes(piece, desk, grid, columns):
            obstacles = (*_byline(piece, desk), *pictured.obstacles, *boxed)
            plain = replace(
                pictured, obstacles=obstacles, badness=pictured.badness + box_price
            )
            has_quote = bool(piece.has_extras and article.pull_quotes)
            yield replace(
                plain, badness=plain.badness + (_QUOTE_LEFT_OUT if has_quote else 0)
            )
            if has_quote:
                yield replace(plain, has_quote=True)


def _byline(piece: Piece, desk: Desk) -> tuple[Obstacle, ...]:
    """Put the byline at the head of the first leg."""
    article = piece.article
    assert article is not None
    lines = 0 if piece.kind == PieceKind.CONTINUATION else desk.byline_lines(article)
    if not lines:
        return ()
    style = "columnist" if article.form == Form.COLUMN else ""
    frame = Frame(FrameKind.BYLINE, 0, 0, 1, lines, style)
    return (Obstacle(0, 1, lines, "head", frame),)


def _pictured(
    piece: Piece, desk: Desk, grid: Grid, columns: int
) -> Iterator[Furnishing]:
    """Offer the main picture above, below or beside the head, and a second one."""
    article = piece.article
    assert article is not None
    shown = [n for n in piece.pictures if not _is_head_shot(article, n)]
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
            for second in _second_picture(piece, desk, grid, columns, shown[1]):
                yield replace(
                    main,
                    obstacles=(*main.obstacles, second),
                    badness=main.badness + others - _SECOND_PICTURE_LEFT_OUT,
                )


def _is_head_shot(article: Article, index: int) -> bool:
    """A columnist's first picture stands in the byline."""
    return article.form == Form.COLUMN and index == 0


def _main_picture(
    piece: Piece, desk: Desk, grid: Grid, columns: int, index: int
) -> Iterator[Furnishing]:
    """Offer the main picture at each width and height it may have."""
    article = piece.article
    assert article is not None
    picture = article.pictures[index]
    gutter_mm = grid.gutter_mm
    for across in desk.picture_columns(picture, grid, columns):
        width_mm = grid.width_mm(across)
        if width_mm > _WIDEST_PICTURE_MM[piece.band] + gutter_mm:
            continue
        off = abs(width_mm - _IDEAL_PICTURE_MM[piece.band]) / 45
        caption = desk.caption_lines(picture, width_mm)
        for lines, crop in desk.picture_heights(picture, width_mm):
            if lines > _TALLEST_PICTURE:
                continue
            badness = round(12 * off) + crop
            frame = Frame(
                FrameKind.PICTURE, 0, 0, across, lines, index=index, caption_lines=caption
            )
            block = lines + caption + 1
            if across < columns:
                obstacle = Obstacle(columns - across, across, block, "head", frame)
                yield Furnishing((), 0, (obstacle,), badness)
                continue
            yield Furnishing((frame,), block, (), badness)
            yield Furnishing((frame,), block, (), badness + 2, picture_above_head=True)


def _second_picture(
    piece: Piece, desk: Desk, grid: Grid, columns: int, index: int
) -> Iterator[Obstacle]:
    """Offer a second picture at the foot of the last columns."""
    article = piece.article
    assert article is not None
    picture = article.pictures[index]
    for across in desk.picture_columns(picture, grid, min(2, columns - 1)):
        caption = desk.caption_lines(picture, grid.width_mm(across))
        heights = sorted(
            desk.picture_heights(picture, grid.width_mm(across)), key=lambda h: h[1]
        )[:2]
        for lines, _crop in heights:
            frame = Frame(
                FrameKind.PICTURE, 0, 0, across, lines, index=index, caption_lines=caption
            )
            yield Obstacle(columns - across, across, lines + caption + 1, "foot", frame)


def _fact_boxes(
    piece: Piece, desk: Desk, grid: Grid, columns: int
) -> Iterator[tuple[tuple[Obstacle, ...], int]]:
    """Offer the first fact box at the foot of the last columns, whole or shortened."""
    article = piece.article
    assert article is not None
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
