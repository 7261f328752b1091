"""Space that is sold: how large an advertisement stands, and on which page.

* A size is columns of the inside pages by millimetres, rounded up to whole grid
  lines, or a fraction of a page, whose columns and lines the layout gives.
* On a page of another measure an advertisement takes as many columns as hold its
  width; it is drawn at its own.
* An advertisement stands on the page that it was booked for. The front page and the
  back page sell none: the nearest inside page stands in for them, and for a page that
  there is not.
* The others go to right-hand pages in turn. A page counts as full when half of it is
  sold: then the next right-hand page is taken, and then left-hand ones. Only when all
  are full is a page sold out.
* Where a story is pinned or a section begins, no page is sold out.

Nothing here looks at the stories' text: space is sold before they are made up.
"""

import functools
import math
from collections.abc import Sequence

from printshop.flatplan.desk import Desk
from printshop.flatplan.page_forms import INSIDE, story_lines
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import PagePlan, PieceKind
from printshop.issue import Advertisement
from printshop.layout import Grid, Layout

_ROUNDING = 0.01
"""Of a millimetre or a line: no more than arithmetic loses."""

_MOST_TOGETHER = 8
"""More advertisements are never spread over one page: there are too many ways."""

_NAME = "ad "
_LAST_RANK = 10**7

Size = tuple[int, int]
"""Columns and lines."""


def ads_on(
    page: int,
    page_count: int,
    grid: Grid,
    desk: Desk,
    locked: Sequence[PagePlan] = (),
) -> tuple[Piece, ...]:
    """Make pieces of the advertisements that belong on a page that is not locked."""
    if not desk.issue.ads:
        return ()
    pages = ad_pages(page_count, desk, locked)
    return tuple(
        _piece(number, grid, desk)
        for number, its_page in pages.items()
        if its_page == page
    )


def ad_number(name: str) -> int:
    """Find which of the issue's advertisements a piece or a placement shows."""
    return int(name.removeprefix(_NAME))


def sold_mm(ad: Advertisement, layout: Layout) -> tuple[float, float]:
    """Measure the rectangle that was sold: its width, a page's at most, and height."""
    grid = layout.forms[INSIDE].grid
    if ad.size is None:
        return grid.width_mm(min(ad.columns, grid.columns)), ad.height_mm
    columns, lines = layout.ad_sizes[ad.size]
    return grid.width_mm(columns), layout.picture_height_mm(lines)


def printed_mm(ad: Advertisement, layout: Layout) -> tuple[float, float]:
    """Measure the advertisement itself: whole, as large as its rectangle lets it."""
    width_mm, height_mm = sold_mm(ad, layout)
    wide_mm = min(width_mm, height_mm * ad.picture.proportion)
    return wide_mm, wide_mm / ad.picture.proportion


def stand(ad: Advertisement, grid: Grid, layout: Layout) -> Size:
    """Round what was sold up to columns of a page's grid and to whole lines."""
    width_mm, height_mm = sold_mm(ad, layout)
    columns = next(
        (n for n in range(1, grid.columns) if grid.width_mm(n) >= width_mm - _ROUNDING),
        grid.columns,
    )
    return columns, math.ceil(layout.picture_lines(height_mm) - _ROUNDING)


def ad_pages(
    page_count: int, desk: Desk, locked: Sequence[PagePlan] = ()
) -> dict[int, int]:
    """Give every advertisement's page, by the advertisement's number.

    What stands on a locked page is not moved, and a locked page takes no more. An
    advertisement has no page only if every page inside is locked.
    """
    ads = desk.issue.ads
    pages = {
        number: page.number
        for page in locked
        for placement in page.placements
        if placement.kind == PieceKind.ADVERTISEMENT
        and (number := ad_number(placement.name)) < len(ads)
    }
    shut = {page.number for page in locked}
    inside = [page for page in range(2, max(3, page_count)) if page not in shut]
    if not inside:
        return pages
    for number, ad in enumerate(ads):
        if ad.page is not None and number not in pages:
            pages[number] = _nearest(ad.page, inside)
    _spread(inside, pages, desk)
    return dict(sorted(pages.items()))


def _nearest(wanted: int, inside: Sequence[int]) -> int:
    return min(inside, key=lambda page: (abs(page - wanted), page))


def _spread(inside: Sequence[int], pages: dict[int, int], desk: Desk) -> None:
    """Find pages for the advertisements that have none yet, one after another."""
    right = [page for page in inside if page % 2] or list(inside)
    left = [page for page in inside if page not in right]
    turn = 0
    for number in range(len(desk.issue.ads)):
        if number in pages:
            continue
        after = turn % len(right)
        offered = [*right[after:], *right[:after], *left]
        page = _with_room(number, offered, pages, desk)
        pages[number] = page
        if page in right:
            turn = right.index(page) + 1


def _with_room(
    number: int, offered: Sequence[int], pages: dict[int, int], desk: Desk
) -> int:
    """Choose the first page that is not full, or else the first that can be sold out.

    Where there is none, the first page is oversold, and make-up says so.
    """
    issue = desk.issue
    taken = {article.page for article in issue.articles if article.page}
    taken |= {page for _, page in issue.section_pages}
    fitting = []
    for page in offered:
        others = [other for other, its_page in pages.items() if its_page == page]
        share = _sold_share([*others, number], desk)
        if share <= 1 and (share <= 0.5 or (not others and page not in taken)):
            return page
        if share <= 1:
            fitting.append(page)
    return (fitting or offered)[0]


def _sold_share(numbers: Sequence[int], desk: Desk) -> float:
    """Tell what share of a page advertisements take, over 1 if they do not go on it.

    They must go on it whichever measure its stories have.
    """
    layout = desk.layout
    lines = story_lines(layout.forms[INSIDE], layout)
    share = 0.0
    for grid in layout.grids.values():
        sizes = tuple(stand(desk.issue.ads[n], grid, layout) for n in numbers)
        if least_depth(sizes, grid.columns) > lines:
            return math.inf
        cells = sum(columns * (depth + 1) for columns, depth in sizes)
        share = max(share, cells / (grid.columns * (lines + 1)))
    return share


@functools.lru_cache(maxsize=4_096)
def least_depth(sizes: tuple[Size, ...], columns: int) -> float:
    """Find the fewest lines in which rectangles go into a width, cut from side to side.

    Between two that stand above each other there is a blank line. Infinite where one
    is wider than there is room.
    """
    if len(sizes) == 1:
        return sizes[0][1] if sizes[0][0] <= columns else math.inf
    if len(sizes) > _MOST_TOGETHER:
        return math.inf
    best = math.inf
    for mask in range(1, 2 ** (len(sizes) - 1)):
        one = tuple(size for bit, size in enumerate(sizes) if mask >> bit & 1)
        two = tuple(size for bit, size in enumerate(sizes) if not mask >> bit & 1)
        stacked = least_depth(one, columns) + 1 + least_depth(two, columns)
        beside = (
            max(least_depth(one, cut), least_depth(two, columns - cut))
            for cut in range(1, columns)
        )
        best = min(best, stacked, *beside)
    return best


def _piece(number: int, grid: Grid, desk: Desk) -> Piece:
    columns, lines = stand(desk.issue.ads[number], grid, desk.layout)
    return Piece(
        kind=PieceKind.ADVERTISEMENT,
        name=f"{_NAME}{number}",
        section="",
        rank=_LAST_RANK + number,
        band=Band.BRIEF,
        grid=grid.name,
        columns=columns,
        lines=lines,
    )
