"""Check the fonts of a finished PDF.

``font-001``: a font that is not from the fonts folder. The engine takes another
face for a missing family without saying so, so the file itself has to be asked.
``font-002``: a font that is not embedded; no printer takes such a file.
"""

import functools
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from pypdf import PdfReader

from printshop.findings import Finding, Severity

_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
"""Name identifiers of the OpenType specification."""


def check_fonts(
    data: bytes, font_folders: Sequence[Path], where: str
) -> tuple[Finding, ...]:
    """List what is wrong with the fonts of a PDF."""
    known = _font_names(tuple(font_folders))
    findings: dict[tuple[str, str], Finding] = {}
    for name, is_embedded in _fonts(PdfReader(io.BytesIO(data))):
        if not any(_plain(name).startswith(family) for family in known):
            findings["font-001", name] = Finding(
                "font-001",
                Severity.FAIL,
                where,
                f"the font {name} is not one of ours",
                "name only the families of fonts.css in the layout's stylesheets",
            )
        if not is_embedded:
            findings["font-002", name] = Finding(
                "font-002",
                Severity.FAIL,
                where,
                f"the font {name} is not embedded",
                "report this: every font should be",
            )
    return tuple(findings[key] for key in sorted(findings))


def _fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """Yield the name of every font used, without its subset tag, and if embedded."""
    for resources in _all_resources(reader):
        fonts = resources.get("/Font")
        for font in (fonts.get_object() if fonts else {}).values():
            yield from _described(font.get_object())


def _described(font: Any) -> Iterator[tuple[str, bool]]:
    for descendant in font.get("/DescendantFonts", [font]):
        described = descendant.get_object()
        descriptor = described.get("/FontDescriptor")
        if font.get("/Subtype") == "/Type3":
            continue
        name = str(described.get("/BaseFont", "")).lstrip("/")
        name = name.split("+", 1)[1] if "+" in name else name
        embedded = descriptor is not None and any(
            key in descriptor.get_object()
            for key in ("/FontFile", "/FontFile2", "/FontFile3")
        )
        yield name, embedded


def _all_resources(reader: PdfReader) -> Iterator[Any]:
    """Yield the resources of every page and of every form used on it."""
    seen: set[int] = set()
    queue: list[Any] = [page.get("/Resources") for page in reader.pages]
    while queue:
        entry = queue.pop()
        if entry is None:
            continue
        resources = entry.get_object()
        if id(resources) in seen:
            continue
        seen.add(id(resources))
        yield resources
        objects = resources.get("/XObject")
        queue += [
            form.get_object().get("/Resources")
            for form in (objects.get_object() if objects else {}).values()
        ]


@functools.cache
def _font_names(folders: tuple[Path, ...]) -> frozenset[str]:
    """Read the families of the folders' fonts: a PDF's font is called after one."""
    names: set[str] = set()
    for path in _font_files(folders):
        with TTFont(path, lazy=True) as font:
            for name_id in (_FAMILY, _TYPOGRAPHIC_FAMILY):
                name = font["name"].getDebugName(name_id)
                if name:
                    names.add(_plain(name))
    return frozenset(names)


def _plain(name: str) -> str:
    """Keep the letters and figures of a font's name."""
    return "".join(filter(str.isalnum, name)).lower()


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob("*.ttf"))
        yield from sorted(folder.rglob("*.otf"))
