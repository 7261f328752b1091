"""Write what a function gives as samples: colours that no formula has any more."""

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import pikepdf

Row = Sequence[float]


def sampled_function(
    pdf: pikepdf.Pdf,
    domain: Sequence[tuple[float, float]],
    sizes: Sequence[int],
    rows: Sequence[Row],
) -> pikepdf.Stream:
    """Make a sampled function (ISO 32000-1, 7.10.2) of eight bits.

    ``rows`` are colours from 0 to 1, in the order of ``grid``.
    """
    samples = np.rint(np.clip(np.array(rows), 0, 1) * 255).astype(np.uint8)
    return pdf.make_stream(
        samples.tobytes(),
        {
            "/FunctionType": 0,
            "/Domain": pikepdf.Array([edge for pair in domain for edge in pair]),
            "/Range": pikepdf.Array([0, 1] * samples.shape[1]),
            "/Size": pikepdf.Array(list(sizes)),
            "/BitsPerSample": 8,
        },
    )


def grid(
    domain: Sequence[tuple[float, float]], sizes: Sequence[int]
) -> list[tuple[float, ...]]:
    """List the places to sample at; the first input runs fastest."""
    axes = [
        [low + step / (size - 1) * (high - low) for step in range(size)]
        for (low, high), size in zip(domain, sizes, strict=True)
    ]
    return [tuple(reversed(place)) for place in itertools.product(*reversed(axes))]


def tint_function(
    pdf: pikepdf.Pdf, inputs: int, colours: Callable[[Sequence[Row]], Sequence[Row]]
) -> pikepdf.Stream:
    """Sample a tint transformation, coarser the more plates it has.

    ``colours`` turns rows of tints into rows of colours. There are never more than
    65 536 rows; ValueError for so many plates that it would take more.
    """
    size = {1: 256, 2: 33, 3: 17, 4: 9}.get(inputs, 3 if inputs <= 10 else 2)
    if size**inputs > 65536:
        raise ValueError(inputs)
    domain, sizes = [(0.0, 1.0)] * inputs, [size] * inputs
    return sampled_function(pdf, domain, sizes, colours(grid(domain, sizes)))
