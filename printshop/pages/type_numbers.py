"""How evenly the text of every story is set, measured on the laid-out pages.

* word space       in units of the font's own, over the lines that are not the last of
  their paragraph: what is justified there is
* ladder           three or more divided words at the ends of lines in a row
* one-word end     a last line of one word; a fragment, of only the end of a divided one
* river            wide spaces, each over 1.5 times the font's own, below each other in
  four lines or more: each overlaps the one above it by half of the narrower one
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from printshop.flatplan import Flatplan, Frame, FrameKind
from printshop.galley import GalleySet, Line
from printshop.typesetter import SeenLine, Sheets, seen_lines

WIDE_SPACE = 2.2
WIDEST_SPACE = 3.0
"""In units of the font's own space: more is a finding."""

LONGEST_LADDER = 2
_RIVER_LINES = 4
_P95 = 0.95


@dataclass(frozen=True, slots=True)
class TypeNumbers:
    """The numbers of one story's text."""

    slug: str
    lines: int
    word_space_median: float
    word_space_p95: float
    word_space_worst: float
    lines_over_2_2: int
    lines_over_3: int
    ladders: int
    fragments: int
    rivers: int
    one_word_ends: int


@dataclass(frozen=True, slots=True)
class _SetLine:
    """A line as it was seen, and what it is in its paragraph."""

    seen: SeenLine
    line: Line
    follows_hyphen: bool

    @property
    def is_one_word_end(self) -> bool:
        return (
            self.line.is_last
            and not self.line.is_first
            and len(self.seen.text.split()) == 1
        )


def type_numbers(
    sheets: Sheets, plan: Flatplan, galleys: GalleySet
) -> tuple[TypeNumbers, ...]:
    """Measure every story that has text on a page, in the order of the pages."""
    by_frame: dict[str, list[SeenLine]] = {}
    for line in seen_lines(sheets, "data-frame"):
        by_frame.setdefault(line.name, []).append(line)
    return tuple(
        _numbers(
            slug, [_leg(by_frame.get(name, ()), leg, galleys) for name, leg in legs]
        )
        for slug, legs in legs_by_story(plan).items()
    )


def legs_by_story(plan: Flatplan) -> Mapping[str, list[tuple[str, Frame]]]:
    """List the legs of every story with their names, in the order of the pages."""
    legs: dict[str, list[tuple[str, Frame]]] = {}
    for page in plan.pages:
        for placement in page.placements:
            for number, frame in enumerate(placement.frames):
                if frame.kind == FrameKind.LEG:
                    name = f"{page.number}.{placement.name}.{number}"
                    legs.setdefault(frame.slug, []).append((name, frame))
    return legs


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Give the median, what 95 of 100 do not exceed, and the largest."""
    if not values:
        return 0.0, 0.0, 0.0
    ordered = sorted(values)
    last = len(ordered) - 1
    shares = (0.5, _P95, 1.0)
    median, p95, worst = (
        round(ordered[min(last, int(share * len(ordered)))], 2) for share in shares
    )
    return median, p95, worst


def _leg(seen: Sequence[SeenLine], leg: Frame, galleys: GalleySet) -> list[_SetLine]:
    """Pair the lines of a leg with those of its galley; a table's have none."""
    lines = galleys.galleys[leg.slug].lines
    found: list[_SetLine] = []
    at = leg.first_line
    for one in seen:
        match = next(
            (n for n in range(at, leg.end_line) if lines[n].text == one.text), None
        )
        if match is not None:
            follows = match > 0 and lines[match - 1].text.endswith("-")
            found.append(_SetLine(one, lines[match], follows))
            at = match + 1
    return found


def _numbers(slug: str, legs: Sequence[Sequence[_SetLine]]) -> TypeNumbers:
    lines = [line for leg in legs for line in leg]
    spaces = [
        line.seen.word_space
        for line in lines
        if line.seen.word_space is not None and not line.line.is_last
    ]
    median, p95, worst = spread(spaces)
    ends = [line for line in lines if line.is_one_word_end]
    return TypeNumbers(
        slug=slug,
        lines=len(lines),
        word_space_median=median,
        word_space_p95=p95,
        word_space_worst=worst,
        lines_over_2_2=sum(space > WIDE_SPACE for space in spaces),
        lines_over_3=sum(space > WIDEST_SPACE for space in spaces),
        ladders=sum(len(list(_ladders(leg))) for leg in legs),
        fragments=sum(line.follows_hyphen for line in ends),
        rivers=sum(_rivers([line.seen for line in leg]) for leg in legs),
        one_word_ends=len(ends),
    )


def _ladders(leg: Sequence[_SetLine]) -> Iterator[int]:
    """Yield the length of every run of divided lines that is too long."""
    run = 0
    for line in leg:
        is_divided = line.seen.text.endswith("-")
        if not is_divided and run > LONGEST_LADDER:
            yield run
        run = run + 1 if is_divided else 0
    if run > LONGEST_LADDER:
        yield run


def _rivers(leg: Sequence[SeenLine]) -> int:
    """Count the chains of wide spaces that run down through enough lines."""
    count = 0
    above: list[tuple[tuple[float, float], int]] = []
    for line in leg:
        here = []
        for gap in line.wide_spaces_pt:
            chain = 1 + max((n for over, n in above if _meet(gap, over)), default=0)
            here.append((gap, chain))
        count += sum(chain == _RIVER_LINES for _, chain in here)
        above = here
    return count


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two spaces overlap by half of the narrower one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= min(one[1] - one[0], other[1] - other[0]) / 2
