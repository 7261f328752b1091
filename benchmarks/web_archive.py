"""Time what readers of the web look up in an archive of 100,000 stories.

``python -m benchmarks.web_archive --issues 2000 --stories 50``. The stories are not
read from files: the index is filled with what reading them would give. What is timed is
the first page of the list, an issue, a story, and searches: for words that few stories
have, that many have, and that nearly all have. Processor time is told, so that it does
not matter what else the machine does.
"""

import argparse
import datetime
import functools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from printshop.issue import Block, BlockKind, Byline, Form
from printshop.web.archive import Archive
from printshop.web.archive.index import (
    FILE,
    IndexedIssue,
    IndexedStory,
    SearchedWords,
    open_index,
    put_issue,
)
from printshop.web.archive.nouns import IssueCard, StoryCard, StoryPage
from tests.archive_copy import PEOPLE, PLACES, SUBJECTS

_FIRST = datetime.date(1976, 1, 2)
_WORDS = 400
_COMMON = ("the", "and", "of", "council", "harbour", "boat", "said", "on", "in", "was")
_ROUNDS = 15
_SEARCHES = (
    "xylophone 1200",
    "lighthouse",
    "harbour",
    "the",
    "th",
    "the council said",
    '"said the council"',
    "Nan Petrie",
    "zzz",
)


def fill_index(root: Path, issues: int, stories: int) -> None:
    """Fill an index with issues of made-up stories."""
    chance = random.Random(1)
    rare = [f"word{at}" for at in range(30_000)]
    with closing(open_index(root)) as connection:
        for at in range(issues):
            number, date = str(1001 + at), _FIRST + datetime.timedelta(weeks=at)
            read = tuple(
                _story(number, f"story-{story}", date, chance, rare)
                for story in range(stories)
            )
            lead = read[0].page.card
            card = IssueCard(number, date, stories, lead, (lead.headline,))
            put_issue(connection, IndexedIssue(card, number, read))


def _story(
    number: str,
    slug: str,
    date: datetime.date,
    chance: random.Random,
    rare: Sequence[str],
) -> IndexedStory:
    words = chance.choices(_COMMON, k=_WORDS // 2) + chance.choices(rare, k=_WORDS // 2)
    words += ["lighthouse"] if chance.random() < 0.01 else []
    chance.shuffle(words)
    subject, person = chance.choice(SUBJECTS), chance.choice(PEOPLE)
    headline = f"The {subject} of {chance.choice(PLACES)}, {chance.choice(rare)}"
    paragraphs = [" ".join(words[at : at + 50]) for at in range(0, len(words), 50)]
    card = StoryCard(
        *(number, slug, headline, "News", date, "en-GB", Form.NEWS),
        standfirst=" ".join(words[:15]),
        authors=(person,),
    )
    page = StoryPage(
        card=card,
        issue_date=date,
        body=tuple(Block(BlockKind.PARAGRAPH, one, one) for one in paragraphs),
        bylines=(Byline(person),),
        word_count=len(words),
    )
    about = f"News {person}"
    searched = SearchedWords(headline, card.standfirst, about, "\n".join(paragraphs))
    return IndexedStory(page, False, searched)


def _timed(name: str, look_up: Callable[[], object]) -> None:
    """Print the median and the worst processor time of some rounds."""
    seconds = []
    for _ in range(_ROUNDS):
        began = time.thread_time()
        look_up()
        seconds.append(time.thread_time() - began)
    median, worst = statistics.median(seconds), max(seconds)
    sys.stdout.write(f"{name:<28}{median * 1000:8.1f} ms{worst * 1000:8.1f} ms worst\n")


def main() -> None:
    """Fill an index, and time what is looked up in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=2000)
    parser.add_argument("--stories", type=int, default=50, help="of each issue")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        began = time.perf_counter()
        fill_index(root, given.issues, given.stories)
        size = (root / FILE).stat().st_size / 2**20
        filled = time.perf_counter() - began
        sys.stdout.write(f"filled in {filled:.0f} s, {size:.0f} MB\n")
        began = time.perf_counter()
        archive = Archive(root)
        sys.stdout.write(f"opened in {time.perf_counter() - began:.1f} s\n")
        number = str(1001 + given.issues // 2)
        _timed("front", archive.issues)
        _timed("page 40 of the issues", lambda: archive.issues(40))
        _timed("issue", lambda: archive.issue(number))
        _timed("story", lambda: archive.story(number, "story-7"))
        _timed("more from this issue", lambda: archive.more_from(number, "story-7"))
        _timed("latest news", lambda: archive.latest_news(5))
        _timed("site map", lambda: list(archive.site_map()))
        for typed in _SEARCHES:
            total = archive.search(typed).total
            _timed(f"{typed} ({total})", functools.partial(archive.search, typed))


if __name__ == "__main__":
    main()
