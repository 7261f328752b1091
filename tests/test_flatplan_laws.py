"""The laws of a newspaper's plan hold for every issue, however odd."""

import hashlib
import itertools
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from printshop.errors import CopyfitError
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
from printshop.flatplan.desk import LOWEST_PPI
from printshop.flatplan.lengths import lengths_taken
from printshop.flatplan.sold_space import sold_mm
from printshop.issue import (
    AdSize,
    Advertisement,
    Article,
    Block,
    FactBox,
    FactRow,
    Form,
    Issue,
    Picture,
    PullQuote,
    Related,
)
from printshop.layout import Layout
from printshop.pages.cover import holes, last_line
from printshop.pages.proofread import check_plan
from tests.desks import (
    NUMBER,
    advertisement,
    desk_of,
    galley_set,
    issue_of,
    legs_of,
    paragraphs,
    picture,
    shipped,
    story,
    table,
    words,
)

# An issue that breaks a law is long, and hypothesis would warn of that instead.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = ("News", "Business", "Comment", "Sport")
PACKED = {Form.BRIEF: PieceKind.BRIEFS, Form.LETTER: PieceKind.LETTERS}
STORIES = {PieceKind.STORY, PieceKind.CONTINUATION}
DISPLAY = {FrameKind.HEADLINE, FrameKind.STANDFIRST, FrameKind.PULL_QUOTE}

Law = Callable[[Desk, Flatplan], None]
Rectangle = tuple[int, int, int, int]
"""Left, top, right and lower edge."""


def placed(plan: Flatplan) -> Iterator[tuple[PagePlan, Placement]]:
    return ((page, placement) for page in plan.pages for placement in page.placements)


def stories_of(plan: Flatplan) -> Iterator[tuple[PagePlan, Placement]]:
    return ((page, one) for page, one in placed(plan) if one.kind in STORIES)


def area(frame: Frame) -> Rectangle:
    """Give a frame's rectangle, a picture's with its caption."""
    return (
        frame.column,
        frame.top,
        frame.column + frame.columns,
        frame.top + frame.lines + frame.caption_lines,
    )


def overlap(one: Rectangle, two: Rectangle) -> bool:
    return (
        max(one[0], two[0]) < min(one[2], two[2])
        and max(one[1], two[1]) < min(one[3], two[3])
    )  # fmt: skip


def every_line_of_every_story_is_placed_once_and_in_order(
    desk: Desk, plan: Flatplan
) -> None:
    check_plan(plan, galley_set(desk), NUMBER)
    for slug, galley in desk.galleys.items():
        read = [
            number
            for _, _, leg in legs_of(plan, slug)
            for number in range(leg.first_line, leg.end_line)
        ]
        count = 0 if slug in plan.held else len(galley.lines)
        assert read == list(range(count)), slug


def legs_are_read_down_and_then_to_the_right(_desk: Desk, plan: Flatplan) -> None:
    for page, one in placed(plan):
        legs = [(f.column, f.top) for f in one.frames if f.kind == FrameKind.LEG]
        assert legs == sorted(legs), (page.number, one.name)


def no_frame_leaves_its_piece(_desk: Desk, plan: Flatplan) -> None:
    for page, one in placed(plan):
        for frame in one.frames:
            left, top, right, foot = area(frame)
            inside = 0 <= left < right <= one.columns and 0 <= top < foot <= one.lines
            assert inside, (page.number, one.name, frame)


def frames_of_a_piece_do_not_overlap(_desk: Desk, plan: Flatplan) -> None:
    for page, one in placed(plan):
        for first, second in itertools.combinations(one.frames, 2):
            assert not overlap(area(first), area(second)), (page.number, one.name)


def no_piece_leaves_the_type_area_of_its_page_form(desk: Desk, plan: Flatplan) -> None:
    for page, one in placed(plan):
        form = desk.layout.forms[page.form]
        foot = desk.layout.lines - form.foot_lines
        across = desk.layout.grids[page.grid].columns
        assert 0 <= one.column < one.column + one.columns <= across, one
        assert form.first_line <= one.top < one.top + one.lines <= foot, one


