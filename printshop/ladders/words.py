"""Find words in the HTML of a story by counting its letters, and mark them.

Letters and figures are counted, as when words are proofread: whatever else stands
between them, and however the lines are broken, their count does not change.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

HYPHENS = ("-", "‐")

_TOKEN = re.compile(
    r"<!--.*?-->|</?(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?:\"[^\"]*\"|[^\">])*>|<![^>]*>"
    r"|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);|.",
    re.DOTALL,
)
_INLINE = frozenset({"a", "b", "code", "em", "i", "span", "strong", "sub", "sup"})
_EDGE = "\x1c"
"""Stands for a tag that begins or ends a line; it counts as white space."""

_DASHES = frozenset("–—/")
"""A line may end after one of these whatever stands on both sides."""


@dataclass(frozen=True, slots=True)
class _Character:
    """One character of the text, and the HTML that it is written with."""

    text: str
    start: int
    end: int


class StoryText:
    """The characters of a story in the HTML that holds it."""

    def __init__(self, markup: str, start: int) -> None:
        """Read the text of some HTML from a place on."""
        self._markup = markup
        self._characters = list(_characters(markup, start))
        self._letters = [
            at for at, each in enumerate(self._characters) if each.text.isalnum()
        ]

    def begins_with(self, letters: str) -> bool:
        """Tell whether these are the first letters of the text."""
        found = self._letters[: len(letters)]
        return "".join(self._characters[at].text for at in found) == letters

    def keeping(self, places: Collection[int], mark: Callable[[str], str]) -> str:
        """Give the HTML with the words marked that may not be divided.

        Each is named by a place in it: the count of letters up to there.
        """
        wanted = sorted({at for place in places for at in self._word(place)})
        pieces: list[str] = []
        end = 0
        for first, last in self._runs(wanted):
            pieces += self._markup[end:first], mark(self._markup[first:last])
            end = last
        return "".join((*pieces, self._markup[end:]))

    def _word(self, place: int) -> range:
        """Find the characters that have to stay on one line."""
        if not 0 < place < len(self._letters):
            return range(0)
        before, after = self._letters[place - 1], self._letters[place]
        between = "".join(one.text for one in self._characters[before + 1 : after])
        if _EDGE in between:
            return range(0)
        has_hyphen = any(hyphen in between for hyphen in HYPHENS)
        ends = _DASHES if has_hyphen else _DASHES.union(HYPHENS)
        while before and not self._ends_word(before - 1, ends):
            before -= 1
        while after + 1 < len(self._characters) and not self._ends_word(
            after + 1, ends
        ):
            after += 1
        return range(before, after + 1)

    def _ends_word(self, at: int, ends: Collection[str]) -> bool:
        text = self._characters[at].text
        return text.isspace() or text in ends

    def _runs(self, wanted: list[int]) -> Iterator[tuple[int, int]]:
        """Give the ends in the HTML of characters that no tag parts."""
        start = end = -1
        for at in wanted:
            one = self._characters[at]
            if one.start != end:
                if end > start:
                    yield start, end
                start = one.start
            end = one.end
        if end > start:
            yield start, end


def _characters(markup: str, start: int) -> Iterator[_Character]:
    """Yield the characters of HTML, and an edge for every tag between lines."""
    for token in _TOKEN.finditer(markup, start):
        text = token[0]
        if token["tag"]:
            if token["tag"].lower() not in _INLINE:
                yield _Character(_EDGE, token.start(), token.end())
        elif not text.startswith("<!"):
            for one in html.unescape(text):
                yield _Character(one, token.start(), token.end())
