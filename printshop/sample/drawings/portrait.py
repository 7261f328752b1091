"""The columnist's head, in few strokes of a brush: cap, brow, nose, beard, jersey.

Drawn on a field of 100 by 110, and printed 20 millimetres wide. Nobody sat for it.
"""

from collections.abc import Iterable

from printshop.sample.drawings.shapes import Point, gouge, outline, smooth
from printshop.sample.drawings.sheet import BLACK, POINTS_PER_MM, WHITE, Sheet

GROUND = "#c4c4c4"

FACE: tuple[Point, ...] = outline(
    "34,38 74,38 77,44 76.5,49 80,55 86.5,63 86,67 81,69 80,73 81,80 "
    "78,92 68,102 52,104 38,92 32,74 31,54"
)
CAP: tuple[Point, ...] = outline(
    "27,40 22,33 24,22 36,13 54,9 71,13 81,23 80,33 76,38 52,36"
)
PEAK: tuple[Point, ...] = outline("56,35 76,34 91,38 97,44 88,43.5 74,42 58,41.5")
HAIR: tuple[Point, ...] = outline("27,38 37,39 38,50 34,62 36,76 30,70 25,58 25,46")
BEARD: tuple[Point, ...] = outline(
    "36,66 42,74 52,77 60,72 68,67.5 76,66.6 82,69.5 81,74 84,82 80,95 "
    "70,105 54,107 40,98 33,82"
)
JERSEY: tuple[Point, ...] = outline(
    "4,112 8,97 22,89 35,84 44,99 58,107 72,103 80,96 90,102 95,112"
)
SHADOW: tuple[Point, ...] = outline(
    "35,37 60,38 77,39 77.6,43.6 70,43 62,44.6 55,42.6 47,43 42,47 38.6,45 35,42"
)
INK: tuple[tuple[Point, Point, float], ...] = (
    ((58.6, 47.4), (78, 46.2), 3.8),
    ((64, 51.6), (75.4, 51.8), 2.6),
    ((60.4, 50.4), (54, 48.4), 1.2),
    ((60.4, 52.4), (53.4, 53.4), 1.2),
    ((60.6, 54.4), (55, 57.6), 1.1),
    ((66, 55.6), (73, 57.2), 1.1),
    ((79, 53.4), (87, 64), 1.3),
    ((87.2, 63.4), (80.6, 69.4), 2.4),
    ((77, 60.6), (75.6, 67), 1.9),
    ((77.6, 66.4), (84, 67.6), 1.8),
    ((71, 58.6), (62.6, 69), 1.8),
    ((51, 56), (46, 69), 1.6),
    ((56, 58), (52, 71), 1.2),
    ((79.4, 71), (64, 77.6), 2.6),
    ((81.6, 72.6), (80, 77.6), 1.4),
    ((76, 78), (69, 79.6), 1.5),
    ((66, 79), (60, 92), 1.6),
    ((60, 77), (53, 94), 1.7),
    ((53, 78.6), (46.6, 93), 1.7),
    ((46, 76), (41.6, 89), 1.7),
    ((40.6, 71), (36.6, 82), 1.6),
    ((71, 82), (68.4, 95), 1.6),
    ((76, 81), (75, 95), 1.5),
    ((80, 79), (80.4, 90), 1.3),
    ((63, 92), (60, 104), 1.4),
    ((70, 94), (68, 103), 1.4),
    ((54, 95), (52.6, 103), 1.3),
    ((29, 44), (28.6, 57), 1.5),
    ((33, 43), (32.4, 55), 1.4),
    ((30.6, 57), (33, 67), 1.3),
)
EAR: tuple[Point, ...] = outline("38,50 43,48.6 45.6,53 44,60 40,64 37,60")


def draw_carrick() -> Sheet:
    """Draw carrick.svg, 20 by 22 millimetres."""
    sheet = Sheet(20 * POINTS_PER_MM, 22 * POINTS_PER_MM, "Hugh Carrick")
    sheet.panel(0, 0, sheet.width_pt, sheet.height_pt, GROUND)
    _ink(sheet, JERSEY, BLACK)
    _ink(sheet, FACE, WHITE)
    _ink(sheet, SHADOW, BLACK)
    _ink(sheet, HAIR, WHITE)
    _ink(sheet, BEARD, WHITE)
    _ink(sheet, EAR, WHITE)
    _strokes(
        sheet, [((39.6, 52), (43.4, 59), 1.6), ((44.6, 49), (44.6, 61), 1.2)], BLACK
    )
    _strokes(sheet, INK, BLACK)
    _ink(sheet, CAP, BLACK)
    _ink(sheet, PEAK, BLACK)
    _strokes(
        sheet,
        [
            ((28, 35.6), (76, 33.4), 1.5),
            ((30, 25), (44, 15.4), 1.6),
            ((37, 25), (50, 14.6), 1.2),
            ((66, 40.4), (93, 42.8), 1.1),
            ((71, 17), (77, 25), 1.4),
        ],
        WHITE,
    )
    knit = [
        ((x, 112.0), (x + 3.4, 101 + abs(x - 46) * -0.02), 1.3)
        for x in (12, 20, 28, 36, 46, 62, 74, 84)
    ]
    _strokes(sheet, knit, WHITE)
    return sheet


def _paper(points: Iterable[Point]) -> list[Point]:
    """Carry points from the drawing board to the paper."""
    scale = 20 * POINTS_PER_MM / 100
    return [(x * scale, y * scale) for x, y in points]


def _ink(sheet: Sheet, outline: tuple[Point, ...], fill: str) -> None:
    """Fill one soft shape."""
    sheet.area(_paper(smooth(outline, closed=True)), fill)


def _strokes(
    sheet: Sheet, strokes: Iterable[tuple[Point, Point, float]], fill: str
) -> None:
    """Draw brush strokes: from where, to where, how thick."""
    scale = 20 * POINTS_PER_MM / 100
    cuts: list[list[Point]] = []
    for start, end, width in strokes:
        near, far = _paper((start, end))
        cuts.append(smooth(gouge(near, far, width * scale), steps=4, closed=True))
    sheet.areas(cuts, fill)
