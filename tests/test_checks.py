"""Every check of the art director passes faultless pages, and sees what is broken."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from printshop.flatplan import Flatplan, FrameKind, PagePlan
from printshop.issue import Form
from printshop.pages.checks import look_over
from printshop.pages.frames import Thing
from printshop.pages.proofs import Fault, Proofs
from printshop.press import open_shop, set_newspaper
from printshop.sources import read_issue
from printshop.typesetter import Box
from tests import desks
from tests.made_pages import (
    frame_name,
    made_proofs,
    piece_of,
    with_article,
    with_box,
    with_frame,
    with_framed,
    with_lines,
    with_new_thing,
    with_placement,
    with_text,
    with_thing,
    without_thing,
)

Break = Callable[[Proofs], Proofs]

HEAD = FrameKind.HEADLINE


@pytest.fixture(scope="module")
def proofs() -> Proofs:
    return made_proofs()


def test_faultless_pages_pass_every_check(proofs: Proofs) -> None:
    assert look_over(proofs) == ()


def _said(faults: tuple[Fault, ...], number: int) -> str:
    said = "\n".join(fault.what for fault in faults if fault.number == number)
    return said.replace("\u00a0", " ")


def _head(name: str, style: str, *lines: str) -> Break:
    return lambda proofs: with_frame(proofs, name, HEAD, style=style, text=lines)


def _lower_and_louder(proofs: Proofs) -> Proofs:
    """Put beta below alpha, with a larger headline."""
    beta = piece_of(proofs, "beta")
    below = with_placement(proofs, "beta", column=0, top=beta.top + 40)
    return _head("beta", "h63", "A lamp burns", "by the harbour")(below)


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (_head("beta", "h42", "A lamp burns", "by the harbour"), "largest size"),
        (_head("beta", "h42", "A lamp burns", "by the harbour"), "stands beside"),
        (_head("alpha", "h31", "The night boat", "came by day"), "stands beside"),
        (_head("beta", "h52", "A lamp burns", "brightly"), "is not 1.3 times the next"),
        (_lower_and_louder, "beta (h63, 2 lines) is larger than alpha"),
    ],
)
def test_check_3_sees_headlines_that_fight(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    assert told in _said(look_over(break_it(proofs)), 3)


def test_check_3_wants_twice_the_next_size_on_the_front(proofs: Proofs) -> None:
    front, inside, *others = proofs.plan.pages
    alpha = replace(inside.placements[0], column=0, top=60)
    crowded = replace(front, placements=(*front.placements, alpha))
    pages = (crowded, inside, *others)

    faults = look_over(replace(proofs, plan=replace(proofs.plan, pages=pages)))

    assert "splash (h63, 2 lines), is not 2 times the next" in _said(faults, 3)


def test_heads_that_differ_in_lines_may_stand_side_by_side(proofs: Proofs) -> None:
    unlike = _head("alpha", "h31", "The boat that came by day")(proofs)

    assert "stands beside" not in _said(look_over(unlike), 3)


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (_head("beta", "h31", "A lamp burns", "brightly"), "“brightly” stands alone"),
        (_head("beta", "h31", "A lamp of", "the harbour"), "ends with “of”"),
        (_head("beta", "h31", "A lamp and", "the har-"), "ends with “and”"),
        (_head("beta", "h31", "A har-", "bour lamp"), "ends with a hyphen"),
        (
            _head("beta", "h31", "It is", "a lamp that is trimmed by hand"),
            "40 per cent",
        ),
        (_head("beta", "h31", "A lamp " * 12), "is wider than its columns"),
    ],
)
def test_check_4_sees_bad_breaks(proofs: Proofs, break_it: Break, told: str) -> None:
    assert told in _said(look_over(break_it(proofs)), 4)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({"left_pt": 10.0}, "runs over the type area"),
        ({"right_pt": 810.0}, "runs over the type area"),
        ({"text": "Over it"}, "runs into"),
    ],
)
def test_check_4_sees_text_that_overruns(
    proofs: Proofs, place: dict[str, object], told: str
) -> None:
    assert told in _said(look_over(with_text(proofs, **place)), 4)


@pytest.mark.parametrize(
    ("off_pt", "classes", "is_fault"),
    [
        (0.3, {"caption"}, True),
        (0.05, {"caption"}, False),
        (5.5, {"caption"}, True),
        (5.5, {"headline"}, False),
        (5.3, {"headline"}, True),
        (3.0, {"nameplate"}, False),
    ],
)
def test_check_5_lays_a_ruler_on_every_baseline(
    proofs: Proofs, off_pt: float, classes: set[str], is_fault: bool
) -> None:
    baseline_pt = proofs.texts[0].baseline_pt + off_pt
    moved = with_text(
        proofs, baseline_pt=baseline_pt, text="moved", classes=frozenset(classes)
    )

    assert ("“moved”" in _said(look_over(moved), 5)) == is_fault


@pytest.mark.parametrize(("top_pt", "high_pt"), [(1.0, -1.0), (0.0, 1.0)])
def test_check_6_sees_a_picture_off_cap_height_or_baseline(
    proofs: Proofs, top_pt: float, high_pt: float
) -> None:
    (box,) = proofs.boxes_of("picture")
    moved = replace(box, y_pt=box.y_pt + top_pt, height_pt=box.height_pt + high_pt)
    broken = replace(proofs, boxes={**proofs.boxes, "at picture": [moved]})

    assert len([f for f in look_over(broken) if f.number == 6]) == 1


def test_check_7_sees_a_widow(proofs: Proofs) -> None:
    leg = next(
        frame
        for frame in piece_of(proofs, "alpha").frames
        if frame.kind == FrameKind.LEG and frame.column == 1
    )
    broken = with_lines(proofs, "alpha", leg.first_line, is_last=True)

    assert "the widow" in _said(look_over(broken), 7)


@pytest.mark.parametrize(
    ("place", "told"),
    [((-1,), "ends with a hyphen"), ((3, 4, 5), "3 hyphens in a row"), ((3, 4), "")],
)
def test_check_7_sees_hyphens(
    proofs: Proofs, place: tuple[int, ...], told: str
) -> None:
    name = frame_name(proofs, "alpha", 1)
    texts = [text for text, _ in proofs.framed[name]]
    for index in place:
        texts[index] = "a divided wo-"

    said = _said(look_over(with_framed(proofs, name, texts)), 7)

    assert told in said
    assert bool(said) == bool(told)


def _cut(slug: str, column: int, lines: int) -> Break:
    """Set some lines less in a leg."""

    def cut(proofs: Proofs) -> Proofs:
        name = frame_name(proofs, slug, column)
        texts = [text for text, _ in proofs.framed[name]]
        return with_framed(proofs, name, texts[:-lines])

    return cut


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (_cut("alpha", 0, 1), "alpha: the leg in its column 1 ends 1 line short"),
        (_cut("alpha", 2, 2), "alpha: the leg in its column 3 ends 2 lines short"),
        (_cut("alpha", 2, 1), ""),
    ],
)
def test_check_8_lets_only_the_last_leg_end_a_line_short(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    said = _said(look_over(break_it(proofs)), 8)

    assert told in said
    assert bool(said) == bool(told)


def test_check_8_wants_the_page_to_end_on_its_last_line(proofs: Proofs) -> None:
    broken = proofs
    for column in range(3):
        broken = _cut("alpha", column, 2)(broken)

    said = _said(look_over(broken), 8)

    assert said == "alpha ends on line 90, not 92, in columns 1, 2, 3"


def test_check_8_sees_an_empty_column(proofs: Proofs) -> None:
    pages = tuple(
        replace(page, placements=page.placements[:1]) if page.number == 2 else page
        for page in proofs.plan.pages
    )
    broken = replace(proofs, plan=replace(proofs.plan, pages=pages))

    assert "column 6 is empty" in _said(look_over(broken), 8)


@pytest.mark.parametrize(("lines", "is_hole"), [(2, False), (3, True)])
def test_check_9_sees_holes_of_more_than_two_lines(
    proofs: Proofs, lines: int, is_hole: bool
) -> None:
    said = _said(look_over(_cut("alpha", 0, lines)(proofs)), 9)

    assert (f"a hole of {lines} lines in column 1" in said) == is_hole


def test_check_9_sees_a_hole_inside_a_story(proofs: Proofs) -> None:
    picture = next(
        frame
        for frame in piece_of(proofs, "beta").frames
        if frame.kind == FrameKind.PICTURE
    )
    broken = with_frame(proofs, "beta", FrameKind.PICTURE, lines=picture.lines - 3)

    assert "in beta" in _said(look_over(broken), 9)


@pytest.mark.parametrize(
    ("classes", "gap_pt", "is_fault"),
    [
        ("rule", 3.0, True),
        ("rule", 5.2, False),
        ("at fact-box", 3.0, True),
        ("at house-ad red", 3.0, True),
    ],
)
def test_check_9_sees_text_too_near_to_a_rule_or_box(
    proofs: Proofs, classes: str, gap_pt: float, is_fault: bool
) -> None:
    text = proofs.texts[0]
    below_pt = proofs.layout.leading_pt
    last = max(
        (t for t in proofs.texts if (t.page, t.left_pt) == (4, text.left_pt)),
        key=lambda t: t.baseline_pt,
    )
    box = Box(4, last.left_pt, last.baseline_pt + gap_pt, 110, below_pt)
    broken = with_box(proofs, classes, box)

    assert (f"is {gap_pt:.1f} pt from" in _said(look_over(broken), 9)) == is_fault


def test_text_inside_a_box_is_not_near_it(proofs: Proofs) -> None:
    page = Box(2, 0, 0, 800, 1077)

    assert not _said(look_over(with_box(proofs, "at fact-box", page)), 9)


def _no_byline(proofs: Proofs) -> Proofs:
    frames = [
        frame
        for frame in piece_of(proofs, "alpha").frames
        if frame.kind != FrameKind.BYLINE
    ]
    return with_placement(proofs, "alpha", frames=tuple(frames))


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (_no_byline, "alpha: it has no byline"),
        (
            lambda p: with_frame(p, "beta", FrameKind.PICTURE, caption_lines=0),
            "has no caption",
        ),
        (
            lambda p: with_article(p, "beta", pictures=(desks.picture(caption=""),)),
            "has no caption",
        ),
        (
            lambda p: with_article(p, "beta", pictures=(desks.picture(credit=""),)),
            "has no credit",
        ),
    ],
)
def test_check_11_asks_for_bylines_captions_and_credits(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    assert told in _said(look_over(break_it(proofs)), 11)


def test_a_leading_article_needs_no_byline(proofs: Proofs) -> None:
    leader = with_article(_no_byline(proofs), "alpha", form=Form.LEADER)

    assert not _said(look_over(leader), 11)


def _lost_line(proofs: Proofs) -> Proofs:
    """Take the last line of the splash's last leg on page 3."""
    rest = proofs.plan.pages[2].placements[0]
    *frames, last = rest.frames
    short = replace(last, end_line=last.end_line - 1)
    page = replace(
        proofs.plan.pages[2],
        placements=(replace(rest, frames=(*frames, short)),),
    )
    pages = (*proofs.plan.pages[:2], page, proofs.plan.pages[3])
    return replace(proofs, plan=replace(proofs.plan, pages=pages))


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda p: without_thing(p, 1, "jump"), "without the line “Turn to page 3”"),
        (
            lambda p: with_thing(p, 1, "jump", lines=("Turn to page 2",)),
            "without the line “Turn to page 3”",
        ),
        (
            lambda p: with_thing(p, 3, "kicker", lines=("From page 2",)),
            "without the line “From page 1”",
        ),
        (_lost_line, "splash goes on at line"),
    ],
)
def test_check_12_follows_every_jump(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    assert told in _said(look_over(break_it(proofs)), 12)


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda p: with_thing(p, 2, "folio", more={"number": 3}), "page number"),
        (lambda p: with_thing(p, 2, "folio", more={"section": "Sport"}), "flag"),
        (lambda p: with_thing(p, 2, "folio", more={"title": "The Other"}), "title"),
        (lambda p: with_thing(p, 2, "folio", more={"date": "Monday"}), "date"),
        (lambda p: with_thing(p, 2, "folio", style="right"), "outer side"),
        (lambda p: without_thing(p, 3, "folio"), "no folio"),
        (lambda p: with_thing(p, 1, "date-bar", more={"number": "1"}), "date bar"),
        (lambda p: without_thing(p, 1, "date-bar"), "no date bar"),
    ],
)
def test_check_13_reads_the_folios(proofs: Proofs, break_it: Break, told: str) -> None:
    assert told in _said(look_over(break_it(proofs)), 13)


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (
            lambda p: with_thing(p, 1, "teaser", more={"page": 4}),
            "the teaser of beta names page 4, not 2",
        ),
        (
            lambda p: with_thing(
                p, 1, "refer", more={"entries": (("Lamp, page 3", "#story-beta"),)}
            ),
            "refers to beta, which is on page 2",
        ),
        (
            lambda p: with_thing(
                p, 4, "index", more={"entries": (("News", "1, 3", "#page-1"),)}
            ),
            "the index gives “1, 3” for News, which is on 1–3",
        ),
        (lambda p: without_thing(p, 4, "index"), "gives “” for Sport"),
        (
            lambda p: _with_contents(p, page=3),
            "gives page 3 for “Beta”, which is on page 2",
        ),
        (lambda p: _with_contents(p, told="Gamma"), "the index calls beta “Gamma”"),
        (
            lambda p: _with_contents(p, section="Sport"),
            "has beta under Sport, not News",
        ),
    ],
)
def test_check_14_follows_what_points_at_pages(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    assert told in _said(look_over(break_it(proofs)), 14)


def _with_contents(
    proofs: Proofs, told: str = "Beta", page: int = 2, section: str = "News"
) -> Proofs:
    """Put an index of one entry on the front page."""
    named = with_article(proofs, "beta", short_headline="Beta")
    more = {"entries": (((told,), page, "#story-beta"),)}
    thing = Thing("contents", 0, 0, 1, 1, lines=(section,), more=more)
    return with_new_thing(named, 1, thing)


def test_check_14_passes_an_index_that_is_right(proofs: Proofs) -> None:
    assert _said(look_over(_with_contents(proofs)), 14) == ""


def _red(kind: str, count: int, style: str = "") -> tuple[Thing, ...]:
    return tuple(Thing(kind, 0, 0, 1, 1, style) for _ in range(count))


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda p: with_new_thing(p, 2, *_red("kicker", 4)), "6 places are red"),
        (
            lambda p: with_new_thing(p, 2, *_red("house-ad", 2, "red")),
            "2 solid red blocks",
        ),
        (
            lambda p: with_text(p, colour="#be1e2d", size_pt=8.8, text="small"),
            "“small” is red at 8.8 pt",
        ),
    ],
)
def test_check_15_counts_the_red(proofs: Proofs, break_it: Break, told: str) -> None:
    assert told in _said(look_over(break_it(proofs)), 15)


