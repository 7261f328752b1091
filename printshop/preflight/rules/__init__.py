"""All rules, in modules by idea; what they are for stands in each one's docstring.

``RULES`` lists them by their ids: the Ghent Workgroup's, those of PDF/X-4, our own.
"""

from types import ModuleType

from printshop.preflight.rule import Rule
from printshop.preflight.rules import (
    barcode,
    boxes,
    colour,
    document,
    ink,
    lines,
    pictures,
    text,
)

__all__ = ["RULES"]

_MODULES: tuple[ModuleType, ...] = (
    *(barcode, boxes, colour, document, ink, lines, pictures, text),
)
_ORDER = "RXH"


def _rules() -> tuple[Rule, ...]:
    found = [
        thing
        for module in _MODULES
        for thing in vars(module).values()
        if isinstance(thing, Rule)
    ]
    return tuple(sorted(found, key=lambda rule: (_ORDER.index(rule.id[0]), rule.id)))


RULES = _rules()
