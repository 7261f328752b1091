"""Find the masks that count lightness, and give each what it is drawn with for its own.

A luminosity mask (ISO 32000-1, 11.5.3) is worked out in grey, while the same picture
or form may be drawn on a page in ink. What masks are drawn with is therefore copied,
before anything is converted.
"""

from collections.abc import Iterator
from copy import copy
from typing import Any

import pikepdf

from printshop.finish.colour_spaces import read_plain_space
from printshop.finish.inks import Colour
from printshop.finish.pdf_functions import numbers

_NAMED = ("/XObject", "/Pattern", "/Shading", "/ExtGState", "/ColorSpace")


def separate_masks(pdf: pikepdf.Pdf) -> list[Any]:
    """List all luminosity masks; what they are drawn with is theirs alone from now."""
    masks = list(_masks(pdf))
    copies = _Copies()
    for mask in masks:
        mask.G = copies.of(mask.G)
    return masks


def backdrop(mask: Any) -> Colour | None:
    """Give the colour round what a mask shows; None for black."""
    if "/BC" not in mask:
        return None
    values = tuple(numbers(mask.BC))
    space = mask.G.get("/Group", {}).get("/CS")
    return values if space is None else read_plain_space(space).colour(values)


def _masks(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for thing in pdf.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for state in _states(thing):
                mask = state.get("/SMask")
                if _is_luminosity(mask):
                    yield mask


def _states(thing: Any) -> Iterator[Any]:
    """Yield the graphics states that an object is or names itself."""
    if isinstance(thing.get("/SMask"), pikepdf.Dictionary):
        yield thing
    resources = thing.get("/Resources", thing)
    for holder in (thing, resources):
        states = holder.get("/ExtGState")
        if isinstance(states, pikepdf.Dictionary):
            yield from (s for s in states.values() if isinstance(s, pikepdf.Dictionary))


def _is_luminosity(mask: Any) -> bool:
    return (
        isinstance(mask, pikepdf.Dictionary)
        and mask.get("/S") == pikepdf.Name.Luminosity
        and isinstance(mask.get("/G"), pikepdf.Stream)
    )


class _Copies:
    """Copies of streams and of all that is drawn with them, each made once."""

    def __init__(self) -> None:
        self._of: dict[tuple[int, int], Any] = {}

    def of(self, thing: Any) -> Any:
        """Copy something that is drawn with; a copy is its own."""
        if thing.objgen in self._of and thing.is_indirect:
            return self._of[thing.objgen]
        made = copy(thing)
        if thing.is_indirect:
            self._of[thing.objgen] = made
        if made.is_indirect:
            self._of[made.objgen] = made
        if "/Resources" in thing:
            made.Resources = self._resources(thing.Resources)
        return made

    def _resources(self, resources: Any) -> Any:
        made = copy(resources)
        for kind in _NAMED:
            if kind not in resources:
                continue
            named = copy(resources[kind])
            if kind in {"/XObject", "/Pattern", "/Shading"}:
                for name, thing in resources[kind].items():
                    named[name] = self.of(thing)
            made[kind] = named
        return made
