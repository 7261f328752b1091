"""Paragraphs of a galley that were laid out unbroken, broken as a whole and put back.

A paragraph whose element has the attribute is one long line for each of its forced
breaks (``white-space: nowrap``). Its words are measured in their styles, the cheapest
lines of the whole are found (``printshop.paragraphs``), and the long line is cut into
them. What follows moves down. A paragraph that cannot be served is named with the
reason, and its galley has to be laid out again with the engine's own lines for it.
"""

import math
import re
from collections.abc import Mapping
from typing import Any

from printshop.paragraphs import (
    MeasuredParagraph,
    Measures,
    Reach,
    Run,
    Setting,
    fit,
    others,
    styles,
    word_breaks,
)
from printshop.typesetter.line_boxes import (
    LineMaker,
    UnfitError,
    floats,
    leaves,
)
from printshop.typesetter.sheets import (
    FIT,
    Fitted,
    Sheets,
    attribute_of,
    is_line,
    text_of,
)
from printshop.typesetter.word_widths import WordWidths

_SERVED = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u052f\u1e00-\u1fff\u2002-\u200a\u2010-\u2027\u202f-\u205e"
    "\u2070-\u20bf\u2100-\u218f\u2190-\u21ff\u2200-\u22ff\u25a0-\u25ff\ufb00-\ufb06]*"
)
"""Characters of scripts that are read from left to right in words with spaces."""

FIT_LINES = "data-fit-lines"
"""How many lines such a paragraph is to have, if not as many as are best."""

FIT_ASK = "data-fit-ask"
"""Find out whether such a paragraph would still be good a line longer or shorter."""

_LARGEST_WORDS = 2000
_NEARLY_PX = 0.05


