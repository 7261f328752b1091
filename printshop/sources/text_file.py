"""Read a text file as editors see it: UTF-8, plain line ends, nothing unprintable."""

import re
from pathlib import Path

from printshop.sources.fields import UNPRINTABLE
from printshop.sources.queries import Queries

LARGEST_FILE = 200_000
"""Bytes. The longest story a newspaper prints is a fifth of it."""

_OTHER_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")
"""Breaks that word processors leave behind; no editor counts them as lines."""


def read_text_file(file: Path, queries: Queries) -> str | None:
    """Read a whole file; None when it cannot be read, which is then a problem."""
    try:
        too_large = file.stat().st_size > LARGEST_FILE
        data = b"" if too_large else file.read_bytes()
    except OSError as error:
        hint = "look at the file's name and permissions"
        queries.problem(file, 0, "", f"cannot be opened: {error.strerror}", hint)
        return None
    if too_large:
        message = f"is larger than {LARGEST_FILE // 1000} KB"
        queries.problem(file, 0, "", message, "split it into several stories")
        return None
    return _decoded(file, data, queries)


def entries(folder: Path) -> list[Path]:
    """List a folder by name; nothing when there is none or it may not be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _decoded(file: Path, data: bytes, queries: Queries) -> str | None:
    """Decode, and even out line ends."""
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        queries.problem(file, line, "", "is not UTF-8 text", hint)
        return None
    text = _OTHER_LINE_ENDS.sub(" ", text)
    unprintable = UNPRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        code = f"U+{ord(unprintable.group()):04X}"
        message = f"has the unprintable character {code}"
        queries.problem(file, line, "", message, "delete it")
        return None
    return text
