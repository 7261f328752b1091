"""The moon at the half over Marrick pier: light from the side, so that depth shows."""

import math

from printshop.sample.drawings.shapes import (
    Point,
    gouge,
    outline,
    ring,
    scatter,
    smooth,
)
from printshop.sample.drawings.sheet import BLACK, WHITE, Sheet, columns_pt, lines_pt

NIGHT = "#1c1c1c"
DUSK = "#3d3d3d"
SEA = "#b4b4b4"

MOON: Point = (150, 66)
RADIUS = 54
CRATERS: tuple[tuple[float, float, float], ...] = (
    (9, -30, 5.4),
    (5, -12, 4),
    (12, 4, 6.8),
    (6, 20, 4.6),
    (14, 34, 5.6),
    (22, -20, 3.4),
    (25, 20, 3.8),
    (33, 34, 2.8),
    (20, 44, 2.6),
    (34, 2, 2.4),
    (3, -44, 2.6),
    (29, -40, 2.4),
    (43, 22, 1.8),
    (22, 8, 1.8),
    (40, -14, 1.5),
)
"""Across and down from the middle, and the radius."""
SEAS: tuple[tuple[Point, ...], ...] = (
    outline("16,-38 28,-33 33,-24 24,-27 15,-29"),
    outline("30,-22 42,-16 45,-5 36,-3 29,-11"),
    outline("24,2 36,8 41,18 34,26 27,16"),
)


def draw_moon() -> Sheet:
    """Draw moon.svg, two columns wide."""
    sheet = Sheet(columns_pt(2), lines_pt(17), "The moon at the half", grain=10)
    sheet.panel(0, 0, sheet.width_pt, sheet.height_pt, NIGHT)
    _glow(sheet)
    _half(sheet)
    _water(sheet)
    _pier(sheet)
    return sheet


def _glow(sheet: Sheet) -> None:
    """Cut rings of short strokes round the lit side, and stars elsewhere."""
    chance = scatter(1117)
    x, y = MOON
    rings: list[list[Point]] = []
    for row in range(7):
        radius = RADIUS + 8 + row * 9
        for place in range(int(radius * 0.5)):
            turn = -2.2 + 4.4 * (place + next(chance)) / int(radius * 0.5)
            if next(chance) > 0.9 - row * 0.09:
                continue
            half = 0.045 + 0.03 * next(chance)
            start = (
                x + radius * math.cos(turn - half),
                y + radius * math.sin(turn - half),
            )
            end = (
                x + radius * math.cos(turn + half),
                y + radius * math.sin(turn + half),
            )
            rings.append(gouge(start, end, 1.6 - row * 0.16))
    sheet.areas(rings, "#7c7c7c")
    for _ in range(34):
        sx, sy = next(chance) * 236 + 4, next(chance) * 112 + 4
        if math.hypot(sx - x, sy - y) > RADIUS + 34 + 20 * next(chance):
            sheet.disc(sx, sy, 0.5 + 0.5 * next(chance), WHITE)


def _half(sheet: Sheet) -> None:
    """Draw the dark half faintly, the lit half, its seas and its craters."""
    x, y = MOON
    sheet.disc(x, y, RADIUS, DUSK)
    chance = scatter(17)
    limb = [
        (x + RADIUS * math.cos(t), y + RADIUS * math.sin(t))
        for t in (math.pi * (step / 40 - 0.5) for step in range(41))
    ]
    edge = [
        (x + 3.4 * (next(chance) - 0.5), y + RADIUS - 2 * RADIUS * step / 30)
        for step in range(1, 30)
    ]
    sheet.area([*limb, *edge], WHITE)
    for shore in SEAS:
        sheet.area(smooth([(x + dx, y + dy) for dx, dy in shore], closed=True), SEA)
    for across, down, radius in CRATERS:
        cx, cy = x + across, y + down
        thin = 0.62 + 0.38 * math.cos(math.asin(min(0.95, across / RADIUS)))
        sheet.area(ring(cx, cy, radius * thin, radius, sides=28), SEA)
        shade = 1.3 - across / RADIUS
        crescent = _shade((cx, cy), radius, thin, shade)
        sheet.area(crescent)


