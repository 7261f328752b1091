"""A headline that breaks badly is worth another size, or another width."""

from printshop.flatplan.headlines import BAD_BREAK, Broken
from printshop.flatplan.heads import head_of, heads
from printshop.flatplan.newslist import story_pieces
from tests.desks import desk_of, issue_of, story

TALLEST_STEP = 25
"""What the last of the sizes that a rank may have costs at most."""


def test_a_bad_break_costs_more_than_any_other_size_of_the_rank() -> None:
    desk = desk_of(issue_of([story("wall")]))
    [piece] = story_pieces(desk.issue.articles, desk)
    grid, size = desk.layout.grids["columns"], desk.layout.sizes["h31"]

    fair, bad = (
        head_of(
            piece, desk, grid, 3, size, Broken(("Sea wall for", "all"), 90, badness)
        )
        for badness in (BAD_BREAK - 0.1, BAD_BREAK)
    )

    assert bad.badness > fair.badness + TALLEST_STEP


def test_the_cheapest_head_of_a_width_breaks_well_where_any_of_them_does() -> None:
    headline = "Second cable for the Outer Shore and for Marrick"
    desk = desk_of(issue_of([story("cable", headline=headline)]))
    [piece] = story_pieces(desk.issue.articles, desk)

    grid = desk.layout.grids["columns"]
    for columns in range(2, grid.columns + 1):
        best = min(heads(piece, desk, grid, columns), key=lambda head: head.badness)
        text = next(frame.text for frame in best.frames if frame.kind == "headline")
        assert not any(line.endswith((" for", " and", " the")) for line in text)
        assert len(text) == 1 or " " in text[-1]


def test_a_headline_smaller_than_its_standfirst_is_dearer_than_any_other() -> None:
    wall = story("wall", headline="Wall closes", standfirst="Nobody was told")
    desk = desk_of(issue_of([wall]))
    [piece] = story_pieces(desk.issue.articles, desk)
    grid, sizes = desk.layout.grids["columns"], desk.layout.sizes

    small, usual = (
        head_of(piece, desk, grid, 1, sizes[name], Broken(("Wall closes",), 60, 0))
        for name in ("h11", "h15")
    )

    assert small.badness > usual.badness + 10 * TALLEST_STEP / 2
