"""What stands above the issues: the first page, the years, the feeds, the stylesheet.

The first page shows the latest issue whole, and some before it. An archive that has
more gets a page for each year, so that no page grows with the archive.
"""

from collections.abc import Iterator, Sequence

from printshop.download_site.design import Design, YearLink
from printshop.download_site.feeds import ISSUES, json_feed, rss
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
    yield RSS, rss(design, entries[:ISSUES])
    yield JSON_FEED, json_feed(design, entries[:ISSUES])
    latest, *recent = entries
    yield INDEX, design.index(latest, recent[:RECENT], links).encode()
