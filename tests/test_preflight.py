"""One good file, one thing broken in it at a time, one code expected."""

import io
from pathlib import Path

import pikepdf
import pytest

from printshop.preflight import check_fonts
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine

FOLDERS = (fonts_folder(),)


@pytest.fixture(scope="module")
def good() -> bytes:
    engine = Engine(
        Assets(FOLDERS), ['p { font: 12pt "Source Serif 4 SmText" } b { color: red }']
    )
    return engine.set_pages("<p>One <b>good</b> <i>file</i></p>").pdf()


def _codes(data: bytes) -> list[str]:
    return [finding.code for finding in check_fonts(data, FOLDERS, "issue 1")]


def _broken(data: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                change(thing)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_file_with_fonts_of_ours_passes(good: bytes) -> None:
    assert _codes(good) == []


def test_a_font_that_is_not_from_the_fonts_folder_is_found(good: bytes) -> None:
    def rename(thing: pikepdf.Dictionary) -> None:
        if thing.get("/BaseFont") and "Bold" in str(thing.BaseFont):
            thing.BaseFont = pikepdf.Name("/ABCDEF+DejaVuSans-Bold")

    findings = check_fonts(_broken(good, rename), FOLDERS, "issue 1, story wall")

    assert [finding.code for finding in findings] == ["font-001"]
    assert "DejaVuSans-Bold" in findings[0].message
    assert findings[0].where == "issue 1, story wall"
    assert findings[0].hint


def test_a_font_that_is_not_embedded_is_found(good: bytes) -> None:
    def take_out(thing: pikepdf.Dictionary) -> None:
        if "Italic" in str(thing.get("/FontName", "")):
            del thing["/FontFile2"]

    assert _codes(_broken(good, take_out)) == ["font-002"]


def test_another_newsrooms_font_is_known_when_its_folder_is(
    good: bytes, tmp_path: Path
) -> None:
    assert {finding.code for finding in check_fonts(good, (tmp_path,), "")} == {
        "font-001"
    }
