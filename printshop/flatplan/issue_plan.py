"""Plan the whole issue: the front page, then the cheapest run of pages inside.

Jump lines are named last, when every part of every story has its page, so that none
can promise a page that the rest is not on.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from printshop.errors import CopyfitError
from printshop.flatplan.assign import Assignment, InsidePage, assign, is_passable
from printshop.flatplan.desk import Desk
from printshop.flatplan.front import FrontPage, plan_front
from printshop.flatplan.guillotine import Cell, Guillotine, MadeUp, Shapes
from printshop.flatplan.newslist import (
    pack_pieces,
    parted,
    running_order,
    story_pieces,
    wanted_cells,
)
from printshop.flatplan.pack_shapes import (
    advertisement_shapes,
    house_ad_shapes,
    pack_shapes,
)
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import Flatplan, FrameKind, PagePlan, PieceKind, Placement
from printshop.flatplan.shapes import cheapest
from printshop.flatplan.story_shapes import story_shapes
from printshop.issue import Article, Form
from printshop.layout import Grid

SHEET_PAGES = 4
"""A newspaper is printed on folded sheets: its pages are a multiple of four."""

_MOST_SHEETS_TRIED = 3


def plan_issue(desk: Desk, house_ads: int) -> Flatplan:
    """Plan an issue. Raises CopyfitError when no number of pages takes its copy."""
    inside = _InsidePages(desk, house_ads)
    stories = story_pieces(desk.issue.articles, desk)
    briefs = [
        article
        for section in desk.issue.sections[:1]
        for article in desk.issue.articles
        if article.section == section and article.form == Form.BRIEF
    ]
    front = _front(stories, briefs, desk)
    used = front.used if front else frozenset()
    articles = [a for a in desk.issue.articles if a.slug not in used]
    rest = [
        *(front.rest if front else ()),
        *(piece for piece in stories if piece.name not in used),
    ]
    pieces = [part for piece in rest for part in parted(piece, desk)]
    pieces += pack_pieces(articles, desk)
    order = running_order(pieces, desk, inside.page_cells)
    page_count, assignment = _best_run(order, inside, desk)
    pages = [_front_plan(front, desk)]
    pages += [_page_plan(page, page_count, desk) for page in assignment.pages]
    copy_pages = 1 + sum(inside.wanted(piece) for piece in order) / inside.page_cells
    return _with_jumps(
        Flatplan(desk.layout.name, desk.issue.number, tuple(pages), copy_pages)
    )


def _front(
    stories: Sequence[Piece], briefs: Sequence[Article], desk: Desk
) -> FrontPage | None:
    """Make up the front page from the first section's best stories."""
    form = desk.layout.forms["front"]
    leads = [
        piece
        for piece in stories
        if piece.grid == form.grid.name and piece.section == desk.issue.sections[0]
    ] or [piece for piece in stories if piece.grid == form.grid.name]
    if not leads:
        return None
    lines = desk.layout.lines - form.first_line - form.foot_lines
    return plan_front(leads, briefs, desk, lines)


def _best_run(
    order: Sequence[Piece], inside: "_InsidePages", desk: Desk
) -> tuple[int, Assignment]:
    """Try page counts in fours from the least that could hold the copy."""
    wanted = sum(inside.wanted(piece) for piece in order)
    least = 1 + wanted / inside.page_cells * 0.8
    count = max(SHEET_PAGES, math.ceil(least / SHEET_PAGES) * SHEET_PAGES)
    if desk.issue.pages:
        count = desk.issue.pages
    found: list[tuple[float, int, Assignment]] = []
    limit = SHEET_PAGES * math.ceil((len(order) + 3) / SHEET_PAGES) + SHEET_PAGES
    while count <= max(limit, desk.issue.pages or 0):
        run = assign(order, count, inside.make_up, inside.least, inside.page_cells)
        if run is not None:
            if is_passable(run, count) or desk.issue.pages:
                return count, run
            found.append((run.badness / count, count, run))
            if len(found) == _MOST_SHEETS_TRIED:
                break
        elif desk.issue.pages:
            break
        count += SHEET_PAGES
    if not found:
        raise CopyfitError(
            "the stories do not go into the pages",
            where=f"issue {desk.issue.number}",
            hint="give more pages, or shorten the longest stories",
        )
    _, count, run = min(found, key=lambda one: (one[0], one[1]))
    return count, run


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
        if piece.article is None:
            return cheapest(pack_shapes(piece, self.desk, self.lines))
        first = Band.FIRST if is_lead and piece.kind == PieceKind.STORY else piece.band
        for band in range(first, Band.BRIEF + 1):
            shapes = cheapest(
                story_shapes(replace(piece, band=Band(band)), self.desk, self.lines)
            )
            if shapes:
                return shapes
        return {}


