"""The boxes of a paragraph that was laid out as one long line, cut into its lines.

The engine has solved the cascade, white space, small capitals and nested markup; here
its boxes are copied for every line, each with its part of the text, its place, its
word spaces and its tracking. Nothing is laid out anew.

Used of the engine's inside: ``copy``, ``copy_with_children``, ``position_x``,
``position_y``, ``width``, ``justification_spacing`` and ``pango_layout`` of its
boxes; a ``Layout`` that may be copied, whose ``text`` is shaped when it is drawn; and
that every justified space is a run of its own, so that no word is kerned against it.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from printshop.paragraphs import NO_BREAK_SPACE, FittedLine, MeasuredParagraph
from printshop.typesetter.tracking import hang, track

_SIDES = ("left", "right")
_THOUSANDTHS = 1000
_UNITS = 1024
"""Of Pango, in a pixel."""


class UnfitError(Exception):
    """A paragraph has something that only the engine can lay out."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text box, and the white that inline elements have before and after it."""

    box: Any
    before: float
    after: float


def leaves(box: Any) -> list[Leaf]:
    """List the text boxes of a long line; raises UnfitError for anything else."""
    return list(_leaves(box, 0.0, 0.0))


def _leaves(box: Any, before: float, after: float) -> Iterator[Leaf]:
    from weasyprint.formatting_structure import boxes

    held = [child for child in box.children if _holds_text(child)]
    for child in held:
        left = before if child is held[0] else 0.0
        right = after if child is held[-1] else 0.0
        if isinstance(child, boxes.TextBox):
            yield Leaf(child, left, right)
        elif type(child) is boxes.InlineBox:
            yield from _leaves(
                child,
                left + _decoration(child, "left"),
                right + _decoration(child, "right"),
            )
        else:
            raise UnfitError(f"it holds a {type(child).__name__}")


def floats(box: Any) -> list[Any]:
    """List the floats in a line: a large initial."""
    found = []
    for child in getattr(box, "children", ()):
        found += [child] if child.is_floated() else floats(child)
    return found


