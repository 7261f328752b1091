"""What every answer has: a name for the log, strict headers, a line, and its numbers.

* Content-Security-Policy: pages load what this service has, and nothing else; nothing
  in them runs or is styled that is not a file; nobody puts them into a frame.
* PDFs, their progress and the script of the button may be read by other sites: a paper
  with a site of its own shows the button there. They hold what is public anyway.
* A mistake of printshop is an answer, and a traceback in the log.
"""

import re
import secrets
import time
from dataclasses import dataclass
from email.utils import formatdate

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from printshop.web.logbook import LOG, note
from printshop.web.metrics import Metrics

_PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font")),
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FOR_OTHER_SITES = re.compile(r"/progress/.*|/issues/.*\.pdf|/download\.js|/feed\.\w+")
_EXPOSED = "Content-Disposition, Content-Length, ETag, Retry-After"
_REQUEST_NAME = re.compile(r"[\w-]{8,64}", re.ASCII)


@dataclass(slots=True)
class _Noted:
    """What is known of an answer."""

    status: int = 0
    sent: int = 0


class FrontDesk:
    """Takes every request, and sees every answer out."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Stand before the site."""
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on."""
        if scope["type"] != "http":
            return
        named = Headers(scope=scope).get("x-request-id", "")
        name = named if _REQUEST_NAME.fullmatch(named) else secrets.token_hex(8)
        began, noted = time.perf_counter(), _Noted()

        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                noted.status = message["status"]
                _put_headers(scope, MutableHeaders(scope=message), name)
            else:
                noted.sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except Exception:  # noqa: BLE001 no mistake ends the service
            LOG.exception("mistake", extra={"told": {"request": name}})
            if not noted.status:
                await _excuse(send_noted)
        finally:
            self._write_down(scope, name, noted, time.perf_counter() - began)

    def _write_down(
        self, scope: Scope, name: str, noted: _Noted, seconds: float
    ) -> None:
        page = getattr(scope.get("endpoint"), "__name__", "unknown")
        method = scope["method"] if scope["method"] in {"GET", "HEAD"} else "other"
        self._metrics.took_request(page, method, noted.status, seconds, noted.sent)
        note(
            "request",
            request=name,
            method=scope["method"],
            path=scope["path"],
            status=noted.status,
            ms=round(seconds * 1000, 1),
            bytes=noted.sent,
        )


def _put_headers(scope: Scope, headers: MutableHeaders, name: str) -> None:
    is_page = headers.get("content-type", "").startswith("text/html")
    headers["Content-Security-Policy"] = _PAGE_POLICY if is_page else _FILE_POLICY
    headers["X-Request-ID"] = name
    headers["Date"] = formatdate(usegmt=True)
    for header, value in _ALWAYS.items():
        headers[header] = value
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    if _FOR_OTHER_SITES.fullmatch(path):
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = _EXPOSED
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    headers.setdefault("Cache-Control", "no-store")


async def _excuse(send: Send) -> None:
    """Answer when even the page that says so has failed."""
    told = b"A mistake has been made here. It is in the log.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    headers.append((b"content-length", str(len(told)).encode()))
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": told})
