"""What pages need besides their text: style, script, type, covers and pictures."""

import asyncio
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from printshop.web.conditions import Version
from printshop.web.faults import NotThere
from printshop.web.file_answer import FOR_GOOD, REVALIDATE, answer_file
from printshop.web.press.nouns import COVER_WIDTHS_PX
from printshop.web.proxy import addresses_for
from printshop.web.service import Service
from printshop.web.text_answer import answer_text

_WEBP = "image/webp"
_PICTURE = re.compile(r"(?P<name>.+)-(?P<width>[1-9]\d{1,4})\.webp", re.ASCII)
_ROBOTS = """User-agent: *
Disallow: {progress}
Disallow: {search}
Sitemap: {sitemap}
"""


class Furnishings:
    """Answers with files that belong to pages."""

    def __init__(self, service: Service) -> None:
        """Take what they are made of."""
        self._service = service

    async def static(self, request: Request) -> Response:
        """Give a file of the design; under its name it never changes."""
        name, design = request.path_params["name"], self._service.design
        asset = await asyncio.to_thread(design.asset, name)
        if asset is None:
            raise NotThere
        return answer_text(request, asset.data, asset.media_type, cached=FOR_GOOD)

    async def download_script(self, request: Request) -> Response:
        """Give the script of the button, at its address for other sites."""
        script = await asyncio.to_thread(lambda: self._service.design.download_script)
        return answer_text(request, script.data, script.media_type)

    async def cover(self, request: Request) -> Response:
        """Give a picture of a front page; have it made if there is none."""
        number, told = request.path_params["number"], request.path_params["width"]
        has = self._service.archive.has
        if told not in map(str, COVER_WIDTHS_PX) or not await asyncio.to_thread(
            has, number
        ):
            raise NotThere
        made = await self._service.press.cover(number, int(told))
        if made is None:
            await self._service.press.want_cover(number)
            raise NotThere
        version = Version(f'"{made.sha256}"', made.made_at)
        headers = {"Content-Type": _WEBP, "Cache-Control": REVALIDATE}
        answer = await answer_file(request, made.path, made.size, version, headers)
        if answer is None:
            raise NotThere
        return answer

    async def picture(self, request: Request) -> Response:
        """Give a picture of a story; under its name it never changes."""
        named = _PICTURE.fullmatch(request.path_params["file"])
        if named is None:
            raise NotThere
        number, name, width = (
            request.path_params["number"],
            named["name"],
            named["width"],
        )
        for _ in range(2):  # it may be cleared away between two looks
            path = await self._service.archive.picture(number, name, int(width))
            size = await asyncio.to_thread(_size, path) if path else None
            if path is None or size is None:
                continue
            version = Version(f'"{path.stem}"')
            headers = {"Content-Type": _WEBP, "Cache-Control": FOR_GOOD}
            answer = await answer_file(request, path, size, version, headers)
            if answer is not None:
                return answer
        raise NotThere

    async def robots(self, request: Request) -> Response:
        """Tell search engines what is no page."""
        at = addresses_for(request.scope, self._service.settings)
        text = _ROBOTS.format(
            progress=f"{at.prefix}/progress/",
            search=at.search(),
            sitemap=at.whole(at.sitemap),
        )
        return PlainTextResponse(text, headers={"Cache-Control": "max-age=3600"})


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
