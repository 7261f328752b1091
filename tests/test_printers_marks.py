"""Printer's marks: where they stand, on which plates, and what they say."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printshop.printer_profile import Marks
from printshop.printers_marks import (
    PT_PER_MM,
    Box,
    MarkedArea,
    draw_marks,
    letter,
    margin_mm,
    mark_resources,
    stamp_marks,
)

ALL = Marks(*[True] * 6)
SLUG = "The Skerrow Packet, Issue 2566, 20 November 2026, Page 5"
MARGIN_PT = margin_mm(ALL) * PT_PER_MM
PLATES = ("Cyan", "Magenta", "Yellow", "Black")


def _area(bleed_pt: float = 8.5, *, folds: tuple[float, ...] = ()) -> MarkedArea:
    bleed = Box(0, 0, 400 + 2 * bleed_pt, 500 + 2 * bleed_pt)
    bleed = bleed.moved(MARGIN_PT, MARGIN_PT)
    return MarkedArea(bleed.grown(-bleed_pt), bleed, folds)


def _marked(area: MarkedArea, own: bytes = b"", *, is_mono: bool = False) -> bytes:
    """Make a PDF of one page with all marks, and some drawing of its own."""
    pdf, file = pikepdf.new(), io.BytesIO()
    medium = area.bleed.grown(MARGIN_PT)
    page = pdf.add_blank_page(page_size=(medium.width, medium.height))
    page.contents_add(own)
    stamp_marks(page, area, ALL, slug=SLUG, is_mono=is_mono)
    pdf.save(file)
    return file.getvalue()


def _plates(data: bytes, folder: Path, dpi: int) -> dict[str, np.ndarray]:
    """Separate the first page with Ghostscript: ink as 0 to 255, a plate each."""
    (folder / "marked.pdf").write_bytes(data)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dpi}"]
    told = subprocess.run(
        [*command, f"-sOutputFile={folder}/plate.tif", str(folder / "marked.pdf")],
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout + told.stderr == ""
    return {
        plate: 255 - np.asarray(Image.open(folder / f"plate({plate}).tif").convert("L"))
        for plate in PLATES
    }


def _operands(content: bytes) -> Iterator[tuple[str, list[float]]]:
    pdf = pikepdf.new()
    for done in pikepdf.parse_content_stream(pdf.make_stream(content)):
        numbers = [float(o) for o in done.operands if not isinstance(o, pikepdf.Object)]
        yield str(done.operator), numbers


def _points(content: bytes) -> Iterator[tuple[float, float]]:
    """Give every point of every path, words moved to where they stand."""
    moves = [(0.0, 0.0)]
    for operator, numbers in _operands(content):
        right, up = moves[-1]
        if operator == "q":
            moves.append(moves[-1])
        elif operator == "Q":
            moves.pop()
        elif operator == "cm":
            moves[-1] = (right + numbers[4], up + numbers[5])
        elif operator == "re":
            x, y, width, height = numbers
            yield from ((x, y), (x + width, y + height))
        elif operator in {"m", "l", "c"}:
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                yield x + right, y + up


def _off(point: tuple[float, float], box: Box) -> float:
    """Measure how far a point is from a box, along the farther of the two axes."""
    across = max(box.left - point[0], point[0] - box.right, 0)
    return max(across, box.bottom - point[1], point[1] - box.top, 0)


edges = st.floats(0, 30)


@settings(max_examples=40)
@given(
    st.tuples(edges, edges, edges, edges),
    st.floats(60, 1700),
    st.floats(60, 1700),
    st.booleans(),
    st.booleans(),
)
def test_every_mark_stands_from_1_mm_outside_the_bleed_to_the_edge_of_the_sheet(
    bleeds, width, height, is_folded, is_mono
):
    trim = Box(100, 100, 100 + width, 100 + height)
    bleed = Box(*(100 - bleeds[0], 100 - bleeds[1]), trim.right + bleeds[2], 0)
    bleed = Box(bleed.left, bleed.bottom, bleed.right, trim.top + bleeds[3])
    folds = (100 + width / 2,) if is_folded else ()

    content = draw_marks(
        MarkedArea(trim, bleed, folds), ALL, slug=SLUG, is_mono=is_mono
    )

    offs = [_off(point, bleed) for point in _points(content)]
    assert min(offs) >= 1 * PT_PER_MM
    assert max(offs) <= MARGIN_PT


@pytest.mark.parametrize("wanted", ["crop", "bleed", "fold", "registration"])
def test_lines_begin_1_to_3_mm_outside_the_bleed_and_are_a_quarter_point_wide(wanted):
    area = _area(folds=(MARGIN_PT + 208.5,))

    content = draw_marks(area, Marks(**{wanted: True}))

    offs = [_off(point, area.bleed) / PT_PER_MM for point in _points(content)]
    assert 1 <= min(offs) <= 3
    assert [n for operator, n in _operands(content) if operator == "w"] == [[0.25]]


def test_crop_marks_stand_at_the_trim_and_bleed_marks_at_the_bleed():
    area = _area()

    for marks, box in ((Marks(crop=True), area.trim), (Marks(bleed=True), area.bleed)):
        points = list(_points(draw_marks(area, marks)))
        above = {round(x, 2) for x, y in points if y > area.bleed.top + 1}
        beside = {round(y, 2) for x, y in points if x < area.bleed.left - 1}
        assert above == {round(box.left, 2), round(box.right, 2)}
        assert beside == {round(box.bottom, 2), round(box.top, 2)}


def test_an_edge_without_bleed_has_no_bleed_marks():
    area = _area()
    inside = MarkedArea(area.trim, Box(area.trim.left, *area.bleed.sides[1:]))

    points = list(_points(draw_marks(inside, Marks(bleed=True))))

    above = {round(x, 2) for x, y in points if y > area.bleed.top + 1}
    assert above == {round(area.bleed.right, 2)}


def test_fold_marks_stand_at_the_fold_and_nothing_else_is_near():
    area = _area(folds=(MARGIN_PT + 212,))
    fold = area.folds_pt[0]

    folds = {round(x, 2) for x, _ in _points(draw_marks(area, Marks(fold=True)))}
    others = _points(
        draw_marks(
            area, Marks(registration=True, colour_bar=True, slug=True), slug=SLUG * 3
        )
    )

    assert folds == {round(fold, 2)}
    assert b"[3 2] 0 d" in draw_marks(area, Marks(fold=True))
    assert min(abs(x - fold) for x, _ in others) > 2 * PT_PER_MM


def test_no_marks_are_no_bytes_and_no_margin():
    assert draw_marks(_area(), Marks()) == b""
    assert margin_mm(Marks()) == 0


def test_marks_are_on_all_plates_and_none_inside_the_bleed(tmp_path):
    area = _area()

    plates = _plates(_marked(area), tmp_path, 72)

    height = plates["Cyan"].shape[0]
    crop_x, crop_y = round(area.trim.left), height - round(area.trim.bottom)
    left, right = round(area.bleed.left) + 1, round(area.bleed.right) - 1
    top, bottom = height - round(area.bleed.top) + 1, height - round(area.bleed.bottom)
    middle = height - round((area.trim.top + area.trim.bottom) / 2)
    for plate in plates.values():
        assert plate[-12:-6, crop_x - 2 : crop_x + 2].max() == 255
        assert plate[crop_y - 2 : crop_y + 2, 6:12].max() == 255
        assert plate[middle - 2 : middle + 2, 8:22].max() == 255
        assert plate[top : bottom - 1, left:right].max() == 0


def test_every_plate_names_itself_and_no_other(tmp_path):
    area = _area()
    content = draw_marks(area, Marks(slug=True), slug="")
    widths = [letter(f"{plate}  ", 6.0).width_pt for plate in PLATES]
    first = min(x for x, y in _points(content))

    plates = _plates(_marked(area), tmp_path, 144)

    height = plates["Cyan"].shape[0]
    low = min(y for _, y in _points(content))
    rows = slice(height - round(2 * low) - 9, height - round(2 * low))
    for number, name in enumerate(PLATES):
        begins = round(2 * (first + sum(widths[:number])))
        word = (rows, slice(begins, begins + round(2 * widths[number]) - 5))
        inked = {plate for plate, ink in plates.items() if ink[word].max() > 60}
        assert inked == {name}


def test_the_colour_bar_has_the_patches_that_a_printer_measures():
    drawn = draw_marks(_area(), Marks(colour_bar=True))

    fills = [tuple(n) for operator, n in _operands(drawn) if operator == "k"]

    assert fills == [
        *((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)),
        *((0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0)),
        *((0, 0, 0, 0.5), (0.5, 0.4, 0.4, 0)),
    ]


def test_what_is_printed_in_black_alone_has_no_ink_on_other_plates(tmp_path):
    area = _area()
    operators = {
        operator
        for operator, _ in _operands(draw_marks(area, ALL, slug=SLUG, is_mono=True))
    }

    plates = _plates(_marked(area, is_mono=True), tmp_path, 72)

    assert not operators & {"k", "K", "cs", "CS", "scn", "SCN", "rg", "RG"}
    assert {name: plate.max() > 0 for name, plate in plates.items()} == {
        **dict.fromkeys(PLATES, False),
        "Black": True,
    }
    assert mark_resources(is_mono=True).keys() == set()


def test_a_slug_that_is_too_long_is_made_smaller_and_keeps_all_its_words():
    short = draw_marks(_area(), Marks(slug=True), slug="Page 5")
    long = draw_marks(_area(), Marks(slug=True), slug="Page 5 " * 30)

    strokes = [sum(o == "h" for o, _ in _operands(drawn)) for drawn in (short, long)]
    contours = letter("Page 5", 6).path.count(b"h")
    assert strokes[1] - strokes[0] == 29 * contours
    middle = (_area().trim.left + _area().trim.right) / 2
    assert max(x for x, _ in _points(long)) < middle - PT_PER_MM


def test_separation_all_is_shown_as_every_ink():
    (space,) = mark_resources().ColorSpace.values()

    assert [str(part) for part in list(space)[:3]] == [
        *("/Separation", "/All", "/DeviceCMYK")
    ]
    assert [float(ink) for ink in space[3].C1] == [1, 1, 1, 1]


def test_what_the_page_leaves_behind_does_not_move_the_marks(tmp_path):
    area = _area()
    plain, scaled = (
        pikepdf.open(io.BytesIO(_marked(area, own))) for own in (b"", b"3 0 0 3 9 9 cm")
    )
    with plain, scaled:
        for pdf, name in ((plain, "plain"), (scaled, "scaled")):
            pdf.save(tmp_path / f"{name}.pdf")
    pictures = []
    for name in ("plain", "scaled"):
        path = tmp_path / name
        command = ["pdftoppm", "-r", "40", "-png", "-singlefile"]
        subprocess.run([*command, f"{path}.pdf", str(path)], check=True)
        pictures.append(np.asarray(Image.open(f"{path}.png")))

    assert pictures[0].min() < 128
    assert (pictures[0] == pictures[1]).all()


def test_letters_are_as_wide_as_the_font_says_and_other_scripts_are_drawn():
    assert letter("ii", 10).width_pt == pytest.approx(2 * letter("i", 10).width_pt)
    assert letter("n", 20).width_pt == pytest.approx(2 * letter("n", 10).width_pt)
    missing = letter("\U0001f41f", 10).path
    for text in ("é", "Ж", "λ", "ש", "ع", "№"):
        assert letter(text, 10).path not in (b"", missing)
