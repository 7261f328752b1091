"""Boxes in points, y upwards, and where the marks round one have their places.

The strip of a margin, from the bleed outwards: 2 mm clear, 5 mm for marks, 2 mm to the
edge of the sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

PT_PER_MM = 72 / 25.4

CLEAR_PT = 2 * PT_PER_MM
"""From the bleed to where marks begin."""
STRIP_PT = 5 * PT_PER_MM
"""Depth of the strip that marks stand in."""
MARGIN_MM = 9.0
_BESIDE_FOLD_PT = 8 * PT_PER_MM
"""Nearer than this to a fold nothing else is drawn."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top, in points."""
        return self.top - self.bottom

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top, as PDF writes a rectangle."""
        return self.left, self.bottom, self.right, self.top

    def grown(self, by_pt: float) -> "Box":
        """Give the box with every edge moved outwards."""
        return Box(
            self.left - by_pt, self.bottom - by_pt, self.right + by_pt, self.top + by_pt
        )

    def moved(self, right_pt: float, up_pt: float) -> "Box":
        """Give the box at another place."""
        return Box(
            self.left + right_pt,
            self.bottom + up_pt,
            self.right + right_pt,
            self.top + up_pt,
        )

    def within(self, outer: "Box") -> "Box":
        """Give the part of the box that lies in another."""
        return Box(
            max(self.left, outer.left),
            max(self.bottom, outer.bottom),
            min(self.right, outer.right),
            min(self.top, outer.top),
        )

    def around(self, other: "Box") -> "Box":
        """Give the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def scaled(self, factor: float) -> "Box":
        """Give the box as it is when everything is drawn larger or smaller."""
        return Box(*(side * factor for side in self.sides))


@dataclass(frozen=True, slots=True)
class MarkedArea:
    """What marks are drawn round: a trimmed page, or a sheet of several."""

    trim: Box
    bleed: Box
    """The trim, and what is printed beyond it: per edge, and nothing is allowed."""
    folds_pt: Sequence[float] = ()
    """Where the sheet is folded from top to bottom: x of each fold."""


def registration_x(area: MarkedArea) -> float:
    """Find the place of the registration marks above and below, beside any fold."""
    middle = (area.trim.left + area.trim.right) / 2
    if all(abs(fold - middle) > _BESIDE_FOLD_PT for fold in area.folds_pt):
        return middle
    return (middle + area.trim.right) / 2


def left_room(area: MarkedArea) -> tuple[float, float]:
    """Find from where to where words may stand above or below, at the left."""
    marked = [registration_x(area), *area.folds_pt]
    inset = STRIP_PT * 0.6
    left = max(area.trim.left, area.bleed.left) + inset
    return left, min(x for x in marked if x > left) - inset