def pieces_of_a_page_do_not_overlap_and_keep_a_blank_line(
    _desk: Desk, plan: Flatplan
) -> None:
    for page in plan.pages:
        areas = {
            one.name: (one.column, one.top, one.column + one.columns, one.top + high)
            for one in page.placements
            for high in (one.lines + 1,)
        }
        assert len(areas) == len(page.placements)
        for first, second in itertools.combinations(areas, 2):
            assert not overlap(areas[first], areas[second]), (page.number, first)


def no_leg_holds_more_lines_than_its_height(desk: Desk, plan: Flatplan) -> None:
    for slug, copy in desk.copies.items():
        for page, _, leg in legs_of(plan, slug):
            assert 0 < copy.height(leg.first_line, leg.end_line) <= leg.lines, page


def a_leg_stands_on_the_grid_that_its_galley_was_set_for(
    desk: Desk, plan: Flatplan
) -> None:
    for page, one in placed(plan):
        for frame in one.frames:
            if frame.kind == FrameKind.LEG:
                assert desk.galleys[frame.slug].grid == page.grid, one.name
                assert frame.columns == 1


def no_leg_begins_with_a_widow_or_ends_with_a_crosshead(
    desk: Desk, plan: Flatplan
) -> None:
    for slug, galley in desk.galleys.items():
        for page, _, leg in legs_of(plan, slug):
            first, last = galley.lines[leg.first_line], galley.lines[leg.end_line - 1]
            assert first.is_first or not first.is_last, (page, slug)
            assert last.kind != "h3", (page, slug)


def briefs_and_letters_keep_a_blank_line_between_them(
    _desk: Desk, plan: Flatplan
) -> None:
    for page, one in placed(plan):
        if one.kind in PACKED.values():
            legs = [frame for frame in one.frames if frame.kind == FrameKind.LEG]
            for upper, lower in itertools.pairwise(legs):
                is_below = upper.column == lower.column
                assert not is_below or upper.top + upper.lines < lower.top, page.number


def every_jump_line_names_the_page_the_story_is_really_on(
    desk: Desk, plan: Flatplan
) -> None:
    for slug in desk.galleys:
        parts = [(page.number, p) for page, p in stories_of(plan) if p.name == slug]
        numbers = [None, *(number for number, _ in parts), None]
        for place, (number, part) in enumerate(parts):
            assert part.continued_from == numbers[place], (slug, number)
            assert part.continued_on == numbers[place + 2], (slug, number)
            turns = [f for f in part.frames if f.kind == FrameKind.JUMP]
            assert len(turns) == (part.continued_on is not None), (slug, number)
        pages = [number for number, _ in parts]
        assert pages == sorted(set(pages)), slug
        kinds = [part.kind for _, part in parts]
        assert kinds[1:] == [PieceKind.CONTINUATION] * len(kinds[1:]), slug


def no_story_turns_after_a_colon_or_the_first_line_of_a_paragraph(
    desk: Desk, plan: Flatplan
) -> None:
    for page, one in stories_of(plan):
        if one.continued_on is not None:
            lines = desk.galleys[one.name].lines
            end = [f for f in one.frames if f.kind == FrameKind.LEG][-1].end_line
            assert not lines[end - 1].text.endswith(":"), (page.number, one.name)
            opens = lines[end - 1].is_first and not lines[end].is_first
            assert not opens, (page.number, one.name)


def pages_come_in_sheets_of_four_or_as_the_issue_says(
    desk: Desk, plan: Flatplan
) -> None:
    count = len(plan.pages)
    assert [page.number for page in plan.pages] == list(range(1, count + 1))
    assert count == desk.issue.pages if desk.issue.pages else count % 4 == 0
    assert [plan.pages[0].form, plan.pages[-1].form] == ["front", "back"]
    inside = {page.form for page in plan.pages[1:-1]}
    assert inside <= {"inside", "comment", "feature"}


