"""A contradiction in a kept plan, and how its place is told."""

from typing import NamedTuple

from printshop.errors import Problem
from printshop.flatplan import PagePlan, Placement
from printshop.kept_plan.kept_file import KeptPage, KeptPlan


class Fault(NamedTuple):
    """What is wrong, and what to do."""

    message: str
    hint: str


UNLOCK = "unlock the page, to have it made up anew"


def named(page: PagePlan, placement: Placement | None = None, slug: str = "") -> str:
    """Name a page and the story on it as an editor does."""
    if placement is None:
        return f"page {page.number}"
    name = slug or placement.name
    return f"page {page.number}, {'story' if slug else placement.kind.value} {name}"


def problem(
    kept: KeptPlan, page: KeptPage, fault: Fault, place: int | None = None
) -> Problem:
    """Tell a fault of a page, or of one of its placements, with its line."""
    if place is None:
        return Problem(kept.file, page.line, named(page.plan), *fault)
    placement = page.plan.placements[place]
    line = page.placement_lines[place]
    return Problem(kept.file, line, named(page.plan, placement), *fault)
