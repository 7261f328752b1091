"""How a layout sets its furniture: what stands on a page besides its stories.

Each class is one ``[furniture.…]`` table of ``layout.toml``; its fields are the keys.
Line numbers count grid lines from 0 at the top margin.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleStyle:
    """How heavy the rules of a page are, and where they lie."""

    heavy_pt: float
    """At the head of the paper, under a folio, over a department or a pull quote."""
    story_pt: float
    """Over a story, and under a pull quote."""
    column_pt: float
    """In a gutter."""
    above_lines: float
    """Grid lines between a rule and the head that it stands over."""


@dataclass(frozen=True, slots=True)
class TeaserStyle:
    """The promises over the nameplate, side by side."""

    count: int
    """At most so many; 0 for none."""
    columns: int
    """Each, its picture with it."""
    picture_columns: int
    picture_lines: int
    top_line: int
    headline_lines: int
    """At most so many."""
    size: str


@dataclass(frozen=True, slots=True)
class NameplateStyle:
    """The title of the paper on its front page."""

    rule_line: int
    """A thin rule lies over it, under the teasers, on this line; 0 for none."""
    baseline_line: int
    largest_pt: float
    barcode_gap_mm: float


@dataclass(frozen=True, slots=True)
class BarcodeStyle:
    """The barcode beside the nameplate."""

    top_line: int
    lines: int
    """0 for none."""
    module_mm: float
    """Its narrowest bar: 0.33 mm at 100 per cent."""


@dataclass(frozen=True, slots=True)
class DateBarStyle:
    """The bar with date, strapline, number and price."""

    line: int
    raise_pt: float
    """It begins so much above its line."""
    lines: float
    inset_mm: float
    gap_pt: float
    """Least space on both sides of the strapline."""


@dataclass(frozen=True, slots=True)
class FolioStyle:
    """The head of an inside page."""

    rule_line: float
    flag_mm: float
    """From the outer edge of the type area to the section's name."""


@dataclass(frozen=True, slots=True)
class IndexStyle:
    """The index at the foot of the back page, and the imprint beside it."""

    columns: int
    """Columns of the page that it takes; the imprint takes the others."""
    rows: int
    """Sections in a column, before the next is begun."""
    flag_lines: int
    """Its heading, with the blank line below it."""


@dataclass(frozen=True, slots=True)
class NextWeekStyle:
    """The line on the next issue."""

    lines: int


@dataclass(frozen=True, slots=True)
class ReferStyle:
    """The line below the lead's picture that refers to other stories."""

    label_gap_pt: float
    entry_gap_pt: float


@dataclass(frozen=True, slots=True)
class HouseAdStyle:
    """The paper's own advertisements, sized to the hole that they fill."""

    head_sizes: tuple[str, ...]
    """The largest first."""
    text_sizes: tuple[str, ...]
    small_text_size: str
    """For a text that has no room in any of those."""
    text_share: float
    """Text is at most so much of the headline's size."""
    most_head_lines: int
    inset_mm: float
    code_mm: float
    patch_mm: float
    """The white patch on which the QR code stands."""
    code_least_mm: float
    code_least_lines: int
    """A smaller advertisement has no QR code."""


@dataclass(frozen=True, slots=True)
class FurnitureStyle:
    """All furniture of a newspaper's layout."""

    teasers: TeaserStyle
    nameplate: NameplateStyle
    barcode: BarcodeStyle
    date_bar: DateBarStyle
    folio: FolioStyle
    index: IndexStyle
    next_week: NextWeekStyle
    refer: ReferStyle
    house_ad: HouseAdStyle
