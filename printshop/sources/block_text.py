"""Set one block in house style, and write it out as HTML and as plain text.

House style sees a paragraph as a whole: a quotation may begin in plain text and end
in italics. An item and a cell are paragraphs of their own. ``code`` stays as typed;
words in another language follow that language's rules.
"""

import re
from dataclasses import dataclass, field
from html import escape

from lxml import etree
from lxml.etree import _Element as Element

from printshop.issue import Block, BlockKind
from printshop.sources.clean_html import BLOCK_TAGS
from printshop.sources.text_blocks import RawBlock
from printshop.typography import set_segments

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINE_BREAK = "\u2028"
_OTHER_WORDS = "\ufffc"
"""For code, and for words of another language: seen, and not changed."""


@dataclass(slots=True)
class _Node:
    """A text node: an element's text or the text after it."""

    element: Element
    is_tail: bool
    text: str
    language: str
    """Empty for code, which no language's rules may touch."""

    def write(self, text: str) -> None:
        """Put the text back where it came from."""
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text
        self.text = text


@dataclass(slots=True)
class _Run:
    """The text nodes of one paragraph, item or cell; None is a line break."""

    nodes: list[_Node | None] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The run as plain text."""
        return _BLANKS.sub(
            " ", "".join(node.text if node else " " for node in self.nodes)
        ).strip()


def texts_of(block: Element) -> list[str]:
    """Read the plain text of a block's paragraphs, items or cells, as typed."""
    return [run.text for run in _runs(block, "")]


def set_block(block: RawBlock, language: str) -> Block:
    """Set a block and write it out."""
    runs = _runs(block.element, language)
    for run in runs:
        _close_up(run)
        _set_run(run, language)
    html = (
        _outer_html(block.element)
        if block.kind in {BlockKind.LIST, BlockKind.TABLE}
        else _inner_html(block.element)
    )
    text = " ".join(filter(None, (run.text for run in runs)))
    return Block(block.kind, html, text)


def _runs(block: Element, language: str) -> list[_Run]:
    """Gather a block's text nodes in order, a run for each paragraph."""
    runs = [_Run()]
    languages = [language]
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if element.tag in BLOCK_TAGS:
            runs.append(_Run())
        if event == "start":
            runs[-1].nodes += [None] if element.tag == "br" else []
            languages.append(_language_in(element, languages[-1]))
            text = element.text
        else:
            languages.pop()
            text = None if element is block else element.tail
        if text:
            is_tail = event == "end"
            runs[-1].nodes.append(_Node(element, is_tail, text, languages[-1]))
    return [run for run in runs if run.nodes]


def _language_in(element: Element, outside: str) -> str:
    if element.tag == "code" or not outside:
        return ""
    return element.get("lang") or outside


def _close_up(run: _Run) -> None:
    """Make every run of blanks one space, and none at a line's ends."""
    after_blank = True
    for node in run.nodes:
        if node is None:
            after_blank = True
            continue
        text = _BLANKS.sub(" ", node.text)
        text = text.lstrip(" ") if after_blank else text
        after_blank = text.endswith(" ") if text else after_blank
        node.write(text)
    at_end = True
    for node in reversed(run.nodes):
        if node is None:
            at_end = True
        elif at_end:
            node.write(node.text.rstrip(" "))
            at_end = node.text == ""


def _set_run(run: _Run, language: str) -> None:
    """Set a paragraph as one, and what is not its language by itself."""
    shown = [_shown(node, language) for node in run.nodes]
    for node, text in zip(run.nodes, set_segments(shown, language), strict=True):
        if node is None:
            continue
        if node.language == language:
            node.write(text)
        elif node.language:
            node.write(set_segments([node.text], node.language)[0])


def _shown(node: _Node | None, language: str) -> str:
    if node is None:
        return _LINE_BREAK
    return node.text if node.language == language else _OTHER_WORDS


def _outer_html(element: Element) -> str:
    """Write an element as HTML that is as well nested as XML."""
    attributes = "".join(
        f' {key}="{escape(str(value))}"' for key, value in element.attrib.items()
    )
    name = str(element.tag)
    end = "" if name == "br" else f"{_inner_html(element)}</{name}>"
    return f"<{name}{attributes}>{end}"


def _inner_html(element: Element) -> str:
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        parts += [_outer_html(child), escape(child.tail or "", quote=False)]
    return "".join(parts)
