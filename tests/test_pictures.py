"""Pictures are measured without trust, cropped around their focus, and repeatable."""

import hashlib
import io
import math
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms

from printshop.errors import ExitCode
from printshop.issue import Picture
from printshop.pictures import (
    PictureError,
    PictureSize,
    PreparedPicture,
    TooManyPixelsError,
    crop_box,
    crop_to_frame,
    effective_ppi,
    measure_picture,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def picture_of(path: Path, focus: tuple[float, float] = (0.5, 0.4)) -> Picture:
    size = measure_picture(path)
    return Picture(
        name=path.name,
        path=path,
        alt="",
        focus_x=focus[0],
        focus_y=focus[1],
        width_px=size.width_px,
        height_px=size.height_px,
        is_vector=size.is_vector,
        sha256=size.sha256,
    )


def ramp(width: int, height: int) -> Image.Image:
    """Red grows to the right and green downwards, so that a crop tells its place."""
    red = np.tile(np.linspace(0, 255, width), (height, 1))
    green = np.tile(np.linspace(0, 255, height), (width, 1)).T
    return Image.fromarray(np.dstack([red, green, 0 * red]).astype(np.uint8))


def saved(folder: Path, image: Image.Image, name: str, **options: Any) -> Path:
    path = folder / name
    image.save(path, **options)
    return path


def decoded(prepared: PreparedPicture) -> Image.Image:
    return Image.open(io.BytesIO(prepared.data))


def pixels(prepared: PreparedPicture) -> np.ndarray:
    """The picture's values: down, across, and in colours by channel."""
    return np.asarray(decoded(prepared)).astype(int)


# ------------------------------------------------------------------------ measuring


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.gif"])
def test_every_format_is_measured(tmp_path, name):
    path = saved(tmp_path, ramp(60, 40), name)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()

    assert measure_picture(path) == PictureSize(60, 40, False, sha256)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (60, 40)), (6, (40, 60))])
def test_a_picture_is_measured_as_it_was_held(tmp_path, name, orientation, size):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    measured = measure_picture(saved(tmp_path, ramp(60, 40), name, exif=exif))

    assert (measured.width_px, measured.height_px) == size


def test_damaged_metadata_do_not_spoil_a_sound_picture(tmp_path):
    damaged = b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01\x03\0\xff"
    path = saved(tmp_path, ramp(60, 40), "a.jpg", exif=damaged)

    assert (measure_picture(path).width_px, measure_picture(path).height_px) == (60, 40)
    assert decoded(crop_to_frame(picture_of(path), 15, 10, 200)).size == (60, 40)


def test_a_missing_file_is_a_picture_error_with_the_exit_code_of_sources(tmp_path):
    with pytest.raises(PictureError) as caught:
        measure_picture(tmp_path / "wall.jpg")

    assert caught.value.exit_code is ExitCode.SOURCE
    assert caught.value.hint


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
def test_a_cut_off_file_is_damaged(tmp_path, name):
    noise = np.random.default_rng(1).integers(0, 255, (80, 80, 3), dtype=np.uint8)
    path = saved(tmp_path, Image.fromarray(noise), name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])

    with pytest.raises(PictureError, match="damaged"):
        measure_picture(path)


def test_pixels_are_counted_before_they_are_decoded(tmp_path):
    header = b"IHDR" + struct.pack(">IIBBBBB", 20_000, 5_001, 8, 2, 0, 0, 0)
    sealed = header + struct.pack(">I", zlib.crc32(header))
    path = tmp_path / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + sealed + b"\0\0\0\1IDAT"
    )

    with pytest.raises(TooManyPixelsError, match="100 million pixels, more than 100"):
        measure_picture(path)
    path.write_bytes(path.read_bytes().replace(b"\0\0\x4e\x20", b"\0\x0f\xff\xff"))
    with pytest.raises(PictureError):
        measure_picture(path)


