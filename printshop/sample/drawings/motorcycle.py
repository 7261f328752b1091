"""A motorcycle climbing in the rain, cut like the lead drawing but without its blue.

The machine is drawn level, with the rear axle at nought, and then laid on the hill.
"""

import math
from collections.abc import Iterable

from printshop.sample.drawings.shapes import (
    Point,
    gouge,
    outline,
    ring,
    scatter,
    smooth,
)
from printshop.sample.drawings.sheet import (
    BLACK,
    RED,
    WHITE,
    Sheet,
    columns_pt,
    lines_pt,
)

SKY = "#a2a2a2"
HAZE = "#c9c9c9"
GLOOM = "#6b6b6b"

SLOPE = math.radians(-9)
SCALE = 1.34
REAR_AXLE: Point = (100, 190)
WHEEL = 29.0
FRONT: Point = (102, 0)


def draw_motorcycle() -> Sheet:
    """Draw motorcycle.svg, three columns wide."""
    sheet = Sheet(columns_pt(3), lines_pt(23), "A motorcycle on the hill", grain=10)
    _weather(sheet)
    _road(sheet)
    for axle in ((0.0, 0.0), FRONT):
        _wheel(sheet, axle)
    _machine(sheet)
    _rider(sheet)
    _spray(sheet)
    return sheet


def _laid(points: Iterable[Point]) -> list[Point]:
    """Lay points of the level machine on the hill."""
    cosine, sine = math.cos(SLOPE) * SCALE, math.sin(SLOPE) * SCALE
    x0, y0 = REAR_AXLE
    return [(x0 + x * cosine - y * sine, y0 + x * sine + y * cosine) for x, y in points]


def _shape(sheet: Sheet, points: Iterable[Point], fill: str = BLACK) -> None:
    """Fill a soft shape of the machine."""
    sheet.area(_laid(smooth(list(points), closed=True)), fill)


def _bar(
    sheet: Sheet, points: Iterable[Point], width: float, colour: str = BLACK
) -> None:
    """Draw a tube or a rod of the machine."""
    sheet.line(_laid(points), width=width * SCALE, colour=colour)


def _cuts(
    sheet: Sheet, cuts: Iterable[tuple[Point, Point, float]], fill: str = WHITE
) -> None:
    """Cut highlights into the machine."""
    strokes: list[list[Point]] = []
    for start, end, width in cuts:
        near, far = _laid((start, end))
        strokes.append(gouge(near, far, width * SCALE))
    sheet.areas(strokes, fill)


def _weather(sheet: Sheet) -> None:
    """Lay a wet sky, the lamp's beam, and rain across both."""
    wide, high = sheet.width_pt, sheet.height_pt
    sheet.panel(0, 0, wide, high, SKY)
    lamp = _laid([(96, -62)])[0]
    beam = [lamp, (wide, lamp[1] - 62), (wide, lamp[1] + 20)]
    sheet.area(beam, HAZE)
    sheet.area([lamp, (wide, lamp[1] - 36), (wide, lamp[1] - 2)], WHITE)
    chance = scatter(50)
    dark: list[list[Point]] = []
    light: list[list[Point]] = []
    for place in range(420):
        x, y = (next(chance) * 1.2 - 0.05) * wide, next(chance) * high - 12
        long = 12 + 16 * next(chance)
        drop = gouge((x, y), (x - long * 0.42, y + long), 0.7 + 0.6 * next(chance))
        (dark if place % 3 else light).append(drop)
    sheet.areas(dark, GLOOM)
    sheet.areas(light, WHITE)


