"""House style of Hebrew and Arabic.

Arabic has guillemets, and English marks inside them. Hebrew has the same mark before
and after, and another one before the last letter of an abbreviation (U+05F4, *The
Unicode Standard*, 9.1), which a keyboard types alike. A number in groups, such as that
of a telephone, is held together by no-break spaces: at plain ones its groups change
places (*Unicode Standard Annex 9*, W4).
"""

import re

from printshop.typography.house_style import (
    COMMON_BONDS,
    NO_BREAK_SPACE,
    HouseStyle,
    QuoteMarks,
)
from printshop.typography.segments import Segments

_BEFORE_LAST_LETTER = re.compile('(?<=[א-ת])"(?=[א-ת](?![א-ת"]))')
_GERSHAYIM = "״"
_BETWEEN_GROUPS = re.compile(r"(?<=\d) (?=\d)")


def set_abbreviations(copy: Segments) -> Segments:
    """Set the mark before the last letter of a Hebrew abbreviation."""
    return copy.replace(_BEFORE_LAST_LETTER, _GERSHAYIM)


def bind_groups(copy: Segments) -> Segments:
    """Hold the groups of a number together, and in order."""
    return copy.replace(_BETWEEN_GROUPS, NO_BREAK_SPACE)


ARABIC = HouseStyle(
    quotes=QuoteMarks(("«", "»"), ("«", "»"), ("“", "”"), ("“", "”")),
    bonds=COMMON_BONDS,
    rules_after=(bind_groups,),
)

HEBREW = HouseStyle(
    quotes=QuoteMarks(("”", "”"), ("”", "”"), ("’", "’"), ("’", "’")),
    bonds=COMMON_BONDS,
    rules_first=(set_abbreviations,),
    rules_after=(bind_groups,),
)
