"""The paper's own panels, and codes that a telephone can read.

Rules, from the paper's design specification (7, 8): white type on red is bold and 10 pt
at least; a code's modules are 0.7 mm wide at least where the panel allows, black on
white, with a quiet zone.
"""

from dataclasses import dataclass

from printshop.article_pages.display import DisplayText, TypeCase
from printshop.layout import PT_PER_MM
from printshop.publication import HouseAd, HouseAdKind
from printshop.web_address import QrCode, plain_address, qr_code

_TEXT_TO_CODE_MM = 3.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of the paper's own, placed in its row."""

    ad: HouseAd
    is_red: bool
    left_mm: float
    width_mm: float
    lines: int
    headline: DisplayText
    text: tuple[str, ...]
    address: tuple[str, ...]
    text_line: int
    """Where text and address begin, so that they end at the panel's foot."""
    code: QrCode
    code_mm: float
    patch_mm: float
    """The white square in which the code stands."""


def set_panel(
    ad: HouseAd, column: int, form: str, case: TypeCase, language: str
) -> Panel:
    """Set one panel: headline above, text and address beside the code below it.

    The form is one of the layout's: ``low``, ``normal``, ``high``, or ``wide``, which
    goes over both columns and has its headline beside the code, too.
    """
    layout, lengths = case.layout, case.layout.lengths
    is_wide = form == "wide"
    width_mm = layout.full_mm if is_wide else layout.column_mm
    inner_mm = width_mm - 2 * lengths["panel.inset_mm"]
    patch_mm = lengths[f"panel.{form}.patch_mm"]
    beside_mm = inner_mm - patch_mm - _TEXT_TO_CODE_MM
    size = "panel-head-high" if form == "high" else "panel-head"
    head_mm = beside_mm if is_wide else inner_mm
    headline = case.broken(ad.headline, size, head_mm, language, 2)
    address = _address_lines(plain_address(ad.url), case, beside_mm)
    text = case.wrapped(ad.text, "panel-text", beside_mm)
    lines = layout.lines(f"panel.{form}.lines")
    if headline.end + len(text) + len(address) > lines - 1:
        text = ()
    return Panel(
        ad=ad,
        is_red=ad.kind == HouseAdKind.NEWSLETTER,
        left_mm=column * (layout.full_mm - layout.column_mm),
        width_mm=width_mm,
        lines=lines,
        headline=headline,
        text=text,
        address=address,
        text_line=lines - 1 - len(text) - len(address),
        code=qr_code(ad.url),
        code_mm=lengths[f"panel.{form}.code_mm"],
        patch_mm=patch_mm,
    )


def _address_lines(address: str, case: TypeCase, width_mm: float) -> tuple[str, ...]:
    """Break an address before its slashes."""
    lines: list[str] = []
    line = ""
    for part in address.replace("/", " /").split(" "):
        wider = case.width_pt("panel-text", line + part) > width_mm * PT_PER_MM
        if line and wider:
            lines.append(line)
            line = part
        else:
            line += part
    return (*lines, line)
