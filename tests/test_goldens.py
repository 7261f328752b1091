"""Small issues as they were made up and printed before, to be read as a diff.

A case is a folder below ``issues``: a newsroom, and what is expected of it in
``golden``. ``pytest tests/test_goldens.py --save-golden`` writes the goldens anew.

* ``galley.txt``   words, lines and length of every story
* ``plan.txt``     the flatplan, drawn in characters
* ``pages.txt``    every line of type: page, left, top, width, height in points, text
* ``*.png``        a page at 40 dots an inch, where a case has one
"""

import dataclasses
import io
import re
import shutil
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops

from printshop.cli.main_group import run
from tests.printed import Row, picture_of, rows_of

CASES = sorted(path for path in (Path(__file__).parent / "issues").iterdir())
RESULTS = Path(__file__).parent / "results"

SLACK_PT = 0.5
DPI = 40
MOST_PIXELS_CHANGED = 0.005
CHANGED_GREY = 24
"""Of 255; less is the difference between two machines' antialiasing."""


def _said(*arguments: str | Path) -> str:
    """Run the program, and give what it says on stdout."""
    told = io.StringIO()
    with redirect_stdout(told):
        code = run([str(argument) for argument in arguments])
    assert code == 0
    return told.getvalue()


@pytest.fixture
def copy_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """A case's newsroom, copied to where it may be printed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    case: Path = request.param
    return Path(shutil.copytree(case, tmp_path / case.name))


def _written(rows: Sequence[Row]) -> str:
    return "".join(
        f"{row.page:>2} {row.left:>6.1f} {row.top:>7.1f} {row.width:>6.1f} "
        f"{row.height:>5.1f}  {row.text}\n"
        for row in rows
    )


def _read(text: str) -> list[Row]:
    rows = []
    for line in text.splitlines():
        page, *places, words = line.split(maxsplit=5)
        left, top, width, height = map(float, places)
        rows.append(Row(int(page), left, top, width, height, words))
    return rows


def _numbers(row: Row) -> tuple[float, ...]:
    return (row.left, row.top, row.width, row.height)


def _assert_same_rows(found: Sequence[Row], expected: Sequence[Row]) -> None:
    """Compare text exactly and numbers within half a point."""
    assert [(row.page, row.text) for row in found] == [
        (row.page, row.text) for row in expected
    ]
    for row, before in zip(found, expected, strict=True):
        assert _numbers(row) == pytest.approx(_numbers(before), abs=SLACK_PT), row


def _plain(text: str) -> str:
    """Let every kind of space be one, so that the golden can be edited."""
    return re.sub(r"\s+", " ", text).strip()


def _printed(newsroom: Path, *options: str) -> Path:
    (line,) = _said("-C", newsroom, "print", *options).splitlines()
    return Path(line)


@pytest.mark.parametrize("copy_of", CASES, ids=lambda case: case.name, indirect=True)
def test_a_case_is_set_planned_and_printed_as_before(
    copy_of: Path, save_golden: bool
) -> None:
    rows = [
        dataclasses.replace(row, text=_plain(row.text))
        for row in rows_of(_printed(copy_of, "--edition", "reader"))
    ]
    made = {
        "galley.txt": _said("-C", copy_of, "galley"),
        "plan.txt": _said("-C", copy_of, "plan"),
        "pages.txt": _written(rows),
    }
    golden = Path(__file__).parent / "issues" / copy_of.name / "golden"
    if save_golden:
        golden.mkdir(exist_ok=True)
        for name, text in made.items():
            (golden / name).write_text(text, "utf-8")
    expected = {name: (golden / name).read_text("utf-8") for name in made}

    assert made["galley.txt"] == expected["galley.txt"]
    assert made["plan.txt"] == expected["plan.txt"]
    _assert_same_rows(rows, _read(expected["pages.txt"]))


def _changed(found: Image.Image, expected: Image.Image) -> tuple[float, Image.Image]:
    """Compare two pictures: the share of pixels that differ, and where."""
    difference = ImageChops.difference(found, expected)
    changed = np.asarray(difference) > CHANGED_GREY
    return float(changed.mean()), ImageChops.invert(difference)


def _assert_same_picture(found: Image.Image, golden: Path) -> None:
    """Compare with a golden picture; leave both and the difference in ``results``."""
    with Image.open(golden) as opened:
        expected = opened.convert("L")
    share, difference = 1.0, ImageChops.invert(found)
    if found.size == expected.size:
        share, difference = _changed(found, expected)
    if share > MOST_PIXELS_CHANGED:
        RESULTS.mkdir(exist_ok=True)
        for name, picture in (
            ("actual", found),
            ("expected", expected),
            ("difference", difference),
        ):
            picture.save(RESULTS / f"{golden.stem}-{name}.png")
        pytest.fail(f"{share:.1%} of {golden.name} has changed; see {RESULTS}")


PICTURES = [
    ("jump-from-the-front-page", ("--edition", "reader"), "tabloid.png"),
    ("fact-box-and-pull-quote", ("--edition", "article"), "article.png"),
]


@pytest.mark.parametrize(
    ("copy_of", "options", "name"),
    [(CASES[0].parent / case, options, name) for case, options, name in PICTURES],
    ids=[name for _, _, name in PICTURES],
    indirect=["copy_of"],
)
def test_a_page_looks_as_before(
    copy_of: Path, options: tuple[str, ...], name: str, save_golden: bool
) -> None:
    day = ("--as-of", "2026-11-22")
    found = picture_of(_printed(copy_of, *options, *day), 1, DPI)
    golden = CASES[0].parent / copy_of.name / "golden" / name
    if save_golden:
        golden.parent.mkdir(exist_ok=True)
        found.save(golden, optimize=True)

    assert golden.stat().st_size < 60_000
    _assert_same_picture(found, golden)


# ------------------------------------------------------------------ how they compare

ROW = Row(1, 32.6, 450.1, 110.0, 12.1, "asked for count 2 had heard")


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Row(1, 33.0, 450.5, 109.7, 12.1, ROW.text), True),
        (Row(1, 33.2, 450.1, 110.0, 12.1, ROW.text), False),
        (Row(2, 32.6, 450.1, 110.0, 12.1, ROW.text), False),
        (Row(1, 32.6, 450.1, 110.0, 12.1, "asked for count 2 had heared"), False),
    ],
    ids=["a hair off", "half a point off", "another page", "another letter"],
)
def test_rows_are_compared_by_text_and_within_half_a_point(
    other: Row, is_same: bool
) -> None:
    read = _read(_written([other]))
    if is_same:
        _assert_same_rows([ROW], read)
        return
    with pytest.raises(AssertionError):
        _assert_same_rows([ROW], read)


def test_a_changed_page_is_noticed_and_its_pictures_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.test_goldens.RESULTS", tmp_path / "results")
    page = Image.new("L", (400, 500), 255)
    page.save(tmp_path / "page.png")
    _assert_same_picture(page, tmp_path / "page.png")
    page.paste(0, (10, 10, 40, 50))

    with pytest.raises(pytest.fail.Exception, match=r"0\.6% of page\.png"):
        _assert_same_picture(page, tmp_path / "page.png")

    assert {path.name for path in (tmp_path / "results").iterdir()} == {
        *("page-actual.png", "page-expected.png", "page-difference.png")
    }


def test_every_case_has_all_of_its_goldens() -> None:
    for case in CASES:
        assert {path.name for path in (case / "golden").glob("*.txt")} == {
            *("galley.txt", "plan.txt", "pages.txt")
        }
