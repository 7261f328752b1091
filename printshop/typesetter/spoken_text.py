"""Text that is read from right to left, written in the order of reading.

The engine shows a line's glyphs from left to right. Whoever copies, searches or
listens gets them in the order in which they are shown, so that here a line with Hebrew
or Arabic words is shown word by word, each at its place, as it is read:

* In a word of that kind the letters stand in the order in which they are seen, and are
  marked as such (ReversedChars, ISO 32000-1, 14.8.2.3.3). Programs turn them round.
* Each letter is one code that says it (``letter_codes``), whatever it is made of.
* Points, of letters and of vowels, are drawn on top of the words (``points``).

Used of the engine's inside: ``weasyprint.draw.text.draw_first_line``, which writes one
text box, its fonts' ``to_unicode`` and ``widths``, and the runs of Pango's first line.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from printshop.typesetter.letter_codes import code_of, letters_coded
from printshop.typesetter.points import drawn

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINER = "\u200d"
"""What a glyph says that is a part of a letter only: nothing that is seen."""
_HAIR_PT = 0.01


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One glyph of a line; lengths in the engine's units."""

    number: int
    """In its font."""
    x: float
    rise: float
    font: Any
    size: float
    text: str
    """What it says."""
    start: int
    """Where its letter begins in the text."""
    is_reversed: bool
    is_point: bool

    @property
    def width(self) -> float:
        """Measure how far the PDF goes on after it."""
        return float(self.font.widths.get(self.number, 0)) * self.size / 1000

    @property
    def shown(self) -> str:
        """Write the code that draws it and says its letter."""
        code = self.number
        if self.is_reversed:
            code = code_of(self.font, self.number, self.text)
        return f"<{code:04x}>"


@contextmanager
def read_from_the_right() -> Iterator[None]:
    """Let the engine write lines with Hebrew or Arabic words as they are read."""
    from weasyprint.draw import text as engine_text

    kept = engine_text.draw_first_line

    def draw_first_line(
        stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any
    ) -> Any:
        start, font = len(stream.stream), stream._current_font  # noqa: SLF001
        emojis = kept(stream, textbox, overflow, ellipsis, matrix)
        if _RIGHT_TO_LEFT.search(textbox.text):
            glyphs = _justified(list(_glyphs(stream, textbox)), textbox)
            if glyphs and all(g.number in g.font.to_unicode for g in glyphs):
                del stream.stream[start:]
                stream._current_font = font  # noqa: SLF001
                _write(stream, glyphs, *matrix.values[4:])
        return emojis

    engine_text.draw_first_line = draw_first_line
    try:
        with letters_coded():
            yield
    finally:
        engine_text.draw_first_line = kept


