"""Bans: shapes that a piece may not take on one page, because of its neighbours.

A finished page is looked at as a whole. Where two neighbours look alike, or a small
story's picture outshines the lead's, one of the two is forbidden that look, or that
size, and the page is made up again.
"""

from dataclasses import dataclass
from enum import StrEnum

from printshop.flatplan.shapes import Shape


class Forbidden(StrEnum):
    """What of a shape is forbidden."""

    HEAD = "head"
    """A headline of this size and depth: ``("h31", 6)``."""
    HEAD_FROM = "head-from"
    """A headline of this many points or more."""
    SIZE = "size"
    """Exactly this many columns and lines."""
    PICTURES_FROM = "pictures-from"
    """A main or second picture of so many cells (columns times lines) or more."""
    PICTURE_BELOW = "picture-below"
    """A main picture of fewer cells than this, or none."""
    PICTURE = "picture"
    """A main picture in this place."""


@dataclass(frozen=True, slots=True)
class Ban:
    """Forbids a piece some of its shapes."""

    name: str
    """Of the piece."""
    what: Forbidden
    value: tuple[str, int] | tuple[int, int] | float | str

    def forbids(self, shape: Shape) -> bool:
        """Tell whether a shape is forbidden."""
        look = shape.look
        match self.what:
            case Forbidden.HEAD:
                return (look.style, look.head_lines) == self.value
            case Forbidden.HEAD_FROM:
                return (
                    isinstance(self.value, int | float) and look.size_pt >= self.value
                )
            case Forbidden.SIZE:
                return (shape.columns, shape.lines) == self.value
            case _:
                return self._forbids_picture(shape)

    def _forbids_picture(self, shape: Shape) -> bool:
        look = shape.look
        if self.what == Forbidden.PICTURE:
            return look.place == self.value
        if not isinstance(self.value, int | float):
            return False
        if self.what == Forbidden.PICTURES_FROM:
            return max(look.picture_cells, look.second_cells) >= self.value
        return look.picture_cells < self.value
