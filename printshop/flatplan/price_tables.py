"""Tables of badness by width and height, and the two ways to join them.

Badness is an ``int16`` in tenths: two that are impossible and the price of a cut
between them still go in, and the joining is twice as quick as with longer numbers.
Only the band of heights that a set can have at all is ever looked at.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from printshop.flatplan.shapes import Shape

Prices = npt.NDArray[np.int16]
"""Badness by width (row) and height (column), ``NEVER`` where impossible."""

NEVER = 15_000

_WORST_SHAPE = 3_500
"""A shape that is only offered because there is no other costs this at most."""


class Table:
    """The badness of a set of pieces, and the sizes that are possible at all."""

    __slots__ = ("highest", "lowest", "narrowest", "prices", "widest")

    def __init__(self, prices: Prices) -> None:
        """Measure the band of possible sizes."""
        self.prices = prices
        possible = prices < NEVER
        heights = np.flatnonzero(possible.any(axis=0))
        widths = np.flatnonzero(possible.any(axis=1))
        found = bool(len(widths))
        self.lowest = int(heights[0]) if found else 1
        self.highest = int(heights[-1]) if found else 0
        self.narrowest = int(widths[0]) if found else 1
        self.widest = int(widths[-1]) if found else 0

    @property
    def is_empty(self) -> bool:
        """Tell whether the set can stand in no size."""
        return self.highest < self.lowest

    @property
    def least(self) -> int:
        """Give the badness of the best size."""
        return int(self.prices.min())


def nothing(columns: int, lines: int) -> Prices:
    """Make a table in which nothing is possible."""
    return np.full((columns + 1, lines + 1), NEVER, dtype=np.int16)


def leaf(shapes: Iterable[Shape], columns: int, lines: int) -> Table:
    """Enter the shapes of one piece, each with the blank line below it."""
    prices = nothing(columns, lines)
    for shape in shapes:
        if shape.columns <= columns and shape.lines + 1 <= lines:
            badness = min(shape.badness, _WORST_SHAPE)
            size = shape.columns, shape.lines + 1
            prices[size] = min(int(prices[size]), badness)
    return Table(prices)


def beside(prices: Prices, one: Table, two: Table) -> None:
    """Join two tables side by side: equal heights, widths added up."""
    top, bottom = max(one.lowest, two.lowest), min(one.highest, two.highest)
    if top > bottom:
        return
    band = slice(top, bottom + 1)
    most = len(prices) - 1
    for width in range(one.narrowest, min(one.widest, most - two.narrowest) + 1):
        last = min(two.widest, most - width)
        joined = one.prices[width, band] + two.prices[two.narrowest : last + 1, band]
        target = prices[width + two.narrowest : width + last + 1, band]
        np.minimum(target, joined, out=target)


def stacked(prices: Prices, upper: Table, lower: Table, price: int) -> None:
    """Join two tables one above the other: a min-plus convolution over heights."""
    deepest = prices.shape[1] - 1
    narrowest = max(upper.narrowest, lower.narrowest)
    widest = min(upper.widest, lower.widest)
    top = upper.lowest + lower.lowest
    if narrowest > widest or top > deepest:
        return
    rows = slice(narrowest, widest + 1)
    # the shorter run of heights slides over the longer one
    one = upper.prices[rows, upper.lowest : min(upper.highest, deepest) + 1]
    two = lower.prices[rows, lower.lowest : min(lower.highest, deepest) + 1]
    if one.shape[1] > two.shape[1]:
        one, two = two, one
    short, long = one.shape[1], two.shape[1]
    reach = min(short + long - 1, deepest - top + 1)
    padded = np.empty((len(one), reach + short - 1), dtype=np.int16)
    padded.fill(NEVER)
    room = min(long, reach)
    padded[:, short - 1 : short - 1 + room] = two[:, :room]
    row_step, step = padded.strides
    # a view, not a copy: every window begins one height after the one before it
    windows: Prices = np.ndarray(
        (len(one), short, reach), np.int16, padded, strides=(row_step, step, step)
    )
    joined = (windows + one[:, ::-1, None]).min(axis=1)
    joined += np.int16(price)
    target = prices[rows, top : top + reach]
    np.minimum(target, joined, out=target)


def first_cut(upper: Prices, lower: Prices, value: int, lengths: int) -> int | None:
    """Find the first cut of a length at which two rows add up to a badness."""
    sums = upper[1:lengths].astype(np.int32) + lower[lengths - 1 : 0 : -1]
    found = np.flatnonzero(sums == value)
    return int(found[0]) + 1 if len(found) else None
