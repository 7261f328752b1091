"""Captions stand close to their pictures, and attributions are broken evenly."""

import pytest

from printshop.flatplan import Frame, FrameKind, PieceKind, Placement
from printshop.layout import PT_PER_MM
from printshop.pages.captions import attribution_lines, caption_above, spare_lines
from tests.desks import desk_of, issue_of, picture, story, tabloid

WIDTH_MM = 131.0


@pytest.mark.parametrize("more", [0, 1, 2])
def test_the_lines_that_a_drawing_does_not_need_are_counted(more: int) -> None:
    layout = tabloid()
    drawn = picture(width_px=1310, height_px=900, is_vector=True)
    [(lines, _), *_] = desk_of(issue_of([story("a")])).picture_heights(drawn, WIDTH_MM)
    frame = Frame(FrameKind.PICTURE, 0, 0, 3, lines + more)

    spare = spare_lines(frame, drawn, WIDTH_MM, layout)

    assert spare == more
    # what is left is as high as the drawing, to a tenth of a line
    high_pt = layout.picture_height_mm(frame.lines - spare) * PT_PER_MM
    own_pt = WIDTH_MM / drawn.proportion * PT_PER_MM
    assert -0.1 * layout.leading_pt <= high_pt - own_pt < layout.leading_pt


def test_a_photograph_fills_its_frame_whatever_its_height() -> None:
    frame = Frame(FrameKind.PICTURE, 0, 0, 3, 60)

    assert spare_lines(frame, picture(), WIDTH_MM, tabloid()) == 0


def test_what_stands_right_below_a_caption_is_known_by_it() -> None:
    shown = Frame(FrameKind.PICTURE, 1, 6, 4, 30, caption_lines=2)
    below, elsewhere = (Frame(FrameKind.REFER, at, 38, 4, 1) for at in (1, 0))
    frames = (shown, below, elsewhere)
    placed = Placement(PieceKind.STORY, "wall", 0, 19, 6, 60, frames)

    assert caption_above(placed, below) is shown
    assert caption_above(placed, elsewhere) is None


@pytest.mark.parametrize(
    "text",
    [
        "Agnes Lorne, engineer",
        "Ishbel Brodie, on seeing the harbour from 260 miles up",
        "A deckhand with 22 years on the night boat and none on any other",
        "Unabbreviatable",
    ],
)
@pytest.mark.parametrize("name", ["columns", "legs"])
def test_an_attribution_has_as_few_lines_as_it_needs_and_those_even(
    text: str, name: str
) -> None:
    desk = desk_of(issue_of([story("a")]))
    grid = desk.layout.grids[name]
    usual = desk.small_lines("attribution", text, grid)

    lines = attribution_lines(text, grid, desk)

    assert " ".join(lines) == text
    assert len(lines) == len(usual)
    assert max(map(len, lines)) <= max(map(len, usual))
    if len(lines) > 1:
        assert min(map(len, lines)) >= 0.5 * max(map(len, lines))
