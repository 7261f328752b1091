"""Evaluate the functions of a PDF, which gradients and tints are made of.

ISO 32000-1, 7.10. Values outside a function's domain count as its ends.
"""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from printshop.errors import SourceError
from printshop.finish.calculator_function import calculator

Function = Callable[[Sequence[float]], list[float]]
"""Takes as many numbers as its domain has, gives as many as there are colours."""

_MOST_SAMPLES = 4_000_000


def read_function(function: Any) -> Function:
    """Read a function. Raises SourceError when it is of no known kind, or damaged."""
    try:
        kind = int(function.FunctionType)
        inner = _KINDS[kind](function)
        domain = _pairs(function.Domain)
        range_ = _pairs(function.Range) if "/Range" in function else None
    except (KeyError, AttributeError, ValueError, TypeError, IndexError) as error:
        raise _damaged() from error

    def evaluate(values: Sequence[float]) -> list[float]:
        inside = [
            _clip(v, low, high) for v, (low, high) in zip(values, domain, strict=True)
        ]
        try:
            found = inner(inside)
        except (ArithmeticError, IndexError, TypeError, ValueError) as error:
            raise _damaged() from error
        if range_ is None:
            return found
        return [
            _clip(v, low, high) for v, (low, high) in zip(found, range_, strict=True)
        ]

    return evaluate


def joined(functions: Sequence[Function]) -> Function:
    """Make one function of several, each of which gives one of the colours."""
    return lambda values: [one for f in functions for one in f(values)]


def numbers(array: Any) -> list[float]:
    """Read an array of numbers."""
    return [float(value) for value in array]


def _pairs(array: Any) -> list[tuple[float, float]]:
    values = numbers(array)
    return list(zip(values[::2], values[1::2], strict=True))


def _clip(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _damaged() -> SourceError:
    return SourceError(
        "a colour function of the PDF is damaged, or of a kind that nobody knows",
        hint="have the PDF written again",
    )


def _exponential(function: Any) -> Function:
    start = numbers(function.get("/C0", [0]))
    end = numbers(function.get("/C1", [1]))
    exponent = float(function.N)
    steps = [b - a for a, b in zip(start, end, strict=True)]

    def evaluate(values: Sequence[float]) -> list[float]:
        power = values[0] ** exponent if values[0] or exponent else 1.0
        return [a + power * step for a, step in zip(start, steps, strict=True)]

    return evaluate


def _stitched(function: Any) -> Function:
    parts = [read_function(part) for part in function.Functions]
    encode = _pairs(function.Encode)
    low, high = numbers(function.Domain)
    bounds = numbers(function.Bounds)
    edges = [low, *bounds, high]

    def evaluate(values: Sequence[float]) -> list[float]:
        number = sum(values[0] >= bound for bound in bounds)
        start, end = edges[number], edges[number + 1]
        share = (values[0] - start) / (end - start) if end > start else 0.0
        first, last = encode[number]
        return parts[number]([first + share * (last - first)])

    return evaluate


def _sampled(function: Any) -> Function:
    sizes = [int(size) for size in function.Size]
    domain, range_ = _pairs(function.Domain), _pairs(function.Range)
    bits = int(function.BitsPerSample)
    count = math.prod(sizes) * len(range_)
    if not 0 < count <= _MOST_SAMPLES:
        raise _damaged()
    # The first input runs fastest, so it is the last axis but the colours.
    shape = (*reversed(sizes), len(range_))
    samples = _samples(function.read_bytes(), bits, count).reshape(shape)
    encode = _pairs(function.get("/Encode", _whole(sizes)))
    decode = _pairs(function.get("/Decode", function.Range))
    low = np.array([a for a, _ in decode])
    steps = np.array([b - a for a, b in decode]) / (2**bits - 1)

    def evaluate(values: Sequence[float]) -> list[float]:
        places = [
            _clip(a + (v - lo) / ((hi - lo) or 1) * (b - a), 0, size - 1)
            for v, (lo, hi), (a, b), size in zip(
                values, domain, encode, sizes, strict=True
            )
        ]
        return [float(v) for v in low + steps * _between(samples, places)]

    return evaluate


def _whole(sizes: Sequence[int]) -> list[float]:
    return [edge for size in sizes for edge in (0.0, size - 1.0)]


def _samples(data: bytes, bits: int, count: int) -> npt.NDArray[np.float64]:
    """Read numbers of any width that follow each other without a gap."""
    if bits in {8, 16, 32}:
        return np.frombuffer(data, f">u{bits // 8}", count).astype(np.float64)
    row = np.unpackbits(np.frombuffer(data, np.uint8), count=count * bits)
    weights = 2.0 ** np.arange(bits - 1, -1, -1)
    return np.asarray(row.reshape(count, bits) @ weights, np.float64)


def _between(
    samples: npt.NDArray[np.float64], places: Sequence[float]
) -> npt.NDArray[np.float64]:
    """Interpolate along every axis."""
    total = np.zeros(samples.shape[-1])
    axes = [_neighbours(place) for place in reversed(places)]
    for corner in itertools.product(*axes):
        weight = math.prod(share for _, share in corner)
        if weight:
            total += weight * samples[tuple(index for index, _ in corner)]
    return total


def _neighbours(place: float) -> tuple[tuple[int, float], tuple[int, float]]:
    below = math.floor(place)
    share = place - below
    return (below, 1 - share), (below + 1, share)


def _calculated(function: Any) -> Function:
    return calculator(function.read_bytes())


_KINDS = {0: _sampled, 2: _exponential, 3: _stitched, 4: _calculated}
