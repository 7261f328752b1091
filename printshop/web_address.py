"""A web address in print: as it is written, and as a code that a telephone reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import segno


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as rows of black runs."""

    modules: int
    """Along each side, without the quiet zone."""
    runs: tuple[tuple[int, int, int], ...]
    """Column, row and length of each black run."""


def qr_code(url: str) -> QrCode:
    """Make a QR code that survives a crease: 15 per cent of it may be lost."""
    matrix = segno.make_qr(url, error="m", boost_error=False).matrix
    return QrCode(
        modules=len(matrix),
        runs=tuple(run for y, row in enumerate(matrix) for run in _runs(row, y)),
    )


def _runs(row: Sequence[int], y: int) -> Iterator[tuple[int, int, int]]:
    start = None
    for x, module in enumerate([*row, 0]):
        if module and start is None:
            start = x
        elif not module and start is not None:
            yield start, y, x - start
            start = None


def plain_address(url: str) -> str:
    """Write an address as it is printed: without scheme, "www." and last slash."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url
