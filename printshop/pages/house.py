"""House advertisements, sized to the hole that they fill, and paid advertising.

A house advertisement says as much as its space can hold: the headline always, the
largest size that fits first; the text, the address and the QR code while there is
room. One red block a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printshop.flatplan import Desk, PagePlan, PieceKind, Placement
from printshop.layout import PT_PER_MM
from printshop.pages.frames import PictureMaker, Thing
from printshop.pages.ruler import Ruler
from printshop.publication import HouseAd, HouseAdKind
from printshop.web_address import plain_address, qr_code
from printshop.wording import Wording

_INSET_MM = 4.0
_QR_MM = 29.0
_HEAD_SIZES = ("h42", "h31", "h26", "h21", "h15")
_TEXT_SIZES = ("h26", "h21", "h15")
_TEXT_SHARE = 0.6
_MOST_HEAD_LINES = 4
_LEAST_QR_WIDTH_MM = 80
_LEAST_QR_HEIGHT_PT = 150


@dataclass(frozen=True, slots=True)
class Advertising:
    """Makes the things that show a page's advertising."""

    desk: Desk
    house_ads: Sequence[HouseAd]
    picture_of: PictureMaker
    wording: Wording

    def things(self, page: PagePlan, ruler: Ruler) -> Iterator[Thing]:
        """Show the advertisements of a page."""
        for placement in page.placements:
            if placement.kind == PieceKind.ADVERTISEMENT:
                yield from self._paid(placement, ruler)
            elif placement.kind == PieceKind.HOUSE_AD and self.house_ads:
                ad = self.house_ads[page.number % len(self.house_ads)]
                yield self._house(ad, placement, ruler)

    def _paid(self, placement: Placement, ruler: Ruler) -> Iterator[Thing]:
        """Show a paid advertisement, labelled in the blank line over it."""
        ad = self.desk.issue.ads[int(placement.name.removeprefix("ad "))]
        layout = self.desk.layout
        width_mm = ruler.width_mm(placement.columns)
        high_mm = layout.picture_height_mm(placement.lines)
        left = ruler.left_mm(placement.column)
        top = ruler.top_pt(placement.top)
        yield Thing(
            "ad-label",
            left,
            top - layout.leading_pt,
            width_mm,
            layout.leading_pt,
            lines=(self.wording.advertisement,),
        )
        yield Thing(
            "ad",
            left,
            top + layout.picture_drop_pt,
            width_mm,
            high_mm * PT_PER_MM,
            more={
                "picture": ad.picture,
                "src": self.picture_of(ad.picture, width_mm, high_mm),
            },
        )

    def _house(self, ad: HouseAd, placement: Placement, ruler: Ruler) -> Thing:
        width_mm = ruler.width_mm(placement.columns)
        height_pt = ruler.height_pt(placement.lines)
        fitted = fit_house_ad(ad, self.desk, width_mm, height_pt)
        tone = "tinted" if ad.kind == HouseAdKind.DONATION else "red"
        return Thing(
            "house-ad",
            ruler.left_mm(placement.column),
            ruler.top_pt(placement.top),
            width_mm,
            height_pt,
            tone,
            more={"ad": ad, **fitted},
        )


def fit_house_ad(
    ad: HouseAd, desk: Desk, width_mm: float, height_pt: float
) -> dict[str, object]:
    """Choose the sizes at which an advertisement fills its hole best."""
    width_pt = (width_mm - 2 * _INSET_MM) * PT_PER_MM
    room_pt = height_pt - 2 * _INSET_MM * PT_PER_MM - desk.layout.leading_pt
    has_qr = width_mm >= _LEAST_QR_WIDTH_MM and height_pt >= _LEAST_QR_HEIGHT_PT
    foot_pt = desk.layout.leading_pt + (_QR_MM * PT_PER_MM if has_qr else 11.0)
    for head_name, head, head_pt in _settings(ad.headline, _HEAD_SIZES, desk, width_pt):
        if len(head) > _MOST_HEAD_LINES:
            continue
        largest_pt = _TEXT_SHARE * desk.layout.sizes[head_name].size_pt
        for name, text, text_pt in _settings(ad.text, _TEXT_SIZES, desk, width_pt):
            fits = head_pt + 5.5 + text_pt + foot_pt <= room_pt
            if fits and desk.layout.sizes[name].size_pt <= largest_pt:
                return _fitted(ad, head_name, head, name, text, has_qr)
    for head_name, head, head_pt in _settings(ad.headline, _HEAD_SIZES, desk, width_pt):
        if head_pt + 2 * desk.layout.leading_pt <= room_pt:
            return _fitted(ad, head_name, head, "h15", (), False)
    return _fitted(ad, "h15", (ad.headline,), "h15", (), False)


def _settings(
    text: str, names: Sequence[str], desk: Desk, width_pt: float
) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """Offer a text at every size at which its words fit: size, lines, height."""
    for name in names:
        size = desk.layout.sizes[name]
        lines = desk.broken_to_width(text, size, width_pt)
        if max(desk.measure(name, line) for line in lines) <= width_pt:
            yield name, lines, len(lines) * size.k * desk.layout.leading_pt


def _fitted(
    ad: HouseAd,
    head_name: str,
    head: Sequence[str],
    text_name: str,
    text: Sequence[str],
    has_qr: bool,
) -> dict[str, object]:
    return {
        "head_style": head_name,
        "head": tuple(head),
        "text_style": text_name,
        "text": tuple(text),
        "address": plain_address(ad.url),
        "qr": qr_code(ad.url) if has_qr else None,
    }
