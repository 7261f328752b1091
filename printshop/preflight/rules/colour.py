"""Rules on colour spaces, spot colours, overprinting and transparency."""

from collections.abc import Iterator

from printshop.preflight.colour import Colour, ColourSpace, Family
from printshop.preflight.outcome import Severity
from printshop.preflight.painted import Mark, Path, Text, word
from printshop.preflight.rule import Docket, Fault, Told, file_rule, page_rule
from printshop.preflight.rules.scope import for_one_plate
from printshop.preflight.sheets import SeenFile, SeenPage

_EDGE_PT = 0.5
"""A mark that touches the trimmed edge with less than this stands outside."""

_GROUPS = {Family.CMYK}
_GREY_GROUPS = {Family.CMYK, Family.GRAY}


@page_rule("R0007", "White text does not overprint", Severity.ERROR)
def white_text_knocks_out(page: SeenPage, _: Docket) -> Told:
    """White is the paper. Overprinted there is no white, and the words are gone."""
    for mark in page.marks_in_page:
        is_shown = isinstance(mark, Text) and mark.is_visible
        if is_shown and _white_overprints(mark):
            yield Fault("white text overprints", page.number, mark.box)


@page_rule("R0008", "White lines and areas do not overprint", Severity.WARNING)
def white_paths_knock_out(page: SeenPage, _: Docket) -> Told:
    """White is the paper. Overprinted it does not show."""
    for mark in page.marks_in_page:
        if isinstance(mark, Path) and _white_overprints(mark):
            yield Fault("a white line or area overprints", page.number, mark.box)


def _white_overprints(mark: Mark) -> bool:
    return any(colour.is_white and over for colour, over in mark.colours)


@page_rule("R0013", "Nothing in DeviceGray overprints", Severity.WARNING)
def grey_knocks_out(page: SeenPage, _: Docket) -> Told:
    """Programs differ in what DeviceGray overprints: on some it knocks out all."""
    for mark in page.marks_in_page:
        in_grey = any(
            over and space.true.family == Family.GRAY
            for space, over in _overprinting(mark)
        )
        if in_grey:
            message = f"{word(mark)} in DeviceGray overprints"
            yield Fault(message, page.number, mark.box)


def _overprinting(mark: Mark) -> Iterator[tuple[ColourSpace, bool]]:
    """Yield the spaces of a mark, each with whether it overprints."""
    if mark.colours:
        yield from ((colour.space, over) for colour, over in mark.colours)
    else:
        yield from ((space, mark.overprint.fill) for space in mark.spaces)


@file_rule("R0020", "There are no more spot colours than are printed", Severity.ERROR)
def spot_colours(file: SeenFile, docket: Docket) -> Told:
    """A spot colour needs a plate and an ink of its own."""
    most = max(docket.profile.most_spot_colours, int(docket.is_ad))
    spots = sorted(frozenset[str]().union(*(page.spots for page in file.pages)))
    if len(spots) > most:
        for page in file.pages:
            here = ", ".join(sorted(page.spots))
            if here:
                yield Fault(f"the spot colour {here}", page.number)


@page_rule("R0024", "Nothing in the page is in Separation All", Severity.WARNING)
def no_all_inside(page: SeenPage, _: Docket) -> Told:
    """It prints full on every plate: right for marks, far too much ink in a page."""
    inside = page.trim.grown(-_EDGE_PT)
    for mark in page.marks:
        colorants = {ink for space in mark.spaces for ink in space.true.colorants}
        if "All" in colorants and not mark.box.common(inside).is_empty:
            message = f"{word(mark)} prints on every plate"
            yield Fault(message, page.number, mark.box)


@page_rule("R0027", "There is no RGB, Lab, calibrated or ICC colour", Severity.ERROR)
def no_rgb(page: SeenPage, _: Docket) -> Told:
    """The plate-maker would have to convert it, and black text would become coloured.

    What masks counts too.
    """
    for mark in page.content.marks:
        for space in mark.spaces:
            if space.is_unconverted and space.true.family != Family.UNKNOWN:
                message = f"{word(mark)} in {space.name}"
                yield Fault(message, page.number, mark.box)
            elif space.true.family == Family.UNKNOWN:
                message = f"{word(mark)} that does not say its colour space"
                yield Fault(message, page.number, mark.box)


@page_rule("R0030", "Transparency is blended in DeviceCMYK", Severity.ERROR)
def groups_in_cmyk(page: SeenPage, docket: Docket) -> Told:
    """A group in another space turns what stands in it, text too, into that space.

    A mask of brightness may be grey, and so may everything that prints in black alone.
    """
    for group in page.content.groups:
        may_be_grey = group.is_luminosity or docket.profile.is_mono
        allowed = _GREY_GROUPS if may_be_grey else _GROUPS
        if group.space is not None and group.space.true.family not in allowed:
            message = f"transparency is blended in {group.space.name}"
            yield Fault(message, page.number, group.box)


@page_rule(
    "H06", "Everything is black ink alone", Severity.ERROR, applies=for_one_plate
)
def black_alone(page: SeenPage, _: Docket) -> Told:
    """There is one plate: what is in other inks is lost, or printed as black."""
    for mark in page.marks:
        for colour, _over in mark.colours:
            if _is_coloured(colour):
                message = f"{word(mark)} in {colour.text}"
                yield Fault(message, page.number, mark.box)
        for space in mark.spaces if not mark.colours else ():
            if space.true.family not in (Family.GRAY, Family.CMYK):
                message = f"{word(mark)} in {space.name}"
                yield Fault(message, page.number, mark.box)


def _is_coloured(colour: Colour) -> bool:
    """Tell whether a colour needs more than the black plate."""
    if colour.pattern is not None:
        return False  # what stands in the pattern is looked at by itself
    if colour.space.family == Family.PATTERN:
        return colour.space.true.family not in (Family.GRAY, Family.CMYK)
    inks = colour.inks
    return inks is None or bool(set(inks) - {"Black"})
