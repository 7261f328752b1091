"""Read one article file: its fields, its pictures, its text."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from printshop.issue import (
    Article,
    Block,
    Byline,
    FactBox,
    FactRow,
    Form,
    Picture,
    PullQuote,
    Related,
)
from printshop.sources.body import read_body
from printshop.sources.fields import Fields, Value
from printshop.sources.formats import (
    fault_in_language,
    fault_in_slug,
    fault_in_web_address,
    language_from,
)
from printshop.sources.front_matter import FrontMatter, read_front_matter
from printshop.sources.issue_file import IssueHead
from printshop.sources.manuscript import Manuscript
from printshop.sources.picture_files import PictureDesk
from printshop.sources.queries import Queries, nearest_hint
from printshop.sources.text_file import entries, read_text_file
from printshop.typography import set_copy

ORDINARY_RANK = 50
"""Where a story stands that nobody has ranked."""


@dataclass(frozen=True, slots=True)
class StoryDesk:
    """What one story must know of its issue and of the paper."""

    head: IssueHead
    language: str
    archive: Mapping[str, Path]
    """Folders of all issues by number."""
    queries: Queries


def read_article(file: Path, desk: StoryDesk) -> Article | None:
    """Read a story; None when nothing of it can be read.

    What is wrong is in the desk's queries; a story with problems is not to be used.
    """
    queries = desk.queries
    slug_fault = fault_in_slug(file.stem)
    if slug_fault:
        queries.problem(file, 0, "", *slug_fault)
    text = read_text_file(file, queries)
    matter = None if text is None else read_front_matter(file, text, queries)
    if matter is None:
        return None
    where = f"issue {desk.head.number}, story {file.stem}"
    for line, words in matter.cut_short:
        queries.warn(
            "source-002",
            where,
            f"line {line}: “{words}” is taken for a comment and is not printed",
            "put the whole text in quotation marks",
        )
    return _Story(file, matter, where, desk).article()


class _Story:
    """One article file under the desk's eyes."""

    def __init__(
        self, file: Path, matter: FrontMatter, where: str, desk: StoryDesk
    ) -> None:
        self._file = file
        self._matter = matter
        self._where = where
        self._desk = desk
        self._fields = Fields(file, matter.fields, desk.queries)
        given = self._fields.text_in_form("language", fault_in_language)
        self._language = language_from(given) if given else desk.language

    def article(self) -> Article:
        """Read everything; what cannot be read is told and stands in by a blank."""
        fields, head = self._fields, self._desk.head
        form = fields.choice("form", Form, Form.NEWS) or Form.NEWS
        page, is_front = self._page()
        must_run, may_hold = self._marks()
        article = Article(
            slug=self._file.stem,
            issue_number=head.number,
            source=self._file,
            headline=self._copy(fields, "headline", required=True),
            section=self._section(),
            date=fields.date("date") or head.date or datetime.date.min,
            body=self._body(),
            rank=fields.whole_number("rank") or ORDINARY_RANK,
            form=form,
            short_headline=self._copy(fields, "short_headline"),
            kicker=self._copy(fields, "kicker"),
            standfirst=self._copy(fields, "standfirst"),
            bylines=self._bylines(),
            url=fields.text_in_form("url", fault_in_web_address),
            printed_page=fields.whole_number("printed_page"),
            language=self._language,
            pictures=self._pictures(form),
            pull_quotes=self._pull_quotes(),
            fact_boxes=self._fact_boxes(),
            related=self._related(),
            page=page,
            columns=fields.whole_number("columns"),
            must_run=must_run,
            may_hold=may_hold,
            is_front=is_front,
        )
        fields.finish()
        return article

    def _copy(self, fields: Fields, name: str, *, required: bool = False) -> str:
        """Read a text and set it in house style."""
        return set_copy(fields.text(name, required=required), self._language)

    def _section(self) -> str:
        written = self._fields.text("section", required=True)
        section = set_copy(written, self._desk.language)
        sections = self._desk.head.sections
        # Without sections the issue's own file has been reported already.
        if section and sections and section not in sections:
            hint = nearest_hint(section, sections, "the issue's sections are")
            message = f"the issue has no section “{written}”"
            self._fields.problem("section", message, hint)
        return section

    def _page(self) -> tuple[int | None, bool]:
        """Read where the story is pinned; to be on page 1 is to be on the front."""
        fields = self._fields
        page, is_front = fields.whole_number("page"), fields.flag("front")
        if is_front and page not in {None, 1}:
            message = f"says the front page, and page says {page}"
            fields.problem("front", message, "keep one of the two")
        last = self._desk.head.pages
        if page and last and page > last:
            hint = f"write a page from 1 to {last}"
            fields.problem("page", f"the issue has {last} pages, and no {page}", hint)
        return page, is_front or page == 1

    def _marks(self) -> tuple[bool, bool]:
        """Read whether the story must run, and whether it may be held over."""
        fields = self._fields
        must_run, may_hold = fields.flag("must_run"), fields.flag("may_hold")
        if must_run and may_hold:
            message = "says that the story may wait, and must_run that it may not"
            fields.problem("may_hold", message, "keep one of the two")
        return must_run, may_hold

    def _body(self) -> tuple[Block, ...]:
        manuscript = Manuscript(
            markdown=self._matter.body,
            file=self._file,
            first_line=self._matter.body_line,
            language=self._language,
            where=self._where,
        )
        return read_body(manuscript, self._desk.queries)

    def _bylines(self) -> tuple[Byline, ...]:
        """Read one byline or a list of them; a plain name is a byline."""
        value = self._fields.value("byline")
        if value is None:
            return ()
        entries = value.content if isinstance(value.content, list) else [value]
        bylines = []
        for entry in entries:
            is_table = isinstance(entry.content, dict)
            table = entry if is_table else Value(entry.line, {"name": entry})
            fields = Fields(self._file, table, self._desk.queries, "byline")
            name = self._copy(fields, "name", required=True)
            role, place = self._copy(fields, "role"), self._copy(fields, "place")
            bylines.append(Byline(name, role, place))
            fields.finish()
        return tuple(bylines)

    def _pictures(self, form: Form) -> tuple[Picture, ...]:
        desk = PictureDesk(
            self._file.parent, self._where, self._language, self._desk.queries
        )
        # A columnist's head shot stands beside the name and needs no caption.
        return desk.read_pictures(
            self._fields.tables("pictures"), needs_caption=form is not Form.COLUMN
        )

    def _pull_quotes(self) -> tuple[PullQuote, ...]:
        quotes = []
        for entry in self._fields.tables("pull_quotes"):
            text = self._copy(entry, "text", required=True)
            quotes.append(PullQuote(text, self._copy(entry, "attribution")))
            entry.finish()
        return tuple(quotes)

    def _fact_boxes(self) -> tuple[FactBox, ...]:
        boxes = []
        for entry in self._fields.tables("fact_boxes"):
            title = self._copy(entry, "title", required=True)
            rows = tuple(map(self._fact_row, entry.tables("rows", required=True)))
            boxes.append(FactBox(title, rows, self._copy(entry, "source")))
            entry.finish()
        return tuple(boxes)

    def _fact_row(self, entry: Fields) -> FactRow:
        row = FactRow(
            figure=self._copy(entry, "figure"),
            text=self._copy(entry, "text", required=True),
            is_optional=entry.flag("optional"),
        )
        entry.finish()
        return row

    def _related(self) -> tuple[Related, ...]:
        """Read the “Read more” entries; each is a story of ours or an address."""
        return tuple(map(self._related_entry, self._fields.tables("related")))

    def _related_entry(self, entry: Fields) -> Related:
        story = entry.text("story")
        url = entry.text_in_form("url", fault_in_web_address)
        title = self._copy(entry, "title", required=not story)
        entry.finish()
        if not story:
            if not entry.value("url"):
                entry.missing("url", example="https://…")
            return Related(url=url, title=title)
        if entry.value("url"):
            message = "names a story of ours and an address"
            entry.problem("story", message, "keep one of the two")
        number, _, slug = story.rpartition("/")
        number = number or self._desk.head.number
        file = self._story_file(entry, number, slug)
        if file and not title:
            title = read_headline(file, self._desk.language)
        if file and not title:
            self._desk.queries.warn(
                "source-004",
                self._where,
                f"the related story {story} has no headline that can be read",
                f"mend {file.name} of issue {number}, or write a title beside it",
            )
        return Related(number, slug, title=title)

    def _story_file(self, entry: Fields, number: str, slug: str) -> Path | None:
        """Find a related story's file; None when there is none, a problem."""
        folder = self._desk.archive.get(number)
        if folder is None:
            hint = nearest_hint(number, self._desk.archive, "the issues are")
            entry.problem("story", f"there is no issue “{number}”", hint)
            return None
        stories = {file.stem: file for file in story_files(folder)}
        if slug not in stories:
            hint = nearest_hint(slug, stories, "its stories are")
            message = f"issue {number} has no story “{slug}”"
            entry.problem("story", message, hint)
        return stories.get(slug)


def story_files(folder: Path) -> list[Path]:
    """List the files of an issue's folder that are stories."""
    return [file for file in entries(folder) if is_story_name(file.name)]


def is_story_name(name: str) -> bool:
    """Tell by its name whether a file of an issue's folder is a story."""
    low = name.lower()
    is_own = low.startswith(("_", ".")) or low == "readme.md"
    return low.endswith(".md") and not is_own


def read_headline(file: Path, language: str) -> str:
    """Look up only a story's headline; empty when its file cannot be read."""
    unheard = Queries()
    text = read_text_file(file, unheard)
    matter = None if text is None else read_front_matter(file, text, unheard)
    if matter is None:
        return ""
    return set_copy(Fields(file, matter.fields, unheard).text("headline"), language)
