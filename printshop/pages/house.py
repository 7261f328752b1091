"""House advertisements, sized to the hole that they fill, and paid advertising.

A house advertisement says as much as its space can hold: headline and address always,
the largest size that fits first; the text and the QR code while there is room. A
space that is too large for one is divided (``house_panels``).

A paid advertisement is shown whole, in its own proportion, in the middle of the
rectangle that was sold, its label close over it. What that is rounded up by to lines
and columns stays white: above it and, on a page of another measure, on both sides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printshop.flatplan import Desk, PagePlan, PieceKind, Placement
from printshop.flatplan.sold_space import ad_number, printed_mm, sold_mm
from printshop.layout import PT_PER_MM
from printshop.pages.frames import PictureMaker, Thing
from printshop.pages.house_panels import Panel, house_panels
from printshop.pages.ruler import Ruler
from printshop.publication import HouseAd
from printshop.web_address import plain_address, qr_code
from printshop.wording import Wording


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
        for panel in house_panels(page, self.house_ads, ruler):
            yield self._house(panel, ruler)

    def _paid(self, placement: Placement, ruler: Ruler) -> Iterator[Thing]:
        """Show a paid advertisement, and its label close over it."""
        ad = self.desk.issue.ads[ad_number(placement.name)]
        layout = self.desk.layout
        sold_wide, sold_high = sold_mm(ad, layout)
        wide, high = printed_mm(ad, layout)
        middle = ruler.left_mm(placement.column) + ruler.width_mm(placement.columns) / 2
        foot = ruler.baseline_pt(placement.top + placement.lines - 1)
        yield Thing(
            "ad-label",
            middle - sold_wide / 2,
            foot - (sold_high + high) / 2 * PT_PER_MM - layout.leading_pt,
            sold_wide,
            layout.leading_pt,
            lines=(self.wording.advertisement,),
            pack=placement.name,
        )
        yield Thing(
            "ad",
            middle - wide / 2,
            foot - (sold_high + high) / 2 * PT_PER_MM,
            wide,
            high * PT_PER_MM,
            more={
                "picture": ad.picture,
                "src": self.picture_of(ad.picture, wide, high),
            },
            pack=placement.name,
        )

    def _house(self, panel: Panel, ruler: Ruler) -> Thing:
        width_mm = ruler.width_mm(panel.columns)
        height_pt = ruler.height_pt(panel.lines)
        fitted = fit_house_ad(panel.ad, self.desk, width_mm, height_pt)
        # what is reversed out of red is never under 10 pt
        is_small = fitted["address_style"] != "ad-address"
        return Thing(
            "house-ad",
            ruler.left_mm(panel.column),
            ruler.top_pt(panel.top),
            width_mm,
            height_pt,
            "red" if panel.is_red and not is_small else "tinted",
            more={"ad": panel.ad, "name": panel.name, **fitted},
        )


def fit_house_ad(
    ad: HouseAd, desk: Desk, width_mm: float, height_pt: float
) -> dict[str, object]:
    """Choose the sizes at which an advertisement fills its hole best.

    The QR code stands below the text; beside it, where the hole is wide and shallow;
    where neither goes, there is none.
    """
    style, leading_pt = desk.layout.furniture.house_ad, desk.layout.leading_pt
    inset_pt, patch_pt = style.inset_mm * PT_PER_MM, style.patch_mm * PT_PER_MM
    width_pt = width_mm * PT_PER_MM - 2 * inset_pt
    small = _small_type(ad, desk, width_pt)
    room_pt = height_pt - 2 * inset_pt - len(small["kicker"]) * leading_pt
    least_pt = style.code_least_lines * leading_pt
    if width_mm >= style.code_least_mm and height_pt >= least_pt:
        beside_pt = width_pt - patch_pt - inset_pt
        for text_pt, foot_pt in ((width_pt, patch_pt), (beside_pt, leading_pt)):
            room = room_pt - leading_pt - foot_pt
            fitted = _fill(ad, desk, text_pt, room, style.text_sizes)
            if fitted is not None:
                return {**small, **fitted, "qr": qr_code(ad.url)}
    foot_pt = (1 + len(small["address"])) * leading_pt
    room_pt -= foot_pt
    plain = (
        _fill(ad, desk, width_pt, room_pt, style.text_sizes)
        or _fill(ad, desk, width_pt, room_pt, (style.small_text_size,), 1)
        or _headline(ad, desk, width_pt, room_pt)
    )
    return {**small, **plain, "qr": None}


def _small_type(
    ad: HouseAd, desk: Desk, width_pt: float
) -> dict[str, str | tuple[str, ...]]:
    """Set kicker and address; an address is broken after a slash, or set smaller."""
    kicker = desk.broken_to_width(ad.kicker, desk.layout.sizes["ad-kicker"], width_pt)
    address = plain_address(ad.url)
    ways = [
        (style, lines)
        for lines in ((address,), _after_slash(address))
        for style in ("ad-address", "address")
    ]
    fitting = (
        way for way in ways if all(desk.measure(way[0], t) <= width_pt for t in way[1])
    )
    style, lines = next(fitting, ways[-1])
    return {"kicker": kicker, "address": lines, "address_style": style}


def _after_slash(address: str) -> tuple[str, ...]:
    host, slash, path = address.partition("/")
    return (host + slash, path) if path else (address,)


def _fill(
    ad: HouseAd,
    desk: Desk,
    width_pt: float,
    room_pt: float,
    sizes: Sequence[str],
    most_share: float | None = None,
) -> dict[str, object] | None:
    """Set headline and text as large as they go into a room; None if they do not.

    ``most_share`` is the text's size, of the headline's: the layout's unless given.
    """
    style = desk.layout.furniture.house_ad
    share = most_share or style.text_share
    texts = list(_settings(ad.text, sizes, desk, width_pt))
    for head_name, head, head_pt in _settings(
        ad.headline, style.head_sizes, desk, width_pt
    ):
        if len(head) > style.most_head_lines:
            continue
        largest_pt = share * desk.layout.sizes[head_name].size_pt
        for name, text, text_pt in texts:
            fits = head_pt + 0.5 * desk.layout.leading_pt + text_pt <= room_pt
            if fits and desk.layout.sizes[name].size_pt <= largest_pt:
                return _fitted(head_name, head, name, text)
    return None


def _headline(
    ad: HouseAd, desk: Desk, width_pt: float, room_pt: float
) -> dict[str, object]:
    """Set the headline alone, where there is room for no more."""
    style = desk.layout.furniture.house_ad
    smallest = style.text_sizes[-1]
    for name, head, head_pt in _settings(ad.headline, style.head_sizes, desk, width_pt):
        if head_pt <= room_pt:
            return _fitted(name, head, smallest, ())
    return _fitted(style.head_sizes[-1], (ad.headline,), smallest, ())


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
    head_name: str,
    head: Sequence[str],
    text_name: str,
    text: Sequence[str],
) -> dict[str, object]:
    return {
        "head_style": head_name,
        "head": tuple(head),
        "text_style": text_name,
        "text": tuple(text),
    }
