"""A PDF's structure as other programs see it: pdfium's own tree, and Poppler's."""

import ctypes
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_ELEMENT = re.compile(r"( *)(\w+)(?: \((?:block|inline)\))?:?")
_TEXT = re.compile(r' *"(.*)"')
_SCOPE = re.compile(r" */Scope /(\w+)")


@dataclass
class Seen:
    """An element."""

    role: str
    depth: int
    text: str = ""
    """Of all that is said below it."""
    alt: str = ""
    language: str = ""
    scope: str = ""


def seen_by_poppler(path: Path) -> list[Seen]:
    """Read the elements in order; every element says what those in it say."""
    command = ["pdfinfo", "-struct-text", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stderr == ""
    found: list[Seen] = []
    open_ones: list[Seen] = []
    for line in told.stdout.splitlines():
        if text := _TEXT.fullmatch(line):
            for element in open_ones:
                element.text += text[1]
        elif scope := _SCOPE.fullmatch(line):
            open_ones[-1].scope = scope[1]
        elif made := _ELEMENT.fullmatch(line):
            depth = len(made[1]) // 2
            open_ones = [one for one in open_ones if one.depth < depth]
            open_ones.append(Seen(made[2], depth))
            found.append(open_ones[-1])
    return found


def seen_by_pdfium(path: Path) -> list[Seen]:
    """Read the elements page by page."""
    with pypdfium2.PdfDocument(path) as document:
        return [one for page in document for one in _of_page(page)]


def _of_page(page: pypdfium2.PdfPage) -> list[Seen]:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        tops = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(count))
        return [one for top in tops for one in _below(top, 0)]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _below(element: Any, depth: int) -> Iterator[Seen]:
    yield Seen(
        role=_told(pdfium.FPDF_StructElement_GetType, element),
        depth=depth,
        alt=_told(pdfium.FPDF_StructElement_GetAltText, element),
        language=_told(pdfium.FPDF_StructElement_GetLang, element),
    )
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _below(child, depth + 1)


def _told(ask: Any, element: Any) -> str:
    length = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    ask(element, buffer, length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
