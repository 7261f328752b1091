"""The colours of a press file, read back from its plates and from its bytes."""

import io
import subprocess

import numpy as np
import pikepdf
import pytest
from PIL import Image

from printshop.errors import SourceError
from printshop.finish.inks import inks_of
from printshop.printer_file import printer_folders, read_printer
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine
from tests.plates import (
    INKS,
    MONO,
    PLATES,
    Plates,
    colours_left,
    converted,
    drawn,
    fills_of,
    plates_of,
    saved,
    stream,
)

INKS_OF_NEWSPRINT = inks_of(read_printer(printer_folders(), "newsprint-coldset"))
TINT = (204, 221, 238)
PAGE = """
<title>Colours</title>
<style>
  @page { size: 120mm 100mm; margin: 0 }
  body { margin: 0; font: 9pt/12pt "Source Serif 4 SmText" }
  div, svg, img { position: absolute; box-sizing: border-box }
  .text { left: 2mm; top: 2mm; width: 50mm; height: 20mm }
  .tint { left: 60mm; width: 25mm; height: 10mm; background: rgb(204, 221, 238) }
  .rules { left: 90mm; width: 25mm; height: 10mm; background: rgb(204, 221, 238) }
  .wide { left: 2mm; width: 100mm; height: 8mm }
</style>
<div class="text">The quick brown fox jumps over the lazy dog, and nobody on the
  mole has seen it since. Body text is black.</div>
<div class="tint" style="top: 2mm">Black on tint, small, and smaller still</div>
<div class="tint" style="top: 14mm; font-size: 20pt; line-height: 24pt">Large</div>
<div class="tint" style="top: 26mm">Black <b style="color: white">and white</b></div>
<div class="tint" style="top: 38mm; color: #aaa">Grey is not black at all</div>
<div class="rules" style="top: 2mm; border: 1pt solid black"></div>
<div class="rules" style="top: 14mm; border: 3pt solid black"></div>
<div class="rules" style="top: 26mm; border-bottom: 1.5pt solid black"></div>
<div class="rules" style="top: 38mm">
  <svg width="80" height="30"><path d="M4 5h70" stroke="black" /></svg></div>
<div class="wide" style="top: 52mm;
  background: linear-gradient(90deg, rgb(255, 255, 0), rgb(0, 0, 255))"></div>
<div class="wide" style="top: 62mm;
  background: linear-gradient(90deg, red 50%, lime 50%)"></div>
<div class="wide" style="top: 72mm;
  background: linear-gradient(90deg, transparent, rgba(0, 0, 0, .8))"></div>
<div style="top: 82mm; left: 2mm; width: 10mm; height: 10mm; opacity: .5;
  background: rgb(190, 30, 45)"></div>
<svg style="left: 20mm; top: 82mm" width="100" height="38">
  <linearGradient id="g"><stop stop-color="#00f" /><stop offset="1" stop-color="#00f"
    stop-opacity="0" /></linearGradient>
  <pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse">
    <rect width="4" height="4" fill="rgb(190, 30, 45)" /></pattern>
  <rect width="30" height="38" fill="url(#g)" />
  <rect x="35" width="30" height="38" fill="url(#p)" />
  <rect x="70" width="30" height="38" fill="oklch(0.6 0.2 30)" /></svg>
<div style="left: 60mm; top: 82mm; width: 20mm; height: 10mm; color: lab(40 50 30)">
  Calibrated</div>
<img src="asset:alpha.png" style="left: 90mm; top: 82mm; width: 10mm" alt="">
"""


def alpha_png() -> bytes:
    image = Image.effect_noise((60, 60), 80).convert("RGB")
    image.putalpha(Image.linear_gradient("L").resize((60, 60)))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def master() -> bytes:
    engine = Engine(Assets((fonts_folder(),)), [])
    pictures = {"asset:alpha.png": ("image/png", alpha_png())}
    return engine.set_pages(PAGE, pictures).pdf()


@pytest.fixture(scope="module")
def press(master: bytes) -> bytes:
    return converted(master)


@pytest.fixture(scope="module")
def plates(press: bytes) -> Plates:
    return plates_of(press)


@pytest.fixture(scope="module")
def mono(master: bytes) -> bytes:
    return converted(master, MONO)


