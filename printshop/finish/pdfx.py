"""What makes a file PDF/X-4:2010 (ISO 15930-7), beside its colours and boxes.

* One output intent with the printing condition's name, where that is registered, and
  the ICC profile itself (6.2). It is what the file's inks are meant for.
* The file says whether it is trapped, the same in both places (6.3, 6.9): it is not.
* XMP names the standard, the document, its dates; Info agrees with it (6.9).
* Nothing lies over the page or acts: no notes, links, forms, scripts, layers, no
  attached files. Structure, outline and thumbnails go too: no press reads them. So
  catalogue and pages keep only what is listed here.
* Streams are not compressed by LZW, and the header says 1.6.

No clock is in it: dates are the issue's, identifiers come from the content.
"""

import datetime
import hashlib
import io
import uuid
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from printshop.errors import SourceError
from printshop.printer_profile import IccChoice

VERSION = "PDF/X-4"

_XMP_NAMES = {
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
}
_CATALOGUE = frozenset({"/Type", "/Pages", "/PageLabels", "/Lang"})
_PAGE = frozenset(
    {"/Type", "/Parent", "/Resources", "/Contents", "/Group"}
    | {"/MediaBox", "/TrimBox", "/BleedBox"}
)
_MARKED_CONTENT = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_NOT_FOR_PRESS = ("/StructParent", "/StructParents", "/Metadata", "/PieceInfo")
"""What forms and pictures may carry along."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a press file says about itself."""

    title: str
    author: str
    date: datetime.date
    """The issue's; there is no other in the file."""
    icc: IccChoice
    key: str
    """Digest of all that the file is made from; its identifier comes from it."""


def strip(pdf: pikepdf.Pdf) -> None:
    """Take away all that is not ink on the page."""
    is_tagged = "/StructTreeRoot" in pdf.Root
    for key in set(pdf.Root.keys()) - _CATALOGUE:
        del pdf.Root[key]
    for page in pdf.pages:
        # what a page inherits has to stand on the page itself
        page.obj.Resources, page.obj.MediaBox = page.resources, page.mediabox
        for key in set(page.obj.keys()) - _PAGE:
            del page.obj[key]
        if is_tagged:
            page.obj.Contents = pdf.make_stream(_without_tags(page))
    clean_streams(pdf, is_tagged=is_tagged)


def clean_streams(pdf: pikepdf.Pdf, *, is_tagged: bool = False) -> None:
    """Take what no press reads from forms and pictures, and LZW from all streams."""
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        for key in _NOT_FOR_PRESS:
            if key in thing:
                del thing[key]
        if "/LZWDecode" in _filters(thing) or "/LZW" in _filters(thing):
            thing.write(thing.read_bytes())
        if is_tagged and thing.get("/Subtype") == pikepdf.Name.Form:
            thing.write(_without_tags(thing))


def _without_tags(content: pikepdf.Page | pikepdf.Object) -> bytes:
    """Write a content stream without the marks that its structure refers to."""
    return pikepdf.unparse_content_stream(
        [
            instruction
            for instruction in pikepdf.parse_content_stream(content)
            if str(instruction.operator) not in _MARKED_CONTENT
        ]
    )


def _filters(stream: pikepdf.Stream) -> set[str]:
    given = stream.get("/Filter", ())
    names = given if isinstance(given, pikepdf.Array) else [given]
    return {str(name) for name in names}


def declare(pdf: pikepdf.Pdf, about: Declaration) -> None:
    """Say that the file is PDF/X-4, for which printing condition, and of which date."""
    pdf.Root.OutputIntents = pikepdf.Array([_output_intent(pdf, about.icc)])
    _write_xmp(pdf, about)
    _write_info(pdf, about)


def _output_intent(pdf: pikepdf.Pdf, icc: IccChoice) -> pikepdf.Object:
    profile = pdf.make_stream(_icc_bytes(icc))
    profile.N = 4
    profile.Alternate = pikepdf.Name.DeviceCMYK
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(icc.identifier),
        OutputCondition=pikepdf.String(icc.description),
        Info=pikepdf.String(icc.description),
        DestOutputProfile=profile,
    )
    if icc.registry:
        intent.RegistryName = pikepdf.String(icc.registry)
    return pdf.make_indirect(intent)


def _icc_bytes(icc: IccChoice) -> bytes:
    """Read the profile; SourceError when it is not the one that was chosen."""
    try:
        data = Path(icc.path).read_bytes()
    except OSError as error:
        raise SourceError(
            f"the ICC profile cannot be read: {error.strerror}", where=str(icc.path)
        ) from error
    if hashlib.sha256(data).hexdigest() != icc.sha256:
        raise SourceError(
            "the ICC profile has changed meanwhile",
            where=str(icc.path),
            hint="print again",
        )
    return data


def _identifier(key: str, kind: str) -> str:
    digest = hashlib.sha256(f"{kind} {key}".encode()).digest()
    return f"uuid:{uuid.UUID(bytes=digest[:16], version=5)}"


def _write_xmp(pdf: pikepdf.Pdf, about: Declaration) -> None:
    moment = f"{about.date.isoformat()}T00:00:00Z"
    with pdf.open_metadata(
        set_pikepdf_as_editor=False, update_docinfo=False
    ) as metadata:
        for address, prefix in _XMP_NAMES.items():
            metadata.register_xml_namespace(address, prefix)
        metadata.update(
            {
                "pdfxid:GTS_PDFXVersion": VERSION,
                "pdf:Trapped": "False",
                "pdf:Producer": _producer(pdf),
                "dc:format": "application/pdf",
                "dc:title": about.title,
                "dc:creator": [about.author],
                "xmp:CreatorTool": "printshop",
                "xmp:CreateDate": moment,
                "xmp:ModifyDate": moment,
                "xmp:MetadataDate": moment,
                "xmpMM:DocumentID": _identifier(about.key, "document"),
                "xmpMM:InstanceID": _identifier(about.key, "instance"),
                "xmpMM:VersionID": "1",
                "xmpMM:RenditionClass": "default",
            }
        )


def _write_info(pdf: pikepdf.Pdf, about: Declaration) -> None:
    moment = f"D:{about.date:%Y%m%d}000000Z"
    producer = _producer(pdf)
    info = pdf.docinfo
    for key in set(info.keys()):
        del info[key]
    info.Title = pikepdf.String(about.title)
    info.Author = pikepdf.String(about.author)
    info.Creator = pikepdf.String("printshop")
    info.Producer = pikepdf.String(producer)
    info.CreationDate = info.ModDate = pikepdf.String(moment)
    info.Trapped = pikepdf.Name("/False")


def _producer(pdf: pikepdf.Pdf) -> str:
    return str(pdf.docinfo.get("/Producer", "printshop"))


def written(pdf: pikepdf.Pdf) -> bytes:
    """Write the file: the same content gives the same bytes."""
    file = io.BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        force_version="1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=True,
    )
    return file.getvalue()
