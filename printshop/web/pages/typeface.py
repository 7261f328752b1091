"""The paper's own type, in files that a browser loads when it needs them.

Each face is cut to the letters of a script and told its range: Arabic and Hebrew are
loaded by who reads a story in them, and by nobody else. A cut is made when it is first
asked for; its name comes from what it is made of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.download_site.type_case import Cut, TypeCase

_POINTS = (0x20, 0x200C, 0x200D, 0x200E, 0x200F)
_ARABIC = (*range(0x600, 0x700), *range(0x750, 0x780), *_POINTS)
_HEBREW = (*range(0x590, 0x600), *range(0xFB1D, 0xFB50), *_POINTS)
_ARABIC_RANGE = "U+600-6FF, U+750-77F, U+200C-200F"
_HEBREW_RANGE = "U+590-5FF, U+FB1D-FB4F, U+200C-200F"

_DISPLAY, _TEXT, _CONDENSED = "Paper Display", "Paper Text", "Paper Condensed"
_LATIN_FACES = (
    (_DISPLAY, "Source Serif 4 Display", 400, "normal"),
    (_DISPLAY, "Source Serif 4 Display", 400, "italic"),
    (_DISPLAY, "Source Serif 4 Display", 700, "normal"),
    (_DISPLAY, "Source Serif 4 Display", 900, "normal"),
    (_TEXT, "Source Serif 4 SmText", 400, "normal"),
    (_TEXT, "Source Serif 4 SmText", 400, "italic"),
    (_TEXT, "Source Serif 4 SmText", 700, "normal"),
    (_CONDENSED, "Roboto Condensed", 400, "normal"),
    (_CONDENSED, "Roboto Condensed", 700, "normal"),
)
_OTHER_SCRIPTS = (
    ("Paper Arabic", "Noto Naskh Arabic", _ARABIC, _ARABIC_RANGE),
    ("Paper Hebrew", "Noto Serif Hebrew", _HEBREW, _HEBREW_RANGE),
)
_FIRST = {(_DISPLAY, 700), (_TEXT, 400), (_CONDENSED, 400)}
"""What most pages need before anything is read."""


@dataclass(frozen=True, slots=True)
class WebFace:
    """A face as the stylesheet declares it."""

    family: str
    weight: int
    style: str
    range: str
    """For ``unicode-range``; empty for all that the cut has."""
    file_name: str
    cut: Cut
    is_first: bool
    """Wanted by nearly every page, and so asked for at once."""


def web_faces(folders: Sequence[Path], language: str) -> tuple[WebFace, ...]:
    """Choose the faces of a paper; those that the shop has not are left out."""
    return tuple(_faces(TypeCase(folders, language)))


def _faces(case: TypeCase) -> Iterator[WebFace]:
    for family, font, weight, style in _LATIN_FACES:
        cut = case.cut(font, weight, style)
        if cut:
            is_first = style == "normal" and (family, weight) in _FIRST
            yield _face(family, weight, style, "", cut, is_first=is_first)
    for family, font, letters, letter_range in _OTHER_SCRIPTS:
        for weight in (400, 700):
            cut = case.cut(font, weight, letters=letters)
            if cut:
                yield _face(family, weight, "normal", letter_range, cut)


def _face(
    family: str,
    weight: int,
    style: str,
    letters: str,
    cut: Cut,
    *,
    is_first: bool = False,
) -> WebFace:
    stem = f"{family}-{weight}{'-italic' if style == 'italic' else ''}"
    name = f"{stem.lower().replace(' ', '-')}.{cut.made_of[:12]}.woff2"
    return WebFace(family, weight, style, letters, name, cut, is_first)
