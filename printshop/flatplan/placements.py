"""From made-up pages to placements, and the page numbers in their jump lines."""

from dataclasses import replace

from printshop.flatplan.assign import InsidePage
from printshop.flatplan.desk import Desk
from printshop.flatplan.front import FrontPage
from printshop.flatplan.guillotine import Cell
from printshop.flatplan.page_forms import form_of
from printshop.flatplan.piece_sets import by_rank
from printshop.flatplan.plan import Flatplan, FrameKind, PagePlan, PieceKind, Placement


def front_plan(front: FrontPage | None, desk: Desk) -> PagePlan:
    """Turn the front page into placements; it is bare in an issue of briefs."""
    if front is None:
        return PagePlan(1, "front", "", ())
    top = desk.layout.forms["front"].first_line
    placements = tuple(_placement(cell, top) for cell in front.made_up.cells)
    grid = front.made_up.cells[0].piece.grid
    return PagePlan(1, "front", desk.issue.sections[0], placements, grid)


def page_plan(page: InsidePage, page_count: int, desk: Desk) -> PagePlan:
    """Turn a page into placements."""
    cells = [c for c in page.made_up.cells if c.piece.kind != PieceKind.WHITE]
    pieces = [cell.piece for cell in cells]
    form = form_of(page.number, page_count, pieces, desk.layout)
    ranked = [piece for piece in by_rank(pieces) if not piece.is_filler]
    section = ranked[0].section if ranked else ""
    grid = ranked[0].grid if ranked else form.grid.name
    placements = tuple(_placement(cell, form.first_line) for cell in cells)
    return PagePlan(page.number, form.name, section, placements, grid)


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


def with_jumps(plan: Flatplan) -> Flatplan:
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
