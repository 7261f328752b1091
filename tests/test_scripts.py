"""Names in other scripts, whole stories from right to left, emoji, links on paper."""

import json
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from printshop.cli.main_group import run
from printshop.errors import ExitCode
from printshop.resources import fonts_folder, layouts_folder
from tests.conftest import BlockFont
from tests.newsroom import Newsroom, Printed, bare_newsroom, print_all, prose
from tests.printed import (
    links_of,
    pdfium_pages,
    picture_of,
    poppler_pages,
)
from tests.verapdf import broken_rules

NAMES = (
    *("Łódź", "Ağrı", "Ķekava", "Þingvellir", "Nguyễn", "Đức", "Čapek", "Ștefan"),
    *("Œuvre", "Ελένη", "Παπαδοπούλου", "Наталья", "Ґудзь", "first", "flask", "waffle"),
)
HEBREW = "אמר מנהל הנמל יוסף כהן כי הספינה תצא בשעה 18:30 אל האי"
ARABIC = "قال رئيس الميناء محمد عبد الله إن السفينة ستغادر في المساء"
MIXED = f"""{", ".join(NAMES)} stood by יוסף כהן and محمد عبد الله, with 🐑 and ☂.

- The sheep 🐑 of Łódź
- שלום and مرحبا on a list

| Name | Port |
|---|---|
| Ελένη | Πειραιάς |
| محمد | حيفا |

See [the table](https://gazette.example/tides?a=1&b=2) and [the quay](https://a.example),
or [the table](https://gazette.example/tides?a=1&b=2), at [a.example](https://a.example),
or write to [the editor](mailto:ed@gazette.example).
"""
Read = Callable[[Path], list[str]]
EDITIONS = ("article", "large-print", "reader")
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("scripts")
    newsroom = bare_newsroom(folder / "paper")
    newsroom.story(
        "7/scripts",
        f"{MIXED}\n\n{prose('the fjord', 120)}",
        headline="Ελένη and محمد meet 🐑",
        byline="Ștefan Ґудзь",
    )
    newsroom.story("7/hebrew", f"{HEBREW}.\n\n" * 4, language="he", headline="הספינה")
    body = f"{ARABIC}.\n\n## عنوان\n\n- القارب\n\n| محمد | حيفا |\n|---|---|\n| ا | ب |"
    newsroom.story("7/arabic", body, language="ar", headline="السفينة")
    for edition in EDITIONS:
        out = folder / edition
        print_all(newsroom, out, "7", "--edition", edition, "--as-of", "2026-11-22")
    return Printed(newsroom, folder)


def _file(printed: Printed, edition: str, slug: str) -> Path:
    run_of = Printed(printed.newsroom, printed.output / edition)
    return run_of.file(edition, slug if edition == "article" else None)


def _tokens(text: str) -> set[str]:
    whole = re.sub("-[\r\n]+|[\x02\xad\ufffe][\r\n]*", "", text)
    plain = unicodedata.normalize("NFKC", _CONTROLS.sub("", whole))
    return set(re.findall(r"\w+", plain))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("read", [poppler_pages, pdfium_pages])
def test_names_in_every_script_come_back_from_every_edition(
    printed: Printed, edition: str, read: Read
) -> None:
    text = "".join(read(_file(printed, edition, "scripts")))

    found = _tokens(text)
    assert set(NAMES) - found == set()
    assert {"יוסף", "כהן", "שלום", "Πειραιάς"} <= found
    if read is poppler_pages:
        assert {"محمد", "الله"} <= found
        assert "🐑" in text
        assert "☂" in text


@pytest.mark.parametrize("edition", ["article", "large-print"])
@pytest.mark.parametrize("read", [poppler_pages, pdfium_pages])
def test_a_hebrew_story_reads_from_right_to_left(
    printed: Printed, edition: str, read: Read
) -> None:
    text = "".join(read(_file(printed, edition, "hebrew")))

    assert set(re.findall(r"[א-ת]+", HEBREW)) <= _tokens(text)
    if read is pdfium_pages:
        words = " ".join(text.split())
        assert "אמר מנהל הנמל יוסף כהן כי" in words


@pytest.mark.parametrize("edition", ["article", "large-print"])
def test_every_letter_of_an_arabic_story_is_found(
    printed: Printed, edition: str
) -> None:
    """Poppler parts some words; each line has the letters that were written."""
    lines = "".join(poppler_pages(_file(printed, edition, "arabic"))).splitlines()
    found = Counter("".join(map(_letters, lines)))
    wanted = Counter(_letters(ARABIC) + _letters("عنوانالقاربمحمدحيفا"))

    assert not wanted - found
    assert any(set(_letters(ARABIC[:20])) <= set(_letters(line)) for line in lines)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _CONTROLS.sub("", text))
    return "".join(filter(str.isalpha, plain))


