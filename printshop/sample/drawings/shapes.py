"""Shapes on the drawing board: points, curves, and the strokes of a gouge.

Nothing here is left to chance: what looks scattered comes from ``scatter``, which
gives the same numbers on every machine.
"""

import math
from collections.abc import Iterator, Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


def outline(text: str) -> tuple[Point, ...]:
    """Read points that are written as ``x,y`` with spaces between them."""
    pairs = (pair.split(",") for pair in text.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def scatter(seed: int) -> Iterator[float]:
    """Yield the same numbers from 0 to 1 on every machine, without pattern."""
    state = seed * 2654435761 % 2**32
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield (state >> 8) / 2**24


def smooth(
    points: Sequence[Point], *, steps: int = 6, closed: bool = False
) -> list[Point]:
    """Lead a curve through the points (Catmull-Rom), as a chain of short lines."""
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [points[0], *points, points[-1]]
    out: list[Point] = []
    for before, start, end, after in zip(
        ring, ring[1:], ring[2:], ring[3:], strict=False
    ):
        for step in range(steps):
            t = step / steps
            out.append(
                (
                    _catmull(before[0], start[0], end[0], after[0], t),
                    _catmull(before[1], start[1], end[1], after[1], t),
                )
            )
    return out if closed else [*out, points[-1]]


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    """Blend four values at the share t between the middle two."""
    return 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t**2
        + (3 * b - a - 3 * c + d) * t**3
    )


def ring(
    x: float, y: float, across: float, down: float, *, sides: int = 48
) -> list[Point]:
    """Walk round an ellipse with the two radii given."""
    turns = [2 * math.pi * side / sides for side in range(sides)]
    return [(x + across * math.cos(turn), y + down * math.sin(turn)) for turn in turns]


def gouge(start: Point, end: Point, width_pt: float) -> list[Point]:
    """Cut one stroke of a gouge: pointed at both ends, fullest past the middle."""
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1) or 1
    nx, ny = (y1 - y2) / length, (x2 - x1) / length
    sides: list[list[Point]] = []
    for side in (1, -1):
        edge: list[Point] = []
        for share, swell in ((0.3, 0.36), (0.6, 0.5), (0.85, 0.3)):
            offset = side * width_pt * swell
            edge.append(
                (
                    x1 + (x2 - x1) * share + nx * offset,
                    y1 + (y2 - y1) * share + ny * offset,
                )
            )
        sides.append(edge)
    return [start, *sides[0], end, *reversed(sides[1])]


def trim(
    points: Sequence[Point], box: tuple[float, float, float, float]
) -> list[Point]:
    """Cut an outline along the four edges of a box (Sutherland and Hodgman)."""
    left, top, right, bottom = box
    kept = list(points)
    for axis, edge, sign in (
        (0, left, 1),
        (0, right, -1),
        (1, top, 1),
        (1, bottom, -1),
    ):
        given, kept = kept, []
        for last, here in zip([*given[-1:], *given], given, strict=False):
            was_in = (last[axis] - edge) * sign >= 0
            is_in = (here[axis] - edge) * sign >= 0
            if was_in != is_in:
                share = (edge - last[axis]) / (here[axis] - last[axis])
                kept.append(
                    (
                        last[0] + (here[0] - last[0]) * share,
                        last[1] + (here[1] - last[1]) * share,
                    )
                )
            if is_in:
                kept.append(here)
    return kept
