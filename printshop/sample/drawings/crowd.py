"""People seen from behind, in the dark, looking up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from printshop.sample.drawings.shapes import Point, outline, ring, scatter, smooth
from printshop.sample.drawings.sheet import BLACK, Sheet

ROW_DARK = "#0a111f"


@dataclass(frozen=True, slots=True)
class Person:
    """One head and pair of shoulders."""

    x: float
    y: float
    """The middle of the head."""
    size: float
    wears: str


FRONT = (
    Person(13, 284, 1.25, "bobble"),
    Person(42, 288, 1.12, "bare"),
    Person(68, 282, 1.3, "cap"),
    Person(96, 291, 1.0, "hood"),
    Person(120, 284, 1.2, "child"),
    Person(149, 289, 1.1, "long"),
    Person(174, 285, 1.22, "bobble"),
    Person(197, 297, 0.8, "bobble"),
    Person(219, 287, 1.2, "bare"),
    Person(246, 296, 0.95, "hood"),
    Person(267, 303, 0.8, "bare"),
    Person(287, 306, 0.72, "bobble"),
    Person(306, 302, 0.85, "long"),
    Person(328, 293, 1.05, "cap"),
    Person(354, 286, 1.25, "bare"),
    Person(381, 295, 0.88, "bobble"),
    Person(405, 285, 1.25, "point"),
    Person(434, 290, 1.1, "long"),
    Person(460, 284, 1.25, "hood"),
    Person(487, 288, 1.15, "bobble"),
)


def draw_crowd(sheet: Sheet, *, light: Point, edge: str, dim: str) -> None:
    """Draw a small far row, dimly lit, and then the front row."""
    chance = scatter(12000)
    for place in range(46):
        x = place * 11.1 + 5 * next(chance)
        y = 275 + 5 * next(chance) + 3 * math.sin(place)
        kind = ("bare", "hood", "bobble", "cap")[int(next(chance) * 4)]
        _person(sheet, Person(x, y, 0.62, kind), light, dim, ROW_DARK)
    sheet.panel(0, 292, sheet.width_pt, sheet.height_pt - 292, ROW_DARK)
    for person in sorted(FRONT, key=lambda one: one.size):
        _person(sheet, person, light, edge, BLACK)


def _person(sheet: Sheet, person: Person, light: Point, edge: str, dark: str) -> None:
    """Draw the figure twice, the light one nearer to the light."""
    away = light[0] - person.x
    across = math.copysign(min(0.9, 0.25 + abs(away) / 160), away)
    sheet.areas(_outlines(person, (across, -0.8), 13 * person.size, -2.2), edge)
    sheet.areas(_outlines(person, (0, 0), sheet.height_pt - person.y, 1), dark)


def _outlines(
    person: Person, shift: Point, depth: float, flare: float
) -> list[list[Point]]:
    """Outline head, shoulders so far down, and what is worn or carried."""
    x, y, size = person.x + shift[0], person.y + shift[1], person.size

    def place(points: Sequence[Point]) -> list[Point]:
        return [(x + size * across, y + size * down) for across, down in points]

    left = smooth(place(outline("-2.6,4 -3,6.8 -8,9 -10.4,13")))
    right = smooth(place(outline("10.4,13 8,9 3,6.8 2.6,4")))
    foot = [(left[-1][0] - flare, y + depth), (right[0][0] + flare, y + depth)]
    shapes = [[*left, *foot, *right], ring(x, y, 4.5 * size, 5.6 * size)]
    shapes += [place(extra) for extra in EXTRAS.get(person.wears, [])]
    return shapes


EXTRAS: dict[str, list[Sequence[Point]]] = {
    "bobble": [
        smooth(outline("-5.3,1 -5.5,-1.6 -4.7,-4 0,-7.2 4.7,-4 5.5,-1.6 5.3,1")),
        ring(0, -8.2, 1.9, 1.8, sides=12),
    ],
    "cap": [smooth(outline("-5.4,-1.4 -4.4,-5 0.4,-6.4 5,-4.6 6.6,-1.6"))],
    "hood": [smooth(outline("-6,8 -6.2,0 -4.4,-5 0,-7.4 4.4,-5 6.2,0 6,8"))],
    "long": [smooth(outline("-5.2,9 -5.4,0 -3.6,-5.2 0,-6.6 3.6,-5.2 5.4,0 5.2,9"))],
    "child": [
        ring(0, -13.4, 3.4, 4, sides=20),
        smooth(outline("-5.2,3 -5,-4 -4.2,-8.6 0,-10 4.2,-8.6 5,-4 5.2,3")),
        smooth(outline("3.4,-8 8,-13 9.4,-18 8,-18.4 6.4,-14 2.6,-9.6")),
    ],
    "point": [
        outline(
            "-10.4,14 -13.6,9.6 -15.6,4.4 -16.4,-4 -18.2,-9.6 -17.4,-10.6 "
            "-15.6,-8.2 -13.8,-5 -12.4,2.4 -9.6,6 -5,8.4"
        ),
    ],
}
