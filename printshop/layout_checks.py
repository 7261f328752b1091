"""Contradictions in a layout's numbers, each told with its key and what would do.

A layout that passes gives pages on which nothing stands outside the type area, no
furniture stands on stories, and no line of type runs into the next.
"""

from collections.abc import Iterator
from pathlib import Path

from printshop.errors import LayoutError
from printshop.layout import PT_PER_MM, Grid, Layout, TypeSize

_SLACK_MM = 0.05
_TIGHTEST = 1.1
"""Type larger than so much of its leading runs into the line above."""

_DISPLAY = ("kicker", "caption", "standfirst", "standfirst-large")
_QUOTES = ("quote-1", "quote-leg")
_SMALL = ("byline", "role", "credit", "crosshead", "fact", "fact-title", "figure")
_FURNITURE = ("flag", "address", "attribution", "jump", "refer", "label", "bar")
_PAGE_ENDS = ("page-number", "folio", "folio-title", "index", "next-week")
_ADVERTISING = ("ad-kicker", "ad-address", "ad-label", "columnist-name")
NEEDED_SIZES = (*_DISPLAY, *_QUOTES, *_SMALL, *_FURNITURE, *_PAGE_ENDS, *_ADVERTISING)
"""Styles of type that every newspaper's layout sets."""

_MOST_COLUMNS = {"columns": 6, "legs": 4}
"""What make-up has prices for."""

Fault = tuple[str, str, str]
"""The key, what is wrong with it, and what to do."""


def check_layout(layout: Layout, path: Path) -> None:
    """Raise LayoutError naming file and key if two numbers contradict each other."""
    for key, message, hint in _contradictions(layout):
        raise LayoutError(f"{key}: {message}", where=str(path), hint=hint)


def _contradictions(layout: Layout) -> Iterator[Fault]:
    yield from _sheet(layout)
    for grid in layout.grids.values():
        yield from _grid(grid, layout.type_width_mm)
    yield from _type(layout)
    yield from _story_area(layout)
    yield from _front(layout)
    yield from _columns_of_furniture(layout)
    yield from _back(layout)


def _sheet(layout: Layout) -> Iterator[Fault]:
    """Let the type area lie on the sheet."""
    room_pt = (layout.sheet_height_mm - layout.top_margin_mm) * PT_PER_MM
    if layout.lines * layout.leading_pt > room_pt + _SLACK_MM * PT_PER_MM:
        yield (
            "sheet.lines",
            f"{layout.lines} lines of {layout.leading_pt:g} pt are deeper than a sheet "
            f"of {layout.sheet_height_mm:g} mm under its top margin",
            f"{int(room_pt / layout.leading_pt)} lines go on it; left out, as many as "
            "stand between two margins of one height",
        )


def _grid(grid: Grid, type_width_mm: float) -> Iterator[Fault]:
    """Let columns and gutters fill the type area."""
    gutters_mm = (grid.columns - 1) * grid.gutter_mm
    key = f"grids.{grid.name}"
    most = _MOST_COLUMNS.get(grid.name, grid.columns)
    if grid.columns > most:
        yield (
            f"{key}.columns",
            f"{grid.columns} columns are more than pages can be made up in",
            f"give it {most} at most",
        )
    if gutters_mm >= type_width_mm:
        yield (
            f"{key}.gutter_mm",
            f"gutters of {grid.gutter_mm:g} mm leave no room for {grid.columns} "
            "columns",
            "make them narrower, or have fewer columns",
        )
    elif abs(grid.width_mm(grid.columns) - type_width_mm) > _SLACK_MM:
        fitting_mm = (type_width_mm - gutters_mm) / grid.columns
        yield (
            f"{key}.column_mm",
            f"{grid.columns} columns of {grid.column_mm:g} mm with gutters of "
            f"{grid.gutter_mm:g} mm are {grid.width_mm(grid.columns):g} mm, and the "
            f"type area is {type_width_mm:g} mm",
            f"columns of {fitting_mm:.4g} mm fill it: leave column_mm out, and they do",
        )


def _type(layout: Layout) -> Iterator[Fault]:
    """Let every style be there, and no line run into the next."""
    if layout.body_pt > layout.leading_pt:
        yield (
            "text.body_pt",
            f"type of {layout.body_pt:g} pt does not go on lines of "
            f"{layout.leading_pt:g} pt",
            "make text.leading_pt larger, or the type smaller",
        )
    furniture = layout.furniture
    named = (
        furniture.teasers.size,
        *furniture.house_ad.head_sizes,
        *furniture.house_ad.text_sizes,
        furniture.house_ad.small_text_size,
    )
    for name in (*NEEDED_SIZES, *named):
        layout.sizes[name]
    for size in layout.sizes.values():
        yield from _size(size, layout.leading_pt)


