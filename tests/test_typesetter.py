"""What printshop relies on inside WeasyPrint 70, and what the engine may not do.

The shapes of its boxes are in no manual: with the block font every letter is a square
of 10 px, so that where a line stands can be said in numbers, and drawn.
"""

import http.server
import io
import itertools
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
import weasyprint
from fontTools.ttLib import TTFont
from PIL import Image

from printshop.errors import LayoutError, TypesetError
from printshop.resources import fonts_folder, layouts_folder
from printshop.typesetter import (
    Assets,
    Engine,
    Metrics,
    SetGalley,
    Sheets,
    frame_origin_pt,
    framed_lines,
    galleys_of,
    missing_characters,
    paste,
)
from printshop.typesetter.sheets import walk
from tests.conftest import BlockFont

ROOT = Path(__file__).resolve().parent.parent
SQUARE_PX = 10
LEADING_PT = 7.5
"""10 px: one square, and one line."""

STYLE = """
@page galley { size: 100px 1000px; margin: 0 }
@page { size: 300px 100px; margin: 0 }
html { font: 10px/10px Block; hyphens: manual }
.galley { page: galley }
body, p, h3, ul, li, table, td { margin: 0; padding: 0 }
ul { list-style: none }
li::before { content: "•"; display: inline-block; width: 10px; margin-left: -10px }
li { padding-left: 10px }
h3 { font: inherit; margin-top: 10px }
table { border-spacing: 0; margin: 10px 0 }
.initial { float: left; font-size: 20px; line-height: 20px }
.frame { position: absolute }
"""

PIXEL = io.BytesIO()
Image.new("RGB", (2, 2)).save(PIXEL, "png")


