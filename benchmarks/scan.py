"""Time the scan of an archive in which nothing has changed: 100,000 stories.

``python -m benchmarks.scan --issues 10000 --stories 10``. The archive consists of small
files that were never printed: the manifest is told that they were. So what is timed is
what ``printshop export --all`` does every night when there is nothing to do: it looks
at the size and time of every file of the copy, and of every PDF.
"""

import argparse
import datetime
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from printshop.batch import (
    ExportOrder,
    FileStamps,
    Surveyor,
    all_wanted,
    open_manifest,
)
from printshop.batch.manifest import FileRow
from printshop.press import Edition, open_shop, place_of
from printshop.storage import FolderStorage
from tests.newsroom import PAPER, Newsroom

_FIRST = datetime.date(1800, 1, 3)
_AS_OF = "2026-11-22"
_STORY = "---\nheadline: {slug}\nsection: News\n---\nCopy.\n"


def write_archive(root: Path, issues: int, stories: int) -> None:
    """Write issues of short stories, two pictures each."""
    newsroom = Newsroom(root)
    newsroom.write({"printshop.toml": PAPER})
    for at in range(issues):
        number = str(10_001 + at)
        newsroom.issue(number, _FIRST + datetime.timedelta(weeks=at))
        names = [f"story-{story}" for story in range(1, stories + 1)]
        place = f"issues/{number}"
        newsroom.write({f"{place}/{n}.md": _STORY.format(slug=n) for n in names})
        newsroom.write({f"{place}/pictures/{n}.jpg": n for n in names[:2]})


def pretend_export(root: Path) -> int:
    """Enter every PDF as printed, and put something in its place; count them."""
    shop = open_shop(root)
    order = ExportOrder(
        numbers=shop.workspace.issue_numbers,
        editions=(Edition.READER, Edition.ARTICLE),
        output=FolderStorage(root / "output"),
        as_of=datetime.date.fromisoformat(_AS_OF),
    )
    count = 0
    with open_manifest(root, order.output.address) as manifest:
        surveyor = Surveyor(shop, order, FileStamps({}))
        for number in order.numbers:
            state = surveyor.state(number, None)
            manifest.keep_state(state)
            for wanted in all_wanted(order, number, surveyor):
                place = place_of(shop, number, wanted.edition, wanted.slug)
                path = root / "output" / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(b"%PDF")
                told = path.stat()
                sums = ("0" * 64, "0" * 64)
                row = FileRow(
                    wanted,
                    state.digest,
                    sums[0],
                    place.as_posix(),
                    sums[1],
                    told.st_size,
                    str(told.st_mtime_ns),
                    pages=1,
                    told="[]",
                    printed=_AS_OF,
                    seconds=0.0,
                )
                manifest.keep_file(row)
                count += 1
    return count


def main(arguments: Sequence[str]) -> None:
    """Time some scans, and write a line of Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=10_000)
    parser.add_argument("--stories", type=int, default=10)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder to be used again")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        root = given.keep or Path(temporary)
        if not (root / ".printshop").exists():
            write_archive(root, given.issues, given.stories)
            pretend_export(root)
        seconds = [_scan(root) for _ in range(given.runs + 1)][1:]
    sys.stdout.write(
        f"{given.issues * given.stories} stories in {given.issues} issues scanned in "
        f"{statistics.median(seconds):.1f} s, median of {given.runs}\n"
    )


def _scan(root: Path) -> float:
    words = ["-C", str(root), "export", "--all", "--as-of", _AS_OF, "--no-downloads"]
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "printshop", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    if done.stdout:
        raise SystemExit(f"something was printed:\n{done.stdout[:2000]}")
    return time.monotonic() - began


if __name__ == "__main__":
    main(sys.argv[1:])
