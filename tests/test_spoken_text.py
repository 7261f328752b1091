"""What a PDF says: divided words whole, and lines from the right as they are read."""

import io
import re
import unicodedata
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from printshop.finish import finish_reader_pdf
from printshop.finish.extraction import map_spaces
from printshop.issue import Block, BlockKind
from printshop.resources import fonts_folder
from printshop.sources import read_issue, read_workspace
from printshop.typesetter import Assets, Engine, Sheets
from tests.newsroom import printed_small_newsroom
from tests.printed import pdfium_pages, poppler_pages
from tests.read_aloud import SOFT_HYPHEN, elements, read_aloud

STYLE = """
@page { size: 70mm 90mm; margin: 5mm }
body { margin: 0; text-align: justify; hyphens: auto; hyphenate-character: "-" }
body { font: 10pt/14pt "Source Serif 4 SmText", "Noto Naskh Arabic", "Noto Serif Hebrew"
}
p { margin: 0 }
"""
ENGLISH = """The commissioners themselves investigated extraordinary circumstances
surrounding yesterday’s half-hearted telecommunications disagreements, notwithstanding
unquestionable responsibilities."""
ARABIC = "قال رئيس الميناء محمد عبد الله إن السفينة ستغادر بعد ثلاثة أيام في المساء"
POINTED = "أعلنت الهيئة أن العبّارة ستُباع بعد 43 عاماً، ولم يُعرض التقرير على أحد"
HEBREW = "אמר מנהל הנמל יוסף כהן כי הספינה תצא בשעה 18:30 אל האי ותחזור מחר בערב"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Assets([fonts_folder()]), [STYLE])


def _set(engine: Engine, text: str, language: str = "en", style: str = "") -> Sheets:
    way = "rtl" if language in {"ar", "he"} else "ltr"
    head = f"<html lang={language}><title>x</title><style>{style}</style>"
    return engine.set_pages(f"{head}<body dir={way}><p>{text}</p>")


def _written(sheets: Sheets, folder: Path) -> Path:
    path = folder / "set.pdf"
    path.write_bytes(sheets.pdf(is_tagged=True))
    return path


def _drawn(
    data: bytes, scale: int = 3
) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=scale, grayscale=True).to_numpy().copy()


