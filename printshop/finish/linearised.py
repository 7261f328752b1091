"""A file that is shown before it has come whole: linearised (ISO 32000-1, Annex F).

* Each page names only the fonts and pictures that it uses. The engine gives all pages
  one list of them, and whoever asks for the first page would get all pictures.
* Objects are packed into streams, which makes a file smaller; what is packed comes
  with its neighbours. qpdf's own way (``linearize`` with ``generate``) does both at
  once, but its releases count differently, in their hints, what a page needs where a
  stream is used by one page and by the structure, and where it holds the outline: what
  one release writes another finds wrong. So that all of them find a file right:

  * the outline is kept out of the streams: qpdf packs no object that looks like a
    signature, and the outline's entries look like one while the packing is done;
  * links, and fonts that the first page has not, are packed with fonts of the first
    page, so that no stream belongs to one page and the structure alone.

The packing is done by a first writing, and kept by the second.
"""

import io
import math
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pikepdf

_APART = {
    "/Type": pikepdf.Name.Sig,
    "/ByteRange": [0, 0, 0, 0],
    "/Contents": "apart",
}
_TOGETHER = "/APacked"
"""An entry of the catalogue that stands before the others, while packing is done."""

_FEW = 20
"""Of a hundred objects that go into one stream."""


def linearised(pdf: pikepdf.Pdf) -> bytes:
    """Write a file; the same content gives the same bytes."""
    pdf.remove_unreferenced_resources()
    entries = list(_outline(pdf))
    for entry in entries:
        for name, value in _APART.items():
            entry[name] = value
    together = pikepdf.Array(_used_by_pages(pdf))
    if len(together):
        pdf.Root[_TOGETHER] = together
    packed = io.BytesIO()
    _write(pdf, packed, pikepdf.ObjectStreamMode.generate)
    with pikepdf.open(packed) as again:
        for entry in _outline(again):
            for name in _APART:
                del entry[name]
        if _TOGETHER in again.Root:
            del again.Root[_TOGETHER]
        whole = io.BytesIO()
        _write(again, whole, pikepdf.ObjectStreamMode.preserve, is_linearised=True)
    return whole.getvalue()


def _write(
    pdf: pikepdf.Pdf,
    file: io.BytesIO,
    packing: pikepdf.ObjectStreamMode,
    *,
    is_linearised: bool = False,
) -> None:
    pdf.save(
        file,
        deterministic_id=True,
        linearize=is_linearised,
        object_stream_mode=packing,
        compress_streams=True,
    )


def _outline(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the outline and its entries, which have neither type nor contents."""
    waiting = [pdf.Root.Outlines] if "/Outlines" in pdf.Root else []
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += [entry[name] for name in ("/Next", "/First") if name in entry]


def _used_by_pages(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield all fonts and links, a font of the first page before every few of them."""
    first, *others = ({font.objgen: font for font in _fonts(p)} for p in pdf.pages)
    rest = {key: font for fonts in others for key, font in fonts.items()}
    among = [font for key, font in rest.items() if key not in first]
    among += [note for page in pdf.pages for note in page.obj.get("/Annots", ())]
    few = max(_FEW, math.ceil(len(among) / max(1, len(first))))
    groups = range(0, len(among), few)
    for font, start in zip_longest(first.values(), groups):
        if start is None:
            return
        if font is not None:
            yield font
        yield from among[start : start + few]


def _fonts(page: pikepdf.Page) -> Iterator[Any]:
    """Yield a page's fonts, in an order that is always the same."""
    named = dict(page.resources.get("/Font", {}))
    yield from (named[name] for name in sorted(named))
