"""What a finished file for readers says that it is, read back from its bytes.

``about`` says it; this is the other way. So whoever hands files out needs neither the
copy that they were made from nor the place that they were made in.
"""

import datetime
import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import pikepdf
from lxml import etree

from printshop.errors import SourceError
from printshop.finish.xmp import RDF

_DC = "{http://purl.org/dc/elements/1.1/}"
_PRISM = "{http://prismstandard.org/namespaces/basic/3.0/}"
_ITEM = f"{{{RDF}}}li"


@dataclass(frozen=True, slots=True)
class SaidOfItself:
    """What is told of a file by the file."""

    title: str
    number: str
    """The issue's."""
    date: datetime.date
    language: str
    authors: tuple[str, ...]
    description: str
    section: str
    """Of a story; empty for an issue."""
    starting_page: int | None
    address: str
    """Where it is found on the web."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A story in the outline of an issue."""

    section: str
    title: str


def read_said_of_itself(data: bytes, where: str) -> SaidOfItself:
    """Read a file's own metadata. Raises SourceError when it has none of ours."""
    with _opened(data, where) as pdf:
        facts = _facts(pdf)
    with suppress(KeyError, ValueError, IndexError):
        (page,) = facts.get(f"{_PRISM}startingPage", ("",))
        return SaidOfItself(
            title=_first(facts, f"{_DC}title"),
            number=facts[f"{_PRISM}number"][0],
            date=datetime.date.fromisoformat(facts[f"{_PRISM}publicationDate"][0]),
            language=_first(facts, f"{_DC}language"),
            authors=facts.get(f"{_DC}creator", ()),
            description=_first(facts, f"{_DC}description"),
            section=_first(facts, f"{_PRISM}section"),
            starting_page=int(page) if page else None,
            address=_first(facts, f"{_PRISM}url"),
        )
    raise SourceError(
        "the PDF does not say which issue it belongs to",
        where=where,
        hint="print it again",
    )


def read_outline(data: bytes, where: str) -> tuple[OutlineEntry, ...]:
    """List the stories of an issue's outline, in the order of the paper.

    Raises SourceError when the file is damaged.
    """
    with _opened(data, where) as pdf, pdf.open_outline() as outline:
        return tuple(
            OutlineEntry(section.title, story.title)
            for section in outline.root
            for story in section.children
        )


def _opened(data: bytes, where: str) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise SourceError(
            "the PDF is damaged", where=where, hint="print it again"
        ) from error


def _facts(pdf: pikepdf.Pdf) -> Mapping[str, tuple[str, ...]]:
    """Read all of the XMP, each name with its values; what is damaged is nothing."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(stream.read_bytes().strip(), parser)
    except (etree.XMLSyntaxError, ValueError, pikepdf.PdfError):
        return {}
    return {
        str(fact.tag): tuple(_values(fact))
        for described in tree.iter(f"{{{RDF}}}Description")
        for fact in described.iterchildren(tag=etree.Element)
    }


def _values(fact: etree._Element) -> Iterator[str]:
    """Give the items of a list, or the text of what is none."""
    items = list(fact.iter(_ITEM)) or [fact]
    yield from ((item.text or "").strip() for item in items)


def _first(facts: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(iter(facts.get(name, ())), "")
