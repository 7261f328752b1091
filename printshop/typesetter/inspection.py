"""Look at set pages with a ruler: where lines stand, and how wide their spaces are."""

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


def _word_space(line: Any, spaces: dict[int, float]) -> float | None:
    """Measure the widest space of a line against the font's own."""
    from weasyprint.formatting_structure import boxes

    widest = None
    for box in walk(line):
        if isinstance(box, boxes.TextBox) and " " in box.text.strip():
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
