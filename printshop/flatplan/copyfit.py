"""Which stories fit, which are over and which are under, and what was tried.

* over    lines of a story stand on no page, or all of it was held over
* under   its legs hold more white than is allowed: all of them end together, but the
  last of the story may be one line short. Every further empty line counts, and so
  does white below the whole story (feathering), once for each of its columns
* fits    anything else. A gap of two lines at most with something below it is a
  designed blank; so is the blank line below a picture or a box that ends a column

In packs of briefs and letters the white is that of the item above it. Words are
reckoned from the story's own words a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from printshop.flatplan.desk import Desk
from printshop.flatplan.fitted import DESIGNED_BLANK, taken_up
from printshop.flatplan.plan import (
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.issue import Article, Form

_ADVERTISING = {PieceKind.ADVERTISEMENT, PieceKind.HOUSE_AD}


class Status(StrEnum):
    """How a story fits."""

    FITS = "fits"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part of a story stands, its head included."""

    page: int
    column: int
    top: int
    columns: int
    lines: int


@dataclass(frozen=True, slots=True)
class StoryFit:
    """How one story fits its space."""

    slug: str
    status: Status
    lines: int
    """Lines that are too many or too few; 0 when it fits."""
    words: int
    """The same in words, about."""
    placements: tuple[Part, ...]
    tried: tuple[str, ...]
    """What copyfitting took up for it, in the order of the design."""
    advice: str = ""
    """What the newsroom can do about it."""

    @property
    def told(self) -> str:
        """Say it as a sub-editor does: ``under by 6 lines, about 30 words``."""
        if self.status == Status.FITS:
            return self.status.value
        lines = "line" if self.lines == 1 else "lines"
        words = "word" if self.words == 1 else "words"
        return (
            f"{self.status.value} by {self.lines} {lines}, about {self.words} {words}"
        )

    @property
    def pages(self) -> tuple[int, ...]:
        """List the pages that it stands on."""
        return tuple(dict.fromkeys(part.page for part in self.placements))

    @property
    def where(self) -> str:
        """Name the pages that it stands on: ``page 3``, ``pages 1 and 4``."""
        if not self.pages:
            return "no page"
        *others, last = map(str, self.pages)
        return f"pages {', '.join(others)} and {last}" if others else f"page {last}"


def story_fits(plan: Flatplan, desk: Desk) -> tuple[StoryFit, ...]:
    """Report on every story: in the order of the pages, what stands nowhere last."""
    white: dict[str, int] = {}
    for page in plan.pages:
        for placement in page.placements:
            for slug, lines in _white(placement, desk):
                white[slug] = white.get(slug, 0) + lines
    fits = [
        _story_fit(article, plan, desk, white.get(article.slug, 0))
        for article in desk.issue.articles
    ]
    return tuple(sorted(fits, key=_place))


def unfitted(fits: Sequence[StoryFit]) -> tuple[StoryFit, ...]:
    """Keep the stories that are over or under."""
    return tuple(fit for fit in fits if fit.status != Status.FITS)


def _place(fit: StoryFit) -> tuple[float, int, int]:
    """Give the place of a story in the paper: page, line, column."""
    if not fit.placements:
        return (float("inf"), 0, 0)
    first = fit.placements[0]
    return (first.page, first.top, first.column)


def _story_fit(article: Article, plan: Flatplan, desk: Desk, white: int) -> StoryFit:
    """Weigh one story's missing lines, then its white."""
    parts = tuple(_parts(article.slug, plan.pages))
    lost = _lost_lines(article.slug, plan, desk)
    if lost:
        status, lines = Status.OVER, lost
    else:
        status, lines = (Status.UNDER if white else Status.FITS), white
    fit = StoryFit(
        slug=article.slug,
        status=status,
        lines=lines,
        words=_words(lines, article, desk),
        placements=parts,
        tried=taken_up(article, plan, desk, is_fitted=status == Status.FITS),
    )
    return replace(fit, advice=_advice(fit, article))


