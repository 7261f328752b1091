"""Words with a hyphen of their own are kept on one line, too: no word is divided.

``Thirty-one`` may end a line, but ``Thirty-`` may not. So that it stays a word that can
be searched for, nothing is put into it: the layout's template says that it is one.
"""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

_PIECES = re.compile(r"(<[^>]*>)|((?:&\w+;|&#\w+;|[^\s<>])+)")
_HYPHENED = re.compile(r"\w[-–‐]\w")
_LONGEST = 26
"""Letters; a longer one may be broken, or it would run out of a narrow line."""


class Whole:
    """Marks hyphened words in text and in HTML; templates call it ``whole``."""

    def __init__(self, mark: Callable[[str], str]) -> None:
        """Take what puts a word, as HTML, into the template for it."""
        self._mark = mark

    def __call__(self, text: str, *, is_html: bool = False) -> Markup:
        """Give a text as HTML in which no word is divided."""
        markup = text if is_html else str(escape(text))
        return Markup(_PIECES.sub(self._marked, markup))

    def _marked(self, found: re.Match[str]) -> str:
        word = found[2]
        if word and len(word) <= _LONGEST and _HYPHENED.search(word):
            return self._mark(word)
        return found[0]
