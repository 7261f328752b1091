"""The legs of a body end together where white beside its things can bring it about."""

import pytest

from printshop.flatplan import Frame, FrameKind
from printshop.flatplan.bodies import fill_body, setting_of
from printshop.flatplan.body import Body, Obstacle, frame_of
from printshop.flatplan.leg_prices import LegPrices
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
    prices = LegPrices(desk.copies["wall"], piece.first_line, piece.end_line)
    setting = setting_of(piece, desk, columns, prices)
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
