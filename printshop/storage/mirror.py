"""A newsroom's folder that lies in an object store, copied to where it can be read.

Only what has changed in the store is copied, and what is gone there goes here. Several
processes may want the same copy: one at a time brings it up to date, and a run of many
processes does it once.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from printshop.errors import SourceError
from printshop.storage.addresses import store_at
from printshop.storage.object_store import ObjectStore
from printshop.storage.standing import Standing
from printshop.storage.whole_file import write_whole

PARTS = ("printshop.toml", "issues", "pictures", "layouts", "fonts", "printers")
"""What of a newsroom's folder is read; the output may lie beside it."""

_INDEX = "mirror.json"


def mirror(url: str, run: str = "") -> Path:
    """Bring the copy of a newsroom's folder up to date, and name the copy.

    When it was brought up to date for the same run before, it is taken as it is.
    Raises SourceError when it cannot be read there or written here.
    """
    store = store_at(url)
    folder = _cache_folder() / hashlib.sha256(store.url.encode()).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "mirror.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            index = _read_index(folder)
            if not run or index.get("run") != run:
                _bring_up_to_date(store, folder, index, run)
    except OSError as error:
        raise SourceError(
            f"the copy of the newsroom's folder cannot be written: {error.strerror}",
            where=str(folder),
            hint="free some room, or name another folder with XDG_CACHE_HOME",
        ) from error
    return folder / "newsroom"


def _bring_up_to_date(
    store: ObjectStore, folder: Path, index: Mapping[str, Any], run: str
) -> None:
    """Copy what has changed; a file appears whole, and the index is written last."""
    root, coming = folder / "newsroom", folder / "coming"
    there = {
        place: [standing.size, standing.mark]
        for place, standing in _wanted(store).items()
    }
    here = index.get("files", {})
    stale = {
        place
        for place, told in there.items()
        if here.get(place) != told or not (root / place).is_file()
    }
    shutil.rmtree(coming, ignore_errors=True)
    store.copy_to(coming, sorted(stale))
    # When this is killed, what is in its place already is copied again.
    kept = {place: told for place, told in here.items() if place not in stale}
    _write_index(folder, {"files": kept})
    for place in stale:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (coming / place).replace(root / place)
    for place in here.keys() - there.keys():
        _remove(root, place)
    shutil.rmtree(coming, ignore_errors=True)
    _write_index(folder, {"files": there, "run": run})


def _remove(root: Path, place: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    path = root / place
    path.unlink(missing_ok=True)
    with suppress(OSError):
        for folder in path.parents:
            if folder == root:
                return
            folder.rmdir()


def _wanted(store: ObjectStore) -> Mapping[str, Standing]:
    """List what is read of the folder."""
    found = dict(store.listing(PARTS[1:]))
    paper = store.stat(PARTS[0])
    if paper is None:
        raise SourceError(
            f"there is no {PARTS[0]}",
            where=store.url,
            hint="name the address of a newsroom's folder",
        )
    found[PARTS[0]] = paper
    return {place: standing for place, standing in found.items() if _is_safe(place)}


def _is_safe(place: str) -> bool:
    """Leave out names that no folder has, and those that lead out of one."""
    parts = place.split("/")
    return all(part not in ("", ".", "..") for part in parts)


def _read_index(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / _INDEX).read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _write_index(folder: Path, index: Mapping[str, Any]) -> None:
    write_whole(folder / _INDEX, json.dumps(index).encode())


def _cache_folder() -> Path:
    """Follow the XDG base directory specification."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "printshop" / "newsrooms"
