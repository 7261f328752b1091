"""Refuse a font family that no face was given for.

The engine takes another face for a missing family without a word, so what a
stylesheet asks for is compared with the ``@font-face`` rules after setting. A family
that is only a fallback (after the first) may be missing.
"""

import re
from collections.abc import Iterable

from printshop.errors import LayoutError
from printshop.typesetter.sheets import Sheets, text_boxes

_FACE = re.compile(r"@font-face\s*\{[^}]*?font-family:\s*[\"']?([^\"';}]+)", re.DOTALL)


def families_of(stylesheets: Iterable[str]) -> frozenset[str]:
    """Read the families that stylesheets have faces for."""
    return frozenset(
        name.strip() for text in stylesheets for name in _FACE.findall(text)
    )


def check_families(sheets: Sheets, known: frozenset[str]) -> None:
    """Raise LayoutError when text was set in a family that there is no face for."""
    for box in text_boxes(sheets):
        family = str(box.style["font_family"][0])
        if family not in known:
            raise LayoutError(
                f"there is no font family {family}, in which “{box.text[:30]}” is set",
                where=sheets.where,
                hint=f"fonts.css has {', '.join(sorted(known))}",
            )
