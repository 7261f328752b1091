"""The lengths in which a story can be had: as is best, or a few lines more or less.

Of a story that has gone on from another page only what stands here is touched; of one
that goes on elsewhere nothing is, as its text is cut where it fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from printshop.flatplan.desk import Desk
from printshop.flatplan.flow import Copy
from printshop.flatplan.leg_prices import LegPrices
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import Flatplan, FrameKind, Placement
from printshop.galley import Galley
from printshop.looseness import refitted
from printshop.paragraphs import Refit

_REFITTED = 1
_SPACED = 5
"""What a line more or less in a paragraph costs, and if its letters are spaced."""


@dataclass(frozen=True, slots=True)
class Length:
    """A story in some number of lines."""

    change: int
    """Lines more, or less, than is best."""
    prices: LegPrices
    price: int = 0

    @property
    def height(self) -> int:
        """Give its grid lines."""
        prices = self.prices
        return prices.copy.height(prices.first_line, prices.end_line)


class Lengths:
    """One story in every length."""

    def __init__(self, piece: Piece, desk: Desk) -> None:
        """Take a story, or a part of one."""
        slug = piece.story.slug
        self._first_line, self._galley = piece.first_line, desk.galleys[slug]
        prices = LegPrices(desk.copies[slug], piece.first_line, piece.end_line)
        self.best = Length(0, prices)
        goes_on = piece.jumps or piece.turns
        is_end = piece.end_line == len(self._galley.lines) and not goes_on
        self.are_many = is_end and bool(self._galley.loose)
        self._others: dict[int, Length | None] = {}

    def other(self, change: int) -> Length | None:
        """Give the story so many lines longer, or shorter; None if it cannot be."""
        if not self.are_many:
            return None
        if change not in self._others:
            self._others[change] = self._made(change)
        return self._others[change]

    def _made(self, change: int) -> Length | None:
        galley = refitted(self._galley, change, self._first_line)
        if galley is None:
            return None
        prices = LegPrices(Copy(galley.lines), self._first_line, len(galley.lines))
        return Length(change, prices, sum(map(_price, galley.refits)))


def _price(refit: Refit) -> int:
    return _SPACED if refit.is_wide else _REFITTED


def lengths_taken(plan: Flatplan, desk: Desk) -> Iterator[Galley]:
    """List the stories that a plan has longer or shorter than they lie on the desk.

    Only the part that stands last can be another: see ``Lengths``.
    """
    last: dict[str, tuple[int, int]] = {}
    for page in plan.pages:
        for placement in page.placements:
            for slug, first, end in _runs(placement):
                last[slug] = max(last.get(slug, (first, end)), (first, end))
    for slug, (first, end) in last.items():
        galley = desk.galleys[slug]
        change = end - len(galley.lines)
        other = refitted(galley, change, first) if change else None
        if other is not None:
            yield other


def _runs(placement: Placement) -> Iterator[tuple[str, int, int]]:
    """List the stories in a placement, each with its first line and its end."""
    legs = [frame for frame in placement.frames if frame.kind == FrameKind.LEG]
    for slug in dict.fromkeys(leg.slug for leg in legs):
        own = [leg for leg in legs if leg.slug == slug]
        yield slug, own[0].first_line, own[-1].end_line
