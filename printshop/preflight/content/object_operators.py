"""Operators that paint forms, pictures and shadings (ISO 32000-1, 8.7 to 8.10)."""

from typing import Any

import pikepdf

from printshop.preflight.colour import UNKNOWN
from printshop.preflight.content.walker import Operators, Walker
from printshop.preflight.geometry import box_of


def _do(walker: Walker, operands: Any) -> None:
    """Paint a form or a picture."""
    thing = walker.named.object(str(operands[0]))
    place = walker.state.clip
    for entry, what in (("/OPI", "OPI"), ("/Alternates", "alternates of a picture")):
        if entry in thing:
            walker.painter.forbid(what, place)
    kind = thing.get("/Subtype")
    if kind == "/PS" or thing.get("/Subtype2") == "/PS" or "/PS" in thing:
        walker.painter.forbid("PostScript", place)
    elif kind == "/Image":
        _picture(walker, thing)
    elif kind == "/Form":
        walker.walk_form(thing)


def _inline(walker: Walker, operands: Any) -> None:
    _picture(walker, operands[0].obj)


def _picture(walker: Walker, entries: Any) -> None:
    state = walker.state
    if entries.get("/ImageMask", False):
        walker.painter.picture(entries, None, state)
        walker.walk_pattern(state.fill, state.clip)
        return
    named = entries.get("/ColorSpace")
    # JPEG 2000 may have its colour space inside
    space = UNKNOWN if named is None else walker.named.space(_as_named(named))
    walker.painter.picture(entries, space, state)


def _shade(walker: Walker, operands: Any) -> None:
    shading = walker.named.shading(str(operands[0]))
    box = walker.state.clip
    own = shading.get("/BBox")
    if own is not None:
        box = box.common(walker.state.ctm.box(box_of(own.as_list())))
    space = walker.named.space(_as_named(shading.ColorSpace))
    walker.painter.shading(space, box, walker.state)


def _as_named(named: Any) -> Any:
    """Write a name as text, and leave an array as it is."""
    return named if isinstance(named, pikepdf.Array) else str(named)


OBJECT_OPERATORS: Operators = {"Do": _do, "INLINE IMAGE": _inline, "sh": _shade}
