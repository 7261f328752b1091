"""Read a PDF by ranges of bytes, as Chromium's viewer does over a network.

pdfium is asked what it still needs, and gets that and nothing else; whatever it reads
must have been fetched before.
"""

import ctypes
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

_BLOCK = 4096
"""Servers are asked for whole blocks."""

_MOST_REQUESTS = 500


@dataclass
class RangeReader:
    """A file of which only some blocks have come."""

    path: Path
    fetched: set[int] = field(default_factory=set)
    """Numbers of the blocks that are here."""
    is_linearised: bool = False
    _data: bytes = b""
    _kept: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open the file, and ask for its first block, as every viewer does."""
        self._data = self.path.read_bytes()
        self._fetch(0, 1)
        self._access = pdfium.FPDF_FILEACCESS(len(self._data), self._reads())
        self._kept.append(self._access)
        self._file = pdfium.FX_FILEAVAIL(1, self._tells())
        self._hints = pdfium.FX_DOWNLOADHINTS(1, self._takes())
        self._asked = pdfium.FPDFAvail_Create(self._file, self._access)
        linearised = pdfium.FPDFAvail_IsLinearized(self._asked)
        self.is_linearised = linearised == pdfium.PDF_LINEARIZED

    @property
    def fetched_bytes(self) -> int:
        """Count the bytes that have come."""
        last = len(self._data) // _BLOCK
        tail = len(self._data) - last * _BLOCK
        return sum(tail if block == last else _BLOCK for block in self.fetched)

    def page(self, number: int, width_px: int) -> Image.Image:
        """Fetch what a page needs, counted from 0, and draw it."""
        self._until(lambda: pdfium.FPDFAvail_IsDocAvail(self._asked, self._hints))
        document = pdfium.FPDFAvail_GetDocument(self._asked, None)
        assert document
        self._until(
            lambda: pdfium.FPDFAvail_IsPageAvail(self._asked, number, self._hints)
        )
        page = pdfium.FPDF_LoadPage(document, number)
        assert page
        try:
            return _drawn(page, width_px)
        finally:
            pdfium.FPDF_ClosePage(page)
            pdfium.FPDF_CloseDocument(document)

    def fetch_all(self) -> None:
        """Fetch the whole file."""
        self._fetch(0, len(self._data))

    def _until(self, is_there: Any) -> None:
        """Ask, fetch what is missing, and ask again."""
        for _ in range(_MOST_REQUESTS):
            found = is_there()
            assert found != pdfium.PDF_DATA_ERROR
            if found == pdfium.PDF_DATA_AVAIL:
                return
        raise AssertionError("pdfium asks for ever")

    def _fetch(self, start: int, length: int) -> None:
        end = min(start + length, len(self._data))
        self.fetched |= set(range(start // _BLOCK, (end - 1) // _BLOCK + 1))

    def _has(self, start: int, length: int) -> bool:
        end = min(start + length, len(self._data))
        return self.fetched >= set(range(start // _BLOCK, (end - 1) // _BLOCK + 1))

    def _reads(self) -> Any:
        kind = type(pdfium.FPDF_FILEACCESS().m_GetBlock)

        def read(_: Any, start: int, buffer: Any, size: int) -> int:
            if not self._has(start, size):
                return 0
            ctypes.memmove(buffer, self._data[start : start + size], size)
            return 1

        return self._keep(kind(read))

    def _tells(self) -> Any:
        kind = type(pdfium.FX_FILEAVAIL().IsDataAvail)

        def tell(_: Any, start: int, size: int) -> bool:
            return self._has(start, size)

        return self._keep(kind(tell))

    def _takes(self) -> Any:
        kind = type(pdfium.FX_DOWNLOADHINTS().AddSegment)

        def take(_: Any, start: int, size: int) -> None:
            self._fetch(start, size)

        return self._keep(kind(take))

    def _keep(self, callback: Any) -> Any:
        self._kept.append(callback)
        return callback


def _drawn(page: Any, width_px: int) -> Image.Image:
    shape = pdfium.FPDF_GetPageHeightF(page) / pdfium.FPDF_GetPageWidthF(page)
    size = width_px, round(width_px * shape)
    bitmap = pdfium.FPDFBitmap_Create(*size, 0)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, 0)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
    pixels = ctypes.string_at(buffer, stride * size[1])
    pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer("RGB", size, pixels, "raw", "BGRX", stride, 1)
