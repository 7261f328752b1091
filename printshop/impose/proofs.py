"""Where pages stand on office proofs: made small enough for the paper, never larger.

* Two pages a sheet are a spread as its reader sees it: the first page alone at the
  right, then 2 and 3. They touch at the fold.
* Four pages a sheet stand apart, in their order, in two rows.
* Pages are shown as they are trimmed. All have one scale, so that sizes compare.
* Office machines leave some 5 mm of the paper white at its edges.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printshop.impose.nouns import PlacedPage, Scheme, SheetSide, SheetSize
from printshop.impose.order import fours, spreads
from printshop.impose.sheet_size import A3
from printshop.impose.source_pages import SourcePage
from printshop.printers_marks import PT_PER_MM, Box, MarkedArea

_WHITE_EDGE_MM = 5.0
_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class _Grid:
    """The places for pages on a proof: equal, in two columns. In points."""

    page_width: float
    """Of the widest page, at its own size."""
    page_height: float
    rows: int
    gap: float
    margin: float

    def scale(self, width: float, height: float) -> float:
        """Say how large pages are on a sheet of a size, at most their own size."""
        wide = width - 2 * self.margin - self.gap
        high = height - 2 * self.margin - self.gap * (self.rows - 1)
        fits = (
            wide / (_COLUMNS * self.page_width),
            high / (self.rows * self.page_height),
        )
        return min(1.0, *fits)

    def place(self, sheet: tuple[float, float], scale: float, index: int) -> Box:
        """Find a place on the sheet, counted from 0 at the upper left."""
        row, column = divmod(index, _COLUMNS)
        wide, high = self.page_width * scale, self.page_height * scale
        all_wide = _COLUMNS * wide + self.gap
        all_high = self.rows * high + (self.rows - 1) * self.gap
        left = (sheet[0] - all_wide) / 2 + column * (wide + self.gap)
        top = (sheet[1] + all_high) / 2 - row * (high + self.gap)
        return Box(left, top - high, left + wide, top)


def proof_sides(
    pages: Sequence[SourcePage],
    scheme: Scheme,
    sheet: SheetSize | None,
    margin_mm: float,
) -> tuple[SheetSide, ...]:
    """Place the pages on the sheets of an office proof, with a margin at its edges."""
    margin = max(margin_mm, _WHITE_EDGE_MM) * PT_PER_MM
    is_spread = scheme == Scheme.TWO_UP
    gap = 0.0 if is_spread else 2 * margin if margin_mm else margin
    grid = _Grid(
        page_width=max(page.trim.width for page in pages),
        page_height=max(page.trim.height for page in pages),
        rows=1 if is_spread else 2,
        gap=gap,
        margin=margin,
    )
    paper = sheet or A3
    short, long = sorted((paper.width_mm * PT_PER_MM, paper.height_mm * PT_PER_MM))
    lying = max(((long, short), (short, long)), key=lambda sides: grid.scale(*sides))
    groups = spreads(len(pages)) if is_spread else fours(len(pages))
    return tuple(
        _side(number, group, pages, grid, lying)
        for number, group in enumerate(groups, start=1)
    )


def _side(
    number: int,
    group: Sequence[int | None],
    pages: Sequence[SourcePage],
    grid: _Grid,
    sheet: tuple[float, float],
) -> SheetSide:
    placed = tuple(_placed(group, pages, grid, sheet))
    paper = Box(0, 0, *sheet)
    if grid.gap:
        marked = tuple(MarkedArea(page.trim, page.trim) for page in placed)
    else:
        trim = placed[0].trim.around(placed[-1].trim)
        folds = (sheet[0] / 2,) if len(placed) == _COLUMNS else ()
        marked = (MarkedArea(trim, trim, folds),)
    return SheetSide(f"Proof {number}", *sheet, placed, paper, paper, marked)


def _placed(
    group: Sequence[int | None],
    pages: Sequence[SourcePage],
    grid: _Grid,
    sheet: tuple[float, float],
) -> Iterator[PlacedPage]:
    """Place the pages that there are: beside the fold, or in the middle."""
    scale = grid.scale(*sheet)
    for index, number in enumerate(group):
        if number is None:
            continue
        place, trim = grid.place(sheet, scale, index), pages[number - 1].trim
        spare = place.width - trim.width * scale
        share = 0.5 if grid.gap else 1.0 - index
        left = place.left + spare * share
        bottom = place.bottom + (place.height - trim.height * scale) / 2
        box = trim.scaled(scale)
        box = box.moved(left - box.left, bottom - box.bottom)
        yield PlacedPage(number, box, box, scale)
