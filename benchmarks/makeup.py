"""Time make-up: issues of 4 to 24 pages, cold, and again after one story has changed.

``make benchmark``, or ``python -m benchmarks.makeup --pages 24 --runs 5``. Times are
CPU seconds of one core. An issue lies on the desk with its galleys set; making them is
no part of what is timed. Planned again means: with the memory of the plan before, in
the same process, after one story has been given thirty more words.
"""

import argparse
import cProfile
import os
import platform
import pstats
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

os.environ.setdefault("OMP_NUM_THREADS", "1")

from printshop.flatplan import Desk, plan_issue
from printshop.flatplan.memory import Memory
from printshop.issue import Form, Issue
from tests.desks import desk_of, paragraphs, shipped
from tests.generated import Order, generated_issue

SHARE = 0.95
HOUSE_ADS = 2
SEED = 24


@dataclass(frozen=True, slots=True)
class Timing:
    """What planning one issue takes, in CPU seconds."""

    pages: int
    stories: int
    cold: float
    again: float


def changed(issue: Issue) -> Issue:
    """Give a story in the middle of the news thirty more words."""
    news = [article for article in issue.articles if article.form == Form.NEWS]
    story = news[len(news) // 2]
    longer = replace(story, body=(*story.body, *paragraphs(30)))
    articles = tuple(longer if a is story else a for a in issue.articles)
    return replace(issue, articles=articles)


def seconds(desk: Desk, memory: Memory) -> float:
    """Time one plan."""
    began = time.process_time()
    plan_issue(desk, HOUSE_ADS, memory=memory)
    return time.process_time() - began


def timing(layout: str, pages: int, runs: int) -> Timing:
    """Plan one issue some times, and take the median."""
    design = shipped(layout)
    issue = generated_issue(Order(design, SEED, pages, SHARE))
    cold, again = [], []
    for _ in range(runs):
        memory = Memory()
        cold.append(seconds(desk_of(issue, design, is_loose=True), memory))
        later = desk_of(changed(issue), design, is_loose=True)
        again.append(seconds(later, memory))
    return Timing(
        pages, len(issue.articles), statistics.median(cold), statistics.median(again)
    )


def profile(layout: str, pages: int) -> None:
    """Tell where the time goes when an issue is planned again."""
    design = shipped(layout)
    issue = generated_issue(Order(design, SEED, pages, SHARE))
    memory = Memory()
    seconds(desk_of(issue, design), memory)
    profiler = cProfile.Profile()
    profiler.runcall(seconds, desk_of(changed(issue), design), memory)
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(25)


def main(arguments: Sequence[str]) -> None:
    """Time what the command line asks for, and write a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layout", default="tabloid")
    parser.add_argument("--pages", type=int, nargs="+", default=[4, 8, 12, 16, 20, 24])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="of planning again")
    options = parser.parse_args(arguments)
    if options.profile:
        profile(options.layout, options.pages[-1])
        return
    python = platform.python_version()
    sys.stdout.write(
        f"{options.layout}, median of {options.runs}, CPU seconds, Python {python}\n\n"
        "| pages | stories | cold | again | cold, a page |\n|---|---|---|---|---|\n"
    )
    for pages in options.pages:
        one = timing(options.layout, pages, options.runs)
        sys.stdout.write(
            f"| {pages} | {one.stories} | {one.cold:.1f} | {one.again:.1f} "
            f"| {one.cold / pages:.2f} |\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
