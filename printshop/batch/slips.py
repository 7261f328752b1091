"""The receipt beside each file: ``….pdf.receipt.json``, written after the file.

No time is in it, so that it is the same however often an export was stopped. What it
says of the file is believed only when the file has the checksum that it names.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from printshop.press import Receipt
from printshop.storage import Standing, Storage

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


def slip_place(place: str) -> str:
    """Name the receipt of a file."""
    return f"{place}{SUFFIX}"


def write_slip(output: Storage, place: str, number: str, receipt: Receipt) -> Slip:
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
    output.put(slip_place(place), f"{text}\n".encode())
    return slip


def read_slip(output: Storage, place: str) -> Slip | None:
    """Read the receipt of a file; None when there is none that can be read."""
    written = output.read(slip_place(place))
    try:
        return None if written is None else slip_from(json.loads(written))
    except (ValueError, TypeError, KeyError):
        return None


def slip_from(told: Mapping[str, Any]) -> Slip:
    """Take a receipt from what JSON has made of it."""
    return Slip(**{**told, "findings": tuple(told["findings"])})


def as_told(standing: Standing) -> tuple[str, str]:
    """Give mark and time of a file as they are kept."""
    written = standing.written
    return standing.mark, written.isoformat(timespec="seconds") if written else ""


def is_as_printed(output: Storage, place: str, sha256: str) -> bool:
    """Tell whether a file has the checksum that it was printed with."""
    data = output.read(place)
    return data is not None and hashlib.sha256(data).hexdigest() == sha256
