"""A story's Markdown, and its HTML with the lines it came from.

CommonMark with small tables and with HTML inside. Where a newsroom's typing differs
from a programmer's, the newsroom wins:

* an indented paragraph is a paragraph, not code;
* a line of hyphens under a paragraph does not make it a heading;
* every link is one, whatever its address: the cleaner decides what becomes of it,
  so that no address is ever printed in square brackets by accident.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from printshop.sources.queries import Queries

LINE_MARK = "data-line"
"""Attribute with the line of the file that an element comes from."""

DEEPEST_MARKDOWN = 50
"""More than the blocks may have: markdown-it drops text below its limit silently,
so a story must be refused before."""

_FIRST_TAG = re.compile(r"^(\s*<[a-zA-Z][a-zA-Z0-9]*)(?=[\s>/])")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>|!--)")
"""A bracket that begins neither a tag nor a comment. A browser looks for the end of
the tag all the same, and swallows the words on its way."""

_ROW_START = re.compile(r"(?:[\s>]|[-+*]\s|[0-9]+[.)]\s)*\|?")
"""What may stand before a table's first cell: also a quotation's or an item's sign."""

_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")
_OPEN_COMMENT = re.compile(r"<!--(?!.*?-->)", re.DOTALL)
_IMAGE_TAG = re.compile(r"<(?:img|picture|svg)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of one story, and where it stands."""

    markdown: str
    file: Path
    first_line: int
    """Line of the file on which the text begins, counted from 1."""
    language: str
    where: str
    """``issue 2566, story sea-wall``, for findings."""


class _Markdown(MarkdownIt):
    # markdown-it's own name.
    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002
        """Take every address: the cleaner knows the good ones."""
        return True


def mark_up(manuscript: Manuscript, queries: Queries) -> str:
    """Make HTML of the Markdown; pictures inside it are problems."""
    markdown = _Markdown("commonmark", {"maxNesting": DEEPEST_MARKDOWN})
    markdown.enable("table").disable(["code", "lheading"])
    tokens = markdown.parse(manuscript.markdown)
    _refuse_footnotes(manuscript, queries)
    _refuse_wide_rows(tokens, manuscript, queries)
    for token in tokens:
        if token.map is None:
            continue
        line = manuscript.first_line + token.map[0]
        _refuse_pictures(token, line, manuscript.file, queries)
        if token.type == "html_block":
            _refuse_open_comment(token, line, manuscript.file, queries)
            content = _NO_TAG.sub("&lt;", token.content)
            marked = rf'\1 {LINE_MARK}="{line}"'
            token.content = _FIRST_TAG.sub(marked, content, count=1)
        elif token.nesting >= 0:
            token.attrSet(LINE_MARK, str(line))
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return html


def _refuse_pictures(token: Token, line: int, file: Path, queries: Queries) -> None:
    """Tell of every picture: it has no caption, no credit, no place on the page."""
    for at, part in _with_lines(token, line):
        is_html = part.type in {"html_inline", "html_block"}
        if part.type == "image" or (is_html and _IMAGE_TAG.search(part.content)):
            hint = "name it under pictures: at the head of the file"
            queries.problem(file, at, "", "there is a picture in the text", hint)


def _refuse_footnotes(manuscript: Manuscript, queries: Queries) -> None:
    """Tell of notes: Markdown takes one of a word for an address, and drops it."""
    for number, text in enumerate(manuscript.markdown.split("\n")):
        if _FOOTNOTE.match(text):
            line = manuscript.first_line + number
            hint = "work it into the text, or into a fact box"
            queries.problem(manuscript.file, line, "", "there is a footnote", hint)


def _refuse_wide_rows(
    tokens: Sequence[Token], manuscript: Manuscript, queries: Queries
) -> None:
    """Tell of cells to the right of a table's last head: Markdown drops them."""
    lines = manuscript.markdown.split("\n")
    heads = 0
    for token in tokens:
        if token.type == "table_open":
            heads = 0
        heads += token.type == "th_open"
        if token.type != "tr_open" or token.map is None or not heads:
            continue
        at = token.map[0]
        row = _ROW_START.sub("", lines[at], count=1).rstrip().removesuffix("|")
        cells = len(re.findall(r"(?<!\\)\|", row)) + 1
        if cells > heads:
            message = f"the table has {cells} cells here, and {heads} at its head"
            hint = r"give it another head, or write \| for a bar"
            line = manuscript.first_line + at
            queries.problem(manuscript.file, line, "", message, hint)


def _refuse_open_comment(token: Token, line: int, file: Path, queries: Queries) -> None:
    """Tell of a comment without an end: the rest of the story would be in it."""
    comment = _OPEN_COMMENT.search(token.content)
    if comment:
        line += token.content.count("\n", 0, comment.start())
        hint = "end it with -->"
        queries.problem(file, line, "", "there is a comment without an end", hint)


def _with_lines(token: Token, line: int) -> Sequence[tuple[int, Token]]:
    """Pair a block's inline parts with their lines."""
    placed = [(line, token)]
    for child in token.children or ():
        placed.append((line, child))
        line += child.type in {"softbreak", "hardbreak"}
    return placed
