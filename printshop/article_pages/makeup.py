"""Make up one story: measure it, offer its pieces every place, and plan its pages."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from printshop.article_pages.columns import Unit
from printshop.article_pages.display import Head, story_head
from printshop.article_pages.job import Job, Pages, Plan, Quote
from printshop.article_pages.layout import ArticleLayout
from printshop.article_pages.measured import HALF_LINE, Measured, measure_story
from printshop.article_pages.places import every_place
from printshop.article_pages.plan import plan_article
from printshop.article_pages.setting import ArticleSetting
from printshop.article_pages.sheet import ArticleSheet
from printshop.article_pages.tails import TailPage, story_tails
from printshop.article_pages.words import squeezed
from printshop.errors import TypesetError
from printshop.issue import Article
from printshop.typesetter import SetLine


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
    """Plan a story's pages. Raises TypesetError when something is taller than one."""
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
    job, plan = _best_plan(first, measured, sheet)
    tail = next(tail for tail in tails if tail.tail.name == plan.tail)
    return MadeUp(head, measured, tail, last_end, job, plan)


def _best_plan(first: Job, measured: Measured, sheet: ArticleSheet) -> tuple[Job, Plan]:
    """Plan the story with its pieces in every place; take the cheapest."""
    for pages in (first.pages, replace(first.pages, fewest_lines_over=0)):
        plans = [
            (plan.cost + cost, job, plan)
            for cost, job in every_place(replace(first, pages=pages), measured)
            if (plan := plan_article(job))
        ]
        if plans:
            return min(plans, key=lambda each: each[0])[1:]
    raise TypesetError(
        "something in the story is taller than a page",
        where=sheet.where,
        hint="shorten its table or its fact box",
    )


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
