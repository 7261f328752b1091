"""Faults of the engine stay mended."""

from printshop.resources import fonts_folder, layouts_folder
from printshop.typesetter import Assets, Engine

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