def _words(text: str) -> list[str]:
    """List the words of a text without vowel signs, and without what turns lines."""
    plain = unicodedata.normalize("NFKC", text)
    kept = (c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
    return re.findall(r"[^\W\d_]+|\d+", "".join(kept))


# ------------------------------------------------------------------ divided words


def test_a_divided_word_is_read_aloud_whole(engine: Engine, tmp_path: Path) -> None:
    spoken = read_aloud(_written(_set(engine, ENGLISH), tmp_path))
    (said,) = (element.words for element in spoken if element.role == "P")

    assert said.count(SOFT_HYPHEN) >= 3
    assert said.replace(SOFT_HYPHEN, "").split() == ENGLISH.split()


def test_a_hyphen_that_was_written_is_read_aloud(
    engine: Engine, tmp_path: Path
) -> None:
    sheets = _set(engine, "self-evident", style="p { width: 12mm; hyphens: none }")
    spoken = read_aloud(_written(sheets, tmp_path))

    assert [e.words for e in spoken if e.role == "P"] == ["self-\nevident\n"]


def test_programs_that_follow_no_structure_find_a_hyphen(
    engine: Engine, tmp_path: Path
) -> None:
    path = _written(_set(engine, ENGLISH), tmp_path)
    whole = "".join(poppler_pages(path)).replace("-\n", "")

    assert whole.replace("halfhearted", "half-hearted").split() == ENGLISH.split()
    assert "-" not in whole.replace("half-hearted", "")


def test_a_hyphen_apart_stands_where_it_stood(engine: Engine) -> None:
    sheets = _set(engine, ENGLISH)

    one, other = (
        _drawn(sheets.pdf(is_tagged=is_tagged)) for is_tagged in (False, True)
    )

    assert np.array_equal(one, other)


def test_the_words_of_a_divided_link_are_whole(engine: Engine) -> None:
    text = "So says the <a href=https://a.example>telecommunications authority</a>."
    data = _set(engine, text, style="p { width: 24mm }").pdf(is_tagged=True)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = {str(note.Contents) for note in pdf.pages[0].Annots}
        hyphens = [e for e in elements(pdf) if "/ActualText" in e]

    assert hyphens
    assert said == {"telecommunications authority"}


@pytest.mark.parametrize("edition", ["reader", "article"])
def test_every_paragraph_of_a_paper_is_read_aloud_word_for_word(
    tmp_path_factory: pytest.TempPathFactory, edition: str
) -> None:
    printed = printed_small_newsroom(tmp_path_factory)
    article = read_issue(read_workspace(printed.newsroom.root), "7").article("sea-wall")
    wanted = [" ".join(block.text.split()) for block in article.body if _is_bare(block)]
    spoken = read_aloud(
        printed.file(edition, "sea-wall" if edition == "article" else None)
    )
    said = {_said(element.words) for element in spoken}

    assert any(SOFT_HYPHEN in element.words for element in spoken)
    assert [text for text in wanted if text not in said] == []


def _is_bare(block: Block) -> bool:
    return block.kind == BlockKind.PARAGRAPH and "<" not in block.html


def _said(words: str) -> str:
    """Join lines; a hyphen that was written has no space after it, nor an initial."""
    whole = re.sub(r"-\n|^(\w)\n", lambda found: found[0].strip(), words)
    return " ".join(whole.replace(SOFT_HYPHEN, "").split())


# ------------------------------------------------------------------ from the right


@pytest.mark.parametrize("text", [ARABIC, POINTED, HEBREW, "السفينة", "הספינה"])
@pytest.mark.parametrize("spacing", ["normal", "-0.012em"])
@pytest.mark.parametrize("read", [poppler_pages, pdfium_pages])
def test_lines_from_the_right_are_copied_as_they_are_read(
    engine: Engine, tmp_path: Path, text: str, spacing: str, read: object
) -> None:
    assert callable(read)
    language = "he" if text == HEBREW else "ar"
    style = f"p {{ letter-spacing: {spacing} }}"
    path = _written(_set(engine, text, language, style), tmp_path)

    assert _words("".join(read(path))) == _words(text)


@pytest.mark.parametrize(
    "text", [ARABIC, POINTED, HEBREW, f"Captain {HEBREW[:20]} met"]
)
def test_they_look_as_the_engine_draws_them(engine: Engine, text: str) -> None:
    sheets = _set(engine, text, "ar", "p { text-align: start }")

    own, engines = map(_grey, (sheets.pdf(), sheets._document.write_pdf()))

    assert (own < 200).sum() > 100
    # nothing is missing, and nothing stands elsewhere
    assert np.abs(own - engines).max() < 25


def _grey(data: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Tell how dark every square of two points is: outlines are drawn otherwise."""
    drawn = _drawn(data, scale=9)
    high, wide = (side // 18 for side in drawn.shape[:2])
    squares = drawn[: high * 18, : wide * 18].reshape(high, 18, wide, 18)
    return squares.mean(axis=(1, 3))


def test_justified_lines_end_where_their_column_does(
    engine: Engine, tmp_path: Path
) -> None:
    path = _written(_set(engine, f"{POINTED} {ARABIC} {POINTED}", "ar"), tmp_path)
    ink = _drawn(path.read_bytes()) < 128
    rows = np.flatnonzero(ink.any(axis=1))
    lines = np.split(rows, np.flatnonzero(np.diff(rows) > 3) + 1)
    edges = [np.flatnonzero(ink[line].any(axis=0)) for line in lines if len(line) > 12]
    full = [(columns[0], columns[-1]) for columns in edges[:-1]]

    assert len(full) >= 3
    for side in zip(*full, strict=True):
        assert max(side) - min(side) <= 4, "more than a point, at three squares each"


def test_words_are_marked_as_turned_round(engine: Engine) -> None:
    data = _set(engine, HEBREW, "he").pdf(is_tagged=True)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        marks = [
            str(instruction.operands[0])
            for instruction in pikepdf.parse_content_stream(pdf.pages[0])
            if str(instruction.operator) == "BMC"
        ]

    assert marks.count("/ReversedChars") >= len(re.findall("[א-ת]{2,}", HEBREW))


def test_the_structure_says_which_way_a_passage_is_read(engine: Engine) -> None:
    html = "<html lang=en><title>x</title><p>a<div dir=rtl lang=he><p>ב<p>ג</div><p>d"
    data = engine.set_pages(html).pdf(is_tagged=True)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = [str(e.get("/A", {}).get("/WritingMode", "")) for e in elements(pdf)]

    assert told == ["", "", "/RlTb", "/RlTb", ""]


@pytest.mark.parametrize(("language", "way"), [("en-GB", None), ("he-IL", "/R2L")])
def test_a_file_is_leafed_through_the_way_it_is_read(
    engine: Engine, language: str, way: str | None
) -> None:
    sheets = engine.set_pages(f"<html lang={language}><title>x</title><p>a")
    data = finish_reader_pdf(sheets.pdf(is_tagged=True), has_outline=False)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.ViewerPreferences.get("/Direction") == way


# ------------------------------------------------------------------ spaces


def test_a_glyph_whose_number_is_a_no_break_spaces_keeps_its_letter() -> None:
    pdf = pikepdf.new()
    lines = [b"<0053> <0041>", b"<00a0> <0042>", b"<202f> <0043>", b"<0001> <00a0>"]
    cmap = pdf.make_stream(b"4 beginbfchar\n" + b"\n".join(lines) + b"\nendbfchar")
    pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, ToUnicode=cmap))

    map_spaces(pdf)

    assert cmap.read_bytes().splitlines()[1:-1] == [*lines[:-1], b"<0001> <0020>"]
