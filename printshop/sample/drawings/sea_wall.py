"""The sea wall cut through at its worst place: what it carries and what is gone.

One metre is 27 points, up and across alike. Levels are feet on the gauge at the
mole, which stands on the same zero as the drawing.
"""

from itertools import pairwise

from printshop.sample.drawings.shapes import (
    Point,
    gouge,
    outline,
    ring,
    scatter,
    smooth,
)
from printshop.sample.drawings.sheet import RED, WHITE, Sheet, columns_pt, lines_pt

METRE_PT = 27
FOOT_PT = METRE_PT * 0.3048
ZERO_PT = 216
"""Where the gauge's nought lies, from the top of the sheet."""

STONE = "#a2a2a2"
EARTH = "#ececec"
CLAY = "#b9b9b9"
WATER = "#d6d6d6"

TOE_PT = 126
BASE_PT = 204
TOP_PT = 62
ROAD_PT = 84
PAVING_PT = 7
LEVELS = (
    (14.0, "14ft, January 1953", -3),
    (13.1, "13ft 1in, January 2026", 8.6),
    (9.67, "9ft 8in, this week’s tables", -3),
    (1.5, "Low water", -3),
)
"""Feet on the gauge, what they were, and where the words stand."""
LABELS = ((196, 108, 54, 16), (214, 134, 75, 44))
"""Boxes that the stones of the fill keep clear of."""


def draw_sea_wall() -> Sheet:
    """Draw sea-wall-section.svg, three columns wide."""
    sheet = Sheet(
        columns_pt(3), lines_pt(23), "The sea wall at Kirk Links, cut through"
    )
    _sea(sheet)
    _ground(sheet)
    _wall(sheet)
    _road(sheet)
    _services(sheet)
    _hollow(sheet)
    _names(sheet)
    return sheet


def _foot(feet: float) -> float:
    """Find the height of so many feet on the gauge."""
    return ZERO_PT - feet * FOOT_PT


def _face(y: float) -> float:
    """Find the wall's leaning face at a height on the sheet."""
    return TOE_PT + 16 * (BASE_PT - y) / (BASE_PT - TOP_PT)


def _sea(sheet: Sheet) -> None:
    """Draw the water and the levels that it has reached."""
    top = _foot(9.67)
    sheet.area(
        [(0, top), (_face(top), top), (TOE_PT, BASE_PT), (60, 209), (0, 218)], WATER
    )
    waves = (
        (20, 143, 22),
        (66, 148, 30),
        (96, 158, 20),
        (14, 162, 34),
        (58, 171, 28),
        (84, 184, 24),
    )
    cuts = [gouge((x, y), (x + long, y), 1.2) for x, y, long in waves]
    sheet.areas(cuts, WHITE)
    for feet, name, shift in LEVELS:
        y = _foot(feet)
        right = _face(y) if feet > 2 else TOE_PT - 1
        sheet.line([(0, y), (right, y)], width=0.7, dash="" if feet == 9.67 else "3 2")
        sheet.words(0, y + shift, name)


def _ground(sheet: Sheet) -> None:
    """Draw fill and clay, with stones in the fill."""
    right, foot = sheet.width_pt, sheet.height_pt
    sheet.panel(150, ROAD_PT, right - 150, BASE_PT - ROAD_PT + 2, EARTH)
    clay = smooth(
        [(0, 219), (60, 209), (TOE_PT, 205), (205, 204), (240, 192), (right, 186)]
    )
    sheet.area([*clay, (right, foot), (0, foot)], CLAY)
    sheet.line(clay, width=0.9)
    chance = scatter(1884)
    stones: list[list[Point]] = []
    for _ in range(230):
        x, y = 172 + next(chance) * (right - 176), 97 + next(chance) * 88
        size = 0.6 + 1.3 * next(chance) ** 2
        if not any(a <= x <= a + w and b <= y <= b + h for a, b, w, h in LABELS):
            stones.append(ring(x, y, size * 1.3, size, sides=7))
    sheet.areas(stones, STONE)
    strokes = [
        gouge((x, y), (x + 13, y - 1.5), 1.1)
        for x, y in outline(
            "252,240 300,222 330,242 350,212 280,206 20,232 46,244 318,200 262,222"
        )
    ]
    sheet.areas(strokes, "#7c7c7c")


