"""A sound file passes every rule; one thing broken in it fails just that rule."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from printshop.preflight import RULES, Report, Result, inspect
from printshop.printer_file import _NUMBERS
from printshop.printer_profile import PrinterProfile
from tests.sound_pdf import (
    ADD_ON,
    EAN,
    Change,
    broken,
    mono_profile,
    paint,
    paper_profile,
    sound_pdf,
)

GTS = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"


@dataclass(frozen=True)
class Sound:
    """A file that passes, and what it is meant for."""

    data: bytes
    profile: PrinterProfile
    barcode: str = ""
    is_ad: bool = False

    def inspect(self, data: bytes) -> Report:
        return inspect(
            data, self.profile, barcode=self.barcode, is_ad=self.is_ad, name="a file"
        )


@pytest.fixture(scope="module")
def sound(block_font) -> dict[str, Sound]:
    paper = sound_pdf(block_font.path)
    ad = broken(paper, lambda pdf: pdf.pages.__delitem__(slice(1, None)))
    mono = sound_pdf(block_font.path, is_mono=True)
    return {
        "paper": Sound(paper, paper_profile(), f"{EAN} {ADD_ON}"),
        "ad": Sound(ad, paper_profile(), is_ad=True),
        "mono": Sound(mono, mono_profile(), f"{EAN} {ADD_ON}"),
    }


def _ids(report: Report, result: Result) -> set[str]:
    return {one.rule for one in report.outcomes if one.result == result}


@pytest.mark.parametrize("kind", ["paper", "ad", "mono"])
def test_a_sound_file_passes_every_rule_that_applies(sound, kind):
    report = sound[kind].inspect(sound[kind].data)

    assert _ids(report, Result.FAIL) == set()
    assert _ids(report, Result.NOT_CHECKED) == set()
    assert report.checked == len(report.outcomes)


def test_every_rule_applies_to_one_of_the_sound_files(sound):
    applied = {
        one.rule for kind in sound.values() for one in kind.inspect(kind.data).outcomes
    }

    assert applied == {rule.id for rule in RULES}


# ------------------------------------------------------------ what is broken


def _page(number: int, **entries: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.pages[number - 1].obj[f"/{name}"] = value

    return change


def _root(**entries: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value

    return change


def _xmp(name: str, value: str | None) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(
            set_pikepdf_as_editor=False, update_docinfo=False
        ) as xmp:
            if value is None:
                del xmp[name]
            else:
                xmp[name] = value

    return change


def _icc_header(start: int, letters: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        data = bytearray(stream.read_bytes())
        data[start : start + len(letters)] = letters
        stream.write(bytes(data))

    return change


def _resource(kind: str, name: str, thing: object, operators: str) -> Change:
    """Add something to the resources, and use it on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = thing(pdf) if callable(thing) else thing
        pdf.pages[0].obj.Resources[f"/{kind}"][f"/{name}"] = made
        paint(operators)(pdf)

    return change


