"""Read ``issue.toml``: an issue's date, sections, pages, teasers, advertisements."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from printshop.issue import Advertisement, Teaser
from printshop.publication import Publication
from printshop.sources.ad_entries import read_ads
from printshop.sources.fields import Fields
from printshop.sources.formats import fault_in_add_on, fault_in_issue_number
from printshop.sources.picture_files import PictureDesk
from printshop.sources.queries import Queries, nearest_hint
from printshop.sources.toml_file import read_toml_file, read_toml_head
from printshop.typography import set_copy

FILE_NAME = "issue.toml"

_SHEET_PAGES = 4
_FIRST_INSIDE_PAGE = 2


@dataclass(frozen=True, slots=True)
class IssueHead:
    """Everything of an issue but its stories."""

    number: str
    date: datetime.date | None
    sections: tuple[str, ...]
    price: str = ""
    add_on: str = ""
    next_week: str = ""
    pages: int | None = None
    teasers: tuple[Teaser, ...] = ()
    ads: tuple[Advertisement, ...] = ()
    section_pages: tuple[tuple[str, int], ...] = ()
    is_printed: bool = False


def read_issue_head(
    folder: Path, publication: Publication, slugs: Collection[str], queries: Queries
) -> IssueHead:
    """Read an issue's own file; ``slugs`` are the stories that its folder holds."""
    file = folder / FILE_NAME
    if not file.is_file():
        hint = "write one with a date and the sections"
        queries.problem(file, 0, "", "is missing", hint)
        return IssueHead(folder.name, None, ())
    table = read_toml_file(file, queries)
    if table is None:
        return IssueHead(folder.name, None, ())
    fields = Fields(file, table, queries)
    language = publication.language
    number = _number(fields, folder)
    sections, pages = _sections(fields, language), _pages(fields)
    head = IssueHead(
        number=number,
        date=fields.date("date", required=True),
        sections=sections,
        price=set_copy(fields.text("price"), language) or publication.price,
        add_on=fields.text_in_form("add_on", fault_in_add_on),
        next_week=set_copy(fields.text("next_week"), language),
        pages=pages,
        teasers=_teasers(fields, slugs, language),
        ads=read_ads(fields, PictureDesk(folder, f"issue {number}", language, queries)),
        section_pages=_section_pages(fields, sections, pages, language),
        is_printed=fields.flag("printed"),
    )
    fields.finish()
    return head


def read_number_and_date(folder: Path) -> tuple[str, datetime.date | None]:
    """Look up only what orders the issues; what is wrong is told when it is read."""
    file = folder / FILE_NAME
    table = read_toml_head(file) if file.is_file() else None
    if table is None:
        return folder.name, None
    fields = Fields(file, table, Queries())
    return _number(fields, folder), fields.date("date")


def _number(fields: Fields, folder: Path) -> str:
    """Read the issue's number: the folder's name when it is left out."""
    given = fields.text_in_form("number", fault_in_issue_number)
    if not given:
        fault = fault_in_issue_number(folder.name)
        if fault:
            fields.problem("number", *fault)
    return given or folder.name


def _pages(fields: Fields) -> int | None:
    """Read the page count; a paper is folded from sheets of four pages."""
    pages = fields.whole_number("pages")
    if pages is not None and pages % _SHEET_PAGES:
        fields.problem(
            "pages",
            f"must be a multiple of four, not {pages}",
            f"write pages = {(pages // _SHEET_PAGES + 1) * _SHEET_PAGES}",
        )
        return None
    return pages


def _sections(fields: Fields, language: str) -> tuple[str, ...]:
    written = fields.texts("sections", required=True)
    sections = [set_copy(section, language) for section in written]
    for place, section in enumerate(sections):
        if section in sections[:place]:
            message = f"has “{section}” twice"
            fields.problem("sections", message, "keep one of the two")
    return tuple(dict.fromkeys(sections))


def _section_pages(
    fields: Fields, sections: tuple[str, ...], pages: int | None, language: str
) -> tuple[tuple[str, int], ...]:
    """Read on which pages sections begin: further back, the later the section."""
    table = fields.table("section_pages")
    given: dict[str, tuple[int, str]] = {}
    for written in table.names():
        page = table.whole_number(written, lowest=_FIRST_INSIDE_PAGE)
        section = set_copy(written, language)
        # Without sections the issue's own file has been reported already.
        if sections and section not in sections:
            hint = nearest_hint(section, sections, "the issue's sections are")
            message = f"the issue has no section “{written}”"
            table.problem(written, message, hint)
        elif page and pages and page > pages:
            message = f"the issue has {pages} pages, and no {page}"
            table.problem(written, message, f"write a page from 2 to {pages}")
        elif page:
            given[section] = page, written
    _note_disorder(table, [(name, *given[name]) for name in sections if name in given])
    return tuple((name, given[name][0]) for name in sections if name in given)


def _note_disorder(table: Fields, given: list[tuple[str, int, str]]) -> None:
    """Report a section that begins no later than one that comes before it."""
    for (earlier, page, _), (_, own_page, written) in pairwise(given):
        if own_page <= page:
            table.problem(
                written,
                f"begins on page {own_page}, and {earlier}, which comes before it, on "
                f"page {page}",
                "give the pages in the order of sections, or change that order",
            )


def _teasers(
    fields: Fields, slugs: Collection[str], language: str
) -> tuple[Teaser, ...]:
    teasers: list[Teaser] = []
    for entry in fields.tables("teasers"):
        slug = entry.text("story", required=True)
        if slug and slug not in slugs:
            hint = nearest_hint(slug, sorted(slugs), "the stories are")
            entry.problem("story", f"there is no story “{slug}”", hint)
        elif slug in {other.slug for other in teasers}:
            message = f"“{slug}” has a teaser already"
            entry.problem("story", message, "keep one of the two")
        label = set_copy(entry.text("label"), language)
        headline = set_copy(entry.text("headline"), language)
        entry.finish()
        teasers.append(Teaser(slug, label, headline))
    return tuple(teasers)
