"""A reader's pictures are resampled once, by how large they are printed."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image

from printshop.finish.picture_coding import jpeg
from printshop.finish.placed_pictures import picture_sizes
from printshop.finish.reader_pictures import encode_pictures
from printshop.pictures import PictureError, TooManyPixelsError
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine
from tests.plates import drawn, saved

NAME = pikepdf.Name
PPI, QUALITY = 150, 85


def photograph(width: int, height: int) -> Image.Image:
    noise = np.random.default_rng(7).integers(0, 60, (height, width, 3))
    slope = np.linspace(0, 190, width)[None, :, None]
    return Image.fromarray((noise + slope).astype(np.uint8))


def drawing(side: int) -> Image.Image:
    image = Image.new("RGB", (side, side), "white")
    image.paste((190, 30, 45), (side // 4, side // 4, side // 2, side // 2))
    return image


def coded(image: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def faded() -> Image.Image:
    image = photograph(600, 600)
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def master(**pictures: tuple[Image.Image, str, float]) -> bytes:
    """Set pictures, each so many millimetres wide, with a link below them."""
    given = {
        f"asset:{name}": (f"image/{kind.lower()}", coded(image, kind))
        for name, (image, kind, _) in pictures.items()
    }
    images = "".join(
        f'<img src="asset:{name}" alt="{name}" style="width: {width_mm}mm">'
        for name, (_, _, width_mm) in pictures.items()
    )
    style = '@page { size: 200mm } p { font: 9pt "Source Serif 4 SmText" }'
    engine = Engine(Assets((fonts_folder(),)), [])
    return engine.set_pages(
        "<html lang=en><title>P</title>"
        f"<style>{style} body {{ margin: 0; font-size: 0 }}</style>"
        f"{images}<p><a href='https://skerrow.example'>More</a></p>",
        given,
    ).pdf(is_tagged=True)


def encoded(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        encode_pictures(pdf, PPI, QUALITY)
        return saved(pdf)


def images_of(data: bytes) -> list[tuple[int, int, str, int]]:
    """List width, height, filter and bytes, but not of soft masks."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        masks = {thing.SMask.objgen for thing in found if "/SMask" in thing}
        return [
            (int(t.Width), int(t.Height), str(t.Filter), len(t.read_raw_bytes()))
            for t in found
            if t.objgen not in masks
        ]


def test_a_photograph_gets_the_resolution_that_is_asked_for():
    before = master(photo=(photograph(900, 600), "PNG", 76.2))
    ((width, height, kind, _),) = images_of(encoded(before))

    assert (width, height, kind) == (450, 300, "/DCTDecode")


def test_a_photograph_with_few_pixels_is_not_enlarged():
    before = master(photo=(photograph(300, 200), "PNG", 76.2))
    ((width, height, kind, _),) = images_of(encoded(before))

    assert (width, height, kind) == (300, 200, "/DCTDecode")


def test_colours_come_out_as_they_were():
    photo = photograph(900, 600)
    with pikepdf.open(io.BytesIO(encoded(master(photo=(photo, "PNG", 76.2))))) as pdf:
        (data,) = (
            t.read_raw_bytes()
            for t in pdf.objects
            if isinstance(t, pikepdf.Stream) and t.get("/Subtype") == "/Image"
        )
    with Image.open(io.BytesIO(data)) as after:
        found, wanted = (
            np.asarray(image.resize((9, 6), Image.Resampling.BOX), float)
            for image in (after, photo)
        )

    assert np.abs(found - wanted).max() < 5


@pytest.mark.parametrize(
    ("image", "kind", "width_mm"),
    [
        (drawing(900), "PNG", 76.2),
        (photograph(400, 400).convert("1"), "PNG", 20),
        (photograph(500, 400), "JPEG", 76.2),
    ],
)
def test_drawings_pictures_of_one_bit_and_jpegs_stay_what_they_are(
    image, kind, width_mm
):
    before = master(photo=(image, kind, width_mm))

    assert images_of(encoded(before)) == images_of(before)


def test_a_jpeg_with_far_too_many_pixels_is_made_smaller():
    before = master(photo=(photograph(900, 600), "JPEG", 30))
    ((width, height, kind, size),) = images_of(encoded(before))

    assert (width, kind) == (177, "/DCTDecode")
    assert height == 118
    assert size < images_of(before)[0][3] / 10


