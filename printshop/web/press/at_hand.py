"""The issue that a render process has in hand: read once for all of its files.

It is put down again unless nothing has changed while a file was made from it. What is
known of the latest issue stays, as "Read more" of every story may name its news.
"""

from dataclasses import dataclass

from printshop.batch import Limits, Wanted
from printshop.batch.limits import limited
from printshop.batch.manifest import IssueNotes
from printshop.batch.state import notes_of
from printshop.errors import SourceError
from printshop.issue import Issue
from printshop.press import IssuePress, Shop
from printshop.press.issue_press import page_register
from printshop.sources import read_issue, read_sound_stories
from printshop.web.press.freshness import Look


@dataclass(frozen=True, slots=True)
class InHand:
    """An issue that was read, and what is noted of it."""

    press: IssuePress
    notes: IssueNotes
    state: str
    """What all of its files are made from; empty when it is not to be kept."""
    latest: tuple[str, str]
    """The latest issue, and the state of its copy."""


class AtHand:
    """Reads an issue, or takes the one that was read before."""

    def __init__(self, limits: Limits) -> None:
        """Take what reading may cost."""
        self._limits = limits
        self._kept: InHand | None = None

    def take(self, look: Look, wanted: Wanted, *, has_pages: bool) -> InHand:
        """Give an issue as it is now. Raises SourceError when it cannot be read."""
        kept, self._kept = self._kept, None
        latest = look.shop.workspace.latest_number
        state = latest, look.copy_state(latest)
        if kept and has_pages and self._is_still(kept, look, wanted.number, state):
            _check_story(kept.press.issue, wanted.slug)
            kept.press.as_of = look.as_of
            return kept
        register = page_register(look.shop)
        register.may_plan = has_pages
        if kept and has_pages and _knows(kept, look.shop, state):
            register = kept.press.register
            register.forget_others(latest)
        issue, is_whole = self._read(look.shop, wanted)
        _check_story(issue, wanted.slug)
        press = IssuePress(look.shop, issue, look.as_of, register)
        if not is_whole:
            register.leave_unknown(issue)
        notes = notes_of(issue)
        is_kept = is_whole and has_pages
        whole = look.whole_state(wanted.number, notes) if is_kept else ""
        return InHand(press, notes, whole, state)

    def keep(self, taken: InHand, look: Look) -> None:
        """Keep an issue for the next file, unless something has changed since."""
        number = taken.press.issue.number
        if self._is_still(taken, look, number, taken.latest):
            self._kept = taken

    def _is_still(
        self, taken: InHand, look: Look, number: str, latest: tuple[str, str]
    ) -> bool:
        press = taken.press
        if press.shop is not look.shop:  # the paper, or the list of issues, is another
            return False
        if press.issue.number != number or taken.latest != latest:
            return False
        return taken.state == look.whole_state(number, taken.notes) != ""

    def _read(self, shop: Shop, wanted: Wanted) -> tuple[Issue, bool]:
        """Read an issue; for a story do without what is wrong with others."""
        number, slug = wanted.number, wanted.slug
        with limited(self._limits):
            try:
                return read_issue(shop.workspace, number), True
            except SourceError:
                if slug is None:
                    raise
            issue, faults = read_sound_stories(shop.workspace, number)
        if slug in faults:
            raise faults[slug]
        return issue, False


def _knows(kept: InHand, shop: Shop, latest: tuple[str, str]) -> bool:
    """Tell whether what is known of the latest issue is still so."""
    return kept.press.shop is shop and kept.latest == latest


def _check_story(issue: Issue, slug: str | None) -> None:
    """Raise SourceError when an issue has no such story."""
    if slug is not None and slug not in {one.slug for one in issue.articles}:
        raise SourceError(
            f"there is no story {slug}",
            where=f"issue {issue.number}",
            hint="ask for one that is in the issue",
        )
