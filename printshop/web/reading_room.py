"""The pages that readers read: the issues, an issue, a story, what a search has found.

A page is made of the copy as it stands: it waits a moment for an edit to be read. What
takes long is done in threads, so that nobody waits for anybody else's page.
"""

import asyncio
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from printshop.batch.wanted import Wanted
from printshop.press import Edition
from printshop.web.addresses import Addresses
from printshop.web.archive.nouns import StoryPage
from printshop.web.faults import NotThere
from printshop.web.pages import Beside, PdfFiles
from printshop.web.press.nouns import COVER_WIDTHS_PX
from printshop.web.proxy import addresses_for
from printshop.web.service import Service
from printshop.web.text_answer import answer_text

_LATEST_NEWS, _MORE_FROM = 20, 12
_MOST_TYPED = 200
"""Characters of a search; nobody means more."""
_LAST_PAGE = 1_000_000


class ReadingRoom:
    """Answers with pages."""

    def __init__(self, service: Service) -> None:
        """Take what pages are made of."""
        self._service = service
        self._press, self._archive = service.press, service.archive

    async def front(self, request: Request) -> Response:
        """Show the latest issue, and list those before it."""
        at, page = self._addresses(request), _page(request)
        issues = await asyncio.to_thread(self._archive.issues, page)
        latest, files = None, PdfFiles()
        if issues.page == 1 and issues.issues:
            number = issues.issues[0].number
            await self._archive.up_to_date(number)
            latest = await asyncio.to_thread(self._archive.issue, number)
            files = await self._files(number)
        covers = await self._with_covers(each.number for each in issues.issues)
        design = self._service.design
        return answer_text(
            request,
            await asyncio.to_thread(design.front, at, issues, latest, files, covers),
        )

    async def issue(self, request: Request) -> Response:
        """Show an issue."""
        at, number = self._addresses(request), request.path_params["number"]
        await self._archive.up_to_date(number)
        page = await asyncio.to_thread(self._archive.issue, number)
        if page is None:
            raise NotThere
        files = await self._files(number)
        covers = await self._with_covers((number,))
        design = self._service.design
        return answer_text(
            request, await asyncio.to_thread(design.issue, at, page, files, covers)
        )

    async def story(self, request: Request) -> Response:
        """Show a story."""
        number, slug = request.path_params["number"], request.path_params["slug"]
        await self._archive.up_to_date(number)
        page = await asyncio.to_thread(self._archive.story, number, slug)
        if page is None:
            raise NotThere
        files = await self._files(number, slug)
        covers = await self._with_covers((number,))
        at = self._addresses(request)
        text = await asyncio.to_thread(self._story, at, page, files, bool(covers))
        return answer_text(request, text)

    async def search(self, request: Request) -> Response:
        """Show what is found for some words."""
        typed = request.query_params.get("q", "").strip()[:_MOST_TYPED]
        found = None
        if typed:
            search = self._archive.search
            found = await asyncio.to_thread(search, typed, _page(request))
        at, design = self._addresses(request), self._service.design
        text = await asyncio.to_thread(design.search, at, found)
        return answer_text(request, text, headers={"X-Robots-Tag": "noindex"})

    async def to_front(self, request: Request) -> Response:
        """Lead to the first page."""
        return RedirectResponse(self._addresses(request).front(), 308)

    async def without_slash(self, request: Request) -> Response:
        """Lead to the address that has no slash at its end."""
        at, asked = self._addresses(request), request.path_params
        if "slug" in asked:
            return RedirectResponse(at.story(asked["number"], asked["slug"]), 308)
        return RedirectResponse(at.issue(asked["number"]), 308)

    def _story(
        self, at: Addresses, page: StoryPage, files: PdfFiles, has_cover: bool
    ) -> str:
        archive, card = self._archive, page.card
        beside = Beside(
            files=files,
            age_notice=archive.age_notice(card, self._service.today()),
            read_more=archive.read_more(page),
            latest_news=archive.latest_news(_LATEST_NEWS),
            more_from=archive.more_from(card.number, card.slug, _MORE_FROM),
            has_cover=has_cover,
        )
        return self._service.design.story(at, page, beside)

    async def _files(self, number: str, slug: str | None = None) -> PdfFiles:
        """Look which PDFs stand finished."""
        usual = Edition.ARTICLE if slug else Edition.READER
        found = await asyncio.gather(
            self._press.standing(Wanted(number, usual, slug)),
            self._press.standing(Wanted(number, Edition.LARGE_PRINT, slug)),
        )
        return PdfFiles(*found)

    async def _with_covers(self, numbers: Iterable[str]) -> tuple[str, ...]:
        """Tell which issues have pictures; have the first one made that is missing."""
        named = tuple(numbers)
        found = await asyncio.gather(
            *(self._press.cover(number, COVER_WIDTHS_PX[0]) for number in named)
        )
        covers = dict(zip(named, found, strict=True))
        missing = [number for number in named if covers[number] is None]
        if missing:
            await self._press.want_cover(missing[0])
        return tuple(number for number in named if covers[number])

    def _addresses(self, request: Request) -> Addresses:
        return addresses_for(request.scope, self._service.settings)


def _page(request: Request) -> int:
    """Read the number of a page; what is none is the first one."""
    told = request.query_params.get("page", "")
    is_number = told.isascii() and told.isdigit() and len(told) < len(str(_LAST_PAGE))
    return max(1, int(told)) if is_number else 1
