"""Rewrite one content stream in the colours of the press.

Every colour operator (ISO 32000-1, 8.6.8) becomes one in device colours; spot colours
and patterns keep theirs. On the way the state of the page is followed, as far as it
takes to know what is black and small:

* Text of black alone below 12 pt, and lines of it below 2 pt, overprint in overprint
  mode 1: GWG 2015 and 2022, R0009 and R0010. A plate that is a hair off then shows no
  white round them. Sizes are those on the page: text matrix by page matrix.
* Black is 85 % or more, as GWG has it in R0015. A lighter grey may be there to stand
  out from something darker, and would be lost on top of it.
* Nothing else overprints, white least of all: the state is set back before it.
* Where the colour was set by who drew the form, it is not known, and not overprinted.
* A stroke that comes out thinner than the printer's least line is drawn that thick: a
  drawing may be scaled down to a thumbnail, and its lines must not vanish there.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import pikepdf
from pikepdf import ContentStreamInlineImage as InlineImage
from pikepdf import ContentStreamInstruction as Instruction

from printshop.finish.colour_spaces import (
    PatternSpace,
    Space,
    device_space,
    read_space,
)
from printshop.finish.device_path import IDENTITY, Matrix
from printshop.finish.graphics_state import KNOCKOUT, Overprint, Paint, StateReader
from printshop.finish.inks import Colour, ColourTarget


class Surroundings(Protocol):
    """What a content stream needs of the pass that it is part of."""

    target: ColourTarget

    def draw(self, xobject: Any, matrix: Matrix, resources: Any) -> None:
        """Convert a form that is drawn here."""

    def overprint_name(self, resources: Any, overprint: Overprint) -> pikepdf.Name:
        """Give the graphics state that switches overprint, by its name."""

    def inline_picture(self, image: Any, resources: Any) -> pikepdf.Name | None:
        """Convert a picture; give its name if it cannot stay in the stream."""


class ContentStream(StateReader):
    """One content stream on its way to the press."""

    def __init__(
        self,
        surroundings: Surroundings,
        resources: Any,
        matrix: Matrix = IDENTITY,
        *,
        is_page: bool = False,
    ) -> None:
        """Start with the page's black, or with the unknown colour of a form."""
        self._around = surroundings
        self._target = surroundings.target
        black = Paint(device_space(1), self._target.paint((0.0,)), is_default=True)
        super().__init__(resources, matrix, black if is_page else Paint(None, None))
        self._path_start = 0
        self._uses_default = False
        self._spaces: dict[str, Space | PatternSpace] = {}
        self._out: list[Any] = []

    def rewritten(self, stream: Any) -> bytes:
        """Give the stream's new content."""
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, InlineImage):
                self._inline(instruction)
                continue
            handler = _HANDLERS.get(str(instruction.operator))
            if handler is None or not handler(self, instruction):
                self._out.append(instruction)
        if self._uses_default and self._target.space == "/DeviceCMYK":
            black = [0, 0, 0, 1]
            self._out[:0] = [_instruction(black, "k"), _instruction(black, "K")]
        return pikepdf.unparse_content_stream(self._out)

    # ---------------------------------------------------------------- colours

    def device_colour(self, instruction: Instruction) -> bool:
        """Take g, rg, k and their like for strokes."""
        operator = str(instruction.operator)
        space = self._space(_DEVICE_OPERATORS[operator.lower()])
        self._paint(space, instruction.operands, is_stroke=operator.isupper())
        return True

    def space(self, instruction: Instruction) -> bool:
        """Take cs and CS, which also set the first colour of the space."""
        is_stroke = str(instruction.operator) == "CS"
        space = self._space(str(instruction.operands[0]))
        if isinstance(space, PatternSpace) or self._is_kept(space):
            self.set_paint(Paint(space, None), is_stroke=is_stroke)
            return False
        self._paint(space, space.initial, is_stroke=is_stroke)
        return True

    def colour(self, instruction: Instruction) -> bool:
        """Take sc, scn and their like for strokes."""
        is_stroke = str(instruction.operator).isupper()
        space = (self.state.stroke if is_stroke else self.state.fill).space
        if isinstance(space, PatternSpace):
            return self._pattern_colour(instruction, space)
        if space is None or self._is_kept(space):
            return False
        self._paint(space, instruction.operands, is_stroke=is_stroke)
        return True

    def _pattern_colour(self, instruction: Instruction, space: PatternSpace) -> bool:
        *values, name = instruction.operands
        if not values or space.base is None or self._is_kept(space.base):
            return False
        colour = self._converted(space.base, values)
        operands = [*_shown(colour), name]
        self._out.append(_instruction(operands, str(instruction.operator)))
        return True

    def _space(self, name: str) -> Space | PatternSpace:
        if name not in self._spaces:
            self._spaces[name] = read_space(pikepdf.Name(name), self.resources)
        return self._spaces[name]

    def _is_kept(self, space: Space) -> bool:
        return space.is_spot and self._target.keeps_inks

    def _converted(self, space: Space, values: Iterable[Any]) -> Colour:
        numbers = tuple(float(value) for value in values)
        if len(numbers) != len(space.ranges):
            raise ValueError(numbers)
        return self._target.paint(
            tuple(min(max(value, 0.0), 1.0) for value in numbers)
            if space.process
            else space.colour(numbers)
        )

    def _paint(
        self, space: Space | PatternSpace, values: Iterable[Any], *, is_stroke: bool
    ) -> None:
        """Set a colour in the device's own space."""
        if isinstance(space, PatternSpace):
            raise TypeError(space)
        colour = self._converted(space, values)
        operator = "g" if len(colour) == 1 else "k"
        operator = operator.upper() if is_stroke else operator
        self._out.append(_instruction(_shown(colour), operator))
        self.set_paint(Paint(space, colour), is_stroke=is_stroke)

    # --------------------------------------------------------------- painting

    def step(self, instruction: Instruction) -> bool:
        """Take a piece of a path, before which the state may still be changed."""
        if not self._path:
            self._path_start = len(self._out)
        return super().step(instruction)

    def path(self, instruction: Instruction) -> bool:
        """Take the operators that paint a path, and n, which only ends it."""
        operator = str(instruction.operator)
        strokes, fills = operator in _STROKING, operator in _FILLING
        if strokes or fills:
            below_pt, even_odd = self._target.overprint_line_below_pt, "*" in operator
            overprint = (
                strokes and self.is_black_stroke(below_pt),
                fills and self.is_black_line(below_pt, is_even_odd=even_odd),
            )
            self._begin(overprint, (strokes, fills), self._path_start)
            if strokes:
                width = self.width_of_at_least(self._target.least_line_pt)
                self._set_width(width, self._path_start)
        self.end_path()
        return False

    def text(self, instruction: Instruction) -> bool:
        """Take the operators that show text."""
        del instruction
        state = self.state
        is_small = self.text_size_pt() < self._target.overprint_text_below_pt
        strokes, fills = state.text_mode in _STROKED, state.text_mode in _FILLED
        if strokes or fills:
            overprint = (
                strokes and is_small and state.stroke.is_black,
                fills and is_small and state.fill.is_black,
            )
            self._begin(overprint, (strokes, fills))
        if strokes:
            self._set_width(state.line_width, len(self._out))
        return False

    def shading(self, instruction: Instruction) -> bool:
        """Take sh, which never overprints."""
        del instruction
        self._begin(KNOCKOUT, (False, False))
        return False

    def xobject(self, instruction: Instruction) -> bool:
        """Take Do."""
        self._begin(KNOCKOUT, (True, True))
        found = self.resources.get("/XObject", {})
        xobject = found.get(str(instruction.operands[0]))
        if xobject is not None:
            self._around.draw(xobject, self.state.matrix, self.resources)
        return False

    def _inline(self, instruction: InlineImage) -> None:
        self._begin(KNOCKOUT, (False, True))
        name = self._around.inline_picture(instruction.iimage, self.resources)
        if name is None:
            self._out.append(instruction)
        else:
            self._out.append(_instruction([name], "Do"))

    def _begin(
        self, overprint: Overprint, used: tuple[bool, bool], at: int | None = None
    ) -> None:
        """Switch overprint before something is painted; ``used``: stroke and fill."""
        state = self.state
        if (used[0] and state.stroke.is_default) or (used[1] and state.fill.is_default):
            self._uses_default = True
        if overprint != state.overprint:
            name = self._around.overprint_name(self.resources, overprint)
            switch = _instruction([name], "gs")
            self._out.insert(len(self._out) if at is None else at, switch)
            state.overprint = overprint

    def _set_width(self, width: float, at: int) -> None:
        """Have the next lines drawn in a width."""
        if width != self.state.written_width:
            self._out.insert(at, _instruction([round(width, 4)], "w"))
            self.state.written_width = width


