"""What goes into the room that the furniture has, and what does not.

Furniture is never set over other furniture: what does not fit is left out, and the
same rules tell the newsroom so.
"""

import re
from collections.abc import Iterator

from printshop.findings import Finding, Severity
from printshop.flatplan import Desk, Flatplan
from printshop.issue import Picture, Teaser
from printshop.layout import PT_PER_MM
from printshop.publication import Publication
from printshop.wording import Wording

_BOUND = re.compile(r"(?<=©) |(?<=\d) (?=\d)")
"""Spaces at which no line of the imprint ends: in “© 2026”, in telephone numbers."""


def teaser_lines(desk: Desk, text: str, width_mm: float) -> tuple[str, ...] | None:
    """Break a teaser's headline into its lines at most; None if it will not go."""
    style = desk.layout.furniture.teasers
    size = desk.layout.sizes[style.size]
    width_pt = width_mm * PT_PER_MM
    lines = desk.broken_to_width(text, size, width_pt, style.headline_lines)
    fits = len(lines) <= style.headline_lines and all(
        desk.measure(size.name, line) <= width_pt for line in lines
    )
    return lines if fits else None


def teaser_picture(desk: Desk, teaser: Teaser) -> Picture | None:
    """Give the picture of a teaser, a photograph if there is one."""
    style = desk.layout.furniture.teasers
    pictures = desk.issue.article(teaser.slug).pictures
    if not (style.picture_columns and style.picture_lines):
        return None
    return min(pictures, key=lambda picture: picture.is_vector, default=None)


def teaser_columns(desk: Desk, teaser: Teaser) -> int:
    """Count the columns of a teaser's words: those that its picture leaves."""
    style = desk.layout.furniture.teasers
    if teaser_picture(desk, teaser) is None:
        return style.columns
    return style.columns - style.picture_columns or style.columns


def teaser_width_mm(desk: Desk, teaser: Teaser) -> float:
    """Measure the room of a teaser's words."""
    grid = desk.layout.forms["front"].grid
    return grid.width_mm(teaser_columns(desk, teaser))


def most_teasers(desk: Desk) -> int:
    """Count the teasers that go side by side over the nameplate."""
    style = desk.layout.furniture.teasers
    return min(style.count, desk.layout.forms["front"].grid.columns // style.columns)


def shared_columns(desk: Desk, count: int) -> int:
    """Share the columns out among the teasers: fewer of them have more room each.

    Half a page at most: label and page number stand at the two ends of it.
    """
    style = desk.layout.furniture.teasers
    if count == most_teasers(desk):
        return style.columns
    return max(style.columns, desk.layout.forms["front"].grid.columns // max(2, count))


def most_index_entries(desk: Desk) -> int:
    """Count the sections for which the index has room."""
    return desk.layout.furniture.index.columns * foot_rows(desk)


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
    """Keep the teasers that fit, as many as there is room for."""
    fitting = [
        (teaser, page)
        for teaser, page in wanted_teasers(desk, plan)
        if teaser_lines(desk, teaser_text(desk, teaser), teaser_width_mm(desk, teaser))
    ]
    return fitting[: most_teasers(desk)]


def printed_strapline(desk: Desk, publication: Publication, wording: Wording) -> str:
    """Give the strapline, if it clears the date and the issue's number in the bar."""
    issue = desk.issue
    price = issue.price or publication.price
    beside_pt = max(
        desk.measure("bar", wording.long_date(issue.date)),
        desk.measure("bar", f"{wording.issue(issue.number)}   {price}"),
    )
    bar = desk.layout.furniture.date_bar
    room_pt = (desk.layout.type_width_mm - 2 * bar.inset_mm) * PT_PER_MM
    room_pt -= 2 * (beside_pt + bar.gap_pt)
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
    return _BOUND.sub("\u00a0", said.replace("..", "."))


def imprint_lines(
    desk: Desk, publication: Publication, wording: Wording
) -> tuple[str, ...]:
    """Break the imprint into lines of its columns, the title at its head."""
    grid = desk.layout.forms["back"].grid
    text = f"{publication.title} {imprint_text(publication, wording)}".strip()
    columns = grid.columns - desk.layout.furniture.index.columns
    return desk.small_lines("index", text, grid, columns)


def foot_rows(desk: Desk) -> int:
    """Count the lines between the head of the index and the line on next week."""
    layout = desk.layout
    return layout.forms["back"].foot_lines - layout.foot_lines_taken


def furniture_questions(
    desk: Desk, plan: Flatplan, publication: Publication, wording: Wording
) -> Iterator[Finding]:
    """Tell what the furniture had no room for."""
    where = f"issue {desk.issue.number}"
    for teaser, _page in wanted_teasers(desk, plan)[: most_teasers(desk)]:
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
    for section in list(plan.section_pages())[most_index_entries(desk) :]:
        yield _too_long(where, "index", section)


def _too_long(where: str, what: str, text: str) -> Finding:
    return Finding(
        "furniture-001",
        Severity.WARNING,
        where,
        f"the {what} has no room for “{text}”",
        "shorten it",
    )
