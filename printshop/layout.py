"""The design as numbers: the sheet, its grids, its headline sizes, its page forms.

Read from ``layouts/<name>/layout.toml``. Two units: millimetres across the sheet,
whole grid lines down it. Rules, from the paper's design specification:

* every text line stands on one grid of ``leading_pt``; a program adds up lines;
* a headline size takes ``k`` grid lines a line of type, ``k`` in halves, and *n*
  lines of it take ``ceil(n * k)`` (1.1);
* a picture hangs from the cap height of its first line and stands on the baseline
  of its last (1.2).
"""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from printshop.errors import LayoutError
from printshop.issue import Form

PT_PER_MM = 72 / 25.4


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


class Lengths(dict[str, float]):
    """Every number of a layout file by its dotted name."""

    def __init__(self, path: Path, table: Mapping[str, Any]) -> None:
        """Take the numbers of a file that has been read."""
        super().__init__(numbers(table))
        self._path = path

    def __missing__(self, name: str) -> float:
        """Raise LayoutError: what is asked for by name must be in the file."""
        raise LayoutError(
            f"{name} is missing",
            where=str(self._path),
            hint="compare with the layout of that name that ships with printshop",
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A newspaper's design."""

    name: str
    folder: Path
    sheet_width_mm: float
    sheet_height_mm: float
    side_margin_mm: float
    top_margin_mm: float
    lines: int
    leading_pt: float
    body_pt: float
    body_face_factor: float
    cap_height_em: float
    grids: Mapping[str, Grid]
    sizes: Mapping[str, TypeSize]
    bands: Mapping[str, tuple[tuple[str, ...], ...]]
    """Grid and rank (``columns.first``) to the sizes allowed at 1, 2, … columns."""
    forms: Mapping[str, PageForm]
    measures: Mapping[Form, str]
    """Which grid a form of story is set on."""
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


def find_layout(folders: Sequence[Path], name: str) -> Path:
    """Find a layout's folder; the newsroom's own come first.

    Raises LayoutError that lists the layouts there are.
    """
    for folder in folders:
        if (folder / name / "layout.toml").is_file():
            return folder / name
    known = sorted(
        {path.parent.name for f in folders for path in f.glob("*/layout.toml")}
    )
    raise LayoutError(
        f"there is no layout called {name}",
        hint=f"layouts: {', '.join(known)}",
    )


def read_table(path: Path) -> dict[str, Any]:
    """Read a layout file as it stands. Raises LayoutError with the line."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(str(error), where=str(path)) from error


def custom_properties(table: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Turn every length of a layout file into a CSS custom property.

    ``[sheet] width_mm = 289`` becomes ``("--sheet-width", "289mm")``.
    """
    return tuple(
        ("--" + name.removesuffix(f"_{unit}").replace(".", "-").replace("_", "-"), text)
        for name, value in numbers(table)
        for unit in ("mm", "pt", "em")
        if name.endswith(f"_{unit}")
        for text in (f"{value:g}{unit}",)
    )


def numbers(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    """Yield every number of nested tables by its dotted name."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from numbers(value, f"{prefix}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{prefix}{key}", float(value)


def check_numbers(*parts: Any) -> None:
    """Raise TypeError unless every number of a layout's parts is one."""
    for part in parts:
        for field in fields(part):
            if field.type in {int, float}:
                value = getattr(part, field.name)
                if isinstance(value, bool) or not isinstance(value, int | float):
                    raise TypeError(f"{field.name} must be a number, not “{value}”")


def read_layout(folders: Sequence[Path], name: str) -> Layout:
    """Read a newspaper's layout. Raises LayoutError naming file and key."""
    folder = find_layout(folders, name)
    path = folder / "layout.toml"
    table = read_table(path)
    try:
        layout = _layout(name, path, table)
        grids, sizes, forms = layout.grids, layout.sizes, layout.forms
        check_numbers(layout, *grids.values(), *sizes.values(), *forms.values())
        return layout
    except KeyError as error:
        raise LayoutError(
            f"{error.args[0]} is missing",
            where=str(path),
            hint="compare with layouts/tabloid/layout.toml",
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise LayoutError(
            f"a value has the wrong kind ({error})",
            where=str(path),
            hint="compare with layouts/tabloid/layout.toml",
        ) from error


def _layout(name: str, path: Path, table: Mapping[str, Any]) -> Layout:
    """Build the layout from its table; KeyError names what is missing."""
    sheet, text = table["sheet"], table["text"]
    grids = {key: Grid(key, **value) for key, value in table["grids"].items()}
    sizes = {key: TypeSize(key, **value) for key, value in table["sizes"].items()}
    forms = {
        key: PageForm(key, **{**value, "grid": grids[value["grid"]]})
        for key, value in table["forms"].items()
    }
    bands = {
        f"{grid}.{band}": tuple(tuple(row.split()) for row in rows)
        for grid, bands in table["headlines"].items()
        for band, rows in bands.items()
    }
    for row in (row for rows in bands.values() for row in rows):
        for size in row:
            sizes[size]  # a KeyError here names the size that is not defined
    return Layout(
        name=name,
        folder=path.parent,
        sheet_width_mm=sheet["width_mm"],
        sheet_height_mm=sheet["height_mm"],
        side_margin_mm=sheet["side_margin_mm"],
        top_margin_mm=sheet["top_margin_mm"],
        lines=sheet["lines"],
        leading_pt=text["leading_pt"],
        body_pt=text["body_pt"],
        body_face_factor=text["face_factor"],
        cap_height_em=text["cap_height_em"],
        grids=grids,
        sizes=sizes,
        bands=bands,
        forms=forms,
        measures={Form(key): value for key, value in table["measures"].items()},
        lengths=Lengths(path, table),
        properties=custom_properties(table),
    )
