"""Straight quotation marks become opening and closing ones, apostrophes and primes.

Which way a mark faces follows from what stands on either side of it, and, where
that is the same on both sides, from whether a quotation is open:

* after a space, a bracket or a dash it opens, unless nothing follows that could be
  quoted; after a word or a full stop it closes;
* a paragraph may end with a quotation still open, as the next paragraph takes it up;
* a single mark inside or after a word is an apostrophe, and so is one before a word
  when nothing after it closes: ``'80s``, ``rock 'n' roll``, ``'tis``;
* a double mark after a digit is inches when no quotation is open: ``a 12" single``.

Marks that are typographic already are left alone, but counted as open or closed.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from printshop.typography.house_style import (
    APOSTROPHE,
    DOUBLE_PRIME,
    PRIME,
    QuoteMarks,
)
from printshop.typography.segments import OBJECT, Edit, Segments

_FEET_AND_INCHES = re.compile(
    r"(?<![\w.,])(\d{1,3})'([ \u00a0]?)(\d{1,2}(?:\.\d+)?[½¼¾]?)\"(?!\w)"
)
_DEGREES = re.compile(r"(\d\s?°\s?\d{1,2})'(?:(\s?\d{1,2}(?:[.,]\d+)?)\")?")

_ANY_QUOTE = re.compile(r"[\"'“”„‟‘’‚‛«»‹›]")
_ANY_DOUBLE = re.compile(r"[\"“”„‟«»]")
_STRAIGHT = re.compile(r"[\"']")

_ALWAYS_ELIDED = re.compile(
    r"'(?:n|\d0s|tis|twas|twere|twill|twould|tisn't|twasn't)\b", re.IGNORECASE
)
_ELIDED_AT_START = re.compile(
    r"'(?:\d\d|em|til|cos|cause|bout|fraid|nuff)\b", re.IGNORECASE
)
_CLOSING_SINGLE = re.compile(r"(?<=\S)(?<!'n)['’](?!\w)", re.IGNORECASE)


def set_primes(copy: Segments) -> Segments:
    """Set feet and inches, minutes and seconds: they are not quotations."""
    copy = copy.replace(
        _FEET_AND_INCHES, lambda m: f"{m[1]}{PRIME}{m[2]}{m[3]}{DOUBLE_PRIME}"
    )
    return copy.replace(
        _DEGREES,
        lambda m: f"{m[1]}{PRIME}" + (f"{m[2]}{DOUBLE_PRIME}" if m[2] else ""),
    )


def set_quotes(copy: Segments, marks: QuoteMarks) -> Segments:
    """Turn every straight mark the way it faces."""
    if not _STRAIGHT.search(copy.text):
        return copy
    return copy.edit(_Quotations(copy.text, marks).edits())


class _Side(Enum):
    """What stands beside a mark, as far as it tells which way the mark faces."""

    SPACE = auto()
    OPENER = auto()
    CLOSER = auto()
    WORD = auto()


_SIDES = {
    **dict.fromkeys("([{<-–—/=¿¡", _Side.OPENER),
    **dict.fromkeys(".,;:!?)]}>…", _Side.CLOSER),
}


def _side(char: str) -> _Side:
    return _Side.SPACE if char.isspace() else _SIDES.get(char, _Side.WORD)


def _is_invisible(char: str) -> bool:
    """Soft hyphens and joiners say nothing about their neighbours."""
    return unicodedata.category(char) == "Cf"


def _is_word(char: str) -> bool:
    """Count combining marks, which may be an accent, and what stands for code."""
    is_mark = unicodedata.category(char).startswith("M")
    return char.isalnum() or is_mark or char == OBJECT


@dataclass(frozen=True, slots=True)
class _Open:
    typed: str
    """``"`` or ``'``: what will close it."""
    marks: tuple[str, str]


