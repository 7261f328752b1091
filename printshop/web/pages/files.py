"""How a PDF is offered: its address, and what is known of it.

Of a file that stands finished a reader is told pages and size; of one that is made when
it is asked for, what kind of file it will be.
"""

from dataclasses import dataclass, replace

from printshop.batch.wanted import Wanted
from printshop.press import Edition, Shop
from printshop.web.addresses import Addresses
from printshop.web.archive.nouns import StoryCard
from printshop.web.nouns import Made
from printshop.web.pages.shown import PdfFiles
from printshop.wording.download_words import download_words
from printshop.wording.web_words import web_words


@dataclass(frozen=True, slots=True)
class Offer:
    """A PDF as a page offers it."""

    address: str
    name: str
    kind: str
    """``PDF, 12 pages, 1.4 MB``."""


@dataclass(frozen=True, slots=True)
class Offers:
    """The PDFs of an issue or a story."""

    pdf: Offer
    large_print: Offer


def issue_offers(at: Addresses, shop: Shop, number: str, files: PdfFiles) -> Offers:
    """Offer the PDFs of an issue."""
    language = shop.publication.language
    kind = _kind(shop, files.pdf, web_words(language).issue_pdf)
    name = download_words(language).download_issue
    return _offers(at, shop, Wanted(number, Edition.READER), name, kind, files)


def story_offers(at: Addresses, shop: Shop, card: StoryCard, files: PdfFiles) -> Offers:
    """Offer the PDFs of a story."""
    words = web_words(shop.publication.language)
    wanted = Wanted(card.number, Edition.ARTICLE, card.slug)
    kind = _kind(shop, files.pdf, words.story_pdf)
    return _offers(at, shop, wanted, words.download_pdf, kind, files)


def _offers(
    at: Addresses, shop: Shop, wanted: Wanted, name: str, kind: str, files: PdfFiles
) -> Offers:
    large_print = replace(wanted, edition=Edition.LARGE_PRINT)
    pdf = download_words(shop.publication.language).pdf
    return Offers(
        Offer(at.pdf(wanted), name, kind),
        Offer(
            at.pdf(large_print),
            shop.wording.large_print,
            _kind(shop, files.large_print, pdf),
        ),
    )


def _kind(shop: Shop, made: Made | None, unknown: str) -> str:
    if made is None:
        return unknown
    words = download_words(shop.publication.language)
    told = words.pdf, words.pages(made.pages), words.size(made.size)
    return shop.wording.listed(*told)
