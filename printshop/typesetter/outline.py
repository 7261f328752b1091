"""The outline of a large initial, taken from its font.

An initial that is text stands apart from the word that it begins: whoever copies,
searches or listens gets "S he was nine". So the large letter is drawn, and its word
stays whole in the line beside it.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.errors import LayoutError
from printshop.typesetter.assets import find_below


@dataclass(frozen=True, slots=True)
class Outline:
    """A few letters as one path, in units of an em, y up from the baseline."""

    path: str
    """SVG path data; 1,000 units are an em."""
    advance_em: float


def outline(font_folders: Sequence[Path], font: str, text: str) -> Outline:
    """Draw letters side by side. Raises LayoutError without the font."""
    path = find_below(font_folders, font)
    if path is None:
        raise LayoutError(
            f"there is no font {font}",
            hint="name a file below fonts/ under [initial] in layout.toml",
        )
    return _outline(path, text)


@functools.lru_cache(maxsize=256)
def _outline(path: Path, text: str) -> Outline:
    """Draw the letters of a font file, and measure them."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        scale = 1000 / font["head"].unitsPerEm
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.4g}")
        advance = 0.0
        for letter in text:
            glyph = glyphs[names.get(ord(letter), ".notdef")]
            glyph.draw(TransformPen(pen, (scale, 0, 0, scale, advance * 1000, 0)))
            advance += glyph.width * scale / 1000
        return Outline(pen.getCommands(), advance)
