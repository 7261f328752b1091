"""The points of letters as drawings: dots, vowel signs and whatever stands on a letter.

Shown as text, a point parts the word that it belongs to, because it stands above or
below the line or in the midst of another glyph. Drawn, it is seen and says nothing.

Used of the engine's inside: ``file_content``, ``index`` and ``variations`` of its
fonts.
"""

import io
from typing import Any


def drawn(font: Any, glyph: int) -> str:
    """Give a glyph's outline in PDF's path operators, in the font's own units."""
    outlines = vars(font).setdefault("outlines", {})
    if glyph not in outlines:
        outlines[glyph] = _outline(font, glyph)
    return str(outlines[glyph])


def _outline(font: Any, glyph: int) -> str:
    from fontTools.pens.basePen import BasePen

    class PathPen(BasePen):  # type: ignore[misc]
        """Writes an outline as path operators, curves as cubic ones."""

        def __init__(self, glyphs: Any) -> None:
            super().__init__(glyphs)
            self.path: list[str] = []

        def _write(self, operator: str, *points: tuple[float, float]) -> None:
            places = (f"{x:.4g} {y:.4g}" for x, y in points)
            self.path.append(" ".join((*places, operator)))

        def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self._write("m", pt)

        def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self._write("l", pt)

        def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
            self._write("c", *points)

        def _closePath(self) -> None:  # noqa: N802
            self._write("h")

    glyphs, names = _opened(font)
    pen = PathPen(glyphs)
    glyphs[names[glyph]].draw(pen)
    return " ".join(pen.path)


def _opened(font: Any) -> tuple[Any, list[str]]:
    """Open a font's file once for all its points."""
    from fontTools.ttLib import TTFont

    if "opened" not in vars(font):
        data = io.BytesIO(font.file_content)
        file = TTFont(data, fontNumber=font.index, lazy=True)
        font.opened = (
            file.getGlyphSet(location=font.variations or None),
            file.getGlyphOrder(),
        )
    opened: tuple[Any, list[str]] = font.opened
    return opened
