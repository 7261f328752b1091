"""What the page template is given: things to show, each at its place.

Across the page in millimetres from the type area's left edge, down it in grid lines
from the top margin; the template turns lines into points.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from printshop.article_pages.job import Block, Frame
from printshop.article_pages.layout import ArticleLayout
from printshop.article_pages.makeup import MadeUp
from printshop.article_pages.measured import LEAD_BESIDE, LEAD_OVER
from printshop.issue import Article, Picture
from printshop.layout import PT_PER_MM
from printshop.pictures import crop_to_frame
from printshop.wording import direction

_COLUMN_RULE_MM = 0.4 / PT_PER_MM


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on a page; ``kind`` says how the template shows it."""

    kind: str
    """``text``, ``figure``, ``quote``, ``facts`` or ``column-rule``."""
    name: str
    left_mm: float
    width_mm: float
    line: int
    lines: int
    more: Mapping[str, Any] = field(default_factory=dict)
    """What only this kind needs, by name."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the template sees it, its things in the order of reading."""

    number: int
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Composer:
    """Turns a plan into the things on its pages, and crops the pictures for them."""

    article: Article
    layout: ArticleLayout
    made: MadeUp
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Media type and bytes by ``asset:`` address; filled while pages are made."""
    frames: dict[str, Frame] = field(default_factory=dict)
    """Which galley lines go into which text frame; filled while pages are made."""

    def pages(self) -> tuple[Page, ...]:
        """Give all pages."""
        count = self.made.plan.page_count
        return tuple(
            Page(number, tuple(self._things(number))) for number in range(1, count + 1)
        )

    def _things(self, page: int) -> Iterator[Thing]:
        plan, job = self.made.plan, self.made.job
        top, bottom = plan.tops[page - 1], plan.bottoms[page - 1]
        if page == 1 and plan.lead.over:
            lines = plan.lead.over
            yield self._figure(LEAD_OVER, 0.0, top - lines, lines)
        if page == 2 and job.banner:
            lines = job.banner.lines
            yield self._figure(job.banner.name, 0.0, top - lines, lines)
        for column in (0, 1):
            left_mm = self._left_mm(column)
            block = self._head(page, column)
            if block:
                yield self._block(block.name, left_mm, top, block.lines)
            for frame in plan.frames:
                if (frame.page, frame.column) == (page, column):
                    yield self._framed(frame, left_mm)
            is_filled = block or any(_is_at(f, page, 1) for f in plan.frames)
            if column and is_filled and bottom > top:
                middle_mm = (self.layout.full_mm - _COLUMN_RULE_MM) / 2
                yield Thing(
                    "column-rule", "", middle_mm, _COLUMN_RULE_MM, top, bottom - top
                )

    def _left_mm(self, column: int) -> float:
        """Measure to a column; the first one stands where reading begins."""
        if direction(self.article.language) == "rtl":
            column = 1 - column
        return column * (self.layout.full_mm - self.layout.column_mm)

    def _head(self, page: int, column: int) -> Block | None:
        """Find what stands at the head of a column."""
        lines = self.made.plan.lead.beside
        if (page, column) == (1, 1) and lines:
            return Block(LEAD_BESIDE, lines)
        return self.made.job.heads.get((page, column))

    def _framed(self, frame: Frame, left_mm: float) -> Thing:
        if frame.box:
            # As a unit of its column a block has no blank line of its own below it.
            is_quote = frame.box.startswith("quote")
            lines = frame.lines + (0 if is_quote else 1)
            return self._block(frame.box, left_mm, frame.line, lines)
        name = f"text-{frame.page}-{frame.column}-{frame.line}"
        self.frames[name] = frame
        width_mm = (
            self.layout.lengths["short.measure_mm"]
            if self.made.measured.is_large
            else self.layout.column_mm
        )
        # from right to left the first column is the right one
        left_mm = min(left_mm, self.layout.full_mm - width_mm)
        return Thing("text", name, left_mm, width_mm, frame.line, frame.lines)

    def _block(self, name: str, left_mm: float, line: int, lines: int) -> Thing:
        """Show a picture, box or quote; ``lines`` counts the blank one below, too."""
        kind = name.partition("-")[0]
        index = int(name.split("-")[1])
        if kind == "figure":
            return self._figure(name, left_mm, line, lines)
        more: dict[str, Any]
        if kind == "facts":
            more = {"box": self.article.fact_boxes[index], "number": index + 1}
            lines -= 1
        else:
            text = self.made.measured.quotes[name]
            quote = self.article.pull_quotes[index]
            more = {"text": text, "quote": quote, "number": index + 1}
        return Thing(kind, name, left_mm, self.layout.column_mm, line, lines, more)

    def _figure(self, name: str, left_mm: float, line: int, lines: int) -> Thing:
        """Crop a picture to its frame, caption and blank line taken off."""
        figure = self.made.measured.figures[name]
        caption = self.made.measured.captions[name]
        lines -= caption + 1
        height_mm = self.layout.picture_mm(lines)
        address = f"asset:picture/{name}"
        self.pictures[address] = self._cropped(
            figure.picture, figure.width_mm, height_mm
        )
        more = {
            "picture": figure.picture,
            "number": int(name.split("-")[1]) + 1,
            "src": address,
            "height_mm": height_mm,
            "has_caption": caption > 0,
        }
        return Thing("figure", name, left_mm, figure.width_mm, line, lines, more)

    def _cropped(
        self, picture: Picture, width_mm: float, height_mm: float
    ) -> tuple[str, bytes]:
        ppi = self.layout.lines("picture.ppi")
        prepared = crop_to_frame(picture, width_mm, height_mm, ppi)
        return prepared.mime_type, prepared.data


def _is_at(frame: Frame, page: int, column: int) -> bool:
    return (frame.page, frame.column) == (page, column)
