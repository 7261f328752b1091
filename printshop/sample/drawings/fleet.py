"""Boats tied up for the night: hulls, wheelhouses and masts against the water."""

from dataclasses import dataclass

from printshop.sample.drawings.shapes import Point, outline, smooth
from printshop.sample.drawings.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Boat:
    """One boat: where her waterline begins, and her size."""

    stern: Point
    length: float
    heading: int
    """1 when the bow points right, -1 when it points left."""
    mast: float
    """Height of the mast above the deck, as a share of her length."""
    is_yacht: bool = False


BOATS = (
    Boat((118, 241), 44, 1, 0.95),
    Boat((46, 243), 56, 1, 0.9),
    Boat((12, 249), 66, 1, 1.05),
    Boat((178, 247), 62, -1, 1.0),
    Boat((388, 240), 42, -1, 0.9),
    Boat((470, 244), 58, -1, 0.95),
    Boat((392, 250), 70, 1, 1.05),
    Boat((352, 243), 30, 1, 1.5, is_yacht=True),
)


def draw_fleet(sheet: Sheet, *, light: Point, dark: str, edge: str) -> None:
    """Draw every boat, each with her lit edge towards the light."""
    for boat in BOATS:
        middle = boat.stern[0] + boat.heading * boat.length / 2
        shift = 0.8 if middle < light[0] else -0.8
        _hull(sheet, boat, (shift, -0.7), edge)
        _hull(sheet, boat, (0, 0), dark)
        _rig(sheet, boat, (shift, 0), edge)
        _rig(sheet, boat, (0, 0), dark)


def _at(boat: Boat, along: float, up: float, shift: Point) -> Point:
    """Find a place on the boat: along from the stern, up from the water."""
    x, y = boat.stern
    return (
        x + boat.heading * along * boat.length + shift[0],
        y - up * boat.length + shift[1],
    )


def _hull(sheet: Sheet, boat: Boat, shift: Point, fill: str) -> None:
    """Fill hull and wheelhouse."""
    sheer = outline("0,0.13 0.3,0.1 0.7,0.14 1.03,0.24")
    keel = [(0.93, 0.0), (0.86, -0.05), (0.05, -0.05)]
    top = smooth([_at(boat, along, up, shift) for along, up in sheer])
    sheet.area([*top, *(_at(boat, along, up, shift) for along, up in keel)], fill)
    if boat.is_yacht:
        house = outline("0.3,0.1 0.34,0.17 0.6,0.17 0.68,0.12")
    else:
        house = outline("0.58,0.1 0.57,0.34 0.55,0.36 0.8,0.36 0.79,0.34 0.8,0.12")
    sheet.area([_at(boat, along, up, shift) for along, up in house], fill)


def _rig(sheet: Sheet, boat: Boat, shift: Point, colour: str) -> None:
    """Draw mast, boom, gallows and stays."""

    def pole(start: Point, end: Point, width: float) -> None:
        sheet.line(
            [_at(boat, *start, shift), _at(boat, *end, shift)],
            width=width,
            colour=colour,
        )

    step = 0.45 if boat.is_yacht else 0.48
    pole((step, 0.1), (step, boat.mast), 1.5)
    pole((1.02, 0.22), (step, boat.mast - 0.03), 0.5)
    pole((0.02, 0.13), (step, boat.mast - 0.03), 0.5)
    if boat.is_yacht:
        pole((step, 0.26), (0.06, 0.24), 1.4)
        return
    pole((step, 0.26), (0.1, 0.62), 1.1)
    pole((0.1, 0.62), (0.03, 0.13), 0.4)
    pole((0.69, 0.36), (0.69, 0.5), 0.8)
    pole((0.64, 0.45), (0.74, 0.45), 0.6)
