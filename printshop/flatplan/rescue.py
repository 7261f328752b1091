"""Find room for what a run of pages left out, before it is held over.

The running order keeps sections together, so a story may be left out although there
is room for it on a page of another section, or would be if one story moved on. Where
that is so, it stands there, below the page's own stories.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from printshop.flatplan.assign import Assignment, InsidePage
from printshop.flatplan.making_room import Rescue, is_open, priced, room_made
from printshop.flatplan.mend import (
    Pages,
    Run,
    improved,
    is_fixed,
)
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import PieceKind
from printshop.flatplan.runs import PageRun, Rules, place_after
from printshop.flatplan.turning import turned


def rescued(held: Sequence[Piece], pages: Pages) -> tuple[tuple[Piece, ...], int]:
    """Place what can be placed; give what is still held, and what that saved."""
    still: list[Piece] = []
    saved = _price(held, pages)
    waiting = sorted(held, key=lambda p: (-pages.rules.wanted(p), p.rank, p.name))
    while waiting:
        piece = waiting.pop(0)
        found = _cheapest(piece, pages)
        if found is not None and found.badness < _price((piece,), pages):
            pages.runs.update(found.runs)
            saved -= found.badness
        elif len(piece.members) > 1:
            waiting = [*_halves(piece), *waiting]
        else:
            still.append(piece)
    saved -= _price(still, pages)
    return tuple(sorted(still, key=lambda piece: (piece.rank, piece.name))), saved


def _price(held: Sequence[Piece], pages: Pages) -> int:
    return sum(pages.rules.hold_price(piece) or 0 for piece in held)


def _cheapest(piece: Piece, pages: Pages) -> Rescue | None:
    """Find the best place for a story: whole, or else turning to the page after."""
    # one that is too long for a page may yet stand on one, if there is no other way
    whole = replace(piece, turns=False, digest=f"{piece.digest} whole")
    whole = whole if piece.turns else piece
    return (
        room_made(whole, pages)
        or room_made(_in_need(whole), pages)
        or _best(_squeezed(whole, pages))
        or _best(_turned(piece, pages))
    )


def _best(rescues: Iterator[Rescue]) -> Rescue | None:
    return min(rescues, key=lambda rescue: rescue.badness, default=None)


def _in_need(piece: Piece) -> Piece:
    """Let a story stand with a smaller head, and in shapes that are offered to none."""
    if piece.kind != PieceKind.STORY or piece.turns or piece.is_in_need:
        return piece
    return replace(piece, is_in_need=True, digest=f"{piece.digest} in need")


def _squeezed(piece: Piece, pages: Pages) -> Iterator[Rescue]:
    """Offer a page all of whose stories make themselves small for one more."""
    for page in sorted(pages.runs):
        if is_open(piece, page, pages):
            run = tuple(_in_need(one) for one in (*pages.runs[page], piece))
            rescue = priced({page: run}, pages)
            if rescue is not None:
                yield rescue


def _halves(pack: Piece) -> tuple[Piece, Piece]:
    """Part a pack of briefs or letters into two that need less room each."""
    middle = len(pack.members) // 2
    first, second = (
        replace(
            pack,
            name=f"{pack.name} {letter}",
            members=members,
            digest=f"{pack.digest} {letter}",
        )
        for letter, members in (
            ("a", pack.members[:middle]),
            ("b", pack.members[middle:]),
        )
    )
    return first, second


def _turned(piece: Piece, pages: Pages) -> Iterator[Rescue]:
    """Offer to begin a story at the end of a page and to end it on the page after."""
    opens = piece if piece.turns else turned(piece)
    if opens is None:
        return
    for page in sorted(pages.runs):
        if not all(
            other in pages.runs and is_open(piece, other, pages)
            for other in (page, page + 1)
        ):
            continue
        run = (*pages.runs[page], opens)
        first = priced({page: run}, pages)
        made_up = pages.rules.make_up(page, run) if first else None
        if first is None or made_up is None:
            continue
        place = place_after(PageRun(run, len(run)), made_up)
        if place.turn is None:
            continue
        rest = pages.rules.rest(opens, place.turn)
        if rest.turns:
            continue
        second = priced({page + 1: (rest, *pages.runs[page + 1])}, pages)
        if second is not None:
            yield Rescue(first.badness + second.badness, {**first.runs, **second.runs})


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
