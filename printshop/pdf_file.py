"""Open a PDF that a person has named, or say what is wrong with it.

* A PDF begins with ``%PDF-`` and ends with ``%%EOF``; readers allow each to stand
  within 1,024 bytes of its end of the file (ISO 32000-1, Annex H, 3.4.1 and 3.4.4).
  A file without the second was cut off on its way: parts of it may be gone, so it is
  refused, even where a viewer shows some pages.
* A file whose table of objects is wrong is mended in memory when all of its pages can
  still be found. What cannot be mended is refused.
* A file that is encrypted is refused, even if everybody may open it: no printer takes
  one, and what stands in it may not be placed elsewhere.
* A stream that unpacks to more than 512 MB counts as damaged: the largest picture that
  is printed, 100 million pixels in four inks, takes 400.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from printshop.errors import SourceError

MOST_PIXELS = 100_000_000
"""More than this in one picture is not decoded: a small file may hold very many."""

_HEADER, _END = b"%PDF-", b"%%EOF"
_NEAR_BYTES = 1024
_PADDED_BYTES = 16 * 1024
"""How much of the end is looked through for the last byte that is no padding."""

_MOST_UNPACKED_BYTES = 512 * 2**20

_DAMAGE = (
    pikepdf.PdfError,
    *(ValueError, TypeError, LookupError, ArithmeticError, RuntimeError),
    AttributeError,
)
"""What reading a damaged file raises: things are missing in it, or of another kind."""


def open_pdf(path: Path) -> pikepdf.Pdf:
    """Open a PDF with at least one page; close it after use.

    Raises SourceError when it is missing, no PDF, cut off, damaged or encrypted.
    """
    _check_ends(path)
    # for the whole process, so that whoever reads on in the file is safe, too
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_UNPACKED_BYTES,
        run_length_max_memory=_MOST_UNPACKED_BYTES,
    )
    with damage_told(path):
        pdf = pikepdf.open(path)
    try:
        _check_contents(pdf, path)
    except BaseException:
        pdf.close()
        raise
    return pdf


def is_cut_off(end: bytes) -> bool:
    """Tell from a PDF's last bytes whether its end is missing.

    Zeros and blanks that pad it do not count.
    """
    return _END not in end[-_PADDED_BYTES:].rstrip(b"\0\t\n\r ")[-_NEAR_BYTES:]


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Turn what pikepdf raises at a damaged file into a SourceError.

    A PDF is read piece by piece: put this round whatever reads on in one.
    """
    try:
        yield
    except pikepdf.PasswordError as error:
        raise _encrypted(path) from error
    except _DAMAGE as error:
        raise SourceError(
            "the PDF is damaged",
            where=str(path),
            hint="export it again, or have it sent again",
        ) from error


def _check_ends(path: Path) -> None:
    """Refuse what can be told from the file's first and last bytes."""
    begins, ends = _ends(path)
    if not begins:
        raise SourceError(
            "the file is empty",
            where=str(path),
            hint="export it again, or have it sent again",
        )
    if _HEADER not in begins:
        raise SourceError(
            "this is no PDF",
            where=str(path),
            hint="name a PDF, or export one from the program that made this file",
        )
    if is_cut_off(ends):
        raise SourceError(
            "the PDF is cut off: its end is missing",
            where=str(path),
            hint="copy or download it again, to the end",
        )


def _ends(path: Path) -> tuple[bytes, bytes]:
    """Read the first and the last bytes of a file."""
    try:
        if path.is_dir():
            raise SourceError("this is a folder", where=str(path), hint="name a PDF")
        with path.open("rb") as file:
            begins = file.read(_NEAR_BYTES)
            length = file.seek(0, os.SEEK_END)
            file.seek(max(0, length - _PADDED_BYTES))
            return begins, file.read()
    except FileNotFoundError as error:
        raise SourceError(
            "there is no such file", where=str(path), hint="look at how it is spelt"
        ) from error
    except OSError as error:
        raise SourceError(
            f"the file cannot be read: {error.strerror or error}",
            where=str(path),
            hint="look at who may read it, and at the disk",
        ) from error


def _check_contents(pdf: pikepdf.Pdf, path: Path) -> None:
    """Refuse what is encrypted, has no pages, or has pages that cannot be found."""
    if pdf.is_encrypted:
        raise _encrypted(path)
    with damage_told(path):
        if not pdf.pages:
            raise SourceError(
                "the PDF has no pages",
                where=str(path),
                hint="export it again, or have it sent again",
            )
        for page in pdf.pages:
            _look_at(page)


def _look_at(page: pikepdf.Page) -> None:
    """Have what every page needs be read; ValueError, say, when it is not there."""
    for side in page.mediabox.as_list():
        float(side)
    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            stream.read_bytes()


def _encrypted(path: Path) -> SourceError:
    return SourceError(
        "the PDF is encrypted",
        where=str(path),
        hint="export it without a password and without restrictions",
    )