def _glyphs(stream: Any, textbox: Any) -> Iterator[_Glyph]:
    """Yield what a text box shows, from left to right."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    layout = textbox.pango_layout
    line, _ = layout.get_first_line()
    whole = layout.text.encode()
    run, x = line.runs[0], 0.0
    while run != ffi.NULL:
        item, shown = run.data.item, run.data.glyphs
        font, size = stream.add_font(item.analysis.font)
        size = textbox.style["font_size"] if font.png else size
        text = whole[item.offset : item.offset + item.length]
        is_reversed = bool(item.analysis.level % 2)
        told = _told(text, shown, font.widths, is_reversed=is_reversed)
        for i, (said, start, is_point) in enumerate(told):
            number, place = shown.glyphs[i].glyph, shown.glyphs[i].geometry
            if number != pango.PANGO_GLYPH_EMPTY:
                yield _Glyph(
                    number,
                    x + place.x_offset * FROM_UNITS,
                    -place.y_offset * FROM_UNITS,
                    font,
                    size,
                    said,
                    item.offset + start,
                    is_reversed,
                    is_point,
                )
            x += place.width * FROM_UNITS
        run = run.next


def _justified(glyphs: list[_Glyph], textbox: Any) -> list[_Glyph]:
    """Widen spaces until a justified text is as wide as its line wants it.

    Letters come nearer to a space, or farther, when the engine has set it wider.
    """
    spaces = sum(glyph.text.isspace() for glyph in glyphs)
    if not textbox.justification_spacing or not spaces:
        return glyphs
    right = max(glyph.x + glyph.width for glyph in glyphs)
    more, moved = (textbox.width - right) / spaces, 0.0
    placed = []
    for glyph in glyphs:
        placed.append(replace(glyph, x=glyph.x + moved))
        moved += more * glyph.text.isspace()
    return placed


def _told(
    text: bytes, shown: Any, widths: Mapping[int, float], *, is_reversed: bool
) -> Iterator[tuple[str, int, bool]]:
    """Tell of each glyph what it says, where that begins, and if it is a point."""
    places = range(shown.num_glyphs)
    starts = [shown.log_clusters[i] for i in places]
    inner = sorted(set(starts))
    ends = dict(zip(inner, [*inner[1:], len(text)], strict=True))
    for start, group in groupby(places, key=lambda i: starts[i]):
        letters = text[start : ends[start]].decode()
        are_wide = [bool(widths.get(shown.glyphs[i].glyph)) for i in group]
        if not is_reversed:
            yield from [(letters, start, False)] * len(are_wide)
        elif len(are_wide) == 1:
            yield letters, start, unicodedata.combining(letters[0]) > 0
        else:
            yield from _shared(letters, start, are_wide)


def _shared(
    letters: str, start: int, are_wide: Sequence[bool]
) -> Iterator[tuple[str, int, bool]]:
    """Share letters out among the glyphs that they are made of, left to right."""
    bodies = [c for c in letters if not unicodedata.combining(c)]
    points = [c for c in letters if unicodedata.combining(c)]
    waiting = {True: bodies, False: points}
    left = {wide: list(are_wide).count(wide) for wide in (True, False)}
    told = []
    for is_wide in reversed(are_wide):
        own, left[is_wide] = waiting[is_wide], left[is_wide] - 1
        count = 1 if left[is_wide] else len(own)
        told.append(("".join(own[:count]) or _JOINER, start, not is_wide))
        del own[:count]
    yield from reversed(told)


def _write(stream: Any, glyphs: Sequence[_Glyph], left: float, base: float) -> None:
    """Show glyphs word by word, as they are read, and then their points."""
    points = [glyph for glyph in glyphs if glyph.is_point]
    bodies = [glyph for glyph in glyphs if not glyph.is_point]
    words = sorted(_words(bodies), key=lambda word: min(g.start for g in word))
    for word in words:
        is_marked = word[0].is_reversed and len(word) > 1
        if is_marked:
            stream.begin_marked_content("ReversedChars")
        _show(stream, word, left, base)
        if is_marked:
            stream.end_marked_content()
    if points:
        _draw(stream, points, left, base)


def _words(glyphs: Sequence[_Glyph]) -> Iterator[list[_Glyph]]:
    """Part glyphs where font or direction change, and words that are turned round."""
    word: list[_Glyph] = []
    for glyph in glyphs:
        if word and _is_parted(word[-1], glyph):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _is_parted(glyph: _Glyph, following: _Glyph) -> bool:
    """Tell whether a word begins; the space after one stands on its left."""
    if glyph.is_reversed and following.text.isspace():
        return True
    return (glyph.is_reversed, glyph.font.hash, glyph.size) != (
        following.is_reversed,
        following.font.hash,
        following.size,
    )


def _show(stream: Any, glyphs: Sequence[_Glyph], left: float, base: float) -> None:
    """Show the letters of a word, from left to right."""
    first, shown, risen = glyphs[0], "", 0.0
    at = first.x
    stream.set_text_matrix(1, 0, 0, -1, left + first.x, base)
    stream.set_font_size(first.font.hash, first.size)
    for glyph in glyphs:
        if abs(glyph.rise - risen) > _HAIR_PT:
            if shown:
                stream.show_text(shown)
            shown, risen = "", glyph.rise
            stream.set_text_rise(risen)
        back = round((at - glyph.x) * 1000 / glyph.size)
        shown = f"{shown}{back or ''}{glyph.shown}".replace("><", "")
        at += glyph.width - back * glyph.size / 1000
    stream.show_text(shown)
    if risen:
        stream.set_text_rise(0)


def _draw(stream: Any, points: Sequence[_Glyph], left: float, base: float) -> None:
    """Draw points, each at its place."""
    stream.end_text()
    for point in points:
        scale = f"{point.size / point.font.upem:.6f}"
        place = f"{left + point.x:.3f} {base - point.rise:.3f}"
        path = drawn(point.font, point.number)
        stream.stream.append(f"q {scale} 0 0 -{scale} {place} cm {path} f Q".encode())
    stream.begin_text()
