"""Fonts as a content stream uses them: name, embedded or not, widths of characters.

Widths only say how far a line of text reaches: for codes of two bytes that an embedded
CMap cuts up in another way they are a guess.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from printshop.preflight.geometry import IDENTITY, Matrix
from printshop.preflight.painted import Font

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_USUAL_WIDTH = 0.5
_SPACE = 32


@dataclass(frozen=True, slots=True)
class Face:
    """A font with the widths of its characters, in units of its size."""

    font: Font
    code_bytes: int = 1
    widths: Mapping[int, float] = field(default_factory=dict)
    usual_width: float = _USUAL_WIDTH
    drawn: Any = None
    """The dictionary of a Type 3 font, whose characters are content themselves."""
    matrix: Matrix = IDENTITY
    """From a Type 3 character's coordinates to text's."""

    def codes(self, text: bytes) -> Iterator[int]:
        """Cut a string into the codes of its characters."""
        if self.code_bytes == 1:
            yield from text
            return
        for at in range(0, len(text) - 1, 2):
            yield 256 * text[at] + text[at + 1]

    def is_word_space(self, code: int) -> bool:
        """Tell whether word spacing counts at a code (9.3.3)."""
        return self.code_bytes == 1 and code == _SPACE


NO_FACE = Face(Font("", is_embedded=True))


def read_face(named: Any) -> Face:
    """Read a font's dictionary."""
    kind = named.get("/Subtype")
    if kind == "/Type3":
        matrix = Matrix(*(float(n) for n in named.FontMatrix.as_list()))
        widths = dict(_simple_widths(named, matrix.width))
        font = Font(str(named.get("/Name", "a Type 3 font")).lstrip("/"), True)
        return Face(font, widths=widths, usual_width=0, drawn=named, matrix=matrix)
    if kind == "/Type0":
        under = named.DescendantFonts[0]
        usual = float(under.get("/DW", 1000)) / 1000
        return Face(_font(named, under), 2, dict(_composite_widths(under)), usual)
    return Face(_font(named, named), widths=dict(_simple_widths(named, 0.001)))


def _font(named: Any, described: Any) -> Font:
    name = str(named.get("/BaseFont", "")).lstrip("/")
    descriptor = described.get("/FontDescriptor")
    is_embedded = descriptor is not None and any(key in descriptor for key in _FILES)
    is_subset = name[6:7] == "+" and name[:6].isupper()
    return Font(name[7:] if is_subset else name, is_embedded)


def _simple_widths(named: Any, unit: float) -> Iterator[tuple[int, float]]:
    first = int(named.get("/FirstChar", 0))
    for place, width in enumerate(named.get("/Widths", pikepdf.Array()).as_list()):
        yield first + place, float(width) * unit


def _composite_widths(under: Any) -> Iterator[tuple[int, float]]:
    """Read W: ``first [w …]`` or ``first last w`` (9.7.4.3)."""
    entries = iter(under.get("/W", pikepdf.Array()).as_list())
    for first in entries:
        second = next(entries)
        if isinstance(second, pikepdf.Array):
            for place, own in enumerate(second.as_list()):
                yield int(first) + place, float(own) / 1000
            continue
        width = float(next(entries)) / 1000
        last = min(int(second), 65535)
        yield from ((code, width) for code in range(int(first), last + 1))
