"""Plan the whole issue: the front page, then the cheapest run of pages inside.

Jump lines are named last, when every part of every story has its page, so that none
can promise a page that the rest is not on.
"""

import gc
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from printshop.errors import CopyfitError
from printshop.flatplan.desk import Desk
from printshop.flatplan.front import FrontPage, plan_front
from printshop.flatplan.inside import InsidePages
from printshop.flatplan.memory import Memory
from printshop.flatplan.newslist import (
    is_long,
    is_too_tall,
    pack_pieces,
    running_orders,
    story_pieces,
)
from printshop.flatplan.page_count import Run, best_run
from printshop.flatplan.pieces import Piece, signed
from printshop.flatplan.placements import front_plan, page_plan, with_jumps
from printshop.flatplan.plan import Flatplan, Kept, PagePlan
from printshop.flatplan.settled import (
    pinned_page,
    pinned_pieces,
    standing,
    still_to_place,
)
from printshop.issue import Article, Form


def plan_issue(
    desk: Desk, house_ads: int, kept: Kept | None = None, memory: Memory | None = None
) -> Flatplan:
    """Plan an issue round its locked pages; what has no room is held over.

    ``memory`` is that of an earlier plan of this issue in this layout: what has not
    changed since is not worked out again. Raises CopyfitError when a story that must
    run, or an advertisement, has no room.
    """
    with _uncollected():
        return _planned(desk, house_ads, kept, memory or Memory())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles: millions of small objects, and none in them.

    It takes a seventh of the time (``benchmarks/makeup.py``).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _planned(desk: Desk, house_ads: int, kept: Kept | None, memory: Memory) -> Flatplan:
    """Plan front page and inside, as what has been planned before lets it."""
    locked = kept.pages if kept else ()
    stories = [signed(p, desk.digest) for p in story_pieces(desk.issue.articles, desk)]
    fresh, rests = still_to_place(stories, locked)
    front = None
    stands = set(standing(locked))
    if not any(page.number == 1 for page in locked):
        loose = [piece for piece in fresh if pinned_page(piece) is None]
        front = _front(loose, stands, desk, memory)
    used = front.used if front else frozenset()
    fresh = [piece for piece in fresh if piece.name not in used]
    rests += front.rest if front else ()
    pinned = pinned_pieces(fresh, locked, desk)
    inside = InsidePages(desk, house_ads, pinned, locked, memory)
    loose = [*rests, *(p for p in fresh if pinned_page(p) is None)]
    orders, held = _orders(loose, used | stands, inside, desk)
    run = best_run(orders, inside, pinned, kept, desk)
    return _flatplan(run, front, [*held, *run.held], orders[0], kept, inside, desk)


def _front(
    stories: Sequence[Piece], placed: Container[str], desk: Desk, memory: Memory
) -> FrontPage | None:
    """Make up the front page from the first section's best stories.

    A story that cannot lead, with a headline that no width takes, is passed over.
    """
    first = desk.issue.sections[0]
    briefs = [
        article
        for article in desk.issue.articles
        if article.section == first
        and article.form == Form.BRIEF
        and article.slug not in placed
    ]
    form = desk.layout.forms["front"]
    news = [piece for piece in stories if piece.grid == form.grid.name]
    own = [p for p in news if p.section == first or _is_wanted(p.story)]
    leads = own or news or list(stories)
    if not leads:
        return None
    leads = [piece for piece in leads if piece.grid == leads[0].grid]
    if leads[0].grid != form.grid.name:
        briefs = []  # they are set on the grid of the news
    fronts = (plan_front(leads[n:], briefs, desk, memory) for n in range(len(leads)))
    return next((front for front in fronts if front is not None), None)


def _is_wanted(article: Article) -> bool:
    return article.is_front or article.page == 1


def _orders(
    stories: Sequence[Piece],
    placed: Container[str],
    inside: InsidePages,
    desk: Desk,
) -> tuple[list[list[Piece]], list[Piece]]:
    """Put what is to be placed into the paper's order; apart, what no page can hold.

    Raises CopyfitError when that is something that must run.
    """
    articles = [
        article
        for article in desk.issue.articles
        if article.slug not in placed and not is_too_tall(article, desk)
    ]
    pieces = [replace(piece, turns=is_long(piece, desk)) for piece in stories]
    pieces += pack_pieces(articles, desk)
    orders = [
        [signed(piece, desk.digest) for piece in order]
        for order in running_orders(pieces, desk, inside.page_cells)
    ]
    lost = {piece.story_name for piece in orders[0] if not inside.has_shapes(piece)}
    held = [piece for piece in orders[0] if piece.story_name in lost]
    tall = [a for a in desk.issue.articles if is_too_tall(a, desk)]
    for article in (*tall, *(a for piece in held for a in piece.stories)):
        if article.must_run:
            raise CopyfitError(
                "the story must run, and does not go on a page at any width",
                where=f"issue {desk.issue.number}, story {article.slug}",
                hint="divide its longest table, or shorten the story or its headline",
            )
    kept = [[p for p in order if p.story_name not in lost] for order in orders]
    return kept, held


def _flatplan(
    run: Run,
    front: FrontPage | None,
    held: Sequence[Piece],
    order: Sequence[Piece],
    kept: Kept | None,
    inside: InsidePages,
    desk: Desk,
) -> Flatplan:
    """Put locked pages and made-up ones together, and name what is held over."""
    locked: Sequence[PagePlan] = kept.pages if kept else ()
    pages = {page.number: page for page in locked}
    if 1 not in pages:
        pages[1] = front_plan(front, desk)
    for page in run.pages:
        pages[page.number] = page_plan(page, run.page_count, desk)
    slugs = {article.slug for piece in held for article in piece.stories}
    slugs |= {a.slug for a in desk.issue.articles if is_too_tall(a, desk)}
    slugs -= {slug for page in pages.values() for slug in page.slugs()}
    copy_pages = inside.copy_pages(order, run.page_count)
    return with_jumps(
        Flatplan(
            desk.layout.name,
            desk.issue.number,
            tuple(pages[number] for number in sorted(pages)),
            copy_pages,
            tuple(a.slug for a in desk.issue.articles if a.slug in slugs),
        )
    )
