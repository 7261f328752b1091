"""Editions ``reader``, ``press`` and ``mono``: set once, three files."""

import ctypes
import io
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PIL import Image

import printshop.press.newspaper as newspaper_module
from printshop.cli.main_group import run
from printshop.pages import compose_pages
from printshop.press import Edition, open_shop
from printshop.press.newspaper import newspaper_key
from printshop.press.printers import printer_for
from printshop.printer_profile import Marks
from printshop.sources import read_issue
from tests.advertisers import ad_pdf
from tests.newsroom import Newsroom, bare_newsroom, prose

PLANT = """
title = "The plant at the mole"
icc = "newsprint"
[bleed]
top_mm = 3
bottom_mm = 3
outside_mm = 3
"""
BAND = """
.page::before {
  content: ""; position: absolute; left: -15mm; right: -15mm; top: -15mm; height: 20mm;
  background: #be1e2d;
}
"""
AD = """
[[ads]]
name = "Lamp Oil"
file = "oil.pdf"
alt = "Oil"
columns = 3
height_mm = 80
"""
PT_PER_MM = 72 / 25.4


def newsroom_with_an_ad(root: Path) -> Newsroom:
    """Write a paper of one story and one advertisement, whose design bleeds."""
    newsroom = bare_newsroom(root)
    newsroom.issue("7", add_on="47", more=AD)
    newsroom.picture("issues/7/pictures/wall.png", (2400, 1600))
    newsroom.story(
        "7/sea-wall",
        prose("the sea wall", 400),
        pictures=[{"file": "wall.png", "alt": "A wall", "caption": "A wall"}],
    )
    newsroom.write(
        {
            "issues/7/pictures/oil.pdf": ad_pdf(
                128, 80, red="0.1 0.9 0.8 0.05 k", boxes=("/TrimBox",)
            ),
            "printers/plant.toml": PLANT,
            "layouts/tabloid/layout.css": BAND,
        }
    )
    return newsroom


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    receipts: list[dict[str, Any]]
    told: str


def printed(newsroom: Newsroom, output: Path, *options: str) -> Ran:
    """Print issue 7 in this process."""
    given, told = io.StringIO(), io.StringIO()
    place = ["-C", str(newsroom.root), "print", "7", "--json", "--output", str(output)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(output / "cache"))
        with redirect_stdout(given), redirect_stderr(told):
            code = run([*place, *options])
    receipts = json.loads(given.getvalue()) if given.getvalue() else []
    return Ran(code, receipts, told.getvalue())


@dataclass(frozen=True)
class AllThree:
    """One run that printed all editions of the pages."""

    newsroom: Newsroom
    output: Path
    ran: Ran
    compositions: int

    def file(self, edition: str = "") -> Path:
        name = "mole-gazette-7" + (f"-{edition}" if edition else "")
        return self.output / "7" / f"{name}.pdf"


LEFT = ("mole-gazette-7-culture-01.pdf", "mole-gazette-7-news-17.pdf")
"""Pages that an earlier run printed, and that are no more."""

