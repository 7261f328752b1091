"""Sheets of paper by name: the A and B series of ISO 216, SRA of ISO 217, American."""

import re

from printshop.impose.nouns import SheetSize

_SIZES_MM: dict[str, tuple[float, float]] = {
    "A0": (841, 1189),
    "A1": (594, 841),
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "B1": (707, 1000),
    "B2": (500, 707),
    "B3": (353, 500),
    "B4": (250, 353),
    "SRA1": (640, 900),
    "SRA2": (450, 640),
    "SRA3": (320, 450),
    "SRA4": (225, 320),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Ledger": (279.4, 431.8),
}
_BY_NAME = {name.lower(): name for name in _SIZES_MM}
_MEASURED = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)(?:\s*mm)?")
_SMALLEST_MM, _LARGEST_MM = 50.0, 5000.0
"""200 inches, 5,080 mm, is what a PDF page may measure (ISO 32000-1, Annex C)."""

A3 = SheetSize("A3", *_SIZES_MM["A3"])


def read_sheet_size(text: str) -> SheetSize:
    """Read ``A3`` or ``450x640``, in millimetres.

    Raises ValueError with one sentence on what is wrong.
    """
    given = text.strip().lower()
    if given in _BY_NAME:
        name = _BY_NAME[given]
        return SheetSize(name, *_SIZES_MM[name])
    measured = _MEASURED.fullmatch(given)
    if not measured:
        names = ", ".join(_SIZES_MM)
        raise ValueError(f"“{text}” is no sheet: name {names}, or millimetres: 450x640")
    width_mm, height_mm = (float(side) for side in measured.groups())
    if not all(_SMALLEST_MM <= side <= _LARGEST_MM for side in (width_mm, height_mm)):
        raise ValueError(
            f"“{text}” is no sheet: its sides are {_SMALLEST_MM:.0f} to "
            f"{_LARGEST_MM:.0f} millimetres"
        )
    return SheetSize(f"{width_mm:g} by {height_mm:g} mm", width_mm, height_mm)
