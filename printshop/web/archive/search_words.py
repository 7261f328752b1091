"""What is looked for: whatever somebody has typed, made into a query of FTS5.

* All words must be there; words in quotation marks must stand together. The last word
  may be the beginning of one, as it is while somebody is typing, and so may one with a
  star behind it. Stories that have the whole word come first.
* Nothing typed is an operator: words are handed over as quoted strings of letters and
  figures, in which FTS5 knows no syntax (https://sqlite.org/fts5.html, 3.1).
* Chinese and Japanese write no spaces between words. Their characters are indexed one
  by one, and a run of them is looked for as a phrase. Vowel points of Arabic and Hebrew
  are written by few and typed by fewer: they are left out on both sides.
"""

import re
import unicodedata

MOST_TYPED = 200
"""Characters; nobody means more."""

_MOST_TERMS = 12
_BREAK = "\u200b"
"""A space that is not seen: it parts words in the index and stays in what is shown."""

_UNSPACED = r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BREAKS = re.compile(rf"(?<={_UNSPACED})(?=\w)|(?<=\w)(?={_UNSPACED})")
_UNSEEN = re.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\x00-\x08\x0b-\x1f\x7f]"
)
_QUOTES = '"“”„«»'
_TERM = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|([^\s{_QUOTES}]+)")
_WORD = re.compile(r"[^\W_]+")


def searchable(text: str) -> str:
    """Write a text as it is indexed."""
    return _BREAKS.sub(_BREAK, unicodedata.normalize("NFC", _UNSEEN.sub("", text)))


def shortened(typed: str) -> str:
    """Cut what was typed to what is looked for, on one line."""
    return " ".join(typed[: 4 * MOST_TYPED].split())[:MOST_TYPED].strip()


def search_queries(typed: str) -> tuple[str, ...]:
    """Make queries of what was typed: for whole words, then for begun ones.

    There is none when there is no word in it.
    """
    text = searchable(shortened(typed))
    terms = []
    is_open = False
    for term in _TERM.finditer(text):
        phrase, loose = term.groups(default="")
        words = _WORD.findall(phrase or loose)
        is_open = bool(loose) and not loose.endswith("*")
        if words:
            terms.append(f'"{" ".join(words)}"{"*" if loose.endswith("*") else ""}')
    query = " AND ".join(terms[:_MOST_TERMS])
    is_open = is_open and len(terms) <= _MOST_TERMS and query.endswith('"')
    return (query, f"{query}*") if is_open else (query,) * bool(query)
