"""What a page template is given: things to show, each at its place on the sheet.

Across the sheet in millimetres, down it in points, both from the sheet's top left
corner: a grid line is a whole number of points, a column of millimetres.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from printshop.issue import Picture

PictureMaker = Callable[[Picture, float, float], str]
"""Crops a picture to a frame in millimetres and gives its ``asset:`` address."""

Place = tuple[float, float, float, float]
"""Left in millimetres, top in points, width in millimetres, height in points."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on a page; ``kind`` names the macro of the template that shows it."""

    kind: str
    left_mm: float
    top_pt: float
    width_mm: float
    height_pt: float
    style: str = ""
    lines: tuple[str, ...] = ()
    """Display text with its breaks fixed."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What only this kind needs, by name; see docs/designers.md."""
    story: str = ""
    """Slug of the story that it belongs to: a screen reader reads them together."""
    language: str = ""
    """The story's."""
    pack: str = ""
    """Name of the pack of stories, or of the group, that it is read with."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its template sees it."""

    number: int
    form: str
    section: str
    is_left: bool
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Galleys:
    """Which galley lines go into which frame of the page."""

    frame: str
    slug: str
    first_line: int
    end_line: int
    opens_continuation: bool = False
    """Its first line is not indented."""
