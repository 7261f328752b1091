"""The nouns of a kept plan: the plan as its file tells it, and where in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from printshop.flatplan import Flatplan, PagePlan
from printshop.kept_plan.record import SetFrom


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page of the file."""

    plan: PagePlan
    stories: tuple[str, ...]
    """As the file lists them: all that a page written by hand may say."""
    line: int
    placement_lines: tuple[int, ...]
    """Where each placement begins in the file."""
    advertisers: tuple[str, ...]
    """Whose advertisement each placement shows; empty for all others."""


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A flatplan that was kept beside its issue."""

    file: Path
    issue_number: str
    layout: str
    page_count: int
    """How many pages the plan has; the file may tell of fewer."""
    pages: tuple[KeptPage, ...]
    records: Mapping[str, SetFrom]
    copy_pages: float = 0.0
    held: tuple[str, ...] = ()

    def locked(self, *, is_printed: bool) -> tuple[KeptPage, ...]:
        """List the pages that stand as they are: of a printed issue all."""
        return tuple(page for page in self.pages if is_printed or page.plan.is_locked)

    def flatplan(self) -> Flatplan:
        """Give the plan as it was kept; its jump lines have no page numbers yet."""
        return Flatplan(
            self.layout,
            self.issue_number,
            tuple(page.plan for page in self.pages),
            self.copy_pages,
            self.held,
        )
