"""A galley holds every word of its story, in lines that all stand on the grid."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printshop.errors import TypesetError
from printshop.galley import Galley, GalleySet, set_galleys
from printshop.initials import opening_letter
from printshop.issue import Article, Block, BlockKind, Byline, Form
from printshop.pages import Pressroom
from printshop.pages.proofread import check_galley, letters_of
from printshop.press import open_shop
from printshop.sources.body import read_body
from printshop.sources.manuscript import Manuscript
from printshop.sources.queries import Queries
from printshop.typesetter.outline import outline
from printshop.typesetter.sheets import PT_PER_PX, attribute_of, walk

PLAIN = (
    "The sea wall under the harbour road was built in the year of the great herring, "
    "and nobody from the council has looked at the back of it since. "
)
SCRIPTS = {
    "figures set high and low": "Fe<sup>2+</sup> and CO<sub>2</sub>, 1<sup>st</sup> of",
    "bold, italics and both": "<strong>bold</strong>, <em>an <strong>it</strong></em>",
    "code and links": 'the <code>tide.txt</code> and <a href="https://x.org/">it</a>',
    "accents": "Ångström, naïve Łódź, Ærø, Škoda, ½, €, № 47",
    "Hebrew": 'the ship <span lang="he">שלום</span> came',
    "Arabic": 'the ship <span lang="ar">سلام</span> came',
    "emoji": "the cat 🐈 and the boat ⛵ said",
    "bare other scripts": "the ship שלום, سلام and 🐈 came",
    "line breaks": "first line<br>second line<br>third line",
}
MARKDOWN = {
    BlockKind.PARAGRAPH: f"{PLAIN * 3}\n\n{PLAIN}",
    BlockKind.CROSSHEAD: f"{PLAIN}\n\n## A *lease* and a letter\n\n{PLAIN}",
    BlockKind.QUOTATION: f"{PLAIN}\n\n> Standing on **habit**, and {PLAIN}\n\n{PLAIN}",
    BlockKind.LIST: f"{PLAIN}\n\n- {PLAIN}\n- two *of* them\n    1. inner\n"
    f"    2. last\n\n1. one\n2. {PLAIN}\n",
    BlockKind.TABLE: "| Boat | Days |\n|---|---|\n| *Skerrow* | 47 |\n"
    f"| The outer shore launch with a long name | 1,204 |\n\n{PLAIN}",
}


@pytest.fixture(scope="module")
def room(sample: Path) -> Pressroom:
    """The shipped layout with its fonts, and no story of the sample."""
    return open_shop(sample).pressroom


def story(body: Sequence[Block], form: Form = Form.NEWS, **more: object) -> Article:
    article = Article(
        slug="sea-wall",
        issue_number="2566",
        source=Path("sea-wall.md"),
        headline="Sea wall is standing on habit",
        section="News",
        date=datetime.date(2026, 11, 20),
        body=tuple(body),
        form=form,
        bylines=(Byline("Hector Mair", place="Skerrow"), Byline("Nan Petrie", "vet")),
        language="en-GB",
    )
    return replace(article, **more)  # type: ignore[arg-type]


def read(markdown: str) -> tuple[Block, ...]:
    manuscript = Manuscript(markdown, Path("sea-wall.md"), 1, "en-GB", "sea-wall")
    return read_body(manuscript, Queries())


def paragraph(html: str, text: str = "") -> Block:
    return Block(BlockKind.PARAGRAPH, html, text or html)


def set_all(room: Pressroom, *articles: Article) -> GalleySet:
    return set_galleys(articles, room.layout, room.engine, room.templates)


def galley_of(room: Pressroom, article: Article) -> Galley:
    return set_all(room, article).galleys[article.slug]


def kinds(galley: Galley) -> list[str]:
    """List the tags of the blocks in order."""
    return [line.kind for line in galley.lines if line.is_first]


# Words.


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("kind", BlockKind)
def test_every_word_of_every_kind_of_block_is_set_once_and_in_order(
    room: Pressroom, kind: BlockKind, form: Form
) -> None:
    article = story(read(MARKDOWN[kind]), form)
    assert kind in {block.kind for block in article.body}

    galley = galley_of(room, article)

    check_galley(article, [line.text for line in galley.lines])
    found = letters_of("".join(line.text for line in galley.lines))
    body = letters_of("".join(block.text for block in article.body))
    head = letters_of(article.headline) if form in {Form.BRIEF, Form.LETTER} else ""
    signed = "HectorMairSkerrowNanPetrievet" if form == Form.LETTER else ""
    assert found == head + body + signed
    assert galley.words == article.word_count


@pytest.mark.parametrize("lost", ["word", "first", "last"])
def test_a_word_that_is_lost_is_told(room: Pressroom, lost: str) -> None:
    article = story([paragraph("first of a word and the last")])
    lines = [line.text for line in galley_of(room, article).lines]

    with pytest.raises(TypesetError, match="differs from the copy") as caught:
        check_galley(article, [line.replace(lost, "") for line in lines])

    assert caught.value.where == "issue 2566, story sea-wall"


def test_numbers_and_bullets_of_lists_are_no_words_of_the_story(
    room: Pressroom,
) -> None:
    galley = galley_of(room, story(read("1. aaa\n2. bbb\n\n- ccc\n- ddd\n")))

    told = [(line.kind, line.text) for line in galley.lines]
    assert told == [("li", "aaa"), ("li", "bbb"), ("li", "ccc"), ("li", "ddd")]


def test_a_letter_begins_with_its_heading_and_ends_with_its_signature(
    room: Pressroom,
) -> None:
    galley = galley_of(room, story([paragraph(PLAIN * 2)], Form.LETTER))

    assert kinds(galley) == ["h3", "p", "p"]
    assert galley.lines[0].text.startswith("Sea wall is")
    assert letters_of(galley.lines[-1].text).endswith("NanPetrievet")


def test_the_heading_of_a_brief_runs_into_its_text(room: Pressroom) -> None:
    galley = galley_of(room, story([paragraph(PLAIN)], Form.BRIEF))

    assert kinds(galley) == ["p"]
    assert galley.lines[0].text.startswith("Sea wall is")


# The grid.


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE, Form.LETTER, Form.BRIEF])
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("kind", ["paragraph", "quotation", "crosshead", "list"])
def test_nothing_inside_a_line_makes_it_higher(
    room: Pressroom, kind: str, script: str, form: Form
) -> None:
    inside = f"{PLAIN}{SCRIPTS[script]} {PLAIN}"
    html = f"<ul><li>{inside}</li></ul>" if kind == "list" else inside
    block = Block(BlockKind(kind), html, "")

    galley = galley_of(room, story([paragraph(PLAIN), block, paragraph(PLAIN)], form))

    blank = [line.is_first and line.kind == "h3" for line in galley.lines[1:]]
    tops = [one.bottom + space for one, space in zip(galley.lines, blank, strict=False)]
    assert [line.top for line in galley.lines] == [0, *tops]
    assert {line.height for line in galley.lines} == {1}


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_table_is_whole_lines_high_whatever_stands_in_it(
    room: Pressroom, script: str, form: Form
) -> None:
    row = f"<tr><td>{SCRIPTS[script]}</td><td>47</td></tr>"
    head = "<thead><tr><th>Boat</th><th>Days</th></tr></thead>"
    table = Block(BlockKind.TABLE, f"<table>{head}<tbody>{row * 3}</tbody></table>", "")

    galley = galley_of(room, story([paragraph(PLAIN), table, paragraph(PLAIN)], form))

    [line] = [line for line in galley.lines if line.kind == "table"]
    assert line.height >= 5  # head, rows, and a blank line above
    at = galley.lines.index(line)
    assert galley.lines[at + 1].top == line.bottom + 1  # none at a leg's foot
    assert galley.lines[at - 1].bottom == line.top


@pytest.mark.parametrize("blocks", ["ht", "th", "tt", "tp", "hl", "lt", "qt", "t"])
def test_blocks_of_any_kind_follow_one_another_on_the_grid(
    room: Pressroom, blocks: str
) -> None:
    row = "<tr><td>day</td><td>47</td></tr>"
    made = {
        "h": Block(BlockKind.CROSSHEAD, "A lease", "A lease"),
        "t": Block(BlockKind.TABLE, f"<table><tbody>{row}</tbody></table>", ""),
        "l": Block(BlockKind.LIST, "<ol><li>one</li></ol>", ""),
        "q": Block(BlockKind.QUOTATION, "habit", ""),
        "p": paragraph("habit"),
    }

    galley = galley_of(room, story([made[letter] for letter in blocks]))

    assert len(galley.lines) == len(blocks)
    assert galley.lines[0].top == 0
    ends = [line.bottom for line in galley.lines]
    tops = [line.top for line in galley.lines]
    assert all(0 <= top - end <= 1 for end, top in zip(ends, tops[1:], strict=False))
    assert galley.height == ends[-1]


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
@pytest.mark.parametrize(
    "markdown",
    [
        "- one\n    - two\n    - three\n\nfour\n",
        "1. one\n    1. two\n        1. three\n    2. four\n",
        "- one\n    1. two\n    2. three\n- four\n",
        "- one\n\n    two\n- three\n\n1. four\n",
    ],
)
def test_every_item_of_a_list_in_a_list_has_a_line_of_its_own(
    room: Pressroom, markdown: str, form: Form
) -> None:
    galley = galley_of(room, story(read(markdown), form))

    told = [(line.top, line.text) for line in galley.lines]
    assert told == [(0, "one"), (1, "two"), (2, "three"), (3, "four")]


def test_a_crosshead_has_one_blank_line_above_it_and_none_at_the_start(
    room: Pressroom,
) -> None:
    head = Block(BlockKind.CROSSHEAD, "A lease", "A lease")
    galley = galley_of(room, story([head, paragraph("aaa"), head, paragraph("bbb")]))

    told = [(line.kind, line.top) for line in galley.lines]
    assert told == [("h3", 0), ("p", 1), ("h3", 3), ("p", 4)]


INLINE = st.sampled_from(list(SCRIPTS.values()))
BLOCKS = st.lists(
    st.builds(
        lambda kind, parts, words: Block(
            kind, f"{PLAIN[:words]} {' '.join(parts)}", ""
        ),
        st.sampled_from(
            [BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.CROSSHEAD]
        ),
        st.lists(INLINE, max_size=4),
        st.integers(10, 140),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=30)
@given(blocks=BLOCKS, form=st.sampled_from([Form.NEWS, Form.FEATURE]))
def test_lines_of_any_story_run_down_the_grid(
    room: Pressroom, blocks: list[Block], form: Form
) -> None:
    galley = galley_of(room, story(blocks, form))

    assert galley.lines[0].top == 0
    for line, following in zip(galley.lines, galley.lines[1:], strict=False):
        assert line.height == 1
        assert following.top == line.bottom + (
            following.kind == "h3" and following.is_first
        )
    assert sum(line.is_first for line in galley.lines) == len(blocks)
    assert sum(line.is_last for line in galley.lines) == len(blocks)


# Measures.


@pytest.mark.parametrize("form", Form)
def test_a_story_is_set_as_wide_as_the_column_of_its_form(
    room: Pressroom, form: Form
) -> None:
    article = story([paragraph(PLAIN * 4)], form)
    galley = galley_of(room, article)

    assert galley.grid == room.layout.measures[form]
    narrow = galley_of(room, replace(article, form=Form.NEWS))
    if room.layout.measures[form] != room.layout.measures[Form.NEWS]:
        assert len(galley.lines) < len(narrow.lines)


def test_stories_are_set_one_by_one_and_found_by_their_slug(room: Pressroom) -> None:
    first = story([paragraph("aaa")])
    second = replace(first, slug="quay", body=(paragraph("bbb"), paragraph("ccc")))

    found = set_all(room, first, second)

    assert list(found.galleys) == list(found.boxes) == ["sea-wall", "quay"]
    assert [line.text for line in found.galleys["quay"].lines] == ["bbb", "ccc"]


def test_a_story_that_cannot_be_set_is_named(room: Pressroom) -> None:
    deep = "<em>" * 400 + "aaa" + "</em>" * 400

    with pytest.raises(TypesetError) as caught:
        set_all(room, story([paragraph("aaa")]), story([paragraph(deep)], slug="deep"))

    assert caught.value.where == "issue 2566, story deep"


def test_a_story_without_text_has_no_lines(room: Pressroom) -> None:
    galley = galley_of(room, story([]))

    assert (galley.lines, galley.height, galley.words) == ((), 0, 0)


# Initials.

OPENING = paragraph(PLAIN * 2)


def initials(found: GalleySet) -> list[str]:
    """List the initials of each line of the only story, most of them none."""
    drawn = (
        [attribute_of(each, "data-initial") for box in boxes for each in walk(box)]
        for boxes in found.boxes["sea-wall"]._boxes
    )
    return ["".join(filter(None, line)) for line in drawn]


@pytest.mark.parametrize("form", Form)
def test_only_features_and_columns_open_with_an_initial(
    room: Pressroom, form: Form
) -> None:
    found = initials(set_all(room, story([OPENING, OPENING], form)))

    assert found[0] == ("T" if form in {Form.FEATURE, Form.COLUMN} else "")
    assert not any(found[1:])


@pytest.mark.parametrize(
    ("block", "letter"),
    [
        (OPENING, "T"),
        (paragraph("“" + PLAIN * 2), "“T"),
        (paragraph("É" + PLAIN * 2), "É"),
        (paragraph("47 " + PLAIN * 2), ""),
        (paragraph("“47 " + PLAIN * 2), ""),
        (paragraph("… " + PLAIN * 2), ""),
        (paragraph(f"<em>{PLAIN}</em>{PLAIN}", PLAIN * 2), ""),
        (paragraph(f"“<em>{PLAIN}</em>{PLAIN}", "“" + PLAIN * 2), ""),
        (paragraph(f"&amp; {PLAIN * 2}", f"& {PLAIN * 2}"), ""),
        (paragraph(PLAIN[:100]), ""),
        (Block(BlockKind.QUOTATION, PLAIN * 2, PLAIN * 2), ""),
        (Block(BlockKind.CROSSHEAD, PLAIN * 2, PLAIN * 2), ""),
        (Block(BlockKind.LIST, f"<ul><li>{PLAIN * 2}</li></ul>", PLAIN * 2), ""),
        (paragraph(""), ""),
    ],
)
def test_a_story_opens_with_a_plain_letter_of_a_long_paragraph(
    room: Pressroom, block: Block, letter: str
) -> None:
    article = story([block], Form.FEATURE)

    assert opening_letter(article) == letter
    found = set_all(room, article)
    assert "".join(initials(found)) == letter
    check_galley(article, [line.text for line in found.galleys["sea-wall"].lines])
    assert opening_letter(replace(article, body=())) == ""


def starts_pt(found: GalleySet) -> list[float]:
    """Measure from the left edge to the text that is seen of each line."""
    return [
        min(
            each.position_x * PT_PER_PX
            for box in boxes
            for each in walk(box)
            if getattr(each, "text", "") and each.style["color"].alpha
        )
        for boxes in found.boxes["sea-wall"]._boxes
    ]


@pytest.mark.parametrize(
    ("word", "spaces"), [("I", 1), ("A", 1), ("The", 0), ("“I", 1), ("“The", 0)]
)
def test_the_line_beside_an_initial_begins_where_those_below_it_begin(
    room: Pressroom, word: str, spaces: int
) -> None:
    article = story([paragraph(f"{word} {PLAIN * 3}")], Form.FEATURE)
    space = outline(room.engine.font_folders, room.layout.initial.body_font, " ")
    space_pt = space.advance_em * room.layout.body_pt

    first, second, third, fourth = starts_pt(set_all(room, article))[:4]

    assert fourth < third == second
    # The space after a word of one letter is to the left of the edge. A quotation
    # mark is kerned, which the drawn letters are not.
    assert first == pytest.approx(second - spaces * space_pt, abs=0.3)
    assert space_pt > 1
