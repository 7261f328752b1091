"""The ZIP of an issue: the issue's PDF, then its stories in page order.

* Names are counted, so that they stand in page order wherever they are listed.
* The same PDFs give the same bytes: all times are the issue's date. ZIP knows no time
  before 1980 (APPNOTE 4.4.6), so older issues get the first it knows.
* PDFs are compressed already, so they are stored as they are (method 0).
"""

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from printshop.download_site.nouns import IssueFiles, PrintedFile, StoryEntry

_FIRST_YEAR = 1980
_READABLE = 0o100644 << 16
_UNIX = 3


def member_names(
    file_name: str, files: IssueFiles, stories: Sequence[StoryEntry]
) -> Iterator[tuple[str, PrintedFile]]:
    """Name every PDF of an archive, in its order; large print has its own file."""
    folder = f"{file_name}-{files.number}"
    digits = max(2, len(str(len(stories))))
    if files.issue:
        yield f"{folder}/{0:0{digits}}-{folder}.pdf", files.issue
    by_slug = {one.slug: one for one in files.stories}
    for at, story in enumerate(stories, start=1):
        page = "" if story.page is None else f"p{story.page}-"
        yield f"{folder}/{at:0{digits}}-{page}{story.slug}.pdf", by_slug[story.slug]


def archive_of(date: datetime.date, members: Iterable[tuple[str, bytes]]) -> bytes:
    """Put members into a ZIP."""
    day = max(date, datetime.date(_FIRST_YEAR, 1, 1))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members:
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.create_system = _UNIX
            member.external_attr = _READABLE
            archive.writestr(member, data)
    return written.getvalue()
