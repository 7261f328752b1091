"""Fit one story onto its pages: which line, picture and box stands where.

Pure arithmetic in whole grid lines: no HTML, no PDF, no files. Rules, from the
paper's design specification (5, 8, 10):

* the columns of the last page are level, within a line;
* a pull quote stands between two paragraphs, four lines from a column's head and
  foot, and not beside the words that it repeats;
* what follows a story stands on a page with text, never on a page of its own.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from printshop.article_pages.columns import Run, Unit, fill_page, level

_PAGE = 60.0
_QUOTE_LEFT_OUT = 25.0
_COLUMNS = (0, 1)


@dataclass(frozen=True, slots=True)
class Block:
    """A picture or box with a fixed height, and a name to find it by."""

    name: str
    lines: int


@dataclass(frozen=True, slots=True)
class Lead:
    """A height that the first picture may have, caption and blank line included."""

    over: int = 0
    """Lines over both columns of page 1."""
    beside: int = 0
    """Or lines at the head of its right column."""
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote and the galley line where its words begin (-1: nowhere)."""

    name: str
    lines: int
    source_line: int


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the story on its last page, blank lines above it included."""

    name: str
    lines: int
    cost: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines that text may use on the pages, ends not included."""

    head_end: int
    """Where page 1 goes on below headline and byline."""
    running_end: int
    text_end: int
    last_end: int
    fewest_lines_over: int


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that has to be fitted."""

    pages: Pages
    units: tuple[Unit, ...]
    tails: tuple[Tail, ...]
    leads: tuple[Lead, ...] = (Lead(),)
    """Heights that the first picture may have."""
    banner: Block | None = None
    """Stands over both columns of page 2."""
    heads: Mapping[tuple[int, int], Block] = field(default_factory=dict)
    """What stands at the head of a column, by page and column."""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Units ``first`` to ``end`` (not included) in one column."""

    page: int
    index: int
    top: int
    """Where the units begin, below the block at the column's head."""
    bottom: int
    """Where they must end; boxes that end a story are moved down to it."""
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Galley lines ``first`` to ``end`` (not included) on a page, or one box."""

    page: int
    column: int
    line: int
    lines: int
    first: int = -1
    end: int = -1
    box: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A story on its pages."""

    page_count: int
    tail: str
    lead: Lead
    frames: tuple[Frame, ...]
    tops: tuple[int, ...]
    """Where the columns begin, page by page."""
    bottoms: tuple[int, ...]
    """Where the longer column of each page ends."""
    cost: float


def plan_article(job: Job) -> Plan | None:
    """Find the best pages for a story; None when something is taller than a page."""
    plans = [
        (plan.cost + _QUOTE_LEFT_OUT * (len(job.quotes) - count), plan)
        for count in range(len(job.quotes) + 1)
        if (plan := _best(job, _with_quotes(job, count), job.quotes[:count]))
    ]
    return min(plans, key=lambda each: each[0], default=(0.0, None))[1]


def _with_quotes(job: Job, count: int) -> tuple[Unit, ...]:
    """Put so many pull quotes where they do the least harm."""
    units, shown = job.units, job.quotes[:count]
    for index, quote in enumerate(shown):
        share = (index + 1) / (count + 1)
        trials = [
            (plan.cost + 12 * abs(at / len(units) - share), at)
            for at in _quote_places(units)
            if (plan := _best(job, _with_quote(units, quote, at), shown, 1))
        ]
        if trials:
            units = _with_quote(units, quote, min(trials)[1])
    return units


def _best(
    job: Job, units: tuple[Unit, ...], quotes: Sequence[Quote], most_leads: int = 99
) -> Plan | None:
    """Choose the height of the picture and what follows the story."""
    run = Run(units)
    leads = sorted(job.leads, key=lambda lead: lead.cost)[:most_leads]
    trials = itertools.product(leads, job.tails)
    plans = [_flow(job, run, quotes, lead, tail) for lead, tail in trials]
    return min(filter(None, plans), key=lambda plan: plan.cost, default=None)


def _quote_places(units: Sequence[Unit]) -> list[int]:
    """List the units before which a pull quote may stand: between two paragraphs."""
    return [
        at
        for at in range(1, len(units))
        if units[at].is_first
        and units[at].line >= 0
        and not units[at - 1].box
        and not units[at - 1].is_crosshead
    ]


def _with_quote(units: tuple[Unit, ...], quote: Quote, at: int) -> tuple[Unit, ...]:
    unit = Unit(height=quote.lines, box=quote.name)
    return (*units[:at], unit, *units[at:])


