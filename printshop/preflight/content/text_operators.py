"""Operators of text (ISO 32000-1, 9.3 and 9.4), and of Type 3 characters (9.6.5)."""

from collections.abc import Iterable
from typing import Any

import pikepdf

from printshop.preflight.content.type_pen import has_letters
from printshop.preflight.content.walker import Operator, Operators, Walker, numbers_of
from printshop.preflight.geometry import Matrix


def _setting(name: str, unit: float = 1.0) -> Operator:
    """Make an operator that sets one number of the text state."""

    def set_number(walker: Walker, operands: Any) -> None:
        setattr(walker.state, name, float(operands[0]) * unit)

    return set_number


def _begin(walker: Walker, _: Any) -> None:
    walker.type.begin()


def _font(walker: Walker, operands: Any) -> None:
    walker.state.face = walker.named.face(str(operands[0]))
    walker.state.font_size = float(operands[1])


def _mode(walker: Walker, operands: Any) -> None:
    walker.state.text_mode = int(operands[0])


def _place(walker: Walker, operands: Any) -> None:
    walker.type.place(Matrix(*numbers_of(operands)))


def _move(walker: Walker, operands: Any) -> None:
    walker.type.next_line(*numbers_of(operands))


def _move_leading(walker: Walker, operands: Any) -> None:
    walker.state.leading = -float(operands[1])
    _move(walker, operands)


def _next_line(walker: Walker, _: Any) -> None:
    walker.type.next_line(0, -walker.state.leading)


def _show(walker: Walker, operands: Any) -> None:
    _set(walker, operands)


def _show_moved(walker: Walker, operands: Any) -> None:
    _set(walker, operands[0].as_list())


def _show_line(walker: Walker, operands: Any) -> None:
    _next_line(walker, operands)
    _set(walker, operands)


def _show_spaced(walker: Walker, operands: Any) -> None:
    walker.state.word_space = float(operands[0])
    walker.state.letter_space = float(operands[1])
    _next_line(walker, operands)
    _set(walker, operands[2:])


def _set(walker: Walker, strings: Iterable[Any]) -> None:
    """Set strings, and the numbers between them; white space alone is no mark."""
    pieces = [bytes(one) if isinstance(one, pikepdf.String) else one for one in strings]
    state = walker.state
    matrix = walker.type.matrix(state)
    box = matrix.box(walker.type.show(pieces, state))
    if not has_letters(pieces, state):
        return
    # the height of the letters, square to the line, even where they lean
    size = matrix.area / matrix.width if matrix.width else 0.0
    walker.painter.text(box, size, state)
    walker.walk_pattern(state.fill, box)
    walker.walk_characters(matrix, box)


def _colourless(walker: Walker, _: Any) -> None:
    walker.is_colourless = True


TEXT_OPERATORS: Operators = {
    "BT": _begin,
    "Tc": _setting("letter_space"),
    "Tw": _setting("word_space"),
    "Tz": _setting("stretch", 0.01),
    "TL": _setting("leading"),
    "Ts": _setting("rise"),
    "Tf": _font,
    "Tr": _mode,
    "Tm": _place,
    "Td": _move,
    "TD": _move_leading,
    "T*": _next_line,
    "Tj": _show,
    "TJ": _show_moved,
    "'": _show_line,
    '"': _show_spaced,
    "d1": _colourless,
}
