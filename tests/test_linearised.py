"""Files for readers open before they have come whole, in pdfium's own range reader."""

import io
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from printshop.finish import finish_reader_pdf
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine
from tests.byte_ranges import RangeReader
from tests.newsroom import Printed, printed_small_newsroom

WIDTH_PX = 300
LIGHT_BYTES = 40_000
"""More than a page of text takes, and what the file says of itself."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed_small_newsroom(tmp_path_factory)


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages of text with links; on the second a picture of 400 kB."""
    noise = np.random.default_rng(3).integers(0, 255, (360, 400, 3))
    picture = io.BytesIO()
    Image.fromarray(noise.astype(np.uint8)).save(picture, "PNG")
    engine = Engine(
        Assets([fonts_folder()]),
        ['p { font: 12pt "Source Serif 4 SmText" } i { break-before: page }'],
    )
    link = "<p>See <a href='https://a.example/{}'>page {}</a></p>"
    pages = [link.format(n, n) * 9 for n in range(3)]
    pages[1] += "<img src='asset:noise' alt='Noise' style='width: 100mm'>"
    body = "<div style='break-before: page'></div>".join(pages)
    html = f"<html lang=en><title>Heavy</title><body>{body}"
    sheets = engine.set_pages(html, {"asset:noise": ("image/png", picture.getvalue())})
    path = tmp_path_factory.mktemp("heavy") / "heavy.pdf"
    data = sheets.pdf(is_tagged=True)
    path.write_bytes(finish_reader_pdf(data, has_outline=False))
    return path


def _drawn_whole(path: Path, number: int) -> Image.Image:
    """Draw a page of a file that has come whole, counted from 0."""
    reader = RangeReader(path)
    reader.fetch_all()
    return reader.page(number, WIDTH_PX)


def _is_same(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures show the same, and not nothing."""
    is_blank = np.asarray(one.convert("L")).std() < 5
    return not is_blank and one.tobytes() == other.tobytes()


def test_the_first_page_comes_without_the_pictures_of_the_others(heavy: Path) -> None:
    reader = RangeReader(heavy)
    first = reader.page(0, WIDTH_PX)
    size = heavy.stat().st_size

    assert reader.is_linearised
    assert size > 400_000
    assert reader.fetched_bytes < LIGHT_BYTES
    assert _is_same(first, _drawn_whole(heavy, 0))


def test_a_page_further_on_comes_with_its_picture(heavy: Path) -> None:
    reader = RangeReader(heavy)

    assert _is_same(reader.page(1, WIDTH_PX), _drawn_whole(heavy, 1))
    assert reader.fetched_bytes > 400_000


def test_a_file_that_is_not_linearised_is_known_by_its_first_bytes(
    heavy: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.pdf"
    with pikepdf.open(heavy) as pdf:
        pdf.save(plain)
    reader = RangeReader(plain)

    assert not reader.is_linearised


def test_every_file_shows_its_first_page_from_a_part_of_its_bytes(
    printed: Printed,
) -> None:
    for receipt in printed.receipts:
        path = Path(receipt["file"])
        reader = RangeReader(path)
        first = reader.page(0, WIDTH_PX)

        assert reader.is_linearised
        assert _is_same(first, _drawn_whole(path, 0)), path.name
        if receipt["pages"] > 1:
            assert reader.fetched_bytes < path.stat().st_size


def test_each_page_names_only_the_fonts_and_pictures_that_it_draws(
    printed: Printed,
) -> None:
    for path in (printed.file("reader"), printed.file("article", "the-last-lamp")):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                drawn = {
                    str(one.operands[0])
                    for one in pikepdf.parse_content_stream(page, "Do Tf")
                }
                for kind in ("/Font", "/XObject"):
                    assert set(page.resources.get(kind, {})) <= drawn


@pytest.mark.parametrize("pages", [1, 2, 40])
def test_hints_are_right_for_the_qpdf_of_the_machine_and_our_own(
    tmp_path: Path, pages: int
) -> None:
    engine = Engine(Assets([fonts_folder()]), ["h1 { break-before: page }"])
    faces = ("Source Serif 4 SmText", "Roboto Condensed", "Source Serif 4 Display")
    body = "".join(
        f"<h1 style='font-family: \"{faces[n % 3]}\"'>{n}</h1>"
        + f"<p style='font: 9pt \"{faces[0]}\"'><a href='#x'>x</a> <a>y{n}</a>" * n
        for n in range(pages)
    )
    html = f"<html lang=en><title>x</title><body id=x>{body}"
    data = engine.set_pages(html).pdf(is_tagged=True)
    path = tmp_path / "hints.pdf"
    path.write_bytes(finish_reader_pdf(data, has_outline=True))

    told = subprocess.run(
        ["qpdf", "--check-linearization", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) >= pages
        assert pdf.check_linearization()
