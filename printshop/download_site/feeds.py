"""New issues as feeds, with their PDFs.

* RSS 2.0 (RSS Advisory Board, 2.0.11): an item has one enclosure with address, length
  and type; dates are those of RFC 822 with four-figure years; the channel names its
  own address with ``atom:link``, as the board's profile of best practices asks.
* JSON Feed 1.1: attachments with ``url``, ``mime_type`` and ``size_in_bytes``.
* No clock is in them: a feed is as new as its newest issue.
* An issue keeps its identifier wherever the site moves (a ``tag:`` of RFC 4151).
* Addresses are whole when the site's own is known. Otherwise they are relative to the
  feed, and there is no address of the feed itself.
"""

import datetime
import json
from collections.abc import Iterator, Sequence
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from lxml import etree

from printshop.download_site.design import Design, main_download
from printshop.download_site.nouns import Download, IssueEntry
from printshop.download_site.places import INDEX, JSON_FEED, RSS, issue_page
from printshop.web_address import plain_address

ISSUES = 20
"""That a feed holds: a reader who has missed more goes to the site."""

_PDF, _ZIP = "application/pdf", "application/zip"
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_NAMES = {"atom": _ATOM, "content": _CONTENT}


def rss(design: Design, issues: Sequence[IssueEntry]) -> bytes:
    """Write the feed as RSS, the newest issue first."""
    paper = design.shop.publication
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMES)
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", paper.title)
    _add(channel, "link", _home(design))
    _add(channel, "description", paper.strapline or paper.title)
    _add(channel, "language", paper.language.lower())
    _add(channel, "copyright", paper.imprint.copyright)
    _add(channel, "generator", "printshop")
    if issues:
        _add(channel, "lastBuildDate", _rfc822(issues[0].date))
    if design.address:
        etree.SubElement(
            channel,
            f"{{{_ATOM}}}link",
            href=design.address + RSS,
            rel="self",
            type="application/rss+xml",
        )
    for issue in issues:
        _add_item(channel, design, issue)
    written: bytes = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    return written


def _add_item(channel: etree._Element, design: Design, issue: IssueEntry) -> None:
    item = etree.SubElement(channel, "item")
    _add(item, "title", _title(design, issue))
    _add(item, "link", _whole(design, issue_page(issue.number)))
    _add(item, "description", _summary(issue))
    _add(item, f"{{{_CONTENT}}}encoded", design.feed_text(issue))
    identifier = etree.SubElement(item, "guid", {"isPermaLink": "false"})
    identifier.text = _identifier(design, issue)
    _add(item, "pubDate", _rfc822(issue.date))
    file = main_download(issue)
    etree.SubElement(
        item,
        "enclosure",
        url=_whole(design, file.place),
        length=str(file.size),
        type=_media_type(file),
    )


def _add(parent: etree._Element, name: str, text: str) -> None:
    """Add an element, unless there is nothing to say."""
    if text:
        etree.SubElement(parent, name).text = text


def json_feed(design: Design, issues: Sequence[IssueEntry]) -> bytes:
    """Write the feed as JSON, the newest issue first."""
    paper = design.shop.publication
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.title,
        "home_page_url": _home(design),
        "feed_url": design.address + JSON_FEED if design.address else "",
        "description": paper.strapline,
        "authors": [_valued({"name": paper.title, "url": paper.web_address})],
        "language": paper.language,
        "items": [_item(design, issue) for issue in issues],
    }
    text = json.dumps(_valued(told, "items"), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _item(design: Design, issue: IssueEntry) -> dict[str, Any]:
    cover = _whole(design, issue.covers[-1].place) if issue.covers else ""
    told = {
        "id": _identifier(design, issue),
        "url": _whole(design, issue_page(issue.number)),
        "title": _title(design, issue),
        "content_html": design.feed_text(issue),
        "summary": _summary(issue),
        "image": cover,
        "date_published": f"{issue.date.isoformat()}T00:00:00Z",
        "attachments": list(_attachments(design, issue)),
    }
    return _valued(told, "content_html")


def _attachments(design: Design, issue: IssueEntry) -> Iterator[dict[str, Any]]:
    words, wording = design.words, design.shop.wording
    named = (
        (issue.issue, wording.issue(issue.number)),
        (issue.large_print, wording.large_print),
        (issue.archive, words.all_as_archive),
    )
    for file, title in named:
        if file is not None:
            yield {
                "url": _whole(design, file.place),
                "mime_type": _media_type(file),
                "title": title,
                "size_in_bytes": file.size,
            }


def _valued(told: dict[str, Any], *kept: str) -> dict[str, Any]:
    """Leave out what is empty, but for what the format asks for."""
    return {name: value for name, value in told.items() if value or name in kept}


def _title(design: Design, issue: IssueEntry) -> str:
    wording = design.shop.wording
    return f"{wording.issue(issue.number)}, {wording.short_date(issue.date)}"


def _summary(issue: IssueEntry) -> str:
    """Name the stories of the front page, or the first ones."""
    front = [story.headline for story in issue.stories if story.page == 1]
    first = [story.headline for story in issue.stories[:4]]
    return "; ".join(front or first)


def _home(design: Design) -> str:
    """Give the page that the feed belongs to; RSS wants a whole address here."""
    return design.address or design.shop.publication.web_address or INDEX


def _whole(design: Design, place: str) -> str:
    return design.address + quote(place)


def _media_type(file: Download) -> str:
    return _ZIP if file.place.endswith(".zip") else _PDF


def _rfc822(day: datetime.date) -> str:
    at = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    return format_datetime(at, usegmt=True)


def _identifier(design: Design, issue: IssueEntry) -> str:
    paper = design.shop.publication
    host = plain_address(paper.web_address).partition("/")[0]
    return f"tag:{host or f'{paper.file_name}.invalid'},2000:{quote(issue.number)}"
