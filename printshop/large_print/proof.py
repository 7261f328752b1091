"""Prove large-print pages: every word is there, every reference is true.

The pages are read back as they were set: where each story begins and ends, what the
feet say, and the words of every part.
"""

from collections.abc import Iterable, Iterator, Mapping

from printshop.article_pages.words import prove_words
from printshop.errors import TypesetError
from printshop.large_print.things import SetStory
from printshop.typesetter import Sheets, seen_texts

_HINT = "look at the layout's template; this is also worth a word to its makers"


def first_pages(sheets: Sheets) -> Mapping[str, int]:
    """Find the page on which each part of the file begins."""
    parts = sheets.elements("data-story")
    return {name: boxes[0].page for name, boxes in parts.items()}


def tails_alone(stories: Iterable[SetStory], sheets: Sheets) -> Iterator[str]:
    """Name what follows a story, and begins after the page where its text ends."""
    words = sheets.elements("data-words")
    ends = {
        story.story.slug: max(
            box.page
            for piece in story.pieces
            for part, _ in piece.words
            for box in words.get(part, ())
        )
        for story in stories
    }
    for name, boxes in sheets.elements("data-tail").items():
        slug, _, _ = name.partition(" ")
        if boxes[0].page > ends[slug]:
            yield name


def prove_story_words(stories: Iterable[SetStory], sheets: Sheets) -> None:
    """Raise TypesetError unless every word of every story is on the pages, in order."""
    wanted = {
        part: text
        for story in stories
        for piece in story.pieces
        for part, text in piece.words
    }
    prove_words(wanted, sheets.texts("data-words"), sheets.where)


def prove_contents(sheets: Sheets) -> None:
    """Raise TypesetError unless the contents give the page where each part begins."""
    pages = first_pages(sheets)
    for name, text in sheets.texts("data-page-of", with_added=True).items():
        given, _, _ = text.strip().partition(" ")
        if given != str(pages.get(name)):
            raise TypesetError(
                f"the contents give page {given} for {name}, which is on page "
                f"{pages.get(name)}",
                where=sheets.where,
                hint=_HINT,
            )


def prove_feet(sheets: Sheets, goes_on: str, foot_pt: float) -> None:
    """Raise TypesetError unless the foot says just where a story goes on.

    ``foot_pt`` is the height of the rule over the foot.
    """
    wanted = {
        box.page
        for name, boxes in sheets.elements("data-story").items()
        for box in boxes[:-1]
        if name != "contents"
    }
    said = {
        text.page
        for text in seen_texts(sheets)
        if text.baseline_pt > foot_pt and text.text.strip() == goes_on
    }
    if wanted != said:
        wrong = ", ".join(str(page) for page in sorted(wanted ^ said))
        raise TypesetError(
            f"the foot is wrong about whether a story goes on, page {wrong}",
            where=sheets.where,
            hint=_HINT,
        )