def every_piece_stands_in_the_paper_once(desk: Desk, plan: Flatplan) -> None:
    begun = Counter(p.name for _, p in placed(plan) if p.kind == PieceKind.STORY)
    packed = Counter(
        frame.slug
        for _, one in placed(plan)
        if one.kind in PACKED.values()
        for frame in one.frames
        if frame.kind == FrameKind.LEG
    )
    for article in desk.issue.articles:
        is_packed = article.form in PACKED
        if article.slug in plan.held:
            assert begun[article.slug] == packed[article.slug] == 0
            continue
        assert begun[article.slug] == (not is_packed), article.slug
        assert packed[article.slug] == is_packed, article.slug


def an_advertisement_stands_on_its_page_in_its_size_rounded_up(
    desk: Desk, plan: Flatplan
) -> None:
    sold = PieceKind.ADVERTISEMENT
    stand = {one.name: (page, one) for page, one in placed(plan) if one.kind == sold}
    assert len(stand) == len(desk.issue.ads)
    for number, ad in enumerate(desk.issue.ads):
        page, one = stand[f"ad {number}"]
        if ad.page is not None:
            assert page.number == max(min(ad.page, len(plan.pages) - 1), 2)
        grid = desk.layout.grids[page.grid]
        width_mm, height_mm = sold_mm(ad, desk.layout)
        wide = grid.width_mm(one.columns) - width_mm
        assert -0.01 <= wide < grid.width_mm(1) + grid.gutter_mm
        high = desk.layout.picture_height_mm(one.lines) - height_mm
        assert -0.05 <= high < desk.layout.leading_pt


def a_headline_says_what_the_story_says(desk: Desk, plan: Flatplan) -> None:
    for page, one in stories_of(plan):
        article = desk.issue.article(one.name)
        heads = [f for f in one.frames if f.kind == FrameKind.HEADLINE]
        is_begun = one.kind == PieceKind.STORY
        wanted = article.headline if is_begun else article.teaser_headline
        assert [" ".join(head.text) for head in heads] == [wanted], page.number
        stand = [f for f in one.frames if f.kind == FrameKind.STANDFIRST]
        if stand:
            assert is_begun
            assert [" ".join(f.text) for f in stand] == [article.standfirst]


def display_type_fits_its_frame(desk: Desk, plan: Flatplan) -> None:
    for page, one in stories_of(plan):
        grid = desk.layout.grids[page.grid]
        for frame in one.frames:
            if frame.kind in DISPLAY:
                width_pt = desk.width_pt(grid, frame.columns)
                widest = max(desk.measure(frame.style, line) for line in frame.text)
                assert widest <= width_pt, (one.name, frame)
                lines = desk.layout.sizes[frame.style].lines(len(frame.text))
                assert lines <= frame.lines


def a_picture_stands_in_the_paper_once_and_has_the_pixels_for_it(
    desk: Desk, plan: Flatplan
) -> None:
    shown = Counter(
        (one.name, frame.index)
        for _, one in stories_of(plan)
        for frame in one.frames
        if frame.kind == FrameKind.PICTURE
    )
    assert not shown or max(shown.values()) == 1
    for page, one in stories_of(plan):
        for frame in one.frames:
            if frame.kind == FrameKind.PICTURE:
                own = desk.issue.article(one.name).pictures[frame.index]
                assert_has_pixels(desk, page, frame, own)


def assert_has_pixels(desk: Desk, page: PagePlan, frame: Frame, own: Picture) -> None:
    if own.is_vector:
        return
    width_mm = desk.layout.grids[page.grid].width_mm(frame.columns)
    height_mm = desk.layout.picture_height_mm(frame.lines)
    cut_px = min(own.width_px, own.height_px * width_mm / height_mm)
    assert cut_px / width_mm * 25.4 >= LOWEST_PPI - 0.5


def a_picture_is_cropped_within_its_range_and_a_drawing_not_at_all(
    desk: Desk, plan: Flatplan
) -> None:
    for page, one in stories_of(plan):
        for frame in one.frames:
            if frame.kind == FrameKind.PICTURE:
                own = desk.issue.article(one.name).pictures[frame.index]
                width_mm = desk.layout.grids[page.grid].width_mm(frame.columns)
                lines = desk.layout.picture_lines(width_mm / own.proportion)
                if own.is_vector:
                    assert -0.1 <= frame.lines - lines <= 2, (page.number, one.name)
                else:
                    shortest = max(4, LEAST_OF_A_PICTURE * lines)
                    assert shortest <= frame.lines <= max(4, MOST_OF_A_PICTURE * lines)


