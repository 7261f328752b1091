"""The barcode of a newspaper: EAN-13 of its ISSN, and the issue's add-on beside it.

Only numbers: a template draws them. Lengths are in modules, the width of the
narrowest bar, 0.33 mm at 100 %; x runs from the left edge of the left quiet zone,
y down from the top of the bars.

* The number is 977, the prefix that GS1 keeps for ISSNs, seven digits of the ISSN,
  two digits of variant and a check digit; the add-on has two digits in Britain, the
  week, and five elsewhere, the issue.
* Every digit is seven modules wide; which set the left six are taken from tells
  the first digit, and which set an add-on's are taken from proves the add-on
  (ISO/IEC 15420; GS1 General Specifications, 5.2).
* Quiet zones are 11 modules at the left, 7 before the add-on or at the right, and 5
  after an add-on. Nothing but the digits may be printed in them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from printshop.errors import SourceError

QUIET_LEFT = 11
QUIET_RIGHT = 7
QUIET_AFTER_ADD_ON = 5

_GUARD = 3
_CENTRE_GUARD = 5
_DIGIT = 7
_ADD_ON_GUARD = 4
_ADD_ON_SEPARATOR = 2
_SYMBOL = 2 * _GUARD + _CENTRE_GUARD + 12 * _DIGIT

_DIGIT_SIZE = 10.0
"""Size of the type: digits of most faces are half as wide and 0.72 times as high."""
_DIGIT_HEIGHT = 7.2
_DIGIT_ROOM = 9.0
"""Height that the digits take from the bars, with the white between."""
_GUARD_DROP = 5.0
"""How far guard bars reach down among the digits."""
_HEIGHT = 80.0
"""At 100 % the bars are 23.4 mm high, of which 22.85 are asked for."""

_SET_A = (
    *("0001101", "0011001", "0010011", "0111101", "0100011"),
    *("0110001", "0101111", "0111011", "0110111", "0001011"),
)
"""Ones are bars. Set C is its negative, and set B is set C backwards."""
_SET_C = tuple(code.translate({48: "1", 49: "0"}) for code in _SET_A)
_SET_B = tuple(code[::-1] for code in _SET_C)
_SETS = {"A": _SET_A, "B": _SET_B, "C": _SET_C}

_SETS_OF_FIRST_DIGIT = (
    *("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB"),
    *("ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"),
)
_SETS_OF_TWO = ("AA", "AB", "BA", "BB")
"""By the number itself, modulo 4."""
_SETS_OF_FIVE = (
    *("BBAAA", "BABAA", "BAABA", "BAAAB", "ABBAA"),
    *("AABBA", "AAABB", "ABABA", "ABAAB", "AABAB"),
)
"""By the weighted sum of the digits, modulo 10."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One black bar."""

    x_modules: int
    width_modules: int
    top_modules: float
    height_modules: float
    is_guard: bool = False
    """One of the long bars at the edges and in the middle."""


@dataclass(frozen=True, slots=True)
class Digit:
    """One digit for people to read."""

    text: str
    x_modules: float
    """Middle of the digit."""
    baseline_modules: float


@dataclass(frozen=True, slots=True)
class Barcode:
    """A whole symbol, with its quiet zones."""

    ean: str
    add_on: str
    bars: tuple[Bar, ...]
    """From left to right."""
    digits: tuple[Digit, ...]
    """From left to right; those of the add-on stand above its bars."""
    width_modules: int
    height_modules: float
    digit_size_modules: float = _DIGIT_SIZE
    """Size of the type in which the digits fit."""


