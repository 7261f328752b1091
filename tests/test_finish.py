"""What a finished file says about itself, read back with another library."""

import io

import pypdf
import pypdfium2
import pytest

from printshop.finish import finish_reader_pdf
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(
        Assets((fonts_folder(),)), ['p { font: 12pt "Source Serif 4 SmText" }']
    )


@pytest.fixture(scope="module")
def plain(engine: Engine) -> bytes:
    return engine.set_pages(
        '<title>A paper</title><meta name="dcterms.created" content="2026-11-20">'
        "<p>Issue\u00a02566 costs 2\u202f€</p><p style='break-before: page'>Two</p>"
    ).pdf()


def test_pages_are_labelled_with_their_printed_numbers(plain: bytes) -> None:
    reader = pypdf.PdfReader(
        io.BytesIO(finish_reader_pdf(plain, first_page=7, has_outline=False))
    )

    assert reader.page_labels == ["7", "8"]


@pytest.mark.parametrize(
    ("has_outline", "mode"), [(True, "/UseOutlines"), (False, "/UseNone")]
)
def test_an_issue_opens_with_its_outline_and_a_story_without(
    plain: bytes, has_outline: bool, mode: str
) -> None:
    data = finish_reader_pdf(plain, has_outline=has_outline)

    reader = pypdf.PdfReader(io.BytesIO(data))

    assert reader.page_mode == mode
    assert reader.viewer_preferences is not None
    assert reader.viewer_preferences.display_doctitle


def test_a_no_break_space_is_copied_as_a_space(plain: bytes) -> None:
    before = pypdfium2.PdfDocument(plain)[0].get_textpage().get_text_range()
    finished = finish_reader_pdf(plain, has_outline=False)
    document = pypdfium2.PdfDocument(finished)
    after = document[0].get_textpage().get_text_range()

    assert "Issue\u00a02566" in before
    assert "Issue 2566" in after
    assert "\u00a0" not in after
    assert "Issue 2566" in pypdf.PdfReader(io.BytesIO(finished)).pages[0].extract_text()


def test_the_same_pages_give_the_same_bytes_with_the_issues_date(plain: bytes) -> None:
    finished = finish_reader_pdf(plain, has_outline=True)
    metadata = pypdf.PdfReader(io.BytesIO(finished)).metadata

    assert finish_reader_pdf(plain, has_outline=True) == finished
    assert metadata is not None
    assert str(metadata["/CreationDate"]) == "D:20261120"
