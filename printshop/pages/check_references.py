"""Checks 12, 13 and 14: jump lines, folios, and what points at other pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from printshop.flatplan import FrameKind, PieceKind
from printshop.pages.frames import Page, Thing
from printshop.pages.furniture import page_range
from printshop.pages.proofs import Fault, Proofs, frames_of, stories_on


@dataclass(frozen=True, slots=True, order=True)
class _Part:
    """The lines of a story on one page, as one piece."""

    first_line: int
    end_line: int
    page: int
    is_continued: bool
    """Stands under a continuation head."""


def check_jumps(proofs: Proofs) -> Iterator[Fault]:
    """Check 12: jump and continuation name each other, and no line is lost between."""
    parts = _parts(proofs)
    for slug, runs in parts.items():
        end = len(proofs.desk.galleys[slug].lines)
        edges = [(0, 0), *((run.first_line, run.end_line) for run in runs), (end, end)]
        for (_, before), (after, _) in pairwise(edges):
            if before != after:
                page = next((r.page for r in runs if r.first_line == after), 0)
                what = f"{slug} goes on at line {after} after line {before}"
                yield Fault(12, page or runs[-1].page, what)
        for one, other in pairwise(runs):
            yield from _turn(proofs, slug, one, other)


def _parts(proofs: Proofs) -> dict[str, list[_Part]]:
    """List the parts of every story in the order of reading."""
    parts: dict[str, list[_Part]] = {}
    for page in proofs.plan.pages:
        for placement in stories_on(page):
            legs = frames_of(placement, FrameKind.LEG)
            if legs:
                part = _Part(
                    min(leg.first_line for leg in legs),
                    max(leg.end_line for leg in legs),
                    page.number,
                    placement.kind == PieceKind.CONTINUATION,
                )
                parts.setdefault(placement.name, []).append(part)
    return {slug: sorted(runs) for slug, runs in parts.items()}


def _turn(proofs: Proofs, slug: str, one: _Part, other: _Part) -> Iterator[Fault]:
    """Look at the two lines that send a reader on and take him up."""
    sent = proofs.wording.turn_to_page(other.page)
    taken = proofs.wording.from_page(one.page)
    if not _says(proofs, "jump", one.page, f"#story-{slug}-", sent):
        yield Fault(12, one.page, f"{slug} goes on without the line “{sent}”")
    if not _says(proofs, "kicker", other.page, f"#story-{slug}-", taken):
        yield Fault(12, other.page, f"{slug} goes on without the line “{taken}”")
    if not other.is_continued:
        yield Fault(12, other.page, f"{slug} goes on without a continuation head")


def _says(proofs: Proofs, kind: str, page: int, href: str, text: str) -> bool:
    """Tell whether a thing of a kind on a page leads to a story in these words."""
    return any(
        at.number == page
        and str(thing.more.get("href", "")).startswith(href)
        and " ".join(thing.lines) == text
        for at, thing in proofs.things(kind)
    )


def check_folios(proofs: Proofs) -> Iterator[Fault]:
    """Check 13: page number, flag, date and issue are right, on the outer side."""
    date = proofs.wording.long_date(proofs.desk.issue.date)
    folios = {page.number: thing for page, thing in proofs.things("folio")}
    for page in proofs.plan.pages:
        if page.form == "front":
            continue
        folio = folios.get(page.number)
        if folio is None:
            yield Fault(13, page.number, "the page has no folio")
            continue
        sections = {p.section for p in page.placements if p.section}
        side = "left" if page.number % 2 == 0 else "right"
        wrong = [
            name
            for name, is_right in (
                ("page number", folio.more["number"] == page.number),
                ("flag", not sections or folio.more["section"] in sections),
                ("title", folio.more["title"] == proofs.publication.title),
                ("date", folio.more["date"] == date),
                ("outer side", folio.style == side),
            )
            if not is_right
        ]
        for name in wrong:
            yield Fault(13, page.number, f"the {name} of the folio is wrong")
    yield from _date_bar(proofs, date)


def _date_bar(proofs: Proofs, date: str) -> Iterator[Fault]:
    """Look at the front page's date and number."""
    number = proofs.wording.issue(proofs.desk.issue.number)
    bars = {page.number: thing for page, thing in proofs.things("date-bar")}
    for page in proofs.plan.pages:
        if page.form != "front":
            continue
        bar = bars.get(page.number)
        if bar is None:
            yield Fault(13, page.number, "the page has no date bar")
        elif (bar.more["date"], bar.more["number"]) != (date, number):
            yield Fault(13, page.number, "date or issue of the date bar is wrong")


def check_pointers(proofs: Proofs) -> Iterator[Fault]:
    """Check 14: skyline, refer line and index agree with the pages."""
    starts = {slug: runs[0].page for slug, runs in _parts(proofs).items()}
    for page in proofs.plan.pages:
        for placement in page.placements:
            for leg in frames_of(placement, FrameKind.LEG):
                starts.setdefault(leg.slug, page.number)
    for page_, thing in proofs.things("teaser"):
        slug = str(thing.more["href"]).removeprefix("#story-")
        if thing.more["page"] != starts.get(slug):
            what = f"the teaser of {slug} names page {thing.more['page']}"
            yield Fault(14, page_.number, f"{what}, not {starts.get(slug)}")
    for page_, thing in proofs.things("refer"):
        yield from _refers(proofs, page_, thing, starts)
    for page_, thing in proofs.things("contents"):
        yield from _contents(proofs, page_, thing, starts)
    yield from _index(proofs)


def _refers(
    proofs: Proofs, page: Page, thing: Thing, starts: dict[str, int]
) -> Iterator[Fault]:
    """Look at the pages of a refer line."""
    for text, href in thing.more["entries"]:
        slug = str(href).removeprefix("#story-")
        right = starts.get(slug)
        if right is None or not str(text).endswith(proofs.wording.page(right)):
            what = f"“{text}” refers to {slug}, which is on page {right}"
            yield Fault(14, page.number, what)


def _contents(
    proofs: Proofs, page: Page, thing: Thing, starts: dict[str, int]
) -> Iterator[Fault]:
    """Look at the stories that the front page's index lists under a section."""
    for lines, number, href in thing.more["entries"]:
        slug = str(href).removeprefix("#story-")
        told = " ".join(lines)
        if number != starts.get(slug):
            right = f"which is on page {starts.get(slug)}"
            what = f"the index gives page {number} for “{told}”, {right}"
            yield Fault(14, page.number, what)
        article = proofs.desk.issue.article(slug)
        if told != article.teaser_headline:
            yield Fault(14, page.number, f"the index calls {slug} “{told}”")
        if article.section != thing.lines[0]:
            what = f"the index has {slug} under {thing.lines[0]}"
            yield Fault(14, page.number, f"{what}, not {article.section}")


def _index(proofs: Proofs) -> Iterator[Fault]:
    """Compare the index with the sections' pages."""
    pages: dict[str, set[int]] = {}
    for page in proofs.plan.pages:
        for placement in page.placements:
            if placement.section:
                pages.setdefault(placement.section, set()).add(page.number)
    listed = {
        str(section): (at.number, str(text))
        for at, thing in proofs.things("index")
        for section, text, _href in thing.more["entries"]
    }
    last = proofs.plan.pages[-1].number
    for section, numbers in pages.items():
        right = page_range(tuple(sorted(numbers)))
        at, found = listed.get(section, (last, ""))
        if found != right:
            what = f"the index gives “{found}” for {section}, which is on {right}"
            yield Fault(14, at, what)
