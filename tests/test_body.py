"""A story's Markdown becomes clean blocks, and no word of it is lost in silence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from printshop.errors import Problem
from printshop.issue import Block, BlockKind
from printshop.sources.body import (
    LONGEST_WORD,
    MOST_BLOCKS,
    MOST_CELLS,
    MOST_WORDS,
    read_body,
)
from printshop.sources.manuscript import Manuscript
from printshop.sources.queries import Queries

FILE = Path("sea-wall.md")
WHERE = "issue 2566, story sea-wall"


def read(markdown: str, queries: Queries | None = None) -> tuple[Block, ...]:
    """Read a body that begins on line 10; without queries nothing may be wrong."""
    manuscript = Manuscript(markdown, FILE, 10, "en-GB", WHERE)
    heard = Queries() if queries is None else queries
    blocks = read_body(manuscript, heard)
    if queries is None:
        assert heard == Queries()
    return blocks


def problems(markdown: str) -> list[Problem]:
    queries = Queries()
    read(markdown, queries)
    return queries.problems


def findings(markdown: str) -> list[tuple[str, str]]:
    queries = Queries()
    assert read(markdown, queries)
    assert not queries.problems
    assert {finding.where for finding in queries.findings} <= {WHERE}
    return [(finding.code, finding.message) for finding in queries.findings]


def html(markdown: str) -> str:
    """Read a body of one block."""
    (block,) = read(markdown)
    return block.html


def kinds(markdown: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read(markdown)]


def test_paragraphs_are_blocks_of_one_line_each():
    assert kinds("One\ntwo.\n\nThree.") == [
        ("paragraph", "One two."),
        ("paragraph", "Three."),
    ]


@pytest.mark.parametrize("level", range(1, 7))
def test_a_heading_of_any_level_is_a_crosshead(level):
    assert kinds(f"{'#' * level} A lease\n\nText.")[0] == ("crosshead", "A lease")


def test_every_paragraph_of_a_blockquote_is_a_quotation():
    assert kinds("> One\n> two\n>\n> Three\n\nFour") == [
        ("quotation", "One two"),
        ("quotation", "Three"),
        ("paragraph", "Four"),
    ]


def test_a_list_keeps_its_tags_and_its_numbers():
    assert html("- a\n- b\n  - c") == (
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"
    )
    assert html("7. a\n\n8. b") == '<ol start="7"><li>a</li><li>b</li></ol>'
    assert kinds("- a\n- b\n  - c") == [("list", "a b c")]


def test_a_table_keeps_its_tags():
    (table,) = read("| a | b |\n|---|--:|\n| 1 | *2* |")

    assert table.kind is BlockKind.TABLE
    assert table.text == "a b 1 2"
    assert table.html == (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td><em>2</em></td></tr></tbody></table>"
    )


def test_inline_marks_stay_and_old_tags_become_the_new_ones():
    assert html("*a* **b** <i>c</i> <b>d</b> H<sub>2</sub>O x<sup>2</sup>") == (
        "<em>a</em> <strong>b</strong> <em>c</em> <strong>d</strong> "
        "H<sub>2</sub>O x<sup>2</sup>"
    )


def test_line_breaks_stay_and_do_not_repeat():
    assert html("one  \ntwo<br><br>three<br>") == "one<br>two<br>three"
    assert read("one  \ntwo")[0].text == "one two"


def test_links_to_the_web_and_to_mail_stay():
    assert html("[a](https://b.example/?c&d) <e@f.example>") == (
        '<a href="https://b.example/?c&amp;d">a</a> '
        '<a href="mailto:e@f.example">e@f.example</a>'
    )


@pytest.mark.parametrize(
    "address", ["javascript:x", "/x", "ftp://x.y", "data:,x", "#x"]
)
def test_a_link_that_leads_nowhere_is_printed_as_text_with_a_finding(address):
    (finding,) = findings(f"See [the *wall*]({address}).")

    assert finding[0] == "source-003"
    assert "“the wall”" in finding[1]
    assert read(f"See [the *wall*]({address}).", Queries())[0].html == (
        "See the <em>wall</em>."
    )


def test_house_style_sees_a_paragraph_as_a_whole():
    assert html('He said "*no*" -- "it\'s **"') == (
        "He said “<em>no</em>”\u00a0– “it’s **”"
    )
    assert html('"One"<br>"two"') == "“One”<br>“two”"
    assert html('- "a"\n- "b"') == "<ul><li>“a”</li><li>“b”</li></ul>"


def test_code_and_addresses_stay_as_typed():
    assert html('The `"a--b"` of <https://x.example/a--b>') == (
        'The <code>"a--b"</code> of '
        '<a href="https://x.example/a--b">https://x.example/a--b</a>'
    )


def test_words_in_another_language_follow_its_own_rules():
    assert html('He said "<span lang="fr">Non!</span>"') == (
        'He said “<span lang="fr">Non\u202f!</span>”'
    )


def test_languages_and_numbers_that_are_none_go_without_a_word():
    assert html('<span lang="x y">a</span>') == "a"
    assert html('<ol start="many"><li>a</ol>') == "<ol><li>a</li></ol>"


def test_a_code_block_is_a_paragraph_that_keeps_its_lines():
    assert html('```\nx = "a"\n  y--z\n```') == '<code>x = "a"<br>y--z</code>'


def test_verse_in_html_keeps_its_lines():
    assert html("<pre>one\n <i>two\nthree</i> four\nfive</pre>") == (
        "one<br><em>two<br>three</em> four<br>five"
    )


def test_an_indented_paragraph_is_no_code():
    assert html('    "Indented"') == "“Indented”"


def test_a_line_of_hyphens_makes_no_heading_of_the_paragraph_above():
    queries = Queries()

    assert read("Text.\n---\nMore.", queries)[0].kind is BlockKind.PARAGRAPH
    assert [finding.code for finding in queries.findings] == ["source-001"]


@pytest.mark.parametrize(
    ("markdown", "tags"),
    [
        ("Text <script>alert(1)</script>", "script"),
        ("Text <STYLE>p{}</STYLE>", "style"),
        ("Text <iframe src='x'></iframe>", "iframe"),
        ("Text <sea-wall>", "sea-wall"),
        ("Text\n\n<form><input></form>", "form, input"),
        ("Text\n\n---", "hr"),
    ],
)
def test_what_the_cleaner_takes_out_is_a_finding(markdown, tags):
    assert findings(markdown) == [("source-001", f"taken out of the text: {tags}")]
    assert [block.html for block in read(markdown, Queries())] == ["Text"]


def test_tables_stand_in_quotations_and_a_bar_may_be_text():
    assert kinds("> | a |\n> |---|\n> | b \\| c |") == [("table", "a b | c")]


def test_items_without_words_are_left_out():
    assert html("-\n- a\n- <b></b>\n") == "<ul><li>a</li></ul>"


def test_cells_beyond_the_last_head_of_a_table_are_not_dropped_in_silence():
    (problem,) = problems("Text\n\n| a \\| b |\n|---|\n| c \\| d |\n| e | f |")

    assert problem.line == 15
    assert "2 cells here, and 1 at its head" in problem.message
    assert problem.hint


def test_a_comment_that_never_ends_does_not_take_the_story_with_it():
    (problem,) = problems("Text.\n\n<p>\n<!-- a note\n\nThe rest.")

    assert problem.line == 13
    assert "without an end" in problem.message
    assert "-->" in problem.hint


@pytest.mark.parametrize(
    "bracket", ["</ wall", "<? wall", "< wall", "<p wall", "<!wall"]
)
def test_a_bracket_that_is_no_tag_takes_no_words_with_it(bracket):
    assert (
        read(f"<p>\n{bracket} of\n\n</p> stone", Queries())[0].text == f"{bracket} of"
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "Text <!-- a note to the desk <hr> -->",
        "<div class='x' style='y' id='z'>Text</div>",
        "<p onclick='x'>Text</p>",
        "<span class='x'>Text</span>",
        "<section><p>Text</p></section>",
    ],
)
def test_comments_wrappers_and_attributes_go_without_a_word(markdown):
    assert html(markdown) == "Text"


def test_text_outside_any_paragraph_makes_one():
    assert kinds("<div>One <em>two</em><p>three</p> four</div>") == [
        ("paragraph", "One two"),
        ("paragraph", "three"),
        ("paragraph", "four"),
    ]


def test_paragraphs_in_items_and_cells_are_parted_by_line_breaks():
    assert html("- a\n\n  b\n\n  > c\n- d") == (
        "<ul><li>a<br>b<br>c</li><li>d</li></ul>"
    )
    assert html("<table><tr><td>a<p>b</p><ul><li>c<li>d</ul></td></tr></table>") == (
        "<table><tbody><tr><td>a<br>b<br>c<br>d</td></tr></tbody></table>"
    )


def test_text_beside_the_cells_of_a_table_stands_before_it():
    queries = Queries()
    blocks = read("<table><caption>Tides</caption><tr><td>a</table>", queries)

    assert [block.text for block in blocks] == ["Tides", "a"]


def test_text_beside_the_items_of_a_list_makes_items():
    assert html("<ul>a<p>b</p><ul><li>c</ul>d<li>e</ul>") == (
        "<ul><li>a</li><li>b</li><li><ul><li>c</li></ul></li><li>d</li><li>e</li></ul>"
    )


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("![A wall](wall.jpg)\n\nText", 10),
        ("Text\n\nMore\ntext ![A wall][w]\n\n[w]: wall.jpg", 13),
        ("Text\n<img src='wall.jpg'> text", 11),
        ("Text\n\n<div><IMG src='wall.jpg'></div>", 12),
        ("Text\n\n- item\n- ![A wall](wall.jpg)", 13),
        ("Text <svg><path/></svg>", 10),
    ],
)
def test_a_picture_in_the_text_is_refused_with_its_line(markdown, line):
    (problem,) = problems(markdown)

    assert (problem.file, problem.line) == (FILE, line)
    assert "picture in the text" in problem.message
    assert "pictures:" in problem.hint


NESTED = "\n".join("  " * level + "- a" for level in range(30))
TABLE = "| a |\n|---|\n" + "| b |\n" * MOST_CELLS


@pytest.mark.parametrize(
    ("markdown", "line", "message", "hint"),
    [
        ("", 10, "no text", "below"),
        ("<!-- nothing -->\n\n&nbsp;", 10, "no text", "below"),
        ("Text\n\n" + "a " * (MOST_WORDS + 1), 12, "2,001 words", "divide"),
        ("- a\n" * (MOST_WORDS + 1), 10, "a list has 2,001 words", "divide"),
        ("Text\n\n" + "x" * (LONGEST_WORD + 1), 12, "201 characters", "break it up"),
        ("a\n\n" * (MOST_BLOCKS + 1), 4010, "2,000 paragraphs", "several stories"),
        (f"Text\n\n{TABLE}", 12, "401 cells", "a part of it"),
        ("Text\n\n" + ">" * 41 + " deep", 12, "too deeply", "quotations in quotations"),
        ("Text\n\n" + ">" * 200 + " deep", 12, "too deeply", "quotations in"),
        (NESTED, 30, "too deeply", "lists in lists"),
        ("<b>" * 41 + "a", 10, "too deeply", "take out"),
    ],
)
def test_what_would_keep_the_engine_busy_is_refused(markdown, line, message, hint):
    (problem,) = problems(markdown)

    assert (problem.file, problem.line) == (FILE, line)
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    "markdown",
    [
        "a " * MOST_WORDS,
        "x" * LONGEST_WORD,
        "a\n\n" * MOST_BLOCKS,
        TABLE.removesuffix("| b |\n"),
        ">" * 39 + " deep",
        "<b>" * 39 + "a",
    ],
    ids=["words", "word", "blocks", "cells", "quotations", "marks"],
)
def test_what_stays_within_the_limits_is_printed(markdown):
    assert read(markdown)


def test_a_text_that_means_harm_is_refused_in_time():
    assert problems("[" * 20_000)
    assert problems("> " * 20_000 + "a")


# --------------------------------------------------------------------------- laws

LETTERS = st.text(st.characters(categories=["L"]), min_size=1, max_size=10)
PROSE_WORDS = st.tuples(LETTERS, st.sampled_from(["", ",", ".", ";", "?", "!"]))
PARAGRAPHS = st.lists(
    st.lists(PROSE_WORDS.map("".join), min_size=1, max_size=15), min_size=1, max_size=5
)


@given(PARAGRAPHS, st.sampled_from([" ", "\n"]))
def test_plain_prose_never_loses_a_word(paragraphs, between):
    markdown = "\n\n".join(between.join(words) for words in paragraphs)

    assert [block.text.split() for block in read(markdown)] == paragraphs


TAGS = ["p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "tbody", "em", "a"]
TAGS += ["blockquote", "pre", "code", "span", "h2", "br", "strong", "form", "caption"]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["\n\n", "\n", "- ", "> ", "| ", "|--|", "*", "_", "`", "## "]),
    st.sampled_from(['<a href="https://x.example">', '<span lang="de">', "<b>", "<i>"]),
    st.sampled_from(['"', "'", "&amp;", "<", ">", "</", "[a](b)", "\\", "data-line"]),
    st.just(" wort "),
)
ALLOWED = {"p", "em", "strong", "a", "sup", "sub", "code", "br", "span", "ul", "ol"}
ALLOWED |= {"li", "table", "thead", "tbody", "tr", "th", "td"}


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25))
def test_whatever_is_typed_the_blocks_are_clean_and_hold_every_word(pieces):
    markdown = "".join(pieces)
    queries = Queries()
    blocks = read(markdown, queries)

    # The words after a fence name a programming language, and are no text.
    assume("```" not in markdown and not queries.problems)
    assert sum(block.text.count("wort") for block in blocks) == pieces.count(" wort ")
    for block in blocks:
        tree = _tree(block)
        assert block.text.split() == "".join(_texts(tree)).split()
        assert block.text == re.sub(r"[ \t\n]+", " ", block.text).strip()
        for element in list(tree.iter())[1:]:
            assert element.tag in ALLOWED
            assert set(element.attrib) <= {"href", "lang", "start"}
            assert element.get("href", "https:").startswith(("https:", "mailto:"))


def _tree(block: Block) -> etree._Element:
    """Read a block back; it must be as well formed as XML."""
    xml = block.html.replace("<br>", "<br/>")
    return etree.fromstring(f"<block>{xml}</block>")


def _texts(element: etree._Element) -> Iterator[str]:
    """Give a block's text, with blanks where a line, an item or a cell ends."""
    blank = " " if element.tag in {"br", "li", "td", "th", "ul", "ol"} else ""
    yield blank + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield blank
