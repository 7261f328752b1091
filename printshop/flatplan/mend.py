"""Mend the worst pages of a run: swap stories with other pages, as an editor would.

The running order is dealt before any page is seen. Where a page has come out badly,
each of its stories is tried on the pages near by that have stories of its section,
and theirs in its place; the change that makes both pages together the best is kept,
until none helps.

* The parts of one story stay where they are.
* Sections stay in their order: a story goes only to a page that has its section, or
  to the page next to one that has.
* A page stays its section's: what comes from another never leads it.
* A page keeps a story that may lead it, and no piece leaves the measure of its page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from printshop.flatplan.assign import page_cost
from printshop.flatplan.page_forms import page_section
from printshop.flatplan.pieces import Piece
from printshop.flatplan.plan import PieceKind
from printshop.flatplan.runs import Rules

_WORTH_MENDING = 150
"""Pages that cost less are left alone (tenths)."""

_REACH = 4
"""How many pages away another is still near by."""

_MOST_CHANGES = 24
_TRIED_A_PAGE = 28
_LEAST_SHARE, _MOST_SHARE = 0.3, 1.4
"""Of a page, that its copy must want to have for the page to be tried at all."""


Run = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """Two pages with their new runs, and what they cost now."""

    badness: int
    one: int
    one_run: Run
    two: int
    two_run: Run


@dataclass
class Pages:
    """The runs of all pages as they stand now."""

    runs: dict[int, Run]
    rules: Rules
    tried: set[tuple[int, Run]] = field(default_factory=set)

    def cost(self, page: int, run: Run, *, is_judged: bool = True) -> int | None:
        """Price a page; None when it cannot be made up."""
        self.tried.add((page, run))
        made_up = self.rules.make_up(page, run)
        if made_up is None:
            return None
        if is_judged:
            self.rules.judge(page, run)
            made_up = self.rules.make_up(page, run)
        return None if made_up is None else page_cost(run, made_up)


def improved(pages: Pages) -> int:
    """Change stories round as long as that makes bad pages better; give the saving."""
    saved = 0
    for _ in range(_MOST_CHANGES):
        change = _best_change(pages)
        if change is None:
            break
        pages.runs[change.one], pages.runs[change.two] = change.one_run, change.two_run
        saved += change.badness
    return saved


def is_fixed(run: Run) -> bool:
    """Tell whether a page must stay: where a story turns, its rest follows."""
    return any(piece.turns for piece in run)


def _best_change(pages: Pages) -> _Change | None:
    """Find the change that saves most, on the worst page that can be mended."""
    costs = {
        page: cost
        for page, run in pages.runs.items()
        if not is_fixed(run)
        and (cost := pages.cost(page, run)) is not None
        and cost >= _WORTH_MENDING
    }
    for page in sorted(costs, key=lambda page: (-costs[page], page)):
        best: _Change | None = None
        for other in _near(page, pages):
            for change in _changes(page, other, pages):
                saved = _saved(change, page, other, pages, best.badness if best else 0)
                if saved is not None:
                    best = saved
        if best is not None:
            return best
    return None


def _near(page: int, pages: Pages) -> list[int]:
    """List the pages near by that are set in the same measure."""
    grids = {piece.grid for piece in pages.runs[page]}
    return [
        other
        for other in sorted(pages.runs, key=lambda other: (abs(other - page), other))
        if 0 < abs(other - page) <= _REACH
        and not is_fixed(pages.runs[other])
        and {piece.grid for piece in pages.runs[other]} == grids
    ]


def _changes(page: int, other: int, pages: Pages) -> Iterator[tuple[Run, Run]]:
    """Offer to move a story to the other page, or from it, or to swap two."""
    here, there = pages.runs[page], pages.runs[other]
    goes = [piece for piece in here if may_go(piece, other, pages)]
    comes = [piece for piece in there if may_go(piece, page, pages)]
    pairs: list[tuple[Run, Run]] = [((piece,), ()) for piece in goes]
    pairs += [((), (piece,)) for piece in comes]
    pairs += [((one,), (two,)) for one in goes for two in comes]
    for out, into in pairs:
        new_here = (*(p for p in here if p not in out), *into)
        new_there = (*(p for p in there if p not in into), *out)
        if all(
            page_section(new) == page_section(old) and may_stand(new, pages.rules)
            for new, old in ((new_here, here), (new_there, there))
        ):
            yield new_here, new_there


def may_go(piece: Piece, to: int, pages: Pages) -> bool:
    """Tell whether a piece may leave its page for another."""
    if piece.jumps or piece.turns or piece.is_bound or _closes(piece, pages):
        return False  # a rest from the front page may go
    reached = (to,) if pages.rules.starts else (to - 1, to, to + 1)
    return any(
        other.section == piece.section
        for near in reached
        for other in pages.runs.get(near, ())
        if other is not piece
    )


def _closes(piece: Piece, pages: Pages) -> bool:
    """Tell whether it is the best story of the back page, which is the second front."""
    back = pages.runs.get(pages.rules.page_count, ())
    return piece in back and piece.rank == min(other.rank for other in back)


def may_stand(run: Run, rules: Rules, *, is_rescue: bool = False) -> bool:
    """Tell whether pieces may be one page; to rescue one, it may be thin or tight."""
    if not 0 < len(run) <= rules.most_pieces:
        return False
    stories = [piece.story_name for piece in run]
    leads = any(piece.kind == PieceKind.STORY for piece in run)
    if not leads or len(set(stories)) < len(stories):
        return False
    wanted = sum(rules.wanted(piece) for piece in run) / rules.page_cells
    least = sum(rules.least(piece) for piece in run)
    is_fair = is_rescue or _LEAST_SHARE <= wanted <= _MOST_SHARE
    return is_fair and least <= rules.page_cells


def _saved(
    change: tuple[Run, Run], page: int, other: int, pages: Pages, least: int
) -> _Change | None:
    """Price a change; None when it saves no more than another."""
    is_known = (page, change[0]) in pages.tried and (other, change[1]) in pages.tried
    if not is_known and len(pages.tried) >= _TRIED_A_PAGE * len(pages.runs):
        return None
    own, its = pages.cost(page, pages.runs[page]), pages.cost(other, pages.runs[other])
    if own is None or its is None:
        return None
    now = own + its
    saved = 0
    for is_judged in (False, True):
        one = pages.cost(page, change[0], is_judged=is_judged)
        two = pages.cost(other, change[1], is_judged=is_judged)
        if one is None or two is None:
            return None
        saved = now - one - two
        if saved <= least:
            return None
    return _Change(saved, page, change[0], other, change[1])
