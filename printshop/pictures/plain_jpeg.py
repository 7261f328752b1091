"""A JPEG that can be printed as it was delivered: it is not coded a second time.

Each coding loses a little. What is told beside the pixels (camera, place, comments) is
left out all the same: it stands in segments of its own (ITU-T T.81, B.1.1.3).
"""

from collections.abc import Iterator

from PIL import Image

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_JFIF, _ADOBE, _COMMENT = 0xE0, 0xEE, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_ORIENTATION = 0x0112
_UPRIGHT = (None, 1)


def plain_jpeg(data: bytes, image: Image.Image) -> bytes | None:
    """Give the file without what is told beside its pixels, if no pixel need change.

    ``image`` is the file as it was opened. None for another format, another mode than
    grey or RGB, a picture that lies on its side, or colours by a profile.
    """
    is_plain = image.format == "JPEG" and image.mode in {"L", "RGB"}
    if not is_plain or image.info.get("icc_profile"):
        return None
    if image.getexif().get(_ORIENTATION) not in _UPRIGHT:
        return None
    try:
        return b"".join(_kept(data))
    except IndexError:
        return None  # not parted as it should be; it is coded anew


def _kept(data: bytes) -> Iterator[bytes]:
    """Yield the segments that drawing needs, and the pixels."""
    yield bytes((0xFF, _START))
    at = 2
    while True:
        while data[at] == data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF or marker == _END:
            raise IndexError(at)
        if marker == _SCAN:
            yield data[at:]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        told_beside = marker in _APPLICATIONS and marker not in {_JFIF, _ADOBE}
        if not told_beside and marker != _COMMENT:
            yield data[at:end]
        at = end