def white_outside_the_pieces_is_measured_as_white(desk: Desk, plan: Flatplan) -> None:
    for page in plan.pages:
        first = desk.layout.forms[page.form].first_line
        last = last_line(page, desk.layout)
        white = {
            (column, line)
            for column in range(desk.layout.grids[page.grid].columns)
            for line in range(first, last)
        }
        for one in page.placements:
            for line in range(one.top, one.top + one.lines + 1):
                white -= {(one.column + n, line) for n in range(one.columns)}
        told = {
            (column, line)
            for column, top, end, piece in holes(page, desk.layout, {})
            for line in range(top, end)
            if piece is None
        }
        assert told == white, page.number


def the_best_story_of_its_section_stands_at_the_head_of_its_page(
    desk: Desk, plan: Flatplan
) -> None:
    places = {
        article.slug: n
        # the columnist of like rank leads, and the leading article stands beside him
        + (1.5 if article.form == Form.LEADER else 0)
        for section in desk.issue.sections
        for n, article in enumerate(
            a
            for a in desk.issue.articles
            if a.section == section and a.form not in PACKED
        )
    }
    for page in plan.pages:
        own = [
            one
            for one in page.placements
            if one.kind == PieceKind.STORY and one.section == page.section
        ]
        if own:
            lead = min(own, key=lambda one: places[one.name])
            assert lead.top == desk.layout.forms[page.form].first_line, page.number


LEAST_OF_A_PICTURE, MOST_OF_A_PICTURE = 0.72, 1.12

LAWS: Sequence[Law] = (
    every_line_of_every_story_is_placed_once_and_in_order,
    legs_are_read_down_and_then_to_the_right,
    no_frame_leaves_its_piece,
    frames_of_a_piece_do_not_overlap,
    no_piece_leaves_the_type_area_of_its_page_form,
    pieces_of_a_page_do_not_overlap_and_keep_a_blank_line,
    no_leg_holds_more_lines_than_its_height,
    a_leg_stands_on_the_grid_that_its_galley_was_set_for,
    no_leg_begins_with_a_widow_or_ends_with_a_crosshead,
    briefs_and_letters_keep_a_blank_line_between_them,
    every_jump_line_names_the_page_the_story_is_really_on,
    no_story_turns_after_a_colon_or_the_first_line_of_a_paragraph,
    pages_come_in_sheets_of_four_or_as_the_issue_says,
    every_piece_stands_in_the_paper_once,
    an_advertisement_stands_on_its_page_in_its_size_rounded_up,
    a_headline_says_what_the_story_says,
    display_type_fits_its_frame,
    a_picture_stands_in_the_paper_once_and_has_the_pixels_for_it,
    a_picture_is_cropped_within_its_range_and_a_drawing_not_at_all,
    white_outside_the_pieces_is_measured_as_white,
    the_best_story_of_its_section_stands_at_the_head_of_its_page,
)


def lawful_plan(
    issue: Issue,
    house_ads: int = 1,
    layout: Layout | None = None,
    *,
    is_loose: bool = False,
) -> Flatplan:
    """Plan an issue and hold the plan against every law.

    ``is_loose``, make-up may have stories a few lines longer or shorter.
    """
    desk = desk_of(issue, layout, is_loose=is_loose)
    plan = plan_issue(desk, house_ads)
    taken = {galley.slug: galley for galley in lengths_taken(plan, desk)}
    desk = replace(desk, galleys={**desk.galleys, **taken}, _digests={})
    for law in LAWS:
        law(desk, plan)
    for page in plan.pages:
        kinds = [placement.kind for placement in page.placements]
        assert kinds.count(PieceKind.HOUSE_AD) <= min(house_ads, 2)
        assert PieceKind.WHITE not in kinds
    return plan


