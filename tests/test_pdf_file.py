import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from printshop.errors import ExitCode, SourceError
from printshop.pdf_file import damage_told, open_pdf


def _made() -> bytes:
    """Make a PDF of three pages, each with a stream of its own."""
    pdf, file = pikepdf.new(), io.BytesIO()
    for number in range(3):
        page = pdf.add_blank_page(page_size=(300, 400))
        page.contents_add(pdf.make_stream(b"%d 0 50 50 re f\n" % number * 50))
    plain = pikepdf.ObjectStreamMode.disable
    pdf.save(file, object_stream_mode=plain)
    return file.getvalue()


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _without_its_last_bytes(data: bytes) -> bytes:
    return data[:-8]


def _one_stream_garbled(data: bytes) -> bytes:
    full = data.index(b"stream\n", data.index(b"endstream") + 20) + 7
    return data[:full] + b"\xff\xff\xff" + data[full + 3 :]


def _all_garbled(data: bytes) -> bytes:
    return data[:15] + b"\x07" * (len(data) - 30) + data[-15:]


def _page_in_itself(data: bytes) -> bytes:
    return data.replace(b"/Kids [ 3 0 R", b"/Kids [ 2 0 R")


def _without_pages(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.pages[:]
        file = io.BytesIO()
        pdf.save(file)
    return file.getvalue()


def test_a_good_pdf_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "good.pdf"
    path.write_bytes(_made())

    with open_pdf(path) as pdf:
        assert len(pdf.pages) == 3


@pytest.mark.parametrize(
    ("hurt", "message"),
    [
        (lambda _: b"", "the file is empty"),
        (lambda _: b"Dear Sir,\n", "this is no PDF"),
        (_half, "the PDF is cut off: its end is missing"),
        (_without_its_last_bytes, "the PDF is cut off: its end is missing"),
        (_one_stream_garbled, "the PDF is damaged"),
        (_all_garbled, "the PDF is damaged"),
        (_page_in_itself, "the PDF is damaged"),
        (_without_pages, "the PDF has no pages"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_what_to_do(
    tmp_path: Path, hurt: Callable[[bytes], bytes], message: str
) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(hurt(_made()))

    with pytest.raises(SourceError) as caught:
        open_pdf(path)

    assert caught.value.message == message
    assert caught.value.where == str(path)
    assert caught.value.hint
    assert caught.value.exit_code == ExitCode.SOURCE


@pytest.mark.parametrize("password", ["secret", ""])
def test_an_encrypted_pdf_is_refused_even_if_everybody_may_open_it(
    tmp_path: Path, password: str
) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(_made())) as pdf:
        locked = pikepdf.Encryption(owner="owner", user=password)
        pdf.save(path, encryption=locked)

    with pytest.raises(SourceError, match="the PDF is encrypted"):
        open_pdf(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        open_pdf(tmp_path / "gone.pdf")
    with pytest.raises(SourceError, match="this is a folder"):
        open_pdf(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        open_pdf(tmp_path / ("a" * 5000))


@pytest.mark.parametrize(
    "hurt",
    [
        lambda data: data.replace(b"startxref\n", b"startxref\n9"),
        lambda data: data + b"\0" * 9000,
        lambda data: b"\r\n" + data,
    ],
)
def test_what_can_be_mended_is_opened(
    tmp_path: Path, hurt: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "hurt.pdf"
    path.write_bytes(hurt(_made()))

    with open_pdf(path) as pdf:
        assert [page.mediabox[2] for page in pdf.pages] == [300, 300, 300]


def test_damage_that_shows_itself_later_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    with pikepdf.open(io.BytesIO(_made())) as pdf:
        flate = pikepdf.Name.FlateDecode
        form = pikepdf.Stream(pdf, b"not deflated", Filter=flate)
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Form=form)
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    with open_pdf(path) as opened, pytest.raises(SourceError, match="is damaged"):
        _read_forms(opened, path)


def _read_forms(pdf: pikepdf.Pdf, path: Path) -> None:
    with damage_told(path):
        for form in pdf.pages[0].Resources.XObject.values():
            form.read_bytes()
