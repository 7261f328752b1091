"""What colours become in ink: black alone, by a profile, and never too much."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printshop.errors import SourceError
from printshop.finish.inks import Inks, MaskTones, inks_of, limited
from printshop.printer_file import printer_folders, read_printer
from printshop.printer_profile import IccChoice, PrinterProfile, RenderingIntent
from tests.plates import INKS, MONO, NEWSPRINT

shares = st.floats(0, 1)
bytes_ = st.integers(0, 255)


@given(bytes_)
def test_a_neutral_colour_is_black_alone_and_as_dark_as_it_is_not_light(grey: int):
    share = grey / 255
    for colour in [(share,), (share,) * 3]:
        cyan, magenta, yellow, black = INKS.paint(colour)

        assert (cyan, magenta, yellow) == (0, 0, 0)
        assert black == pytest.approx(1 - share, abs=1e-4)


@given(st.tuples(bytes_, bytes_, bytes_))
def test_a_colour_is_black_alone_only_if_it_is_neutral(rgb: tuple[int, int, int]):
    inks = INKS.paint(tuple(value / 255 for value in rgb))

    if max(rgb) - min(rgb) > 8:
        assert any(inks[:3])
    assert sum(inks) <= 2.2 + 0.01


def test_no_ink_is_paper():
    assert INKS.paint((1, 1, 1)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("rgb", "strong", "weak"),
    [((1, 0, 0), (1, 2), (0,)), ((0, 0, 1), (0, 1), (2,)), ((1, 1, 0), (2,), (0, 1))],
)
def test_colours_are_mixed_of_the_inks_that_make_them(rgb, strong, weak):
    inks = INKS.paint(rgb)

    assert min(inks[plate] for plate in strong) > 0.5
    assert max(inks[plate] for plate in weak) < 0.1


def test_inks_keep_their_numbers():
    assert INKS.paint((0.1, 0.2, 0.3, 0.4)) == (0.1, 0.2, 0.3, 0.4)


def test_the_profile_says_by_which_intent_colours_are_converted():
    perceptual = Inks(NEWSPRINT, RenderingIntent.PERCEPTUAL)

    assert perceptual.paint((0, 0, 1)) != INKS.paint((0, 0, 1))


# ------------------------------------------------------------------ gradients


def test_a_gradient_of_greys_is_black_alone():
    inks = INKS.gradient([(0, 0, 0), (0.5,), (1, 1, 1)])

    assert inks == [(0, 0, 0, 1), (0, 0, 0, 0.5), (0, 0, 0, 0)]


def test_in_a_gradient_with_colour_black_is_mixed_like_its_neighbours():
    black, nearly, _ = INKS.gradient([(0, 0, 0), (2 / 255, 0, 0), (1, 0, 0)])

    assert np.abs(np.subtract(black, nearly)).max() < 0.03


# ------------------------------------------------------------------- one ink


@given(st.tuples(shares, shares, shares))
def test_with_one_ink_every_colour_is_black_by_its_luma(rgb):
    luma = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]

    assert MONO.paint(rgb) == pytest.approx((0, 0, 0, 1 - luma), abs=3e-3)


@given(st.tuples(shares, shares, shares, shares))
def test_with_one_ink_inks_become_black_too(cmyk):
    *rest, black = MONO.paint(cmyk)

    assert rest == [0, 0, 0]
    assert black >= cmyk[3] - 1e-4


def test_a_mask_is_worked_out_in_grey():
    tones = MaskTones()

    assert tones.paint((1, 1, 1)) == (1,)
    assert tones.paint((0, 0, 0, 1)) == (0,)
    assert tones.picture(Image.new("CMYK", (1, 1))).getpixel((0, 0)) == 255


# ------------------------------------------------------------------ pictures


def test_a_picture_without_colour_is_grey_and_stays_what_it_was():
    grey = Image.linear_gradient("L")

    for picture in (grey, grey.convert("RGB")):
        assert INKS.picture(picture).mode == "L"
        assert INKS.picture(picture).tobytes() == grey.tobytes()


def test_a_picture_in_colour_gets_the_inks_of_its_colours():
    rgb = (190, 30, 45)
    picture = INKS.picture(Image.new("RGB", (2, 2), rgb))

    inks = INKS.paint(tuple(value / 255 for value in rgb))
    assert picture.getpixel((1, 1)) == tuple(round(255 * ink) for ink in inks)


def test_with_one_ink_pictures_are_grey():
    assert MONO.picture(Image.new("RGB", (1, 1), "red")).getpixel((0, 0)) == 76
    inked = Image.new("CMYK", (1, 1), (0, 0, 0, 255))
    assert MONO.picture(inked).getpixel((0, 0)) == 0


# ------------------------------------------------------------------ ink limit

heavy = st.lists(st.tuples(bytes_, bytes_, bytes_, bytes_), min_size=1, max_size=20)


@given(heavy, st.integers(100, 400))
def test_no_colour_has_more_ink_than_the_limit_and_lighter_ones_are_not_touched(
    rows, percent
):
    inks = np.array([rows], np.uint8)
    result = limited(inks, percent)

    assert result.sum(-1, dtype=int).max() <= percent * 255 / 100
    light = inks.sum(-1, dtype=int) <= percent * 255 / 100
    assert np.array_equal(result[light], inks[light])
    assert (result[..., :3] <= inks[..., :3]).all()


def test_ink_is_saved_where_grey_is_and_black_does_its_work():
    result = limited(np.array([[255, 230, 230, 102]], np.uint8), 240)

    assert result[0, 3] > 200
    assert result[0, 0] - result[0, 1] == pytest.approx(25, abs=1)


def test_a_printer_that_takes_less_ink_gets_less():
    thrifty = Inks(NEWSPRINT, tac_percent=160)
    dark = (0.1, 0.05, 0)

    assert sum(INKS.paint(dark)) > 1.7
    assert sum(thrifty.paint(dark)) <= 1.6
    picture = thrifty.picture(Image.new("RGB", (4, 4), (26, 13, 0)))
    assert np.asarray(picture).sum(-1).max() <= 1.6 * 255


# ------------------------------------------------------------------- profiles


@pytest.mark.parametrize("name", ["newsprint-coldset", "magazine-coated"])
def test_no_colour_of_a_shipped_printer_is_over_its_target(name: str):
    profile = read_printer(printer_folders(), name)
    steps = np.linspace(0, 255, 18).astype(np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), -1).reshape(18, -1, 3)

    inks = np.asarray(inks_of(profile).picture(Image.fromarray(cube)))

    assert inks.sum(-1, dtype=int).max() <= profile.tac_target_percent * 255 / 100


def test_a_profile_that_is_not_there_is_told(tmp_path):
    lost = IccChoice("lost", tmp_path / "lost.icc", "", "")

    with pytest.raises(SourceError, match="cannot turn colours into inks"):
        inks_of(PrinterProfile("lost", "Lost", lost))


def test_a_profile_that_is_damaged_is_told(tmp_path):
    path = tmp_path / "half.icc"
    path.write_bytes(NEWSPRINT[:2000])

    with pytest.raises(SourceError, match="cannot turn colours into inks"):
        inks_of(PrinterProfile("half", "Half", IccChoice("half", path, "", "")))
