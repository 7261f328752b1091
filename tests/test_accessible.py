"""Files for readers are read as they are meant, and kept for good: veraPDF agrees.

The whole sample is validated by ``make proof``, in ``test_sample``.
"""

import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from printshop.finish import finish_reader_pdf
from printshop.issue import Article, BlockKind, Form, Issue
from printshop.resources import fonts_folder
from printshop.sources import read_issue, read_workspace
from printshop.typesetter import Assets, Engine
from printshop.typesetter.structure import Element, Mark, put_right
from tests.newsroom import Printed, printed_small_newsroom
from tests.other_eyes import seen_by_pdfium, seen_by_poppler
from tests.printed import letters, links_of, poppler_pages
from tests.read_aloud import Spoken, elements, read_aloud
from tests.verapdf import broken_rules

CHOSEN = ("sea-wall", "the-last-lamp", "a-lost-dog")
HEADING = re.compile("H[1-6]")
LEAST_TYPE_PT = 6.5


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed_small_newsroom(tmp_path_factory)


@pytest.fixture(scope="module")
def issue(printed: Printed) -> Issue:
    return read_issue(read_workspace(printed.newsroom.root), "7")


@pytest.fixture(scope="module")
def files(printed: Printed) -> list[Path]:
    return [printed.file("reader"), *(printed.file("article", s) for s in CHOSEN)]


@pytest.fixture(scope="module")
def paper(files: list[Path]) -> list[Spoken]:
    return read_aloud(files[0])


# ------------------------------------------------------------------ both standards


def test_the_issue_and_its_stories_pass_verapdf_for_both_standards(
    files: list[Path], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(files[-1]) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.OutputIntents
        pdf.save(bad)

    checked = files[:-1]
    found = broken_rules([*checked, bad])

    told = found.pop(bad.name)
    assert {words.split()[0] for words in told} == {"PDFUA-1", "PDFA-3A"}
    assert found == {file.name: [] for file in checked}


def test_the_file_says_what_it_is_and_shows_its_title(files: list[Path]) -> None:
    for file in files:
        with pikepdf.open(file) as pdf, pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == str(pdf.docinfo.Title)
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert str(pdf.Root.Lang) == "en-GB"


# ------------------------------------------------------------------ stories


def _copy_of(article: Article) -> list[str]:
    """Give the paragraphs of a story as they are to be read."""
    kinds = {BlockKind.PARAGRAPH, BlockKind.CROSSHEAD, BlockKind.QUOTATION}
    return [letters(block.text) for block in article.body if block.kind in kinds]


def _story(paper: list[Spoken], headline: str) -> list[Spoken]:
    """Cut out the story that has a headline."""
    wanted = letters(headline)
    head = next(
        n
        for n, element in enumerate(paper)
        if HEADING.fullmatch(element.role) and letters(element.words) == wanted
    )
    first = max(n for n in range(head) if paper[n].role == "Art")
    depth = paper[first].depth
    after = (n for n in range(first + 1, len(paper)) if paper[n].depth <= depth)
    return paper[first : next(after, len(paper))]


def _is_in_order(wanted: list[str], found: list[str]) -> bool:
    rest = iter(found)
    return all(text in rest for text in wanted)


def test_every_story_is_read_whole_and_each_of_its_paragraphs_in_one(
    paper: list[Spoken], issue: Issue
) -> None:
    for article in issue.articles:
        spoken = [letters(e.words) for e in _story(paper, article.headline)]

        assert _is_in_order(_copy_of(article), spoken), article.slug


def test_a_story_reads_on_where_it_jumps_and_leads_back(
    paper: list[Spoken], files: list[Path], issue: Issue
) -> None:
    text = [letters(element.words) for element in paper]
    jump = next(n for n, words in enumerate(text) if words.startswith("Turntopage"))
    jumped = next(
        a for a in issue.articles if text[jump + 3] == letters(a.teaser_headline)
    )
    links = {link.text: link for link in links_of(files[0])}

    assert text[jump + 1].startswith("Frompage") or text[jump + 2] == "Frompage1"
    there = next(v for k, v in links.items() if k.startswith("Turn to page"))
    back = next(v for k, v in links.items() if k.startswith("From page"))
    assert (there.target_page, back.target_page) == (back.page, there.page)
    assert _is_in_order(_copy_of(jumped), text)


def test_what_every_page_carries_is_not_read(
    paper: list[Spoken], files: list[Path]
) -> None:
    words = [element.words.strip() for element in paper]
    pages = poppler_pages(files[0])
    running = read_aloud(files[1])

    assert sum("20 November 2026" in text for text in pages) == len(pages)
    assert sum("20 November 2026" in text for text in words) == 1
    assert not any("Page 1 of" in element.words for element in running)
    assert sum("gazette.example/sea-wall" in e.words for e in running) == 1


def test_headings_begin_with_the_paper_and_leave_out_no_level(
    files: list[Path],
) -> None:
    for file in files:
        levels = [int(e.role[1]) for e in read_aloud(file) if HEADING.fullmatch(e.role)]

        assert levels[0] == 1
        assert levels.count(1) == 1
        pairs = itertools.pairwise(levels)
        assert all(after <= before + 1 for before, after in pairs), levels


def test_briefs_and_letters_have_headings_of_their_own(
    paper: list[Spoken], issue: Issue
) -> None:
    heads = {letters(e.words) for e in paper if e.role == "H3"}
    packed = {a for a in issue.articles if a.form in {Form.BRIEF, Form.LETTER}}

    assert {letters(article.headline) for article in packed} <= heads


# ------------------------------------------------------------------ what is no text


def test_every_picture_is_described_where_it_stands(
    files: list[Path], issue: Issue
) -> None:
    for file in files[:3]:
        with pikepdf.open(file) as pdf, pypdfium2.PdfDocument(file) as document:
            numbers = {page.objgen: n for n, page in enumerate(pdf.pages)}
            figures = [e for e in elements(pdf) if e.S == "/Figure"]
            told = {str(figure.Alt) for figure in figures}
            for figure in figures:
                if str(figure.Alt).startswith("ISSN"):
                    continue  # drawn in lines
                page = document[numbers[figure.Pg.objgen]]
                box = [float(side) for side in figure.A.BBox]
                shown = page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8)
                bounds = [each.get_bounds() for each in shown]
                assert any(at == pytest.approx(box, abs=1) for at in bounds)

    lead = issue.article("the-last-lamp").pictures[0]
    assert lead.alt in told


