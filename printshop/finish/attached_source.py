"""The story itself, attached to its PDF, for archives and for machines.

An associated file of the whole document with the relationship ``Source`` (ISO 19005-3,
6.8 and Annex E): type, description and date are told, and the date is the issue's.
"""

import datetime
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be attached."""

    name: str
    media_type: str
    description: str
    data: bytes
    date: datetime.date


def attach(pdf: pikepdf.Pdf, source: SourceFile) -> None:
    """Attach a file to the document; a viewer lists it by its name."""
    stream = pdf.make_stream(source.data)
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name(f"/{source.media_type}")
    stream.Params = pikepdf.Dictionary(
        ModDate=pikepdf.String(f"D:{source.date:%Y%m%d}000000Z"),
        Size=len(source.data),
    )
    described = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String(source.name),
            UF=pikepdf.String(source.name),
            Desc=pikepdf.String(source.description),
            AFRelationship=pikepdf.Name.Source,
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
    )
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pikepdf.Dictionary()
    pdf.Root.Names.EmbeddedFiles = pikepdf.Dictionary(
        Names=[pikepdf.String(source.name), described]
    )
    pdf.Root.AF = pikepdf.Array([described])
