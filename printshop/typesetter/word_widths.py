"""How wide words are in the style of a laid-out box, by the engine's own text layout.

A word is measured once in each style and remembered, for all stories of an engine.

Used of the engine's inside: ``weasyprint.text.line_break.Layout`` and ``line_size``,
the runs of a Pango line and their ``num_glyphs``.
"""

from typing import Any

from printshop.paragraphs import Extent

_MOST_REMEMBERED = 60_000
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
        from weasyprint.text.line_break import line_size

        self._layout.set_text(text)
        line, _ = self._layout.get_first_line()
        glyphs, run = 0, line.runs[0]
        while run != ffi.NULL:
            glyphs += run.data.glyphs.num_glyphs
            run = run.next
        return Extent(float(line_size(line, self._style)[0]), glyphs)


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
