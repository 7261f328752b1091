"""What no longer goes into the place that a locked page keeps for it."""

from collections.abc import Sequence
from typing import NamedTuple

from printshop.errors import CopyfitError


class Misfit(NamedTuple):
    """One thing of a story that does not fit any more."""

    page: int
    slug: str
    message: str


def off_by(difference: int) -> str:
    """Say how many lines too many or too few there are."""
    count = abs(difference)
    lines = "line" if count == 1 else "lines"
    return f"{count} {lines} {'over' if difference > 0 else 'under'}"


def copyfit_error(issue_number: str, misfits: Sequence[Misfit]) -> CopyfitError:
    """Make one error of all misfits; it names the page and the story of each."""
    first = misfits[0]
    if len(misfits) == 1:
        return CopyfitError(
            first.message,
            where=f"issue {issue_number}, page {first.page}, story {first.slug}",
            hint=f"mend the story, or unlock page {first.page} to have it made anew",
        )
    told = (f"page {one.page}, story {one.slug}: {one.message}" for one in misfits)
    return CopyfitError(
        "\n  ".join(["what was changed no longer fits the locked pages", *told]),
        where=f"issue {issue_number}",
        hint="mend the stories, or unlock the pages to have them made anew",
    )
