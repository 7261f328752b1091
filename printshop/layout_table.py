"""A layout file's tables: numbers taken out of them, and those left out worked out.

What can be worked out may be left out, so that one changed number is enough: the
width of columns, which fill the type area; the lines, which fill the sheet between
two margins of one height; the large initial, which is as deep as its lines of text.
KeyError, TypeError and ValueError name the key.
"""

import math
from collections.abc import Mapping
from typing import Any, TypeVar, get_type_hints

from printshop.furniture_style import FurnitureStyle, RuleStyle
from printshop.layout import PT_PER_MM

Style = TypeVar("Style")
Table = Mapping[str, Any]

INITIAL_LINES = 3
_NEARLY = 0.05
"""A last line goes on the sheet if no more than this of it is missing."""

_TEXT = ("text.indent_em", "text.hyphenate_zone_mm")
_COLUMNIST = ("columnist.lines", "columnist.shot_mm", "columnist.gap_mm")
_BOXES = ("factbox.inset_mm", "factbox.figure_mm", "letters.address_gap_mm")
NEEDED_NUMBERS = (*_TEXT, *_COLUMNIST, *_BOXES, "initial.gap_mm")
"""What stylesheets and pages look up by name."""

_FLOAT_GAP_PT = 2
"""The box that indents the lines beside an initial ends so much above the last."""


def number_at(table: Table, path: str) -> float:
    """Take a number out of nested tables by its dotted name."""
    value = _at(table, path)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{path} must be a number, not “{value}”")
    if value < 0:
        raise ValueError(f"{path} may not be {value:g}")
    return value


def whole_at(table: Table, path: str) -> int:
    """Take a whole number out of nested tables by its dotted name."""
    value = number_at(table, path)
    if value != int(value):
        raise ValueError(f"{path} must be a whole number, not {value:g}")
    return int(value)


def some_at(table: Table, path: str) -> float:
    """Take a number that may not be 0 out of nested tables by its dotted name."""
    value = number_at(table, path)
    if not value:
        raise ValueError(f"{path} may not be 0")
    return value


def _at(table: Table, path: str) -> Any:
    """Follow a dotted name down; KeyError names all of it that was looked for."""
    value: Any = table
    names = path.split(".")
    for depth, name in enumerate(names, start=1):
        if not isinstance(value, Mapping):
            raise TypeError(f"{'.'.join(names[: depth - 1])} must be a table")
        if name not in value:
            raise KeyError(".".join(names[:depth]))
        value = value[name]
    return value


def completed(table: Table) -> dict[str, Any]:
    """Give a newspaper's layout with all the numbers that it leaves out."""
    for path in NEEDED_NUMBERS:
        number_at(table, path)
    sheet = {**_at(table, "sheet")}
    if "lines" not in sheet:
        sheet["lines"] = _lines_between_margins(table)
    margins_mm = 2 * number_at(table, "sheet.side_margin_mm")
    width_mm = some_at(table, "sheet.width_mm") - margins_mm
    if width_mm <= 0:
        raise ValueError(
            f"sheet.side_margin_mm: two margins are {margins_mm:g} mm, and leave "
            "nothing of the sheet"
        )
    grids = {
        name: _completed_grid(table, name, width_mm) for name in _at(table, "grids")
    }
    return {
        **table,
        "sheet": sheet,
        "grids": grids,
        "initial": completed_initial(table),
    }


def _lines_between_margins(table: Table) -> int:
    margins_mm = 2 * number_at(table, "sheet.top_margin_mm")
    high_pt = (some_at(table, "sheet.height_mm") - margins_mm) * PT_PER_MM
    return math.floor(high_pt / some_at(table, "text.leading_pt") + _NEARLY)


def _completed_grid(table: Table, name: str, type_width_mm: float) -> dict[str, Any]:
    grid: dict[str, Any] = {**_at(table, f"grids.{name}")}
    columns = whole_at(table, f"grids.{name}.columns")
    gutter_mm = number_at(table, f"grids.{name}.gutter_mm")
    if not columns:
        raise ValueError(f"grids.{name}.columns may not be 0")
    if "column_mm" not in grid:
        width_mm = (type_width_mm - (columns - 1) * gutter_mm) / columns
        if width_mm <= 0:
            raise ValueError(
                f"grids.{name}.gutter_mm: gutters of {gutter_mm:g} mm leave no room "
                f"for {columns} columns"
            )
        grid["column_mm"] = int(width_mm) if width_mm % 1 == 0 else round(width_mm, 4)
    else:
        some_at(table, f"grids.{name}.column_mm")
    return grid


def completed_initial(table: Table) -> dict[str, Any]:
    """Work out a large initial that is as deep as its lines of text."""
    initial: dict[str, Any] = {**_at(table, "initial")}
    leading_pt = some_at(table, "text.leading_pt")
    body_pt = some_at(table, "text.body_pt")
    cap_height_em = some_at(table, "text.cap_height_em")
    if "size_pt" not in initial:
        deep_pt = (INITIAL_LINES - 1) * leading_pt + cap_height_em * body_pt
        initial["size_pt"] = round(deep_pt / cap_height_em, 2)
    if "height_pt" not in initial:
        initial["height_pt"] = INITIAL_LINES * leading_pt - _FLOAT_GAP_PT
    return initial


def rule_style(table: Table) -> RuleStyle:
    """Read ``[rules]``."""
    return styled(RuleStyle, table, "rules")


def furniture_style(table: Table) -> FurnitureStyle:
    """Read the tables of ``[furniture]``."""
    parts = {
        name: styled(kind, table, f"furniture.{name}")
        for name, kind in get_type_hints(FurnitureStyle).items()
    }
    return FurnitureStyle(**parts)


def styled(kind: type[Style], table: Table, path: str) -> Style:
    """Build a style from the table of the same keys."""
    readers: dict[Any, Any] = {int: whole_at, float: number_at, str: text_at}
    values = {
        name: readers.get(wanted, names_at)(table, f"{path}.{name}")
        for name, wanted in get_type_hints(kind).items()
    }
    return kind(**values)


def text_at(table: Table, path: str) -> str:
    """Take a text out of nested tables by its dotted name."""
    value = _at(table, path)
    if not isinstance(value, str):
        raise TypeError(f"{path} must be a text, not “{value}”")
    return value


def names_at(table: Table, path: str) -> tuple[str, ...]:
    """Take names, written with spaces between them, out of nested tables."""
    return tuple(text_at(table, path).split())
