"""Write a picture into a PDF's image: JPEG for photographs, without loss for drawings.

* JPEG with inks in it is written by Adobe's convention, in which 0 is full ink: the
  image then needs a /Decode that turns the values round (ISO 32000-1, 8.9.5.2).
* What is compressed without loss is stored as differences from the pixel to the left
  (predictor 2, 7.4.4.4).
"""

import io
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf
from PIL import Image

LOSSLESS_COST = 2
"""How many times the bytes of a JPEG a picture may take without any loss. Drawings and
type compress that well, photographs never do."""

_ROWS_APART, _SURELY = 16, 1.5
"""To compress a large photograph without loss takes seconds, and is thrown away."""

_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
_ABOUT_SAMPLES = (
    "/ColorSpace",
    "/BitsPerComponent",
    "/Decode",
    "/DecodeParms",
    "/Filter",
    "/Width",
    "/Height",
)


@dataclass(frozen=True, slots=True)
class Coded:
    """A picture's bytes, and what the image has to say of them."""

    data: bytes
    entries: dict[str, Any]


def jpeg(image: Image.Image, quality: int, *, is_fine: bool) -> Coded:
    """Code a photograph; fine keeps colour as sharp as light (4:4:4)."""
    image.info = {}
    file = io.BytesIO()
    # Pillow's room for what it optimizes is too small for a noisy picture in fine RGB
    is_optimized = image.mode != "RGB" or not is_fine
    image.save(
        file,
        "JPEG",
        quality=quality,
        subsampling=0 if is_fine else 2,
        optimize=is_optimized,
    )
    entries = {**_entries(image), "/Filter": pikepdf.Name.DCTDecode}
    if image.mode == "CMYK":
        entries["/Decode"] = pikepdf.Array([1, 0] * 4)
    return Coded(file.getvalue(), entries)


def lossless(image: Image.Image) -> Coded:
    """Code a drawing."""
    samples = np.asarray(image)
    width, planes = image.width, len(image.getbands())
    rows = samples.reshape(image.height, width, planes)
    differences = np.diff(rows, axis=1, prepend=np.zeros_like(rows[:, :1]))
    parameters = pikepdf.Dictionary(
        Predictor=2, Colors=planes, BitsPerComponent=8, Columns=width
    )
    return Coded(
        zlib.compress(differences.tobytes()),
        {
            **_entries(image),
            "/Filter": pikepdf.Name.FlateDecode,
            "/DecodeParms": parameters,
        },
    )


def indexed(indices: Any, palette: bytes, space: str) -> Coded:
    """Code a drawing of at most 256 colours by their numbers."""
    height, width = indices.shape
    count = len(palette) // (4 if space == "/DeviceCMYK" else 1)
    table = pikepdf.Array(
        [
            pikepdf.Name.Indexed,
            pikepdf.Name(space),
            count - 1,
            pikepdf.String(palette),
        ]
    )
    entries = {"/Width": width, "/Height": height, "/BitsPerComponent": 8}
    return Coded(
        zlib.compress(indices.astype(np.uint8).tobytes()),
        {**entries, "/ColorSpace": table, "/Filter": pikepdf.Name.FlateDecode},
    )


def smaller(image: Image.Image, quality: int, *, is_fine: bool) -> Coded:
    """Code without loss, unless it is a photograph."""
    lossy = jpeg(image, quality, is_fine=is_fine)
    most_bytes = LOSSLESS_COST * len(lossy.data)
    if _rough_bytes(image) > _SURELY * most_bytes:
        return lossy
    whole = lossless(image)
    return whole if len(whole.data) <= most_bytes else lossy


def _rough_bytes(image: Image.Image) -> int:
    """Guess from some of its rows how large a picture is without loss."""
    rows = np.asarray(image)[::_ROWS_APART]
    differences = np.diff(rows, axis=1, prepend=np.zeros_like(rows[:, :1]))
    return _ROWS_APART * len(zlib.compress(differences.tobytes(), 1))


def put(image: Any, coded: Coded) -> None:
    """Put a coded picture in place of the one that an image has."""
    for key in _ABOUT_SAMPLES:
        if key in image:
            del image[key]
    entries = dict(coded.entries)
    filter_, parameters = entries.pop("/Filter"), entries.pop("/DecodeParms", None)
    for key, value in entries.items():
        image[key] = value
    image.write(coded.data, filter=filter_, decode_parms=parameters)


def _entries(image: Image.Image) -> dict[str, Any]:
    return {
        "/Width": image.width,
        "/Height": image.height,
        "/BitsPerComponent": 8,
        "/ColorSpace": pikepdf.Name(_SPACES[image.mode]),
    }
