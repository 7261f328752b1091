"""The frames of a locked placement stand in it, and show something that is there."""

from collections.abc import Iterator

from printshop.flatplan import Desk, Frame, FrameKind, PieceKind, Placement
from printshop.issue import Article
from printshop.kept_plan.fault import UNLOCK, Fault
from printshop.kept_plan.geometry import area_of, overlap
from printshop.layout import Grid
from printshop.sources.queries import nearest_hint

_PACKS = {PieceKind.BRIEFS, PieceKind.LETTERS, PieceKind.INDEX}
_IN_PACKS = {FrameKind.FLAG, FrameKind.INDEX}
_DISPLAY = {FrameKind.HEADLINE, FrameKind.STANDFIRST, FrameKind.PULL_QUOTE}
_STYLES = {
    FrameKind.BYLINE: ("", "columnist"),
    FrameKind.FACT_BOX: ("", "short"),
    FrameKind.FLAG: tuple(kind.value for kind in sorted(_PACKS)),
}
_THINGS = {
    FrameKind.PICTURE: "picture",
    FrameKind.PULL_QUOTE: "pull quote",
    FrameKind.FACT_BOX: "fact box",
}
_SLACK_PT = 0.5
"""Rounding; what is really too wide is a letter too wide."""


def frame_faults(placement: Placement, grid: str, desk: Desk) -> Iterator[Fault]:
    """Find what is wrong with the frames of a placement, the first of each frame."""
    frames = placement.frames
    article = _article(placement, desk)
    for place, frame in enumerate(frames):
        fault = next(_faults(frame, placement, article, desk.layout.grids[grid], desk))
        if fault is not None:
            yield fault
            continue
        for other in frames[:place]:
            if overlap(area_of(frame), area_of(other)):
                yield Fault(
                    f"its {_name(frame)} covers a part of its {_name(other)}", UNLOCK
                )


def _article(placement: Placement, desk: Desk) -> Article | None:
    articles = (a for a in desk.issue.articles if a.slug == placement.name)
    return next(articles, None)


def _name(frame: Frame) -> str:
    """Name a frame so that it can be found among the lines of its placement."""
    return f"{frame.kind.value} at column {frame.column}, line {frame.top},"


def _faults(
    frame: Frame, placement: Placement, article: Article | None, grid: Grid, desk: Desk
) -> Iterator[Fault | None]:
    """Yield the faults of a frame, and then None."""
    _left, _top, right, foot = area_of(frame)
    if right > placement.columns or foot > placement.lines:
        yield Fault(f"its {_name(frame)} leaves the story's rectangle", UNLOCK)
    if frame.kind == FrameKind.LEG:
        yield from _leg(frame, desk)
    elif placement.kind in _PACKS:
        if frame.kind not in _IN_PACKS:
            yield Fault(
                f"its {_name(frame)} has no place among {placement.name}", UNLOCK
            )
    elif article is None:
        yield Fault(f"its {_name(frame)} has no story", UNLOCK)
    else:
        yield from _subject(frame, article)
    yield from _style(frame, desk)
    if frame.kind in _DISPLAY and frame.style in desk.layout.sizes:
        yield from _display(frame, grid, desk)
    yield None


def _leg(frame: Frame, desk: Desk) -> Iterator[Fault]:
    """Check that a leg is one column wide, and that its story goes so far."""
    if frame.columns != 1:
        yield Fault(f"its {_name(frame)} is not one column wide", "write columns = 1")
    if not frame.first_line < frame.end_line:
        yield Fault(f"its {_name(frame)} holds no line", "write its galley lines")
    if frame.slug not in desk.galleys:
        hint = nearest_hint(frame.slug, sorted(desk.galleys), "the stories are")
        yield Fault(f"the issue has no story {frame.slug}", hint)


def _subject(frame: Frame, article: Article) -> Iterator[Fault]:
    """Check that the story has the picture, the quote or the box that is shown."""
    counts = {
        FrameKind.PICTURE: len(article.pictures),
        FrameKind.PULL_QUOTE: len(article.pull_quotes),
        FrameKind.FACT_BOX: len(article.fact_boxes),
        FrameKind.BYLINE: len(article.bylines),
    }
    if frame.index >= counts.get(frame.kind, frame.index + 1):
        thing = _THINGS.get(frame.kind, frame.kind.value)
        yield Fault(
            f"the story has no {thing} number {frame.index + 1}",
            f"give the story its {thing} back, or unlock the page",
        )


def _style(frame: Frame, desk: Desk) -> Iterator[Fault]:
    """Check that a style is one of those that its kind of frame may have."""
    styles = (
        tuple(desk.layout.sizes)
        if frame.kind in _DISPLAY
        else _STYLES.get(frame.kind, ("",))
    )
    if frame.style not in styles:
        named = [style for style in styles if style]
        message = f"its {_name(frame)} has the unknown style “{frame.style}”"
        yield Fault(message, nearest_hint(frame.style, named, "the styles are"))


def _display(frame: Frame, grid: Grid, desk: Desk) -> Iterator[Fault]:
    """Check that display type goes into its frame as its lines are broken."""
    size = desk.layout.sizes[frame.style]
    if not frame.text:
        yield Fault(f"its {_name(frame)} has no text", UNLOCK)
    elif size.lines(len(frame.text)) > frame.lines:
        message = f"its {_name(frame)} has {len(frame.text)} lines of {frame.style}"
        yield Fault(f"{message}, for which there is no room", UNLOCK)
    room_pt = desk.width_pt(grid, frame.columns) + _SLACK_PT
    for line in frame.text:
        if desk.measure(frame.style, line) > room_pt:
            hint = "break the lines at other places, or choose a smaller size"
            yield Fault(f"its line “{line}” is too wide for the frame", hint)
