"""What an issue holds, as its own PDFs say it.

Headline, section, page and author of a story are read from the story's PDF, the order
within a page from the outline of the issue's. So what is listed is what is downloaded,
also while the copy is being changed, or is no more.
"""

import math
from collections.abc import Mapping, Sequence

from printshop.download_site.nouns import Download, IssueFiles, PrintedFile, StoryEntry
from printshop.finish.said_of_itself import (
    OutlineEntry,
    SaidOfItself,
    read_outline,
    read_said_of_itself,
)

_NOWHERE = math.inf


def download(file: PrintedFile) -> Download:
    """List a PDF as it is downloaded."""
    return Download(file.place, file.size, file.pages)


def story_entries(
    files: IssueFiles, data: Mapping[str, bytes], publication: str
) -> tuple[StoryEntry, ...]:
    """List the stories of an issue in the order of their pages, from PDFs by place.

    Raises SourceError when one of them cannot be read.
    """
    outline: tuple[OutlineEntry, ...] = ()
    if files.issue:
        outline = read_outline(data[files.issue.place], files.issue.place)
    told = [
        (file, read_said_of_itself(data[file.place], file.place))
        for file in files.stories
    ]
    order = _Order(outline)
    told.sort(key=lambda pair: order.place(*pair))
    return tuple(_entry(file, said, publication) for file, said in told)


class _Order:
    """The order in which stories stand in the paper."""

    def __init__(self, outline: Sequence[OutlineEntry]) -> None:
        self._stories = {
            (_plain(entry.section), _plain(entry.title)): at
            for at, entry in reversed([*enumerate(outline)])
        }
        sections = dict.fromkeys(_plain(entry.section) for entry in outline)
        self._sections = {section: at for at, section in enumerate(sections)}

    def place(
        self, file: PrintedFile, said: SaidOfItself
    ) -> tuple[float, float, float, str]:
        """Tell where a story stands; one that no page is known of stands last."""
        section = _plain(said.section)
        return (
            _NOWHERE if said.starting_page is None else said.starting_page,
            self._stories.get((section, _plain(said.title)), _NOWHERE),
            self._sections.get(section, _NOWHERE),
            file.slug or "",
        )


def _plain(text: str) -> str:
    """Write a title so that it can be compared: blanks may differ."""
    return " ".join(text.split())


def _entry(file: PrintedFile, said: SaidOfItself, publication: str) -> StoryEntry:
    """List a story; the paper itself is no author."""
    return StoryEntry(
        slug=file.slug or "",
        headline=said.title,
        section=said.section,
        page=said.starting_page,
        authors=tuple(name for name in said.authors if name != publication),
        language=said.language,
        file=download(file),
    )
