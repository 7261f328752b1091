"""The laws of a newspaper's plan hold for every issue, however odd."""

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from printshop.issue import (
    Article,
    FactBox,
    FactRow,
    Form,
    Issue,
    Picture,
    PullQuote,
    Related,
)
from printshop.pages.proofread import check_plan
from tests.desks import (
    NUMBER,
    advertisement,
    desk_of,
    galley_set,
    issue_of,
    legs_of,
    measure,
    paragraphs,
    picture,
    story,
    table,
    words,
)

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
        assert read == list(range(len(galley.lines))), slug


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


def pages_come_in_sheets_of_four_or_as_the_issue_says(
    desk: Desk, plan: Flatplan
) -> None:
    count = len(plan.pages)
    assert [page.number for page in plan.pages] == list(range(1, count + 1))
    assert count == desk.issue.pages if desk.issue.pages else count % 4 == 0
    forms = ["front", *["inside"] * (count - 2), "back"]
    assert [page.form for page in plan.pages] == forms


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
        assert begun[article.slug] == (not is_packed), article.slug
        assert packed[article.slug] == is_packed, article.slug


def an_advertisement_stands_on_its_page_in_its_size_rounded_up(
    desk: Desk, plan: Flatplan
) -> None:
    news = desk.layout.forms["inside"].grid
    stand = {p.name: (page, p) for page, p in placed(plan) if p.name.startswith("ad-")}
    assert len(stand) == len(desk.issue.ads)
    for number, ad in enumerate(desk.issue.ads):
        page, one = stand[f"ad-{number}"]
        if ad.page is not None:
            assert page.number == min(max(ad.page, 2), len(plan.pages) - 1)
        grid = desk.layout.grids[page.grid]
        wide = grid.width_mm(one.columns) - news.width_mm(ad.columns)
        assert -0.01 <= wide < grid.width_mm(1) + grid.gutter_mm
        high = desk.layout.picture_height_mm(one.lines) - ad.height_mm
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
                widest = max(measure(frame.style, line) for line in frame.text)
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
    every_jump_line_names_the_page_the_story_is_really_on,
    pages_come_in_sheets_of_four_or_as_the_issue_says,
    every_piece_stands_in_the_paper_once,
    an_advertisement_stands_on_its_page_in_its_size_rounded_up,
    a_headline_says_what_the_story_says,
    display_type_fits_its_frame,
    a_picture_stands_in_the_paper_once_and_has_the_pixels_for_it,
)


def lawful_plan(issue: Issue, house_ads: int = 1) -> Flatplan:
    """Plan an issue and hold the plan against every law."""
    desk = desk_of(issue)
    plan = plan_issue(desk, house_ads)
    for law in LAWS:
        law(desk, plan)
    return plan


LENGTHS = st.one_of(
    st.integers(30, 120),
    st.integers(120, 500),
    st.integers(120, 500),
    st.integers(500, 2500),
)
PICTURES = st.builds(
    picture,
    st.integers(150, 5000),
    st.integers(150, 5000),
    is_vector=st.sampled_from([False, False, False, True]),
    caption=st.integers(0, 40).map(words),
)
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


@st.composite
def articles(draw: st.DrawFn, slug: str) -> Article:
    form = draw(st.sampled_from(FORMS))
    most = {Form.BRIEF: 90, Form.LETTER: 400}.get(form, 2500)
    body = paragraphs(
        min(draw(LENGTHS), most), crosshead_every=draw(st.sampled_from([0, 0, 3]))
    )
    if form not in PACKED and draw(st.integers(0, 7)) == 0:
        body = (*body[:1], table(draw(st.integers(1, 20))), *body[1:])
    is_packed = form in PACKED
    return story(
        slug,
        body=body,
        form=form,
        section=draw(st.sampled_from(SECTIONS)),
        rank=draw(st.integers(1, 5)),
        headline=words(draw(st.integers(1, 14)), start=len(body)),
        short_headline=words(draw(st.integers(0, 5))),
        kicker=draw(st.sampled_from(["", "Kirk Links"])),
        standfirst="" if is_packed else words(draw(st.integers(0, 25))),
        pictures=() if is_packed else draw(st.lists(PICTURES, max_size=3).map(tuple)),
        fact_boxes=()
        if is_packed
        else draw(st.lists(FACT_BOXES, max_size=1).map(tuple)),
        pull_quotes=() if is_packed else draw(st.lists(QUOTES, max_size=1).map(tuple)),
        related=(Related(NUMBER, "s00"),) * draw(st.integers(0, 1)),
    )


@st.composite
def issues(draw: st.DrawFn, least: int, most: int) -> Issue:
    count = draw(st.integers(least, most))
    ads = draw(
        st.lists(
            st.builds(
                advertisement,
                st.integers(1, 6),
                st.integers(20, 180),
                st.sampled_from([None, 1, 2, 3, 4, 7, 40]),
            ),
            max_size=2,
        )
    )
    return issue_of(
        [draw(articles(f"s{number:02}")) for number in range(count)],
        sections=SECTIONS,
        ads=ads,
    )
