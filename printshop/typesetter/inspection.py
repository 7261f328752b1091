"""Look at set pages with a ruler: where lines stand, and how wide their spaces are.

Used of the engine's inside: ``position_x``, ``width``, ``baseline`` and ``style`` of
its text and line boxes, and ``justification_spacing``.
"""

from collections.abc import Iterator, Mapping
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
from printshop.typesetter.tracking import hangs_of, tracking_of

WIDE_SPACE = 1.5


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
    wide_spaces_pt: tuple[tuple[float, float], ...] = ()
    """Left and right edge of each space, if they are over 1.5 times the font's own."""


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
                    space = _word_space(line, spaces)
                    is_wide = space is not None and space > WIDE_SPACE
                    yield SeenLine(
                        number,
                        name,
                        (line.position_y + line.baseline) * PT_PER_PX,
                        line_text(line),
                        space,
                        tuple(_spaces_pt(line, spaces)) if is_wide else (),
                    )


@dataclass(frozen=True, slots=True)
class SeenText:
    """A run of text in one style as it stands on its page."""

    page: int
    left_pt: float
    right_pt: float
    """Its optical edges: signs that hang over the margin are not counted in full."""
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
    left, right = hangs_of(box)
    end = box.position_x + box.width - tracking_of(box) - right
    return SeenText(
        page,
        (box.position_x + left) * PT_PER_PX,
        end * PT_PER_PX,
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
            ratio = 1 + ((box.justification_spacing or 0) + tracking_of(box)) / own
            widest = max(widest or 0.0, ratio)
    return widest


def _spaces_pt(line: Any, spaces: Mapping[int, float]) -> Iterator[tuple[float, float]]:
    """Yield the edges of the spaces of a line, as it was drawn word by word."""
    from weasyprint.formatting_structure import boxes

    for box in walk(line):
        if not isinstance(box, boxes.TextBox) or " " not in box.text:
            continue
        tracking = tracking_of(box)
        space = spaces[id(box.style)] + (box.justification_spacing or 0) + tracking
        x = box.position_x
        for number, word in enumerate(box.text.split(" ")):
            if number:
                yield x * PT_PER_PX, (x + space) * PT_PER_PX
                x += space
            x += _width_px(word, box.style) + tracking * len(word)


def _width_px(text: str, style: Any) -> float:
    from weasyprint.text.line_break import split_first_line

    return float(split_first_line(text, style, None, None, 0)[3]) if text else 0.0


def _own_space_px(style: Any) -> float:
    """Measure the space of a font, between two letters."""
    from weasyprint.text.line_break import split_first_line

    with_space, without = (
        split_first_line(text, style, None, None, 0)[3] for text in ("n n", "nn")
    )
    return float(with_space - without)
