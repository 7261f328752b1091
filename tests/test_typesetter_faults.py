"""Faults of the engine stay mended."""

import ctypes
import gc

import pytest

from printshop.resources import fonts_folder, layouts_folder
from printshop.typesetter import Assets, Engine, Metrics, seen_texts

STYLE = "body { font: 10pt/13pt 'Roboto Condensed'; margin: 0 }"
WORDS = "light to the outer shore"


def test_text_that_fits_but_for_its_last_space_is_not_broken_after_a_word() -> None:
    engine = Engine(Assets([fonts_folder()], [layouts_folder()]), [STYLE])
    # Every width from too narrow for the words to wide enough for all: in between
    # lies the one at which only the space before the credit does not fit.
    divs = "".join(
        f"<div data-width='{step}' style='width: {80 + step / 2}pt'>"
        f"{WORDS} <em>credit</em></div>"
        for step in range(80)
    )

    lines = engine.set_pages(divs).text().split("\n")

    assert lines.count(WORDS) > 1
    assert "light" not in lines


def test_the_first_word_of_an_element_is_not_broken_at_the_end_of_a_line() -> None:
    engine = Engine(
        Assets((fonts_folder(),)),
        [
            '@page { size: 100pt 400pt; margin: 0 } p { font: 10pt "Source Serif 4 '
            'SmText"; overflow-wrap: break-word }'
        ],
    )
    words = "Some words <i lang=fr>Encorencore</i> follow"
    sheets = engine.set_pages(f"<p><span>{words}</span></p>")

    assert "Encorencore" in sheets.text()
    long = engine.set_pages(f"<p><span>{'w' * 60}</span></p>")
    assert long.text().count("\n") >= 2, "a word longer than its line is broken"


def test_a_paragraph_from_the_right_is_indented_where_it_begins() -> None:
    css = """@page { size: 100pt 400pt; margin: 0 } body { margin: 0 }
    p { font: 10pt "Noto Serif Hebrew"; text-indent: 20pt; text-align: justify }"""
    engine = Engine(Assets((fonts_folder(),)), [css])
    text = "אמר מנהל הנמל יוסף כהן כי הספינה תצא אל האי"
    sheets = engine.set_pages(f"<body dir=rtl><p>{text}</p>")

    first, second, *_ = seen_texts(sheets)
    assert (first.left_pt, first.right_pt) == pytest.approx((0, 80), abs=0.1)
    assert (second.left_pt, second.right_pt) == pytest.approx((0, 100), abs=0.1)


class _InUse(ctypes.Structure):
    """What glibc's allocator tells of itself (``struct mallinfo2``)."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


def _bytes_in_use() -> int:
    """Count what the system's allocator has given out."""
    mallinfo = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if mallinfo is None:
        pytest.skip("only glibc tells how much memory is in use")
    mallinfo.restype = _InUse
    gc.collect()
    return int(mallinfo().uordblks)


def test_a_text_that_was_measured_leaves_nothing_in_memory() -> None:
    css = "p { font: 10pt 'Source Serif 4 SmText'; font-variant-numeric: lining-nums;"
    html = "<p data-style=plain>A<p data-style=spaced style='word-spacing: 1pt'>A"
    engine = Engine(Assets((fonts_folder(),)), [css + "letter-spacing: .1pt }"])
    metrics = Metrics(engine.set_pages(html))

    def measure(times: int) -> None:
        for _ in range(times):
            for style in ("plain", "spaced"):
                metrics._measured_pt(metrics._styles[style], WORDS)

    measure(50)  # fonts are loaded
    before = _bytes_in_use()
    times = 500
    measure(times)

    assert (_bytes_in_use() - before) / times < 20
