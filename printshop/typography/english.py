"""English house style, British and American.

The kind of mark stays as typed: the paper quotes with double marks in its columns
and with single ones in its headlines, and the editor knows which is which. Titles
lose no full stop and gain none. The British dash is an en dash between spaces, the
American one an em dash without.
"""

from dataclasses import replace

from printshop.typography.house_style import (
    COMMON_BONDS,
    EM_DASH,
    HouseStyle,
    QuoteMarks,
    after_number,
    before_capital,
    before_number,
)

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
    *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct"),
    *("Nov", "Dec"),
)
_TITLES = (
    *("Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Rev", "St", "Sgt", "Capt", "Col"),
    *("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Rev.", "St.", "Sgt.", "Capt.", "Col."),
)
_LABELS = (
    *("No", "No.", "Nos", "Nos.", "p.", "pp.", "page", "pages", "issue", "issues"),
    *("chapter", "figure", "fig.", "vol.", "volume", "part"),
)

MARKS = QuoteMarks(("“", "”"), ("‘", "’"), ("“", "”"), ("‘", "’"))

OTHER = HouseStyle(quotes=MARKS, bonds=COMMON_BONDS)
"""For a language without rules here: marks as in English, nothing of its own."""

BRITISH = replace(
    OTHER,
    bonds=(
        *COMMON_BONDS,
        before_capital(*_TITLES),
        before_number(*_LABELS),
        after_number("million", "billion", "trillion", "am", "pm"),
        after_number(*_MONTHS, ordinal="|st|nd|rd|th"),
        # "November 20", but not "November 2026": a line must be able to end somewhere.
        before_number(*_MONTHS, digits=r"\d?(?!\d)"),
    ),
)

AMERICAN = replace(BRITISH, dash=EM_DASH)
