"""No more than two divided lines stand in a row, and nothing else is changed."""

import datetime
import html
from collections.abc import Collection
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printshop.article_pages.measured import measure_story
from printshop.article_pages.sheet import ArticleSheet
from printshop.composing import PLAIN
from printshop.galley import set_galleys
from printshop.issue import Article, Block, BlockKind, Byline, Form
from printshop.ladders import setting
from printshop.ladders.measured import SetStory
from printshop.ladders.setting import Copy, _Press, set_without_ladders
from printshop.ladders.words import StoryText
from printshop.layout import PT_PER_MM, Compose
from printshop.pages import Pressroom
from printshop.pages.proofread import check_galley
from printshop.press import Shop, open_shop
from printshop.typesetter import SetGalley, seen_texts

# Real prose, in which the engine makes a ladder at 41 mm, and two at 63.5 mm.
NARROW = (
    "The reply, dated 2\u00a0October, thanked the association for its input. A pontoon "
    "with room for 46 visiting yachts is to be built inside the mole, two years after "
    "the harbour trust first asked for it and eight weeks after it gave up asking. It "
    "would not carry the skippers, who are paid when the crab is sold."
)
WIDE = (
    "Once round the inside of the mole, keeping clear of the slip, is 506 yards. It is "
    "a modest bill. The council’s solicitor said yesterday that she was reading it "
    "with interest.",
    "Finlay Aird, 11, will turn on the Christmas lights in front of the kirk on "
    "28\u00a0November at five. The company said on Wednesday that it had not known. "
    "The two held that a race to Marrick ought to arrive there.",
)
CALM = "The sea wall was built in the year of the herring, and no one looks at it. " * 2
FORCED = (
    "internationally responsibility electrification electrification administration "
    "electrification characteristically " * 8
)
COMPOUND = "two well-characterised post-electrification self-administration " * 9
MARKED = "<em>electri</em>fication <strong>inter</strong>nationally <em>charac" + (
    "teristically</em> R&amp;D-electrification " * 12
)
ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk " * 8


@pytest.fixture(scope="module")
def shop(sample: Path) -> Shop:
    return open_shop(sample)


@pytest.fixture(scope="module")
def room(shop: Shop) -> Pressroom:
    return shop.pressroom