class _Quotations:
    """One pass over a paragraph's marks, from left to right."""

    def __init__(self, text: str, marks: QuoteMarks) -> None:
        self._text = text
        self._marks = marks
        self._open: list[_Open] = []
        self._openers: set[int] = set()
        self._after = _sides_after(text)
        self._doubles = [match.start() for match in _ANY_DOUBLE.finditer(text)]
        self._closers = [match.start() for match in _CLOSING_SINGLE.finditer(text)]
        self._last_closers = {self._doubles_before(at) % 2: at for at in self._closers}
        first_word = re.search(r"\w", text)
        self._first_word = first_word.start() if first_word else len(text)

    def edits(self) -> Iterator[Edit]:
        """Decide on every straight mark, and follow those set already."""
        for match in _ANY_QUOTE.finditer(self._text):
            at, typed = match.start(), match[0]
            if typed == '"':
                yield Edit(at, at + 1, self._double(at))
            elif typed == "'":
                yield Edit(at, at + 1, self._single(at))
            else:
                self._follow(at, typed)

    def _double(self, at: int) -> str:
        if self._faces_open(at, '"'):
            return self._opened(at, '"')
        if self._is_open('"'):
            return self._closed('"')
        before = self._char_before(at)
        return DOUBLE_PRIME if before.isdecimal() else self._marks.double[1]

    def _single(self, at: int) -> str:
        if self._is_inside_word(at) or _ALWAYS_ELIDED.match(self._text, at):
            return APOSTROPHE
        if not self._faces_open(at, "'"):
            return self._closed("'") if self._is_open("'") else APOSTROPHE
        if self._can_be_closed(at) or self._begins_the_text(at):
            return self._opened(at, "'")
        return APOSTROPHE

    def _can_be_closed(self, at: int) -> bool:
        """Look for an end that is in the same quotation, or outside all of them."""
        doubles = self._doubles_before(at)
        if not self._is_open('"'):
            return at < self._last_closers.get(doubles % 2, -1)
        end = (
            self._doubles[doubles] if doubles < len(self._doubles) else len(self._text)
        )
        following = bisect_right(self._closers, at)
        return following < len(self._closers) and self._closers[following] < end

    def _doubles_before(self, at: int) -> int:
        return bisect_right(self._doubles, at)

    def _begins_the_text(self, at: int) -> bool:
        is_elided = _ELIDED_AT_START.match(self._text, at)
        return at < self._first_word and not is_elided

    def _faces_open(self, at: int, typed: str) -> bool:
        before, after = self._side_before(at), self._after[at]
        could_open = after in {_Side.WORD, _Side.OPENER}
        if before in {_Side.SPACE, _Side.OPENER}:
            return could_open or not self._is_open(typed)
        is_inches = typed == '"' and self._char_before(at).isdecimal()
        return could_open and not is_inches and not self._is_open(typed)

    def _is_inside_word(self, at: int) -> bool:
        after = self._text[at + 1 : at + 2]
        before = self._char_before(at)
        return bool(before and after) and _is_word(before) and _is_word(after)

    def _char_before(self, at: int) -> str:
        while at and _is_invisible(self._text[at - 1]):
            at -= 1
        return self._text[at - 1] if at else ""

    def _side_before(self, at: int) -> _Side:
        while at and _is_invisible(self._text[at - 1]):
            at -= 1
        if at == 0:
            return _Side.SPACE
        if _ANY_QUOTE.match(self._text, at - 1):
            return _Side.OPENER if at - 1 in self._openers else _Side.CLOSER
        return _side(self._text[at - 1])

    def _is_open(self, typed: str) -> bool:
        return any(quotation.typed == typed for quotation in self._open)

    def _opened(self, at: int, typed: str) -> str:
        marks = self._marks_for(typed)
        self._openers.add(at)
        self._open.append(_Open(typed, marks))
        return marks[0]

    def _marks_for(self, typed: str) -> tuple[str, str]:
        outer = self._marks.double
        if typed == "'":
            is_inner = bool(self._open) and self._open[-1].marks == outer
            return self._marks.nested_single if is_inner else self._marks.single
        is_inner = any(quotation.marks == outer for quotation in self._open)
        return self._marks.nested_double if is_inner else outer

    def _closed(self, typed: str) -> str:
        """Close the innermost quotation of this kind, and all left open inside."""
        while self._open[-1].typed != typed:
            self._open.pop()
        return self._open.pop().marks[1]

    def _follow(self, at: int, mark: str) -> None:
        """Count a mark that is typographic already."""
        pairs = {
            '"': (self._marks.double, self._marks.nested_double),
            "'": (self._marks.single, self._marks.nested_single),
        }
        for typed, choices in pairs.items():
            for marks in choices:
                if mark == marks[0]:
                    self._openers.add(at)
                    self._open.append(_Open(typed, marks))
                    return
        if any(quotation.marks[1] == mark for quotation in self._open):
            if mark == APOSTROPHE and self._is_inside_word(at):
                return
            while self._open.pop().marks[1] != mark:
                pass


def _sides_after(text: str) -> dict[int, _Side]:
    """Say what follows every mark, looking past further marks."""
    after: dict[int, _Side] = {}
    side, end = _Side.SPACE, len(text)
    for match in reversed(list(_ANY_QUOTE.finditer(text))):
        at = match.start()
        following = next(
            (char for char in text[at + 1 : end] if not _is_invisible(char)), None
        )
        if following is not None:
            side = _side(following)
        after[at] = side
        end = at
    return after
