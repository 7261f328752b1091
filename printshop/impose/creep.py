"""See that what is moved towards the fold still has room there.

A page that prints up to the fold is made to be cut there, and loses a strip. On any
other page the white at the fold must be wider than the page is moved: otherwise its
type would go over the fold, and be cut.
"""

from collections.abc import Sequence

from printshop.errors import SourceError
from printshop.impose.folded import creep_of
from printshop.impose.order import printers_pairs, sections
from printshop.impose.page_pictures import SeenPage
from printshop.printers_marks import PT_PER_MM

_AT_FOLD_PT = 1.5
"""Ink nearer to the fold than this prints up to it."""


def check_creep(
    seen: Sequence[SeenPage],
    creep_mm: float,
    pages_per_section: int | None,
    where: str,
) -> None:
    """Raise SourceError when a page would be moved over the fold."""
    for first, count in sections(len(seen), pages_per_section):
        shift = creep_of(creep_mm * PT_PER_MM, count)
        for pair in printers_pairs(first, count):
            for number, is_left in ((pair.left, True), (pair.right, False)):
                if number > len(seen):
                    continue
                page = seen[number - 1]
                white = page.white_right_pt if is_left else page.white_left_pt
                if _AT_FOLD_PT < white < shift(pair):
                    raise SourceError(
                        f"page {number} has {white / PT_PER_MM:.1f} mm of white at the "
                        f"fold, and would move by {shift(pair) / PT_PER_MM:.1f} mm",
                        where=where,
                        hint="give less creep, or the pages a wider margin at the fold",
                    )
