"""Tracking of justified lines, written as the PDF's own character spacing.

The engine would give every tracked glyph an offset of its own, cut to a whole
thousandth of an em: half as much again of the file, and lines that miss their measure.
Here a tracked run of text is drawn as if it were not, between two ``Tc`` operators
(ISO 32000-1, 9.3.2). Offsets of nothing, which the engine writes where its reckoning
leaves a rest, are left out.

Used of the engine's inside: ``weasyprint.draw.text.draw_first_line``, which adds the
glyphs of one text box to a page's instructions.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_NO_OFFSET = re.compile(rb">-?0(?:\.0)?<")


@contextmanager
def tracked_lines() -> Iterator[None]:
    """Let the engine draw tracked text boxes while this lasts."""
    from weasyprint.draw import text as engine_text

    kept = engine_text.draw_first_line

    def draw_first_line(stream: Any, textbox: Any, *more: Any) -> Any:
        tracking = tracking_of(textbox)
        if tracking:
            stream.stream.append(f"{tracking:.5f} Tc".encode())
        start = len(stream.stream)
        drawn = kept(stream, textbox, *more)
        for at in range(start, len(stream.stream)):
            shown = stream.stream[at]
            if isinstance(shown, bytes) and shown.endswith(b"TJ"):
                stream.stream[at] = _NO_OFFSET.sub(b"", shown)
        if tracking:
            stream.stream.append(b"0 Tc")
        return drawn

    engine_text.draw_first_line = draw_first_line
    try:
        yield
    finally:
        engine_text.draw_first_line = kept


def track(textbox: Any, tracking_px: float) -> None:
    """Give a text box so much white after each of its glyphs."""
    textbox.tracking_px = tracking_px


def tracking_of(textbox: Any) -> float:
    """Tell how much white a text box has after each glyph, in pixels."""
    return float(getattr(textbox, "tracking_px", 0.0))


def hang(textbox: Any, *, left_px: float = 0.0, right_px: float = 0.0) -> None:
    """Note what of a text box hangs over the margins of its column."""
    left, right = hangs_of(textbox)
    textbox.hangs_px = (left + left_px, right + right_px)


def hangs_of(textbox: Any) -> tuple[float, float]:
    """Tell what of a text box hangs over the left margin and the right, in pixels."""
    left, right = getattr(textbox, "hangs_px", (0.0, 0.0))
    return float(left), float(right)
