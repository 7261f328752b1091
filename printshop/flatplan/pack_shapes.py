"""Shapes of what is not a single story: packs of briefs and letters, and advertising.

A brief and a letter are never broken over legs; one blank line stands between two,
and what a leg has left is shared out between them, so that all legs end together.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from printshop.flatplan.desk import Desk
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import Frame, FrameKind, PieceKind
from printshop.flatplan.shapes import Look, Shape
from printshop.layout import PT_PER_MM, Grid
from printshop.wording import wording

FLAG_LINES = 3
"""The heading of a pack, with the 2 pt rule over it and the blank line below."""

FLAG_LOOK = Look("flag", 21.0, FLAG_LINES)

_OUT_OF_ORDER = 40
"""Items in another order than the newsroom's: their legs are more alike then."""

_WIDEST_GAP = 2
"""Blank lines between two items; more of them are a hole."""

_WIDTH_PRICE = {
    PieceKind.BRIEFS: (0, 0, 30, 60, 90, 110),
    PieceKind.LETTERS: (20, 0, 0, 10),
}
_WHITE_PRICE = 700
_WHITE_CELL = 30
HOUSE_AD_PRICE = 90
_HOUSE_AD_LINES = range(8, 131)
_TALLEST_HOUSE_AD = 48
"""A house ad that is deeper, or very flat, looks like a mistake."""

_NARROW_MM = 60
_NARROW_LEAST_LINES = 13
_NARROW_PRICE = 120
"""A narrow house ad says little, and nothing when it is flat as well."""

SECOND_HOUSE_AD = "second house ad"
_SECOND_PRICE = 250
"""Two of them on a page look like a lack of news; white looks like a lack of care."""


def pack_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer a pack at every width, from its least depth on as far as gaps stretch."""
    grid = desk.layout.grids[piece.grid]
    widths = _WIDTH_PRICE[piece.kind]
    for columns in range(1, min(grid.columns, len(piece.members)) + 1):
        flag_lines = FLAG_LINES + len(address_below(piece.kind, desk, grid, columns))
        for price, pack in _ordered(piece, desk, columns):
            heights = [desk.galleys[article.slug].height for article in pack.members]
            price += widths[min(columns, len(widths)) - 1]
            least = least_depth(heights, columns)
            for depth in range(least, min(least + 12, most_lines - flag_lines) + 1):
                dealt = deal(heights, columns, depth)
                if dealt is not None:
                    draw = partial(pack_frames, pack, desk, columns, dealt, flag_lines)
                    badness = price + dealt.badness
                    yield Shape(columns, depth + flag_lines, badness, draw, FLAG_LOOK)


def _ordered(piece: Piece, desk: Desk, columns: int) -> Iterator[tuple[int, Piece]]:
    """Offer a pack in its own order, and in one in which its legs are more alike.

    The longest item that is left goes to the leg that has least, again and again.
    """
    yield 0, piece
    legs: list[list[int]] = [[] for _ in range(columns)]
    lines = [0] * columns
    heights = [desk.galleys[article.slug].height for article in piece.members]
    for item in sorted(range(len(heights)), key=lambda item: (-heights[item], item)):
        leg = lines.index(min(lines))
        legs[leg].append(item)
        lines[leg] += heights[item] + 1
    order = [item for leg in sorted(map(sorted, legs)) for item in leg]
    if order != sorted(order):
        members = tuple(piece.members[item] for item in order)
        yield _OUT_OF_ORDER, replace(piece, members=members)


def address_below(
    kind: PieceKind, desk: Desk, grid: Grid, columns: int
) -> tuple[str, ...]:
    """Break the address for letters into lines below their heading.

    None where it goes into the heading's own line.
    """
    address = desk.letters_address
    if kind != PieceKind.LETTERS or not address:
        return ()
    if desk.measure("address", address) < address_room_pt(desk, grid, columns):
        return ()
    return desk.small_lines("address", address, grid, columns)


def address_room_pt(desk: Desk, grid: Grid, columns: int) -> float:
    """Measure what the heading of the letters leaves of its line."""
    gap_pt = desk.layout.lengths["letters.address_gap_mm"] * PT_PER_MM
    heading_pt = desk.measure("flag", wording(desk.language).letters)
    return desk.width_pt(grid, columns) - heading_pt - gap_pt


@dataclass(frozen=True, slots=True)
class Dealt:
    """Where every item of a pack stands."""

    places: tuple[tuple[int, int], ...]
    """Column and line of each item, below the flag."""
    badness: int
    unspread: int = 0
    """Lines that no gap between items takes up, in all legs."""


def least_depth(heights: Sequence[int], columns: int) -> int:
    """Find the least depth at which the items go into so many legs, in order."""
    depth = max(heights)
    while _legs_needed(heights, depth) > columns:
        depth += 1
    return depth


def _legs_needed(heights: Sequence[int], depth: int) -> int:
    legs, used = 1, 0
    for height in heights:
        if used and used + 1 + height > depth:
            legs, used = legs + 1, height
        else:
            used += (1 if used else 0) + height
    return legs


def deal(heights: Sequence[int], columns: int, depth: int) -> Dealt | None:
    """Deal items into legs of one depth; None when they do not go in.

    Of all ways to cut the row of items the one with the least white is taken: exact,
    because the white of a leg depends on its own items alone.
    """
    count = len(heights)
    # by legs used and items dealt: badness, and the item that the last leg begins with
    best = [[(10**6, -1)] * (count + 1) for _ in range(columns + 1)]
    best[0][0] = (0, -1)
    for leg in range(1, columns + 1):
        for end in range(leg, count + 1):
            for start in range(leg - 1, end):
                white = _leg_badness(heights[start:end], depth)
                if white is not None:
                    price = best[leg - 1][start][0] + white
                    best[leg][end] = min(best[leg][end], (price, start))
    if best[columns][count][0] >= 10**6:
        return None
    cuts = [count]
    for leg in range(columns, 0, -1):
        cuts.append(best[leg][cuts[-1]][1])
    cuts.reverse()
    places = [
        (column, top)
        for column in range(columns)
        for top in _tops(heights[cuts[column] : cuts[column + 1]], depth)
    ]
    unspread = sum(
        _unspread(heights[start:end], depth) for start, end in itertools.pairwise(cuts)
    )
    return Dealt(tuple(places), best[columns][count][0], unspread)


def _leg_badness(heights: Sequence[int], depth: int) -> int | None:
    """Price the white that one leg's gaps have to take up."""
    gaps = len(heights) - 1
    left = depth - sum(heights) - gaps
    if left < 0:
        return None
    unspread = _unspread(heights, depth)
    return 4 * (left - unspread) + 25 * unspread


