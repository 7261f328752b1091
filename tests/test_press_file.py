"""The file for the press: its boxes, what it says of itself, advertisers' own PDFs."""

import datetime
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from printshop.errors import LayoutError, SourceError, TypesetError
from printshop.finish import PlacedAdvert, PressJob, finish_press, split_pages
from printshop.finish.reader import finish_newspaper
from printshop.layout import PT_PER_MM
from printshop.pictures.page_picture import draw_page
from printshop.printer_file import printer_folders, read_printer
from printshop.printer_profile import Edges, Marks, PrinterProfile
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine
from tests.advertisers import BLACK, GREY, RED, WHITE, ad_pdf

WIDTH_MM, HEIGHT_MM = 100, 140
KEEP = pikepdf.StreamDecodeLevel.none
BAND = (0xBE, 0x1E, 0x2D)
CSS = """
@page { size: 100mm 140mm; margin: 0; bleed: 15mm }
body { margin: 0; font: 10pt "Source Serif 4 SmText" }
section { position: relative; height: 140mm; break-after: page }
section:last-child { break-after: auto }
.band { position: absolute; left: -15mm; right: -15mm; top: -15mm; height: 40mm;
        background: #be1e2d }
.text { position: absolute; left: 10mm; top: 60mm }
img { position: absolute; left: 20mm; top: 80mm; width: 60mm; height: 40mm;
      object-fit: contain; image-rendering: crisp-edges }
"""
HTML = """<html lang="en-GB"><title>The Mole Gazette, Issue 7</title>
<meta name="dcterms.created" content="2026-11-20">
<meta name="author" content="The Mole Gazette">
<section><div class="band"></div>
<h1 class="text"><a href="https://gazette.example">Sea wall</a></h1>
<img src="asset:picture/ad" alt="An advertisement"></section>
<section><div class="band"></div><p class="text"><a href="#x">Turn</a>
<b id="x">round</b></section>
<section><p class="text">The end</section>"""
TITLE = "The Mole Gazette, Issue 7, 20 November 2026"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Assets((fonts_folder(),)), [CSS])


@pytest.fixture(scope="module")
def master(engine: Engine) -> bytes:
    """Three pages with bleed: a band over the head of two, an ad on the first."""
    picture = io.BytesIO()
    draw_page(ad_pdf(60, 40), 240).save(picture, "PNG")
    given = {"asset:picture/ad": ("image/png", picture.getvalue())}
    return engine.set_pages(HTML, given).pdf()


def job(profile: PrinterProfile, *adverts: PlacedAdvert) -> PressJob:
    return PressJob(
        profile=profile,
        title=TITLE,
        page_titles=tuple(f"{TITLE}, page {page}" for page in (1, 2, 3)),
        author="The Mole Gazette",
        date=datetime.date(2026, 11, 20),
        key="key",
        adverts=adverts,
    )


@pytest.fixture(scope="module")
def coated() -> PrinterProfile:
    return read_printer(printer_folders(), "magazine-coated")


@pytest.fixture(scope="module")
def pressed(master: bytes, coated: PrinterProfile) -> bytes:
    return finish_press(master, job(coated))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def box_mm(page: pikepdf.Page, name: str) -> tuple[float, ...]:
    return tuple(round(float(side) / PT_PER_MM, 2) for side in page.obj[name].as_list())


