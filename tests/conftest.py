"""What every test may rely on: no network, no system fonts, a silent engine."""

import logging
import os
import string
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from printshop.resources import fonts_folder, sample_folder

if TYPE_CHECKING:
    from tests.newsroom import Newsroom

# Before anything starts fontconfig, which reads it once.
os.environ["FONTCONFIG_FILE"] = str(fonts_folder() / "fonts.conf")

hypothesis.settings.register_profile(
    "printshop", derandomize=True, deadline=None, database=None
)
hypothesis.settings.load_profile("printshop")

BLOCK_CHARACTERS = string.ascii_letters + string.digits + string.punctuation
BLOCK_SPACES = " \u00a0"
BLOCK_SIGNS = "“”‘’–—…·•£é\u2010\u2011"


@dataclass(frozen=True, slots=True)
class BlockFont:
    """A font whose every glyph is one em square, so that setting is arithmetic.

    The line is one em high as well; spaces are as wide as letters, and blank.
    """

    family: str
    path: Path

    @property
    def css(self) -> str:
        return f'@font-face {{ font-family: {self.family}; src: url("{self.url}") }}'

    @property
    def url(self) -> str:
        return self.path.as_uri()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--save-golden",
        action="store_true",
        help="write the goldens anew, to be read as a diff",
    )


@pytest.fixture
def save_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--save-golden"))


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample newspaper's workspace: shared by all tests, so only to be read."""
    return sample_folder()


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two issues that has been exported; only to be read."""
    from tests.exports import exported_archive

    return exported_archive(tmp_path_factory)


@pytest.fixture
def archive(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> "Newsroom":
    """A copy of that archive, which a test may change: the whole folder has moved."""
    from tests.exports import moved

    return moved(exported, tmp_path / "archive", monkeypatch)


@pytest.fixture(scope="session")
def block_font(tmp_path_factory: pytest.TempPathFactory) -> BlockFont:
    font = BlockFont("Block", tmp_path_factory.mktemp("fonts") / "block.ttf")
    square = TTGlyphPen(None)
    for corner, point in enumerate([(0, -200), (0, 800), (1000, 800), (1000, -200)]):
        square.lineTo(point) if corner else square.moveTo(point)
    square.closePath()
    block, blank = square.glyph(), TTGlyphPen(None).glyph()
    cmap = dict.fromkeys(map(ord, BLOCK_CHARACTERS + BLOCK_SIGNS), "block")
    cmap |= dict.fromkeys(map(ord, BLOCK_SPACES), "blank")
    builder = FontBuilder(unitsPerEm=1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "block", "blank"])
    builder.setupCharacterMap(cmap)
    builder.setupGlyf({".notdef": block, "block": block, "blank": blank})
    builder.setupHorizontalMetrics(
        {".notdef": (1000, 0), "block": (1000, 0), "blank": (1000, 0)}
    )
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(
        sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200
    )
    builder.setupNameTable({"familyName": font.family, "styleName": "Regular"})
    builder.setupPost()
    builder.save(font.path)
    return font


@contextmanager
def _silent_engine(item: pytest.Item) -> Iterator[None]:
    """Fail when WeasyPrint warned: it goes on where a print shop must not."""
    handler = BufferingHandler(sys.maxsize)
    handler.setLevel(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if handler.buffer and not item.get_closest_marker("logs_expected"):
        told = "\n".join(record.getMessage() for record in handler.buffer)
        pytest.fail(f"WeasyPrint complained:\n{told}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    # Here too: a fixture that many tests share may be what sets the pages.
    with _silent_engine(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    with _silent_engine(item):
        return (yield)
