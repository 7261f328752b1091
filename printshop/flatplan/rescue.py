"""Find room for what a run of pages left out, before it is held over.

The running order keeps sections together, so a story may be left out although there
is room for it on a page of another section, or would be if one story moved on. Where
that is so, it stands there, below the page's own stories.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.flatplan.assign import Assignment, InsidePage
from printshop.flatplan.mend import (
    Pages,
    Run,
    improved,
    is_fixed,
    may_go,
    may_stand,
)
from printshop.flatplan.pieces import Piece
from printshop.flatplan.runs import Rules

_MOST_TRIED = 160
"""Pages made up for one story that was left out."""


@dataclass(frozen=True, slots=True)
class _Rescue:
    """New runs for some pages, and what they cost more than the old ones."""

    badness: int
    runs: tuple[tuple[int, Run], ...]


def rescued(held: Sequence[Piece], pages: Pages) -> tuple[tuple[Piece, ...], int]:
    """Place what can be placed; give what is still held, and what that saved."""
    still: list[Piece] = []
    saved = 0
    for piece in sorted(held, key=lambda p: (-pages.rules.wanted(p), p.rank, p.name)):
        price = pages.rules.hold_price(piece) or 0
        # one that is too long for a page may yet stand on one, if there is no other way
        whole = replace(piece, turns=False, digest=f"{piece.digest} whole")
        found = min(
            _rescues(whole if piece.turns else piece, pages),
            key=lambda rescue: rescue.badness,
            default=None,
        )
        if found is None or found.badness >= price:
            still.append(piece)
            continue
        pages.runs.update(found.runs)
        saved += price - found.badness
    return tuple(sorted(still, key=lambda piece: (piece.rank, piece.name))), saved


def _rescues(piece: Piece, pages: Pages) -> Iterator[_Rescue]:
    """Offer a story a place on a page; only if there is none, the place of another."""
    open_pages = [page for page in sorted(pages.runs) if _is_open(piece, page, pages)]
    found = False
    for page in open_pages:
        rescue = _priced(((page, (*pages.runs[page], piece)),), pages)
        if rescue is not None:
            found = True
            yield rescue
    tried = 0
    for page in () if found else open_pages:
        for other, runs in _displaced(piece, page, open_pages, pages):
            tried += 1
            rescue = _priced(((page, runs[0]), (other, runs[1])), pages)
            if rescue is not None:
                yield rescue
            if tried > _MOST_TRIED:
                return


def _is_open(piece: Piece, page: int, pages: Pages) -> bool:
    """Tell whether a piece may stand on a page at all."""
    run = pages.runs[page]
    if any(other.turns or other.grid != piece.grid for other in run):
        return False
    return not pages.rules.starts or any(p.section == piece.section for p in run)


def _displaced(
    piece: Piece, page: int, open_pages: Sequence[int], pages: Pages
) -> Iterator[tuple[int, tuple[Run, Run]]]:
    """Offer to put a piece on a page and to move one of that page's to another."""
    here = pages.runs[page]
    for other in open_pages:
        for mover in here:
            if other != page and may_go(mover, other, pages):
                left = tuple(one for one in here if one is not mover)
                yield other, ((*left, piece), (*pages.runs[other], mover))


def _priced(runs: tuple[tuple[int, Run], ...], pages: Pages) -> _Rescue | None:
    """Price new runs against the old ones; None where a page cannot be made up."""
    badness = 0
    for page, run in runs:
        if not may_stand(run, pages.rules, is_rescue=True):
            return None
        new, old = pages.cost(page, run), pages.cost(page, pages.runs[page])
        if new is None or old is None:
            return None
        badness += new - old
    return _Rescue(badness, runs)


def mended(assignment: Assignment, rules: Rules) -> Assignment:
    """Find room for what was left out, then make the bad pages better."""
    pages = Pages({page.number: page.run for page in assignment.pages}, rules)
    held, saved = rescued(assignment.held, pages)
    saved += improved(pages)
    if held:
        held, more = rescued(held, pages)
        saved += more
    made = tuple(
        page
        if is_fixed(page.run)
        else _made_again(page.number, pages.runs[page.number], rules)
        for page in assignment.pages
    )
    return Assignment(made, held, assignment.badness - saved)


def _made_again(page: int, run: Run, rules: Rules) -> InsidePage:
    made_up = rules.make_up(page, run)
    assert made_up is not None
    return InsidePage(page, run, made_up)
