"""What goes into the room that the furniture has, and what does not.

Furniture is never set over other furniture: what does not fit is left out, and the
same rules tell the newsroom so.
"""

from collections.abc import Iterator

from printshop.findings import Finding, Severity
from printshop.flatplan import Desk, Flatplan
from printshop.issue import Teaser
from printshop.layout import PT_PER_MM
from printshop.publication import Publication
from printshop.wording import Wording

TEASER_LINES = 3
MOST_TEASERS = 3
MOST_INDEX_ENTRIES = 18
_INDEX_COLUMNS = 3
_BAR_INSET_MM = 2.5
_BAR_GAP_PT = 12.0
_LEAST_FOOT_ROWS = 4


def teaser_lines(desk: Desk, text: str, width_mm: float) -> tuple[str, ...] | None:
    """Break a teaser's headline into three lines at most; None if it will not go."""
    size = desk.layout.sizes["h15"]
    lines = desk.broken_to_width(text, size, width_mm * PT_PER_MM, TEASER_LINES)
    fits = len(lines) <= TEASER_LINES and all(
        desk.measure("h15", line) <= width_mm * PT_PER_MM for line in lines
    )
    return lines if fits else None


def teaser_width_mm(desk: Desk, teaser: Teaser) -> float:
    """Measure the room of a teaser: one column beside a picture, else two."""
    grid = desk.layout.forms["front"].grid
    has_picture = bool(desk.issue.article(teaser.slug).pictures)
    return grid.width_mm(1 if has_picture else 2)


def teaser_text(desk: Desk, teaser: Teaser) -> str:
    """Give the headline of a teaser."""
    return teaser.headline or desk.issue.article(teaser.slug).teaser_headline


def wanted_teasers(desk: Desk, plan: Flatplan) -> list[tuple[Teaser, int]]:
    """Take the issue's teasers, or the leads of other sections, with their pages."""
    issue = desk.issue
    wanted = issue.teasers or tuple(
        Teaser(next(a.slug for a in issue.articles if a.section == section))
        for section in issue.sections[1:]
        if any(a.section == section for a in issue.articles)
    )
    paged = [(teaser, plan.first_page_of(teaser.slug)) for teaser in wanted]
    return [(teaser, page) for teaser, page in paged if page is not None and page > 1]


def printed_teasers(desk: Desk, plan: Flatplan) -> list[tuple[Teaser, int]]:
    """Keep the teasers that fit, three at most."""
    fitting = [
        (teaser, page)
        for teaser, page in wanted_teasers(desk, plan)
        if teaser_lines(desk, teaser_text(desk, teaser), teaser_width_mm(desk, teaser))
    ]
    return fitting[:MOST_TEASERS]


def printed_strapline(desk: Desk, publication: Publication, wording: Wording) -> str:
    """Give the strapline, if it clears the date and the issue's number in the bar."""
    issue = desk.issue
    price = issue.price or publication.price
    beside_pt = max(
        desk.measure("bar", wording.long_date(issue.date)),
        desk.measure("bar", f"{wording.issue(issue.number)}   {price}"),
    )
    room_pt = (desk.layout.type_width_mm - 2 * _BAR_INSET_MM) * PT_PER_MM
    room_pt -= 2 * (beside_pt + _BAR_GAP_PT)
    fits = desk.measure("bar", publication.strapline) <= room_pt
    return publication.strapline if fits else ""


def printed_next_week(desk: Desk, wording: Wording) -> tuple[str, ...]:
    """Give the line on the next issue, if one line holds it."""
    text = desk.issue.next_week
    used_pt = desk.measure("next-week", f"{wording.next_week}   {text}")
    fits = used_pt <= desk.layout.type_width_mm * PT_PER_MM
    return (wording.next_week, text) if text and fits else ()


def imprint_text(publication: Publication, wording: Wording) -> str:
    """Say who answers for the paper; what is not given is not said."""
    imprint = publication.imprint
    published = ", ".join(filter(None, (imprint.publisher, imprint.address)))
    parts = [
        (f"{wording.published_by} ", published),
        (f"{wording.telephone} ", imprint.telephone),
        ("", imprint.email),
        (f"{wording.subscriptions} ", imprint.subscriptions),
        (f"{wording.editor} ", imprint.editor),
        (f"{wording.printed_by} ", imprint.printer),
        (f"{wording.issn} ", publication.issn),
        (f"{wording.corrections} ", imprint.corrections),
        ("", imprint.copyright),
    ]
    said = " ".join(f"{label}{text}." for label, text in parts if text)
    return said.replace("..", ".")


def imprint_lines(
    desk: Desk, publication: Publication, wording: Wording
) -> tuple[str, ...]:
    """Break the imprint into lines of three columns, the title at its head."""
    grid = desk.layout.forms["back"].grid
    text = f"{publication.title} {imprint_text(publication, wording)}".strip()
    return desk.small_lines("index", text, grid, grid.columns - _INDEX_COLUMNS)


def foot_rows(desk: Desk) -> int:
    """Count the lines between the head of the index and the line on next week."""
    taken = 1 + 3 + 2  # a blank line, the flag, the line on next week
    return max(_LEAST_FOOT_ROWS, desk.layout.forms["back"].foot_lines - taken)


def furniture_questions(
    desk: Desk, plan: Flatplan, publication: Publication, wording: Wording
) -> Iterator[Finding]:
    """Tell what the furniture had no room for."""
    where = f"issue {desk.issue.number}"
    for teaser, _page in wanted_teasers(desk, plan)[:MOST_TEASERS]:
        text = teaser_text(desk, teaser)
        if not teaser_lines(desk, text, teaser_width_mm(desk, teaser)):
            yield _too_long(f"{where}, teaser {teaser.slug}", "teaser", text)
    if publication.strapline and not printed_strapline(desk, publication, wording):
        yield _too_long(where, "strapline", publication.strapline)
    if desk.issue.next_week and not printed_next_week(desk, wording):
        yield _too_long(where, "line on next week", desk.issue.next_week)
    lines = imprint_lines(desk, publication, wording)
    if len(lines) > foot_rows(desk):
        yield _too_long(where, "imprint", lines[foot_rows(desk)])
    for section in list(plan.section_pages())[MOST_INDEX_ENTRIES:]:
        yield _too_long(where, "index", section)


def _too_long(where: str, what: str, text: str) -> Finding:
    return Finding(
        "furniture-001",
        Severity.WARNING,
        where,
        f"the {what} has no room for “{text}”",
        "shorten it",
    )
