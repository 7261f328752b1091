"""A kept plan is read as it was written, and what is locked in it stands."""

import functools
import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from printshop.cli.main_group import run
from printshop.errors import CopyfitError, ExitCode, SourceError
from printshop.flatplan import (
    Desk,
    Flatplan,
    Frame,
    FrameKind,
    PagePlan,
    PieceKind,
    Placement,
    plan_issue,
)
from printshop.flatplan.body import leg_frame
from printshop.flatplan.flow import Fill, Leg
from printshop.flatplan.placements import with_jumps
from printshop.issue import (
    Article,
    Block,
    BlockKind,
    Byline,
    FactBox,
    FactRow,
    Form,
    Issue,
    PullQuote,
)
from printshop.kept_plan import (
    KeptPlan,
    Standing,
    read_kept_plan,
    standing,
    written_plan,
)
from printshop.kept_plan.toml_text import toml_value
from printshop.pages.proofread import check_plan
from printshop.press import open_shop, set_newspaper
from printshop.press.newspaper import reader_key
from printshop.press.register import PageRegister
from printshop.sources import read_issue
from printshop.sources.kept_flatplan import kept_pages
from tests.desks import (
    NUMBER,
    advertisement,
    desk_of,
    galley_set,
    issue_of,
    paragraphs,
    picture,
    story,
)
from tests.newsroom import Newsroom, bare_newsroom, prose

Edit = Callable[[str], str]

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = ("News", "Sport")
CRANE = "Harbour crane may stand idle until a chain is found in Glasgow"
FACTS = FactBox("The closures", (FactRow("47", "days shut"), FactRow("6", "boats")))


@functools.cache
def _articles() -> tuple[Article, ...]:
    return (
        story("pier", 900, rank=1, pictures=(picture(),), standfirst="One bad night"),
        story("wall", 700, rank=2, kicker="Kirk Links", fact_boxes=(FACTS,)),
        story(
            "crane",
            210,
            rank=3,
            headline=CRANE,
            pull_quotes=(PullQuote("nobody came to see"),),
        ),
        *(story(f"brief-{n}", 40 + n, rank=20 + n, form=Form.BRIEF) for n in range(3)),
        story("shinty", 800, section="Sport", pictures=(picture(),)),
        story("darts", 350, section="Sport", rank=2),
        story("bowls", 300, section="Sport", rank=3),
    )


def _issue(articles: Sequence[Article] = ()) -> Issue:
    ads = [advertisement(3, 100, 2)]
    return issue_of(articles or _articles(), sections=SECTIONS, ads=ads)


def _changed(slug: str, **fields: object) -> Desk:
    """Lay out the issue with one story changed."""
    return desk_of(
        _issue(
            [
                replace(a, **fields) if a.slug == slug else a  # type: ignore[arg-type]
                for a in _articles()
            ]
        )
    )


@functools.cache
def _desk() -> Desk:
    return desk_of(_issue())


@functools.cache
def _planned() -> Flatplan:
    """Let make-up plan the issue."""
    return plan_issue(_desk(), 1)


@functools.cache
def _plan() -> Flatplan:
    """Plan four pages by hand, so that every place on them is known."""
    turn = 40
    quarter = Placement(PieceKind.ADVERTISEMENT, "ad 0", 3, 65, 3, 27)
    pages = (
        ("front", [_placed("pier", 6, 0, 19, end=turn)]),
        ("inside", [_placed("shinty", 6, 0, 4), _placed("crane", 3, 0, 62), quarter]),
        ("inside", [_placed("pier", 6, 0, 4, first=turn), _placed("wall", 6, 0, 40)]),
        ("back", [_placed("darts", 3, 0, 4), _placed("bowls", 3, 3, 4), _briefs()]),
    )
    plans = (
        PagePlan(number, form, "News", tuple(placements))
        for number, (form, placements) in enumerate(pages, start=1)
    )
    return with_jumps(Flatplan("tabloid", NUMBER, tuple(plans), 3.25, ("ferry",)))


def _placed(
    slug: str, columns: int, column: int, top: int, first: int = 0, end: int = 0
) -> Placement:
    """Make up one story: head, picture, byline, boxes, and legs down to one foot."""
    article = _desk().issue.article(slug)
    frames, above = [], 0
    for frame in _head(article, columns, is_rest=first > 0):
        frames.append(replace(frame, top=above))
        above += frame.lines + frame.caption_lines
    tops = [above] * columns
    if not first:
        byline = _desk().byline_lines(article)
        frames.append(Frame(FrameKind.BYLINE, 0, above, 1, byline))
        tops[0] += byline
    for frame in _boxes(article):
        frames.append(replace(frame, column=columns - 1, top=above))
        tops[-1] += frame.lines + 1
    legs = _legs(slug, tops, first, end)
    foot = max(leg.top + leg.lines for leg in legs)
    turn = [Frame(FrameKind.JUMP, columns - 1, foot, 1, 1)] if end else []
    kind = PieceKind.CONTINUATION if first else PieceKind.STORY
    stacked = (*frames, *legs, *turn)
    high = foot + len(turn)
    return Placement(kind, slug, column, top, columns, high, stacked, "News")


def _head(article: Article, columns: int, *, is_rest: bool) -> Iterator[Frame]:
    """Set what stands over the legs, one below the other."""
    desk = _desk()
    grid, sizes = desk.layout.grids["columns"], desk.layout.sizes
    if is_rest or article.kicker:
        text = ("" if is_rest else article.kicker,)
        yield Frame(FrameKind.KICKER, 0, 0, columns, 1, text=text)
    lines = desk.heads(article.headline, sizes["h21"], grid, columns)[0].lines
    high = sizes["h21"].lines(len(lines))
    yield Frame(FrameKind.HEADLINE, 0, 0, columns, high, "h21", lines)
    if is_rest:
        return
    if article.standfirst:
        size = sizes["standfirst"]
        lines = desk.standfirst(article.standfirst, size, grid, columns)
        high = size.lines(len(lines))
        yield Frame(FrameKind.STANDFIRST, 0, 0, columns, high, size.name, lines)
    for shown in article.pictures:
        caption = desk.caption_lines(shown, grid.width_mm(columns))
        yield Frame(FrameKind.PICTURE, 0, 0, columns, 20, caption_lines=caption)


