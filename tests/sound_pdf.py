"""A small PDF that a printer would accept, so that tests can break one thing in it.

Four pages of 80 × 110 mm with 3 mm of bleed and room for marks. The first page has a
barcode; all have small black text and a thin black line that overprint, white text on
black, a line of two inks, pictures, a shading, a transparency group with a soft mask.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from printshop.barcode import make_barcode
from printshop.printer_file import printer_folders, read_printer
from printshop.printer_profile import Edges, PrinterProfile

PT_PER_MM = 72 / 25.4
WIDTH_PT, HEIGHT_PT = 80 * PT_PER_MM, 110 * PT_PER_MM
BLEED_PT, MARGIN_PT = 3 * PT_PER_MM, 12.0
EAN, ADD_ON = "9771234567003", "47"

_GTS = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_XMP = {
    _GTS: "PDF/X-4",
    "dc:title": "A sound file",
    "pdf:Trapped": "False",
    "xmp:CreateDate": "2026-11-20T00:00:00Z",
    "xmp:ModifyDate": "2026-11-20T00:00:00Z",
    "xmp:MetadataDate": "2026-11-20T00:00:00Z",
    "xmpMM:DocumentID": "uuid:1",
    "xmpMM:VersionID": "1",
    "xmpMM:RenditionClass": "default",
}

Change = Callable[[pikepdf.Pdf], None]


def paper_profile() -> PrinterProfile:
    """A printer that takes just these pages."""
    profile = read_printer(printer_folders(), "newsprint-coldset")
    return replace(profile, bleed=Edges(3, 3, 3, 3), trim_mm=(80.0, 110.0))


def mono_profile() -> PrinterProfile:
    return read_printer(printer_folders(), "office-mono")


def sound_pdf(font: Path, *, is_mono: bool = False) -> bytes:
    """Make the file; in black alone for a one-colour press."""
    pdf = pikepdf.new()
    resources = pdf.make_indirect(_resources(pdf, font, is_mono=is_mono))
    for number in range(1, 5):
        _add_page(pdf, number, resources, is_mono=is_mono)
    _declare(pdf)
    return _saved(pdf)


def broken(data: bytes, change: Change) -> bytes:
    """Change one thing, and save the rest as it is."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf, version: str = "1.6") -> bytes:
    file = io.BytesIO()
    as_it_is = pikepdf.StreamDecodeLevel.none
    pdf.save(
        file,
        deterministic_id=True,
        force_version=version,
        stream_decode_level=as_it_is,
    )
    return file.getvalue()


