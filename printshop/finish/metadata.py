"""What a reader's PDF says about itself, beyond what the engine writes.

* Page labels are the printed page numbers (ISO 32000-1, 12.4.2).
* An issue opens with its outline shown; every file shows its title, not its name.
* Dates are the issue's, and the identifier is a digest of the content: the same
  input gives the same bytes.
"""

import io

import pikepdf

from printshop.finish.extraction import map_spaces


def finish_reader_pdf(data: bytes, *, first_page: int = 1, has_outline: bool) -> bytes:
    """Finish a PDF for readers; the same bytes in give the same bytes out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        labels = pikepdf.Dictionary(S=pikepdf.Name.D, St=first_page)
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, labels])
        pdf.Root.PageMode = (
            pikepdf.Name.UseOutlines if has_outline else pikepdf.Name.UseNone
        )
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        map_spaces(pdf)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return finished.getvalue()
