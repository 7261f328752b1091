"""English prose that is on the machine, to break into lines: read, never copied.

* The language reference that comes with Python as ``pydoc_data.topics`` (licence of the
  Python Software Foundation): its paragraphs of plain words, without code.
* The licences in ``/usr/share/common-licenses`` of Debian (each under its own terms,
  which allow verbatim copies): 18,000 words of essays and clauses. Where they are not,
  there are fewer words.
"""

import re
from pathlib import Path

_LICENCES = Path("/usr/share/common-licenses")
_NAMES = ("GPL-1", "GPL-2", "GPL-3", "LGPL-2.1", "GFDL-1.3", "Artistic", "Apache-2.0")
_CODE = re.compile(r"::=|>>>|^\s{6,}|[*=_\-]{4}|[{}|<>\\]", re.MULTILINE)
_ODD = re.compile(r"\w[._/=]\w|__|\(\)|\w_|[\[\]\"=+]")
_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z“])")
_SENTENCES = 3
"""Of a paragraph, at most."""


def prose(words: int) -> list[str]:
    """Give paragraphs of so many words together, or of all that there are."""
    found: list[str] = []
    for text in (*_licences(), *_topics()):
        sentences = _SENTENCE.split(_with_quotes(text))
        for at in range(0, len(sentences), _SENTENCES):
            found.append(" ".join(sentences[at : at + _SENTENCES]))
            words -= found[-1].count(" ") + 1
            if words <= 0:
                return found
    return found


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text) if not _CODE.search(part)]


def _licences() -> list[str]:
    paths = [_LICENCES / name for name in _NAMES if (_LICENCES / name).is_file()]
    texts = (" ".join(p.split()) for path in paths for p in _paragraphs(_read(path)))
    return [text for text in texts if _is_prose(text) and not text.isupper()]


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="replace").replace("      ", " ")


def _topics() -> list[str]:
    from pydoc_data.topics import topics

    texts = (
        " ".join(p.split()) for _, t in sorted(topics.items()) for p in _paragraphs(t)
    )
    plain = (re.sub(r"[*`]|\[\d+\]", "", text) for text in texts)
    return [
        " ".join(text.split())
        for text in plain
        if _is_prose(text) and not any(map(_ODD.search, text.split()))
    ]


def _is_prose(text: str) -> bool:
    return text.count(" ") > 10 and text.endswith(".") and text[0].isupper()


def _with_quotes(text: str) -> str:
    text = re.sub(r'"(?=\w)', "“", text).replace('"', "”").replace("'", "’")
    return text.replace(" -- ", " – ").replace("--", "–")
