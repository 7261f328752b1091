"""Note what a content stream paints: only what can be seen, measured on paper.

What the clipping path or the sheet cuts off wholly, and what is wholly transparent,
is not noted. What another mark covers is: nobody can tell without a picture.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from printshop.preflight.colour import ColourSpace
from printshop.preflight.content.graphics_state import GraphicsState
from printshop.preflight.content.path_pen import PathPen
from printshop.preflight.geometry import Box
from printshop.preflight.painted import Group, Mark, Path, Picture, Shading, Text
from printshop.preflight.sheets import Content

_UNIT_SQUARE = Box(0, 0, 1, 1)
_FILLED, _STROKED = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6})
_HIDDEN_MODES = frozenset({3, 7})


class Painter:
    """Collects marks, groups, and what is forbidden."""

    def __init__(self, media: Box, unit: float) -> None:
        """Begin an empty page of so many points a unit."""
        self.media = media
        self._unit = unit
        self._marks: list[Mark] = []
        self._groups: list[Group] = []
        self._forbidden: dict[str, Box] = {}
        self._is_in_mask = False
        self._place: Box | None = None

    @property
    def content(self) -> Content:
        """Give what was noted."""
        marks, groups = tuple(self._marks), tuple(self._groups)
        return Content(marks, groups, tuple(self._forbidden.items()))

    @property
    def count(self) -> int:
        """Count the marks."""
        return len(self._marks)

    @contextmanager
    def elsewhere(
        self, place: Box | None = None, *, in_mask: bool = False
    ) -> Iterator[None]:
        """Note what follows as part of a mask, or at the place where it is used."""
        before = self._is_in_mask, self._place
        self._is_in_mask = self._is_in_mask or in_mask
        self._place = self._place or place
        try:
            yield
        finally:
            self._is_in_mask, self._place = before

    def group(self, space: ColourSpace | None, box: Box, *, luminosity: bool) -> None:
        """Note a transparency group."""
        self._groups.append(Group(space, self._place or box, luminosity))

    def forbid(self, what: str, box: Box) -> None:
        """Note something that PDF/X forbids, once a page."""
        self._forbidden.setdefault(what, self._place or box)

    def path(
        self, pen: PathPen, state: GraphicsState, *, fill: bool, stroke: bool
    ) -> Box | None:
        """Note a path that is painted; give where it shows, or None."""
        box = pen.box(state.ctm)
        fill = fill and state.fill_alpha > 0
        stroke = stroke and state.stroke_alpha > 0
        if box is None or not (fill or stroke):
            return None
        half = state.line_width * max(state.ctm.width, state.ctm.height) / 2
        whole = box.grown(half if stroke else 0)
        seen = whole.common(state.clip)
        if seen.is_empty or (seen != whole and min(seen.width, seen.height) <= 0):
            return None
        self._marks.append(
            Path(
                box=self._place or seen,
                fill=state.fill if fill else None,
                stroke=state.stroke if stroke else None,
                overprint=state.overprint,
                is_in_mask=self._is_in_mask,
                stroke_pt=state.line_width * state.ctm.thinnest * self._unit,
                bars=tuple(pen.bars(state.ctm, state.clip, self._unit)) if fill else (),
            )
        )
        return seen

    def text(self, box: Box, size: float, state: GraphicsState) -> None:
        """Note letters that are shown."""
        seen = box.common(state.clip)
        mode = state.text_mode
        fill = mode in _FILLED and state.fill_alpha > 0
        stroke = mode in _STROKED and state.stroke_alpha > 0
        is_visible = mode not in _HIDDEN_MODES
        if seen.is_empty or (is_visible and not (fill or stroke)):
            return
        self._marks.append(
            Text(
                box=self._place or seen,
                fill=state.fill if fill else None,
                stroke=state.stroke if stroke else None,
                overprint=state.overprint,
                is_in_mask=self._is_in_mask,
                size_pt=size * self._unit,
                font=state.face.font,
                stroke_pt=state.line_width * state.ctm.thinnest * self._unit,
                is_visible=is_visible,
            )
        )

    def picture(
        self, entries: Any, space: ColourSpace | None, state: GraphicsState
    ) -> None:
        """Note a picture; without a colour space it is a stencil."""
        seen = state.ctm.box(_UNIT_SQUARE).common(state.clip)
        wide, high = int(entries.get("/Width", 0)), int(entries.get("/Height", 0))
        if seen.is_empty or not state.ctm.area or state.fill_alpha <= 0:
            return
        inches = [
            side * self._unit / 72 for side in (state.ctm.width, state.ctm.height)
        ]
        self._marks.append(
            Picture(
                box=self._place or seen,
                fill=state.fill if space is None else None,
                overprint=state.overprint,
                is_in_mask=self._is_in_mask,
                space=space,
                width_px=wide,
                height_px=high,
                ppi=min(wide / inches[0], high / inches[1]),
                is_bitmap=space is None
                or int(entries.get("/BitsPerComponent", 8)) == 1,
            )
        )

    def shading(self, space: ColourSpace, box: Box, state: GraphicsState) -> None:
        """Note colours that run into each other."""
        seen = box.common(state.clip)
        if not seen.is_empty and state.fill_alpha > 0:
            self._marks.append(
                Shading(
                    box=self._place or seen,
                    overprint=state.overprint,
                    is_in_mask=self._is_in_mask,
                    space=space,
                )
            )
