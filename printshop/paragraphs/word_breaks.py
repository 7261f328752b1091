"""Where a word may be divided at the end of a line, by the customs of its language.

* A word is divided where the patterns of its language allow it (``pyphen``), with so
  many letters before and after as is usual there.
* Words in capitals are never divided; in languages that do not write their nouns with
  a capital, names only if they are long. The parts of a compound with a hyphen only if
  they are long, too: a second hyphen is one too many.
* A line may end after a hyphen, a dash or a slash that is written in the copy, and in
  long addresses after a full stop or an underline; no hyphen is added there.
* A line never begins with a dash that stands between spaces.
"""

import functools
import re
from dataclasses import dataclass
from typing import NamedTuple

import pyphen

_CORE = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)?")
_AFTER_SIGN = re.compile(
    r"(?<=[^\W\d_’]-)(?=[^\W\d_]{2})|(?<=[’]-)(?=[^\W\d_]{2})"
    r"|(?<=[—–/…])(?=[\w“‘„«])|(?<=\w)(?=—)"
)
_IN_ADDRESS = re.compile(r"(?<=[a-z0-9][/_.])(?=[a-zA-Z0-9_]{3})")
_LONG_ADDRESS = 18
"""Characters of an address or a file's name that may be broken after its signs."""
DASHES = frozenset("–—-")
_LONG_PART = 7
"""Letters of a part of a compound that may be divided."""


class Division(NamedTuple):
    """One place at which a word may be divided."""

    at: int
    """Characters before it."""
    has_hyphen: bool
    """A hyphen is added there."""


@dataclass(frozen=True, slots=True)
class Custom:
    """How a language divides its words."""

    dictionary: str
    before: int = 2
    """Letters that stay on the line, at least."""
    after: int = 3
    """Letters that go to the next."""
    shortest: int = 5
    shortest_name: int = 7
    """Letters of a word with a capital."""


_CUSTOMS = {
    "en": Custom("en_GB"),
    "en-us": Custom("en_US"),
    "de": Custom("de_DE", shortest=6, shortest_name=6),
    "fr": Custom("fr", shortest=6),
    "es": Custom("es", after=2, shortest=5),
}


def custom_of(language: str) -> Custom | None:
    """Give the custom of a language (``en-GB``); None where there is none."""
    full = language.lower().replace("_", "-")
    return _CUSTOMS.get(full) or _CUSTOMS.get(full.partition("-")[0])


class WordBreaks:
    """Divides the words of one language, and remembers them."""

    def __init__(self, custom: Custom) -> None:
        """Read the patterns of its language."""
        self._custom = custom
        self._dictionary = pyphen.Pyphen(
            lang=custom.dictionary, left=custom.before, right=custom.after
        )
        self._known: dict[str, tuple[Division, ...]] = {}

    def of(self, word: str) -> tuple[Division, ...]:
        """List where a word, with the signs round it, may be divided, in order."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[word] = tuple(sorted(self._found(word)))
        return known

    def _found(self, word: str) -> set[Division]:
        found = {Division(m.start(), has_hyphen=False) for m in _after_signs(word)}
        is_compound = "-" in word.strip("-")
        for match in _CORE.finditer(word):
            core = match[0]
            if self._may_divide(core) and not (is_compound and len(core) < _LONG_PART):
                found.update(
                    Division(match.start() + int(at), has_hyphen=True)
                    for at in self._dictionary.positions(core.replace("’", "x"))
                    if "’" not in core[int(at) - 1 : int(at) + 1]
                )
        return found

    def _may_divide(self, core: str) -> bool:
        is_name = core[:1].isupper()
        least = self._custom.shortest_name if is_name else self._custom.shortest
        return len(core) >= least and not core.isupper()


_MOST_REMEMBERED = 50_000


def _after_signs(word: str) -> list[re.Match[str]]:
    if word.isalpha():
        return []
    found = list(_AFTER_SIGN.finditer(word))
    if len(word) >= _LONG_ADDRESS:
        found += _IN_ADDRESS.finditer(word)
    return found


@functools.cache
def word_breaks(language: str) -> WordBreaks | None:
    """Give what divides the words of a language; None where nothing does."""
    custom = custom_of(language)
    return WordBreaks(custom) if custom else None
