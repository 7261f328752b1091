"""How wide words are in the styles of a stylesheet: exactly what will be drawn.

A specimen document is laid out once, with one element a style; from then on any
text is measured in that element's style by the engine's own text layout, without
setting a page. Widths are in points.
"""

from typing import Any

from printshop.typesetter.sheets import PT_PER_PX, Sheets, attribute_of, walk

_MOST_WIDTHS = 10_000
"""Of so many texts a width is remembered; an archive's headlines have no end."""


class Metrics:
    """Measures text in named styles; remembers what it has measured of late."""

    def __init__(self, specimen: Sheets, attribute: str = "data-style") -> None:
        """Take the styles of the elements that carry the attribute."""
        self._styles: dict[str, Any] = {}
        self._widths: dict[tuple[str, str], float] = {}
        self._specimen = specimen  # keeps the fonts of the styles alive
        for page in specimen.page_boxes():
            for box in walk(page):
                name = attribute_of(box, attribute)
                if name is not None:
                    self._styles.setdefault(name, box.style)

    @property
    def styles(self) -> frozenset[str]:
        """Name the styles that can be measured."""
        return frozenset(self._styles)

    def width_pt(self, style: str, text: str) -> float:
        """Measure one line of text; KeyError when the specimen lacks the style."""
        key = (style, text)
        if key not in self._widths:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            self._widths[key] = self._measured_pt(self._styles[style], text)
        return self._widths[key]

    def _measured_pt(self, style: Any, text: str) -> float:
        from weasyprint.text.line_break import split_first_line

        if not text:
            return 0.0
        width_px = float(split_first_line(text, style, None, None, 0)[3])
        # the engine counts the space behind the last letter, where nothing is drawn
        spacing_px = style["letter_spacing"]
        if spacing_px != "normal":
            width_px -= float(spacing_px)
        return width_px * PT_PER_PX