def paint(*rgb: int) -> tuple[float, ...]:
    return INKS.paint(tuple(value / 255 for value in rgb))


def about(inks: tuple[float, ...], by: float = 0.02):
    return pytest.approx(inks, abs=by)


# ------------------------------------------------------------ black, overprinting


def test_body_text_has_ink_on_the_black_plate_alone(plates: Plates):
    text = plates.cut(2, 2, 50, 20)

    assert text.used == {"Black"}
    assert text["Black"].max() == 1


def test_small_black_text_does_not_knock_the_tint_out(plates: Plates):
    panel = plates.cut(61, 3, 23, 8)

    assert panel["Black"].max() == 1
    assert np.ptp(panel["Cyan"]) == 0
    assert panel["Cyan"].min() == pytest.approx(paint(*TINT)[0], abs=0.01)


def test_large_black_text_knocks_the_tint_out(plates: Plates):
    panel = plates.cut(61, 15, 23, 8)

    assert panel["Cyan"][panel["Black"] == 1].max() == 0


def test_white_text_is_white_beside_black_text_that_overprints(plates: Plates):
    panel = plates.cut(61, 27, 23, 8)

    assert panel["Cyan"].min() == 0
    assert panel["Cyan"][panel["Black"] == 1].min() > 0.05


def test_grey_text_knocks_the_tint_out(plates: Plates):
    panel = plates.cut(61, 39, 23, 8)

    assert panel["Cyan"].min() == 0


@pytest.mark.parametrize(
    ("top_mm", "overprints"), [(2, True), (14, False), (26, True), (38, True)]
)
def test_thin_black_rules_overprint_and_thick_ones_do_not(plates, top_mm, overprints):
    panel = plates.cut(91, top_mm - 0.5, 23, 11)
    below = panel["Cyan"][panel["Black"] == 1]

    assert len(below)
    assert (below.min() > 0.05) == overprints


# ---------------------------------------------------------------- what is left


def test_nothing_but_ink_is_left(master: bytes, press: bytes, mono: bytes):
    assert colours_left(master)
    assert colours_left(press) == []
    assert colours_left(mono) == []


def test_other_programs_read_the_file_without_complaint(press: bytes, tmp_path):
    path = tmp_path / "press.pdf"
    path.write_bytes(press)

    told = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)

    assert told.returncode == 0
    assert "WARNING" not in told.stdout + told.stderr


def test_the_same_master_gives_the_same_bytes(master: bytes, press: bytes):
    assert converted(master) == press


def test_blending_happens_in_ink_and_masks_in_grey(press: bytes):
    with pikepdf.open(io.BytesIO(press)) as pdf:
        groups = {
            str(thing.Group.get("/CS"))
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and "/Group" in thing
        }

    assert groups == {"/DeviceCMYK", "/DeviceGray"}


# ------------------------------------------------------------ gradients, opacity


@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.75, 0.95])
def test_a_gradient_has_the_inks_of_its_colours_all_along(plates: Plates, share: float):
    rgb = (255 * (1 - share), 255 * (1 - share), 255 * share)
    wanted = INKS.gradient([tuple(value / 255 for value in rgb)])[0]
    if max(rgb) - min(rgb) < 1:
        wanted = INKS.gradient([(0.5, 0.5, 0.5), (1, 0, 0)])[0]

    assert plates.at(2 + 100 * share, 56) == about(wanted, 0.04)


def test_a_hard_edge_in_a_gradient_stays_hard(plates: Plates):
    assert plates.at(51.5, 66) == about(paint(255, 0, 0))
    assert plates.at(52.6, 66) == about(paint(0, 255, 0))


def test_a_shadow_that_fades_out_is_black_alone(plates: Plates):
    shadow = plates.cut(3, 73, 98, 6)

    assert shadow.used == {"Black"}
    assert plates.at(101, 76)[3] == pytest.approx(0.79, abs=0.03)
    assert plates.at(52, 76)[3] == pytest.approx(0.4, abs=0.03)


def test_half_of_a_colour_is_half_of_its_inks(plates: Plates):
    wanted = tuple(ink / 2 for ink in paint(190, 30, 45))

    assert plates.at(7, 87) == about(wanted)


