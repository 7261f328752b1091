"""“Read more” under a story: what the story names, then the latest news, as in print.

The rules are those of the story's own PDF (``press.story``); here a story of ours is
linked to its own page.
"""

from collections.abc import Iterator

from printshop.issue import Related
from printshop.press.story import READ_MORE, first_entries
from printshop.web.archive.nouns import ReadMoreLink, StoryPage
from printshop.web.archive.shelf import Shelf


def read_more(shelf: Shelf, story: StoryPage) -> Iterator[ReadMoreLink]:
    """List three entries, as far as there are any."""
    card = story.card
    news = shelf.news(READ_MORE + len(story.related) + 1)
    latest = (Related(issue_number=one.number, slug=one.slug) for one in news)
    own = card.number, card.slug
    named = (*story.related, *latest)
    return first_entries(own, named, lambda one: _link(shelf, one))


def _link(shelf: Shelf, related: Related) -> ReadMoreLink | None:
    """Say where a related story is to be found."""
    if not related.issue_number:
        return ReadMoreLink(related.title, "", url=related.url)
    card = shelf.card(related.issue_number, related.slug)
    if card is None:
        return ReadMoreLink(related.title, "") if related.title else None
    return ReadMoreLink(
        title=related.title or card.headline,
        language="" if related.title else card.language,
        number=card.number,
        slug=card.slug,
        date=card.date,
        page=card.page,
    )