LENGTHS = st.one_of(
    st.integers(30, 120),
    st.integers(120, 500),
    st.integers(120, 500),
    st.integers(500, 2500),
)
CAPTIONS = st.integers(0, 40).map(words)
PHOTOGRAPHS = st.builds(
    picture, st.integers(150, 5000), st.integers(150, 5000), caption=CAPTIONS
)
DRAWINGS = st.builds(
    picture,
    st.integers(5_000, 80_000),
    st.integers(5_000, 80_000),
    is_vector=st.just(True),
    caption=CAPTIONS,
)
PICTURES = st.one_of(PHOTOGRAPHS, PHOTOGRAPHS, PHOTOGRAPHS, DRAWINGS)
FACT_BOXES = st.builds(
    lambda rows, length: FactBox(
        "The closures in figures",
        tuple(FactRow("47", words(length), n % 2 == 1) for n in range(rows)),
        "Harbour trust",
    ),
    st.integers(1, 8),
    st.integers(1, 14),
)
QUOTES = st.builds(
    PullQuote, st.integers(3, 20).map(words), st.sampled_from(["", "Agnes Lorne"])
)
FORMS = [Form.NEWS] * 6 + [Form.BRIEF] * 3 + [Form.LETTER, Form.FEATURE, Form.COLUMN]
FORMS += [Form.LEADER]
PAGES = st.sampled_from([None, 1, 2, 3, 4, 7, 40])


@st.composite
def advertisements(draw: st.DrawFn, name: str) -> Advertisement:
    """Sell a space in a layout: two of them go on one page, whatever their widths."""
    layout = shipped(name)
    columns = draw(st.integers(1, layout.forms["inside"].grid.columns))
    most_mm = int(0.42 * layout.picture_height_mm(layout.lines - 8))
    height_mm = draw(st.integers(20, most_mm))
    ad = advertisement(columns, height_mm, draw(PAGES), layout)
    if draw(st.integers(0, 3)) == 0:
        return replace(ad, columns=0, height_mm=0.0, size=AdSize.STRIP)
    return ad


@st.composite
def packed_articles(draw: st.DrawFn, slug: str, form: Form) -> Article:
    """Write a brief or a letter, of any length that still goes into one column."""
    most = 90 if form == Form.BRIEF else 400
    return story(
        slug,
        draw(st.integers(10, most)),
        form=form,
        section=draw(st.sampled_from(SECTIONS)),
        rank=draw(st.integers(1, 5)),
        headline=words(draw(st.integers(1, 6))),
    )


@st.composite
def articles(draw: st.DrawFn, slug: str) -> Article:
    """Write a story with anything round it that a story may have."""
    form = draw(st.sampled_from(FORMS))
    if form in PACKED:
        return draw(packed_articles(slug, form))
    crosshead_every = draw(st.sampled_from([0, 0, 3]))
    body = paragraphs(draw(LENGTHS), crosshead_every=crosshead_every)
    if draw(st.integers(0, 7)) == 0:
        body = (*body[:1], table(draw(st.integers(1, 30))), *body[1:])
    return story(
        slug,
        body=body,
        form=form,
        section=draw(st.sampled_from(SECTIONS)),
        rank=draw(st.integers(1, 5)),
        headline=words(draw(st.integers(1, 14)), start=len(body)),
        short_headline=words(draw(st.integers(0, 5))),
        kicker=draw(st.sampled_from(["", "Kirk Links"])),
        standfirst=words(draw(st.integers(0, 25))),
        pictures=draw(st.lists(PICTURES, max_size=3).map(tuple)),
        fact_boxes=draw(st.lists(FACT_BOXES, max_size=1).map(tuple)),
        pull_quotes=draw(st.lists(QUOTES, max_size=1).map(tuple)),
        related=(Related(NUMBER, "s00"),) * draw(st.integers(0, 1)),
    )


@st.composite
def issues(draw: st.DrawFn, least: int, most: int, layout: str) -> Issue:
    """Fill an issue with stories, and sell up to two spaces in it."""
    count = draw(st.integers(least, most))
    return issue_of(
        [draw(articles(f"s{number:02}")) for number in range(count)],
        sections=SECTIONS,
        ads=draw(st.lists(advertisements(layout), max_size=2)),
    )


