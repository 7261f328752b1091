"""The addresses of the site: stable, readable, and made in this one place.

* Number and slug stand in them as the newsroom has named them, quoted as RFC 3986 asks.
* A PDF of another edition than the usual one is told by ``?edition=``.
* The site may stand below a prefix, such as ``/paper``: each address begins with it.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from printshop.batch.wanted import Wanted
from printshop.press.receipt import Edition


@dataclass(frozen=True, slots=True)
class Addresses:
    """All addresses, for a site that stands in one place."""

    prefix: str = ""
    """Before the path of all of them: ``/paper``, or nothing."""
    origin: str = ""
    """Scheme and host: ``https://packet.example``, or nothing when it is not known."""

    def front(self, page: int = 1) -> str:
        """Name the first page, or a later page of the list of issues."""
        return f"{self.prefix}/" + _query(page=page if page > 1 else "")

    def search(self, words: str = "", page: int = 1) -> str:
        """Name the page of what is found for words."""
        asked = _query(q=words, page=page if page > 1 else "")
        return f"{self.prefix}/search{asked}"

    def issue(self, number: str) -> str:
        """Name an issue's page."""
        return f"{self.prefix}/issues/{_part(number)}"

    def story(self, number: str, slug: str) -> str:
        """Name a story's page."""
        return f"{self.issue(number)}/{_part(slug)}"

    def pdf(self, wanted: Wanted) -> str:
        """Name a PDF."""
        return self._file(wanted) + _edition(wanted)

    def progress(self, wanted: Wanted) -> str:
        """Name the events that tell how far a PDF has come."""
        path = self._file(wanted).removeprefix(self.prefix)
        return f"{self.prefix}/progress{path}{_edition(wanted)}"

    def cover(self, number: str, width_px: int) -> str:
        """Name the picture of an issue's front page."""
        return f"{self.issue(number)}/cover-{width_px}.webp"

    def picture(self, number: str, name: str, width_px: int) -> str:
        """Name a picture of a story."""
        return f"{self.issue(number)}/pictures/{_part(name)}-{width_px}.webp"

    def static(self, name: str) -> str:
        """Name a file of the design; its name changes when the file does."""
        return f"{self.prefix}/static/{_part(name)}"

    @property
    def download_script(self) -> str:
        """The script of the download button, at an address that other sites may use."""
        return f"{self.prefix}/download.js"

    @property
    def rss(self) -> str:
        """The feed as RSS."""
        return f"{self.prefix}/feed.xml"

    @property
    def json_feed(self) -> str:
        """The feed as JSON."""
        return f"{self.prefix}/feed.json"

    @property
    def sitemap(self) -> str:
        """The list of all pages for search engines."""
        return f"{self.prefix}/sitemap.xml"

    def whole(self, address: str) -> str:
        """Put scheme and host before one of these, where they are known."""
        return f"{self.origin}{address}"

    def _file(self, wanted: Wanted) -> str:
        if wanted.slug is None:
            return f"{self.issue(wanted.number)}.pdf"
        return f"{self.story(wanted.number, wanted.slug)}.pdf"


def asked_for(number: str, slug: str | None, edition: str | None) -> Wanted | None:
    """Tell which PDF an address means; None for an edition that readers do not have."""
    usual = Edition.READER if slug is None else Edition.ARTICLE
    editions = {each.value: each for each in (usual, Edition.LARGE_PRINT)}
    found = editions.get(edition) if edition else usual
    return Wanted(number, found, slug) if found else None


def _edition(wanted: Wanted) -> str:
    is_usual = wanted.edition in {Edition.READER, Edition.ARTICLE}
    return "" if is_usual else _query(edition=wanted.edition.value)


def _part(text: str) -> str:
    return quote(text, safe="")


def _query(**asked: object) -> str:
    """Write a query of what is not empty."""
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"?{told}" if told else ""
