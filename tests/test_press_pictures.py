"""Pictures of a press file: their inks, their masks, and what cannot be printed."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from printshop.errors import ExitCode, SourceError
from printshop.finish.content_colour import convert_colours
from printshop.finish.inks import Inks
from printshop.pictures import PictureError, TooManyPixelsError
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine
from tests.plates import (
    INKS,
    MONO,
    Plates,
    colours_left,
    converted,
    drawn,
    plates_of,
    saved,
)

NAME, ARRAY = pikepdf.Name, pikepdf.Array
RED = (190, 30, 45)
SIDE_MM = 12
NAMES = ("photo.png", "photo.jpg", "grey.jpg", "line.png", "alpha.png", "chart.png")


def photograph() -> Image.Image:
    """Make something with all colours, and smooth: half light, half dark."""
    down, across = np.mgrid[0:90, 0:90] * 255 // 89
    planes = [across, down, 255 - across]
    noise = np.random.default_rng(1).integers(-3, 4, (90, 90))
    pixels = np.stack([np.clip(plane + noise, 0, 255) for plane in planes], axis=-1)
    return Image.fromarray(pixels.astype(np.uint8))


def chart() -> Image.Image:
    """Draw a chart: black lines, red bars."""
    image = Image.new("RGB", (90, 90), "white")
    image.paste((0, 0, 0), (0, 40, 90, 50))
    image.paste(RED, (40, 50, 60, 90))
    return image


def coded(image: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return file.getvalue()


def pictures() -> dict[str, bytes]:
    photo = photograph()
    faded = photo.copy()
    faded.putalpha(Image.linear_gradient("L").resize(photo.size))
    return {
        "photo.png": coded(photo, "PNG"),
        "photo.jpg": coded(photo, "JPEG"),
        "grey.jpg": coded(photo.convert("L"), "JPEG"),
        "line.png": coded(photo.convert("1"), "PNG"),
        "alpha.png": coded(faded, "PNG"),
        "chart.png": coded(chart(), "PNG"),
    }


@pytest.fixture(scope="module")
def master() -> bytes:
    """Set one picture beside the other, each 12 mm wide."""
    style = "@page { size: 80mm 14mm; margin: 0 } body { margin: 0 }"
    style += f"img {{ position: absolute; width: {SIDE_MM}mm; top: 0 }}"
    images = "".join(
        f'<img src="asset:{name}" alt="" style="left: {SIDE_MM * place}mm">'
        for place, name in enumerate(NAMES)
    )
    given = {
        f"asset:{name}": (f"image/{name[-3:].replace('jpg', 'jpeg')}", data)
        for name, data in pictures().items()
    }
    engine = Engine(Assets((fonts_folder(),)), [])
    return engine.set_pages(
        f"<title>P</title><style>{style}</style>{images}", given
    ).pdf()


@pytest.fixture(scope="module")
def press(master: bytes) -> bytes:
    return converted(master)


@pytest.fixture(scope="module")
def plates(press: bytes) -> Plates:
    return plates_of(press)


def picture(plates: Plates, name: str) -> Plates:
    return plates.cut(SIDE_MM * NAMES.index(name), 0, SIDE_MM, SIDE_MM)


def images_of(data: bytes) -> list[dict[str, object]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            {"space": str(t.ColorSpace), "filter": str(t.get("/Filter"))}
            | {"bits": int(t.BitsPerComponent), "data": t.read_raw_bytes()}
            for t in pdf.objects
            if isinstance(t, pikepdf.Stream) and t.get("/Subtype") == NAME.Image
        ]


# -------------------------------------------------------- as they come off the press


@pytest.mark.parametrize("name", ["photo.png", "photo.jpg"])
@pytest.mark.parametrize(("x", "y"), [(0.1, 0.1), (0.9, 0.1), (0.5, 0.5), (0.2, 0.9)])
def test_a_photograph_has_the_inks_of_its_colours(plates, name, x, y):
    rgb = (
        photograph()
        .resize((9, 9), Image.Resampling.BOX)
        .getpixel((int(9 * x), int(9 * y)))
    )
    wanted = np.asarray(INKS.picture(Image.new("RGB", (1, 1), rgb)))[0, 0] / 255

    part = picture(plates, name).cut(SIDE_MM * x - 0.5, SIDE_MM * y - 0.5, 1, 1)
    found = [float(part[plate].mean()) for plate in part.inks]

    assert found == pytest.approx(wanted, abs=0.06)


@pytest.mark.parametrize("name", ["grey.jpg", "line.png"])
def test_a_grey_picture_is_on_the_black_plate_alone(plates: Plates, name: str):
    assert picture(plates, name).used == {"Black"}


def test_a_grey_jpeg_is_not_coded_again(press: bytes):
    grey = [i["data"] for i in images_of(press) if i["space"] == "/DeviceGray"]

    assert pictures()["grey.jpg"] in grey


def test_a_picture_fades_out_where_its_mask_says_so(plates: Plates):
    whole, faded = picture(plates, "photo.png"), picture(plates, "alpha.png")

    top, foot = (faded.cut(2, y, 8, 0.5) for y in (0.2, 11.3))
    assert max(plate.max() for plate in top.inks.values()) < 0.1
    same = whole.cut(2, 11.3, 8, 0.5)
    assert foot["Yellow"].mean() == pytest.approx(same["Yellow"].mean(), abs=0.06)


def test_the_black_lines_of_a_chart_are_black_alone_and_its_edges_sharp(plates: Plates):
    drawing = picture(plates, "chart.png")
    line = drawing.cut(1, 5.6, 3, 0.7)

    assert line.used == {"Black"}
    assert line["Black"].min() == 1
    bar = INKS.paint(tuple(value / 255 for value in RED))
    assert drawing.at(6.6, 10) == pytest.approx(bar, abs=0.01)


def test_photographs_become_fine_jpegs_and_drawings_do_not(press: bytes):
    inked = [i for i in images_of(press) if "CMYK" in str(i["space"])]
    jpegs = [i["data"] for i in inked if i["filter"] == "/DCTDecode"]

    assert len(inked) == 4
    assert len(jpegs) == 3
    for data in jpegs:
        assert isinstance(data, bytes)
        with Image.open(io.BytesIO(data)) as image:
            assert isinstance(image, JpegImageFile)
            assert image.mode == "CMYK"
            assert {layer[1:3] for layer in image.layer} == {(1, 1)}


def test_no_picture_is_left_in_colours_of_light(press: bytes, master: bytes):
    assert colours_left(press) == []
    assert colours_left(converted(master, MONO)) == []


def test_with_one_ink_all_pictures_are_grey(master: bytes):
    data = converted(master, MONO)

    assert plates_of(data).used == {"Black"}
    assert {str(i["space"]) for i in images_of(data)} <= {"/DeviceGray"} | {
        space for i in images_of(data) if "Indexed" in (space := str(i["space"]))
    }


# ------------------------------------------------------- what else an image may be


def image_pdf(data: bytes, **entries) -> bytes:
    with pikepdf.open(io.BytesIO(drawn("40 0 0 40 0 0 cm /I Do"))) as pdf:
        image = pdf.make_stream(data, Type=NAME.XObject, Subtype=NAME.Image)
        for key, value in {"BitsPerComponent": 8, **entries}.items():
            image[f"/{key}"] = pdf.make_indirect(value) if key == "SMask" else value
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(I=image)
        return saved(pdf)


def image_after(data: bytes, inks: Inks = INKS, **entries: object):
    """Convert a PDF of one image; give the PDF, which is open, and the image."""
    pdf = pikepdf.open(io.BytesIO(image_pdf(data, **entries)))
    convert_colours(pdf, inks)
    return pdf, pdf.pages[0].Resources.XObject.I


def inks_at(image, index: int) -> tuple[float, ...]:
    """Read a pixel, as the PDF means it."""
    data = image.read_bytes(pikepdf.StreamDecodeLevel.all)
    if image.ColorSpace == NAME.DeviceGray:
        return (0, 0, 0, round(1 - data[index] / 255, 2))
    if isinstance(image.ColorSpace, ARRAY):
        palette = bytes(image.ColorSpace[3])
        entry = data[index]
        if image.ColorSpace[1] == NAME.DeviceGray:
            return (0, 0, 0, round(1 - palette[entry] / 255, 2))
        row = palette[4 * entry : 4 * entry + 4]
        return tuple(round(ink / 255, 2) for ink in row)
    row = data[4 * index : 4 * index + 4]
    if "/Decode" in image:
        row = bytes(255 - ink for ink in row)
    return tuple(round(ink / 255, 2) for ink in row)


def wanted(*rgb: int) -> tuple[float, ...]:
    inks = INKS.paint(tuple(value / 255 for value in rgb))
    return pytest.approx(inks, abs=0.011)  # type: ignore[return-value]


def test_values_that_are_turned_round_are_turned_back():
    _, image = image_after(
        bytes([65, 225, 210, 255, 255, 255]),
        Width=2,
        Height=1,
        ColorSpace=NAME.DeviceRGB,
        Decode=[1, 0, 1, 0, 1, 0],
    )

    assert inks_at(image, 0) == wanted(*RED)
    assert inks_at(image, 1) == (0, 0, 0, 1)


def test_sixteen_bits_and_four_bits_are_read():
    one, fine = image_after(
        bytes([190, 0, 30, 0, 45, 0]),
        Width=1,
        Height=1,
        BitsPerComponent=16,
        ColorSpace=NAME.DeviceRGB,
    )
    other, coarse = image_after(
        bytes([0xB2, 0x30]),
        Width=1,
        Height=1,
        BitsPerComponent=4,
        ColorSpace=NAME.DeviceRGB,
    )

    with one, other:
        assert inks_at(fine, 0) == wanted(*RED)
        assert inks_at(coarse, 0) == wanted(0xBB, 0x22, 0x33)


def test_of_a_palette_only_the_colours_are_converted():
    table = ARRAY(
        [NAME.Indexed, NAME.DeviceRGB, 1, pikepdf.String(bytes([*RED, 0, 0, 0]))]
    )
    _, image = image_after(
        bytes([0b01000000]),
        Width=2,
        Height=1,
        BitsPerComponent=1,
        ColorSpace=table,
    )

    assert image.read_bytes() == bytes([0b01000000])
    palette = bytes(image.ColorSpace[3])
    assert image.ColorSpace[1] == NAME.DeviceCMYK
    assert palette[4:] == bytes([0, 0, 0, 255])
    assert tuple(ink / 255 for ink in palette[:4]) == wanted(*RED)


def test_inks_keep_their_numbers_and_with_one_ink_become_grey():
    size = {"Width": 1, "Height": 1}
    inks = NAME.DeviceCMYK
    one, kept = image_after(bytes([10, 20, 30, 40]), INKS, **size, ColorSpace=inks)
    other, grey = image_after(bytes([0, 0, 0, 255]), MONO, **size, ColorSpace=inks)

    with one, other:
        assert kept.read_bytes() == bytes([10, 20, 30, 40])
        assert (grey.ColorSpace, grey.read_bytes()) == (NAME.DeviceGray, b"\0")


def test_lab_is_measured_by_its_range():
    lab = ARRAY(
        [
            NAME.Lab,
            pikepdf.Dictionary(
                WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127]
            ),
        ]
    )
    _, image = image_after(bytes([138, 209, 198]), Width=1, Height=1, ColorSpace=lab)

    assert inks_at(image, 0) == pytest.approx(INKS.paint((1, 0, 0)), abs=0.04)


def test_a_colour_that_lets_the_page_through_becomes_a_stencil():
    _, image = image_after(
        bytes([255, 0, 255, *RED]),
        Width=2,
        Height=1,
        ColorSpace=NAME.DeviceRGB,
        Mask=[250, 255, 0, 5, 250, 255],
    )

    assert bool(image.Mask.ImageMask)
    assert image.Mask.read_bytes()[0] & 0b11000000 == 0b10000000


def test_a_picture_that_was_mixed_with_its_matte_is_taken_apart():
    data = bytes((np.array(RED) // 2).tolist())
    with pikepdf.open(io.BytesIO(image_pdf(data, Width=1, Height=1))) as pdf:
        image = pdf.pages[0].Resources.XObject.I
        image.ColorSpace = NAME.DeviceRGB
        image.SMask = pdf.make_stream(
            bytes([128]),
            Type=NAME.XObject,
            Subtype=NAME.Image,
            Width=1,
            Height=1,
            BitsPerComponent=8,
            ColorSpace=NAME.DeviceGray,
            Matte=[0, 0, 0],
        )
        convert_colours(pdf, INKS)

        assert "/Matte" not in image.SMask
        assert inks_at(image, 0) == pytest.approx(
            INKS.paint((190 / 255, 30 / 255, 45 / 255)), abs=0.03
        )


def test_an_inline_picture_in_colour_leaves_the_stream():
    content = b"q 40 0 0 40 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xbe\x1e\x2d EI Q"
    with pikepdf.open(io.BytesIO(drawn(""))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(content)
        data = converted(saved(pdf))

    assert colours_left(data) == []
    (image,) = images_of(data)
    assert "CMYK" in str(image["space"])


def test_an_inline_picture_in_grey_stays_where_it_is():
    content = b"q 40 0 0 40 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    with pikepdf.open(io.BytesIO(drawn(""))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(content)
        data = converted(saved(pdf))

    assert images_of(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"BI" in pdf.pages[0].Contents.read_bytes()


# ------------------------------------------------------------- what cannot be printed


def test_a_picture_of_too_many_pixels_is_told_before_it_is_decoded():
    with pytest.raises(TooManyPixelsError, match="20000 × 10000") as caught:
        image_after(b"", Width=20000, Height=10000, ColorSpace=NAME.DeviceRGB)

    assert caught.value.exit_code == ExitCode.SOURCE
    assert caught.value.where == "page 1 of the PDF"


@pytest.mark.parametrize(
    "entries",
    [
        {"Width": 2, "Height": 2, "ColorSpace": NAME.DeviceRGB},
        {"Width": 0, "Height": 1, "ColorSpace": NAME.DeviceRGB},
        {"Width": 1, "Height": 1, "ColorSpace": NAME.DeviceRGB, "Decode": [0, 1]},
        {"Width": 1, "Height": 1, "ColorSpace": NAME.DeviceRGB, "BitsPerComponent": 3},
        {
            "Width": 1,
            "Height": 1,
            "ColorSpace": NAME.DeviceRGB,
            "Filter": NAME.DCTDecode,
        },
        {"Width": 1, "Height": 1, "Filter": NAME.JPXDecode},
    ],
)
def test_a_damaged_picture_is_told_with_its_page(entries):
    with pytest.raises(PictureError, match="page 1 of the PDF"):
        image_after(bytes(4), **entries)


@pytest.mark.parametrize("space", [ARRAY([NAME.Lab]), NAME("/Nowhere"), NAME.Pattern])
def test_a_picture_in_a_space_that_is_none_is_told(space):
    with pytest.raises(SourceError, match="page 1 of the PDF"):
        image_after(bytes(4), Width=1, Height=1, ColorSpace=space)