@pytest.fixture(scope="module")
def block_fonts(
    block_font: BlockFont, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A fonts folder with the block font alone."""
    folder = tmp_path_factory.mktemp("block")
    shutil.copy(block_font.path, folder / "block.ttf")
    face = "@font-face { font-family: Block; src: url(asset:fonts/block.ttf) }"
    (folder / "fonts.css").write_text(face)
    return folder


@pytest.fixture(scope="module")
def engine(block_fonts: Path) -> Engine:
    return Engine(Assets([block_fonts]), [STYLE])


@pytest.fixture(scope="module")
def shipped() -> Engine:
    """The shipped fonts and no stylesheet."""
    return Engine(Assets([fonts_folder()], [layouts_folder()]), [])


def galley_of(engine: Engine, inside: str, where: str = "") -> SetGalley:
    html = f'<body class="galley"><article data-galley="a">{inside}</article>'
    sheets = engine.set_pages(html, where=where)
    return galleys_of(sheets, "data-galley", LEADING_PT)["a"]


def page_with_frames(engine: Engine, **places: tuple[int, int]) -> Sheets:
    """Set a page of empty frames: left and top in squares."""
    frames = "".join(
        f'<div class="frame" data-frame="{name}" style="left: {left * SQUARE_PX}px;'
        f' top: {top * SQUARE_PX}px; width: 100px; height: 50px"></div>'
        for name, (left, top) in places.items()
    )
    return engine.set_pages(f"<body>{frames}")


def drawn(sheets: Sheets, page: int = 0) -> list[str]:
    """Draw a page with a # for every inked square; AssertionError if one is half so."""
    document = pypdfium2.PdfDocument(sheets.pdf())
    bitmap = document[page].render(scale=96 / 72, grayscale=True).to_numpy()
    ink = bitmap.reshape(bitmap.shape[:2]) < 128
    high, wide = ink.shape[0] // SQUARE_PX, ink.shape[1] // SQUARE_PX
    squares = ink.reshape(high, SQUARE_PX, wide, SQUARE_PX).mean(axis=(1, 3))
    assert np.isin(squares.round(1), (0, 1)).all(), "a letter is off the squares"
    rows = ["".join("#" if full else " " for full in row) for row in squares > 0.5]
    return [row.rstrip() for row in rows]


def pasted(engine: Engine, galley: SetGalley, **cuts: tuple[int, int]) -> Sheets:
    """Cut runs of lines and paste them into frames side by side, two lines down."""
    sheets = page_with_frames(
        engine, **{name: (1 + 10 * n, 2) for n, name in enumerate(cuts)}
    )
    origins = frame_origin_pt(sheets)
    pieces = [(name, galley.cut(*cut, *origins[name])) for name, cut in cuts.items()]
    return paste(sheets, pieces)


def fonts_in(pdf: bytes) -> set[str]:
    """Name the fonts of a PDF, without the six letters of a subset."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(item["/BaseFont"]).removeprefix("/").split("+")[-1]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }


def test_the_engine_is_the_one_whose_boxes_are_known() -> None:
    assert weasyprint.__version__.split(".")[0] == "70"


# Lines of a galley.


def test_a_galley_is_broken_into_lines_where_arithmetic_says(engine: Engine) -> None:
    galley = galley_of(
        engine, "<p>aaaa bbbbb ccc dddddd eeeeeeee</p><h3>Ffff</h3><p>g hh</p>"
    )

    assert [
        (line.top, line.height, line.block, line.kind, line.text)
        for line in galley.lines
    ] == [
        (0, 1, 0, "p", "aaaa bbbbb"),
        (1, 1, 0, "p", "ccc dddddd"),
        (2, 1, 0, "p", "eeeeeeee"),
        (4, 1, 1, "h3", "Ffff"),
        (5, 1, 2, "p", "g hh"),
    ]


def test_what_a_stylesheet_adds_is_not_part_of_a_line(engine: Engine) -> None:
    galley = galley_of(engine, "<ul><li>aaa bbb ccc</li><li>ddd</li></ul>")

    told = [(line.kind, line.block, line.text) for line in galley.lines]
    assert told == [("li", 0, "aaa bbb"), ("li", 0, "ccc"), ("li", 1, "ddd")]


def test_a_list_in_a_list_is_read_in_order(engine: Engine) -> None:
    galley = galley_of(engine, "<ul><li>aaa<ul><li>bbb</li></ul></li><li>ccc</li></ul>")

    assert [line.text for line in galley.lines] == ["aaa", "bbb", "ccc"]
    assert [line.block for line in galley.lines] == [0, 1, 2]


def test_a_table_is_one_line_as_high_as_its_rows_and_margins(engine: Engine) -> None:
    rows = "<tr><td>aa</td><td>47</td></tr>" * 3
    galley = galley_of(engine, f"<p>aaa</p><table>{rows}</table><p>bbb</p>")

    assert [(line.top, line.height, line.kind) for line in galley.lines] == [
        (0, 1, "p"),
        (1, 5, "table"),
        (6, 1, "p"),
    ]
    assert galley.lines[1].text == "aa 47 aa 47 aa 47"


def test_a_divided_word_keeps_its_hyphen_at_the_end_of_its_line(
    engine: Engine,
) -> None:
    galley = galley_of(
        engine, "<p style='hyphenate-character: \"-\"'>aaa bbbb&shy;bbbb"
    )

    assert [line.text for line in galley.lines] == ["aaa bbbb\u00ad-", "bbbb"]


def test_an_initial_is_read_with_the_line_beside_it(engine: Engine) -> None:
    galley = galley_of(
        engine, '<p><span class="initial">A</span>aaa bbb ccc ddd eee fff</p>'
    )

    assert [line.text for line in galley.lines] == ["Aaaa bbb", "ccc ddd", "eee fff"]
    assert [line.top for line in galley.lines] == [0, 1, 2]


@pytest.mark.parametrize(
    ("style", "off"),
    [("padding-top: 3px", "+0.30"), ("line-height: 13px", "+0.30")],
)
def test_a_line_off_the_grid_is_told_with_its_text_and_story(
    engine: Engine, style: str, off: str
) -> None:
    html = f'<p>aaa</p><p style="{style}">bbb bbb</p>'

    with pytest.raises(TypesetError, match="off the grid") as caught:
        galley_of(engine, html, where="issue 1, story wall")

    assert off in caught.value.message
    assert "“bbb bbb”" in caught.value.message
    assert caught.value.where == "issue 1, story wall"


# Cutting and pasting.


def test_lines_are_pasted_where_the_frames_stand(engine: Engine) -> None:
    galley = galley_of(
        engine, "<p>aaaa bbbbb ccc dddddd eeeeeeee</p><h3>Ffff</h3><p>g hh</p>"
    )

    sheets = pasted(engine, galley, one=(0, 2), two=(2, 5))

    assert drawn(sheets) == [
        "",
        "",
        " #### #############",
        " ### ######",
        "           ####",
        "           # ##",
        *[""] * 4,
    ]
    assert framed_lines(sheets) == {
        "one": [("aaaa bbbbb", 7.5), ("ccc dddddd", 15.0)],
        "two": [("eeeeeeee", 7.5), ("Ffff", 22.5), ("g hh", 30.0)],
    }


def test_the_space_above_a_crosshead_is_dropped_at_the_head_of_a_frame(
    engine: Engine,
) -> None:
    galley = galley_of(engine, "<p>aa</p><h3>bb</h3><p>cc dd</p>")

    sheets = pasted(engine, galley, one=(0, 1), two=(1, 3))

    assert drawn(sheets)[2:4] == [" ##        ##", "           ## ##"]


def test_every_line_alone_stands_at_the_head_of_its_frame(engine: Engine) -> None:
    galley = galley_of(engine, "<p>aaaaaaa bbbb ccc</p><ul><li>ddd</li></ul>")
    names = ("one", "two", "three")

    cuts = {name: (n, n + 1) for n, name in enumerate(names[: len(galley.lines)])}
    sheets = pasted(engine, galley, **cuts)

    assert [line.text for line in galley.lines] == ["aaaaaaa", "bbbb ccc", "ddd"]
    assert drawn(sheets)[2] == " #######   #### ###  ####"


def test_an_initial_travels_with_its_line(engine: Engine) -> None:
    html = '<p><span class="initial">A</span>aaa bbb ccc ddd eee fff</p>'
    galley = galley_of(engine, html)

    sheets = pasted(engine, galley, one=(1, 3), two=(0, 1))

    assert drawn(sheets)[2:4] == [
        "   ### ### ##### ###",
        " ### ###   ##",
    ]


def test_a_table_is_pasted_whole(engine: Engine) -> None:
    rows = "<tr><td>aa</td><td>47</td></tr>" * 2
    galley = galley_of(engine, f"<p>aaa</p><table>{rows}</table>")

    sheets = pasted(engine, galley, one=(0, 1), two=(1, 2))

    assert drawn(sheets)[2:6] == [" ###", "           ####", "           ####", ""]


@pytest.mark.parametrize("is_flush", [False, True])
def test_a_continued_line_may_lose_its_indent(engine: Engine, is_flush: bool) -> None:
    galley = galley_of(engine, '<p style="text-indent: 20px">aaa bbb</p>')
    sheets = page_with_frames(engine, one=(1, 2))

    cut = galley.cut(0, 1, *frame_origin_pt(sheets)["one"], is_flush=is_flush)

    row = drawn(paste(sheets, [("one", cut)]))[2]
    assert row == (" ### ###" if is_flush else "   ### ###")


def test_nothing_is_cut_out_of_no_lines(engine: Engine) -> None:
    assert galley_of(engine, "<p>aaa</p>").cut(1, 1, 0, 0) == []


def test_links_and_anchors_that_are_pasted_in_work(engine: Engine) -> None:
    galley = galley_of(
        engine,
        '<p><a href="#end">aaa</a></p><p id="end"><a href="https://x.org/">bb</a>',
    )

    sheets = pasted(engine, galley, one=(0, 1), two=(1, 2))

    with pikepdf.open(io.BytesIO(sheets.pdf())) as document:
        notes = [dict(note) for note in document.pages[0]["/Annots"]]
        assert [str(note["/A"]["/URI"]) for note in notes if "/A" in note] == [
            "https://x.org/"
        ]
        assert [str(note["/Dest"]) for note in notes if "/Dest" in note] == ["end"]
        assert "end" in pikepdf.NameTree(document.Root.Names.Dests)


def test_an_anchor_stands_where_its_line_was_pasted(engine: Engine) -> None:
    galley = galley_of(engine, '<p>aaa</p><h3 id="end">bb</h3><p>cc</p>')

    sheets = pasted(engine, galley, one=(0, 1), two=(1, 3))

    with pikepdf.open(io.BytesIO(sheets.pdf())) as document:
        destination = pikepdf.NameTree(document.Root.Names.Dests)["end"]
        _, _, x_pt, y_pt, _ = list(destination)
    # eleven squares from the left and two from the top of a page ten squares high
    assert (float(x_pt), float(y_pt)) == (11 * 7.5, 8 * 7.5)


def test_a_copied_box_leaves_the_first_one_as_it_was(engine: Engine) -> None:
    html = '<body class="galley"><p data-galley="a">aaa bbb ccc ddd</p>'
    [page] = engine.set_pages(html).page_boxes()
    [paragraph] = [
        box
        for box in walk(page)
        if box.element_tag == "p" and type(box).__name__ == "BlockBox"
    ]
    first, second = paragraph.children

    copy = paragraph.copy_with_children([second])
    copy.translate(30, 40)

    assert list(paragraph.children) == [first, second]
    assert list(copy.children) == [second]
    assert (paragraph.position_x, paragraph.position_y) == (0, 0)
    assert (copy.position_x, copy.position_y) == (30, 40)
    # the children are moved, not copied: a galley can be cut only once
    assert (second.position_x, second.position_y) == (30, 50)
    assert (first.position_y, first.height, first.children[0].text) == (
        0,
        10,
        "aaa bbb",
    )


# A set document.


def test_boxes_are_found_by_attribute_and_measured_in_points(engine: Engine) -> None:
    html = (
        '<div data-x="a" style="margin: 10px 0 0 20px; width: 100px; height: 40px">'
        '<p data-x="b" style="position: absolute; left: 50px; top: 80px">cc</p></div>'
    )
    sheets = engine.set_pages(f"<body>{html}")

    found = sheets.elements("data-x")

    assert sheets.page_count == 1
    [a], [b] = found["a"], found["b"]
    assert (a.page, a.x_pt, a.y_pt, a.width_pt, a.height_pt) == (1, 15, 7.5, 75, 30)
    assert (b.x_pt, b.y_pt, b.width_pt, b.height_pt) == (37.5, 60, 15, 7.5)


def test_a_box_cut_by_a_page_is_found_on_both(engine: Engine) -> None:
    sheets = engine.set_pages(
        f'<body><p data-x="a" style="orphans: 1; widows: 1">{"aaa<br>" * 14}'
    )

    assert sheets.page_count == 2
    boxes = sheets.elements("data-x")["a"]
    assert [(box.page, box.height_pt) for box in boxes] == [(1, 75), (2, 30)]


def test_text_is_read_line_by_line_without_what_the_stylesheet_adds(
    engine: Engine,
) -> None:
    html = '<p data-x="p">cc aaaaaaaaaaa</p><ul><li data-x="i">aa bb</li></ul>'
    style = "<style>p::after { content: 'eee' }</style>"
    sheets = engine.set_pages(f'{style}<body class="galley">{html}<p data-x="p">dd')

    assert sheets.text().split() == ["cc", "aaaaaaaaaaa", "aa", "bb", "dd"]
    assert sheets.texts("data-x") == {"p": "ccaaaaaaaaaaadd", "i": "aa bb"}


@pytest.mark.parametrize("is_tagged", [False, True])
def test_two_renders_are_the_same_to_the_byte(
    engine: Engine, block_fonts: Path, is_tagged: bool
) -> None:
    html = '<html lang="en"><title>x</title><p>aaa <img src="asset:picture/x" alt="x">'
    pictures = {"asset:picture/x": ("image/png", PIXEL.getvalue())}
    first = engine.set_pages(html, pictures)
    other = Engine(Assets([block_fonts]), [STYLE]).set_pages(html, pictures)

    data = first.pdf(is_tagged=is_tagged)

    assert data == first.pdf(is_tagged=is_tagged) == other.pdf(is_tagged=is_tagged)


# Widths.


FACES = (fonts_folder() / "fonts.css").read_text("utf-8")
FAMILIES = sorted(set(re.findall(r'font-family: "([^"]+)"', FACES)))
TRACKING_PT = -0.42
STYLES = (
    f"font-size: 42pt; letter-spacing: {TRACKING_PT}pt",
    "font-size: 8.5pt; font-weight: 700",
    "font-size: 9pt; font-style: italic; text-transform: uppercase",
)
TEXTS = ("AVATAR, To Yes", "efficient “offices”", "é", "one two")


@pytest.fixture(scope="module")
def specimen() -> Sheets:
    """Every shipped family in three styles, with texts to be measured in each."""
    base = "p { position: absolute; white-space: nowrap; margin: 0 }"
    rules, marks = [base], []
    styles = itertools.product(FAMILIES, STYLES)
    for number, (family, style) in enumerate(styles):
        rules.append(f'.s{number} {{ font-family: "{family}"; {style} }}')
        for text in ("", *TEXTS):
            name = f'data-text="{number}|{text}"' if text else f'data-style="{number}"'
            marks.append(f'<p class="s{number}" {name}>{text or "x"}</p>')
    engine = Engine(Assets([fonts_folder()]), ["\n".join(rules)])
    return engine.set_pages("".join(marks))


def test_widths_are_those_at_which_text_is_set_but_for_space_behind_its_last_letter(
    specimen: Sheets,
) -> None:
    metrics = Metrics(specimen)

    texts = specimen.elements("data-text")
    assert len(texts) == len(metrics.styles) * len(TEXTS) > 0
    for name, [box] in texts.items():
        style, text = name.split("|")
        is_upper = int(style) % len(STYLES) == 2
        width_pt = metrics.width_pt(style, text.upper() if is_upper else text)
        behind_pt = TRACKING_PT if int(style) % len(STYLES) == 0 else 0
        assert width_pt == pytest.approx(box.width_pt - behind_pt, abs=0.01), name


def test_widths_of_the_block_font_are_a_count_of_letters(engine: Engine) -> None:
    metrics = Metrics(engine.set_pages('<p data-style="a">x'))

    assert metrics.width_pt("a", "aaaa bb") == 7 * 7.5
    assert metrics.width_pt("a", "aaaa\u00a0bb") == 7 * 7.5
    assert metrics.width_pt("a", "") == 0
    with pytest.raises(KeyError):
        metrics.width_pt("b", "aaa")


def test_widths_of_an_archive_of_headlines_take_no_more_room_than_those_of_a_few(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printshop.typesetter.metrics._MOST_WIDTHS", 4)
    metrics = Metrics(engine.set_pages('<p data-style="a">x'))

    widths = [metrics.width_pt("a", "a" * letters) for letters in range(1, 20)]

    assert widths == [letters * 7.5 for letters in range(1, 20)]
    assert len(metrics._widths) <= 4


# Fonts.


def are_ours(names: set[str]) -> bool:
    """Tell whether a PDF's fonts, which are called after families, are all shipped."""
    families = set()
    for path in fonts_folder().rglob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            families.add(str(font["name"].getBestFamilyName()).replace(" ", "-"))
    return all(name.startswith(tuple(families)) for name in names)


@pytest.mark.parametrize(
    "family",
    ["No Such Family", "DejaVu Sans", "Liberation Serif", "serif", "monospace"],
)
def test_a_family_that_is_not_ours_is_refused_by_name(
    shipped: Engine, family: str
) -> None:
    html = f'<p style="font-family: {family}">Sea wall, forty-seven <b>bold</b> <i>it'

    with pytest.raises(LayoutError, match=f"no font family {family}"):
        shipped.set_pages(html, where="layout tabloid")


def test_the_system_s_fonts_are_out_of_reach_before_any_page_is_set() -> None:
    script = "import os, printshop.typesetter; print(os.environ['FONTCONFIG_FILE'])"
    environment = {k: v for k, v in os.environ.items() if k != "FONTCONFIG_FILE"}
    for given in ({}, {"FONTCONFIG_FILE": "/etc/fonts/fonts.conf"}):
        ran = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**environment, **given},
            capture_output=True,
            text=True,
            check=True,
        )

        assert ran.stdout.strip() == str(fonts_folder() / "fonts.conf")


