"""Make up the pages inside: stories, advertising, and a house ad where it helps.

Every run of pieces that has been tried is remembered, and so are the shapes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from printshop.flatplan.desk import Desk
from printshop.flatplan.guillotine import Guillotine, MadeUp, Shapes
from printshop.flatplan.newslist import wanted_cells
from printshop.flatplan.pack_shapes import (
    advertisement_shapes,
    house_ad_shapes,
    pack_shapes,
    white_shapes,
)
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import PieceKind
from printshop.flatplan.shapes import AT_ANY_PRICE, TOO_BAD, cheapest
from printshop.flatplan.story_shapes import shapes_from
from printshop.issue import Form
from printshop.layout import Grid

_MOST_HOLES = 2
_MOST_AMID_WHITE = 3
"""A few pieces that cannot fill a page may leave holes; more go on several pages."""


@dataclass
class _Book:
    """The shapes of a grid's pieces, worked out once."""

    desk: Desk
    lines: int
    known: dict[tuple[str, bool], Shapes]

    def shapes(self, piece: Piece, is_lead: bool) -> Shapes:
        """Give a piece's shapes, as its page's lead or as another."""
        key = (piece.name, is_lead)
        if key not in self.known:
            self.known[key] = self._offered(piece, is_lead)
        return self.known[key]

    def _offered(self, piece: Piece, is_lead: bool) -> Shapes:
        if piece.kind == PieceKind.ADVERTISEMENT:
            return cheapest(advertisement_shapes(piece))
        if piece.kind == PieceKind.HOUSE_AD:
            return cheapest(house_ad_shapes(piece, self.desk, self.lines))
        if piece.kind == PieceKind.WHITE:
            offered = white_shapes(piece, self.desk, self.lines)
            return {(shape.columns, shape.lines): shape for shape in offered}
        shapes_of = self._of_pack if piece.article is None else self._of_story
        return shapes_of(piece, is_lead, TOO_BAD) or shapes_of(
            piece, is_lead, AT_ANY_PRICE
        )

    def _of_pack(self, piece: Piece, _is_lead: bool, limit: int) -> Shapes:
        return cheapest(pack_shapes(piece, self.desk, self.lines), limit)

    def _of_story(self, piece: Piece, is_lead: bool, limit: int) -> Shapes:
        """Offer a story in the loudest band in which it can stand at all."""
        may_lead = piece.kind == PieceKind.STORY and piece.story.form != Form.LEADER
        first = Band.FIRST if is_lead and may_lead else piece.band
        shapes = shapes_from(piece, first, self.desk, self.lines, limit)
        return cheapest(shapes, limit)