class UnfitParagraphsError(Exception):
    """Some paragraphs have to be laid out by the engine itself."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        """Take the reason for each, by its name."""
        super().__init__("; ".join(f"{n}: {why}" for n, why in reasons.items()))
        self.reasons = reasons


def may_be_fitted(text: str, language: str) -> bool:
    """Tell whether the words of a paragraph can be divided and measured by themselves.

    Other scripts, and languages without patterns, are left to the engine.
    """
    is_served = _SERVED.fullmatch(text) is not None
    return (
        is_served
        and word_breaks(language) is not None
        and text.count(" ") < _LARGEST_WORDS
    )


def fit_paragraphs(sheets: Sheets, widths: WordWidths) -> dict[str, Fitted]:
    """Break the paragraphs that are marked for it; by name, what came of them.

    Raises UnfitParagraphsError if some cannot be: the pages are of no use then.
    """
    work = _Fitting(widths)
    for page in sheets.page_boxes():
        work.go(page)
    if work.unfit:
        raise UnfitParagraphsError(work.unfit)
    return work.found


class _Fitting:
    """Goes down through a page and fits what is to be fitted."""

    def __init__(self, widths: WordWidths) -> None:
        self._widths = widths
        self.found: dict[str, Fitted] = {}
        self.unfit: dict[str, str] = {}

    def go(self, box: Any) -> float:
        """Fit what is in a box; give by how much it has become higher."""
        grown = 0.0
        for child in getattr(box, "children", ()):
            if is_line(child) or child.is_floated():
                continue
            if grown:
                child.translate(0, grown)
            name = attribute_of(child, FIT)
            grown += self.go(child) if name is None else self._block(child, name)
        if grown and isinstance(box.height, float | int):
            box.height += grown
        return grown

    def _block(self, block: Any, name: str) -> float:
        """Fit one paragraph; leave it as it is if it cannot be."""
        self._can_have: dict[int, Reach] = {}
        try:
            lines = self._lines(block)
        except UnfitError as error:
            self.unfit[name] = str(error)
            return 0.0
        before = block.height
        block.children = lines
        block.height = sum(line.height for line in lines)
        self.found[name] = Fitted(len(lines), can_have=self._can_have)
        return float(block.height - before)

    def _lines(self, block: Any) -> list[Any]:
        """Break a paragraph at its forced breaks, and each part as a whole."""
        longs = [line for line in block.children if getattr(line, "children", ())]
        if not longs or not all(map(is_line, longs)):
            raise UnfitError("it holds something beside text")
        if block.style["direction"] != "ltr":
            raise UnfitError("it is read from right to left")
        made: list[Any] = []
        top = longs[0].position_y
        for long in longs:
            long.translate(0, top - long.position_y)
            made += self._one(block, long, may_refit=len(longs) == 1)
            top = made[-1].position_y + made[-1].height
        return made

    def _one(self, block: Any, long: Any, *, may_refit: bool) -> list[Any]:
        """Break one long line as a whole."""
        found = leaves(long)
        if not found:
            raise UnfitError("it holds no text")
        place = _Place(block, long)
        runs = [self._run(leaf) for leaf in found]
        paragraph = MeasuredParagraph(runs, has_margins=not place.is_ragged)
        ways = styles(is_ragged=place.is_ragged)
        setting = fit(paragraph, place.measures, place.em, ways[0])
        if setting is None:
            raise UnfitError("a word is wider than the column")
        if len(setting.lines) < place.beside:
            raise UnfitError("it is shorter than its initial")
        if may_refit:
            setting = self._refitted(block, long, paragraph, place, setting)
        maker = LineMaker(long, found, paragraph, is_ragged=place.is_ragged)
        return [
            maker.line(number, line, *place.of(number))
            for number, line in enumerate(setting.lines)
        ]

    def _refitted(
        self,
        block: Any,
        long: Any,
        paragraph: MeasuredParagraph,
        place: "_Place",
        best: Setting,
    ) -> Setting:
        """Give a paragraph the lines that it is to have; find those it could have."""
        count = int(attribute_of(block, FIT_LINES) or 0)
        if not count and attribute_of(block, FIT_ASK) is None:
            return best
        near = others(
            paragraph, place.measures, place.em, best, is_ragged=place.is_ragged
        )
        if count:
            return near[count].setting if count in near else best
        initial = "".join(map(text_of, floats(long)))
        self._can_have = {
            lines: other.reach(paragraph.text, initial)
            for lines, other in near.items()
            if lines >= place.beside
        }
        return best

    def _run(self, leaf: Any) -> Run:
        style = leaf.box.style
        if style["letter_spacing"] != "normal" or style["word_spacing"]:
            raise UnfitError("it is letterspaced")
        is_whole = style["hyphens"] == "none" and "undivided" in _classes(leaf.box)
        breaks = None if is_whole else word_breaks(str(style["lang"] or ""))
        return Run(
            leaf.box.text,
            self._widths.ruler(style),
            breaks,
            leaf.before,
            leaf.after,
        )


def _classes(box: Any) -> str:
    return str(box.element.get("class") or "") if box.element is not None else ""


class _Place:
    """Where the lines of a paragraph stand: an indent, and an initial beside them."""

    def __init__(self, block: Any, long: Any) -> None:
        self._x = block.content_box_x()
        self.em = float(block.style["font_size"])
        self.is_ragged = block.style["text_align_all"] != "justify"
        self._indent = float(getattr(long, "text_indent", 0.0) or 0.0)
        beside = floats(long)
        self._float = sum(one.margin_width() for one in beside)
        high = max((one.margin_height() for one in beside), default=0.0)
        self.beside = math.ceil(high / long.height - _NEARLY_PX)
        width = float(block.width)
        first = [width - self._float] * max(self.beside, 1)
        first[0] -= self._indent
        self.measures = Measures(width, tuple(first))

    def of(self, line: int) -> tuple[float, float]:
        """Give where a line begins and how long it is."""
        x = self._x + (self._float if line < self.beside else 0.0)
        x += self._indent if line == 0 else 0.0
        return x, self.measures.of(line)
