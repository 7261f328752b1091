"""Pictures: measured when they are read, cropped when their frame is known.

* ``measure`` finds the upright size without trusting the file, and proves that it
  can be decoded.
* ``crop`` cuts a picture to its frame around its focal point, in sRGB or grey, with
  no more pixels than the page can show.
* ``plain_jpeg`` keeps a JPEG as it was delivered, where no pixel changes.
* ``drawing`` cleans vector drawings, which are never cropped.
* ``page_picture`` draws the first page of a PDF, for advertisements.

The same file and the same frame give the same bytes.
"""

from printshop.pictures.crop import (
    CropBox,
    PreparedPicture,
    crop_box,
    crop_to_frame,
    effective_ppi,
)
from printshop.pictures.errors import PictureError, TooManyPixelsError
from printshop.pictures.measure import PIXEL_LIMIT, PictureSize, measure_picture

__all__ = [
    "PIXEL_LIMIT",
    "CropBox",
    "PictureError",
    "PictureSize",
    "PreparedPicture",
    "TooManyPixelsError",
    "crop_box",
    "crop_to_frame",
    "effective_ppi",
    "measure_picture",
]