def _instruction(operands: Sequence[Any], operator: str) -> Instruction:
    return Instruction(operands, pikepdf.Operator(operator))


def _shown(colour: Colour) -> list[float]:
    return [round(value, 4) for value in colour]


_DEVICE_OPERATORS = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_STROKING = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FILLING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKED, _FILLED = frozenset({1, 2, 5, 6}), frozenset({0, 2, 4, 6})
"""Text rendering modes (ISO 32000-1, 9.3.6)."""

_HANDLERS: dict[str, Callable[[ContentStream, Instruction], bool]] = {
    "q": ContentStream.save,
    "Q": ContentStream.restore,
    "cm": ContentStream.transform,
    "gs": ContentStream.parameters,
    **dict.fromkeys(("w", "Tf", "Tr"), ContentStream.number),
    **dict.fromkeys(("BT", "Tm"), ContentStream.text_matrix),
    **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), ContentStream.device_colour),
    **dict.fromkeys(("cs", "CS"), ContentStream.space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), ContentStream.colour),
    **dict.fromkeys(("m", "l", "c", "v", "y", "re"), ContentStream.step),
    **dict.fromkeys(("W", "W*"), ContentStream.clip),
    **dict.fromkeys((*_STROKING, *_FILLING, "n"), ContentStream.path),
    **dict.fromkeys(("Tj", "TJ", "'", '"'), ContentStream.text),
    "sh": ContentStream.shading,
    "Do": ContentStream.xobject,
}
