"""The nouns of a broken paragraph: how long its lines are, and what stands on them."""

from dataclasses import dataclass

from printshop.paragraphs.demerits import LAST_SHARE


@dataclass(frozen=True, slots=True)
class FittedLine:
    """One line of a paragraph: which characters, and what space is between them."""

    start: int
    end: int
    has_hyphen: bool
    """A hyphen is added."""
    space: float
    """Word space, in units of the font's own."""
    tracking: float
    hang_left: float
    hang_right: float
    is_last: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a paragraph."""

    lines: tuple[FittedLine, ...]
    demerits: float
    last_share: float
    """How much of its measure the last line fills."""

    @property
    def widest_space(self) -> float:
        """Give its widest word space, in units of the font's own."""
        return max(line.space for line in self.lines)

    def texts(self, text: str) -> tuple[str, ...]:
        """Cut the paragraph's text into its lines, hyphens included."""
        return tuple(
            text[line.start : line.end] + "-" * line.has_hyphen for line in self.lines
        )

    @property
    def ends_well(self) -> bool:
        """Tell whether its last line is not too short, nor the end of a word."""
        is_fragment = len(self.lines) > 1 and self.lines[-2].has_hyphen
        return self.last_share >= LAST_SHARE and not is_fragment


@dataclass(frozen=True, slots=True)
class Measures:
    """How long the lines are: some at the head of the paragraph, then all others."""

    usual: float
    first: tuple[float, ...] = ()

    def of(self, line: int) -> float:
        """Give the measure of a line, counted from 0."""
        return self.first[line] if line < len(self.first) else self.usual


_FULLEST_LINE, _EMPTIEST_LINE = 1.08, 0.75
"""What lines hold, in measures: more is never closed up, less is never good."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of lines that are wanted of a paragraph."""

    fewest: int
    most: int

    def can_be(self, line: int, rest: float) -> bool:
        """Tell whether the rest, in measures, can bring so many lines up to one."""
        fewest, most = rest / _FULLEST_LINE, rest / _EMPTIEST_LINE + 1
        return line + fewest <= self.most and line + most >= self.fewest
