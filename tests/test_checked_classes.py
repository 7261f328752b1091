"""The classes that the checks read are on the pages, and designers are told of them."""

import re
from pathlib import Path

import pytest

from printshop.layout_file import read_layout
from printshop.pages import check_grid, check_rules
from printshop.resources import layouts_folder

ROOT = Path(__file__).parent.parent
_ASKED = re.compile(
    r'boxes_of\("([\w-]+)"\)'
    r'|"([\w-]+)" (?:not )?in text\.classes'
    r'|for name in \(("[\w-]+"(?:, "[\w-]+")*)\):\s+for box in proofs\.boxes_of\(name\)'
)


def asked_for() -> set[str]:
    """Read from the checks which classes they look for."""
    asked = {*check_grid._HALF_LINES, *check_grid._OWN_GRID, *check_rules._BOXES}
    for path in sorted((ROOT / "printshop" / "pages").glob("*.py")):
        for groups in _ASKED.findall(path.read_text("utf-8")):
            asked.update(re.findall(r"[\w-]+", " ".join(groups)))
    return asked


def told() -> set[str]:
    """Read from the document which classes it names."""
    text = (ROOT / "docs" / "designers.md").read_text("utf-8")
    table = text.split("| class | is on | and its check |\n")[1].split("\n\n")[0]
    cells = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([\w-]+)`", cell)}


def carried() -> set[str]:
    """Read from the newspapers' templates which classes their elements have."""
    names: set[str] = set()
    for name in ("newspaper/things.html", "shared/initial.html"):
        markup = (layouts_folder() / name).read_text("utf-8")
        # What is filled in stands apart from the classes that are always there.
        plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", markup, flags=re.DOTALL)
        for value in re.findall(r'class="([^"]*)"', plain):
            names.update(value.split())
    return names


def test_all_classes_that_the_checks_read_are_found() -> None:
    asked = asked_for()

    assert {"rule", "picture", "initial", "ghost", "qr", "barcode"} <= asked
    assert {"headline", "nameplate", "fact-box"} <= asked


def test_the_document_names_every_class_that_the_checks_read_and_no_other() -> None:
    assert told() == asked_for()


@pytest.mark.parametrize("name", sorted(told()))
def test_the_shipped_templates_carry_every_class_that_the_checks_read(
    name: str,
) -> None:
    sizes = read_layout([layouts_folder()], "tabloid").sizes

    assert name in carried() | sizes.keys()
