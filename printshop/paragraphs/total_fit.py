"""Break a paragraph into lines as a whole: the cheapest of all ways (total fit).

Every break that a good line can reach is kept with the cheapest way to it, so that a
word is moved in the third line if the fifth is better for it. The ways are told apart
by the colour of their last line and the hyphens above each other; asked for every
number of lines that the paragraph can have, by that number as well.

Where no line is within bounds the bounds are widened, and only at last is a ladder of
three divided words allowed. None is given when a word is wider than its measure and
cannot be divided: such a paragraph is for the engine.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from printshop.paragraphs.demerits import (
    COLOUR_JUMP,
    LADDERS,
    LONGEST_LADDER,
    Given,
    before_last_demerits,
    colour_of,
    given,
    last_demerits,
    line_demerits,
)
from printshop.paragraphs.justification import Justification
from printshop.paragraphs.measured import MeasuredParagraph
from printshop.paragraphs.setting import Counts, FittedLine, Measures, Setting

_UNBOUNDED = 1e9
_HOPELESS = 400_000.0
"""Demerits that no later line makes up for: a way dearer by them is not followed."""

_NATURAL = Given(1.0, 0.0, 0.0)

_ORIGIN = (0.0, 0.0, 0)


class _Way(NamedTuple):
    """The cheapest way to a break, among those of one sort."""

    demerits: float
    at: int
    """Number of the break; -1 is the paragraph's beginning."""
    line: int
    """Lines up to it."""
    colour: int
    ladder: int
    before: "_Way | None"
    given: Given | None


@dataclass(slots=True)
class _Start:
    """A place where the next line may begin, and the ways to it."""

    x: float
    spaces: float
    glyphs: int
    measure: float
    longest: float
    """Width up to which a line that begins here can be closed up."""
    ways: list[_Way] = field(default_factory=list)


def fit(
    paragraph: MeasuredParagraph, measures: Measures, em: float, style: Justification
) -> Setting | None:
    """Set a paragraph in the best way there is; None when there is none."""
    found = _settings(paragraph, measures, em, style)
    return min(found, key=lambda one: one.demerits, default=None)


def reachable(
    paragraph: MeasuredParagraph,
    measures: Measures,
    em: float,
    style: Justification,
    counts: Counts,
) -> dict[int, Setting]:
    """Set a paragraph in each of these numbers of lines, as far as it can be."""
    return {
        len(setting.lines): setting
        for setting in _settings(paragraph, measures, em, style, counts)
        if counts.fewest <= len(setting.lines) <= counts.most
    }


def _settings(
    paragraph: MeasuredParagraph,
    measures: Measures,
    em: float,
    style: Justification,
    counts: Counts | None = None,
) -> list[Setting]:
    """Break with wider and wider bounds, until it succeeds; see ``reachable``."""
    if not paragraph.breaks:
        return []
    for loosest, ladder in (
        (style.wide_space, LONGEST_LADDER),
        (style.loosest_space * 1.5, LONGEST_LADDER),
        (_UNBOUNDED, LONGEST_LADDER),
        (_UNBOUNDED, LONGEST_LADDER + 1),
    ):
        breaker = _Breaker(paragraph, measures, em, style, loosest, ladder, counts)
        ways = breaker.ways()
        if ways:
            return [breaker.setting(way) for way in ways]
    return []


