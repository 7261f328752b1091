"""What is questionable but printed: the notes a sub-editor or a printer would make.

A finding's code is ``area-nnn`` and is never used for a second meaning.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding should worry the person who reads it."""

    NOTE = "note"
    WARNING = "warning"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a person should look at before the paper goes out."""

    code: str
    severity: Severity
    where: str
    """Issue, story, picture: ``issue 2566, story sea-wall, picture wall.jpg``."""
    message: str
    hint: str = ""
