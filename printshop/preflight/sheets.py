"""A file and its pages as preflight sees them: boxes, what is painted and named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from printshop.preflight.geometry import Box, box_of
from printshop.preflight.painted import Group, Mark, Picture

_EDGE_PT = 0.5
"""What reaches no further into the bleed than that stands outside and touches it."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a content stream paints and names, with all that stands in it."""

    marks: tuple[Mark, ...] = ()
    groups: tuple[Group, ...] = ()
    forbidden: tuple[tuple[str, Box], ...] = ()
    """What PDF/X does not know: ``transfer function``, ``PostScript`` …"""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """One page."""

    number: int
    """Counted from 1."""
    boxes: Mapping[str, Box]
    """By the PDF's names: MediaBox always, the others when the page has them."""
    rotate: int
    unit: float
    """UserUnit: how many points a unit of the page is."""
    content: Content
    page: pikepdf.Page = field(repr=False)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is printed, without what only masks."""
        return tuple(mark for mark in self.content.marks if not mark.is_in_mask)

    @property
    def marks_in_page(self) -> tuple[Mark, ...]:
        """What is printed and not cut off: crop marks and slug lines are."""
        page = self.bleed.grown(-_EDGE_PT)
        return tuple(mark for mark in self.marks if not mark.box.common(page).is_empty)

    @property
    def media(self) -> Box:
        """The sheet."""
        return self.boxes["MediaBox"]

    @property
    def trim(self) -> Box:
        """The page as it is cut; the sheet when it does not say."""
        return self.boxes.get("TrimBox") or self.boxes.get("ArtBox") or self.media

    @property
    def bleed(self) -> Box:
        """The page with what runs off its edges."""
        return self.boxes.get("BleedBox") or self.trim


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is kept of a page once it has been looked at."""

    number: int
    media: Box
    trim: Box
    bleed: Box
    rotate: int
    unit: float
    spots: frozenset[str]
    has_unknown_inks: bool
    """Something on it is in colours that have yet to be converted."""
    largest_picture_px: int


@dataclass(frozen=True, slots=True)
class SeenFile:
    """The whole file, after its pages have been looked at."""

    pdf: pikepdf.Pdf
    path: Path
    pages: tuple[PageFacts, ...]

    xmp: Mapping[str, str]
    """The metadata, by their usual names: ``dc:title``."""
    within: frozenset[str]
    """What stands anywhere in it: ``LZW``, ``JavaScript``, ``attachment``."""

    @property
    def root(self) -> Any:
        """The catalogue."""
        return self.pdf.Root


_BOXES = ("CropBox", "BleedBox", "TrimBox", "ArtBox")


def page_boxes(page: pikepdf.Page) -> dict[str, Box]:
    """Read the boxes that a page has; ValueError when nothing fits on it."""
    media = box_of(page.mediabox.as_list())
    if not (media.width > 0 and media.height > 0):
        raise ValueError("the MediaBox has no room in it")
    boxes = {"MediaBox": media}
    for name in _BOXES:
        own = page.obj.get(f"/{name}")
        if own is None and name == "CropBox":
            own = _inherited(page.obj, "/CropBox")
        if own is not None:
            boxes[name] = box_of(own.as_list())
    return boxes


def page_rotation(page: pikepdf.Page) -> int:
    """Read by how much a page is turned when it is shown."""
    rotate = page.obj.get("/Rotate")
    rotate = _inherited(page.obj, "/Rotate") if rotate is None else rotate
    return int(rotate or 0) % 360


def _inherited(page: Any, name: str) -> Any:
    """Look for an entry above a page; a tree that loops ends after a while."""
    above = page.get("/Parent")
    for _ in range(50):
        if above is None or name in above:
            break
        above = above.get("/Parent")
    return above.get(name) if above is not None else None


def page_facts(page: SeenPage) -> PageFacts:
    """Keep of a page what rules about the file need."""
    spaces = {space for mark in page.marks for space in mark.spaces}
    return PageFacts(
        number=page.number,
        media=page.media,
        trim=page.trim,
        bleed=page.bleed,
        rotate=page.rotate,
        unit=page.unit,
        spots=frozenset(ink for space in spaces for ink in space.spots),
        has_unknown_inks=any(space.is_unconverted for space in spaces),
        largest_picture_px=max(
            (
                mark.width_px * mark.height_px
                for mark in page.content.marks
                if isinstance(mark, Picture)
            ),
            default=0,
        ),
    )