def _flow(
    job: Job,
    run: Run,
    quotes: Sequence[Quote],
    lead: Lead,
    tail: Tail,
) -> Plan | None:
    """Fill page after page; None when it cannot be done."""
    pages = job.pages
    cost = lead.cost + tail.cost
    columns: list[Column] = []
    at = 0
    for page in itertools.count(1):
        top = _columns_top(job, page, lead)
        heads = [_head_lines(job, page, index, lead) for index in _COLUMNS]
        room = pages.last_end - tail.lines - top
        ending = level(run, at, heads, room)
        filled = ending or fill_page(
            run, at, heads, pages.text_end - top, pages.fewest_lines_over
        )
        if filled is None:
            return None
        cost += _PAGE + filled.cost
        parts = (at, filled.middle), (filled.middle, filled.end)
        columns += [
            Column(page, index, top + heads[index], top + filled.lines, *parts[index])
            for index in _COLUMNS
        ]
        at = filled.end
        if ending:
            break
    if any(page > columns[-1].page for page, _ in job.heads) or (
        job.banner and columns[-1].page < 2
    ):
        return None
    cost += _page_cost(columns, room - filled.lines, filled.lines)
    cost += _quote_cost(run, columns, quotes)
    frames = tuple(_frames(run, columns))
    return Plan(
        page_count=columns[-1].page,
        tail=tail.name,
        lead=lead,
        frames=frames,
        tops=tuple(
            _columns_top(job, page + 1, lead) for page in range(columns[-1].page)
        ),
        bottoms=tuple(
            max(frame.line + frame.lines for frame in frames if frame.page == page)
            for page in range(1, columns[-1].page + 1)
        ),
        cost=cost,
    )


def _columns_top(job: Job, page: int, lead: Lead) -> int:
    if page == 1:
        return job.pages.head_end + lead.over
    banner = job.banner.lines if job.banner and page == 2 else 0
    return job.pages.running_end + banner


def _head_lines(job: Job, page: int, index: int, lead: Lead) -> int:
    if (page, index) == (1, 1) and lead.beside:
        return lead.beside
    block = job.heads.get((page, index))
    return block.lines if block else 0


def _page_cost(columns: Sequence[Column], white: int, lines: int) -> float:
    """Weigh white on the last page, and too little text on the first or last."""
    cost = 0.6 * max(0, white - 2)
    if columns[-1].page > 1:
        first = columns[0].bottom - columns[0].top
        cost += 4.0 * max(0, 6 - lines) + 4.0 * max(0, 9 - first)
    return cost


def _quote_cost(
    run: Run, columns: Sequence[Column], quotes: Sequence[Quote]
) -> float:
    """Weigh where the pull quotes have come to stand."""
    cost = 0.0
    for quote in quotes:
        at = next((i for i, u in enumerate(run.units) if u.box == quote.name), -1)
        column = next((c for c in columns if c.first <= at < c.end), None)
        if column is None:
            continue
        above = run.height(column.first, at)
        below = run.height(at + 1, column.end)
        cost += sum(4.0 * max(0, 4 - lines) for lines in (above, below))
        cost += 10.0 * (not above) + 40.0 * (at + 1 == len(run.units))
        cost += _nearness(run, at, quote.source_line, column)
    return cost


def _nearness(run: Run, at: int, source_line: int, column: Column) -> float:
    """Weigh a pull quote beside the words that it repeats."""
    for index in range(column.first, column.end):
        if run.units[index].line == source_line >= 0:
            apart = max(
                run.tops[index] - run.bottoms[at], run.tops[at] - run.bottoms[index]
            )
            return 2.0 * max(0, 9 - apart)
    return 0.0


def _frames(run: Run, columns: Sequence[Column]) -> Iterator[Frame]:
    """Say where every line and box stands, text in runs as long as can be."""
    for column in columns:
        units = range(column.first, column.end)
        spare = column.bottom - column.top - run.height(column.first, column.end)
        line = column.top
        pending: list[int] = []
        for index in units:
            unit = run.units[index]
            line += unit.gap if index > column.first else 0
            if unit.box:
                yield from _text_frame(run, column, pending, line - unit.gap)
                pending = []
                if _is_end_box(run, index, column):
                    line, spare = line + spare, 0
                yield Frame(column.page, column.index, line, unit.height, box=unit.box)
            else:
                pending.append(index)
            line += unit.height
        yield from _text_frame(run, column, pending, line)


def _is_end_box(run: Run, index: int, column: Column) -> bool:
    """Only boxes follow in the last column: they stand at its foot."""
    return column.end == len(run.units) and all(
        unit.box for unit in run.units[index : column.end]
    )


def _text_frame(
    run: Run, column: Column, pending: Sequence[int], bottom: int
) -> Iterator[Frame]:
    if pending:
        lines = run.height(pending[0], pending[-1] + 1)
        yield Frame(
            column.page,
            column.index,
            bottom - lines,
            lines,
            run.units[pending[0]].line,
            run.units[pending[-1]].line + run.units[pending[-1]].span,
        )
