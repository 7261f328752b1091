"""Measure the paragraphs of a set story: ladders, overrun, loose and uneven lines."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby

from printshop.ladders.words import HYPHENS
from printshop.typesetter import SetGalley, Sheets, seen_lines, seen_texts

LONGEST_LADDER = 2
"""Divided lines in a row that may stand."""

ATTRIBUTE = "data-galley"

_LOOSE = 3.0
"""In units of the font's own space: more is a finding."""

_OVERRUN_PT = 0.5


@dataclass(frozen=True, slots=True)
class Ladder:
    """Too many divided lines in a row."""

    block: int
    """The paragraph that it stands in."""
    places: tuple[int, ...]
    """Where its words are divided: letters of the story up to there."""


@dataclass(frozen=True, slots=True, order=True)
class Faults:
    """How ill a paragraph is set, the gravest fault first."""

    overrun: int
    """Lines that are longer than the column."""
    ladders: int
    loose: int
    """Lines with word spaces that are a finding."""
    unevenness: float
    """White at the ends of lines, and spaces wider than the font's own."""


class SetStory:
    """One setting of a story."""

    def __init__(
        self, slug: str, sheets: Sheets, galley: SetGalley, step_pt: float
    ) -> None:
        """Count the letters of its lines, whose height is ``step_pt``."""
        self.sheets, self.galley = sheets, galley
        self._slug, self._step_pt = slug, step_pt
        texts = [line.text for line in galley.lines]
        self.letters = "".join(filter(str.isalnum, "".join(texts)))
        self._ends = list(accumulate(sum(map(str.isalnum, text)) for text in texts))
        self.ladders = tuple(self._ladders(texts))

    def _ladders(self, texts: list[str]) -> Iterator[Ladder]:
        at = 0
        for is_divided, run in groupby(texts, key=_is_divided):
            count = len(list(run))
            if is_divided and count > LONGEST_LADDER:
                places = tuple(self._ends[at : at + count])
                yield Ladder(self.galley.lines[at].block, places)
            at += count

    def is_overrun(self, place: int) -> bool:
        """Tell whether the line with this letter, by its count, is too long."""
        line = bisect_right(self._ends, place)
        return line < len(self._ends) and self._whites_pt[line] < -_OVERRUN_PT

    @cached_property
    def faults(self) -> dict[int, Faults]:
        """Weigh every paragraph."""
        lines, column_pt = self.galley.lines, self._place()[1]
        found: dict[int, list[tuple[float, float]]] = {}
        for line, white_pt, space in zip(
            lines, self._whites_pt, self._spaces(), strict=True
        ):
            found.setdefault(line.block, []).append((white_pt, space))
        return {
            block: Faults(
                sum(white_pt < -_OVERRUN_PT for white_pt, _ in measured),
                sum(ladder.block == block for ladder in self.ladders),
                sum(space > _LOOSE for _, space in measured),
                # Of the last line the white is not counted.
                sum((10 * white / column_pt) ** 2 for white, _ in measured[:-1])
                + sum((space - 1) ** 2 for _, space in measured),
            )
            for block, measured in found.items()
        }

    def _place(self) -> tuple[float, float]:
        """Measure the top and the width of the column."""
        (box, *_) = self.sheets.elements(ATTRIBUTE)[self._slug]
        return box.y_pt, box.width_pt

    @cached_property
    def _whites_pt(self) -> list[float]:
        """Measure what the text of each line is shorter than the column."""
        top_pt, column_pt = self._place()
        edges: dict[int, tuple[float, float]] = {}
        for text in seen_texts(self.sheets):
            step = int((text.baseline_pt - top_pt) // self._step_pt)
            left, right = edges.get(step, (text.left_pt, text.right_pt))
            edges[step] = min(left, text.left_pt), max(right, text.right_pt)
        ends = (edges.get(line.top, (0.0, column_pt)) for line in self.galley.lines)
        return [column_pt - (right - left) for left, right in ends]

    def _spaces(self) -> list[float]:
        """Give the word space of each line, in units of the font's own."""
        top_pt, _ = self._place()
        spaces = {
            int((line.baseline_pt - top_pt) // self._step_pt): line.word_space
            for line in seen_lines(self.sheets, ATTRIBUTE)
        }
        return [spaces.get(line.top) or 1.0 for line in self.galley.lines]


def _is_divided(text: str) -> bool:
    return text.rstrip().endswith(HYPHENS)
