"""Count how well generated issues are made up: ``python -m tests.makeup_statistics``.

Every number is counted here, on the plan and by the rules of the design, and not
taken from what make-up thinks of its own pages; only the badness is make-up's own.
Galleys are set by arithmetic (``tests.desks``), so that hundreds of pages take minutes.
"""

import argparse
import itertools
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from printshop.errors import CopyfitError
from printshop.flatplan import (
    Desk,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
    issue_plan,
)
from printshop.flatplan.page_count import Run, best_run
from printshop.pages.cover import holes
from tests.desks import desk_of, shipped
from tests.generated import Order, copy_share, generated_issue

LAYOUTS = ("tabloid", "berliner", "a4")
PAGES = {"tabloid": (4, 8, 12, 16), "berliner": (4, 8, 12), "a4": (8, 12, 16, 24)}
LEAST_SHARE, MOST_SHARE = 0.8, 1.05
HOUSE_ADS = 2
_LARGE_PT, _MEDIUM_PT = 36, 24
_STORIES = {PieceKind.STORY, PieceKind.CONTINUATION}


@dataclass
class Tally:
    """What was counted, and where the exceptions are."""

    counts: Counter[str] = field(default_factory=Counter)
    badness: list[int] = field(default_factory=list)
    seconds: float = 0.0
    told: list[str] = field(default_factory=list)

    def note(self, name: str, where: str, what: str = "") -> None:
        """Count one more of something, and keep where."""
        self.counts[name] += 1
        self.told.append(f"{where}: {name}{': ' if what else ''}{what}")


@dataclass(frozen=True, slots=True)
class Head:
    """A headline on its page."""

    placement: Placement
    frame: Frame
    top: int
    size_pt: float


def orders(layout: str, count: int) -> Iterator[Order]:
    """Order so many issues, with copy for every share in turn."""
    pages = PAGES[layout]
    for seed in range(count):
        share = LEAST_SHARE + (MOST_SHARE - LEAST_SHARE) * (seed % 11) / 10
        yield Order(shipped(layout), seed, pages[seed % len(pages)], round(share, 3))


def count_issue(order: Order, tally: Tally) -> None:
    """Plan one issue and count what is on its pages."""
    issue = generated_issue(order)
    desk = desk_of(issue, order.layout)
    where = f"{order.layout.name} seed {order.seed}, {order.pages} pages"
    where += f" at {copy_share(issue, order.layout, order.pages):.2f}"
    tally.counts["issues"] += 1
    tally.counts["stories"] += len(issue.articles)
    runs: list[Run] = []
    began = time.process_time()
    try:
        with _listening(runs):
            plan = issue_plan.plan_issue(desk, HOUSE_ADS)
    except CopyfitError as error:
        tally.note("issues refused", where, str(error))
        return
    finally:
        tally.seconds += time.process_time() - began
    for run in runs:
        tally.badness += [page.made_up.badness for page in run.pages]
    for slug in plan.held:
        article = issue.article(slug)
        what = f"{slug}, {article.form}, {article.word_count} words"
        tally.note("stories unplaced", where, what)
    for page in plan.pages:
        _count_page(page, desk, tally, f"{where}, page {page.number}")


@contextmanager
def _listening(runs: list[Run]) -> Iterator[None]:
    """Keep the run of pages that make-up chooses, for its badness."""

    def kept(*given: Any) -> Run:
        runs.append(best_run(*given))
        return runs[-1]

    with patch.object(issue_plan, "best_run", kept):
        yield


def _count_page(page: PagePlan, desk: Desk, tally: Tally, where: str) -> None:
    tally.counts["pages"] += 1
    white = _white_cells(page, desk)
    if white:
        pieces = ", ".join(_told(one) for one in page.placements)
        tally.note("pages not filled", where, f"{white} cells white; {pieces}")
    _count_inner_white(page, desk, tally)
    if all(one.kind == PieceKind.HOUSE_AD for one in page.placements):
        tally.note("house pages", where)
    read = [one for one in page.placements if one.kind in _STORIES]
    for left, right in _tombstones(_heads(page, desk)):
        size = left.size_pt
        name = "large" if size >= _LARGE_PT else "medium"
        name = name if size >= _MEDIUM_PT else "small"
        pair = f"{left.placement.name}, {right.placement.name}, {size:g} pt"
        tally.note(f"tombstones, {name}", where, pair)
    _count_ranks(page, desk, tally, where)
    _count_pictures(page, read, desk, tally, where)


