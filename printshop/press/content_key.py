"""The content key: a digest of everything that a PDF is made from.

Same key, same bytes; any change, another key (law 3). It takes in the copy, the
pictures' bytes, the layout, the fonts, the settings, the wording that depends on the
date, and the versions of printshop and its engine. No path and no clock is in it.
"""

import dataclasses
import datetime
import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any

_ENGINES = ("weasyprint", "pydyf", "pikepdf", "pillow", "pyphen", "fonttools")


def content_key(edition: str, parts: Mapping[str, Any], folders: Sequence[Path]) -> str:
    """Digest an edition's parts and the files of the folders it is made with."""
    told = {
        "edition": edition,
        "printshop": code_digest(),
        "engines": engine_versions(),
        "folders": [folder_digest(folder) for folder in folders],
        "parts": _plain(parts),
    }
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@functools.cache
def engine_versions() -> Mapping[str, str]:
    """Name the libraries that set and write pages, with their versions."""
    return {name: version(name) for name in _ENGINES}


def _plain(value: Any) -> Any:
    """Turn nouns into what JSON can say; paths are left out, bytes are digested."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if not isinstance(getattr(value, field.name), Path)
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


_CODE: list[str] = []


def code_digest() -> str:
    """Digest printshop's own code: a version number says too little."""
    if not _CODE:
        _CODE[:] = [folder_digest(Path(__file__).resolve().parents[1], "*.py")]
    return _CODE[0]


def hold_code(digest: str) -> None:
    """Take the code of this process for that of another one, which has begun it.

    What was loaded is what prints, also when a newer printshop is being installed.
    """
    _CODE[:] = [digest]


_HELD: list[dict[tuple[Path, str], str]] = []


def hold_folders() -> None:
    """Look at every folder once from now on: in this process what was read stays so."""
    _HELD[:] = [{}]


def folder_digest(folder: Path, pattern: str = "*") -> str:
    """Digest the names and bytes of a folder's files."""
    if not _HELD:
        return _digest_of_folder(folder, pattern)
    (held,) = _HELD
    if (folder, pattern) not in held:
        held[folder, pattern] = _digest_of_folder(folder, pattern)
    return held[folder, pattern]


def _digest_of_folder(folder: Path, pattern: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and "sample" not in path.relative_to(folder).parts[:1]:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            told = path.stat()
            digest.update(_file_digest(path, told.st_size, told.st_mtime_ns))
    return digest.hexdigest()


@functools.lru_cache(maxsize=4096)
def _file_digest(path: Path, size: int, mtime_ns: int) -> bytes:  # noqa: ARG001
    """Digest a file once for each state that it is seen in."""
    return hashlib.sha256(path.read_bytes()).digest()
