"""German house style.

Marks open below and close above (DIN 5008, Duden); a space parts a number from its
sign (DIN 5008), and the parts of ``z. B.`` stay together.
"""

import re

from printshop.typography.house_style import (
    COMMON_BONDS,
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
    *("Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
    *("Jan.", "Feb.", "Apr.", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
)
_SPLIT_ABBREVIATION = re.compile(r"(?<!\w)[A-Za-zÄÖÜ]\. (?=[A-Za-zÄÖÜ]{1,3}\.)")
"""``z. B.``, ``d. h.``, ``u. a.``, ``v. Chr.``, ``o. Ä.``"""
_DAY_AND_MONTH_IN_FIGURES = re.compile(r"(?<!\d)\d{1,2}\. (?=\d{1,2}\.)")


def _bind_thousands(copy: Segments) -> Segments:
    return bind_thousands(copy, NO_BREAK_SPACE)


GERMAN = HouseStyle(
    quotes=QuoteMarks(("„", "“"), ("‚", "‘"), ("„", "“"), ("‚", "‘")),
    bonds=(
        *COMMON_BONDS,
        _SPLIT_ABBREVIATION,
        _DAY_AND_MONTH_IN_FIGURES,
        before_capital("Dr.", "Prof.", "Hr.", "Fr.", "St.", "Herr", "Frau"),
        before_number("Nr.", "S.", "Seite", "Seiten", "Ausgabe", "Kapitel", "Abb."),
        before_number("Bd.", "Band", "Art.", "§", "§§"),
        after_number("Millionen", "Million", "Milliarden", "Milliarde", "Mio.", "Mrd."),
        after_number("Uhr", "Euro"),
        after_number(*_MONTHS, ordinal=r"\.|"),
    ),
    rules_after=(part_signs_from_numbers, _bind_thousands),
)