def _road(sheet: Sheet) -> None:
    """Draw the hill, its wet setts and the wall along it."""
    wide, high = sheet.width_pt, sheet.height_pt
    (_, left), (_, right) = _laid(
        [(-REAR_AXLE[0] / SCALE, WHEEL + 1), (208, WHEEL + 1)]
    )
    sheet.area([(0, left), (wide, right), (wide, high), (0, high)])
    chance = scatter(21)
    for row in range(7):
        drop = 9 + row * 9.5
        cuts: list[list[Point]] = []
        for place in range(26):
            x = (place + next(chance)) * wide / 26
            y = left + (right - left) * x / wide + drop
            long = 4 + row * 1.3 + 5 * next(chance)
            if next(chance) < 0.75:
                cuts.append(
                    gouge(
                        (x - long, y + 0.9), (x + long, y - long * 0.2), 1 + row * 0.14
                    )
                )
        sheet.areas(cuts, GLOOM if row % 2 else SKY)
    shine = [
        gouge(
            (x, left + (right - left) * x / wide + 3),
            (x + 26, left + (right - left) * (x + 26) / wide + 2.4),
            1.5,
        )
        for x in (246, 282, 318, 340)
    ]
    sheet.areas(shine, WHITE)


def _wheel(sheet: Sheet, axle: Point) -> None:
    """Draw tyre, rim, spokes and hub."""
    x, y = axle
    for radius, colour in ((WHEEL, BLACK), (22.5, WHITE), (21, BLACK), (19.4, SKY)):
        sheet.area(_laid(ring(x, y, radius, radius)), colour)
    for spoke in range(18):
        turn = math.pi * 2 * spoke / 18
        end = (x + 20 * math.cos(turn + 0.22), y + 20 * math.sin(turn + 0.22))
        _bar(sheet, [(x + 4 * math.cos(turn), y + 4 * math.sin(turn)), end], 0.5)
    sheet.area(_laid(ring(x, y, 6.4, 6.4, sides=20)))
    sheet.area(_laid(ring(x, y, 2, 2, sides=12)), WHITE)
    for turn in (-2.5, -1.9, -1.2, -0.6):
        edge = [
            (x + 26 * math.cos(turn + d), y + 26 * math.sin(turn + d)) for d in (0, 0.3)
        ]
        _cuts(sheet, [(edge[0], edge[1], 1.3)])


def _machine(sheet: Sheet) -> None:
    """Build the motorcycle: frame, engine, pipe, chain, tank, fork and lamp."""
    _bar(sheet, [(0, 0), (38, -8)], 3.4)
    _bar(sheet, [(2, -2), (12, -40)], 2.6)
    _bar(sheet, outline("84,-62 68,-14 40,-8 22,-44"), 3)
    _shape(sheet, outline("-24,-34 -14,-38 4,-42 16,-46 14,-40 0,-36 -16,-30"))
    _shape(sheet, outline("-8,-48 4,-53 26,-50 44,-50 46,-43 24,-42 4,-45"))
    _shape(sheet, outline("36,-38 44,-41 62,-40 71,-34 71,-16 62,-7 40,-7 33,-16"))
    fins = [((40, -36 + 3.4 * fin), (66, -35 + 3.4 * fin), 1.2) for fin in range(5)]
    _cuts(sheet, fins)
    sheet.area(_laid(ring(47, -13, 6.6, 6.6, sides=20)), SKY)
    sheet.area(_laid(ring(47, -13, 4.4, 4.4, sides=20)))
    _bar(sheet, outline("70,-30 76,-20 70,-8 52,-2 30,0"), 3.6)
    _shape(sheet, outline("34,-3 8,-1 -22,-6 -30,-9 -31,-3 -22,2.4 6,5 34,3"))
    _cuts(sheet, [((-26, -4.6), (28, -0.6), 2), ((74, -26), (75, -18), 1.1)])
    for upper, lower in (((0, -6.2), (47, -18.6)), ((0, 6.2), (47, -7.4))):
        _bar(sheet, [upper, lower], 2.4)
        links = [
            (
                upper[0] + (lower[0] - upper[0]) * s / 16,
                upper[1] + (lower[1] - upper[1]) * s / 16,
            )
            for s in range(17)
        ]
        for start, end in zip(links[::2], links[1::2], strict=False):
            _bar(sheet, [start, end], 1.3, WHITE)
    _shape(sheet, outline("42,-49 46,-58 60,-64 76,-63 82,-56 76,-48 58,-45"), RED)
    _cuts(sheet, [((50, -57.6), (74, -60.4), 2.4)])
    _front(sheet)


