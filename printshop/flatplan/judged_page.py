"""Make a page up until it stands before the judge: branch and bound over bans.

The guillotine's page is the cheapest of all, but it sees no neighbours across cuts.
So the finished page is judged; each way to mend its worst fault forbids one piece one
look or size, and the page is made up again under that ban. As a ban can only make a
page dearer, a page whose own badness is no better than the best judged one, and all
that would follow from it, need not be looked at.
"""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import replace

from printshop.flatplan.bans import Ban
from printshop.flatplan.guillotine import MadeUp
from printshop.flatplan.judge import CLEAR_STEP, faults_of

_MOST_TRIED = {6: 14, 7: 8, 8: 5}
_MOST_TRIED_OF_FEW = 24
"""How often a page is made up again, by its pieces: each takes three times as long."""

_MOST_BANS = 6

Bans = tuple[Ban, ...]


def best_judged(
    first: MadeUp,
    make_up: Callable[[Bans], MadeUp | None],
    clear_step: float = CLEAR_STEP,
) -> MadeUp:
    """Find the page that is cheapest with the prices of its faults.

    ``first`` is the page without bans; the badness given back holds all prices.
    """
    best: MadeUp | None = None
    heap: list[tuple[int, int, Bans, MadeUp]] = [(first.badness, 0, (), first)]
    seen: set[Bans] = {()}
    tried = 1
    most = _MOST_TRIED.get(len(first.cells), _MOST_TRIED_OF_FEW)
    while heap:
        badness, _, bans, made_up = heapq.heappop(heap)
        if best is not None and badness >= best.badness:
            break
        faults = faults_of(made_up.cells, clear_step)
        total = badness + sum(fault.price for fault in faults)
        if best is None or total < best.badness:
            best = replace(made_up, badness=total)
        if not faults or len(bans) == _MOST_BANS:
            continue
        for more in _widened(bans, faults[0].bans):
            if more not in seen and tried < most:
                seen.add(more)
                tried += 1
                other = make_up(more)
                if other is not None and other.badness < best.badness:
                    heapq.heappush(heap, (other.badness, tried, more, other))
    assert best is not None
    return best


def _widened(bans: Bans, others: Sequence[Ban]) -> list[Bans]:
    """Add each of the other bans in turn, in a fixed order."""
    return [
        tuple(sorted({*bans, ban}, key=lambda b: (b.name, b.what, str(b.value))))
        for ban in others
    ]
