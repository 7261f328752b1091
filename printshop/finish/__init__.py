"""Turn typeset pages into each edition's file.

An issue is set once, into a master in RGB: ``reader`` and ``press`` are made of it.

* ``reader``      the reader's file of the master
* ``press``       the press's file of the master, in the steps below
* ``content_colour``  all colours into ``inks``: content, gradients, masks, pictures
* ``reader_pictures``  photographs encoded once, for readers
* ``advertisers``  an advertiser's own PDF in its rectangle
* ``boxes``       what is trimmed off, and how far a page bleeds
* ``pdfx``        what makes a file PDF/X-4
* ``split``       a file for each page
* ``inks``, ``content_colour``  colours of light become colours of ink: the way of one
  colour, and the walk through all that a page is drawn with
* ``content_stream``, ``shadings``, ``press_pictures``, ``spot_colours``, ``soft_masks``
  what that walk finds; ``graphics_state`` and ``device_path`` know how large it is
* ``colour_spaces``, ``calibrated_colour``, ``pdf_functions``, ``calculator_function``,
  ``sampled_functions``  what colours in a PDF are worth
* ``reader_pictures``, ``placed_pictures``  photographs for readers, by their size
* ``picture_samples``, ``picture_coding``  pictures out of a PDF, and into it
* ``extraction``  what a reader gets who copies or searches
* ``archival``    what makes a file for readers PDF/A-3a and PDF/UA-1
* ``about``, ``xmp``  what it says that it is, in Info, Dublin Core and PRISM
* ``said_of_itself``  the same, read back from a finished file
* ``attached_source``  the story's source, attached to its PDF
* ``linearised``  written so that the first page is shown at once
* ``metadata``    page labels, how the file opens, an identifier without a clock
"""

from printshop.finish.about import About
from printshop.finish.advertisers import PlacedAdvert
from printshop.finish.attached_source import SourceFile
from printshop.finish.metadata import finish_reader_pdf
from printshop.finish.press import PressJob, finish_press
from printshop.finish.reader import finish_newspaper
from printshop.finish.split import split_pages

__all__ = [
    "About",
    "PlacedAdvert",
    "PressJob",
    "SourceFile",
    "finish_newspaper",
    "finish_press",
    "finish_reader_pdf",
    "split_pages",
]
