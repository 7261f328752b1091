"""What colours become on the press: its inks by its ICC profile, or black alone.

* A neutral colour is printed with black ink alone: grey of four inks turns green or
  pink with the least drift of a press, and type in it is never sharp.
* All other colours go through the printer's profile, relative colorimetric with
  black-point compensation, or perceptual where the profile asks for it.
* Colours that are in inks already keep their numbers.
* No colour gets more ink than the paper takes. What a profile gives beyond that is
  taken back: first the grey in cyan, magenta and yellow makes room for black, which
  does the work of three inks; then what is left of the three is thinned.
* With one ink, and in luminosity masks, a colour is worth its luma, with the weights
  of ISO 32000-1, 10.3.2 and 10.3.3.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageCms

from printshop.errors import SourceError
from printshop.printer_profile import PrinterProfile, RenderingIntent

Colour = tuple[float, ...]
"""Grey, RGB or CMYK from 0 to 1, told apart by the number of values."""

_LUMA = (0.299, 0.587, 0.114)
_SAME = 0.5 / 255
"""Channels that differ by less than half a step of eight bits are one grey."""

_INTENTS = {
    RenderingIntent.RELATIVE: ImageCms.Intent.RELATIVE_COLORIMETRIC,
    RenderingIntent.PERCEPTUAL: ImageCms.Intent.PERCEPTUAL,
}


class ColourTarget(Protocol):
    """What colours of a page, or of a mask, are turned into."""

    @property
    def space(self) -> str:
        """Name of the colour space that everything but pictures gets."""

    @property
    def keeps_inks(self) -> bool:
        """Tell whether CMYK and spot colours stay as they are."""

    @property
    def overprint_text_below_pt(self) -> float:
        """Size below which black text is printed on top of what lies below it."""

    @property
    def overprint_line_below_pt(self) -> float:
        """The same for the thickness of black lines."""

    @property
    def least_line_pt(self) -> float:
        """Thickness below which no line is drawn."""

    def paint(self, colour: Colour) -> Colour:
        """Turn one flat colour into one of ``space``."""

    def gradient(self, colours: Sequence[Colour]) -> list[Colour]:
        """Turn colours that blend into each other."""

    def picture(self, image: Image.Image) -> Image.Image:
        """Turn an L, RGB or CMYK picture into an L or CMYK one."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The inks of one press, and what of the black goes on top of other inks."""

    icc: bytes
    """Output profile, CMYK. With one ink it is not used."""
    intent: RenderingIntent = RenderingIntent.RELATIVE
    is_mono: bool = False
    tac_percent: float = 400
    """Most ink in one place, summed over the plates."""
    overprint_text_below_pt: float = 12
    overprint_line_below_pt: float = 2
    least_line_pt: float = 0

    @property
    def space(self) -> str:
        """Be DeviceCMYK with one ink too, because DeviceGray cannot overprint."""
        return "/DeviceCMYK"

    @property
    def keeps_inks(self) -> bool:
        """Keep them, unless there is but one."""
        return not self.is_mono

    def paint(self, colour: Colour) -> Colour:
        """Turn a flat colour into cyan, magenta, yellow and black."""
        if len(colour) == 4 and self.keeps_inks:
            return colour
        if self.is_mono or is_neutral(colour):
            return _black(colour)
        return _separation(self.icc, self.intent, self.tac_percent, colour)

    def gradient(self, colours: Sequence[Colour]) -> list[Colour]:
        """Turn colours of one gradient; only if all are neutral is it black alone.

        Otherwise the step from a neutral to its neighbour, black alone beside four
        inks, would be seen.
        """
        if self.is_mono or all(len(c) == 4 or is_neutral(c) for c in colours):
            return [self.paint(colour) for colour in colours]
        mixed = [_as_rgb(colour) for colour in colours]
        inks = _separations(self.icc, self.intent, self.tac_percent, mixed)
        return [
            colour if len(colour) == 4 else separated
            for colour, separated in zip(colours, inks, strict=True)
        ]

    def picture(self, image: Image.Image) -> Image.Image:
        """Turn a picture into CMYK, or into grey if it is grey, or if only that prints.

        Grey pictures stay DeviceGray, which the press prints with black: they never
        overprint, and take a quarter of the bytes.
        """
        if image.mode == "CMYK":
            return grey_of_inks(image) if self.is_mono else image
        if image.mode == "L" or self.is_mono or is_grey(image):
            return image.convert("L")
        converted = ImageCms.applyTransform(image, _transform(self.icc, self.intent))
        return _limited_picture(_made(converted), self.tac_percent)


@dataclass(frozen=True, slots=True)
class MaskTones:
    """What a luminosity mask needs of colours: their luma, in DeviceGray."""

    space: str = "/DeviceGray"
    keeps_inks: bool = False
    overprint_text_below_pt: float = 0
    overprint_line_below_pt: float = 0
    least_line_pt: float = 0

    def paint(self, colour: Colour) -> Colour:
        """Turn a flat colour into grey."""
        return (luma(colour),)

    def gradient(self, colours: Sequence[Colour]) -> list[Colour]:
        """Turn each colour into grey."""
        return [self.paint(colour) for colour in colours]

    def picture(self, image: Image.Image) -> Image.Image:
        """Turn a picture into grey."""
        return grey_of_inks(image) if image.mode == "CMYK" else image.convert("L")


