"""Which pages stand together on a sheet.

A section of N pages, N a multiple of four, is N/4 sheets laid into one another and
folded once. The outermost carries the first and the last page on its front; on every
side the two page numbers add up to N + 1, and every leaf backs up: an odd page has the
next one on its other side.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

PAGES_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pages side by side on one side of a folded sheet."""

    sheet: int
    """Within its section; 0 is the outermost."""
    is_front: bool
    left: int
    right: int


def printers_pairs(first: int, pages: int) -> Iterator[Pair]:
    """List a section's sides from the outermost sheet inwards, each front first.

    The pages are counted from the first; their number is a multiple of four.
    """
    low, high = first, first + pages - 1
    for sheet in range(pages // PAGES_A_SHEET):
        yield Pair(sheet, True, high, low)
        yield Pair(sheet, False, low + 1, high - 1)
        low, high = low + 2, high - 2


def sections(pages: int, pages_per_section: int | None) -> Iterator[tuple[int, int]]:
    """Divide pages into sections: the first page and the number of pages of each.

    The last section is as short as it can be, and filled up to whole sheets.
    """
    whole = math.ceil(pages / PAGES_A_SHEET) * PAGES_A_SHEET
    most = pages_per_section or whole
    for first in range(1, whole + 1, most):
        yield first, min(most, whole + 1 - first)


def spreads(pages: int) -> Iterator[tuple[int | None, int | None]]:
    """List left and right pages as a reader sees them; the first stands alone."""
    for left in range(0, pages + 1, 2):
        right = left + 1
        yield left or None, right if right <= pages else None


def fours(pages: int) -> Iterator[tuple[int, ...]]:
    """List the pages by four, in their order."""
    for first in range(1, pages + 1, 4):
        yield tuple(range(first, min(first + 4, pages + 1)))
