"""Turn the pictures of a PDF into the colours of the press.

* Grey pictures stay grey, on the black plate: DeviceGray, which never overprints (GWG
  2015 and 2022, R0013). Of pictures in colour the greys are mixed like all the rest.
* Pictures in inks keep their numbers, and pictures in spot colours their plates.
* What has no more than 256 colours is a drawing: each of its colours is converted like
  one of the page's, so that its black lines are black alone, and nothing is lost.
* Photographs become JPEG with 4:4:4 sampling, drawings with more colours stay whole.
* A soft mask is no colour: it stays grey, and as it is (ISO 32000-1, 11.6.5.3).
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
from PIL import Image

from printshop.finish.colour_spaces import Space, read_plain_space
from printshop.finish.inks import Colour, ColourTarget, is_grey, is_neutral
from printshop.finish.pdf_functions import numbers
from printshop.finish.picture_coding import indexed, jpeg, put, smaller
from printshop.finish.picture_samples import (
    filters,
    jpeg_2000_space,
    picture_of,
    raw_samples,
)
from printshop.finish.spot_colours import settle_device, settle_space

JPEG_QUALITY = 92
_MOST_COLOURS = 256
_NEARLY_GREY = 16 / 255
_USELESS = ("/Alternates", "/OPI")
"""Other versions of the picture, which may not be in a press file."""


def convert_picture(
    pdf: pikepdf.Pdf, image: Any, resources: Any, target: ColourTarget
) -> None:
    """Convert an image in place. PictureError when it is damaged or too large."""
    for key in _USELESS:
        if key in image:
            del image[key]
    if "/SMask" in image:
        image.SMask.ColorSpace = pikepdf.Name.DeviceGray
    if not bool(image.get("/ImageMask", False)):
        _convert(pdf, image, resources, target)


def _convert(
    pdf: pikepdf.Pdf, image: Any, resources: Any, target: ColourTarget
) -> None:
    space = _space(image, resources)
    if space.base is not None:
        _convert_palette(image, space, target)
    elif space.process == 1:
        image.ColorSpace = settle_device(pikepdf.Name.DeviceGray)
    elif target.keeps_inks and space.process == 4:
        image.ColorSpace = pikepdf.Name.DeviceCMYK
    elif target.keeps_inks and space.is_spot:
        image.ColorSpace = settle_space(pdf, image.ColorSpace, resources, target)
    else:
        _convert_pixels(pdf, image, space, target)


def _space(image: Any, resources: Any) -> Space:
    if "/ColorSpace" in image:
        return read_plain_space(image.ColorSpace, resources)
    return jpeg_2000_space(image)


def _convert_palette(image: Any, space: Space, target: ColourTarget) -> None:
    """Convert the colours that pixels are numbers of; the pixels stay."""
    count = int(space.ranges[0][1]) + 1
    rows = space.device(np.arange(count, dtype=np.float64)[:, None])
    name, palette = _inked_palette([tuple(row) for row in rows.tolist()], target)
    image.ColorSpace = pikepdf.Array(
        [pikepdf.Name.Indexed, pikepdf.Name(name), count - 1, pikepdf.String(palette)]
    )


def _inked_palette(colours: list[Colour], target: ColourTarget) -> tuple[str, bytes]:
    """Convert a palette; one of black alone becomes grey."""
    inks = target.gradient(colours)
    if _has_own_greys(colours):
        inks = [
            target.paint(colour) if is_neutral(colour) else ink
            for colour, ink in zip(colours, inks, strict=True)
        ]
    if all(len(ink) == 4 and not any(ink[:3]) for ink in inks):
        return "/DeviceGray", bytes(round(255 * (1 - ink[3])) for ink in inks)
    return target.space, bytes(round(255 * value) for ink in inks for value in ink)


def _has_own_greys(colours: list[Colour]) -> bool:
    """Tell a drawing, whose greys are chosen, from a photograph of few colours.

    In a photograph greys are surrounded by what is nearly grey, and black alone would
    stand out among them.
    """
    greys = sum(map(is_neutral, colours))
    near = sum(len(c) == 3 and max(c) - min(c) < _NEARLY_GREY for c in colours)
    return 2 * greys >= near


def _convert_pixels(
    pdf: pikepdf.Pdf, image: Any, space: Space, target: ColourTarget
) -> None:
    picture = picture_of(image, space)
    if isinstance(image.get("/Mask"), pikepdf.Array):
        image.Mask = _stencil(pdf, raw_samples(image, space), image.Mask)
    if "/SMask" in image and "/Matte" in image.SMask:
        picture = _unmatted(picture, image, space)
    is_photograph = "/DCTDecode" in filters(image)
    if "/SMaskInData" in image:
        del image["/SMaskInData"]
    if not is_photograph and picture.mode == "RGB" and not is_grey(picture):
        found = picture.getcolors(_MOST_COLOURS)
        if found is not None:
            _put_drawing(image, picture, target)
            return
    inked = target.picture(picture)
    coded = jpeg if is_photograph else smaller
    put(image, coded(inked, JPEG_QUALITY, is_fine=True))


def _put_drawing(image: Any, picture: Image.Image, target: ColourTarget) -> None:
    pixels = np.asarray(picture).astype(np.uint32)
    codes = (pixels[:, :, 0] << 16) | (pixels[:, :, 1] << 8) | pixels[:, :, 2]
    found, places = np.unique(codes, return_inverse=True)
    rows = found[:, None] >> np.array([16, 8, 0]) & 255
    colours = [tuple(row) for row in (rows / 255).tolist()]
    name, palette = _inked_palette(colours, target)
    put(image, indexed(places.reshape(codes.shape), palette, name))


def _stencil(pdf: pikepdf.Pdf, samples: npt.NDArray[Any], keys: Any) -> pikepdf.Stream:
    """Make a mask of the colours that let the page through (8.9.6.4).

    They are told by their exact numbers, which no picture keeps that is converted.
    """
    low, high = np.array([int(key) for key in keys]).reshape(-1, 2).T
    is_hidden = ((samples >= low) & (samples <= high)).all(axis=2)
    return pdf.make_stream(
        np.packbits(is_hidden, axis=1).tobytes(),
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/ImageMask": True,
            "/Width": is_hidden.shape[1],
            "/Height": is_hidden.shape[0],
            "/BitsPerComponent": 1,
        },
    )


def _unmatted(picture: Image.Image, image: Any, space: Space) -> Image.Image:
    """Take out the colour that a picture was mixed with beforehand (11.6.5.3)."""
    mask = image.SMask
    matte = np.array(space.colour(tuple(numbers(mask.Matte)))) * 255
    del mask["/Matte"]
    grey = read_plain_space(pikepdf.Name.DeviceGray)
    shares = np.asarray(picture_of(mask, grey))[:, :, None] / 255
    pixels = np.asarray(picture, np.float64)
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    if shares.shape[:2] != pixels.shape[:2]:
        return picture
    pure = matte + (pixels - matte) / np.maximum(shares, 1 / 255)
    samples = np.rint(np.clip(pure, 0, 255)).astype(np.uint8)
    return Image.merge(
        picture.mode, [Image.fromarray(plane) for plane in np.moveaxis(samples, 2, 0)]
    )
