"""Read the fields of a file, each with the line that it stands on.

YAML front matter and TOML files are both read into ``Value``; ``Fields`` reads one
table of them. Rules:

* Whatever is wrong becomes a ``Problem``, and the reading goes on.
* A text field takes bare YAML words as they are written: ``kicker: No`` says “No”,
  and ``figure: 1.10`` keeps its nought.
* Line breaks and runs of blanks inside a text field are one space.
* The fields that are asked for are the fields that are known: ``finish`` reports
  all others.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from printshop.sources.queries import Queries, nearest_hint

LONGEST_TEXT = 2_000
"""Characters of a text field; more is body text in the wrong place."""

UNPRINTABLE = re.compile("[^\t\n\r -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and half pairs: no XML, and so no page, can hold them."""

Scalar = str | int | float | bool | datetime.date | datetime.time | None
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a file."""

    line: int
    """Where its field is named, counted from 1."""
    content: "Scalar | list[Value] | dict[str, Value]"
    written: str | None = None
    """A scalar as it stands in the file, where bare words may be text (YAML)."""


class Fault(NamedTuple):
    """What is wrong with a text that must have a certain form."""

    message: str
    hint: str


class Fields:
    """One table of a file, read field by field."""

    def __init__(
        self, file: Path, table: Value, queries: Queries, within: str = ""
    ) -> None:
        """Take the file that the table is in and the fields that it is within."""
        self.file = file
        self.line = table.line
        self.queries = queries
        self._within = within
        self._table = table.content if isinstance(table.content, dict) else {}
        self._asked: dict[str, None] = {}

    def text(self, name: str, *, required: bool = False) -> str:
        """Read a text; empty when there is none or none that can be used."""
        value = self.value(name)
        text = "" if value is None else self._text_of(name, value)
        if required and text == "":
            self.missing(name)
        return text or ""

    def text_in_form(
        self, name: str, fault: Callable[[str], Fault | None], *, required: bool = False
    ) -> str:
        """Read a text in which ``fault`` finds nothing wrong; empty otherwise."""
        text = self.text(name, required=required)
        found = fault(text) if text else None
        if found:
            self.problem(name, found.message, found.hint)
            return ""
        return text

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """Read a list of texts."""
        items = self._list(name, f'["{name.capitalize()}", "…"]')
        texts = [self._text_of(name, item) for item in items or ()]
        if required and items == []:
            self.missing(name)
        return tuple(text for text in texts if text)

    def whole_number(
        self, name: str, *, lowest: int = 1, required: bool = False
    ) -> int | None:
        """Read a whole number that is not below ``lowest``."""
        number = self.number(name, required=required)
        if number is None:
            return None
        if isinstance(number, float) or number < lowest:
            self.problem(
                name,
                f"must be a whole number from {lowest} up, not {number}",
                f"write {self._example(name, str(max(lowest, 4)))}",
            )
            return None
        return number

    def number(self, name: str, *, required: bool = False) -> int | float | None:
        """Read a number of either kind."""
        value = self.value(name)
        if value is None:
            if required:
                self.missing(name)
            return None
        content = value.content
        if isinstance(content, bool) or not isinstance(content, int | float):
            hint = f"write {self._example(name, '4')}, without quotation marks"
            self._wrong_type(name, value, "a number", hint)
            return None
        return content

    def date(self, name: str, *, required: bool = False) -> datetime.date | None:
        """Read a date; ISO dates in quotation marks will do."""
        value = self.value(name)
        if value is None:
            if required:
                self.missing(name, example="2026-11-20")
            return None
        content = value.content
        if isinstance(content, str):
            content = date_from(content) or content
        if isinstance(content, datetime.datetime) or not isinstance(
            content, datetime.date
        ):
            said = f", not “{content}”" if isinstance(content, str) else ""
            hint = f"write {self._example(name, '2026-11-20')}: year, month, day"
            self.problem(name, f"is no date of the calendar{said}", hint)
            return None
        return content

    def flag(self, name: str) -> bool:
        """Read true or false, in YAML also yes or no; false when left out."""
        value = self.value(name)
        if value is None:
            return False
        if isinstance(value.content, bool):
            return value.content
        word = (value.written or "").lower()
        if word not in {"yes", "no"}:
            hint = f"write {self._example(name, 'true')}"
            self._wrong_type(name, value, "true or false", hint)
        return word == "yes"

    def choice(
        self, name: str, kinds: type[Choice], default: Choice | None = None
    ) -> Choice | None:
        """Read one of a few words; required when there is no default."""
        word = self.text(name, required=default is None)
        if not word:
            return default
        if word not in list(kinds):
            hint = nearest_hint(word, list(kinds), "the kinds are")
            self.problem(name, f"there is no kind “{word}”", hint)
            return default
        return kinds(word)

    def table(self, name: str) -> "Fields":
        """Read a table of fields; an empty one when it is left out."""
        value = self.value(name)
        if value is not None and not isinstance(value.content, dict):
            self._wrong_type(name, value, "a table of fields")
            value = None
        empty = Value(self.line, {})
        return Fields(self.file, value or empty, self.queries, self._path(name))

    def tables(self, name: str, *, required: bool = False) -> list["Fields"]:
        """Read a list of tables."""
        items = self._list(name, "a “-” before each entry")
        if required and items == []:
            self.missing(name)
        entries = []
        for item in items or ():
            if isinstance(item.content, dict):
                path = self._path(name)
                entries.append(Fields(self.file, item, self.queries, path))
            else:
                self._wrong_type(name, item, "a table of fields")
        return entries

    def names(self) -> tuple[str, ...]:
        """List the fields that are there."""
        return tuple(self._table)

    def value(self, name: str) -> Value | None:
        """Take a field as it stands; None when it is left out or says nothing."""
        self._asked[name] = None
        value = self._table.get(name)
        return None if value is None or value.content is None else value

    def line_of(self, name: str) -> int:
        """Name the line of a field, or the table's own when it is left out."""
        value = self._table.get(name)
        return value.line if value else self.line

    def missing(self, name: str, *, example: str = "…") -> None:
        """Report that a field must be there."""
        self.problem(name, "is missing", f"write {self._example(name, example)}")

    def problem(self, name: str, message: str, hint: str = "") -> None:
        """Report something about one field of this table."""
        line = self.line_of(name)
        self.queries.problem(self.file, line, self._path(name), message, hint)

    def finish(self) -> None:
        """Report every field that nobody has asked for."""
        for name in self._table:
            if name not in self._asked:
                hint = nearest_hint(name, self._asked, "the fields are")
                self.problem(name, "is no field that printshop knows", hint)

    def _list(self, name: str, example: str) -> list[Value] | None:
        """Take a list; None when there is something else in its place."""
        value = self.value(name)
        if value is None:
            return []
        if not isinstance(value.content, list):
            hint = f"write {example}"
            self._wrong_type(name, value, "a list", hint)
            return None
        return value.content

    def _text_of(self, name: str, value: Value) -> str | None:
        """Make one line of a text; None when it is none."""
        text = value.content if value.written is None else value.written
        if not isinstance(text, str):
            example = str(text) if isinstance(text, int | float) else "…"
            quoted = self._example(name, f'"{example}"')
            hint = f"write {quoted}"
            self._wrong_type(name, value, "text", hint)
            return None
        fault = fault_in_text(text)
        if fault:
            self.queries.problem(self.file, value.line, self._path(name), *fault)
            return None
        return re.sub(r"[ \t\r\n]+", " ", text).strip()

    def _wrong_type(self, name: str, value: Value, wanted: str, hint: str = "") -> None:
        message = f"must be {wanted}, not {_kind_of(value)}"
        self.queries.problem(self.file, value.line, self._path(name), message, hint)

    def _path(self, name: str) -> str:
        return f"{self._within}.{name}" if self._within else name

    def _example(self, name: str, written: str) -> str:
        return f"{name} = {written}" if self._is_toml else f"{name}: {written}"

    @property
    def _is_toml(self) -> bool:
        return self.file.suffix == ".toml"


def fault_in_text(text: str) -> Fault | None:
    """Find what no page can hold: control characters, or no end."""
    unprintable = UNPRINTABLE.search(text)
    if unprintable:
        code = f"U+{ord(unprintable.group()):04X}"
        return Fault(f"has the unprintable character {code}", "delete it")
    if len(text) > LONGEST_TEXT:
        return Fault(
            f"is longer than {LONGEST_TEXT:,} characters",
            "shorten it, or move it into the story's text",
        )
    return None


def date_from(text: str) -> datetime.date | None:
    """Read an ISO date; None when the calendar has no such day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _kind_of(value: Value) -> str:
    """Say what stands in the file, in the editor's words."""
    content = value.content
    if content is None:
        return "nothing"
    if isinstance(content, bool):
        return "true or false"
    if isinstance(content, int | float):
        return f"the number {content}"
    if isinstance(content, str):
        return f"the text “{content[:40]}”"
    if isinstance(content, list):
        return "a list"
    return "a table of fields" if isinstance(content, dict) else "a date or a time"
