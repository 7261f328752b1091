"""The lead drawing: a rocket over the breakwater before dawn, cut like a lino print.

From back to front: sky, far shore, breakwater, column of fire, water, boats, and
the people on the mole. The light comes from one point, the tail of the rocket;
everything turned towards it has a white edge, and everything else is dark.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from printshop.sample.drawings.crowd import draw_crowd
from printshop.sample.drawings.fleet import draw_fleet
from printshop.sample.drawings.night_sky import (
    BLUE,
    CLEAR,
    DEEP,
    FROST,
    NIGHT,
    PALE,
    draw_night_sky,
)
from printshop.sample.drawings.shapes import (
    Point,
    gouge,
    outline,
    ring,
    scatter,
    smooth,
)
from printshop.sample.drawings.sheet import RED, WHITE, Sheet, columns_pt, lines_pt

TAIL: Point = (280, 112)
PAD: Point = (287, 210)
HORIZON_PT = 214
SHORE_PT = 224


def draw_launch() -> Sheet:
    """Draw launch.svg, four columns wide and thirty lines high."""
    sheet = Sheet(columns_pt(4), lines_pt(30), "A rocket over the breakwater", grain=10)
    draw_night_sky(sheet, fire=TAIL, horizon_pt=HORIZON_PT)
    _shore(sheet)
    _tower(sheet)
    _column(sheet)
    _billows(sheet)
    _breakwater(sheet)
    _water(sheet)
    draw_fleet(sheet, light=TAIL, dark=NIGHT, edge=FROST)
    draw_crowd(sheet, light=TAIL, edge=FROST, dim=PALE)
    return sheet


def _shore(sheet: Sheet) -> None:
    """Draw the far shore and the lamps along it."""
    west = outline("0,205 30,199 62,203 96,207 130,212 150,216")
    east = outline("330,216 368,208 404,203 440,196 474,191 499,190")
    for hill in (west, east):
        line = smooth(hill)
        sheet.area([*line, (line[-1][0], 226), (line[0][0], 226)], "#070d19")
    for x, y in outline("22,209 47,208 58,210 396,209 431,206 462,204"):
        sheet.disc(x, y, 0.8, FROST)


def _tower(sheet: Sheet) -> None:
    """Draw the launch tower that the rocket has left: posts, floors and braces."""
    left, right, top, foot = 300, 310, 148, 214
    for x in (left, right):
        sheet.line([(x, top), (x, foot)], width=1.5, colour=NIGHT)
    floors = [top + 11 * floor for floor in range(7)]
    for upper, lower in pairwise(floors):
        sheet.line([(left, upper), (right, lower)], width=0.8, colour=NIGHT)
        sheet.line([(right, upper), (left, lower)], width=0.8, colour=NIGHT)
        sheet.line([(left - 0.6, upper), (right + 0.6, upper)], width=1.1, colour=NIGHT)
    sheet.line([(305, top), (305, top - 16)], width=0.9, colour=NIGHT)
    sheet.line([(left, top + 12), (left - 7, top + 14)], width=1.3, colour=NIGHT)
    sheet.line([(left - 0.9, top), (left - 0.9, foot)], width=0.7, colour=FROST)


def _column(sheet: Sheet) -> None:
    """Draw rocket, flame and the bright column down to the stand."""
    x, y = TAIL
    middle = smooth([(x, y + 6), (x + 1, y + 34), (x + 4, y + 66), PAD])
    for start, end, colour in ((9, 27, PALE), (8, 21, FROST), (7, 13, WHITE)):
        sheet.area(_ribbon(middle, start, end), colour)
    chance = scatter(38)
    grooves: list[list[Point]] = []
    for _ in range(30):
        share = 0.3 + 0.65 * next(chance)
        spot = middle[int(share * (len(middle) - 1))]
        side = 1 if next(chance) > 0.5 else -1
        off = side * (1.6 + share * 7 * (0.5 + 0.5 * next(chance)))
        x, y = spot[0] + off, spot[1]
        grooves.append(gouge((x, y), (x + side * 0.8, y + 11), 1.1))
    sheet.areas(grooves, CLEAR)
    sheet.areas([_tongue(*tongue) for tongue in TONGUES], RED)
    sheet.areas([_tongue(0, 3.4, 56), _tongue(-2, 1.3, 42), _tongue(2, 1.3, 45)], WHITE)
    _rocket(sheet)


TONGUES = (
    (0, 5.0, 70),
    (-3.4, 2.6, 52),
    (3.6, 2.5, 57),
    (-1.4, 2.6, 80),
    (1.8, 2.4, 76),
)
"""Flames: how far from the middle they end, half their width, their length."""


def _tongue(across: float, half: float, length: float) -> list[Point]:
    """Outline one tongue of flame, out of the nozzle and down."""
    x, y = TAIL
    left = [(x - 2.2, y), (x + across * 0.5 - half, y + length * 0.24)]
    right = [(x + across * 0.5 + half, y + length * 0.24), (x + 2.2, y)]
    tip = (x + across + length * 0.03, y + length)
    return smooth(
        [
            *left,
            (x + across * 0.9 - half * 0.5, y + length * 0.62),
            tip,
            (x + across * 0.9 + half * 0.6, y + length * 0.6),
            *right,
        ]
    )


def _ribbon(middle: Sequence[Point], start: float, end: float) -> list[Point]:
    """Widen a line into a band with a shaking edge."""
    chance = scatter(int(end * 10))
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(middle):
        half = (start + (end - start) * index / len(middle)) / 2
        left.append((x - half * (0.8 + 0.5 * next(chance)), y))
        right.append((x + half * (0.8 + 0.5 * next(chance)), y))
    return smooth([*left, *reversed(right)], steps=3, closed=True)


def _rocket(sheet: Sheet) -> None:
    """Draw the rocket: a white body with its shaded side, nose and fins."""
    x, y = TAIL
    top, nose, half = y - 46, y - 61, 3.5
    sheet.area(gouge((x, y + 2), (x, nose - 3.4), 12.6), CLEAR)
    left = smooth([(x - half, top), (x - half * 0.78, top - 7), (x, nose)])
    right = smooth([(x, nose), (x + half * 0.78, top - 7), (x + half, top)])
    sheet.area([(x - half, y), *left, *right, (x + half, y)], WHITE)
    sheet.area([(x + 0.8, y), (x + 0.8, nose + 5), *right[4:], (x + half, y)], PALE)
    for band, high in ((top + 1, 1.1), (top + 18, 3.2), (top + 34, 1.1)):
        sheet.panel(x - half, band, 2 * half, high, NIGHT)
    for side in (-1, 1):
        foot = x + side * half
        sheet.area([(foot, y - 10), (foot + side * 3.6, y + 1), (foot, y - 1.5)], NIGHT)
    sheet.area([(x - 2.4, y), (x - 3.1, y + 3), (x + 3.1, y + 3), (x + 2.4, y)], NIGHT)


def _billows(sheet: Sheet) -> None:
    """Heap up the smoke round the foot of the tower and carve it."""
    puffs = (
        (287, 203, 13),
        (273, 207, 10),
        (302, 207, 10),
        (259, 210, 8),
        (316, 210, 8),
        (246, 212, 6.4),
        (329, 212, 6.4),
        (234, 213.5, 4.6),
        (341, 213.5, 4.6),
        (224, 215, 3),
        (351, 215, 3),
    )
    sheet.areas([ring(x, y, radius, radius * 0.86) for x, y, radius in puffs], PALE)
    lit: list[list[Point]] = []
    carved: list[list[Point]] = []
    for x, y, radius in puffs:
        toward = 0 if x == PAD[0] else 1 if x < PAD[0] else -1
        middle = (x + toward * radius * 0.25, y - radius * 0.25)
        lit.append(ring(*middle, radius * 0.7, radius * 0.56))
        carved += [_crescent((x, y), radius * at, -toward or 1) for at in (0.55, 0.8)]
    sheet.areas(lit, FROST)
    sheet.area(ring(PAD[0], 199, 8.4, 8.4), WHITE)
    sheet.areas(carved, CLEAR)


def _crescent(middle: Point, radius: float, side: int) -> list[Point]:
    """Cut a thin moon into the shaded side of a puff of smoke."""
    outer: list[Point] = []
    inner: list[Point] = []
    for step in range(9):
        turn = math.radians(-20 + 75 * step / 8)
        swell = math.sin(math.pi * step / 8) * 0.9
        for edge, reach in ((outer, radius + swell), (inner, radius)):
            edge.append(
                (
                    middle[0] + side * reach * math.cos(turn),
                    middle[1] + reach * 0.86 * math.sin(turn),
                )
            )
    return [*outer, *reversed(inner)]


def _breakwater(sheet: Sheet) -> None:
    """Draw the breakwater with the light at its end."""
    wall = [
        (150, SHORE_PT + 3),
        (158, 216),
        (178, 213.5),
        (499, 213),
        (499, SHORE_PT + 3),
    ]
    sheet.area(wall, "#070d19")
    sheet.area(gouge((176, 213.4), (284, 212.6), 1.1), FROST)
    sheet.area(gouge((430, 213), (292, 212.6), 1.1), FROST)
    x, foot, top = 176, 214, 168
    sheet.area([(x - 6, foot), (x - 3.6, top), (x + 3.6, top), (x + 6, foot)], NIGHT)
    sheet.area([(x + 3.4, foot), (x + 2, top), (x + 3.6, top), (x + 6, foot)], FROST)
    sheet.panel(x - 5.4, top - 1.6, 10.8, 1.8, NIGHT)
    sheet.panel(x - 2.9, top - 8.6, 5.8, 7, WHITE)
    for bar in (-2.9, -0.4, 2.1):
        sheet.panel(x + bar, top - 8.6, 0.8, 7, NIGHT)
    sheet.area([(x - 4.2, top - 8.4), (x, top - 14), (x + 4.2, top - 8.4)], NIGHT)
    sheet.area(gouge((x - 4, top - 5), (x - 92, top - 15), 3.4), FROST)
    sheet.area(gouge((x - 4, top - 4.6), (x - 70, top - 2), 1.5), PALE)


def _water(sheet: Sheet) -> None:
    """Lay the water and cut the light out of it, stroke by stroke."""
    sheet.panel(0, SHORE_PT, sheet.width_pt, sheet.height_pt - SHORE_PT, DEEP)
    chance = scatter(2566)
    cuts: dict[str, list[list[Point]]] = {
        BLUE: [],
        CLEAR: [],
        PALE: [],
        RED: [],
        WHITE: [],
    }
    for row in range(36):
        y = SHORE_PT + 1.6 + row * 1.5 + row * row * 0.022
        spread = 9 + row * 2.1
        for place in range(44):
            x = (place + next(chance)) * sheet.width_pt / 44
            off = abs(x - PAD[0]) / spread
            colour, share = _lit(off, next(chance))
            long = (3.5 + 6 * next(chance)) * (0.7 + row * 0.025)
            if next(chance) < share:
                thick = 0.9 + row * 0.028
                cuts[colour].append(gouge((x - long, y), (x + long, y + 0.3), thick))
    for colour, strokes in cuts.items():
        sheet.areas(strokes, colour)


def _lit(off: float, chance: float) -> tuple[str, float]:
    """Choose colour and density of the light so far from the middle of the path."""
    if off < 0.75:
        return WHITE, 0.96
    if off < 1.05 and chance > 0.7:
        return RED, 0.9
    if off < 1.6:
        return PALE, 0.66
    return (CLEAR, 0.5) if off < 3 else (BLUE, 0.4)
