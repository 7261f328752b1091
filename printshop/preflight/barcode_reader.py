"""Read barcodes off a page with zxing-cpp, if that is installed."""

from pathlib import Path
from typing import Any

from printshop.preflight.geometry import Box
from printshop.preflight.page_picture import draw_sheet
from printshop.preflight.rule import NotCheckedError
from printshop.preflight.sheets import PageFacts

_EAN_DIGITS = 13
_PX_PER_PT = 300 / 72
"""Almost four pixels a module at 100 %; with fewer, digits are misread."""


def read_barcodes(path: Path, page: PageFacts) -> list[tuple[str, Box]]:
    """Read every EAN-13 with its add-on, and where it stands.

    Raises NotCheckedError when zxing-cpp is missing, or the page cannot be drawn.
    """
    try:
        import zxingcpp
    except ImportError as error:
        raise NotCheckedError("install zxing-cpp") from error
    picture = draw_sheet(path, page.number, page.media, _PX_PER_PT)
    found = zxingcpp.read_barcodes(
        picture.convert("L"),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.EAN13]),
        ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read,
        text_mode=zxingcpp.TextMode.Plain,
        try_downscale=False,
    )
    read = {_spaced(one.text): _box(one.position, page.media) for one in found}
    # above its bars an add-on has digits: what was read up there is read without it
    return [
        (code, box)
        for code, box in read.items()
        if not any(other.startswith(f"{code} ") for other in read)
    ]


def _spaced(code: str) -> str:
    """Write number and add-on apart: ``9771234567003 47``."""
    digits = "".join(filter(str.isdigit, code))
    return f"{digits[:_EAN_DIGITS]} {digits[_EAN_DIGITS:]}".strip()


def _box(position: Any, media: Box) -> Box:
    corners = (
        position.top_left,
        position.top_right,
        position.bottom_left,
        position.bottom_right,
    )
    xs = [media.left + corner.x / _PX_PER_PT for corner in corners]
    ys = [media.high - corner.y / _PX_PER_PT for corner in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
