"""Exports as people order them: in a process of their own, on archives of their own."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.generate_archive import Archive, generate_archive
from tests.newsroom import Newsroom, once

AS_OF = "2026-11-22"

DOWNLOADS = re.compile(
    r"index\.html|issues-\d+\.html|feed\.\w+|downloads\.css|.+\.zip|.+-cover-\d+\.webp"
)
"""Names of what is made of the PDFs and handed out with them."""

Name = tuple[str, str, str | None]
"""Issue, edition, story."""


def words(root: Path | str, *options: str) -> list[str]:
    """Write what follows ``printshop`` on the command line."""
    day = () if "--as-of" in options else ("--as-of", AS_OF)
    return ["-C", str(root), "export", *day, *options]


def environment(root: Path) -> dict[str, str]:
    """Give every archive a cache of its own."""
    return {**os.environ, "XDG_CACHE_HOME": str(root / ".cache")}


def command(root: Path | str, *options: str) -> list[str]:
    """Write the whole command line."""
    return [sys.executable, "-m", "printshop", *words(root, *options)]


@contextmanager
def begun(
    root: Path | str, *options: str, home: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Begin an export; its cache is in the archive, or in another folder."""
    with subprocess.Popen(
        command(root, *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(home or Path(root)),
    ) as running:
        yield running


def export(
    root: Path | str, *options: str, home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Export, and wait until it has ended."""
    with begun(root, *options, home=home) as running:
        said, told = running.communicate()
    return subprocess.CompletedProcess(running.args, running.returncode, said, told)


def first_line(running: subprocess.Popen[str]) -> str:
    """Wait until an export has said its first line."""
    assert running.stdout is not None
    return running.stdout.readline()


def rows(told: str) -> list[dict[str, Any]]:
    """Read what ``--json`` has written."""
    return [json.loads(line) for line in told.splitlines()]


def names(told: Sequence[Mapping[str, Any]], result: str) -> set[Name]:
    """Name the PDFs of which so came."""
    return {
        (row["issue"], row["edition"], row["article"])
        for row in told
        if row["result"] == result
    }


def files(root: Path, number: str = "") -> Mapping[str, bytes]:
    """Read all that stands in the output, or of it what belongs to an issue.

    But for the downloads: they show other issues, too, and have tests of their own.
    """
    output = root / "output"
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted((output / number).rglob("*"))
        if path.is_file() and not DOWNLOADS.fullmatch(path.name)
    }


def exported_archive(factory: pytest.TempPathFactory) -> Path:
    """Export an archive of two issues, once for all tests; it is only to be read."""

    def make(folder: Path) -> None:
        generate_archive(folder, Archive(issues=2, stories=2))
        done = export(folder, "--all", "--json", "--jobs", "2")
        assert done.returncode == 0, done.stderr
        (folder / "told.jsonl").write_text(done.stdout, "utf-8")

    return once(factory, "exported-archive", make)


def moved(exported: Path, to: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Copy an archive to where a test may change it: the whole folder has moved."""
    shutil.copytree(exported, to)
    monkeypatch.setenv("XDG_CACHE_HOME", str(to / ".cache"))
    return Newsroom(to)