def _boxes(article: Article) -> Iterator[Frame]:
    """Set what stands at the head of the last leg."""
    desk = _desk()
    grid = desk.layout.grids["columns"]
    for box in article.fact_boxes:
        lines = desk.fact_box_lines(box, grid.width_mm(1), with_optional=True)
        yield Frame(FrameKind.FACT_BOX, 0, 0, 1, lines)
    for quote in article.pull_quotes:
        size = desk.layout.sizes["quote-1"]
        broken = desk.quote(quote.text, size, grid, 1)
        assert broken is not None
        lines = 2 + size.lines(len(broken.lines))
        yield Frame(FrameKind.PULL_QUOTE, 0, 0, 1, lines, size.name, broken.lines)


def _legs(slug: str, tops: Sequence[int], first: int, end: int) -> list[Frame]:
    """Fill legs down to one foot, the first that holds the lines."""
    copy = _desk().copies[slug]
    for foot in itertools.count(max(tops) + 1):
        legs = [Leg(column, top, foot - top) for column, top in enumerate(tops)]
        fills = copy.flow(legs, first, end or len(copy))
        if fills is not None:
            return [leg_frame(f, slug) for f in fills if f.first_line < f.end_line]
    raise AssertionError


def _briefs() -> Placement:
    """Make up the briefs, one a column."""
    frames = [Frame(FrameKind.FLAG, 0, 0, 3, 3, "briefs")]
    for column in range(3):
        galley = _desk().galleys[f"brief-{column}"]
        leg = Leg(column, 3, galley.height)
        frames.append(leg_frame(Fill(leg, 0, len(galley.lines), 0), galley.slug))
    high = max(frame.top + frame.lines for frame in frames)
    return Placement(
        PieceKind.BRIEFS, "briefs 1", 0, 60, 3, high, tuple(frames), "News"
    )


def _locked(plan: Flatplan, *numbers: int) -> Flatplan:
    pages = (replace(p, is_locked=p.number in numbers) for p in plan.pages)
    return replace(plan, pages=tuple(pages))


def _text(*numbers: int) -> str:
    """Write the plan with some pages locked."""
    return written_plan(_locked(_plan(), *numbers), _desk())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "flatplan.tabloid.toml"


def _read(file: Path, text: str) -> KeptPlan:
    file.write_text(text, "utf-8")
    kept = read_kept_plan(file)
    assert kept is not None
    return kept


def _stand(file: Path, text: str, desk: Desk | None = None) -> Standing:
    return standing(_read(file, text), desk or _desk(), has_house_ads=True)


def _told(error: SourceError) -> list[str]:
    return [f"{p.field}: {p.message}" for p in error.problems]


# ------------------------------------------------------------------ the file


def test_a_plan_is_read_as_it_was_written(file: Path) -> None:
    kept = _read(file, _text(2))

    rounded = replace(_locked(_plan(), 2), copy_pages=round(_plan().copy_pages, 2))
    assert with_jumps(kept.flatplan()) == rounded
    assert set(kept.records) == {article.slug for article in _articles()}


def test_what_was_read_is_written_in_the_same_words(file: Path) -> None:
    kept = _read(file, _text(1, 3))

    assert written_plan(kept.flatplan(), _desk()) == file.read_text("utf-8")


def test_a_frame_is_a_line_that_can_be_read() -> None:
    (kicker,) = (line for line in _text().splitlines() if "Kirk Links" in line)

    assert kicker == (
        '  { kind = "kicker", column = 0, top = 0, columns = 6, lines = 1, '
        'text = ["Kirk Links"] },'
    )


_WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
    max_size=12,
).filter(lambda text: "\u0085" not in text)
_NAMES = st.from_regex(r"[a-zé0-9-]{1,8}", fullmatch=True)
_COUNT = st.integers(1, 99)
_PLACE = st.integers(0, 99)


@st.composite
def _frames(draw: st.DrawFn) -> Frame:
    kind = draw(st.sampled_from(FrameKind))
    frame = Frame(
        kind,
        draw(_PLACE),
        draw(_PLACE),
        draw(_COUNT),
        draw(_COUNT),
        style=draw(st.sampled_from(("", "h42", "short"))),
        text=tuple(draw(st.lists(_WORDS, max_size=3))),
        index=draw(st.integers(0, 4)),
        caption_lines=draw(st.integers(0, 4)),
    )
    if kind != FrameKind.LEG:
        return frame
    first = draw(_PLACE)
    end = first + draw(_COUNT)
    return replace(frame, slug=draw(_NAMES), first_line=first, end_line=end)


_PLACEMENTS = st.builds(
    Placement,
    st.sampled_from(PieceKind),
    st.sampled_from(("sea-wall", "News briefs 1", "house ad")),
    _PLACE,
    _PLACE,
    _COUNT,
    _COUNT,
    st.lists(_frames(), max_size=3).map(tuple),
    _NAMES,
)
_PAGES = st.builds(
    PagePlan,
    _COUNT,
    _NAMES,
    _NAMES,
    st.lists(_PLACEMENTS, max_size=3).map(tuple),
    _NAMES,
    st.booleans(),
)


