"""Plan the whole issue: the front page, then the cheapest run of pages inside.

Jump lines are named last, when every part of every story has its page, so that none
can promise a page that the rest is not on.
"""

import math
from collections.abc import Sequence

from printshop.errors import CopyfitError
from printshop.flatplan.assign import Assignment, assign, is_passable
from printshop.flatplan.desk import Desk
from printshop.flatplan.front import FrontPage, plan_front
from printshop.flatplan.inside import InsidePages
from printshop.flatplan.newslist import (
    pack_pieces,
    parted,
    running_order,
    story_pieces,
)
from printshop.flatplan.pieces import Piece
from printshop.flatplan.placements import front_plan, page_plan, with_jumps
from printshop.flatplan.plan import Flatplan
from printshop.issue import Article, Form

SHEET_PAGES = 4
"""A newspaper is printed on folded sheets: its pages are a multiple of four."""

_MOST_SHEETS_TRIED = 3


def plan_issue(desk: Desk, house_ads: int) -> Flatplan:
    """Plan an issue. Raises CopyfitError when no number of pages takes its copy."""
    inside = InsidePages(desk, house_ads)
    stories = story_pieces(desk.issue.articles, desk)
    briefs = [
        article
        for section in desk.issue.sections[:1]
        for article in desk.issue.articles
        if article.section == section and article.form == Form.BRIEF
    ]
    front = _front(stories, briefs, desk)
    used = front.used if front else frozenset()
    articles = [a for a in desk.issue.articles if a.slug not in used]
    rest = [
        *(front.rest if front else ()),
        *(piece for piece in stories if piece.name not in used),
    ]
    pieces = [part for piece in rest for part in parted(piece, desk)]
    pieces += pack_pieces(articles, desk)
    order = running_order(pieces, desk, inside.page_cells)
    page_count, assignment = _best_run(order, inside, desk)
    pages = [front_plan(front, desk)]
    pages += [page_plan(page, page_count, desk) for page in assignment.pages]
    copy_pages = 1 + sum(inside.wanted(piece) for piece in order) / inside.page_cells
    return with_jumps(
        Flatplan(desk.layout.name, desk.issue.number, tuple(pages), copy_pages)
    )


def _front(
    stories: Sequence[Piece], briefs: Sequence[Article], desk: Desk
) -> FrontPage | None:
    """Make up the front page from the first section's best stories.

    A story that cannot lead, with a headline that no width takes, is passed over.
    """
    form = desk.layout.forms["front"]
    news = [piece for piece in stories if piece.grid == form.grid.name]
    own = [piece for piece in news if piece.section == desk.issue.sections[0]]
    leads = own or news or stories
    if not leads:
        return None
    leads = [piece for piece in leads if piece.grid == leads[0].grid]
    if leads[0].grid != form.grid.name:
        briefs = ()  # they are set on the grid of the news
    lines = desk.layout.lines - form.first_line - form.foot_lines
    fronts = (plan_front(leads[n:], briefs, desk, lines) for n in range(len(leads)))
    return next((front for front in fronts if front is not None), None)


def _best_run(
    order: Sequence[Piece], inside: InsidePages, desk: Desk
) -> tuple[int, Assignment]:
    """Try page counts in fours from the least that could hold the copy."""
    wanted = sum(inside.wanted(piece) for piece in order)
    least = 1 + wanted / inside.page_cells * 0.8
    count = max(SHEET_PAGES, math.ceil(least / SHEET_PAGES) * SHEET_PAGES)
    if desk.issue.pages:
        count = desk.issue.pages
    found: list[tuple[float, int, Assignment]] = []
    most = len(order) + 2 * len(desk.issue.ads) + 3
    limit = SHEET_PAGES * math.ceil(most / SHEET_PAGES) + SHEET_PAGES
    while count <= max(limit, desk.issue.pages or 0):
        run = assign(order, count, inside.make_up, inside.least, inside.page_cells)
        if run is not None:
            if is_passable(run, count) or desk.issue.pages:
                return count, run
            found.append((run.badness / count, count, run))
            if len(found) == _MOST_SHEETS_TRIED:
                break
        elif desk.issue.pages:
            break
        count += SHEET_PAGES
    if not found:
        raise _no_room(order, inside, desk, desk.issue.pages or limit)
    _, count, run = min(found, key=lambda one: (one[0], one[1]))
    return count, run


def _no_room(
    order: Sequence[Piece], inside: InsidePages, desk: Desk, page_count: int
) -> CopyfitError:
    """Name what is too large for any page, or else say that the pages are too few."""
    where = f"issue {desk.issue.number}"
    for piece in order:
        if not inside.has_shapes(piece):
            stories = piece.members or (piece.story,)
            longest = max(stories, key=lambda a: desk.galleys[a.slug].height)
            return CopyfitError(
                "the story does not go on a page at any width",
                where=f"{where}, story {longest.slug}",
                hint="divide its longest table, or shorten the story or its headline",
            )
    page = inside.oversold_page(page_count)
    if page is not None:
        return CopyfitError(
            f"the advertisements for page {page} do not go on it",
            where=where,
            hint="move one to another page, or make it smaller",
        )
    return CopyfitError(
        "the stories do not go into the pages",
        where=where,
        hint="give more pages, or shorten the longest stories",
    )
