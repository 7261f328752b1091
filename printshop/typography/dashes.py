"""Hyphens typed for dashes become dashes, and three points an ellipsis.

* Two or three hyphens, or one between spaces, are a dash between words. Four or
  more are a rule that somebody has drawn, and stay.
* One hyphen between two numbers is an en dash where they are a range or a score.
  It stays in what only looks like one: dates (2026-11-20, 2026-11), ISSNs,
  telephone numbers (a nought first, or more digits after the hyphen than a range
  could have), and anything with a second hyphen or a letter in it.
"""

import re

from printshop.typography.house_style import (
    ELLIPSIS,
    EN_DASH,
    NO_BREAK_SPACE,
    SPACED_EN_DASH,
    HouseStyle,
)
from printshop.typography.segments import Segments

_HYPHENS = re.compile(r"([ \u00a0]?)(?<!-)-{2,3}(?!-)( ?)")
_LONE_HYPHEN = re.compile(r"(?<=[^\s-])( )-( )(?=[^\s-])(?<!\d - (?=\d))")
_SPACE_BEFORE_DASH = re.compile(r"(?<=\S) (?=[–—](?:\s|\Z))")

_NUMBER = r"\d+(?:[.,:]\d+)*"
_UNIT = "(?:[ap]m|%|°)?"
_RANGE = re.compile(
    rf"(?<![\w/.,:–-])(?<!\d[ \u00a0])(?P<low>{_NUMBER}){_UNIT}"
    rf"-[£$€]?(?P<high>{_NUMBER}){_UNIT}(?![\w/–-]|[.,:]\d|[ \u00a0]\d{{3}})"
)
_SPACED_RANGE = re.compile(
    rf"(?<![\w/.,:–-])(?<!- )(?P<low>{_NUMBER}) - (?P<high>{_NUMBER})"
    r"(?![\w/–-]|[.,:]\d| -)"
)
_ISSN_BEFORE = re.compile(r"ISSN\W{0,3}\Z", re.IGNORECASE)

_POINTS = re.compile(r"(?<!\.)\.{3}(?=\.?(?!\.))")
_SPACED_POINTS = re.compile(r"(?<!\.)(?<!\.[ \u00a0])\. \. \.(?! ?\.)")
_SPACE_BEFORE_ELLIPSIS = re.compile(r"(?<=\S) (?=…)")
_SPACE_BETWEEN_WORD_AND_ELLIPSIS = re.compile(r"(?<=[\w%€£$»”’)]) (?=…(?:\W|\Z))")

_OPENERS = "([{¿¡"
_CLOSERS = ".,;:!?)]}…"


def set_dashes(copy: Segments, style: HouseStyle) -> Segments:
    """Set the language's dash where hyphens stand for one."""
    copy = copy.replace(_HYPHENS, lambda match: _for_hyphens(match, style))
    copy = copy.replace(_LONE_HYPHEN, lambda match: _for_hyphens(match, style))
    return copy.replace(_SPACE_BEFORE_DASH, NO_BREAK_SPACE)


def set_ranges(copy: Segments) -> Segments:
    """Set an en dash in ranges and scores."""
    return copy.replace(_RANGE, _for_range).replace(_SPACED_RANGE, _for_range)


def set_ellipses(copy: Segments, style: HouseStyle) -> Segments:
    """Set three points as one character, at the language's distance."""
    copy = copy.replace(_POINTS, ELLIPSIS).replace(_SPACED_POINTS, ELLIPSIS)
    if style.ellipsis_touches_word:
        copy = copy.replace(_SPACE_BETWEEN_WORD_AND_ELLIPSIS, "")
    return copy.replace(_SPACE_BEFORE_ELLIPSIS, NO_BREAK_SPACE)


def _for_hyphens(match: re.Match[str], style: HouseStyle) -> str:
    start, end, spaces = match.start(), match.end(), match.groups()
    before = match.string[max(start - 1, 0) : start]
    after = match.string[end : end + 1]
    if before.isdecimal() and after.isdecimal() and not any(spaces):
        return EN_DASH
    is_one_sided = any(spaces) and not all(spaces)
    is_kept = is_one_sided and style.one_sided_dash_is_kept
    if _parts_words(before, after, style) and not is_kept:
        return style.dash
    # Speech that breaks off: the dash stays as near its quotation mark as typed.
    return match[1] + style.dash.strip() + match[2]


def _parts_words(before: str, after: str, style: HouseStyle) -> bool:
    """Tell a dash between words from one beside a bracket or a closing mark."""
    pairs = (style.quotes.double, style.quotes.single, style.quotes.nested_double)
    openers = _OPENERS + "".join(opening for opening, _ in pairs)
    closers = _CLOSERS + "".join(closing for _, closing in pairs)
    if not before or not after or before.isspace() or after.isspace():
        return False
    return before not in openers and after not in closers


def _for_range(match: re.Match[str]) -> str:
    start = match.start()
    is_issn = _ISSN_BEFORE.search(match.string[max(start - 8, 0) : start])
    if is_issn or not _is_range(match["low"], match["high"]):
        return match[0]
    return match[0].replace(" - ", SPACED_EN_DASH).replace("-", EN_DASH)


def _is_range(low: str, high: str) -> bool:
    if not (low.isdecimal() and high.isdecimal()):
        # Times, decimals and thousands: 9.30-11.15, 1,000-2,000.
        return True
    if any(len(number) > 1 and int(number[0]) == 0 for number in (low, high)):
        return _is_shortened_year(low, high)
    if len(low) <= 2 and len(high) <= 2:
        # A score may fall: 3-1.
        return True
    if len(low) == 4:
        return _is_span_of_years(low, high)
    return len(low) <= 3 and len(high) <= 3 and _completed(low, high) > int(low)


def _is_span_of_years(low: str, high: str) -> bool:
    if len(high) == 4:
        return 1000 <= int(low) < int(high) <= 2199
    if len(high) == 1:
        return _completed(low, high) > int(low)
    return _is_shortened_year(low, high)


def _is_shortened_year(low: str, high: str) -> bool:
    """Tell 1990-95 and 1999-00 from the month 2026-11."""
    if len(low) != 4 or len(high) != 2:
        return False
    return int(high) > int(low[2:]) or not 1 <= int(high) <= 12


def _completed(low: str, high: str) -> int:
    """Read 215-17 as it is meant: up to 217."""
    return int(low[: max(len(low) - len(high), 0)] + high)
