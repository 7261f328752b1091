"""Which headlines stand beside the latest front page."""

from collections.abc import Iterator
from itertools import chain, zip_longest

from printshop.issue import Form
from printshop.web.archive.nouns import IssuePage, StoryCard

_MOST = 8
_FORMS = {Form.NEWS, Form.FEATURE, Form.COLUMN, Form.LEADER}


def leading(issue: IssuePage) -> list[StoryCard]:
    """Choose headlines: the first of each section, then the second ones, in order.

    The lead has a place of its own; briefs and letters are inside the paper.
    """
    lead = issue.card.lead and issue.card.lead.slug
    chosen = {card.slug for card in list(_by_weight(issue, lead or ""))[:_MOST]}
    return [
        card
        for section in issue.sections
        for card in section.stories
        if card.slug in chosen
    ]


def _by_weight(issue: IssuePage, lead: str) -> Iterator[StoryCard]:
    columns = [
        [card for card in section.stories if card.form in _FORMS and card.slug != lead]
        for section in issue.sections
    ]
    rows = zip_longest(*columns)
    yield from (card for card in chain.from_iterable(rows) if card is not None)
