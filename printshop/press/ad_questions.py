"""What a sub-editor would ask about the advertisements of an issue: findings.

* ``ad-003``        it stands on another page than it was booked for
* ``ad-005``        its file has other proportions than the space that was sold
* ``ad-006``        its picture has too few pixels for that space
* ``ad-007``        no page takes it, because every one inside is locked
"""

from collections.abc import Iterator

from printshop.findings import Finding, Severity
from printshop.flatplan import Flatplan, PieceKind
from printshop.flatplan.sold_space import ad_number, printed_mm, sold_mm
from printshop.issue import Advertisement, Issue
from printshop.layout import Layout

LOWEST_PPI = 150
"""Advertisements have type in them: it is ragged under this many pixels an inch."""

_OFF_PROPORTION = 0.02
"""What nobody sees; the file is never stretched to make it up."""

_MM_PER_INCH = 25.4


def ad_questions(plan: Flatplan, issue: Issue, layout: Layout) -> Iterator[Finding]:
    """Ask about every advertisement of an issue."""
    pages = {
        ad_number(placement.name): page.number
        for page in plan.pages
        for placement in page.placements
        if placement.kind == PieceKind.ADVERTISEMENT
    }
    for number, ad in enumerate(issue.ads):
        where = f"issue {issue.number}, ad {ad.name}"
        yield from _place(ad, pages.get(number), where)
        yield from _proportion(ad, layout, where)
        yield from _sharpness(ad, layout, where)


def _place(ad: Advertisement, page: int | None, where: str) -> Iterator[Finding]:
    """Ask about one that does not stand where it was booked."""
    if page is None:
        yield Finding(
            "ad-007",
            Severity.FAIL,
            where,
            "it is left out: no page inside is free to take it",
            "unlock a page in the kept flatplan",
        )
    elif ad.page is not None and ad.page != page:
        yield Finding(
            "ad-003",
            Severity.WARNING,
            where,
            f"it was booked for page {ad.page} and stands on {page}",
            "book it for an inside page that there is",
        )


def _proportion(ad: Advertisement, layout: Layout, where: str) -> Iterator[Finding]:
    sold = sold_mm(ad, layout)
    shares = ad.picture.proportion, sold[0] / sold[1]
    if max(shares) / min(shares) > 1 + _OFF_PROPORTION:
        yield Finding(
            "ad-005",
            Severity.WARNING,
            f"{where}, picture {ad.picture.name}",
            f"it is {_own_size(ad)}, and the space sold {_mm(sold)}: it is printed "
            f"{_mm(printed_mm(ad, layout))}",
            f"ask for one that is {_mm(sold)}",
        )


def _sharpness(ad: Advertisement, layout: Layout, where: str) -> Iterator[Finding]:
    if ad.picture.is_vector:
        return
    printed = printed_mm(ad, layout)
    inches = printed[0] / _MM_PER_INCH
    ppi = ad.picture.width_px / inches
    if ppi < LOWEST_PPI:
        yield Finding(
            "ad-006",
            Severity.WARNING,
            f"{where}, picture {ad.picture.name}",
            f"it is {_own_size(ad)}, and printed {_mm(printed)}: {ppi:.0f} pixels an "
            "inch",
            f"ask for a PDF, or for {round(2 * LOWEST_PPI * inches):,} pixels across",
        )


def _own_size(ad: Advertisement) -> str:
    """Say how large the file is: a drawing in millimetres, a photograph in pixels."""
    picture = ad.picture
    if not picture.is_vector:
        return f"{picture.width_px:,} by {picture.height_px:,} pixels"
    width_mm = picture.drawn_width_mm
    return _mm((width_mm, width_mm / picture.proportion))


def _mm(size: tuple[float, float]) -> str:
    return f"{size[0]:.1f} by {size[1]:.1f} mm"