def test_five_red_places_and_a_tinted_block_are_fine(proofs: Proofs) -> None:
    more = (*_red("red-rule", 2), *_red("house-ad", 1, "red"))
    tinted = _red("house-ad", 1, "tinted")

    assert not _said(look_over(with_new_thing(proofs, 2, *more, *tinted)), 15)


def _over_the_picture(proofs: Proofs, size_pt: float) -> Proofs:
    (box,) = proofs.boxes_of("picture")
    return with_text(
        proofs,
        page=box.page,
        left_pt=box.x_pt + 5,
        right_pt=box.x_pt + 80,
        baseline_pt=box.y_pt + 80,
        size_pt=size_pt,
        text="over it",
    )


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda p: with_box(p, "rule", Box(2, 40, 300, 200, 0.2)), "a rule of 0.20 pt"),
        (
            lambda p: with_text(p, colour="#ffffff", size_pt=8.8, text="white"),
            "“white” is reversed at 8.8 pt",
        ),
        (lambda p: _over_the_picture(p, 12.0), "“over it” stands on a picture"),
    ],
)
def test_check_17_sees_what_does_not_print(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    assert told in _said(look_over(break_it(proofs)), 17)


def test_a_large_headline_may_stand_on_a_picture(proofs: Proofs) -> None:
    assert not _said(look_over(_over_the_picture(proofs, 63.0)), 17)


def _narrow_rule(proofs: Proofs) -> Proofs:
    """Lower the splash, with a rule over it that is a column short."""
    lowered = with_placement(proofs, "splash", top=21)
    ruler = lowered.ruler(lowered.plan.pages[0])
    rule = Thing("rule", ruler.left_mm(0), ruler.top_pt(20.6), ruler.width_mm(5), 0.5)
    return with_new_thing(lowered, 1, rule)


def _vertical(top: float, end: float) -> Break:
    """Draw a rule in a gutter of page 4, from a line's cap height to a baseline."""

    def draw(proofs: Proofs) -> Proofs:
        ruler = proofs.ruler(proofs.plan.pages[3])
        left_mm = ruler.left_mm(1) - 2
        top_pt = ruler.cap_pt(top)
        high_pt = ruler.baseline_pt(end) - top_pt
        return with_new_thing(proofs, 4, Thing("rule", left_mm, top_pt, 0.14, high_pt))

    return draw


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (_narrow_rule, "no rule as wide as splash"),
        (_vertical(20, 85), "goes on where no text stands"),
        (_vertical(20.5, 79), "does not go from cap height"),
        (_vertical(20, 79), ""),
    ],
)
def test_check_18_measures_the_rules(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    said = _said(look_over(break_it(proofs)), 18)

    assert told in said
    assert bool(said) == bool(told)


QUOTED = FrameKind.PULL_QUOTE


def _quote_at(top: int) -> Break:
    """Move the pull quote up or down in its leg, and the text round it."""

    def move(proofs: Proofs) -> Proofs:
        beta = piece_of(proofs, "beta")
        frames = list(beta.frames)
        places = [
            place
            for place, frame in enumerate(frames)
            if (frame.kind, frame.column) == (FrameKind.LEG, 1)
        ]
        moved = with_frame(proofs, "beta", QUOTED, top=top)
        frames = list(piece_of(moved, "beta").frames)
        for place, (start, end) in zip(places, ((36, top), (top + 8, 88)), strict=True):
            frames[place] = replace(frames[place], top=start, lines=end - start)
            texts = ["and nobody"] * (end - start)
            moved = with_framed(moved, f"2.beta.{place}", texts)
        return with_placement(moved, "beta", frames=tuple(frames))

    return move


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (
            lambda p: with_frame(p, "beta", QUOTED, text=("‘I should park’",)),
            "the story has no words",
        ),
        (_quote_at(39), "only 3 lines of its leg stand over the pull quote"),
        (_quote_at(77), "only 3 lines of its leg stand under the pull quote"),
        (_quote_at(80), "only 0 lines of its leg stand under the pull quote"),
        (_quote_at(60), ""),
    ],
)
def test_check_19_judges_pull_quotes(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    said = _said(look_over(break_it(proofs)), 19)

    assert told in said
    assert bool(said) == bool(told)


def test_check_19_sees_a_quote_beside_its_words(proofs: Proofs) -> None:
    lines = proofs.desk.galleys["beta"].lines
    near = next(
        frame.first_line + 18
        for frame in piece_of(proofs, "beta").frames
        if frame.kind == FrameKind.LEG and frame.column == 1
    )
    moved = with_lines(proofs, "beta", 0, text=lines[1].text)
    moved = with_lines(moved, "beta", near, text=lines[0].text)

    assert "stands beside the same words" in _said(look_over(moved), 19)


class _Code:
    """A QR code of so many modules."""

    modules = 45


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (
            lambda p: with_new_thing(
                p, 2, Thing("house-ad", 0, 0, 1, 1, more={"qr": _Code})
            ),
            "a module of the QR code is only",
        ),
        (lambda p: with_box(p, "qr", Box(2, 30, 300, 80, 80)), "the white of the qr"),
        (
            lambda p: with_box(p, "at barcode", Box(2, 30, 300, 80, 80)),
            "the white of the barcode",
        ),
    ],
)
def test_check_20_keeps_codes_readable(
    proofs: Proofs, break_it: Break, told: str
) -> None:
    assert told in _said(look_over(break_it(proofs)), 20)