def test_a_character_that_no_font_has_is_not_fetched_from_the_system(
    shipped: Engine,
) -> None:
    text = "Quay \u4e00 \u0e01 \U00013000"

    style = "font-family: 'Source Serif 4 SmText', 'DejaVu Sans', serif"

    sheets = shipped.set_pages(f'<p style="{style}">{text}')

    assert are_ours(fonts_in(sheets.pdf()))
    assert missing_characters(text, [fonts_folder()]) == (
        "\u0e01",
        "\u4e00",
        "\U00013000",
    )


def test_characters_that_are_not_seen_are_not_missing() -> None:
    text = "Quay\u00ad\u200b\u2060\u00a0\n\ufe0f“é” – 47 £"

    assert missing_characters(text, [fonts_folder()]) == ()
    assert missing_characters("a", []) == ("a",)


def test_a_font_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    face = "@font-face { font-family: Own; src: url(asset:fonts/own.ttf) }"
    (tmp_path / "fonts.css").write_text(face)

    with pytest.raises(TypesetError, match="Own"):
        Engine(Assets([tmp_path, fonts_folder()]), [])


def test_fonts_without_a_list_of_faces_are_told(tmp_path: Path) -> None:
    with pytest.raises(TypesetError, match=r"fonts\.css"):
        Engine(Assets([tmp_path]), [])