def is_valid_issn(text: str) -> bool:
    """Prove the form ``1234-5679`` and the check digit, which may be X."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text):
        return False
    values = [10 if char == "X" else int(char) for char in text.replace("-", "")]
    weights = range(8, 0, -1)
    return sum(v * w for v, w in zip(values, weights, strict=True)) % 11 == 0


def ean13_of_issn(issn: str, variant: str) -> str:
    """Make the thirteen digits of a newspaper from its ISSN and a two-digit variant."""
    if not is_valid_issn(issn):
        raise SourceError(
            f"“{issn}” is not an ISSN.",
            hint="Write it as on the ISSN certificate, such as 1234-5679.",
        )
    if not re.fullmatch(r"[0-9]{2}", variant):
        raise SourceError(
            f"The barcode's variant “{variant}” is not two digits.",
            hint="Write the wholesaler's price code, or 00.",
        )
    digits = "977" + issn.replace("-", "")[:7] + variant
    return digits + _check_digit(digits)


def make_barcode(
    ean: str, add_on: str = "", height_modules: float = _HEIGHT
) -> Barcode:
    """Lay out the bars and digits of an EAN-13 and its add-on, if there is one."""
    if not re.fullmatch(r"[0-9]{13}", ean) or _check_digit(ean[:12]) != ean[12]:
        raise SourceError(
            f"“{ean}” is not an EAN-13 number.",
            hint="Write thirteen digits, the last of which proves the others.",
        )
    if not re.fullmatch(r"(?:[0-9]{2}|[0-9]{5})?", add_on):
        raise SourceError(
            f"The barcode's add-on “{add_on}” is not two or five digits.",
            hint='Write the week, such as "47", or the issue, such as "02566".',
        )
    bars = [*_bars_of_symbol(ean, height_modules)]
    digits = [*_digits_of_symbol(ean, height_modules)]
    width = QUIET_LEFT + _SYMBOL + QUIET_RIGHT
    if add_on:
        bars += _bars_of_add_on(add_on, width, height_modules)
        digits += _digits_of_add_on(add_on, width)
        width += len(_modules_of_add_on(add_on)) + QUIET_AFTER_ADD_ON
    return Barcode(ean, add_on, tuple(bars), tuple(digits), width, height_modules)


def _check_digit(digits: str) -> str:
    """Weigh digits 1, 3, 1, 3 … so that the weighted sum becomes a multiple of 10."""
    total = sum(int(digit) for digit in digits[::2])
    total += 3 * sum(int(digit) for digit in digits[1::2])
    return str(-total % 10)


def _modules_of_symbol(ean: str) -> str:
    sets = _SETS_OF_FIRST_DIGIT[int(ean[0])] + "CCCCCC"
    codes = [_SETS[s][int(digit)] for s, digit in zip(sets, ean[1:], strict=True)]
    return "101" + "".join(codes[:6]) + "01010" + "".join(codes[6:]) + "101"


def _modules_of_add_on(add_on: str) -> str:
    if len(add_on) == 2:
        sets = _SETS_OF_TWO[int(add_on) % 4]
    else:
        odd, even = add_on[::2], add_on[1::2]
        total = 3 * sum(map(int, odd)) + 9 * sum(map(int, even))
        sets = _SETS_OF_FIVE[total % 10]
    codes = [_SETS[s][int(digit)] for s, digit in zip(sets, add_on, strict=True)]
    return "1011" + "01".join(codes)


def _runs_of_ones(modules: str) -> Iterator[tuple[int, int]]:
    """Give start and width of every bar."""
    start = 0
    for is_bar, run in groupby(modules, key="1".__eq__):
        width = len(list(run))
        if is_bar:
            yield start, width
        start += width


def _bars_of_symbol(ean: str, height: float) -> Iterator[Bar]:
    centre = _GUARD + 6 * _DIGIT
    guards = {
        *range(_GUARD),
        *range(centre, centre + _CENTRE_GUARD),
        *range(_SYMBOL - _GUARD, _SYMBOL),
    }
    for start, width in _runs_of_ones(_modules_of_symbol(ean)):
        is_guard = start in guards
        drop = _GUARD_DROP if is_guard else 0
        bar_height = height - _DIGIT_ROOM + drop
        yield Bar(QUIET_LEFT + start, width, 0, bar_height, is_guard)


def _bars_of_add_on(add_on: str, left: int, height: float) -> Iterator[Bar]:
    """Let the add-on end where the guard bars end, and leave its digits room above."""
    foot = height - _DIGIT_ROOM + _GUARD_DROP
    for start, width in _runs_of_ones(_modules_of_add_on(add_on)):
        yield Bar(left + start, width, _DIGIT_ROOM, foot - _DIGIT_ROOM)


def _digits_of_symbol(ean: str, height: float) -> Iterator[Digit]:
    left_half = QUIET_LEFT + _GUARD
    right_half = left_half + 6 * _DIGIT + _CENTRE_GUARD
    # The first digit has no bars of its own: it stands in the quiet zone.
    lefts = [
        0,
        *(left_half + _DIGIT * place for place in range(6)),
        *(right_half + _DIGIT * place for place in range(6)),
    ]
    for digit, left in zip(ean, lefts, strict=True):
        yield Digit(digit, left + _DIGIT / 2, height)


def _digits_of_add_on(add_on: str, left: int) -> Iterator[Digit]:
    pitch = _DIGIT + _ADD_ON_SEPARATOR
    for place, digit in enumerate(add_on):
        middle = left + _ADD_ON_GUARD + pitch * place + _DIGIT / 2
        yield Digit(digit, middle, _DIGIT_HEIGHT)