def _wall(sheet: Sheet) -> None:
    """Build the wall of dressed blocks, with its cope and railing."""
    courses = [float(TOP_PT), 73.0, float(ROAD_PT)]
    courses += [ROAD_PT + (BASE_PT - ROAD_PT) * course / 7 for course in range(1, 8)]
    for row, (upper, lower) in enumerate(pairwise(courses)):
        right = 157.0 if row < 2 else 172.0 if row < 4 else 182.0 if row < 6 else 200.0
        joints = [0.0, *([] if row < 2 else [(0.42, 0.7), (0.34, 0.62)][row % 2]), 1.0]
        left_up, left_low = _face(upper), _face(lower)
        sheet.area(
            [(left_up, upper), (right, upper), (right, lower), (left_low, lower)]
        )
        for start, end in pairwise(joints):
            wide_up, wide_low = right - left_up, right - left_low
            block = [
                (left_up + wide_up * start + 0.7, upper + 0.7),
                (left_up + wide_up * end - 0.7, upper + 0.7),
                (left_low + wide_low * end - 0.7, lower - 0.7),
                (left_low + wide_low * start + 0.7, lower - 0.7),
            ]
            sheet.area(block, STONE)
    sheet.panel(_face(TOP_PT) - 4, TOP_PT - 4.4, 161 - _face(TOP_PT) + 4, 4.8)
    for x in (146.6, 156.4):
        sheet.line([(x, TOP_PT - 4), (x, TOP_PT - 26)], width=1.3)
    for y in (TOP_PT - 25, TOP_PT - 15):
        sheet.line([(143, y), (160, y)], width=1.3)


def _road(sheet: Sheet) -> None:
    """Lay the road and park a car on it."""
    right = sheet.width_pt
    sheet.panel(168, ROAD_PT, right - 168 - 24, PAVING_PT)
    sheet.panel(157, ROAD_PT - 3, 14, 4)
    sheet.panel(157.7, ROAD_PT - 2.3, 12.6, 3, STONE)
    verge = smooth(
        [(right - 26, ROAD_PT + 1), (right - 14, ROAD_PT - 4), (right, ROAD_PT - 6)]
    )
    sheet.area([*verge, (right, 108), (right - 26, 108)], EARTH)
    sheet.line(verge, width=0.8)
    _car(sheet, (214, ROAD_PT))


def _car(sheet: Sheet, ground: Point) -> None:
    """Draw a small car from behind, 1.7 metres wide."""
    x, y = ground
    body = outline(
        "-22,-5 -23,-17 -20,-22 -15.5,-36 -10,-39 10,-39 15.5,-36 20,-22 23,-17 22,-5"
    )
    for side in (-1, 1):
        sheet.panel(x + side * 17 - 4, y - 9, 8, 9)
    sheet.area([(x + dx, y + dy) for dx, dy in body])
    glass = outline("-14.6,-23 -11.4,-34 -8,-35.6 8,-35.6 11.4,-34 14.6,-23")
    sheet.area([(x + dx, y + dy) for dx, dy in glass], WHITE)
    for side in (-1, 1):
        sheet.panel(x + side * 18.4 - 2.6, y - 19, 5.2, 3.6, RED)
    sheet.panel(x - 7, y - 13, 14, 3.8, WHITE)
    sheet.panel(x - 22, y - 7.6, 44, 1.1, WHITE)


def _services(sheet: Sheet) -> None:
    """Draw the sewer in brick and the cable in its duct."""
    x, y = 236, 156
    sheet.disc(x, y, 17)
    sheet.disc(x, y, 15.6, STONE)
    sheet.disc(x, y, 12.8)
    sheet.disc(x, y, 11.6, WHITE)
    sheet.area(ring(x, y, 11.6, 11.6)[2:23], "#7c7c7c")
    sheet.panel(198, 111, 9, 9)
    sheet.panel(199.2, 112.2, 6.6, 6.6, WHITE)
    sheet.disc(202.5, 115.5, 2)


def _hollow(sheet: Sheet) -> None:
    """Cut out what the sea has taken from under the foot."""
    right, top = TOE_PT + 1.1 * METRE_PT, BASE_PT - 0.7 * METRE_PT
    roof = [
        (TOE_PT + 1.6, top + 1),
        (TOE_PT + 7, top),
        (TOE_PT + 12, top + 2.4),
        (TOE_PT + 17, top + 1.4),
        (TOE_PT + 21, top + 6),
        (right - 3, top + 8),
        (right, BASE_PT - 4),
    ]
    floor = [
        (right - 4, BASE_PT + 0.6),
        (TOE_PT + 10, BASE_PT + 1.4),
        (TOE_PT - 4, BASE_PT + 1),
    ]
    sheet.area([(TOE_PT - 1, BASE_PT - 6), *roof, *floor], RED)
    y = BASE_PT + 14
    for x in (TOE_PT, right):
        sheet.line([(x, y - 8), (x, y + 3)], width=0.6)
    sheet.line([(TOE_PT, y), (right, y)], width=0.6)


def _names(sheet: Sheet) -> None:
    """Name the parts."""
    sheet.words(
        0, 8.6, "Kirk Links, at the worst of three places", size=10.5, weight=700
    )
    sheet.words(161, 220, "1.1 metres deep on Wednesday", weight=700)
    sheet.words(161, 230, "90cm in August", weight=700)
    sheet.words(120, 224, "Hollow, 70cm", anchor="end", weight=700)
    sheet.words(120, 234, "high at the mouth", anchor="end", weight=700)
    sheet.words(258, 159, "Sewer", weight=700)
    sheet.words(211, 118.6, "Cable", weight=700)
    sheet.words(318, 79, "Road", weight=700, anchor="middle")
    sheet.words(134, 45, "New railings", anchor="end")
    sheet.words(130, 68, "Wall of 1884", anchor="end")
