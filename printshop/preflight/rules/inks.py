"""How rules speak of colours whose inks nobody can know before they are converted."""

from printshop.preflight.colour import Colour
from printshop.preflight.painted import Mark, word
from printshop.preflight.rule import Unseen


def unseen_inks(mark: Mark, colour: Colour, page: int) -> Unseen:
    """Say that the inks of a colour are not known, and why."""
    if colour.space.is_unconverted:
        why = (
            f"is in {colour.space.name}: its inks are not known before it is converted"
        )
    else:
        why = "is filled with a pattern, whose inks differ from place to place"
    return Unseen(f"{word(mark)} {why}", page)
