"""The twenty checks of the art director, as far as a program can do them.

The numbers are those of the design specification (10). Numbers 1, 2 and 16 want an
eye: one lead, a good picture, a page that works in grey. Of 10 the finding
``type-001`` tells the loose lines. That advertisements and boxes do not look like
news (20) is the layout's affair.
"""

from collections.abc import Callable, Iterator

from printshop.pages.check_furnishings import (
    check_codes,
    check_credits,
    check_quotes,
    check_red,
)
from printshop.pages.check_grid import check_baselines, check_pictures
from printshop.pages.check_heads import check_breaks, check_heads
from printshop.pages.check_legs import check_cuts, check_ends, check_holes
from printshop.pages.check_references import (
    check_folios,
    check_jumps,
    check_pointers,
)
from printshop.pages.check_rules import check_nearness, check_print, check_rules
from printshop.pages.proofs import Fault, Proofs

Check = Callable[[Proofs], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    check_heads,
    check_breaks,
    check_baselines,
    check_pictures,
    check_cuts,
    check_ends,
    check_holes,
    check_nearness,
    check_credits,
    check_jumps,
    check_folios,
    check_pointers,
    check_red,
    check_print,
    check_rules,
    check_quotes,
    check_codes,
)


def look_over(proofs: Proofs) -> tuple[Fault, ...]:
    """Do every check, and give the faults by page and number, each once."""
    faults = dict.fromkeys(fault for check in CHECKS for fault in check(proofs))
    return tuple(sorted(faults, key=lambda fault: (fault.page, fault.number)))
