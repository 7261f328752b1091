"""Legs cost, before they are filled, what they cost when they are."""

from hypothesis import given
from hypothesis import strategies as st

from printshop.flatplan.flow import Copy, Leg
from printshop.flatplan.leg_prices import LegPrices, filled_legs, ragged_price
from tests.test_flow import BLOCKS, Made, lines_of

LEGS = st.lists(
    st.tuples(st.integers(1, 12), st.booleans(), st.booleans()),
    min_size=1,
    max_size=6,
)


@given(BLOCKS, LEGS)
def test_legs_are_priced_as_they_are_filled(
    blocks: list[Made], made: list[tuple[int, bool, bool]]
) -> None:
    lines = lines_of(blocks)
    copy, count = Copy(lines), len(lines)
    legs = [Leg(n, 0, *of) for n, of in enumerate(made)]
    prices = LegPrices(copy, 0, count)

    flowed = prices.flow(legs, prices.start())

    assert (flowed.end_line >= count) == (copy.flow(legs, 0, count) is not None)
    if flowed.end_line >= count:
        fills = filled_legs(copy, legs, 0, count)
        text = sum(fill.leg.height - fill.short for fill in fills)
        assert (flowed.price, flowed.text) == (ragged_price(fills), text)
