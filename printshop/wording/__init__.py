"""The words that the paper prints by itself, in the language of the paper.

English, German, French, Spanish, Arabic and Hebrew; others get English. Dates and
numbers are written here, without the machine's locale and without a clock, and are
in house style already: where a line must not end, there is a no-break space.

A sentence that stands alone begins with a capital, also in French and Spanish,
where the names of days and months have none.
"""

from printshop.wording.arabic import ARABIC
from printshop.wording.directions import direction
from printshop.wording.english import AMERICAN, BRITISH
from printshop.wording.french import FRENCH
from printshop.wording.german import GERMAN
from printshop.wording.hebrew import HEBREW
from printshop.wording.spanish import SPANISH
from printshop.wording.words import Wording

__all__ = ["Wording", "direction", "wording"]

_WORDINGS = {
    "en": BRITISH,
    "en-us": AMERICAN,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "ar": ARABIC,
    "he": HEBREW,
}


def wording(language: str) -> Wording:
    """Choose the words for a BCP 47 language tag."""
    tag = language.lower().replace("_", "-")
    return _WORDINGS.get(tag) or _WORDINGS.get(tag.partition("-")[0], BRITISH)