class _Breaker:
    """Goes through the breaks of a paragraph once, within some bounds."""

    def __init__(
        self,
        paragraph: MeasuredParagraph,
        measures: Measures,
        em: float,
        style: Justification,
        loosest: float,
        longest_ladder: int,
        counts: Counts | None,
    ) -> None:
        self._paragraph, self._measures = paragraph, measures
        self._em, self._style = em, style
        self._loosest, self._longest_ladder = loosest, longest_ladder
        self._last, self._counts = len(paragraph.breaks) - 1, counts

    def ways(self) -> Sequence[_Way]:
        """Find the best ways to the paragraph's end, one for each number of lines."""
        by_lines = self._counts is not None
        special = _UNBOUNDED if by_lines else len(self._measures.first)
        origin = _Way(0.0, -1, 0, 1, 0, None, None)
        starts = [self._start(_ORIGIN, 0, [origin])]
        price = self._price()
        for at, reach in enumerate(self._paragraph.reaches):
            starts = [one for one in starts if reach - one.x <= one.longest]
            if not starts:
                return ()
            found: dict[tuple[int, int, int], _Way] = {}
            for start in starts:
                line = price(start, at)
                if line is not None:
                    self._follow(start, at, line, special, found)
            if at == self._last:
                return _ends(found.values(), by_lines=by_lines)
            if found:
                starts += self._begun(at, found)
        return ()

    def _start(
        self, sums: tuple[float, float, int], line: int, ways: list[_Way]
    ) -> _Start:
        measure = self._measures.of(line)
        # Spaces are less than a third of a line, letters on average over 0.35 em wide;
        # and something may hang over.
        closed = (1 - self._style.least_space) / 3 - self._style.least_tracking / 0.35
        longest = measure * (1 + closed) + 0.5 * self._em
        return _Start(*sums, measure, longest, ways)

    def _begun(
        self, at: int, found: dict[tuple[int, int, int], _Way]
    ) -> Iterator[_Start]:
        """Let lines begin after a break, by the number of lines above them."""
        by_line: dict[int, list[_Way]] = {}
        cheapest: dict[int, float] = {}
        for (line, _, _), way in found.items():
            by_line.setdefault(line, []).append(way)
            cheapest[line] = min(cheapest.get(line, way.demerits), way.demerits)
        for line, ways in by_line.items():
            if not self._comes_near(at, line):
                continue
            limit = cheapest[line] + _HOPELESS
            kept = [way for way in ways if way.demerits <= limit]
            yield self._start(self._paragraph.starts[at], line, kept)

    def _comes_near(self, at: int, line: int) -> bool:
        """Tell whether what follows a break can have about the lines asked for."""
        if self._counts is None:
            return True
        rest = self._paragraph.ends[self._last][0] - self._paragraph.starts[at][0]
        return self._counts.can_be(line, rest / self._measures.usual)

    def _price(self) -> Callable[[_Start, int], tuple[Given, float] | None]:
        """Make what prices a line from a start to a break; None for what is no line."""
        ends, breaks = self._paragraph.ends, self._paragraph.breaks
        em, style, loosest = self._em, self._style, self._loosest
        open_space, open_letter = loosest - 1, 2 * style.most_tracking * em
        if style.is_ragged or loosest >= _UNBOUNDED:
            open_letter = _UNBOUNDED
        last = self._last

        def price(start: _Start, at: int) -> tuple[Given, float] | None:
            x, spaces, glyphs = ends[at]
            spaces -= start.spaces
            glyphs -= start.glyphs
            gap = start.measure - (x - start.x)
            if at == last:
                closed = given(gap, spaces, glyphs, em, style) if gap < 0 else _NATURAL
                share = 1 - gap / start.measure
                return closed and (
                    closed,
                    last_demerits(closed.badness, share, one_word=not spaces),
                )
            if gap > open_space * spaces + open_letter * glyphs:
                return None
            line = given(gap, spaces, glyphs, em, style)
            if line is None or line.space > loosest:
                return None
            place = breaks[at]
            is_written = place.is_in_word and not place.has_hyphen
            return line, line_demerits(
                line.badness, style, is_divided=place.has_hyphen, is_written=is_written
            )

        return price

    def _follow(
        self,
        start: _Start,
        at: int,
        line: tuple[Given, float],
        special: float,
        found: dict[tuple[int, int, int], _Way],
    ) -> None:
        """Go on from every way to a line's beginning; keep the cheapest of a sort."""
        filling, price = line
        is_divided = self._paragraph.breaks[at].shows_hyphen
        is_last = at == self._last
        colour = 1 if self._style.is_ragged else colour_of(filling.space)
        one_word = self._paragraph.ends[at][1] - start.spaces <= 0
        for way in start.ways:
            ladder = way.ladder + 1 if is_divided else 0
            if ladder > self._longest_ladder:
                continue
            demerits = way.demerits + price + LADDERS[ladder]
            jump = abs(colour - way.colour)
            if jump > 1 and not is_last:
                demerits += COLOUR_JUMP * (jump - 1)
            if is_last and way.ladder:
                demerits += before_last_demerits(one_word=one_word)
            number = way.line + 1
            key = (
                number if number < special else int(min(special, 1e6)),
                colour,
                ladder,
            )
            known = found.get(key)
            if known is None or demerits < known.demerits:
                found[key] = _Way(demerits, at, number, colour, ladder, way, filling)

    def setting(self, way: _Way) -> Setting:
        """Read the lines of a way, from its end back to its beginning."""
        lines: list[FittedLine] = []
        start = (
            self._paragraph.starts[way.before.at]
            if way.before and way.before.at >= 0
            else _ORIGIN
        )
        filled = self._paragraph.ends[way.at][0] - start[0]
        share = filled / self._measures.of(way.line - 1)
        step: _Way | None = way
        while step is not None and step.before is not None:
            lines.append(self._line(step, step.before))
            step = step.before
        return Setting(tuple(reversed(lines)), way.demerits, share)

    def _line(self, way: _Way, before: _Way) -> FittedLine:
        paragraph = self._paragraph
        place = paragraph.breaks[way.at]
        is_first = before.at < 0
        start = 0 if is_first else paragraph.breaks[before.at].start
        assert way.given is not None
        return FittedLine(
            start,
            place.end,
            place.has_hyphen,
            way.given.space,
            way.given.tracking,
            0.0 if is_first else paragraph.hangs_left(start),
            paragraph.hangs(place),
            way.at == self._last,
        )


def _ends(ways: Iterable[_Way], *, by_lines: bool) -> Sequence[_Way]:
    """Keep the cheapest way, or the cheapest of each number of lines."""
    best: dict[int, _Way] = {}
    for way in sorted(ways, key=lambda one: one.demerits):
        best.setdefault(way.line if by_lines else 0, way)
    return tuple(best.values())
