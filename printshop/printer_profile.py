"""A printer as numbers: what a press file must keep to.

Read from ``printers/NAME.toml`` by ``printer_file``; nothing here touches a file. The
sheet is the layout's: a profile may name a trim only to refuse another one.

Limits that a profile leaves out are those of the Ghent Workgroup's rules for
newspaper advertisements (GWG 2015), which GWG 2022 repeats.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

DEFAULT_PRESS = "newsprint-coldset"
DEFAULT_MONO = "office-mono"
"""What prints an edition for which nobody has named a printer."""


class RenderingIntent(StrEnum):
    """How colours that the press cannot print are brought to those that it can."""

    RELATIVE = "relative"
    """Relative colorimetric, with black-point compensation."""
    PERCEPTUAL = "perceptual"


@dataclass(frozen=True, slots=True)
class IccChoice:
    """The output profile: what colours become inks by, and what the file declares."""

    name: str
    """``newsprint``, ``coated``, or the path as the profile's file has it."""
    path: Path
    sha256: str
    description: str
    """What the ICC file calls itself."""
    identifier: str = "Custom"
    """Name of the printing condition: ``FOGRA39``; ``Custom`` when it has none."""
    registry: str = ""
    """Where that name is registered; empty for ``Custom``."""
    intent: RenderingIntent = RenderingIntent.RELATIVE


@dataclass(frozen=True, slots=True)
class Edges:
    """A length at each edge of a page; inside is the edge at the fold."""

    top_mm: float = 0
    bottom_mm: float = 0
    inside_mm: float = 0
    outside_mm: float = 0

    @property
    def widest_mm(self) -> float:
        """The largest of the four."""
        return max(self.top_mm, self.bottom_mm, self.inside_mm, self.outside_mm)

    def left_right_mm(self, *, is_left_page: bool) -> tuple[float, float]:
        """Give the left and the right edge of a page; a left page's inside is right."""
        sides = self.inside_mm, self.outside_mm
        return (sides[1], sides[0]) if is_left_page else sides


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn round the trimmed page; many plants refuse all of it."""

    crop: bool = False
    bleed: bool = False
    fold: bool = False
    registration: bool = False
    colour_bar: bool = False
    slug: bool = False
    """Title, issue, date, page and plates in words."""

    @property
    def any(self) -> bool:
        """Tell whether anything is to be drawn."""
        drawn = (self.crop, self.bleed, self.fold, self.registration, self.colour_bar)
        return any((*drawn, self.slug))


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One way of printing at one printer."""

    name: str
    """As ``--printer`` and ``--profile`` have it: the file's name without .toml."""
    title: str
    icc: IccChoice
    is_mono: bool = False
    """Printed with black ink alone."""
    bleed: Edges = Edges()
    marks: Marks = Marks()
    trim_mm: tuple[float, float] | None = None
    """The only width and height that the printer takes; None for the layout's."""

    tac_target_percent: float = 220
    """Inks in one place, summed, that pictures are converted for."""
    tac_limit_percent: float = 245
    """More than this, averaged over 15 square millimetres, is refused."""
    rich_black_percent: float = 220
    """The most inks in text of 85 % black or more."""

    least_ppi_error: float = 99
    least_ppi_warning: float = 149
    """Pixels an inch of a picture as printed."""
    least_bitmap_ppi_error: float = 549
    least_bitmap_ppi_warning: float = 799
    """The same, for pictures of one bit: black or white."""

    least_white_text_pt: float = 10
    least_multi_ink_text_pt: float = 10
    """Size below which text out of a colour, or of two inks or more, breaks up."""
    least_line_pt: float = 0.25
    """Thinnest line, of any ink."""
    overprint_text_below_pt: float = 12
    overprint_line_below_pt: float = 2
    """Black alone overprints in text and lines smaller than this."""
    most_spot_colours: int = 0
