"""Rules on what a PDF/X-4 file must say of itself, and what it may not hold.

The list is what can be checked of ISO 15930-7:2010 without its own validator. A file
that passes it is not thereby proved to be PDF/X-4. Encrypted files are not in it: they
are refused before anything is looked at.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

from printshop.preflight.geometry import box_of
from printshop.preflight.outcome import Severity
from printshop.preflight.rule import Docket, Fault, Told, file_rule, page_rule
from printshop.preflight.sheets import SeenFile, SeenPage

_LAST_VERSION = (1, 6)
_COMMON_ICC = 2
_MARK_ANNOTATIONS = {"/PrinterMark", "/TrapNet"}
_DATES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")
_IDENTITY = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")


@file_rule("R0001", "The file says that it is PDF/X-4", Severity.ERROR)
def says_pdfx4(file: SeenFile, _: Docket) -> Told:
    """A plate-maker reads a file by the standard that it names."""
    version = file.xmp.get("pdfxid:GTS_PDFXVersion", "")
    if version not in ("PDF/X-4", "PDF/X-4p"):
        told = f"“{version}”" if version else "nothing"
        yield Fault(f"as its standard the metadata name {told}")


@file_rule("R0034", "No layers can be chosen between", Severity.ERROR)
def no_configurations(file: SeenFile, _: Docket) -> Told:
    """With several configurations nobody knows which layers are to be printed."""
    layers = file.root.get("/OCProperties")
    if layers is not None and "/Configs" in layers:
        yield Fault("the layers have several configurations")


@file_rule("R0035", "The output profile is for CMYK", Severity.ERROR)
def cmyk_intent(file: SeenFile, _: Docket) -> Told:
    """It names the press that the colours are made for."""
    for profile in _profiles(file):
        header = profile.read_bytes()[:128]
        if header[16:20] != b"CMYK" or profile.get("/N") != 4:
            space = header[16:20].decode("ascii", "replace").strip() or "nothing"
            yield Fault(f"the output profile is for {space}")
        return
    yield Fault("there is no output profile")


@file_rule("X01", "The file is PDF 1.6 or older", Severity.ERROR)
def version(file: SeenFile, _: Docket) -> Told:
    """What is newer may hold what the plate-maker does not know."""
    found = str(file.pdf.pdf_version)
    if tuple(int(part) for part in found.split(".")) > _LAST_VERSION:
        yield Fault(f"the file is PDF {found}")


@file_rule("X02", "The file has an identifier", Severity.ERROR)
def identifier(file: SeenFile, _: Docket) -> Told:
    """It tells one version of a file from the next."""
    if "/ID" not in file.pdf.trailer:
        yield Fault("the trailer has no ID")


@file_rule("X03", "One output intent names the printing condition", Severity.ERROR)
def one_intent(file: SeenFile, _: Docket) -> Told:
    """It says for which press and paper the colours are meant.

    A condition of the printer's own is called Custom, and described under Info.
    """
    intents = _intents(file)
    if len(intents) != 1:
        count = len(intents) or "no"
        yield Fault(f"there are {count} output intents of PDF/X")
    for intent in intents:
        name = str(intent.get("/OutputConditionIdentifier", ""))
        if not name:
            yield Fault("the output intent has no OutputConditionIdentifier")
        if name == "Custom" and not str(intent.get("/Info", "")):
            yield Fault("the printing condition is Custom, and Info does not say which")


@file_rule("X04", "The output profile is an ICC profile of a printer", Severity.ERROR)
def printers_profile(file: SeenFile, _: Docket) -> Told:
    """Only with it can colours be shown and proved as they will be printed."""
    profiles = list(_profiles(file))
    if not profiles:
        yield Fault("there is no output profile")
    for profile in profiles:
        header = profile.read_bytes()[:128]
        if header[36:40] != b"acsp":
            yield Fault("the output profile is damaged")
        elif header[12:16] != b"prtr":
            yield Fault("the output profile is not that of a printer")


@file_rule("H11", "The output profile is ICC version 2", Severity.WARNING)
def icc_version(file: SeenFile, _: Docket) -> Told:
    """Many plate-makers' programs read version 4 wrongly, or not at all."""
    for profile in _profiles(file):
        major, minor = profile.read_bytes()[8:10]
        if major > _COMMON_ICC:
            told = f"the output profile is ICC version {major}.{minor >> 4}"
            yield Fault(told)