def streams_of(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            thing.read_raw_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]


def test_a_photograph_is_coded_once_from_its_own_pixels():
    photo = photograph(900, 600)
    small = photo.resize((450, 300), Image.Resampling.LANCZOS)

    (found,) = streams_of(encoded(master(photo=(photo, "PNG", 76.2))))

    assert found == jpeg(small, QUALITY, is_fine=False).data


def test_a_jpeg_goes_into_the_file_byte_for_byte():
    photo = photograph(500, 400)

    (found,) = streams_of(encoded(master(photo=(photo, "JPEG", 76.2))))

    assert found == coded(photo, "JPEG")


def test_a_soft_mask_stays_whole():
    before = master(photo=(faded(), "PNG", 50.8))
    with pikepdf.open(io.BytesIO(encoded(before))) as pdf:
        (image,) = (
            t for t in pdf.objects if isinstance(t, pikepdf.Stream) and "/SMask" in t
        )
        assert int(image.Width) == 300
        assert int(image.SMask.Width) == 600
        assert str(image.SMask.Filter) == "/FlateDecode"


def test_links_and_tags_are_not_touched():
    before = master(photo=(photograph(900, 600), "PNG", 50))
    with (
        pikepdf.open(io.BytesIO(before)) as old,
        pikepdf.open(io.BytesIO(encoded(before))) as new,
    ):
        assert "/StructTreeRoot" in new.Root
        assert new.pages[0].Annots[0].A.URI == old.pages[0].Annots[0].A.URI
        assert new.pages[0].Contents.read_bytes() == old.pages[0].Contents.read_bytes()


def test_the_same_master_gives_the_same_bytes():
    before = master(photo=(photograph(900, 600), "PNG", 50))

    assert encoded(before) == encoded(before)


# ---------------------------------------------------------------- how large it is


def placed(content: str, **entries) -> tuple[float, float]:
    """Draw a picture and measure it in millimetres."""
    image = (b"\0\0\0", {"Type": NAME.XObject, "Subtype": NAME.Image})
    with pikepdf.open(io.BytesIO(drawn(content, XObject={"I": image}))) as pdf:
        page, picture = pdf.pages[0], pdf.pages[0].Resources.XObject.I
        for name, (kind, text, form) in entries.items():
            stream = pdf.make_stream(text, Type=NAME.XObject, **form)
            stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
            if kind not in page.Resources:
                page.Resources[kind] = pikepdf.Dictionary()
            page.Resources[kind][f"/{name}"] = stream
        (size,) = picture_sizes(pdf).values()
    return size[0] * 25.4 / 72, size[1] * 25.4 / 72


def test_of_several_placements_the_largest_counts():
    content = "q 10 0 0 5 0 0 cm /I Do Q q 30 0 0 4 0 0 cm /I Do Q /I Do"

    assert placed(content) == pytest.approx((30, 5))


def test_a_picture_that_is_turned_is_as_large_as_it_was():
    assert placed("q 0 12 -7 0 20 0 cm /I Do Q") == pytest.approx((12, 7))


def test_a_picture_in_a_form_and_in_a_pattern_is_measured():
    form = {"Subtype": NAME.Form, "Matrix": [2, 0, 0, 2, 0, 0]}
    inner = b"q 5 0 0 5 0 0 cm /I Do Q Q Q"
    assert placed("q 3 0 0 1 0 0 cm /F Do Q", F=("/XObject", inner, form)) == (
        pytest.approx((30, 10))
    )
    scale = 72 / 25.4
    tile = {"PatternType": 1, "Matrix": [scale, 0, 0, scale, 0, 0]}
    assert placed("", P=("/Pattern", inner, tile)) == pytest.approx((5, 5))


# ---------------------------------------------------------------- what is damaged


@pytest.mark.parametrize(
    ("width", "error"), [(30000, TooManyPixelsError), (50, PictureError)]
)
def test_what_cannot_be_decoded_is_told(width: int, error: type[PictureError]):
    image = (
        b"\0\0\0",
        {
            "Type": NAME.XObject,
            "Subtype": NAME.Image,
            "Width": width,
            "Height": width,
            "BitsPerComponent": 8,
            "ColorSpace": NAME.DeviceRGB,
        },
    )
    with pytest.raises(error, match="a picture"):
        encoded(drawn("40 0 0 40 0 0 cm /I Do", XObject={"I": image}))
