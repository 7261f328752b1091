"""What a page is given besides the archive's nouns."""

from dataclasses import dataclass, field

from printshop.web.archive.nouns import ReadMoreLink, StoryCard
from printshop.web.nouns import Made


@dataclass(frozen=True, slots=True)
class PdfFiles:
    """What stands finished of an issue or a story; the rest is made when asked for."""

    pdf: Made | None = None
    large_print: Made | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands round a story on its page."""

    files: PdfFiles = field(default_factory=PdfFiles)
    age_notice: str = ""
    """In the story's language; empty in its first year."""
    read_more: tuple[ReadMoreLink, ...] = ()
    latest_news: tuple[StoryCard, ...] = ()
    more_from: tuple[StoryCard, ...] = ()
    has_cover: bool = False
    """Whether there are pictures of its issue's front page."""
