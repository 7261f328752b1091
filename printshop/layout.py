"""The design as numbers: the sheet, its grids, its headline sizes, its page forms.

Two units: millimetres across the sheet,
whole grid lines down it. Rules, from the paper's design specification:

* every text line stands on one grid of ``leading_pt``; a program adds up lines;
* a headline size takes ``k`` grid lines a line of type, ``k`` in halves, and *n*
  lines of it take ``ceil(n * k)`` (1.1);
* a picture hangs from the cap height of its first line and stands on the baseline
  of its last (1.2).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from printshop.furniture_style import FurnitureStyle, RuleStyle
from printshop.issue import AdSize, Form

PT_PER_MM = 72 / 25.4


class Compose(StrEnum):
    """How the lines of the text are found."""

    FIT = "fit"
    """Those of a whole paragraph together, with tracking."""
    PLAIN = "plain"
    """One after the other, by the engine."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of one measure, side by side across the type area."""

    name: str
    columns: int
    column_mm: float
    gutter_mm: float

    def width_mm(self, columns: int) -> float:
        """Measure that many columns with the gutters between them."""
        return columns * self.column_mm + (columns - 1) * self.gutter_mm

    def left_mm(self, column: int) -> float:
        """Measure from the type area's left edge to a column, counted from 0."""
        return column * (self.column_mm + self.gutter_mm)


@dataclass(frozen=True, slots=True)
class TypeSize:
    """One rank of display type on the grid."""

    name: str
    """The class in the stylesheet, and the style that is measured: ``h42``."""
    size_pt: float
    k: float
    """Leading in grid lines."""
    face_factor: float
    """Half of ascent minus descent, in em: where the engine puts the baseline."""
    lines_below: int = 1
    """Blank lines between a headline and its standfirst."""
    lines_above_text: int = 1
    """Blank lines between a headline and text or a picture, clear of descenders."""

    def lines(self, count: int) -> int:
        """Count the grid lines that so many lines of this type take."""
        return math.ceil(count * self.k)


@dataclass(frozen=True, slots=True)
class PageForm:
    """A kind of page: its grid and the lines that stories may use."""

    name: str
    grid: Grid
    first_line: int
    """First grid line for stories, counted from 0."""
    foot_lines: int = 0
    """Lines at the foot that belong to furniture: the index, the imprint."""
    stories: tuple[Form, ...] = ()
    """A page whose best story has one of these forms takes this form."""
    most_stories: int = 8
    """Pieces on one page: stories, packs, and advertisements of any kind."""
    house_ads: bool = True
    """Whether a house advertisement may fill what is left."""
    turns: bool = False
    """Whether its stories may turn to a page inside at any depth."""
    text_columns: tuple[int, ...] = ()
    """Columns of text beside the lead's picture, the preferred first."""
    companions: tuple[int, ...] = ()
    """How many stories stand beside the lead, the preferred first."""
    least_briefs: int = 3
    """A column of briefs has so many at least."""


@dataclass(frozen=True, slots=True)
class InitialStyle:
    """How a layout sets its initials: fonts are files below the fonts folders."""

    font: str
    body_font: str
    colour: str
    size_pt: float
    body_pt: float
    gap_pt: float
    height_pt: float
    """Of the float that indents the lines: a little under three of them."""
    baseline_pt: float
    """Third baseline, from the top of the first line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A newspaper's design."""

    name: str
    folder: Path
    templates: str
    """The folder from which templates are taken that its own folder has not."""
    sheet_width_mm: float
    sheet_height_mm: float
    side_margin_mm: float
    top_margin_mm: float
    lines: int
    leading_pt: float
    body_pt: float
    body_face_factor: float
    cap_height_em: float
    compose: Compose
    justified_from_mm: float
    """Columns as wide as this are justified, narrower ones ragged."""
    grids: Mapping[str, Grid]
    sizes: Mapping[str, TypeSize]
    bands: Mapping[str, tuple[tuple[str, ...], ...]]
    """Grid and rank (``columns.first``) to the sizes allowed at 1, 2, … columns."""
    forms: Mapping[str, PageForm]
    initial: InitialStyle
    measures: Mapping[Form, str]
    """Which grid a form of story is set on."""
    ad_sizes: Mapping[AdSize, tuple[int, int]]
    """Columns of the inside pages, and lines, that a fraction of a page takes."""
    furniture: FurnitureStyle
    rules: RuleStyle
    lengths: Mapping[str, float]
    """Every other number of the file, by its dotted name."""
    properties: tuple[tuple[str, str], ...]
    """Every length of the file as a CSS custom property and its value."""

    @property
    def type_width_mm(self) -> float:
        """Measure the type area."""
        return self.sheet_width_mm - 2 * self.side_margin_mm

    @property
    def baseline_pt(self) -> float:
        """Measure from the top of a grid line to its baseline (b0)."""
        return self.leading_pt / 2 + self.body_face_factor * self.body_pt

    @property
    def picture_drop_pt(self) -> float:
        """Measure from the top of a grid line to the body's cap height."""
        return self.baseline_pt - self.cap_height_em * self.body_pt

    @property
    def foot_lines_taken(self) -> int:
        """Count the lines of the back page's foot that are not index or imprint."""
        blank = 1
        index, next_week = self.furniture.index, self.furniture.next_week
        return blank + index.flag_lines + next_week.lines

    def is_justified(self, grid: str) -> bool:
        """Tell whether text of a grid's measure is justified, not ragged."""
        return self.grids[grid].column_mm >= self.justified_from_mm

    def picture_height_mm(self, lines: int) -> float:
        """Measure a picture that takes so many lines (1.2)."""
        lost_pt = self.picture_drop_pt + self.leading_pt - self.baseline_pt
        return (lines * self.leading_pt - lost_pt) / PT_PER_MM

    def picture_lines(self, height_mm: float) -> float:
        """Count the lines that a picture of a height takes; not rounded."""
        lost_pt = self.picture_drop_pt + self.leading_pt - self.baseline_pt
        return (height_mm * PT_PER_MM + lost_pt) / self.leading_pt

    def display_top_pt(self, size: TypeSize, count: int) -> float:
        """Measure from a block's top to the box of its first line of display type.

        One line stands on the baseline of the last grid line taken; of several the
        first hangs ``(k - 1)`` lines and one baseline below the block's top (1.1).
        """
        lines = size.lines(1) if count == 1 else size.k
        baseline_pt = (lines - 1) * self.leading_pt + self.baseline_pt
        return baseline_pt - (
            size.k * self.leading_pt / 2 + size.face_factor * size.size_pt
        )

    def sizes_at(self, grid: str, band: str, columns: int) -> tuple[TypeSize, ...]:
        """List the headline sizes for a rank at a width; empty where none may."""
        rows = self.bands.get(f"{grid}.{band}", ())
        names = rows[columns - 1] if columns <= len(rows) else ()
        return tuple(self.sizes[name] for name in names)
