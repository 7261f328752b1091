"""Links on paper: a number at the words, and the address at the story's end.

A layout asks for it by ``[links] note_pt``, the size of the addresses. An address has
one number, however often it is linked; one that its words give already needs none, nor
does a place in the same file.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from printshop.issue import Article, Block, BlockKind
from printshop.templates import Templates
from printshop.web_address import plain_address

_SIZE = "links.note_pt"
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)(?=</a>)', re.DOTALL)
_MARKUP = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class LinkNote:
    """A link's address."""

    url: str
    address: str
    """As it is printed."""


def has_link_notes(lengths: Mapping[str, float]) -> bool:
    """Tell from a layout's numbers whether it shows addresses on paper."""
    return bool(lengths.get(_SIZE))


def with_link_notes(
    article: Article, lengths: Mapping[str, float], templates: Templates
) -> Article:
    """Give links numbers and list their addresses, if the layout asks for it."""
    notes = list(_notes(article.body)) if has_link_notes(lengths) else []
    if not notes:
        return article
    numbers = {note.url: number for number, note in enumerate(notes, start=1)}

    def numbered(link: re.Match[str]) -> str:
        number = numbers.get(html.unescape(link[1]))
        if number is None or _says_address(link):
            return link[0]
        return link[0] + templates.fill("shared/link-number.html", number=number)

    body = [replace(b, html=_LINK.sub(numbered, b.html)) for b in article.body]
    listed = templates.fill("shared/link-notes.html", notes=notes)
    text = " ".join(note.address for note in notes)
    body.append(Block(BlockKind.LIST, listed, text))
    return replace(article, body=tuple(body))


def _notes(body: Iterable[Block]) -> Iterator[LinkNote]:
    """Find the addresses that are not printed, each once."""
    seen = set()
    for link in (link for block in body for link in _LINK.finditer(block.html)):
        url = html.unescape(link[1])
        is_here = url.startswith("#")
        if url not in seen and not is_here and not _says_address(link):
            seen.add(url)
            yield LinkNote(url, _address(url))


def _says_address(link: re.Match[str]) -> bool:
    words = html.unescape(_MARKUP.sub("", link[2]))
    return _address(html.unescape(link[1])).casefold() in words.casefold()


def _address(url: str) -> str:
    return plain_address(url.removeprefix("mailto:"))