def _front(sheet: Sheet) -> None:
    """Hang the fork, the guard, the lamp and the bars."""
    x, y = FRONT
    _bar(sheet, [(82, -70), (x, y)], 4)
    _bar(sheet, [(84.5, -60), (x - 2, y - 12)], 1, WHITE)
    guard = [
        (x + 31 * math.cos(turn), y + 31 * math.sin(turn))
        for turn in (-2.5, -2.1, -1.7, -1.2, -0.8)
    ]
    _bar(sheet, smooth(guard), 3)
    _shape(sheet, outline("84,-68 93,-71 99,-66 98.6,-58 92,-54 85,-58"))
    sheet.area(_laid(ring(97.4, -62.4, 2.2, 6.2, sides=20)), WHITE)
    _bar(sheet, [(84, -68), (80, -76), (70, -77)], 2.2)
    _bar(sheet, [(82, -76), (79, -88), (86, -90)], 1.2)


BODY = (
    outline("14,-50 8,-60 14,-76 30,-92 46,-100 58,-98 61,-88 52,-76 42,-62 36,-50"),
    outline(
        "14,-56 30,-60 52,-52 63,-44 61,-36 50,-24 44,-12 34,-13 40,-30 44,-38 "
        "26,-44 14,-46"
    ),
    outline("32,-15 46,-13 56,-9 57,-4 36,-4 30,-8"),
    outline("46,-96 58,-96 66,-84 74,-80 82,-79 82,-72 70,-70 58,-76 48,-86"),
    outline("52,-100 51,-112 59,-121 70,-121 78,-113 78.6,-104 73,-97 62,-95"),
)
"""Back, leg, boot, arm and helmet."""
SCARF = outline("50,-99 40,-100 26,-96 14,-100 20,-93 34,-91 50,-94")
WET: tuple[tuple[Point, Point, float], ...] = (
    ((66, -110.6), (79, -108), 5.6),
    ((56, -116), (66, -119), 1.6),
    ((11, -62), (36, -94), 2),
    ((40, -96.6), (50, -98.4), 1.4),
    ((52, -92), (68, -80.6), 1.7),
    ((22, -56.4), (58, -46.4), 2),
    ((59, -38), (47, -22), 1.6),
    ((24, -70), (36, -82), 1.4),
    ((30, -64), (42, -76), 1.3),
    ((38, -10.6), (52, -8.6), 1.2),
)


def _rider(sheet: Sheet) -> None:
    """Sit the rider on, with the wet shining on him and a scarf behind."""
    for part in BODY:
        _shape(sheet, part)
    _cuts(sheet, WET)
    _shape(sheet, SCARF, RED)


def _spray(sheet: Sheet) -> None:
    """Throw the water up behind both wheels."""
    chance = scatter(19)
    for axle, count, reach in ((0.0, 44, 62), (FRONT[0], 22, 34)):
        drops: list[tuple[Point, Point, float]] = []
        for _ in range(count):
            turn = math.radians(184 + 44 * next(chance))
            near = WHEEL * 0.96 + reach * 0.55 * next(chance)
            far = near + 7 + reach * 0.3 * next(chance)
            foot = (axle - 8, WHEEL * 0.8)
            start = (foot[0] + near * math.cos(turn), foot[1] + near * math.sin(turn))
            end = (foot[0] + far * math.cos(turn), foot[1] + far * math.sin(turn))
            drops.append((start, end, 1.2 + next(chance)))
        _cuts(sheet, drops)