def test_a_drawing_is_converted_with_its_gradients_and_patterns(plates: Plates):
    left, right = plates.at(20.5, 87), plates.at(27.4, 87)

    assert left[0] == pytest.approx(paint(0, 0, 255)[0], abs=0.08)
    assert max(right) < 0.1
    assert plates.at(33, 87) == about(paint(190, 30, 45))
    assert plates.at(42, 87)[1] > 0.5


def test_with_one_ink_there_is_one_plate(mono: bytes):
    found = plates_of(mono)

    assert found.used == {"Black"}
    black = MONO.paint((190 / 255, 30 / 255, 45 / 255))[3]
    assert found.at(7, 87)[3] == pytest.approx(black / 2, abs=0.01)


# ----------------------------------------------------- what others' files may have

SQUARE = "5 5 30 30 re f"


def test_what_nobody_gave_a_colour_is_black_ink_and_not_grey():
    data = converted(drawn(SQUARE))

    assert plates_of(data).at(20, 20) == (0, 0, 0, 1)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.pages[0].Contents.read_bytes().startswith(b"0 0 0 1 k\n0 0 0 1 K")


NAME, ARRAY, DICTIONARY = pikepdf.Name, pikepdf.Array, pikepdf.Dictionary
D50 = [0.9642, 1, 0.8249]
LAB = ARRAY([NAME.Lab, DICTIONARY(WhitePoint=D50, Range=[-128, 127, -128, 127])])
CAL_RGB = ARRAY(
    [
        NAME.CalRGB,
        DICTIONARY(
            WhitePoint=[0.9505, 1, 1.089],
            Gamma=[2.2, 2.2, 2.2],
            Matrix=[
                0.4124,
                0.2126,
                0.0193,
                0.3576,
                0.7151,
                0.1192,
                0.1805,
                0.0722,
                0.9505,
            ],
        ),
    ]
)
CAL_GREY = ARRAY([NAME.CalGray, DICTIONARY(WhitePoint=D50, Gamma=2.2)])
INDEXED = ARRAY(
    [NAME.Indexed, NAME.DeviceRGB, 1, pikepdf.String(bytes([0, 0, 0, 190, 30, 45]))]
)


@pytest.mark.parametrize(
    ("space", "values", "rgb"),
    [
        (LAB, "54.29 80.8 69.9", (255, 0, 0)),
        (LAB, "53.585 0 0", (128, 128, 128)),
        (CAL_RGB, "0.745 0.118 0.176", (190, 30, 45)),
        (CAL_RGB, "0.5 0.5 0.5", (128, 128, 128)),
        (CAL_GREY, "0.5", (128, 128, 128)),
        (INDEXED, "1", (190, 30, 45)),
    ],
)
def test_calibrated_colours_become_ink(space, values: str, rgb: tuple[int, ...]):
    master = drawn(f"/C cs {values} sc {SQUARE}", ColorSpace={"C": space})
    data = converted(master)

    assert colours_left(data) == []
    assert fills_of(data)[-1] == about(paint(*rgb))


def test_a_space_with_a_profile_becomes_ink_and_loses_the_profile():
    from PIL import ImageCms

    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with pikepdf.open(io.BytesIO(drawn(f"/C cs 1 0 0 sc {SQUARE}"))) as pdf:
        profile = pdf.make_stream(srgb, N=3)
        pdf.pages[0].Resources.ColorSpace = DICTIONARY(
            C=ARRAY([NAME.ICCBased, profile]), DefaultGray=CAL_GREY
        )
        data = converted(saved(pdf))

    assert colours_left(data) == []
    assert fills_of(data)[-1] == paint(255, 0, 0)


ORANGE = ARRAY(
    [
        NAME.Separation,
        NAME("/Orange"),
        NAME.DeviceRGB,
        DICTIONARY(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0.5, 0], N=1),
    ]
)


def test_a_spot_colour_keeps_its_plate_and_is_told_in_ink():
    data = converted(drawn(f"/C cs 0.8 scn {SQUARE}", ColorSpace={"C": ORANGE}))

    assert colours_left(data) == []
    assert plates_of(data)["Orange"].max() == pytest.approx(0.8, abs=0.01)


def test_with_one_ink_a_spot_colour_is_black():
    master = drawn(f"/C cs 1 scn {SQUARE}", ColorSpace={"C": ORANGE})
    found = plates_of(converted(master, MONO))

    assert found.used == {"Black"}
    assert set(found.inks) == set(PLATES)


