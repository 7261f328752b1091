"""Every layout gives a correct paper, and a changed number does or is refused.

A correct paper: every word of its stories, every line on the grid, and nothing
outside the type area.
"""

import functools
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.errors import LayoutError
from printshop.galley import GalleySet
from printshop.layout import PT_PER_MM, Grid, Layout, PageForm, TypeSize
from printshop.layout_file import read_layout
from printshop.pages.proofread import copy_of
from printshop.pages.quality import measure_quality
from printshop.press.newspaper import Newspaper, set_copy, set_newspaper
from printshop.press.shop import open_shop
from printshop.resources import layouts_folder
from printshop.sources import read_issue
from tests.newsroom import (
    PAPER,
    Newsroom,
    Printed,
    print_all,
    prose,
    small_newsroom,
)
from tests.printed import pages_of, poppler_pages

OWN = Path(__file__).parent / "layouts"
_HAIR_PT = 0.5


def tiny_newsroom(root: Path) -> Newsroom:
    """Write a paper of a few short stories, with every measure in it."""
    newsroom = Newsroom(root)
    newsroom.write({"printshop.toml": PAPER})
    newsroom.issue("7", next_week="The crane")
    newsroom.picture("issues/7/pictures/wall.png", (2400, 1600))
    shown = {"file": "wall.png", "alt": "A wall", "caption": "It", "credit": "Ada"}
    wall = f"{prose('the wall', 200)}\n\n## A crosshead\n\n{prose('the road', 150)}"
    newsroom.story("7/sea-wall", wall, byline="Ada Fell", pictures=[shown])
    heads = "| High water on Friday | Time of the lamp | Height in feet |"
    table = f"{heads}\n|---|---|---|\n| Friday morning | 5.46 | 9 |\n"
    crane = f"{prose('the crane', 160)}\n\n{table}"
    newsroom.story("7/crane", crane, kicker="Mole", rank=2)
    for slug in ("dog", "cat", "hen"):
        newsroom.story(f"7/{slug}", prose(f"the {slug}", 30), form="brief")
    facts = {"title": "The lamp", "rows": [{"figure": "2", "text": "wicks a week"}]}
    lamp = f"{prose('the lamp', 160)}\n\n| Lamp | Lit |\n|---|---|\n| North | 1868 |\n"
    newsroom.story(
        "7/lamp", lamp, section="Culture", form="feature", fact_boxes=[facts]
    )
    newsroom.story("7/leek", prose("the leek", 150), section="Culture", form="letter")
    return newsroom


def made_up(root: Path, layout: str) -> Newspaper:
    """Set and plan the newsroom's issue in a layout."""
    shop = open_shop(root, layout)
    return set_newspaper(shop, read_issue(shop.workspace, "7"))


def assert_correct(newspaper: Newspaper) -> None:
    """Compose the pages; composing itself compares all words with the copy."""
    layout, sheets = newspaper.shop.layout, newspaper.sheets()
    proofs = newspaper.proofs(sheets)
    quality = measure_quality(sheets, newspaper.plan, newspaper.galleys, layout)
    assert sheets.page_count == len(newspaper.plan.pages) >= 4
    assert quality.off_grid_lines == 0
    left_pt, top_pt = (
        margin_mm * PT_PER_MM
        for margin_mm in (layout.side_margin_mm, layout.top_margin_mm)
    )
    right_pt = left_pt + layout.type_width_mm * PT_PER_MM
    foot_pt = top_pt + layout.lines * layout.leading_pt
    for page in proofs.pages:
        for thing in page.things:
            left, width = thing.left_mm * PT_PER_MM, thing.width_mm * PT_PER_MM
            assert left_pt - _HAIR_PT < left < left + width < right_pt + _HAIR_PT
    for text in proofs.texts:
        assert left_pt - _HAIR_PT < text.left_pt < text.right_pt, text
        assert text.right_pt < right_pt + _HAIR_PT, text
        assert top_pt < text.baseline_pt < foot_pt, text


def lines_of(galleys: GalleySet) -> dict[str, list[str]]:
    """Give the lines of every story as they were set."""
    return {
        slug: [line.text for line in galley.lines]
        for slug, galley in galleys.galleys.items()
    }


# The layouts that there are.


