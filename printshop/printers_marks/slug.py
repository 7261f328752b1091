"""The slug line below the page: what this plate is of, and which plate it is."""

from printshop.printers_marks.geometry import (
    CLEAR_PT,
    MarkedArea,
    left_room,
)
from printshop.printers_marks.letters import letter

_SIZE_PT = 6.0
_ASCENT, _LEADING = 0.75, 1.3
_PLATES = (
    ("Cyan", b"1 0 0 0 k"),
    ("Magenta", b"0 1 0 0 k"),
    ("Yellow", b"0 0 1 0 k"),
    ("Black", b"0 0 0 1 k"),
)
_BLACK_PLATE = (("Black", b"0 g"),)


def slug_line(area: MarkedArea, text: str, ink: bytes, *, is_mono: bool) -> bytes:
    """Draw the words in the ink given, and below them the plates' names, each in its.

    Words that are wider than the room beside the marks are made smaller.
    """
    left, right = left_room(area)
    plates = _BLACK_PLATE if is_mono else _PLATES
    names = "  ".join(name for name, _ in plates)
    widest = max(letter(words, _SIZE_PT).width_pt for words in (text, names))
    if right <= left or not widest:
        return b""
    size = _SIZE_PT * min(1.0, (right - left) / widest)
    x, y = left, area.bleed.bottom - CLEAR_PT - size * _ASCENT
    drawn = [_words(text, size, x, y, ink)]
    y -= size * _LEADING
    for name, plate_ink in plates:
        drawn.append(_words(name, size, x, y, plate_ink))
        x += letter(f"{name}  ", size).width_pt
    return b"\n".join(drawn)


def _words(text: str, size_pt: float, x: float, y: float, ink: bytes) -> bytes:
    path = letter(text, size_pt).path
    return b"q 1 0 0 1 %.3f %.3f cm %b\n%b\nf Q" % (x, y, ink, path)
