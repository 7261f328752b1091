"""“Read more” under a story: what the story names, then the latest news, as in print.

The rules are those of the story's own PDF (``press.story``); here a story of ours is
linked to its own page.
"""

from collections.abc import Iterator

from printshop.issue import Related
from printshop.press.story import READ_MORE
from printshop.web.archive.nouns import ReadMoreLink, StoryPage
from printshop.web.archive.shelf import Shelf


def read_more(shelf: Shelf, story: StoryPage) -> Iterator[ReadMoreLink]:
    """List three entries, as far as there are any."""
    card = story.card
    seen = {(card.number, card.slug)}
    news = shelf.news(READ_MORE + len(story.related) + 1)
    latest = (Related(issue_number=one.number, slug=one.slug) for one in news)
    count = 0
    for related in (*story.related, *latest):
        place = (related.issue_number, related.slug or related.url)
        if place in seen or count == READ_MORE:
            continue
        seen.add(place)
        link = _link(shelf, related)
        if link is not None:
            count += 1
            yield link


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
