"""Read a design from its ``layout.toml``, and tell what is missing or wrong in it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from printshop.errors import LayoutError
from printshop.issue import AdSize, Form
from printshop.layout import (
    PT_PER_MM,
    Compose,
    Grid,
    InitialStyle,
    Layout,
    PageForm,
    TypeSize,
)
from printshop.layout_checks import check_layout
from printshop.layout_table import (
    INITIAL_LINES,
    completed,
    furniture_style,
    number_at,
    rule_style,
    some_at,
    text_at,
    whole_at,
)

Value = TypeVar("Value")

SHARED_TEMPLATES = "newspaper"
"""The folder of the templates that newspapers' layouts share."""

_PAGE_FORMS = ("front", "inside", "back")


class Named(dict[str, Value]):
    """What a layout file defines by name; what the code asks for must be there."""

    def __init__(self, path: Path, section: str, things: Mapping[str, Value]) -> None:
        """Take what has been read of a file, and what stands before each name."""
        super().__init__(things)
        self._path = path
        self._section = section

    def __missing__(self, name: str) -> Value:
        """Raise LayoutError with the dotted name."""
        raise LayoutError(
            f"{self._section}{name} is missing",
            where=str(self._path),
            hint="compare with the layout of that name that ships with printshop",
        )


class Lengths(Named[float]):
    """Every number of a layout file by its dotted name."""

    def __init__(self, path: Path, table: Mapping[str, Any]) -> None:
        """Take the numbers of a file that has been read."""
        super().__init__(path, "", dict(numbers(table)))


def initial_style(table: Mapping[str, Any], text: Mapping[str, float]) -> InitialStyle:
    """Read ``[initial]`` beside ``[text]``; KeyError names what is missing."""
    leading_pt, body_pt = text["leading_pt"], text["body_pt"]
    baseline_pt = leading_pt / 2 + text["face_factor"] * body_pt
    return InitialStyle(
        font=str(table["font"]),
        body_font=str(table["body_font"]),
        colour=str(table["colour"]),
        size_pt=float(table["size_pt"]),
        body_pt=body_pt,
        gap_pt=float(table["gap_mm"]) * PT_PER_MM,
        height_pt=float(table["height_pt"]),
        baseline_pt=(INITIAL_LINES - 1) * leading_pt + baseline_pt,
    )


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


_POSITIVE = frozenset(
    {"columns", "column_mm", "size_pt", "k", "leading_pt", "body_pt", "lines"}
    | {"sheet_width_mm", "sheet_height_mm"}
)
"""What there must be some of."""


def check_numbers(*parts: Any) -> None:
    """Raise TypeError unless every number of a layout's parts is one, from 0 on."""
    for part in parts:
        for field in fields(part):
            value = getattr(part, field.name)
            if field.type is bool and not isinstance(value, bool):
                raise TypeError(f"{field.name} must be true or false, not “{value}”")
            if field.type in {int, float}:
                _check_number(field.name, value)
            if field.type == tuple[int, ...]:
                if not isinstance(value, tuple):
                    raise TypeError(f"{field.name} must be a list, not “{value}”")
                for number in value:
                    _check_number(field.name, number)


