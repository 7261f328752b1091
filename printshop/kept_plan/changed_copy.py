"""Set the text of locked stories again, when it was changed.

With as many lines as before a story stands: where its legs were cut, if it may be cut
there, and else flowed anew through the same legs. With more or fewer lines it does
not fit. Of a story whose rest is on pages that are not locked only the locked part has
to stay as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from printshop.flatplan import Desk, Frame
from printshop.flatplan.flow import Copy, Leg
from printshop.kept_plan.line_runs import Stand
from printshop.kept_plan.misfit import Misfit, off_by
from printshop.kept_plan.record import SetFrom

Moves = Mapping[tuple[int, int, Frame], Frame]
"""Page, placement and leg as kept, to the leg as it stands now."""


def legs_again(
    slug: str,
    stands: Sequence[Stand],
    record: SetFrom | None,
    desk: Desk,
    *,
    is_changed: bool,
) -> Moves | Misfit:
    """Put a story's lines into its locked legs, as kept if that is possible.

    Of a text that was not changed the legs are never moved: an editor may have ended
    one by hand where make-up would not.
    """
    copy = desk.copies[slug]
    last = stands[-1]
    page, end = last.page.plan.number, last.end_line
    kept_lines = record.lines if record else len(copy)
    is_whole = end == kept_lines
    if is_whole and len(copy) != kept_lines:
        told = off_by(len(copy) - kept_lines)
        return Misfit(page, slug, f"the text is now {len(copy)} lines long: {told}")
    if not is_whole and len(copy) <= end:
        told = off_by(len(copy) - end - 1)
        return Misfit(page, slug, f"too little of the text is left to turn: {told}")
    if _stands(copy, stands, is_changed=is_changed):
        return {}
    moves = _flowed(copy, stands) if is_whole and is_changed else {}
    return moves or Misfit(page, slug, _overset(copy, stands))


def _stands(copy: Copy, stands: Sequence[Stand], *, is_changed: bool) -> bool:
    """Tell whether every leg holds its lines, and a new text may end where it does."""
    return all(
        copy.height(leg.first_line, leg.end_line) <= leg.lines
        and (not is_changed or copy.may_cut(leg.end_line))
        for stand in stands
        for leg in stand.legs
    )


def _overset(copy: Copy, stands: Sequence[Stand]) -> str:
    """Say by how many lines the legs are too short, or that they end badly."""
    over = sum(
        max(0, copy.height(leg.first_line, leg.end_line) - leg.lines)
        for stand in stands
        for leg in stand.legs
    )
    if over:
        return f"the text does not go into its legs: {off_by(over)}"
    return "a leg now ends where no leg may end, such as below a crosshead: 1 line over"


def _flowed(copy: Copy, stands: Sequence[Stand]) -> Moves:
    """Flow the whole text through the legs; nothing if one is empty or ends badly."""
    kept = [(s.page.plan.number, s.place, leg) for s in stands for leg in s.legs]
    legs = [Leg(leg.column, leg.top, leg.lines) for _, _, leg in kept]
    fills = copy.flow(legs, 0, len(copy))
    if fills is None or any(fill.first_line == fill.end_line for fill in fills):
        return {}
    moves = {
        key: replace(key[2], first_line=fill.first_line, end_line=fill.end_line)
        for key, fill in zip(kept, fills, strict=True)
    }
    turns = (
        moves[s.page.plan.number, s.place, s.legs[-1]].end_line for s in stands[:-1]
    )
    return moves if all(copy.may_turn(turn) for turn in turns) else {}
