"""A brown crab, seen from above."""

from collections.abc import Sequence

from printshop.sample.drawings.shapes import Point, gouge, outline, smooth
from printshop.sample.drawings.sheet import WHITE, Sheet

SHELL: tuple[Point, ...] = outline(
    "0,-12 6,-12.4 12,-11.4 18,-8.6 22.6,-4 24,0.6 22,4 15,9.4 8,12 0,12.6"
)
LEGS: tuple[tuple[Point, ...], ...] = (
    outline("19,-1 29,-4 37,0 41,7 38.4,2.6 35.4,2 29,-0.6 19,3"),
    outline("18,3 29,2 36,7 38.6,14 35.4,9 33.6,8.4 28,5.4 17,7"),
    outline("15,7 25,8 30.6,13 32,19 29,14.8 27.6,14.6 23.6,11.6 13,10"),
    outline("11,10 18,12.4 22,17 22.6,22 19.8,18.4 18.4,18.2 15.6,15.6 8,12"),
)
CLAW: tuple[Point, ...] = outline(
    "14,-10 20,-15 27,-18 31,-22 30,-28 25.4,-33 18,-35.4 11,-34 6,-30 "
    "9.6,-30.4 14,-30 16.4,-28.4 12.4,-28.2 8,-25.4 13,-24.6 19,-23.4 "
    "22.4,-21 19,-17.4 12,-12"
)


CUTS: tuple[tuple[Point, Point], ...] = (
    ((20, -3.4), (12, -8.4)),
    ((21.4, 0.4), (15, 5.6)),
    ((8, -8), (2, -3)),
    ((14, -1), (8, 5)),
    ((4, 2), (1.6, 8)),
    ((26, -24), (21, -30)),
    ((28.4, -1.8), (35.4, 1.2)),
    ((27.6, 3.6), (33.4, 7.4)),
    ((22.4, 9.8), (27.4, 13.6)),
)
EYE: Point = (3.4, -12.6)


def draw_crab(sheet: Sheet, middle: Point, scale: float) -> None:
    """Print the crab in black with its cuts left white, one side and then the other."""
    x, y = middle
    for across in (scale, -scale):

        def place(points: Sequence[Point], across: float = across) -> list[Point]:
            return [(x + across * dx, y + scale * dy) for dx, dy in points]

        for leg in LEGS:
            sheet.area(smooth(place(leg), steps=3, closed=True))
        sheet.area(smooth(place(CLAW), steps=4, closed=True))
        sheet.area(smooth(place(SHELL)))
        for cut in CUTS:
            start, end = place(cut)
            sheet.area(gouge(start, end, 1.5 * scale), WHITE)
        sheet.disc(*place([EYE])[0], 1.5 * scale)
