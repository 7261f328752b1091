"""What a file says that it is: whose, from which issue, by whom, under what rights.

It is said twice. Info (ISO 32000-1, 14.3.3) is what programs show; XMP is what archives
and libraries read, in Dublin Core and in PRISM, the press's own vocabulary (PRISM
3.0, basic namespace). The title is the one that the pages were set with.

Beyond the names that Info knows it has ``Issue``, ``Date``, ``ISSN``, ``Rights`` and
``WebAddress``, which the standard allows.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from lxml import etree

from printshop.finish.archival import Property, Schema
from printshop.finish.xmp import RDF, opened_xmp

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PRISM = "http://prismstandard.org/namespaces/basic/3.0/"
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": _PRISM,
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}

PRISM = Schema(
    "PRISM basic metadata",
    _PRISM,
    "prism",
    (
        Property("aggregationType", "Text", "The kind of publication"),
        Property("publicationName", "Text", "The publication's title"),
        Property("issn", "Text", "The publication's ISSN"),
        Property("number", "Text", "The issue's number"),
        Property("publicationDate", "Text", "The day on which the issue appeared"),
        Property("section", "Text", "The section in which the story stands"),
        Property("startingPage", "Text", "The printed page on which it begins"),
        Property("url", "Text", "Where it is found on the web"),
    ),
)


@dataclass(frozen=True, slots=True)
class About:
    """Everything that a file tells about itself, besides its title."""

    publication: str
    number: str
    date: datetime.date
    language: str
    authors: tuple[str, ...]
    subject: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    issn: str = ""
    rights: str = ""
    url: str = ""
    section: str = ""
    starting_page: int | None = None


def tell_info(pdf: pikepdf.Pdf, about: About) -> None:
    """Say in Info what it has names for; empty fields are left out."""
    told = {
        "Author": ", ".join(about.authors),
        "Subject": about.subject,
        "Keywords": ", ".join(about.keywords),
        "Creator": "printshop",
    }
    _tell(pdf, told)


def tell_own_info(pdf: pikepdf.Pdf, about: About) -> None:
    """Say the rest in Info, too, once XMP has been made of what it has names for."""
    told = {
        "Publication": about.publication,
        "Issue": about.number,
        "Date": about.date.isoformat(),
        "ISSN": about.issn,
        "Rights": about.rights,
        "WebAddress": about.url,
    }
    _tell(pdf, told)


def _tell(pdf: pikepdf.Pdf, told: Mapping[str, str]) -> None:
    for name, value in told.items():
        if value:
            pdf.docinfo[f"/{name}"] = pikepdf.String(value)


def tell_xmp(pdf: pikepdf.Pdf, about: About) -> None:
    """Say it in the file's XMP, in place of what this said about the same."""
    title = str(pdf.docinfo.get("/Title", ""))
    with opened_xmp(pdf) as rdf:
        _drop(rdf)
        whole = etree.SubElement(rdf, f"{{{RDF}}}Description", nsmap=_NAMES)
        whole.set(f"{{{RDF}}}about", "")
        for name, kind, values in _facts(about, title):
            _write(whole, name, kind, [value for value in values if value])


def _drop(rdf: Any) -> None:
    """Take out what is said anew."""
    inside = tuple(f"{{{address}}}" for address in _NAMES.values())
    for description in rdf.iterfind(f"{{{RDF}}}Description"):
        for fact in list(description):
            if str(fact.tag).startswith(inside):
                description.remove(fact)
        for name in [name for name in description.attrib if name.startswith(inside)]:
            del description.attrib[name]


def _facts(about: About, title: str) -> Iterator[tuple[str, str, Iterable[str]]]:
    """List each fact with the kind of its list; plain text has none."""
    day = about.date.isoformat()
    page = about.starting_page
    yield "dc:format", "", ["application/pdf"]
    yield "dc:title", "Alt", [title]
    yield "dc:creator", "Seq", about.authors
    yield "dc:description", "Alt", [about.subject]
    yield "dc:subject", "Bag", about.keywords
    yield "dc:publisher", "Bag", [about.publisher or about.publication]
    yield "dc:date", "Seq", [day]
    yield "dc:language", "Bag", [about.language]
    yield "dc:identifier", "", [about.url]
    yield "dc:rights", "Alt", [about.rights]
    yield "xmpRights:Marked", "", ["True" if about.rights else ""]
    yield "prism:aggregationType", "", ["newspaper"]
    yield "prism:publicationName", "", [about.publication]
    yield "prism:issn", "", [about.issn]
    yield "prism:number", "", [about.number]
    yield "prism:publicationDate", "", [day]
    yield "prism:section", "", [about.section]
    yield "prism:startingPage", "", ["" if page is None else str(page)]
    yield "prism:url", "", [about.url]


def _write(description: Any, name: str, kind: str, values: list[str]) -> None:
    """Write one fact, unless there is nothing to say."""
    if not values:
        return
    prefix, _, local = name.partition(":")
    fact = etree.SubElement(description, f"{{{_NAMES[prefix]}}}{local}")
    if not kind:
        fact.text = values[0]
        return
    listed = etree.SubElement(fact, f"{{{RDF}}}{kind}")
    for value in values:
        item = etree.SubElement(listed, f"{{{RDF}}}li")
        item.text = value
        if kind == "Alt":
            item.set(_XML_LANG, "x-default")
