"""Make clean blocks of a story's text.

Markdown, to HTML, through an allowlist of about twenty tags, to blocks, each set in
house style. Rules:

* Nothing is lost in silence: what the cleaner takes out is a finding, and what
  cannot be printed at all is a problem.
* Limits keep one story from holding up a page for minutes: the engine's time grows
  with a paragraph's words, with blocks and, steeply, with nesting.
"""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from printshop.issue import Block
from printshop.sources.block_text import set_block, texts_of
from printshop.sources.clean_html import (
    clean_html,
    removed_tags,
    too_deep_line,
    tree_of,
)
from printshop.sources.fields import Fault
from printshop.sources.manuscript import Manuscript, mark_up
from printshop.sources.queries import Queries
from printshop.sources.text_blocks import RawBlock, raw_blocks

MOST_WORDS = 2_000
"""Of one paragraph, list or table."""
MOST_BLOCKS = 2_000
MOST_CELLS = 400
LONGEST_WORD = 200
"""Characters; no measure holds more, and no hyphenation helps."""


def read_body(manuscript: Manuscript, queries: Queries) -> tuple[Block, ...]:
    """Read a story's Markdown; what cannot be printed is told and left out."""
    html = mark_up(manuscript, queries)
    removed = [name for name in removed_tags(html) if name not in {"img", "picture"}]
    if removed:
        queries.warn(
            "source-001",
            manuscript.where,
            f"taken out of the text: {', '.join(removed)}",
            "say it in words, Markdown or fields; no other markup is printed",
        )
    return blocks_from_html(html, manuscript, queries)


def blocks_from_html(
    html: str, manuscript: Manuscript, queries: Queries
) -> tuple[Block, ...]:
    """Clean HTML and take it apart into blocks set in house style."""
    clean = clean_html(html)
    too_deep = too_deep_line(clean, manuscript.first_line)
    if too_deep is not None:
        hint = "take out quotations in quotations and lists in lists"
        message = "the text is nested too deeply"
        queries.problem(manuscript.file, too_deep, "", message, hint)
        return ()
    tree = tree_of(clean)
    _note_dead_links(tree, manuscript, queries)
    raw = list(raw_blocks(tree, manuscript.first_line))
    faults = [(each.line, fault) for each in raw for fault in _faults(each)]
    if not raw:
        hint = "write it below the second line of ---"
        faults.append((manuscript.first_line, Fault("the story has no text", hint)))
    if len(raw) > MOST_BLOCKS:
        message = f"the text has more than {MOST_BLOCKS:,} paragraphs"
        fault = Fault(message, "make several stories of it")
        faults.append((raw[MOST_BLOCKS].line, fault))
    for line, (message, hint) in faults:
        queries.problem(manuscript.file, line, "", message, hint)
    return () if faults else tuple(set_block(each, manuscript.language) for each in raw)


def _note_dead_links(tree: Element, manuscript: Manuscript, queries: Queries) -> None:
    """Print a link's text without its address when the cleaner took that away."""
    for link in tree.iter("a"):
        if link.get("href"):
            continue
        link.tag = "dead"
        words = " ".join("".join(link.itertext()).split())
        if words:
            queries.warn(
                "source-003",
                manuscript.where,
                f"the link on “{words[:60]}” leads nowhere and is printed as text",
                "give it a whole address that begins with https:// or mailto:",
            )
    etree.strip_tags(tree, "dead")


def _faults(raw: RawBlock) -> Iterator[Fault]:
    """Find everything that would make the engine run for minutes."""
    words = [word for text in texts_of(raw.element) for word in text.split()]
    if len(words) > MOST_WORDS:
        yield Fault(
            f"a {raw.kind} has {len(words):,} words, more than {MOST_WORDS:,}",
            "divide it",
        )
    longest = max(words, key=len, default="")
    if len(longest) > LONGEST_WORD:
        yield Fault(
            f"the word “{longest[:30]}…” has {len(longest):,} characters",
            "break it up; give a long address as a link on words",
        )
    cells = sum(1 for _ in raw.element.iter("th", "td"))
    if cells > MOST_CELLS:
        yield Fault(
            f"a table has {cells:,} cells, more than {MOST_CELLS}",
            "print a part of it, and name the address of the whole",
        )
