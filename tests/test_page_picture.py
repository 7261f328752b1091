"""An advertisement's PDF is measured at its trimmed edges and drawn sharp and whole."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printshop.issue import Picture
from printshop.pictures import PictureError, crop_to_frame, measure_picture
from printshop.pictures.page_picture import draw_page, measure_page
from tests.advertisers import BLACK, GREY, RED, WHITE, ad_pdf

UPRIGHT = (BLACK, RED, GREY, WHITE)
"""Top left, top right, lower left, lower right."""


def corners(image: Image.Image) -> tuple[tuple[int, ...], ...]:
    """Look at the colours just inside the corners."""
    colours = image.convert("RGB")
    right, low = image.width - 4, image.height - 4
    places = ((3, 3), (right, 3), (3, low), (right, low))
    found = [colours.getpixel(place) for place in places]
    assert all(isinstance(colour, tuple) for colour in found)
    return tuple(found)  # type: ignore[arg-type]


def is_about(found: tuple[tuple[int, ...], ...], wanted: object) -> bool:
    return bool(np.abs(np.array(found) - np.array(wanted)).max() <= 3)


def picture_of(folder: Path, data: bytes) -> Picture:
    path = folder / "ad.pdf"
    path.write_bytes(data)
    size = measure_picture(path)
    return Picture(
        path.name, path, "", "", "", "", 0.5, 0.4, size.width_px, size.height_px, True
    )


# ------------------------------------------------------------------ measuring


@pytest.mark.parametrize(
    "boxes", [("/TrimBox",), ("/CropBox",), ("/TrimBox", "/ArtBox")]
)
def test_a_pdf_is_as_large_as_its_trimmed_page(tmp_path, boxes):
    path = tmp_path / "ad.PDF"
    path.write_bytes(ad_pdf(131, 100, boxes=boxes))
    size = measure_picture(path)

    assert size.width_px == pytest.approx(131 * 7200 / 25.4, abs=1)
    assert size.height_px == pytest.approx(100 * 7200 / 25.4, abs=1)
    assert (size.is_vector, size.page_count) == (True, 1)


def test_without_other_boxes_a_pdf_is_as_large_as_its_medium():
    size = measure_page(ad_pdf(100, 50, boxes=()))

    assert size.width_pt == pytest.approx(100 * 72 / 25.4 + 40, abs=0.01)


def test_a_trimmed_page_that_is_not_on_the_medium_does_not_count():
    with pikepdf.open(io.BytesIO(ad_pdf(100, 50, boxes=()))) as pdf:
        pdf.pages[0].trimbox = pikepdf.Array([5000, 5000, 6000, 6000])
        out = io.BytesIO()
        pdf.save(out)

    assert measure_page(out.getvalue()) == measure_page(ad_pdf(100, 50, boxes=()))


def test_a_medium_may_be_named_once_for_all_pages():
    data = ad_pdf(100, 50, inherits=True)

    assert measure_page(data).width_pt == pytest.approx(100 * 72 / 25.4, abs=0.01)
    assert is_about(corners(draw_page(data, 400)), UPRIGHT)


@pytest.mark.parametrize(
    ("rotate", "wanted"),
    [
        (90, (GREY, BLACK, WHITE, RED)),
        (180, (WHITE, GREY, RED, BLACK)),
        (270, (RED, WHITE, BLACK, GREY)),
    ],
)
def test_a_page_is_turned_as_it_says(rotate, wanted):
    data = ad_pdf(100, 50, rotate=rotate)
    size, image = measure_page(data), draw_page(data, 400)

    assert (size.width_pt > size.height_pt) == (rotate == 180)
    assert image.width / image.height == pytest.approx(
        size.width_pt / size.height_pt, rel=0.01
    )
    assert is_about(corners(image), wanted)


def test_a_page_may_count_in_larger_units_than_points():
    size = measure_page(ad_pdf(400, 200, unit=2))

    assert size.width_pt == pytest.approx(400 * 72 / 25.4, abs=0.01)


def test_a_pdf_of_more_pages_says_how_many():
    assert measure_page(ad_pdf(pages=3)).page_count == 3


OWNER = pikepdf.Encryption(owner="harbour", user="")
CLOSED = pikepdf.Encryption(owner="harbour", user="mole")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "damaged, or no PDF"),
        (b"%PDF-1.7\n", "cut off"),
        (b"%PDF-1.7\n%%EOF", "damaged, or no PDF"),
        (ad_pdf()[:-40], "cut off"),
        (b"GIF89a" + bytes(400), "damaged, or no PDF"),
        (ad_pdf(encryption=CLOSED), "encrypted"),
        (ad_pdf(encryption=OWNER), "encrypted"),
        (ad_pdf(pages=0), "no pages"),
        (ad_pdf(is_drawn=False), "first page is empty"),
        (ad_pdf(0.1, 50), "cannot be printed"),
        (ad_pdf(6000, 50, unit=10), "cannot be printed"),
    ],
)
def test_a_pdf_that_cannot_be_printed_is_a_picture_error_with_a_hint(
    tmp_path, data, message
):
    path = tmp_path / "ad.pdf"
    path.write_bytes(data)

    with pytest.raises(PictureError, match=message) as caught:
        measure_picture(path)
    assert caught.value.hint


@given(st.binary(max_size=60), st.integers(0, 900), st.booleans())
def test_any_bytes_are_a_pdf_or_a_picture_error(noise, at, is_whole):
    whole = ad_pdf()
    data = whole[:at] + noise + (whole[at:] if is_whole else b"")

    try:
        size = measure_page(data)
    except PictureError:
        return
    assert size.width_pt > 0


# ------------------------------------------------------------------ drawing


def test_only_the_trimmed_page_is_shown_and_all_of_it():
    image = draw_page(ad_pdf(131, 100), 700)

    assert image.size == (700, round(700 * 100 / 131))
    assert is_about(corners(image), UPRIGHT)
    red, green, blue = (np.asarray(image)[:, :, n].astype(int) for n in range(3))
    assert ((green - np.maximum(red, blue)) < 60).all()


def test_notes_on_a_page_are_not_printed():
    with pikepdf.open(io.BytesIO(ad_pdf(100, 50))) as pdf:
        page = pdf.pages[0]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Square,
            Rect=[160, 25, 250, 60],
            C=[0, 0, 1],
            IC=[0, 0, 1],
            F=4,
        )
        form = pikepdf.Stream(pdf, b"0 0 1 rg 0 0 90 35 re f")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 90, 35])
        note.AP = pikepdf.Dictionary(N=form)
        page.Annots = pikepdf.Array([pdf.make_indirect(note)])
        out = io.BytesIO()
        pdf.save(out)

    assert draw_page(out.getvalue(), 400).tobytes() == (
        draw_page(ad_pdf(100, 50), 400).tobytes()
    )


@pytest.mark.parametrize(("ppi", "drawn"), [(96, 300), (200, 300), (600, 600)])
def test_a_page_has_three_hundred_pixels_an_inch_or_more(tmp_path, ppi, drawn):
    prepared = crop_to_frame(picture_of(tmp_path, ad_pdf(127, 50.8)), 50.8, 90, ppi)

    assert prepared.width_px == pytest.approx(2 * drawn, abs=1)
    assert prepared.height_px == pytest.approx(0.8 * drawn, abs=1)


def test_a_page_is_fitted_into_its_frame_and_never_cut(tmp_path):
    shown = picture_of(tmp_path, ad_pdf(100, 100))
    for frame in ((200, 50), (50, 200)):
        prepared = crop_to_frame(shown, *frame, 200)
        image = Image.open(io.BytesIO(prepared.data))
        assert image.size == (591, 591)
        assert is_about(corners(image), UPRIGHT)


def test_type_and_rules_lose_nothing_and_black_alone_stays_grey(tmp_path):
    shown = picture_of(tmp_path, ad_pdf(100, 50))
    prepared = crop_to_frame(shown, 100, 50, 200)

    assert prepared.mime_type == "image/png"
    drawn = draw_page(shown.path.read_bytes(), prepared.width_px)
    image = Image.open(io.BytesIO(prepared.data))
    assert image.convert("RGB").tobytes() == drawn.tobytes()

    black = picture_of(tmp_path, ad_pdf(100, 50, red="0.3 g"))
    grey = crop_to_frame(black, 100, 50, 200)
    assert Image.open(io.BytesIO(grey.data)).mode == "L"


def test_a_page_full_of_photographs_does_not_fill_the_paper(tmp_path):
    noise = np.random.default_rng(1868).integers(0, 255, (300, 600, 3), dtype=np.uint8)
    path = tmp_path / "photograph.pdf"
    smooth = Image.fromarray(noise).resize((1200, 600), Image.Resampling.BICUBIC)
    smooth.save(path, "PDF", resolution=300)
    prepared = crop_to_frame(picture_of(tmp_path, path.read_bytes()), 100, 50, 200)

    assert prepared.mime_type == "image/jpeg"


def test_the_same_page_gives_the_same_bytes(tmp_path):
    shown = picture_of(tmp_path, ad_pdf(100, 50))

    assert crop_to_frame(shown, 100, 50, 200) == crop_to_frame(shown, 100, 50, 200)
