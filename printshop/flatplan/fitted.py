"""What copyfitting took up for a story: read from the plan, in the design's order.

The order is that of the design specification (5), after the lines that paragraphs can
gain or lose: picture height, pull quote in or
out, fact box rows marked optional, house ad height, briefs, jump.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from printshop.flatplan.desk import Desk
from printshop.flatplan.plan import (
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
)
from printshop.issue import Article, Form

_ORDINALS = ("", "second ", "third ", "fourth ", "fifth ", "sixth ")
_PACKED = {Form.BRIEF, Form.LETTER}
_BLANKS_BELOW = {FrameKind.BYLINE: 0, FrameKind.PULL_QUOTE: 0, FrameKind.PICTURE: 1}
"""Blank lines between a thing and the text below it, beside those of its own frame."""

_OPENING_WORDS = 3

DESIGNED_BLANK = 2
"""A gap of so many lines between two things is meant; a larger one is a hole."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """One piece of a story on its page."""

    page: PagePlan
    placement: Placement


def taken_up(
    article: Article, plan: Flatplan, desk: Desk, *, is_fitted: bool
) -> tuple[str, ...]:
    """Say what was taken up to fit a story, and of one that does not fit what else."""
    stands = [
        _Stand(page, placement)
        for page in plan.pages
        for placement in page.placements
        if any(frame.slug == article.slug for frame in placement.frames)
    ]
    if not stands:
        return ("every width on every page", "held over")
    refits = tuple(_refits(article, desk))
    if article.form in _PACKED:
        return refits
    return (
        *refits,
        *_pictures(article, stands, desk),
        *_quotes(article, stands),
        *_fact_boxes(article, stands),
        *(() if is_fitted else _house_ads(stands)),
        *_jumps(stands),
        *_widths(article, stands),
        *_loosening(article, stands, desk),
        *_feathering(stands, desk),
    )


def _refits(article: Article, desk: Desk) -> Iterator[str]:
    """Tell the paragraphs that gained or lost a line, by their first words."""
    for refit in desk.galleys[article.slug].refits:
        words = " ".join(article.body[refit.block].text.split()[:_OPENING_WORDS])
        how = "longer" if refit.change > 0 else "shorter"
        tracked = " and its letters spaced" if refit.is_wide else ""
        yield f"paragraph “{words} …” set a line {how}{tracked}"


def _frames(stands: list[_Stand], kind: FrameKind) -> dict[int, Frame]:
    """Find the frames of a kind by the number of what they show."""
    return {
        frame.index: frame
        for stand in stands
        for frame in stand.placement.frames
        if frame.kind == kind
    }


def _pictures(article: Article, stands: list[_Stand], desk: Desk) -> Iterator[str]:
    """Tell crops, widths that were not those wished for, and what was left out."""
    shown = {
        frame.index: (stand.page.grid, frame)
        for stand in stands
        for frame in stand.placement.frames
        if frame.kind == FrameKind.PICTURE
    }
    for number, picture in enumerate(article.pictures):
        if picture is article.head_shot:
            continue
        name = f"{_ordinal(number)}picture"
        if number not in shown:
            yield f"{name} left out"
            continue
        grid, frame = shown[number]
        width_mm = desk.layout.grids[grid].width_mm(frame.columns)
        own = round(desk.layout.picture_lines(width_mm / picture.proportion))
        if own != frame.lines and not picture.is_vector:
            yield f"{name} cropped from {own} to {frame.lines} lines"
        if picture.columns and picture.columns != frame.columns:
            yield f"{name} {_columns(frame.columns)} wide, not {picture.columns}"


def _quotes(article: Article, stands: list[_Stand]) -> Iterator[str]:
    shown = _frames(stands, FrameKind.PULL_QUOTE)
    for number, _ in enumerate(article.pull_quotes):
        name = f"{_ordinal(number)}pull quote"
        yield f"{name} used" if number in shown else f"{name} left out"


def _fact_boxes(article: Article, stands: list[_Stand]) -> Iterator[str]:
    shown = _frames(stands, FrameKind.FACT_BOX)
    for number, _ in enumerate(article.fact_boxes):
        name = f"{_ordinal(number)}fact box"
        if number not in shown:
            yield f"{name} left out"
        elif shown[number].style == "short":
            yield f"optional rows of the {name} left out"


def _house_ads(stands: list[_Stand]) -> Iterator[str]:
    """Tell the height of the house ad on a story's page, which could have given."""
    for page in dict.fromkeys(stand.page for stand in stands):
        for placement in page.placements:
            if placement.kind == PieceKind.HOUSE_AD:
                lines = placement.lines
                yield f"house ad on page {page.number} made {lines} lines deep"


def _jumps(stands: list[_Stand]) -> Iterator[str]:
    for stand in stands:
        if stand.placement.continued_on:
            yield f"turned to page {stand.placement.continued_on}"


def _widths(article: Article, stands: list[_Stand]) -> Iterator[str]:
    """Tell when a story is not as wide as the newsroom wished."""
    placed = stands[0].placement.columns
    if article.columns and article.columns != placed:
        yield f"{_columns(placed)} wide, not {article.columns}"


def _loosening(article: Article, stands: list[_Stand], desk: Desk) -> Iterator[str]:
    """Tell the lines more of white beside what stands in the text, and above it."""
    lines = 0
    for stand in stands:
        grid = desk.layout.grids[stand.page.grid]
        legs = [f for f in stand.placement.frames if f.kind == FrameKind.LEG]
        for frame in stand.placement.frames:
            if frame.kind in _BLANKS_BELOW:
                end = frame.top + frame.lines + frame.caption_lines
                lines += _more_below(frame, end + _BLANKS_BELOW[frame.kind], legs)
            elif frame.kind == FrameKind.FACT_BOX and article.fact_boxes:
                box, is_whole = article.fact_boxes[frame.index], frame.style != "short"
                width_mm = grid.width_mm(frame.columns)
                own = desk.fact_box_lines(box, width_mm, with_optional=is_whole)
                lines += _designed(frame.lines - own)
    if lines:
        yield f"loosened by {lines} {'line' if lines == 1 else 'lines'}"


def _more_below(frame: Frame, end: int, legs: list[Frame]) -> int:
    """Count the lines between a frame with its blank lines and the text below it."""
    below = [
        leg.top - end
        for leg in legs
        if frame.column <= leg.column < frame.column + frame.columns and leg.top >= end
    ]
    return _designed(min(below, default=0))


def _designed(lines: int) -> int:
    """Count lines of white that may be meant, and none if they are a hole."""
    return lines if 0 < lines <= DESIGNED_BLANK else 0


def _feathering(stands: list[_Stand], desk: Desk) -> Iterator[str]:
    """Tell the lines of white below the whole of a story."""
    for stand in stands:
        placement = stand.placement
        ends = (
            frame.top
            + (
                desk.copies[frame.slug].height(frame.first_line, frame.end_line)
                if frame.kind == FrameKind.LEG
                else frame.lines + frame.caption_lines
            )
            for frame in placement.frames
        )
        lines = placement.lines - max(ends)
        if placement.columns == 1:
            lines -= 1  # an only leg may be a line short
        if lines > 0:
            yield f"feathered by {lines} {'line' if lines == 1 else 'lines'}"


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number < len(_ORDINALS) else f"{number + 1}th "


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
