"""Take a clean tree apart into the blocks of a story.

* every heading is a crosshead, every paragraph in a blockquote a quotation
* text that stands in no paragraph makes one
* in a list's items and a table's cells there is inline text only; paragraphs
  inside them are parted by line breaks
* text that a browser would show beside a table stands before it
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from printshop.issue import BlockKind
from printshop.sources.clean_html import (
    BLOCK_TAGS,
    HEADINGS,
    INLINE_TAGS,
    LISTS,
)
from printshop.sources.manuscript import LINE_MARK

_ROWS = {"table": {"thead", "tbody", "tr"}, "thead": {"tr"}, "tbody": {"tr"}}
_ROWS["tr"] = {"th", "td"}


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block before house style: its kind, its element, its line."""

    kind: BlockKind
    element: Element
    line: int


def raw_blocks(tree: Element, first_line: int) -> Iterator[RawBlock]:
    """Walk the tree's top and yield its blocks in order, none of them empty."""
    line = first_line
    for element, is_quoted in _pieces(tree, is_quoted=False):
        line = _line_of(element) or line
        for block in _blocks_of(element, line, is_quoted=is_quoted):
            if "".join(block.element.itertext()).strip():
                _trim_breaks(block.element)
                _unwrap_bare_spans(block.element)
                yield block


def _pieces(parent: Element, *, is_quoted: bool) -> Iterator[tuple[Element, bool]]:
    """Yield block elements, with loose text gathered into paragraphs."""
    loose = _element("p", parent.text)
    for child in list(parent):
        rest, child.tail = child.tail, None
        if child.tag in INLINE_TAGS and not _has_blocks(child):
            loose.append(child)
            child.tail = rest
            continue
        yield loose, is_quoted
        if child.tag == "blockquote":
            yield from _pieces(child, is_quoted=True)
        elif child.tag in INLINE_TAGS:
            yield _element("p", None, child), is_quoted
        else:
            yield child, is_quoted
        loose = _element("p", rest)
    yield loose, is_quoted


def _blocks_of(element: Element, line: int, *, is_quoted: bool) -> Iterator[RawBlock]:
    """Give a piece its kind and the shape that its kind has."""
    if element.tag == "table":
        yield RawBlock(BlockKind.PARAGRAPH, _taken_from_between_cells(element), line)
        for cell in list(element.iter("th", "td")):
            _make_inline(cell)
        yield RawBlock(BlockKind.TABLE, element, line)
    elif element.tag in LISTS:
        _make_items(element)
        yield RawBlock(BlockKind.LIST, element, line)
    else:
        if element.tag == "pre":
            _break_lines(element)
        kind = BlockKind.CROSSHEAD if element.tag in HEADINGS else BlockKind.PARAGRAPH
        _make_inline(element)
        yield RawBlock(BlockKind.QUOTATION if is_quoted else kind, element, line)


def _line_of(element: Element) -> int:
    """Find the first line mark of an element, and take all marks off."""
    marks = [each.attrib.pop(LINE_MARK, "") for each in element.iter()]
    return next((int(mark) for mark in marks if re.fullmatch("[0-9]{1,9}", mark)), 0)


def _element(tag: str, text: str | None, *children: Element) -> Element:
    element = etree.Element(tag)
    element.text = text
    element.extend(children)
    return element


def _has_blocks(element: Element) -> bool:
    return any(each.tag in BLOCK_TAGS for each in element.iter())


def _taken_from_between_cells(table: Element) -> Element:
    """Take out of a table what stands in none of its cells."""
    beside = _element("p", None)
    for part in list(table.iter(*_ROWS)):
        beside.append(_element("span", part.text))
        part.text = None
        for child in list(part):
            rest, child.tail = child.tail, None
            if child.tag not in _ROWS[str(part.tag)]:
                beside.append(child)
            beside.append(_element("span", rest))
    _make_inline(beside)
    return beside


def _make_inline(container: Element, keep: frozenset[str] = frozenset()) -> None:
    """Put line breaks in the place of the blocks inside a block."""
    for element in list(container.iterdescendants()):
        if element.tag in BLOCK_TAGS - keep:
            before, after = _element("br", None), _element("br", None)
            before.tail, after.tail, element.tail = element.text, element.tail, None
            _replace(element, [before, *element, after])


def _replace(element: Element, others: list[Element]) -> None:
    """Put other elements in the place of one inside a block."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = others


def _make_items(top: Element) -> None:
    """See to it that a list holds items, and they hold lists and inline text."""
    for each in list(top.iter(*LISTS)):
        items = _items_of(each.text)
        for child in list(each):
            rest, child.tail = child.tail, None
            is_item = child.tag == "li"
            items.append(child if is_item else _element("li", None, child))
            items += _items_of(rest)
        each.text = None
        each[:] = items
    _make_inline(top, keep=LISTS | {"li"})
    for item in reversed(list(top.iter("li"))):
        if not "".join(item.itertext()).strip():
            _replace(item, [])


def _items_of(text: str | None) -> list[Element]:
    """Make an item of text that stands beside the items."""
    return [_element("li", text)] if text and text.strip() else []


def _break_lines(pre: Element) -> None:
    """Keep the lines of preformatted text: verse, or a figure drawn in type."""
    for element in list(pre.iter()):
        element.text, breaks = _broken(element.text)
        element[:0] = breaks
        if element is not pre:
            element.tail, breaks = _broken(element.tail)
            _replace(element, [element, *breaks])


def _broken(text: str | None) -> tuple[str, list[Element]]:
    """Cut a text at its line ends into its first line and breaks with the others."""
    first, *others = (text or "").split("\n")
    breaks = []
    for line in others:
        line_break = _element("br", None)
        line_break.tail = line
        breaks.append(line_break)
    return first, breaks


def _trim_breaks(block: Element) -> None:
    """Drop line breaks that part nothing: at an end, or one after another."""
    surplus: list[Element | None] = []
    pending: Element | None = None
    has_text = False
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if element.tag in BLOCK_TAGS:
            surplus.append(pending)
            pending, has_text = None, False
        elif element.tag == "br" and event == "start":
            if pending is None and has_text:
                pending = element
            else:
                surplus.append(element)
        after = None if element is block else element.tail
        text = element.text if event == "start" else after
        if text and text.strip():
            pending, has_text = None, True
    for line_break in surplus:
        if line_break is not None:
            _drop(line_break)


def _drop(line_break: Element) -> None:
    """Take an empty element out, and keep what follows it."""
    space = _element("span", " ")
    space.tail, line_break.tail = line_break.tail, None
    _replace(line_break, [space])


def _unwrap_bare_spans(block: Element) -> None:
    """Take spans off the words: a span says something only by its language."""
    for span in block.iter("span"):
        if span is not block and not span.get("lang"):
            span.tag = "bare"
    etree.strip_tags(block, "bare")
