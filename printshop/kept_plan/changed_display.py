"""Set again what stands round a locked story's text, when it was changed.

Headlines, standfirsts, kickers and pull quotes have their lines in the file: an editor
may break them at other places there. Their words come from the story. Where these are
others, they are broken again at the same size and width, in as many lines. Bylines,
captions and fact boxes must have as many lines as before.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from printshop.flatplan import Desk, Frame, FrameKind, PieceKind, Placement
from printshop.flatplan.bodies import MOST_GROWN_LINES
from printshop.flatplan.heads import kicker_of
from printshop.issue import Article, Form
from printshop.kept_plan.misfit import off_by
from printshop.layout import Grid


@dataclass(frozen=True, slots=True)
class DisplayDesk:
    """Sets the frames of one locked placement of a story again."""

    desk: Desk
    article: Article
    placement: Placement
    grid: Grid
    is_changed: bool
    """Whether anything round the text is other than it was."""

    def again(self, frame: Frame) -> Frame | str:
        """Give a frame as it stands now, or say why it does not fit any more."""
        with_text: Mapping[FrameKind, Callable[[Frame], Frame | str]] = {
            FrameKind.HEADLINE: self._headline,
            FrameKind.STANDFIRST: self._standfirst,
            FrameKind.PULL_QUOTE: self._quote,
        }
        if frame.kind in with_text:
            return with_text[frame.kind](frame)
        if frame.kind == FrameKind.KICKER:
            return self._kicker(frame)
        needed = self._needed(frame) if self.is_changed else None
        if needed is None:
            return frame
        kept = frame.caption_lines or frame.lines
        if frame.kind == FrameKind.PICTURE:
            kept = frame.caption_lines
        return frame if needed == kept else _misfit(_NAMES[frame.kind], needed - kept)

    def missing(self) -> Iterator[str]:
        """Say what the story has now, and its locked page has no room for."""
        if not self.is_changed or self.placement.kind != PieceKind.STORY:
            return
        kinds = {frame.kind for frame in self.placement.frames}
        is_news = self.article.form == Form.NEWS  # a small story has no kicker
        given = {
            FrameKind.KICKER: "" if is_news else kicker_of(self.article, self.desk),
            FrameKind.STANDFIRST: self.article.standfirst,
            FrameKind.BYLINE: self.article.bylines,
        }
        for kind, value in given.items():
            if value and kind not in kinds:
                yield f"there is no room for the new {kind.value}: 1 line over"

    def _headline(self, frame: Frame) -> Frame | str:
        is_rest = self.placement.kind == PieceKind.CONTINUATION
        article = self.article
        text = article.teaser_headline if is_rest else article.headline
        size = self.desk.layout.sizes[frame.style]
        broken = self.desk.heads(text, size, self.grid, frame.columns)
        options = [one.lines for one in broken]
        return _rebroken(frame, text, options)

    def _standfirst(self, frame: Frame) -> Frame | str:
        text = self.article.standfirst
        size = self.desk.layout.sizes[frame.style]
        lines = self.desk.standfirst(text, size, self.grid, frame.columns)
        return _rebroken(frame, text, [lines])

    def _kicker(self, frame: Frame) -> Frame | str:
        if self.placement.kind == PieceKind.CONTINUATION:
            return frame  # it names the page that the story comes from
        text = kicker_of(self.article, self.desk)
        lines = self.desk.small_lines("kicker", text, self.grid, frame.columns)
        return _rebroken(frame, text, [lines])

    def _quote(self, frame: Frame) -> Frame | str:
        quote = self.article.pull_quotes[frame.index]
        size = self.desk.layout.sizes[frame.style]
        broken = self.desk.quote(quote.text, size, self.grid, frame.columns)
        marked = f"‘{quote.text}’"
        if self.is_changed:
            named = quote.attribution
            rows = self.desk.small_lines("attribution", named, self.grid)
            room = 2 + size.lines(len(frame.text)) + (1 + len(rows) if named else 0)
            if room != frame.lines:
                return _misfit("pull quote", room - frame.lines)
        return _rebroken(frame, marked, [broken.lines] if broken else [])

    def _needed(self, frame: Frame) -> int | None:
        """Count the lines that a frame needs now; None for what has no text."""
        desk, article = self.desk, self.article
        width_mm = self.grid.width_mm(frame.columns)
        if frame.kind == FrameKind.BYLINE:
            return desk.byline_lines(article)
        if frame.kind == FrameKind.PICTURE:
            return desk.caption_lines(article.pictures[frame.index], width_mm)
        if frame.kind == FrameKind.FACT_BOX:
            box, is_whole = article.fact_boxes[frame.index], frame.style != "short"
            own = desk.fact_box_lines(box, width_mm, with_optional=is_whole)
            return max(own, min(frame.lines, own + MOST_GROWN_LINES))
        return None


_NAMES = {
    FrameKind.BYLINE: "byline",
    FrameKind.PICTURE: "caption",
    FrameKind.FACT_BOX: "fact box",
}


def _rebroken(frame: Frame, text: str, options: list[tuple[str, ...]]) -> Frame | str:
    """Keep the lines if their words are the story's, or take as many new ones."""
    if " ".join(frame.text) == text:
        return frame
    count = len(frame.text)
    for lines in options:
        if len(lines) == count:
            return replace(frame, text=lines)
    name = frame.kind.value.replace("-", " ")
    if not options:
        return f"the {name} does not go into its width any more: 1 line over"
    return _misfit(name, min(map(len, options)) - count)


def _misfit(name: str, difference: int) -> str:
    return f"the {name} has another length now: {off_by(difference)}"
