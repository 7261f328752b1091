"""Fit one story onto its pages: which line, picture and box stands where.

Pure arithmetic in whole grid lines: no HTML, no PDF, no files. Rules, from the
paper's design specification (5, 8, 10):

* the columns of the last page are level, within a line;
* a pull quote stands between two paragraphs, four lines from a column's head and
  foot, and not beside the words that it repeats;
* what follows a story stands on a page with text, never on a page of its own.
"""

import itertools
from collections.abc import Iterator, Sequence

from printshop.article_pages.columns import Filled, Run, Unit, fill_page, level
from printshop.article_pages.job import Column, Frame, Job, Lead, Plan, Quote, Tail

_PAGE = 60.0
_QUOTE_LEFT_OUT = 25.0
_COLUMNS = (0, 1)


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
    job: Job, run: Run, quotes: Sequence[Quote], lead: Lead, tail: Tail
) -> Plan | None:
    """Fill page after page; None when it cannot be done."""
    filled = _filled_pages(job, run, lead, tail.lines)
    if filled is None:
        return None
    if not _fewest_pages(job) <= len(filled) <= lead.most_pages:
        return None
    columns: list[Column] = []
    at = 0
    for page, both in enumerate(filled, start=1):
        top = _columns_top(job, page, lead)
        for index, units in enumerate(((at, both.middle), (both.middle, both.end))):
            head = _head_lines(job, page, index, lead)
            columns.append(Column(page, index, top + head, top + both.lines, *units))
        at = both.end
    white = job.pages.last_end - tail.lines - columns[-1].bottom
    frames = tuple(_frames(run, columns))
    tops = tuple(_columns_top(job, page + 1, lead) for page in range(len(filled)))
    return Plan(
        page_count=len(filled),
        tail=tail.name,
        lead=lead,
        frames=frames,
        tops=tops,
        bottoms=tuple(_bottom(frames, page + 1) for page in range(len(filled))),
        cost=lead.cost
        + tail.cost
        + sum(_PAGE + both.cost for both in filled)
        + _page_cost(filled, white)
        + _quote_cost(run, columns, quotes),
    )


def _filled_pages(
    job: Job, run: Run, lead: Lead, tail_lines: int
) -> list[Filled] | None:
    """Fill pages until the story ends above what follows it."""
    pages = job.pages
    filled: list[Filled] = []
    for page in itertools.count(1):
        at = filled[-1].end if filled else 0
        top = _columns_top(job, page, lead)
        heads = [_head_lines(job, page, index, lead) for index in _COLUMNS]
        ending = level(run, at, heads, pages.last_end - tail_lines - top)
        if ending:
            return [*filled, ending]
        full = fill_page(run, at, heads, pages.text_end - top, pages.fewest_lines_over)
        if full is None:
            return None
        filled.append(full)
    return None


def _fewest_pages(job: Job) -> int:
    """Count the pages up to the last one that has to hold something."""
    banner = 2 if job.banner else 1
    return max(banner, *(page for page, _ in job.heads), 1)


def _bottom(frames: Sequence[Frame], page: int) -> int:
    ends = (frame.line + frame.lines for frame in frames if frame.page == page)
    return max(ends, default=0)


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


def _page_cost(filled: Sequence[Filled], white: int) -> float:
    """Weigh white on the last page, and too little text on the first or last."""
    cost = 0.6 * max(0, white - 2)
    if len(filled) > 1:
        cost += 4.0 * max(0, 6 - filled[-1].lines) + 4.0 * max(0, 9 - filled[0].lines)
    return cost


def _quote_cost(run: Run, columns: Sequence[Column], quotes: Sequence[Quote]) -> float:
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
