"""Words as outlines, in the operators of a content stream."""

import functools
import io
from dataclasses import dataclass
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from printshop.resources import fonts_folder

_FONTS = (
    "roboto-condensed/RobotoCondensed_400Regular.ttf",
    "source-serif-4/SourceSerif4SmText-Regular.ttf",
    "optional-scripts/NotoNaskhArabic_400Regular.ttf",
    "optional-scripts/NotoSerifHebrew_400Regular.ttf",
)
"""The first that has a letter draws it."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A line of words as a path that is still to be filled."""

    path: bytes
    """Begins at the origin, on the baseline."""
    width_pt: float


@functools.lru_cache(maxsize=256)
def letter(text: str, size_pt: float) -> Lettering:
    """Draw a line of words; a character that no font has becomes an empty box."""
    drawn: list[bytes] = []
    x_pt = 0.0
    for character in text:
        font = _font_for(character)
        scale = size_pt / font["head"].unitsPerEm
        glyphs = font.getGlyphSet()
        glyph = glyphs[font.getBestCmap().get(ord(character), ".notdef")]
        pen = TransformPen(_ContentPen(glyphs, drawn), (scale, 0, 0, scale, x_pt, 0))
        glyph.draw(pen)
        x_pt += glyph.width * scale
    return Lettering(b"\n".join(drawn), x_pt)


def _font_for(character: str) -> Any:
    fonts = map(_font, _FONTS)
    able = (font for font in fonts if ord(character) in font.getBestCmap())
    return next(able, None) or _font(_FONTS[0])


@functools.cache
def _font(name: str) -> Any:
    return TTFont(io.BytesIO((fonts_folder() / name).read_bytes()), lazy=True)


class _ContentPen(BasePen):  # type: ignore[misc]  # fontTools ships no types
    """Write outlines as path operators (ISO 32000-1, 8.5.2)."""

    def __init__(self, glyphs: Any, operators: list[bytes]) -> None:
        super().__init__(glyphs)
        self._operators = operators

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._write("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._write("l", pt)

    def _curveToOne(  # noqa: N802
        self,
        pt1: tuple[float, float],
        pt2: tuple[float, float],
        pt3: tuple[float, float],
    ) -> None:
        self._write("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._write("h")

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = [f"{side:.3f}" for point in points for side in point]
        self._operators.append(" ".join([*numbers, operator]).encode())