def _told(placement: Placement) -> str:
    size = f"{placement.columns}x{placement.lines}"
    return f"{placement.name} {size}+{placement.column}+{placement.top}"


def _white_cells(page: PagePlan, desk: Desk) -> int:
    """Count the cells that belong to no piece, the blank line of each included."""
    form = desk.layout.forms[page.form]
    lines = desk.layout.lines - form.foot_lines + 1 - form.first_line
    cells = desk.layout.grids[page.grid].columns * lines
    return cells - sum(one.columns * (one.lines + 1) for one in page.placements)


def _count_inner_white(page: PagePlan, desk: Desk, tally: Tally) -> None:
    """Count the white inside the pieces, and last legs that end a line short."""
    filled: dict[str, int] = {}
    for placement in page.placements:
        for number, frame in enumerate(placement.frames):
            if frame.kind == FrameKind.LEG:
                copy = desk.copies[frame.slug]
                lines = copy.height(frame.first_line, frame.end_line)
                filled[f"{page.number}.{placement.name}.{number}"] = lines
                is_last = frame.end_line == len(desk.galleys[frame.slug].lines)
                if is_last and frame.lines - lines == 1:
                    tally.counts["last legs a line short"] += 1
    form = desk.layout.forms[page.form]
    lines = desk.layout.lines - form.foot_lines - form.first_line
    tally.counts["cells"] += desk.layout.grids[page.grid].columns * lines
    tally.counts["white cells"] += sum(
        end - top for _, top, end, _ in holes(page, desk.layout, filled)
    )


def _heads(page: PagePlan, desk: Desk) -> list[Head]:
    return [
        Head(one, frame, one.top + frame.top, desk.layout.sizes[frame.style].size_pt)
        for one in page.placements
        for frame in one.frames
        if frame.kind == FrameKind.HEADLINE
    ]


def _tombstones(heads: Sequence[Head]) -> Iterator[tuple[Head, Head]]:
    """Find heads of one size and depth that begin side by side at one height."""
    for left, right in itertools.permutations(heads, 2):
        one = left.placement
        touches = one.column + one.columns == right.placement.column
        alike = (left.size_pt, left.frame.lines, left.top) == (
            right.size_pt,
            right.frame.lines,
            right.top,
        )
        if touches and alike:
            yield left, right


def _count_ranks(page: PagePlan, desk: Desk, tally: Tally, where: str) -> None:
    """Compare the heads of every two stories of a section that begin on a page.

    A leading article stands in the rank of its page, whatever its number.
    """
    heads = [
        head
        for head in _heads(page, desk)
        if head.placement.kind == PieceKind.STORY
        and desk.issue.article(head.placement.name).form != "leader"
    ]
    place = {article.slug: n for n, article in enumerate(desk.issue.articles)}
    heads.sort(key=lambda head: place[head.placement.name])
    for better, worse in itertools.combinations(heads, 2):
        same = better.placement.section == worse.placement.section
        if same and worse.size_pt > better.size_pt:
            what = f"{worse.placement.name} {worse.size_pt:g} pt over "
            what += f"{better.placement.name} {better.size_pt:g} pt"
            tally.note("rank inversions", where, what)
    lead = _lead(heads, page)
    if lead is None:
        return
    if lead.placement.top != desk.layout.forms[page.form].first_line:
        tally.note("leads not at the top", where, lead.placement.name)
    others = [head for head in heads if head is not lead]
    if any(head.size_pt >= lead.size_pt for head in others):
        tally.note("leads without the largest head", where, lead.placement.name)


def _lead(heads: Sequence[Head], page: PagePlan) -> Head | None:
    """Find the best story of the section whose page it is."""
    own = [head for head in heads if head.placement.section == page.section]
    return next(iter(own or heads), None)