def _parts(slug: str, pages: Sequence[PagePlan]) -> Iterator[Part]:
    """List the places of a story's pieces; of a brief or letter, its own lines."""
    for page in pages:
        for placement in page.placements:
            legs = [f for f in _legs(placement) if f.slug == slug]
            if not legs:
                continue
            if placement.name == slug:
                yield Part(
                    page.number,
                    placement.column,
                    placement.top,
                    placement.columns,
                    placement.lines,
                )
                continue
            for leg in legs:
                yield Part(
                    page.number,
                    placement.column + leg.column,
                    placement.top + leg.top,
                    leg.columns,
                    leg.lines,
                )


def _lost_lines(slug: str, plan: Flatplan, desk: Desk) -> int:
    """Count the lines of a story that stand on no page."""
    galley = desk.galleys[slug]
    placed: set[int] = set()
    for page in plan.pages:
        for placement in page.placements:
            for leg in _legs(placement):
                if leg.slug == slug:
                    placed.update(range(leg.first_line, leg.end_line))
    if not placed:
        return galley.height
    return sum(
        line.height for number, line in enumerate(galley.lines) if number not in placed
    )


def _words(lines: int, article: Article, desk: Desk) -> int:
    """Turn lines into words, by the words a line of the story itself."""
    galley = desk.galleys[article.slug]
    if lines >= galley.height:
        return article.word_count
    set_lines = sum(line.height for line in galley.lines)
    return round(lines * article.word_count / set_lines)


def _white(placement: Placement, desk: Desk) -> Iterator[tuple[str, int]]:
    """Yield the lines that stories of a piece are under by, column by column."""
    if placement.kind in _ADVERTISING:
        return
    for column in range(placement.columns):
        slug, end, last = placement.name, 0, None
        for frame in _column(placement, column):
            if last is not None:
                yield slug, max(0, frame.top - end - DESIGNED_BLANK)
            slug = frame.slug or slug
            last, end = frame, max(end, frame.top + _depth(frame, desk))
        spare = placement.lines - end - _allowed(last, desk)
        if last is not None:
            yield slug, max(0, spare)


def _column(placement: Placement, column: int) -> list[Frame]:
    """List the frames that cover a column of a piece, from the top down."""
    frames = (
        frame
        for frame in placement.frames
        if frame.column <= column < frame.column + frame.columns
    )
    return sorted(frames, key=lambda frame: frame.top)


def _depth(frame: Frame, desk: Desk) -> int:
    """Count the lines that a frame fills: of a leg, those of its text."""
    if frame.kind == FrameKind.LEG:
        return desk.copies[frame.slug].height(frame.first_line, frame.end_line)
    return frame.lines + frame.caption_lines


def _allowed(last: Frame | None, desk: Desk) -> int:
    """Allow a line below the story's own end, and below what is not text."""
    if last is None or last.kind == FrameKind.JUMP:
        return 0
    if last.kind != FrameKind.LEG:
        return 1
    return int(last.end_line == len(desk.galleys[last.slug].lines))


def _legs(placement: Placement) -> Iterator[Frame]:
    return (frame for frame in placement.frames if frame.kind == FrameKind.LEG)


def _advice(fit: StoryFit, article: Article) -> str:
    """Say what would make a story fit."""
    if fit.status == Status.FITS:
        return ""
    if fit.status == Status.OVER:
        ways = ["cut other copy", "give the issue more pages"]
        if not article.may_hold:
            ways.append("say that it may be held over")
        return ", ".join(ways[:-1]) + f", or {ways[-1]}"
    back = next((what for what in fit.tried if what.endswith("left out")), "")
    missing = back.removesuffix(" left out")
    if missing:
        return f"write them, or take the {missing} back"
    if article.form == Form.BRIEF:
        return "write them, or add a brief"
    if article.form in {Form.NEWS, Form.FEATURE} and not article.pictures:
        return "write them, or give the story a picture"
    return "write them"