# What the engine may read.


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server of this machine: its address, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/secret", asked
        server.shutdown()


REFUSED = {
    "a picture": '<img src="{url}">',
    "a picture with a base": '<base href="{url}/"><img src="a.png">',
    "a picture element": '<picture><img src="{url}"></picture>',
    "an object": '<object data="{url}"></object>',
    "an embedded thing": '<embed src="{url}">',
    "a stylesheet": '<link rel="stylesheet" href="{url}">',
    "an import": "<style>@import url({url});</style>",
    "a font": "<style>@font-face {{ font-family: Z; src: url({url}) }}</style>",
    "a background": '<p style="background: url({url})">x',
    "a bullet": '<ul style="list-style-image: url({url})"><li>x</ul>',
    "a border": '<p style="border: 1px solid; border-image-source: url({url})">x',
    "content": "<style>p::before {{ content: url({url}) }}</style><p>x",
    "a page's background": "<style>@page {{ background: url({url}) }}</style>",
    "a colour profile": "<style>@color-profile --x {{ src: url({url}) }}</style>",
    "a picture in a drawing": '<svg width="9" height="9"><image width="9" height="9"'
    ' href="{url}"/></svg>',
    "an attachment": '<link rel="attachment" href="{url}">',
    "an attached link": '<a rel="attachment" href="{url}">x</a>',
}
IGNORED = {
    "a source": '<picture><source srcset="{url}"></picture><img srcset="{url} 1x">',
    "a frame": '<iframe src="{url}"></iframe>',
    "a film": '<video src="{url}" poster="{url}"></video>',
    "a script": '<script src="{url}"></script>',
    "a refresh": '<meta http-equiv="refresh" content="0;url={url}">x',
    "a part of a drawing": '<svg width="9" height="9"><use href="{url}#a"/></svg>',
    "an inclusion": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude"'
    ' href="{url}"/>',
}
SCHEMES = ["http", "file", "data", "relative", "fonts"]


