"""Read a kept flatplan: its types are checked here, its sense in ``consistency``.

Everything that is wrong with the file is told at once, with file and line. A page
written by hand, for an issue of long ago, needs only its number and its stories.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from printshop.errors import SourceError
from printshop.flatplan import Frame, FrameKind, PagePlan, PieceKind, Placement
from printshop.kept_plan.kept_file import KeptPage, KeptPlan
from printshop.kept_plan.record import SetFrom
from printshop.layout import Compose
from printshop.sources.fields import Fields, Value, fault_in_text
from printshop.sources.queries import Queries, sorted_problems
from printshop.sources.toml_file import read_toml_file

_MOST_PAGES = 1_000
"""No paper has more; a slip of the hand must not keep make-up busy for days."""


def read_kept_plan(file: Path) -> KeptPlan | None:
    """Read a kept plan; None when there is no file.

    Raises SourceError, which lists all that is wrong with it.
    """
    if not file.is_file():
        return None
    queries = Queries()
    table = read_toml_file(file, queries)
    plan = _plan(Fields(file, table, queries), file) if table else None
    if plan is None or queries.problems:
        raise SourceError(
            "the kept flatplan cannot be read",
            where=str(file),
            hint="mend the lines below, or delete the file to have all pages made anew",
            problems=sorted_problems(queries.problems),
        )
    return plan


def _plan(fields: Fields, file: Path) -> KeptPlan:
    tables = _tables(fields, "pages", lambda _, page: f"page {_said(page, 'number')}")
    pages = tuple(_page(table.fields) for table in tables)
    highest = max((page.plan.number for page in pages), default=0)
    page_count = fields.whole_number("page_count") or highest
    if page_count > _MOST_PAGES:
        message = f"says that the paper has {page_count} pages"
        fields.problem("page_count", message, f"the most are {_MOST_PAGES}")
    plan = KeptPlan(
        file=file,
        issue_number=fields.text("issue"),
        layout=fields.text("layout"),
        page_count=page_count,
        pages=pages,
        records=_records(fields),
        copy_pages=float(fields.number("copy_pages") or 0),
        held=fields.texts("held"),
    )
    fields.finish()
    return plan


def _tables(
    fields: Fields, name: str, label: Callable[[int, dict[str, Value]], str]
) -> list["_Table"]:
    """Take a list of tables, and give each a name that an editor understands."""
    fields.tables(name)  # reports what is no table
    value = fields.value(name)
    items = value.content if value else None
    tables = []
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        if isinstance(item.content, dict):
            told = label(number, item.content)
            tables.append(_Table(told, Fields(fields.file, item, fields.queries, told)))
    return tables


class _Table(NamedTuple):
    """A table of the file, and what an editor calls it."""

    label: str
    fields: Fields


def _said(table: dict[str, Value], name: str) -> str:
    value = table.get(name)
    return str(value.content) if value else "?"


def _page(fields: Fields) -> KeptPage:
    number = fields.whole_number("number", required=True) or 0

    def label(_: int, table: dict[str, Value]) -> str:
        return f"page {number}, {_said(table, 'kind')} {_said(table, 'name')}"

    tables = _tables(fields, "placements", label)
    page = KeptPage(
        plan=PagePlan(
            number=number,
            form=fields.text("form"),
            section=fields.text("section"),
            placements=tuple(_placement(*table) for table in tables),
            grid=fields.text("grid") or "columns",
            is_locked=fields.flag("locked"),
        ),
        stories=fields.texts("stories"),
        line=fields.line,
        placement_lines=tuple(table.fields.line for table in tables),
        advertisers=tuple(table.fields.text("advertiser") for table in tables),
    )
    for table in tables:
        table.fields.finish()
    fields.finish()
    return page


def _placement(label: str, fields: Fields) -> Placement:
    name = fields.text("name", required=True)

    def frame_label(number: int, table: dict[str, Value]) -> str:
        return f"{label}, frame {number} ({_said(table, 'kind')})"

    return Placement(
        kind=fields.choice("kind", PieceKind) or PieceKind.STORY,
        name=name,
        column=_count(fields, "column", lowest=0),
        top=_count(fields, "top", lowest=0),
        columns=_count(fields, "columns"),
        lines=_count(fields, "lines"),
        frames=tuple(
            _frame(table.fields, name)
            for table in _tables(fields, "frames", frame_label)
        ),
        section=fields.text("section"),
    )


def _frame(fields: Fields, name: str) -> Frame:
    kind = fields.choice("kind", FrameKind) or FrameKind.LEG
    is_leg = kind == FrameKind.LEG
    first_line, end_line = _galley(fields) if is_leg else (0, 0)
    frame = Frame(
        kind=kind,
        column=_count(fields, "column", lowest=0),
        top=_count(fields, "top", lowest=0),
        columns=_count(fields, "columns"),
        lines=_count(fields, "lines"),
        style=fields.text("style"),
        text=_lines_of_text(fields),
        index=(fields.whole_number("number") or 1) - 1,
        slug=fields.text("story") or (name if is_leg else ""),
        first_line=first_line,
        end_line=end_line,
        caption_lines=fields.whole_number("caption_lines", lowest=0) or 0,
    )
    fields.finish()
    return frame


def _count(fields: Fields, name: str, *, lowest: int = 1) -> int:
    return fields.whole_number(name, lowest=lowest, required=True) or 0


def _lines_of_text(fields: Fields) -> tuple[str, ...]:
    """Read display text, line by line, as it stands."""
    value = fields.value("text")
    items = value.content if value else []
    lines = [item.content for item in items] if isinstance(items, list) else [None]
    texts = tuple(line for line in lines if isinstance(line, str))
    if len(texts) < len(lines) or any(fault_in_text(text) for text in texts):
        hint = 'write text = ["one line", "and the next"]'
        fields.problem("text", "must be a list of lines of text", hint)
    return texts


def _galley(fields: Fields) -> tuple[int, int]:
    """Read which lines of a galley stand in a leg: its first and its last."""
    value = fields.value("galley")
    items = value.content if value else None
    ends = [item.content for item in items] if isinstance(items, list) else []
    match ends:
        case [int(first), int(last)] if 1 <= first <= last:
            return first - 1, last
    hint = "write galley = [1, 40]: the first line and the last"
    fields.problem("galley", "must name two lines of the story", hint)
    return 0, 0


def _blocks(fields: Fields, name: str) -> tuple[int, ...]:
    """Read which paragraphs of a story are meant, counted from 1."""
    value = fields.value(name)
    items = value.content if value else []
    numbers = [item.content for item in items] if isinstance(items, list) else [None]
    blocks = tuple(n for n in numbers if type(n) is int and n > 0)
    if len(blocks) < len(numbers):
        hint = f"write {name} = [3, 8]: the third block and the eighth"
        fields.problem(name, "must be a list of numbers of paragraphs", hint)
    return blocks


def _records(fields: Fields) -> dict[str, SetFrom]:
    """Read what the stories were set from."""
    table = fields.table("stories")
    value = fields.value("stories")
    slugs = value.content if value and isinstance(value.content, dict) else {}
    records = {}
    for slug in slugs:
        told = table.table(slug)
        records[slug] = SetFrom(
            headline=told.text("headline"),
            words=told.whole_number("words", lowest=0) or 0,
            lines=told.whole_number("lines", lowest=0, required=True) or 0,
            copy=told.text("copy"),
            details=told.text("details"),
            compose=told.choice("compose", Compose, Compose.PLAIN) or Compose.PLAIN,
            longer=_blocks(told, "longer"),
            shorter=_blocks(told, "shorter"),
        )
        told.finish()
    return records
