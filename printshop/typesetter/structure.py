"""The structure of a document as a screen reader follows it, and how it is put right.

A tree of elements with PDF's standard roles (ISO 32000-1, 14.8.4). The rules:

* Elements without a role of their own (``div``) pass on what they hold.
* Loose text among blocks becomes a paragraph; a block inside a paragraph parts it.
* A list item is a label and a body; a caption goes to the picture before it.
* The first of a row's cells is the row's head, if it says anything.
* Headings leave out no level, and the first is of level 1 (ISO 14289-1, 7.4.2).
* What stands beside a story (``aside``) does not interrupt it: it is read after it.
* A document's ``header`` is read first, its ``footer`` last; nothing empty is kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

GROUPS = frozenset({"Document", "Art", "Sect", "Div", "BlockQuote"})
"""Roles that hold blocks."""
_INLINE = frozenset({"Link", "Span"})
_PARENTS = {"LI": "L", "TR": "Table", "Lbl": "LI", "LBody": "LI"}
_HEADING = re.compile(r"H[1-6]")
SOFT_HYPHEN = "\u00ad"
"""What stands where a word is divided; to whoever reads on, nothing."""
_DIVISION = re.compile(f" ?{SOFT_HYPHEN} ?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text, or a picture, as it is marked in a page's content."""

    page: int
    """Counted from 0."""
    mcid: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A place on a page that can be followed."""

    page: int
    annotation: Any


@dataclass(slots=True)
class Element:
    """One element of the structure."""

    role: str = ""
    """PDF's; empty when it only passes on what it holds."""
    is_inline: bool = False
    lang: str = ""
    alt: str = ""
    words: str = ""
    """What it says, where that is not what is shown."""
    box: tuple[float, ...] = ()
    """Of a picture, in the page's own points: left, bottom, right, top."""
    scope: str = ""
    """Of a table's head: ``Column`` or ``Row``."""
    numbering: str = ""
    """Of a list."""
    direction: str = ""
    """``ltr`` or ``rtl``; empty when it is that of what it stands in."""
    place: int = 0
    """Below 0 it is read before, above 0 after all that is 0."""
    is_beside: bool = False
    """It is read after the story that it stands in."""
    kids: list["Element | Mark | LinkArea"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def marks(self) -> Iterator[Mark]:
        """Yield what is marked below it, in the order of reading."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.marks()
            elif isinstance(kid, Mark):
                yield kid

    def text(self) -> str:
        """Give its words; what describes a picture stands for it."""
        parts = []
        for kid in self.kids:
            if isinstance(kid, Element):
                parts.append(kid.text())
            elif isinstance(kid, Mark):
                parts.append(kid.text)
        shown = _DIVISION.sub("", " ".join(" ".join(parts).split()))
        return self.alt or self.words or shown


Kid = Element | Mark | LinkArea


def put_right(document: Element) -> None:
    """Put a document's structure right, in place."""
    document.kids = list(_blocks(document))
    document.kids.sort(key=lambda kid: kid.place if isinstance(kid, Element) else 0)
    last = 0
    for element in document.walk():
        if _HEADING.fullmatch(element.role):
            last = min(int(element.role[1]), last + 1)
            element.role = f"H{last}"


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Element) or kid.is_inline or kid.role in _INLINE


def _is_beside(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.is_beside


def _is_empty(kid: Kid) -> bool:
    """Tell whether nothing is in it; a cell keeps its place in the row all the same."""
    return isinstance(kid, Element) and not kid.kids and kid.role not in {"TD", "TH"}


def _blocks(element: Element) -> Iterator[Kid]:
    """Yield what a group holds, put right: blocks alone."""
    loose: list[Kid] = []
    for kid in _tidied(element.kids):
        if _is_inline(kid):
            loose.append(kid)
            continue
        yield from _paragraph(loose, element)
        loose = []
        yield kid
    yield from _paragraph(loose, element)


def _paragraph(loose: Sequence[Kid], element: Element) -> Iterator[Element]:
    if loose:
        lang, direction = element.lang, element.direction
        yield Element("P", lang=lang, direction=direction, kids=list(loose))


def _tidied(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Put right each of the kids; those without a role become what they hold."""
    for kid in kids:
        if not isinstance(kid, Element):
            yield kid
            continue
        for one in _put_right(kid):
            if not _is_empty(one):
                yield one


def _put_right(element: Element) -> Iterator[Kid]:
    if element.role == "Div":
        yield from _figure(element)
    elif element.role in GROUPS:
        element.kids = list(_blocks(element))
        if element.role == "Art":
            element.kids.sort(key=_is_beside)
        yield element
    elif not element.role:
        yield from (_tidied(element.kids) if element.is_inline else _blocks(element))
    elif element.role == "LI":
        yield _list_item(element)
    elif element.role in {"L", "Table", "THead", "TBody", "TFoot", "TR"}:
        kids = [k for k in _tidied(element.kids) if isinstance(k, Element)]
        element.kids = _named(kids) if element.role == "TR" else [*kids]
        yield element
    elif element.role in {"TD", "TH", "LBody", "Figure"} or element.is_inline:
        element.kids = list(_tidied(element.kids))
        yield element
    else:
        yield from _parted(element)


def _named(cells: Sequence[Element]) -> list[Kid]:
    """Make the first of several cells the head of their row."""
    if len(cells) > 1 and cells[0].role == "TD" and cells[0].text():
        cells[0].role, cells[0].scope = "TH", "Row"
    return [*cells]


def _figure(element: Element) -> Iterator[Kid]:
    """Keep a picture and its caption together; a picture alone needs no group."""
    element.kids = list(_blocks(element))
    yield from [element] if len(element.kids) > 1 else element.kids


def _list_item(item: Element) -> Element:
    """Part an item into its label and its body."""
    kids = list(_tidied(item.kids))
    labels = [k for k in kids if isinstance(k, Element) and k.role == "Lbl"]
    body = Element("LBody", kids=[k for k in kids if k not in labels])
    item.kids = [*labels, body] if body.kids else [*labels]
    return item


def _parted(element: Element) -> Iterator[Element]:
    """Part a paragraph or heading at the blocks that it holds."""
    own: list[Kid] = []
    is_first = True
    for kid in _tidied(element.kids):
        if _is_inline(kid) or (isinstance(kid, Element) and kid.role == "Figure"):
            own.append(kid)
            continue
        if own:
            yield _copy(element, own, is_first=is_first)
            own, is_first = [], False
        assert isinstance(kid, Element)
        yield kid
    if own:
        yield _copy(element, own, is_first=is_first)


def _copy(element: Element, kids: list[Kid], *, is_first: bool) -> Element:
    """Give a part of an element; what follows a heading's first part is text."""
    role = element.role if is_first else "P"
    made = Element(role, lang=element.lang, place=element.place, kids=kids)
    made.direction = element.direction
    return made
