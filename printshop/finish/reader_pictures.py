"""Encode the pictures of the master once, for readers.

* Photographs are resampled to the resolution that readers get, never up, and become
  JPEG. Their resolution is that of the larger placement, along the axis with fewer
  pixels an inch.
* Drawings stay as they are: type and lines keep their edges, and JPEG would not be
  smaller. A drawing is what without loss takes no more than twice the bytes of a JPEG.
* A page of a PDF, which an advertiser sent, has type in it: it keeps all its pixels,
  and as a JPEG its colour is as sharp as its light.
* What is a JPEG already is coded anew only if it has far too many pixels; pictures of
  one bit, of a palette or in inks stay, and so do soft masks.
"""

from collections.abc import Collection
from typing import Any

import pikepdf
from PIL import Image

from printshop.errors import SourceError
from printshop.finish.colour_spaces import read_plain_space
from printshop.finish.picture_coding import LOSSLESS_COST, jpeg, put
from printshop.finish.picture_samples import check_size, filters, picture_of
from printshop.finish.placed_pictures import picture_sizes

PT_PER_INCH = 72
_TOO_MUCH = 1.25
"""How many times the pixels wanted a JPEG may have before it is coded again."""

PAGE_QUALITY = 92

_SPACES = ("/DeviceGray", "/DeviceRGB")


def encode_pictures(
    pdf: pikepdf.Pdf,
    ppi: int,
    quality: int,
    pages: Collection[tuple[int, int]] = (),
) -> None:
    """Resample each photograph to at most ``ppi`` as placed, and encode it as JPEG.

    Works in place on a master in RGB; what is not a picture is not touched. ``pages``
    are the object numbers of those pictures that are drawings of a page. Raises
    PictureError for a picture that is damaged or too large.
    """
    sizes = picture_sizes(pdf)
    masks = {t.SMask.objgen for t in pdf.objects if _has_soft_mask(t)}
    for thing in list(pdf.objects):
        if _is_photograph_perhaps(thing) and thing.objgen not in masks:
            share = _share(thing, sizes.get(thing.objgen), ppi)
            is_page = thing.objgen in pages
            try:
                if is_page:
                    _encode(thing, 1, PAGE_QUALITY, is_fine=True)
                else:
                    _encode(thing, share, quality)
            except SourceError as error:
                error.where = error.where or "a picture of the PDF"
                raise


def _has_soft_mask(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Stream) and isinstance(
        thing.get("/SMask"), pikepdf.Stream
    )


def _is_photograph_perhaps(thing: Any) -> bool:
    return (
        isinstance(thing, pikepdf.Stream)
        and thing.get("/Subtype") == pikepdf.Name.Image
        and not bool(thing.get("/ImageMask", False))
        and str(thing.get("/ColorSpace", "")) in _SPACES
        and int(thing.get("/BitsPerComponent", 8)) == 8
        and "/Decode" not in thing
        and not isinstance(thing.get("/Mask"), pikepdf.Array)
        and filters(thing) in ([], ["/FlateDecode"], ["/DCTDecode"])
    )


def _share(image: Any, size_pt: tuple[float, float] | None, ppi: int) -> float:
    """Tell which share of the pixels of an axis is to be kept, 1 at the most."""
    if size_pt is None or not min(size_pt):
        return 1
    found = min(
        int(pixels) / (length / PT_PER_INCH)
        for pixels, length in zip((image.Width, image.Height), size_pt, strict=True)
    )
    return min(1, ppi / found)


def _encode(image: Any, share: float, quality: int, *, is_fine: bool = False) -> None:
    check_size(image)
    is_coded = filters(image) == ["/DCTDecode"]
    if is_coded and share * _TOO_MUCH > 1:
        return
    picture = picture_of(image, read_plain_space(image.ColorSpace))
    whole = jpeg(picture, quality, is_fine=is_fine)
    if not is_coded and len(image.read_raw_bytes()) <= LOSSLESS_COST * len(whole.data):
        return
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    if size != picture.size:
        small = picture.resize(size, Image.Resampling.LANCZOS)
        whole = jpeg(small, quality, is_fine=False)
    put(image, whole)