def generated(most_examples: int) -> settings:
    """Plan few issues, and large ones: each takes a second or two.

    An issue that breaks a law is shown as it is. To have it made smaller, which takes
    minutes, let ``phases`` out.
    """
    return settings(
        max_examples=most_examples,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def plan_lawfully(layout: str, stories: tuple[int, int], examples: int) -> None:
    """Hold so many issues of so few or many stories against every law."""

    @generated(examples)
    @given(
        issue=issues(*stories, layout),
        house_ads=st.integers(0, 2),
        is_loose=st.booleans(),
    )
    def plan(issue: Issue, house_ads: int, is_loose: bool) -> None:
        lawful_plan(issue, house_ads, shipped(layout), is_loose=is_loose)

    plan()


THIN, THICK = (1, 8), (9, 30)
EVERY_LAYOUT = pytest.mark.parametrize("layout", ["tabloid", "berliner", "a4"])


@pytest.mark.parametrize(
    ("layout", "examples"), [("tabloid", 12), ("berliner", 4), ("a4", 16)]
)
def test_every_law_holds_for_a_thin_paper(layout: str, examples: int) -> None:
    plan_lawfully(layout, THIN, examples)


@pytest.mark.parametrize(
    ("layout", "examples"), [("tabloid", 2), ("berliner", 1), ("a4", 4)]
)
def test_every_law_holds_for_a_thick_paper(layout: str, examples: int) -> None:
    plan_lawfully(layout, THICK, examples)


@pytest.mark.proof
@EVERY_LAYOUT
@pytest.mark.parametrize("stories", [THIN, THICK, (31, 60)], ids=str)
def test_every_law_holds_for_many_papers(layout: str, stories: tuple[int, int]) -> None:
    plan_lawfully(layout, stories, {THIN: 100, THICK: 20}.get(stories, 5))


LONG_WORD = "W" * 60
LONG_HEADLINE = words(40)[:200].strip()
EXTREMES = {
    "one story": [story("a")],
    "one story of ten words": [story("a", 10)],
    "one story of 9,000 words": [story("a", 9_000)],
    "only briefs": [story(f"b{n}", 40, form=Form.BRIEF) for n in range(9)],
    "one brief": [story("a", 40, form=Form.BRIEF)],
    "only letters": [story(f"l{n}", 200, form=Form.LETTER) for n in range(7)],
    "letters of very different length": [
        story("a", 15, form=Form.LETTER),
        story("b", 400, form=Form.LETTER),
    ],
    "only features": [story(f"f{n}", 600, form=Form.FEATURE) for n in range(5)],
    "only leaders": [story(f"l{n}", 300, form=Form.LEADER) for n in range(3)],
    "a lead headed by one word that is too wide": [
        story("a", headline=LONG_WORD),
        story("b"),
    ],
    "every form headed by one word that is too wide": [
        story(form.value, 80, form=form, headline=LONG_WORD) for form in Form
    ],
    "every form headed by 200 characters": [
        story(form.value, 80, form=form, headline=LONG_HEADLINE) for form in Form
    ],
    "standfirsts of 400 characters": [
        story(form.value, 300, form=form, standfirst=words(90)[:400].strip())
        for form in Form
        if form not in PACKED
    ],
    "five pictures, none of them of a usual shape": [
        story(
            "a",
            pictures=(
                picture(200, 9_000),
                picture(9_000, 200),
                picture(10, 10),
                picture(9_000, 9_000),
                picture(40, 30, is_vector=True),
            ),
        )
    ],
    "a table nearly as deep as a page": [
        story("a", body=(*paragraphs(60), table(70), *paragraphs(200)))
    ],
    "nothing but tables": [story("a", body=(table(30),) * 5)],
    "nothing but crossheads and short paragraphs": [
        story("a", body=paragraphs(900, crosshead_every=1))
    ],
}


@pytest.mark.parametrize("house_ads", [0, 2])
@pytest.mark.parametrize("name", EXTREMES)
def test_every_law_holds_at_the_extremes(name: str, house_ads: int) -> None:
    lawful_plan(issue_of(EXTREMES[name]), house_ads)


@pytest.mark.parametrize("house_ads", [0, 2])
def test_an_issue_without_stories_is_four_pages_without_text(house_ads: int) -> None:
    plan = lawful_plan(issue_of([]), house_ads)

    assert len(plan.pages) == 4
    assert not any(list(page.slugs()) for page in plan.pages)


@pytest.mark.parametrize(
    "body",
    [(table(120),), (*paragraphs(80), table(90), *paragraphs(80))],
    ids=["alone", "in a story"],
)
@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
def test_a_table_taller_than_a_page_is_told_and_its_story_named(
    body: tuple[Block, ...], form: Form
) -> None:
    stories = [story("a"), story("tides", body=body, form=form), story("z")]
    plan = lawful_plan(issue_of(stories))
    assert plan.held == ("tides",)

    stories[1] = replace(stories[1], must_run=True)
    with pytest.raises(CopyfitError) as caught:
        plan_issue(desk_of(issue_of(stories)), house_ads=2)
    assert caught.value.where == "issue 2566, story tides"
    assert caught.value.hint


@pytest.mark.parametrize("form", [Form.LETTER, Form.BRIEF])
def test_a_letter_or_brief_longer_than_a_column_is_told_and_named(form: Form) -> None:
    members = [story("short", 60, form=form), story("long", 900, form=form)]

    assert lawful_plan(issue_of([story("a"), *members])).held == ("long",)

    members[1] = replace(members[1], must_run=True)
    with pytest.raises(CopyfitError) as caught:
        plan_issue(desk_of(issue_of([story("a"), *members])), house_ads=1)
    assert caught.value.where == "issue 2566, story long"


def test_what_has_no_room_in_the_pages_that_were_ordered_is_held_over() -> None:
    stories = [story(f"s{n}", 1500) for n in range(9)]
    plan = lawful_plan(issue_of(stories, pages=4))

    assert 0 < len(plan.held) < 9

    must = [replace(article, must_run=True) for article in stories]
    with pytest.raises(CopyfitError, match="do not go into the pages"):
        plan_issue(desk_of(issue_of(must, pages=4)), house_ads=1)


@pytest.mark.parametrize("pages", [4, 6, 8, 12])
def test_the_pages_are_as_many_as_the_issue_says(pages: int) -> None:
    issue = issue_of([story(f"s{n}") for n in range(5)], pages=pages)

    assert len(lawful_plan(issue).pages) == pages


def test_stories_that_turn_from_the_front_page_each_name_their_own_page() -> None:
    stories = [story(slug, 1100, pictures=(picture(),)) for slug in ("a", "b", "c")]
    plan = lawful_plan(issue_of([*stories, *(story(f"s{n}") for n in range(6))]))

    turned = [one for one in plan.pages[0].placements if one.continued_on]
    assert len(turned) > 1
    for one in turned:
        assert plan.pages_of(one.name)[:2] == (1, one.continued_on)


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE, Form.LEADER])
def test_a_story_too_long_for_a_page_is_parted(form: Form) -> None:
    long = story("long", 5_000, form=form, rank=9, pictures=(picture(),) * 3)
    plan = lawful_plan(issue_of([story("a"), story("b"), story("c"), long]))

    assert len(plan.pages_of("long")) > 2


