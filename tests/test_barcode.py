"""The barcode is read back by another program's reader, from a drawn picture."""

from itertools import pairwise

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from printshop.barcode import (
    QUIET_AFTER_ADD_ON,
    QUIET_LEFT,
    QUIET_RIGHT,
    Barcode,
    ean13_of_issn,
    is_valid_issn,
    make_barcode,
)
from printshop.errors import SourceError

EAN = "9771234567003"
PIXELS = 4
"""Pixels a module."""


def draw(barcode: Barcode) -> Image.Image:
    """Draw the bars alone, in their quiet zones, on white paper."""
    size = (barcode.width_modules * PIXELS, int(barcode.height_modules * PIXELS))
    picture = Image.new("L", size, 255)
    pen = ImageDraw.Draw(picture)
    for bar in barcode.bars:
        left, top = bar.x_modules * PIXELS, bar.top_modules * PIXELS
        right = left + bar.width_modules * PIXELS - 1
        bottom = top + bar.height_modules * PIXELS - 1
        pen.rectangle((left, top, right, bottom), fill=0)
    return picture


def read(barcode: Barcode, add_on: zxingcpp.EanAddOnSymbol) -> str:
    # Made smaller, a module is hardly a pixel, and "22" is sometimes read as "12".
    found = zxingcpp.read_barcodes(
        draw(barcode),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.EAN13]),
        ean_add_on_symbol=add_on,
        text_mode=zxingcpp.TextMode.Plain,
        try_downscale=False,
    )
    assert len(found) == 1
    return str(found[0].text)


issn_digits = st.text("0123456789", min_size=7, max_size=7)


def with_check_digit(digits: str) -> str:
    """Find the one ending that makes an ISSN, by trying them all."""
    endings = [
        ending
        for ending in "0123456789X"
        if is_valid_issn(f"{digits[:4]}-{digits[4:]}{ending}")
    ]
    assert len(endings) == 1
    return f"{digits[:4]}-{digits[4:]}{endings[0]}"


@pytest.mark.parametrize("issn", ["1234-5679", "0307-1758", "0261-3077", "2434-561X"])
def test_an_issn_with_its_check_digit_is_valid(issn):
    assert is_valid_issn(issn)


@pytest.mark.parametrize(
    "text",
    [
        "1234-5678",
        "12345679",
        "1234-567",
        "1234-56790",
        "2434-561x",
        "X234-5679",
        "1234–5679",
        "ISSN 1234-5679",
        "1234-5679\n",
        "١٢٣٤-٥٦٧٩",
        "",
    ],
)
def test_what_is_not_written_like_an_issn_is_not_valid(text):
    assert not is_valid_issn(text)


