"""Spanish house style.

Three levels of quotation, guillemets without spaces outside (RAE, *Ortografía* 2010,
III 3.4.8); single marks alone stay single, as headlines have them. A dash that opens
or closes an aside touches the aside (the same, 3.4.7); the points of suspension
touch their word; a space parts a number from its sign. The opening ``¿`` and ``¡``
are the writer's.
"""

import re

from printshop.typography.house_style import (
    COMMON_BONDS,
    EM_DASH,
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    HouseStyle,
    QuoteMarks,
    after_number,
    before_capital,
    before_number,
)
from printshop.typography.segments import Edit, Segments
from printshop.typography.spaces import bind_thousands, part_signs_from_numbers

_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "setiembre", "octubre", "noviembre", "diciembre"),
)
_ASIDE = re.compile(
    r"(?<=\S) (?P<opening>-{2,3} )[^\s–—.!?-][^–—.!?]*?(?P<closing> -{2,3})"
    r"(?=[\s,;.:!?)]|\Z)"
)
_ANY_MONTH = rf"(?:{'|'.join(_MONTHS)})(?!\w)"
_DAY_OF = re.compile(rf"\d (?=de[ \u00a0]{_ANY_MONTH})")
_OF_MONTH = re.compile(rf"\d[ \u00a0]de (?={_ANY_MONTH})")


def set_asides(copy: Segments) -> Segments:
    """Let the two dashes of an aside touch it, before they are taken for lone ones."""
    return copy.edit(
        Edit(*match.span(dash), EM_DASH)
        for match in _ASIDE.finditer(copy.text)
        for dash in ("opening", "closing")
    )


def _bind_thousands(copy: Segments) -> Segments:
    return bind_thousands(copy, NARROW_NO_BREAK_SPACE)


SPANISH = HouseStyle(
    quotes=QuoteMarks(("«", "»"), ("‘", "’"), ("“", "”"), ("“", "”")),
    dash=f"{NO_BREAK_SPACE}{EM_DASH} ",
    one_sided_dash_is_kept=True,
    ellipsis_touches_word=True,
    bonds=(
        *COMMON_BONDS,
        before_capital("Sr.", "Sra.", "Srta.", "Dr.", "Dra.", "D.", "Dña.", "don"),
        before_capital("doña", "San", "Santa"),
        before_number("n.º", "n.°", "núm.", "núms.", "p.", "pp.", "pág.", "págs."),
        before_number("página", "páginas", "número", "capítulo", "art.", "fig."),
        after_number("millones", "millón", "euros", "euro"),
        _DAY_OF,
        _OF_MONTH,
    ),
    rules_before=(set_asides,),
    rules_after=(part_signs_from_numbers, _bind_thousands),
)