def block(markup: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    markup = markup.strip()
    plain = markup
    for tag in ("em", "strong", "ul", "li"):
        plain = plain.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return Block(kind, markup, html.unescape(plain))


def story(*paragraphs: str | Block, form: Form = Form.NEWS) -> Article:
    return Article(
        slug="sea-wall",
        issue_number="2566",
        source=Path("sea-wall.md"),
        headline="Sea wall",
        section="News",
        date=datetime.date(2026, 11, 20),
        body=tuple(block(p) if isinstance(p, str) else p for p in paragraphs),
        form=form,
        bylines=(Byline("Hector Mair", place="Skerrow"),),
        language="en-GB",
    )


def copy_of(room: Pressroom, article: Article) -> Copy:
    html = room.templates.fill(
        f"{room.layout.name}/galley.html",
        article=article,
        grid=room.layout.measures[article.form],
        initial=None,
        fitted=PLAIN,
    )
    return Copy(html, article.slug, room.layout.leading_pt, "a test")


def press_of(room: Pressroom, article: Article) -> _Press:
    return _Press(copy_of(room, article), room.engine, room.templates)


def once(room: Pressroom, article: Article) -> SetStory:
    """Set a story as the engine does it by itself."""
    return press_of(room, article).set()


def mended(room: Pressroom, article: Article) -> SetStory:
    copy = copy_of(room, article)
    sheets, galley = set_without_ladders(copy, room.engine, room.templates)
    return SetStory(article.slug, sheets, galley, copy.step_pt)


def longest_run(galley: SetGalley) -> int:
    """Count hyphens at the ends of lines, without asking the module itself."""
    runs = groupby(galley.lines, key=lambda line: line.text.rstrip().endswith("-"))
    return max((len(list(run)) for divided, run in runs if divided), default=0)


def paragraphs(galley: SetGalley) -> list[list[str]]:
    return [
        [line.text for line in lines]
        for _, lines in groupby(galley.lines, key=lambda line: line.block)
    ]


def read_off(galley: SetGalley) -> str:
    """Join lines to the text that they were set from."""
    ends = (line.text.strip() + " " for line in galley.lines)
    return "".join(ends).replace("- ", "").strip()


# ------------------------------------------------------------------ no ladder is left


@pytest.mark.parametrize(
    ("paragraph", "form"),
    [(NARROW, Form.NEWS), (WIDE[0], Form.FEATURE), (WIDE[1], Form.FEATURE)],
)
def test_a_ladder_in_real_prose_is_mended_and_the_text_is_the_same(
    room: Pressroom, paragraph: str, form: Form
) -> None:
    article = story(CALM, paragraph, CALM, form=form)

    before, after = once(room, article).galley, mended(room, article).galley

    assert longest_run(before) == 3
    assert longest_run(after) <= 2
    assert read_off(after) == read_off(before) == f"{CALM}{paragraph} {CALM}".strip()


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("paragraph", [FORCED, COMPOUND, MARKED])
def test_words_made_for_it_stand_in_no_ladder_in_any_form(
    room: Pressroom, paragraph: str, form: Form
) -> None:
    article = story(paragraph, form=form)
    assert longest_run(once(room, article).galley) > 2

    galleys = set_galleys([article], room.layout, room.engine, room.templates)

    assert longest_run(galleys.boxes["sea-wall"]) <= 2
    lines = galleys.galleys["sea-wall"].lines
    check_galley(article, [line.text for line in lines])
    heights = {line.bottom - line.top for line in lines}
    assert heights == {1}
    assert all(a.bottom == b.top for a, b in pairwise(lines))


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
@pytest.mark.parametrize("kind", [BlockKind.QUOTATION, BlockKind.LIST])
def test_quotations_and_lists_have_no_ladder_either(
    room: Pressroom, kind: BlockKind, form: Form
) -> None:
    is_list = kind == BlockKind.LIST
    markup = f"<ul><li>{FORCED}</li><li>{FORCED}</li></ul>" if is_list else FORCED
    article = story(CALM, block(markup, kind), CALM, form=form)
    assert longest_run(once(room, article).galley) > 2

    assert longest_run(mended(room, article).galley) <= 2


def test_a_story_alone_on_a4_has_no_ladder(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = story(CALM, FORCED * 3, CALM)
    sheet = ArticleSheet(shop.publication, article, "2566", article.date)
    own = shop.article_setting
    plain = replace(own, layout=replace(own.layout, compose=Compose.PLAIN))
    after = measure_story(sheet, plain).galley
    monkeypatch.setattr(setting, "_MOST_ROUNDS", 0)
    before = measure_story(sheet, plain).galley

    assert longest_run(before) > 2 >= longest_run(after)


# ------------------------------------------------------- nothing else is changed by it


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
def test_paragraphs_without_a_ladder_stand_as_they_were(
    room: Pressroom, form: Form
) -> None:
    article = story(CALM, FORCED, CALM, FORCED, CALM, form=form)

    before = paragraphs(once(room, article).galley)
    after = paragraphs(mended(room, article).galley)

    stands = [a == b for a, b in zip(before, after, strict=True)]
    assert stands == [True, False, True, False, True]


def test_a_story_without_a_ladder_is_set_once(
    room: Pressroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = story(CALM, CALM)
    made = []
    set_once = _Press.set

    def counted(press: _Press, whole: Collection[int] = ()) -> SetStory:
        made.append(whole)
        return set_once(press, whole)

    monkeypatch.setattr(_Press, "set", counted)

    mended(room, article)

    assert made == [set()]


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
@pytest.mark.parametrize("paragraph", [FORCED, COMPOUND, MARKED])
def test_no_word_that_is_kept_whole_runs_out_of_its_column(
    room: Pressroom, paragraph: str, form: Form
) -> None:
    after = mended(room, story(paragraph, form=form))

    column_mm = room.layout.grids[room.layout.measures[form]].column_mm
    rights = [text.right_pt for text in seen_texts(after.sheets)]
    assert max(rights) <= column_mm * PT_PER_MM + 0.1


def test_words_longer_than_the_column_are_divided_all_the_same(
    room: Pressroom,
) -> None:
    article = story(ENDLESS)

    before, after = once(room, article), mended(room, article)

    assert after.galley.lines == before.galley.lines
    assert not any(faults.overrun for faults in after.faults.values())


def test_hyphens_that_the_copy_itself_puts_at_line_ends_stand(room: Pressroom) -> None:
    broken = Block(BlockKind.PARAGRAPH, "one-<br>two-<br>six-", "one- two- six-")
    article = story(CALM, broken)
    assert longest_run(once(room, article).galley) == 3

    after = mended(room, article)

    assert paragraphs(after.galley)[1] == ["one-", "two-", "six-"]


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
def test_the_word_is_kept_whole_that_leaves_the_paragraph_best(
    room: Pressroom, form: Form
) -> None:
    article = story(CALM, NARROW if form == Form.NEWS else WIDE[0], form=form)
    press = press_of(room, article)
    (ladder,) = press.set().ladders

    choices = [press.set({place}).faults[1] for place in ladder.places]

    chosen = mended(room, article).faults[1]
    assert len(set(choices)) > 1
    assert chosen == min(choices)


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
def test_one_word_kept_whole_is_kinder_than_a_paragraph_without_hyphens(
    room: Pressroom, form: Form
) -> None:
    article = story(CALM, NARROW if form == Form.NEWS else WIDE[0], form=form)
    none = copy_of(room, article)
    html = none.html.replace("<p", '<p style="hyphens: none"')
    assert html != none.html
    without = Copy(html, none.slug, none.step_pt, none.where)
    bare = _Press(without, room.engine, room.templates).set()

    assert longest_run(bare.galley) == 0
    assert mended(room, article).faults[1] < bare.faults[1]


LONG = st.sampled_from(
    [*FORCED.split()[:3], "post-electrification", "two-", "and", "<em>asso</em>ciation"]
)


@settings(max_examples=15)
@given(
    texts=st.lists(st.lists(LONG, min_size=8, max_size=40), min_size=1, max_size=3),
    form=st.sampled_from([Form.NEWS, Form.FEATURE]),
)
def test_copy_of_any_words_has_no_ladder_and_the_same_letters(
    room: Pressroom, texts: list[list[str]], form: Form
) -> None:
    article = story(*(" ".join(words) for words in texts), form=form)

    before, after = once(room, article), mended(room, article)

    assert longest_run(after.galley) <= 2
    assert after.letters == before.letters
    was = {ladder.block for ladder in before.ladders}
    for index, (old, new) in enumerate(
        zip(paragraphs(before.galley), paragraphs(after.galley), strict=True)
    ):
        assert index in was or old == new


# -------------------------------------------------------------- words in their markup


@pytest.mark.parametrize(
    ("markup", "place", "marked"),
    [
        ("<p>the sea wall</p>", 4, "<p>the [sea] wall</p>"),
        ("<p>the sea wall</p>", 5, "<p>the [sea] wall</p>"),
        ("<p>‘sea,’ he</p>", 1, "<p>[‘sea,’] he</p>"),
        ("<p>a self-made man</p>", 7, "<p>a self-[made] man</p>"),
        ("<p>a self-made man</p>", 5, "<p>a [self-made] man</p>"),
        ("<p>a sea—wall b</p>", 2, "<p>a [sea]—wall b</p>"),
        ("<p>two- and six</p>", 3, "<p>[two- and] six</p>"),
        ("<p><em>as</em>so b</p>", 3, "<p><em>[as]</em>[so] b</p>"),
        ("<p>R&amp;Dept b</p>", 3, "<p>[R&amp;Dept] b</p>"),
        ("<p>28&nbsp;May b</p>", 3, "<p>28&nbsp;[May] b</p>"),
        ("<p>as&shy;so b</p>", 2, "<p>[as&shy;so] b</p>"),
        ('<p>a <a href="x>y">bee</a></p>', 2, '<p>a <a href="x>y">[bee]</a></p>'),
        ("<p>a-</p><p>b</p>", 1, "<p>a-</p><p>b</p>"),
        ("<p>ab</p>", 0, "<p>ab</p>"),
        ("<p>ab</p>", 2, "<p>ab</p>"),
        ("<!-- x --><p>ab</p>", 1, "<!-- x --><p>[ab]</p>"),
    ],
)
def test_a_word_is_found_by_the_letters_before_it(
    markup: str, place: int, marked: str
) -> None:
    text = StoryText(markup, 0)

    assert text.keeping({place}, lambda word: f"[{word}]") == marked


def test_words_are_marked_once_though_they_are_divided_twice() -> None:
    text = StoryText("<p>internationally so</p>", 0)

    assert text.keeping({5, 8, 16}, lambda word: f"[{word}]") == (
        "<p>[internationally] [so]</p>"
    )


def test_text_that_the_stylesheet_hides_is_not_counted_wrongly(room: Pressroom) -> None:
    copy = copy_of(room, story(FORCED))
    html = copy.html.replace("<p", '<p style="display: none">Hush</p><p')
    hushed = Copy(html, copy.slug, copy.step_pt, copy.where)

    _, galley = set_without_ladders(hushed, room.engine, room.templates)

    before = _Press(hushed, room.engine, room.templates).set().galley
    assert longest_run(before) > 2
    assert galley.lines == before.lines
