"""Which paragraphs of a story gain or lose a line, so that it fits its space.

A paragraph that can have another number of lines with the spaces and the tracking of
the house is taken before one that needs wider tracking, of which a story has two at
most; among those the one that reads best. None may come out worse than a paragraph
may: its widest space stays below the bound of a good line, or what it was, its last
line is no stump and no single word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from printshop.paragraphs.justification import (
    COPYFITTING,
    HOUSE,
    RAGGED,
    RAGGED_COPYFITTING,
    Justification,
)
from printshop.paragraphs.measured import MeasuredParagraph
from printshop.paragraphs.setting import Counts, Measures, Setting
from printshop.paragraphs.total_fit import reachable

MOST_LINES = 3
"""That a story may gain or lose."""

MOST_WIDE = 2
"""Paragraphs of a story that may have wider tracking."""


@dataclass(frozen=True, slots=True)
class Other:
    """A good way to set a paragraph in another number of lines than is best."""

    setting: Setting
    is_wide: bool
    """It needs wider tracking than other paragraphs."""
    demerits: float
    """More than its best way has."""

    def reach(self, text: str, initial: str) -> "Reach":
        """Tell of it what make-up wants to know; an initial stands before its text."""
        first, *rest = self.setting.texts(text)
        texts = (initial + first, *rest)
        return Reach(self.demerits, self.is_wide, texts)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a paragraph would be like in another number of lines."""

    demerits: float
    """More than it has in its best way."""
    is_wide: bool
    """It needs wider tracking than other paragraphs."""
    texts: tuple[str, ...]
    """Its lines, hyphens included."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A paragraph of a story that could have a line more, or a line less."""

    block: int
    first_line: int
    """Of the story's lines."""
    lines: int
    can_have: Mapping[int, Reach]


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


def others(
    paragraph: MeasuredParagraph,
    measures: Measures,
    em: float,
    best: Setting,
    *,
    is_ragged: bool,
) -> dict[int, Other]:
    """Set a paragraph with a line more and a line less than in its best way.

    What would not be good is left out.
    """
    limit = max(HOUSE.wide_space, best.widest_space)
    near = len(best.lines)
    found: dict[int, Other] = {}
    for is_wide, style in enumerate(styles(is_ragged=is_ragged)):
        wanted = [count for count in (near - 1, near + 1) if count not in found]
        counts = Counts(wanted[0], wanted[-1])
        for count, one in reachable(paragraph, measures, em, style, counts).items():
            is_good = one.ends_well and one.widest_space <= limit
            if count != near and is_good and not _ends_in_a_word(one, paragraph.text):
                more = one.demerits - best.demerits
                found.setdefault(count, Other(one, bool(is_wide), more))
        if len(found) > 1:
            break
    return found


def _ends_in_a_word(setting: Setting, text: str) -> bool:
    """Tell whether one word is all that the last of several lines holds."""
    last = setting.lines[-1]
    return len(setting.lines) > 1 and " " not in text[last.start : last.end].strip()


def choose(paragraphs: Sequence[Loose], change: int) -> tuple[Refit, ...] | None:
    """Choose the paragraphs that make up for so many lines; None if they cannot."""
    if not 0 < abs(change) <= MOST_LINES:
        return None
    step = 1 if change > 0 else -1
    now = {one.block: one.lines for one in paragraphs}
    offers = sorted(
        (reach.is_wide, reach.demerits, one.block)
        for one in paragraphs
        for count, reach in one.can_have.items()
        if count == one.lines + step
    )
    taken = [one for one in offers if not one[0]][: abs(change)]
    wide = [one for one in offers if one[0]][: min(MOST_WIDE, abs(change) - len(taken))]
    if len(taken) + len(wide) < abs(change):
        return None
    return tuple(
        Refit(block, now[block] + step, step, is_wide)
        for is_wide, _, block in sorted(taken + wide, key=lambda one: one[2])
    )
