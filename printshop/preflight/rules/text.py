"""Rules on text. Sizes are looked at as they print, to a tenth of a point.

What lies outside the bleed is cut off: only its fonts are asked, which the file needs.
"""

from collections.abc import Iterator

from printshop.preflight.colour import Colour, Family
from printshop.preflight.outcome import Severity
from printshop.preflight.painted import Text
from printshop.preflight.rule import Docket, Fault, Told, Unseen, page_rule
from printshop.preflight.rules.inks import unseen_inks
from printshop.preflight.rules.scope import for_four_plates
from printshop.preflight.sheets import SeenPage

_BLACK_ENOUGH = 0.85
"""From this much black on, GWG looks at the other inks of text."""


def _texts(page: SeenPage) -> Iterator[tuple[Text, Colour]]:
    """Yield what is filled: outlines that thicken letters have the same colour."""
    for mark in page.marks_in_page:
        if isinstance(mark, Text) and mark.is_visible:
            colour = mark.fill or mark.stroke
            if colour is not None:
                yield mark, colour


def _size_pt(text: Text) -> float:
    return round(text.size_pt, 1)


def _small_black(page: SeenPage, docket: Docket) -> Iterator[Text | Unseen]:
    """Yield text of black ink alone that is so small that it must overprint."""
    below_pt = docket.profile.overprint_text_below_pt
    for text, colour in _texts(page):
        if _size_pt(text) < below_pt:
            if colour.inks is None:
                yield unseen_inks(text, colour, page.number)
            elif colour.is_black:
                yield text


@page_rule(
    "R0009", "Small black text overprints", Severity.WARNING, applies=for_four_plates
)
def small_black_overprints(page: SeenPage, docket: Docket) -> Told:
    """Plates never meet exactly: knocked out, small letters get white edges.

    In DeviceCMYK that takes overprint mode 1 as well.
    """
    for text in _small_black(page, docket):
        if isinstance(text, Unseen):
            yield text
            continue
        colour, over = text.colours[0]
        is_cmyk = colour.space.family == Family.CMYK
        if colour.space.family == Family.GRAY:
            continue  # R0011
        if not over or (is_cmyk and text.overprint.mode != 1):
            how = "knocks out" if not over else "overprints without mode 1"
            message = f"black text of {_size_pt(text):g} pt {how}"
            yield Fault(message, page.number, text.box)


@page_rule(
    "R0011",
    "Small black text is not DeviceGray",
    Severity.WARNING,
    applies=for_four_plates,
)
def small_black_is_cmyk(page: SeenPage, docket: Docket) -> Told:
    """DeviceGray cannot be relied on to overprint."""
    for text in _small_black(page, docket):
        if isinstance(text, Text) and text.colours[0][0].space.family == Family.GRAY:
            message = f"black text of {_size_pt(text):g} pt in DeviceGray"
            yield Fault(message, page.number, text.box)


@page_rule("R0014", "No font is called Courier", Severity.WARNING)
def no_courier(page: SeenPage, _: Docket) -> Told:
    """Programs put Courier in place of a font that they do not have."""
    for mark in page.content.marks:
        if isinstance(mark, Text) and _family(mark.font.name) == "courier":
            yield Fault(f"text in {mark.font.name}", page.number, mark.box)


@page_rule("R0015", "Black text has few other inks", Severity.WARNING)
def no_rich_black(page: SeenPage, docket: Docket) -> Told:
    """Four inks on top of each other do not dry, and small letters fill in."""
    most = docket.profile.rich_black_percent
    for text, colour in _texts(page):
        inks, percent = colour.inks, colour.percent
        if inks is None or percent is None:
            yield unseen_inks(text, colour, page.number)
        elif inks.get("Black", 0) >= _BLACK_ENOUGH and percent > most:
            message = f"text in {colour.text}, {percent:.0f} % of ink"
            yield Fault(message, page.number, text.box)


@page_rule("R0016", "White text is large enough", Severity.WARNING)
def large_white_text(page: SeenPage, docket: Docket) -> Told:
    """The ink around it runs into small letters."""
    least_pt = docket.profile.least_white_text_pt
    for text, colour in _texts(page):
        if colour.is_white and _size_pt(text) < least_pt:
            message = f"white text of {_size_pt(text):g} pt"
            yield Fault(message, page.number, text.box)


@page_rule("R0017", "Text of two inks or more is large enough", Severity.WARNING)
def large_coloured_text(page: SeenPage, docket: Docket) -> Told:
    """Plates never meet exactly, and small letters get coloured edges."""
    least_pt = docket.profile.least_multi_ink_text_pt
    for text, colour in _texts(page):
        if _size_pt(text) >= least_pt:
            continue
        if colour.inks is None:
            yield unseen_inks(text, colour, page.number)
        elif len(colour.inks) > 1 or "All" in colour.inks:
            message = f"text of {_size_pt(text):g} pt in {colour.text}"
            yield Fault(message, page.number, text.box)


@page_rule("X16", "All fonts are embedded", Severity.ERROR)
def fonts_embedded(page: SeenPage, _: Docket) -> Told:
    """The printer has not the same font, and another one sets other words.

    Text that is only there to be searched is not asked.
    """
    for mark in page.content.marks:
        if isinstance(mark, Text) and mark.is_visible and not mark.font.is_embedded:
            message = f"the font {mark.font.name} is not embedded"
            yield Fault(message, page.number, mark.box)


def _family(name: str) -> str:
    return name.replace(",", "-").split("-")[0].lower()
