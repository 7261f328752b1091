"""What letters say that are read from right to left, where their glyphs do not.

A PDF gives each glyph one text (ToUnicode, ISO 32000-1, 9.10.3). In Arabic type a glyph
is a letter's body or its points, and one body serves several letters. Each letter
therefore brings its text along (ActualText, 14.9.4), and whoever copies or searches
gets the word that was written. Programs put letters that stand from right to left in
the order of reading themselves, so that a letter, not a word, is what is marked.

In Hebrew each word is shown by itself: pdfium turns round what is shown at once, and
would leave the words in the order in which they stand.

Used of the engine's inside: ``weasyprint.draw.text.draw_first_line``, which adds the
glyphs of one text box to a page's instructions in the order of Pango's runs.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_PART = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")
_GLYPH = 4
"""Hexadecimal figures of a glyph."""


@contextmanager
def letters_brought_along() -> Iterator[None]:
    """Let the engine write the text of Arabic letters beside their glyphs."""
    from weasyprint.draw import text as engine_text

    kept = engine_text.draw_first_line

    def draw_first_line(stream: Any, textbox: Any, *more: Any) -> Any:
        start = len(stream.stream)
        drawn = kept(stream, textbox, *more)
        if _RIGHT_TO_LEFT.search(textbox.text):
            letters = list(_letters(textbox.pango_layout))
            told = list(_told(stream.stream[start:], letters))
            stream.stream[start:] = told
        return drawn

    engine_text.draw_first_line = draw_first_line
    try:
        yield
    finally:
        engine_text.draw_first_line = kept


def _letters(layout: Any) -> Iterator[tuple[int, str]]:
    """Yield, for each glyph that is drawn, its number and what it says."""
    from weasyprint.text.ffi import ffi, pango

    line, _ = layout.get_first_line()
    whole = layout.text.encode()
    number = 0
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        texts = _texts(whole[item.offset : item.offset + item.length], glyphs)
        for i, text in enumerate(texts):
            number += 1
            if glyphs.glyphs[i].glyph != pango.PANGO_GLYPH_EMPTY:
                yield number, text
        run = run.next


def _texts(text: bytes, glyphs: Any) -> list[str]:
    """Share a run's text out: a letter's widest glyph says it, its points nothing."""
    count = range(glyphs.num_glyphs)
    starts = [glyphs.log_clusters[i] for i in count]
    widths = [glyphs.glyphs[i].geometry.width for i in count]
    inner = sorted(set(starts))
    ends = dict(zip(inner, [*inner[1:], len(text)], strict=True))
    bodies: dict[int, int] = {}
    for i in count:
        body = bodies.setdefault(starts[i], i)
        if widths[i] > widths[body]:
            bodies[starts[i]] = i
    told = [text[start : ends[start]].decode() for start in starts]
    return [
        "" if _ARABIC.search(told[i]) and bodies[starts[i]] != i else told[i]
        for i in count
    ]


class _Teller:
    """Writes glyphs again, and beside them what they say."""

    def __init__(self) -> None:
        self._waiting = b""
        self._cluster, self._is_marked, self._is_space = 0, False, False

    def glyph(self, code: bytes, cluster: int, text: str) -> Iterator[bytes]:
        """Take one glyph; what has to be written before it comes out."""
        is_marked = not text or bool(_ARABIC.search(text))
        is_space = text.isspace()
        is_new = cluster != self._cluster
        if is_new and (is_marked or self._is_marked):
            yield from self.end()
            if is_marked:
                said = text.encode("utf-16-be").hex()
                yield f"/Span <</ActualText <feff{said}>>> BDC".encode()
        elif is_space != self._is_space:
            yield from self.shown()
        self._cluster, self._is_marked, self._is_space = cluster, is_marked, is_space
        self._waiting += b"<" + code + b">"

    def distance(self, distance: bytes) -> None:
        """Take a distance between glyphs."""
        self._waiting += b" " + distance

    def shown(self) -> Iterator[bytes]:
        """Show the glyphs that wait."""
        if self._waiting:
            yield b"[" + self._waiting.replace(b"><", b"") + b"] TJ"
        self._waiting = b""

    def end(self) -> Iterator[bytes]:
        """Show what waits, and end what is marked."""
        yield from self.shown()
        if self._is_marked:
            yield b"EMC"
        self._is_marked = False


def _told(
    instructions: Sequence[Any], letters: Sequence[tuple[int, str]]
) -> Iterator[Any]:
    """Write the instructions again, with what the letters say."""
    waiting = iter(letters)
    teller = _Teller()
    for instruction in instructions:
        shown = isinstance(instruction, bytes) and _SHOWN.fullmatch(instruction)
        if not shown:
            if str(instruction).endswith(" Tf'"):
                yield from teller.end()
            yield instruction
            continue
        for glyphs, distance in _PART.findall(shown[1]):
            if distance:
                teller.distance(distance)
            for at in range(0, len(glyphs), _GLYPH):
                yield from teller.glyph(glyphs[at : at + _GLYPH], *next(waiting))
        yield from teller.shown()
    yield from teller.end()
