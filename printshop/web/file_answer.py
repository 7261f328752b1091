"""A finished file as an answer: whole, in part, or not again.

The file is opened before anything is said of it: what is cleared away a moment later is
still handed out to its end. Whoever asks for it must ask again, with the tag: a story
may have been edited since, and a tag costs next to nothing.
"""

import asyncio
import os
from collections.abc import Mapping
from io import FileIO
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from printshop.web.conditions import NOT_MODIFIED, OK, Version, range_for, status_for

_CHUNK = 256 * 1024
REVALIDATE = "no-cache"
FOR_GOOD = "public, max-age=31536000, immutable"


class FileAnswer(Response):
    """Sends a file that has been opened, and closes it."""

    def __init__(
        self, file: FileIO, part: range, status: int, headers: Mapping[str, str]
    ) -> None:
        """Take the bytes that are wanted."""
        super().__init__(status_code=status, headers=headers)
        self.headers["Content-Length"] = str(len(part))
        self._file, self._part = file, part

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send it."""
        with self._file as file:
            start = {"type": "http.response.start", "status": self.status_code}
            await send({**start, "headers": self.raw_headers})
            left = self._part if scope["method"] != "HEAD" else range(0)
            while left:
                chunk = await asyncio.to_thread(_read, file.fileno(), left)
                left = left[len(chunk) :]
                body = {"type": "http.response.body", "body": chunk}
                await send({**body, "more_body": bool(left)})
            if not self._part or scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})


def _read(descriptor: int, part: range) -> bytes:
    """Read the beginning of a part; the file is never shorter than it was."""
    chunk = os.pread(descriptor, min(len(part), _CHUNK), part.start)
    if not chunk:
        raise OSError("the file has become shorter")
    return chunk


async def answer_file(
    request: Request,
    path: Path,
    size: int,
    version: Version,
    headers: Mapping[str, str],
) -> Response | None:
    """Answer with a file; None when it is not there, or not as long as it should be."""
    status = status_for(request.headers, version)
    shown = {**headers, **version.headers(), "Accept-Ranges": "bytes"}
    if status != OK:
        if status == NOT_MODIFIED:
            shown.pop("Content-Disposition", None)
        return Response(status_code=status, headers=shown)
    part = range_for(request.headers, version, size)
    if part is not None and not part:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    file = await asyncio.to_thread(_opened, path, size)
    if file is None:
        return None
    if part is None:
        return FileAnswer(file, range(size), OK, shown)
    shown["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return FileAnswer(file, part, 206, shown)


def _opened(path: Path, size: int) -> FileIO | None:
    try:
        file = FileIO(path)
    except OSError:
        return None
    if os.fstat(file.fileno()).st_size != size:
        file.close()
        return None
    return file


def disposition(name: str) -> str:
    """Tell a browser to save what comes, and under which name (RFC 6266)."""
    plain = "".join(each if _is_plain(each) else "_" for each in name)
    told = f'attachment; filename="{plain}"'
    return told if plain == name else f"{told}; filename*=UTF-8''{quote(name, safe='')}"


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isprintable() and character not in '"\\%'
