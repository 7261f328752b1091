"""A paragraph under the ruler: every place where a line may end, and how far it is.

A paragraph is runs of text, each with a ruler for its own type. Words are measured by
themselves and spaces apart, because that is how justified lines are drawn; a part of a
word with the hyphen that it gets, too, so that kerning is exact. Everything is added up
once; a line from any break to any other is then a subtraction.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from printshop.paragraphs.hanging import AT_END, AT_START
from printshop.paragraphs.word_breaks import DASHES, WordBreaks

NO_BREAK_SPACE = "\u00a0"
HYPHENS = frozenset("-‐")


class Extent(NamedTuple):
    """How wide a piece of text is, and of how many glyphs it is made."""

    width: float
    glyphs: int


class Ruler(Protocol):
    """Measures text in one style, on one line."""

    def __call__(self, text: str) -> Extent:
        """Measure a text without spaces, or one space."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style; widths in the unit of its ruler."""

    text: str
    ruler: Ruler
    breaks: WordBreaks | None = None
    """What divides its words; None if they are kept whole."""
    before: float = 0.0
    """White before its first letter: what an inline element has there."""
    after: float = 0.0


class Break(NamedTuple):
    """One place where a line may end."""

    end: int
    """The line's characters end here,"""
    start: int
    """and the next line's begin here."""
    has_hyphen: bool
    is_in_word: bool
    shows_hyphen: bool
    """The line ends with one, added or written."""