@pytest.mark.parametrize("name", ["tabloid", "berliner", "a4"])
def test_every_layout_gives_a_correct_paper(tmp_path: Path, name: str) -> None:
    assert_correct(made_up(tiny_newsroom(tmp_path).root, name))


def test_one_galley_serves_the_tabloid_and_the_small_paper(tmp_path: Path) -> None:
    newsroom = tiny_newsroom(tmp_path)
    large, small = (
        lines_of(set_copy(shop, read_issue(shop.workspace, "7")))
        for shop in (open_shop(newsroom.root, name) for name in ("tabloid", "a4"))
    )

    for slug in ("sea-wall", "crane", "dog"):
        assert large[slug] == small[slug]


def test_the_small_paper_has_neither_teasers_nor_a_barcode(tmp_path: Path) -> None:
    newspaper = made_up(tiny_newsroom(tmp_path).root, "a4")
    kinds = {
        thing.kind
        for page in newspaper.proofs(newspaper.sheets()).pages
        for thing in page.things
    }

    assert {"nameplate", "date-bar", "folio", "index", "imprint"} <= kinds
    assert not {"teaser", "barcode"} & kinds


# A layout of a designer's own.


@pytest.fixture(scope="module")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    """A small issue in a layout that shares the newspapers' templates."""
    newsroom = small_newsroom(tmp_path_factory.mktemp("magazine"))
    shutil.copytree(OWN, newsroom.root / "layouts")
    return made_up(newsroom.root, "magazine")


def test_a_designer_s_own_layout_gives_a_correct_paper(magazine: Newspaper) -> None:
    assert_correct(magazine)


def test_every_word_is_in_the_pages_of_a_designer_s_own_layout(
    magazine: Newspaper, tmp_path: Path
) -> None:
    print_all(
        Newsroom(magazine.shop.workspace.root),
        tmp_path,
        "7",
        *("--layout", "magazine", "--edition", "reader"),
    )
    (receipt,) = Printed(Newsroom(tmp_path), tmp_path).receipts
    pages = poppler_pages(Path(receipt["file"]))

    for article in magazine.issue.articles:
        assert pages_of(copy_of(article), pages), article.slug


def test_a_layout_s_own_template_and_stylesheet_change_what_they_say(
    magazine: Newspaper,
) -> None:
    texts = magazine.proofs(magazine.sheets()).texts

    assert [text.page for text in texts if "motto" in text.classes] == [1]
    kickers = {text.colour for text in texts if "kicker" in text.classes}
    assert kickers == {"#00507a"}
    assert {text.page for text in texts if "page-number" in text.classes} >= {2, 3}


# One number changed at a time.


def with_number(text: str, key: str, value: str) -> str:
    """Change one number of a layout file, or put in one that it leaves out.

    ``key`` is a table and a key, or a row of a table and one of its keys.
    """
    table, _, name = key.rpartition(".")
    opening, found, rest = text.partition(f"[{table}]")
    if not found:
        row = rf"^({table.rpartition('.')[2]} = .*\b{name} =) [^,}}]*"
        changed_text, count = re.subn(row, rf"\g<1> {value} ", text, flags=re.MULTILINE)
        assert count == 1, key
        return changed_text
    line = re.compile(rf"^{name} *=[^#\n]*", re.MULTILINE)
    if line.search(rest.split("\n[")[0]):
        return opening + found + line.sub(f"{name} = {value} ", rest, count=1)
    return f"{opening}{found}\n{name} = {value}{rest}"


def changed(folder: Path, *numbers: tuple[str, str], name: str = "tabloid") -> Path:
    """Write a copy of a layout with numbers changed, and give the layouts folder."""
    text = (layouts_folder() / name / "layout.toml").read_text("utf-8")
    for key, value in numbers:
        text = with_number(text, key, value)
    (folder / "changed").mkdir(parents=True, exist_ok=True)
    (folder / "changed" / "layout.toml").write_text(text, "utf-8")
    return folder


GOOD = [
    ("grids.columns.columns", "5"),
    ("grids.columns.columns", "4"),
    ("grids.columns.gutter_mm", "5"),
    ("grids.legs.gutter_mm", "6"),
    ("grids.legs.columns", "3"),
    ("text.leading_pt", "12"),
    ("text.leading_pt", "10.5"),
    ("text.body_pt", "9.5"),
    ("text.justified_from_mm", "40"),
    ("sheet.side_margin_mm", "16"),
    ("sheet.top_margin_mm", "20"),
    ("sheet.height_mm", "420"),
    ("sizes.flag.size_pt", "18"),
    ("sizes.byline.size_pt", "10"),
    ("furniture.index.columns", "2"),
    ("furniture.teasers.columns", "3"),
    ("furniture.house_ad.patch_mm", "32"),
]