def test_a_calculated_tint_is_worked_out():
    tint = stream(
        b"{ dup 0.5 mul exch dup 0.2 gt { pop 1 } { pop 0 } ifelse 0 exch 3 1 roll }",
        FunctionType=4,
        Domain=[0, 1],
        Range=[0, 1, 0, 1, 0, 1],
    )
    with pikepdf.open(io.BytesIO(drawn(f"/C cs 1 scn {SQUARE}"))) as pdf:
        function = pdf.make_stream(tint[0], **tint[1])
        space = ARRAY([NAME.Separation, NAME("/Odd"), NAME.DeviceRGB, function])
        pdf.pages[0].Resources.ColorSpace = DICTIONARY(C=space)
        data = converted(saved(pdf), MONO)

    orange = MONO.paint((1, 0.5, 0))
    assert fills_of(data)[-1] == orange


def test_patterns_of_one_colour_are_filled_with_ink():
    dots = stream(
        b"0 0 3 3 re f",
        Type=NAME.Pattern,
        PatternType=1,
        PaintType=2,
        TilingType=1,
        BBox=[0, 0, 3, 3],
        XStep=3,
        YStep=3,
        Resources=DICTIONARY(),
    )
    master = drawn(
        f"/C cs 0.745 0.118 0.176 /P scn {SQUARE}",
        Pattern={"P": dots},
        ColorSpace={"C": ARRAY([NAME.Pattern, NAME.DeviceRGB])},
    )
    data = converted(master)

    assert colours_left(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        (fill,) = pikepdf.parse_content_stream(page, "scn")
        assert tuple(map(float, fill.operands[:-1])) == about(paint(190, 30, 45))
        assert page.Resources.ColorSpace.C[1] == NAME.DeviceCMYK


def form(content: bytes, **entries):
    return stream(
        content,
        Type=NAME.XObject,
        Subtype=NAME.Form,
        BBox=[0, 0, 40, 40],
        **entries,
    )


def test_black_that_a_form_takes_over_from_the_page_does_not_overprint():
    line = form(b"0 20 40 0.1 re f", Resources=DICTIONARY())
    content = "0.8 0.9 1 rg 0 0 40 40 re f 0 g /F Do 1 g q 1 0 0 1 0 5 cm /F Do Q"
    found = plates_of(converted(drawn(content, XObject={"F": line})))

    # the second time the form is white, and would be lost if it overprinted
    lines = found["Cyan"][:, 100]
    assert (lines < 0.05).sum() >= 2


def test_a_line_in_a_form_is_as_thick_as_the_form_is_drawn():
    line = form(b"0 g 0 3 40 0.1 re f", Resources=DICTIONARY())
    content = "0.8 0.9 1 rg 0 0 40 40 re f q 1 0 0 {} 0 0 cm /F Do Q"
    thin = plates_of(converted(drawn(content.format(1), XObject={"F": line})))
    thick = plates_of(converted(drawn(content.format(9), XObject={"F": line})))

    assert thin["Cyan"].min() > 0.05
    assert thick["Cyan"].min() == 0


@pytest.mark.parametrize(
    ("content", "widths"),
    [
        ("0.1 w 0 5 m 40 5 l S", [0.25]),
        ("0 w 0 5 m 40 5 l S", [0.25]),
        ("0.5 w q .2 0 0 .2 0 0 cm 0 5 m 40 5 l S Q 0 5 m 40 5 l S", [1.25, 0.5]),
        ("q .2 0 0 .2 0 0 cm 1 w 0 5 m 40 5 l S Q 0 5 m 40 5 l S", [1.25, 1]),
        ("0.1 w 0 5 m 40 5 l S 2 w 0 9 m 40 9 l S", [0.25, 2]),
        ("0.1 w 0 5 m 40 5 l S q 9 0 0 9 0 0 cm 0 1 m 4 1 l S Q", [0.25, 0.1]),
        # squeezed: what is thickened one way would be a beam the other way
        ("q 1 0 0 .01 0 0 cm 1 w 0 5 m 40 5 l S Q", [1]),
        ("q 0 0 0 0 0 0 cm 1 w 0 5 m 40 5 l S Q", [1]),
    ],
)
def test_a_line_is_never_drawn_thinner_than_the_printer_can(content, widths):
    points = f"{25.4 / 72} 0 0 {25.4 / 72} 0 0 cm {content}"

    found = _widths(converted(drawn(points), INKS_OF_NEWSPRINT))

    assert found == pytest.approx(widths, abs=0.001)


def _widths(data: bytes) -> list[float]:
    """Follow the width of every line that is stroked."""
    width, kept, found = 1.0, [], []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(instruction.operator):
                case "w":
                    width = float(str(instruction.operands[0]))
                case "q":
                    kept.append(width)
                case "Q":
                    width = kept.pop()
                case "S":
                    found.append(width)
    return found


def test_a_picture_in_a_mask_and_on_the_page_is_grey_there_and_ink_here():
    rgb = bytes([190, 30, 45] * 4)
    with pikepdf.open(io.BytesIO(drawn("/I Do"))) as pdf:
        picture = pdf.make_stream(
            rgb,
            Type=NAME.XObject,
            Subtype=NAME.Image,
            Width=2,
            Height=2,
            BitsPerComponent=8,
            ColorSpace=NAME.DeviceRGB,
        )
        group = DICTIONARY(S=NAME.Transparency, CS=NAME.DeviceRGB, Type=NAME.Group)
        mask = pdf.make_stream(
            b"40 0 0 40 0 0 cm /I Do",
            Type=NAME.XObject,
            Subtype=NAME.Form,
            BBox=[0, 0, 200, 200],
            Group=group,
            Resources=DICTIONARY(XObject=DICTIONARY(I=picture)),
        )
        soft = DICTIONARY(S=NAME.Luminosity, G=mask, BC=[1, 1, 1])
        page = pdf.pages[0]
        page.Resources.XObject = DICTIONARY(I=picture)
        page.Resources.ExtGState = DICTIONARY(M=DICTIONARY(SMask=soft))
        page.Contents = pdf.make_stream(
            b"q 20 0 0 20 60 60 cm /I Do Q /M gs 0 0 100 100 re f"
        )
        data = converted(saved(pdf))

    found = plates_of(data)
    assert found.at(70 * 25.4 / 72, 40 - 70 * 25.4 / 72) != (0, 0, 0, 0)
    luma = (0.299 * 190 + 0.587 * 30 + 0.114 * 45) / 255
    assert found.at(5, 35)[3] == pytest.approx(luma, abs=0.02)
    assert found.at(20, 35)[3] == 1
    assert colours_left(data) == []


def test_the_glyphs_of_a_type_3_font_are_converted():
    glyph = b"10 0 d0 0.745 0.118 0.176 rg 0 0 10 10 re f"
    with pikepdf.open(io.BytesIO(drawn("BT /T 20 Tf 5 5 Td (a) Tj ET"))) as pdf:
        pdf.pages[0].Resources.Font = DICTIONARY(
            T=DICTIONARY(
                Type=NAME.Font,
                Subtype=NAME.Type3,
                FontBBox=[0, 0, 10, 10],
                FontMatrix=[0.1, 0, 0, 0.1, 0, 0],
                CharProcs=DICTIONARY(a=pdf.make_stream(glyph)),
                Encoding=DICTIONARY(Differences=ARRAY([97, NAME("/a")])),
                FirstChar=97,
                LastChar=97,
                Widths=[10],
            )
        )
        found = plates_of(converted(saved(pdf)))

    assert found.at(10, 30) == about(paint(190, 30, 45))


def test_overprint_that_was_meant_for_other_colours_is_taken_out():
    state = DICTIONARY(OP=True, op=True, OPM=1)
    content = f"0.8 0.9 1 rg 0 0 40 40 re f /G gs 1 0 0 rg {SQUARE}"
    data = converted(drawn(content, ExtGState={"G": state}))

    assert plates_of(data).at(20, 20) == about(paint(255, 0, 0), 0.01)


@pytest.mark.parametrize(
    "content",
    [
        "0 0 rg 1 1 2 2 re f",
        "/Nowhere cs 1 sc",
        "1 0 cm",
        "/C cs 0.1 0.2 0.3 sc",
    ],
)
def test_content_that_is_damaged_is_told_with_its_page(content: str):
    master = drawn(content, ColorSpace={"C": ARRAY([NAME.Separation])})

    with pytest.raises(SourceError, match="page 1 of the PDF"):
        converted(master)
