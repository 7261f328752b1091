"""Cut a press file into files of one page each, as newspaper plants want them.

Such a plant imposes by itself: it takes each page when it is ready, and again when it
has changed. Every file is PDF/X-4 as the whole is, says which page it is, and is the
same, byte for byte, when its page is.
"""

import io
from collections.abc import Iterator

import pikepdf

from printshop.finish.metadata import number_pages
from printshop.finish.pdfx import declare, written
from printshop.finish.press import PressJob


def split_pages(data: bytes, job: PressJob) -> Iterator[bytes]:
    """Yield a file for each page of a press file, in order."""
    with pikepdf.open(io.BytesIO(data)) as whole:
        count = len(whole.pages)
    for number in range(1, count + 1):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            del pdf.pages[number:]
            del pdf.pages[: number - 1]
            number_pages(pdf, number)
            declare(pdf, job.declaration(number))
            yield written(pdf)
