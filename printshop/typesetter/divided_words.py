"""Words that are divided at a line's end: whole for whoever listens.

The hyphen that the engine puts there is marked apart from its line, so that it can be
told from one that was written: the structure says that it is a soft hyphen
(ISO 32000-1, 14.8.2.2.3), and the two parts of the word are read as one. Programs that
do not follow the structure still find a hyphen, and put the word together at it.

Used of the engine's inside: ``weasyprint.layout.inline.split_text_box``, where lines
are broken, ``weasyprint.draw.text.draw_first_line``, which writes one text box, and the
numbers that a page's stream gives to what is marked (``_tags``).
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from printshop.typesetter.tracking import tracking_of

HYPHEN = "hyphen"
"""With its text box, the key of a hyphen among what is marked on a page."""
_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_PLACE = re.compile(rb".* Tm", re.DOTALL)
_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_LAST = re.compile(rb"([0-9a-f]{4})>[^<>]*$")
_PART = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
_GLYPH = 4
"""Hexadecimal figures of a glyph."""


@functools.cache
def note_divided_words() -> None:
    """Let the engine note which text it ended with a hyphen; later calls do nothing."""
    from weasyprint.layout import inline

    kept = inline.split_text_box

    @functools.wraps(kept)
    def split_text_box(
        context: Any, box: Any, width: Any, skip: int, *more: Any, **named: Any
    ) -> Any:
        found = kept(context, box, width, skip, *more, **named)
        line, end, _ = found
        if line is not None and end is not None:
            written = box.text.encode()[skip:end].decode()
            hyphen = box.style["hyphenate_character"]
            line.is_divided = line.text.endswith(hyphen) and not written.endswith(
                hyphen
            )
        return found

    inline.split_text_box = split_text_box


@contextmanager
def hyphens_apart() -> Iterator[None]:
    """Let the engine mark the hyphens that it has put at lines' ends by themselves."""
    from weasyprint.draw import text as engine_text

    kept = engine_text.draw_first_line

    def draw_first_line(
        stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any
    ) -> Any:
        start, font = len(stream.stream), stream._current_font  # noqa: SLF001
        emojis = kept(stream, textbox, overflow, ellipsis, matrix)
        is_tagged = stream._tags is not None  # noqa: SLF001
        if is_tagged and getattr(textbox, "is_divided", False):
            _mark_hyphen(stream, start, font, textbox, *matrix.values[4:])
        return emojis

    engine_text.draw_first_line = draw_first_line
    try:
        yield
    finally:
        engine_text.draw_first_line = kept


def _mark_hyphen(
    stream: Any, start: int, font: Any, textbox: Any, left: float, base: float
) -> None:
    """Take the last glyph of what was written out of its line's mark."""
    import pydyf

    written = stream.stream[start:]
    shown = _SHOWN.fullmatch(written[-1]) if written else None
    last = _LAST.search(shown[1]) if shown else None
    if not shown or not last or sum(map(_is_place, written)) != 1:
        return
    before = shown[1][: last.start()]
    line = before[:-1] if before.endswith(b"<") else before + b">"
    stream.stream[-1] = b"[" + line + b"] TJ"
    width = _width(stream, font, stream.stream[start:])
    width += tracking_of(textbox) * _glyphs(stream.stream[start:])
    number = len(stream._tags)  # noqa: SLF001
    stream._tags[textbox, HYPHEN] = {"tag": "Span", "mcid": number}  # noqa: SLF001
    stream.end_text()
    stream.end_marked_content()
    stream.begin_marked_content("Span", pydyf.Dictionary({"MCID": number}))
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, left + width, base)
    stream.show_text(f"<{last[1].decode()}>")


def _is_place(instruction: Any) -> bool:
    return isinstance(instruction, bytes) and bool(_PLACE.fullmatch(instruction))


def _width(stream: Any, font: Any, instructions: Sequence[Any]) -> float:
    """Measure how far instructions go on along their line."""
    fonts = {font.hash: font for font in stream._fonts.values()}  # noqa: SLF001
    name, size = font or ("", 0.0)
    width = 0.0
    for instruction in instructions:
        if set_font := _FONT.fullmatch(instruction):
            name, size = set_font[1].decode(), float(set_font[2])
        elif shown := _SHOWN.fullmatch(instruction):
            width += _advance(fonts[name].widths, shown[1]) * size / 1000
    return width


def _glyphs(instructions: Sequence[Any]) -> int:
    """Count the glyphs that instructions show."""
    shown = filter(None, map(_SHOWN.fullmatch, instructions))
    parts = (part for one in shown for part in _PART.findall(one[1]))
    return sum(len(glyphs) // _GLYPH for glyphs, _ in parts)


def _advance(widths: Mapping[int, float], shown: bytes) -> float:
    """Add up glyphs and distances, in thousandths of the type's size."""
    advance = 0.0
    for glyphs, distance in _PART.findall(shown):
        if distance:
            advance -= float(distance)
        for at in range(0, len(glyphs), _GLYPH):
            advance += widths[int(glyphs[at : at + _GLYPH], 16)]
    return advance
