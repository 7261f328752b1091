"""The receipt beside each file: ``….pdf.receipt.json``, written after the file.

No time is in it, so that it is the same however often an export was stopped. What it
says of the file is believed only when the file has the checksum that it names.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from printshop.press import Receipt, write_whole

SUFFIX = ".receipt.json"


@dataclass(frozen=True, slots=True)
class Slip:
    """What a receipt beside a file says."""

    number: str
    edition: str
    article: str | None
    key: str
    sha256: str
    size: int
    pages: int
    findings: tuple[dict[str, Any], ...]


def slip_path(file: Path) -> Path:
    """Name the receipt of a file."""
    return file.with_name(f"{file.name}{SUFFIX}")


def write_slip(number: str, receipt: Receipt) -> None:
    """Write the receipt of a file that stands finished."""
    slip = Slip(
        number=number,
        edition=receipt.edition.value,
        article=receipt.article,
        key=receipt.key,
        sha256=receipt.sha256,
        size=receipt.file.stat().st_size,
        pages=receipt.pages,
        findings=tuple(asdict(finding) for finding in receipt.findings),
    )
    text = json.dumps(asdict(slip), ensure_ascii=False, indent=1)
    write_whole(slip_path(receipt.file), f"{text}\n".encode())


def read_slip(file: Path) -> Slip | None:
    """Read the receipt of a file; None when there is none that can be read."""
    try:
        told = json.loads(slip_path(file).read_text("utf-8"))
        return Slip(**{**told, "findings": tuple(told["findings"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_as_printed(file: Path, sha256: str) -> bool:
    """Tell whether a file has the checksum that it was printed with."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == sha256
    except OSError:
        return False