@pytest.fixture
def addresses(
    listener: tuple[str, list[str]], tmp_path: Path
) -> Iterator[dict[str, str]]:
    """An address of each scheme: none may be read, and the server is never asked."""
    (tmp_path / "secret").write_bytes(PIXEL.getvalue())
    url, asked = listener
    yield {
        "http": url,
        "file": (tmp_path / "secret").as_uri(),
        "data": "data:text/css,p%7Bcolor:red%7D",
        "relative": "../../etc/passwd",
        "fonts": "asset:fonts/../pyproject.toml",
    }
    assert asked == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("way", REFUSED)
def test_an_address_that_may_not_be_read_is_told(
    engine: Engine, addresses: dict[str, str], way: str, scheme: str
) -> None:
    html = REFUSED[way].format(url=addresses[scheme])

    with pytest.raises(TypesetError) as caught:
        set_strictly(engine, html, "issue 1, story wall")

    assert caught.value.where == "issue 1, story wall"


def set_strictly(engine: Engine, html: str, where: str) -> None:
    """Set and write a document; an address passed over with a warning is told too."""
    sheets = engine.set_pages(html, where=where)
    sheets.pdf()
    if any("Relative URI" in warning for warning in sheets.warnings):
        raise TypesetError("passed over", where=where)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("way", IGNORED)