def _unspread(heights: Sequence[int], depth: int) -> int:
    """Count the lines of a leg that are left when its gaps are as wide as may be."""
    gaps = len(heights) - 1
    left = depth - sum(heights) - gaps
    return max(0, left - gaps * (_WIDEST_GAP - 1))


def _tops(heights: Sequence[int], depth: int) -> list[int]:
    """Share the lines left over out between the items, the upper gaps first."""
    gaps = len(heights) - 1
    left = depth - sum(heights) - gaps
    tops, top = [], 0
    for index, height in enumerate(heights):
        tops.append(top)
        extra = 0
        if gaps:
            spread = min(left, gaps * (_WIDEST_GAP - 1))
            extra = spread // gaps + (1 if index < spread % gaps else 0)
        top += height + 1 + extra
    return tops


def pack_frames(
    piece: Piece, desk: Desk, columns: int, dealt: Dealt, flag_lines: int
) -> tuple[Frame, ...]:
    """Place the flag and every item."""
    frames = [Frame(FrameKind.FLAG, 0, 0, columns, flag_lines, style=piece.kind.value)]
    for article, (column, top) in zip(piece.members, dealt.places, strict=True):
        galley = desk.galleys[article.slug]
        frames.append(
            Frame(
                FrameKind.LEG,
                column,
                top + flag_lines,
                1,
                galley.height,
                slug=article.slug,
                first_line=0,
                end_line=len(galley.lines),
            )
        )
    return tuple(frames)


def white_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer a hole of any size: the dearest way to fill a page, but a way."""
    for columns in range(1, desk.layout.grids[piece.grid].columns + 1):
        for lines in range(1, most_lines + 1):
            price = _WHITE_PRICE + _WHITE_CELL * columns * lines
            yield Shape(columns, lines, price)


def advertisement_shapes(piece: Piece) -> Iterator[Shape]:
    """Offer an advertisement at its own size and no other."""
    yield Shape(piece.columns, piece.lines, 0)


def house_ad_shapes(piece: Piece, desk: Desk, most_lines: int) -> Iterator[Shape]:
    """Offer a house advertisement at nearly any size: it fills what is left."""
    grid = desk.layout.grids[piece.grid]
    least = _SECOND_PRICE if piece.name == SECOND_HOUSE_AD else HOUSE_AD_PRICE
    for columns in range(1, grid.columns + 1):
        width_mm = grid.width_mm(columns)
        is_narrow = width_mm < _NARROW_MM
        for lines in _HOUSE_AD_LINES:
            if lines <= most_lines and not (is_narrow and lines < _NARROW_LEAST_LINES):
                area = width_mm / 45 * lines
                price = least + round(area * area / 250)
                is_odd = width_mm > 10 * lines or lines > _TALLEST_HOUSE_AD
                price += (60 if is_odd else 0) + (_NARROW_PRICE if is_narrow else 0)
                yield Shape(columns, lines, price)
