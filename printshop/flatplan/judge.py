"""Judge a made-up page as a whole: what no single cut can see.

* Headlines of one size and depth never hang side by side (tombstones).
* No headline is larger than a better-ranked story's; the lead's is the largest, and
  by a clear step. Sizes fall down the page.
* The lead's picture is the largest, by twice; pictures of two pieces never touch.

From the design specification (2.2, 6, 10) and the make-up trials. Every fault has a
price in tenths, and names the bans of which each would mend it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from printshop.flatplan.bans import Ban, Forbidden
from printshop.flatplan.guillotine import Cell
from printshop.flatplan.piece_sets import by_rank
from printshop.flatplan.plan import FrameKind, PieceKind

_LARGE_PT = 24.0
"""From this size on two like heads side by side are never accepted."""

_LEVEL_LINES = 2
"""Heads so near to one level are seen as side by side: one may have a kicker."""

UNBEARABLE = 12_000
"""What is never done, though a story be left out for it."""

_LARGE_TOMBSTONE = UNBEARABLE
_SMALL_TOMBSTONE = 70
_INVERSION = UNBEARABLE
_SECOND_LEAD = 250
_RISING = 120
_NO_CLEAR_LEAD = 60
"""For each time that the lead's headline should be the largest."""

CLEAR_STEP = 1.3
CLEAR_STEP_IN_FRONT = 2.0
_TOUCHING = 90
_LOUDER_PICTURE = 90
_RIVAL_PICTURE = 12
_NEAR_LINES = 2
"""Pictures this near to each other, one above the other, touch."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a page, its price, and the bans that would mend it."""

    price: int
    bans: tuple[Ban, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    """A headline or a picture, placed on the page."""

    cell: Cell
    column: int
    top: int
    columns: int
    lines: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """A page as the judge sees it."""

    cells: tuple[Cell, ...]
    """The stories, the best first."""
    heads: list[_Box] = field(default_factory=list)
    pictures: list[_Box] = field(default_factory=list)


def faults_of(
    cells: Sequence[Cell], clear_step: float = CLEAR_STEP
) -> tuple[Fault, ...]:
    """List what is wrong with a page, the dearest first.

    ``clear_step`` is by how many times the lead's headline is the largest.
    """
    view = _view(cells)
    faults = [
        *_tombstones(view),
        *_ranks(view, clear_step),
        *_rising(view),
        *_picture_sizes(view),
        *_touching(view),
    ]
    return tuple(sorted(faults, key=lambda fault: -fault.price))


def _view(cells: Sequence[Cell]) -> _View:
    """Find the headlines and pictures of a page."""
    by_name = {cell.piece.name: cell for cell in cells}
    ordered = [by_name[piece.name] for piece in by_rank([c.piece for c in cells])]
    stories = tuple(
        cell
        for cell in ordered
        if cell.piece.kind in {PieceKind.STORY, PieceKind.CONTINUATION}
    )
    view = _View(stories)
    for cell in ordered:
        if cell.piece.kind == PieceKind.ADVERTISEMENT:
            size = cell.shape.columns, cell.shape.lines
            view.pictures.append(_Box(cell, cell.column, cell.top, *size))
    for cell in stories:
        for frame in cell.shape.frames:
            boxes = {
                FrameKind.HEADLINE: view.heads,
                FrameKind.PICTURE: view.pictures,
            }.get(frame.kind)
            if boxes is not None:
                column, top = cell.column + frame.column, cell.top + frame.top
                lines = frame.lines + frame.caption_lines
                boxes.append(_Box(cell, column, top, frame.columns, lines, frame.style))
    return view


def _size_ban(cell: Cell) -> Ban:
    size = cell.shape.columns, cell.shape.lines
    return Ban(cell.piece.name, Forbidden.SIZE, size)


def _tombstones(view: _View) -> Iterator[Fault]:
    """Find like heads that hang side by side."""
    for left in view.heads:
        for right in view.heads:
            touches = left.cell.column + left.cell.shape.columns == right.cell.column
            alike = (left.style, left.lines) == (right.style, right.lines)
            is_level = abs(left.top - right.top) <= _LEVEL_LINES
            if touches and alike and is_level:
                is_large = left.cell.shape.look.size_pt >= _LARGE_PT
                head = (left.style, left.lines)
                yield Fault(
                    _LARGE_TOMBSTONE if is_large else _SMALL_TOMBSTONE,
                    (
                        Ban(right.cell.piece.name, Forbidden.HEAD, head),
                        Ban(left.cell.piece.name, Forbidden.HEAD, head),
                        _size_ban(right.cell),
                        _size_ban(left.cell),
                    ),
                )


def _ranks(view: _View, clear_step: float) -> Iterator[Fault]:
    """Find headlines that shout down a better story, or rival the lead."""
    for place, better in enumerate(view.cells):
        size_pt = better.shape.look.size_pt
        for worse in view.cells[place + 1 :]:
            worse_pt = worse.shape.look.size_pt
            if worse_pt > size_pt:
                name = worse.piece.name
                yield Fault(_INVERSION, (Ban(name, Forbidden.HEAD_FROM, worse_pt),))
            elif place == 0 and worse_pt * clear_step > size_pt + 0.1:
                is_equal = worse_pt == size_pt
                price = _SECOND_LEAD if is_equal else round(_NO_CLEAR_LEAD * clear_step)
                name = worse.piece.name
                yield Fault(price, (Ban(name, Forbidden.HEAD_FROM, worse_pt),))


def _rising(view: _View) -> Iterator[Fault]:
    """Find headlines that are larger than one above them: sizes fall down a page."""
    for upper in view.cells:
        for lower in view.cells:
            is_below = lower.top >= upper.top + upper.shape.lines
            size_pt = lower.shape.look.size_pt
            if (
                is_below
                and _overlap(upper, lower)
                and size_pt > upper.shape.look.size_pt
            ):
                head = Ban(lower.piece.name, Forbidden.HEAD_FROM, size_pt)
                yield Fault(_RISING, (head, _size_ban(lower), _size_ban(upper)))


def _overlap(one: Cell, two: Cell) -> bool:
    return (
        one.column < two.column + two.shape.columns
        and two.column < one.column + one.shape.columns
    )


def _picture_sizes(view: _View) -> Iterator[Fault]:
    """Find pictures that outshine the lead's, or rival it."""
    if not view.cells:
        return
    lead = view.cells[0]
    cells = lead.shape.look.picture_cells
    if not cells:
        return
    for other in view.cells[1:]:
        look = other.shape.look
        largest = max(look.picture_cells, look.second_cells)
        if 2 * largest > cells:
            is_louder = largest >= cells
            limit = float(cells if is_louder else cells / 2)
            bans = [Ban(other.piece.name, Forbidden.PICTURES_FROM, limit)]
            if is_louder:
                wanted = float(largest + 1)
                bans.append(Ban(lead.piece.name, Forbidden.PICTURE_BELOW, wanted))
            yield Fault(_LOUDER_PICTURE if is_louder else _RIVAL_PICTURE, tuple(bans))


def _touching(view: _View) -> Iterator[Fault]:
    """Find pictures of two pieces with nothing but a gutter or a rule between."""
    for place, one in enumerate(view.pictures):
        for two in view.pictures[place + 1 :]:
            if one.cell is not two.cell and _touch(one, two):
                bans = [
                    Ban(name, Forbidden.PICTURE, place_)
                    for box in (two, one)
                    for name, place_ in [
                        (box.cell.piece.name, box.cell.shape.look.place)
                    ]
                    if place_
                ]
                bans += [_size_ban(two.cell), _size_ban(one.cell)]
                yield Fault(_TOUCHING, tuple(bans))


def _touch(one: _Box, two: _Box) -> bool:
    across = (
        one.column < two.column + two.columns and two.column < one.column + one.columns
    )
    down = one.top < two.top + two.lines and two.top < one.top + one.lines
    beside = two.column in {one.column + one.columns, one.column - two.columns}
    above = 0 <= two.top - one.top - one.lines <= _NEAR_LINES
    below = 0 <= one.top - two.top - two.lines <= _NEAR_LINES
    return (down and beside) or (across and (above or below))
