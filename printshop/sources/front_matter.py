"""Read an article file's front matter: the YAML between its two lines of ``---``.

A small part of YAML is enough for a newsroom, and the rest is refused, each with
its line: aliases (they can blow a page of text up to gigabytes), tags, duplicate
keys, keys that are no words, more than a few levels of nesting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from printshop.sources.fields import Scalar, Value, date_from
from printshop.sources.queries import Queries

DEEPEST_NESTING = 12
FENCE = re.compile(r"---[ \t]*")

_OFFSET = 2
"""PyYAML counts from 0, and the fence is the file's first line."""

_FIELD = re.compile(r"(?P<before>\s*(?:-\s+)?[\w-]+:\s+)(?P<text>\S.*)")
_NOTHING = {"", "~", "null", "Null", "NULL"}
_TRUTHS = {"true": True, "True": True, "false": False, "False": False}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file taken apart at its two fences."""

    fields: Value
    body: str
    body_line: int
    """Where the body begins, counted from 1."""
    cut_short: tuple[tuple[int, str], ...] = ()
    """Line and words of what YAML takes for a comment, and an editor did not."""


class _RefusedError(Exception):
    """A part of YAML that no article needs, or no YAML at all."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


def read_front_matter(file: Path, text: str, queries: Queries) -> FrontMatter | None:
    """Take a file apart; None when it has no front matter, which is a problem."""
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        hint = "begin the file with a line ---, the fields, and another line ---"
        queries.problem(file, 1, "", "has no fields at its head", hint)
        return None
    ends = (at for at, line in enumerate(lines) if at and FENCE.fullmatch(line))
    end = next(ends, None)
    if end is None:
        hint = "put a line --- between the fields and the text"
        queries.problem(file, 1, "", "the fields at its head have no end", hint)
        return None
    composer = _Composer(lines[1:end], file, queries)
    try:
        fields = composer.compose()
    except _RefusedError as refused:
        queries.problem(file, refused.line, "", refused.message, refused.hint)
        return None
    body = "\n".join(lines[end + 1 :])
    return FrontMatter(fields, body, end + 2, tuple(composer.cut_short))


class _Composer:
    """Builds values from PyYAML's events, which carry their lines."""

    def __init__(self, lines: list[str], file: Path, queries: Queries) -> None:
        self._lines = lines
        self._file = file
        self._queries = queries
        self._events: Iterator[Any] = iter(())
        self.cut_short: list[tuple[int, str]] = []

    def compose(self) -> Value:
        """Build the one table that a front matter is."""
        try:
            # The events come lazily: what is refused early is never read to its end.
            text = "\n".join(self._lines)
            self._events = iter(yaml.parse(text, Loader=yaml.SafeLoader))
            table = self._document()
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error) from None
        except (yaml.YAMLError, ValueError, OverflowError):
            # PyYAML lets an escape such as "\UFFFFFFFF" through to chr().
            hint = "look for a backslash, and write / or nothing in its place"
            raise _RefusedError(1, "the fields cannot be read", hint) from None
        if not isinstance(table.content, dict):
            raise _RefusedError(
                table.line,
                "the head of the file must be a list of fields",
                "write each on its own line, such as headline: …",
            )
        return Value(1, table.content)

    def _document(self) -> Value:
        next(self._events)  # the stream's start
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Value(1, {})
        table = self._node(next(self._events), 0)
        next(self._events)  # the document's end
        surplus = next(self._events)
        if not isinstance(surplus, yaml.StreamEndEvent):
            hint = "put a line --- between the fields and the text only"
            message = "the fields end in the middle"
            raise _RefusedError(_line_of(surplus), message, hint)
        return table

    def _node(self, event: Any, depth: int, line: int = 0) -> Value:
        line = line or _line_of(event)
        if depth > DEEPEST_NESTING:
            hint = "look for brackets that are never closed"
            raise _RefusedError(line, "the fields are nested too deeply", hint)
        if isinstance(event, yaml.AliasEvent):
            raise self._refusal(line, f"“*{event.anchor}” is a YAML alias")
        if event.tag is not None:
            raise self._refusal(line, f"“{event.tag}” is a YAML tag")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Value(line, self._items(depth))
        return Value(line, self._table(depth))

    def _items(self, depth: int) -> list[Value]:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return items

    def _table(self, depth: int) -> dict[str, Value]:
        table: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line_of(event)
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1, line)
            name = key.written
            if name is None:
                raise self._refusal(line, "the name of a field must be a word")
            if name in table:
                first = table[name].line
                message = f"stands here for the second time, first in line {first}"
                hint = "keep one of the two"
                self._queries.problem(self._file, line, name, message, hint)
            table.setdefault(name, value)
        return table

    def _scalar(self, event: Any, line: int) -> Value:
        if event.style is not None:
            return Value(line, event.value, event.value)
        self._note_comment(event, line)
        return Value(line, _resolved(event.value), event.value)

    def _note_comment(self, event: Any, line: int) -> None:
        """“Berth #4” loses its number: YAML takes it for a comment."""
        rest = self._lines[event.end_mark.line][event.end_mark.column :]
        if re.match(r"\s+#[^\s#]", rest):
            self.cut_short.append((line, rest.strip()))

    def _refusal(self, line: int, message: str) -> _RefusedError:
        return _RefusedError(line, message, self._quoting_hint(line))

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> _RefusedError:
        # A quotation that never ends is noticed at the end, and made at its start.
        is_open = "quoted scalar" in (error.context or "")
        marks = [error.problem_mark, error.context_mark]
        mark = next(filter(None, reversed(marks) if is_open else marks), None)
        line = (mark.line if mark else 0) + _OFFSET
        if "\\t" in (error.problem or ""):
            message, hint = "begins with a tab", "indent with spaces"
            return _RefusedError(line, message, hint)
        message = f"is not YAML: {error.problem or error.context}"
        return _RefusedError(line, message, self._quoting_hint(line))

    def _quoting_hint(self, line: int) -> str:
        """Write the line as it should be, when it is the usual colon or quote."""
        position = line - _OFFSET
        source = self._lines[position] if position < len(self._lines) else ""
        field = _FIELD.fullmatch(source)
        if field is None:
            return "every line must be a name, a colon, a space and a value"
        quoted = _quoted(field["text"])
        return f"put the text in quotation marks: {field['before'].strip()} {quoted}"


def _quoted(text: str) -> str:
    """Put YAML's quotation marks round a text, whatever marks it has itself."""
    text = text.rstrip()
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _resolved(text: str) -> Scalar:
    """Read a bare word: nothing, true or false, a number, a date, or else text."""
    if text in _NOTHING:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if re.fullmatch(r"[-+]?[0-9]{1,15}", text):
        return int(text)
    if re.fullmatch(r"[-+]?[0-9]{0,15}\.[0-9]{1,15}", text):
        return float(text)
    return date_from(text) or text


def _line_of(event: Any) -> int:
    line: int = event.start_mark.line
    return line + _OFFSET
