"""The panels into which the space of a house advertisement is divided.

From the design specification (7, 10): a house advertisement is a block of a hand's
width, not half a page of red, and a page has one red block. Space that is deep or
large holds two or three of the paper's advertisements, one below another or side by
side; every one is another, and only the first that may be red is red.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printshop.flatplan import FrameKind, PagePlan, PieceKind, Placement
from printshop.flatplan.pack_shapes import SECOND_HOUSE_AD
from printshop.layout import PT_PER_MM
from printshop.pages.cover import last_line, panel_name
from printshop.pages.ruler import Ruler
from printshop.publication import HouseAd, HouseAdKind

_LEAST_LINES = 16
"""A panel that is less deep is no better than what it was cut from."""

_LEAST_BELOW = 13
"""Lines of one that stands below letters or briefs: it is a column wide."""

_MOST_PANELS = 3
_BEST_PROPORTION = 1.5
"""Width to height of a panel that looks best."""

_BEST_AREA_MM2 = 10_000.0
_PANEL_PRICE = 0.15
"""One panel more has to look so much better."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A house advertisement and the cells of the page that it fills."""

    ad: HouseAd
    column: int
    top: int
    columns: int
    lines: int
    is_red: bool
    name: str = ""
    """Of one that stands below the legs of a pack."""


def house_panels(
    page: PagePlan, ads: Sequence[HouseAd], ruler: Ruler
) -> Iterator[Panel]:
    """Divide the space of a page's house advertisements among the paper's."""
    has_red = False
    for turn, (name, part) in enumerate(_parts(page, len(ads), ruler)):
        ad = ads[(page.number + turn) % len(ads)]
        is_red = ad.kind != HouseAdKind.DONATION and not has_red
        has_red = has_red or is_red
        yield Panel(ad, *part, is_red, name)


_PACKS = {PieceKind.BRIEFS, PieceKind.LETTERS}

_Part = tuple[int, int, int, int]
"""Column, line, columns and lines."""


def _parts(page: PagePlan, count: int, ruler: Ruler) -> list[tuple[str, _Part]]:
    """Cut a page's space for house advertisements; none of them stands there twice."""
    spaces = [one for one in page.placements if one.kind == PieceKind.HOUSE_AD]
    spaces.sort(key=lambda space: space.name == SECOND_HOUSE_AD)
    parts: list[tuple[str, _Part]] = []
    if not count:
        return parts
    for others, space in zip(reversed(range(len(spaces))), spaces, strict=True):
        most = min(max(1, count - len(parts) - others), _MOST_PANELS)
        parts += [("", part) for part in _divided(space, most, ruler)]
    spare = max(0, count - len(parts))
    return parts + list(_below_packs(page, ruler))[:spare]


def _below_packs(page: PagePlan, ruler: Ruler) -> Iterator[tuple[str, _Part]]:
    """Find the legs of letters and briefs that end far above the page's foot."""
    foot = last_line(page, ruler.layout)
    for pack in page.placements:
        end = pack.top + pack.lines
        if pack.kind not in _PACKS or foot - end > 1:
            continue
        for column in range(pack.columns):
            legs = [
                frame.top + frame.lines
                for frame in pack.frames
                if frame.kind == FrameKind.LEG and frame.column == column
            ]
            top = pack.top + max(legs, default=0) + 1
            if legs and end - top >= _LEAST_BELOW:
                name = panel_name(page.number, pack, column)
                yield name, (pack.column + column, top, 1, end - top)


def _divided(space: Placement, most: int, ruler: Ruler) -> list[_Part]:
    """Cut a space into the panels that look best together, so many at most."""
    ways = [
        parts
        for count in range(1, most + 1)
        for rows in _rows(count)
        if (parts := _cut(space, rows))
    ]
    return min(ways, key=lambda parts: _price(parts, ruler))


def _rows(count: int) -> Iterator[tuple[int, ...]]:
    """List how so many panels go into rows of one or two."""
    for depth in range(1, count + 1):
        for rows in itertools.product((1, 2), repeat=depth):
            if sum(rows) == count:
                yield rows


def _cut(space: Placement, rows: Sequence[int]) -> list[_Part]:
    """Cut a space into rows of one depth, the spare lines to the first; empty if not.

    A blank line stands between two rows, and a gutter between two panels of one.
    """
    lines, spare = divmod(space.lines - (len(rows) - 1), len(rows))
    is_single = len(rows) == 1 and rows[0] == 1
    if not is_single and (lines < _LEAST_LINES or max(rows) > space.columns):
        return []
    parts, top = [], space.top
    for index, count in enumerate(rows):
        deep = lines + (spare if index == 0 else 0)
        wide = space.columns // count
        for place in range(count):
            columns = wide if place < count - 1 else space.columns - place * wide
            parts.append((space.column + place * wide, top, columns, deep))
        top += deep + 1
    return parts


def _price(parts: Sequence[_Part], ruler: Ruler) -> float:
    """Weigh how far panels are from the best proportion and size, on an average."""
    price = 0.0
    for _, _, columns, lines in parts:
        width_mm = ruler.width_mm(columns)
        height_mm = ruler.height_pt(lines) / PT_PER_MM
        price += abs(math.log(width_mm / height_mm / _BEST_PROPORTION))
        price += 0.5 * math.log(max(1.0, width_mm * height_mm / _BEST_AREA_MM2))
    return price / len(parts) + _PANEL_PRICE * len(parts)
