"""Prove that an ICC file can turn colours into the press's inks.

The header and the table of tags are read as ICC.1:2010 has them (7.2, 7.3); then a
transform is built, which a file that is damaged further inside does not survive.
"""

import hashlib
import io
import struct
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageCms

_HEADER_BYTES = 128
_TAG_BYTES = 12
_MOST_TAGS = 200
_MOST_BYTES = 20_000_000

_CLASSES = {
    b"scnr": "a scanner or camera",
    b"mntr": "a screen",
    b"link": "a pair of devices",
    b"abst": "an effect",
    b"spac": "a colour space",
    b"nmcl": "named colours",
}


class IccError(Exception):
    """What is wrong with an ICC file, as a clause about it."""


@dataclass(frozen=True, slots=True)
class IccFile:
    """What is to be known of an ICC file that has been proved."""

    description: str
    sha256: str


def read_icc(path: Path) -> IccFile:
    """Read and prove an output profile. Raises IccError."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    except OSError as error:
        raise IccError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) < _HEADER_BYTES + 4 or data[36:40] != b"acsp":
        raise IccError(f"{path.name} is no ICC profile")
    _check_kind(data, path.name)
    _check_tags(data, path.name)
    return IccFile(_proved(data, path.name), hashlib.sha256(data).hexdigest())


def _check_kind(data: bytes, name: str) -> None:
    """Raise IccError unless the profile is a printer's, in CMYK."""
    device, colours = data[12:16], data[16:20]
    if device != b"prtr":
        kind = _CLASSES.get(device, "an unknown device")
        raise IccError(f"{name} is the profile of {kind}, not of a printer")
    if colours != b"CMYK":
        told = colours.decode("ascii", "replace").strip()
        raise IccError(f"{name} is a profile for {told}, not for CMYK")


def _check_tags(data: bytes, name: str) -> None:
    """Raise IccError unless all tags are inside the file, and B2A0 is one of them."""
    (size,) = struct.unpack(">I", data[:4])
    (count,) = struct.unpack(">I", data[_HEADER_BYTES : _HEADER_BYTES + 4])
    end = _HEADER_BYTES + 4 + count * _TAG_BYTES
    if size > len(data) or count > _MOST_TAGS or end > len(data):
        raise IccError(f"{name} is damaged: it is not whole")
    tags = list(struct.iter_unpack(">4sII", data[_HEADER_BYTES + 4 : end]))
    if any(offset + length > len(data) for _, offset, length in tags):
        raise IccError(f"{name} is damaged: it is not whole")
    if b"B2A0" not in {tag for tag, _, _ in tags}:
        raise IccError(f"{name} cannot turn colours into inks: it has no B2A0")


def _proved(data: bytes, name: str) -> str:
    """Build a transform into the profile, and give what it calls itself."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            profile,
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return str(ImageCms.getProfileDescription(profile)).strip()
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        raise IccError(
            f"{name} is damaged: no colour can be converted by it"
        ) from error
