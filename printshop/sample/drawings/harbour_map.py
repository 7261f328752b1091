"""The map: the harbour, the sound, and the water that is closed for a launch.

One mile is 56 points; north is up. Distances agree with the stories: the tower is
a mile and a quarter from the front, and the sound is a mile and a half wide.
"""

from printshop.sample.drawings.shapes import Point, outline, smooth
from printshop.sample.drawings.sheet import (
    BLACK,
    RED,
    TEXT,
    WHITE,
    Sheet,
    columns_pt,
    lines_pt,
)

MILE_PT = 56
LAND = "#cfcfcf"
TOWN = "#8c8c8c"

SKERROW: tuple[Point, ...] = outline(
    "243.8,113 236,118 228,127 216,130 209,137 203,147 199,157 203,164 "
    "198,171 190,174 184,180 188,188 184,196 188,206 182,215"
)
OUTER_SHORE: tuple[Point, ...] = outline(
    "72,0 78,8 86,14 88,24 96,33 108,34 122,42 142,43 158,37 176,40 "
    "194,31 214,33 230,23 243.8,25"
)
CLOSED: tuple[Point, ...] = outline(
    "0,97 88,24 96,33 108,34 122,42 142,43 158,37 176,40 194,31 214,33 "
    "230,127 216,130 164,127 128,124 0,138"
)
TOWER: Point = (164, 127)
LIGHT: Point = (128, 124)


def draw_harbour_map() -> Sheet:
    """Draw harbour-map.svg, two columns wide."""
    sheet = Sheet(columns_pt(2), lines_pt(20), "The water closed for a launch")
    _hatching(sheet)
    _land(sheet)
    _works(sheet)
    _stacks(sheet)
    _routes(sheet)
    _names(sheet)
    _scale(sheet)
    frame = [(0.4, 0.4), (sheet.width_pt - 0.4, 0.4)]
    frame += [(x, sheet.height_pt - 0.4) for x, _ in reversed(frame)]
    sheet.line([*frame, frame[0]], width=0.8)
    return sheet


def _hatching(sheet: Sheet) -> None:
    """Rule the closed water with slanting lines, cut to its outline."""
    outline = list(CLOSED)
    for offset in range(-20, 380, 5):
        cuts = _crossings(outline, offset)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            sheet.line([start, end], width=0.55)
    for border in (CLOSED[:2], CLOSED[9:11], CLOSED[-2:]):
        sheet.line(border, width=1.6, dash="5 2")


def _crossings(outline: list[Point], offset: float) -> list[Point]:
    """Find where the line x + y = offset crosses an outline, from left to right."""
    found: list[Point] = []
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
        first, second = x1 + y1 - offset, x2 + y2 - offset
        if (first < 0) != (second < 0):
            share = first / (first - second)
            found.append((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share))
    return sorted(found)


def _land(sheet: Sheet) -> None:
    """Fill both shores and ink their coasts."""
    coast = smooth(SKERROW, steps=5)
    sheet.area([*coast, (243.8, 215)], LAND)
    sheet.line(coast, width=1)
    far = smooth(OUTER_SHORE, steps=5)
    sheet.area([*far, (243.8, 0)], LAND)
    sheet.line(far, width=1)


def _works(sheet: Sheet) -> None:
    """Draw breakwater, mole, streets, road and tower."""
    road = smooth(outline("243.8,194 228,186 213,172 208,160 211,147 219,131"))
    sheet.line(road, width=2.2, colour=WHITE)
    sheet.line(road, width=0.9)
    sheet.line([(220, 130.5), TOWER, LIGHT], width=3.2)
    sheet.line(outline("184,197 172,193 160,181 161,176"), width=2.6)
    for x, y, wide, high in (
        (191, 176, 9, 5),
        (192, 184, 6, 9),
        (201, 181, 7, 6),
        (201, 190, 8, 5),
        (212, 188, 7, 5),
        (211, 178, 5, 7),
    ):
        sheet.panel(x, y, wide, high, TOWN)
    sheet.disc(*LIGHT, 2.6, BLACK)
    sheet.disc(*LIGHT, 1.3, WHITE)
    sheet.disc(*TOWER, 5.2, WHITE)
    sheet.disc(*TOWER, 4.2, RED)


def _stacks(sheet: Sheet) -> None:
    """Scatter the Stacks."""
    for x, y, size in (
        (22, 40, 3.4),
        (29, 34, 2.4),
        (16, 33, 2),
        (31, 43, 1.8),
        (24, 48, 1.5),
    ):
        rock = [
            (x - size, y + size * 0.6),
            (x - size * 0.4, y - size),
            (x + size * 0.7, y - size * 0.5),
            (x + size, y + size * 0.7),
        ]
        sheet.area(rock)


def _routes(sheet: Sheet) -> None:
    """Dash the way that the crab boats take, and the night boat's."""
    crab = smooth(outline("156,178 120,160 78,108 56,34"))
    sheet.line(crab, width=3.4, colour=WHITE)
    sheet.line(crab, width=1.1, dash="2.4 1.8")
    night = smooth(outline("156,180 132,191 96,197 0,199"))
    sheet.line(night, width=1.1, dash="2.4 1.8")


def _names(sheet: Sheet) -> None:
    """Letter the map: condensed on land, italics on the water."""
    sheet.panel(101, 71, 76, 26, WHITE)
    sheet.words(139, 82, "Closed water", size=10.5, weight=700, anchor="middle")
    sheet.words(139, 92.5, "47 days since April", anchor="middle")
    sheet.words(150, 17, "Outer Shore", size=10.5, weight=700, anchor="middle")
    sheet.words(240, 210, "Skerrow", size=12, weight=900, anchor="end")
    for x, y, name, anchor in (
        (196, 158, "Kirk Links", "end"),
        (6, 57, "The Stacks", "start"),
        (168, 142, "Launch tower", "middle"),
        (120, 136, "Light", "middle"),
        (178, 207, "Mole and fish market", "end"),
    ):
        sheet.words(x, y, name, anchor=anchor)
    for x, y, name in ((8, 16, "Crab grounds"), (8, 192, "Night boat to Marrick")):
        sheet.words(x, y, name, size=9, family=TEXT, is_italic=True)


def _scale(sheet: Sheet) -> None:
    """Draw a mile, and north."""
    x, y = 8, 168
    sheet.line([(x, y - 3), (x, y), (x + MILE_PT, y), (x + MILE_PT, y - 3)], width=0.8)
    sheet.words(x + MILE_PT / 2, y - 3, "1 mile", anchor="middle")
    sheet.area(outline("84,155 87.5,168 84,165.6 80.5,168"))
    sheet.words(90, 168, "N", size=9, weight=700)