def paint(operators: str, *, page: int = 1) -> Change:
    """Paint something more on a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = Stream(pdf, f"q {operators} Q".encode())
        pdf.pages[page - 1].contents_add(stream)

    return change


def _add_page(
    pdf: pikepdf.Pdf, number: int, resources: Dictionary, *, is_mono: bool
) -> None:
    edge = BLEED_PT + MARGIN_PT
    pdf.add_blank_page(page_size=(WIDTH_PT + 2 * edge, HEIGHT_PT + 2 * edge))
    page = pdf.pages[-1].obj
    page.TrimBox = Array([edge, edge, edge + WIDTH_PT, edge + HEIGHT_PT])
    page.BleedBox = Array(
        [
            MARGIN_PT,
            MARGIN_PT,
            MARGIN_PT + WIDTH_PT + 2 * BLEED_PT,
            MARGIN_PT + HEIGHT_PT + 2 * BLEED_PT,
        ]
    )
    page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    page.Resources = resources
    content = _MONO_CONTENT if is_mono else _CONTENT
    barcode = _barcode() if number == 1 else ""
    page.Contents = Stream(pdf, f"q {content} {barcode} Q".encode())


_CONTENT = """
/Over gs
BT /F 9 Tf 0 0 0 1 k 30 300 Td (SMALL BLACK) Tj ET
0 0 0 1 K 0.5 w 30 290 m 200 290 l S
/Knock gs
/All CS 1 SCN 0.25 w 23 0 m 23 9 l S
0 0 0 1 k 30 250 80 30 re f
BT /F 12 Tf 0 0 0 0 k 34 258 Td (WHITE) Tj ET
0 0 0 0 K 0.5 w 34 254 m 100 254 l S
BT /F 14 Tf 0.2 1 0.9 0 k 120 258 Td (RED) Tj ET
0.2 1 0.9 0 K 1 w 120 252 m 190 252 l S
BT /F 10 Tf 3 Tr 0 0 0 1 k 30 240 Td (HIDDEN) Tj ET
q 50 0 0 50 30 180 cm /Photo Do Q
q 20 0 0 20 90 180 cm 0 0 0 1 k /Bitmap Do Q
q 130 180 40 40 re W n /Run sh Q
q 1 0 0 1 180 180 cm /Glass Do Q
"""

_MONO_CONTENT = """
BT /F 9 Tf 0 0 0 1 k 30 300 Td (SMALL BLACK) Tj ET
0 G 0.5 w 30 290 m 200 290 l S
q 50 0 0 50 30 180 cm /Photo Do Q
"""


def _resources(pdf: pikepdf.Pdf, font: Path, *, is_mono: bool) -> Dictionary:
    space = Name.DeviceGray if is_mono else Name.DeviceCMYK
    pixels = b"\x40" if is_mono else b"\x40\x30\x20\x10"
    photo = _picture(pdf, pixels, 160, space)
    bitmap = Stream(pdf, bytes(240 * 30), Type=Name.XObject, Subtype=Name.Image)
    bitmap.Width = bitmap.Height = 240
    bitmap.ImageMask, bitmap.BitsPerComponent = True, 1
    tint = Array([Name.Separation, Name.All, Name.DeviceCMYK, _tint(4)])
    run = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=Array([130, 0, 170, 0]),
        Function=_tint(4),
    )
    return Dictionary(
        Font=Dictionary(F=_font(pdf, font)),
        ExtGState=Dictionary(
            Over=Dictionary(OP=True, op=True, OPM=1),
            Knock=Dictionary(OP=False, op=False),
        ),
        ColorSpace=Dictionary(All=tint),
        Shading=Dictionary(Run=run),
        XObject=Dictionary(
            Photo=photo, Bitmap=pdf.make_indirect(bitmap), Glass=_glass(pdf)
        ),
    )


def _tint(inks: int) -> Dictionary:
    full, none = Array([0.5] * inks), Array([0] * inks)
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=none, C1=full, N=1)


def _picture(
    pdf: pikepdf.Pdf, pixel: bytes, side: int, space: object
) -> pikepdf.Object:
    picture = Stream(pdf, pixel * side * side, Type=Name.XObject, Subtype=Name.Image)
    picture.Width = picture.Height = side
    picture.BitsPerComponent, picture.ColorSpace = 8, space
    return pdf.make_indirect(picture)


def _glass(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A transparency group, painted through a mask of brightness that is grey."""
    box = Array([0, 0, 20, 20])
    mask = Stream(pdf, b"0.5 g 0 0 20 20 re f", Type=Name.XObject, Subtype=Name.Form)
    mask.BBox = box
    mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    glass = Stream(
        pdf, b"/M gs 0 0.4 0.4 0 k 0 0 20 20 re f", Type=Name.XObject, Subtype=Name.Form
    )
    glass.BBox = box
    glass.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    through = Dictionary(S=Name.Luminosity, G=pdf.make_indirect(mask))
    glass.Resources = Dictionary(ExtGState=Dictionary(M=Dictionary(SMask=through)))
    return pdf.make_indirect(glass)


def _font(pdf: pikepdf.Pdf, path: Path) -> pikepdf.Object:
    """Embed a font in which every letter is one em wide."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Block"),
        Flags=32,
        FontBBox=Array([0, -200, 1000, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=800,
        StemV=80,
        FontFile2=pdf.make_indirect(Stream(pdf, path.read_bytes())),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/ABCDEF+Block"),
            FirstChar=32,
            LastChar=126,
            Widths=Array([1000] * 95),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def _barcode() -> str:
    """Draw the barcode at 100 %, in black alone that overprints."""
    barcode = make_barcode(EAN, ADD_ON)
    module = 0.33 * PT_PER_MM
    bars = [
        f"{60 + bar.x_modules * module:.3f} "
        f"{140 - (bar.top_modules + bar.height_modules) * module:.3f} "
        f"{bar.width_modules * module:.3f} {bar.height_modules * module:.3f} re"
        for bar in barcode.bars
    ]
    return f"/Over gs 0 0 0 1 k {' '.join(bars)} f"


def _declare(pdf: pikepdf.Pdf) -> None:
    """Say that it is PDF/X-4, for newsprint."""
    icc = read_printer(printer_folders(), "newsprint-coldset").icc
    profile = Stream(pdf, icc.path.read_bytes(), N=4)
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFX,
                    OutputConditionIdentifier=icc.identifier,
                    RegistryName=icc.registry,
                    DestOutputProfile=pdf.make_indirect(profile),
                )
            )
        ]
    )
    pdf.docinfo.Trapped = Name("/False")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.update(_XMP)
