"""The state of a page while its content is read, as far as colour depends on it.

ISO 32000-1, 8.4: what fills and strokes, how large type and how thick lines come out,
what is clipped away.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any

from pikepdf import ContentStreamInstruction as Instruction

from printshop.finish.colour_spaces import PatternSpace, Space
from printshop.finish.device_path import (
    IDENTITY,
    Extent,
    Matrix,
    Step,
    extents,
    height_of,
    is_thin,
    least_and_most,
    matrix_of,
    scale_of,
    times,
    union,
)
from printshop.finish.inks import Colour

BLACK = 0.85
"""From here on a grey is a black, as GWG has it in R0015."""

_ROUNDING_PT = 0.001

KNOCKOUT = (False, False)
Overprint = tuple[bool, bool]
"""Of strokes, and of everything else."""


@dataclass(frozen=True, slots=True)
class Paint:
    """What fills, or strokes."""

    space: Space | PatternSpace | None
    """None when a form takes it over from the page."""
    colour: Colour | None
    """In device colours; None for patterns and spot colours."""
    is_default: bool = False
    """Nobody has set it: black, but DeviceGray."""

    @property
    def is_black(self) -> bool:
        """Tell whether it is nothing but black ink."""
        colour = self.colour
        return (
            colour is not None
            and len(colour) == 4
            and not any(colour[:3])
            and colour[3] >= BLACK
        )


@dataclass(slots=True)
class State:
    """What ``q`` keeps and ``Q`` brings back, as far as it matters here."""

    matrix: Matrix
    fill: Paint
    stroke: Paint
    clip: Extent | None = None
    line_width: float = 1
    """As the page asks for it."""
    written_width: float = 1
    """As the new content has it by now: lines that are too thin are drawn thicker."""
    text_size: float = 0
    text_mode: int = 0
    overprint: Overprint = KNOCKOUT


class StateReader:
    """Follows the state through a content stream."""

    def __init__(self, resources: Any, matrix: Matrix, paint: Paint) -> None:
        """Start where the stream's owner is drawn."""
        self.resources = resources
        self.state = State(matrix, paint, paint)
        self._stack: list[State] = []
        self._text_matrix = IDENTITY
        self._path: list[Step] = []
        self._is_clipping = False

    def save(self, instruction: Instruction) -> bool:
        """Take q."""
        del instruction
        self._stack.append(copy(self.state))
        return False

    def restore(self, instruction: Instruction) -> bool:
        """Take Q; one too many changes nothing."""
        del instruction
        if self._stack:
            self.state = self._stack.pop()
        return False

    def transform(self, instruction: Instruction) -> bool:
        """Take cm."""
        matrix = matrix_of(instruction.operands)
        self.state.matrix = times(matrix, self.state.matrix)
        return False

    def number(self, instruction: Instruction) -> bool:
        """Take w, Tr and Tf."""
        value = float(instruction.operands[-1])
        if str(instruction.operator) == "w":
            self.state.line_width = self.state.written_width = value
        elif str(instruction.operator) == "Tf":
            self.state.text_size = value
        else:
            self.state.text_mode = int(value)
        return False

    def text_matrix(self, instruction: Instruction) -> bool:
        """Take BT and Tm; the operators between only move."""
        operands = instruction.operands
        self._text_matrix = matrix_of(operands) if len(operands) else IDENTITY
        return False

    def parameters(self, instruction: Instruction) -> bool:
        """Take gs: a line's width or a font may be set there too."""
        states = self.resources.get("/ExtGState", {})
        found = states.get(str(instruction.operands[0]), {})
        if "/LW" in found:
            self.state.line_width = self.state.written_width = float(found["/LW"])
        if "/Font" in found:
            self.state.text_size = float(found["/Font"][1])
        return False

    def step(self, instruction: Instruction) -> bool:
        """Take a piece of a path."""
        self._path.append((str(instruction.operator), list(instruction.operands)))
        return False

    def clip(self, instruction: Instruction) -> bool:
        """Take W and W*, which count after the path has been painted."""
        del instruction
        self._is_clipping = True
        return False

    def end_path(self) -> None:
        """Clip, if that was asked for, and forget the path."""
        if self._is_clipping:
            extent = union(extents(self._path, self.state.matrix))
            self.state.clip = extent.within(self.state.clip)
        self._path, self._is_clipping = [], False

    def set_paint(self, paint: Paint, *, is_stroke: bool) -> None:
        """Change what strokes, or what fills."""
        if is_stroke:
            self.state.stroke = paint
        else:
            self.state.fill = paint

    def text_size_pt(self) -> float:
        """Measure the type as it comes out."""
        matrix = times(self._text_matrix, self.state.matrix)
        return abs(self.state.text_size) * height_of(matrix)

    def width_of_at_least(self, least_pt: float) -> float:
        """Give the width to draw lines in that come out no thinner than that.

        Where all is squeezed in one direction it stays, or lines in the other
        direction would come out as beams.
        """
        least, most = least_and_most(self.state.matrix)
        width = self.state.line_width
        is_thin = width * least < least_pt - _ROUNDING_PT
        return least_pt / least if is_thin and 2 * least > most else width

    def is_black_stroke(self, below_pt: float) -> bool:
        """Tell whether lines come out black and thin."""
        width_pt = self.state.line_width * scale_of(self.state.matrix)
        return self.state.stroke.is_black and width_pt < below_pt

    def is_black_line(self, below_pt: float, *, is_even_odd: bool) -> bool:
        """Tell whether the path, filled, comes out as black and thin lines."""
        if not self.state.fill.is_black:
            return False
        parts = extents(self._path, self.state.matrix)
        return is_thin(parts, self.state.clip, below_pt, is_even_odd=is_even_odd)