def test_what_a_browser_would_fetch_the_engine_does_not(
    engine: Engine, addresses: dict[str, str], way: str, scheme: str
) -> None:
    plain = engine.set_pages("<p>x").pdf()
    html = IGNORED[way].format(url=addresses[scheme])

    data = engine.set_pages(f"<p>x</p>{html}").pdf()

    assert len(data) < 2 * len(plain)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_drawing_reads_nothing_from_outside(
    engine: Engine, addresses: dict[str, str], scheme: str
) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<image width="9" height="9" href="{addresses[scheme]}"/></svg>'
    )
    given = {"asset:picture/x": ("image/svg+xml", drawing.encode())}

    with pytest.raises(TypesetError) as caught:
        engine.set_pages('<img src="asset:picture/x">', given, where="story wall").pdf()

    assert caught.value.where == "story wall"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        PIXEL.getvalue()[:40],
        b"<svg",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    ],
    ids=["empty", "text", "half", "half a drawing", "only its beginning"],
)
def test_a_picture_that_cannot_be_read_is_told(engine: Engine, data: bytes) -> None:
    given = {"asset:picture/x": ("image/png", data)}

    with pytest.raises(TypesetError, match="asset:picture/x") as caught:
        engine.set_pages('<img src="asset:picture/x">', given, where="story wall").pdf()

    assert caught.value.where == "story wall"


