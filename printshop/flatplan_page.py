"""The flatplan drawn as one page to look at, in spreads, every page a thumbnail.

Only places are worked out here, as shares of the sheet. What a block looks like is the
matter of ``layouts/flatplan``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from printshop.flatplan import (
    Desk,
    Flatplan,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.flatplan.copyfit import Status, StoryFit
from printshop.flatplan.sold_space import ad_number
from printshop.layout import PT_PER_MM, Grid, Layout
from printshop.templates import Templates

TEMPLATE = "flatplan/flatplan.html"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a thumbnail, in per cent of what it stands in."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Block:
    """A placement on a thumbnail."""

    kind: str
    name: str
    headline: str
    section: str
    section_number: int
    area: Area
    pictures: tuple[Area, ...]
    """Within the block."""
    columns: int
    lines: int
    continued_on: int | None
    continued_from: int | None
    misfits: tuple[str, ...]
    """What is over or under, as it is told."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A page of the paper, small."""

    number: int
    section: str
    form: str
    is_locked: bool
    furniture: tuple[Area, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A story in a list: where it stands, and how it fits."""

    slug: str
    told: str
    pages: tuple[int, ...]
    advice: str


def draw_flatplan(
    plan: Flatplan, desk: Desk, fits: Sequence[StoryFit], title: str, shop: Templates
) -> str:
    """Draw a plan as an HTML page that needs no other file."""
    layout = desk.layout
    told = {fit.slug: fit for fit in fits}
    artist = _Artist(plan, desk, told)
    thumbnails = [artist.thumbnail(page) for page in plan.pages]
    return shop.fill(
        TEMPLATE,
        title=title,
        issue=desk.issue,
        layout=layout,
        copy_pages=plan.copy_pages,
        page_count=len(plan.pages),
        proportion=layout.sheet_height_mm / layout.sheet_width_mm,
        spreads=spreads(thumbnails),
        sections=desk.issue.sections,
        misfits=[_row(fit) for fit in fits if fit.status != Status.FITS],
        held=[_row(told[slug]) for slug in plan.held if slug in told],
        story_count=len(desk.issue.articles),
    )


def spreads(
    pages: Sequence[Thumbnail],
) -> list[tuple[Thumbnail | None, Thumbnail | None]]:
    """Pair the pages as they lie open: the first and the last stand alone."""
    places = [None, *pages, *([None] if len(pages) % 2 == 0 else [])]
    return list(zip(places[::2], places[1::2], strict=True))


def _row(fit: StoryFit) -> Row:
    return Row(fit.slug, fit.told, fit.pages, fit.advice)


@dataclass(frozen=True, slots=True)
class _Artist:
    """Draws pages."""

    plan: Flatplan
    desk: Desk
    fits: Mapping[str, StoryFit]

    def thumbnail(self, page: PagePlan) -> Thumbnail:
        """Draw a page with its furniture and its blocks."""
        return Thumbnail(
            number=page.number,
            section=page.section,
            form=page.form,
            is_locked=page.is_locked,
            furniture=tuple(self._furniture(page)),
            blocks=tuple(self._block(page, one) for one in page.placements),
        )

    def _furniture(self, page: PagePlan) -> Iterator[Area]:
        """Draw what the form keeps for the nameplate or folio, and at the foot."""
        layout = self.desk.layout
        form, grid = layout.forms[page.form], layout.grids[page.grid]
        if form.first_line > 1:
            yield _on_sheet(layout, grid, 0, 0, grid.columns, form.first_line - 1)
        if form.foot_lines:
            top = layout.lines - form.foot_lines
            yield _on_sheet(layout, grid, 0, top, grid.columns, form.foot_lines)

    def _block(self, page: PagePlan, placement: Placement) -> Block:
        layout = self.desk.layout
        grid = layout.grids[page.grid]
        articles = {article.slug: article for article in self.desk.issue.articles}
        article = articles.get(placement.name)
        sections = self.desk.issue.sections
        section = placement.section
        return Block(
            kind=placement.kind.value,
            name=self._name(placement),
            headline=article.headline if article else "",
            section=section,
            section_number=sections.index(section) if section in sections else 0,
            area=_on_sheet(
                layout,
                grid,
                placement.column,
                placement.top,
                placement.columns,
                placement.lines,
            ),
            pictures=tuple(_pictures(placement, grid)),
            columns=placement.columns,
            lines=placement.lines,
            continued_on=placement.continued_on,
            continued_from=placement.continued_from,
            misfits=tuple(self._misfits(placement)),
        )

    def _name(self, placement: Placement) -> str:
        if placement.kind != PieceKind.ADVERTISEMENT:
            return placement.name
        return self.desk.issue.ads[ad_number(placement.name)].name

    def _misfits(self, placement: Placement) -> Iterator[str]:
        """Tell what of a block is over or under; of a pack, which item."""
        legs = [frame for frame in placement.frames if frame.kind == FrameKind.LEG]
        for slug in dict.fromkeys(leg.slug for leg in legs):
            fit = self.fits.get(slug)
            if fit is None or fit.status == Status.FITS:
                continue
            told = f"{fit.status.value} {fit.lines}"
            yield told if slug == placement.name else f"{slug}: {told}"


def _on_sheet(
    layout: Layout, grid: Grid, column: int, top: int, columns: int, lines: int
) -> Area:
    """Place columns and lines on the sheet."""
    leading_mm = layout.leading_pt / PT_PER_MM
    wide, high = layout.sheet_width_mm, layout.sheet_height_mm
    return Area(
        _percent((layout.side_margin_mm + grid.left_mm(column)) / wide),
        _percent((layout.top_margin_mm + top * leading_mm) / high),
        _percent(grid.width_mm(columns) / wide),
        _percent(lines * leading_mm / high),
    )


def _pictures(placement: Placement, grid: Grid) -> Iterator[Area]:
    """Place the pictures of a story within its block."""
    wide = grid.width_mm(placement.columns)
    for frame in placement.frames:
        if frame.kind == FrameKind.PICTURE:
            yield Area(
                _percent(grid.left_mm(frame.column) / wide),
                _percent(frame.top / placement.lines),
                _percent(grid.width_mm(frame.columns) / wide),
                _percent(frame.lines / placement.lines),
            )


def _percent(share: float) -> float:
    return round(100 * share, 2)
