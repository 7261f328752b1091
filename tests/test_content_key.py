"""The content key changes with whatever a PDF is made from, and with nothing else."""

import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

import printshop
from printshop.press.content_key import content_key

PACKAGE = Path(printshop.__file__).parent


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    """Copy printshop's own code to a place where it may be changed."""
    root = tmp_path_factory.mktemp("code")
    leave = shutil.ignore_patterns("__pycache__", "issues", "icc")
    shutil.copytree(PACKAGE, root / "printshop", ignore=leave)
    return root


def _key(root: Path) -> str:
    """Ask the code in a folder for the key of nothing."""
    file = root / "printshop" / "press" / "content_key.py"
    spec = importlib.util.spec_from_file_location("content_key_elsewhere", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    key: str = module.content_key("press", {}, [])
    return key


@pytest.mark.parametrize(
    "file",
    [
        "press/issue_run.py",
        "finish/inks.py",
        "flatplan/desk.py",
        "typesetter/engine.py",
        "printer_file.py",
        "preflight/rules/lines.py",
    ],
)
def test_a_change_anywhere_in_the_code_changes_the_key(copied, file):
    before = _key(copied)
    path = copied / "printshop" / file
    was = path.read_text()
    path.write_text(f"{was}# changed\n")
    try:
        assert _key(copied) != before
    finally:
        path.write_text(was)
    assert _key(copied) == before


def test_what_python_keeps_and_what_drew_the_sample_changes_no_key(copied):
    before = _key(copied)
    (copied / "printshop" / "__pycache__").mkdir(exist_ok=True)
    (copied / "printshop" / "__pycache__" / "errors.pyc").write_bytes(b"old")
    (copied / "printshop" / "sample" / "drawings" / "crab.py").write_text("")

    assert _key(copied) == before


def test_a_folder_counts_by_its_names_and_bytes_and_not_by_its_place(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "styles").mkdir(parents=True)
        (folder / "styles" / "page.css").write_text("p {}")
    assert content_key("press", {}, [one]) == content_key("press", {}, [other])

    (other / "styles" / "page.css").write_text("p { }")
    changed = content_key("press", {}, [other])
    (other / "styles" / "page.css").write_text("p {}")
    (other / "styles" / "page.css").rename(other / "page.css")
    moved = content_key("press", {}, [other])

    assert len({content_key("press", {}, [one]), changed, moved}) == 3


@dataclass(frozen=True)
class Made:
    """A part with a path in it."""

    text: str
    file: Path


def test_a_path_changes_no_key_and_a_part_and_the_edition_do(tmp_path):
    def key(edition: str = "press", text: str = "a", file: str = "x") -> str:
        return content_key(edition, {"made": Made(text, tmp_path / file)}, [])

    assert key() == key(file="y")
    assert len({key(), key(edition="mono"), key(text="b")}) == 3
