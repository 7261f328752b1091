"""Find the advertisements of locked pages by whose they are.

In a plan they are numbers, in the order of ``issue.toml``. An editor who puts one more
above the others moves all of them; so the file names the advertiser, too.
"""

import re
from dataclasses import replace

from printshop.flatplan import PieceKind, Placement
from printshop.issue import Issue
from printshop.kept_plan.kept_file import KeptPage, KeptPlan

_NAMED = re.compile(r"ad ([0-9]{1,6})")


def ad_index(name: str, issue: Issue) -> int | None:
    """Find which advertisement of the issue a placement shows; None if it is gone."""
    match = _NAMED.fullmatch(name)
    number = int(match[1]) if match else len(issue.ads)
    return number if number < len(issue.ads) else None


def with_own_ads(kept: KeptPlan, issue: Issue) -> KeptPlan:
    """Give every advertisement its number of today, or the advertiser's name."""
    taken: set[int] = set()
    pages = []
    for page in kept.pages:
        placements = [
            _renamed(placement, advertiser, issue, taken)
            for placement, advertiser in zip(
                page.plan.placements, page.advertisers, strict=True
            )
        ]
        pages.append(_with(page, tuple(placements)))
    return replace(kept, pages=tuple(pages))


def _with(page: KeptPage, placements: tuple[Placement, ...]) -> KeptPage:
    return replace(page, plan=replace(page.plan, placements=placements))


def _renamed(
    placement: Placement, advertiser: str, issue: Issue, taken: set[int]
) -> Placement:
    if placement.kind != PieceKind.ADVERTISEMENT or not advertiser:
        return placement
    own = [n for n, ad in enumerate(issue.ads) if ad.name == advertiser]
    kept_number = ad_index(placement.name, issue)
    # one of several by the same advertiser keeps its number, if it can
    free = sorted((n for n in own if n not in taken), key=lambda n: n != kept_number)
    if not free:
        return replace(placement, name=advertiser)
    taken.add(free[0])
    return replace(placement, name=f"ad {free[0]}")
