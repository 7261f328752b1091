"""What the imposed file has of the file it was made of, and what it has not.

* Kept: the output intent for the press, Trapped, title, author and dates, language,
  layers (or hidden ones would show).
* Left out, and told: links, notes and form fields, bookmarks, tags, attachments. A
  claim to be PDF/X, PDF/A or PDF/UA is the pages', not the sheets', and is left out.

No clock is in it: its dates are the file's own.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from printshop.impose.nouns import SheetSide

_INFO = ("Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate", "Trapped")
_XMP = (
    *("dc:title", "dc:creator", "dc:description", "dc:language", "pdf:Trapped"),
    *("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"),
)
_CLAIMS = (
    *(("pdfxid:GTS_PDFXVersion", "{}"), ("pdfx:GTS_PDFXVersion", "{}")),
    *(("pdfaid:part", "PDF/A-{}"), ("pdfuaid:part", "PDF/UA-{}")),
)
_DROPPED = (
    ("/Outlines", "bookmarks"),
    ("/StructTreeRoot", "tags"),
    ("/AF", "attachments"),
    ("/AcroForm", "form fields"),
)
_PRESS_INTENT = "/GTS_PDFX"


def title_of(pdf: pikepdf.Pdf) -> str:
    """Give the document's title, or ""."""
    return str(pdf.docinfo.get("/Title", "")).strip()


def language_of(pdf: pikepdf.Pdf) -> str:
    """Give the document's language, or ""."""
    return str(pdf.Root.get("/Lang", ""))


def keep(source: pikepdf.Pdf, sheets: pikepdf.Pdf, sides: Sequence[SheetSide]) -> None:
    """Carry over to the imposed file what holds for the sheets too."""
    for key in _INFO:
        if f"/{key}" in source.docinfo:
            sheets.docinfo[f"/{key}"] = _copied(source.docinfo[f"/{key}"])
    for key in ("/OutputIntents", "/OCProperties", "/Lang"):
        if key not in source.Root:
            continue
        kept = source.Root[key]
        if key == "/OutputIntents":
            kept = pikepdf.Array([i for i in kept if i.get("/S") == _PRESS_INTENT])
            if not len(kept):
                continue
        sheets.Root[key] = sheets.copy_foreign(source.make_indirect(kept))
    labels = [
        entry
        for number, side in enumerate(sides)
        for entry in (number, pikepdf.Dictionary(P=side.name))
    ]
    sheets.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
    _keep_metadata(source, sheets)


def left_out(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Say in one sentence each what the imposed file will not have."""
    notes = sum(len(page.obj.get("/Annots", [])) for page in pdf.pages)
    dropped = [f"{notes} links, notes or fields"] if notes else []
    dropped += [what for key, what in _DROPPED if key in pdf.Root]
    if pdf.attachments and "attachments" not in dropped:
        dropped.append("attachments")
    if dropped:
        yield f"left out: {', '.join(dropped)}"
    claims = list(_claims(pdf))
    if claims:
        kept = ", but keep its output intent" if _has_press_intent(pdf) else ""
        yield f"the sheets do not claim to be {' and '.join(claims)}{kept}"


def _has_press_intent(pdf: pikepdf.Pdf) -> bool:
    intents: Any = pdf.Root.get("/OutputIntents", [])
    return any(intent.get("/S") == _PRESS_INTENT for intent in intents)


def _claims(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        for key, form in _CLAIMS:
            if key in xmp:
                yield form.format(xmp[key])


def _keep_metadata(source: pikepdf.Pdf, sheets: pikepdf.Pdf) -> None:
    with (
        source.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as old,
        sheets.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as new,
    ):
        for key in _XMP:
            if key in old:
                new[key] = old[key]


def _copied(value: pikepdf.Object) -> pikepdf.Object:
    """Copy a name or a string, which belong to no file."""
    return pikepdf.Object.parse(value.unparse(resolved=True))
