"""Walk through a page's content, and through all that stands in it, as a press would.

Forms, patterns, soft masks and the characters of Type 3 fonts are walked through where
they are used, in the graphics state of that place. What is painted goes to the
``Painter``; what each operator does stands in the modules beside this one.

A file may be made so that reading it never ends: forms stand in each other no more than
28 deep, and a page may only have so many operators and marks.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pikepdf

from printshop.errors import SourceError
from printshop.preflight.colour import Colour, colour_space
from printshop.preflight.content.graphics_state import GraphicsState
from printshop.preflight.content.named import Named
from printshop.preflight.content.painter import Painter
from printshop.preflight.content.path_pen import PathPen
from printshop.preflight.content.type_pen import TypePen
from printshop.preflight.geometry import IDENTITY, Box, Matrix, box_of

_DEEPEST = 28
MOST_BYTES = 60_000_000
MOST_OPERATORS = 5_000_000
MOST_MARKS = 400_000
"""On one page, with all that it uses: a dense map has a tenth of it."""

_WIDE = Box(-1e6, -1e6, 1e6, 1e6)


class Walker:
    """Reads content streams and keeps the graphics state."""

    def __init__(self, painter: Painter, operators: "Operators") -> None:
        """Begin on an empty page."""
        self.painter = painter
        self.state = GraphicsState(painter.media)
        self.kept: list[GraphicsState] = []
        self.named = Named(None)
        self.path, self.type = PathPen(), TypePen()
        self.clips = False
        """The path that is being drawn becomes the clipping path."""
        self.is_colourless = False
        """Colours are those of the place where this is used."""
        self._operators = operators
        self._first = IDENTITY
        self._depth = self._read = 0
        self._walked: set[tuple[str, Any]] = set()

    def walk(self, content: Any, resources: Any) -> None:
        """Read a page, a form, a pattern or a character to its end."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("forms stand in each other")
        before = self.named, self.kept, self.path, self.type, self._first
        self.named, self.kept = Named(resources), []
        self.path, self.type, self._first = PathPen(), TypePen(), self.state.ctm
        if _length(content) > MOST_BYTES:
            raise _too_much()
        for instruction in _instructions(content):
            self._read += 1
            operate = self._operators.get(str(instruction.operator))
            if operate is not None:
                operate(self, instruction.operands)
        if self._read > MOST_OPERATORS or self.painter.count > MOST_MARKS:
            raise _too_much()
        self.named, self.kept, self.path, self.type, self._first = before
        self._depth -= 1

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Let what is walked through leave the graphics state as it was."""
        before, is_colourless = self.state, self.is_colourless
        self.state = before.copied()
        try:
            yield
        finally:
            self.state, self.is_colourless = before, is_colourless

    def walk_form(self, form: Any, *, luminosity: bool = False) -> None:
        """Walk through a form, which may be a transparency group."""
        with self.apart():
            state = self.state
            state.ctm = matrix_of(form).then(state.ctm)
            if "/BBox" in form:
                box = box_of(form.BBox.as_list())
                state.clip = state.clip.common(state.ctm.box(box))
            resources = form.get("/Resources", self.named.resources)
            group = form.get("/Group")
            if group is not None and group.get("/S") == "/Transparency":
                named = group.get("/CS")
                space = None if named is None else colour_space(named, resources)
                self.painter.group(space, state.clip, luminosity=luminosity)
            self.walk(form, resources)

    def walk_mask(self, mask: Any) -> None:
        """Walk through what a soft mask is made from."""
        is_luminosity = mask.get("/S") == "/Luminosity"
        with self.painter.elsewhere(self.state.clip, in_mask=True):
            self.walk_form(mask.G, luminosity=is_luminosity)

    def walk_pattern(self, colour: Colour, place: Box) -> None:
        """Walk through the pattern that fills something, once a page."""
        pattern = colour.pattern
        if pattern is None or not self._is_new("pattern", pattern):
            return
        with self.apart(), self.painter.elsewhere(place):
            self.state.ctm = matrix_of(pattern).then(self._first)
            self.state.clip = _WIDE
            self.walk(pattern, pattern.get("/Resources"))

    def walk_characters(self, matrix: Matrix, place: Box) -> None:
        """Walk through all characters of a Type 3 font, where it is first used."""
        face = self.state.face
        if face.drawn is None or not self._is_new("font", face.drawn):
            return
        for character in face.drawn.CharProcs.values():
            with self.apart(), self.painter.elsewhere(place):
                self.state.ctm = face.matrix.then(matrix)
                self.walk(character, face.drawn.get("/Resources"))

    def _is_new(self, kind: str, thing: Any) -> bool:
        key = (kind, thing.objgen if thing.is_indirect else id(thing))
        if key in self._walked:
            return False
        self._walked.add(key)
        return True


Operator = Callable[[Walker, Any], None]
Operators = Mapping[str, Operator]


def _instructions(content: Any) -> Sequence[Any]:
    """Read a stream's instructions; ValueError when it breaks off."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        try:
            return pikepdf.parse_content_stream(content)
        except UserWarning as error:
            raise ValueError(f"a content stream breaks off: {error}") from error


def _length(content: Any) -> int:
    """Measure what is to be read, unpacked."""
    streams = (
        content.obj.get("/Contents") if isinstance(content, pikepdf.Page) else content
    )
    parts = streams.as_list() if isinstance(streams, pikepdf.Array) else [streams]
    return sum(
        len(part.read_bytes()) for part in parts if isinstance(part, pikepdf.Stream)
    )


def _too_much() -> SourceError:
    return SourceError(
        "a page has more on it than can be looked at",
        hint="make its drawings into pictures, and export it again",
    )


def numbers_of(operands: Any) -> tuple[float, ...]:
    """Read operands that are numbers."""
    return tuple(float(number) for number in operands)


def matrix_of(thing: Any) -> Matrix:
    """Read the matrix of a form or a pattern."""
    own = thing.get("/Matrix")
    return IDENTITY if own is None else Matrix(*numbers_of(own.as_list()))