def test_colours_that_cannot_become_srgb_are_refused(tmp_path):
    path = saved(tmp_path, Image.new("F", (9, 9)), "a.tif")

    with pytest.raises(PictureError, match="colours"):
        measure_picture(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bytes_are_a_picture_or_a_picture_error(tmp_path, data):
    name = data.draw(st.sampled_from(["a.jpg", "a.png", "a.webp", "a.tif", "a.gif"]))
    whole = saved(tmp_path, ramp(12, 8), name).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    damage = data.draw(st.binary(max_size=12))
    path = tmp_path / data.draw(st.sampled_from([name, "a.svg"]))
    path.write_bytes(whole[:start] + damage + whole[start + len(damage) :])

    try:
        size = measure_picture(path)
        told = size.width_px >= 1 and size.height_px >= 1
        crop_to_frame(picture_of(path), 20, 20, 200)
    except PictureError as error:
        told = bool(error.message and error.hint)
    assert told


# ------------------------------------------------------------------------- drawings


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="60" height="40"', (4500, 3000)),
        ('width="60px" height="30pt"', (4500, 3000)),
        ('width="1in" height="2.54cm"', (7200, 7200)),
        ('viewBox="0 0 60 40"', (4500, 3000)),
        ('viewBox="-1,-1,60,40" width="100%"', (4500, 3000)),
        ('viewBox="0 0 60 40" width="120"', (9000, 6000)),
        ('viewBox="0 0 60 40" height="120"', (13500, 9000)),
        ('viewBox="0 0 1 1.5"', (75, 112)),
        ('width="60" height="40" viewBox="0 0 1 1"', (4500, 3000)),
    ],
)
def test_a_drawing_is_measured_in_hundredths_of_a_point(tmp_path, attributes, size):
    path = tmp_path / "a.svg"
    path.write_text(f"{SVG} {attributes}/>")
    measured = measure_picture(path)

    assert (measured.width_px, measured.height_px) == size
    assert measured.is_vector


BOMB = "".join(
    f'<g id="g{level}">' + f'<use href="#g{level + 1}"/>' * 10 + "</g>"
    for level in range(9)
)
CHAIN = "".join(
    f'<g id="g{level}"><use href="#g{level + 1}"/></g>' for level in range(5000)
)
PATTERNS = (
    "".join(
        f'<pattern id="p{level}">' + f'<g style="x:y;fill:url(#p{level + 1})"/>' * 10
        for level in range(9)
    )
    + "</pattern>" * 9
)
ITSELF = '<mask id="a"><g mask="url(#a)"/></mask>'


@pytest.mark.parametrize(
    ("svg", "message"),
    [
        ("", "no SVG"),
        ("<svg", "no SVG"),
        ("<svg width='1' height='1'/>", "outermost"),
        (
            f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG} width="9" height="9">&a;</svg>',
            "ent",
        ),
        (f"{SVG}/>", "no size"),
        (f'{SVG} viewBox="0 0 a b"/>', "no size"),
        (f'{SVG} width="0" height="9"/>', "no size"),
        (f'{SVG} width="1e9" height="9"/>', "cannot be printed"),
        (f'{SVG} width="9999" height="1"/>', "cannot be printed"),
        (f'{SVG} width="9" height="9">{"<g>" * 99}{"</g>" * 99}</svg>', "nested"),
        (f'{SVG} width="9" height="9">{BOMB}</svg>', "50,000 elements"),
        (f'{SVG} width="9" height="9">{CHAIN}</svg>', "nested"),
        (f'{SVG} width="9" height="9">{PATTERNS}</svg>', "50,000 elements"),
        (f'{SVG} width="9" height="9">{ITSELF}</svg>', "within itself"),
        (f'{SVG} width="9" height="9" id="a"><use href="#a"/></svg>', "within itself"),
    ],
)
def test_a_drawing_that_cannot_be_printed_is_refused(tmp_path, svg, message):
    path = tmp_path / "a.svg"
    path.write_text(svg)

    with pytest.raises(PictureError, match=message) as caught:
        measure_picture(path)
    assert caught.value.hint


