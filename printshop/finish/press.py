"""Make a file for the press of the master: one pass, nothing is set anew.

What is not ink goes, colours become the press's inks, advertisers' own PDFs take the
place of their pictures, every page gets its boxes and the printer's marks, and the
file says that it is PDF/X-4. The order matters: an advertiser's inks are not to be
converted, and a page is laid on its sheet when all of it is there.
"""

import datetime
import io
from dataclasses import dataclass

import pikepdf

from printshop.finish.advertisers import PlacedAdvert, take_out_pictures
from printshop.finish.boxes import lay_on_sheet, press_boxes, read_box
from printshop.finish.content_colour import convert_colours
from printshop.finish.inks import inks_of
from printshop.finish.metadata import number_pages
from printshop.finish.pdfx import Declaration, declare, strip, written
from printshop.printer_profile import PrinterProfile
from printshop.printers_marks import MarkedArea, stamp_marks


@dataclass(frozen=True, slots=True)
class PressJob:
    """What a press file is made for."""

    profile: PrinterProfile
    title: str
    """Of the file: paper, issue and date."""
    page_titles: tuple[str, ...]
    """The same with its page, for each; the slug line has them, too."""
    author: str
    date: datetime.date
    """The issue's."""
    key: str
    """Content key of the file."""
    adverts: tuple[PlacedAdvert, ...] = ()

    def declaration(self, page: int | None = None) -> Declaration:
        """Say what the file, or the file of one page alone, says about itself."""
        return Declaration(
            title=self.title if page is None else self.page_titles[page - 1],
            author=self.author,
            date=self.date,
            icc=self.profile.icc,
            key=self.key if page is None else f"{self.key}, page {page}",
        )


def finish_press(master: bytes, job: PressJob) -> bytes:
    """Finish a press file; the same master and job give the same bytes.

    Raises LayoutError when the master has too little bleed, SourceError when an
    advertiser's PDF cannot be used.
    """
    with pikepdf.open(io.BytesIO(master)) as pdf:
        strip(pdf)
        # black alone is printed of a coloured advertisement's picture only
        adverts = () if job.profile.is_mono else job.adverts
        spaces = take_out_pictures(pdf, adverts)
        convert_colours(pdf, inks_of(job.profile))
        for space in spaces:
            space.fill(pdf)
        pdf.remove_unreferenced_resources()
        for number, page in enumerate(pdf.pages, start=1):
            _lay_and_mark(pdf, page, number, job)
        number_pages(pdf)
        declare(pdf, job.declaration())
        return written(pdf)


def _lay_and_mark(
    pdf: pikepdf.Pdf, page: pikepdf.Page, number: int, job: PressJob
) -> None:
    """Give a page its boxes, and what the printer wants to see round it."""
    trim, is_left_page = read_box(page.trimbox), number % 2 == 0
    boxes = press_boxes(trim.width, trim.height, job.profile, is_left_page=is_left_page)
    lay_on_sheet(pdf, page, boxes)
    fold = boxes.trim.right if is_left_page else boxes.trim.left
    stamp_marks(
        page,
        MarkedArea(boxes.trim, boxes.bleed, folds_pt=(fold,)),
        job.profile.marks,
        slug=job.page_titles[number - 1],
        is_mono=job.profile.is_mono,
    )
