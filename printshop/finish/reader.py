"""Make the reader's file of the master: the trimmed pages, on screen and on paper.

Pictures come whole from the master, and are encoded once, here: at 150 pixels an inch,
which is more than a screen shows and enough for an office printer.
"""

import io
from collections.abc import Sequence

import pikepdf

from printshop.finish.about import About
from printshop.finish.advertisers import PlacedAdvert, advert_pictures
from printshop.finish.boxes import cut_to_trim
from printshop.finish.linearised import linearised
from printshop.finish.metadata import describe
from printshop.finish.reader_pictures import encode_pictures

READER_PPI = 150
READER_QUALITY = 85


def finish_newspaper(
    master: bytes,
    adverts: Sequence[PlacedAdvert] = (),
    about: About | None = None,
) -> bytes:
    """Finish an issue for readers; the same master gives the same bytes."""
    with pikepdf.open(io.BytesIO(master)) as pdf:
        pages = [picture.objgen for picture in advert_pictures(pdf, adverts)]
        cut_to_trim(pdf)
        encode_pictures(pdf, READER_PPI, READER_QUALITY, pages)
        describe(pdf, about, has_outline=True)
        return linearised(pdf)