@pytest.mark.parametrize(
    "harm",
    [
        "<script>x</script>",
        '<g onclick="x"/>',
        '<image href="https://harm.example/x.png"/>',
        '<image xlink:href="file:///harm"/>',
        '<a xlink:href="https://harm.example"><path d="M0 0"/></a>',
        '<use href="harm.svg#a"/>',
        '<g style="fill:url(https://harm.example)"/>',
        '<g fill="url( &quot;harm.svg#a&quot;)"/>',
        "<style>@import url(harm.css);</style>",
        "<style>@imp/**/ort 'harm.css';</style>",
        "<style>g{fill:u\\rl(harm.css)}</style>",
        "<style>@font-face{src:url(harm.ttf)}</style>",
        "<foreignObject><p>harm</p></foreignObject>",
        '<image href="data:text/html,harm"/>',
        '<set attributeName="href" to="harm"/>',
        '<g xml:base="https://harm.example"/>',
        "<!-- harm -->",
        "<?harm?>",
    ],
)
def test_a_drawing_is_cleaned_of_all_that_acts_or_fetches(tmp_path, harm):
    path = tmp_path / "a.svg"
    path.write_text(f'{SVG} width="9" height="9">{harm}<path id="kept"/></svg>')
    prepared = crop_to_frame(picture_of(path), 50, 20, 200)

    assert b"harm" not in prepared.data
    assert b"script" not in prepared.data
    assert b"onclick" not in prepared.data
    assert b'<path id="kept"/>' in prepared.data


def test_a_drawing_keeps_its_own_references_and_its_proportion(tmp_path):
    inside = (
        '<g fill="url(#a)"/><use xlink:href="#a"/><linearGradient id="a"/>'
        '<image href="data:image/png;base64,AAAA"/><style>g{fill:url(#a)}</style>'
    )
    path = tmp_path / "a.svg"
    path.write_text(f'{SVG} width="90" height="30">{inside}</svg>')
    prepared = crop_to_frame(picture_of(path), 20, 20, 200)

    assert prepared.mime_type == "image/svg+xml"
    assert (prepared.width_px, prepared.height_px) == (6750, 2250)
    assert inside in prepared.data.decode()
    assert effective_ppi(picture_of(path), 20, 20) == math.inf


# ------------------------------------------------------------------------- cropping

SIDES = st.integers(1, 5000)
SHARES = st.floats(0, 1)


@given(SIDES, SIDES, st.floats(0.1, 10), SHARES, SHARES)
def test_a_crop_is_the_largest_of_its_proportion_and_holds_the_focus(
    width, height, proportion, focus_x, focus_y
):
    box = crop_box(width, height, proportion, (focus_x, focus_y))

    assert box.width / box.height == pytest.approx(proportion)
    assert box.width == pytest.approx(width) or box.height == pytest.approx(height)
    close = 1e-6 * max(width, height)
    assert -close <= box.left <= focus_x * width + close
    assert focus_x * width - close <= box.right <= width + close
    assert -close <= box.top <= focus_y * height + close
    assert focus_y * height - close <= box.bottom <= height + close


@given(st.floats(0.5, 2), SHARES)
def test_the_focus_stays_as_far_along_the_crop_as_along_the_picture(cut, focus_x):
    assume(cut < 1.5)
    box = crop_box(300, 200, cut, (focus_x, 0.4))

    assert (focus_x * 300 - box.left) / box.width == pytest.approx(focus_x, abs=1e-6)


@pytest.mark.parametrize(
    ("focus_y", "top"), [(0.1, 0), (0.2, 0), (0.4, 200), (0.5, 300), (0.9, 400)]
)
def test_eyes_stand_on_the_upper_third_where_the_picture_allows(focus_y, top):
    box = crop_box(600, 1000, 1, (0.5, focus_y))

    assert box.height == pytest.approx(600)
    assert box.top == pytest.approx(top)


