"""A kept plan contradicts neither itself nor its issue nor its layout.

Only locked pages are looked at: the others are made up anew, whatever the file says
of them. Numbers and rectangles are compared here, frames in ``frame_faults``, the
lines of the stories in ``line_runs``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from printshop.errors import Problem
from printshop.flatplan import Desk, FrameKind, PagePlan, PieceKind, Placement
from printshop.flatplan.sold_space import stand
from printshop.kept_plan.advertisers import ad_index
from printshop.kept_plan.fault import UNLOCK, Fault, problem
from printshop.kept_plan.frame_faults import frame_faults
from printshop.kept_plan.geometry import area_of, legs_of, overlap
from printshop.kept_plan.kept_file import KeptPage, KeptPlan
from printshop.kept_plan.line_runs import line_faults
from printshop.sources.queries import nearest_hint

SHEET_PAGES = 4

_STORIES = {PieceKind.STORY, PieceKind.CONTINUATION}
_PACKS = {PieceKind.BRIEFS, PieceKind.LETTERS}


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a kept plan is compared with."""

    kept: KeptPlan
    desk: Desk
    page_count: int
    has_house_ads: bool

    def problems(self) -> Iterator[Problem]:
        """Find everything that is wrong, page by page, then story by story."""
        kept, desk = self.kept, self.desk
        locked = kept.locked(is_printed=desk.issue.is_printed)
        yield from self._file()
        yield from self._numbers()
        sound = []
        for page in locked:
            faults = [problem(kept, page, fault) for fault in self._page(page)]
            if not faults:
                faults = list(self._placements(page))
            yield from faults
            sound += [] if faults else [page]
        if len(sound) == len(locked):  # else what is missing may be what is wrong
            yield from line_faults(kept, locked, desk)

    def _file(self) -> Iterator[Problem]:
        """Check what the file says of the whole plan."""
        kept, issue = self.kept, self.desk.issue
        if kept.layout and kept.layout != self.desk.layout.name:
            message = f"is a plan of the layout {kept.layout}"
            hint = "each layout has a file of its own: write this one anew"
            yield Problem(kept.file, 0, "layout", message, hint)
        if self.page_count % SHEET_PAGES:
            message = f"must be a multiple of four, not {self.page_count}"
            hint = "write the page_count of the whole paper"
            yield Problem(kept.file, 0, "page_count", message, hint)
        there = {page.plan.number for page in kept.pages}
        missing = [n for n in range(1, self.page_count + 1) if n not in there]
        if issue.is_printed and missing:
            message = f"page {missing[0]} is not in the plan of a printed issue"
            yield Problem(kept.file, 0, "pages", message, "write all pages into it")

    def _numbers(self) -> Iterator[Problem]:
        """Check that no page stands twice, or beyond the last."""
        seen: set[int] = set()
        for page in self.kept.pages:
            number = page.plan.number
            fault: Fault | None = None
            if number in seen:
                fault = Fault("stands in the file twice", "keep one of the two tables")
            elif number > self.page_count:
                message = f"is more than the paper has: {self.page_count}"
                fault = Fault(message, "take it out, or give the issue more pages")
            if fault:
                yield problem(self.kept, page, fault)
            seen.add(number)

    def _page(self, kept_page: KeptPage) -> Iterator[Fault]:
        """Check what is said of a page itself."""
        page, stories = kept_page.plan, kept_page.stories
        layout = self.desk.layout
        if stories and not page.placements:
            hint = "write the plan with “plan --write”, and lock the page there"
            yield Fault("does not say where its stories stand", hint)
        elif page.form not in layout.forms:
            hint = nearest_hint(page.form, layout.forms, "the forms are")
            yield Fault(f"has the form “{page.form}”, which is not in the layout", hint)
        elif page.grid not in layout.grids:
            hint = nearest_hint(page.grid, layout.grids, "the grids are")
            yield Fault(f"has the grid “{page.grid}”, which is not in the layout", hint)
        elif (page.form == "front") != (page.number == 1):
            yield Fault(f"cannot have the form “{page.form}”", UNLOCK)
        elif (page.form == "back") != (page.number == self.page_count):
            message = f"has the form “{page.form}”, and the paper {self.page_count}"
            yield Fault(f"{message} pages", UNLOCK)

    def _placements(self, page: KeptPage) -> Iterator[Problem]:
        """Check every placement of a page, and that none covers another."""
        placements = page.plan.placements
        for place, placement in enumerate(placements):
            for fault in self._placement(page.plan, placement):
                yield problem(self.kept, page, fault, place)
                break  # what follows from it is not told
            for other in placements[:place]:
                if overlap(area_of(placement), area_of(other)):
                    fault = Fault(f"covers a part of {other.name}", UNLOCK)
                    yield problem(self.kept, page, fault, place)

    def _placement(self, page: PagePlan, placement: Placement) -> Iterator[Fault]:
        yield from self._room(page, placement)
        yield from self._subject(page, placement)
        yield from frame_faults(placement, page.grid, self.desk)

    def _room(self, page: PagePlan, placement: Placement) -> Iterator[Fault]:
        """Check that a placement stands where its form of page has stories."""
        layout = self.desk.layout
        form, grid = layout.forms[page.form], layout.grids[page.grid]
        last = layout.lines - form.foot_lines
        if placement.column + placement.columns > grid.columns:
            message = f"goes beyond the {grid.columns} columns of its page"
            yield Fault(message, UNLOCK)
        if placement.top + placement.lines > last:
            yield Fault(f"goes beyond line {last}, the last for stories", UNLOCK)
        if placement.top < form.first_line:
            message = f"begins above line {form.first_line}, the first for stories"
            yield Fault(message, UNLOCK)

    def _subject(self, page: PagePlan, placement: Placement) -> Iterator[Fault]:
        """Check that what a placement shows is there."""
        check: Callable[[PagePlan, Placement], Iterator[Fault]] = {
            **dict.fromkeys(_STORIES, self._story),
            **dict.fromkeys(_PACKS, self._pack),
            PieceKind.ADVERTISEMENT: self._ad,
            PieceKind.HOUSE_AD: self._house_ad,
            PieceKind.INDEX: self._index,
        }.get(placement.kind, _white)
        yield from check(page, placement)

    def _story(self, page: PagePlan, placement: Placement) -> Iterator[Fault]:
        legs = legs_of(placement)
        if not legs:
            yield Fault("has no text", UNLOCK)
        yield from self._known(page, placement.name)
        for leg in legs:
            if leg.slug != placement.name:
                yield Fault(f"holds text of {leg.slug}", "a story has only its own")

    def _pack(self, page: PagePlan, placement: Placement) -> Iterator[Fault]:
        for leg in legs_of(placement):
            yield from self._known(page, leg.slug)

    def _known(self, page: PagePlan, slug: str) -> Iterator[Fault]:
        galley = self.desk.galleys.get(slug)
        if galley is None:
            yield Fault(
                f"the issue has no story {slug}",
                nearest_hint(slug, sorted(self.desk.galleys), "the stories are"),
            )
        elif galley.grid != page.grid:
            message = f"{slug} is set in the {galley.grid}, and its page has the"
            yield Fault(f"{message} {page.grid}", UNLOCK)

    def _ad(self, page: PagePlan, placement: Placement) -> Iterator[Fault]:
        issue, layout = self.desk.issue, self.desk.layout
        number = ad_index(placement.name, issue)
        if number is None:
            yield Fault("the issue has no such advertisement any more", UNLOCK)
            return
        ad = issue.ads[number]
        columns, lines = stand(ad, layout.grids[page.grid], layout)
        if (placement.columns, placement.lines) != (columns, lines):
            message = f"“{ad.name}” is now {columns} columns by {lines} lines"
            yield Fault(message, UNLOCK)

    def _index(self, page: PagePlan, placement: Placement) -> Iterator[Fault]:
        if page.number != 1:
            yield Fault("an index stands on the front page alone", UNLOCK)
        if not any(frame.kind == FrameKind.INDEX for frame in placement.frames):
            yield Fault("has no room for its entries", UNLOCK)

    def _house_ad(self, _page: PagePlan, _placement: Placement) -> Iterator[Fault]:
        if not self.has_house_ads:
            yield Fault("the paper has no house advertisement any more", UNLOCK)


def _white(_page: PagePlan, placement: Placement) -> Iterator[Fault]:
    yield Fault(f"nothing of the kind “{placement.kind.value}” is printed", UNLOCK)
