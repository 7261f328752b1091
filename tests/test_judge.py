"""The judge of a made-up page sees what no single cut can see."""

import pytest

from printshop.flatplan.bans import Forbidden
from printshop.flatplan.guillotine import Cell
from printshop.flatplan.judge import faults_of
from printshop.flatplan.pieces import Band, Piece
from printshop.flatplan.plan import PieceKind
from printshop.flatplan.shapes import Look, Shape


def cell(name: str, rank: int, size_pt: float, column: int, top: int) -> Cell:
    """Place a story of two columns and twenty lines, with a headline and no more."""
    piece = Piece(PieceKind.STORY, name, "News", rank, Band.THIRD, "columns")
    look = Look(style=f"h{size_pt:g}", size_pt=size_pt, head_lines=2)
    return Cell(piece, Shape(2, 20, 0, tuple, look), column, top)


LEAD = cell("lead", 0, 63.0, 4, 0)


@pytest.mark.parametrize(
    ("upper_pt", "column", "is_rising"),
    [(15.5, 0, True), (31.0, 0, False), (42.0, 0, False), (15.5, 2, False)],
)
def test_a_headline_is_never_larger_than_one_above_it(
    upper_pt: float, column: int, is_rising: bool
) -> None:
    upper = cell("upper", 2, upper_pt, column, 0)
    lower = cell("lower", 1, 31.0, 0, 22)

    bans = [ban for fault in faults_of([LEAD, upper, lower]) for ban in fault.bans]

    smaller = [b for b in bans if (b.name, b.what) == ("lower", Forbidden.HEAD_FROM)]
    assert bool(smaller) == is_rising
    if is_rising:
        assert not smaller[0].forbids(upper.shape)
        assert smaller[0].forbids(lower.shape)
