"""What the make-up desk has before it: the layout, the copy, and a ruler for type.

Heights of everything that is not galley text are worked out here, in grid lines, by
the rules of the design specification (5).
"""

import functools
import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from printshop.flatplan.flow import Copy
from printshop.flatplan.headlines import Broken, Measure, break_lines, wrap
from printshop.galley import Galley
from printshop.issue import Article, FactBox, Issue, Picture
from printshop.layout import PT_PER_MM, Grid, Layout, TypeSize

LOWEST_PPI = 100
"""No picture is ever set under this many pixels an inch."""

_CAPTION_SHARE = 0.985
"""Captions and boxes are wrapped a little narrower than they are set, to be safe."""


@dataclass(frozen=True)
class Desk:
    """Everything that the arithmetic of make-up may look at."""

    layout: Layout
    issue: Issue
    galleys: Mapping[str, Galley]
    measure: Measure
    language: str
    leader_kicker: str = ""
    letters_address: str = ""
    articles: Mapping[str, Article] = field(default_factory=dict)
    _broken: dict[tuple[str, str, float, int], list[Broken]] = field(
        default_factory=dict, repr=False
    )

    _digests: dict[str, str] = field(default_factory=dict, repr=False)

    @functools.cached_property
    def copies(self) -> Mapping[str, Copy]:
        """Every galley, prepared for flowing."""
        return {slug: Copy(galley.lines) for slug, galley in self.galleys.items()}

    def digest(self, slug: str) -> str:
        """Digest a story as it stands on the desk: its copy and its set lines."""
        if slug not in self._digests:
            copy = repr((self.issue.article(slug), self.galleys[slug]))
            self._digests[slug] = hashlib.sha256(copy.encode()).hexdigest()
        return self._digests[slug]

    def grid_of(self, article: Article) -> Grid:
        """Give the grid on which a story's form is set."""
        return self.layout.grids[self.layout.measures[article.form]]

    def width_pt(self, grid: Grid, columns: int) -> float:
        """Measure columns in points."""
        return grid.width_mm(columns) * PT_PER_MM

    def heads(
        self, text: str, size: TypeSize, grid: Grid, columns: int
    ) -> list[Broken]:
        """Break a headline for a width in columns, in every number of lines."""
        return self._breaks(text, size.name, self.width_pt(grid, columns))

    def standfirst(
        self, text: str, size: TypeSize, grid: Grid, columns: int
    ) -> tuple[str, ...]:
        """Break a standfirst into as few lines as it needs, by sense if it can be."""
        width_pt = self.width_pt(grid, columns)
        broken = self._breaks(text, size.name, width_pt)
        if broken:
            return broken[0].lines
        return wrap(text, size.name, width_pt, self.measure)

    def caption_lines(self, picture: Picture, width_mm: float) -> int:
        """Count the lines of a caption with its lead-in and credit."""
        width_pt = width_mm * PT_PER_MM * _CAPTION_SHARE
        words = [
            *(("caption-lead", word) for word in picture.lead_in.split()),
            *(("caption", word) for word in picture.caption.split()),
            *((("credit", picture.credit.upper()),) if picture.credit else ()),
        ]
        lines, used = (1 if words else 0), 0.0
        for style, word in words:
            advance = self.measure(style, word)
            space = self.measure("caption", "\u00a0") if used else 0.0
            if used and used + space + advance > width_pt:
                lines, used = lines + 1, advance
            else:
                used += space + advance
        return lines

    def small_lines(
        self, style: str, text: str, grid: Grid, columns: int = 1
    ) -> tuple[str, ...]:
        """Break small type (a byline, an attribution, a kicker) to a width."""
        return wrap(text, style, self.width_pt(grid, columns), self.measure)

    def byline(self, article: Article) -> tuple[tuple[str, str], ...]:
        """Set the bylines in one column: style and text of every line."""
        grid = self.grid_of(article)
        lines: list[tuple[str, str]] = []
        for byline in article.bylines:
            about = ", ".join(filter(None, (byline.role, byline.place)))
            for style, text in (("byline", byline.name), ("role", about)):
                broken = self.small_lines(style, text, grid) if text else ()
                lines += [(style, line) for line in broken]
        return tuple(lines)

    def byline_lines(self, article: Article) -> int:
        """Count the lines of the bylines and the blank one below them."""
        if article.head_shot and article.bylines:
            return int(self.layout.lengths["columnist.lines"]) + 1
        count = len(self.byline(article))
        return count + 1 if count else 0

    def picture_columns(self, picture: Picture, grid: Grid, most: int) -> list[int]:
        """List the widths, in columns, at which a picture may be set."""
        fitting = [
            columns
            for columns in range(1, most + 1)
            if self._may_be(picture, grid.width_mm(columns))
        ]
        is_huge = picture.drawn_width_mm > grid.width_mm(grid.columns)
        if picture.is_vector and is_huge and most == grid.columns:
            return [most]
        return fitting

    def _may_be(self, picture: Picture, width_mm: float) -> bool:
        if picture.is_vector:
            return picture.may_be_drawn_at(width_mm)
        return picture.width_px / (width_mm / 25.4) >= LOWEST_PPI

    def picture_heights(
        self, picture: Picture, width_mm: float
    ) -> list[tuple[int, int]]:
        """List the heights of a picture at a width, in lines, with their badness.

        A photograph may be cropped from its own proportion within limits; a drawing
        keeps its own. Badness is in tenths.
        """
        own = self.layout.picture_lines(width_mm / picture.proportion)
        if picture.is_vector:
            return [(math.ceil(own - 0.1), 0), (math.ceil(own - 0.1) + 1, 4)]
        lowest, highest = math.ceil(own * 0.72), math.floor(own * 1.12)
        wanted = min(max(own, own * 0.86 if picture.proportion < 1.2 else own), highest)
        heights = []
        for lines in range(max(lowest, 4), highest + 1):
            if self._cropped_ppi(picture, width_mm, lines) >= LOWEST_PPI:
                off = (lines - wanted) / wanted / 0.15
                heights.append((lines, round(15 * off * off)))
        return heights

    def _cropped_ppi(self, picture: Picture, width_mm: float, lines: int) -> float:
        height_mm = self.layout.picture_height_mm(lines)
        used_px = min(picture.width_px, picture.height_px * width_mm / height_mm)
        return used_px / (width_mm / 25.4)

    def fact_box_lines(
        self, box: FactBox, width_mm: float, *, with_optional: bool
    ) -> int:
        """Count the lines of a fact box: its rows wrapped, head, blanks and source."""
        lengths = self.layout.lengths
        inner_pt = (width_mm - 2 * lengths["factbox.inset_mm"]) * PT_PER_MM
        figure_pt = self.figure_width_pt(box)
        rows = 0
        for row in box.rows:
            if with_optional or not row.is_optional:
                width_pt = (inner_pt - figure_pt) * _CAPTION_SHARE
                rows += max(1, len(wrap(row.text, "fact", width_pt, self.measure)))
        title = len(wrap(box.title, "fact-title", inner_pt, self.measure))
        source = box.source.upper()
        width_pt = inner_pt * _CAPTION_SHARE
        foot = 1 + len(wrap(source, "credit", width_pt, self.measure)) if source else 0
        return rows + title + 3 + foot

    def figure_width_pt(self, box: FactBox) -> float:
        """Measure the column of a fact box's figures, the gap after it included."""
        widest = max(
            (self.measure("figure", row.figure) for row in box.rows), default=0
        )
        least = self.layout.lengths["factbox.figure_mm"] * PT_PER_MM
        return max(least, widest + 2 * PT_PER_MM)

    def quote(
        self, text: str, size: TypeSize, grid: Grid, columns: int
    ) -> Broken | None:
        """Break a pull quote, in single quotation marks, in two to five lines."""
        width_pt = self.width_pt(grid, columns)
        marked = f"‘{text}’"
        options = self._breaks(marked, size.name, width_pt, most_lines=5)
        return min(options, key=lambda broken: len(broken.lines), default=None)

    def _breaks(
        self, text: str, style: str, width_pt: float, most_lines: int = 4
    ) -> list[Broken]:
        """Break display text, remembering what has been broken before."""
        key = (text, style, round(width_pt, 3), most_lines)
        if key not in self._broken:
            self._broken[key] = break_lines(
                text, style, width_pt, self.measure, self.language, most_lines
            )
        return self._broken[key]

    def broken_to_width(
        self, text: str, size: TypeSize, width_pt: float, most_lines: int = 4
    ) -> tuple[str, ...]:
        """Break display text for any width: by sense if it can be, else as it fills."""
        broken = self._breaks(text, size.name, width_pt, most_lines)
        if broken:
            return min(broken, key=lambda one: one.badness).lines
        return wrap(text, size.name, width_pt, self.measure)
