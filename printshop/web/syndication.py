"""What programs read: feeds of the latest issues, and the list of all pages.

* The feeds are written as those of the download site, with addresses of this one. A PDF
  that is not made yet has no size in them.
* A sitemap has at most 50,000 addresses (sitemaps.org, 0.9): longer ones are given in
  parts, which the first one names.
"""

import asyncio
from itertools import islice

from lxml import etree
from starlette.requests import Request
from starlette.responses import Response

from printshop.batch.wanted import Wanted
from printshop.download_site.feeds import (
    ISSUES,
    Enclosure,
    Feed,
    FeedItem,
    write_json_feed,
    write_rss,
)
from printshop.press import Edition
from printshop.web.addresses import Addresses
from printshop.web.archive.nouns import IssueCard
from printshop.web.faults import NotThere
from printshop.web.nouns import Made
from printshop.web.press.nouns import COVER_WIDTHS_PX
from printshop.web.proxy import addresses_for
from printshop.web.service import Service
from printshop.web.text_answer import answer_text

_PDF = "application/pdf"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IN_A_PART = 40_000


class Syndication:
    """Answers programs."""

    def __init__(self, service: Service) -> None:
        """Take what they are told of."""
        self._service = service
        self._press, self._archive = service.press, service.archive

    async def rss(self, request: Request) -> Response:
        """Give the latest issues as RSS."""
        feed = await self._feed(request)
        written = await asyncio.to_thread(write_rss, feed)
        return answer_text(request, written, "application/rss+xml; charset=utf-8")

    async def json_feed(self, request: Request) -> Response:
        """Give the latest issues as JSON Feed."""
        written = write_json_feed(await self._feed(request))
        return answer_text(request, written, "application/feed+json")

    async def sitemap(self, request: Request) -> Response:
        """Name all pages, or where they are named."""
        return await self._part(request, 0)

    async def part_of_sitemap(self, request: Request) -> Response:
        """Name the pages of a part, counted from 1."""
        told = request.path_params["part"]
        if not (
            told.isascii() and told.isdigit() and 0 < int(told[:6]) <= len(told) * 10**6
        ):
            raise NotThere
        return await self._part(request, int(told[:6]))

    async def _part(self, request: Request, part: int) -> Response:
        at = addresses_for(request.scope, self._service.settings)
        written = await asyncio.to_thread(self._written, at, part)
        if written is None:
            raise NotThere
        return answer_text(request, written, "application/xml; charset=utf-8")

    def _written(self, at: Addresses, part: int) -> bytes | None:
        """Write a part of the sitemap; part 0 is the whole, or names the parts."""
        first = max(0, part - 1) * _IN_A_PART
        entries = islice(self._archive.site_map(), first, first + _IN_A_PART + 1)
        named = [
            at.story(each.number, each.slug) if each.slug else at.issue(each.number)
            for each in entries
        ]
        if part == 0 and len(named) > _IN_A_PART:
            return self._parts(at)
        if part and not named:
            return None
        front = [at.front()] if part < 2 else []
        return _list("urlset", "url", map(at.whole, (*front, *named[:_IN_A_PART])))

    def _parts(self, at: Addresses) -> bytes:
        count = sum(1 for _ in self._archive.site_map())
        parts = range(1, -(-count // _IN_A_PART) + 1)
        named = (f"{at.prefix}/sitemap-{part}.xml" for part in parts)
        return _list("sitemapindex", "sitemap", map(at.whole, named))

    async def _feed(self, request: Request) -> Feed:
        at = addresses_for(request.scope, self._service.settings)
        paper = self._service.design.shop.publication
        listed = await asyncio.to_thread(self._archive.issues, 1)
        items = [await self._item(at, card) for card in listed.issues[:ISSUES]]
        return Feed(
            paper=paper,
            home=at.whole(at.front()),
            rss_address=at.whole(at.rss),
            json_address=at.whole(at.json_feed),
            items=tuple(items),
        )

    async def _item(self, at: Addresses, card: IssueCard) -> FeedItem:
        wording = self._service.design.shop.wording
        number, issue = card.number, Wanted(card.number, Edition.READER)
        large = Wanted(number, Edition.LARGE_PRINT)
        made, made_large, cover = await asyncio.gather(
            self._press.standing(issue),
            self._press.standing(large),
            self._press.cover(number, COVER_WIDTHS_PX[-1]),
        )
        main = _enclosure(at, issue, made, wording.issue(number))
        covered = at.whole(at.cover(number, COVER_WIDTHS_PX[-1])) if cover else ""
        return FeedItem(
            number=number,
            date=card.date,
            title=f"{wording.issue(number)}, {wording.short_date(card.date)}",
            address=at.whole(at.issue(number)),
            summary="; ".join(card.headlines),
            html="",
            main=main,
            files=(main, _enclosure(at, large, made_large, wording.large_print)),
            picture=covered,
        )


def _enclosure(
    at: Addresses, wanted: Wanted, made: Made | None, name: str
) -> Enclosure:
    return Enclosure(at.whole(at.pdf(wanted)), _PDF, made.size if made else 0, name)


def _list(kind: str, entry: str, addresses: "map[str]") -> bytes:
    root = etree.Element(f"{{{_SITEMAPS}}}{kind}", nsmap={None: _SITEMAPS})
    for address in addresses:
        place = etree.SubElement(etree.SubElement(root, entry), "loc")
        place.text = address
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
