"""Pictures of finished pages: right in number, order and size."""

from pathlib import Path

import pytest

from printshop.errors import SourceError
from printshop.proof import contact_sheet, page_pictures
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine


@pytest.fixture(scope="module")
def five_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    engine = Engine(
        Assets((fonts_folder(),)),
        [
            "@page { size: 100mm 200mm; margin: 0 }"
            "div { height: 200mm; break-after: page; background: rgb(200, 0, 0) }"
            "div:first-child { background: rgb(0, 0, 200) }"
        ],
    )
    path = tmp_path_factory.mktemp("proof") / "five.pdf"
    path.write_bytes(engine.set_pages("<div></div>" * 5).pdf())
    return path


def test_every_page_becomes_a_picture_of_the_asked_width(five_pages: Path) -> None:
    pictures = page_pictures(five_pages, 50)

    assert [picture.size for picture in pictures] == [(50, 100)] * 5


def test_pages_stand_in_reading_order_row_by_row(five_pages: Path) -> None:
    sheet = contact_sheet(five_pages, columns=2, page_width_px=50)

    assert sheet.size == (2 * 62 + 12, 3 * 112 + 12)
    assert sheet.getpixel((30, 60)) == (0, 0, 200)
    assert sheet.getpixel((92, 60)) == (200, 0, 0)
    assert sheet.getpixel((92, 284)) == (214, 214, 214)


def test_a_file_that_is_no_pdf_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "story.pdf"
    path.write_text("not a PDF")

    with pytest.raises(SourceError, match=r"story\.pdf"):
        page_pictures(path, 50)
