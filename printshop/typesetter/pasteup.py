"""A set galley as lines, and cutting those lines into the frames of a page.

A galley is a story laid out once on an endless page. Its own laid-out boxes are cut
at line boundaries and moved into the frames, so what was measured is what is
printed. A line is one line box, or one table, which is never cut.

Used of the engine's inside: ``copy_with_children``, ``translate``, ``position_y``,
``height``, ``children`` of its boxes, and that a page's tree can be changed before
the PDF is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from printshop.errors import TypesetError
from printshop.typesetter.sheets import (
    FIT,
    PT_PER_PX,
    Sheets,
    attribute_of,
    boxes_named,
    is_line,
    text_of,
)

_OFF_GRID_LINES = 0.01


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of a galley, in grid lines from the galley's top."""

    top: int
    height: int
    """1, or the lines of a table."""
    block: int
    """Counts the paragraphs, crossheads, list items and tables of the story."""
    kind: str
    """The element's tag: ``p``, ``h3``, ``li``, ``table``."""
    text: str
    name: str = ""
    """Of the paragraph that it belongs to, if that was broken as a whole."""


class SetGalley:
    """One story's lines in the engine's boxes, ready to be cut and pasted once."""

    def __init__(self, root: Any, leading_pt: float, where: str) -> None:
        """Read the lines below a galley's root box.

        Raises TypesetError when a line is not on the grid.
        """
        self._root = root
        self._leading_px = leading_pt / PT_PER_PX
        self._where = where
        self._boxes: list[tuple[Any, ...]] = []
        self._blocks: dict[int, int] = {}
        self.lines = tuple(self._read_lines())

    def _read_lines(self) -> Iterator[SetLine]:
        top_px = self._root.content_box_y()
        for box, owner, floats in _line_boxes(self._root):
            top = (box.position_y - top_px) / self._leading_px
            height = (box.height if is_line(box) else box.margin_height()) / (
                self._leading_px
            )
            for value in (top, height):
                if abs(value - round(value)) > _OFF_GRID_LINES:
                    raise TypesetError(
                        f"a line is off the grid by {value - round(value):+.2f} lines: "
                        f"“{text_of(box)[:60]}”",
                        where=self._where,
                        hint="give this element whole lines in the layout's stylesheet",
                    )
            text = "".join(map(text_of, (*floats, box)))
            block = self._blocks.setdefault(id(owner), len(self._blocks))
            self._boxes.append((*floats, box))
            kind, name = owner.element_tag, attribute_of(owner, FIT) or ""
            yield SetLine(round(top), round(height), block, kind, text, name)

    def cut(
        self, first: int, end: int, x_pt: float, y_pt: float, *, is_flush: bool = False
    ) -> list[Any]:
        """Cut out lines ``first`` up to ``end``, moved to a place on the page.

        ``is_flush`` takes the indent of a ragged first line away: a continuation
        begins at the left.
        """
        wanted = {id(box) for boxes in self._boxes[first:end] for box in boxes}
        piece = _kept(self._root, wanted)
        if piece is None:
            return []
        if is_flush:
            _set_flush(self._boxes[first][-1])
        top_px = self._boxes[first][-1].position_y
        boxes = list(piece.children)
        for box in boxes:
            box.translate(
                x_pt / PT_PER_PX - self._root.content_box_x(),
                y_pt / PT_PER_PX - top_px,
            )
        return boxes


def galleys_of(
    sheets: Sheets, attribute: str, leading_pt: float
) -> dict[str, SetGalley]:
    """Find the galleys of a set document by the attribute's value."""
    return {
        name: SetGalley(root, leading_pt, sheets.where)
        for name, root in boxes_named(sheets.page_boxes(), attribute).items()
    }


def paste(sheets: Sheets, frames: Iterable[tuple[str, Sequence[Any]]]) -> Sheets:
    """Put cut boxes into the elements whose ``data-frame`` names them."""
    named = boxes_named(sheets.page_boxes(), "data-frame")
    for name, boxes in frames:
        frame = named[name]
        frame.children = [*frame.children, *boxes]
    return sheets.repaged()


def framed_lines(sheets: Sheets) -> dict[str, list[tuple[str, float]]]:
    """List the lines in every frame: text, and lower edge in points from its top."""
    return {
        name: [
            (
                "".join(map(text_of, (*floats, line))),
                (_lower_edge_px(line) - top_px) * PT_PER_PX,
            )
            for top_px in (box.content_box_y(),)
            for line, _, floats in _line_boxes(box)
        ]
        for name, box in boxes_named(sheets.page_boxes(), "data-frame").items()
    }


def _lower_edge_px(line: Any) -> float:
    """Measure to the foot of a line or table, its white below not counted."""
    if is_line(line):
        return float(line.position_y + line.height)
    return float(line.border_box_y() + line.border_height())


def frame_origin_pt(sheets: Sheets) -> dict[str, tuple[float, float]]:
    """Give the top left corner of every frame on its page."""
    return {
        name: (box.content_box_x() * PT_PER_PX, box.content_box_y() * PT_PER_PX)
        for name, box in boxes_named(sheets.page_boxes(), "data-frame").items()
    }


def _line_boxes(
    box: Any, before: Sequence[Any] = ()
) -> Iterator[tuple[Any, Any, tuple[Any, ...]]]:
    """Yield every line, the block that it belongs to, and the floats before it.

    A table is one line. A float (an initial) goes where the line after it goes.
    """
    floats = list(before)
    for child in getattr(box, "children", ()):
        if child.is_floated():
            floats.append(child)
        elif is_line(child):
            if text_of(child).strip():
                yield child, box, tuple(floats)
                floats = []
        elif getattr(child, "is_table_wrapper", False):
            yield child, child, ()
        else:
            yield from _line_boxes(child, floats)
            floats = []


def _kept(box: Any, wanted: set[int]) -> Any | None:
    """Copy a box with only the wanted lines below it; None when there are none."""
    if id(box) in wanted:
        return box
    if is_line(box) or not hasattr(box, "children"):
        return None
    kept = [piece for child in box.children if (piece := _kept(child, wanted))]
    if not kept:
        return None
    copy = box.copy_with_children(kept)
    copy.position_y = min(child.position_y for child in kept)
    last = kept[-1]
    copy.height = last.position_y + last.height - copy.position_y
    copy.margin_top = copy.margin_bottom = 0
    return copy


def _set_flush(line: Any) -> None:
    """Move what a line holds to its left edge, unless it is justified."""
    if is_line(line) and line.children and line.style["text_align_all"] != "justify":
        indent_px = line.children[0].position_x - line.position_x
        for child in line.children:
            child.translate(-indent_px, 0)
