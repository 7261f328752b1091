"""The sky round a fire at night: steps of blue, rays, stars and a high cloud."""

import math

from printshop.sample.drawings.shapes import Point, gouge, ring, scatter
from printshop.sample.drawings.sheet import WHITE, Sheet

NIGHT = "#0b1426"
DEEP = "#10203c"
BLUE = "#1a3459"
CLEAR = "#2c527f"
PALE = "#7fa3c4"
FROST = "#dce7f0"


def draw_night_sky(sheet: Sheet, *, fire: Point, horizon_pt: float) -> None:
    """Lay the whole sky; every ray and every step of light comes from the fire."""
    _steps(sheet, fire, horizon_pt)
    _stars(sheet, fire)
    _cloud(sheet, fire)


def _glow(fire: Point, radius: float) -> list[Point]:
    """Cut one step of the glow, with the teeth that the gouge leaves."""
    chance = scatter(int(radius))
    edge: list[Point] = []
    teeth = int(radius * 1.3)
    for tooth in range(2 * teeth):
        turn = math.pi * tooth / teeth
        reach = radius * (0.9 + 0.07 * next(chance) + 0.1 * (tooth % 2) * next(chance))
        x, y = fire
        edge.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
    return edge


def _steps(sheet: Sheet, fire: Point, horizon_pt: float) -> None:
    """Lay the night in steps and cut rays out of every step."""
    sheet.panel(0, 0, sheet.width_pt, horizon_pt + 6, NIGHT)
    for radius, colour in ((236, DEEP), (160, BLUE), (92, CLEAR)):
        sheet.area(_glow(fire, radius), colour)
    for inner, rows, width, colour in (
        (232, 4, 1.5, DEEP),
        (150, 6, 1.7, BLUE),
        (84, 5, 1.8, CLEAR),
        (44, 4, 1.9, PALE),
        (17, 4, 2.1, FROST),
    ):
        sheet.areas(_rays(fire, inner, rows, width), colour)


def _rays(fire: Point, inner: float, rows: int, width: float) -> list[list[Point]]:
    """Cut rings of short strokes that point away from the fire."""
    chance = scatter(int(inner * 7))
    cuts: list[list[Point]] = []
    x, y = fire
    for row in range(rows):
        radius = inner + row * 13
        count = int(radius * 0.62) + 14
        for place in range(count):
            turn = 2 * math.pi * (place + 0.5 * (row % 2) + 0.4 * next(chance)) / count
            near = radius + 9 * next(chance)
            far = near + 10 + 9 * next(chance)
            thick = width * (1 - 0.62 * row / rows) * (0.7 + 0.5 * next(chance))
            cosine, sine = math.cos(turn), math.sin(turn)
            cuts.append(
                gouge(
                    (x + far * cosine, y + far * sine),
                    (x + near * cosine, y + near * sine),
                    thick,
                )
            )
    return cuts


def _stars(sheet: Sheet, fire: Point) -> None:
    """Prick the stars, fewer near the fire and none near the horizon."""
    chance = scatter(1868)
    for _ in range(95):
        x, y = 8 + next(chance) * (sheet.width_pt - 16), 6 + next(chance) * 165
        away = math.hypot(x - fire[0], y - fire[1])
        size = next(chance)
        if away > 105 + 90 * next(chance):
            sheet.area(ring(x, y, 0.4 + 0.6 * size, 0.4 + 0.6 * size, sides=7), WHITE)
            if size > 0.9:
                for dx, dy in ((3.6, 0), (0, 3.6)):
                    sheet.area(gouge((x - dx, y - dy), (x + dx, y + dy), 0.8), WHITE)


def _cloud(sheet: Sheet, fire: Point) -> None:
    """Draw the high cloud in which the rocket will be lost, lit from below."""
    bars = (
        (214, 18, 92, 3.4),
        (338, 14, 108, 3.2),
        (268, 27, 70, 3.0),
        (388, 25, 84, 3.0),
        (330, 35, 58, 2.6),
        (196, 34, 40, 2.2),
        (428, 36, 44, 2.2),
        (262, 43, 34, 1.8),
    )
    for x, y, half, thick in bars:
        sheet.area(gouge((x - half, y + 1), (x + half, y - 2), thick * 2), NIGHT)
        near = max(0.0, 1 - abs(x - fire[0]) / 170)
        sheet.area(
            gouge((x - half * 0.85, y + 2), (x + half * 0.8, y - 0.2), thick * 0.8),
            FROST if near > 0.7 else PALE if near > 0.25 else CLEAR,
        )
