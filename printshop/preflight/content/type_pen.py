"""Text: where the next letter stands, and how far a string reaches (9.4)."""

from collections.abc import Iterable, Sequence

from printshop.preflight.content.graphics_state import GraphicsState
from printshop.preflight.geometry import IDENTITY, Box, Matrix

_DESCENT, _ASCENT = -0.22, 0.75
"""How far letters of most faces reach below and above the baseline, in their size."""


class TypePen:
    """The text matrices between BT and ET."""

    def __init__(self) -> None:
        """Begin at the origin."""
        self._line = self._matrix = IDENTITY

    def begin(self) -> None:
        """Go back to the origin."""
        self._line = self._matrix = IDENTITY

    def place(self, matrix: Matrix) -> None:
        """Begin a line anywhere."""
        self._line = self._matrix = matrix

    def next_line(self, x: float, y: float) -> None:
        """Begin a line, so far from where the last one began."""
        self.place(Matrix(1, 0, 0, 1, x, y).then(self._line))

    def matrix(self, state: GraphicsState) -> Matrix:
        """Give the transformation from units of the size to the page."""
        size = state.font_size
        letters = Matrix(size * state.stretch, 0, 0, size, 0, state.rise)
        return letters.then(self._matrix).then(state.ctm)

    def show(self, pieces: Iterable[object], state: GraphicsState) -> Box:
        """Set strings, moved by the numbers between; give the box round the letters.

        In units of the font's size, from where the pen stood.
        """
        reach = sum(self._advance(piece, state) for piece in pieces)
        size = state.font_size * state.stretch
        right = reach / size if size else 0.0
        box = Box(min(0, right), _DESCENT, max(0, right), _ASCENT)
        self._matrix = Matrix(1, 0, 0, 1, reach, 0).then(self._matrix)
        return box

    @staticmethod
    def _advance(piece: object, state: GraphicsState) -> float:
        if not isinstance(piece, bytes):
            return -float(str(piece)) / 1000 * state.font_size * state.stretch
        face = state.face
        total = 0.0
        for code in face.codes(piece):
            width = face.widths.get(code, face.usual_width)
            total += width * state.font_size + state.letter_space
            total += state.word_space if face.is_word_space(code) else 0
        return total * state.stretch


def has_letters(pieces: Sequence[object], state: GraphicsState) -> bool:
    """Tell whether there is more in strings than spaces."""
    return any(
        not state.face.is_word_space(code)
        for piece in pieces
        if isinstance(piece, bytes)
        for code in state.face.codes(piece)
    )
