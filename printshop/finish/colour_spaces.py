"""Read the colour spaces of a PDF (ISO 32000-1, 8.6), down to grey, RGB or CMYK.

* RGB without a profile is sRGB, which is what the pages are typeset in.
* Colours measured against a white (CalGray, CalRGB, Lab) are brought to sRGB, its
  white by Bradford's adaptation.
* A picture's own RGB profile is honoured; its greys stay greys.
* Greys and inks with a profile keep their numbers: they were meant for ink.
* A spot colour is worth what its tint function says.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
from PIL import Image, ImageCms

from printshop.errors import SourceError
from printshop.finish.calibrated_colour import cal_grey, cal_rgb, lab
from printshop.finish.pdf_functions import numbers, read_function

Floats = npt.NDArray[np.float64]
Range = tuple[float, float]

_DEVICE = {
    "/DeviceGray": 1,
    "/G": 1,
    "/DeviceRGB": 3,
    "/RGB": 3,
    "/DeviceCMYK": 4,
    "/CMYK": 4,
}
_DEFAULTS = {1: "/DefaultGray", 3: "/DefaultRGB", 4: "/DefaultCMYK"}
_NAME_OF = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: how many values a colour has, and what they are worth."""

    device: Callable[[Floats], Floats]
    """Turn rows of colours into rows of grey, RGB or CMYK, from 0 to 1."""
    ranges: tuple[Range, ...]
    """Least and most of each value."""
    initial: tuple[float, ...]
    process: int = 0
    """1, 3 or 4 when the values are device greys, RGB or CMYK themselves."""
    is_spot: bool = False
    base: "Space | None" = None
    """Of an indexed space the one that its colours are in."""
    names: tuple[str, ...] = ()
    """Of a spot colour its plates."""

    def colour(self, values: tuple[float, ...]) -> tuple[float, ...]:
        """Turn one colour into grey, RGB or CMYK."""
        row = self.device(np.array([values], np.float64))[0]
        return tuple(float(value) for value in row)


@dataclass(frozen=True, slots=True)
class PatternSpace:
    """The space of patterns, and of the colour that fills a stencil pattern."""

    base: Space | None


def read_space(space: Any, resources: Any = None) -> Space | PatternSpace:
    """Read a colour space, or its name. Raises SourceError when it is damaged."""
    try:
        if isinstance(space, pikepdf.Name):
            return _named(str(space), resources)
        return _FAMILIES[str(space[0])](space, resources)
    except (
        *(KeyError, AttributeError, ValueError, TypeError, IndexError),
        pikepdf.PdfError,
    ) as error:
        raise SourceError(
            "a colour space of the PDF is damaged, or of a kind that nobody knows",
            hint="have the PDF written again",
        ) from error


def read_plain_space(space: Any, resources: Any = None) -> Space:
    """Read a colour space that may not be Pattern."""
    found = read_space(space, resources)
    if isinstance(found, PatternSpace):
        raise SourceError(
            "a picture or gradient of the PDF says that it is a pattern",
            hint="have the PDF written again",
        )
    return found


def device_space(components: int) -> Space:
    """Be DeviceGray, DeviceRGB or DeviceCMYK."""
    initial = (0.0, 0.0, 0.0, 1.0) if components == 4 else (0.0,) * components
    return Space(
        lambda values: np.clip(values, 0, 1),
        ((0.0, 1.0),) * components,
        initial,
        process=components,
    )


def own_space(name: str, resources: Any) -> Any:
    """Look a name up among the colour spaces of a page; None when it is not there."""
    spaces = resources.get("/ColorSpace") if resources is not None else None
    return spaces.get(name) if spaces is not None else None


def _named(name: str, resources: Any) -> Space | PatternSpace:
    if name == "/Pattern":
        return PatternSpace(None)
    components = _DEVICE.get(name)
    wanted = _DEFAULTS[components] if components else name
    own = own_space(wanted, resources)
    if own is not None and own != pikepdf.Name(_NAME_OF.get(components or 0, name)):
        return read_space(own)
    if components is None:
        raise KeyError(name)
    return device_space(components)


def _device(array: Any, resources: Any) -> Space | PatternSpace:
    return _named(str(array[0]), resources)


def _icc(array: Any, resources: Any) -> Space | PatternSpace:
    del resources
    components = int(array[1].N)
    if components not in _NAME_OF:
        raise ValueError(components)
    profile = _rgb_profile(array[1].read_bytes()) if components == 3 else None
    if profile is None:
        return device_space(components)
    return Space(_by_profile(profile), ((0.0, 1.0),) * 3, (0.0,) * 3)


