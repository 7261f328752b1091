"""What stands above the issues: the first page, the years, the feeds, the stylesheet.

The first page shows the latest issue whole, and some before it. An archive that has
more gets a page for each year, so that no page grows with the archive.
"""

from collections.abc import Iterator, Sequence

from printshop.download_site.design import Design, YearLink
from printshop.download_site.feed_items import feed_of
from printshop.download_site.feeds import ISSUES, write_json_feed, write_rss
from printshop.download_site.nouns import IssueEntry
from printshop.download_site.places import (
    INDEX,
    JSON_FEED,
    RSS,
    STYLESHEET,
    year_page,
)

RECENT = 24
"""Issues that the first page shows besides the latest."""


def front_files(
    design: Design, entries: Sequence[IssueEntry]
) -> Iterator[tuple[str, bytes]]:
    """Yield places and files, of issues newest first; the first page comes last."""
    if not entries:
        return
    yield STYLESHEET, design.stylesheet.encode()
    years: dict[int, list[IssueEntry]] = {}
    for entry in entries:
        years.setdefault(entry.date.year, []).append(entry)
    links = [YearLink(year, len(of_year)) for year, of_year in years.items()]
    if len(entries) <= RECENT + 1:
        links = []
    for link in links:
        page = design.year(link.year, years[link.year], links)
        yield year_page(link.year), page.encode()
    feed = feed_of(design, entries[:ISSUES])
    yield RSS, write_rss(feed)
    yield JSON_FEED, write_json_feed(feed)
    latest, *recent = entries
    yield INDEX, design.index(latest, recent[:RECENT], links).encode()
