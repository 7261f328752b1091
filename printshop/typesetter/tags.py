"""The structure of set pages, written into the engine's PDF in place of its own.

WeasyPrint 70 makes an element of every box: a line, a piece of a paragraph, a folio.
Here ``reading`` makes them of the HTML's elements. What is no content is marked as an
artifact, links get their words, and languages stand where they change.

Used of the engine's inside: ``weasyprint.pdf.add_tags``, the page streams' ``_tags``
and their list of instructions, ``link_annotation`` of boxes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from printshop.typesetter.reading import Reading, links
from printshop.typesetter.structure import Element, LinkArea, Mark, put_right

_WRITING_MODES = {"ltr": "/LrTb", "rtl": "/RlTb"}


@contextmanager
def own_tags() -> Iterator[None]:
    """Let the engine write our structure while this lasts."""
    from weasyprint import pdf as engine_pdf

    kept = engine_pdf.add_tags
    engine_pdf.add_tags = _add_tags
    try:
        yield
    finally:
        engine_pdf.add_tags = kept


def _add_tags(pdf: Any, document: Any, version: Any, streams: Sequence[Any]) -> None:
    """Write the structure of a document; called where the engine writes its own."""
    import pydyf

    del version
    reading = Reading()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        reading.read(number, page._page_box, stream._tags)  # noqa: SLF001
        _hide(stream, {mcid for at, mcid in reading.hidden if at == number})
    put_right(reading.document)
    for page, area in reading.needless:
        _page(pdf, page)["Annots"].remove(area.reference)
    for area, words in links(reading.document):
        if words:
            area.annotation["Contents"] = pydyf.String(words)
    _Writer(pdf, document.metadata.lang or "", len(streams)).write(reading.document)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _page(pdf: Any, number: int) -> Any:
    return pdf.objects[int(pdf.page_references[number].split()[0])]


def _hide(stream: Any, mcids: set[int]) -> None:
    """Mark what is no content as an artifact."""
    if not mcids:
        return
    instructions = stream.stream
    for index, instruction in enumerate(instructions):
        if isinstance(instruction, dict) and instruction.get("MCID") in mcids:
            instructions[index - 1 : index + 2] = [b"/Artifact", b"", b"BMC"]


class _Writer:
    """Writes elements as objects of the PDF, and what leads from pages to them."""

    def __init__(self, pdf: Any, lang: str, pages: int) -> None:
        self._pdf, self._lang = pdf, lang
        self._by_page: list[dict[int, Any]] = [{} for _ in range(pages)]
        self._areas: list[tuple[Any, Any]] = []

    def write(self, document: Element) -> None:
        """Write the whole structure."""
        import pydyf

        root = self._added({"Type": "/StructTreeRoot"})
        top = self._element(document, root, self._lang)
        root["K"] = pydyf.Array([top.reference])
        numbers = pydyf.Array()
        for page, owners in enumerate(self._by_page):
            last = max(owners, default=-1)
            numbers += [
                page,
                pydyf.Array(owners.get(n, "null") for n in range(last + 1)),
            ]
        for number, (area, owner) in enumerate(self._areas, start=len(self._by_page)):
            area["StructParent"] = number
            numbers += [number, owner]
        root["ParentTree"] = self._added({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = len(self._by_page) + len(self._areas)
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _added(self, values: dict[str, Any]) -> Any:
        import pydyf

        made = pydyf.Dictionary(values)
        self._pdf.add_object(made)
        return made

    def _element(
        self, element: Element, parent: Any, lang: str, direction: str = "ltr"
    ) -> Any:
        import pydyf

        made = self._added({"S": f"/{element.role}", "P": parent.reference})
        if element.lang and element.lang != lang:
            lang = element.lang
            made["Lang"] = pydyf.String(lang)
        self._describe(element, made, direction)
        direction = element.direction or direction
        page = next((mark.page for mark in element.marks()), None)
        if page is not None:
            made["Pg"] = self._pdf.page_references[page]
        kids = pydyf.Array()
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._element(kid, made, lang, direction).reference)
            elif isinstance(kid, Mark):
                kids.append(self._mark(kid, made, page))
            else:
                kids.append(self._area(kid, made))
        made["K"] = kids
        return made

    def _describe(self, element: Element, made: Any, outer: str) -> None:
        """Write what an element is besides its role; ``outer`` is a direction."""
        import pydyf

        if element.alt:
            made["Alt"] = pydyf.String(element.alt)
        if element.words:
            made["ActualText"] = pydyf.String(element.words)
        about = [
            pydyf.Dictionary(attributes) for attributes in _attributes(element, outer)
        ]
        if about:
            made["A"] = pydyf.Array(about) if len(about) > 1 else about[0]

    def _mark(self, mark: Mark, owner: Any, page: int | None) -> Any:
        import pydyf

        self._by_page[mark.page][mark.mcid] = owner.reference
        if mark.page == page:
            return mark.mcid
        return pydyf.Dictionary(
            {
                "Type": "/MCR",
                "Pg": self._pdf.page_references[mark.page],
                "MCID": mark.mcid,
            }
        )

    def _area(self, area: LinkArea, owner: Any) -> Any:
        import pydyf

        self._areas.append((area.annotation, owner.reference))
        return pydyf.Dictionary(
            {
                "Type": "/OBJR",
                "Pg": self._pdf.page_references[area.page],
                "Obj": area.annotation.reference,
            }
        )


def _attributes(element: Element, outer: str) -> Iterator[dict[str, Any]]:
    """Yield an element's attributes, each kind by itself (ISO 32000-1, 14.8.5)."""
    import pydyf

    layout: dict[str, Any] = {}
    if element.box:
        layout["BBox"] = pydyf.Array(element.box)
    if element.direction and element.direction != outer:
        layout["WritingMode"] = _WRITING_MODES[element.direction]
    if layout:
        yield {"O": "/Layout", **layout}
    if element.scope:
        yield {"O": "/Table", "Scope": f"/{element.scope}"}
    if element.numbering:
        yield {"O": "/List", "ListNumbering": f"/{element.numbering}"}
