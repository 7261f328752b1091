"""What is wished for, and what comes of it: sheets with pages at their places.

All places are in points, with the origin at the sheet's lower left corner.
"""

from dataclasses import dataclass
from enum import StrEnum

from printshop.printers_marks import Box, MarkedArea


class Scheme(StrEnum):
    """Ways to put pages on sheets."""

    SADDLE = "saddle"
    SECTION = "section"
    TWO_UP = "2up"
    FOUR_UP = "4up"

    @property
    def is_folded(self) -> bool:
        """Tell whether the sheets are printed on both sides and folded."""
        return self in (Scheme.SADDLE, Scheme.SECTION)


@dataclass(frozen=True, slots=True)
class SheetSize:
    """A sheet of paper; which way it lies is for the imposition to say."""

    name: str
    """``A3``, or the sizes as they were given."""
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be imposed."""

    scheme: Scheme
    sheet: SheetSize | None = None
    """None for as large as the pages need, or for A3 with office proofs."""
    creep_mm: float = 0.0
    """How far the pages of the innermost sheet move towards the fold."""
    has_marks: bool = False
    pages_per_section: int | None = None
    """A multiple of four; None for one section of all pages."""


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page at its place on a sheet."""

    number: int
    """Counted from 1; one that the file does not have is a blank."""
    trim: Box
    visible: Box
    """As much of it as is printed: the trim and the bleed, cut at the fold."""
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One side of a sheet, which becomes one page of the imposed file."""

    name: str
    """``Sheet 1 front``."""
    width_pt: float
    height_pt: float
    pages: tuple[PlacedPage, ...]
    trim: Box
    bleed: Box
    marked: tuple[MarkedArea, ...]
    """What marks are drawn round."""