@given(
    pages=st.lists(_PAGES, min_size=1, max_size=3), held=st.lists(_NAMES, max_size=2)
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_plan_is_read_as_it_was_written(
    tmp_path: Path, pages: list[PagePlan], held: list[str]
) -> None:
    plan = Flatplan("tabloid", "2566", tuple(pages), 11.25, tuple(held))

    kept = _read(tmp_path / "plan.toml", written_plan(plan, _desk()))

    assert kept.flatplan() == plan


@given(text=_WORDS)
def test_no_text_breaks_the_file(text: str) -> None:
    written = toml_value(text)

    assert "\n" not in written
    assert "\u00a0" not in written


def test_a_file_written_by_hand_needs_only_page_numbers(file: Path) -> None:
    kept = _read(file, '[[pages]]\nnumber = 9\nstories = ["crane", "wall"]\n')

    assert [(p.plan.number, p.stories) for p in kept.pages] == [(9, ("crane", "wall"))]
    assert standing(kept, _desk(), has_house_ads=True).kept is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("locked = true", "loked = true", "page 2.loked: is no field"),
        ("locked = true", 'locked = "yes"', "page 2.locked: must be true or false"),
        ("number = 2", 'number = "two"', "number: must be a number"),
        ("columns = 3\n", "columns = 0\n", ".columns: must be a whole number"),
        ('kind = "story"', 'kind = "storey"', ".kind: there is no kind “storey”"),
        ("galley = [1, ", "galley = [9, 3], x = [1, ", ".galley: must name two lines"),
        ('text = ["', 'text = [7, "', ".text: must be a list of lines of text"),
        ("page_count = ", "page_count = 1000", "page_count: says that the paper has"),
        ("[[pages]]", "[[pages]", "is not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(
    file: Path, old: str, new: str, told: str
) -> None:
    text = _text(2)
    assert old in text

    with pytest.raises(SourceError) as caught:
        _read(file, text.replace(old, new))

    assert any(told in line for line in _told(caught.value)), _told(caught.value)
    assert all(problem.file == file for problem in caught.value.problems)
    assert all(problem.line for problem in caught.value.problems)


# ------------------------------------------------------------------ locks


def test_without_a_lock_nothing_stands(file: Path) -> None:
    assert _stand(file, _text()) == Standing(None)
    assert standing(None, _desk(), has_house_ads=True) == Standing(None)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_locked_pages_stand_to_the_frame_while_the_rest_is_made_up_anew(
    file: Path, count: int
) -> None:
    before = _planned()
    last = min(count + 1, len(before.pages) - 1)
    numbers = set(_with_beginnings(before, last))
    desk = _changed(_loose(before, numbers), body=paragraphs(90))

    stands = _stand(file, written_plan(_locked(before, *numbers), _desk()), desk)
    plan = plan_issue(desk, 1, stands.kept)

    assert stands.findings == ()
    check_plan(plan, galley_set(desk), NUMBER)
    for number in numbers:
        was, now = before.pages[number - 1], plan.pages[number - 1]
        assert now.is_locked
        assert [_fixed(p) for p in now.placements] == [
            _fixed(p) for p in was.placements
        ]
    assert [p.placements for p in plan.pages] != [p.placements for p in before.pages]


def _loose(plan: Flatplan, locked: set[int]) -> str:
    """Find a story of which nothing stands on a locked page."""
    return next(
        article.slug
        for article in _articles()
        if article.form == Form.NEWS and not locked & set(plan.pages_of(article.slug))
    )


def _with_beginnings(plan: Flatplan, number: int) -> Iterator[int]:
    """Add the pages on which the stories of a page begin."""
    yield number
    for slug in plan.pages[number - 1].slugs():
        yield from (page for page in plan.pages_of(slug) if page < number)


def _fixed(placement: Placement) -> Placement:
    """Take the live page numbers away."""
    return replace(placement, continued_on=None, continued_from=None)


def test_an_editor_locks_a_page_by_hand(file: Path) -> None:
    before = _planned()
    page = next(
        page
        for page in before.pages[1:]
        if all(len(before.pages_of(slug)) == 1 for slug in page.slugs())
    ).number
    text = written_plan(before, _desk()).replace(
        f"number = {page}\nlocked = false", f"number = {page}\nlocked = true"
    )
    desk = _changed(_loose(before, {page}), body=paragraphs(90))

    stands = _stand(file, text, desk)
    again = written_plan(plan_issue(desk, 1, stands.kept), desk)

    assert stands.kept is not None
    assert [p.number for p in stands.kept.pages] == [page]
    assert _table(again, page) == _table(text, page)


def _table(text: str, page: int) -> str:
    """Cut a page's table out of the file."""
    (found,) = re.findall(
        rf"^\[\[pages\]\]\nnumber = {page}\n.*?(?=^\[\[pages\]\]|^\[stories\])",
        text,
        re.MULTILINE | re.DOTALL,
    )
    return str(found)


def test_an_editor_breaks_a_headline_at_another_place(file: Path) -> None:
    kept = '["Harbour crane may stand idle until", "a chain is found in Glasgow"]'
    broken = '["Harbour crane may stand idle", "until a chain is found in Glasgow"]'
    text = _text(2)
    assert kept in text

    stands = _stand(file, text.replace(kept, broken))

    assert stands.kept is not None
    (page,) = stands.kept.pages
    lines = ("Harbour crane may stand idle", "until a chain is found in Glasgow")
    assert lines in _texts(page)
    assert stands.findings == ()


def _texts(page: PagePlan) -> list[tuple[str, ...]]:
    return [frame.text for placement in page.placements for frame in placement.frames]


def test_the_page_count_of_locked_pages_is_that_of_the_file_or_of_the_issue(
    file: Path,
) -> None:
    text = _text(2)
    more = desk_of(replace(_issue(), pages=len(_plan().pages) + 4))

    kept, wanted = _stand(file, text).kept, _stand(file, text, more).kept

    assert kept is not None
    assert wanted is not None
    assert (kept.page_count, wanted.page_count) == (4, 8)


def test_page_numbers_in_the_jump_lines_of_a_locked_page_stay_live(file: Path) -> None:
    kept = _stand(file, _text(1)).kept
    assert kept is not None
    pier = kept.pages[0].placements[0]
    assert (pier.name, pier.continued_on) == ("pier", None)

    plan = plan_issue(_desk(), 1, kept)

    begin, rest = (
        (page.number, placement)
        for page in plan.pages
        for placement in page.placements
        if placement.name == "pier"
    )
    assert begin[1].continued_on == rest[0]
    assert rest[1].continued_from == begin[0] == 1


def test_briefs_on_a_locked_page_do_not_come_again(file: Path) -> None:
    plan = plan_issue(_desk(), 1, _stand(file, _text(4)).kept)

    check_plan(plan, galley_set(_desk()), NUMBER)


@given(data=st.data())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_locked_stands(tmp_path: Path, data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(40, 900), min_size=4, max_size=12))
    articles = [
        story(f"story-{n}", count, section=SECTIONS[n % 2], rank=n // 2 + 1)
        for n, count in enumerate(counts)
    ]
    desk = desk_of(_issue(articles))
    before = plan_issue(desk, 1)
    chosen = data.draw(st.sets(st.sampled_from([p.number for p in before.pages])))
    numbers = {n for page in chosen for n in _with_beginnings(before, page)}

    text = written_plan(_locked(before, *numbers), desk)
    stands = _stand(tmp_path / "plan.toml", text, desk)
    after = plan_issue(desk, 1, stands.kept)

    check_plan(after, galley_set(desk), NUMBER)
    for number in numbers:
        was, now = before.pages[number - 1], after.pages[number - 1]
        assert [_fixed(p) for p in was.placements] == [
            _fixed(p) for p in now.placements
        ]


# ------------------------------------------------------------------ contradictions


def _sub(pattern: str, new: str) -> Edit:
    def edit(text: str) -> str:
        changed, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert count == 1, pattern
        return changed

    return edit


def _on(slug: str, pattern: str, new: str) -> Edit:
    """Change something in a story's placement."""

    def edit(text: str) -> str:
        head, name, rest = text.partition(f'name = "{slug}"')
        assert name, slug
        return head + name + _sub(pattern, new)(rest)

    return edit


ALL = (1, 2, 3, 4)
CONTRADICTIONS: dict[str, tuple[tuple[int, ...], str, Edit]] = {
    "a story that is not there": (
        ALL,
        "page 2, story shinti: the issue has no story shinti",
        _sub('name = "shinty"', 'name = "shinti"'),
    ),
    "a brief that is not there": (
        ALL,
        "page 4, briefs briefs 1: the issue has no story brief-7",
        _sub('story = "brief-1"', 'story = "brief-7"'),
    ),
    "a picture that is not there": (
        ALL,
        "page 2, story shinty: the story has no picture number 7",
        _on("shinty", "number = 1", "number = 7"),
    ),
    "a placement over another": (
        ALL,
        "page 2, story crane: covers a part of shinty",
        _on("crane", "top = 62", "top = 40"),
    ),
    "a placement beyond the columns": (
        ALL,
        "page 2, story crane: goes beyond the 6 columns",
        _on("crane", "column = 0", "column = 4"),
    ),
    "a placement beyond the last line": (
        ALL,
        "page 2, story crane: goes beyond line 92",
        _on("crane", "top = 62", "top = 90"),
    ),
    "a placement on the nameplate": (
        ALL,
        "page 1, story pier: begins above line 19",
        _on("pier", "top = 19", "top = 2"),
    ),
    "a placement on the imprint": (
        ALL,
        "page 4, story darts: goes beyond line 80",
        _on("darts", "top = 4", "top = 60"),
    ),
    "a frame over another": (
        ALL,
        "page 2, story crane: its leg at column 0",
        _on("crane", r'("leg", column = 0, top = )\d+', r"\g<1>1"),
    ),
    "a frame outside": (
        ALL,
        "page 2, story crane: its byline at column 3",
        _on("crane", r'("byline", column = )0', r"\g<1>3"),
    ),
    "lines that stand twice": (
        ALL,
        "page 2, story shinty: line 2 of shinty stands on the locked pages twice",
        _on("shinty", r"(galley = \[1, \d+\].*?galley = \[)\d+", r"\g<1>2"),
    ),
    "lines that are missing": (
        ALL,
        "page 2, story shinty: lines 4 to",
        _on("shinty", r"galley = \[1, \d+\]", "galley = [1, 3]"),
    ),
    "a story without its first line": (
        ALL,
        "page 2, story shinty: begins with line 2 of shinty",
        _on("shinty", r"galley = \[1, ", "galley = [2, "),
    ),
    "a story without its last lines": (
        (2, 4),
        "do not stand here, and it has no jump line",
        _on("bowls", r"galley = \[(\d+), \d+\](?= \},\n\])", r"galley = [\1, \1]"),
    ),
    "a story that is longer than itself": (
        ALL,
        "page 4, story bowls: goes up to line 999 of bowls, which has",
        _on("bowls", r", \d+\](?= \},\n\])", ", 999]"),
    ),
    "a rest whose beginning is not locked": (
        (3,),
        "page 3, continuation pier: is the rest of a story that begins on page 1",
        str,
    ),
    "a part without its jump line": (
        ALL,
        "page 1, story pier: goes on elsewhere, and has no jump line",
        _on("pier", r'\n  \{ kind = "jump"[^\n]*', ""),
    ),
    "a size that is not there": (
        ALL,
        "has the unknown style “h43”",
        _on("crane", 'style = "h21"', 'style = "h43"'),
    ),
    "a fact box of an unknown kind": (
        ALL,
        "has the unknown style “long”",
        _on("wall", '("fact-box"[^}]*)lines = (\\d+)', r'\1lines = \2, style = "long"'),
    ),
    "a leg of two columns": (
        ALL,
        "is not one column wide",
        _on("crane", '("leg", column = 0[^}]*columns = )1', r"\g<1>2"),
    ),
    "a line that is too wide": (
        ALL,
        "page 2, story crane: its line “Sea wall of crane Sea wall",
        _on("crane", r'text = \["', 'text = ["' + "Sea wall of crane " * 6),
    ),
    "too many lines of type": (
        ALL,
        "for which there is no room",
        _on("crane", r'text = \["', 'text = ["Sea", "wall", "'),
    ),
    "a page that stands twice": (
        ALL,
        "page 4: stands in the file twice",
        _sub("number = 2\n", "number = 4\n"),
    ),
    "a page too many": (
        (2,),
        "page 44: is more than the paper has: 4",
        _sub("number = 2\n", "number = 44\n"),
    ),
    "an unknown form of page": (
        ALL,
        "page 2: has the form “inner”, which is not in the layout",
        _sub('form = "inside"', 'form = "inner"'),
    ),
    "a front page inside": (
        ALL,
        "page 2: cannot have the form “front”",
        _sub('form = "inside"', 'form = "front"'),
    ),
    "a back page inside": (
        ALL,
        "page 2: has the form “back”",
        _sub('form = "inside"', 'form = "back"'),
    ),
    "an unknown grid": (
        ALL,
        "page 1: has the grid “rows”",
        _sub('grid = "columns"', 'grid = "rows"'),
    ),
    "another grid": (
        ALL,
        "page 1, story pier: pier is set in the columns, and its page has the legs",
        lambda text: _sub(r"\ncolumns = 6", "\ncolumns = 4")(
            _sub('grid = "columns"', 'grid = "legs"')(text)
        ),
    ),
    "a page that only lists its stories": (
        (2,),
        "page 2: does not say where its stories stand",
        _sub(r'(stories = \["shinty", "crane"\]\n).*?(?=\[\[pages\]\])', r"\1"),
    ),
    "an odd number of pages": (
        ALL,
        "page_count: must be a multiple of four, not 9",
        _sub(r"page_count = \d+", "page_count = 9"),
    ),
    "a plan of another layout": (
        ALL,
        "layout: is a plan of the layout berliner",
        _sub('layout = "tabloid"', 'layout = "berliner"'),
    ),
    "an advertisement that is not there": (
        ALL,
        "page 2, advertisement Mole Stores: the issue has no such advertisement",
        _sub('advertiser = "[^"]*"', 'advertiser = "Mole Stores"'),
    ),
    "an advertisement of another size": (
        ALL,
        "page 2, advertisement ad 0: “Lorne Chandlery” is now 3 columns by",
        _on("ad 0", "lines = 27", "lines = 20"),
    ),
    "white as a thing": (
        ALL,
        "nothing of the kind “white” is printed",
        _sub('kind = "advertisement"', 'kind = "white"'),
    ),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_contradiction_is_told_with_page_story_and_line(
    file: Path, what: str
) -> None:
    locked, told, edit = CONTRADICTIONS[what]

    with pytest.raises(SourceError) as caught:
        _stand(file, edit(_text(*locked)))

    lines = _told(caught.value)
    assert any(told in line for line in lines), lines
    assert {problem.file for problem in caught.value.problems} == {file}
    assert all(problem.hint for problem in caught.value.problems)


@st.composite
def _spoilt(draw: st.DrawFn) -> str:
    """Change something in the file as a hand might: a number, a word, a line."""
    text = _text(*ALL)
    for _ in range(draw(st.integers(1, 3))):
        lines = text.splitlines()
        place = draw(st.integers(0, len(lines) - 1))
        number = str(draw(st.integers(-1, 130)))
        words = re.findall(r"[\w-]+", text)
        spoil = draw(st.sampled_from(("number", "word", "cut", "double", "swap")))
        if spoil == "number":
            found = list(re.finditer(r"\d+", lines[place]))
            if found:
                match = draw(st.sampled_from(found))
                line = lines[place]
                lines[place] = line[: match.start()] + number + line[match.end() :]
        elif spoil == "word":
            old, new = draw(st.sampled_from(words)), draw(st.sampled_from(words))
            lines[place] = lines[place].replace(old, new)
        elif spoil == "cut":
            del lines[place]
        elif spoil == "double":
            lines.insert(place, lines[place])
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], lines[place]
        text = "\n".join(lines)
    return text


@given(text=_spoilt())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoilt_file_is_refused_or_every_line_is_still_placed_once(
    tmp_path: Path, text: str
) -> None:
    try:
        stands = _stand(tmp_path / "plan.toml", text)
    except (SourceError, CopyfitError):
        return

    plan = plan_issue(_desk(), 1, stands.kept)

    check_plan(plan, galley_set(_desk()), NUMBER)


def test_the_line_of_a_contradiction_is_that_of_its_placement(file: Path) -> None:
    text = _text(*ALL).replace('name = "shinty"', 'name = "shinti"')

    with pytest.raises(SourceError) as caught:
        _stand(file, text)

    (problem,) = caught.value.problems
    lines = text.splitlines()
    assert lines[problem.line - 1] == "[[pages.placements]]"
    assert lines[problem.line + 1] == 'name = "shinti"'


def test_a_plan_without_contradictions_stands_whole(file: Path) -> None:
    stands = _stand(file, _text(*ALL))

    assert stands.findings == ()
    assert stands.kept is not None
    assert [_fixed(p) for page in stands.kept.pages for p in page.placements] == [
        _fixed(p) for page in _plan().pages for p in page.placements
    ]


def test_contradictions_of_pages_that_are_not_locked_do_not_matter(file: Path) -> None:
    text = _text(4).replace('name = "shinty"', 'name = "shinti"')

    assert _stand(file, text).kept is not None


def test_all_contradictions_are_told_at_once(file: Path) -> None:
    text = _text(*ALL).replace('style = "h21"', 'style = "h43"')

    with pytest.raises(SourceError) as caught:
        _stand(file, text)

    assert len(caught.value.problems) == 7


def test_a_house_ad_needs_a_paper_that_has_one(file: Path) -> None:
    text = _text(*ALL).replace('kind = "advertisement"', 'kind = "house-ad"')
    kept = _read(file, text)

    assert standing(kept, _desk(), has_house_ads=True).kept is not None
    with pytest.raises(SourceError) as caught:
        standing(kept, _desk(), has_house_ads=False)
    assert "no house advertisement any more" in _told(caught.value)[0]


def test_an_advertisement_is_found_by_its_advertiser(file: Path) -> None:
    stores = replace(advertisement(2, 40, 3), name="Mole Stores")
    issue = _issue()
    desk = desk_of(replace(issue, ads=(stores, *issue.ads)))

    stands = _stand(file, _text(2), desk)

    assert stands.kept is not None
    names = [p.name for p in stands.kept.pages[0].placements]
    assert names == ["shinty", "crane", "ad 1"]


# ------------------------------------------------------------------ changed copy


def test_changed_copy_of_the_same_length_stands_with_a_finding(file: Path) -> None:
    body = _articles()[2].body
    longest = max(body, key=lambda block: len(block.text))
    other = longest.text.replace("habit", "wafer").replace("council", "harbour"[:7])
    changed = replace(longest, text=other, html=other)
    assert len(other) == len(longest.text)
    desk = _changed("crane", body=tuple(changed if b is longest else b for b in body))

    stands = _stand(file, _text(*ALL), desk)

    assert stands.kept is not None
    (finding,) = stands.findings
    assert finding.code == "plan-001"
    assert finding.where == "issue 2566, page 2, story crane"
    assert finding.message == "the story was changed after page 2 was locked: text"


@pytest.mark.parametrize(("words", "told"), [(260, "over"), (120, "under")])
def test_copy_of_another_length_does_not_fit_its_locked_page(
    file: Path, words: int, told: str
) -> None:
    desk = _changed("crane", body=paragraphs(words))
    was, now = (len(d.galleys["crane"].lines) for d in (_desk(), desk))

    with pytest.raises(CopyfitError) as caught:
        _stand(file, _text(2), desk)

    assert caught.value.where == "issue 2566, page 2, story crane"
    assert caught.value.message.endswith(f"{abs(now - was)} lines {told}")


def test_changed_copy_is_flowed_anew_where_a_leg_would_end_badly(file: Path) -> None:
    lines = len(_desk().galleys["crane"].lines)
    cut = _legs_in(_plan().pages[1].placements[1])[0].end_line
    text = " ".join(block.text for block in _articles()[2].body).split(" ")
    desks = (
        _changed("crane", body=tuple(_paragraphs(text, (n, 2 * n))))
        for n in range(20, 90)
    )
    desk = next(
        d
        for d in desks
        if len(d.galleys["crane"].lines) == lines and not d.copies["crane"].may_cut(cut)
    )

    stands = _stand(file, _text(2), desk)

    assert stands.kept is not None
    legs = _legs_in(stands.kept.pages[0].placements[1])
    assert legs[0].end_line == cut - 1
    assert [leg.first_line for leg in legs[1:]] == [leg.end_line for leg in legs[:-1]]
    assert legs[-1].end_line == lines
    assert [finding.code for finding in stands.findings] == ["plan-001"]


def _paragraphs(words: Sequence[str], cuts: tuple[int, ...]) -> Iterator[Block]:
    for first, end in itertools.pairwise((0, *cuts, len(words))):
        text = " ".join(words[first:end])
        yield Block(BlockKind.PARAGRAPH, text, text)


def test_a_leg_holds_no_more_lines_than_it_has_room_for(file: Path) -> None:
    first, second, *_ = _legs_in(_plan().pages[3].placements[0])
    text = _text(4)
    for old, new in (
        ((first.first_line + 1, first.end_line), (first.first_line + 1, 3)),
        ((second.first_line + 1, second.end_line), (4, second.end_line)),
    ):
        text = text.replace(f"galley = {list(old)}", f"galley = {list(new)}", 1)

    with pytest.raises(CopyfitError, match="page 4, story darts") as caught:
        _stand(file, text)

    over = first.end_line - 3 - (second.lines - (second.end_line - second.first_line))
    assert caught.value.message.endswith(f"{over} lines over")


def _legs_in(placement: Placement) -> list[Frame]:
    return [frame for frame in placement.frames if frame.kind == FrameKind.LEG]


def test_of_a_story_that_turns_to_an_unlocked_page_the_locked_part_stands(
    file: Path,
) -> None:
    longer = _articles()[0].body + paragraphs(120)
    desk = _changed("pier", body=longer)

    stands = _stand(file, _text(1), desk)

    assert stands.kept is not None
    assert [_fixed(p) for p in stands.kept.pages[0].placements] == [
        _fixed(p) for p in _plan().pages[0].placements
    ]
    assert [f.message for f in stands.findings] == [
        "the story was changed after page 1 was locked: text"
    ]


def test_a_story_that_got_too_short_to_turn_does_not_fit(file: Path) -> None:
    desk = _changed("pier", body=paragraphs(100))

    with pytest.raises(CopyfitError, match="page 1, story pier") as caught:
        _stand(file, _text(1), desk)

    assert caught.value.message.endswith("under")


def test_a_changed_headline_is_broken_again_in_as_many_lines(file: Path) -> None:
    desk = _changed("crane", headline=CRANE.replace("idle", "empty"))

    stands = _stand(file, _text(2), desk)

    assert stands.kept is not None
    lines = ("Harbour crane may stand empty", "until a chain is found in Glasgow")
    assert lines in _texts(stands.kept.pages[0])
    assert [f.message for f in stands.findings] == [
        "the story was changed after page 2 was locked: headline"
    ]


DISPLAY: dict[str, tuple[str, dict[str, object], str]] = {
    "the headline": ("crane", {"headline": "Sea wall of crane is standing on habit"
                     " and on nothing else at all, says the council"}, "headline"),
    "the standfirst": ("pier", {"standfirst": "One bad night " * 12}, "standfirst"),
    "the kicker": ("wall", {"kicker": ""}, "kicker"),
    "the byline": ("crane", {"bylines": (Byline("Ada"), Byline("Nan", "Editor"))},
                   "byline"),
    "the caption": (
        "pier", {"pictures": (picture(caption="the wall " * 40),)}, "caption",
    ),
    "the quote": (
        "crane", {"pull_quotes": (PullQuote("nobody came to see it at all"),)}, "quote",
    ),
    "the attribution": (
        "crane", {"pull_quotes": (PullQuote("nobody came to see", "Ada"),)}, "quote",
    ),
    "the fact box": (
        "wall", {"fact_boxes": (replace(FACTS, rows=FACTS.rows * 2),)}, "fact box",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DISPLAY)
def test_what_stands_round_the_text_must_keep_its_length(file: Path, what: str) -> None:
    slug, fields, told = DISPLAY[what]
    page = _plan().first_page_of(slug)

    with pytest.raises(CopyfitError) as caught:
        _stand(file, _text(*ALL), _changed(slug, **fields))

    assert caught.value.where == f"issue 2566, page {page}, story {slug}"
    assert told in caught.value.message
    assert re.search(r"\d lines? (over|under)$", caught.value.message)


def test_another_caption_of_the_same_length_is_a_finding(file: Path) -> None:
    desk = _changed("pier", pictures=(replace(picture(), credit="Nan Patrie"),))

    stands = _stand(file, _text(*ALL), desk)

    assert {f.where for f in stands.findings} == {
        "issue 2566, page 1, story pier",
        "issue 2566, page 3, story pier",
    }


@given(
    slug=st.sampled_from(sorted(a.slug for a in _articles())),
    count=st.integers(20, 950),
    crossheads=st.integers(0, 4),
    locked=st.sets(st.sampled_from(ALL), min_size=1),
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_changed_fits_its_legs_or_is_told(
    tmp_path: Path, slug: str, count: int, crossheads: int, locked: set[int]
) -> None:
    if locked & {3, 4}:
        locked.add(1)  # where the story on page 3 begins, and the briefs' own page
    desk = _changed(slug, body=paragraphs(count, crosshead_every=crossheads))
    try:
        stands = _stand(tmp_path / "plan.toml", _text(*locked), desk)
    except CopyfitError as error:
        assert f"story {slug}" in error.where  # noqa: PT017
        return

    plan = plan_issue(desk, 1, stands.kept)

    check_plan(plan, galley_set(desk), NUMBER)
    for page in plan.pages:
        for leg in (leg for p in page.placements for leg in _legs_in(p)):
            used = desk.copies[leg.slug].height(leg.first_line, leg.end_line)
            assert used <= leg.lines


def test_a_story_that_comes_when_all_pages_are_locked_is_held_over(file: Path) -> None:
    desk = desk_of(_issue([*_articles(), story("late", 200)]))

    plan = plan_issue(desk, 1, _stand(file, _text(*ALL), desk).kept)

    assert plan.held == ("late",)
    assert [p.number for p in plan.pages] == list(ALL)


def test_every_story_that_does_not_fit_is_named(file: Path) -> None:
    articles = [
        replace(a, body=paragraphs(50)) if a.slug in {"crane", "bowls"} else a
        for a in _articles()
    ]

    with pytest.raises(CopyfitError) as caught:
        _stand(file, _text(*ALL), desk_of(_issue(articles)))

    assert "page 2, story crane: " in caught.value.message
    assert "page 4, story bowls: " in caught.value.message


# ------------------------------------------------------------------ printed issues


def _printed_desk() -> Desk:
    return desk_of(replace(_issue(), is_printed=True))


def test_of_a_printed_issue_every_page_stands(file: Path) -> None:
    stands = _stand(file, _text(), _printed_desk())

    assert stands.kept is not None
    assert [page.number for page in stands.kept.pages] == [1, 2, 3, 4]
    plan = plan_issue(_printed_desk(), 1, stands.kept)
    assert [p.placements for p in plan.pages] == [p.placements for p in _plan().pages]


def test_a_printed_issue_needs_its_plan() -> None:
    with pytest.raises(SourceError, match="marked as printed") as caught:
        standing(None, _printed_desk(), has_house_ads=True)

    assert "plan 2566 --write" in caught.value.hint


def test_the_plan_of_a_printed_issue_must_be_whole(file: Path) -> None:
    text = _text().replace("page_count = 4", "page_count = 8")

    with pytest.raises(SourceError) as caught:
        _stand(file, text, _printed_desk())

    assert "page 5 is not in the plan of a printed issue" in _told(caught.value)[0]


# ------------------------------------------------------------------ the commands


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    newsroom = bare_newsroom(tmp_path / "paper")
    for rank, slug in enumerate(("crane", "wall", "ferry"), start=2):
        newsroom.story(f"7/{slug}", prose(slug, 150 * rank), rank=rank)
    return newsroom


Told = tuple[int, str, str]


def _run(capsys: pytest.CaptureFixture[str], *words: object) -> Told:
    capsys.readouterr()
    code = run([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def _kept_file(newsroom: Newsroom) -> Path:
    return newsroom.root / "issues" / "7" / "flatplan.tabloid.toml"


def test_a_plan_is_kept_locked_and_kept_again(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = _kept_file(newsroom)
    told = _run(capsys, "-C", newsroom.root, "plan", "--write")
    first = kept.read_text("utf-8")
    newsroom.change("issues/7/flatplan.tabloid.toml", "locked = false", "locked = true")
    locked = kept.read_text("utf-8")

    again = _run(capsys, "-C", newsroom.root, "plan", "--write")

    assert told[:2] == again[:2] == (0, f"{kept}\n")
    assert first != locked
    kept_now = re.sub("copy_pages = .*", "", kept.read_text("utf-8"))
    assert kept_now == re.sub("copy_pages = .*", "", locked)


def test_a_lock_is_part_of_the_content_key(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    def key() -> str:
        shop = open_shop(newsroom.root)
        return reader_key(shop, read_issue(shop.workspace, "7"))

    before = key()
    _run(capsys, "-C", newsroom.root, "plan", "--write")
    unlocked = key()
    newsroom.change("issues/7/flatplan.tabloid.toml", "locked = false", "locked = true")

    assert before == unlocked != key()


def test_a_printed_issue_is_printed_from_its_plan_and_not_written_again(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    marked = (newsroom.root / "issues/7/issue.toml").read_text("utf-8")
    newsroom.write({"issues/7/issue.toml": f"printed = true\n{marked}"})
    unplanned = _run(capsys, "-C", newsroom.root, "plan")
    newsroom.write({"issues/7/issue.toml": marked})
    _run(capsys, "-C", newsroom.root, "plan", "--write")
    newsroom.write({"issues/7/issue.toml": f"printed = true\n{marked}"})
    kept = _kept_file(newsroom).read_text("utf-8")

    refused = _run(capsys, "-C", newsroom.root, "plan", "--write")
    planned = _run(capsys, "-C", newsroom.root, "plan", "--json")

    assert unplanned[0] == ExitCode.SOURCE
    assert "plan 7 --write" in unplanned[2]
    assert refused[0] == ExitCode.SOURCE
    assert "its plan is not written again" in refused[2]
    assert _kept_file(newsroom).read_text("utf-8") == kept
    assert planned[0] == ExitCode.OK


def test_copy_that_no_longer_fits_its_lock_ends_with_the_copyfit_code(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(capsys, "-C", newsroom.root, "plan", "--write")
    kept = _kept_file(newsroom)
    kept.write_text(kept.read_text("utf-8").replace("locked = false", "locked = true"))
    newsroom.story("7/crane", prose("crane", 700), rank=2)

    code, _, err = _run(capsys, "-C", newsroom.root, "print", "--edition", "reader")

    assert code == ExitCode.COPYFIT
    assert re.search(r"page \d, story crane.*lines over", err, re.DOTALL)


def test_the_flatplan_is_drawn_as_one_page_that_needs_no_other(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = tmp_path / "look" / "plan.html"
    drawn = _run(capsys, "-C", newsroom.root, "plan", "--html", "--output", place)
    usual = _run(capsys, "-C", newsroom.root, "plan", "--html")
    wrong = _run(capsys, "-C", newsroom.root, "plan", "--output", place)

    html = place.read_text("utf-8")
    root = newsroom.root / "output" / "7" / "flatplan.tabloid.html"
    assert (drawn[:2], usual[:2]) == ((0, f"{place}\n"), (0, f"{root}\n"))
    assert root.read_text("utf-8") == html
    assert wrong[0] == ExitCode.USAGE
    assert re.search(r"Copy for \d\.\d pages of 4", html)
    assert not re.search(r"(?:src|href)=|url\(|@import", html)
    for slug in ("crane", "wall", "ferry", "sea-wall"):
        assert f"<b>{slug}</b>" in html


def test_the_page_that_the_documents_show_is_a_plan(file: Path) -> None:
    text = (ROOT / "docs" / "editors.md").read_text("utf-8")
    section = text.partition("## The plan you keep\n")[2].partition("\n## ")[0]
    (example,) = re.findall(r"^```toml\n(.*?)^```", section, re.MULTILINE | re.DOTALL)

    kept = _read(file, example)

    assert [page.plan.is_locked for page in kept.pages] == [True]
    assert list(kept.pages[0].plan.slugs()) == list(kept.records)


def test_a_kept_plan_tells_on_which_page_every_story_begins(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    _, told, _ = _run(capsys, "-C", newsroom.root, "plan", "--json")
    _run(capsys, "-C", newsroom.root, "plan", "--write")
    begins = {
        leg["slug"]: page["number"]
        for page in reversed(json.loads(told)["pages"])
        for placement in page["placements"]
        for leg in placement["legs"]
    }

    shop = open_shop(newsroom.root)

    assert kept_pages(shop.workspace, "7", "tabloid") == begins


def test_the_pages_of_the_run_count_more_than_those_that_were_kept(
    newsroom: Newsroom,
) -> None:
    newsroom.write(
        {
            "issues/7/flatplan.tabloid.toml": (
                '[[pages]]\nnumber = 3\nstories = ["crane", "sea-wall"]\n'
            )
        }
    )
    shop = open_shop(newsroom.root)
    register = PageRegister(shop)
    issue = register.issue("7")
    article = issue.article("sea-wall")
    before = register.page(article)

    newspaper = set_newspaper(shop, issue)
    register.take(newspaper)

    assert before == 3
    assert register.page(article) == newspaper.plan.first_page_of("sea-wall")
