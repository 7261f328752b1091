"""What stands on a page, as the content stream paints it, one mark after another.

Sizes are what comes out on paper, after all transformations, in points.
"""

from dataclasses import dataclass

from printshop.preflight.colour import Colour, ColourSpace
from printshop.preflight.geometry import Box


@dataclass(frozen=True, slots=True)
class Overprint:
    """Whether a mark prints over what lies below it, or knocks it out."""

    fill: bool = False
    stroke: bool = False
    mode: int = 0
    """OPM: in mode 1 an ink of DeviceCMYK that is 0 leaves what lies below."""


KNOCKS_OUT = Overprint()


@dataclass(frozen=True, slots=True)
class Font:
    """A font as text names it."""

    name: str
    """Without the tag of a subset."""
    is_embedded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that is painted."""

    box: Box
    """Upright, round what can be seen of it, in the page's own coordinates."""
    fill: Colour | None = None
    """None when it is not filled."""
    stroke: Colour | None = None
    overprint: Overprint = KNOCKS_OUT
    is_in_mask: bool = False
    """Part of a soft mask: it prints nothing by itself."""

    @property
    def spaces(self) -> tuple[ColourSpace, ...]:
        """The colour spaces of its colours."""
        return tuple(one.space for one in (self.fill, self.stroke) if one is not None)

    @property
    def colours(self) -> tuple[tuple[Colour, bool], ...]:
        """Its colours, each with whether it overprints."""
        pairs = (
            (self.fill, self.overprint.fill),
            (self.stroke, self.overprint.stroke),
        )
        return tuple((one, over) for one, over in pairs if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Mark):
    """Letters that one operator shows."""

    size_pt: float
    font: Font
    stroke_pt: float = 0
    is_visible: bool = True
    """False for text that is there to be searched only."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle that is so long and thin that it is looked at as a line."""

    thickness_pt: float
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Mark):
    """Lines and areas that one operator paints."""

    stroke_pt: float = 0
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Mark):
    """A picture of pixels."""

    space: ColourSpace | None
    """None for a stencil, which is painted in the colour of the moment."""
    width_px: int
    height_px: int
    ppi: float
    """Pixels an inch on paper, along the axis that has fewer."""
    is_bitmap: bool
    """One bit a pixel, or a stencil."""

    @property
    def spaces(self) -> tuple[ColourSpace, ...]:
        """The colour space of its pixels, or of the stencil's colour."""
        if self.space is not None:
            return (self.space,)
        return (self.fill.space,) if self.fill is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shading(Mark):
    """Colours that run into each other."""

    space: ColourSpace

    @property
    def spaces(self) -> tuple[ColourSpace, ...]:
        """The colour space of its colours."""
        return (self.space,)


@dataclass(frozen=True, slots=True)
class Group:
    """A transparency group, or the page as one."""

    space: ColourSpace | None
    """None when it takes the space of what it stands in."""
    box: Box
    is_luminosity: bool = False
    """The group of a soft mask that is made from its brightness."""


WORDS: dict[type[Mark], str] = {
    Text: "text",
    Path: "a line or an area",
    Picture: "a picture",
    Shading: "a shading",
}


def word(mark: Mark) -> str:
    """Name the kind of a mark."""
    return WORDS[type(mark)]
