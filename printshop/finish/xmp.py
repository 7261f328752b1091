"""A file's XMP as a tree that can be added to; its frame stays as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from lxml import etree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@contextmanager
def opened_xmp(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Give the element that holds all descriptions; what is changed is written back.

    The file must have XMP.
    """
    stream = pdf.Root.Metadata
    head, _, rest = stream.read_bytes().partition(b"<x:xmpmeta")
    body, closing, foot = rest.partition(b"</x:xmpmeta>")
    tree = etree.fromstring(b"<x:xmpmeta" + body + closing)
    yield next(tree.iter(f"{{{RDF}}}RDF"))
    stream.write(head + etree.tostring(tree) + foot)
