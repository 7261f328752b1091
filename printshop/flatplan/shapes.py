"""A shape: one way in which a piece can stand, and how bad that is.

Badness is a whole number of tenths of a point, so that equal plans compare equal on
every machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from printshop.flatplan.plan import Frame

TOO_BAD = 600
"""A shape worse than this is not offered to the planner (tenths)."""

AT_ANY_PRICE = 100_000
"""The limit for a piece that would otherwise not stand in the paper at all."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A width, a height, a price, and the frames inside."""

    columns: int
    lines: int
    badness: int
    frames: tuple[Frame, ...]
    end_line: int = 0
    """Galley line up to which a story is set; the rest jumps."""


def cheapest(
    shapes: Iterable[Shape], limit: int = TOO_BAD
) -> dict[tuple[int, int], Shape]:
    """Keep only the best shape of every width and height, if below a limit."""
    best: dict[tuple[int, int], Shape] = {}
    for shape in shapes:
        known = best.get((shape.columns, shape.lines))
        if shape.badness < (known.badness if known else limit):
            best[shape.columns, shape.lines] = shape
    return best
