"""Rules on lines: strokes, and filled rectangles that are long and thin.

Widths are looked at as they print, to a thousandth of a point. What lies outside the
bleed is cut off, and not asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from printshop.preflight.colour import Colour, Family
from printshop.preflight.geometry import Box
from printshop.preflight.outcome import Severity
from printshop.preflight.painted import Path
from printshop.preflight.rule import Docket, Fault, Told, page_rule
from printshop.preflight.rules.inks import unseen_inks
from printshop.preflight.rules.scope import for_four_plates
from printshop.preflight.sheets import SeenPage

_ROUNDING_PT = 0.001
_NOTHING_PT = 0.03
"""Half a dot of a plate of 1,200 dots an inch."""

_THIN_PT = 0.25
"""What the Ghent Workgroup asks of white lines, and of lines of two inks or more."""


@dataclass(frozen=True, slots=True)
class _Line:
    width_pt: float
    box: Box
    colour: Colour
    overprints: bool
    path: Path


def _lines(page: SeenPage) -> Iterator[_Line]:
    for mark in page.marks_in_page:
        if not isinstance(mark, Path):
            continue
        if mark.stroke is not None:
            width = round(mark.stroke_pt, 3)
            yield _Line(width, mark.box, mark.stroke, mark.overprint.stroke, mark)
        if mark.fill is not None:
            for bar in mark.bars:
                width = round(bar.thickness_pt, 3)
                yield _Line(width, bar.box, mark.fill, mark.overprint.fill, mark)


@page_rule(
    "R0010", "Thin black lines overprint", Severity.WARNING, applies=for_four_plates
)
def thin_black_overprints(page: SeenPage, docket: Docket) -> Told:
    """Plates never meet exactly: knocked out, a thin line gets white edges.

    In DeviceCMYK that takes overprint mode 1 as well.
    """
    for line in _lines(page):
        if line.width_pt >= docket.profile.overprint_line_below_pt:
            continue
        if line.colour.inks is None:
            yield unseen_inks(line.path, line.colour, page.number)
        if not line.colour.is_black or line.colour.space.family == Family.GRAY:
            continue  # R0012 has those in grey
        needs_mode = line.colour.space.family == Family.CMYK
        if not line.overprints or (needs_mode and line.path.overprint.mode != 1):
            how = "overprints without mode 1" if line.overprints else "knocks out"
            message = f"a black line of {line.width_pt:.2f} pt {how}"
            yield Fault(message, page.number, line.box)


@page_rule(
    "R0012",
    "Thin black lines are not DeviceGray",
    Severity.WARNING,
    applies=for_four_plates,
)
def thin_black_is_cmyk(page: SeenPage, docket: Docket) -> Told:
    """DeviceGray cannot be relied on to overprint."""
    for line in _lines(page):
        is_thin = line.width_pt < docket.profile.overprint_line_below_pt
        is_grey = line.colour.space.family == Family.GRAY
        if is_thin and is_grey and line.colour.is_black:
            message = f"a black line of {line.width_pt:.2f} pt in DeviceGray"
            yield Fault(message, page.number, line.box)


@page_rule("R0018", "White lines are thick enough", Severity.WARNING)
def thick_white_lines(page: SeenPage, _: Docket) -> Told:
    """The ink on both sides closes them."""
    for line in _lines(page):
        if line.width_pt < _THIN_PT and line.colour.is_white:
            message = f"a white line of {line.width_pt:.2f} pt"
            yield Fault(message, page.number, line.box)


@page_rule("R0019", "Lines of two inks or more are thick enough", Severity.WARNING)
def thick_coloured_lines(page: SeenPage, _: Docket) -> Told:
    """Plates never meet exactly, and a thin line comes apart into its inks."""
    for line in _lines(page):
        if line.width_pt >= _THIN_PT:
            continue
        inks = line.colour.inks
        if inks is None:
            yield unseen_inks(line.path, line.colour, page.number)
        elif len(inks) > 1:
            message = f"a line of {line.width_pt:.2f} pt in {line.colour.text}"
            yield Fault(message, page.number, line.box)


@page_rule("H01", "Lines are thick enough to print", Severity.ERROR)
def no_hairlines(page: SeenPage, docket: Docket) -> Told:
    """A line of no width is as thin as the machine can draw: on a plate it is nothing.

    That is an error, and any other line that is too thin a warning. A thousandth of a
    point is given for rounding.
    """
    for line in _lines(page):
        if line.width_pt < docket.profile.least_line_pt - _ROUNDING_PT:
            is_nothing = line.width_pt < _NOTHING_PT
            severity = Severity.ERROR if is_nothing else Severity.WARNING
            least_pt = docket.profile.least_line_pt
            message = f"a line of {line.width_pt:.2f} pt, less than {least_pt:g}"
            yield Fault(message, page.number, line.box, severity)
