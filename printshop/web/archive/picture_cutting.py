"""Cut a story's picture for browsers: upright, in sRGB, as wide as it is wanted.

* Nothing is told beside the pixels: no camera, no place. No picture is made larger.
* A drawing is set by the typesetter, which has the paper's own fonts and reaches for
  nothing else, and then drawn from its PDF: as in print, lettering included.
* A drawing is coded with less loss than a photograph: lettering stays sharp.
"""

import io
from functools import cache
from pathlib import Path

from PIL import Image

from printshop.batch.limits import Limits, limit_process, limited
from printshop.issue import Picture
from printshop.pictures import crop_to_frame, measure_picture
from printshop.proof import page_pictures
from printshop.resources import fonts_folder, layouts_folder
from printshop.templates import Templates
from printshop.typesetter import Assets, Engine
from printshop.web.archive.index import PictureFile

CUTTING = Limits(wall_s=60, processor_s=60)
"""What cutting one picture may take."""

_TEMPLATE = "web/drawing.html"
_ADDRESS = "asset:picture/drawing"
_PPI = 100
_MM_PER_INCH = 25.4
_PHOTOGRAPH_QUALITY = 80
_DRAWING_QUALITY = 90


def begin(limits: Limits) -> None:
    """Make a process ready."""
    limit_process(limits)


def cut_picture(root: Path, file: PictureFile, width_px: int) -> bytes | None:
    """Cut a picture of the workspace as WebP; None when the file is another one now.

    Raises PictureError or TypesetError when it cannot be drawn.
    """
    path = (root / file.file).resolve()
    if not path.is_relative_to(root.resolve()):
        return None
    with limited(CUTTING):
        size = measure_picture(path)
        if size.sha256 != file.sha256:
            return None
        picture = Picture(
            file.name, path, "", width_px=size.width_px, height_px=size.height_px
        )
        # a shade narrower: rounded up it has the right number of pixels
        width_mm = (width_px - 0.5) / _PPI * _MM_PER_INCH
        height_mm = width_mm / picture.proportion
        cut = crop_to_frame(picture, width_mm, height_mm, _PPI, quality=None)
        if size.is_vector:
            return _drawing(root, cut.data, size.width_px, size.height_px, width_px)
        return _coded(Image.open(io.BytesIO(cut.data)), _PHOTOGRAPH_QUALITY)


def _drawing(root: Path, data: bytes, wide: int, high: int, width_px: int) -> bytes:
    """Draw a clean drawing, whose size is given in hundredths of a point."""
    templates = Templates((layouts_folder(),))
    html = templates.fill(
        _TEMPLATE, src=_ADDRESS, width_pt=wide / 100, height_pt=high / 100
    )
    sheets = _engine(root).set_pages(html, {_ADDRESS: ("image/svg+xml", data)})
    (image,) = page_pictures(sheets.pdf(), width_px, [1], _ADDRESS)
    return _coded(image, _DRAWING_QUALITY)


@cache
def _engine(root: Path) -> Engine:
    own = root / "fonts"
    folders = (own, fonts_folder()) if own.is_dir() else (fonts_folder(),)
    return Engine(Assets(folders), ())


def _coded(image: Image.Image, quality: int) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()
