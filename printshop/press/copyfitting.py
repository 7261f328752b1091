"""Set stories in the lines that make-up took them with, and bring the rest home.

A paragraph can often be set a line longer or shorter with nobody the wiser
(``printshop.looseness``). Used three times:

* A story on a locked page has to have the lines that the page was planned with. If its
  words were changed since, or if it was copyfitted then, it is set in as many again;
  and by the engine, if all were when its page was planned.
* Make-up takes stories in other lengths where that saves a picture from being cropped,
  or a hole. They are set so.
* A story that still is under by so few lines gains them, and its legs are filled anew
  where they stand. No picture and no other story is touched.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from printshop.flatplan import Desk, Flatplan, Frame, FrameKind
from printshop.flatplan.copyfit import Status, StoryFit, story_fits
from printshop.flatplan.flow import Copy, Leg
from printshop.flatplan.lengths import lengths_taken
from printshop.galley import Composer, Galley, GalleySet
from printshop.issue import Article, Issue
from printshop.kept_plan import KeptPlan, SetFrom
from printshop.looseness import refitted, refitted_as
from printshop.paragraphs import MOST_LINES, Refit

Thing = TypeVar("Thing")

_Place = tuple[int, int, int]
"""Page, placement and frame, each counted from 0."""


def restored(
    galleys: GalleySet, issue: Issue, kept: KeptPlan | None, composer: Composer
) -> GalleySet:
    """Set stories of locked pages in as many lines as their pages were planned with."""
    locked = kept.locked(is_printed=issue.is_printed) if kept else ()
    slugs = {slug for page in locked for slug in page.plan.slugs()}
    for article in issue.articles:
        record = kept.records.get(article.slug) if kept else None
        if article.slug not in slugs or record is None:
            continue
        galleys = _restored(galleys, article, record, composer)
    return galleys


def _restored(
    galleys: GalleySet, article: Article, record: SetFrom, composer: Composer
) -> GalleySet:
    galley = galleys.galleys[article.slug]
    if galley.compose != record.compose:
        composer = composer.composing(record.compose)
        galley, boxes = composer.set(article)
        galleys = galleys.changed(galley, boxes)
    again = None
    if record.was_set_from(article):
        longer = [number - 1 for number in record.longer]
        again = refitted_as(galley, longer, [n - 1 for n in record.shorter])
    if again is None or len(again.lines) != record.lines:
        again = refitted(galley, record.lines - len(galley.lines))
    if again is None or not again.refits:
        return galleys
    return galleys.changed(*composer.set(article, again.refits))


def made_up(
    galleys: GalleySet,
    composer: Composer,
    desk_with: Callable[[GalleySet], Desk],
    plan_of: Callable[[Desk], Flatplan],
) -> tuple[Flatplan, Desk, GalleySet]:
    """Plan the pages, and set the stories that they have in other lengths.

    One that does not come out as it was reckoned is planned again as is best.
    """
    while True:
        desk = desk_with(galleys)
        plan = plan_of(desk)
        wrong: list[Galley] = []
        taken = galleys
        for galley in lengths_taken(plan, desk):
            article = desk.issue.article(galley.slug)
            made, boxes = composer.set(article, galley.refits)
            if made.lines != galley.lines:
                wrong.append(replace(galleys.galleys[galley.slug], loose=()))
            taken = taken.changed(made, boxes)
        if not wrong:
            return plan, desk_with(taken), taken
        for galley in wrong:
            galleys = galleys.changed(galley, galleys.boxes[galley.slug])


def brought_home(
    plan: Flatplan, desk: Desk, galleys: GalleySet, composer: Composer
) -> tuple[Flatplan, Desk, GalleySet]:
    """Lengthen stories that are under by a few lines; the plan and the desk change."""
    for fit in story_fits(plan, desk):
        is_near = fit.status == Status.UNDER and fit.lines <= MOST_LINES
        if not is_near or _is_locked(fit, plan):
            continue
        article = desk.issue.article(fit.slug)
        for other in _longer(article, fit.lines, desk, composer):
            filled = _filled(plan, desk, other)
            if filled is not None and _is_better(fit, *filled):
                made = composer.set(article, other.refits)
                if made[0].lines == other.lines:
                    plan, desk = filled
                    galleys = galleys.changed(*made)
                    break
    return plan, desk, galleys


def _longer(
    article: Article, lines: int, desk: Desk, composer: Composer
) -> Iterator[Galley]:
    """Make a story so many lines longer, at the best place first and then at others."""
    now = desk.galleys[article.slug]
    best = composer.set(article)[0] if now.refits else now
    more = len(now.lines) - len(best.lines) + lines
    tried: list[tuple[Refit, ...]] = []
    for first_line in (0, *(one.first_line for one in best.loose)):
        other = refitted(best, more, first_line)
        if other is not None and other.refits not in tried:
            tried.append(other.refits)
            yield other


def _is_locked(fit: StoryFit, plan: Flatplan) -> bool:
    return any(page.is_locked for page in plan.pages if page.number in fit.pages)


def _is_better(fit: StoryFit, plan: Flatplan, desk: Desk) -> bool:
    """Tell whether a story fits now."""
    fits = {each.slug: each for each in story_fits(plan, desk)}
    return fits[fit.slug].status == Status.FITS


def _filled(plan: Flatplan, desk: Desk, galley: Galley) -> tuple[Flatplan, Desk] | None:
    """Fill a story's legs with its new lines; None if they do not go in, or badly."""
    copy = Copy(galley.lines)
    legs = _legs(plan, galley.slug)
    fills = copy.flow(
        [Leg(leg.column, leg.top, leg.lines) for _, leg in legs], 0, len(galley.lines)
    )
    if fills is None or any(fill.first_line == fill.end_line for fill in fills):
        return None
    filled = {
        place: replace(leg, first_line=fill.first_line, end_line=fill.end_line)
        for (place, leg), fill in zip(legs, fills, strict=True)
    }
    turns = [
        leg.end_line
        for (place, leg), (after, _) in zip(
            filled.items(), list(filled.items())[1:], strict=False
        )
        if place[:2] != after[:2]
    ]
    if not all(map(copy.may_turn, turns)):
        return None
    changed = {**desk.galleys, galley.slug: galley}
    return _with_frames(plan, filled), replace(desk, galleys=changed, _digests={})


def _legs(plan: Flatplan, slug: str) -> list[tuple[_Place, Frame]]:
    """List a story's legs in the order of its lines."""
    found = [
        ((page_at, placement_at, frame_at), frame)
        for page_at, page in enumerate(plan.pages)
        for placement_at, placement in enumerate(page.placements)
        for frame_at, frame in enumerate(placement.frames)
        if frame.kind == FrameKind.LEG and frame.slug == slug
    ]
    return sorted(found, key=lambda one: one[1].first_line)


def _with_frames(plan: Flatplan, frames: dict[_Place, Frame]) -> Flatplan:
    """Give the plan with some frames in place of others."""
    pages = list(plan.pages)
    for (page_at, placement_at, frame_at), frame in frames.items():
        page = pages[page_at]
        placement = page.placements[placement_at]
        framed = _put(placement.frames, frame_at, frame)
        placed = _put(page.placements, placement_at, replace(placement, frames=framed))
        pages[page_at] = replace(page, placements=placed)
    return replace(plan, pages=tuple(pages))


def _put(things: Sequence[Thing], at: int, thing: Thing) -> tuple[Thing, ...]:
    return (*things[:at], thing, *things[at + 1 :])