@pytest.mark.parametrize(("key", "value"), GOOD)
def test_a_changed_number_gives_a_correct_paper(
    tmp_path: Path, key: str, value: str
) -> None:
    newsroom = tiny_newsroom(tmp_path)
    changed(tmp_path / "layouts", (key, value))

    assert_correct(made_up(newsroom.root, "changed"))


BAD = [
    ("grids.columns.column_mm", "50", "grids.columns.column_mm", "41 mm"),
    ("grids.columns.column_mm", "30", "grids.columns.column_mm", "41 mm"),
    ("grids.columns.gutter_mm", "60", "grids.columns.gutter_mm", "layouts/"),
    ("grids.columns.columns", "7", "grids.columns.columns", "6 at most"),
    ("grids.legs.columns", "5", "grids.legs.columns", "4 at most"),
    ("grids.columns.columns", "0", "grids.columns.columns", "layouts/"),
    ("grids.columns.columns", "2.5", "grids.columns.columns", "layouts/"),
    ("sheet.lines", "100", "sheet.lines", "94 lines"),
    ("sheet.side_margin_mm", "150", "sheet.side_margin_mm", "layouts/"),
    ("sheet.height_mm", "98", "forms.front.first_line", "higher"),
    ("text.leading_pt", "8", "text.body_pt", "leading"),
    ("text.body_pt", "12", "text.body_pt", "smaller"),
    ("text.body_pt", '"large"', "text.body_pt", "layouts/"),
    ("sizes.h42.size_pt", "60", "sizes.h42.size_pt", "smaller"),
    ("sizes.h42.k", "3.7", "sizes.h42.k", "1.5"),
    ("furniture.index.columns", "6", "furniture.index.columns", "fewer"),
    ("furniture.index.rows", "9", "forms.back.foot_lines", "fewer"),
    ("furniture.teasers.columns", "7", "furniture.teasers.columns", "narrower"),
    (
        "furniture.teasers.picture_columns",
        "3",
        "furniture.teasers.picture_columns",
        "fewer",
    ),
    ("furniture.teasers.picture_lines", "9", "furniture.teasers.top_line", "less deep"),
    ("furniture.teasers.size", '"h99"', "sizes.h99", "compare"),
    (
        "furniture.nameplate.baseline_line",
        "17",
        "furniture.nameplate.baseline_line",
        "move",
    ),
    ("furniture.barcode.lines", "9", "furniture.barcode.lines", "higher"),
    ("furniture.date_bar.line", "19", "furniture.date_bar.line", "lower"),
    ("furniture.folio.rule_line", "4", "furniture.folio.rule_line", "lower"),
    ("furniture.teasers.count", "-1", "furniture.teasers.count", "layouts/"),
    ("rules.heavy_pt", '"thick"', "rules.heavy_pt", "layouts/"),
]


@pytest.mark.parametrize(("key", "value", "told", "hint"), BAD)
def test_numbers_that_contradict_each_other_are_told_with_file_and_key(
    tmp_path: Path, key: str, value: str, told: str, hint: str
) -> None:
    folder = changed(tmp_path, (key, value))

    with pytest.raises(LayoutError) as caught:
        read_layout([folder], "changed")

    assert caught.value.where == str(folder / "changed" / "layout.toml")
    assert told in caught.value.message
    assert hint in caught.value.hint


ANY_NUMBERS = st.fixed_dictionaries(
    {
        "sheet.width_mm": st.integers(80, 420),
        "sheet.height_mm": st.integers(80, 600),
        "sheet.side_margin_mm": st.floats(0, 60),
        "grids.columns.columns": st.integers(1, 7),
        "grids.columns.gutter_mm": st.floats(0, 20),
        "text.leading_pt": st.floats(6, 20),
        "text.body_pt": st.floats(5, 18),
    }
)


def read_or_told(folder: Path) -> Layout | LayoutError:
    """Read the changed layout, or give what is told of it."""
    try:
        return read_layout([folder], "changed")
    except LayoutError as error:
        return error