def test_lists_and_tables_are_read_as_such(files: list[Path]) -> None:
    for file in (files[0], files[2]):
        spoken = read_aloud(file)
        heads = [e.words.strip() for e in spoken if e.role == "TH"]
        cells = [e.words.strip() for e in spoken if e.role == "TD"]
        items = [e.words.strip() for e in spoken if e.role == "LBody"]
        with pikepdf.open(file) as pdf:
            scopes = [str(e.A.Scope) for e in elements(pdf) if e.S == "/TH"]

        assert heads == ["Lamp", "Lit", "North", "South"]
        assert scopes == ["/Column", "/Column", "/Row", "/Row"]
        assert cells == ["1868", "1901"]
        assert {"oil for the lamp", "a wick, and patience"} <= set(items)


def test_links_say_where_they_lead_and_are_there_once(files: list[Path]) -> None:
    for file in files:
        with pikepdf.open(file) as pdf:
            for page in pdf.pages:
                notes = list(page.obj.get("/Annots", ()))
                places = [tuple(map(float, note.Rect)) for note in notes]
                assert len(places) == len(set(places))
                assert all(str(note.Contents).strip() for note in notes)
                assert not any(str(note.Contents).startswith("#") for note in notes)


def test_a_link_can_be_hit_over_the_whole_height_of_its_words(
    files: list[Path],
) -> None:
    for file in files:
        found = links_of(file)
        assert found
        with pikepdf.open(file) as pdf:
            for page in pdf.pages:
                for note in page.obj.get("/Annots", ()):
                    _, one, _, other = map(float, note.Rect)
                    assert abs(other - one) > LEAST_TYPE_PT


def test_a_link_in_a_line_that_it_may_not_raise_is_as_high_as_its_type(
    engine: Engine,
) -> None:
    body = "<p>to <a href='https://a.example' style='line-height: 0'>a <b>1</b></a>"
    with _set(engine, body) as pdf:
        (note,) = pdf.pages[0].Annots
        left, one, right, other = map(float, note.Rect)
        data = io.BytesIO()
        pdf.save(data)
    with pypdfium2.PdfDocument(data) as document:
        low, high = sorted((one, other))
        text = document[0].get_textpage().get_text_bounded(left, low, right, high)

    assert text.strip() == "a 1"


def test_every_mark_on_a_page_leads_to_its_element_and_back(files: list[Path]) -> None:
    with pikepdf.open(files[0]) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in pdf.pages:
            listed = owners[int(page.obj.StructParents)]
            for mcid, owner in enumerate(listed):
                if owner is not None:
                    assert mcid in _marks(owner, page.obj)


def _marks(element: pikepdf.Object, page: pikepdf.Object) -> Iterator[int]:
    own = element.get("/Pg")
    for kid in element.K:
        if isinstance(kid, int):
            if own is not None and own.objgen == page.objgen:
                yield kid
        elif "/MCID" in kid and kid.Pg.objgen == page.objgen:
            yield int(kid.MCID)


# ------------------------------------------------------------------ other eyes