class InsidePages:
    """Makes up the pages inside, remembering every run of pieces it has tried."""

    def __init__(self, desk: Desk, house_ads: int) -> None:
        """Take the desk, and how many house advertisements the paper has."""
        self._desk = desk
        self._house_ads = house_ads
        layout = desk.layout
        form = layout.forms["inside"]
        self.lines = layout.lines - form.first_line
        self._grid = form.grid
        self.page_cells = form.grid.columns * self.lines
        self._back_lines = self.lines - layout.forms["back"].foot_lines
        self._guillotines = {}
        self._books = {}
        for grid in layout.grids.values():
            book = _Book(desk, self.lines, {})
            self._books[grid.name] = book
            self._guillotines[grid.name] = Guillotine(
                grid.columns, self.lines, book.shapes
            )
        self._memory: dict[tuple[object, ...], MadeUp | None] = {}

    def make_up(
        self, page: int, page_count: int, pieces: Sequence[Piece]
    ) -> MadeUp | None:
        """Make up a page with its advertising, and a house ad if that is better.

        A page that nothing stands on is made up, too: without a cell.
        """
        grid = pieces[0].grid if pieces else self._grid.name
        lines = self._back_lines if page == page_count else self.lines
        ads = _ads_on(page, page_count, self._desk.layout.grids[grid], self._desk)
        key = (grid, lines, tuple(p.name for p in pieces), tuple(a.name for a in ads))
        if key not in self._memory:
            self._memory[key] = self._made_up(grid, lines, (*pieces, *ads))
        return self._memory[key]

    def _made_up(
        self, grid: str, lines: int, pieces: tuple[Piece, ...]
    ) -> MadeUp | None:
        # it ranks before a paid one, which therefore stands below it, at the foot
        house = Piece(PieceKind.HOUSE_AD, "house ad", "", 5 * 10**6, Band.BRIEF, grid)
        choices = [pieces] if pieces else []
        if self._house_ads:
            choices.append((*pieces, house))
        if not choices:
            return MadeUp((), 0, lines)
        for holes in range(_MOST_HOLES + 1 if len(pieces) <= _MOST_AMID_WHITE else 1):
            white = _holes(holes, grid)
            made = [
                made_up
                for choice in choices
                if (
                    made_up := self._guillotines[grid].make_up((*choice, *white), lines)
                )
            ]
            if made:
                return min(made, key=lambda made_up: made_up.badness)
        return None

    def wanted(self, piece: Piece) -> int:
        """Count the cells of the news grid that a piece would like to have."""
        return round(self._scale(piece.grid) * wanted_cells(piece, self._desk))

    def least(self, piece: Piece) -> int:
        """Count the fewest cells of the news grid that a piece can take."""
        shapes = self._books[piece.grid].shapes(piece, False)
        smallest = min((w * (h + 1) for w, h in shapes), default=10**6)
        return round(0.9 * self._scale(piece.grid) * smallest)

    def has_shapes(self, piece: Piece) -> bool:
        """Tell whether there is any way in which a piece can stand."""
        return bool(self._books[piece.grid].shapes(piece, False))

    def oversold_page(self, page_count: int) -> int | None:
        """Find a page whose advertisements do not even go on it by themselves."""
        for page in range(2, page_count + 1):
            if self.make_up(page, page_count, ()) is None:
                return page
        return None

    def _scale(self, grid: str) -> float:
        """Turn cells of a grid into cells of the news grid."""
        return self.page_cells / (self._desk.layout.grids[grid].columns * self.lines)


def _holes(count: int, grid: str) -> tuple[Piece, ...]:
    """Make pieces of white: they stand below any story, and not below advertising."""
    return tuple(
        Piece(PieceKind.WHITE, f"white {n}", "", 10**6 + n, Band.BRIEF, grid)
        for n in range(count)
    )


def _ads_on(page: int, page_count: int, grid: Grid, desk: Desk) -> tuple[Piece, ...]:
    """Make pieces of the advertisements that belong on a page.

    One that names no page goes to the right-hand pages from three on, in turn; one
    that names a page that there is not goes to the nearest inside page.
    """
    pieces = []
    loose = 0
    for number, ad in enumerate(desk.issue.ads):
        wanted = ad.page
        if wanted is None:
            wanted = 3 + 2 * loose
            loose += 1
        if min(max(wanted, 2), max(2, page_count - 1)) == page:
            pieces.append(_ad_piece(number, grid, desk))
    return tuple(pieces)


def _ad_piece(number: int, grid: Grid, desk: Desk) -> Piece:
    """Round an advertisement up to columns of the page's grid and to whole lines."""
    ad = desk.issue.ads[number]
    width_mm = desk.layout.forms["inside"].grid.width_mm(ad.columns)
    columns = next(
        (n for n in range(1, grid.columns) if grid.width_mm(n) >= width_mm - 0.01),
        grid.columns,
    )
    return Piece(
        kind=PieceKind.ADVERTISEMENT,
        name=f"ad {number}",
        section="",
        rank=10**7 + number,
        band=Band.BRIEF,
        grid=grid.name,
        columns=columns,
        lines=math.ceil(desk.layout.picture_lines(ad.height_mm) - 0.01),
    )
