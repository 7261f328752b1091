"""Make up the pages inside: stories, advertising, and a house ad where it helps.

Every run of pieces that has been tried is remembered. A page is first priced by the
guillotine alone, which can only be too kind; the pages of a run that is chosen are
then judged as they will be seen, and their prices put right.
"""

import functools
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from printshop.flatplan.desk import Desk
from printshop.flatplan.guillotine import Guillotine, MadeUp
from printshop.flatplan.judged_page import best_judged
from printshop.flatplan.memory import Memory
from printshop.flatplan.newslist import wanted_cells
from printshop.flatplan.pack_shapes import HOUSE_AD_PRICE, SECOND_HOUSE_AD
from printshop.flatplan.page_forms import (
    INSIDE,
    form_of,
    ranked_for_page,
    story_lines,
)
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import PagePlan, PieceKind
from printshop.flatplan.shape_book import ShapeBook, inside_shapes
from printshop.flatplan.sold_space import ads_on
from printshop.layout import Grid

_MOST_HOLES = 2
_MOST_AMID_WHITE = 4
"""Pieces that cannot fill a page may leave holes; more of them go on several pages."""

_MOST_TWICE_FILLED = 3
"""More pieces fill a page with one house ad, or not at all."""

_FULL_SHARE = 1.0
"""Of a page, from which its copy leaves no room for a house ad."""

_HOUSE_RANK = 5 * 10**6
"""Before paid advertising, which therefore stands below it, at the foot."""


Run = tuple[Piece, ...]
"""The pieces of one page."""


@dataclass(frozen=True, slots=True)
class _Job:
    """One page to be made up."""

    grid: str
    lines: int
    pieces: tuple[Piece, ...]
    """Stories and paid advertising."""
    may_fill: bool
    """Whether a house advertisement may stand on it."""

    key: Hashable
    """Names the job with all that its page depends on."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A page that has been tried; None when it cannot be made up."""

    made_up: MadeUp | None
    options: tuple[tuple[tuple[Piece, ...], MadeUp], ...] | None
    """With a house ad and without, before either was judged; None once that is done."""


