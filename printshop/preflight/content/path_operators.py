"""Operators that draw paths, paint them, and clip by them (ISO 32000-1, 8.5)."""

from typing import Any

from printshop.preflight.content.walker import Operator, Operators, Walker, numbers_of
from printshop.preflight.geometry import Box

_NOTHING = Box(0, 0, -1, -1)


def _move(walker: Walker, operands: Any) -> None:
    walker.path.move(*numbers_of(operands))


def _line(walker: Walker, operands: Any) -> None:
    walker.path.line(*numbers_of(operands))


def _curve(walker: Walker, operands: Any) -> None:
    walker.path.curve(*numbers_of(operands))


def _rectangle(walker: Walker, operands: Any) -> None:
    walker.path.rectangle(*numbers_of(operands))


def _clip(walker: Walker, _: Any) -> None:
    walker.clips = True


def _paint(*, fill: bool, stroke: bool) -> Operator:
    """Make an operator that paints the path, and clips by it if that was asked."""

    def paint(walker: Walker, _: Any) -> None:
        state, path = walker.state, walker.path
        seen = walker.painter.path(path, state, fill=fill, stroke=stroke)
        if seen is not None and fill:
            walker.walk_pattern(state.fill, seen)
        if walker.clips:
            box = path.box(state.ctm)
            state.clip = state.clip.common(box) if box else _NOTHING
        walker.clips = False
        path.clear()

    return paint


PATH_OPERATORS: Operators = {
    "m": _move,
    "l": _line,
    "c": _curve,
    "v": _curve,
    "y": _curve,
    "re": _rectangle,
    "W": _clip,
    "W*": _clip,
    "n": _paint(fill=False, stroke=False),
    "S": _paint(fill=False, stroke=True),
    "s": _paint(fill=False, stroke=True),
    **dict.fromkeys(("f", "F", "f*"), _paint(fill=True, stroke=False)),
    **dict.fromkeys(("B", "B*", "b", "b*"), _paint(fill=True, stroke=True)),
}
