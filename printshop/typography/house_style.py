"""What a language's house style is made of, and the words its rules are built from.

A bond is a pattern whose matches end with the one space that must not be broken.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from printshop.typography.segments import Segments

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
EN_DASH = "\u2013"
EM_DASH = "\u2014"
SPACED_EN_DASH = f"{NO_BREAK_SPACE}{EN_DASH} "
"""Its first space holds: a line may end with a dash, but not begin with one."""
ELLIPSIS = "\u2026"
APOSTROPHE = "\u2019"
PRIME = "\u2032"
DOUBLE_PRIME = "\u2033"

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
"""A letter that is not a small one of Western Europe."""

UNITS = (
    *("km/h", "km", "m", "cm", "mm", "km²", "m²", "m³", "ha", "mph", "kph"),
    *("t", "kg", "g", "mg", "l", "cl", "ml", "kW", "MW", "GW", "kWh", "MWh", "GWh"),
    *("V", "kV", "W", "Hz", "kHz", "MHz", "GHz", "kB", "MB", "GB", "TB", "hPa", "dB"),
    *("°C", "°F", "°", "%", "‰", "min", "h", "s"),
)
CURRENCIES = ("€", "£", "$", "¥", "EUR", "GBP", "USD", "CHF", "US$")


@dataclass(frozen=True, slots=True)
class QuoteMarks:
    """Opening and closing marks for what a keyboard types as ``"`` and ``'``."""

    double: tuple[str, str]
    single: tuple[str, str]
    nested_double: tuple[str, str]
    """For ``"`` inside a pair of ``double``."""
    nested_single: tuple[str, str]
    """For ``'`` directly inside a pair of ``double``."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How one language sets what a keyboard cannot type."""

    quotes: QuoteMarks
    dash: str = SPACED_EN_DASH
    """Between words, with its spaces."""
    one_sided_dash_is_kept: bool = False
    """A dash typed with one space belongs to the word it touches."""
    ellipsis_touches_word: bool = False
    """No space before an ellipsis, even where one is typed."""
    bonds: tuple[re.Pattern[str], ...] = ()
    rules_first: tuple[Callable[[Segments], Segments], ...] = ()
    """What only this language does, and must do before quotation marks are judged."""
    rules_before: tuple[Callable[[Segments], Segments], ...] = ()
    """What only this language does, and must do before dashes are set."""
    rules_after: tuple[Callable[[Segments], Segments], ...] = ()
    """What only this language does, when all else is set."""


def before_capital(*words: str) -> re.Pattern[str]:
    """Bind titles to the name after them."""
    return re.compile(rf"(?<!\w)(?:{_any_of(words)}) (?={_CAPITAL})")


def before_number(*words: str, digits: str = "") -> re.Pattern[str]:
    """Bind words such as "page", however they begin, to the number after them."""
    return re.compile(rf"(?<!\w)(?i:{_any_of(words)}) (?=\d{digits})")


def after_number(*words: str, ordinal: str = "") -> re.Pattern[str]:
    """Bind a number to the word after it."""
    return re.compile(rf"\d(?:{ordinal}) (?=(?:{_any_of(words)})(?!\w))")


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)


INITIALS = re.compile(rf"(?<!\w){_CAPITAL}\. (?={_CAPITAL})")
"""A line must not end with ``J.`` and leave Rowling to the next."""

COMMON_BONDS = (
    INITIALS,
    after_number(*UNITS, *CURRENCIES),
    before_number(*CURRENCIES),
)