def _check_number(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number, not “{value}”")
    if value < 0 or (value == 0 and name in _POSITIVE):
        raise ValueError(f"{name} may not be {value}")


@contextmanager
def faults_told(path: Path, example: str) -> Iterator[None]:
    """Turn what goes wrong while a layout is built into LayoutError with its file."""
    hint = f"compare with layouts/{example}/layout.toml"
    try:
        yield
    except KeyError as error:
        raise LayoutError(
            f"{error.args[0]} is missing", where=str(path), hint=hint
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise LayoutError(
            f"a value is wrong: {error}", where=str(path), hint=hint
        ) from error


def read_layout(folders: Sequence[Path], name: str) -> Layout:
    """Read a newspaper's layout. Raises LayoutError naming file and key."""
    path = find_layout(folders, name) / "layout.toml"
    table = read_table(path)
    with faults_told(path, "tabloid"):
        layout = _layout(name, path, completed(table))
        _check_names(layout)
        grids, sizes, forms = layout.grids, layout.sizes, layout.forms
        check_numbers(layout, *grids.values(), *sizes.values(), *forms.values())
        check_layout(layout, path)
    return layout


def _check_names(layout: Layout) -> None:
    """Raise KeyError or LayoutError on a name that is used and not defined."""
    for rows in layout.bands.values():
        for size in (size for row in rows for size in row):
            layout.sizes[size]
    for grid in layout.measures.values():
        layout.grids[grid]
    for form in _PAGE_FORMS:
        layout.forms[form]


def _page_form(
    name: str, table: Mapping[str, Any], grids: Mapping[str, Grid]
) -> PageForm:
    """Read ``[forms.NAME]``: its grid by name, and lists as they stand."""
    lists = {key: tuple(value) for key, value in table.items() if type(value) is list}
    stories = tuple(Form(form) for form in table.get("stories", ()))
    return PageForm(
        name, **{**table, **lists, "stories": stories, "grid": grids[table["grid"]]}
    )


def _ad_sizes(
    table: Mapping[str, Any], form: PageForm, sheet_lines: int
) -> dict[AdSize, tuple[int, int]]:
    """Read ``[ad_sizes]``; what it leaves out is worked out from the inside pages.

    Raises ValueError for one that is larger than a page, or is none.
    """
    columns, lines = form.grid.columns, sheet_lines - form.first_line
    half_columns, half_lines = (columns + 1) // 2, (lines - 1) // 2
    sizes = {
        AdSize.FULL: (columns, lines),
        AdSize.HALF: (columns, half_lines),
        AdSize.QUARTER: (half_columns, half_lines),
        AdSize.STRIP: (columns, lines // 6),
    }
    for name, size in table.items():
        wide = size.get("columns", sizes[AdSize(name)][0])
        sizes[AdSize(name)] = int(wide), int(size["lines"])
    for name, (wide, deep) in sizes.items():
        if not (0 < wide <= columns and 0 < deep <= lines):
            raise ValueError(
                f"ad_sizes.{name} must be from 1 to {columns} columns and from 1 to "
                f"{lines} lines"
            )
    return sizes


def _bands(table: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Read ``[headlines]``: sizes by grid and rank, for each width."""
    return {
        f"{grid}.{band}": tuple(tuple(row.split()) for row in rows)
        for grid, bands in table.items()
        for band, rows in bands.items()
    }


def compose_of(table: Mapping[str, Any]) -> Compose:
    """Read how justified text is composed; ValueError says what there is."""
    text = {"compose": Compose.FIT.value, **table["text"]}
    told = text_at({"text": text}, "text.compose")
    if told not in set(Compose):
        raise ValueError(f"text.compose must be fit or plain, not “{told}”")
    return Compose(told)


def _layout(name: str, path: Path, table: Mapping[str, Any]) -> Layout:
    """Build the layout from its table; KeyError names what is missing."""
    grids = {key: Grid(key, **value) for key, value in table["grids"].items()}
    sizes = Named(
        path,
        "sizes.",
        {key: TypeSize(key, **value) for key, value in table["sizes"].items()},
    )
    forms = {
        key: _page_form(key, value, grids) for key, value in table["forms"].items()
    }
    return Layout(
        name=name,
        folder=path.parent,
        templates=text_at({"templates": SHARED_TEMPLATES, **table}, "templates"),
        sheet_width_mm=some_at(table, "sheet.width_mm"),
        sheet_height_mm=some_at(table, "sheet.height_mm"),
        side_margin_mm=number_at(table, "sheet.side_margin_mm"),
        top_margin_mm=number_at(table, "sheet.top_margin_mm"),
        lines=whole_at(table, "sheet.lines"),
        leading_pt=some_at(table, "text.leading_pt"),
        body_pt=some_at(table, "text.body_pt"),
        body_face_factor=number_at(table, "text.face_factor"),
        cap_height_em=some_at(table, "text.cap_height_em"),
        compose=compose_of(table),
        justified_from_mm=number_at(table, "text.justified_from_mm"),
        grids=grids,
        sizes=sizes,
        bands=_bands(table["headlines"]),
        forms=forms,
        initial=initial_style(table["initial"], table["text"]),
        measures={form: table["measures"][form] for form in Form},
        ad_sizes=_ad_sizes(
            table.get("ad_sizes", {}), forms["inside"], table["sheet"]["lines"]
        ),
        furniture=furniture_style(table),
        rules=rule_style(table),
        lengths=Lengths(path, table),
        properties=custom_properties(table),
    )
