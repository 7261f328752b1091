"""Whether there are letters in a drawing: they cannot be made larger on their own."""

from pathlib import Path

from lxml import etree

from printshop.pictures.drawing import SVG, clean_drawing
from printshop.pictures.measure import is_drawing, read_picture_file


def has_lettering(path: Path) -> bool:
    """Tell whether a file is a drawing (SVG) with text in it.

    PictureError when a drawing cannot be read.
    """
    if not is_drawing(path):
        return False
    root = etree.fromstring(clean_drawing(read_picture_file(path)).data)
    texts = root.iter(f"{SVG}text")
    return any("".join(text.itertext()).strip() for text in texts)