def test_the_resolution_is_that_of_the_crop(tmp_path):
    picture = picture_of(saved(tmp_path, ramp(400, 200), "a.png"))

    assert effective_ppi(picture, 25.4, 25.4) == pytest.approx(200)
    assert effective_ppi(picture, 50.8, 25.4) == pytest.approx(200)
    assert effective_ppi(picture, 50.8, 12.7) == pytest.approx(200)


def test_a_crop_shows_the_part_around_the_focus(tmp_path):
    path = saved(tmp_path, ramp(400, 100), "a.png")
    prepared = crop_to_frame(picture_of(path, (0.75, 0.5)), 10, 10, 600, quality=None)
    red = pixels(prepared)[:, :, 0]

    assert red.shape == (100, 100)
    assert red[50, 0] == pytest.approx(225 / 399 * 255, abs=2)
    assert red[50, 99] == pytest.approx(324 / 399 * 255, abs=2)


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
@pytest.mark.parametrize(
    ("ppi", "size"), [(100, (100, 50)), (170, (170, 85)), (4000, (1600, 800))]
)
def test_a_picture_is_resampled_down_and_never_up(tmp_path, name, ppi, size):
    path = saved(tmp_path, ramp(1600, 1200), name)
    prepared = crop_to_frame(picture_of(path), 25.4, 12.7, ppi)

    assert decoded(prepared).size == size
    assert (prepared.width_px, prepared.height_px) == size


def test_a_picture_is_turned_as_it_was_held(tmp_path):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    path = saved(tmp_path, ramp(900, 600), "a.jpg", exif=exif, quality=95)
    prepared = crop_to_frame(picture_of(path), 20, 30, 200, quality=None)

    assert prepared.width_px < prepared.height_px
    assert max(pixels(prepared)[0, -1]) < 20


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "P"])
def test_grey_stays_grey(tmp_path, mode):
    grey = ramp(60, 40).convert("L")
    image = (
        Image.new("I;16", (60, 40), 30_000) if mode == "I;16" else grey.convert(mode)
    )
    path = saved(tmp_path, image, "a.png")

    assert decoded(crop_to_frame(picture_of(path), 9, 9, 200)).mode == "L"
    assert decoded(crop_to_frame(picture_of(path), 9, 9, 200, quality=None)).mode == "L"


def test_grey_that_was_saved_in_colours_becomes_grey(tmp_path):
    path = saved(tmp_path, ramp(60, 40).convert("L").convert("RGB"), "a.jpg")

    assert decoded(crop_to_frame(picture_of(path), 9, 9, 200)).mode == "L"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "CMYK", "P", "YCbCr"])
def test_colours_become_rgb(tmp_path, mode):
    path = saved(tmp_path, ramp(60, 40).convert(mode), "a.tif")

    assert decoded(crop_to_frame(picture_of(path), 9, 9, 200)).mode == "RGB"


def test_sixteen_bits_of_grey_keep_their_tone(tmp_path):
    path = saved(tmp_path, Image.new("I;16", (9, 9), 128 * 256), "a.png")
    prepared = crop_to_frame(picture_of(path), 9, 9, 200, quality=None)

    assert pixels(prepared)[4, 4] == 128


@pytest.mark.parametrize("mode", ["LA", "RGBA", "P"])
def test_what_is_transparent_shows_the_paper(tmp_path, mode):
    image = Image.new("RGBA", (9, 9), (0, 0, 0, 0))
    path = saved(tmp_path, image if mode == "RGBA" else image.convert(mode), "a.png")
    prepared = crop_to_frame(picture_of(path), 9, 9, 200, quality=None)

    assert decoded(prepared).mode == "L"
    assert pixels(prepared)[4, 4] == 255


