"""Let spot colours be told in inks where a press has no plate for them.

A spot colour keeps its plate. What it looks like without one, its alternate colour
(ISO 32000-1, 8.6.6.4), may be RGB or Lab; a press file has neither.
"""

from typing import Any

import pikepdf

from printshop.finish.colour_spaces import PatternSpace, read_plain_space, read_space
from printshop.finish.inks import ColourTarget
from printshop.finish.sampled_functions import tint_function


def settle_space(
    pdf: pikepdf.Pdf, space: Any, resources: Any, target: ColourTarget
) -> Any:
    """Give what stands in place of a colour space once its colours are converted."""
    found = read_space(space, resources)
    if isinstance(found, PatternSpace):
        return _pattern(pdf, space, resources, target)
    if found.is_spot and target.keeps_inks:
        _settle_alternate(pdf, space, resources, target)
        return space
    return pikepdf.Name(target.space)


def _pattern(pdf: pikepdf.Pdf, space: Any, resources: Any, target: ColourTarget) -> Any:
    if isinstance(space, pikepdf.Name) or len(space) < 2:
        return pikepdf.Name.Pattern
    base = settle_space(pdf, space[1], resources, target)
    return pikepdf.Array([pikepdf.Name.Pattern, base])


def _settle_alternate(
    pdf: pikepdf.Pdf, space: Any, resources: Any, target: ColourTarget
) -> None:
    """Turn the alternate colour into process inks, in place."""
    if len(space) > 4:
        # attributes may hold further spaces, and say nothing that is needed here
        del space[4]
    found = read_plain_space(space, resources)
    if read_plain_space(space[2], resources).process in {1, 4}:
        space[2] = settle_device(space[2])
        return
    space[3] = tint_function(
        pdf,
        len(found.ranges),
        lambda rows: target.gradient([found.colour(tuple(row)) for row in rows]),
    )
    space[2] = pikepdf.Name(target.space)


def settle_device(space: Any) -> pikepdf.Name:
    """Name the device's grey or CMYK in place of one with a profile."""
    process = read_plain_space(space).process
    return pikepdf.Name.DeviceGray if process == 1 else pikepdf.Name.DeviceCMYK
