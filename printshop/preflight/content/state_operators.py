"""Operators of the graphics state (ISO 32000-1, 8.4.4), and of colour (8.6.8)."""

from typing import Any

import pikepdf

from printshop.preflight.colour import (
    Colour,
    ColourSpace,
    Family,
    colour_space,
)
from printshop.preflight.content.typeface import read_face
from printshop.preflight.content.walker import Operator, Operators, Walker, numbers_of
from printshop.preflight.geometry import Matrix


def _keep(walker: Walker, _: Any) -> None:
    walker.kept.append(walker.state.copied())


def _bring_back(walker: Walker, _: Any) -> None:
    if walker.kept:
        walker.state = walker.kept.pop()


def _transform(walker: Walker, operands: Any) -> None:
    walker.state.ctm = Matrix(*numbers_of(operands)).then(walker.state.ctm)


def _line_width(walker: Walker, operands: Any) -> None:
    walker.state.line_width = abs(float(operands[0]))


def _external(walker: Walker, operands: Any) -> None:
    """Take over what a dictionary of the resources sets."""
    entries = walker.named.state(str(operands[0]))
    walker.state.apply(entries)
    font = entries.get("/Font")
    if font is not None:
        walker.state.face = read_face(font[0])
        walker.state.font_size = float(font[1])
    if "/TR" in entries or entries.get("/TR2", "/Default") != "/Default":
        walker.painter.forbid("a transfer function", walker.state.clip)
    mask = entries.get("/SMask")
    if isinstance(mask, pikepdf.Dictionary):
        walker.walk_mask(mask)


def _fill_space(walker: Walker, operands: Any) -> None:
    space = walker.named.space(str(operands[0]))
    _set_fill(walker, space, space.first_colour)


def _stroke_space(walker: Walker, operands: Any) -> None:
    space = walker.named.space(str(operands[0]))
    _set_stroke(walker, space, space.first_colour)


def _fill_colour(walker: Walker, operands: Any) -> None:
    space = walker.state.fill_space
    _set_fill(walker, space, _colour(walker, operands, space))


def _stroke_colour(walker: Walker, operands: Any) -> None:
    space = walker.state.stroke_space
    _set_stroke(walker, space, _colour(walker, operands, space))


def _device_fill(family: Family) -> Operator:
    def set_colour(walker: Walker, operands: Any) -> None:
        space = walker.named.space(family.value)
        _set_fill(walker, space, Colour(space, numbers_of(operands)))

    return set_colour


def _device_stroke(family: Family) -> Operator:
    def set_colour(walker: Walker, operands: Any) -> None:
        space = walker.named.space(family.value)
        _set_stroke(walker, space, Colour(space, numbers_of(operands)))

    return set_colour


def _set_fill(walker: Walker, space: ColourSpace, colour: Colour) -> None:
    if not walker.is_colourless:
        walker.state.fill_space, walker.state.fill = space, colour


def _set_stroke(walker: Walker, space: ColourSpace, colour: Colour) -> None:
    if not walker.is_colourless:
        walker.state.stroke_space, walker.state.stroke = space, colour


def _colour(walker: Walker, operands: Any, space: ColourSpace) -> Colour:
    """Read the operands of ``scn``: numbers, and after them a pattern's name."""
    parts = list(operands)
    if not parts or not isinstance(parts[-1], pikepdf.Name):
        return Colour(space, numbers_of(parts))
    pattern = walker.named.pattern(str(parts.pop()))
    if pattern.get("/PatternType") == 2:
        under = colour_space(pattern.Shading.ColorSpace, None)
        return Colour(ColourSpace(Family.PATTERN, 0, under=under), ())
    if pattern.get("/PaintType") == 2 and space.under is not None:
        return Colour(space.under, numbers_of(parts))
    return Colour(ColourSpace(Family.PATTERN, 0), (), pattern)


STATE_OPERATORS: Operators = {
    "q": _keep,
    "Q": _bring_back,
    "cm": _transform,
    "w": _line_width,
    "gs": _external,
    "cs": _fill_space,
    "CS": _stroke_space,
    "sc": _fill_colour,
    "scn": _fill_colour,
    "SC": _stroke_colour,
    "SCN": _stroke_colour,
    "g": _device_fill(Family.GRAY),
    "rg": _device_fill(Family.RGB),
    "k": _device_fill(Family.CMYK),
    "G": _device_stroke(Family.GRAY),
    "RG": _device_stroke(Family.RGB),
    "K": _device_stroke(Family.CMYK),
}
