"""Every place that pictures and fact boxes may have in a story.

From the paper's design specification (8): further pictures stand in a column, or over
both at the head of page 2; a fact box stands below the text or opens a column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from printshop.article_pages.columns import Unit
from printshop.article_pages.job import Block, Job, Lead
from printshop.article_pages.measured import LEAD_BESIDE, LEAD_OVER, Measured

_SMALL_LEAD = 20.0
"""Cost of a first picture in one column that is good enough for both: only in a story
that becomes a single page by it."""

_IN_THE_TEXT = 3.0
_AT_THE_END = 6.0
"""Costs of a picture that could open a column."""

_COLUMN_HEADS = ((2, 1), (3, 0), (4, 1), (5, 0))
"""Where further pictures open a column, by page and column."""


def every_place(first: Job, measured: Measured) -> Iterator[tuple[float, Job]]:
    """Offer further pictures and fact boxes every place, each with its cost."""
    first = _with_lead(first, measured)
    more = [name for name in measured.figures if name.endswith("column")]
    more = [name for name in more if name != LEAD_BESIDE]
    facts = [block.name for block in measured.facts]
    at_end = _with_end_boxes(first, measured, facts)
    yield _IN_THE_TEXT * len(more), _with_boxes_in_text(at_end, measured, more)
    if more:
        yield _AT_THE_END * len(more), _with_end_boxes(first, measured, [*more, *facts])
        yield 1.0, _with_column_heads(at_end, measured, more)
    if facts:
        placed = _with_column_heads(first, measured, facts)
        yield 1.0, _with_boxes_in_text(placed, measured, more)
    leads = tuple(lead for lead in first.leads if not lead.beside)
    if facts and leads:
        box = Block(facts[0], measured.lines_of(facts[0]))
        placed = _with_end_boxes(first, measured, facts[1:])
        placed = replace(placed, leads=leads, heads={(1, 1): box})
        yield 2.0, _with_boxes_in_text(placed, measured, more)
    if more and "figure-1-wide" in measured.figures:
        banner = Block("figure-1-wide", measured.lines_of("figure-1-wide"))
        yield (
            0.0,
            _with_column_heads(replace(at_end, banner=banner), measured, more[1:]),
        )


def _with_lead(job: Job, measured: Measured) -> Job:
    """Give the first picture its places on page 1, in every height it may have."""
    figures, captions = measured.figures, measured.captions
    leads = []
    if LEAD_OVER in figures:
        below = captions[LEAD_OVER] + 1
        for lines, cost in figures[LEAD_OVER].heights:
            leads.append(Lead(over=lines + below, cost=cost))
    if LEAD_BESIDE in figures and not measured.is_large:
        below = captions[LEAD_BESIDE] + 1
        beside = [
            Lead(beside=lines + below, cost=cost)
            for lines, cost in figures[LEAD_BESIDE].heights
        ]
        if leads:
            beside = [
                replace(lead, cost=lead.cost + _SMALL_LEAD, most_pages=1)
                for lead in beside
            ]
        leads += beside
    return replace(job, leads=tuple(leads)) if leads else job


def _with_column_heads(job: Job, measured: Measured, names: Sequence[str]) -> Job:
    """Let pictures or boxes open columns from page 2 on; the rest stand in the text."""
    blocks = [Block(name, measured.lines_of(name)) for name in names]
    heads = dict(zip(_COLUMN_HEADS, blocks, strict=False))
    placed = replace(job, heads={**job.heads, **heads})
    return _with_boxes_in_text(placed, measured, names[len(_COLUMN_HEADS) :])


def _with_boxes_in_text(job: Job, measured: Measured, names: Sequence[str]) -> Job:
    """Spread pictures or boxes between the paragraphs, blank lines around each."""
    units = list(job.units)
    for number, name in reversed(list(enumerate(names, start=1))):
        wanted = number * len(job.units) / (len(names) + 1)
        at = min(_paragraphs(units), key=lambda each: abs(each - wanted), default=-1)
        box = Unit(measured.lines_of(name) - 1, gap=1, box=name)
        if at < 0:
            units.append(box)
        else:
            units[at:at] = [box]
            units[at + 1] = replace(units[at + 1], gap=1)
    return replace(job, units=tuple(units))


def _paragraphs(units: Sequence[Unit]) -> Iterator[int]:
    """Find the units before which a box may stand."""
    for index in range(1, len(units)):
        before, unit = units[index - 1], units[index]
        if unit.is_first and not unit.box and not before.is_crosshead:
            yield index


def _with_end_boxes(job: Job, measured: Measured, names: Sequence[str]) -> Job:
    """Let pictures and boxes follow the text, a blank line above each."""
    units = (Unit(measured.lines_of(name) - 1, gap=1, box=name) for name in names)
    return replace(job, units=(*job.units, *units))
