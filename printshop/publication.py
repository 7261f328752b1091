"""The paper itself: what stays the same from issue to issue.

Read from ``printshop.toml`` by ``sources``; nothing here touches a file.
"""

from dataclasses import dataclass
from enum import StrEnum


class HouseAdKind(StrEnum):
    """What a house advertisement asks the reader for."""

    NEWSLETTER = "newsletter"
    DONATION = "donation"
    SUBSCRIPTION = "subscription"


@dataclass(frozen=True, slots=True)
class HouseAd:
    """The paper's own advertisement: fills what is left, and ends an article."""

    kind: HouseAdKind
    kicker: str
    headline: str
    text: str
    url: str
    """Full web address: printed without its scheme, and as a QR code."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who answers for the paper; empty fields are left out of the printed imprint."""

    publisher: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    subscriptions: str = ""
    editor: str = ""
    printer: str = ""
    corrections: str = ""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The newspaper: its name, its language, its address and its own advertising."""

    title: str
    file_name: str
    """Stem of every PDF's name: ``skerrow-packet``."""
    language: str
    """BCP 47 tag: ``en-GB``."""
    strapline: str = ""
    issn: str = ""
    """``1234-5679``, check digit proved; without one there is no barcode."""
    barcode_variant: str = "00"
    """The two digits between ISSN and check digit: the wholesaler's price code."""
    price: str = ""
    web_address: str = ""
    """Full address of the paper's site."""
    letters_address: str = ""
    """How to write to the editor: printed above the letters."""
    layout: str = "tabloid"
    printer: str = ""
    """Name of the profile that the paper is usually printed by."""
    leader_kicker: str = ""
    """Over the leading article: ``The Packet says``."""
    imprint: Imprint = Imprint()
    house_ads: tuple[HouseAd, ...] = ()