def test_a_picture_that_was_not_handed_over_is_told(engine: Engine) -> None:
    given = {"asset:picture/x": ("image/png", PIXEL.getvalue())}
    engine.set_pages('<img src="asset:picture/x">', given)

    with pytest.raises(TypesetError, match="asset:picture/x"):
        engine.set_pages('<img src="asset:picture/x">')


@pytest.mark.parametrize("tag", ["div", "span", "ul><li"])
def test_text_nested_too_deeply_is_told(engine: Engine, tag: str) -> None:
    with pytest.raises(TypesetError, match="nested") as caught:
        engine.set_pages(f"<{tag}>" * 400 + "aaa", where="story wall")

    assert caught.value.where == "story wall"


def test_warnings_are_kept_and_the_log_is_left_as_it_was(engine: Engine) -> None:
    logger = logging.getLogger("weasyprint")
    before = logger.handlers[:], logger.propagate

    sheets = engine.set_pages('<p style="colour: red">aaa')
    with pytest.raises(TypesetError):
        engine.set_pages('<img src="asset:none">')

    assert any("colour" in warning for warning in sheets.warnings)
    assert (logger.handlers, logger.propagate) == before
    assert engine.warnings == ()


def test_assets_are_found_below_their_folders_only(tmp_path: Path) -> None:
    own, shipped, outside = (tmp_path / name for name in ("own", "shipped", "outside"))
    for folder in (own, shipped, outside):
        folder.mkdir()
        (folder / "a.css").write_text(folder.name)
        (folder / f"{folder.name}.ttf").write_text(folder.name)
    (own / "link.css").symlink_to(outside / "a.css")
    assets = Assets([own, shipped], [shipped], {"asset:x": ("text/plain", b"given")})

    assert assets.find("asset:fonts/a.css") == ("text/css", b"own")
    assert assets.find("asset:fonts/shipped.ttf") == ("font/ttf", b"shipped")
    assert assets.find("asset:layouts/a.css") == ("text/css", b"shipped")
    assert assets.find("asset:x") == ("text/plain", b"given")
    (shipped / "tabloid").mkdir()
    (shipped / "tabloid" / "a.svg").write_text("<svg/>")
    for name, is_found in (("tabloid", True), ("berliner", False)):
        some = Assets([], [shipped], only=(name,))
        with nullcontext() if is_found else pytest.raises(KeyError):
            assert some.find("asset:layouts/tabloid/a.svg")[0] == "image/svg+xml"
    more = assets.with_given({"asset:y": ("text/plain", b"more")})
    assert more.find("asset:y")[1] == b"more"
    for url in (
        *("asset:y", "asset:fonts/../outside/a.css", "asset:fonts/link.css"),
        *(f"asset:fonts/{outside}/a.css", "asset:fonts/none.css", "asset:fonts/"),
        *("a.css", "http://x.org/a.css", (own / "a.css").as_uri()),
    ):
        with pytest.raises(KeyError):
            assets.find(url)
