"""The web pages of a paper, filled: each method gives one page as HTML.

* Every page is given the addresses of the site as its reader knows them, so that one
  design serves a site below any prefix, and behind any proxy.
* Pages hold no script and no style of their own: both are files (see ``assets``).
* Opening a design is cheap: type is cut when a browser first asks for it.
"""

import functools
from collections.abc import Collection
from dataclasses import dataclass

from printshop.batch.wanted import Wanted
from printshop.press import Shop
from printshop.templates import Templates
from printshop.web.addresses import Addresses
from printshop.web.archive.nouns import IssueList, IssuePage, SearchPage, StoryPage
from printshop.web.nouns import Trouble
from printshop.web.pages.assets import Asset, Assets
from printshop.web.pages.context import Pictured, covers_of, own_address, page_context
from printshop.web.pages.files import issue_offers, story_offers
from printshop.web.pages.front import leading
from printshop.web.pages.notices import Notice, being_made, no_such_page, not_made
from printshop.web.pages.script_words import script_words
from printshop.web.pages.shown import Beside, PdfFiles
from printshop.web.pages.story import story_context
from printshop.web.pages.typeface import WebFace, web_faces
from printshop.wording.screen_words import WebWords
from printshop.wording.web_words import web_words

FOLDER = "web"
_NO_FILES = PdfFiles()


@dataclass(frozen=True)
class WebDesign:
    """The templates of the web pages, filled for one paper."""

    shop: Shop

    def front(
        self,
        at: Addresses,
        issues: IssueList,
        latest: IssuePage | None = None,
        files: PdfFiles = _NO_FILES,
        covers: Collection[str] = (),
    ) -> str:
        """Fill a page of the list of issues; the first one has the latest issue whole.

        ``files`` are the latest issue's, ``covers`` the issues that have pictures.
        """
        earlier = issues.issues
        if latest is not None:
            earlier = tuple(one for one in earlier if one.number != latest.card.number)
        return self._fill(
            "front.html",
            at,
            at.front(issues.page),
            covers,
            issue=latest,
            pictured=latest and self._pictured(at, latest.card.number, covers),
            leading=leading(latest) if latest else (),
            offers=latest and issue_offers(at, self.shop, latest.card.number, files),
            earlier=earlier,
            list=issues,
        )

    def issue(
        self,
        at: Addresses,
        page: IssuePage,
        files: PdfFiles = _NO_FILES,
        covers: Collection[str] = (),
    ) -> str:
        """Fill the page of an issue."""
        number = page.card.number
        return self._fill(
            "issue.html",
            at,
            at.issue(number),
            covers,
            issue=page,
            pictured=self._pictured(at, number, covers),
            offers=issue_offers(at, self.shop, number, files),
        )

    def story(self, at: Addresses, page: StoryPage, beside: Beside) -> str:
        """Fill the page of a story."""
        card = page.card
        covers = (card.number,) if beside.has_cover else ()
        return self._fill(
            "story.html",
            at,
            at.story(card.number, card.slug),
            covers,
            canonical=page.url,
            pictured=self._pictured(at, card.number, covers),
            offers=story_offers(at, self.shop, card, beside.files),
            **story_context(self.shop, page, beside),
        )

    def search(self, at: Addresses, found: SearchPage | None = None) -> str:
        """Fill the page of a search; without one it asks what to look for."""
        query = found.query if found else ""
        turned = functools.partial(at.search, query)
        return self._fill(
            "search.html", at, at.search(query), found=found, page_of_results=turned
        )

    def not_found(self, at: Addresses) -> str:
        """Say that an address leads nowhere."""
        return self._notice(at, no_such_page(self.words))

    def failed(
        self,
        at: Addresses,
        wanted: Wanted,
        trouble: Trouble | None,
        retry_after_s: int = 0,
    ) -> str:
        """Say why a PDF was not made; no trouble means that the queue is full."""
        return self._notice(
            at, not_made(self.words, at, wanted, trouble, retry_after_s)
        )

    def waiting(self, at: Addresses, wanted: Wanted) -> str:
        """Say that a PDF takes longer than usual; ``Refresh`` is for the answer."""
        return self._notice(at, being_made(self.words, at, wanted))

    def asset(self, name: str) -> Asset | None:
        """Give stylesheet, script or type by name; cutting type takes a second."""
        return self._assets.asset(name)

    def cut_type(self) -> None:
        """Cut the type that every page is set in; it takes seconds when it is new."""
        for face in self._faces:
            if not face.range:
                self.asset(face.file_name)

    @property
    def download_script(self) -> Asset:
        """The script of the download button, as other sites load it."""
        return self._assets.script

    @functools.cached_property
    def words(self) -> WebWords:
        """The words of the web pages, in the paper's language."""
        return web_words(self.shop.publication.language)

    @functools.cached_property
    def _templates(self) -> Templates:
        return Templates(self.shop.layout_folders)

    @functools.cached_property
    def _faces(self) -> tuple[WebFace, ...]:
        return web_faces(self.shop.font_folders, self.shop.publication.language)

    @functools.cached_property
    def _assets(self) -> Assets:
        fill = self._templates.fill
        return Assets(
            fill(f"{FOLDER}/web.css", faces=self._faces),
            fill(f"{FOLDER}/download.js", words=script_words(self.words)),
            fill(f"{FOLDER}/icon.svg").strip(),
            self._faces,
        )

    def _pictured(
        self, at: Addresses, number: str, covers: Collection[str]
    ) -> Pictured:
        return Pictured(number, covers_of(self.shop, at, covers)(number))

    def _notice(self, at: Addresses, notice: Notice) -> str:
        return self._fill("notice.html", at, "", notice=notice)

    def _fill(
        self,
        name: str,
        at: Addresses,
        address: str,
        covers: Collection[str] = (),
        **context: object,
    ) -> str:
        common = page_context(self.shop, self._assets, self._faces, at, covers)
        own = own_address(at, address) if address else ""
        told = {"own_address": own, "canonical": "", "pictured": None, **context}
        return self._templates.fill(f"{FOLDER}/{name}", **common, **told)