def _count_pictures(
    page: PagePlan, read: Sequence[Placement], desk: Desk, tally: Tally, where: str
) -> None:
    """Count pictures that outshine the lead's, and pictures that touch."""
    pictures = [
        (one, frame)
        for one in read
        for frame in one.frames
        if frame.kind == FrameKind.PICTURE
    ]
    if pictures:
        tally.counts["pages with pictures"] += 1
    lead = _lead([h for h in _heads(page, desk) if h.placement in read], page)
    if lead is not None:
        name = lead.placement.name
        own = [f.columns * f.lines for one, f in pictures if one.name == name]
        other = [f.columns * f.lines for one, f in pictures if one.name != name]
        if own and other and max(other) >= max(own):
            tally.note("pages with a picture larger than the lead's", where, name)
    for (one, first), (two, second) in itertools.combinations(pictures, 2):
        if one is not two and _touch(one, first, two, second):
            tally.note("pictures that touch", where, f"{one.name}, {two.name}")


def _touch(one: Placement, first: Frame, two: Placement, second: Frame) -> bool:
    """Tell whether two pictures have nothing but a gutter or a rule between them."""
    left, top = one.column + first.column, one.top + first.top
    right, foot = left + first.columns, top + first.lines + first.caption_lines
    other_left, other_top = two.column + second.column, two.top + second.top
    other_right = other_left + second.columns
    other_foot = other_top + second.lines + second.caption_lines
    is_level = top < other_foot and other_top < foot
    is_above = left < other_right and other_left < right
    gap = max(other_top - foot, top - other_foot)
    side_by_side = is_level and (right == other_left or other_right == left)
    return side_by_side or (is_above and 0 <= gap <= 2)


ROWS = (
    "issues",
    "pages",
    "stories",
    "pages not filled",
    "issues refused",
    "stories unplaced",
    "house pages",
    "tombstones, large",
    "tombstones, medium",
    "tombstones, small",
    "rank inversions",
    "leads not at the top",
    "leads without the largest head",
    "pages with a picture larger than the lead's",
    "pictures that touch",
    "last legs a line short",
)


def table(tallies: dict[str, Tally]) -> str:
    """Write what was counted as a table in Markdown."""
    lines = [f"| | {' | '.join(tallies)} |", f"|---|{'---|' * len(tallies)}"]

    def row(name: str, values: Sequence[str]) -> None:
        lines.append(f"| {name} | {' | '.join(values)} |")

    every = list(tallies.values())
    for name in ROWS:
        row(name, [str(tally.counts[name]) for tally in every])
        if name == "pages not filled":
            row("pages filled to the line", [_filled(tally) for tally in every])
    row("white inside stories", [_inner_white(tally) for tally in every])
    row("badness of a page, mean", [_mean(tally) for tally in every])
    row("badness of a page, 95 % below", [_p95(tally) for tally in every])
    row(
        "seconds of one core, a page",
        [f"{t.seconds / max(1, t.counts['pages']):.2f}" for t in every],
    )
    return "\n".join(lines) + "\n"


def _filled(tally: Tally) -> str:
    pages = max(1, tally.counts["pages"])
    return f"{100 * (1 - tally.counts['pages not filled'] / pages):.1f} %"


def _inner_white(tally: Tally) -> str:
    return f"{100 * tally.counts['white cells'] / max(1, tally.counts['cells']):.2f} %"


def _mean(tally: Tally) -> str:
    return f"{statistics.fmean(tally.badness) / 10:.1f}" if tally.badness else ""


def _p95(tally: Tally) -> str:
    ordered = sorted(tally.badness)
    return f"{ordered[int(0.95 * len(ordered))] / 10:.1f}" if ordered else ""


def main(arguments: Sequence[str]) -> None:
    """Count the issues that the command line orders, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layout", choices=LAYOUTS, action="append")
    parser.add_argument("--issues", type=int, default=50)
    parser.add_argument("--output", type=Path, help="write the table into a file")
    parser.add_argument("--details", type=Path, help="and every exception into another")
    options = parser.parse_args(arguments)
    tallies: dict[str, Tally] = {}
    for layout in options.layout or LAYOUTS:
        tally = tallies.setdefault(layout, Tally())
        for order in orders(layout, options.issues):
            count_issue(order, tally)
            if options.details:
                told = [line for each in tallies.values() for line in each.told]
                options.details.write_text("\n".join(told) + "\n", "utf-8")
            if options.output:  # after every issue: it takes long
                options.output.write_text(table(tallies), "utf-8")
    sys.stdout.write(table(tallies))


if __name__ == "__main__":
    main(sys.argv[1:])
