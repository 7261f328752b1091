"""Read what stands on a page out of its content streams.

* ``walker``      the operators one after another, and what stands within
* ``state_operators`` ``path_operators`` ``text_operators`` ``object_operators``
  what each of them does
* ``graphics_state`` ``path_pen`` ``type_pen`` ``typeface`` ``named``
  what they work on
* ``painter``     what comes out: marks, as large as they are on paper
"""

from typing import Any

import pikepdf

from printshop.preflight.colour import colour_space
from printshop.preflight.content.object_operators import OBJECT_OPERATORS
from printshop.preflight.content.painter import Painter
from printshop.preflight.content.path_operators import PATH_OPERATORS
from printshop.preflight.content.state_operators import STATE_OPERATORS
from printshop.preflight.content.text_operators import TEXT_OPERATORS
from printshop.preflight.content.walker import Operators, Walker
from printshop.preflight.geometry import Box
from printshop.preflight.sheets import Content

__all__ = ["read_content"]

_OPERATORS: Operators = {
    **STATE_OPERATORS,
    **PATH_OPERATORS,
    **TEXT_OPERATORS,
    **OBJECT_OPERATORS,
}


def read_content(page: pikepdf.Page, media: Box, unit: float) -> Content:
    """Note everything that a page paints.

    Raises ValueError, TypeError, LookupError or PdfError at a damaged file.
    """
    painter = Painter(media, unit)
    resources = page.resources
    _note_page_group(page.obj.get("/Group"), resources, painter)
    Walker(painter, _OPERATORS).walk(page, resources)
    return painter.content


def _note_page_group(group: Any, resources: Any, painter: Painter) -> None:
    if group is not None:
        named = group.get("/CS")
        space = None if named is None else colour_space(named, resources)
        painter.group(space, painter.media, luminosity=False)
