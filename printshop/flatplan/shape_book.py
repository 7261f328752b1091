"""The shapes of every piece, worked out once, however often make-up asks for them."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from printshop.flatplan.bodies import Bodies
from printshop.flatplan.desk import Desk
from printshop.flatplan.front_index import index_shapes
from printshop.flatplan.pack_shapes import (
    advertisement_shapes,
    house_ad_shapes,
    pack_shapes,
    white_shapes,
)
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import PieceKind
from printshop.flatplan.shapes import AT_ANY_PRICE, IN_NEED, TOO_BAD, Shape, ShapeTable
from printshop.flatplan.splash import lead_shapes, second_shapes
from printshop.flatplan.story_shapes import shapes_from, shapes_in_need
from printshop.flatplan.turning import long_shapes
from printshop.issue import Form

Shapes = tuple[Shape, ...]
StoryShapes = Callable[[Piece, bool, Desk, int, int, Bodies], Iterable[Shape]]
"""Offers a story's shapes, as lead or not, up to a depth and below a badness.

Its bodies are the same however loud its head is.
"""


@dataclass(frozen=True, slots=True)
class ShapeBook:
    """The shapes that the pieces of one grid may take on one kind of page."""

    desk: Desk
    lines: int
    """Of the deepest page."""
    of_story: StoryShapes
    known: dict[Hashable, Shapes] = field(default_factory=dict)
    bodies: dict[str, Bodies] = field(default_factory=dict)
    """Of the stories whose shapes are known as lead alone, or as another alone."""

    def shapes(self, piece: Piece, is_lead: bool) -> Shapes:
        """Give a piece's shapes, as its page's lead or as another."""
        key = (piece.key, is_lead)
        if key not in self.known:
            limits = (IN_NEED,) if piece.is_in_need else (TOO_BAD, AT_ANY_PRICE)
            bodies = self.bodies.pop(piece.key, None) or Bodies(self.desk, self.lines)
            offers = (self._offered(piece, is_lead, limit, bodies) for limit in limits)
            self.known[key] = next((offer for offer in offers if offer), ())
            if (piece.key, not is_lead) not in self.known:
                self.bodies[piece.key] = bodies
        return self.known[key]

    def _offered(
        self, piece: Piece, is_lead: bool, limit: int, bodies: Bodies
    ) -> Shapes:
        match piece.kind:
            case PieceKind.ADVERTISEMENT:
                return tuple(advertisement_shapes(piece))
            case PieceKind.HOUSE_AD:
                return tuple(house_ad_shapes(piece, self.desk, self.lines))
            case PieceKind.WHITE:
                return tuple(white_shapes(piece, self.desk, self.lines))
            case PieceKind.BRIEFS | PieceKind.LETTERS:
                offered: Iterable[Shape] = pack_shapes(piece, self.desk, self.lines)
            case PieceKind.INDEX:
                offered = index_shapes(piece, self.desk, self.lines)
            case _:
                desk, lines = self.desk, self.lines
                offered = self.of_story(piece, is_lead, desk, lines, limit, bodies)
        table = ShapeTable(limit)
        for shape in offered:
            table.add(shape)
        return table.shapes()


def inside_shapes(
    piece: Piece, is_lead: bool, desk: Desk, lines: int, limit: int, bodies: Bodies
) -> Iterable[Shape]:
    """Offer a story inside, in the loudest band in which it can stand at all."""
    if piece.turns:
        louder = long_shapes(piece, is_lead, desk, lines, limit)
        return louder or long_shapes(piece, False, desk, lines, limit)
    may_lead = piece.kind == PieceKind.STORY and piece.story.form != Form.LEADER
    first = Band.FIRST if is_lead and may_lead else piece.band
    if piece.is_in_need:
        return shapes_in_need(piece, first, desk, lines, limit, bodies)
    return shapes_from(piece, first, desk, lines, limit, bodies)


def front_shapes(
    piece: Piece,
    is_lead: bool,
    desk: Desk,
    lines: int,
    _limit: int,
    _bodies: Bodies,
) -> Iterable[Shape]:
    """Offer a story on the front page; the lead's and the second story's may turn."""
    offer = lead_shapes if is_lead else second_shapes
    return offer(piece, desk, lines)
