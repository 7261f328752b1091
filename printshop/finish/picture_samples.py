"""Take the picture out of a PDF's image, as grey, RGB or CMYK of eight bits.

ISO 32000-1, 8.9.5. A picture with more pixels than can be decoded safely is refused
before it is decoded, by the number that is declared; one with fewer bytes than that
number needs is refused as damaged.
"""

import io
import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
from PIL import Image

from printshop.finish.colour_spaces import Space, device_space
from printshop.finish.pdf_functions import numbers
from printshop.pictures import PIXEL_LIMIT, PictureError, TooManyPixelsError

_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
_PIXELS_AT_ONCE = 1_000_000


def picture_of(image: Any, space: Space) -> Image.Image:
    """Decode an image. PictureError when it is damaged, or too large."""
    check_size(image)
    if "/JPXDecode" in filters(image):
        return _jpeg_2000(image)
    samples = raw_samples(image, space)
    bits = int(image.get("/BitsPerComponent", 8))
    decode = _decode(image, space, bits)
    is_plain = bits == 8 and decode is None and space.process
    return _image(samples if is_plain else _measured(samples, space, bits, decode))


def check_size(image: Any) -> None:
    """Refuse an image of too many pixels, or of none."""
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    if width < 1 or height < 1:
        raise _damaged()
    if width * height > PIXEL_LIMIT:
        raise TooManyPixelsError(
            f"a picture has {width} × {height} pixels, more than can be "
            "converted safely",
            hint=f"give it fewer than {PIXEL_LIMIT // 1_000_000} million",
        )


def filters(image: Any) -> list[str]:
    """List the names of what an image is compressed with."""
    found = image.get("/Filter", [])
    names = [found] if isinstance(found, pikepdf.Name) else list(found)
    return [str(name) for name in names]


def raw_samples(image: Any, space: Space) -> npt.NDArray[Any]:
    """Give rows, columns and values as they are stored, before any /Decode."""
    width, height = int(image.Width), int(image.Height)
    bits = int(image.get("/BitsPerComponent", 8))
    values = width * len(space.ranges)
    row_bytes = math.ceil(values * bits / 8)
    try:
        data = image.read_bytes(pikepdf.StreamDecodeLevel.all)
    except pikepdf.PdfError as error:
        raise _damaged() from error
    if bits not in {1, 2, 4, 8, 16} or len(data) < row_bytes * height:
        raise _damaged()
    rows = np.frombuffer(data, np.uint8, row_bytes * height).reshape(height, row_bytes)
    return _unpacked(rows, bits, values).reshape(height, width, len(space.ranges))


def _unpacked(rows: npt.NDArray[np.uint8], bits: int, values: int) -> npt.NDArray[Any]:
    if bits == 8:
        return rows
    if bits == 16:
        return rows.view(">u2")
    single = np.unpackbits(rows, axis=1)[:, : values * bits]
    weights = (1 << np.arange(bits - 1, -1, -1)).astype(np.uint8)
    parted = single.reshape(len(rows), values, bits)
    return np.asarray((parted * weights).sum(axis=2, dtype=np.uint8))


def _decode(image: Any, space: Space, bits: int) -> npt.NDArray[np.float64] | None:
    """Read the range that samples are spread over; None when it is the usual one."""
    usual = np.array(space.ranges, np.float64)
    if space.base is not None:
        usual[:, 1] = 2**bits - 1
    if "/Decode" not in image:
        return None if space.process else usual
    decode = np.array(numbers(image.Decode)).reshape(-1, 2)
    if decode.shape != usual.shape:
        raise _damaged()
    return None if space.process and np.array_equal(decode, usual) else decode


def _measured(
    samples: npt.NDArray[Any],
    space: Space,
    bits: int,
    decode: npt.NDArray[np.float64] | None,
) -> npt.NDArray[Any]:
    """Turn samples into device colours by their space, some rows at a time."""
    low, high = (np.array(space.ranges) if decode is None else decode).T
    height, width, _ = samples.shape
    step = max(1, _PIXELS_AT_ONCE // width)
    strips = []
    for top in range(0, height, step):
        strip = samples[top : top + step].astype(np.float64)
        values = low + strip.reshape(-1, strip.shape[2]) / (2**bits - 1) * (high - low)
        device = np.rint(space.device(values) * 255).astype(np.uint8)
        strips.append(device.reshape(-1, width, device.shape[1]))
    return np.concatenate(strips)


def _image(samples: npt.NDArray[Any]) -> Image.Image:
    mode = _MODES[samples.shape[2]]
    return Image.fromarray(samples[:, :, 0] if mode == "L" else samples, mode)


def _jpeg_2000(image: Any) -> Image.Image:
    try:
        with Image.open(io.BytesIO(image.read_raw_bytes()), formats=["JPEG2000"]) as it:
            if it.width * it.height > PIXEL_LIMIT:
                raise _damaged()
            it.load()
            if it.mode in {"L", "RGB", "CMYK"}:
                return it.copy()
            return it.convert("L" if it.mode in {"I;16", "LA"} else "RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise _damaged() from error


def jpeg_2000_space(image: Any) -> Space:
    """Be the space that a JPEG 2000 brings along."""
    mode = _jpeg_2000(image).mode
    return device_space({"L": 1, "CMYK": 4}.get(mode, 3))


def _damaged() -> PictureError:
    return PictureError(
        "a picture in the PDF is damaged", hint="put it in again, or save it anew"
    )
