"""Two drawings of the water: next week's tide, and what a storm added to one.

Heights are feet on the gauge at the mole, which is how the harbour counts them.
"""

import math
from itertools import pairwise

from printshop.sample.drawings.shapes import Point
from printshop.sample.drawings.sheet import (
    BLACK,
    RED,
    WHITE,
    Sheet,
    columns_pt,
    lines_pt,
)

NIGHT = "#dedede"
FORECAST = "#b4b4b4"

DAYS = ("Sat", "Sun", "Mon", "Tues", "Wed", "Thur", "Fri")
MORNING_HIGHS = (6.35, 7.24, 8.11, 8.56, 9.41, 10.26, 11.11)
"""As the tables print them: 6.35 is 35 minutes past six."""
HIGH_FT = (
    9.4,
    9.7,
    9.9,
    10.2,
    10.4,
    10.7,
    10.8,
    10.9,
    11.0,
    11.0,
    11.1,
    11.0,
    11.0,
    10.9,
)
LOW_FT = (3.1, 2.9, 2.6, 2.4, 2.1, 1.9, 1.7, 1.6, 1.5, 1.4, 1.4, 1.4, 1.5, 1.6)
SUNRISE_HOUR, SUNSET_HOUR = 8.2, 15.7

STORM = (
    ("Sat", 10.0, 10.1),
    ("", 10.17, 10.25),
    ("Sun", 10.42, 10.83),
    ("", 10.58, 11.17),
    ("Mon", 10.83, 11.67),
    ("", 11.0, 13.42),
    ("Tues", 11.0, 12.17),
    ("", 10.92, 11.42),
    ("Wed", 10.75, 10.92),
    ("", 10.5, 10.58),
    ("Thur", 10.17, 10.25),
)
"""Every high water: the tables' height and the gauge's."""
MARK_1953_FT = 14.0
QUAY_FT = 11.25


def draw_tides() -> Sheet:
    """Draw the week's tide over day and night, with the swimmers' high waters."""
    sheet = Sheet(columns_pt(2), lines_pt(15), "The tide at the mole")
    sheet.words(0, 8.6, "Feet on the mole gauge", size=10.5, weight=700)
    sheet.panel(128, 2.4, 9, 6.6, NIGHT)
    sheet.words(140, 8.6, "dark")
    sheet.disc(168, 5.7, 2.4, RED)
    sheet.words(173, 8.6, "morning high water")
    top, foot = 16.0, sheet.height_pt - 13
    for day in range(8):
        dark_from = max(0.0, (day - 1) * 24 + SUNSET_HOUR)
        dark_until = min(168.0, day * 24 + SUNRISE_HOUR)
        left, right = _across(sheet, dark_from), _across(sheet, dark_until)
        sheet.panel(left, top, right - left, foot - top, NIGHT)
    for feet in (0.0, 4.0, 8.0):
        y = _level(feet, foot)
        sheet.line([(13, y), (sheet.width_pt, y)], width=0.9 if feet == 0 else 0.3)
        sheet.words(9, y + 3, f"{feet:.0f}", anchor="end")
    turns = _turns()
    curve = [point for pair in pairwise(turns) for point in _swing(*pair)]
    line = [(_across(sheet, hour), _level(feet, foot)) for hour, feet in curve]
    sheet.line(line, width=1.3)
    for day, name in enumerate(DAYS):
        sheet.words(
            _across(sheet, day * 24 + 12), foot + 11, name, anchor="middle", weight=700
        )
        hour, feet = _hours(MORNING_HIGHS[day]) + day * 24, HIGH_FT[2 * day]
        x, y = _across(sheet, hour), _level(feet, foot)
        sheet.disc(x, y, 2.4, RED)
        sheet.words(x + 1, y - 5, f"{MORNING_HIGHS[day]:.2f}", anchor="middle")
    return sheet


def _hours(clock: float) -> float:
    """Turn 6.35, as printed, into hours."""
    return int(clock) + round(clock % 1 * 100) / 60


def _across(sheet: Sheet, hour: float) -> float:
    """Find the place of an hour counted from Saturday's midnight."""
    return 13 + (sheet.width_pt - 13) * hour / 168


def _level(feet: float, foot: float) -> float:
    """Find the height of so many feet on the gauge."""
    return foot - feet * 9.8


def _turns() -> list[Point]:
    """List every high and low water as hour and feet, low water half-way between."""
    highs: list[Point] = []
    for day, clock in enumerate(MORNING_HIGHS):
        morning = day * 24 + _hours(clock)
        highs += [(morning, HIGH_FT[2 * day]), (morning + 12.38, HIGH_FT[2 * day + 1])]
    turns: list[Point] = [(0.2, LOW_FT[0])]
    for place, (hour, feet) in enumerate(highs):
        following = highs[place + 1][0] if place + 1 < len(highs) else 168.4
        turns.append((hour, feet))
        if place + 1 < len(highs):
            turns.append(((hour + following) / 2, LOW_FT[place + 1]))
    return turns


def _swing(start: Point, end: Point) -> list[Point]:
    """Rise or fall from one turn of the tide to the next as half a cosine."""
    points: list[Point] = []
    for step in range(13):
        share = (1 - math.cos(math.pi * step / 12)) / 2
        hour = start[0] + (end[0] - start[0]) * step / 12
        points.append((hour, start[1] + (end[1] - start[1]) * share))
    return points


def draw_storm_tides() -> Sheet:
    """Draw each high water as a step up from what was forecast to what came."""
    sheet = Sheet(columns_pt(2), lines_pt(17), "High waters of the storm")
    sheet.words(0, 8.6, "High waters on the mole gauge, feet", size=10.5, weight=700)
    base = sheet.height_pt - 13
    _marks(sheet, base)
    step = (sheet.width_pt - 18) / len(STORM)
    for place, (day, forecast, came) in enumerate(STORM):
        x = 18 + place * step
        low, high = _storm_level(forecast, base), _storm_level(came, base)
        sheet.panel(x + 2, high, step - 6, low - high, RED if came > 13 else BLACK)
        sheet.panel(x, low, step - 2, 3, FORECAST)
        if day:
            sheet.words(x, base + 11, day, weight=700)
    sheet.line([(0, base), (sheet.width_pt, base)], width=0.9)
    x, y = 18 + 6 * step, _storm_level(13.42, base)
    sheet.panel(x, y - 2, 62, 21, WHITE)
    sheet.words(x, y + 7.4, "13ft 5in", size=12, weight=900)
    sheet.words(x, y + 17, "Monday, 9.36pm")
    sheet.panel(196, 5, 13, 3, FORECAST)
    sheet.words(212, 8.6, "forecast")
    return sheet


def _storm_level(feet: float, base: float) -> float:
    """Find the height of so many feet; the drawing begins at nine."""
    return base - (feet - 9) * 26.5


def _marks(sheet: Sheet, base: float) -> None:
    """Rule the feet, and the levels that people know."""
    for feet in (10.0, 11.0, 12.0, 13.0):
        y = _storm_level(feet, base)
        sheet.line([(12, y), (sheet.width_pt, y)], width=0.3)
        sheet.words(9, y + 3, f"{feet:.0f}", anchor="end")
    for feet, name in (
        (MARK_1953_FT, "14ft, January 1953"),
        (QUAY_FT, "11ft 3in, over the quay"),
    ):
        y = _storm_level(feet, base)
        sheet.line([(0, y), (sheet.width_pt, y)], width=0.7, dash="3 2")
        sheet.words(12, y - 3, name)
