"""What was printed, and what was not."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from printshop.errors import ExitCode
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
