"""The head of a story: kicker, headline and standfirst, for a width in columns.

The sizes that a rank may have at a width stand in the layout (design specification
2.2). Two lines are right; one and three are fair in narrow stories, four hardly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from printshop.flatplan.desk import Desk
from printshop.flatplan.headlines import BAD_BREAK, Broken
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Frame, FrameKind, PieceKind
from printshop.issue import Article, Form
from printshop.layout import Grid, TypeSize

MOST_HEAD_LINES = 3
MOST_HEAD_LINES_IN_NEED = 4
"""For a headline that goes in at no size otherwise."""


_STEP_PRICE = (0, 6, 25)
"""Of a headline size by its place among those that a rank may have."""

_BAD_BREAK = 80
"""A line that ends with a small word, or a word alone on the last."""

_UNDER_ITS_STANDFIRST = 200
"""A headline that is set smaller than the standfirst below it."""

_LARGE_K = 4
_WIDER = 8
"""One more blank line below a large head (design specification, 2.1)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The frames above a body, and the line on which the body begins."""

    frames: tuple[Frame, ...]
    lines: int
    badness: int
    style: str = ""
    size_pt: float = 0.0
    headline_lines: int = 0


def heads(
    piece: Piece,
    desk: Desk,
    grid: Grid,
    columns: int,
    most_lines: int = MOST_HEAD_LINES,
) -> Iterator[Head]:
    """Offer the heads for a width: each size its rank may have, as it breaks best."""
    article = piece.story
    is_continued = piece.kind == PieceKind.CONTINUATION
    text = article.teaser_headline if is_continued else article.headline
    band = Band.THIRD if is_continued else piece.band
    for step, size in enumerate(desk.layout.sizes_at(grid.name, band.key, columns)):
        for broken in desk.heads(text, size, grid, columns):
            if len(broken.lines) <= most_lines:
                head = head_of(piece, desk, grid, columns, size, broken)
                head = replace(head, badness=head.badness + _STEP_PRICE[min(step, 2)])
                yield head
                may_widen = article.standfirst or size.lines_above_text == 1
                if size.k >= _LARGE_K and may_widen:
                    yield replace(
                        head, lines=head.lines + 1, badness=head.badness + _WIDER
                    )


def head_of(
    piece: Piece,
    desk: Desk,
    grid: Grid,
    columns: int,
    size: TypeSize,
    broken: Broken,
    *,
    is_splash: bool = False,
) -> Head:
    """Put kicker, headline and standfirst one below the other."""
    article = piece.story
    is_continued = piece.kind == PieceKind.CONTINUATION
    kicker = kicker_of(article, desk) if _has_kicker(piece) and not is_splash else ""
    count = len(broken.lines)
    frames: list[Frame] = []
    top = 0
    if kicker or is_continued:
        text = desk.small_lines("kicker", kicker, grid, columns) if kicker else ("",)
        top = len(text)
        frames.append(Frame(FrameKind.KICKER, 0, 0, columns, top, text=text))
    lines = size.lines(count)
    frames.append(
        Frame(FrameKind.HEADLINE, 0, top, columns, lines, size.name, broken.lines)
    )
    has_standfirst = bool(article.standfirst and not is_continued)
    top += lines + (size.lines_below if has_standfirst else size.lines_above_text)
    badness = _break_price(broken) + _count_price(count, columns)
    if has_standfirst:
        standfirst, price = _standfirst(article, desk, grid, columns, is_splash)
        frames.append(replace(standfirst, top=top))
        top += standfirst.lines + 1
        is_smaller = size.size_pt < desk.layout.sizes[standfirst.style].size_pt
        badness += price + (_UNDER_ITS_STANDFIRST if is_smaller else 0)
    return Head(tuple(frames), top, badness, size.name, size.size_pt, lines)


def _has_kicker(piece: Piece) -> bool:
    """Tell whether a story has its red word: red is a signal, not for every story."""
    is_small = piece.band >= Band.THIRD and piece.story.form == Form.NEWS
    return piece.kind == PieceKind.STORY and not is_small


def kicker_of(article: Article, desk: Desk) -> str:
    """Give the red word over a story."""
    if article.form == Form.LEADER:
        return article.kicker or desk.leader_kicker
    return article.kicker


def _break_price(broken: Broken) -> int:
    """Price the breaks: a bad one is worth another size, or another width."""
    price = round(10 * broken.badness)
    return price + _BAD_BREAK if broken.badness >= BAD_BREAK else price


def _count_price(count: int, columns: int) -> int:
    """Two lines are right; one and three are fair in narrow stories, four hardly."""
    return {
        1: 10 if columns < 4 else 0,
        2: 0,
        3: 0 if columns <= 2 else 30,
    }.get(count, 10 if columns <= 2 else 60)


def _standfirst(
    article: Article, desk: Desk, grid: Grid, columns: int, is_splash: bool
) -> tuple[Frame, int]:
    """Set the standfirst, large over features; many lines in a narrow head are dear."""
    is_large = is_splash or article.form in {Form.FEATURE, Form.COLUMN}
    name = "standfirst-large" if is_large and columns > 1 else "standfirst"
    size = desk.layout.sizes[name]
    lines = desk.standfirst(article.standfirst, size, grid, columns)
    count = len(lines)
    price = 30 * max(0, count - (2 if columns > 2 else 4))
    frame = Frame(FrameKind.STANDFIRST, 0, 0, columns, size.lines(count), name, lines)
    return frame, price
