"""The tests' own ground rules hold: silence, no network, and a font of squares."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from tests.conftest import BlockFont

ROOT = Path(__file__).resolve().parent.parent
PYTEST = ["-m", "pytest", "-rA", "-p", "no:cacheprovider"]
PYTEST += ["-p", "tests.conftest", "-c", "pyproject.toml"]

GIVEN = """
import logging
import socket
import warnings

import pytest

ENGINE = logging.getLogger("weasyprint")

def test_engine_warns():
    ENGINE.warning("a font is missing")

@pytest.mark.logs_expected
def test_engine_warns_as_expected():
    ENGINE.warning("a font is missing")

def test_engine_reports_progress():
    ENGINE.info("step 7")

def test_python_warns():
    warnings.warn("deprecated")

def test_asks_the_network():
    socket.create_connection(("192.0.2.1", 80), timeout=1)

def test_asks_its_own_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

@pytest.mark.unheard_of
def test_has_a_marker_that_nobody_declared():
    pass
"""


def _outcomes(folder: Path, text: str) -> dict[str, str]:
    """Run tests under this project's rules and tell how each one ended."""
    given = folder / "test_given.py"
    given.write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, *PYTEST, f"--rootdir={folder}", given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    summary = r"^(PASSED|FAILED|ERROR) \S*test_given\.py(?:::(\w+))?"
    ended = re.findall(summary, ran.stdout, re.MULTILINE)
    return {name: outcome for outcome, name in ended}


def test_a_test_fails_when_the_engine_or_python_warns_or_the_network_is_asked(
    tmp_path: Path,
) -> None:
    text = GIVEN.split("@pytest.mark.unheard_of")[0]

    assert _outcomes(tmp_path, text) == {
        "test_engine_warns": "FAILED",
        "test_engine_warns_as_expected": "PASSED",
        "test_engine_reports_progress": "PASSED",
        "test_python_warns": "FAILED",
        "test_asks_the_network": "FAILED",
        "test_asks_its_own_machine": "PASSED",
    }


def test_a_marker_that_nobody_declared_is_refused(tmp_path: Path) -> None:
    assert _outcomes(tmp_path, GIVEN) == {"": "ERROR"}


@pytest.mark.parametrize("text", ["abcde", "“a—b”", "one · £"])
def test_every_letter_of_the_block_font_is_one_em_square(
    block_font: BlockFont, text: str
) -> None:
    fonts = FontConfiguration()
    style = weasyprint.CSS(
        string=f"{block_font.css} p {{ font: 10px/normal {block_font.family} }}",
        font_config=fonts,
    )
    page = (
        weasyprint.HTML(string=f"<p>{text}")
        .render(stylesheets=[style], font_config=fonts)
        .pages[0]
    )
    line = next(box for box in page._page_box.descendants() if hasattr(box, "text"))

    assert (line.width, line.height) == (10 * len(text), 10)
