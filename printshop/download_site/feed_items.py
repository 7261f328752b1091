"""What the feeds of the download site show.

Addresses are whole when the site's own is known. Otherwise they are relative to the
feed, and there is no address of the feed itself.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from printshop.download_site.design import Design, main_download
from printshop.download_site.feeds import Enclosure, Feed, FeedItem
from printshop.download_site.nouns import Download, IssueEntry
from printshop.download_site.places import INDEX, JSON_FEED, RSS, issue_page

_PDF, _ZIP = "application/pdf", "application/zip"


def feed_of(design: Design, issues: Sequence[IssueEntry]) -> Feed:
    """Tell of issues, the newest first."""
    address, paper = design.address, design.shop.publication
    return Feed(
        paper=paper,
        home=address or paper.web_address or INDEX,
        rss_address=address + RSS if address else "",
        json_address=address + JSON_FEED if address else "",
        items=tuple(_item(design, issue) for issue in issues),
    )


def _item(design: Design, issue: IssueEntry) -> FeedItem:
    wording = design.shop.wording
    return FeedItem(
        number=issue.number,
        date=issue.date,
        title=f"{wording.issue(issue.number)}, {wording.short_date(issue.date)}",
        address=_whole(design, issue_page(issue.number)),
        summary=_summary(issue),
        html=design.feed_text(issue),
        main=_enclosure(design, main_download(issue), ""),
        files=tuple(_files(design, issue)),
        picture=_whole(design, issue.covers[-1].place) if issue.covers else "",
    )


def _files(design: Design, issue: IssueEntry) -> Iterator[Enclosure]:
    words, wording = design.words, design.shop.wording
    named = (
        (issue.issue, wording.issue(issue.number)),
        (issue.large_print, wording.large_print),
        (issue.archive, words.all_as_archive),
    )
    for file, title in named:
        if file is not None:
            yield _enclosure(design, file, title)


def _enclosure(design: Design, file: Download, title: str) -> Enclosure:
    kind = _ZIP if file.place.endswith(".zip") else _PDF
    return Enclosure(_whole(design, file.place), kind, file.size, title)


def _summary(issue: IssueEntry) -> str:
    """Name the stories of the front page, or the first ones."""
    front = [story.headline for story in issue.stories if story.page == 1]
    first = [story.headline for story in issue.stories[:4]]
    return "; ".join(front or first)


def _whole(design: Design, place: str) -> str:
    return design.address + quote(place)