class MeasuredParagraph:
    """The breaks of a paragraph, with running sums up to each of them.

    ``ends`` are what a line has that ends at a break, ``starts`` what is behind a line
    that begins after it: natural width with what hangs taken off, width of the spaces,
    glyphs.
    """

    def __init__(self, runs: Sequence[Run], *, has_margins: bool = True) -> None:
        """Measure the words of some runs; the last break is the paragraph's end.

        ``has_margins``, the margins are optical: small signs hang over.
        """
        self._at_end = AT_END if has_margins else {}
        self._at_start = AT_START if has_margins else {}
        self.runs = tuple(run for run in runs if run.text)
        self.text = "".join(run.text for run in self.runs)
        self._has_white = any(run.before or run.after for run in self.runs)
        self._starts = []
        at = 0
        for run in self.runs:
            self._starts.append(at)
            at += len(run.text)
        self.breaks: list[Break] = []
        self.ends: list[tuple[float, float, int]] = []
        self.starts: list[tuple[float, float, int]] = []
        self.reaches: list[float] = []
        """Width up to each break without hyphen: it only grows."""
        self._measure()

    @property
    def words(self) -> int:
        """Count the words."""
        return self.text.count(" ") + 1 if self.text else 0

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield the number of each run in a stretch of text, and its part of it."""
        number = self._run_at(start)
        while start < end:
            run_end = self._starts[number] + len(self.runs[number].text)
            stop = min(end, run_end)
            if stop > start:
                yield number, self.text[start:stop]
            start = max(start, stop)
            number += 1

    def edges(self, number: int) -> tuple[int, int]:
        """Give where a run begins and ends in the paragraph's text."""
        start = self._starts[number]
        return start, start + len(self.runs[number].text)

    def _run_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def _measure(self) -> None:
        text, x, spaces, glyphs, at = self.text, 0.0, 0.0, 0, 0
        while at < len(text):
            end = text.find(" ", at)
            end = len(text) if end < 0 else end
            word = self._extent(at, end)
            self._divide(at, end, (x, spaces, glyphs), word)
            x, spaces, glyphs = (
                x + word[0],
                spaces + word[1],
                glyphs + word[2],
            )
            is_end = end == len(text)
            if is_end or not _is_kept(text, end):
                self._add(
                    Break(
                        end,
                        end + 1,
                        has_hyphen=False,
                        is_in_word=False,
                        shows_hyphen=text[end - 1] in HYPHENS,
                    ),
                    (x - self._hang(end - 1), spaces, glyphs),
                    x,
                )
            if not is_end:
                space = self.runs[self._run_at(end)].ruler(" ").width
                space_white = self._white(end, end + 1)
                x, spaces, glyphs = x + space + space_white, spaces + space, glyphs + 1
                if len(self.breaks) > len(self.starts):
                    hang = self._hang_left(end + 1)
                    self.starts.append((x + hang, spaces, glyphs))
            at = end + 1

    def _add(self, place: Break, end: tuple[float, float, int], reach: float) -> None:
        self.breaks.append(place)
        self.ends.append(end)
        self.reaches.append(reach)

    def _divide(
        self,
        at: int,
        end: int,
        before: tuple[float, float, int],
        word: tuple[float, float, int],
    ) -> None:
        """Add the breaks inside a word."""
        first = self._run_at(at)
        breaks = self.runs[first].breaks
        if breaks is None:
            return
        for place, has_hyphen in breaks.of(self.text[at:end]):
            cut = at + place
            run = self.runs[self._run_at(cut - 1)]
            if run.breaks is None or self.runs[self._run_at(cut)].breaks is None:
                continue
            self._cut(at, end, cut, before, word, hyphen="-" if has_hyphen else "")

    def _cut(
        self,
        at: int,
        end: int,
        cut: int,
        before: tuple[float, float, int],
        word: tuple[float, float, int],
        *,
        hyphen: str,
    ) -> None:
        """Add one break inside a word, with the hyphen that it gets."""
        x, spaces, glyphs = before
        shows_hyphen = bool(hyphen) or self.text[cut - 1] in HYPHENS
        head = self._extent(at, cut, hyphen)
        rest = self._extent(cut, end)
        behind = x + word[0] - rest[0]
        self._add(
            Break(
                cut,
                cut,
                has_hyphen=bool(hyphen),
                is_in_word=True,
                shows_hyphen=shows_hyphen,
            ),
            (
                x + head[0] - self._hang(cut - 1, hyphen),
                spaces + head[1],
                glyphs + head[2],
            ),
            behind,
        )
        self.starts.append(
            (
                behind + self._hang_left(cut),
                spaces + word[1] - rest[1],
                glyphs + word[2] - rest[2],
            )
        )

    def _extent(
        self, start: int, end: int, hyphen: str = ""
    ) -> tuple[float, float, int]:
        """Measure a word or a part of it: width, width of its spaces, glyphs."""
        if len(self.runs) == 1 and NO_BREAK_SPACE not in self.text[start:end]:
            width, glyphs = self.runs[0].ruler(self.text[start:end] + hyphen)
            return width + self._white(start, end), 0.0, glyphs
        width, spaces, glyphs = self._white(start, end), 0.0, 0
        pieces = list(self.pieces(start, end))
        for index, (number, piece) in enumerate(pieces):
            ruler = self.runs[number].ruler
            if index + 1 == len(pieces):
                piece += hyphen
            for count, token in enumerate(piece.split(NO_BREAK_SPACE)):
                if count:
                    space = ruler(NO_BREAK_SPACE)
                    width, spaces = width + space.width, spaces + space.width
                    glyphs += space.glyphs
                if token:
                    extent = ruler(token)
                    width, glyphs = width + extent.width, glyphs + extent.glyphs
        return width, spaces, glyphs

    def _white(self, start: int, end: int) -> float:
        """Add up the white of the runs that begin or end in a stretch of text."""
        white = 0.0
        if not self._has_white:
            return white
        for number, piece in self.pieces(start, end):
            run, at = self.runs[number], self._starts[number]
            if run.before and start <= at:
                white += run.before
            if run.after and at + len(run.text) <= end and piece:
                white += run.after
        return white

    def _hang(self, last: int, hyphen: str = "") -> float:
        """Measure what hangs over the right edge after a line's last character."""
        sign = hyphen or self.text[last]
        share = self._at_end.get(sign)
        return share * self.runs[self._run_at(last)].ruler(sign).width if share else 0.0

    def _hang_left(self, first: int) -> float:
        sign = self.text[first : first + 1]
        share = self._at_start.get(sign)
        if not share:
            return 0.0
        return share * self.runs[self._run_at(first)].ruler(sign).width

    def hangs(self, place: Break) -> float:
        """Measure what hangs over the right edge of a line that ends here."""
        return self._hang(place.end - 1, "-" if place.has_hyphen else "")

    def hangs_left(self, first: int) -> float:
        """Measure what hangs over the left edge of a line that begins here."""
        return self._hang_left(first)


def _is_kept(text: str, space: int) -> bool:
    """Tell whether a space may not end a line: a dash between spaces follows it."""
    return text[space + 1 : space + 2] in DASHES and text[space + 2 : space + 3] in {
        " ",
        "",
    }
