"""Which piece stands on which page: the cheapest run of pages through the paper.

``best[p][i]`` is the least badness with the first *i* pieces of the running order on
the pages up to *p*; every page's badness is exact, from the guillotine. A page may
take a house advertisement, and one that nothing is left for is filled with one.

* A locked page takes nothing: it stands as it is.
* A section that must begin on a page begins it, with all before it placed.
* A piece may be held over at its price, but not what has been begun.
* A story that is too long for a page ends where its page does; the rest opens the
  next one.
* Two pages that face each other should not look alike (make-up trials, 6).

The guillotine alone is too kind to a page. So the pages of the best run are judged
and priced again, and the run is sought anew, until every page of it has been judged
(then no other run is better), or until that has been done often enough.
"""

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from printshop.flatplan.guillotine import MadeUp
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import PieceKind
from printshop.flatplan.runs import (
    PageRun,
    Place,
    Rules,
    Search,
    page_runs,
    place_after,
    usual_search,
)

_SECOND_SECTION = 35
_HOUSE_PAGE = 450
_EMPTY_PAGE = 4_000
_FACING_ALIKE = 15
_MOST_ROUNDS = 12
_FINE = 450
"""A mean badness a page, before the bad ones are mended, worth mending (tenths)."""

PASSABLE = 420
"""A mean badness a page that a newsroom would print without a sigh (tenths)."""


@dataclass(frozen=True, slots=True)
class InsidePage:
    """A page made up, with its number."""

    number: int
    run: tuple[Piece, ...]
    """Its pieces from the running order: not what is pinned to it, nor advertising."""
    made_up: MadeUp


@dataclass(frozen=True, slots=True)
class Assignment:
    """The pages that are not locked, what is held over, and what the run costs."""

    pages: tuple[InsidePage, ...]
    held: tuple[Piece, ...]
    badness: int