class _InsidePages:
    """Makes up the pages inside, remembering every run of pieces it has tried."""

    def __init__(self, desk: Desk, house_ads: int) -> None:
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
        """Make up a page, with its advertisements, and a house one if that is better."""
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
        house = Piece(
            PieceKind.HOUSE_AD, "house-ad", "", 10**8, Band.BRIEF, grid
        )
        choices = [pieces] if pieces else []
        if self._house_ads:
            choices.append((*pieces, house))
        made = [
            made_up
            for choice in choices
            if (made_up := self._guillotines[grid].make_up(choice, lines)) is not None
        ]
        return min(made, key=lambda made_up: made_up.badness, default=None)

    def wanted(self, piece: Piece) -> int:
        """Count the cells of the news grid that a piece would like to have."""
        return round(self._scale(piece.grid) * wanted_cells(piece, self._desk))

    def least(self, piece: Piece) -> int:
        """Count the fewest cells of the news grid that a piece can take."""
        shapes = self._books[piece.grid].shapes(piece, False)
        smallest = min((w * (h + 1) for w, h in shapes), default=10**6)
        return round(0.9 * self._scale(piece.grid) * smallest)

    def _scale(self, grid: str) -> float:
        """Turn cells of a grid into cells of the news grid."""
        return self.page_cells / (self._desk.layout.grids[grid].columns * self.lines)


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
        name=f"ad-{number}",
        section="",
        rank=10**7 + number,
        band=Band.BRIEF,
        grid=grid.name,
        columns=columns,
        lines=math.ceil(desk.layout.picture_lines(ad.height_mm) - 0.01),
    )


def _front_plan(front: FrontPage | None, desk: Desk) -> PagePlan:
    """Turn the front page into placements; it may be bare in an issue of features."""
    if front is None:
        return PagePlan(1, "front", "", ())
    top = desk.layout.forms["front"].first_line
    placements = tuple(_placement(cell, top) for cell in front.made_up.cells)
    return PagePlan(1, "front", desk.issue.sections[0], placements)


def _page_plan(page: InsidePage, page_count: int, desk: Desk) -> PagePlan:
    """Turn a page into placements."""
    form = "back" if page.number == page_count else "inside"
    cells = page.made_up.cells if page.made_up else ()
    top = desk.layout.forms[form].first_line
    ranked = sorted(
        (c.piece for c in cells if not c.piece.is_filler), key=lambda piece: piece.rank
    )
    section = ranked[0].section if ranked else ""
    grid = ranked[0].grid if ranked else desk.layout.forms["inside"].grid.name
    return PagePlan(
        page.number,
        form,
        section,
        tuple(_placement(cell, top) for cell in cells),
        grid,
    )


def _placement(cell: Cell, top: int) -> Placement:
    """Place a cell below the page's furniture."""
    piece = cell.piece
    return Placement(
        kind=piece.kind,
        name=piece.article.slug if piece.article else piece.name,
        column=cell.column,
        top=top + cell.top,
        columns=cell.shape.columns,
        lines=cell.shape.lines,
        frames=cell.shape.frames,
        section=piece.section,
    )


def _with_jumps(plan: Flatplan) -> Flatplan:
    """Name the pages in jump and continuation lines, now that every part has one."""
    starts: dict[tuple[str, int], int] = {}
    ends: dict[tuple[str, int], int] = {}
    for page in plan.pages:
        for placement in page.placements:
            if placement.kind in {PieceKind.STORY, PieceKind.CONTINUATION}:
                first, end = _run(placement)
                starts[placement.name, first] = page.number
                ends[placement.name, end] = page.number
    pages = tuple(
        replace(
            page,
            placements=tuple(
                replace(
                    placement,
                    continued_on=starts.get((placement.name, _run(placement)[1])),
                    continued_from=ends.get((placement.name, _run(placement)[0])),
                )
                if placement.kind in {PieceKind.STORY, PieceKind.CONTINUATION}
                else placement
                for placement in page.placements
            ),
        )
        for page in plan.pages
    )
    return replace(plan, pages=pages)


def _run(placement: Placement) -> tuple[int, int]:
    """Give the first galley line of a placement, and the one after its last."""
    legs = [frame for frame in placement.frames if frame.kind == FrameKind.LEG]
    return legs[0].first_line, legs[-1].end_line
