"""Spaces: one is enough, and some must not become the end of a line.

A line break in a typed paragraph is a space. U+2028 stays: it is a line that the
writer has ended on purpose.
"""

import re

from printshop.typography.house_style import NO_BREAK_SPACE, HouseStyle
from printshop.typography.segments import Segments

_WHITE_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_MONEY_AND_SHARES = re.compile(r"(?<=\d)(?=[€£$¥%‰](?!\w))")
_THOUSANDS = re.compile(
    r"(?<![\d.,/])(?<!\d[ \u00a0\u202f])\d{1,3}(?: \d{3})+(?!\d|[/-]\d)"
)


def collapse_spaces(copy: Segments) -> Segments:
    """Make one space of several, and of a line break; keep the end of a paragraph."""
    return copy.replace(_WHITE_SPACE, _one_space)


def set_bonds(copy: Segments, style: HouseStyle) -> Segments:
    """Forbid a line to end where the reader would stumble."""
    for bond in style.bonds:
        copy = copy.replace(bond, lambda match: match[0][:-1] + NO_BREAK_SPACE)
    return copy


def part_signs_from_numbers(copy: Segments) -> Segments:
    """Put a space between a number and its percent or currency sign."""
    return copy.replace(_MONEY_AND_SHARES, NO_BREAK_SPACE)


def bind_thousands(copy: Segments, space: str) -> Segments:
    """Bind the groups of a long number where a space parts them."""
    return copy.replace(_THOUSANDS, lambda match: match[0].replace(" ", space))


def _one_space(match: re.Match[str]) -> str:
    run = match[0]
    if run.count("\n") > 1:
        return "\n\n"
    if set(run) == {NO_BREAK_SPACE}:
        return NO_BREAK_SPACE
    return " "
