"""Whether an issue's copy has been edited since: its state, told by stat alone.

It is asked before a page is shown, so no file is read for it. What says no more than
that is enough: when it has changed for nothing, an issue is read once for nothing.

A file that was written just before it was looked at may be written once more within
the same tick of the clock. Such a state is marked, and is another one a little later.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from printshop.batch.stamps import files_below
from printshop.press.content_key import code_digest
from printshop.publication import Publication
from printshop.sources.markdown_folder import ISSUES
from printshop.sources.picture_files import FOLDER_NAME
from printshop.web.archive.reading import Needs

_SETTLED_NS = 2_000_000_000
_UNSETTLED = "~"


def shared_state(publication: Publication) -> str:
    """Digest what all issues are read with: the program, and what the paper says."""
    parts = (code_digest(), publication.language, publication.price)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def own_state(
    root: Path, folder: str, needs: Needs, folder_of: Callable[[str], str | None]
) -> str:
    """Digest sizes and times of the files that an issue is read from.

    Folders are named as they lie in ``issues``; ``folder_of`` finds that of another
    issue by its number.
    """
    told = hashlib.sha256()
    newest_ns = 0
    for name, seen in _seen(root, folder, needs, folder_of):
        newest_ns = max(newest_ns, seen.st_mtime_ns)
        told.update(f"{name}\0{seen.st_size}\0{seen.st_mtime_ns}\0".encode())
    is_settled = abs(time.time_ns() - newest_ns) > _SETTLED_NS
    return told.hexdigest() + ("" if is_settled else _UNSETTLED)


def _seen(
    root: Path, folder: str, needs: Needs, folder_of: Callable[[str], str | None]
) -> Iterator[tuple[str, os.stat_result]]:
    issues, pictures = root / ISSUES, root / FOLDER_NAME
    named = (folder_of(number) for number in needs.issues)
    for each in (folder, *(one for one in named if one)):
        yield from _below(issues / each)
    if needs.is_any_picture:
        yield from _below(pictures)
    else:
        wanted = set(needs.pictures)
        own = _below(pictures) if wanted else iter(())
        start = len(os.fspath(pictures)) + 1
        yield from ((name, seen) for name, seen in own if name[start:] in wanted)


def _below(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Look at all files below a folder, in the order of their names."""
    entries = sorted(files_below(os.fspath(folder)), key=lambda entry: entry.path)
    for entry in entries:
        try:
            yield entry.path, entry.stat()
        except FileNotFoundError:
            continue  # taken away since
