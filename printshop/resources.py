"""Find what ships beside the code: layouts, fonts, printers and the sample newspaper.

In a checkout layouts and fonts stand at the top, where designers look for them. In
an installed package they lie inside it, under the names that ``pyproject.toml``
gives them with an underscore in front, so that they are no modules.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def layouts_folder() -> Path:
    """Return the folder of the shipped layouts, one folder each."""
    return _shipped("layouts")


def fonts_folder() -> Path:
    """Return the folder of the shipped fonts, with ``fonts.css`` and ``fonts.conf``."""
    return _shipped("fonts")


def printers_folder() -> Path:
    """Return the folder of the shipped printers' profiles, with their ICC files."""
    return _PACKAGE / "printers"


def sample_folder() -> Path:
    """Return the sample newspaper's workspace, to be read but never written to."""
    return _PACKAGE / "sample"


def _shipped(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name
