"""Names in other scripts, whole stories from right to left, emoji, links on paper."""

import functools
import json
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from printshop.cli.main_group import run
from printshop.errors import ExitCode
from printshop.resources import layouts_folder
from printshop.sources import read_issue, read_workspace
from tests.newsroom import Newsroom, Printed, bare_newsroom, print_all, prose
from tests.printed import (
    links_of,
    pdfium_pages,
    picture_of,
    poppler_pages,
    runs_of,
)
from tests.verapdf import broken_rules

NAMES = (
    *("Łódź", "Ağrı", "Ķekava", "Þingvellir", "Nguyễn", "Đức", "Čapek", "Ștefan"),
    *("Œuvre", "Ελένη", "Παπαδοπούλου", "Наталья", "Ґудзь", "first", "flask", "waffle"),
)
HEBREW = """רשות הנמל הודיעה ביום חמישי כי מעבורת הלילה תפסיק לפעול בינואר
2027, לאחר 43 שנות שירות.

מנהל הנמל, יוסף כהן, אמר ש„ההחלטה קשה, אבל אין ברירה”, והוסיף שמחיר הדלק עלה ב־38%. חברת
Marrick Lines סירבה להגיב. המועצה תתכנס בשעה 18:30.

## מה אומרים התושבים?

> איש אינו שואל את האי לדעתו.

- הפלגה אחת ביום;
- ספינה קטנה יותר.

| קו | שעה | מחיר |
|---|---|---|
| סקרו–מריק | 07:45 | 12.50 |
| האגם | 22:00 | 18.00 |

ראו את [לוח הזמנים](https://gazette.example/tides) באתר, לפני שהספינה יוצאת אל האי.
"""
ARABIC = """أعلنت هيئة الميناء يوم الخميس أن العبّارة الليلية ستتوقف عن العمل
ابتداءً من العام المقبل، بعد 43 عاماً من الخدمة بين المدينة والجزيرة.

وقال مدير الميناء محمد عبد الله إن «القرار صعب، لكن لا خيار آخر أمامنا»، مشيراً إلى أن
كلفة الوقود ارتفعت بنسبة 38٪ منذ عام 2024. أما شركة Marrick Lines فرفضت التعليق، ولم
يُعرض التقرير على المجلس إلا بعد ثلاثة أشهر من تسلّمه.

## ماذا يقول السكان؟

> لا أحد يسأل الجزيرة عن رأيها.

- رحلة واحدة يومياً؛
- سفينة أصغر حجماً.

| الخط | الموعد | السعر |
|---|---|---|
| سكيرو – ماريك | 07:45 | 12.50 |
| البحيرة | 22:00 | 18.00 |

انظر [جدول المواعيد](https://gazette.example/tides) على الموقع، قبل أن تغادر السفينة.
"""
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
EDITIONS = ("article", "large-print", "reader")
STORIES = ("scripts", "hebrew", "arabic")
SET_FROM_THE_LEFT = {("reader", "hebrew"), ("reader", "arabic")}
"""The newspaper's columns are; there pdfium turns the rows of tables round."""
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
    newsroom.story("7/hebrew", HEBREW, language="he", headline="הספינה")
    newsroom.story("7/arabic", ARABIC, language="ar", headline="السفينة")
    for edition in EDITIONS:
        out = folder / edition
        print_all(newsroom, out, "7", "--edition", edition, "--as-of", "2026-11-22")
    return Printed(newsroom, folder)


def _file(printed: Printed, edition: str, slug: str) -> Path:
    run_of = Printed(printed.newsroom, printed.output / edition)
    return run_of.file(edition, slug if edition == "article" else None)


def _tokens(text: str) -> set[str]:
    """List the words of a text and its numbers; vowel signs are no letters."""
    whole = re.sub("-[\r\n]+|[\x02\xad\ufffe][\r\n]*", "", _CONTROLS.sub("", text))
    plain = unicodedata.normalize("NFKC", whole)
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return set(re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFC", bare)))


def _copy(printed: Printed, slug: str) -> str:
    issue = read_issue(read_workspace(printed.newsroom.root), "7")
    article = issue.article(slug)
    # pdfium takes a headline of several fonts and the byline below it for one line.
    headline = "" if slug == "scripts" else article.headline
    return " ".join((headline, *(block.text for block in article.body)))


def _own(text: str, *, from_the_right: bool | None = None) -> str:
    """Keep the letters of a text, or those of scripts that are read one way."""
    plain = filter(str.isalpha, unicodedata.normalize("NFKC", text))
    return "".join(
        letter
        for letter in plain
        if from_the_right in (None, unicodedata.bidirectional(letter) in {"R", "AL"})
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("slug", STORIES)
def test_poppler_gives_every_word_of_every_script_back_in_order(
    printed: Printed, edition: str, slug: str
) -> None:
    pages = poppler_pages(_file(printed, edition, slug))
    copy = _copy(printed, slug)

    assert runs_of(_own(copy), list(map(_own, pages)))
    assert _tokens(copy) - _tokens("".join(pages)) == set()
    assert all(sign in "".join(pages) for sign in "🐑☂" if sign in copy)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("slug", STORIES)
def test_pdfium_gives_every_word_of_every_script_back_in_order(
    printed: Printed, edition: str, slug: str
) -> None:
    """Words that are read one way, that is: others in their line may change places."""
    pages = pdfium_pages(_file(printed, edition, slug))
    copy = _copy(printed, slug)
    one_way = functools.partial(_own, from_the_right=slug != "scripts")

    if (edition, slug) not in SET_FROM_THE_LEFT:
        assert runs_of(one_way(copy), list(map(one_way, pages)))
    assert _tokens(copy) - _tokens("".join(pages)) == set()
    assert all(sign in "".join(pages) for sign in "🐑☂" if sign in copy)


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


JAPANESE = """港の新聞記者は、島の船が明日の夜に東京へ来ると
言いました。町長は「朝には山が見える」と話し、
会議は三十人で土の日になりました。"""


def test_a_font_of_the_newsrooms_own_prints_what_the_shipped_ones_have_not(
    tmp_path: Path,
) -> None:
    newsroom = bare_newsroom(tmp_path)
    newsroom.story("7/a-poet", f"The poet 李白 drank here. {prose('wine', 40)}")
    newsroom.story("7/a-town", JAPANESE, language="ja", headline="港の会議")
    css = """@font-face { font-family: "Noto Serif JP"; src: url(asset:fonts/jp.ttf) }
    :root { --more-scripts: "Noto Serif JP" }"""
    font = Path(__file__).with_name("fonts") / "NotoSerifJP-extract.ttf"
    newsroom.write({"fonts/more-fonts.css": css, "fonts/jp.ttf": font.read_bytes()})
    for edition in EDITIONS:
        out = tmp_path / edition
        some = ("--article", "a-town") if edition == "article" else ()
        print_all(newsroom, out, "7", "--edition", edition, *some)
        run_of = Printed(newsroom, out)
        told = {f["code"] for r in run_of.receipts for f in r["findings"]}
        assert not told & {"glyph-001", "font-001"}
        file = run_of.file(edition, "a-town" if edition == "article" else None)
        for read in (poppler_pages, pdfium_pages):
            assert runs_of(_own(JAPANESE), list(map(_own, read(file))))
            assert edition == "article" or "李白" in _own("".join(read(file)))
