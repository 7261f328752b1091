"""The PDFs: handed out when they stand there, made when they do not.

* A plain link waits until its PDF is made. When that takes longer than proxies have
  patience, a page is shown that asks again by itself.
* An address means a PDF only if the archive has such an issue or story: no part of a
  path ever names a file.
* HEAD is answered as GET is: what length would it tell, of a file that is not made?
"""

import asyncio
from collections.abc import AsyncIterator, Mapping

from starlette.requests import Request
from starlette.responses import Response

from printshop.batch.wanted import Wanted
from printshop.press import place_of
from printshop.web.addresses import asked_for
from printshop.web.conditions import Version
from printshop.web.events import EventAnswer
from printshop.web.faults import NoPdf, NotThere, StillMade
from printshop.web.file_answer import REVALIDATE, answer_file, disposition
from printshop.web.nouns import Made, NotMade, Progress, QueueFull, Trouble
from printshop.web.patience import while_listening
from printshop.web.proxy import addresses_for
from printshop.web.service import Service

_AGAIN_S: Mapping[Trouble, int] = {
    Trouble.LIMIT: 60,
    Trouble.DIED: 15,
    Trouble.STOPPED: 3,
}
_STILL_MADE_S = 3
_UNCACHED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Downloads:
    """Answers with PDFs, and with how far they are."""

    def __init__(self, service: Service) -> None:
        """Take the press that makes them."""
        self._service, self._press = service, service.press

    async def pdf(self, request: Request) -> Response:
        """Hand out a PDF."""
        wanted = _wanted(request)
        await self._refuse_unknown(wanted)
        made = await self._press.standing(wanted)
        name = place_of(self._press.shop, wanted.number, wanted.edition, wanted.slug)
        for _ in range(2):  # it may be cleared away between two looks
            made = made or await self._waited_for(request, wanted)
            answer = await answer_file(
                request,
                made.path,
                made.size,
                Version(f'"{made.sha256}"', made.made_at),
                {
                    "Content-Type": "application/pdf",
                    "Content-Disposition": disposition(name.name),
                    "Cache-Control": REVALIDATE,
                },
            )
            if answer is not None:
                return answer
            made = None
        raise NoPdf(wanted, Trouble.DIED, _AGAIN_S[Trouble.DIED])

    async def progress(self, request: Request) -> Response:
        """Tell how far a PDF is, and have it made if it is not there."""
        wanted = _wanted(request)
        addresses = addresses_for(request.scope, self._service.settings)
        await self._refuse_unknown(wanted)
        made = await self._press.standing(wanted)
        if made is not None:
            news = _only(made)
        else:
            try:
                news = self._press.watch(await self._press.order(wanted))
            except QueueFull as full:
                raise NoPdf(wanted, None, full.retry_after_s) from full
        return EventAnswer(news, addresses.pdf(wanted), _UNCACHED)

    async def _waited_for(self, request: Request, wanted: Wanted) -> Made:
        try:
            made = await while_listening(
                request.receive,
                self._press.get(wanted),
                self._service.settings.wait_s,
            )
        except QueueFull as full:
            raise NoPdf(wanted, None, full.retry_after_s) from full
        except TimeoutError as late:
            raise StillMade(wanted, None, _STILL_MADE_S) from late
        if isinstance(made, NotMade):
            raise NoPdf(wanted, made.trouble, _AGAIN_S.get(made.trouble))
        return made

    async def _refuse_unknown(self, wanted: Wanted) -> None:
        """Raise NotThere for an issue or a story that the paper does not have."""
        archive, of = self._service.archive, (wanted.number, wanted.slug)
        if not await asyncio.to_thread(archive.has, *of):
            await archive.up_to_date(wanted.number)  # it may be new
            if not await asyncio.to_thread(archive.has, *of):
                raise NotThere


async def _only(made: Made) -> AsyncIterator[Progress | Made | NotMade]:
    yield made


def _wanted(request: Request) -> Wanted:
    """Read from an address which PDF it means."""
    number, slug = request.path_params["number"], request.path_params.get("slug")
    wanted = asked_for(number, slug, request.query_params.get("edition"))
    if wanted is None:
        raise NotThere
    return wanted
