"""How wide words are in the style of a laid-out box, by the engine's own text layout.

A word is measured once in each style and remembered, for all stories of an engine. It
is as wide as it will be drawn: the PDF gives glyphs whole thousandths of an em, and
``weasyprint.draw.text`` cuts every kerning down to one.

Used of the engine's inside: ``weasyprint.text.line_break.Layout``, the runs of a Pango
line with their fonts and glyphs, and how ``draw_first_line`` rounds.
"""

from typing import Any

from printshop.paragraphs import Extent

_MOST_REMEMBERED = 20_000
"""Of each style; the copy of an issue has a few thousand."""
_THOUSANDTHS = 1000
_TOLD_APART_BY = (
    "font_family",
    "font_size",
    "font_style",
    "font_weight",
    "font_stretch",
    "font_kerning",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "lang",
    "direction",
    "overflow_wrap",
)
"""What changes the width of a word."""


class WordRuler:
    """Measures words in one style."""

    def __init__(self, style: Any) -> None:
        """Make the text layout that measures all of them."""
        from weasyprint.text.line_break import Layout

        self._style, self._layout = style, Layout(style)
        self._known: dict[str, Extent] = {}
        self._own: dict[tuple[int, int], int] = {}

    def __call__(self, text: str) -> Extent:
        """Measure a word, or a space."""
        if not text:
            return Extent(0.0, 0)
        known = self._known.get(text)
        if known is None:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[text] = self._measured(text)
        return known

    def _measured(self, text: str) -> Extent:
        from weasyprint.text.ffi import ffi

        self._layout.set_text(text)
        line, _ = self._layout.get_first_line()
        width, glyphs, run = 0.0, 0, line.runs[0]
        while run != ffi.NULL:
            string = run.data.glyphs
            font = run.data.item.analysis.font
            for glyph in string.glyphs[0 : string.num_glyphs]:
                width += self._drawn(font, glyph.glyph, glyph.geometry.width)
            glyphs += string.num_glyphs
            run = run.next
        return Extent(width * self._style["font_size"] / _THOUSANDTHS, glyphs)

    def _drawn(self, font: Any, glyph: int, width: int) -> float:
        """Measure a glyph as it is drawn: its kerning is cut to whole thousandths."""
        from weasyprint.text.ffi import FROM_UNITS, ffi

        key = int(ffi.cast("uintptr_t", font)), glyph
        size = self._style["font_size"]
        own = self._own.get(key)
        if own is None:
            own = self._own[key] = self._own_width(font, glyph)
        return own - int(own - width * _THOUSANDTHS * FROM_UNITS / size)

    def _own_width(self, font: Any, glyph: int) -> int:
        """Measure what the PDF says of a glyph without kerning."""
        from weasyprint.text.ffi import FROM_UNITS, ffi, pango

        ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        pango.pango_font_get_glyph_extents(font, glyph, ink, logical)
        width_px: float = logical.width * FROM_UNITS
        return round(width_px * _THOUSANDTHS / float(self._style["font_size"]))


class WordWidths:
    """The rulers of all styles."""

    def __init__(self) -> None:
        """Begin without one."""
        self._rulers: dict[tuple[str, ...], WordRuler] = {}

    def ruler(self, style: Any) -> WordRuler:
        """Give the ruler of a style."""
        key = tuple(str(style[name]) for name in _TOLD_APART_BY)
        if key not in self._rulers:
            self._rulers[key] = WordRuler(style)
        return self._rulers[key]