EDITIONS = ("--edition", "reader", "--edition", "press", "--edition", "mono")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> AllThree:
    """Print all three in one run, and count how often pages are composed."""
    root = tmp_path_factory.mktemp("editions")
    newsroom = newsroom_with_an_ad(root / "paper")
    for name in (*LEFT, "mole-gazette-7-notes.pdf"):
        newsroom.write({f"../out/7/press/{name}": b"%PDF-old"})
    composed: list[int] = []

    def counted(*given: Any) -> Any:
        composed.append(1)
        return compose_pages(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(newspaper_module, "compose_pages", counted)
        ran = printed(
            newsroom,
            root / "out",
            *EDITIONS,
            *("--printer", "plant", "--split", "pages"),
        )
    return AllThree(newsroom, root / "out", ran, len(composed))


@pytest.fixture(scope="module")
def plates(three: AllThree, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The front page as Ghostscript separates it, with overprint, at 300 ppi."""
    folder = tmp_path_factory.mktemp("plates")
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-r300", "-dLastPage=1"]
    command += ["-sDEVICE=tiffsep", "-dOverprint=/enable", "-dMaxSeparations=4"]
    command += [f"-sOutputFile={folder}/page.tif", str(three.file("press"))]
    subprocess.run(command, check=True)
    return folder


def plate(plates: Path, ink: str) -> npt.NDArray[np.uint8]:
    """Read a plate: 255 where there is no ink."""
    return np.asarray(Image.open(plates / f"page({ink}).tif").convert("L"))


def walked(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every stream."""
    yield from (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))


def test_all_three_editions_are_printed_from_pages_composed_once(
    three: AllThree,
) -> None:
    assert three.compositions == 1
    assert [receipt["edition"] for receipt in three.ran.receipts[:2]] == [
        "reader",
        "press",
    ]
    for edition in ("", "press", "mono"):
        assert three.file(edition).is_file()


def test_every_edition_has_a_key_of_its_own(three: AllThree) -> None:
    keys = {(r["edition"], r["key"]) for r in three.ran.receipts}

    assert len(keys) == len({key for _, key in keys}) == 3


def test_only_the_reader_has_links_and_an_outline(three: AllThree) -> None:
    with pikepdf.open(three.file()) as reader:
        assert any("/Annots" in page.obj for page in reader.pages)
        assert "/Outlines" in reader.Root
    for edition in ("press", "mono"):
        with pikepdf.open(three.file(edition)) as pdf:
            assert not any("/Annots" in page.obj for page in pdf.pages)
            assert "/Outlines" not in pdf.Root


def test_the_reader_is_trimmed_and_the_press_bleeds(three: AllThree) -> None:
    with pikepdf.open(three.file()) as reader, pikepdf.open(three.file("press")) as pdf:
        seen = [float(side) / PT_PER_MM for side in reader.pages[0].mediabox.as_list()]
        assert seen == pytest.approx([0, 0, 289, 380], abs=0.01)
        page = pdf.pages[0]
        media = [float(side) / PT_PER_MM for side in page.mediabox.as_list()]
        trim = [float(side) / PT_PER_MM for side in page.trimbox.as_list()]
    assert media == pytest.approx([0, 0, 295, 386], abs=0.01)
    assert trim == pytest.approx([3, 3, 292, 383], abs=0.01)


def test_a_band_of_the_design_is_printed_up_to_the_edge_of_the_bleed(
    plates: Path,
) -> None:
    magenta = plate(plates, "Magenta")
    dots_a_mm = 300 / 25.4
    right, top = int(294 * dots_a_mm), int(1 * dots_a_mm)

    assert magenta[top, right] < 100, "beyond the trimmed corner"
    assert magenta[top, int(1 * dots_a_mm)] == 255, "no bleed at the fold"


def test_the_text_is_on_the_black_plate_alone(three: AllThree, plates: Path) -> None:
    dots = 300 / 72
    inks = {ink: plate(plates, ink) for ink in ("Cyan", "Magenta", "Yellow", "Black")}
    words = list(_words(three.file("press"), "harbour"))

    assert len(words) > 3
    for left, top, right, bottom in words:
        rows = slice(int(top * dots), int(bottom * dots) + 1)
        across = slice(int(left * dots), int(right * dots) + 1)
        for ink, seen in inks.items():
            assert (seen[rows, across].min() == 255) == (ink != "Black"), ink
        assert inks["Black"][rows, across].min() < 30


def _words(path: Path, word: str) -> Iterator[tuple[float, float, float, float]]:
    """Find a word on the front page, in points from the top left."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[0]
        text = page.get_textpage()
        found = text.search(word)
        while place := found.get_next():
            for rectangle in range(text.count_rects(*place)):
                left, low, right, high = text.get_rect(rectangle)
                yield left, page.get_height() - high, right, page.get_height() - low
    finally:
        document.close()


def test_the_barcode_is_read_back_from_the_black_plate_at_full_size(
    plates: Path,
) -> None:
    black = Image.fromarray(plate(plates, "Black"))

    (found,) = zxingcpp.read_barcodes(
        black,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.EAN13]),
        ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Require,
        text_mode=zxingcpp.TextMode.Plain,
    )

    assert found.text.replace(" ", "") == "977123456700347"
    across = found.position.top_right.x - found.position.top_left.x
    # 95 modules, a gap of seven to twelve, and an add-on of 20
    modules = across / 300 * 25.4 / 0.33
    assert 95 + 7 + 20 - 1 < modules < 95 + 12 + 20 + 1


def test_nothing_but_ink_crosses_the_quiet_zones_of_the_barcode(plates: Path) -> None:
    found = zxingcpp.read_barcodes(
        Image.fromarray(plate(plates, "Black")),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.EAN13]),
    )[0].position
    dots = 0.33 / 25.4 * 300
    left, top = found.top_left.x, found.top_left.y
    quiet = slice(int(left - 11 * dots) + 2, int(left) - 2)
    rows = slice(int(top) + 5, int(found.bottom_left.y) - 20)

    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        assert (plate(plates, ink)[rows, quiet] == 255).all(), ink


def test_mono_has_black_ink_alone(three: AllThree) -> None:
    command = ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(three.file("mono"))]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout

    shares = [line.split()[:4] for line in told.splitlines()]
    assert shares
    for *colours, black in shares:
        assert set(map(float, colours)) == {0.0}
        assert float(black) > 0


def test_the_advertisers_inks_are_in_the_press_file_as_they_were_sent(
    three: AllThree,
) -> None:
    with pikepdf.open(three.file("press")) as press:
        assert any(
            b"0.1 0.9 0.8 0.05 k" in thing.read_bytes()
            for thing in walked(press)
            if thing.get("/Subtype") == "/Form"
        )
    with pikepdf.open(three.file()) as reader:
        assert sum(t.get("/Subtype") == "/Image" for t in walked(reader)) == 2


def test_every_page_has_a_file_named_by_issue_section_and_page(three: AllThree) -> None:
    for edition in ("press", "mono"):
        folder = three.output / "7" / edition
        names = sorted(path.name for path in folder.glob("*-[0-9][0-9].pdf"))

        assert names[0] == "mole-gazette-7-news-01.pdf"
        with pikepdf.open(three.file(edition)) as pdf:
            assert len(names) == len(pdf.pages)
        single = three.output / "7" / edition / names[0]
        with pikepdf.open(single) as pdf:
            assert len(pdf.pages) == 1
            title = str(pdf.docinfo.Title)
        assert title == "The Mole Gazette, Issue 7, 20 November 2026, page 1"


def test_a_press_file_is_preflighted_as_its_printer_will(three: AllThree) -> None:
    (press,) = (
        receipt
        for receipt in three.ran.receipts
        if receipt["edition"] == "press" and receipt["pages"] > 1
    )
    rules = {finding["code"]: finding for finding in press["findings"]}

    assert rules["R0027"]["severity"] == "fail", "the advertiser's page has RGB on it"
    assert rules["R0027"]["where"].startswith("issue 7, press, page ")
    assert "H03" not in rules, "its barcode is the issue's"
    assert three.ran.code == 7
    assert Path(press["file"]).is_file(), "a failing file is kept"


def test_another_printer_is_another_file(three: AllThree) -> None:
    shop = open_shop(three.newsroom.root)
    issue = read_issue(shop.workspace, "7")
    profiles = [
        printer_for(shop, Edition.PRESS, name)
        for name in ("plant", "magazine-coated", "newsprint-coldset")
    ]
    marked = replace(profiles[0], marks=Marks(slug=True))

    keys = {
        newspaper_key(shop, issue, "press", profile=profile)
        for profile in (*profiles, marked)
    }

    assert len(keys) == 4


def test_single_pages_have_receipts(three: AllThree) -> None:
    files = {receipt["file"]: receipt for receipt in three.ran.receipts}
    first = three.output.resolve() / "7" / "press" / "mole-gazette-7-news-01.pdf"

    assert files[str(first)]["pages"] == 1
    assert files[str(first)]["edition"] == "press"
    assert len(files) == len(three.ran.receipts)


def test_the_same_issue_gives_the_same_bytes_again(
    three: AllThree, tmp_path: Path
) -> None:
    options = (*EDITIONS, "--printer", "plant", "--split", "pages")

    again = printed(three.newsroom, tmp_path, *options)

    digests = [
        [(r["edition"], r["pages"], r["key"], r["sha256"]) for r in ran.receipts]
        for ran in (three.ran, again)
    ]
    assert digests[0] == digests[1]


def test_pages_of_an_earlier_run_do_not_stay_behind(three: AllThree) -> None:
    folder = three.output / "7" / "press"

    assert not any((folder / name).exists() for name in LEFT)
    assert (folder / "mole-gazette-7-notes.pdf").exists()


# ------------------------------------------------------------------ which printer


@pytest.mark.parametrize(
    ("own", "edition", "named", "wanted"),
    [
        ("", Edition.PRESS, "", "newsprint-coldset"),
        ("", Edition.MONO, "", "office-mono"),
        ("", Edition.PRESS, "plant", "plant"),
        ("plant", Edition.PRESS, "", "plant"),
        ("plant", Edition.MONO, "", "office-mono"),
        ("plant", Edition.PRESS, "magazine-coated", "magazine-coated"),
        ("office-mono", Edition.PRESS, "", "newsprint-coldset"),
        ("office-mono", Edition.MONO, "", "office-mono"),
        ("", Edition.MONO, "plant", "plant"),
    ],
)
def test_the_printer_is_the_one_named_or_the_papers_own_or_the_usual_one(
    tmp_path: Path, own: str, edition: Edition, named: str, wanted: str
) -> None:
    shop = open_shop(_plain(tmp_path, own).root)

    profile = printer_for(shop, edition, named)

    assert profile.name == wanted
    assert profile.is_mono == (edition == Edition.MONO)


def test_a_printer_of_colours_can_print_black_alone(tmp_path: Path) -> None:
    profile = printer_for(open_shop(_plain(tmp_path).root), Edition.MONO, "plant")

    assert profile.is_mono
    assert profile.tac_limit_percent == profile.tac_target_percent == 100
    assert profile.bleed.top_mm == 3


def _plain(root: Path, own: str = "", plant: str = PLANT) -> Newsroom:
    newsroom = bare_newsroom(root / "paper")
    newsroom.write({"printers/plant.toml": plant})
    if own:
        newsroom.change(
            "printshop.toml", 'language = "', f'printer = "{own}"\nlanguage = "'
        )
    return newsroom


@pytest.mark.parametrize(
    ("plant", "options", "code", "fault"),
    [
        (PLANT, ("--printer", "nobody"), 3, "there is no printer called nobody"),
        (PLANT, ("--printer", "office-mono"), 3, "office-mono prints black alone"),
        (
            "icc = 'coated'\nbleed.top_mm = 99",
            ("--printer", "plant"),
            3,
            "plant.toml:2: bleed.top_mm: may not be 99",
        ),
        (
            "icc = 'coated'\ntrim.width_mm = 280\ntrim.height_mm = 400",
            ("--printer", "plant"),
            4,
            "plant asks for pages of 280 × 400 mm, and the layout tabloid has "
            "289 × 380 mm",
        ),
    ],
)
def test_a_printer_that_cannot_print_it_is_told_before_anything_is_set(
    tmp_path: Path, plant: str, options: tuple, code: int, fault: str
) -> None:
    newsroom = _plain(tmp_path, plant=plant)

    ran = printed(newsroom, tmp_path / "out", *EDITIONS, *options)

    assert ran.code == code
    assert fault in ran.told
    assert "Hint: " in ran.told
    assert "setting" not in ran.told
    assert not (tmp_path / "out" / "7").exists()


def test_a_printer_is_no_matter_to_readers(tmp_path: Path) -> None:
    newsroom = _plain(tmp_path, plant="icc = 'gone.icc'", own="plant")

    ran = printed(newsroom, tmp_path / "out", "--edition", "reader")

    assert ran.code == 0


def test_an_edition_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    newsroom = _plain(tmp_path)
    newsroom.write({"layouts/tabloid/layout.css": "@page sheet { bleed: 0 }"})
    options = ("--edition", "press", "--edition", "reader", "--printer", "plant")

    ran = printed(newsroom, tmp_path / "out", *options)

    assert ran.code == 4
    assert "set with less bleed than the printer asks for" in ran.told
    assert [receipt["edition"] for receipt in ran.receipts] == ["reader"]


def test_an_advertisers_pdf_with_hidden_layers_is_a_mistake_in_the_copy(
    tmp_path: Path,
) -> None:
    newsroom = newsroom_with_an_ad(tmp_path / "paper")
    with pikepdf.open(newsroom.root / "issues/7/pictures/oil.pdf") as pdf:
        layer = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Proof")
        )
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer])
        )
        data = io.BytesIO()
        pdf.save(data)
    newsroom.write({"issues/7/pictures/oil.pdf": data.getvalue()})

    ran = printed(newsroom, tmp_path / "out", "--edition", "reader")

    assert ran.code == 7
    assert "some of its layers are switched off" in ran.told
    assert "fail ad-002: issue 7, ad Lamp Oil" in ran.told


def test_a_press_page_looks_like_the_readers_page(three: AllThree) -> None:
    pages = []
    for path, crop_mm in ((three.file(), 0), (three.file("press"), 3)):
        document = pypdfium2.PdfDocument(path)
        try:
            picture = document[0].render(scale=36 / 72).to_pil().convert("L")
        finally:
            document.close()
        edge = crop_mm * PT_PER_MM / 2
        box = (edge, edge, edge + 289 * PT_PER_MM / 2, edge + 380 * PT_PER_MM / 2)
        pages.append(np.asarray(picture.resize((289, 380), box=box), dtype=float))

    assert abs(pages[0] - pages[1]).mean() < 12


# ------------------------------------------------------------------ the whole sample


@pytest.mark.proof
def test_the_sample_for_the_press_has_nothing_that_a_printer_would_refuse(
    sample: Path, tmp_path: Path
) -> None:
    newsroom = Newsroom(sample)
    runs = []
    for place in ("one", "two"):
        told = io.StringIO()
        output = tmp_path / place
        command = ["-C", str(newsroom.root), "print", "2566", "--json"]
        with redirect_stdout(told), redirect_stderr(io.StringIO()):
            code = run([*command, "--output", str(output), *EDITIONS])
        assert code == 0
        runs.append(json.loads(told.getvalue()))

    assert [r["sha256"] for r in runs[0]] == [r["sha256"] for r in runs[1]]
    for receipt in runs[0]:
        assert not receipt["must_not_be_sent"]
        found = {finding["code"] for finding in receipt["findings"]}
        # some of the sample's photographs are small: good enough, and told
        assert not {code for code in found if RULE.fullmatch(code)} - {"R0031"}
        check = subprocess.run(
            ["qpdf", "--check", receipt["file"]], capture_output=True, check=True
        )
        assert b"No syntax or stream encoding errors" in check.stdout
        with pikepdf.open(receipt["file"]) as pdf:
            assert pdf.check_pdf_syntax() == []
    _assert_text_is_black_alone(Path(runs[0][1]["file"]), tmp_path)


RULE = re.compile(r"[RXH]\d+")
"""A code of preflight, whether something is wrong or could not be checked."""


def _assert_text_is_black_alone(press: Path, folder: Path) -> None:
    """Separate every page, and look where the letters of the text stand."""
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-r144"]
    command += ["-sDEVICE=tiffsep", "-dOverprint=/enable", "-dMaxSeparations=4"]
    command += [f"-sOutputFile={folder}/%d.tif", str(press)]
    ran = subprocess.run(command, check=True, capture_output=True)
    assert not ran.stderr
    assert b"Warning" not in ran.stdout
    document = pypdfium2.PdfDocument(press)
    try:
        for number, page in enumerate(document, start=1):
            names = ("Cyan", "Magenta", "Yellow", "Black")
            inks = [
                np.asarray(Image.open(f"{folder}/{number}({ink}).tif").convert("L"))
                for ink in names
            ]
            boxes = list(_letters(page, size_pt=8.8))
            assert len(boxes) > 1000
            for left, top, right, bottom in boxes:
                # a hair less than the letter: its neighbour may be of another colour
                rows = slice(int(top * 2) + 1, int(bottom * 2))
                across = slice(int(left * 2) + 1, int(right * 2))
                for ink in inks[:3]:
                    assert ink[rows, across].min(initial=255) == 255, (number, names)
    finally:
        document.close()


def _is_seen(text: pypdfium2.PdfTextPage, place: int) -> bool:
    *colour, alpha = (ctypes.c_uint() for _ in range(4))
    references = (ctypes.byref(value) for value in (*colour, alpha))
    assert pdfium.FPDFText_GetFillColor(text, place, *references)
    return alpha.value > 0


def _letters(
    page: pypdfium2.PdfPage, size_pt: float
) -> Iterator[tuple[float, float, float, float]]:
    """Find the letters of one size on a page, in points from its top left.

    The letter that a large initial stands for is in its word, and has no ink.
    """
    text = page.get_textpage()
    for place in range(text.count_chars()):
        if text.get_text_range(place, 1).isalnum() and _is_seen(text, place):
            left, low, right, high = text.get_charbox(place)
            size = pdfium.FPDFText_GetFontSize(text, place)
            # the engine counts in CSS pixels, and scales the page
            if abs(size * 0.75 - size_pt) < 0.05:
                yield left, page.get_height() - high, right, page.get_height() - low
