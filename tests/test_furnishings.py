"""What stands in a story's body, and what it costs to show it otherwise than wished."""

from dataclasses import replace

from printshop.flatplan import FrameKind
from printshop.flatplan.furnishings import Furnishing, furnishings
from printshop.flatplan.newslist import story_pieces
from printshop.flatplan.pieces import Band
from printshop.issue import FactBox, FactRow, Picture
from tests.desks import desk_of, issue_of, picture, story


def offered(*pictures: Picture, columns: int = 4) -> list[Furnishing]:
    """Offer a page's lead with its pictures in every way."""
    desk = desk_of(issue_of([story("wall", pictures=pictures)]))
    [piece] = story_pieces(desk.issue.articles, desk)
    lead = replace(piece, band=Band.FIRST)
    return list(furnishings(lead, desk, desk.layout.grids["columns"], columns))


def cheapest(ways: list[Furnishing], across: int) -> int:
    return min(way.badness for way in ways if way.picture_columns == across)


def test_a_lead_s_picture_that_was_wished_narrow_is_cheapest_so() -> None:
    usual, wished = offered(picture()), offered(picture(columns=1))

    assert cheapest(usual, 1) > cheapest(usual, 3)
    assert cheapest(wished, 1) < cheapest(wished, 2) < cheapest(wished, 3)


def test_a_second_picture_is_cheapest_at_the_width_that_was_wished_for() -> None:
    def seconds(columns: int | None) -> dict[int, int]:
        ways = offered(picture(), picture(name="two.jpg", columns=columns))
        best: dict[int, int] = {}
        for way in ways:
            for one in way.obstacles:
                if one.frame.kind == FrameKind.PICTURE and one.frame.index == 1:
                    price = min(best.get(one.columns, 10**6), way.badness)
                    best[one.columns] = price
        return best

    assert seconds(None)[1] == seconds(None)[2]
    assert seconds(1)[1] < seconds(1)[2]
    assert seconds(2)[2] < seconds(2)[1]


def test_a_fact_box_is_as_deep_as_its_source_is_long() -> None:
    desk = desk_of(issue_of([story("wall")]))
    rows = (FactRow("47", "days"),)

    def lines(source: str) -> int:
        box = FactBox("The closures", rows, source)
        return desk.fact_box_lines(box, 41, with_optional=True)

    long = "Harbour office, lighthouse, fire station, council and company accounts"
    assert lines("") + 2 == lines("Harbour office")
    assert lines(long) > lines("Harbour office")