def _content(operators: str) -> Change:
    """Paint something on the third page, and nothing else."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[2].Contents = Stream(pdf, operators.encode())

    return change


def _no_intent_name(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


def _untrapped(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj.Resources.Font.F


def _courier(pdf: pikepdf.Pdf) -> None:
    _font(pdf).BaseFont = Name("/ABCDEF+Courier")


def _unembedded(pdf: pikepdf.Pdf) -> None:
    del _font(pdf).FontDescriptor["/FontFile2"]


def _spot(pdf: pikepdf.Pdf) -> pikepdf.Object:
    all_plates = pdf.pages[0].obj.Resources.ColorSpace.All
    return Array([Name.Separation, Name("/House Red"), Name.DeviceCMYK, all_plates[3]])


def _alternates(pdf: pikepdf.Pdf) -> None:
    photo = pdf.pages[0].obj.Resources.XObject.Photo
    photo.Alternates = Array([Dictionary(Image=photo)])


def _postscript(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        Stream(pdf, b"showpage", Type=Name.XObject, Subtype=Name.PS)
    )


def _lzw(data: bytes) -> bytes:
    """Let a stream be called LZW, which nobody writes any more."""
    added = broken(data, lambda pdf: _root(Old=Stream(pdf, b"-", Stray=True))(pdf))
    named = rb"(/Stray true /Length \d+ /Filter )/FlateDecode"
    return re.sub(named, rb"\1/LZWDecode  ", added)


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = b"notes"


def _giant(pdf: pikepdf.Pdf) -> None:
    photo = pdf.pages[0].obj.Resources.XObject.Photo
    photo.Width, photo.Height = 20_000, 10_000


def _coloured_picture(pdf: pikepdf.Pdf) -> None:
    photo = pdf.pages[0].obj.Resources.XObject.Photo
    photo.ColorSpace = Name.DeviceCMYK
    photo.write(b"\x40\x80\x00\x00" * 160 * 160)


def _all_pages(**entries: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for name, value in entries.items():
                page.obj[f"/{name}"] = value

    return change


def _link(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 50, 90, 60]))
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(link)])


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


LAYERS = Dictionary(OCGs=Array(), D=Dictionary())
CONFIGURED = Dictionary(OCGs=Array(), D=Dictionary(), Configs=Array([Dictionary()]))
HEAVY = "1 0.9 0.5 0.3 k 60 60 60 40 re f"
FULL_PAGE = "q 250 0 0 340 15 15 cm /Photo Do Q"
TRANSFER = Dictionary(TR=Name.Identity)
SMALL_TRIM = Array([30, 30, 200, 300])

BREAKS: dict[str, Change] = {
    "R0001": _xmp(GTS, "PDF/X-3"),
    "R0002": _page(1, UserUnit=1),
    "R0003": _page(1, CropBox=Array([20, 20, 100, 100])),
    "R0004": _page(2, Rotate=90),
    "R0005": _content("0 0 0 0 k 30 30 50 50 re f"),
    "R0006": lambda pdf: pdf.pages.append(pdf.pages[0]),
    "R0007": paint("/Over gs BT /F 14 Tf 0 0 0 0 k 40 60 Td (GONE) Tj ET"),
    "R0008": paint("/Over gs 0 0 0 0 k 40 60 40 40 re f"),
    "R0009": paint("/Knock gs BT /F 9 Tf 0 0 0 1 k 40 60 Td (EDGES) Tj ET"),
    "R0010": paint("/Knock gs 0 0 0 1 K 1 w 40 60 m 90 60 l S"),
    "R0011": paint("BT /F 9 Tf 0 g 40 60 Td (GREY) Tj ET"),
    "R0012": paint("0 G 1 w 40 60 m 90 60 l S"),
    "R0013": paint("/Over gs 0.5 g 40 60 40 40 re f"),
    "R0014": _courier,
    "R0015": paint("BT /F 14 Tf 0.6 0.6 0.1 1 k 40 60 Td (RICH) Tj ET"),
    "R0016": paint("BT /F 9 Tf 0 0 0 0 k 40 60 Td (SMALL) Tj ET"),
    "R0017": paint("BT /F 9 Tf 0 0.5 0.5 0 k 40 60 Td (SMALL) Tj ET"),
    "R0018": paint("0 0 0 0 K 0.24 w 40 60 m 90 60 l S"),
    "R0019": paint("0 0.5 0.5 0 K 0.24 w 40 60 m 90 60 l S"),
    "R0020": _resource("ColorSpace", "Spot", _spot, "/Spot cs 1 scn 40 60 40 40 re f"),
    "R0024": paint("/All cs 0.2 scn 40 60 40 40 re f"),
    "R0026": paint(HEAVY),
    "R0027": paint("0.2 0.4 0.6 rg 40 60 40 40 re f"),
    "R0030": _page(1, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
    "R0031": paint("80 0 0 80 40 60 cm /Photo Do", page=2),
    "R0032": paint("0 0 0 1 k 25 0 0 25 40 60 cm /Bitmap Do"),
    "R0033": _content(FULL_PAGE),
    "R0034": _root(OCProperties=CONFIGURED),
    "R0035": _icc_header(16, b"RGB "),
    "X03": _no_intent_name,
    "X04": _icc_header(12, b"mntr"),
    "X05": _untrapped,
    "X06": _xmp("dc:title", None),
    "X07": _page(1, ArtBox=Array([40, 40, 100, 100])),
    "X08": _page(1, BleedBox=Array([-5, 0, 260, 360])),
    "X09": _link,
    "X10": _root(AcroForm=Dictionary(Fields=Array())),
    "X11": _script,
    "X13": _resource("XObject", "Old", _postscript, "/Old Do"),
    "X14": _alternates,
    "X15": _resource("ExtGState", "Curve", TRANSFER, "/Curve gs"),
    "X16": _unembedded,
    "X17": _attach,
    "H01": paint("/Over gs 0 0 0 1 K 0 w 40 60 m 90 60 l S"),
    "H02": lambda pdf: pdf.pages.__delitem__(3),
    "H03": paint("0 0 0 0 k 55 70 100 80 re f"),
    "H04": _all_pages(TrimBox=SMALL_TRIM),
    "H05": _page(2, BleedBox=Array([20.5, 20.5, 247.2, 332.3])),
    "H06": paint("BT /F 14 Tf 0.2 1 0.9 0 k 40 60 Td (RED) Tj ET"),
    "H07": _root(OCProperties=LAYERS),
    "H08": _giant,
    "H09": _page(1, MediaBox=Array([-9, 0, 270, 370])),
    "H10": _coloured_picture,
    "H11": _icc_header(8, b"\x04\x20"),
}
"""What breaks each rule: one thing in a file that is sound."""

BYTES: dict[str, Callable[[bytes], bytes]] = {
    "X01": lambda data: data.replace(b"%PDF-1.6", b"%PDF-1.7"),
    "X12": _lzw,
    "X02": lambda data: data.replace(b"/ID [", b"/IX ["),
}
"""The same for what pikepdf always writes rightly."""

KINDS = {"R0006": "ad", "H06": "mono", "H10": "mono"}
"""What is no paper; anything else is."""

BREAKS_TOO = {
    "R0018": {"H01"},  # too thin in whatever colour
    "R0019": {"H01"},
    "R0033": {"R0031"},  # one number of pixels, asked for twice
    "R0034": {"H07"},  # configurations are of layers
    "H06": {"H10"},  # seen in the content, and on the plates
    "H10": set(),
}

NEEDS_PLATES = {"R0026", "H10"}
"""What Ghostscript measures. It takes the most time, and reading the barcode: for the
other rules neither is asked."""


def test_every_rule_has_something_that_breaks_it():
    assert set(BREAKS) | set(BYTES) == {rule.id for rule in RULES}
    assert not set(BREAKS) & set(BYTES)


@pytest.mark.parametrize("rule", sorted({**BREAKS, **BYTES}))
def test_a_rule_fails_when_one_thing_is_broken(sound, rule, monkeypatch):
    if rule not in NEEDS_PLATES:
        monkeypatch.setenv("PATH", "")
    good = sound[KINDS.get(rule, "paper")]
    if rule != "H03":
        good = replace(good, barcode="")
    change = BYTES.get(rule) or partial(broken, change=BREAKS[rule])

    report = good.inspect(change(good.data))

    assert rule in _ids(report, Result.FAIL)
    assert _ids(report, Result.FAIL) - {rule} <= BREAKS_TOO.get(rule, set())
    (outcome,) = (one for one in report.outcomes if one.rule == rule)
    assert outcome.severity is not None
    assert outcome.details
    assert all(detail.message for detail in outcome.details)


CUT_OFF = {
    "R0007": "/Over gs BT /F 8 Tf 0 0 0 0 k 40 2 Td (GONE) Tj ET",
    "R0008": "/Over gs 0 0 0 0 k 40 0 40 11 re f",
    "R0009": "/Knock gs BT /F 8 Tf 0 0 0 1 k 40 2 Td (EDGES) Tj ET",
    "R0010": "/Knock gs 0 0 0 1 K 1 w 40 5 m 90 5 l S",
    "R0011": "BT /F 8 Tf 0 g 40 2 Td (GREY) Tj ET",
    "R0012": "0 G 0.5 w 40 0 m 40 12 l S",  # up to the bleed
    "R0013": "/Over gs 0.5 g 40 0 40 11 re f",
    "R0015": "BT /F 8 Tf 0.6 0.6 0.1 1 k 40 2 Td (RICH) Tj ET",
    "R0016": "BT /F 8 Tf 0 0 0 0 k 40 2 Td (SMALL) Tj ET",
    "R0017": "BT /F 8 Tf 0 0.5 0.5 0 k 40 2 Td (SMALL) Tj ET",
    "R0018": "0 0 0 0 K 0.24 w 40 5 m 90 5 l S",
    "R0019": "0 0.5 0.5 0 K 0.24 w 40 5 m 90 5 l S",
    "R0031": "11 0 0 150 40 -139 cm /Photo Do",
    "R0032": "0 0 0 1 k 25 0 0 25 40 -14 cm /Bitmap Do",
    "H01": "/Over gs 0 0 0 1 K 0 w 40 5 m 90 5 l S",
}
"""Slug letters, plate names and marks, below the bleed."""


@pytest.mark.parametrize("rule", sorted(CUT_OFF))
def test_type_lines_and_pictures_outside_the_bleed_are_not_asked(
    sound, rule, monkeypatch
):
    monkeypatch.setenv("PATH", "")
    paper = replace(sound["paper"], barcode="")
    below = paint(CUT_OFF[rule])
    inside = paint(f"1 0 0 1 0 60 cm {CUT_OFF[rule]}")

    assert not _ids(paper.inspect(broken(paper.data, below)), Result.FAIL)
    assert rule in _ids(paper.inspect(broken(paper.data, inside)), Result.FAIL)


def test_without_a_bleed_what_lies_outside_the_trim_is_not_asked(sound, monkeypatch):
    monkeypatch.setenv("PATH", "")
    paper = replace(sound["paper"], barcode="")

    def without_bleed(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj.BleedBox
        # 15 points: in what was the bleed
        paint("0 G 1 w 40 15 m 90 15 l S")(pdf)

    report = paper.inspect(broken(paper.data, without_bleed))

    assert "R0012" not in _ids(report, Result.FAIL)


def test_a_condition_called_custom_has_to_be_described(sound, monkeypatch):
    monkeypatch.setenv("PATH", "")
    paper = replace(sound["paper"], barcode="")

    def named(pdf: pikepdf.Pdf, info: str = "") -> None:
        intent = pdf.Root.OutputIntents[0]
        intent.OutputConditionIdentifier = "Custom"
        intent.Info = info

    described = partial(named, info="Our own press")
    assert not _ids(paper.inspect(broken(paper.data, described)), Result.FAIL)
    assert _ids(paper.inspect(broken(paper.data, named)), Result.FAIL) == {"X03"}


# ------------------------------------------------------------ the document

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "preflight.md"


def _described() -> list[tuple[str, ...]]:
    row = r"^\| `([RXH]\d+)` \| (.+?) \| (\w+) \| .*? \| (.+) \|$"
    return re.findall(row, _text(), re.MULTILINE)


def test_every_rule_is_described_with_its_severity_and_its_reason():
    told = [(rule.id, rule.title, rule.severity.value, rule.reason) for rule in RULES]

    assert _described() == told


def test_the_document_names_only_limits_that_a_profile_has():
    named = set(re.findall(r"`((?:ink|pictures|type|lines|trim)\.\w+)`", _text()))

    assert named
    assert named <= {*_NUMBERS, "ink.spot_colours", "trim.width_mm", "trim.height_mm"}


def _text() -> str:
    return DOCUMENT.read_text("utf-8")


def test_the_document_shows_json_as_it_is(sound):
    good = sound["paper"]
    data = broken(good.data, BREAKS["R0027"])
    report = good.inspect(data).as_json()
    shown = json.loads(re.findall(r"^```json\n(.*?)^```", _text(), re.M | re.S)[0])[0]

    failed = next(one for one in report["outcomes"] if one["result"] == "fail")
    assert list(shown) == list(report)
    assert list(shown["outcomes"][0]) == list(failed)
    assert list(shown["outcomes"][0]["details"][0]) == list(failed["details"][0])
