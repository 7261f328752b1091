"""Deal once more, when a story has no room in any run of pages that was found.

The cheapest run leaves out what costs least, which may be what nothing else can make
room for. So what was left out is set first, and others must go; it may turn to the
page after, though it is not too long for one, as two pages are better than none; and
it is dealt to another place of its section, where it meets other stories.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from printshop.flatplan.assign import Assignment, assign
from printshop.flatplan.pieces import Piece
from printshop.flatplan.rescue import mended
from printshop.flatplan.runs import Rules
from printshop.flatplan.turning import turned

_MOST_DEALS = 24
_OTHER_PLACES = 4
_SHORT_SHARES = (0.3, 0.2)
"""Of a page: several short stories find room more easily than a long one."""

Order = Sequence[Piece]


def dealt_again(best: Assignment, orders: Sequence[Order], rules: Rules) -> Assignment:
    """Deal until nothing is left out, or until nothing helps any more."""
    deals = iter(range(_MOST_DEALS))
    helped = True
    while helped and best.held:
        helped = False
        offers = (_deals(best.held, order, rules) for order in orders)
        for other, stricter in chain.from_iterable(offers):
            if next(deals, None) is None:
                return best
            found = assign(other, stricter)
            found = mended(found, rules) if found else None
            if found and found.badness < best.badness:
                best, orders, helped = found, (other, *orders), True
                break
    return best


def _deals(
    held: Sequence[Piece], order: Order, rules: Rules
) -> Iterator[tuple[Order, Rules]]:
    """Offer orders, and rules, under which what was left out may have room."""
    names = {piece.name for piece in held}
    left_out = [piece for piece in order if piece.name in names]
    left_out.sort(key=lambda piece: (-rules.wanted(piece), piece.rank, piece.name))
    for share in _SHORT_SHARES:
        yield order, _short_ones_only(share, rules)
    for piece in left_out:
        yield order, _not_without(piece, rules)
    for piece in left_out:
        turning = turned(piece)
        if turning:
            yield [turning if other is piece else other for other in order], rules
    for piece in left_out:
        others = [other for other in order if other is not piece]
        for place in _places(piece, others):
            yield [*others[:place], piece, *others[place:]], rules
            turning = turned(piece)
            if turning:
                yield [*others[:place], turning, *others[place:]], rules


def _short_ones_only(share: float, rules: Rules) -> Rules:
    """Let nothing be held over that wants more than a share of a page."""
    most = share * rules.page_cells
    return replace(
        rules,
        hold_price=lambda other: (
            None if rules.wanted(other) > most else rules.hold_price(other)
        ),
    )


def _not_without(piece: Piece, rules: Rules) -> Rules:
    """Let a piece not be held over, whatever else is."""
    return replace(
        rules,
        hold_price=lambda other: (
            None if other.name == piece.name else rules.hold_price(other)
        ),
    )


def _places(piece: Piece, others: Order) -> Sequence[int]:
    """List some places in a piece's section, among what is set in its measure."""
    places = [
        place
        for place, other in enumerate(others)
        if (other.section, other.grid) == (piece.section, piece.grid)
        and not other.is_bound
    ]
    return places[:: max(1, math.ceil(len(places) / _OTHER_PLACES))]
