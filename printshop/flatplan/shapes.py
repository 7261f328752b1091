"""A shape: one way in which a piece can stand, how it looks, and how bad that is.

Badness is a whole number of tenths of a point, so that equal plans compare equal on
every machine. A piece offers, at each width and height, the cheapest shape of every
look: when two neighbours look alike, make-up can choose another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from printshop.flatplan.plan import Frame

TOO_BAD = 600
"""A shape worse than this is not offered to the planner (tenths)."""

IN_NEED = 3_000
"""The limit for a piece that no page has room for in its better shapes."""

AT_ANY_PRICE = 100_000
"""The limit for a piece that would otherwise not stand in the paper at all."""

_WORTH_KEEPING = 200
"""How much worse than the best of its size another look may be."""


class Look(NamedTuple):
    """What a neighbour, and a judge of the page, sees of a story.

    A tuple, as tables look it up a million times.
    """

    style: str = ""
    """Size of the headline: ``h42``; empty without one."""
    size_pt: float = 0.0
    head_lines: int = 0
    """Grid lines of the headline."""
    place: str = ""
    """Where the main picture stands: ``above`` or ``below`` the head, or ``beside``."""
    picture_columns: int = 0
    picture_lines: int = 0
    second_cells: int = 0
    """Columns times lines of the second picture."""

    @property
    def picture_cells(self) -> int:
        """Columns times lines of the main picture."""
        return self.picture_columns * self.picture_lines


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Shape:
    """A width, a height, a price, a look, and how to draw the frames inside."""

    columns: int
    lines: int
    badness: int
    draw: Callable[[], tuple[Frame, ...]] = tuple
    """Makes the frames: only the shapes that are chosen are ever drawn."""
    look: Look = PLAIN
    end_line: int = 0
    """Galley line up to which a story is set; the rest jumps."""

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Draw the frames."""
        return self.draw()


class ShapeTable:
    """Collects shapes, the cheapest of every width, height and look."""

    def __init__(self, limit: int = TOO_BAD) -> None:
        """Take nothing that is as bad as the limit, or worse."""
        self._limit = limit
        self._best: dict[tuple[int, int], int] = {}
        self._shapes: dict[tuple[int, int, Look], Shape] = {}

    def takes(self, columns: int, lines: int, badness: int, look: Look) -> bool:
        """Tell whether a shape of this price would be kept."""
        if badness >= self._limit:
            return False
        best = self._best.get((columns, lines))
        if best is None:
            return True
        if badness > best + _WORTH_KEEPING:
            return False
        known = self._shapes.get((columns, lines, look))
        return known is None or badness < known.badness

    def add(self, shape: Shape) -> None:
        """Keep a shape if it is the cheapest of its kind."""
        if self.takes(shape.columns, shape.lines, shape.badness, shape.look):
            self.keep(shape)

    def keep(self, shape: Shape) -> None:
        """Keep a shape that the table takes."""
        columns, lines, badness = shape.columns, shape.lines, shape.badness
        best = self._best.get((columns, lines))
        if best is None or badness < best:
            self._best[columns, lines] = badness
        self._shapes[columns, lines, shape.look] = shape

    def shapes(self) -> tuple[Shape, ...]:
        """List what was kept, in the order in which it was offered."""
        return tuple(
            shape
            for (columns, lines, _), shape in self._shapes.items()
            if shape.badness <= self._best[columns, lines] + _WORTH_KEEPING
        )
