"""Make up one story: offer its pieces every place they may have, and plan its pages."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.article_pages.columns import Unit
from printshop.article_pages.display import Head, story_head
from printshop.article_pages.layout import ArticleLayout
from printshop.article_pages.measured import HALF_LINE, Measured, measure_story
from printshop.article_pages.panels import TailPage, story_tails
from printshop.article_pages.plan import Block, Job, Lead, Pages, Plan, Quote, plan_article
from printshop.article_pages.setting import ArticleSetting
from printshop.article_pages.sheet import ArticleSheet
from printshop.article_pages.words import squeezed
from printshop.errors import TypesetError
from printshop.issue import Article
from printshop.typesetter import SetLine

_AT_THE_END = 6.0
"""Cost of a second picture below the story, where it could open a column."""

_COLUMN_HEADS = ((2, 1), (3, 0), (4, 1), (5, 0))
"""Where further pictures open a column, by page and column."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A story planned: what was measured, and where all of it stands."""

    head: Head
    measured: Measured
    tail: TailPage
    last_end: int
    """Where text and panels of the last page end."""
    job: Job
    plan: Plan


def make_up(sheet: ArticleSheet, setting: ArticleSetting) -> MadeUp:
    """Plan a story's pages. Raises TypesetError when something is taller than a page."""
    article, layout, case = sheet.article, setting.layout, setting.case
    head = story_head(article, sheet.kicker, case, has_notice=bool(sheet.age_notice))
    tails = story_tails(sheet.read_more, sheet.house_ads, case, article.language)
    last_end = layout.lines("page.last_end" if article.url else "page.text_end")
    measured = measure_story(sheet, setting)
    first = Job(
        pages=Pages(
            head_end=head.end,
            running_end=layout.lines("page.running_end"),
            text_end=layout.lines("page.text_end"),
            last_end=last_end,
            fewest_lines_over=min(
                layout.lines("page.fewest_lines_over"), len(measured.galley.lines) // 3
            ),
        ),
        units=tuple(_units(measured)),
        tails=tuple(tail.tail for tail in tails),
        quotes=tuple(_quotes_wanted(article, measured, layout)),
    )
    jobs = _jobs(first, measured, len(article.pictures))
    plans = [
        (plan.cost + cost, job, plan)
        for cost, job in jobs
        if (plan := plan_article(job))
    ]
    if not plans:
        raise TypesetError(
            "something in the story is taller than a page",
            where=sheet.where,
            hint="shorten its table or its fact box",
        )
    _, job, plan = min(plans, key=lambda each: each[0])
    tail = next(tail for tail in tails if tail.tail.name == plan.tail)
    return MadeUp(head, measured, tail, last_end, job, plan)


def _units(measured: Measured) -> Iterator[Unit]:
    """Turn the galley's lines into units."""
    lines = measured.galley.lines
    if measured.is_large:
        height = math.ceil((lines[-1].top + lines[-1].height) * HALF_LINE)
        yield Unit(height, line=0, span=len(lines))
        return
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        yield Unit(
            height=line.height,
            gap=line.top - (before.top + before.height) if before else 0,
            line=index,
            is_first=before is None or before.block != line.block,
            is_last=after is None or after.block != line.block,
            is_crosshead=line.kind == "h2",
            has_hyphen=line.text.endswith("-"),
        )


def _quotes_wanted(
    article: Article, measured: Measured, layout: ArticleLayout
) -> Iterator[Quote]:
    """Choose as many pull quotes as the story is long enough for."""
    most = round(article.word_count / layout.lengths["quotes.words_each"])
    for index, quote in enumerate(article.pull_quotes[:most]):
        name = f"quote-{index}"
        yield Quote(
            name=name,
            lines=2 + measured.quotes[name].height + (2 if quote.attribution else 0),
            source_line=_line_of(quote.text, measured.galley.lines),
        )


def _line_of(text: str, lines: Sequence[SetLine]) -> int:
    """Find the line in which words begin; -1 when they are not in the story."""
    squeezed_lines = [squeezed(line.text) for line in lines]
    at = "".join(squeezed_lines).find(squeezed(text))
    if at < 0:
        return -1
    for index, line in enumerate(squeezed_lines):
        at -= len(line)
        if at < 0:
            return index
    return -1


def _jobs(first: Job, measured: Measured, pictures: int) -> Iterator[tuple[float, Job]]:
    """Offer further pictures and fact boxes every place, each with its cost."""
    first = _with_lead(first, measured)
    more = [f"figure-{index}-column" for index in range(1, pictures)]
    facts = [block.name for block in measured.facts]
    yield _AT_THE_END * len(more), _with_end_boxes(first, measured, [*more, *facts])
    for heads in (more, facts):
        if heads:
            rest = [name for name in (*more, *facts) if name not in heads]
            placed = _with_column_heads(first, measured, heads)
            yield 1.0, _with_end_boxes(placed, measured, rest)
    if facts and not first.leads[0].beside:
        box = Block(facts[0], measured.lines_of(facts[0]))
        placed = replace(first, heads={(1, 1): box})
        yield 2.0, _with_end_boxes(placed, measured, [*more, *facts[1:]])
    if more and "figure-1-wide" in measured.figures:
        banner = Block("figure-1-wide", measured.lines_of("figure-1-wide"))
        placed = _with_column_heads(replace(first, banner=banner), measured, more[1:])
        yield 0.0, _with_end_boxes(placed, measured, facts)


def _with_lead(job: Job, measured: Measured) -> Job:
    """Give the first picture its place on page 1, in every height it may have."""
    name = measured.lead
    if not name:
        return job
    below = measured.captions[name] + 1
    is_wide = name.endswith("wide")
    leads = tuple(
        Lead(
            over=lines + below if is_wide else 0,
            beside=0 if is_wide else lines + below,
            cost=cost,
        )
        for lines, cost in measured.figures[name].heights
    )
    return replace(job, leads=leads)


def _with_column_heads(job: Job, measured: Measured, names: Sequence[str]) -> Job:
    """Let pictures or boxes open columns from page 2 on; the rest end the story."""
    blocks = [Block(name, measured.lines_of(name)) for name in names]
    heads = dict(zip(_COLUMN_HEADS, blocks, strict=False))
    placed = replace(job, heads={**job.heads, **heads})
    return _with_end_boxes(placed, measured, names[len(_COLUMN_HEADS) :])


def _with_end_boxes(job: Job, measured: Measured, names: Sequence[str]) -> Job:
    """Let pictures and boxes follow the text, a blank line above each."""
    units = (Unit(measured.lines_of(name) - 1, gap=1, box=name) for name in names)
    return replace(job, units=(*job.units, *units))
