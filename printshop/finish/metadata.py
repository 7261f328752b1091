"""What a reader's PDF says about itself, beyond what the engine writes.

* Page labels are the printed page numbers (ISO 32000-1, 12.4.2).
* An issue opens with its outline shown; every file shows its title, not its name.
* A file in a language that is read from right to left is leafed through that way.
* Dates are the issue's, and the identifier is a digest of the content: the same
  input gives the same bytes.
"""

import io

import pikepdf

from printshop.finish.about import PRISM, About, tell_info, tell_own_info, tell_xmp
from printshop.finish.archival import make_archival
from printshop.finish.attached_source import SourceFile, attach
from printshop.finish.extraction import map_spaces
from printshop.finish.linearised import linearised
from printshop.wording import direction


def finish_reader_pdf(
    data: bytes,
    about: About | None = None,
    source: SourceFile | None = None,
    *,
    first_page: int = 1,
    has_outline: bool,
) -> bytes:
    """Finish a PDF for readers; the same bytes in give the same bytes out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if source is not None:
            attach(pdf, source)
        describe(pdf, about, first_page=first_page, has_outline=has_outline)
        return linearised(pdf)


def describe(
    pdf: pikepdf.Pdf,
    about: About | None = None,
    *,
    first_page: int = 1,
    has_outline: bool,
) -> None:
    """Say what the file is, how its pages are numbered, and how it opens."""
    number_pages(pdf, first_page)
    if about is not None:
        tell_info(pdf, about)
    pdf.Root.PageMode = (
        pikepdf.Name.UseOutlines if has_outline else pikepdf.Name.UseNone
    )
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if direction(str(pdf.Root.get("/Lang", ""))) == "rtl":
        pdf.Root.ViewerPreferences.Direction = pikepdf.Name.R2L
    map_spaces(pdf)
    if "/StructTreeRoot" in pdf.Root:
        make_archival(pdf, (PRISM,) if about is not None else ())
        if about is not None:
            tell_xmp(pdf, about)
    if about is not None:
        tell_own_info(pdf, about)


def number_pages(pdf: pikepdf.Pdf, first_page: int = 1) -> None:
    """Give the pages the numbers that are printed on them."""
    labels = pikepdf.Dictionary(S=pikepdf.Name.D, St=first_page)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, labels])
