"""The flatplan kept beside an issue: read for the next plan, written for good."""

from pathlib import Path
from typing import Any

from printshop.errors import SourceError
from printshop.flatplan import Desk, Flatplan
from printshop.issue import Issue
from printshop.kept_plan import KeptPlan, read_kept_plan, written_plan
from printshop.press.shop import Shop
from printshop.sources.kept_flatplan import kept_plan_file
from printshop.storage import write_whole


def kept_plan(shop: Shop, issue: Issue) -> KeptPlan | None:
    """Read the plan that is kept for a layout; SourceError when it is no plan."""
    return read_kept_plan(_file(shop, issue))


def locked_part(shop: Shop, issue: Issue) -> dict[str, Any]:
    """Give what of a kept plan has a say in the pages: nothing unless one is locked."""
    kept = kept_plan(shop, issue)
    locked = kept.locked(is_printed=issue.is_printed) if kept else ()
    if kept is None or not locked:
        return {}
    pages = [page.plan for page in locked]
    advertisers = [page.advertisers for page in locked]
    return {
        "pages": pages,
        "advertisers": advertisers,
        "page_count": kept.page_count,
        "records": kept.records,
    }


def keep_plan(shop: Shop, plan: Flatplan, desk: Desk) -> Path:
    """Write a plan beside its issue, and name the file.

    Raises SourceError for a printed issue, and when the file cannot be written.
    """
    issue = desk.issue
    path = _file(shop, issue)
    refuse_if_printed(issue, path)
    write_whole(path, written_plan(plan, desk).encode())
    return path.resolve()


def refuse_if_printed(issue: Issue, path: Path | None = None) -> None:
    """Raise SourceError when the issue is printed: its plan is not written again."""
    if issue.is_printed:
        raise SourceError(
            "the issue is marked as printed, and its plan is not written again",
            where=str(path) if path else f"issue {issue.number}",
            hint="take “printed = true” out, if it is still to be printed",
        )


def _file(shop: Shop, issue: Issue) -> Path:
    return kept_plan_file(shop.workspace, issue.number, shop.layout_name)
