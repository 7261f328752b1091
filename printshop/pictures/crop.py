"""Cut a picture to its frame, and give it no more pixels than paper can show.

Rules, from the paper's design specification (6):

* A crop keeps the focal point: as far along the crop as it was along the picture,
  and, where height is cut, as near to the upper third as can be, where eyes belong.
* Pictures are resampled to the resolution of the page, never up. A JPEG that has the
  right size already is kept as it was delivered, unless coding makes it much smaller.
* A black-and-white picture stays grey, also when it was saved in colours.
* A page of a PDF has type and fine lines in it: it is drawn at 300 pixels an inch at
  least, and compressed without loss unless that makes a file much larger.
"""

import io
import math
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image, ImageChops, ImageCms

from printshop.issue import Picture
from printshop.pictures.drawing import clean_drawing
from printshop.pictures.measure import (
    is_drawing,
    is_page,
    opened,
    read_picture_file,
    upright,
)
from printshop.pictures.page_picture import draw_page
from printshop.pictures.plain_jpeg import plain_jpeg

MM_PER_INCH = 25.4
JPEG_QUALITY = 85
PAGE_PPI = 300
PAGE_QUALITY = 92
"""For a page with photographs, where JPEG must not blur the type beside them."""

_LOSSLESS_COST = 2
"""How many times the bytes of a JPEG a page without any loss may take."""

_HEAVY = 1.25
"""How many times the bytes of a JPEG coded here a delivered one may have."""

MOST_GREY_DIFFERENCE = 6
"""Between the channels of a grey picture saved in colours, of 255: JPEG rounds."""


class CropBox(NamedTuple):
    """The part of a picture that is kept, in its pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels down."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture's bytes, ready to be set."""

    data: bytes
    mime_type: str
    width_px: int
    height_px: int


def crop_box(
    width_px: float, height_px: float, proportion: float, focus: tuple[float, float]
) -> CropBox:
    """Find the largest part of that proportion around a focal point, in shares."""
    focus_x, focus_y = focus
    width = min(width_px, height_px * proportion)
    height = min(height_px, width_px / proportion)
    left = focus_x * (width_px - width)
    top = min(max(focus_y * height_px - height / 3, 0), height_px - height)
    return CropBox(left, top, left + width, top + height)


def effective_ppi(picture: Picture, width_mm: float, height_mm: float) -> float:
    """Count the pixels an inch of the crop; a drawing has as many as one likes."""
    if picture.is_vector:
        return math.inf
    focus = (picture.focus_x, picture.focus_y)
    box = crop_box(picture.width_px, picture.height_px, width_mm / height_mm, focus)
    return box.width / width_mm * MM_PER_INCH


def crop_to_frame(
    picture: Picture,
    width_mm: float,
    height_mm: float,
    ppi: int,
    *,
    quality: int | None = JPEG_QUALITY,
) -> PreparedPicture:
    """Prepare a picture for a frame; PictureError when its file cannot be decoded.

    Without ``quality`` nothing is lost after resampling: PNG instead of JPEG. A
    drawing is cleaned, and keeps its own proportion; so does a PDF's page.
    """
    data = read_picture_file(picture.path)
    if is_drawing(picture.path):
        drawing = clean_drawing(data)
        return PreparedPicture(
            drawing.data, "image/svg+xml", drawing.width, drawing.height
        )
    if is_page(picture.path):
        wide_mm = min(width_mm, height_mm * picture.proportion)
        wide_px = max(1, math.ceil(wide_mm / MM_PER_INCH * max(ppi, PAGE_PPI)))
        return _encoded_page(_in_srgb(draw_page(data, wide_px), None), quality)
    focus, proportion = (picture.focus_x, picture.focus_y), width_mm / height_mm
    most_px = math.ceil(width_mm / MM_PER_INCH * ppi)
    with opened(data) as image:
        profile = image.info.get("icc_profile")
        plain = plain_jpeg(data, image)
        _read_small(image, ppi / effective_ppi(picture, width_mm, height_mm))
        whole = upright(image)
    flat = _flat(whole)
    box = crop_box(flat.width, flat.height, proportion, focus)
    cut = _in_srgb(_resampled(flat, box, most_px), profile)
    own_size = picture.width_px, picture.height_px
    if plain and (cut.size, cut.mode) == (own_size, whole.mode):
        return _as_delivered(plain, cut, quality)
    return _encoded(cut, quality)


