"""How far a PDF has come, told to a browser as it happens (server-sent events).

* ``progress`` as often as something changes; then ``ready`` with the address, or
  ``failed`` with the reason, or ``moved``: the service ends, and another one goes on.
* A comment every few seconds keeps proxies from closing a line on which nothing
  happens, and finds out that nobody listens any more.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from printshop.web.nouns import Made, NotMade, Progress, Trouble
from printshop.web.patience import ended, gone

MEDIA_TYPE = "text/event-stream; charset=utf-8"

_QUIET_S = 15.0
_AGAIN_MS = 1500
"""After so long a browser asks again, when the line has broken."""
_HOPELESS = {Trouble.COPY}
"""Trying again helps only after the newsroom has mended something."""


def written(event: str, told: Mapping[str, Any]) -> bytes:
    """Write an event."""
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"event: {event}\ndata: {data}\n\n".encode()


def event_of(news: Progress | Made | NotMade, href: str) -> bytes:
    """Write what is new."""
    match news:
        case Progress(stage, done, total):
            return written(
                "progress", {"stage": stage.value, "done": done, "total": total}
            )
        case Made():
            return written("ready", {"href": href})
        case NotMade(trouble=Trouble.STOPPED):
            return written("moved", {})
        case NotMade(trouble=trouble):
            may_retry = trouble not in _HOPELESS
            return written("failed", {"trouble": trouble.value, "retry": may_retry})


class EventAnswer(Response):
    """Tells what happens until it is over, or until nobody listens."""

    media_type = MEDIA_TYPE

    def __init__(
        self,
        news: AsyncIterator[Progress | Made | NotMade],
        href: str,
        headers: Mapping[str, str],
    ) -> None:
        """Take what will be told, and the address of the PDF."""
        super().__init__(headers=headers)
        del self.headers["Content-Length"]
        self._news, self._href = news, href

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell it."""
        start = {"type": "http.response.start", "status": 200}
        await send({**start, "headers": self.raw_headers})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        telling = asyncio.create_task(self._tell(send))
        leaving = asyncio.create_task(gone(receive))
        try:
            await asyncio.wait((telling, leaving), return_when="FIRST_COMPLETED")
        finally:
            await ended(leaving)
            await ended(telling)

    async def _tell(self, send: Send) -> None:
        body = {"type": "http.response.body", "more_body": True}
        await send({**body, "body": f"retry: {_AGAIN_MS}\n\n".encode()})
        news = aiter(self._news)
        coming = asyncio.ensure_future(anext(news, None))
        try:
            while True:
                await asyncio.wait((coming,), timeout=_QUIET_S)
                if not coming.done():
                    await send({**body, "body": b": waiting\n\n"})
                    continue
                if (new := coming.result()) is None:
                    break
                await send({**body, "body": event_of(new, self._href)})
                coming = asyncio.ensure_future(anext(news, None))
        finally:
            await ended(coming)
        await send({**body, "body": b"", "more_body": False})
