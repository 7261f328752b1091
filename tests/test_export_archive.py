"""An archive of 200 issues is exported whole, and at once when nothing has changed.

The first run takes about a quarter of an hour on two quiet cores: 2,200 PDFs.
"""

import time
from pathlib import Path

import pytest

from tests.exports import export, rows
from tests.generate_archive import Archive, generate_archive

ARCHIVE = Archive(issues=200, stories=10)
PDFS = ARCHIVE.issues * (ARCHIVE.stories + 1)
LONGEST_S = 5.0


@pytest.mark.proof
def test_two_hundred_issues_are_exported_once_and_then_passed_over_at_once(
    tmp_path: Path,
) -> None:
    generate_archive(tmp_path, ARCHIVE)

    first = export(tmp_path, "--all", "--json")
    began = time.monotonic()
    second = export(tmp_path, "--all", "--json")
    seconds = time.monotonic() - began

    assert first.returncode == 0, first.stderr
    summary = rows(first.stdout)[-1]
    assert (summary["printed"], summary["failed"]) == (PDFS, 0)
    assert len(list((tmp_path / "output").glob("*/**/*.pdf"))) == PDFS
    (told,) = rows(second.stdout)
    assert (told["printed"], told["same"], told["failed"]) == (0, PDFS, 0)
    assert seconds < LONGEST_S
