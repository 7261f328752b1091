"""How a file gets to its place on a disk.

A file appears whole or not at all (law 5): it is written under another name beside
its place, forced to the disk, checked by its digest, and renamed. What a run that was
killed leaves of a file is cleared away when the file is printed again.
"""

import fcntl
import glob
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from printshop.errors import SourceError


def write_whole(path: Path, data: bytes) -> str:
    """Put a file in its place, whole, and give its SHA-256.

    Raises SourceError when the place cannot be written to.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_away_remains(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            written.chmod(0o644)
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    except OSError as error:
        raise SourceError(
            f"the file cannot be written: {error.strerror or error}",
            where=str(path),
            hint="free some room, or name another folder with --output",
        ) from error
    return digest


def _clear_away_remains(path: Path) -> None:
    """Take away what killed runs have begun to write: nobody holds a lock on it."""
    for begun in path.parent.glob(f".{glob.escape(path.name)}.*"):
        with suppress(OSError), begun.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if begun.stat().st_size:  # an empty one may belong to a run that begins
                begun.unlink()