def test_poppler_reads_the_same_headings_heads_of_tables_and_stories(
    files: list[Path], issue: Issue
) -> None:
    for file in files:
        everything = seen_by_poppler(file)
        # The hyphen of a divided word is an element of its own.
        seen = [e for e in everything if e.role != "Span" or e.text[:1] != "-"]
        ours = read_aloud(file)

        assert [e.role for e in seen] == [e.role for e in ours]
        assert [letters(e.text) for e in seen if HEADING.fullmatch(e.role)] == [
            letters(_all_words(ours, n))
            for n, e in enumerate(ours)
            if HEADING.fullmatch(e.role)
        ]
        assert {e.scope for e in seen if e.role == "TH"} <= {"Column", "Row"}
        assert all(e.scope for e in seen if e.role == "TH")
    stories = [letters(e.text) for e in seen_by_poppler(files[0]) if e.role == "Art"]
    for article in issue.articles:
        whole = "".join(_copy_of(article))
        assert any(whole[:200] in story for story in stories), article.slug


def _all_words(spoken: list[Spoken], number: int) -> str:
    """Join the words of an element and of all below it."""
    own = spoken[number]
    below = itertools.takewhile(lambda e: e.depth > own.depth, spoken[number + 1 :])
    return own.words + "".join(element.words for element in below)


def test_pdfium_finds_the_same_pictures_described(files: list[Path]) -> None:
    for file in files:
        with pikepdf.open(file) as pdf:
            told = [str(e.Alt) for e in elements(pdf) if e.S == "/Figure"]
        seen = [e.alt for e in seen_by_pdfium(file) if e.role == "Figure"]

        assert sorted(seen) == sorted(told)
        assert all(seen)


# ------------------------------------------------------------------ the rules


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(
        Assets([fonts_folder()]), ['body { font-family: "Source Serif 4 SmText" }']
    )


def _set(engine: Engine, body: str) -> pikepdf.Pdf:
    html = f"<html lang=en><title>x</title><body>{body}"
    data = engine.set_pages(html).pdf(is_tagged=True)
    return pikepdf.open(io.BytesIO(data))


def _roles(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S).removeprefix("/") for element in elements(pdf)]


def test_a_passage_in_another_language_says_so(engine: Engine) -> None:
    body = "<p>One <i lang=fr>deux</i> three<p lang=gd>ceithir <b>còig</b>"
    with _set(engine, body) as pdf:
        told = [(str(e.S), str(e.get("/Lang", ""))) for e in elements(pdf)]

    assert told == [
        ("/Document", ""),
        ("/P", ""),
        ("/Span", "fr"),
        ("/P", "gd"),
    ]


@pytest.mark.parametrize(
    ("body", "roles"),
    [
        ("<div>a<div>b</div></div>", ["P", "P"]),
        ("<p aria-hidden=true>1</p><p>a", ["P"]),
        ("<h3>a</h3><h6>b</h6><h2>c</h2>", ["H1", "H2", "H2"]),
        ("<p><b role=heading aria-level=1>a</b> b", ["H1", "P"]),
        ("<p role=blockquote>a", ["BlockQuote", "P"]),
        ("<footer>a</footer><p>b", ["P", "Sect", "P"]),
        ("<ul><li>a<ul><li>b</ul></ul>", ["L", "LI", "Lbl", "LBody", "L"]),
        ("<p data-part=x>a</p><p>b</p><p data-part=x>c", ["P", "P"]),
        ("<p>a <a>b</a>", ["P"]),
        ("<table><tr><td>a<td>b</table>", ["Table", "TBody", "TR", "TH", "TD"]),
        ("<table><tr><td> <td>b</table>", ["Table", "TBody", "TR", "TD", "TD"]),
        ("<table><tr><td>a</table>", ["Table", "TBody", "TR", "TD"]),
        ("<article><aside>a</aside><h1>b</h1></article>", ["Art", "H1", "Sect"]),
    ],
)
def test_what_the_templates_say_is_what_is_read(
    engine: Engine, body: str, roles: list[str]
) -> None:
    with _set(engine, body) as pdf:
        assert _roles(pdf)[1 : len(roles) + 1] == roles


def test_a_caption_goes_with_the_picture_before_it() -> None:
    figure = Element("Div", kids=[Element("Figure", alt="x", kids=[Mark(0, 0)])])
    alone = Element("Div", kids=[Element("Figure", alt="y", kids=[Mark(0, 1)])])
    figure.kids.append(Element("Caption", kids=[Mark(0, 2, "z")]))
    document = Element("Document", kids=[figure, alone])

    put_right(document)

    roles = [element.role for element in document.walk()]
    assert roles == ["Document", "Div", "Figure", "Caption", "Figure"]


def test_the_same_pages_give_the_same_bytes(engine: Engine) -> None:
    sheets = engine.set_pages("<html lang=en><title>x</title><p>a<p lang=fr>b")

    first, second = (
        finish_reader_pdf(sheets.pdf(is_tagged=True), has_outline=False)
        for _ in range(2)
    )

    assert first == second