@pytest.mark.parametrize("slug", ["scripts", "hebrew", "arabic"])
def test_nothing_stands_outside_the_margins(printed: Printed, slug: str) -> None:
    page = picture_of(_file(printed, "article", slug), 1, 25.4)

    assert page.width == 210
    assert page.crop((0, 0, 17, 297)).getextrema() == (255, 255)
    assert page.crop((194, 0, 210, 297)).getextrema() == (255, 255)


def test_files_in_other_scripts_conform(printed: Printed) -> None:
    slugs = ("scripts", "hebrew", "arabic")
    files = [_file(printed, "article", slug) for slug in slugs]
    files += [_file(printed, edition, "") for edition in ("large-print", "reader")]

    assert broken_rules(files) == {file.name: [] for file in files}


# ------------------------------------------------------------------ links on paper


def test_links_have_numbers_and_their_addresses_stand_at_the_end(
    printed: Printed,
) -> None:
    file = _file(printed, "article", "scripts")
    text = " ".join(" ".join(poppler_pages(file)).split())
    urls = [link.url for link in links_of(file)]

    assert re.search(r"the table ?1 and the quay ?2, or the table ?1, at a\.ex", text)
    assert re.search(r"the editor ?3\.", text)
    listed = "1. gazette.example/tides?a=1&b=2 2. a.example 3. ed@gazette.example"
    assert listed in text
    assert urls.count("https://gazette.example/tides?a=1&b=2") >= 3
    assert urls.count("mailto:ed@gazette.example") >= 2


def test_a_layout_may_do_without_numbers(printed: Printed, tmp_path: Path) -> None:
    root = tmp_path / "paper"
    shutil.copytree(printed.newsroom.root, root)
    shutil.copytree(layouts_folder() / "article", root / "layouts" / "article")
    newsroom = Newsroom(root)
    newsroom.change("layouts/article/layout.toml", "note_pt = 8.4", "note_pt = 0")
    options = ("--edition", "article", "--article", "scripts")
    print_all(newsroom, tmp_path / "out", "7", *options)
    file = Printed(newsroom, tmp_path / "out").file("article", "scripts")

    text = " ".join(" ".join(poppler_pages(file)).split())
    assert "the table and the quay, or the table, at a.ex" in text
    assert "tides?a=1" not in text


# ------------------------------------------------------------------ what no font has


def test_a_character_that_no_font_has_is_told_with_its_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom = bare_newsroom(tmp_path)
    newsroom.story("7/a-poet", f"The poet 李白 drank here. {prose('wine', 40)}")
    for edition in ("article", "large-print", "reader"):
        place = ["-C", str(tmp_path), "print", "7", "--edition", edition, "--json"]
        assert run(place) == ExitCode.PREFLIGHT
        told = [
            finding
            for receipt in json.loads(capsys.readouterr().out)
            for finding in receipt["findings"]
            if finding["code"] == "glyph-001"
        ]
        assert [finding["where"] for finding in told] == ["issue 7, story a-poet"]
        assert told[0]["message"] == "no font has 李 (U+674E), 白 (U+767D)"


def test_a_font_of_the_newsrooms_own_prints_what_the_shipped_ones_have_not(
    tmp_path: Path, block_font: BlockFont
) -> None:
    newsroom = bare_newsroom(tmp_path)
    newsroom.story("7/a-poet", f"The poet 李 drank here. {prose('wine', 40)}")
    chinese = block_font.path.with_name("chinese.ttf")
    with TTFont(block_font.path) as font:
        for table in font["cmap"].tables:
            table.cmap = dict.fromkeys(map(ord, "李"), "block")
        for record in font["name"].names:
            record.string = record.toUnicode().replace("Block", "Chinese")
        font.save(chinese)
    shipped = (fonts_folder() / "fonts.css").read_text("utf-8")
    own = '@font-face { font-family: "Chinese"; src: url(asset:fonts/chinese.ttf) }'
    type_css = (layouts_folder() / "shared" / "type.css").read_text("utf-8")
    newsroom.write(
        {
            "fonts/chinese.ttf": chinese.read_bytes(),
            "fonts/fonts.css": f"{shipped}\n{own}\n",
            "layouts/shared/type.css": type_css.replace(
                '"Noto Emoji";', '"Noto Emoji", "Chinese";'
            ),
        }
    )
    for edition in ("article", "large-print"):
        out = tmp_path / edition
        some = ("--article", "a-poet") if edition == "article" else ()
        print_all(newsroom, out, "7", "--edition", edition, *some)
        run_of = Printed(newsroom, out)
        codes = {f["code"] for r in run_of.receipts for f in r["findings"]}
        assert not codes & {"glyph-001", "font-001"}
        file = run_of.file(edition, "a-poet" if edition == "article" else None)
        assert "李" in "".join(poppler_pages(file))
