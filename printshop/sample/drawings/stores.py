"""An advertisement that comes as a PDF: the stores on Harbour Road, a strip.

Black, grey and one red; offers in boxes, so that nobody takes them for news.
"""

from printshop.sample.drawings.pdf_sheet import DISPLAY, PdfSheet
from printshop.sample.drawings.shapes import ring
from printshop.sample.drawings.sheet import (
    RED,
    TEXT,
    TINT,
    WHITE,
    Sheet,
    columns_pt,
    lines_pt,
)

GREY = "#c4c4c4"
NAME_PT = 212.0
OFFERS = (
    ("Neeps", "each", "60p"),
    ("Smoked haddock", "the pound", "£7.20"),
    ("Lamp oil", "the litre", "£2.10"),
    ("Tea, loose", "the quarter", "£1.95"),
    ("Oatmeal, pinhead", "the bag", "£2.40"),
    ("Marmalade oranges", "in January", "ask"),
)


def draw_stores() -> Sheet:
    """Draw harbour-road-stores.pdf."""
    sheet = PdfSheet(columns_pt(6), lines_pt(15), "Harbour Road Stores")
    sheet.panel(0, 0, sheet.width_pt, sheet.height_pt)
    edge = 2.5
    sheet.panel(
        edge, edge, sheet.width_pt - 2 * edge, sheet.height_pt - 2 * edge, WHITE
    )
    _name(sheet)
    for place, offer in enumerate(OFFERS):
        _offer(sheet, place, offer)
    _foot(sheet)
    return sheet


def _name(sheet: PdfSheet) -> None:
    """Set the name white on red, with three tins under it."""
    # red runs into the bleed, where the knife may slip
    sheet.panel(-12, -12, NAME_PT + 12, sheet.height_pt + 24, RED)
    for y, line in ((36, "Harbour"), (66, "Road Stores")):
        sheet.words(14, y, line, size=31, weight=900, family=DISPLAY, fill=WHITE)
    sheet.words(
        14, 84, "At the head of the mole since 1902", size=11, weight=700, fill=WHITE
    )
    for place, (left, low) in enumerate(((12, 147), (48, 147), (30, 124))):
        _tin(sheet, left, low, has_label=place < 2)
    for y, line in ((131, "Everything in tins, and"), (145, "some things out of them")):
        sheet.words(94, y, line, size=11, weight=700, fill=WHITE)


def _tin(sheet: PdfSheet, left: float, low: float, *, has_label: bool) -> None:
    """Stand a tin on the counter."""
    wide, high = 34.0, 22.0
    middle = left + wide / 2
    sheet.area(ring(middle, low, wide / 2, 4, sides=40))
    sheet.panel(left, low - high, wide, high)
    sheet.panel(left + 1, low - high + 4, wide - 2, high - 6, WHITE)
    if has_label:
        sheet.panel(left + 1, low - high + 9, wide - 2, 7, GREY)
    sheet.area(ring(middle, low - high, wide / 2, 4, sides=40))
    sheet.area(ring(middle, low - high, wide / 2 - 1.4, 2.8, sides=40), GREY)


def _offer(sheet: PdfSheet, place: int, offer: tuple[str, str, str]) -> None:
    """Set one offer in its box: three a row, in two rows."""
    what, measure, price = offer
    gap, top, high = 7.0, 10.0, 54.0
    wide = (sheet.width_pt - NAME_PT - 10 - 4 * gap + 4) / 3
    x = NAME_PT + gap + (place % 3) * (wide + gap)
    y = top + (place // 3) * (high + gap)
    sheet.panel(x, y, wide, high, TINT)
    sheet.words(x + 8, y + 18, what, size=13, weight=700)
    sheet.words(x + 8, y + 32, measure, size=10.5)
    sheet.words(
        x + wide - 8, y + 46, price, size=27, weight=700, family=TEXT, anchor="end"
    )


def _foot(sheet: PdfSheet) -> None:
    """Say when the van goes, and how to ask."""
    x, y = NAME_PT + 7, sheet.height_pt - 12
    sheet.words(x, y, "The van calls at every door on Fridays.", size=12.5, weight=700)
    right = sheet.width_pt - 12
    sheet.words(
        right,
        y,
        "Orders by Thursday noon, 01632 960153",
        size=12.5,
        anchor="end",
    )
