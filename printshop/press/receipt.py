"""What was printed, and how a file gets to its place.

A file appears whole or not at all (law 5): it is written under another name beside
its place, forced to the disk, checked by its digest, and renamed. What a run that was
killed leaves of a file is cleared away when the file is printed again.
"""

import fcntl
import glob
import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from printshop.errors import ExitCode, SourceError
from printshop.findings import Finding, Severity


class Edition(StrEnum):
    """What can be printed of an issue."""

    READER = "reader"
    ARTICLE = "article"
    PRESS = "press"
    MONO = "mono"
    LARGE_PRINT = "large-print"


NEWSPAPER = frozenset({Edition.READER, Edition.PRESS, Edition.MONO})
"""The newspaper's pages: composed once, finished for each of these."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file that was printed."""

    edition: Edition
    article: str | None
    """The story's slug; None for the issue."""
    file: Path
    """Absolute."""
    pages: int
    key: str
    """The content key: same key, same bytes."""
    sha256: str
    findings: tuple[Finding, ...]

    @property
    def must_not_be_sent(self) -> bool:
        """Tell whether something was found that a printer would refuse, or a reader."""
        return any(finding.severity == Severity.FAIL for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Give the receipt as a program reads it."""
        return {
            "edition": self.edition.value,
            "article": self.article,
            "file": str(self.file),
            "pages": self.pages,
            "key": self.key,
            "sha256": self.sha256,
            "must_not_be_sent": self.must_not_be_sent,
            "findings": [asdict(finding) for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that could not be printed; the others were."""

    article: str | None
    """The story's slug; None for the issue."""
    message: str
    exit_code: ExitCode


def write_whole(path: Path, data: bytes) -> str:
    """Put a file in its place, whole, and give its SHA-256.

    Raises SourceError when the place cannot be written to.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_away_remains(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            written.chmod(0o644)
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    except OSError as error:
        raise SourceError(
            f"the file cannot be written: {error.strerror or error}",
            where=str(path),
            hint="free some room, or name another folder with --output",
        ) from error
    return digest


def _clear_away_remains(path: Path) -> None:
    """Take away what killed runs have begun to write: nobody holds a lock on it."""
    for begun in path.parent.glob(f".{glob.escape(path.name)}.*"):
        with suppress(OSError), begun.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if begun.stat().st_size:  # an empty one may belong to a run that begins
                begun.unlink()
