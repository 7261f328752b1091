"""Measure a picture, and prove that it can be decoded.

* Only the header is read before the number of pixels is known: a file of a few
  kilobytes can hold a picture that fills the memory.
* A photograph's EXIF tag says how the camera was held; sizes here are upright
  (Exif 2.32, 4.6.4, Orientation).
* JPEG, PNG, WebP, TIFF and GIF are read, in the colours that can become sRGB.
* SVG drawings and the first page of a PDF are measured by modules of their own.
"""

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageFile, ImageOps

from printshop.pictures.drawing import clean_drawing
from printshop.pictures.errors import PictureError, TooManyPixelsError
from printshop.pictures.page_picture import measure_page

PIXEL_LIMIT = 100_000_000
"""About 300 MB when decoded."""

LARGEST_FILE = 300_000_000
"""Bytes."""

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")
COLOURS = frozenset(
    {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"}
    | {"I", "I;16", "I;16B", "I;16L"}
)

_ON_ITS_SIDE = frozenset({5, 6, 7, 8})
"""Orientations in which the camera's width is the picture's height."""

_DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError),
    *(AttributeError, EOFError, MemoryError, RuntimeError, struct.error, zlib.error),
)
"""What Pillow's decoders raise at a damaged file: whatever comes in the way."""


@dataclass(frozen=True, slots=True)
class PictureSize:
    """Upright size of a picture, and what its file is."""

    width_px: int
    height_px: int
    """Of a vector drawing in hundredths of a point."""
    is_vector: bool
    sha256: str
    page_count: int = 1
    """Of a PDF, which is printed from its first page."""


def measure_picture(path: Path) -> PictureSize:
    """Measure a picture file; PictureError when it cannot be printed."""
    data = read_picture_file(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if is_drawing(path):
        drawing = clean_drawing(data)
        return PictureSize(drawing.width, drawing.height, True, sha256)
    if is_page(path):
        page = measure_page(data)
        wide, high = round(100 * page.width_pt), round(100 * page.height_pt)
        return PictureSize(wide, high, True, sha256, page.page_count)
    with opened(data) as image:
        width_px, height_px = image.size
        # A JPEG is proved at an eighth of its size: all its data, little work.
        image.draft(image.mode, (max(1, width_px // 8), max(1, height_px // 8)))
        image.load()
        # Only now: Pillow turns TIFFs while it loads them, and takes the tag off.
        if _orientation(image) in _ON_ITS_SIDE:
            width_px, height_px = height_px, width_px
    return PictureSize(width_px, height_px, False, sha256)


def upright(image: Image.Image) -> Image.Image:
    """Decode a picture and turn it as it was held."""
    image.load()
    return ImageOps.exif_transpose(image) if _orientation(image) else image.copy()


def _orientation(image: Image.Image) -> int:
    """Read how the camera was held; 0 when the picture's metadata is damaged."""
    with suppress(*_DAMAGE):
        return int(image.getexif().get(ExifTags.Base.Orientation, 0))
    return 0


def is_drawing(path: Path) -> bool:
    """Tell vector drawings from pixels by their name."""
    return path.suffix.lower() == ".svg"


def is_page(path: Path) -> bool:
    """Tell a PDF by its name."""
    return path.suffix.lower() == ".pdf"


def read_picture_file(path: Path) -> bytes:
    """Read a picture's bytes; PictureError when there are none to be had."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TooManyPixelsError(
                f"the file is larger than {LARGEST_FILE // 1_000_000} MB",
                hint="save it as a JPEG",
            )
        return path.read_bytes()
    except OSError as error:
        raise PictureError(
            f"the file cannot be opened: {error.strerror}",
            hint="look at its name and permissions",
        ) from error


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Open a picture whose size and colours are known to be bearable.

    What goes wrong while it is open is a PictureError too.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of odd metadata, and of sizes that are looked at below.
            warnings.simplefilter("ignore")
            # The engine lets Pillow take half a picture for a whole one.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                _refuse_unbearable(image)
                yield image
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels("far too many") from error
    except _DAMAGE as error:
        raise PictureError(
            "the file is damaged, or no JPEG, PNG, WebP, TIFF, GIF or SVG",
            hint="open it in a picture editor and save it again as JPEG or PNG",
        ) from error


def _refuse_unbearable(image: Image.Image) -> None:
    pixels = image.width * image.height
    if pixels > PIXEL_LIMIT:
        raise _too_many_pixels(f"{pixels / 1_000_000:,.0f} million")
    if image.mode not in COLOURS:
        raise PictureError(
            f"its colours ({image.mode}) cannot be read", hint="save it in sRGB"
        )


def _too_many_pixels(number: str) -> TooManyPixelsError:
    limit = PIXEL_LIMIT // 1_000_000
    return TooManyPixelsError(
        f"it has {number} pixels, more than {limit} million",
        hint="make it smaller: 2,300 pixels across fill the widest page",
    )
