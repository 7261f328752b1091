"""What every page may say: the paper, its words, and the addresses of the site."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from printshop.download_site.nouns import Cover
from printshop.press import Shop
from printshop.web.addresses import Addresses
from printshop.web.pages.assets import Assets
from printshop.web.pages.typeface import WebFace
from printshop.web.press.nouns import COVER_WIDTHS_PX
from printshop.web_address import plain_address
from printshop.wording import direction
from printshop.wording.download_words import download_words
from printshop.wording.web_words import web_words


@dataclass(frozen=True, slots=True)
class Pictured:
    """An issue whose front page stands for a page when it is shared."""

    number: str
    covers: tuple[Cover, ...]


def page_context(
    shop: Shop,
    assets: Assets,
    faces: tuple[WebFace, ...],
    at: Addresses,
    covers: Collection[str],
) -> Mapping[str, object]:
    """Give what every page may say; ``covers`` are the issues that have pictures."""
    language = shop.publication.language
    return {
        "paper": shop.publication,
        "words": download_words(language),
        "web": web_words(language),
        "wording": shop.wording,
        "comma": shop.wording.listed("-", "-").strip("-"),
        "direction": direction(language),
        "direction_of": direction,
        "at": at,
        "home": at.front(),
        "feeds": {"rss": at.rss, "json": at.json_feed},
        "stylesheet": at.static(assets.stylesheet_name),
        "icon": at.static(assets.icon_name),
        "script": at.static(assets.script_name),
        "first_faces": [at.static(face.file_name) for face in faces if face.is_first],
        "href": str,
        "whole": at.whole,
        "page_of": at.issue,
        "covers_of": covers_of(shop, at, covers),
        "plain_address": plain_address,
    }


def covers_of(
    shop: Shop, at: Addresses, covers: Collection[str]
) -> Callable[[str], tuple[Cover, ...]]:
    """Give what names the pictures of an issue's front page; none where none are."""
    shape = shop.layout.sheet_height_mm / shop.layout.sheet_width_mm

    def of(number: str) -> tuple[Cover, ...]:
        if number not in covers:
            return ()
        return tuple(
            Cover(at.cover(number, width), 0, width, round(width * shape))
            for width in COVER_WIDTHS_PX
        )

    return of


def own_address(at: Addresses, address: str) -> str:
    """Give a page's whole address; empty when nobody knows where the site stands."""
    return at.whole(address) if at.origin else ""
