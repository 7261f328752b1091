"""What makes a tagged file fit for archives and for every reader, at the same time.

PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), in one file:

* One output intent says what the colours are: sRGB (19005-3, 6.2.3).
* XMP names both standards. The second is unknown to the first, so that the file has to
  bring along a description of what it says (6.6.2.3); other namespaces likewise.
* Links are printed like the page they stand on (6.3.2), pictures are not smoothed by
  the viewer (6.2.8), and pages are gone through in the order of their structure
  (14289-1, 7.18.3).

The structure itself is the engine's (``printshop.typesetter.tags``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from lxml import etree

from printshop.finish.xmp import RDF, opened_xmp
from printshop.typesetter import srgb_profile

_PDFA_NAMES = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_PRINTED = 4
"""The flag of a note that is printed (ISO 32000-1, 12.5.3)."""

_Fact = tuple[str, Any]
"""A name, and words or further lists of facts."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of an XMP schema."""

    name: str
    value_type: str
    """As XMP calls it: ``Text``, ``Integer``, ``bag Text``, ``Date``."""
    description: str
    category: str = "external"
    """``internal`` is what only programs set."""


@dataclass(frozen=True, slots=True)
class Schema:
    """An XMP schema that PDF/A does not know."""

    title: str
    address: str
    prefix: str
    properties: tuple[Property, ...]


PDFUA = Schema(
    "PDF/UA identification schema",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    (Property("part", "Integer", "Part of ISO 14289 that is met", "internal"),),
)


def make_archival(pdf: pikepdf.Pdf, schemas: Iterable[Schema] = ()) -> None:
    """Make a tagged file PDF/A-3a and PDF/UA-1, in place.

    ``schemas`` describe what else its XMP says beyond the schemas that PDF/A knows.
    """
    _say_what_colours_are(pdf)
    for page in pdf.pages:
        page.obj.Tabs = pikepdf.Name.S
        for note in page.obj.get("/Annots", ()):
            note.F = _PRINTED
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "/Interpolate" in thing:
            del thing.Interpolate
    _identify(pdf)
    _describe_schemas(pdf, (PDFUA, *schemas))


def _say_what_colours_are(pdf: pikepdf.Pdf) -> None:
    name, data = srgb_profile()
    profile = pdf.make_stream(data)
    profile.N = 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String(name),
        Info=pikepdf.String(name),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _identify(pdf: pikepdf.Pdf) -> None:
    """Name both standards in the XMP, and what Info says, too."""
    with pdf.open_metadata(
        set_pikepdf_as_editor=False, update_docinfo=False
    ) as metadata:
        metadata.load_from_docinfo(pdf.docinfo)
        metadata.register_xml_namespace(PDFUA.address, PDFUA.prefix)
        metadata["pdfaid:part"] = "3"
        metadata["pdfaid:conformance"] = "A"
        metadata["pdfuaid:part"] = "1"


def _describe_schemas(pdf: pikepdf.Pdf, schemas: Iterable[Schema]) -> None:
    """Put the descriptions of schemas into the XMP."""
    with opened_xmp(pdf) as rdf:
        about = etree.SubElement(rdf, f"{{{RDF}}}Description", nsmap=_PDFA_NAMES)
        about.set(f"{{{RDF}}}about", "")
        known = etree.SubElement(about, _pdfa("pdfaExtension:schemas"))
        bag = etree.SubElement(known, f"{{{RDF}}}Bag")
        for schema in schemas:
            _fill(_resource(bag), _schema_facts(schema))


def _schema_facts(schema: Schema) -> Iterator[_Fact]:
    yield "pdfaSchema:schema", schema.title
    yield "pdfaSchema:namespaceURI", schema.address
    yield "pdfaSchema:prefix", schema.prefix
    yield "pdfaSchema:property", map(_property_facts, schema.properties)


def _property_facts(prop: Property) -> Iterator[_Fact]:
    yield "pdfaProperty:name", prop.name
    yield "pdfaProperty:valueType", prop.value_type
    yield "pdfaProperty:category", prop.category
    yield "pdfaProperty:description", prop.description


def _fill(element: Any, facts: Iterable[_Fact]) -> None:
    """Write facts below an element; those that are no text are a list of facts."""
    for name, value in facts:
        fact = etree.SubElement(element, _pdfa(name))
        if isinstance(value, str):
            fact.text = value
            continue
        sequence = etree.SubElement(fact, f"{{{RDF}}}Seq")
        for entry in value:
            _fill(_resource(sequence), entry)


def _resource(parent: Any) -> Any:
    item = etree.SubElement(parent, f"{{{RDF}}}li")
    item.set(f"{{{RDF}}}parseType", "Resource")
    return item


def _pdfa(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_PDFA_NAMES[prefix]}}}{local}"