def _rgb_profile(data: bytes) -> ImageCms.ImageCmsTransform | None:
    """Make the way to sRGB; None for sRGB itself and for what is no RGB profile."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        if "srgb" in ImageCms.getProfileDescription(profile).lower():
            return None
        return ImageCms.buildTransform(
            profile,
            ImageCms.createProfile("sRGB"),
            "RGB",
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):
        return None


def _by_profile(transform: ImageCms.ImageCmsTransform) -> Callable[[Floats], Floats]:
    def device(values: Floats) -> Floats:
        bytes_ = np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
        image = Image.fromarray(bytes_[None])
        changed = np.asarray(ImageCms.applyTransform(image, transform))[0] / 255
        is_grey = (bytes_ == bytes_[:, :1]).all(axis=1, keepdims=True)
        return np.asarray(np.where(is_grey, changed[:, 1:2], changed))

    return device


def _cal_grey(array: Any, resources: Any) -> Space:
    del resources
    gamma = float(array[1].get("/Gamma", 1))
    return Space(lambda values: cal_grey(values, gamma), ((0.0, 1.0),), (0.0,))


def _cal_rgb(array: Any, resources: Any) -> Space:
    del resources
    gamma = np.array(numbers(array[1].get("/Gamma", [1, 1, 1])))
    unit = [1, 0, 0, 0, 1, 0, 0, 0, 1]
    matrix = np.array(numbers(array[1].get("/Matrix", unit))).reshape(3, 3)
    white = np.array(numbers(array[1].WhitePoint))
    return Space(
        lambda values: cal_rgb(values, gamma, matrix, white),
        ((0.0, 1.0),) * 3,
        (0.0,) * 3,
    )


def _lab(array: Any, resources: Any) -> Space:
    del resources
    white = np.array(numbers(array[1].WhitePoint))
    least_a, most_a, least_b, most_b = numbers(
        array[1].get("/Range", [-100, 100, -100, 100])
    )
    ranges = ((0.0, 100.0), (least_a, most_a), (least_b, most_b))
    return Space(lambda values: lab(values, white), ranges, (0.0,) * 3)


def _indexed(array: Any, resources: Any) -> Space:
    base = read_plain_space(array[1], resources)
    table = array[3]
    data = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    count, width = int(array[2]) + 1, len(base.ranges)
    data = data[: count * width].ljust(count * width, b"\0")
    low, high = np.array(base.ranges).T
    values = low + np.frombuffer(data, np.uint8).reshape(-1, width) / 255 * (high - low)
    colours: Floats = base.device(values)

    def device(indices: Floats) -> Floats:
        rows = np.clip(np.rint(indices[:, 0]), 0, count - 1).astype(np.intp)
        return colours[rows]

    return Space(device, ((0.0, count - 1.0),), (0.0,), base=base)


def _spot(array: Any, resources: Any) -> Space:
    names = _names(array[1])
    base = read_plain_space(array[2], resources)
    width = len(names)

    def device(values: Floats) -> Floats:
        if names == ("/All",) or names == ("/Black",):
            return np.pad(np.clip(values, 0, 1), ((0, 0), (3, 0)))
        function = read_function(array[3])
        rows, place = np.unique(values, axis=0, return_inverse=True)
        tints = np.array([function(tuple(row)) for row in rows.tolist()])
        return base.device(tints)[place.reshape(-1)]

    return Space(
        device, ((0.0, 1.0),) * width, (1.0,) * width, is_spot=True, names=names
    )


def _names(names: Any) -> tuple[str, ...]:
    if isinstance(names, pikepdf.Name):
        return (str(names),)
    return tuple(str(name) for name in names)


def _pattern(array: Any, resources: Any) -> PatternSpace:
    return PatternSpace(
        read_plain_space(array[1], resources) if len(array) > 1 else None
    )


_FAMILIES: dict[str, Callable[[Any, Any], Space | PatternSpace]] = {
    **dict.fromkeys(_DEVICE, _device),
    "/CalGray": _cal_grey,
    "/CalRGB": _cal_rgb,
    "/DeviceN": _spot,
    "/I": _indexed,
    "/ICCBased": _icc,
    "/Indexed": _indexed,
    "/Lab": _lab,
    "/Pattern": _pattern,
    "/Separation": _spot,
}