def _holds_text(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        return bool(box.text)
    if type(box) is boxes.InlineBox:
        return any(_holds_text(child) for child in box.children)
    return not box.is_floated()


def _decoration(box: Any, side: str) -> float:
    """Measure margin, border and padding of one side."""
    return float(
        getattr(box, f"margin_{side}")
        + getattr(box, f"border_{side}_width")
        + getattr(box, f"padding_{side}")
    )


@dataclass(slots=True)
class _Piece:
    """The part of a text box that stands on one line."""

    text: str
    is_head: bool
    is_tail: bool
    width: float
    white: float
    """That inline elements have before and after it."""
    spaces: float
    """How many spaces it has; one at its edge may count as half of one."""
    glyphs: int


class LineMaker:
    """Makes the lines of one paragraph."""

    def __init__(
        self,
        line: Any,
        found: Sequence[Leaf],
        paragraph: MeasuredParagraph,
        *,
        is_ragged: bool,
    ) -> None:
        """Take the long line, its text boxes, and the paragraph made of them."""
        self._line, self._paragraph = line, paragraph
        self._numbers = {id(leaf.box): number for number, leaf in enumerate(found)}
        self._leaves, self._is_ragged = found, is_ragged

    def line(self, number: int, fitted: FittedLine, x: float, measure: float) -> Any:
        """Make one line; it begins at ``x`` and is so wide, in pixels."""
        pieces = self._pieces(fitted)
        natural = sum(piece.width + piece.white for piece in pieces.values())
        gap = measure + fitted.hang_left + fitted.hang_right - natural
        spaces = sum(piece.spaces for piece in pieces.values())
        glyphs = sum(piece.glyphs for piece in pieces.values())
        space, tracking = 0.0, 0.0
        is_flush = gap < 0 or not (fitted.is_last or self._is_ragged)
        if is_flush:
            space, tracking = self._shared(gap, spaces, glyphs, fitted)
        drop = number * self._line.height
        pen = _Pen(x - fitted.hang_left, drop, space, tracking)
        made = self._line.copy_with_children(self._cut(self._line, pieces, pen))
        made.position_y += drop
        made.width = pen.x - made.position_x
        if pen.made:
            pen.made[-1].is_divided = fitted.has_hyphen
            hang(pen.made[0], left_px=fitted.hang_left)
            hang(pen.made[-1], right_px=fitted.hang_right if is_flush else 0.0)
        return made

    def _shared(
        self, gap: float, spaces: float, glyphs: int, fitted: FittedLine
    ) -> tuple[float, float]:
        """Share white out between spaces and letters, to the last hair.

        The engine draws spaces in whole thousandths of an em; what that leaves goes
        between the letters, where any width can be drawn.
        """
        gaps = max(1, glyphs - 1)
        if not spaces:
            return 0.0, fitted.tracking
        em = self._line.style["font_size"]
        space = (gap - fitted.tracking * gaps) / spaces
        # A little more than whole, so that it is not cut down to the next one.
        whole = int(space * _THOUSANDTHS / em) + (0.3 if space > 0 else -0.3)
        space = round(whole * em / _THOUSANDTHS * _UNITS) / _UNITS
        drawn = int(whole) * em / _THOUSANDTHS
        return space, (gap - drawn * spaces) / gaps

    def _pieces(self, fitted: FittedLine) -> dict[int, _Piece]:
        """Measure the pieces of a line, by the number of their text boxes."""
        pieces: dict[int, _Piece] = {}
        paragraph = self._paragraph
        at = fitted.start
        found = list(paragraph.pieces(fitted.start, fitted.end))
        for index, (number, text) in enumerate(found):
            head, end = paragraph.edges(number)
            is_tail = at + len(text) == end
            is_head = at == head
            at += len(text)
            if fitted.has_hyphen and index + 1 == len(found):
                text += "-"
            pieces[number] = self._piece(number, text, is_head=is_head, is_tail=is_tail)
        return pieces

    def _piece(self, number: int, text: str, *, is_head: bool, is_tail: bool) -> _Piece:
        ruler, leaf = self._paragraph.runs[number].ruler, self._leaves[number]
        white = leaf.before * is_head + leaf.after * is_tail
        width, spaces, glyphs = 0.0, 0.0, 0
        for count, word in enumerate(text.replace(NO_BREAK_SPACE, " ").split(" ")):
            if count:
                extent = ruler(" ")
                width, glyphs = width + extent.width, glyphs + 1
                spaces += 1
            extent = ruler(word)
            width, glyphs = width + extent.width, glyphs + extent.glyphs
        if text.endswith(NO_BREAK_SPACE) and len(text) > 1:
            spaces -= 0.5  # the engine knows only one-byte spaces at a run's end
        return _Piece(text, is_head, is_tail, width, white, spaces, glyphs)

    def _cut(self, box: Any, pieces: dict[int, _Piece], pen: "_Pen") -> list[Any]:
        """Copy what stands on a line of a box's children."""
        from weasyprint.formatting_structure import boxes

        made = []
        for child in box.children:
            if isinstance(child, boxes.TextBox):
                number = self._numbers.get(id(child), -1)
                if number in pieces:
                    made.append(pen.text(child, pieces[number]))
            elif child.is_floated():
                made += [child] if 0 in pieces and pieces[0].is_head else []
            else:
                made += self._inline(child, pieces, pen)
        return made

    def _inline(self, box: Any, pieces: dict[int, _Piece], pen: "_Pen") -> list[Any]:
        """Copy an inline element with what of it stands on a line."""
        own = [self._numbers[id(leaf.box)] for leaf in _own(box)]
        if not own:
            return []
        on_line = [number for number in own if number in pieces]
        is_floating = bool(floats(box)) and 0 in pieces and pieces[0].is_head
        if not on_line and not is_floating:
            return []
        has_left = own[0] in pieces and pieces[own[0]].is_head
        has_right = own[-1] in pieces and pieces[own[-1]].is_tail
        new = box.copy()
        for side, is_there in zip(_SIDES, (has_left, has_right), strict=True):
            if not is_there:
                for name in (
                    f"margin_{side}",
                    f"border_{side}_width",
                    f"padding_{side}",
                ):
                    setattr(new, name, 0)
        new.position_x = pen.x
        new.position_y = box.position_y + pen.drop
        pen.x += _decoration(new, "left")
        left = pen.x
        new.children = self._cut(box, pieces, pen)
        new.width = pen.x - left
        pen.x += _decoration(new, "right")
        return [new]


def _own(box: Any) -> list[Leaf]:
    return list(_leaves(box, 0.0, 0.0))


@dataclass(slots=True)
class _Pen:
    """Where on a line the next thing goes, and how wide its spaces are."""

    x: float
    drop: float
    space: float
    tracking: float
    made: list[Any] = field(default_factory=list)
    """The text boxes of the line."""

    def text(self, box: Any, piece: _Piece) -> Any:
        """Copy a text box with its part of a line."""
        new = box.copy()
        new.text = piece.text
        new.width = (
            piece.width + self.space * piece.spaces + self.tracking * piece.glyphs
        )
        new.position_x = self.x
        new.position_y = box.position_y + self.drop
        new.justification_spacing = self.space
        layout = copy.copy(box.pango_layout)
        layout.text, layout.justification_spacing = piece.text, self.space
        new.pango_layout = layout
        if self.tracking:
            track(new, self.tracking)
        self.x += new.width
        self.made.append(new)
        return new
