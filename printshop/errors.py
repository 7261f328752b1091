"""Every failure the shop reports, and the exit code each one ends with.

* PrintshopError
  - SourceError      a publication, an issue or a story cannot be read
  - LayoutError      a layout is missing or contradicts itself
  - CopyfitError     the stories do not fit the pages
  - TypesetError     the engine could not set the pages
  - PreflightError   the PDF was made, but must not be sent

Only ``cli.main`` turns an error into an exit code. Anything else that is raised
is a bug in printshop: it keeps its traceback and ends with 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """Stable across releases; 2 is click's own usage error."""

    OK = 0
    BUG = 1
    USAGE = 2
    SOURCE = 3
    LAYOUT = 4
    COPYFIT = 5
    TYPESET = 6
    PREFLIGHT = 7
    BATCH = 8
    INTERRUPTED = 130


class PrintshopError(Exception):
    """What is wrong and where, and what to do about it."""

    exit_code = ExitCode.BUG

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        """Take one sentence each for what is wrong and for what to do."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Write ``where: message`` and the hint on a line of its own."""
        told = f"{self.where}: {self.message}" if self.where else self.message
        return f"{told}\n  Hint: {self.hint}" if self.hint else told


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that an editor must mend in one file."""

    file: Path
    line: int
    """Counted from 1; 0 when the whole file is meant."""
    field: str
    """Name of the field as it is written in the file, or ``""``."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Write ``file:line: field: message`` as editors and programs jump to it."""
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        field = f"{self.field}: " if self.field else ""
        told = f"{place}: {field}{self.message}"
        return f"{told}\n  Hint: {self.hint}" if self.hint else told


class SourceError(PrintshopError):
    """A publication, an issue or a story cannot be read; lists every problem."""

    exit_code = ExitCode.SOURCE

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        hint: str = "",
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take the problems of all files together, not only the first one."""
        super().__init__(message, where=where, hint=hint)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """Write one line for each problem below the sentence."""
        return "\n".join([PrintshopError.__str__(self), *map(str, self.problems)])


class LayoutError(PrintshopError):
    """A layout is missing or contradicts itself."""

    exit_code = ExitCode.LAYOUT


class CopyfitError(PrintshopError):
    """The stories do not fit the pages."""

    exit_code = ExitCode.COPYFIT


class TypesetError(PrintshopError):
    """The engine could not set the pages as they were planned."""

    exit_code = ExitCode.TYPESET


class PreflightError(PrintshopError):
    """The PDF was made and is kept, but must not be sent."""

    exit_code = ExitCode.PREFLIGHT
