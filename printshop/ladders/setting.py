"""Set a story, find its ladders, and set it again until none is left.

The engine divides words line by line and does not look back, so three divided lines
in a row, a ladder, are looked for afterwards. One word of the ladder is kept whole,
and the story is set again: whichever of the first three leaves the paragraph with the
fewest loose lines, and the most even ones. The other paragraphs stand as they were,
and no character is changed. A word longer than the column is divided all the same.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from printshop.ladders.measured import ATTRIBUTE, LONGEST_LADDER, Ladder, SetStory
from printshop.ladders.words import StoryText
from printshop.templates import Templates
from printshop.typesetter import Engine, SetGalley, Sheets, galleys_of

_CHOICES = LONGEST_LADDER + 1
"""Words of a ladder that are tried; one of them has to be kept whole."""

_CAREFUL_ROUNDS = 8
_MOST_ROUNDS = 40
"""After the careful ones no choice is tried: only copy made for it comes so far."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One story, as the template of the galley has been filled with it."""

    html: str
    slug: str
    step_pt: float
    """Height of its lines."""
    where: str


@dataclass(slots=True)
class _Words:
    """Words by their places: letters of the story up to where they were divided."""

    whole: set[int] = field(default_factory=set)
    """To be kept on one line."""
    too_long: set[int] = field(default_factory=set)
    """Longer than the column: they have to be divided."""

    def choices(self, ladder: Ladder) -> list[int]:
        """List the words of a ladder that may be kept whole, the third first."""
        tried = self.whole | self.too_long
        return [at for at in reversed(ladder.places[:_CHOICES]) if at not in tried]


def set_without_ladders(
    copy: Copy, engine: Engine, templates: Templates
) -> tuple[Sheets, SetGalley]:
    """Set a story with no more than two divided lines in a row.

    Raises TypesetError as the engine does.
    """
    press = _Press(copy, engine, templates)
    story, words = press.set(set()), _Words()
    if story.ladders and press.can_mark(story):
        for number in range(_MOST_ROUNDS):
            mended = _mend(press, story, words, is_careful=number < _CAREFUL_ROUNDS)
            if mended is None:
                break
            story = mended
    return story.sheets, story.galley


class _Press:
    """Sets one story again and again."""

    def __init__(self, copy: Copy, engine: Engine, templates: Templates) -> None:
        self._copy, self._engine, self._templates = copy, engine, templates

    @cached_property
    def _text(self) -> StoryText:
        """Read the text of the galley; few stories have a ladder to read it for."""
        copy = self._copy
        galley = copy.html.find(f'{ATTRIBUTE}="{copy.slug}"')
        return StoryText(copy.html, copy.html.find(">", galley) + 1)

    def can_mark(self, story: SetStory) -> bool:
        """Tell whether the letters that were set are those of the HTML."""
        return self._text.begins_with(story.letters)

    def set(self, whole: Collection[int] = ()) -> SetStory:
        """Set the story with some words kept whole."""
        copy = self._copy
        html = self._text.keeping(whole, self._marked) if whole else copy.html
        sheets = self._engine.set_pages(html, where=copy.where)
        galley = galleys_of(sheets, ATTRIBUTE, copy.step_pt)[copy.slug]
        return SetStory(copy.slug, sheets, galley, copy.step_pt)

    def _marked(self, word: str) -> str:
        return self._templates.fill("shared/undivided.html", text=word).strip()


def _mend(
    press: _Press, story: SetStory, words: _Words, *, is_careful: bool
) -> SetStory | None:
    """Keep a word of every ladder whole; None when no ladder can be mended."""
    ladders = list(_to_mend(story, words, is_careful=is_careful))
    if not ladders:
        return None
    choices = [words.choices(ladder) for ladder in ladders]
    trials: list[tuple[list[int], SetStory]] = []
    made: dict[frozenset[int], SetStory] = {}
    for number in range(_CHOICES if is_careful else 1):
        tried = [each[min(number, len(each) - 1)] for each in choices]
        kept = frozenset(words.whole.union(tried))
        made[kept] = made.get(kept) or press.set(kept)
        trials.append((tried, made[kept]))
    for index, ladder in enumerate(ladders):
        tried, best = min(trials, key=lambda trial: trial[1].faults[ladder.block])
        is_too_long = best.is_overrun(tried[index])
        (words.too_long if is_too_long else words.whole).add(tried[index])
    kept = frozenset(words.whole)
    return made.get(kept) or press.set(kept)


def _to_mend(story: SetStory, words: _Words, *, is_careful: bool) -> Iterator[Ladder]:
    """Yield the ladders that have words to be kept, or the first of a paragraph."""
    blocks = set()
    for ladder in story.ladders:
        if words.choices(ladder) and not (is_careful and ladder.block in blocks):
            blocks.add(ladder.block)
            yield ladder
