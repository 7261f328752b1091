"""Time the export of an archive: two workers against one, and the memory of a worker.

``python -m benchmarks.export --issues 12 --runs 5``. Every run exports the same archive
into an empty place with empty caches, from the command line, as people do: so loading
the program, reading the fonts and ending the processes are part of it; the site of
downloads is not. Runs with one worker and with two take turns, because other load on
the machine comes and goes. Without a core to spare, two workers show nothing.

``--memory`` has one worker print the whole archive, and tells its memory as it goes.
After 50 issues it makes place for a fresh one: 40 issues of 10 stories are 440 PDFs.
"""

import argparse
import ctypes
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.exports import command, environment
from tests.generate_archive import Archive, generate_archive

_ADOPT_ORPHANS = 36
"""``PR_SET_CHILD_SUBREAPER``: then the time of every process is counted as ours."""

_ASKED_RATIO = 1.6
_LOOKED_AT = (50, 100, 200, 400, 800, 1600)
"""PDFs after which a worker's memory is told."""
_AROUND = 22
"""Of so many PDFs up to then: memory goes up and down with the issue's pages."""
_ALL = ("--all", "--json", "--no-downloads")


@dataclass(frozen=True, slots=True)
class Timing:
    """One export."""

    pdfs: int
    wall_s: float
    cpu_s: float

    @property
    def pdfs_per_s(self) -> float:
        """Tell how quick it was."""
        return self.pdfs / self.wall_s


def timed_export(root: Path, workers: int, editions: Sequence[str]) -> Timing:
    """Export everything into an empty place."""
    for folder in ("output", ".printshop", ".cache"):
        shutil.rmtree(root / folder, ignore_errors=True)
    before, began = _cpu_s(), time.monotonic()
    done = subprocess.run(
        command(root, *_ALL, "--jobs", str(workers), *editions),
        stdout=subprocess.PIPE,
        env=environment(root),
        check=True,
    )
    wall_s = time.monotonic() - began
    with suppress(ChildProcessError):
        while True:  # what it has begun ends after it
            os.waitpid(-1, 0)
    summary = json.loads(done.stdout.splitlines()[-1])
    return Timing(summary["printed"], wall_s, _cpu_s() - before)


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(root: Path, runs: int, editions: Sequence[str]) -> None:
    """Let one worker and two take turns, and write a table in Markdown."""
    sys.stdout.write(
        "| run | load | PDFs/s, 1 worker | 2 workers | ratio | CPU s a PDF, 1 | 2 |\n"
        "|---|---|---|---|---|---|---|\n"
    )
    ratios = []
    for run in range(1, runs + 1):
        one = timed_export(root, 1, editions)
        load, _, _ = os.getloadavg()
        two = timed_export(root, 2, editions)
        ratios.append(two.pdfs_per_s / one.pdfs_per_s)
        cells = (
            *(f"{run}", f"{load:.1f}", f"{one.pdfs_per_s:.2f}"),
            *(f"{two.pdfs_per_s:.2f}", f"{ratios[-1]:.2f}"),
            *(f"{each.cpu_s / each.pdfs:.2f}" for each in (one, two)),
        )
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
        sys.stdout.flush()
    sys.stdout.write(
        f"\n{one.pdfs} PDFs a run; two workers print {statistics.median(ratios):.2f} "
        f"times as many a second as one (asked for: {_ASKED_RATIO})\n"
    )


def watch_memory(root: Path, editions: Sequence[str]) -> None:
    """Have one worker print everything, and tell its resident memory on the way."""
    with subprocess.Popen(
        command(root, *_ALL, "--jobs", "1", *editions),
        stdout=subprocess.PIPE,
        env=environment(root),
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        seen = [
            max(_resident_mb(running.pid), default=0)
            for line in running.stdout
            if json.loads(line)["result"] == "printed"
        ]
    sys.stdout.write("| after | median MB of a worker | most |\n|---|---|---|\n")
    for last in sorted({n for n in _LOOKED_AT if n < len(seen)} | {len(seen)}):
        some = seen[max(0, last - _AROUND) : last]
        sys.stdout.write(
            f"| {last} PDFs | {statistics.median(some):.0f} | {max(some)} |\n"
        )


def _resident_mb(parent: int) -> list[int]:
    """Read the memory of the processes that an export has begun."""
    sizes = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            stat = (entry / "stat").read_text()
            fields = stat.rpartition(")")[2].split()
            if int(fields[3]) == parent != int(entry.name):
                sizes.append(int(fields[21]) * resource.getpagesize() // 2**20)
    return sizes


def main(arguments: Sequence[str]) -> None:
    """Time what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=12)
    parser.add_argument("--stories", type=int, default=10)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--edition", action="append", default=[])
    parser.add_argument("--memory", action="store_true")
    given = parser.parse_args(arguments)
    editions = [word for name in given.edition for word in ("--edition", name)]
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate_archive(root, Archive(given.issues, given.stories))
        if given.memory:
            watch_memory(root, editions)
        else:
            compare(root, given.runs, editions)


if __name__ == "__main__":
    main(sys.argv[1:])
