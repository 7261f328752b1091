"""Where readers see the service: through a proxy, below a prefix, under a public name.

* ``X-Forwarded-Proto`` and ``X-Forwarded-Host`` are believed of the proxies that were
  named, and of nobody else. Of several values the last counts: the nearest proxy has
  added it.
* A proxy may cut the prefix off the path or leave it: both lead to the same page.
* What a reader writes as ``Host`` is never printed unless it looks like a host.
"""

import ipaddress
import re

from starlette.types import ASGIApp, Receive, Scope, Send

from printshop.web.addresses import Addresses
from printshop.web.settings import Settings

_HOST = re.compile(r"(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?", re.I)
_SCHEMES = {"http", "https"}


class BehindProxy:
    """Puts into a request's scope what readers see."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Take what the proxies may say."""
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on as it was before the proxy."""
        if scope["type"] == "http":
            if self._is_proxy(scope):
                self._believe(scope)
            self._put_below_prefix(scope)
        await self._app(scope, receive, send)

    def _is_proxy(self, scope: Scope) -> bool:
        client = scope.get("client")
        try:
            address = ipaddress.ip_address(client[0]) if client else None
        except ValueError:
            return False
        return address is not None and any(
            address in network for network in self._settings.proxies
        )

    def _believe(self, scope: Scope) -> None:
        scheme = _last(scope, b"x-forwarded-proto").lower()
        if scheme in _SCHEMES:
            scope["scheme"] = scheme
        host = _last(scope, b"x-forwarded-host")
        if _HOST.fullmatch(host):
            kept = [pair for pair in scope["headers"] if pair[0] != b"host"]
            scope["headers"] = [(b"host", host.encode()), *kept]

    def _put_below_prefix(self, scope: Scope) -> None:
        prefix, path = self._settings.prefix, scope["path"]
        if not prefix:
            return
        scope["root_path"] = prefix
        if path != prefix and not path.startswith(f"{prefix}/"):
            scope["path"] = f"{prefix}{path}"


def _last(scope: Scope, name: bytes) -> str:
    """Read the last value of a header; empty without one."""
    values = [value for found, value in scope["headers"] if found == name]
    return values[-1].decode("latin-1").rpartition(",")[2].strip() if values else ""


def addresses_for(scope: Scope, settings: Settings) -> Addresses:
    """Give the addresses as whoever asks would write them."""
    if settings.origin:
        return Addresses(settings.prefix, settings.origin)
    host = _last(scope, b"host")
    origin = f"{scope['scheme']}://{host}" if _HOST.fullmatch(host) else ""
    return Addresses(settings.prefix, origin)
