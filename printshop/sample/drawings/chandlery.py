"""An advertisement: Lorne Chandlery, three columns by 105 millimetres.

Black and grey, centred, in a border of rope: nobody should take it for news.
"""

import math

from printshop.sample.drawings.shapes import Point, gouge, outline, smooth
from printshop.sample.drawings.sheet import (
    POINTS_PER_MM,
    TEXT,
    WHITE,
    Sheet,
    columns_pt,
)

GREY = "#c4c4c4"
ROPE_PT = 9
GOODS = (
    ("Polysteel rope, 10mm, the coil", "£84"),
    ("Steel creel, made on the premises", "£62"),
    ("Oilskin jacket, all sizes but yours", "£118"),
    ("Antifouling, red, 2½ litres", "£71"),
    ("Galvanised shackles, a handful", "£9"),
    ("Lamp glass, any age", "ask"),
)


def draw_chandlery() -> Sheet:
    """Draw lorne-chandlery.svg."""
    sheet = Sheet(columns_pt(3), 105 * POINTS_PER_MM, "Lorne Chandlery")
    _border(sheet)
    _head(sheet)
    _anchor(sheet, (86, 99))
    _goods(sheet)
    _foot(sheet)
    return sheet


def _border(sheet: Sheet) -> None:
    """Lay a rope round the edge, with a wooden block at each corner."""
    wide, high, half = sheet.width_pt, sheet.height_pt, ROPE_PT / 2
    for y in (half, high - half):
        _rope(sheet, [(x * (wide - 2 * half) / 112 + half, y) for x in range(113)])
    for x in (half, wide - half):
        _rope(sheet, [(x, y * (high - 2 * half) / 90 + half) for y in range(91)])
    for x in (half, wide - half):
        for y in (half, high - half):
            sheet.panel(x - half, y - half, ROPE_PT, ROPE_PT)
            sheet.disc(x, y, 2.6, WHITE)
            sheet.disc(x, y, 1.1)


def _rope(sheet: Sheet, way: list[Point]) -> None:
    """Lay a rope along the way: two edges, and a cut for every turn of the strand."""
    sheet.line(way, width=7.4)
    sheet.line(way, width=5.8, colour=WHITE)
    cuts: list[list[Point]] = []
    for place in range(1, len(way) - 1, 2):
        (x1, y1), (x2, y2) = way[place - 1], way[place + 1]
        long = math.hypot(x2 - x1, y2 - y1) or 1
        ux, uy = (x2 - x1) / long, (y2 - y1) / long
        px, py = way[place]
        start = (px - uy * 2.8 - ux * 1.9, py + ux * 2.8 - uy * 1.9)
        end = (px + uy * 2.8 + ux * 1.9, py - ux * 2.8 + uy * 1.9)
        cuts.append(gouge(start, end, 1.6))
    sheet.areas(cuts)


def _head(sheet: Sheet) -> None:
    """Set the name in white on black, and the address under it."""
    middle = sheet.width_pt / 2
    sheet.panel(16, 16, sheet.width_pt - 32, 52)
    sheet.words(
        middle,
        56.5,
        "LORNE CHANDLERY",
        size=41,
        weight=900,
        anchor="middle",
        fill=WHITE,
    )
    sheet.words(
        middle,
        84.5,
        "Shore Road, Port Lorne, beside the slip since 1911",
        size=12,
        weight=700,
        anchor="middle",
    )


def _anchor(sheet: Sheet, top: Point) -> None:
    """Draw an old anchor, with its cable about it."""
    x, y = top
    _cable(sheet, (x, y), is_behind=True)
    sheet.disc(x, y + 6, 9.4)
    sheet.disc(x, y + 6, 5.6, WHITE)
    sheet.area(
        [(x - 3.6, y + 14), (x + 3.6, y + 14), (x + 5.4, y + 128), (x - 5.4, y + 128)]
    )
    stock = outline("-44,25 -36,23.4 36,23.4 44,25 44,30 36,31.4 -36,31.4 -44,30")
    sheet.area([(x + dx, y + dy) for dx, dy in stock])
    for side in (-1, 1):
        sheet.disc(x + side * 45, y + 27.4, 4.4)
        arm = outline("-1,124 16,121 32,110 41,95 46,98 38,116 21,131 -1,137")
        curve = smooth([(x + side * dx, y + dy) for dx, dy in arm])
        sheet.area(curve)
        fluke = outline("45,79 31,97 41,96.4 53,105 51,91")
        sheet.area([(x + side * dx, y + dy) for dx, dy in fluke])
    sheet.area(gouge((x - 1.6, y + 122), (x - 1.2, y + 18), 1.8), WHITE)
    sheet.area(gouge((x - 40, y + 26), (x + 20, y + 26), 1.3), WHITE)
    sheet.area(gouge((x - 33, y + 113), (x - 8, y + 127), 1.7), WHITE)
    sheet.area(gouge((x + 34, y + 113), (x + 12, y + 126), 1.7), WHITE)
    _cable(sheet, (x, y), is_behind=False)


def _cable(sheet: Sheet, top: Point, *, is_behind: bool) -> None:
    """Wind the cable from the ring down the shank: every half turn hides behind it."""
    x, y = top
    way = [
        (x + 2, y + 4),
        (x + 22, y + 14),
        (x + 24, y + 40),
        (x - 2, y + 54),
        (x - 24, y + 66),
        (x - 19, y + 83),
        (x + 2, y + 88),
        (x + 27, y + 92),
        (x + 22, y + 110),
        (x - 2, y + 112),
        (x - 26, y + 114),
        (x - 46, y + 128),
        (x - 34, y + 146),
        (x + 8, y + 147),
        (x + 52, y + 140),
    ]
    line = smooth(way, steps=12)
    pieces = (
        (line[:37], line[72:97], line[108:])
        if is_behind
        else (line[34:76], line[94:112])
    )
    for piece in pieces:
        _rope(sheet, piece)
    if is_behind:
        (x1, y1), (x2, y2) = line[-4], line[-1]
        sheet.line([(x1, y1), (x2, y2)], width=7.4)


def _goods(sheet: Sheet) -> None:
    """Set the promise, and the list with its dots."""
    left, right = 160, sheet.width_pt - 22
    for y, line in ((119, "Everything that goes"), (139, "over the side")):
        sheet.words(left, y, line, size=18, weight=700, family=TEXT)
    for row, (thing, price) in enumerate(GOODS):
        foot = 164 + row * 14.6
        sheet.line([(left, foot + 3.6), (right, foot + 3.6)], width=0.4)
        sheet.words(left, foot, thing, size=10.5)
        sheet.words(right, foot, price, size=10.5, weight=700, anchor="end")


def _foot(sheet: Sheet) -> None:
    """Say when it is open and how to ask."""
    middle = sheet.width_pt / 2
    sheet.panel(16, 259, sheet.width_pt - 32, 23, GREY)
    sheet.words(
        middle,
        275,
        "Open at six, six days. Orders by four go on the night boat. 01632 960147",
        size=11,
        weight=700,
        anchor="middle",
    )