def test_an_embedded_profile_is_brought_to_srgb(tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # The same profile with the red and blue primaries exchanged.
    swapped = lab.replace(b"rXYZ", b"tmpZ").replace(b"bXYZ", b"rXYZ")
    swapped = swapped.replace(b"tmpZ", b"bXYZ")
    image = Image.new("RGB", (9, 9), (255, 0, 0))
    path = saved(tmp_path, image, "a.png", icc_profile=swapped)
    prepared = crop_to_frame(picture_of(path), 9, 9, 200, quality=None)
    red, _, blue = pixels(prepared)[4, 4]

    assert blue > 200
    assert red < 60
    assert "icc_profile" not in decoded(prepared).info


def test_a_broken_profile_is_passed_over(tmp_path):
    image = Image.new("RGB", (9, 9), (200, 0, 0))
    path = saved(tmp_path, image, "a.png", icc_profile=b"broken")
    prepared = crop_to_frame(picture_of(path), 9, 9, 200, quality=None)

    assert list(pixels(prepared)[4, 4]) == [200, 0, 0]


def test_the_same_picture_gives_the_same_bytes_and_nothing_of_the_camera(tmp_path):
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Box camera"
    plain = saved(tmp_path, ramp(600, 400), "a.png")
    told = saved(tmp_path, ramp(600, 400), "b.png", exif=exif, dpi=(72, 72))

    for quality in (85, None):
        one, two, again = (
            crop_to_frame(picture_of(path), 30, 30, 170, quality=quality)
            for path in (plain, told, plain)
        )
        assert one == two == again
        assert one.mime_type == ("image/jpeg" if quality else "image/png")


def grain(width: int, height: int) -> Image.Image:
    noise = np.random.default_rng(5).integers(0, 60, (height, width, 3))
    return Image.fromarray((noise + np.asarray(ramp(width, height)) // 2).astype("u1"))


@pytest.mark.parametrize("quality", [85, None])
@pytest.mark.parametrize("is_progressive", [False, True])
def test_a_jpeg_of_the_right_size_is_kept_without_what_is_told_beside_it(
    tmp_path, quality, is_progressive
):
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Box camera"
    told = {"quality": 70, "exif": exif, "comment": "at home", "dpi": (72, 72)}
    path = saved(tmp_path, grain(120, 80), "a.jpg", progressive=is_progressive, **told)
    kept = crop_to_frame(picture_of(path), 30, 20, 170, quality=quality)
    data = path.read_bytes()

    assert kept.mime_type == "image/jpeg"
    assert len(kept.data) < len(data)
    assert kept.data[-2000:] == data[-2000:]
    assert not any(told in kept.data for told in (b"Exif", b"Box camera", b"at home"))
    with Image.open(path) as whole:
        assert (pixels(kept) == np.asarray(whole).astype(int)).all()


@pytest.mark.parametrize(
    ("options", "frame_mm", "ppi"),
    [
        ({"quality": 100}, (30, 20), 170),  # coding it makes it smaller
        ({"quality": 70}, (30, 30), 170),  # it is cut
        ({"quality": 70}, (30, 20), 50),  # it is resampled
        ({"quality": 70, "exif": {0x0112: 3}}, (30, 20), 170),
        ({"quality": 70, "icc_profile": b"x"}, (30, 20), 170),
        ({"quality": 70, "is_grey": True}, (30, 20), 170),
    ],
)
def test_a_jpeg_of_which_pixels_change_or_that_is_heavy_is_coded(
    tmp_path, options, frame_mm, ppi
):
    image = grain(120, 80)
    if options.pop("is_grey", False):
        image = image.convert("L").convert("RGB")
    exif = Image.Exif()
    exif.update(options.pop("exif", {}))
    path = saved(tmp_path, image, "a.jpg", exif=exif, **options)
    picture = picture_of(path)

    width_mm, height_mm = frame_mm
    coded = crop_to_frame(picture, width_mm, height_mm, ppi)
    assert coded.data[-200:] != path.read_bytes()[-200:]
    lossless = crop_to_frame(picture, width_mm, height_mm, ppi, quality=None)
    assert lossless.mime_type == "image/png"


def test_a_picture_that_has_gone_since_it_was_measured_is_told(tmp_path):
    path = saved(tmp_path, ramp(60, 40), "a.png")
    picture = picture_of(path)
    path.unlink()

    with pytest.raises(PictureError):
        crop_to_frame(picture, 9, 9, 200)
