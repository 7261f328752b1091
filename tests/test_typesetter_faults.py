"""Faults of the engine stay mended."""

from printshop.resources import fonts_folder, layouts_folder
from printshop.typesetter import Assets, Engine

STYLE = "body { font: 10pt/13pt 'Printshop Condensed'; margin: 0 }"
WORDS = "light to the outer shore"


def _lines(width_pt: float) -> list[str]:
    engine = Engine(Assets([fonts_folder()], [layouts_folder()]), [STYLE])
    html = f"<div style='width: {width_pt}pt'>{WORDS} <em>credit</em></div>"
    return engine.set_pages(html).text().split("\n")


def test_text_that_fits_but_for_its_last_space_is_not_broken_after_a_word() -> None:
    # Every width from too narrow for the words to wide enough for all: in between
    # lies the one at which only the space before the credit does not fit.
    broken = [_lines(80 + step / 2) for step in range(80)]

    assert [WORDS, "credit"] in broken
    assert ["light", "to the outer shore credit"] not in broken
    assert all(lines[0] != "light" for lines in broken)
