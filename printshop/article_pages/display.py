"""Display type of a story: lines broken by sense, and the head of page 1.

Headlines are set in the largest size of the layout in which they break well, and
every line of display type is fixed here, before the page is set.
"""

from dataclasses import dataclass, field

from printshop.article_pages.layout import ArticleLayout
from printshop.flatplan.headlines import break_lines, wrap
from printshop.issue import Article, Byline, Form
from printshop.layout import PT_PER_MM, TypeSize
from printshop.typesetter import Metrics

_GOOD = 0.5
"""Badness under which a break is taken without looking for a better size."""

_MOST_SPACES = 18
"""From so many on a text is broken evenly, without trying every way."""

_HALVINGS = 8

_SMALLER = 0.2
"""Badness of every step down in size."""


@dataclass(frozen=True, slots=True)
class DisplayText:
    """Lines of display type and where they stand."""

    lines: tuple[str, ...]
    size: TypeSize
    line: int = 0
    """The grid line at the block's top."""

    @property
    def height(self) -> int:
        """Grid lines taken."""
        return self.size.lines(len(self.lines))

    @property
    def end(self) -> int:
        """The grid line below."""
        return self.line + self.height


@dataclass(frozen=True)
class TypeCase:
    """Breaks texts in the layout's sizes; words are measured once."""

    layout: ArticleLayout
    metrics: Metrics
    _spaces: dict[str, float] = field(default_factory=dict)

    def width_pt(self, style: str, text: str) -> float:
        """Measure a line as the sum of its words, which are measured only once."""
        words = text.split(" ")
        widths = (self.metrics.width_pt(style, word) for word in words)
        return sum(widths) + (len(words) - 1) * self._space_pt(style)

    def _space_pt(self, style: str) -> float:
        if style not in self._spaces:
            width_pt = self.metrics.width_pt
            both = width_pt(style, "n n") - 2 * width_pt(style, "n")
            self._spaces[style] = both
        return self._spaces[style]

    def broken(
        self, text: str, size: str, width_mm: float, language: str, line: int = 0
    ) -> DisplayText:
        """Break a text in one size into as few lines as are good."""
        width_pt = width_mm * PT_PER_MM
        if text.count(" ") < _MOST_SPACES:
            options = break_lines(text, size, width_pt, self.width_pt, language, 6)
        else:
            options = []
        lines = (
            min(
                options, key=lambda option: option.badness + 0.3 * len(option.lines)
            ).lines
            if options
            else self._evenly(text, size, width_pt)
        )
        return DisplayText(lines, self.layout.sizes[size], line)

    def _evenly(self, text: str, size: str, width_pt: float) -> tuple[str, ...]:
        """Break into as few lines as can be, in the narrowest width that allows it."""
        lines = wrap(text, size, width_pt, self.width_pt)
        narrowest, widest = width_pt / 2, width_pt
        for _ in range(_HALVINGS):
            middle = (narrowest + widest) / 2
            trial = wrap(text, size, middle, self.width_pt)
            if len(trial) == len(lines):
                lines, widest = trial, middle
            else:
                narrowest = middle
        return lines

    def wrapped(self, text: str, size: str, width_mm: float) -> tuple[str, ...]:
        """Fill line after line."""
        return wrap(text, size, width_mm * PT_PER_MM, self.width_pt)

    def headline(self, text: str, language: str, line: int) -> DisplayText:
        """Break a headline in the largest size in which it breaks well."""
        width_pt = self.layout.full_mm * PT_PER_MM
        best: tuple[float, DisplayText] | None = None
        for step, rank in enumerate(self.layout.headlines):
            for option in break_lines(
                text, rank.size.name, width_pt, self.width_pt, language, rank.most_lines
            ):
                found = DisplayText(option.lines, rank.size, line)
                if option.badness < _GOOD:
                    return found
                badness = option.badness + _SMALLER * step
                if best is None or badness < best[0]:
                    best = badness, found
        if best:
            return best[1]
        smallest = self.layout.headlines[-1].size
        lines = wrap(text, smallest.name, width_pt, self.width_pt)
        return DisplayText(lines, smallest, line)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of page 1, below the nameplate."""

    kicker: str
    kicker_line: int
    headline: DisplayText
    standfirst: DisplayText | None
    bylines: tuple[Byline, ...]
    row_line: int
    """Where bylines and age notice stand."""
    has_row: bool
    end: int
    """Where the page goes on."""


def story_head(
    article: Article, kicker: str, case: TypeCase, *, has_notice: bool
) -> Head:
    """Stack the head of a story, line upon line."""
    layout = case.layout
    kicker_line = layout.lines("page.kicker_line")
    headline = case.headline(article.headline, article.language, kicker_line + 1)
    standfirst = None
    end = headline.end
    if article.standfirst:
        standfirst = case.broken(
            article.standfirst, "standfirst", layout.full_mm, article.language, end + 1
        )
        end = standfirst.end
    bylines = () if article.form == Form.LETTER else article.bylines
    has_row = bool(bylines) or has_notice
    rows = max(2, len(bylines)) + 1 if has_row else 0
    if has_row and not bylines and not standfirst:
        end += 1  # the frame of the age notice must not touch the headline
    return Head(
        kicker=kicker,
        kicker_line=kicker_line,
        headline=headline,
        standfirst=standfirst,
        bylines=bylines,
        row_line=end + 1,
        has_row=has_row,
        end=end + 1 + rows,
    )
