"""French house style.

Guillemets take a narrow space inside and ``; ! ?`` one before, the colon a full
one (Imprimerie nationale, *Lexique des règles typographiques*); none of them may
become the end of a line. The points of suspension touch their word. Of two levels
of quotation the inner has English marks.
"""

import re

from printshop.typography.house_style import (
    COMMON_BONDS,
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    HouseStyle,
    QuoteMarks,
    after_number,
    before_capital,
    before_number,
)
from printshop.typography.segments import Segments
from printshop.typography.spaces import bind_thousands, part_signs_from_numbers

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
    *("janv.", "févr.", "juil.", "sept.", "oct.", "nov.", "déc."),
)

_SPACES = "[ \u00a0\u2009\u202f]*"
_NOT_AN_OPENER = r"(?<=[^\s«“‘(\[{;!?:¿¡])"
_AFTER_OPENING_GUILLEMET = re.compile(rf"(?<=«){_SPACES}(?=\S)")
_BEFORE_CLOSING_GUILLEMET = re.compile(rf"(?<=\S){_SPACES}(?=»)")
_BEFORE_HIGH_POINTS = re.compile(rf"{_NOT_AN_OPENER}{_SPACES}(?=[;!?]+(?![\w/=;!?]))")
_BEFORE_COLON = re.compile(rf"{_NOT_AN_OPENER}{_SPACES}(?=:(?:[\s«»“”‘’)\]…]|\Z))")
_HOUR_AND_MINUTES = re.compile(r"\d[ \u00a0]h (?=\d)")


def set_guillemets(copy: Segments) -> Segments:
    """Part guillemets from what they hold."""
    copy = copy.replace(_AFTER_OPENING_GUILLEMET, NARROW_NO_BREAK_SPACE)
    return copy.replace(_BEFORE_CLOSING_GUILLEMET, NARROW_NO_BREAK_SPACE)


def set_high_points(copy: Segments) -> Segments:
    """Part the marks that stand high from the word before them."""
    copy = copy.replace(_BEFORE_HIGH_POINTS, NARROW_NO_BREAK_SPACE)
    return copy.replace(_BEFORE_COLON, NO_BREAK_SPACE)


def _bind_thousands(copy: Segments) -> Segments:
    return bind_thousands(copy, NARROW_NO_BREAK_SPACE)


FRENCH = HouseStyle(
    quotes=QuoteMarks(("«", "»"), ("“", "”"), ("“", "”"), ("“", "”")),
    ellipsis_touches_word=True,
    bonds=(
        *COMMON_BONDS,
        before_capital("M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Me", "St"),
        before_capital("Ste", "Pr"),
        before_number("n°", "nº", "no", "nos", "p.", "pp.", "page", "pages", "numéro"),
        before_number("chapitre", "art.", "fig.", "vol."),
        after_number("million", "millions", "milliard", "milliards", "euros", "euro"),
        after_number(*_MONTHS, ordinal="|er"),
        _HOUR_AND_MINUTES,
    ),
    rules_after=(
        set_guillemets,
        set_high_points,
        part_signs_from_numbers,
        _bind_thousands,
    ),
)
