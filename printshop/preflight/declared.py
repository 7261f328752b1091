"""What a file says of itself, and what stands anywhere in it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from lxml import etree

_NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MOST_BYTES = 10_000_000


def read_xmp(pdf: pikepdf.Pdf) -> Mapping[str, str]:
    """Read the metadata that rules ask for; metadata that are damaged are none."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(stream.read_bytes()[:_MOST_BYTES].strip(), parser)
    except (etree.XMLSyntaxError, ValueError, pikepdf.PdfError):
        return {}
    return {
        name: value
        for described in root.iter(f"{_RDF}Description")
        for tag, value in _entries(described)
        if (name := _short(tag)) and value
    }


def _entries(described: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield names and values, which may be attributes, elements, or the first item."""
    for attribute, value in described.attrib.items():
        yield str(attribute), str(value)
    for element in described.iterchildren(tag=etree.Element):
        item = next(element.iter(f"{_RDF}li"), element)
        yield str(element.tag), (item.text or "").strip()


def _short(tag: str) -> str:
    """Write a name with its usual prefix; nothing for a name that nobody asks for."""
    namespace, _, name = tag.removeprefix("{").partition("}")
    prefix = _NAMESPACES.get(namespace)
    return f"{prefix}:{name}" if prefix else ""


def look_through(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Look at every object for what PDF/X forbids wherever it stands."""
    return frozenset(what for thing in pdf.objects for what in _forbidden(thing))


def _forbidden(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream) and _uses_lzw(thing):
        yield "LZW"
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    if thing.get("/S") == "/JavaScript" or "/JS" in thing:
        yield "JavaScript"
    if "/EF" in thing or thing.get("/Type") == "/EmbeddedFile":
        yield "attachment"


def _uses_lzw(stream: Any) -> bool:
    filters = stream.get("/Filter")
    names = filters.as_list() if isinstance(filters, pikepdf.Array) else [filters]
    return any(name == "/LZWDecode" for name in names)
