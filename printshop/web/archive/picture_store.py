"""The pictures that have been cut for browsers: ``.printshop/web/pictures``.

A picture's name is made of its file's digest and its width, so it never changes and
appears whole. What nobody has asked for longest goes when there are too many.
"""

import contextlib
import os
import time
from pathlib import Path

from printshop.storage import write_whole

FOLDER = Path(".printshop") / "web" / "pictures"
MOST_BYTES = 2**30

_RECIPE = 1
"""To be changed when the same file shall give another picture."""

_KEPT_SHARE = 0.8
_TOUCHED_S = 3600.0


class PictureStore:
    """Keeps cut pictures, within bounds."""

    def __init__(self, root: Path, most_bytes: int = MOST_BYTES) -> None:
        """Take the workspace."""
        self._folder, self._most_bytes = root / FOLDER, most_bytes

    def standing(self, sha256: str, width_px: int) -> Path | None:
        """Find a picture that has been cut, and note that it is in use."""
        path = self._path(sha256, width_px)
        try:
            told = path.stat()
            if time.time() - told.st_mtime > _TOUCHED_S:
                os.utime(path)
        except OSError:
            return None
        return path

    def put(self, sha256: str, width_px: int, data: bytes) -> Path:
        """Put a picture in its place. Raises SourceError when it cannot be written."""
        path = self._path(sha256, width_px)
        write_whole(path, data)
        self._make_room(path)
        return path

    def _path(self, sha256: str, width_px: int) -> Path:
        return self._folder / f"{sha256}-{width_px}.{_RECIPE}.webp"

    def _make_room(self, fresh: Path) -> None:
        """Take away what was used longest ago, when all are too many bytes."""
        seen = []
        for entry in os.scandir(self._folder):
            with contextlib.suppress(FileNotFoundError):
                told = entry.stat()
                seen.append((told.st_mtime, told.st_size, entry.path))
        size = sum(each for _, each, _ in seen)
        if size <= self._most_bytes:
            return
        for _, each, path in sorted(seen):
            if size <= self._most_bytes * _KEPT_SHARE:
                return
            if path != os.fspath(fresh):
                Path(path).unlink(missing_ok=True)
                size -= each
