"""Nouns as JSON and back: frozen dataclasses of text, numbers, dates and tuples.

What a field is, is told by its annotation. So what was written by the same version of
printshop comes back equal; the index is begun anew by another one.
"""

import datetime
import functools
import json
import types
import typing
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

Noun = TypeVar("Noun")
_Taker = Callable[[Any], Any]


def as_json(noun: Any) -> str:
    """Write a noun as JSON."""
    return json.dumps(asdict(noun), ensure_ascii=False, default=_plain)


def from_json(kind: type[Noun], text: str | bytes) -> Noun:
    """Read a noun of a kind."""
    annotation: Any = kind
    noun: Noun = _taker(annotation)(json.loads(text))
    return noun


def _plain(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")


@functools.cache
def _taker(kind: Any) -> _Taker:
    """Make what takes a value of a kind from what JSON has made of it."""
    if isinstance(kind, types.UnionType):
        (inner,) = (one for one in typing.get_args(kind) if one is not types.NoneType)
        take = _taker(inner)
        return lambda told: None if told is None else take(told)
    if typing.get_origin(kind) is tuple:
        take = _taker(typing.get_args(kind)[0])
        return lambda told: tuple(map(take, told))
    if is_dataclass(kind):
        return _noun_taker(kind)
    if kind is datetime.date:
        return datetime.date.fromisoformat
    is_enum: bool = issubclass(kind, Enum)
    return kind if is_enum else _as_it_is


def _as_it_is(told: Any) -> Any:
    return told


def _noun_taker(kind: Any) -> _Taker:
    hints = typing.get_type_hints(kind)
    takers = {field.name: _taker(hints[field.name]) for field in fields(kind)}
    return lambda told: kind(
        **{name: take(told[name]) for name, take in takers.items()}
    )
