"""Imposition: which page stands where, what is cut, what is kept, what is refused."""

import io
import itertools
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.cli.main_group import run
from printshop.errors import ExitCode, SourceError
from printshop.impose import Imposed, Scheme, Wish, impose, read_sheet_size
from printshop.impose.order import fours, printers_pairs, sections, spreads
from printshop.printers_marks import PT_PER_MM
from printshop.wording import wording

WIDE, HIGH, BLEED, SLUG = 200, 300, 9, 21
"""A page in points; whole numbers, so that pictures of it are the same anywhere."""

TWELVE = [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]
SIXTEEN = [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)]
"""Left and right page of each side, as a printer's table has them."""


def _content(number: int, *, has_ground: bool = True) -> bytes:
    """Draw a page: a ground of its own colour up to the bleed, marks, its number."""
    low = SLUG - BLEED
    ground = b"%.3f 0.2 %.3f 0 k %d %d %d %d re f" % (
        *(number / 40, 0.5 - number / 40, low, low),
        *(WIDE + 2 * BLEED, HIGH + 2 * BLEED),
    )
    marks = b"0 0 0 1 k 0 0 6 6 re f"
    text = b"BT /F 40 Tf %d %d Td (%d) Tj ET" % (SLUG + 60, SLUG + 120, number)
    frame = b"0 0 0 1 K 1 w %d %d %d %d re S" % (SLUG + 20, SLUG + 20, 160, 260)
    return b"\n".join([ground if has_ground else b"", marks, text, frame])


