"""Answers that are written when they are asked for: pages, feeds, and what they need.

Each has a tag, made of its bytes: a reader who has it already is told so. What is long
enough is compressed, and then has another tag (RFC 9110, 8.8.3).
"""

import gzip
import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from printshop.web.conditions import OK, Version, status_for
from printshop.web.file_answer import REVALIDATE

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"

_LEAST = 1000
"""Bytes: below, compressing costs more than it saves."""
_COMPRESSED = (
    "text/",
    "application/json",
    "application/feed",
    "application/rss",
    "application/xml",
    "image/svg",
)


def answer_text(
    request: Request,
    text: str | bytes,
    media_type: str = HTML,
    *,
    cached: str = REVALIDATE,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with a text, or with 304 for who has it."""
    body = text.encode() if isinstance(text, str) else text
    is_long = len(body) >= _LEAST and media_type.startswith(_COMPRESSED)
    is_packed = is_long and _takes_gzip(request)
    digest = hashlib.sha256(body).hexdigest()[:32]
    version = Version(f'"{digest}-gzip"' if is_packed else f'"{digest}"')
    shown = {**(headers or {}), **version.headers(), "Cache-Control": cached}
    if is_long:
        shown["Vary"] = "Accept-Encoding"
    status = status_for(request.headers, version)
    if status != OK:
        return Response(status_code=status, headers=shown)
    if is_packed:
        shown["Content-Encoding"] = "gzip"
        body = gzip.compress(body, compresslevel=5, mtime=0)
    return Response(body, headers=shown, media_type=media_type)


def _takes_gzip(request: Request) -> bool:
    """Read ``Accept-Encoding``: gzip must be named, and not refused."""
    for told in request.headers.get("accept-encoding", "").split(","):
        name, _, quality = told.strip().partition(";")
        if name.strip().lower() == "gzip":
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
