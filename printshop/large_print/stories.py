"""Which articles make one story of the large-print edition, and in which order.

The order is the paper's: by section, then by rank. As in the paper, the letters of a
section stand together, and so do its briefs: each begins a page only as a whole.
They follow the section's other stories.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from printshop.issue import Article, Form
from printshop.large_print.sheet import Story, StoryKind

_TOGETHER = {Form.BRIEF: StoryKind.BRIEFS, Form.LETTER: StoryKind.LETTERS}


def stories_of(articles: Iterable[Article]) -> Iterator[Story]:
    """Gather an issue's articles, given in the paper's order, into stories."""
    for _, section in itertools.groupby(articles, key=lambda a: a.section):
        gathered = list(section)
        yield from (Story((one,)) for one in gathered if one.form not in _TOGETHER)
        for form, kind in _TOGETHER.items():
            yield from _together([a for a in gathered if a.form == form], kind)


def _together(articles: Sequence[Article], kind: StoryKind) -> Iterator[Story]:
    """Put several under one headline; one alone keeps its own."""
    if len(articles) == 1:
        yield Story((articles[0],))
    elif articles:
        yield Story(tuple(articles), kind)