def inks_of(profile: PrinterProfile) -> Inks:
    """Make a printer's inks. Raises SourceError when the ICC file does not work."""
    try:
        icc = profile.icc.path.read_bytes()
        inks = Inks(
            icc=icc,
            intent=profile.icc.intent,
            is_mono=profile.is_mono,
            tac_percent=profile.tac_target_percent,
            overprint_text_below_pt=profile.overprint_text_below_pt,
            overprint_line_below_pt=profile.overprint_line_below_pt,
            least_line_pt=profile.least_line_pt,
        )
        _transform(inks.icc, inks.intent)
    except (OSError, ImageCms.PyCMSError) as error:
        raise SourceError(
            f"the ICC profile cannot turn colours into inks: {error}",
            where=str(profile.icc.path),
            hint="ask the printer for the CMYK output profile again",
        ) from error
    return inks


def is_neutral(colour: Colour) -> bool:
    """Tell whether a colour is a grey; inks never are."""
    return len(colour) == 1 or (len(colour) == 3 and max(colour) - min(colour) < _SAME)


def is_grey(image: Image.Image) -> bool:
    """Tell whether an RGB picture has no colour in it at all."""
    red, green, blue = image.split()
    return not (
        ImageChops.difference(red, green).getbbox()
        or ImageChops.difference(red, blue).getbbox()
    )


def luma(colour: Colour) -> float:
    """Weigh a colour: 0 is black and 1 is paper."""
    if len(colour) == 1:
        return _within(colour[0])
    if is_neutral(colour):
        return _within(sum(colour) / 3)
    weighed = sum(w * value for w, value in zip(_LUMA, colour, strict=False))
    return _within(1 - weighed - colour[3] if len(colour) == 4 else weighed)


def grey_of_inks(image: Image.Image) -> Image.Image:
    """Turn a CMYK picture into grey."""
    inks = np.asarray(image)
    ink = inks @ np.array([*_LUMA, 1], np.float32)
    return Image.fromarray(np.rint(255 - np.minimum(ink, 255)).astype(np.uint8))


def _within(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 4)


def _black(colour: Colour) -> Colour:
    return (0.0, 0.0, 0.0, _within(1 - luma(colour)))


def _as_rgb(colour: Colour) -> Colour:
    """Give three channels; of inks any, as they keep their numbers."""
    return colour * 3 if len(colour) == 1 else colour[:3]


def _made(image: Image.Image | None) -> Image.Image:
    """Only a transform in place gives no image back."""
    assert image is not None
    return image


@lru_cache(maxsize=4)
def _transform(icc: bytes, intent: RenderingIntent) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(icc)),
        "RGB",
        "CMYK",
        _INTENTS[intent],
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@lru_cache(maxsize=16384)
def _separation(
    icc: bytes, intent: RenderingIntent, tac_percent: float, rgb: Colour
) -> Colour:
    return _separations(icc, intent, tac_percent, [rgb])[0]


def _separations(
    icc: bytes, intent: RenderingIntent, tac_percent: float, colours: Sequence[Colour]
) -> list[Colour]:
    """Convert RGB colours, all at once: a transform is slow to start."""
    pixels = np.rint(np.array([colours]) * 255).astype(np.uint8)
    converted = ImageCms.applyTransform(
        Image.fromarray(pixels), _transform(icc, intent)
    )
    inks = np.asarray(_limited_picture(_made(converted), tac_percent))[0]
    return [tuple(row) for row in (inks / 255).round(4).tolist()]


def _limited_picture(image: Image.Image, percent: float) -> Image.Image:
    inks = np.asarray(image)
    if percent >= 400 or int(inks.sum(-1, dtype=np.int32).max()) <= percent * 255 / 100:
        return image
    return Image.fromarray(limited(inks, percent), "CMYK")


def limited(inks: npt.NDArray[np.uint8], percent: float) -> npt.NDArray[np.uint8]:
    """Take back ink beyond a percentage; the last axis is cyan to black, 0 to 255."""
    most = percent * 255 / 100
    is_over = inks.sum(-1, dtype=np.int32) > most
    heavy = inks[is_over].astype(np.float64)
    colours, black = heavy[:, :3], heavy[:, 3]
    room = np.minimum(colours.min(-1), 255 - black)
    grey = np.minimum((heavy.sum(-1) - most) / 2, room)
    colours -= grey[:, None]
    black += grey
    colours *= _share(most - black, colours.sum(-1))[:, None]
    result: npt.NDArray[Any] = inks.copy()
    result[is_over] = np.floor(heavy)
    return result


def _share(
    allowed: npt.NDArray[np.float64], present: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    return np.clip(allowed / np.maximum(present, 1e-9), 0, 1)
