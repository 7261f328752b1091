"""Headlines: broken by sense, in the largest size that fits; never hyphenated."""

from collections.abc import Sequence
from dataclasses import dataclass

from printshop.flatplan.headlines import Broken, break_lines, wrap
from printshop.large_print.layout import LargePrintLayout
from printshop.layout import TypeSize
from printshop.typesetter import Metrics

_MOST_LINES = 6

_A_LINE = 0.3
"""Badness of every line more."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline's lines and its size."""

    lines: tuple[str, ...]
    size: TypeSize

    @property
    def height(self) -> float:
        """Lines of text that it takes the place of."""
        return len(self.lines) * self.size.k


def set_headline(
    text: str, language: str, layout: LargePrintLayout, metrics: Metrics
) -> Headline:
    """Break a headline in the first of the layout's sizes that it fits in."""
    for name, most_lines in layout.headlines:
        options = break_lines(
            text, name, layout.measure_pt, metrics.width_pt, language, most_lines
        )
        if options:
            return Headline(_best(options).lines, layout.sizes[name])
    lines = wrap(text, name, layout.measure_pt, metrics.width_pt)
    return Headline(lines, layout.sizes[name])


def sensible_lines(
    text: str, style: str, language: str, layout: LargePrintLayout, metrics: Metrics
) -> tuple[str, ...]:
    """Break a text of one size by sense, or where a line is full."""
    if not text:
        return ()
    width_pt = metrics.width_pt
    options = break_lines(
        text, style, layout.measure_pt, width_pt, language, _MOST_LINES
    )
    return (
        _best(options).lines
        if options
        else wrap(text, style, layout.measure_pt, width_pt)
    )


def _best(options: Sequence[Broken]) -> Broken:
    return min(options, key=lambda one: one.badness + _A_LINE * len(one.lines))


def count_lines(
    text: str, style: str, layout: LargePrintLayout, metrics: Metrics
) -> int:
    """Count the lines that a text takes over the whole measure."""
    return len(wrap(text, style, layout.measure_pt, metrics.width_pt)) if text else 0
