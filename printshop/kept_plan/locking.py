"""What of a kept plan stands: its locked pages, set again where copy was changed.

* ``plan-001``  a story was changed after its page was locked, and still fits there
* ``plan-002``  the lines of a locked page are not found as the layout now says
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from printshop.errors import SourceError
from printshop.findings import Finding, Severity
from printshop.flatplan import (
    Desk,
    Frame,
    FrameKind,
    Kept,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.kept_plan.advertisers import with_own_ads
from printshop.kept_plan.changed_copy import Moves, legs_again
from printshop.kept_plan.changed_display import DisplayDesk
from printshop.kept_plan.consistency import Inspection
from printshop.kept_plan.kept_file import KeptPage, KeptPlan
from printshop.kept_plan.line_runs import stands_of
from printshop.kept_plan.misfit import Misfit, copyfit_error
from printshop.kept_plan.record import SetFrom, set_from

_STORIES = {PieceKind.STORY, PieceKind.CONTINUATION}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a kept plan, and what a sub-editor should look at there."""

    kept: Kept | None
    """None when no page is locked."""
    findings: tuple[Finding, ...] = ()


def standing(kept: KeptPlan | None, desk: Desk, *, has_house_ads: bool) -> Standing:
    """Check the locked pages of a kept plan, and set changed copy on them again.

    Raises SourceError for a plan that contradicts itself, CopyfitError for copy that
    does not fit its locked page any more.
    """
    issue = desk.issue
    locked = kept.locked(is_printed=issue.is_printed) if kept else ()
    if kept is None or not locked:
        if issue.is_printed:
            raise _nothing_kept(issue.number, desk.layout.name)
        return Standing(None)
    wanted = None if issue.is_printed else issue.pages
    page_count = wanted or kept.page_count
    kept = with_own_ads(kept, issue)
    inspection = Inspection(kept, desk, page_count, has_house_ads)
    problems = tuple(dict.fromkeys(inspection.problems()))
    if problems:
        raise SourceError(
            "the locked pages of the kept flatplan contradict themselves or the issue",
            where=f"issue {issue.number}",
            hint="mend the lines below, or unlock the pages to have them made anew",
            problems=problems,
        )
    again = _SetAgain(kept, desk)
    pages = again.pages(kept.locked(is_printed=issue.is_printed))
    if again.misfits:
        raise copyfit_error(issue.number, again.misfits)
    findings = (*again.findings(), *again.composed_otherwise(locked))
    return Standing(Kept(tuple(pages), page_count), findings)


def _nothing_kept(number: str, layout: str) -> SourceError:
    return SourceError(
        f"the issue is marked as printed, and no flatplan.{layout}.toml says how",
        where=f"issue {number}",
        hint=f"take out “printed = true”, run “printshop plan {number} --write”, "
        "and mark it then",
    )


@dataclass
class _SetAgain:
    """Sets the copy of locked pages again, and notes what was changed."""

    kept: KeptPlan
    desk: Desk
    misfits: list[Misfit] = field(default_factory=list)
    _changed: dict[tuple[int, str], list[str]] = field(default_factory=dict)

    def pages(self, locked: Sequence[KeptPage]) -> list[PagePlan]:
        """Give the locked pages as they stand now."""
        moves = self._moves(locked)
        pages = []
        for page in locked:
            placements = [
                self._placement(page.plan, place, moves)
                for place, _ in enumerate(page.plan.placements)
            ]
            pages.append(
                replace(page.plan, placements=tuple(placements), is_locked=True)
            )
        return sorted(pages, key=lambda page: page.number)

    def findings(self) -> Iterator[Finding]:
        """Tell which stories were changed after their pages were locked."""
        for (page, slug), parts in sorted(self._changed.items()):
            told = ", ".join(dict.fromkeys(parts))
            yield Finding(
                "plan-001",
                Severity.WARNING,
                f"issue {self.desk.issue.number}, page {page}, story {slug}",
                f"the story was changed after page {page} was locked: {told}",
                "look at the page; “plan --write” keeps it as it is now",
            )

    def composed_otherwise(self, locked: Sequence[KeptPage]) -> Iterator[Finding]:
        """Tell which pages keep the lines of a layout that has been changed since."""
        compose = self.desk.layout.compose
        for page in locked:
            galleys = (self.desk.galleys[slug] for slug in page.plan.slugs())
            others = sorted({one.compose for one in galleys if one.compose != compose})
            for other in others:
                number = page.plan.number
                yield Finding(
                    "plan-002",
                    Severity.WARNING,
                    f"issue {self.desk.issue.number}, page {number}",
                    f"page {number} was locked with compose = “{other}”, and keeps its "
                    f"lines; the layout says “{compose}” now",
                    "unlock the page, if it is to be made up anew",
                )

    def _moves(self, locked: Sequence[KeptPage]) -> dict[tuple[int, int, Frame], Frame]:
        """Set the text of every story on the locked pages again."""
        moves: dict[tuple[int, int, Frame], Frame] = {}
        for slug, stands in stands_of(locked).items():
            record = self.kept.records.get(slug)
            is_changed = bool(record and record.copy != self._now(slug).copy)
            again = legs_again(slug, stands, record, self.desk, is_changed=is_changed)
            if isinstance(again, Misfit):
                self.misfits.append(again)
                continue
            moves.update(again)
            for stand in stands if is_changed else ():
                self._note(stand.page.plan.number, slug, "text")
        return moves

    def _now(self, slug: str) -> SetFrom:
        return set_from(self.desk.issue.article(slug), self.desk.galleys[slug])

    def _note(self, page: int, slug: str, what: str) -> None:
        self._changed.setdefault((page, slug), []).append(what)

    def _placement(self, page: PagePlan, place: int, moves: Moves) -> Placement:
        """Set everything of a placement again."""
        placement = page.placements[place]
        frames = tuple(
            moves.get((page.number, place, frame), frame) for frame in placement.frames
        )
        placement = replace(placement, frames=frames)
        if placement.kind not in _STORIES:
            return placement
        return self._display(page, placement)

    def _display(self, page: PagePlan, placement: Placement) -> Placement:
        """Set what stands round a story's text again."""
        slug = placement.name
        record = self.kept.records.get(slug)
        is_changed = bool(record and record.details != self._now(slug).details)
        desk = DisplayDesk(
            self.desk,
            self.desk.issue.article(slug),
            placement,
            self.desk.layout.grids[page.grid],
            is_changed,
        )
        frames = []
        for frame in placement.frames:
            again = desk.again(frame) if frame.kind != FrameKind.LEG else frame
            if isinstance(again, str):
                self.misfits.append(Misfit(page.number, slug, again))
                continue
            if again != frame:
                self._note(page.number, slug, frame.kind.value.replace("-", " "))
            frames.append(again)
        for message in desk.missing():
            self.misfits.append(Misfit(page.number, slug, message))
        if is_changed and (page.number, slug) not in self._changed:
            self._note(page.number, slug, "what stands round its text")
        return replace(placement, frames=tuple(frames))
