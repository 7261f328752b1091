"""Look at set pages with a ruler: where lines stand, and how wide their spaces are.

Used of the engine's inside: ``position_x``, ``width``, ``baseline`` and ``style`` of
its text and line boxes, and ``justification_spacing``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from printshop.typesetter.sheets import (
    PT_PER_PX,
    Sheets,
    attribute_of,
    is_line,
    line_text,
    walk,
)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One line of text as it stands on its page."""

    page: int
    name: str
    """Value of the attribute of the element that it stands in."""
    baseline_pt: float
    """From the sheet's top edge."""
    text: str
    word_space: float | None
    """Width of its spaces in units of the font's own; None without a space."""


def seen_lines(sheets: Sheets, attribute: str) -> Iterator[SeenLine]:
    """Yield the lines in every element that carries an attribute, in page order."""
    spaces: dict[int, float] = {}
    for number, page in enumerate(sheets.page_boxes(), start=1):
        for box in walk(page):
            name = attribute_of(box, attribute)
            if name is None:
                continue
            for line in walk(box):
                if is_line(line) and line_text(line).strip():
                    yield SeenLine(
                        number,
                        name,
                        (line.position_y + line.baseline) * PT_PER_PX,
                        line_text(line),
                        _word_space(line, spaces),
                    )


@dataclass(frozen=True, slots=True)
class SeenText:
    """A run of text in one style as it stands on its page."""

    page: int
    left_pt: float
    right_pt: float
    baseline_pt: float
    """Of its line, from the sheet's top edge; raised figures do not count."""
    size_pt: float
    colour: str
    """As ``#rrggbb``."""
    text: str
    classes: frozenset[str]
    """Of all the elements that it stands in."""


def seen_texts(sheets: Sheets) -> Iterator[SeenText]:
    """Yield every run of text of every page, in page order."""
    for number, page in enumerate(sheets.page_boxes(), start=1):
        yield from _texts(page, number, frozenset(), None)


def _texts(
    box: Any, page: int, classes: frozenset[str], line: Any
) -> Iterator[SeenText]:
    """Go down through a box, keeping in mind its classes and the line it is in."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001
    if isinstance(box, boxes.TextBox):
        if box.text.strip() and line is not None:
            yield _seen_text(box, page, classes, line)
        return
    element = getattr(box, "element", None)
    if element is not None:
        classes |= frozenset((element.get("class") or "").split())
    if is_line(box):
        line = box
    for child in getattr(box, "children", ()):
        yield from _texts(child, page, classes, line)


def _seen_text(box: Any, page: int, classes: frozenset[str], line: Any) -> SeenText:
    channels = (round(255 * value) for value in box.style["color"].coordinates)
    return SeenText(
        page,
        box.position_x * PT_PER_PX,
        (box.position_x + box.width) * PT_PER_PX,
        (line.position_y + line.baseline) * PT_PER_PX,
        box.style["font_size"] * PT_PER_PX,
        "#" + "".join(f"{value:02x}" for value in channels),
        box.text,
        classes,
    )


def _word_space(line: Any, spaces: dict[int, float]) -> float | None:
    """Measure the widest space of a line against the font's own."""
    from weasyprint.formatting_structure import boxes

    widest = None
    for box in walk(line):
        if isinstance(box, boxes.TextBox) and " " in box.text:
            own = spaces.get(id(box.style)) or _own_space_px(box.style)
            spaces[id(box.style)] = own
            ratio = 1 + (box.justification_spacing or 0) / own
            widest = max(widest or 0.0, ratio)
    return widest


def _own_space_px(style: Any) -> float:
    """Measure the space of a font, between two letters."""
    from weasyprint.text.line_break import split_first_line

    with_space, without = (
        split_first_line(text, style, None, None, 0)[3] for text in ("n n", "nn")
    )
    return float(with_space - without)
