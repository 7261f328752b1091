"""Which form a page takes, and how much of it is left for stories."""

from collections.abc import Sequence
from dataclasses import replace

from printshop.flatplan.piece_sets import by_rank
from printshop.flatplan.pieces import Piece
from printshop.layout import Layout, PageForm

FRONT = "front"
INSIDE = "inside"
BACK = "back"

_PACKED_LINES = 15
"""What an item of a pack counts for when sections are weighed."""

_OTHER_SECTION_BEHIND = 500_000


def form_of(
    page: int, page_count: int, pieces: Sequence[Piece], layout: Layout
) -> PageForm:
    """Find the form of a page: by its place in the paper, else by its best story."""
    if page == 1:
        return layout.forms[FRONT]
    if page == page_count:
        return layout.forms[BACK]
    read = [piece for piece in by_rank(pieces) if piece.is_read]
    if read:
        best = read[0].article or read[0].members[0]
        for form in layout.forms.values():
            if best.form in form.stories:
                return form
    return layout.forms[INSIDE]


def story_lines(form: PageForm, layout: Layout) -> int:
    """Count the grid lines that a form leaves for stories and advertising."""
    return layout.lines - form.first_line - form.foot_lines


def page_section(run: Sequence[Piece]) -> str:
    """Find whose page it is: the section with the most copy, the earlier of two."""
    copy: dict[str, int] = {}
    for piece in sorted(run, key=lambda piece: piece.rank):
        lines = len(piece.members) * _PACKED_LINES or piece.end_line - piece.first_line
        copy[piece.section] = copy.get(piece.section, 0) + lines
    return max(copy, key=lambda section: copy[section], default="")


def ranked_for_page(run: Sequence[Piece]) -> tuple[Piece, ...]:
    """Put what comes from another section behind the page's own: it never leads."""
    section = page_section(run)
    return tuple(
        piece
        if piece.section == section
        else replace(piece, rank=piece.rank + _OTHER_SECTION_BEHIND)
        for piece in run
    )
