"""What is said when an answer is not what was asked for: as a page, or in a line.

* Who takes HTML gets a page in the paper's look, with a way on; programs get one line.
* 404: there is no such thing. 500: the newsroom has to mend something first. 503, with
  ``Retry-After``: later, or elsewhere, it can be had.
"""

import asyncio
from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from printshop.web.faults import NoPdf, NotThere, StillMade
from printshop.web.file_answer import REVALIDATE
from printshop.web.nouns import Trouble
from printshop.web.pages.notices import trouble_words
from printshop.web.proxy import addresses_for
from printshop.web.service import Service
from printshop.web.text_answer import HTML, TEXT

_UNCACHED = {"Cache-Control": "no-store"}


class Excuses:
    """Answers when something cannot be had."""

    def __init__(self, service: Service) -> None:
        """Take the paper's words."""
        self._service = service

    async def not_there(self, request: Request, _: Exception) -> Response:
        """Say that there is no such page."""
        at = addresses_for(request.scope, self._service.settings)
        design = self._service.design
        return await _said(
            request,
            404,
            lambda: design.not_found(at),
            design.words.not_found,
            {"Cache-Control": REVALIDATE},
        )

    async def not_so(self, request: Request, fault: Exception) -> Response:
        """Say what the framework has found wrong: no such path, or no such method."""
        if not isinstance(fault, HTTPException):
            raise fault
        if fault.status_code == 404:
            return await self.not_there(request, fault)
        told = f"{fault.detail}\n"
        headers = {**_UNCACHED, **(fault.headers or {})}
        return Response(told, fault.status_code, headers, media_type=TEXT)

    async def no_pdf(self, request: Request, fault: Exception) -> Response:
        """Say why a PDF is not handed out now, and when it may be."""
        if not isinstance(fault, NoPdf):
            raise fault
        at = addresses_for(request.scope, self._service.settings)
        wanted, after_s = fault.wanted, fault.retry_after_s
        design = self._service.design
        words, headers = design.words, dict(_UNCACHED)
        if after_s is not None:
            headers["Retry-After"] = str(after_s)
        if isinstance(fault, StillMade):
            headers["Refresh"] = f"{after_s}; url={at.pdf(wanted)}"
            return await _said(
                request,
                503,
                lambda: design.waiting(at, wanted),
                f"{words.being_made} {words.being_made_hint}",
                headers,
            )
        trouble = fault.trouble
        return await _said(
            request,
            500 if trouble is Trouble.COPY else 503,
            lambda: design.failed(at, wanted, trouble, after_s or 0),
            trouble_words(words, trouble),
            headers,
        )

    def handlers(self) -> Mapping[type[Exception], object]:
        """Tell which fault is excused by whom."""
        return {
            NotThere: self.not_there,
            HTTPException: self.not_so,
            NoPdf: self.no_pdf,
        }


async def _said(
    request: Request,
    status: int,
    page: Callable[[], str],
    line: str,
    headers: Mapping[str, str],
) -> Response:
    shown = {**headers, "Vary": "Accept"}
    if "text/html" in request.headers.get("accept", ""):
        text = await asyncio.to_thread(page)
        return Response(text, status, shown, media_type=HTML)
    return Response(f"{line}\n", status, shown, media_type=TEXT)
