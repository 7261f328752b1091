"""Read a TOML file into values with their lines.

``tomllib`` reads what the file says, and forgets where. A small scanner finds where:
it knows table heads, keys and how to step over a value, and may trust the rest,
because ``tomllib`` has already proved the file.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from printshop.sources.fields import Value
from printshop.sources.queries import Queries
from printshop.sources.text_file import read_text_file

Route = tuple[str | int, ...]
"""Names of tables and places in lists, from the file's top to a value."""

DEEPEST_NESTING = 12
"""No field of ours lies deeper, and dotted keys can be as deep as a file is long."""

_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*""", re.ASCII)
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\]|\\.)*"|\'[^\']*\'', re.DOTALL
)
_BETWEEN = re.compile(r"(?:\s|#[^\n]*)*")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


_FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def read_toml_head(file: Path) -> Value | None:
    """Read a file's top table up to its first other table; None if it cannot be read.

    What is cut off in the middle of a text or a list is no TOML; then all is read.
    """
    text = read_text_file(file, Queries())
    if text is None:
        return None
    table = _FIRST_TABLE.search(text)
    head = text[: table.start()] if table else text
    return _table(file, head, Queries()) or _table(file, text, Queries())


def read_toml_file(file: Path, queries: Queries) -> Value | None:
    """Read a file's top table; None when it is not TOML, which is a problem."""
    text = read_text_file(file, queries)
    return None if text is None else _table(file, text, queries)


def _table(file: Path, text: str, queries: Queries) -> Value | None:
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        told = str(error) if isinstance(error, tomllib.TOMLDecodeError) else ""
        place = _PLACE.search(told)
        last = text.rstrip("\n").count("\n") + 1
        line = int(place[1]) if place and place[1] else last if place else 0
        reason = _PLACE.sub("", told) or "a number or a list without end"
        hint = 'write name = "text"; texts and dates as in the documentation'
        queries.problem(file, line, "", f"is not TOML: {reason}", hint)
        return None
    lines = _Scanner(text).lines()
    return _valued(table, (), 1, lines)


def _valued(content: Any, route: Route, line: int, lines: dict[Route, int]) -> Value:
    """Give every value its line; what has none of its own has its parent's."""
    line = lines.get(route, line)
    if len(route) > DEEPEST_NESTING:
        return Value(line, None)
    if isinstance(content, dict):
        table = {
            name: _valued(item, (*route, name), line, lines)
            for name, item in content.items()
        }
        return Value(line, table)
    if isinstance(content, list):
        items = [
            _valued(item, (*route, place), line, lines)
            for place, item in enumerate(content)
        ]
        return Value(line, items)
    return Value(line, content)


class _Scanner:
    """Steps through proved TOML and notes where each field begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counts: dict[Route, int] = {}
        self._lines: dict[Route, int] = {}

    def lines(self) -> dict[Route, int]:
        """Find the line of every table and every key."""
        table: Route = ()
        while self._skip_blank():
            line = self._text.count("\n", 0, self._at) + 1
            if self._text[self._at] == "[":
                table = self._head()
                self._note(table, line)
            else:
                self._note((*table, *self._keys()), line)
                self._at += 1  # the equals sign
                self._skip_value()
        return self._lines

    def _note(self, route: Route, line: int) -> None:
        """Note where a field is named first, and the tables that it brings along."""
        for depth in range(1, len(route) + 1):
            self._lines.setdefault(route[:depth], line)

    def _skip_blank(self) -> bool:
        blank = _BETWEEN.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._at < len(self._text)

    def _head(self) -> Route:
        """Read ``[table]`` or ``[[list of tables]]``, and find its place."""
        is_list = self._text.startswith("[[", self._at)
        self._at += 2 if is_list else 1
        keys = self._keys()
        self._at += 2 if is_list else 1
        route: Route = ()
        for depth, key in enumerate(keys, start=1):
            route = (*route, key)
            if is_list and depth == len(keys):
                self._counts[route] = self._counts.get(route, 0) + 1
            if route in self._counts:
                route = (*route, self._counts[route] - 1)
        return route

    def _keys(self) -> tuple[str, ...]:
        """Read a dotted key up to what follows it."""
        keys = []
        while key := _KEY.match(self._text, self._at):
            keys.append(next(part for part in key.groups() if part is not None))
            self._at = key.end()
            if self._text[self._at : self._at + 1] != ".":
                break
            self._at += 1
        return tuple(keys)

    def _skip_value(self) -> None:
        """Step over one value to the end of its statement."""
        depth = 0
        while self._at < len(self._text):
            character = self._text[self._at]
            if string := _STRING.match(self._text, self._at):
                self._at = string.end()
                continue
            if character == "#":
                end = self._text.find("\n", self._at)
                self._at = end if end >= 0 else len(self._text)
                continue
            if character == "\n" and depth == 0:
                return
            depth += (character in "[{") - (character in "]}")
            self._at += 1
