"""What a reader's PDF says about itself, beyond what the engine writes.

* Page labels are the printed page numbers (ISO 32000-1, 12.4.2).
* An issue opens with its outline shown; every file shows its title, not its name.
* Dates are the issue's, and the identifier is a digest of the content: the same
  input gives the same bytes.
"""

import io

import pikepdf

from printshop.finish.archival import make_archival
from printshop.finish.extraction import map_spaces


def finish_reader_pdf(data: bytes, *, first_page: int = 1, has_outline: bool) -> bytes:
    """Finish a PDF for readers; the same bytes in give the same bytes out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        describe(pdf, first_page=first_page, has_outline=has_outline)
        return written(pdf)


def describe(pdf: pikepdf.Pdf, *, first_page: int = 1, has_outline: bool) -> None:
    """Say how the pages are numbered and how the file opens; let spaces be found."""
    number_pages(pdf, first_page)
    pdf.Root.PageMode = (
        pikepdf.Name.UseOutlines if has_outline else pikepdf.Name.UseNone
    )
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    map_spaces(pdf)
    if "/StructTreeRoot" in pdf.Root:
        make_archival(pdf)


def number_pages(pdf: pikepdf.Pdf, first_page: int = 1) -> None:
    """Give the pages the numbers that are printed on them."""
    labels = pikepdf.Dictionary(S=pikepdf.Name.D, St=first_page)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, labels])


def written(pdf: pikepdf.Pdf) -> bytes:
    """Write a file for readers, small: the same content gives the same bytes."""
    file = io.BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return file.getvalue()
