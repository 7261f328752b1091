"""What is settled before make-up begins: locked pages, pins, sections that start.

A locked page keeps its stories. What it leaves of one that turns goes on elsewhere:
on a page that is not locked, with the pictures that were not yet shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from printshop.errors import CopyfitError
from printshop.flatplan.desk import Desk
from printshop.flatplan.front import rest_of
from printshop.flatplan.newslist import parted
from printshop.flatplan.pieces import Piece, signed
from printshop.flatplan.plan import FrameKind, PagePlan, PieceKind


@dataclass
class _Standing:
    """What of one story stands on locked pages."""

    end_line: int = 0
    pictures: set[int] = field(default_factory=set)


def standing(locked: Sequence[PagePlan]) -> dict[str, _Standing]:
    """Find how far every story stands on locked pages, and which pictures do."""
    found: dict[str, _Standing] = {}
    for page in locked:
        for placement in page.placements:
            for frame in placement.frames:
                if frame.kind == FrameKind.LEG:
                    story = found.setdefault(frame.slug, _Standing())
                    story.end_line = max(story.end_line, frame.end_line)
                if frame.kind == FrameKind.PICTURE:
                    story = found.setdefault(placement.name, _Standing())
                    story.pictures.add(frame.index)
    return found


def still_to_place(
    stories: Sequence[Piece], locked: Sequence[PagePlan]
) -> tuple[list[Piece], list[Piece]]:
    """Part the stories into those that no page has yet, and the rests of others."""
    stands = standing(locked)
    fresh = [piece for piece in stories if piece.name not in stands]
    rests = [
        rest_of(piece, stood.end_line, stood.pictures)
        for piece in stories
        if (stood := stands.get(piece.name)) and stood.end_line < piece.end_line
    ]
    return fresh, rests


def pinned_pieces(
    pieces: Sequence[Piece], locked: Sequence[PagePlan], desk: Desk
) -> dict[int, list[Piece]]:
    """Put pinned stories on their pages; a long one goes on, on the pages after.

    Raises CopyfitError for a story pinned to a locked page that it does not stand on.
    """
    shut = {page.number for page in locked}
    pinned: dict[int, list[Piece]] = {}
    for piece in pieces:
        first = pinned_page(piece)
        if first is None:
            continue
        for page, part in enumerate(parted(piece, desk), first):
            if page in shut:
                raise CopyfitError(
                    f"the story is pinned to page {first}, and page {page} is locked",
                    where=f"issue {desk.issue.number}, story {piece.story.slug}",
                    hint="unlock the page, or pin the story to another",
                )
            pinned.setdefault(page, []).append(signed(part, desk.digest))
    return pinned


def pinned_page(piece: Piece) -> int | None:
    """Give the page inside that a story is pinned to; a rest follows make-up."""
    if piece.kind != PieceKind.STORY or piece.story.page == 1:
        return None
    return piece.story.page


def section_starts(order: Sequence[Piece], desk: Desk) -> Mapping[int, int]:
    """Find, by page, the first piece of each section that must begin there."""
    starts = {}
    for section, page in desk.issue.section_pages:
        own = [n for n, piece in enumerate(order) if piece.section == section]
        if own:
            starts[page] = own[0]
    return starts
