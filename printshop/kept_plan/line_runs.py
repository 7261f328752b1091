"""The parts of a locked story hold each of its lines once, from the first one on.

The rest of a story may be on pages that are made up anew, if its last locked part
has a jump line; its beginning may not, because what is made up anew does not know
where it has to end. Lines are those of the galley that the page was planned with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printshop.errors import Problem
from printshop.flatplan import Desk, Frame, FrameKind, PieceKind, Placement
from printshop.kept_plan.fault import UNLOCK, Fault, problem
from printshop.kept_plan.geometry import legs_of
from printshop.kept_plan.kept_file import KeptPage, KeptPlan

_PACKS = {PieceKind.BRIEFS, PieceKind.LETTERS}


@dataclass(frozen=True, slots=True)
class Stand:
    """Some lines of a story in a placement of a page."""

    page: KeptPage
    place: int
    """Which placement of the page."""
    legs: tuple[Frame, ...]

    @property
    def placement(self) -> Placement:
        """The placement."""
        return self.page.plan.placements[self.place]

    @property
    def first_line(self) -> int:
        """The first galley line that stands here."""
        return self.legs[0].first_line

    @property
    def end_line(self) -> int:
        """The galley line after the last."""
        return self.legs[-1].end_line


def turns(stand: Stand) -> bool:
    """Tell whether a part has a jump line; briefs and letters never have."""
    kinds = {frame.kind for frame in stand.placement.frames}
    return stand.placement.kind not in _PACKS and FrameKind.JUMP in kinds


def stands_of(pages: Sequence[KeptPage]) -> dict[str, list[Stand]]:
    """List by story where its lines stand, in the order of its lines."""
    stands: dict[str, list[Stand]] = {}
    for page in sorted(pages, key=lambda one: one.plan.number):
        for place, placement in enumerate(page.plan.placements):
            legs: dict[str, list[Frame]] = {}
            for leg in legs_of(placement):
                legs.setdefault(leg.slug, []).append(leg)
            for slug, own in legs.items():
                stands.setdefault(slug, []).append(Stand(page, place, tuple(own)))
    for parts in stands.values():
        parts.sort(key=lambda stand: stand.first_line)
    return stands


def line_faults(
    kept: KeptPlan, locked: Sequence[KeptPage], desk: Desk
) -> Iterator[Problem]:
    """Find what is wrong with the lines of the stories on locked pages."""
    others = [page for page in kept.pages if page not in locked]
    elsewhere = stands_of(others)
    for slug, stands in stands_of(locked).items():
        record = kept.records.get(slug)
        count = record.lines if record else len(desk.galleys[slug].lines)
        is_all = not others
        for stand, fault in _faults(slug, stands, count, elsewhere, is_all=is_all):
            yield problem(kept, stand.page, fault, stand.place)


def _faults(
    slug: str,
    stands: Sequence[Stand],
    count: int,
    elsewhere: dict[str, list[Stand]],
    *,
    is_all: bool,
) -> Iterator[tuple[Stand, Fault]]:
    first, last = stands[0], stands[-1]
    if first.first_line > 0:
        yield first, _beginning(slug, first.first_line, elsewhere)
    position = first.first_line
    for stand in stands:
        for leg in stand.legs:
            fault = _between(slug, position, leg, elsewhere)
            if fault:
                yield stand, fault
                return  # all that follows is moved by the same mistake
            position = leg.end_line
        if stand is not last and not turns(stand):
            yield stand, Fault("goes on elsewhere, and has no jump line", UNLOCK)
    if first.first_line == 0 and first.placement.kind == PieceKind.CONTINUATION:
        yield first, Fault(f"{slug} begins here", 'write kind = "story"')
    yield from ((last, fault) for fault in _end(slug, last, count, is_all=is_all))


def _beginning(slug: str, line: int, elsewhere: dict[str, list[Stand]]) -> Fault:
    """Say where the beginning is, if it is on a page that is not locked."""
    for stand in elsewhere.get(slug, ()):
        if stand.first_line == 0:
            number = stand.page.plan.number
            message = f"is the rest of a story that begins on page {number}"
            return Fault(f"{message}, which is not locked", f"lock page {number}, too")
    return Fault(
        f"begins with line {line + 1} of {slug}",
        "lock the page that the story begins on, too, or unlock this one",
    )


def _between(
    slug: str, position: int, leg: Frame, elsewhere: dict[str, list[Stand]]
) -> Fault | None:
    """Compare where a leg begins with where the one before it ends."""
    first = leg.first_line + 1
    if leg.first_line > position:
        message = f"lines {position + 1} to {leg.first_line} of {slug} are missing"
        for stand in elsewhere.get(slug, ()):
            if stand.first_line == position:
                hint = f"lock page {stand.page.plan.number}, too"
                return Fault(f"{message} before line {first}", hint)
        return Fault(f"{message} before line {first}", "let the legs follow each other")
    if leg.first_line < position:
        message = f"line {first} of {slug} stands on the locked pages twice"
        return Fault(message, "let the legs follow each other")
    return None


def _end(slug: str, last: Stand, count: int, *, is_all: bool) -> Iterator[Fault]:
    """Check the last line, and that a story that goes on says so."""
    if last.end_line > count:
        message = f"goes up to line {last.end_line} of {slug}, which has {count}"
        yield Fault(message, "end its last leg with the story's last line")
    elif last.end_line < count:
        missing = f"lines {last.end_line + 1} to {count} of {slug}"
        if is_all:
            yield Fault(f"{missing} stand nowhere", "unlock the page")
        elif not turns(last):
            hint = "unlock the page, or give the story a jump line"
            yield Fault(f"{missing} do not stand here, and it has no jump line", hint)