@given(issn_digits, st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(digits, place, step):
    issn = with_check_digit(digits)
    wrong = str((int(digits[place]) + step) % 10)
    at = place if place < 4 else place + 1

    assert is_valid_issn(issn)
    assert not is_valid_issn(issn[:at] + wrong + issn[at + 1 :])


def test_the_number_is_977_the_issn_the_variant_and_a_check_digit():
    assert ean13_of_issn("1234-5679", "00") == "9771234567003"
    assert ean13_of_issn("0261-3077", "00") == "9770261307002"
    assert ean13_of_issn("2434-561X", "07")[:12] == "977243456107"


@pytest.mark.parametrize("variant", ["", "0", "000", "ab", "٠٠", "0\n"])
def test_a_variant_that_is_not_two_digits_is_refused(variant):
    with pytest.raises(SourceError, match="variant") as caught:
        ean13_of_issn("1234-5679", variant)
    assert caught.value.hint


def test_a_wrong_issn_is_refused():
    with pytest.raises(SourceError, match="not an ISSN") as caught:
        ean13_of_issn("1234-5678", "00")
    assert caught.value.hint


@pytest.mark.parametrize("ean", ["9771234567004", "977123456700", "", "97712345670O3"])
def test_a_wrong_number_is_refused(ean):
    with pytest.raises(SourceError, match="EAN-13"):
        make_barcode(ean)


@pytest.mark.parametrize("add_on", ["4", "471", "0256", "025666", "4a", "٤٧"])
def test_an_add_on_of_another_length_is_refused(add_on):
    with pytest.raises(SourceError, match="add-on"):
        make_barcode(EAN, add_on)


def test_a_reader_finds_the_number_without_an_add_on():
    assert read(make_barcode(EAN), zxingcpp.EanAddOnSymbol.Ignore) == EAN


@pytest.mark.parametrize("add_on", ["00", "01", "02", "47", "53", "99"])
def test_a_reader_finds_the_number_and_the_week(add_on):
    text = read(make_barcode(EAN, add_on), zxingcpp.EanAddOnSymbol.Require)

    assert text.replace(" ", "") == EAN + add_on


@pytest.mark.parametrize("add_on", ["02566", "00000", "99999", "12345", "54321"])
def test_a_reader_finds_the_number_and_the_issue(add_on):
    text = read(make_barcode(EAN, add_on), zxingcpp.EanAddOnSymbol.Require)

    assert text.replace(" ", "") == EAN + add_on


@settings(max_examples=40)
@given(
    issn_digits,
    st.text("0123456789", min_size=2, max_size=2),
    st.text("0123456789", min_size=2, max_size=2)
    | st.text("0123456789", min_size=5, max_size=5),
)
def test_every_newspaper_and_every_add_on_is_read_back(digits, variant, add_on):
    ean = ean13_of_issn(with_check_digit(digits), variant)

    text = read(make_barcode(ean, add_on), zxingcpp.EanAddOnSymbol.Require)

    assert text.replace(" ", "") == ean + add_on


@pytest.mark.parametrize("first", "0123456789")
def test_the_first_digit_is_told_by_the_left_six(first):
    rest = "12345678901"
    total = sum(map(int, (first + rest)[::2])) + 3 * sum(map(int, (first + rest)[1::2]))
    ean = f"{first}{rest}{-total % 10}"

    text = read(make_barcode(ean), zxingcpp.EanAddOnSymbol.Ignore)

    assert text.zfill(13) == ean


@pytest.mark.parametrize(
    ("add_on", "width"),
    [("", 11 + 95 + 7), ("47", 11 + 95 + 7 + 20 + 5), ("02566", 11 + 95 + 7 + 47 + 5)],
)
def test_the_width_counts_every_quiet_zone(add_on, width):
    assert make_barcode(EAN, add_on).width_modules == width


def test_nothing_black_stands_in_a_quiet_zone():
    barcode = make_barcode(EAN, "47")
    first, last = barcode.bars[0], barcode.bars[-1]
    gaps = [
        right.x_modules - (left.x_modules + left.width_modules)
        for left, right in pairwise(barcode.bars)
    ]

    assert first.x_modules == QUIET_LEFT
    assert max(gaps) == QUIET_RIGHT
    assert gaps.count(QUIET_RIGHT) == 1
    end = last.x_modules + last.width_modules
    assert barcode.width_modules - end == QUIET_AFTER_ADD_ON


def test_the_guard_bars_are_the_long_ones():
    barcode = make_barcode(EAN)
    guards = [bar for bar in barcode.bars if bar.is_guard]
    others = [bar for bar in barcode.bars if not bar.is_guard]

    assert [bar.x_modules - QUIET_LEFT for bar in guards] == [0, 2, 46, 48, 92, 94]
    assert all(bar.width_modules == 1 for bar in guards)
    assert min(bar.height_modules for bar in guards) == 5 + max(
        bar.height_modules for bar in others
    )


def test_bars_at_full_size_are_as_high_as_the_standard_asks():
    lowest = min(bar.height_modules for bar in make_barcode(EAN).bars)

    assert lowest * 0.33 >= 22.85


def test_a_lower_barcode_keeps_room_for_its_digits():
    full, low = make_barcode(EAN, "47"), make_barcode(EAN, "47", height_modules=60)

    assert low.height_modules == 60
    for tall, short in zip(full.bars, low.bars, strict=True):
        assert tall.height_modules - short.height_modules == 20


@pytest.mark.parametrize("add_on", ["", "47", "02566"])
def test_the_digits_read_as_the_number_and_touch_no_bar(add_on):
    barcode = make_barcode(EAN, add_on)
    half, height = barcode.digit_size_modules / 4, 0.72 * barcode.digit_size_modules

    assert "".join(digit.text for digit in barcode.digits) == EAN + add_on
    for digit in barcode.digits:
        left, right = digit.x_modules - half, digit.x_modules + half
        top, bottom = digit.baseline_modules - height, digit.baseline_modules
        assert 0 <= left < right <= barcode.width_modules
        assert -1e-9 <= top < bottom <= barcode.height_modules
        for bar in barcode.bars:
            is_beside = bar.x_modules + bar.width_modules <= left
            is_beside |= bar.x_modules >= right
            is_over = bar.top_modules + bar.height_modules < top
            is_under = bar.top_modules > bottom
            assert is_beside or is_over or is_under
