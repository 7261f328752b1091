"""Turn gradients into the colours of the press, so that they keep their look.

* Between two colours a gradient in RGB runs through others than one in CMYK between
  the same two. It is therefore sampled, in steps that nobody sees, unless a straight
  line in ink is what it is anyway.
* A function that is stitched of several keeps its seams: they may be hard edges.
* A gradient of nothing but greys stays black alone; in any other one the greys are
  mixed like their neighbours (``Inks.gradient``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from printshop.errors import SourceError
from printshop.finish.colour_spaces import Space, read_plain_space
from printshop.finish.inks import Colour, ColourTarget
from printshop.finish.pdf_functions import Function, joined, numbers, read_function
from printshop.finish.sampled_functions import grid, sampled_function
from printshop.finish.spot_colours import settle_space

_SAMPLES = 65
_FINE_SAMPLES = 257
"""For functions that may be anything."""
_FIELD_SAMPLES = 65
"""Each way, for colours that are spread over an area."""

_STRAIGHT = 0.75 / 255
"""So far a colour may be from the straight line between the ends."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A function that is to be sampled, and its colours in the old space."""

    domain: list[tuple[float, float]]
    sizes: list[int]
    colours: list[Colour]


def convert_shading(
    pdf: pikepdf.Pdf, shading: Any, resources: Any, target: ColourTarget
) -> None:
    """Convert a shading in place. SourceError when it is of a kind that cannot be."""
    space = read_plain_space(shading.ColorSpace, resources)
    if target.keeps_inks and (space.is_spot or space.process == 4):
        shading.ColorSpace = settle_space(pdf, shading.ColorSpace, resources, target)
        return
    if "/Function" not in shading:
        raise SourceError(
            "a gradient mesh without a function cannot be converted",
            hint="have it flattened, or drawn as a picture",
        )
    if "/Background" in shading:
        background = space.colour(tuple(numbers(shading.Background)))
        shading.Background = pikepdf.Array(_rounded(target.paint(background)))
    tree = shading.Function
    if isinstance(tree, pikepdf.Array):
        leaves = [_together(tree, space)]
    else:
        leaves = list(_leaves(tree, space))
    inks = iter(_in_inks(leaves, target))
    shading.Function = (
        next(inks).function(pdf)
        if isinstance(tree, pikepdf.Array)
        else _replaced(pdf, tree, inks)
    )
    shading.ColorSpace = pikepdf.Name(target.space)


def _together(functions: Any, space: Space) -> _Leaf:
    """Sample several functions, one for each value of a colour, as one."""
    return _sampled(
        joined([read_function(function) for function in functions]),
        _domain(functions[0]),
        space,
        _FINE_SAMPLES,
    )


def _leaves(function: Any, space: Space) -> Iterator[_Leaf]:
    """Sample the functions that a gradient is stitched of, in order."""
    kind = int(function.FunctionType)
    if kind == 3:
        for part in function.Functions:
            yield from _leaves(part, space)
        return
    samples = _SAMPLES if kind == 2 else _FINE_SAMPLES
    yield _sampled(read_function(function), _domain(function), space, samples)


def _sampled(
    function: Function, domain: list[tuple[float, float]], space: Space, samples: int
) -> _Leaf:
    is_field = len(domain) > 1
    sizes = [_FIELD_SAMPLES if is_field else samples] * len(domain)
    colours = [
        space.colour(tuple(function(place)[: len(space.ranges)]))
        for place in grid(domain, sizes)
    ]
    return _Leaf(domain, sizes, colours)


def _domain(function: Any) -> list[tuple[float, float]]:
    values = numbers(function.Domain)
    return list(zip(values[::2], values[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class _Inked:
    """A leaf in the colours of the press."""

    leaf: _Leaf
    rows: list[Colour]

    def function(self, pdf: pikepdf.Pdf) -> Any:
        """Write it, as two ends where that is the same."""
        if len(self.leaf.domain) == 1 and _is_straight(self.rows):
            return _between(self.leaf.domain[0], self.rows[0], self.rows[-1])
        return sampled_function(pdf, self.leaf.domain, self.leaf.sizes, self.rows)


def _in_inks(leaves: Sequence[_Leaf], target: ColourTarget) -> list[_Inked]:
    """Convert all colours of a gradient together."""
    every = [colour for leaf in leaves for colour in leaf.colours]
    converted = iter(target.gradient(every))
    return [_Inked(leaf, [next(converted) for _ in leaf.colours]) for leaf in leaves]


def _replaced(pdf: pikepdf.Pdf, function: Any, inks: Iterator[_Inked]) -> Any:
    """Stitch the converted functions as the old ones were."""
    if int(function.FunctionType) != 3:
        return next(inks).function(pdf)
    return pikepdf.Dictionary(
        FunctionType=3,
        Domain=function.Domain,
        Functions=pikepdf.Array(
            [_replaced(pdf, part, inks) for part in function.Functions]
        ),
        Bounds=function.Bounds,
        Encode=function.Encode,
    )


def _is_straight(rows: Sequence[Colour]) -> bool:
    last = len(rows) - 1
    return all(
        abs(value - (start + (end - start) * number / last)) <= _STRAIGHT
        for number, row in enumerate(rows)
        for value, start, end in zip(row, rows[0], rows[-1], strict=True)
    )


def _between(domain: tuple[float, float], start: Colour, end: Colour) -> Any:
    """Write two ends; N = 1 runs from 0 to 1, so another domain is stitched to it."""
    unit = pikepdf.Dictionary(
        FunctionType=2,
        Domain=[0, 1],
        C0=pikepdf.Array(_rounded(start)),
        C1=pikepdf.Array(_rounded(end)),
        N=1,
    )
    if domain == (0.0, 1.0):
        return unit
    return pikepdf.Dictionary(
        FunctionType=3,
        Domain=pikepdf.Array(list(domain)),
        Functions=pikepdf.Array([unit]),
        Bounds=pikepdf.Array(),
        Encode=pikepdf.Array([0, 1]),
    )


def _rounded(colour: Colour) -> list[float]:
    return [round(value, 4) for value in colour]