def _size(size: TypeSize, leading_pt: float) -> Iterator[Fault]:
    key = f"sizes.{size.name}"
    if size.k * 2 % 1:
        yield f"{key}.k", f"{size.k:g} is not in halves", "write 1, 1.5, 2 and so on"
    if size.size_pt > _TIGHTEST * size.k * leading_pt:
        yield (
            f"{key}.size_pt",
            f"type of {size.size_pt:g} pt runs into the line above, on {size.k:g} "
            f"lines of {leading_pt:g} pt",
            "make k larger, or the type smaller",
        )


def _story_area(layout: Layout) -> Iterator[Fault]:
    """Give stories room between the head and the foot of every kind of page."""
    for form in layout.forms.values():
        end = layout.lines - form.foot_lines
        if form.first_line >= end:
            yield (
                f"forms.{form.name}.first_line",
                f"stories begin on line {form.first_line}, and their room ends at "
                f"line {end}",
                "begin higher up, or make the sheet deeper",
            )
        if form.name == "front":
            continue
        if layout.furniture.folio.rule_line >= form.first_line:
            yield (
                "furniture.folio.rule_line",
                f"the rule lies on the stories, which begin on line {form.first_line}",
                f"begin them lower down, in forms.{form.name}.first_line",
            )


def _front(layout: Layout) -> Iterator[Fault]:
    """Let teasers, nameplate, date bar and stories stand below each other."""
    furniture = layout.furniture
    teasers, plate = furniture.teasers, furniture.nameplate
    words = 1 + layout.sizes[teasers.size].lines(teasers.headline_lines)
    deep = max(teasers.picture_lines, words)
    if teasers.count and teasers.top_line + deep > plate.rule_line:
        yield (
            "furniture.teasers.top_line",
            f"teasers of {deep} lines from line {teasers.top_line} run into the rule "
            f"on line {plate.rule_line}",
            "make them less deep, or move what is below them down",
        )
    if not plate.rule_line <= plate.baseline_line < furniture.date_bar.line:
        yield (
            "furniture.nameplate.baseline_line",
            f"the nameplate stands on line {plate.baseline_line}, and must stand below "
            f"its rule (line {plate.rule_line}) and above the date bar (line "
            f"{furniture.date_bar.line})",
            "move the one or the other",
        )
    barcode, bar = furniture.barcode, furniture.date_bar
    bar_top = bar.line - bar.raise_pt / layout.leading_pt
    if barcode.lines and barcode.top_line + barcode.lines > bar_top:
        yield (
            "furniture.barcode.lines",
            "the barcode runs into the date bar",
            "let it begin higher up, or move furniture.date_bar.line down",
        )
    first_line = layout.forms["front"].first_line
    if bar_top + bar.lines > first_line + 0.5:
        yield (
            "furniture.date_bar.line",
            f"the date bar lies on the stories, which begin on line {first_line}",
            "let them begin lower down, in forms.front.first_line",
        )


def _columns_of_furniture(layout: Layout) -> Iterator[Fault]:
    """Let furniture take columns that there are."""
    teasers = layout.furniture.teasers
    front = layout.forms["front"].grid.columns
    if teasers.count and teasers.columns > front:
        yield (
            "furniture.teasers.columns",
            f"a teaser of {teasers.columns} columns does not go on {front}",
            "make it narrower, or furniture.teasers.count 0",
        )
    if teasers.picture_columns > teasers.columns:
        yield (
            "furniture.teasers.picture_columns",
            f"a teaser of {teasers.columns} columns has a picture of "
            f"{teasers.picture_columns}",
            "give the picture as many, or fewer",
        )
    back = layout.forms["back"].grid.columns
    if layout.furniture.index.columns >= back:
        yield (
            "furniture.index.columns",
            f"an index over {layout.furniture.index.columns} of {back} columns leaves "
            "no room for the imprint",
            "give it fewer columns",
        )


def _back(layout: Layout) -> Iterator[Fault]:
    """Let index, imprint and next week go into the foot of the back page."""
    furniture = layout.furniture
    needed = furniture.index.rows + layout.foot_lines_taken
    if layout.forms["back"].foot_lines < needed:
        yield (
            "forms.back.foot_lines",
            f"the index, its heading and the line on next week take {needed} lines",
            "keep as many for them, or make furniture.index.rows fewer",
        )