_Look = tuple[str, int, int] | None
_State = tuple[Place, _Look]
"""How far the order is placed, and how the lead looks on the page before."""


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest way to a state: the step before it, and what was done."""

    badness: int
    before: "_Step | None" = None
    page: int = 0
    run: tuple[Piece, ...] = ()
    made_up: MadeUp | None = None
    held: tuple[Piece, ...] = ()


_Row = dict[_State, _Step]
_RunsOf = Callable[[Place, int], Sequence[PageRun]]


def assign(pieces: Sequence[Piece], rules: Rules) -> Assignment | None:
    """Find the cheapest run of pages; None when the pieces do not all go in.

    Pages that would be about full, with about as much of the copy placed as of the
    paper, are tried alone; all others only if something has no room on these, or a
    page comes out badly.
    """
    best: Assignment | None = None
    for search in (usual_search(pieces, rules), Search()):
        found = _judged_run(pieces, rules, search)
        if found and (best is None or found.badness < best.badness):
            best = found
        if best and not best.held and best.badness <= _FINE * (rules.page_count - 1):
            break
    return best


def _judged_run(
    pieces: Sequence[Piece], rules: Rules, search: Search
) -> Assignment | None:
    """Find the cheapest run, judging its pages until no price of it is too kind."""
    all_runs_of = functools.cache(
        lambda place: tuple(page_runs(place, pieces, rules, search.share))
    )

    def runs_of(place: Place, page: int) -> list[PageRun]:
        return [run for run in all_runs_of(place) if search.allows(page, run.after)]

    for rounds_left in reversed(range(_MOST_ROUNDS)):
        last = _run(pieces, rules, runs_of)
        if last is None:
            return None
        steps = list(_steps(last))
        # what a page that a story turns on becomes, decides where its rest begins
        judged = [
            rules.judge(step.page, step.run)
            for step in steps
            if step.made_up
            and (rounds_left or not any(piece.turns for piece in step.run))
        ]
        if not any(judged) or not rounds_left:
            return _assignment(steps, last.badness)
    return None


def _run(pieces: Sequence[Piece], rules: Rules, runs_of: _RunsOf) -> _Step | None:
    """Find the cheapest run at the prices that are known now."""
    total = len(pieces)
    row: _Row = {(Place(0), None): _Step(0)}
    _hold(row, pieces, rules)
    for page in range(2, rules.page_count + 1):
        if page in rules.locked:
            row = _passed_over(page, row, rules)
        else:
            row = _after(page, row, pieces, rules, runs_of)
            _hold(row, pieces, rules)
    done = Place(total)
    ends = [step for (place, _), step in row.items() if place == done]
    return min(ends, key=lambda step: step.badness, default=None)


def _passed_over(page: int, row: _Row, rules: Rules) -> _Row:
    """Go past a locked page: what has turned goes on after it, if it can."""
    after: _Row = {}
    for (place, _), step in row.items():
        if place.turn is None or page + 1 not in rules.locked:
            known = after.get((place, None))
            if known is None or step.badness < known.badness:
                after[place, None] = step
    return after


def _pruned(row: _Row) -> _Row:
    """Drop what is so dear that no look can make up for it."""
    least: dict[Place, int] = {}
    for (place, _), step in row.items():
        least[place] = min(step.badness, least.get(place, step.badness))
    return {
        state: step
        for state, step in row.items()
        if step.badness < least[state[0]] + _FACING_ALIKE
    }


def _after(
    page: int, row: _Row, pieces: Sequence[Piece], rules: Rules, runs_of: _RunsOf
) -> _Row:
    """Try every run of pieces on a page, after every state of the page before."""
    before: dict[Place, list[tuple[_Look, _Step]]] = {}
    for (place, look), step in row.items():
        if rules.starts.get(page, place.position) == place.position:
            before.setdefault(place, []).append((look, step))
    waiting = {start for first, start in rules.starts.items() if first > page}
    after: _Row = {}
    for place, steps in before.items():
        steps.sort(key=lambda entry: entry[1].badness)
        runs = runs_of(place, page)
        if place.position in waiting:
            runs = runs[:1]
        for run in runs:
            if not _is_too_late(page, run.after, pieces, rules):
                _put(page, run, steps, rules, after)
    return _pruned(after)


def _is_too_late(page: int, end: int, pieces: Sequence[Piece], rules: Rules) -> bool:
    """Tell whether the pages that are left cannot take all that is left."""
    room = (rules.page_count - page) * rules.most_pieces
    return len(pieces) - end > room and rules.hold_price(pieces[end]) is None


def _put(
    page: int,
    run: PageRun,
    steps: Sequence[tuple[_Look, _Step]],
    rules: Rules,
    row: _Row,
) -> None:
    """Make one run up, and put it after the best of the ways in which it may begin.

    The steps are sorted, the cheapest first: only one that looks like the page itself
    may be dearer than the next.
    """
    made_up = rules.make_up(page, run.pieces)
    if made_up is None:
        return
    own = _lead_look(made_up)
    best, least = steps[0][1], math.inf
    for look, step in steps:
        alike = look is not None and look == own
        badness = step.badness + (_FACING_ALIKE if alike else 0)
        if badness < least:
            best, least = step, badness
        if not alike:
            break
    state = place_after(run, made_up), own if page % 2 == 0 else None
    badness = int(least) + page_cost(run.pieces, made_up)
    known = row.get(state)
    if known is None or badness < known.badness:
        row[state] = _Step(badness, best, page, run.pieces, made_up)


def _hold(row: _Row, pieces: Sequence[Piece], rules: Rules) -> None:
    """Offer to hold the next piece over: not one that has been begun."""
    looks: dict[Place, list[_Look]] = {}
    for place, look in row:
        looks.setdefault(place, []).append(look)
    for start, piece in enumerate(pieces):
        own = looks.get(Place(start), [])
        price = rules.hold_price(piece) if own else None
        if price is None:
            continue
        after = Place(start + 1)
        for look in own:
            step = row[Place(start), look]
            badness = step.badness + price
            if (after, look) not in row:
                looks.setdefault(after, []).append(look)
            elif badness >= row[after, look].badness:
                continue
            row[after, look] = _Step(badness, step, held=(piece,))


def _steps(last: _Step) -> Iterator[_Step]:
    """Follow the steps back to the first."""
    step: _Step | None = last
    while step is not None:
        yield step
        step = step.before


def _assignment(steps: Sequence[_Step], badness: int) -> Assignment:
    """Collect the pages and the pieces held over, in the order of the paper."""
    forward = list(reversed(steps))
    return Assignment(
        tuple(InsidePage(s.page, s.run, s.made_up) for s in forward if s.made_up),
        tuple(piece for step in forward for piece in step.held),
        badness,
    )


def _lead_look(made_up: MadeUp) -> _Look:
    """Describe how a page's lead stands: its picture's place and both their widths."""
    read = [c for c in made_up.cells if c.piece.kind == PieceKind.STORY]
    if not read:
        return None
    lead = min(read, key=lambda cell: (cell.piece.rank, cell.piece.name))
    look = lead.shape.look
    return look.place, look.picture_columns, lead.shape.columns


def page_cost(pieces: Sequence[Piece], made_up: MadeUp) -> int:
    """Price a page: its make-up, a second section, a page of house matter only."""
    if not made_up.cells:
        return _EMPTY_PAGE
    if not pieces:
        return made_up.badness + _HOUSE_PAGE
    sections = len({piece.section for piece in pieces})
    return made_up.badness + _SECOND_SECTION * (sections - 1)
