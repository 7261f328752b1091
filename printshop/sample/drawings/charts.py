"""Charts: as few lines as will carry the numbers, and the numbers themselves.

The last or worst value is red; the others are black and grey. Every figure that
the story quotes stands in the chart.
"""

from collections.abc import Sequence

from printshop.sample.drawings.crab import draw_crab
from printshop.sample.drawings.shapes import Point, outline
from printshop.sample.drawings.sheet import (
    BLACK,
    RED,
    WHITE,
    Sheet,
    columns_pt,
    lines_pt,
)

GAP = "#cfcfcf"

FERRY_LOSSES = (
    ("2020–21", 2900),
    ("2021–22", 4100),
    ("2022–23", 5600),
    ("2023–24", 7200),
    ("2024–25", 9300),
    ("2025–26", 11000),
)
"""Pounds a week, October to March."""

CRAB_MONTHS = ("April", "May", "June", "July", "Aug", "Sept", "Oct")
CRAB_2025 = (34, 41, 48, 55, 61, 66, 62)
CRAB_2026 = (33, 37, 42, 46, 49, 44, 38)
"""Tonnes a month."""


def draw_ferry_losses() -> Sheet:
    """Draw the losses as soundings below the waterline, with the boat above them."""
    sheet = Sheet(columns_pt(2), lines_pt(17), "The night ferry’s losses")
    sheet.words(0, 8.6, "Lost in an average winter week", size=10.5, weight=700)
    water, floor = 42.0, sheet.height_pt - 11
    step = (sheet.width_pt + 4) / len(FERRY_LOSSES)
    wide = step - 4
    deepest = max(loss for _, loss in FERRY_LOSSES)
    for place, (winter, loss) in enumerate(FERRY_LOSSES):
        x = place * step
        depth = loss / deepest * (floor - water)
        colour = RED if loss == deepest else BLACK
        sheet.panel(x, water + 2, wide, depth - 2, colour)
        middle, foot = x + wide / 2, water + depth
        sheet.words(
            middle,
            foot - 5,
            f"£{loss:,}",
            size=10,
            weight=700,
            anchor="middle",
            fill=WHITE,
        )
        sheet.words(middle, foot + 9.6, winter, anchor="middle")
    _waterline(sheet, water)
    _ferry(sheet, (150, water + 1.5))
    return sheet


def _waterline(sheet: Sheet, water: float) -> None:
    """Draw a flat sea, and a few strokes of wake astern of the boat."""
    sheet.line([(0, water), (sheet.width_pt, water)], width=1)
    for x, y, long in ((112, -3, 34), (88, -6, 26), (124, -8.5, 14), (58, -3, 22)):
        sheet.line([(x, water + y), (x + long, water + y)], width=0.6)


def _ferry(sheet: Sheet, stern: Point) -> None:
    """Draw the night boat, bow to the right, her keel just under the water."""
    x, y = stern
    hull = outline("0,-8.6 1.6,-1.5 74,-1.5 83,-12 70,-9.8 10,-8.6")
    house = outline("11,-8 11,-13.4 52,-13.4 52,-18 61,-18 63,-9")
    funnel = outline("25,-13 23.6,-21 32.4,-21 33,-13")
    for shape in (hull, house, funnel):
        sheet.area([(x + dx, y + dy) for dx, dy in shape])
    for window in range(9):
        sheet.panel(x + 14 + 4.1 * window, y - 11.8, 2.1, 1.3, WHITE)
    sheet.panel(x + 53.6, y - 16.6, 6.2, 1.5, WHITE)
    sheet.panel(x + 24.2, y - 18.4, 8.4, 1.6, WHITE)
    sheet.line([(x + 56, y - 18), (x + 56, y - 25)], width=0.8)
    sheet.line([(x + 53.6, y - 22.6), (x + 58.4, y - 22.6)], width=0.6)


def draw_crab_landings() -> Sheet:
    """Draw two years of landings, and the gap between them filled."""
    sheet = Sheet(columns_pt(2), lines_pt(17), "Crab landed at Skerrow")
    sheet.words(0, 8.6, "Crab landed at Skerrow, tonnes a month", size=10.5, weight=700)
    sheet.area([*_curve(CRAB_2025), *reversed(_curve(CRAB_2026))], GAP)
    sheet.line([(0, _height(0)), (sheet.width_pt, _height(0))], width=0.9)
    for place, month in enumerate(CRAB_MONTHS):
        sheet.words(_month(place), _height(0) + 11, month, anchor="middle")
    _year(sheet, CRAB_2025, "2025", "367 tonnes", -6, BLACK)
    _year(sheet, CRAB_2026, "2026", "289 tonnes", 12.4, RED)
    draw_crab(sheet, (96, 144), 0.92)
    return sheet


def _month(place: int) -> float:
    """Find the month's place from left to right."""
    return 12 + place * 29.6


def _height(tonnes: float) -> float:
    """Find the height of so many tonnes."""
    return 169 - tonnes * 2.04


def _curve(values: Sequence[int]) -> list[Point]:
    """Join the months with straight lines: nobody weighed crab in between."""
    return [(_month(place), _height(value)) for place, value in enumerate(values)]


def _year(
    sheet: Sheet,
    values: Sequence[int],
    year: str,
    total: str,
    shift: float,
    colour: str,
) -> None:
    """Draw one year's line, the value of every month, and the sum at its end."""
    points = _curve(values)
    sheet.line(points, width=1.4 if colour == BLACK else 2.4, colour=colour)
    for (x, y), value in zip(points, values, strict=True):
        sheet.disc(x, y, 2.8, WHITE)
        sheet.disc(x, y, 2.1, colour)
        sheet.words(x, y + shift, str(value), anchor="middle")
    x, y = points[-1]
    y -= shift * 0.5
    sheet.words(x + 9, y + 2, year, size=12, weight=900, fill=colour)
    sheet.words(x + 9, y + 12, total)