@file_rule("X05", "The file says whether it is trapped", Severity.ERROR)
def trapped(file: SeenFile, _: Docket) -> Told:
    """Trapped twice, edges get dark lines; never trapped, white ones."""
    told = str(file.pdf.docinfo.get("/Trapped", ""))
    if told not in ("/True", "/False"):
        yield Fault("Trapped is neither True nor False")
        return
    in_xmp = file.xmp.get("pdf:Trapped")
    if in_xmp is not None and in_xmp != told.removeprefix("/"):
        yield Fault(f"Trapped is {told.removeprefix('/')}, {in_xmp} in the metadata")


@file_rule("X06", "The metadata have title, dates and identifiers", Severity.ERROR)
def metadata(file: SeenFile, _: Docket) -> Told:
    """They tell the printer which file this is, and whether it was sent before."""
    for name in ("dc:title", *_DATES, *_IDENTITY):
        if not file.xmp.get(name):
            yield Fault(f"the metadata have no {name}")


@page_rule("X09", "No note, link or field lies in the page", Severity.ERROR)
def no_annotations(page: SeenPage, _: Docket) -> Told:
    """Some programs print them."""
    for note in page.page.obj.get("/Annots", pikepdf.Array()).as_list():
        kind = str(note.get("/Subtype", ""))
        box = box_of(note.Rect.as_list())
        if kind not in _MARK_ANNOTATIONS and not box.common(page.bleed).is_empty:
            name = kind.removeprefix("/")
            yield Fault(f"an annotation: {name}", page.number, box)


@file_rule("X10", "There is no form to fill in", Severity.ERROR)
def no_form(file: SeenFile, _: Docket) -> Told:
    """What stands in its fields may change, or not be printed."""
    if "/AcroForm" in file.root:
        yield Fault("the file has an AcroForm")


@file_rule("X11", "There are no actions and no scripts", Severity.ERROR)
def no_actions(file: SeenFile, _: Docket) -> Told:
    """A file that does something need not be the same twice."""
    if isinstance(file.root.get("/OpenAction"), pikepdf.Dictionary):
        yield Fault("the file does something when it is opened")
    if "/AA" in file.root or "JavaScript" in file.within:
        yield Fault("the file has actions or scripts")
    for number, page in enumerate(file.pdf.pages, start=1):
        if "/AA" in page.obj:
            yield Fault("the page has actions", number)


@file_rule("X12", "Nothing is compressed with LZW", Severity.ERROR)
def no_lzw(file: SeenFile, _: Docket) -> Told:
    """PDF/X forbids it, and plate-makers may not read it."""
    if "LZW" in file.within:
        yield Fault("something is compressed with LZW")


@page_rule("X13", "There is no PostScript", Severity.ERROR)
def no_postscript(page: SeenPage, _: Docket) -> Told:
    """It prints differently on each machine, or not at all."""
    yield from _forbidden(page, "PostScript")


@page_rule("X14", "No picture stands for another one", Severity.ERROR)
def no_proxies(page: SeenPage, _: Docket) -> Told:
    """With OPI or alternates the printer may print another picture."""
    yield from _forbidden(page, "OPI", "alternates of a picture")


@page_rule("X15", "There are no transfer functions", Severity.ERROR)
def no_transfer(page: SeenPage, _: Docket) -> Told:
    """They change every tone on the way to the plate, unseen."""
    yield from _forbidden(page, "a transfer function")


@file_rule("X17", "No files are attached", Severity.ERROR)
def no_attachments(file: SeenFile, _: Docket) -> Told:
    """Nobody at the plant looks at them, and they may be anything."""
    names = file.root.get("/Names", pikepdf.Dictionary())
    has_names = "/EmbeddedFiles" in names or "/AF" in file.root
    if has_names or "attachment" in file.within:
        yield Fault("a file is attached")


@file_rule("H07", "There are no layers", Severity.WARNING)
def no_layers(file: SeenFile, _: Docket) -> Told:
    """What is hidden on the screen may be printed, and the other way round."""
    if "/OCProperties" in file.root:
        yield Fault("the file has layers")


def _intents(file: SeenFile) -> list[Any]:
    """List the output intents of PDF/X."""
    intents = file.root.get("/OutputIntents", pikepdf.Array()).as_list()
    return [one for one in intents if one.get("/S") == "/GTS_PDFX"]


def _profiles(file: SeenFile) -> Iterator[Any]:
    for intent in _intents(file):
        profile = intent.get("/DestOutputProfile")
        if profile is not None:
            yield profile


def _forbidden(page: SeenPage, *names: str) -> Told:
    for what, box in page.content.forbidden:
        if what in names:
            yield Fault(f"there is {what}", page.number, box)