def drawn(data: bytes, page: int = 0, ppi: float = 50.8) -> Image.Image:
    """Draw a page; at this resolution a millimetre is two pixels."""
    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=ppi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def at_mm(picture: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    """Take the colour at a place in millimetres from the top left."""
    colour = picture.getpixel((int(2 * x), int(2 * y)))
    assert isinstance(colour, tuple)
    red, green, blue = colour[:3]
    return red, green, blue


def near(colour: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    """Tell whether it is the same colour, allowing for inks that are a little off."""
    return max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) < 70


# ------------------------------------------------------------------ boxes


def test_a_page_bleeds_at_each_edge_as_the_printer_asks(pressed: bytes) -> None:
    with opened(pressed) as pdf:
        right, left = pdf.pages[0], pdf.pages[1]

        assert box_mm(right, "/MediaBox") == (0, 0, 106, 146)
        assert box_mm(left, "/MediaBox") == (0, 0, 106, 146)
        assert box_mm(right, "/TrimBox") == (3, 3, 103, 143)
        assert box_mm(left, "/TrimBox") == (3, 3, 103, 143)
        assert box_mm(right, "/BleedBox") == (3, 0, 106, 146)
        assert box_mm(left, "/BleedBox") == (0, 0, 103, 146)


def test_no_page_has_another_box(pressed: bytes) -> None:
    with opened(pressed) as pdf:
        keys = {key for page in pdf.pages for key in page.obj}

    assert keys <= {
        *("/Type", "/Parent", "/Resources", "/Contents", "/Group"),
        *("/MediaBox", "/TrimBox", "/BleedBox"),
    }


def test_a_design_that_bleeds_bleeds_and_stops_at_the_fold(pressed: bytes) -> None:
    right, left = drawn(pressed, 0), drawn(pressed, 1)

    for picture, outside, inside in ((right, 105, 1), (left, 1, 105)):
        assert near(at_mm(picture, 53, 1), BAND), "above the trimmed page"
        assert near(at_mm(picture, outside, 10), BAND), "outside it"
        assert near(at_mm(picture, inside, 10), WHITE), "at the fold"
        assert near(at_mm(picture, 53, 30), WHITE), "below the band"


def test_the_reader_sees_nothing_that_bleeds(master: bytes) -> None:
    with opened(finish_newspaper(master)) as pdf:
        for page in pdf.pages:
            assert box_mm(page, "/MediaBox") == (0, 0, WIDTH_MM, HEIGHT_MM)
            assert box_mm(page, "/TrimBox") == (0, 0, WIDTH_MM, HEIGHT_MM)
            assert "/BleedBox" not in page.obj


def test_links_stay_where_they_are_read(master: bytes) -> None:
    with opened(finish_newspaper(master)) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        left, *_, top = (float(side) / PT_PER_MM for side in link.Rect.as_list())

    assert abs(left - 10) < 0.1
    assert HEIGHT_MM - 60 - 15 < top < HEIGHT_MM - 60 + 15


def test_pages_set_without_bleed_are_refused_by_a_printer_who_asks_for_it(
    coated: PrinterProfile,
) -> None:
    trimmed = Engine(Assets((fonts_folder(),)), [CSS.replace("bleed: 15mm", "")])
    tight = trimmed.set_pages("<title>x</title><p>x").pdf()

    with pytest.raises(LayoutError, match="less bleed than the printer asks for"):
        finish_press(tight, job(coated))
    finish_press(tight, job(replace(coated, bleed=Edges())))


def test_marks_stand_outside_the_bleed_on_every_plate(
    master: bytes, coated: PrinterProfile
) -> None:
    marked = replace(coated, marks=Marks(True, True, True, True, True, True))

    data = finish_press(master, job(marked))

    with opened(data) as pdf:
        page = pdf.pages[0]
        assert box_mm(page, "/MediaBox") == (0, 0, 124, 164)
        assert box_mm(page, "/BleedBox") == (12, 9, 115, 155)
        assert box_mm(page, "/TrimBox") == (12, 12, 112, 152)
        (space,) = page.obj.Resources.ColorSpace.values()
        assert list(space)[:2] == ["/Separation", "/All"]
    plain, picture = drawn(finish_press(master, job(coated))), drawn(data)
    bleed = (25, 19, 229, 309)
    inside = picture.crop(bleed), plain.crop((7, 1, 211, 291))
    difference = ImageChops.difference(*inside).convert("L")
    assert sum(difference.histogram()[30:]) < 1000, "edges fall otherwise, no more"
    picture.paste((255, 255, 255), (23, 17, 232, 312))
    assert np.asarray(picture.convert("L")).min() < 60


# ------------------------------------------------------------------ PDF/X-4


def test_a_press_file_is_pdf_1_6_and_opens_with_nothing_but_pages(
    pressed: bytes,
) -> None:
    with opened(pressed) as pdf:
        assert pressed.startswith(b"%PDF-1.6")
        assert set(pdf.Root.keys()) <= {
            *("/Type", "/Pages", "/Lang", "/PageLabels", "/Metadata", "/OutputIntents")
        }
        assert "/ID" in pdf.trailer


def test_the_output_intent_names_the_printing_condition_and_has_its_profile(
    pressed: bytes, coated: PrinterProfile
) -> None:
    with opened(pressed) as pdf:
        (intent,) = pdf.Root.OutputIntents

        assert intent.S == "/GTS_PDFX"
        assert intent.OutputConditionIdentifier == "FOGRA39"
        assert intent.RegistryName == "http://www.color.org"
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == coated.icc.path.read_bytes()


def test_info_and_xmp_say_the_same(pressed: bytes) -> None:
    with opened(pressed) as pdf, pdf.open_metadata() as metadata:
        info = pdf.docinfo

        assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert info.Trapped == "/False"
        assert metadata["pdf:Trapped"] == "False"
        assert metadata["dc:title"] == info.Title == TITLE
        assert metadata["dc:creator"] == ["The Mole Gazette"]
        assert info.CreationDate == info.ModDate == "D:20261120000000Z"
        for date in ("Create", "Modify", "Metadata"):
            assert metadata[f"xmp:{date}Date"] == "2026-11-20T00:00:00Z"
        assert re.match(r"uuid:[0-9a-f-]{36}$", str(metadata["xmpMM:DocumentID"]))
        assert metadata["xmpMM:VersionID"] == "1"
        assert metadata["xmpMM:RenditionClass"] == "default"


def test_nothing_in_a_press_file_acts_or_is_hidden(pressed: bytes) -> None:
    forbidden = {
        "/Annots",
        "/AA",
        "/JS",
        "/OCProperties",
        "/EmbeddedFiles",
        "/AcroForm",
    }
    forbidden |= {"/StructTreeRoot", "/StructParents", "/OpenAction", "/Encrypt"}

    with opened(pressed) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                assert not forbidden & set(thing.keys())


def test_what_is_tagged_loses_its_tags(engine: Engine, coated: PrinterProfile) -> None:
    tagged = engine.set_pages("<html lang=en><title>x</title><p>x").pdf(is_tagged=True)
    with opened(tagged) as pdf:
        assert "/StructTreeRoot" in pdf.Root

    with opened(finish_press(tagged, job(coated))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        content = b"".join(
            thing.read_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        )
    assert b"BDC" not in content
    assert b"Tj" in content or b"TJ" in content


def test_no_stream_is_compressed_by_lzw(master: bytes, coated: PrinterProfile) -> None:
    with opened(master) as pdf:
        # what LZW makes of three bytes: clear, the bytes, end of data (9 bits each)
        codes = [256, *b"q Q", 257]
        bits = "".join(f"{code:09b}" for code in codes)
        packed = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2)
        data = packed.to_bytes(-(-len(bits) // 8), "big")
        extra = pikepdf.Stream(pdf, data)
        extra.Filter = pikepdf.Name.LZWDecode
        pdf.pages[0].contents_add(extra, prepend=True)
        old = io.BytesIO()
        pdf.save(old, compress_streams=False, stream_decode_level=KEEP)
    assert b"LZWDecode" in old.getvalue()

    assert b"LZWDecode" not in finish_press(old.getvalue(), job(coated))


def test_all_fonts_are_embedded_and_qpdf_has_no_complaint(
    pressed: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "press.pdf"
    path.write_bytes(pressed)

    fonts = _told("pdffonts", path).splitlines()[2:]

    assert len(fonts) == 2
    assert all(line.split()[-5] == "yes" for line in fonts)
    assert "No syntax or stream encoding errors" in _told("qpdf", "--check", path)
    assert _told("gs", "-q", "-sDEVICE=nullpage", "-dBATCH", "-dNOPAUSE", path) == ""


def _told(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_the_same_master_and_the_same_advertisement_give_the_same_bytes(
    master: bytes, coated: PrinterProfile, tmp_path: Path
) -> None:
    marked = replace(coated, marks=Marks(True, True, True, True, True, True))
    ordered = job(marked, placed(tmp_path, ad_pdf(60, 40)))

    assert finish_press(master, ordered) == finish_press(master, ordered)


def test_another_key_gives_another_identifier(
    master: bytes, pressed: bytes, coated: PrinterProfile
) -> None:
    other = finish_press(master, replace(job(coated), key="another"))

    assert _document_id(other) != _document_id(pressed)


def _document_id(data: bytes) -> str:
    with opened(data) as pdf, pdf.open_metadata() as metadata:
        return str(metadata["xmpMM:DocumentID"])


def test_an_icc_file_that_changed_meanwhile_is_not_used(
    master: bytes, coated: PrinterProfile
) -> None:
    changed = replace(coated, icc=replace(coated.icc, sha256="0" * 64))

    with pytest.raises(SourceError, match="has changed meanwhile"):
        finish_press(master, job(changed))


# ------------------------------------------------------------------ single pages


def test_every_page_gets_a_file_that_says_which_it_is(
    pressed: bytes, coated: PrinterProfile
) -> None:
    files = list(split_pages(pressed, job(coated)))

    assert len(files) == 3
    identifiers = {_document_id(data) for data in (*files, pressed)}
    assert len(identifiers) == 4
    for number, data in enumerate(files, start=1):
        with opened(data) as pdf:
            assert data.startswith(b"%PDF-1.6")
            assert len(pdf.pages) == 1
            assert str(pdf.pages[0].label) == str(number)
            assert pdf.docinfo.Title == f"{TITLE}, page {number}"
            assert len(pdf.Root.OutputIntents) == 1
            assert box_mm(pdf.pages[0], "/TrimBox") == (3, 3, 103, 143)
        assert drawn(data).tobytes() == drawn(pressed, number - 1).tobytes()


def test_a_file_of_one_page_has_nothing_of_the_others(
    pressed: bytes, coated: PrinterProfile
) -> None:
    *_, last = split_pages(pressed, job(coated))

    with opened(last) as pdf:
        pictures = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
    assert not pictures


def test_single_pages_come_out_the_same_again(
    pressed: bytes, coated: PrinterProfile
) -> None:
    assert list(split_pages(pressed, job(coated))) == list(
        split_pages(pressed, job(coated))
    )


# ------------------------------------------------------------------ advertisers


def placed(tmp_path: Path, data: bytes, **changed: float) -> PlacedAdvert:
    """Put an advertiser's PDF where the master shows its picture."""
    file = tmp_path / "lamp-oil.pdf"
    file.write_bytes(data)
    where = {"left_pt": 20.0, "top_pt": 80.0, "width_pt": 60.0, "height_pt": 40.0}
    points = {name: value * PT_PER_MM for name, value in {**where, **changed}.items()}
    return PlacedAdvert(file=file, name="Lamp Oil", page=1, **points)


@pytest.mark.parametrize("state", [{}, {"rotate": 180}, {"unit": 2}, {"boxes": ()}])
def test_an_advertisers_pdf_stands_in_its_rectangle_trimmed_and_upright(
    tmp_path: Path, master: bytes, coated: PrinterProfile, state: dict
) -> None:
    data = ad_pdf(60, 40, **state)
    corners = [BLACK, RED, GREY, WHITE]
    if state.get("rotate"):
        corners.reverse()

    picture = drawn(finish_press(master, job(coated, placed(tmp_path, data))))

    if "boxes" not in state:
        at = [(25, 85), (75, 85), (25, 115), (75, 115)]
        found = [at_mm(picture, x + 3, y + 3) for x, y in at]
        assert all(map(near, found, corners)), found
    assert at_mm(picture, 21, 79 + 3) == WHITE, "above it"
    assert at_mm(picture, 85, 100) == WHITE, "beside it"
    green = sum(n for n, c in picture.getcolors(10**6) or () if c == (0, 255, 0))
    # a line of it is what this renderer rounds a clip up by
    assert green < 100 if "boxes" not in state else green > 1000


def test_the_colours_of_an_advertiser_stay_as_they_were_sent(
    tmp_path: Path, master: bytes, coated: PrinterProfile
) -> None:
    advert = placed(tmp_path, ad_pdf(60, 40, red="0.1 0.9 0.8 0.05 k"))

    with opened(finish_press(master, job(coated, advert))) as pdf:
        streams = [t for t in pdf.objects if isinstance(t, pikepdf.Stream)]
        forms = [t for t in streams if t.get("/Subtype") == "/Form"]
        pictures = [t for t in streams if t.get("/Subtype") == "/Image"]
        contents = b"\n".join(form.read_bytes() for form in forms)

    assert b"0.1 0.9 0.8 0.05 k" in contents
    assert b"0.502 g" in contents
    assert not pictures


def test_a_black_only_press_prints_the_picture_of_a_coloured_advertisement(
    tmp_path: Path, master: bytes, coated: PrinterProfile
) -> None:
    advert = placed(tmp_path, ad_pdf(60, 40, red="0.1 0.9 0.8 0.05 k"))

    data = finish_press(master, job(replace(coated, is_mono=True), advert))

    with opened(data) as pdf:
        contents = b"\n".join(
            thing.read_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        )
    assert b"0.1 0.9 0.8 0.05 k" not in contents


def test_one_advertisement_may_run_twice(
    tmp_path: Path, engine: Engine, coated: PrinterProfile
) -> None:
    picture = io.BytesIO()
    draw_page(ad_pdf(60, 40), 240).save(picture, "PNG")
    given = {"asset:picture/ad": ("image/png", picture.getvalue())}
    image = '<section><img src="asset:picture/ad" alt=""></section>'
    twice = engine.set_pages(f"<title>x</title>{image}{image}", given).pdf()
    first = placed(tmp_path, ad_pdf(60, 40, red="0 1 1 0 k"))

    data = finish_press(twice, job(coated, first, replace(first, page=2)))

    assert drawn(data, 0).tobytes() == drawn(data, 1).tobytes()
    assert near(at_mm(drawn(data, 1), 78, 88), RED)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "damaged, or no PDF"),
        (b"%PDF-1.7\n1 0 obj", "cut off"),
        (ad_pdf(60, 40, encryption=pikepdf.Encryption(owner="x")), "is encrypted"),
    ],
)
def test_an_advertisers_broken_pdf_is_named(
    tmp_path: Path, master: bytes, coated: PrinterProfile, data: bytes, fault: str
) -> None:
    with pytest.raises(SourceError) as raised:
        finish_press(master, job(coated, placed(tmp_path, data)))

    message = str(raised.value)
    assert "lamp-oil.pdf: the PDF of Lamp Oil cannot be placed: " in message
    assert fault in message
    assert "Hint: " in message


def test_readers_see_an_advertisers_page_as_sharp_as_it_was_drawn(
    tmp_path: Path, engine: Engine
) -> None:
    # 60 x 40 mm at 300 pixels an inch, with grain: too large without loss
    slope = np.linspace(40, 200, 708)[None, :, None]
    grain = np.random.default_rng(7).normal(0, 4, (472, 708, 3))
    photograph = (slope + grain).astype(np.uint8)
    picture = io.BytesIO()
    Image.fromarray(photograph).save(picture, "PNG")
    given = {"asset:picture/ad": ("image/png", picture.getvalue())}
    master = engine.set_pages(HTML, given).pdf()

    sizes = []
    for adverts in ([placed(tmp_path, ad_pdf(60, 40))], []):
        with opened(finish_newspaper(master, adverts)) as pdf:
            (drawing,) = (
                thing
                for thing in pdf.objects
                if isinstance(thing, pikepdf.Stream)
                and thing.get("/Subtype") == "/Image"
            )
            assert drawing.Filter == "/DCTDecode"
            sizes.append(int(drawing.Width))

    assert sizes == [708, 354]


def test_hidden_layers_of_an_advertiser_are_refused(
    tmp_path: Path, master: bytes, coated: PrinterProfile
) -> None:
    with opened(ad_pdf(60, 40)) as pdf:
        layer = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Proof")
        )
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer])
        )
        layered = io.BytesIO()
        pdf.save(layered)

    with pytest.raises(SourceError, match="layers are switched off"):
        finish_press(master, job(coated, placed(tmp_path, layered.getvalue())))


def test_an_advertisement_that_is_nowhere_is_not_left_out_silently(
    tmp_path: Path, master: bytes, coated: PrinterProfile
) -> None:
    moved = placed(tmp_path, ad_pdf(60, 40), left_pt=10.0)

    with pytest.raises(TypesetError, match="Lamp Oil is not where it was planned"):
        finish_press(master, job(coated, moved))
