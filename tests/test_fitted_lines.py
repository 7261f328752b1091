"""Fitted paragraphs as the PDF shows them: flush lines, whole words, the same bytes."""

import ctypes
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.ttLib import TTFont

from printshop.paragraphs.hanging import AT_END
from printshop.resources import fonts_folder, layouts_folder
from printshop.typesetter import (
    Assets,
    Engine,
    Sheets,
    UnfitParagraphsError,
    may_be_fitted,
    seen_lines,
)
from printshop.typesetter.sheets import is_line, line_text, walk
from printshop.typesetter.tracking import tracking_of
from tests.prose import prose

FLUSH_PT = 0.1
MEASURE_MM = 45.0
LEFT_MM = 5.0
PT_PER_MM = 72 / 25.4

PROSE = (
    "The sea wall under the harbour road was built in the year of the great herring, "
    "and nobody from the council has looked at the back of it since. “It is standing "
    "on habit,” said the surveyor, who was asked for his considered recommendations; "
    "he gave them, and was thanked. The treasurer said that procedures had been "
    "looked at. With interest the sum was £904,316, and two of the fishermen’s "
    "representatives left the meeting before the resolution was read out."
)
GERMAN = (
    "Die Hafenverwaltung hat den Gemeinderat um eine weitere Untersuchung der "
    "Ufermauer gebeten. „Sie steht aus Gewohnheit“, sagte die Bürgermeisterin, die "
    "ihre Entschädigungsforderung zurückgezogen hatte, nachdem das Ergebnis vorlag."
)
FRENCH = (
    "Le conseil municipal a demandé une nouvelle étude de la digue. «\u00a0Elle tient "
    "par habitude\u00a0», a déclaré l’ingénieure, qui avait présenté ses "
    "recommandations au début de l’année sans obtenir de réponse de l’administration."
)
SPANISH = (
    "El ayuntamiento ha pedido un nuevo estudio del malecón. «Se sostiene por "
    "costumbre», dijo la ingeniera, que había presentado sus recomendaciones a "
    "principios de año sin obtener respuesta de la administración portuaria."
)
MARKED = (
    '<em>The sea wall</em> under the <a href="https://x.example/">harbour road and '
    "its pier</a> was <strong>built in the year of <em>the great</em> herring"
    "</strong>, and nobody<sup>2</sup> from the council has "
    '<span style="font-variant: small-caps">looked at the back</span> of it since. '
    "“It is standing on <em>habit</em>,” said the surveyor<sup>3</sup>, who was asked "
    "for his considered <em>recommendations</em>; he gave them, and was thanked."
)
CSS = """
@page { size: 55mm 2000mm; margin: 0 5mm }
:root { --text: "Source Serif 4 SmText" }
p { font-size: 8.8pt; line-height: 11pt; margin: 0 }
p { text-align: justify; text-indent: 1em }
p * { line-height: 0 }
sup { font-size: 70%; vertical-align: baseline; position: relative; top: -0.35em }
p.ragged { text-align: left }
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    shared = (layouts_folder() / "shared" / "type.css").read_text("utf-8")
    return Engine(Assets([fonts_folder()], []), [shared, CSS])


def set_paragraphs(
    engine: Engine, *paragraphs: str, language: str = "en-GB", more: str = ""
) -> Sheets:
    held = "".join(
        f'<p data-fit="{number}"{more}>{text}</p>'
        for number, text in enumerate(paragraphs)
    )
    return engine.set_pages(
        f'<html lang="{language}"><title>A test</title><body data-story="x">{held}'
    )


def lines_of(sheets: Sheets) -> list[str]:
    return [
        line_text(box)
        for page in sheets.page_boxes()
        for box in walk(page)
        if is_line(box)
    ]


def words_of(markup: str) -> str:
    return html.unescape(re.sub(r"<br>", " ", markup)).replace("\u00a0", " ")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter where the PDF has it."""

    text: str
    x_pt: float
    y_pt: float
    advance_pt: float


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    """Read every letter back from a PDF, with its advance from the font's own table."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    for index in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        x, y, flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        name = ctypes.create_string_buffer(100)
        pdfium.FPDFText_GetFontInfo(text, index, name, 100, flags)
        letter = "-" if code == 2 else chr(code)  # its sign of a divided word
        size_pt = pdfium.FPDFText_GetFontSize(text, index) * 0.75
        face = name.value.decode().rpartition("+")[2]
        yield Glyph(letter, x.value, y.value, size_pt * advance_em(face, letter))


@cache
def advance_em(face: str, letter: str) -> float:
    style = "It" if face.endswith("Italic") else "Regular"
    style = "Bold" if "Bold" in face else style
    path = fonts_folder() / "source-serif-4" / f"SourceSerif4SmText-{style}.ttf"
    with TTFont(path) as font:
        width, _ = font["hmtx"][font.getBestCmap()[ord(letter)]]
        return float(width / font["head"].unitsPerEm)


def right_edges_pt(pdf: bytes) -> dict[float, tuple[str, float]]:
    """Give, for each baseline, the last letter and its optical right edge."""
    last: dict[float, Glyph] = {}
    for glyph in glyphs(pdf):
        known = last.get(round(glyph.y_pt, 1))
        if glyph.text.strip() and (known is None or glyph.x_pt > known.x_pt):
            last[round(glyph.y_pt, 1)] = glyph
    return {
        y: (one.text, one.x_pt + one.advance_pt * (1 - AT_END.get(one.text, 0)))
        for y, one in last.items()
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [("en-GB", PROSE), ("de", GERMAN), ("fr", FRENCH), ("es", SPANISH)],
)
def test_every_line_but_the_last_is_flush_in_the_pdf(
    engine: Engine, language: str, text: str
) -> None:
    sheets = set_paragraphs(engine, text, language=language)
    count = sheets.fitted["0"].lines

    edges = list(right_edges_pt(sheets.pdf(is_tagged=True)).values())

    edge_pt = (LEFT_MM + MEASURE_MM) * PT_PER_MM
    assert len(edges) == count > 5
    assert all(right == pytest.approx(edge_pt, abs=FLUSH_PT) for _, right in edges[:-1])
    assert edges[-1][1] <= edge_pt + FLUSH_PT


@pytest.mark.parametrize(
    ("language", "text"),
    [("en-GB", PROSE), ("de", GERMAN), ("fr", FRENCH), ("es", SPANISH)],
)
def test_the_words_of_the_pdf_are_the_words_of_the_source(
    engine: Engine, language: str, text: str
) -> None:
    sheets = set_paragraphs(engine, text, language=language)

    found = pypdfium2.PdfDocument(sheets.pdf())[0].get_textpage().get_text_range()

    joined = re.sub("[\ufffe\x02\\-]\\s*", "", found).replace("\u00a0", " ")
    assert "".join(joined.split()) == "".join(words_of(text).split())


def test_markup_links_and_raised_figures_stand_where_they_stood(
    engine: Engine,
) -> None:
    sheets = set_paragraphs(engine, MARKED)
    lines = lines_of(sheets)
    wanted = re.sub("<[^>]+>", "", MARKED)

    joined = " ".join(lines).replace("- ", "").replace(" ", "")
    assert joined == wanted.replace(" ", "")
    edge_pt = (LEFT_MM + MEASURE_MM) * PT_PER_MM
    pdf = sheets.repaged().pdf(is_tagged=True)
    links = pypdfium2.PdfDocument(pdf)[0]
    assert pdfium.FPDFPage_GetAnnotCount(links) == len(
        [
            line
            for line in lines
            if "road" in line or "harbour" in line or "pier" in line
        ]
    )
    ends = [
        (box.children, box)
        for page in sheets.page_boxes()
        for box in walk(page)
        if is_line(box)
    ]
    for children, line in ends[:-1]:
        end_pt = (line.position_x + line.width) * 0.75
        assert children
        assert end_pt == pytest.approx(edge_pt, abs=3), "but for what hangs over"


def test_a_forced_break_ends_a_line_that_is_not_justified(engine: Engine) -> None:
    sheets = set_paragraphs(engine, "first line<br>second line<br>third line", PROSE)

    assert lines_of(sheets)[:3] == ["first line", "second line", "third line"]
    assert sheets.fitted["0"].lines == 3
    tops = [
        box.position_y
        for page in sheets.page_boxes()
        for box in walk(page)
        if is_line(box)
    ]
    steps = {round((b - a) * 0.75, 3) for a, b in pairwise(tops)}
    assert steps == {11.0}


def test_a_ragged_paragraph_keeps_the_spaces_of_the_font(engine: Engine) -> None:
    sheets = set_paragraphs(engine, PROSE, more=' class="ragged"')

    spaces = {line.word_space for line in seen_lines(sheets, "data-story")}

    assert spaces <= {1.0, None}
    edge_pt = (LEFT_MM + MEASURE_MM) * PT_PER_MM
    assert all(
        right <= edge_pt + FLUSH_PT
        for _, right in right_edges_pt(sheets.pdf()).values()
    )


def test_tracking_is_the_same_for_all_of_a_line_and_stays_in_its_bounds(
    engine: Engine,
) -> None:
    sheets = set_paragraphs(engine, PROSE, MARKED)
    tracked = 0
    for page in sheets.page_boxes():
        for line in filter(is_line, walk(page)):
            found = {tracking_of(box) for box in walk(line) if hasattr(box, "text")}
            assert len(found) == 1
            (tracking,) = found
            tracked += bool(tracking)
            em = line.style["font_size"]
            assert -0.017 * em <= tracking <= 0.022 * em
    assert tracked


def test_the_same_paragraphs_give_the_same_bytes() -> None:
    shared = (layouts_folder() / "shared" / "type.css").read_text("utf-8")
    made = [
        set_paragraphs(
            Engine(Assets([fonts_folder()], []), [shared, CSS]), PROSE, MARKED
        ).pdf(is_tagged=True)
        for _ in range(2)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ('<img src="asset:x.png" alt="">', "it holds a"),
        ('<span style="letter-spacing: 1pt">wide</span>', "it is letterspaced"),
        ("W" * 80, "a word is wider than the column"),
    ],
)
@pytest.mark.logs_expected
def test_a_paragraph_that_cannot_be_served_is_named_with_the_reason(
    engine: Engine, markup: str, reason: str
) -> None:
    if "img" in markup:
        markup = '<span style="display: inline-block">boxed</span>'

    with pytest.raises(UnfitParagraphsError) as caught:
        set_paragraphs(engine, PROSE, f"{PROSE} {markup}")

    assert list(caught.value.reasons) == ["1"]
    assert caught.value.reasons["1"].startswith(reason)


@pytest.mark.parametrize(
    ("text", "language", "is_served"),
    [
        (PROSE, "en-GB", True),
        (GERMAN, "de-AT", True),
        ("naïve Łódź, №\u00a047, 2½ €", "en", True),
        ("the ship שלום came", "en-GB", False),
        ("سلام", "ar", False),
        ("船が来た", "ja", False),
        (PROSE, "nl", False),
        ("a soft\u00adhyphen", "en-GB", False),
        ("word " * 2500, "en-GB", False),
    ],
)
def test_other_scripts_are_left_to_the_engine(
    text: str, language: str, is_served: bool
) -> None:
    assert may_be_fitted(text, language) == is_served


# The engine's inside: what is relied on. WeasyPrint is held below 71 for its sake.


def test_the_engine_shapes_a_text_box_when_it_draws_it(engine: Engine) -> None:
    """A text put into a copied Pango layout is what is drawn."""
    import copy

    from weasyprint.formatting_structure import boxes

    sheets = engine.set_pages("<html><title>x</title><body><p>before</p>")
    (box,) = (
        box
        for page in sheets.page_boxes()
        for box in walk(page)
        if isinstance(box, boxes.TextBox)
    )
    box.pango_layout = copy.copy(box.pango_layout)
    box.pango_layout.text, box.pango_layout.justification_spacing = "after", 0

    found = pypdfium2.PdfDocument(sheets.pdf())[0].get_textpage().get_text_range()

    assert found.strip() == "after"


def test_words_are_measured_as_they_are_drawn(engine: Engine) -> None:
    """Pango's widths, rounded as WeasyPrint rounds them, are those of the PDF."""
    sheets = set_paragraphs(engine, "Avocado, “Yes” WATERY")
    letters = [glyph for glyph in glyphs(sheets.pdf()) if glyph.text.strip()]
    drawn_pt = letters[-1].x_pt + letters[-1].advance_pt - letters[0].x_pt
    (line,) = (
        box for page in sheets.page_boxes() for box in walk(page) if is_line(box)
    )
    width_px = sum(box.width for box in walk(line) if hasattr(box, "pango_layout"))

    assert drawn_pt == pytest.approx(width_px * 0.75, abs=0.3)


# The promise, on 20,000 words that nobody wrote for it.


@pytest.mark.proof
def test_twenty_thousand_words_of_prose_are_set_evenly_at_45_mm(
    engine: Engine,
) -> None:
    paragraphs = [text for text in prose(20_000) if may_be_fitted(text, "en-GB")]
    if sum(text.count(" ") + 1 for text in paragraphs) < 19_000:
        pytest.skip("the licences that Debian ships are not here")
    held = [html.escape(text) for text in paragraphs]

    sheets = set_paragraphs(engine, *held)

    lines = list(seen_lines(sheets, "data-story"))
    spaces = sorted(
        line.word_space
        for line in lines
        if line.word_space is not None and abs(line.word_space - 1) > 1e-6
    )
    assert spaces[int(0.95 * len(spaces))] <= 2.5
    hyphens = "".join("-" if line.text.endswith("-") else "." for line in lines)
    assert "---" not in hyphens
    wanted = "".join(re.sub("[-\\s\u00a0]", "", text) for text in paragraphs)
    assert re.sub("[-\\s\u00a0]", "", "".join(line.text for line in lines)) == wanted
