"""Which paragraphs of a story gain or lose a line, so that it fits its space.

A paragraph that can have another number of lines with the spaces and the tracking of
the house is taken before one that needs wider tracking, of which a story has two at
most; among those the one with the closest spaces. None may come out worse than a
paragraph may: its widest space stays below the bound of a good line, or what it was,
its last line is no stump.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from printshop.paragraphs.justification import (
    COPYFITTING,
    HOUSE,
    RAGGED,
    RAGGED_COPYFITTING,
    Justification,
)
from printshop.paragraphs.measured import MeasuredParagraph
from printshop.paragraphs.setting import Measures, Setting
from printshop.paragraphs.total_fit import reachable

MOST_LINES = 3
"""That a story may gain or lose."""

MOST_WIDE = 2
"""Paragraphs of a story that may have wider tracking."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a paragraph is like in some number of lines."""

    widest_space: float
    is_wide: bool
    """It needs wider tracking than other paragraphs."""


@dataclass(frozen=True, slots=True)
class Refit:
    """One paragraph that is to have another number of lines."""

    block: int
    lines: int
    change: int
    is_wide: bool


def styles(*, is_ragged: bool) -> tuple[Justification, Justification]:
    """Give how paragraphs are set, and how those that have to make up for a line."""
    return (RAGGED, RAGGED_COPYFITTING) if is_ragged else (HOUSE, COPYFITTING)


def reaches(
    paragraph: MeasuredParagraph,
    measures: Measures,
    em: float,
    best: Setting,
    *,
    is_ragged: bool,
) -> dict[int, Reach]:
    """Find in how many lines a paragraph is still good; ``best`` is its best."""
    limit = max(HOUSE.wide_space, best.widest_space)
    found: dict[int, Reach] = {}
    for is_wide, style in enumerate(styles(is_ragged=is_ragged)):
        for count, one in reachable(paragraph, measures, em, style).items():
            if one.ends_well and one.widest_space <= limit:
                found.setdefault(count, Reach(one.widest_space, bool(is_wide)))
    return found


def choose(
    now: Mapping[int, int], can_have: Mapping[int, Mapping[int, Reach]], change: int
) -> tuple[Refit, ...] | None:
    """Choose the paragraphs that make up for so many lines; None if they cannot.

    ``now`` is how many lines each block has, ``can_have`` what else it could have.
    """
    step = 1 if change > 0 else -1
    offers = sorted(
        (reach.is_wide, reach.widest_space, block)
        for block, counts in can_have.items()
        for count, reach in counts.items()
        if count == now[block] + step
    )
    taken = [one for one in offers if not one[0]][: abs(change)]
    wide = [one for one in offers if one[0]][: min(MOST_WIDE, abs(change) - len(taken))]
    if len(taken) + len(wide) < abs(change):
        return None
    return tuple(
        Refit(block, now[block] + step, step, is_wide)
        for is_wide, _, block in sorted(taken + wide, key=lambda one: one[2])
    )
