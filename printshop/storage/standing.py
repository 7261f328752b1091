"""A file as it stands in a storage, told without reading it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What a storage tells of a file."""

    size: int
    mark: str
    """Another one when the file was written again: its time, or the store's own tag.
    Empty when the store tells neither; then the size has to do."""
    written: datetime.datetime | None
    """When; None when the store does not tell."""


Glance = Callable[[str], tuple[int, str] | None]
"""Tells size and mark of the file in a place; None when there is none."""