def test_faults_are_told_by_page_and_once(proofs: Proofs) -> None:
    broken = _cut("alpha", 0, 3)(_head("splash", "h63", "The wall", "stands")(proofs))

    faults = look_over(broken)

    assert len(set(faults)) == len(faults) > 2
    assert [fault.page for fault in faults] == sorted(fault.page for fault in faults)


# --------------------------------------------------------------- the sample's pages


def test_the_checks_see_the_pages_that_were_set(sample: Path) -> None:
    shop = open_shop(sample)
    newspaper = set_newspaper(shop, read_issue(shop.workspace, "2213"))
    proofs = newspaper.proofs(newspaper.sheets())
    words = " ".join(text.text for text in proofs.texts)

    assert {text.page for text in proofs.texts} == {1, 2, 3, 4}
    assert shop.publication.title in words
    assert list(proofs.boxes_of("picture"))
    assert list(proofs.boxes_of("rule"))
    assert list(proofs.boxes_of("barcode"))
    assert len(list(proofs.things("folio"))) == 3
    colours = {text.colour for text in proofs.texts}
    assert {"#000000", "#be1e2d", "#ffffff"} <= colours
    for text in proofs.texts:
        assert 0 < text.left_pt < text.right_pt < proofs.layout.sheet_width_mm * 72
        assert text.size_pt > 6


def test_an_emptied_page_of_the_sample_does_not_pass(sample: Path) -> None:
    shop = open_shop(sample)
    newspaper = set_newspaper(shop, read_issue(shop.workspace, "2213"))
    proofs = newspaper.proofs(newspaper.sheets())
    pages = tuple(_emptied(page) for page in proofs.plan.pages)
    plan: Flatplan = replace(proofs.plan, pages=pages)

    numbers = {fault.number for fault in look_over(replace(proofs, plan=plan))}

    assert {8, 9} <= numbers


def _emptied(page: PagePlan) -> PagePlan:
    return replace(page, placements=()) if page.number == 2 else page
