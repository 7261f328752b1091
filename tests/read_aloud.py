"""Read a PDF's structure as a screen reader goes through it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})>\s+<([0-9a-fA-F]+)>")
SOFT_HYPHEN = "\u00ad"

Key = tuple[tuple[int, int], int]
"""A page, and the number of what is marked on it."""


@dataclass
class Spoken:
    """An element, and what is said of it."""

    role: str
    depth: int
    words: str = ""
    """Its own, without those of the elements in it; runs parted by newlines, or by a
    soft hyphen where a word is divided."""


def read_aloud(path: Path) -> list[Spoken]:
    """Read a file by its structure: its elements in order, with their words."""
    with pikepdf.open(path) as pdf:
        fonts: dict[tuple[int, int], dict[bytes, str]] = {}
        words: dict[Key, str] = {}
        for page in pdf.pages:
            words |= dict(_marked(page, fonts))
        return [
            element
            for top in pdf.Root.StructTreeRoot.K
            for element in _spoken(top, 0, words)
        ]


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the structure's elements in the order of reading."""

    def below(element: Any) -> Iterator[Any]:
        yield element
        for kid in element.get("/K", ()):
            if _is_element(kid):
                yield from below(kid)

    for top in pdf.Root.StructTreeRoot.K:
        yield from below(top)


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _spoken(element: Any, depth: int, words: dict[Key, str]) -> Iterator[Spoken]:
    spoken = Spoken(str(element.S).removeprefix("/"), depth)
    yield spoken
    for kid in element.K:
        if _is_element(kid) and str(kid.get("/ActualText", "")) == SOFT_HYPHEN:
            spoken.words = spoken.words.removesuffix("\n") + SOFT_HYPHEN
            continue
        if _is_element(kid):
            yield from _spoken(kid, depth + 1, words)
            continue
        mcid = kid if isinstance(kid, int) else kid.get("/MCID")
        if mcid is not None:
            page = element.Pg if isinstance(kid, int) else kid.Pg
            spoken.words += f"{words[page.objgen, int(mcid)]}\n"


def _marked(
    page: pikepdf.Page, fonts: dict[tuple[int, int], dict[bytes, str]]
) -> Iterator[tuple[Key, str]]:
    """Yield what is marked on a page, with its text."""
    text: list[str] = []
    mcids: list[int | None] = []
    letters: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in {"BDC", "BMC"}:
            about: Any = operands[1] if name == "BDC" else {}
            mcids.append(about.get("/MCID"))
            text = [] if mcids[-1] is not None else text
        elif name == "EMC":
            mcid = mcids.pop()
            if mcid is not None:
                yield (page.obj.objgen, int(mcid)), "".join(text)
        elif name == "Tf":
            font = page.resources.Font[str(operands[0])]
            letters = fonts.setdefault(font.objgen, {})
            letters.update({} if letters else _letters(font))
        elif name in {"Tj", "TJ"}:
            text += _shown(operands[0], letters)


def _shown(shown: Any, letters: dict[bytes, str]) -> Iterator[str]:
    """Yield the letters that are shown, with or without distances between them."""
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            glyphs = bytes(part)
            for at in range(0, len(glyphs), 2):
                yield letters[glyphs[at : at + 2]]


def _letters(font: Any) -> Iterator[tuple[bytes, str]]:
    """Read what a font's glyphs stand for."""
    for glyph, code in _MAPPED.findall(font.ToUnicode.read_bytes()):
        yield (
            bytes.fromhex(glyph.decode()),
            bytes.fromhex(code.decode()).decode("utf-16-be"),
        )