class InsidePages:
    """Makes up the pages inside, remembering every run of pieces it has tried."""

    def __init__(
        self,
        desk: Desk,
        house_ads: int,
        pinned: Mapping[int, Sequence[Piece]],
        locked: Sequence[PagePlan],
        memory: Memory,
    ) -> None:
        """Take the desk, how many house ads there are, and what is fixed by page."""
        self._desk = desk
        self._house_ads = house_ads
        self._pinned = pinned
        self._locked = locked
        layout = desk.layout
        forms = [form for name, form in layout.forms.items() if name != "front"]
        self.lines = max(story_lines(form, layout) for form in forms)
        self._grid = layout.forms[INSIDE].grid
        self.page_cells = self._grid.columns * self.lines
        self._books = {}
        self._guillotines = {}
        for grid in layout.grids.values():
            known, tables, tokens = memory.of(grid.name)
            book = ShapeBook(desk, self.lines, inside_shapes, known)
            self._books[grid.name] = book
            self._guillotines[grid.name] = Guillotine(
                grid.columns, self.lines, book.shapes, tables, tokens
            )
        self._wanted = functools.cache(
            lambda piece: round(
                self._scale(piece.grid) * wanted_cells(piece, self._desk)
            )
        )
        self._jobs: dict[Hashable, tuple[Sequence[Piece], _Job | None]] = {}
        self._ads: dict[tuple[int, int, str], tuple[Piece, ...]] = {}
        self._priced: dict[Hashable, Priced] = memory.pages

    def make_up(
        self, page: int, page_count: int, run: Sequence[Piece]
    ) -> MadeUp | None:
        """Make up a page with what is pinned to it, its advertising and a house ad.

        A page that nothing stands on is made up, too: without a cell. None when it
        cannot be done, or when the pieces are set in two measures.
        """
        job = self._job(page, page_count, run)
        if job is None:
            return None
        if job.key not in self._priced:
            options = self._options(job)
            kindest = min((made.badness for _, made in options), default=0)
            made_up = next((m for _, m in options if m.badness == kindest), None)
            self._priced[job.key] = Priced(made_up, tuple(options))
        return self._priced[job.key].made_up

    def judge(self, page: int, page_count: int, run: Sequence[Piece]) -> bool:
        """Put a page's price right by judging it; False when that was done before."""
        job = self._job(page, page_count, run)
        options = None if job is None else self._priced[job.key].options
        if job is None or options is None:
            return False
        best: MadeUp | None = None
        guillotine = self._guillotines[job.grid]
        for pieces, made_up in sorted(options, key=lambda option: option[1].badness):
            if best is None or made_up.badness < best.badness:
                again = partial(guillotine.make_up, pieces, job.lines)
                judged = best_judged(made_up, again)
                if best is None or judged.badness < best.badness:
                    best = judged
        self._priced[job.key] = Priced(best, None)
        return True

    def _ads_on(self, page: int, page_count: int, grid: Grid) -> tuple[Piece, ...]:
        """Look up a page's advertisements."""
        key = page, page_count, grid.name
        if key not in self._ads:
            self._ads[key] = ads_on(page, page_count, grid, self._desk, self._locked)
        return self._ads[key]

    def _job(self, page: int, page_count: int, run: Sequence[Piece]) -> _Job | None:
        """Say what is to be made up; None where the pieces cannot be one page."""
        key = page, page_count, tuple(id(piece) for piece in run)
        if key not in self._jobs:
            # the run is kept beside its job, so that no other piece takes its place
            self._jobs[key] = run, self._new_job(page, page_count, run)
        return self._jobs[key][1]

    def _new_job(self, page: int, page_count: int, run: Sequence[Piece]) -> _Job | None:
        copy = ranked_for_page((*run, *self._pinned.get(page, ())))
        grids = {piece.grid for piece in copy} or {self._grid.name}
        if len(grids) > 1:
            return None
        layout = self._desk.layout
        form = form_of(page, page_count, copy, layout)
        grid = layout.grids[grids.pop()]
        ads = self._ads_on(page, page_count, grid)
        if len(copy) + len(ads) > form.most_stories and len(copy) > 1:
            return None
        has_room = len(copy) + len(ads) < form.most_stories
        may_fill = bool(self._house_ads and form.house_ads and has_room)
        pieces, lines = (*copy, *ads), story_lines(form, layout)
        names = tuple((piece.key, piece.rank) for piece in pieces)
        key = grid.name, lines, names, may_fill
        return _Job(grid.name, lines, pieces, may_fill, key)

    def _options(self, job: _Job) -> list[tuple[Run, MadeUp]]:
        """Make a page up with and without a house ad; with holes if it must be."""
        if not job.pieces and not job.may_fill:
            return [((), MadeUp((), 0, job.lines))]
        for holes in range(_MOST_HOLES + 1):
            if holes and len(job.pieces) > _MOST_AMID_WHITE:
                break
            white = _holes(holes, job.grid)
            options = self._filled(job, white)
            if all(made_up.white_lines for _, made_up in options):
                options += self._twice_filled(job, white)
            if options:
                return options
        return []

    def _filled(self, job: _Job, white: Run) -> list[tuple[Run, MadeUp]]:
        """Make a page up without a house ad, and with one if that could be better."""
        options = []
        guillotine = self._guillotines[job.grid]
        if job.pieces:
            pieces = (*job.pieces, *white)
            made_up = guillotine.make_up(pieces, job.lines)
            if made_up is not None:
                options.append((pieces, made_up))
                floor = guillotine.floor(pieces) + HOUSE_AD_PRICE
                if made_up.badness <= floor or self._is_full(job, made_up):
                    return options
        if job.may_fill:
            pieces = (*job.pieces, _house_ad("house ad", job.grid), *white)
            made_up = guillotine.make_up(pieces, job.lines)
            if made_up is not None:
                options.append((pieces, made_up))
        return options

    def _is_full(self, job: _Job, made_up: MadeUp) -> bool:
        """Tell whether a page is filled, and by copy that wants all of it."""
        wanted = sum(
            self._scale(piece.grid) * piece.columns * (piece.lines + 1)
            if piece.is_filler
            else self._wanted(piece)
            for piece in job.pieces
        )
        return not made_up.white_lines and wanted >= _FULL_SHARE * self.page_cells

    def _twice_filled(self, job: _Job, white: Run) -> list[tuple[Run, MadeUp]]:
        """Make a page up with two house ads, where one of them leaves a hole."""
        is_open = job.may_fill and len(job.pieces) <= _MOST_TWICE_FILLED
        if not is_open or self._house_ads < 2:
            return []
        names = "house ad", SECOND_HOUSE_AD
        houses = tuple(_house_ad(name, job.grid) for name in names)
        pieces = (*job.pieces, *houses, *white)
        made_up = self._guillotines[job.grid].make_up(pieces, job.lines)
        return [] if made_up is None else [(pieces, made_up)]

    def wanted(self, piece: Piece) -> int:
        """Count the cells of the news grid that a piece would like to have."""
        return self._wanted(piece)

    def least(self, piece: Piece) -> int:
        """Count the fewest cells of the news grid that a piece can take."""
        shapes = self._books[piece.grid].shapes(piece, False)
        smallest = min((s.columns * (s.lines + 1) for s in shapes), default=10**6)
        return round(0.9 * self._scale(piece.grid) * smallest)

    def copy_pages(self, order: Sequence[Piece], page_count: int) -> float:
        """Count the pages that the copy would fill if it were poured without loss.

        The front page counts as full, and so do locked pages and sold space.
        """
        full = {page.number for page in self._locked} | {1}
        copy = [*order, *(piece for page in self._pinned.values() for piece in page)]
        cells = sum(self.wanted(piece) for piece in copy)
        for page in range(2, page_count + 1):
            ads = self._ads_on(page, page_count, self._grid)
            cells += sum(ad.columns * (ad.lines + 1) for ad in ads)
        return len(full) + cells / self.page_cells

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


def _house_ad(name: str, grid: str) -> Piece:
    return Piece(PieceKind.HOUSE_AD, name, "", _HOUSE_RANK, Band.BRIEF, grid)


def _holes(count: int, grid: str) -> tuple[Piece, ...]:
    """Make pieces of white: they stand below any story, and not below advertising."""
    return tuple(
        Piece(PieceKind.WHITE, f"white {n}", "", 10**6 + n, Band.BRIEF, grid)
        for n in range(count)
    )
