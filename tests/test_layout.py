"""The design is numbers: millimetres across, whole grid lines down."""

import copy
import functools
import json
import math
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.errors import LayoutError
from printshop.issue import Form
from printshop.layout import PT_PER_MM, Grid, Layout, TypeSize
from printshop.layout_file import custom_properties, find_layout, numbers, read_layout
from printshop.resources import layouts_folder

SHIPPED = layouts_folder() / "tabloid" / "layout.toml"
TABLE: dict[str, Any] = tomllib.loads(SHIPPED.read_text("utf-8"))
PAGE_FORMS = {"front", "inside", "comment", "feature", "back"}


@pytest.fixture(scope="module")
def tabloid() -> Layout:
    return read_layout([layouts_folder()], "tabloid")


def as_toml(value: Any) -> str:
    """Write a value as TOML on one line."""
    if isinstance(value, Mapping):
        parts = (f"{json.dumps(key)} = {as_toml(part)}" for key, part in value.items())
        return f"{{{', '.join(parts)}}}"
    return json.dumps(value)


def write_layout(folder: Path, table: Mapping[str, Any], name: str = "own") -> Path:
    """Write a layout file below a layouts folder, and give that folder."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    lines = (f"{json.dumps(key)} = {as_toml(part)}" for key, part in table.items())
    (folder / name / "layout.toml").write_text("\n".join(lines), "utf-8")
    return folder


def paths(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """List every key of nested tables, from the top."""
    for key, value in table.items():
        yield [*above, key]
        if isinstance(value, Mapping):
            yield from paths(value, (*above, key))


# The shipped design.


def test_both_grids_fill_the_type_area(tabloid: Layout) -> None:
    for grid in tabloid.grids.values():
        assert grid.width_mm(grid.columns) == pytest.approx(tabloid.type_width_mm)
        last = grid.columns - 1
        right = grid.left_mm(last) + grid.width_mm(1)
        assert right == pytest.approx(tabloid.type_width_mm)


def test_the_lines_of_a_page_stand_between_its_margins(tabloid: Layout) -> None:
    high_mm = tabloid.lines * tabloid.leading_pt / PT_PER_MM
    left_mm = tabloid.sheet_height_mm - 2 * tabloid.top_margin_mm - high_mm

    assert -0.05 <= left_mm < tabloid.leading_pt / PT_PER_MM


def test_every_form_of_story_and_page_is_there(tabloid: Layout) -> None:
    assert set(tabloid.measures) == set(Form)
    assert set(tabloid.forms) == PAGE_FORMS
    for form in tabloid.forms.values():
        assert 0 <= form.first_line < tabloid.lines - form.foot_lines
    for grid in {tabloid.grids[name] for name in tabloid.measures.values()}:
        for rank in ("splash", "first", "second", "third", "brief"):
            offered = [
                tabloid.sizes_at(grid.name, rank, columns)
                for columns in range(1, grid.columns + 1)
            ]
            assert len(tabloid.bands[f"{grid.name}.{rank}"]) == grid.columns
            assert offered[-1]


def test_a_lower_rank_never_shouts_a_better_one_down(tabloid: Layout) -> None:
    for grid in tabloid.grids.values():
        for columns in range(1, grid.columns + 1):
            preferred = [
                sizes[0].size_pt
                for rank in ("first", "second", "third", "brief")
                if (sizes := tabloid.sizes_at(grid.name, rank, columns))
            ]
            assert preferred == sorted(preferred, reverse=True)


def test_there_are_no_sizes_for_a_rank_or_width_that_there_is_not(
    tabloid: Layout,
) -> None:
    assert tabloid.sizes_at("columns", "splash", 1) == ()
    assert tabloid.sizes_at("columns", "first", 7) == ()
    assert tabloid.sizes_at("columns", "loudest", 2) == ()


# Arithmetic.


@given(st.integers(1, 8), st.floats(10, 90), st.floats(0, 8))
def test_columns_and_gutters_add_up(count: int, column: float, gutter: float) -> None:
    grid = Grid("g", count, column, gutter)

    for columns in range(1, count + 1):
        right = grid.left_mm(columns - 1) + column
        assert grid.width_mm(columns) == pytest.approx(right)
    assert grid.left_mm(0) == 0


@pytest.mark.parametrize(
    ("k", "count", "lines"),
    [
        (4, 1, 4),
        (4, 2, 8),
        (2.5, 1, 3),
        (2.5, 2, 5),
        (2.5, 3, 8),
        (1.5, 4, 6),
        (1, 0, 0),
    ],
)
def test_display_type_takes_whole_lines(k: float, count: int, lines: int) -> None:
    assert TypeSize("h", 30, k, 0.35).lines(count) == lines


@given(st.integers(1, 90))
def test_a_picture_of_whole_lines_is_as_many_lines_high(lines: int) -> None:
    layout = read_layout([layouts_folder()], "tabloid")
    high_mm = layout.picture_height_mm(lines)

    assert layout.picture_lines(high_mm) == pytest.approx(lines)
    # from the cap height of its first line to the baseline of its last
    foot_pt = layout.picture_drop_pt + high_mm * PT_PER_MM
    assert foot_pt == pytest.approx(
        (lines - 1) * layout.leading_pt + layout.baseline_pt
    )
    cap_pt = layout.baseline_pt - layout.cap_height_em * layout.body_pt
    assert layout.picture_drop_pt == pytest.approx(cap_pt)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_display_type_stands_on_the_grid(tabloid: Layout, count: int) -> None:
    for size in tabloid.sizes.values():
        top_pt = tabloid.display_top_pt(size, count)
        # where the engine puts a baseline: half the leading, and the face's factor
        down_pt = size.k * tabloid.leading_pt / 2 + size.face_factor * size.size_pt
        first = (top_pt + down_pt - tabloid.baseline_pt) / tabloid.leading_pt
        last = first + (count - 1) * size.k
        if count == 1:
            assert first == pytest.approx(math.ceil(size.k) - 1)
        else:
            assert first == pytest.approx(size.k - 1)
        assert size.lines(count) - 1.5 <= last <= size.lines(count) - 1 + 1e-9


# Lengths for the stylesheets.


def test_every_length_becomes_a_custom_property() -> None:
    table = {
        "sheet": {"width_mm": 289, "is_grey": True, "name": "x"},
        "text": {"deep": {"side_inset_pt": 2.5}, "indent_em": 1, "lines": 92},
    }

    assert dict(numbers(table)) == {
        "sheet.width_mm": 289,
        "text.deep.side_inset_pt": 2.5,
        "text.indent_em": 1,
        "text.lines": 92,
    }
    assert custom_properties(table) == (
        ("--sheet-width", "289mm"),
        ("--text-deep-side-inset", "2.5pt"),
        ("--text-indent", "1em"),
    )


def test_the_shipped_lengths_are_the_numbers_of_the_file(tabloid: Layout) -> None:
    properties = dict(tabloid.properties)

    assert properties["--sheet-width"] == f"{tabloid.sheet_width_mm:g}mm"
    assert properties["--text-leading"] == f"{tabloid.leading_pt:g}pt"
    assert tabloid.lengths["columnist.lines"] == TABLE["columnist"]["lines"]
    assert len(properties) == len(tabloid.properties)


# Layouts that are missing or wrong.


def test_the_newsroom_s_own_layout_comes_first(tmp_path: Path) -> None:
    own = write_layout(tmp_path, {**TABLE, "sheet": {**TABLE["sheet"], "lines": 80}})
    write_layout(tmp_path, TABLE, "tabloid")

    assert find_layout([own, layouts_folder()], "tabloid") == tmp_path / "tabloid"
    assert find_layout([own, layouts_folder()], "article").parent == layouts_folder()
    layout = read_layout([own, layouts_folder()], "own")
    assert (layout.name, layout.folder, layout.lines) == ("own", tmp_path / "own", 80)


def test_a_layout_that_there_is_not_is_told_with_those_there_are(
    tmp_path: Path,
) -> None:
    own = write_layout(tmp_path, TABLE)

    with pytest.raises(LayoutError, match="no layout called broadsheet") as caught:
        read_layout([own, layouts_folder()], "broadsheet")

    assert (
        caught.value.hint == "layouts: a4, article, berliner, large-print, own, tabloid"
    )


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    folder = write_layout(tmp_path, TABLE)
    (folder / "own" / "layout.toml").write_text("[sheet]\nwidth_mm = = 3\n")

    with pytest.raises(LayoutError, match="line 2") as caught:
        read_layout([folder], "own")

    assert caught.value.where == str(folder / "own" / "layout.toml")


def use_all(layout: Layout) -> None:
    """Ask a layout for everything that the shipped one has."""
    for name in dict(numbers(TABLE)):
        if name.split(".")[0] in {"nameplate", "columnist", "factbox"}:
            layout.lengths[name]
    for size in TABLE["sizes"]:
        layout.sizes[size]
    for form in Form:
        layout.grids[layout.measures[form]].width_mm(1)
    for form_name in ("front", "inside", "back"):
        assert layout.forms[form_name].grid.columns > 0
    layout.picture_height_mm(4)


def value_at(table: dict[str, Any], path: list[str]) -> Any:
    return functools.reduce(dict.__getitem__, path, table)


def faults(folder: Path, path: list[str], value: object) -> list[str]:
    """Change one thing of the shipped layout, or take it out; list what is told."""
    table = copy.deepcopy(TABLE)
    inner = value_at(table, path[:-1])
    inner[path[-1]] = value
    if value is None:
        del inner[path[-1]]
    try:
        use_all(read_layout([write_layout(folder, table)], "own"))
    except LayoutError as error:
        told = error
    else:
        return []
    assert told.where == str(folder / "own" / "layout.toml")
    assert told.hint
    return [told.message]


OPTIONAL = {"title", "compose", "lines_below", "lines_above_text", "ad_sizes"}
OPTIONAL |= {"turns", "text_columns", "companions", "least_briefs", "stories"}
OPTIONAL |= {"comment"}  # a kind of page; “feature” is a form of story, too
MAY_BE_NEGATIVE = {"initial", "title"}


@pytest.mark.parametrize("section", TABLE)
def test_whatever_is_missing_is_told_by_its_name(tmp_path: Path, section: str) -> None:
    for path in paths({section: TABLE[section]}):
        is_rank = path[0] == "headlines" and len(path) > 1
        is_sold = path[0] == "ad_sizes" and len(path) == 2
        is_kind = path == ["forms", "feature"]
        if path[-1] in OPTIONAL or is_rank or is_sold or is_kind:
            assert not faults(tmp_path, path, None), path
        else:
            assert any(path[-1] in told for told in faults(tmp_path, path, None)), path


@pytest.mark.parametrize("wrong", ["wide", [1]], ids=["text", "list"])
@pytest.mark.parametrize("section", TABLE)
def test_a_value_of_the_wrong_kind_is_told(
    tmp_path: Path, section: str, wrong: object
) -> None:
    for path in paths({section: TABLE[section]}):
        is_text = isinstance(value_at(TABLE, path), str | type(wrong))
        assert faults(tmp_path, path, wrong) or is_text, path


@pytest.mark.parametrize("section", sorted(set(TABLE) - MAY_BE_NEGATIVE))
def test_a_size_less_than_nothing_is_told(tmp_path: Path, section: str) -> None:
    for path in paths({section: TABLE[section]}):
        assert faults(tmp_path, path, -3), path


def test_a_headline_size_that_is_not_defined_is_told(tmp_path: Path) -> None:
    rows = ["h99", *TABLE["headlines"]["columns"]["first"][1:]]

    assert faults(tmp_path, ["headlines", "columns", "first"], rows) == [
        "sizes.h99 is missing"
    ]


@pytest.mark.parametrize("path", [["measures", "news"], ["forms", "front", "grid"]])
def test_a_grid_that_is_not_defined_is_told(tmp_path: Path, path: list[str]) -> None:
    assert faults(tmp_path, path, "narrow") == ["narrow is missing"]