def made(
    pages: int, *, has_ground: bool = True, has_boxes: bool = True, **sizes: float
) -> pikepdf.Pdf:
    """Make a PDF for the press: bleed, and marks beyond it, on a larger sheet."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )
    font = pdf.make_indirect(font)
    wide, high = sizes.get("wide", WIDE), sizes.get("high", HIGH)
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(wide + 2 * SLUG, high + 2 * SLUG))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(_content(number, has_ground=has_ground))
        if has_boxes:
            trim = [SLUG, SLUG, SLUG + wide, SLUG + high]
            page.TrimBox = pikepdf.Array(trim)
            low = SLUG - BLEED
            bleed = [low, low, SLUG + wide + BLEED, SLUG + high + BLEED]
            page.BleedBox = pikepdf.Array(bleed)
    return pdf


def _imposed(pdf: pikepdf.Pdf, scheme: str = "saddle", **wishes: Any) -> Imposed:
    return impose(pdf, Wish(Scheme(scheme), **wishes), Path("paper.pdf"))


@contextmanager
def _drawn(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def _pictures(data: bytes) -> list[np.ndarray]:
    """Draw every page at one pixel a point."""
    with _drawn(data) as document:
        return [
            np.asarray(page.render(scale=1).to_pil().convert("RGB"))
            for page in document
        ]


def _words(data: bytes, columns: int = 2, rows: int = 1) -> list[list[str]]:
    """Read the text of each part of each page, row by row from the top."""
    with _drawn(data) as document:
        found = []
        for page in document:
            wide, high = page.get_width() / columns, page.get_height() / rows
            text = page.get_textpage()
            found.append(
                [
                    text.get_text_bounded(
                        left=column * wide,
                        right=(column + 1) * wide,
                        bottom=row * high,
                        top=(row + 1) * high,
                    ).strip()
                    for row in reversed(range(rows))
                    for column in range(columns)
                ]
            )
        return found


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


def _boxes(data: bytes, name: str) -> list[list[float]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [[float(side) for side in page.obj[name]] for page in pdf.pages]


# ------------------------------------------------------------------ order


@pytest.mark.parametrize("scheme", ["saddle", "section"])
@pytest.mark.parametrize("expected", [TWELVE, SIXTEEN], ids=["12", "16"])
def test_pages_stand_in_printers_pairs_by_their_numbers(scheme, expected):
    sheets = _imposed(made(len(expected) * 2), scheme)

    words = _words(sheets.data)

    assert words == [[str(left), str(right)] for left, right in expected]
    assert sheets.sides == len(expected)


@pytest.mark.parametrize("expected", [TWELVE, SIXTEEN], ids=["12", "16"])
def test_each_half_of_a_sheet_is_the_picture_of_its_page(expected):
    pdf = made(len(expected) * 2)
    originals = _pictures(_saved(pdf))
    high, wide = originals[0].shape[:2]
    fold = WIDE + BLEED

    sheets = _pictures(_imposed(pdf).data)

    edge, bled = SLUG - BLEED, wide - SLUG + BLEED
    for sheet, (left, right) in zip(sheets, expected, strict=True):
        rows = slice(edge, high - edge)
        page = originals[left - 1][rows, edge : wide - SLUG]
        assert (sheet[:, :fold] == page).all()
        page = originals[right - 1][rows, SLUG:bled]
        assert (sheet[:, fold:] == page).all()


@given(st.integers(2, 400), st.none() | st.integers(1, 30).map(lambda n: 4 * n))
def test_every_page_is_printed_once_and_pairs_add_up(pages, pages_per_section):
    numbers = []
    for first, count in sections(pages, pages_per_section):
        pairs = list(printers_pairs(first, count))
        numbers += [number for pair in pairs for number in (pair.left, pair.right)]
        assert {pair.left + pair.right for pair in pairs} == {2 * first + count - 1}
        assert pages_per_section is None or count <= pages_per_section

    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) % 4 == 0
    assert pages <= len(numbers) < pages + 4


@given(st.integers(1, 100).map(lambda n: 4 * n))
def test_fronts_and_backs_are_the_two_sides_of_leaves(pages):
    pairs = list(printers_pairs(1, pages))

    for front, back in zip(pairs[::2], pairs[1::2], strict=True):
        assert (front.is_front, back.is_front) == (True, False)
        assert front.sheet == back.sheet
        # a leaf's back is behind its front: what was right is left
        assert front.right % 2 == 1
        assert back.left == front.right + 1
        assert front.left == back.right + 1


@given(st.integers(2, 100).map(lambda n: 4 * n))
def test_each_sheet_lies_inside_the_one_before(pages):
    fronts = [pair for pair in printers_pairs(1, pages) if pair.is_front]

    for outer, inner in itertools.pairwise(fronts):
        assert outer.right < inner.right < inner.left < outer.left


@given(st.integers(1, 300))
def test_proofs_have_every_page_once_in_order(pages):
    in_spreads = [n for spread in spreads(pages) for n in spread if n is not None]

    assert in_spreads == list(range(1, pages + 1))
    assert [n for four in fours(pages) for n in four] == in_spreads
    assert all(left is None or left % 2 == 0 for left, _ in spreads(pages))


def test_several_sections_are_folded_each_on_its_own():
    sheets = _imposed(made(12), "section", pages_per_section=8)

    assert _words(sheets.data) == [
        *(["8", "1"], ["2", "7"], ["6", "3"], ["4", "5"]),
        *(["12", "9"], ["10", "11"]),
    ]


def test_a_spread_proof_shows_pages_as_a_reader_sees_them():
    words = _words(_imposed(made(5), "2up").data)

    assert words == [["", "1"], ["2", "3"], ["4", "5"]]


def test_four_pages_a_sheet_stand_in_reading_order():
    words = _words(_imposed(made(6), "4up").data, 2, 2)

    assert words == [["1", "2", "3", "4"], ["5", "6", "", ""]]


# ------------------------------------------------------------------ boxes, bleed, creep


def test_the_boxes_of_a_sheet_are_those_of_its_two_pages():
    data = _imposed(made(4)).data

    width, height = 2 * (WIDE + BLEED), HIGH + 2 * BLEED
    trim = [BLEED, BLEED, width - BLEED, height - BLEED]
    for side in range(2):
        assert _boxes(data, "/MediaBox")[side] == [0, 0, width, height]
        assert _boxes(data, "/BleedBox")[side] == [0, 0, width, height]
        assert _boxes(data, "/TrimBox")[side] == trim


@pytest.mark.parametrize(
    ("size", "lies"), [("A3", (420, 297)), ("250x180", (250, 180))]
)
def test_on_a_named_sheet_the_pages_stand_in_the_middle(size, lies):
    data = _imposed(made(4), sheet=read_sheet_size(size)).data

    _, _, width, height = _boxes(data, "/MediaBox")[0]
    left, bottom, right, top = _boxes(data, "/TrimBox")[0]
    assert (width, height) == pytest.approx([side * PT_PER_MM for side in lies])
    assert (right - left, top - bottom) == pytest.approx((2 * WIDE, HIGH))
    assert (left + right, bottom + top) == pytest.approx((width, height))


@pytest.mark.parametrize("size", ["320x450", "450x320", "SRA3"])
def test_a_sheet_lies_as_the_spread_does(size):
    for high, is_wide in ((HIGH, True), (900, False)):
        data = _imposed(made(4, high=high), sheet=read_sheet_size(size)).data

        _, _, width, height = _boxes(data, "/MediaBox")[0]
        assert (width > height) == is_wide


def test_the_bleed_is_kept_outside_and_cut_at_the_fold():
    (front, *_) = _pictures(_imposed(made(4)).data)
    ground = [tuple(front[40, x]) for x in (2, BLEED + WIDE - 1)]
    others = [tuple(front[40, x]) for x in (BLEED + WIDE, front.shape[1] - 3)]

    assert ground[0] == ground[1] != others[0] == others[1]
    assert tuple(front[2, 40]) == ground[0]
    assert tuple(front[-3, 40]) == ground[0]


def test_no_bleed_reaches_over_the_fold_onto_a_blank_page():
    front, back = _pictures(_imposed(made(2)).data)

    fold = BLEED + WIDE
    assert (front[40, fold - BLEED : fold] == 255).all()
    assert (back[40, fold : fold + BLEED] == 255).all()
    assert (front[40, fold] < 255).any()
    assert (back[40, fold - 1] < 255).any()


def test_without_a_bleed_box_what_stands_beyond_the_trim_is_left_out():
    pdf = made(4)
    for page in pdf.pages:
        del page.obj["/BleedBox"]

    data = _imposed(pdf).data

    assert _boxes(data, "/MediaBox")[0] == [0, 0, 2 * WIDE, HIGH]
    assert _boxes(data, "/BleedBox") == _boxes(data, "/TrimBox")


def _left_of_text(data: bytes) -> list[tuple[float, float]]:
    """Measure on each side how far the two numbers stand from the fold."""
    with _drawn(data) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            fold = page.get_width() / 2
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            left = max(box[2] for box in boxes if box[2] < fold)
            right = min(box[0] for box in boxes if box[0] > fold)
            found.append((fold - left, right - fold))
        return found


def test_creep_moves_the_inner_sheets_to_the_fold_step_by_step():
    still = _left_of_text(_imposed(made(12)).data)
    data = _imposed(made(12), creep_mm=2.0).data

    moved = _left_of_text(data)

    steps = [0, 0, 1, 1, 2, 2]
    for before, after, step in zip(still, moved, steps, strict=True):
        assert before[0] - after[0] == pytest.approx(step * PT_PER_MM, abs=0.01)
        assert before[1] - after[1] == pytest.approx(step * PT_PER_MM, abs=0.01)
    for box, step in zip(_boxes(data, "/TrimBox"), steps, strict=True):
        assert box[2] - box[0] == pytest.approx(2 * (WIDE - step * PT_PER_MM))
        assert box[0] + box[2] == pytest.approx(2 * (WIDE + BLEED))


def test_one_sheet_alone_does_not_creep():
    assert _left_of_text(_imposed(made(4), creep_mm=2.0).data) == _left_of_text(
        _imposed(made(4)).data
    )


def test_a_page_that_is_moved_does_not_reach_over_the_fold():
    sheets = _pictures(_imposed(made(8), creep_mm=5.0).data)

    inner = sheets[2]
    fold = inner.shape[1] // 2
    assert len({tuple(inner[40, x]) for x in range(fold - 5, fold)}) == 1
    assert len({tuple(inner[40, x]) for x in range(fold, fold + 5)}) == 1
    assert tuple(inner[40, fold - 1]) != tuple(inner[40, fold])


def test_sections_creep_each_on_its_own():
    data = _imposed(made(16), "section", pages_per_section=8, creep_mm=1.0).data

    widths = [round(box[2] - box[0], 2) for box in _boxes(data, "/TrimBox")]
    narrow = round(2 * (WIDE - PT_PER_MM), 2)
    assert widths == [400, 400, narrow, narrow] * 2


# ------------------------------------------------------------------ blanks


def test_missing_pages_become_blanks_that_say_so():
    sheets = _imposed(made(10))

    assert _words(sheets.data)[0] == ["", "1"]
    assert _words(sheets.data)[1] == ["2", ""]
    assert "2 blank pages added at the end (11, 12), with a notice" in sheets.notices
    blank = _pictures(sheets.data)[0][BLEED:-BLEED, BLEED : WIDE + BLEED]
    rows, columns = np.nonzero((blank < 200).any(axis=2))
    middle = (rows.min() + rows.max()) / 2, (columns.min() + columns.max()) / 2
    assert middle == pytest.approx((HIGH / 2, WIDE / 2), abs=5)
    assert columns.max() - columns.min() > 80


def test_the_notice_on_a_blank_is_in_the_language_of_the_paper():
    english, german = made(3), made(3)
    german.Root.Lang = pikepdf.String("de-DE")

    pictures = [_pictures(_imposed(pdf).data)[0] for pdf in (english, german)]

    assert wording("de").intentionally_blank != wording("en").intentionally_blank
    assert (pictures[0] != pictures[1]).any()


def test_a_full_section_has_no_blanks_and_no_notice_of_any():
    assert not any("blank" in notice for notice in _imposed(made(8)).notices)


# ------------------------------------------------------------------ proofs


def test_a_proof_is_made_as_small_as_the_paper_asks_and_never_larger():
    small = _imposed(made(4), "2up", sheet=read_sheet_size("A6"))
    large = _imposed(made(4), "2up", sheet=read_sheet_size("A1"))

    with _drawn(small.data) as document:
        assert document[0].get_width() > document[0].get_height()
        sizes = [document[1].get_textpage().get_charbox(0)]
    with _drawn(large.data) as document:
        sizes.append(document[1].get_textpage().get_charbox(0))
    with _drawn(_saved(made(4))) as document:
        sizes.append(document[1].get_textpage().get_charbox(0))
    heights = [box[3] - box[1] for box in sizes]
    assert heights[0] < heights[1] == pytest.approx(heights[2])
    assert "4 pages at 100% of their size on 841 by 594 mm" in large.notices


@pytest.mark.parametrize("scheme", ["2up", "4up"])
def test_a_proof_shows_the_trimmed_page_inside_the_white_edge(scheme):
    paper = read_sheet_size("120x95")
    (_, second) = _pictures(_imposed(made(8), scheme, sheet=paper).data)[:2]
    edge = 5 * PT_PER_MM
    inked = np.argwhere((second < 250).any(axis=2))

    assert inked.min() == pytest.approx(edge, abs=1.5)
    assert (inked.max(axis=0) <= [side - edge + 1 for side in second.shape[:2]]).all()


def test_pages_of_several_sizes_can_be_proofed_in_one_scale():
    pdf, wider = made(2), made(1, wide=WIDE * 2)
    pdf.pages.append(wider.pages[0])

    data = _imposed(pdf, "2up").data

    assert _words(data) == [["", "1"], ["2", "1"]]
    spread = _pictures(data)[1]
    middle, fold = (side // 2 for side in spread.shape[:2])
    assert (spread[middle, fold - 6] < 255).any()
    assert (spread[middle, fold + 6] < 255).any()


# ------------------------------------------------------------------ kept


def _press_file() -> pikepdf.Pdf:
    """Make what a press edition carries, as far as sheets have a use for it."""
    pdf = made(4)
    pdf.docinfo["/Title"] = "The Packet"
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    pdf.docinfo["/CreationDate"] = "D:20261120"
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name("/GTS_PDFX"),
        OutputConditionIdentifier="CGATS TR 002",
        DestOutputProfile=pdf.make_stream(b"icc", N=4),
    )
    archive = pikepdf.Dictionary(S=pikepdf.Name("/GTS_PDFA1"))
    pdf.Root.OutputIntents = pikepdf.Array([archive, intent])
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        xmp["xmp:CreateDate"] = "2026-11-20T00:00:00Z"
    for page in pdf.pages:
        page.Group = pikepdf.Dictionary(
            S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK
        )
    return pdf


def test_what_holds_for_sheets_is_kept_and_the_claim_is_not():
    sheets = _imposed(_press_file())

    with pikepdf.open(io.BytesIO(sheets.data)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "CGATS TR 002"
        assert intent.DestOutputProfile.read_bytes() == b"icc"
        assert pdf.docinfo["/Trapped"] == "/False"
        assert str(pdf.docinfo["/Title"]) == "The Packet"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261120"
        xmp = pdf.open_metadata()
        assert "pdfxid:GTS_PDFXVersion" not in xmp
        assert str(xmp["xmp:CreateDate"]).startswith("2026-11-20")
        assert pdf.pages[0].obj.Group.CS == "/DeviceCMYK"
    assert (
        "the sheets do not claim to be PDF/X-4, but keep its output intent"
        in sheets.notices
    )


def test_a_page_is_copied_as_it_is_and_fonts_once():
    pdf = made(4)

    with pikepdf.open(io.BytesIO(_imposed(pdf).data)) as sheets:
        forms = {
            name: form
            for page in sheets.pages
            for name, form in page.Resources.XObject.items()
        }
        assert sorted(forms) == ["/Page1", "/Page2", "/Page3", "/Page4"]
        for number in range(1, 5):
            form = forms[f"/Page{number}"]
            assert form.read_bytes().strip() == _content(number).strip()
        fonts = {form.Resources.Font.F.objgen for form in forms.values()}
        assert len(fonts) == 1


def test_a_hidden_layer_stays_hidden():
    pdf = made(2)
    layer = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Notes"))
    )
    hidden = pikepdf.Dictionary(OFF=[layer], BaseState=pikepdf.Name.ON)
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=hidden)
    page = pdf.pages[0]
    page.Resources.Properties = pikepdf.Dictionary(Layer=layer)
    page.contents_add(b"/OC /Layer BDC 0 g 21 21 200 300 re f EMC")

    (front, *_) = _pictures(_imposed(pdf).data)

    assert front[40, -BLEED - 30].max() > 100


def test_what_is_left_out_is_told():
    pdf = made(4)
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[1].obj.Annots = pikepdf.Array([note, note])
    pdf.attachments["copy.md"] = b"words"
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("News", 0))

    sheets = _imposed(pdf)

    told = "left out: 2 links, notes or fields, bookmarks, attachments"
    assert told in sheets.notices
    assert sum("left out" in notice for notice in _imposed(made(4)).notices) == 0


def test_the_same_file_gives_the_same_bytes():
    first = _imposed(made(5), has_marks=True).data
    time.sleep(1.01)  # a clock in the file would show

    assert _imposed(made(5), has_marks=True).data == first


def test_the_printer_is_told_over_which_edge_to_turn():
    lying, standing = _imposed(made(4)), _imposed(made(4, high=900))

    for sheets, edge in ((lying, "Short"), (standing, "Long")):
        with pikepdf.open(io.BytesIO(sheets.data)) as pdf:
            duplex = pdf.Root.ViewerPreferences.Duplex
        assert duplex == f"/DuplexFlip{edge}Edge"
        assert f"over the {edge.lower()} edge" in sheets.notices[0]


def test_other_programs_read_the_sheets_without_complaint(tmp_path):
    path = tmp_path / "sheets.pdf"
    path.write_bytes(_imposed(made(6), has_marks=True, creep_mm=1).data)

    qpdf = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage", path]
    gs = subprocess.run(command, capture_output=True, text=True)

    assert (qpdf.returncode, qpdf.stderr) == (0, "")
    assert (gs.returncode, gs.stdout + gs.stderr) == (0, "")


# ------------------------------------------------------------------ marks


def test_marks_stand_outside_the_bleed_and_the_sheet_grows_for_them():
    pdf = made(4)
    plain, marked = _pictures(_imposed(pdf).data), _imposed(pdf, has_marks=True)

    bleed = _boxes(marked.data, "/BleedBox")[0]
    pictures = _pictures(marked.data)

    height, left = pictures[0].shape[0], round(bleed[0])
    top = height - round(bleed[3])
    inner = pictures[0][top + 2 : top + HIGH + 16, left + 2 : left + 2 * WIDE + 16]
    assert bleed[0] == pytest.approx(9 * PT_PER_MM)
    assert (abs(inner.astype(int) - plain[0][2:316, 2:416]) < 60).mean() > 0.98
    fold = round((bleed[0] + bleed[2]) / 2)
    assert pictures[0][: top - 6, fold - 2 : fold + 2].min() < 200
    assert pictures[0][-top + 6 :, fold - 2 : fold + 2].min() < 200


def _mark_colours(pdf: pikepdf.Pdf) -> set[str]:
    with pikepdf.open(io.BytesIO(_imposed(pdf, has_marks=True).data)) as sheets:
        marks = pikepdf.parse_content_stream(sheets.pages[0])
        return {str(done.operator) for done in marks} & {"k", "g", "G", "CS"}


def test_a_paper_without_colour_has_black_steps_and_no_other_plates():
    assert _mark_colours(made(4)) == {"k", "CS"}
    assert _mark_colours(made(4, has_ground=False)) == {"g", "G"}


# ------------------------------------------------------------------ refused


def _mixed() -> pikepdf.Pdf:
    pdf, other = made(3), made(1, wide=WIDE + 3)
    pdf.pages.append(other.pages[0])
    return pdf


def _turned() -> pikepdf.Pdf:
    pdf = made(4)
    pdf.Root.Pages.Rotate = 90  # every page inherits it
    return pdf


def _large_unit() -> pikepdf.Pdf:
    pdf = made(4)
    pdf.pages[2].obj.UserUnit = 2
    return pdf


def _trimmed_away() -> pikepdf.Pdf:
    pdf = made(4)
    pdf.pages[3].TrimBox = pikepdf.Array([900, 900, 1000, 1000])
    return pdf


def _giant_picture() -> pikepdf.Pdf:
    pdf = made(4)
    picture = pdf.make_stream(b"", Width=20_000, Height=10_000)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    pdf.pages[1].add_resource(picture, pikepdf.Name.XObject)
    return pdf


def _looping_tree() -> pikepdf.Pdf:
    pdf = made(4)
    pdf.Root.Pages.Parent = pdf.Root.Pages
    pdf.pages[3].TrimBox = pikepdf.Array([900, 900, 1000, 1000])
    return pdf


def _from_right_to_left() -> pikepdf.Pdf:
    pdf = made(4)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)
    return pdf


@pytest.mark.parametrize(
    ("make", "wishes", "message"),
    [
        (_from_right_to_left, {}, "the PDF is read from right to left"),
        (_giant_picture, {}, "a picture in it has 200 million pixels, more than the"),
        (_looping_tree, {}, "page 4: the page's TrimBox is empty"),
        (_mixed, {}, "page 4 is 71.61 by 105.8 mm and page 1 is 70.56 by 105.8 mm"),
        (_turned, {}, "page 1: the page is turned by 90 degrees"),
        (_large_unit, {}, "page 3: the page's unit is no point"),
        (_trimmed_away, {}, "page 4: the page's TrimBox is empty, or lies outside"),
        (lambda: made(1), {}, "one page alone cannot be folded"),
        (
            lambda: made(4),
            {"sheet": read_sheet_size("140x110")},
            "two pages with their bleed need 147.5 by 112.2 mm, and the sheet is 140",
        ),
        (
            lambda: made(4),
            {"sheet": read_sheet_size("120x160"), "has_marks": True},
            "two pages with bleed and marks need 165.5 by 130.2 mm",
        ),
        (
            lambda: made(8, has_ground=False),
            {"creep_mm": 7.5},
            "page 6 has 6.7 mm of white at the fold, and would move by 7.5 mm",
        ),
    ],
)
def test_what_cannot_be_folded_is_refused_with_the_reason(
    make: Callable[[], pikepdf.Pdf], wishes: dict[str, Any], message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        _imposed(make(), **wishes)

    assert message in str(caught.value)
    assert str(caught.value).startswith("paper.pdf")
    assert caught.value.hint


def test_white_at_the_outer_edge_does_not_matter_for_creep():
    pdf = made(8, has_ground=False)
    for number, page in enumerate(pdf.pages, start=1):
        left = SLUG + (5 if number % 2 == 0 else WIDE - 10)
        page.contents_add(b"0 g %d 60 5 40 re f" % left)

    assert _imposed(pdf, creep_mm=6.5).sides == 4


def test_creep_just_smaller_than_the_margin_is_taken():
    assert _imposed(made(8, has_ground=False), creep_mm=6.5).sides == 4


@pytest.mark.parametrize("text", ["A9", "", "0x300", "300", "9999x300", "nanx300"])
def test_a_sheet_that_there_is_not_is_refused(text):
    with pytest.raises(ValueError, match="is no sheet"):
        read_sheet_size(text)


# ------------------------------------------------------------------ the command


def _command(*arguments: object) -> int:
    return run(["impose", *map(str, arguments)])


def test_the_command_writes_beside_the_file_and_names_it(tmp_path, capsys):
    path = tmp_path / "paper.pdf"
    made(6).save(path)

    code = _command(path, "--scheme", "saddle", "--sheet", "a3")

    written = tmp_path / "paper-saddle.pdf"
    told = capsys.readouterr()
    assert code == ExitCode.OK
    assert told.out == f"{written}\n"
    assert "6 pages on 2 sheets of 420 by 297 mm" in told.err
    assert "2 blank pages added at the end (7, 8)" in told.err
    assert len(_pictures(written.read_bytes())) == 4


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--scheme", "4up", "--creep", "1"], "--creep goes with"),
        (["--scheme", "saddle", "--pages-per-section", "8"], "goes with the scheme"),
        (["--scheme", "section", "--pages-per-section", "6"], "no multiple of four"),
        (["--scheme", "saddle", "--creep", "nan"], "a length in millimetres"),
        (["--scheme", "saddle", "--creep", "-1"], "-1"),
        (["--scheme", "saddle", "--sheet", "A9"], "is no sheet"),
        (["--scheme", "spiral"], "spiral"),
        ([], "--scheme"),
    ],
)
def test_wishes_that_contradict_each_other_are_wrong_use(
    tmp_path: Path, capsys: Any, options: Sequence[str], words: str
) -> None:
    path = tmp_path / "paper.pdf"
    made(4).save(path)

    assert _command(path, *options) == ExitCode.USAGE

    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_itself_is_never_written_over(tmp_path, capsys):
    path = tmp_path / "paper.pdf"
    made(4).save(path)
    before = path.read_bytes()

    code = _command(
        path, "--scheme", "saddle", "--output", tmp_path / "." / "paper.pdf"
    )

    assert code == ExitCode.USAGE
    assert "--output names the file" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_file_that_is_no_pdf_or_has_one_page_ends_with_the_source_code(
    tmp_path, capsys
):
    letter, page = tmp_path / "letter.pdf", tmp_path / "page.pdf"
    letter.write_text("Dear Sir,")
    made(1).save(page)

    codes = [_command(path, "--scheme", "saddle") for path in (letter, page)]

    told = capsys.readouterr().err
    assert codes == [ExitCode.SOURCE, ExitCode.SOURCE]
    assert "this is no PDF" in told
    assert "one page alone cannot be folded" in told
    assert set(tmp_path.iterdir()) == {letter, page}
