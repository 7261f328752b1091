"""Set pages as a screen reader is to follow them: from the engine's boxes to elements.

An element of the HTML is one element of the structure, wherever its boxes stand: a
paragraph that was cut between legs or pages is read as one, where it begins. The rest
is said in the templates, in HTML's own words:

* ``aria-hidden="true"`` is no content: a running head, a folio, decoration. A picture
  with an empty ``alt``, too.
* ``role`` with ``aria-level`` (a heading that is none in HTML), ``caption``,
  ``blockquote``, ``list``, ``listitem``, ``group``.
* ``data-part="…"``: elements of the same part are one, and are read where it begins: a
  story that jumps to another page reads on.
* ``aside`` is read after the story (``article``) that it stands in.
* ``header`` is read first, ``footer`` last, wherever they stand.
* ``lang`` where the language changes; ``alt``, ``aria-label`` and an SVG's ``title``
  for pictures; ``scope`` of a table's head.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from printshop.typesetter.divided_words import HYPHEN
from printshop.typesetter.structure import SOFT_HYPHEN, Element, LinkArea, Mark

_PT_PER_PX = 0.75
_HAIR_PT = 0.5
_SVG = "{http://www.w3.org/2000/svg}"

_ROLES = {
    "p": "P",
    "blockquote": "BlockQuote",
    "article": "Art",
    "aside": "Sect",
    "nav": "Sect",
    "header": "Sect",
    "footer": "Sect",
    "figure": "Div",
    "figcaption": "Caption",
    "caption": "Caption",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    f"{_SVG}svg": "Figure",
    "a": "Link",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_ARIA_ROLES = {
    "caption": "Caption",
    "blockquote": "BlockQuote",
    "list": "L",
    "listitem": "LI",
    "group": "Sect",
    "paragraph": "P",
}
_INLINE_TAGS = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "em", "i", "ins"}
    | {"kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"}
    | {"var"}
)
_PLACES = {"header": -1, "footer": 1}
_NUMBERINGS = {"ul": "Disc", "ol": "Decimal"}


class Reading:
    """Gathers the elements of a document while its pages are gone through."""

    def __init__(self) -> None:
        """Begin with an empty document."""
        self.document = Element("Document")
        self.hidden: set[tuple[int, int]] = set()
        """Page and number of what is marked, and no content."""
        self.needless: list[tuple[int, Any]] = []
        """Page and link area: within another of the same link."""
        self._elements: dict[Any, Element] = {}
        self._page = 0
        self._height_px = 0.0
        self._marks: dict[Any, Mapping[str, Any]] = {}

    def read(self, page: int, box: Any, marks: Mapping[Any, Mapping[str, Any]]) -> None:
        """Go through a page; ``marks`` are the engine's numbers of its boxes."""
        self._page, self._marks = page, dict(marks)
        self._height_px = float(box.margin_height())
        self._go(box, self.document, link=None, is_hidden=False)
        self.hidden |= {(page, int(mark["mcid"])) for mark in self._marks.values()}

    def _go(self, box: Any, parent: Element, *, link: Any, is_hidden: bool) -> None:
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.absolute import AbsolutePlaceholder

        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        if isinstance(box, boxes.TextBox):
            self._mark(box, parent, box.text, is_hidden=is_hidden)
            return
        is_hidden = is_hidden or _is_hidden(box) or isinstance(box, boxes.MarginBox)
        element = parent if is_hidden else self._element(box, parent)
        link = self._follow(box, element, link, is_hidden=is_hidden)
        if isinstance(box, boxes.ReplacedBox):
            self._mark(box, element, "", is_hidden=is_hidden)
        for child in getattr(box, "children", ()):
            self._go(child, element, link=link, is_hidden=is_hidden)

    def _mark(self, box: Any, parent: Element, text: str, *, is_hidden: bool) -> None:
        mark = self._marks.get(box)
        if mark is None or is_hidden:
            return
        del self._marks[box]
        hyphen = self._marks.pop((box, HYPHEN), None)
        if hyphen is not None:
            text = text[: -len(box.style["hyphenate_character"])]
        parent.kids.append(Mark(self._page, int(mark["mcid"]), text))
        if hyphen is not None:
            shown = Mark(self._page, int(hyphen["mcid"]), SOFT_HYPHEN)
            parent.kids.append(
                Element("Span", is_inline=True, words=SOFT_HYPHEN, kids=[shown])
            )

    def _follow(self, box: Any, element: Element, link: Any, *, is_hidden: bool) -> Any:
        """Take a link's area, once: the engine makes one of every box inside, too."""
        area = box.link_annotation
        if not area:
            return link
        if is_hidden or (link is not None and _is_within(area, link)):
            self.needless.append((self._page, area))
            return link
        self._raise(area, box)
        element.kids.append(LinkArea(self._page, area))
        return area

    def _raise(self, area: Any, box: Any) -> None:
        """Make a link as high as its type, where it adds no height to its line."""
        left, low, right, high = area["Rect"]
        if abs(high - low) < _HAIR_PT:
            top = self._height_px - box.border_box_y()
            bottom = top - box.border_height()
            area["Rect"][:] = [left, top * _PT_PER_PX, right, bottom * _PT_PER_PX]

    def _element(self, box: Any, parent: Element) -> Element:
        """Find the element that a box belongs to, or make it where it begins."""
        html = box.element
        if html is None or box.element_tag in {"html", "body"}:
            return parent
        pseudo = box.element_tag.partition("::")[2]
        part = html.get("data-part")
        key = (part, pseudo) if part else (id(html), pseudo)
        known = self._elements.get(key)
        if known is None:
            known = self._made(box, html, pseudo)
            self._elements[key] = known
            _put_into(known, parent)
        return known

    def _made(self, box: Any, html: Any, pseudo: str) -> Element:
        lang = str(box.style["lang"] or "")
        if pseudo:
            is_label = html.tag == "li" and pseudo in {"before", "marker"}
            return Element("Lbl" if is_label else "", is_inline=True, lang=lang)
        role = _role(html)
        is_inline = html.tag in _INLINE_TAGS and role in {"", "Link"}
        if is_inline and "lang" in html.attrib:
            role = role or "Span"
        made = Element(role, is_inline=is_inline, lang=lang)
        made.direction = "" if is_inline else str(box.style["direction"])
        made.place = _PLACES.get(html.tag, 0)
        made.is_beside = html.tag == "aside"
        made.numbering = _NUMBERINGS.get(html.tag, "")
        if role == "Figure":
            made.alt, made.box = _description(html), self._area(box)
        elif role == "TH":
            made.scope = "Row" if html.get("scope") == "row" else "Column"
        return made

    def _area(self, box: Any) -> tuple[float, ...]:
        """Measure a picture in the page's own points, y up."""
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        sides = (left, self._height_px - bottom, right, self._height_px - top)
        return tuple(round(side * _PT_PER_PX, 2) + 0.0 for side in sides)


