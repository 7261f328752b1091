"""New issues as feeds, with their PDFs: how the two formats are written.

* RSS 2.0 (RSS Advisory Board, 2.0.11): an item has one enclosure with address, length
  and type; dates are those of RFC 822 with four-figure years; the channel names its
  own address with ``atom:link``, as the board's profile of best practices asks.
* JSON Feed 1.1: attachments with ``url``, ``mime_type`` and ``size_in_bytes``.
* No clock is in them: a feed is as new as its newest issue.
* An issue keeps its identifier wherever the site moves (a ``tag:`` of RFC 4151).
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from lxml import etree

from printshop.publication import Publication
from printshop.web_address import plain_address

ISSUES = 20
"""That a feed holds: a reader who has missed more goes to the site."""

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_NAMES = {"atom": _ATOM, "content": _CONTENT}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an issue."""

    address: str
    media_type: str
    size: int = 0
    """0 when it is not known yet."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An issue as a feed shows it."""

    number: str
    date: datetime.date
    title: str
    address: str
    """Of its page."""
    summary: str
    html: str
    """What is shown of it, in whole addresses where they are known."""
    main: Enclosure
    """The one file that RSS has room for."""
    files: tuple[Enclosure, ...]
    picture: str = ""
    """Address of its cover."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A paper's issues, the newest first."""

    paper: Publication
    home: str
    """Address of the site; RSS wants a whole one."""
    rss_address: str
    """The feed's own; empty when nobody knows it."""
    json_address: str
    items: tuple[FeedItem, ...]


def write_rss(feed: Feed) -> bytes:
    """Write a feed as RSS."""
    paper = feed.paper
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMES)
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", paper.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", paper.strapline or paper.title)
    _add(channel, "language", paper.language.lower())
    _add(channel, "copyright", paper.imprint.copyright)
    _add(channel, "generator", "printshop")
    if feed.items:
        _add(channel, "lastBuildDate", _rfc822(feed.items[0].date))
    if feed.rss_address:
        etree.SubElement(
            channel,
            f"{{{_ATOM}}}link",
            href=feed.rss_address,
            rel="self",
            type="application/rss+xml",
        )
    for item in feed.items:
        _add_item(channel, paper, item)
    written: bytes = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    return written


def _add_item(channel: etree._Element, paper: Publication, told: FeedItem) -> None:
    item = etree.SubElement(channel, "item")
    _add(item, "title", told.title)
    _add(item, "link", told.address)
    _add(item, "description", told.summary)
    _add(item, f"{{{_CONTENT}}}encoded", told.html)
    identifier = etree.SubElement(item, "guid", {"isPermaLink": "false"})
    identifier.text = _identifier(paper, told.number)
    _add(item, "pubDate", _rfc822(told.date))
    file = told.main
    etree.SubElement(
        item,
        "enclosure",
        url=file.address,
        length=str(file.size),
        type=file.media_type,
    )


def _add(parent: etree._Element, name: str, text: str) -> None:
    """Add an element, unless there is nothing to say."""
    if text:
        etree.SubElement(parent, name).text = text


def write_json_feed(feed: Feed) -> bytes:
    """Write a feed as JSON."""
    paper = feed.paper
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.title,
        "home_page_url": feed.home,
        "feed_url": feed.json_address,
        "description": paper.strapline,
        "authors": [_valued({"name": paper.title, "url": paper.web_address})],
        "language": paper.language,
        "items": [_item(paper, item) for item in feed.items],
    }
    text = json.dumps(_valued(told, "items"), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _item(paper: Publication, item: FeedItem) -> dict[str, Any]:
    told = {
        "id": _identifier(paper, item.number),
        "url": item.address,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        "image": item.picture,
        "date_published": f"{item.date.isoformat()}T00:00:00Z",
        "attachments": list(_attachments(item)),
    }
    return _valued(told, "content_html")


def _attachments(item: FeedItem) -> Iterator[dict[str, Any]]:
    for file in item.files:
        yield _valued(
            {
                "url": file.address,
                "mime_type": file.media_type,
                "title": file.title,
                "size_in_bytes": file.size,
            }
        )


def _valued(told: dict[str, Any], *kept: str) -> dict[str, Any]:
    """Leave out what is empty, but for what the format asks for."""
    return {name: value for name, value in told.items() if value or name in kept}


def _rfc822(day: datetime.date) -> str:
    at = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    return format_datetime(at, usegmt=True)


def _identifier(paper: Publication, number: str) -> str:
    host = plain_address(paper.web_address).partition("/")[0]
    return f"tag:{host or f'{paper.file_name}.invalid'},2000:{quote(number)}"
