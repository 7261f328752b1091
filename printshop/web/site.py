"""The site: which address is answered by whom."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from printshop.web.downloads import Downloads
from printshop.web.excuses import Excuses
from printshop.web.front_desk import FrontDesk
from printshop.web.furnishings import Furnishings
from printshop.web.health import Infirmary
from printshop.web.proxy import BehindProxy
from printshop.web.reading_room import ReadingRoom
from printshop.web.service import Service
from printshop.web.syndication import Syndication

_Answer = Callable[[Request], Awaitable[Response]]


def site(service: Service) -> ASGIApp:
    """Put the whole site together."""
    answers = {  # what has an ending of its own stands before what takes any name
        **_files(Downloads(service)),
        **_furniture(Furnishings(service), Syndication(service)),
        **_watchers(Infirmary(service)),
        **_readers(ReadingRoom(service)),
    }
    app = Starlette(
        routes=[Route(path, answer) for path, answer in answers.items()],
        exception_handlers=cast("Any", Excuses(service).handlers()),
    )
    app.router.redirect_slashes = False
    return BehindProxy(FrontDesk(app, service.metrics), service.settings)


def _readers(room: ReadingRoom) -> dict[str, _Answer]:
    return {
        "/": room.front,
        "/search": room.search,
        "/issues": room.to_front,
        "/issues/": room.to_front,
        "/issues/{number}": room.issue,
        "/issues/{number}/": room.without_slash,
        "/issues/{number}/{slug}": room.story,
        "/issues/{number}/{slug}/": room.without_slash,
    }


def _files(downloads: Downloads) -> dict[str, _Answer]:
    return {
        "/issues/{number}.pdf": downloads.pdf,
        "/issues/{number}/{slug}.pdf": downloads.pdf,
        "/progress/issues/{number}.pdf": downloads.progress,
        "/progress/issues/{number}/{slug}.pdf": downloads.progress,
    }


def _furniture(files: Furnishings, told: Syndication) -> dict[str, _Answer]:
    return {
        "/issues/{number}/cover-{width}.webp": files.cover,
        "/issues/{number}/pictures/{file}": files.picture,
        "/static/{name}": files.static,
        "/download.js": files.download_script,
        "/robots.txt": files.robots,
        "/feed.xml": told.rss,
        "/feed.json": told.json_feed,
        "/sitemap.xml": told.sitemap,
        "/sitemap-{part}.xml": told.part_of_sitemap,
    }


def _watchers(infirmary: Infirmary) -> dict[str, _Answer]:
    return {"/health": infirmary.health, "/metrics": infirmary.metrics}
