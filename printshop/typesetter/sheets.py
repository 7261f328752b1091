"""A document that has been set: its boxes by name, and its PDF.

Positions are in points from the page's top left corner, y down. The engine counts
in CSS pixels, of which 96 are 72 points.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from printshop.paragraphs import Reach
from printshop.typesetter.divided_words import hyphens_apart
from printshop.typesetter.listening import heard
from printshop.typesetter.spoken_text import read_from_the_right
from printshop.typesetter.tags import own_tags
from printshop.typesetter.tracking import tracked_lines

PT_PER_PX = 0.75

FIT = "data-fit"
"""The attribute of paragraphs that are to be broken as a whole: their name."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What came of one paragraph that was to be broken as a whole."""

    lines: int
    can_have: Mapping[int, Reach] = field(default_factory=dict)
    """With a line more or less, what it would be; if that was asked."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where one element stands on its page."""

    page: int
    """Counted from 1."""
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float


class Sheets:
    """Set pages that can be looked at, pasted into and written."""

    def __init__(self, document: Any, warnings: tuple[str, ...], where: str) -> None:
        """Wrap the engine's document."""
        self.fitted: Mapping[str, Fitted] = {}
        """What came of the paragraphs that were to be broken as a whole."""
        self._document = document
        self.warnings = warnings
        self.where = where

    @property
    def page_count(self) -> int:
        """Count the pages."""
        return len(self._document.pages)

    def page_boxes(self) -> list[Any]:
        """Give the engine's own page boxes, for ``pasteup`` alone."""
        return [page._page_box for page in self._document.pages]  # noqa: SLF001

    def elements(self, attribute: str) -> dict[str, list[Box]]:
        """Find the boxes of all elements that carry an attribute, by its value.

        An element cut by a page or column break has several boxes, in order.
        """
        found: dict[str, list[Box]] = {}
        for number, page in enumerate(self.page_boxes(), start=1):
            for box in walk(page):
                value = attribute_of(box, attribute)
                if value is not None and hasattr(box, "width"):
                    found.setdefault(value, []).append(_measured(box, number))
        return found

    def text(self) -> str:
        """Give all text of all pages, box by box, lines parted by newlines."""
        return "\n".join(
            line_text(box)
            for page in self.page_boxes()
            for box in walk(page)
            if is_line(box)
        )

    def texts(self, attribute: str, *, with_added: bool = False) -> dict[str, str]:
        """Give the text of all elements that carry an attribute, by its value.

        Elements of one value follow each other; what a stylesheet adds is left out
        unless it is asked for.
        """
        from weasyprint.formatting_structure import boxes

        found: dict[str, list[str]] = {}
        for page in self.page_boxes():
            for box in walk(page):
                value = attribute_of(box, attribute)
                if value is not None:
                    found.setdefault(value, []).extend(
                        text.text
                        for text in walk(box)
                        if isinstance(text, boxes.TextBox)
                        and (with_added or "::" not in text.element_tag)
                    )
        return {value: "".join(texts) for value, texts in found.items()}

    def repaged(self) -> "Sheets":
        """Take stock of links and bookmarks again after boxes have been pasted in."""
        from weasyprint.document import Page

        pages = [Page(box) for box in self.page_boxes()]
        return Sheets(self._document.copy(pages), self.warnings, self.where)

    def pdf(
        self,
        *,
        is_tagged: bool = False,
        finisher: Callable[[Any, Any], None] | None = None,
    ) -> bytes:
        """Write the PDF: compressed, without any date but those of the HTML."""
        with (
            heard(self.where),
            own_tags(),
            read_from_the_right(),
            hyphens_apart(),
            tracked_lines(),
        ):
            data = self._document.write_pdf(pdf_tags=is_tagged, finisher=finisher)
        return bytes(data)


def walk(box: Any) -> Iterator[Any]:
    """Yield a box and all below it, absolutely positioned ones too, in order."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001
    yield box
    if isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from walk(child)


def text_boxes(sheets: Sheets) -> Iterator[Any]:
    """Yield every run of text of all pages."""
    from weasyprint.formatting_structure import boxes

    for page in sheets.page_boxes():
        for box in walk(page):
            if isinstance(box, boxes.TextBox):
                yield box


def is_line(box: Any) -> bool:
    """Tell whether a box is a line of text."""
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.LineBox)


def line_text(line: Any) -> str:
    """Give the text of a line as it was set, hyphen at its end included.

    What a stylesheet adds (bullets, numbers of a list) is not part of it.
    """
    from weasyprint.formatting_structure import boxes

    return "".join(
        box.text
        for box in walk(line)
        if isinstance(box, boxes.TextBox) and "::" not in (box.element_tag or "")
    )


def text_of(box: Any) -> str:
    """Give the text of a line, or of all lines of a table or float."""
    if is_line(box):
        return line_text(box)
    return " ".join(line_text(line) for line in walk(box) if is_line(line))


def attribute_of(box: Any, name: str) -> str | None:
    """Read an attribute of the element that a block-level box was made for."""
    from weasyprint.formatting_structure import boxes

    element = getattr(box, "element", None)
    if element is None or isinstance(box, (boxes.LineBox, boxes.TextBox)):
        return None
    if box.element_tag != getattr(element, "tag", None):
        return None  # a pseudo-element, or an anonymous box of its parent
    value = element.get(name)
    return None if value is None else str(value)


def _measured(box: Any, page: int) -> Box:
    """Measure the border box."""
    return Box(
        page,
        box.border_box_x() * PT_PER_PX,
        box.border_box_y() * PT_PER_PX,
        box.border_width() * PT_PER_PX,
        box.border_height() * PT_PER_PX,
    )


def boxes_named(pages: Sequence[Any], attribute: str) -> dict[str, Any]:
    """Find one engine box an attribute's value, over all pages; the first counts."""
    named: dict[str, Any] = {}
    for page in pages:
        for box in walk(page):
            value = attribute_of(box, attribute)
            if value is not None:
                named.setdefault(value, box)
    return named
