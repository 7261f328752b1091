"""The legs of a body end together where white beside its things can bring it about."""

from dataclasses import replace

import pytest

from printshop.flatplan import Desk, Frame, FrameKind, PieceKind
from printshop.flatplan.bodies import Bodies, fill_body, setting_of
from printshop.flatplan.body import Body, Obstacle, frame_of
from printshop.flatplan.furnishings import Furnishing
from printshop.flatplan.lengths import Lengths
from printshop.flatplan.newslist import story_pieces
from printshop.issue import PullQuote
from tests.desks import desk_of, issue_of, story

DEEP = 80


def _thing(kind: FrameKind, column: int, columns: int, lines: int) -> Obstacle:
    """Stand a thing in the body, with its blank line; the byline has its own."""
    place = "foot" if kind == FrameKind.FACT_BOX else "head"
    frame = Frame(kind, 0, 0, columns, lines - (kind != FrameKind.BYLINE))
    return Obstacle(column, columns, lines, place, frame)


BYLINE = _thing(FrameKind.BYLINE, 0, 1, 3)
PICTURE = _thing(FrameKind.PICTURE, 2, 2, 12)
FACTS = _thing(FrameKind.FACT_BOX, 2, 2, 10)


def _bodies(
    count: int, columns: int, *things: Obstacle, quote: bool = False
) -> list[Body]:
    quotes = (PullQuote("nobody came to see"),) if quote else ()
    desk = desk_of(issue_of([story("wall", count, pull_quotes=quotes)]))
    [piece] = story_pieces(desk.issue.articles, desk)
    setting = setting_of(piece, desk, columns, Lengths(piece, desk).best)
    return list(fill_body(setting, things, DEEP, has_quote=quote))


def _cells(body: Body) -> int:
    """Count the cells of a body that nothing covers."""
    taken = sum(one.columns * one.lines for one in body.placed)
    text = sum(fill.leg.height + fill.gap - fill.short for fill in body.fills)
    return body.columns * body.lines - taken - text


@pytest.mark.parametrize("count", range(150, 400, 25))
@pytest.mark.parametrize("columns", [2, 3, 4])
def test_things_take_up_a_line_more_at_most_and_a_fact_box_two(
    count: int, columns: int
) -> None:
    things = (BYLINE, PICTURE, FACTS) if columns == 4 else (BYLINE,)
    for body in _bodies(count, columns, *things, quote=columns == 3):
        kept = {one.frame.kind: one for one in things}
        for one in body.placed:
            if one.frame.kind == FrameKind.PULL_QUOTE:
                continue
            more = one.lines - kept[one.frame.kind].lines
            assert 0 <= more <= (2 if one.frame.kind == FrameKind.FACT_BOX else 1)


def test_a_fact_box_grows_by_lines_that_are_too_few_for_text() -> None:
    lines = {
        body.lines: body
        for count in range(150, 420, 5)
        for body in _bodies(count, 4, BYLINE, PICTURE, FACTS)
    }

    between = lines[PICTURE.lines + FACTS.lines + 1]

    [box] = [frame_of(one) for one in between.placed if one.place == "foot"]
    assert box.lines == FACTS.frame.lines + 1
    assert box.top == PICTURE.lines + 1  # one blank line above it, as ever
    assert box.top + box.lines == between.lines


def test_a_fact_box_with_a_column_to_itself_begins_level_with_the_text() -> None:
    frame = Frame(FrameKind.FACT_BOX, 0, 0, 1, 9)

    alone = frame_of(Obstacle(2, 1, 10, "foot", frame, top=0))
    under = frame_of(Obstacle(2, 1, 10, "foot", frame, top=20))

    assert (alone.top, alone.lines) == (0, 10)
    assert (under.top, under.lines) == (21, 9)


def test_a_column_of_text_ends_level_whenever_its_byline_can_give_a_line() -> None:
    plain: list[int] = []
    levelled: list[int] = []
    for count in range(100, 400, 7):
        for things, found in (((), plain), ((BYLINE,), levelled)):
            bodies = _bodies(count, 3, *things)
            found += [max(0, _cells(body) - 1) for body in bodies[:1]]

    assert sum(levelled) < sum(plain)


def test_a_story_is_tried_a_few_lines_longer_or_shorter_before_its_legs_end_badly() -> (
    None
):
    tried = better = 0
    for count in range(150, 400, 10):
        article = story("wall", count)
        for columns in (1, 2, 3, 4):
            stiff, loose = (
                _offered(desk_of(issue_of([article]), is_loose=is_loose), columns)
                for is_loose in (False, True)
            )
            tried += 1
            better += any(
                body.badness < stiff.get(lines, body).badness or lines not in stiff
                for lines, body in loose.items()
            )
            assert set(stiff) <= set(loose)
            assert all(loose[n].badness <= stiff[n].badness for n in stiff)

    assert better > tried / 2


def test_a_story_in_another_length_has_all_its_lines_in_the_legs() -> None:
    others = 0
    for count in range(200, 400, 20):
        desk = desk_of(issue_of([story("wall", count)]), is_loose=True)
        [piece] = story_pieces(desk.issue.articles, desk)
        lengths = Lengths(piece, desk)
        lines = len(desk.galleys["wall"].lines)
        for body in _offered(desk, 3).values():
            change = body.fills[-1].end_line - lines
            length = lengths.other(change)
            others += change != 0
            if change:
                assert length is not None
                assert length.prices.end_line == lines + change
                assert length.price > 0
            assert sum(f.end_line - f.first_line for f in body.fills) == lines + change

    assert others > 1


def test_only_the_end_of_a_story_is_had_in_other_lengths() -> None:
    desk = desk_of(issue_of([story("wall", 400)]), is_loose=True)
    [piece] = story_pieces(desk.issue.articles, desk)
    begins = replace(piece, end_line=30, jumps=True)
    ends = replace(piece, kind=PieceKind.CONTINUATION, first_line=30)

    other = Lengths(ends, desk).other(1)

    assert Lengths(begins, desk).other(1) is None
    assert Lengths(replace(piece, turns=True), desk).other(1) is None
    assert other is not None
    assert other.prices.first_line == 30


def _offered(desk: Desk, columns: int) -> dict[int, Body]:
    """Give the cheapest body of every depth."""
    [piece] = story_pieces(desk.issue.articles, desk)
    bodies = Bodies(desk, DEEP).round(piece, columns, Furnishing((), 0, (BYLINE,), 0))
    cheapest: dict[int, Body] = {}
    for body in bodies:
        known = cheapest.setdefault(body.lines, body)
        if body.badness < known.badness:
            cheapest[body.lines] = body
    return cheapest