@pytest.mark.parametrize("slug", ["ad-0", "house-ad", "white-0", "front-briefs-3"])
def test_a_story_may_be_called_like_what_make_up_places_by_itself(slug: str) -> None:
    others = [story(f"s{n}", 200, rank=n) for n in range(5)]
    ads = [advertisement(3, 100, 2)]

    for rank in (0, 9):  # on the front page, and beside the advertisement
        lawful_plan(issue_of([*others, story(slug, 200, rank=rank)], ads=ads))
    feature = story(slug, 60, form=Form.FEATURE)
    lawful_plan(issue_of([feature], ads=ads, pages=2), house_ads=0)  # leaves holes


def test_an_advertisement_is_printed_on_a_page_that_no_story_is_left_for() -> None:
    issue = issue_of([story("a", 60)], ads=[advertisement(3, 100, 2)])

    plan = lawful_plan(issue, house_ads=0)

    assert [one.name for one in plan.pages[1].placements] == ["ad 0"]


@pytest.mark.parametrize("form", [Form.NEWS, Form.FEATURE])
@pytest.mark.parametrize("columns", range(1, 7))
def test_an_advertisement_keeps_its_size_on_either_grid(
    columns: int, form: Form
) -> None:
    stories = [story(f"s{n}", 500, form=form) for n in range(8)]
    ads = [advertisement(columns, height_mm, 2) for height_mm in (61.5, 100)]

    lawful_plan(issue_of(stories, ads=ads))