def _as_delivered(
    plain: bytes, image: Image.Image, quality: int | None
) -> PreparedPicture:
    """Keep a JPEG of which no pixel changes, unless coding makes it much smaller."""
    coded = _encoded(image, quality or JPEG_QUALITY)
    if len(plain) <= _HEAVY * len(coded.data):
        return PreparedPicture(plain, "image/jpeg", image.width, image.height)
    return coded if quality else _encoded(image, None)


def _read_small(image: Image.Image, reduction: float) -> None:
    """Let a large JPEG be decoded at half, a quarter or an eighth of its size.

    Twice the pixels wanted are kept, so that resampling has something to choose from.
    """
    share = min(1, 2 * reduction)
    wanted = math.ceil(image.width * share), math.ceil(image.height * share)
    image.draft(image.mode, wanted)


def _flat(image: Image.Image) -> Image.Image:
    """Bring a picture to 8 bits of grey, RGB or CMYK, on white paper."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return _on_paper(image)
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _on_paper(image: Image.Image) -> Image.Image:
    is_grey = image.mode in {"1", "L", "LA"}
    with_alpha = image.convert("LA" if is_grey else "RGBA")
    colours = with_alpha.convert("L" if is_grey else "RGB")
    paper = Image.new(colours.mode, colours.size, "white")
    return Image.composite(colours, paper, with_alpha.getchannel("A"))


def _resampled(image: Image.Image, box: CropBox, most_px: int) -> Image.Image:
    """Cut and shrink; what is small already is only cut, at whole pixels."""
    if box.width <= most_px:
        width, height = max(1, round(box.width)), max(1, round(box.height))
        left = min(round(box.left), image.width - width)
        top = min(round(box.top), image.height - height)
        return image.crop((left, top, left + width, top + height))
    height = max(1, round(box.height * most_px / box.width))
    return image.resize((most_px, height), Image.Resampling.LANCZOS, box=box)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert by the embedded profile; grey stays grey, and so does hidden grey."""
    is_grey = image.mode == "L"
    if profile:
        image = _converted(image, profile)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    return image.convert("L") if is_grey or _is_hidden_grey(image) else image


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert to sRGB; a profile that is broken or another picture's says nothing."""
    with suppress(ImageCms.PyCMSError, OSError):
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return converted or image
    return image


def _is_hidden_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    difference = ImageChops.lighter(
        ImageChops.difference(red, green), ImageChops.difference(red, blue)
    )
    return not any(difference.histogram()[MOST_GREY_DIFFERENCE + 1 :])


def _encoded(image: Image.Image, quality: int | None) -> PreparedPicture:
    """Write the pixels and nothing else: no camera, no place, no comments."""
    image.info = {}
    file = io.BytesIO()
    if quality is None:
        # quickly: it is compressed again where it is set
        image.save(file, "PNG", compress_level=1)
    else:
        image.save(file, "JPEG", quality=quality, optimize=True)
    mime_type = "image/png" if quality is None else "image/jpeg"
    return PreparedPicture(file.getvalue(), mime_type, image.width, image.height)


def _encoded_page(image: Image.Image, quality: int | None) -> PreparedPicture:
    """Write a drawn page sharp, and only one full of photographs with some loss."""
    lossless = _encoded(image, None)
    if quality is None:
        return lossless
    file = io.BytesIO()
    image.save(file, "JPEG", quality=PAGE_QUALITY, subsampling=0, optimize=True)
    if len(lossless.data) <= _LOSSLESS_COST * file.tell():
        return lossless
    return PreparedPicture(file.getvalue(), "image/jpeg", image.width, image.height)
