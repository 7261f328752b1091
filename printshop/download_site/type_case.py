"""The paper's own type for a browser: cuts of its fonts, small enough to be sent.

* A cut has the letters of Europe's languages in Latin script, and Greek or Cyrillic for
  papers in these. What it has not, the browser sets in a font of its own.
* It is changed, so it may not bear a name that its maker has reserved (OFL 1.1, 3); its
  copyright and its licence stay in it (OFL 1.1, 2).
* In a download site it goes into the stylesheet itself: browsers load no font beside a
  page that was opened from a disk.
"""

import base64
import functools
import hashlib
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from printshop.errors import PrintshopError
from printshop.storage import write_whole

_LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x2010, 0x2028),
    *(0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122),
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212),
)
_GREEK = tuple(range(0x370, 0x400))
_CYRILLIC = tuple(range(0x400, 0x530))
_IN_GREEK = {"el"}
_IN_CYRILLIC = {"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"}

_NAME = "Printshop Cut"
_NAME_IDS = (1, 3, 4, 6)
"""Under which a font says its name."""
_KEPT_IDS = (0, 2, 5, 13, 14)
"""Copyright, cut, version, licence and where this is to be read."""
_POSTSCRIPT_NAME = 6
"""In it there are no blanks."""
_FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum")
_JOINING_FEATURES = ("init", "medi", "fina", "isol", "rlig", "calt")
"""What makes letters join in Arabic."""
_ARABIC = (0x600, 0x700)

_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_SOURCE = re.compile(r"url\(\s*[\"']?asset:fonts/([^\"')]+)")


@dataclass(frozen=True, slots=True)
class Cut:
    """Some letters of a font: what a browser is sent of it."""

    font: Path
    letters: tuple[int, ...]

    @property
    def made_of(self) -> str:
        """Digest the font and what is kept of it; no cut has to be made for that."""
        told = repr((_features(self.letters), self.letters)).encode()
        return hashlib.sha256(told + self.font.read_bytes()).hexdigest()

    def woff2(self) -> bytes:
        """Give the cut as a file; the first time takes a second."""
        return _remembered(self.font, self.letters)


class TypeCase:
    """Cuts the faces that the shop's ``fonts.css`` names."""

    def __init__(self, folders: Sequence[Path], language: str) -> None:
        """Take the folders of the fonts, the newsroom's own first."""
        self._folders = folders
        self._letters = _letters(language)

    def face(self, family: str, weight: int = 400, style: str = "normal") -> str:
        """Give the address of a cut; empty when the paper has no such face."""
        cut = self.cut(family, weight, style)
        return _address(cut) if cut else ""

    def cut(
        self,
        family: str,
        weight: int = 400,
        style: str = "normal",
        letters: tuple[int, ...] = (),
    ) -> Cut | None:
        """Choose what is kept of a face: some letters, or those of the language."""
        path = self._find(family, weight, style)
        return Cut(path, letters or self._letters) if path else None

    def _find(self, family: str, weight: int, style: str) -> Path | None:
        for faces in self._stylesheet():
            if faces[:3] == (family, str(weight), style):
                places = (folder / faces[3] for folder in self._folders)
                return next((place for place in places if place.is_file()), None)
        return None

    def _stylesheet(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield family, weight, style and file of every face."""
        sheets = (folder / "fonts.css" for folder in self._folders)
        sheet = next((one for one in sheets if one.is_file()), None)
        for rule in _FACE.findall(sheet.read_text("utf-8")) if sheet else ():
            source = _SOURCE.search(rule)
            if source:
                yield (
                    _declared(rule, "font-family", ""),
                    _declared(rule, "font-weight", "400"),
                    _declared(rule, "font-style", "normal"),
                    source[1],
                )


def _declared(rule: str, name: str, otherwise: str) -> str:
    found = re.search(rf"{name}\s*:\s*([^;]+)", rule)
    return found[1].strip().strip("\"'") if found else otherwise


def _letters(language: str) -> tuple[int, ...]:
    primary = language.lower().partition("-")[0]
    greek = _GREEK if primary in _IN_GREEK else ()
    return (*_LATIN, *greek, *(_CYRILLIC if primary in _IN_CYRILLIC else ()))


def _features(letters: Sequence[int]) -> tuple[str, ...]:
    joins = any(letter in range(*_ARABIC) for letter in letters)
    return (*_FEATURES, *(_JOINING_FEATURES if joins else ()))


def _address(cut: Cut) -> str:
    coded = base64.b64encode(cut.woff2()).decode()
    return f"data:font/woff2;base64,{coded}"


@functools.lru_cache(maxsize=32)
def _remembered(path: Path, letters: tuple[int, ...]) -> bytes:
    """Give a cut that was made before, or make it."""
    kept = _cache_folder() / "type" / f"{Cut(path, letters).made_of}.woff2"
    with suppress(OSError):
        return kept.read_bytes()
    made = _cut(path.read_bytes(), letters)
    with suppress(PrintshopError):  # without a place for it, it is made every time
        write_whole(kept, made)
    return made


def _cut(data: bytes, letters: Sequence[int]) -> bytes:
    # Imported when it is needed: most exports change no font.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.hinting = False
    options.layout_features = list(_features(letters))
    options.notdef_outline = True
    options.name_IDs = [*_NAME_IDS, *_KEPT_IDS]
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    _rename(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _rename(font: Any) -> None:
    """Take the maker's name for it away."""
    for record in font["name"].names:
        if record.nameID == _POSTSCRIPT_NAME:
            record.string = _NAME.replace(" ", "")
        elif record.nameID in _NAME_IDS:
            record.string = _NAME


def _cache_folder() -> Path:
    given = os.environ.get("XDG_CACHE_HOME")
    return (Path(given) if given else Path.home() / ".cache") / "printshop"