def _shade(middle: Point, radius: float, thin: float, depth: float) -> list[Point]:
    """Outline the shadow that the sunward wall of a crater throws into it."""
    x, y = middle
    outer: list[Point] = []
    inner: list[Point] = []
    for step in range(13):
        turn = math.pi * (step / 12 - 0.5)
        outer.append((x + radius * thin * math.cos(turn), y + radius * math.sin(turn)))
        inner.append(
            (
                x + radius * thin * math.cos(turn) * (1 - depth),
                y + radius * math.sin(turn),
            )
        )
    return [*outer, *reversed(inner)]


def _water(sheet: Sheet) -> None:
    """Cut the moon's path into the water."""
    chance = scatter(24)
    sheet.panel(0, 132, sheet.width_pt, sheet.height_pt - 132)
    for row in range(14):
        y = 134.5 + row * 3.4
        cuts: list[list[Point]] = []
        for _ in range(7):
            off = (next(chance) + next(chance) - 1) * (14 + row * 3.2)
            long = 4 + 7 * next(chance)
            cuts.append(
                gouge(
                    (MOON[0] + 12 + off - long, y), (MOON[0] + 12 + off + long, y), 1.4
                )
            )
        sheet.areas(cuts, WHITE if row % 3 else SEA)
        far = [
            gouge((px, y), (px + 12, y), 0.9)
            for px in (next(chance) * 236 for _ in range(6))
        ]
        sheet.areas(far, DUSK)


def _pier(sheet: Sheet) -> None:
    """Set the pier with three telescopes and those who look."""
    deck = 147.0
    for shift, fill in ((-0.9, WHITE), (0.0, BLACK)):
        sheet.area(
            [(0, deck + shift), (128, deck + shift), (128, deck + 8), (0, deck + 8)],
            fill,
        )
    for post in (14, 44, 74, 104, 122):
        sheet.panel(post - 0.8, deck + 7, 5.6, 40, DUSK)
        sheet.panel(post, deck + 7, 4.6, 40)
    for x, lean in ((22.0, 20.0), (62.0, 18.0), (100.0, 22.0)):
        _telescope(sheet, (x, deck), lean)
    for x, tall in outline("9,25 50,24 86,26 116,21"):
        _watcher(sheet, (x, deck), tall)


def _telescope(sheet: Sheet, foot: Point, lean: float) -> None:
    """Stand a telescope on three legs, pointed at the moon."""
    x, y = foot
    for leg in (-6.0, 0.5, 7.0):
        sheet.line([(x, y - 17), (x + leg, y)], width=1.3, colour=SEA)
        sheet.line([(x + 0.3, y - 16.6), (x + leg + 0.5, y)], width=1.0)
    for shift, colour in ((0.0, WHITE), (0.9, BLACK)):
        sheet.line(
            [
                (x - 8 + shift * 0.3, y - 11.6 + shift),
                (x + lean * 0.72 + shift * 0.3, y - 31 + shift),
            ],
            width=5,
            colour=colour,
        )


def _watcher(sheet: Sheet, foot: Point, tall: float) -> None:
    """Draw somebody in a coat and hat, lit from the right."""
    x, y = foot
    for shift, fill in ((0.8, WHITE), (0.0, BLACK)):
        coat = smooth(
            [
                (x - 4.6, y),
                (x - 4.4, y - tall * 0.5),
                (x - 3, y - tall * 0.74),
                (x + 3, y - tall * 0.74),
                (x + 4.4, y - tall * 0.5),
                (x + 4.6, y),
            ]
        )
        sheet.area([(px + shift, py - shift * 0.5) for px, py in coat], fill)
        sheet.area(
            ring(x + shift, y - tall * 0.87 - shift * 0.5, 2.9, 3.4, sides=20), fill
        )
        sheet.area(
            ring(x + shift, y - tall * 0.97 - shift * 0.5, 3.3, 2, sides=20), fill
        )