@given(name=st.sampled_from(["tabloid", "berliner", "a4"]), numbers=ANY_NUMBERS)
def test_whatever_its_numbers_a_layout_fits_its_sheet_or_is_refused_with_the_key(
    tmp_path_factory: pytest.TempPathFactory, name: str, numbers: dict[str, float]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-numbers"
    changed(folder, *((key, str(number)) for key, number in numbers.items()), name=name)

    layout = read_or_told(folder)

    if isinstance(layout, LayoutError):
        assert layout.where == str(folder / "changed" / "layout.toml")
        tables = r"\b(sheet|grids|text|sizes|forms|furniture|ad_sizes)\."
        assert re.search(tables, layout.message)
        assert layout.hint
        return
    grid = layout.grids["columns"]
    assert grid.width_mm(grid.columns) == pytest.approx(layout.type_width_mm, abs=0.05)
    type_mm = layout.lines * layout.leading_pt / PT_PER_MM
    assert layout.top_margin_mm + type_mm <= layout.sheet_height_mm + 0.05
    assert layout.forms["front"].first_line < layout.lines
    assert layout.body_pt <= layout.leading_pt


def test_a_number_left_out_is_what_fills_the_sheet(tmp_path: Path) -> None:
    layout = read_layout([changed(tmp_path, ("text.leading_pt", "12"))], "changed")

    assert layout.lines == 84
    assert layout.initial.size_pt == pytest.approx((24 + 0.67 * 8.8) / 0.67, abs=0.01)
    assert layout.initial.height_pt == 34
    assert layout.grids["columns"].column_mm == 41


# What docs/designers.md says of them.


@functools.cache
def designers_section(heading: str) -> str:
    """Cut a section out of the document for designers."""
    text = (Path(__file__).parent.parent / "docs" / "designers.md").read_text("utf-8")
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def keys_of(table: Mapping[str, Any]) -> Iterator[str]:
    """Name the keys and tables of a layout file that are no names of its own."""
    for key, value in table.items():
        yield key
        if isinstance(value, dict):
            rows = [part for part in value.values() if isinstance(part, dict)]
            for part in rows or [value]:
                yield from part
            if key not in {"sizes", "grids"}:
                yield from value


@pytest.mark.parametrize("name", ["tabloid", "berliner", "a4"])
def test_every_key_of_a_layout_file_is_described(name: str) -> None:
    path = layouts_folder() / name / "layout.toml"
    described = set(
        re.findall(r"[\w-]+", designers_section("A newspaper's layout.toml"))
    )

    assert set(keys_of(tomllib.loads(path.read_text("utf-8")))) <= described


def test_every_key_that_is_described_is_in_the_tabloid_or_may_be_left_out() -> None:
    text = (layouts_folder() / "tabloid" / "layout.toml").read_text("utf-8")
    table = designers_section("A newspaper's layout.toml")
    cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    keys = {key for cell in cells for key in re.findall(r"`([a-z_]+)`", cell)}

    left_out = {"templates", "lines", "column_mm", "size_pt", "height_pt"}
    left_out |= {"most_stories", "house_ads"}
    assert keys - left_out - {"full", "half", "quarter"} <= set(
        re.findall(r"[\w]+", text)
    )


@pytest.mark.parametrize("part", [PageForm, Grid, TypeSize])
def test_every_key_that_a_row_may_have_is_described(part: type) -> None:
    described = set(
        re.findall(r"[\w-]+", designers_section("A newspaper's layout.toml"))
    )

    assert {field.name for field in fields(part)} - {"name"} <= described


def test_every_kind_of_thing_is_described() -> None:
    things = (layouts_folder() / "newspaper" / "things.html").read_text("utf-8")
    section = designers_section("The newspaper's templates")
    tests = re.findall(r'thing\.kind (?:==|in) (\(?"[^%]*?) %}', things)
    kinds = {kind for test in tests for kind in re.findall(r'"([\w-]+)"', test)}

    assert len(kinds) > 20
    assert kinds <= set(re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE))


def test_the_document_shows_a_template_of_a_designer_s_own_that_works() -> None:
    section = designers_section("To make a layout")
    (shown,) = re.findall(r"```jinja\n(.*?)```", section, re.DOTALL)
    own = (OWN / "magazine" / "things.html").read_text("utf-8")

    assert re.sub(r"\s+", " ", shown).strip() in re.sub(r"\s+", " ", own)