def _put_into(element: Element, parent: Element) -> None:
    """Add an element to its parent, or a caption to the picture before it."""
    last = parent.kids[-1] if parent.kids else None
    if element.role == "Caption" and parent.role != "Div" and _is_figure(last):
        assert isinstance(last, Element)
        last.kids.append(element)
    else:
        parent.kids.append(element)


def _is_figure(kid: Any) -> bool:
    return isinstance(kid, Element) and kid.role == "Div"


def _role(html: Any) -> str:
    aria = html.get("role", "")
    if "aria-level" in html.attrib and (aria == "heading" or html.tag[0] == "h"):
        return f"H{html.get('aria-level')}"
    if aria in _ARIA_ROLES:
        return _ARIA_ROLES[aria]
    if html.tag == "a" and "href" not in html.attrib:
        return ""
    return _ROLES.get(html.tag, "")


def _is_hidden(box: Any) -> bool:
    html = box.element
    if html is None:
        return False
    if html.get("aria-hidden") == "true":
        return True
    return _role(html) == "Figure" and not _description(html)


def _description(html: Any) -> str:
    title = html.find(f"{_SVG}title") if html.tag == f"{_SVG}svg" else None
    words = title.text if title is not None else ""
    return str(html.get("alt") or html.get("aria-label") or words or "").strip()


def _is_within(area: Any, other: Any) -> bool:
    """Tell whether an area lies within another, and leads to the same place."""
    return _target(area) == _target(other) and all(
        low >= low_other - _HAIR_PT and high <= high_other + _HAIR_PT
        for (low, high), (low_other, high_other) in zip(
            _sides(area), _sides(other), strict=True
        )
    )


def _sides(annotation: Any) -> Iterator[tuple[float, float]]:
    """Give what an area reaches from and to, across and up."""
    x1, y1, x2, y2 = annotation["Rect"]
    yield min(x1, x2), max(x1, x2)
    yield min(y1, y2), max(y1, y2)


def _target(annotation: Any) -> Any:
    return (annotation.get("Dest") or annotation["A"]["URI"]).string


def links(document: Element) -> Iterator[tuple[LinkArea, str]]:
    """Yield every link's areas, each with the link's words."""
    for element in document.walk():
        for kid in element.kids:
            if isinstance(kid, LinkArea):
                yield kid, element.text()