def test_advertisements_of_any_two_widths_go_on_one_page_above_each_other() -> None:
    for wide, narrow in itertools.combinations_with_replacement(range(1, 7), 2):
        ads = [advertisement(wide, 150, 2), advertisement(narrow, 150, 2)]
        for house_ads in (0, 1):
            lawful_plan(issue_of([story("a", 60)], ads=ads), house_ads)


def test_advertisements_without_a_page_stand_on_right_hand_pages_in_turn() -> None:
    stories = [story(f"s{n:02}", 700) for n in range(24)]
    ads = [advertisement(2, 80, None) for _ in range(3)]

    plan = lawful_plan(issue_of(stories, ads=ads))

    stand = {one.name: page.number for page, one in placed(plan)}
    assert [stand[f"ad {number}"] for number in range(3)] == [3, 5, 7]


@pytest.mark.parametrize(
    "ads",
    [
        [advertisement(6, 400, 2)],
        [advertisement(6, 250, 3), advertisement(6, 250, 3)],
    ],
    ids=["one too tall", "two too tall together"],
)
@pytest.mark.parametrize("house_ads", [0, 2])
def test_advertisements_larger_than_their_page_are_told(
    ads: list[Advertisement], house_ads: int
) -> None:
    issue = issue_of([story(f"s{n}") for n in range(9)], ads=ads)

    with pytest.raises(CopyfitError) as caught:
        plan_issue(desk_of(issue), house_ads)

    assert f"page {ads[0].page}" in caught.value.message


def mixed_issue() -> Issue:
    """Make an issue with something of everything, always the same."""
    return issue_of(
        [
            *(story(f"n{n}", 150 + 90 * n, pictures=(picture(),)) for n in range(4)),
            *(story(f"b{n}", 30 + 5 * n, form=Form.BRIEF) for n in range(3)),
            *(story(f"s{n}", 300, section="Sport") for n in range(2)),
            *(story(f"l{n}", 90, form=Form.LETTER, section="Sport") for n in range(3)),
            story("f", 900, form=Form.FEATURE, section="Culture"),
        ],
        ads=[advertisement(3, 100, None)],
    )


@pytest.fixture(scope="module")
def mixed_plan() -> Flatplan:
    return lawful_plan(mixed_issue())


def digest(plan: Flatplan) -> str:
    return hashlib.sha256(repr(plan).encode()).hexdigest()


def test_the_same_issue_gives_the_same_plan_again(mixed_plan: Flatplan) -> None:
    assert lawful_plan(mixed_issue()) == mixed_plan


def test_the_order_in_which_sections_and_galleys_were_read_does_not_matter(
    mixed_plan: Flatplan,
) -> None:
    issue = mixed_issue()
    mixed = sorted(issue.articles, key=lambda a: (a.rank, a.slug, a.section))
    desk = desk_of(replace(issue, articles=tuple(mixed)))
    desk = replace(desk, galleys=dict(reversed(list(desk.galleys.items()))))

    assert plan_issue(desk, 1) == mixed_plan


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_plan_is_the_same_in_a_process_that_hashes_otherwise(
    seed: str, mixed_plan: Flatplan
) -> None:
    script = "from tests import test_flatplan_laws as t; "
    script += "print(t.digest(t.lawful_plan(t.mixed_issue())))"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip() == digest(mixed_plan)
