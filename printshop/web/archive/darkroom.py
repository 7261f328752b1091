"""The darkroom: cuts pictures in a process of its own, once for all who wait for one.

The process is begun with the first picture that has not been cut, and can be killed: a
picture that hangs it is not tried again for a while.
"""

import asyncio
import logging
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from pebble import ProcessPool

from printshop.errors import PrintshopError
from printshop.processes import open_pool
from printshop.web.archive.index import PictureFile
from printshop.web.archive.picture_cutting import CUTTING, begin, cut_picture
from printshop.web.archive.picture_store import MOST_BYTES, PictureStore

_PROGRAM = "printshop.web.archive.picture_cutting"
_LONGEST_S = CUTTING.wall_s + 10
_TRIED_AGAIN_S = 60.0

_LOG = logging.getLogger(__name__)


class Darkroom:
    """Gives pictures as browsers want them, and cuts those that are missing."""

    def __init__(self, root: Path, most_bytes: int = MOST_BYTES) -> None:
        """Take the workspace; nothing begins yet."""
        self._root, self._store = root, PictureStore(root, most_bytes)
        self._opened, self._opening = ExitStack(), threading.Lock()
        self._pool: ProcessPool | None = None
        self._cutting: dict[tuple[str, int], asyncio.Task[Path | None]] = {}
        self._failed: dict[tuple[str, int], float] = {}

    def close(self) -> None:
        """End the process."""
        self._opened.close()

    async def picture(self, file: PictureFile, width_px: int) -> Path | None:
        """Give the finished file; None when it cannot be cut."""
        standing = self._store.standing(file.sha256, width_px)
        if standing or width_px not in file.widths:
            return standing
        wanted = (file.sha256, width_px)
        if self._failed.get(wanted, 0) > time.monotonic():
            return None
        task = self._cutting.get(wanted)
        if task is None:
            task = asyncio.create_task(self._cut(file, width_px))
            self._cutting[wanted] = task
            task.add_done_callback(lambda _: self._cutting.pop(wanted, None))
        return await asyncio.shield(task)  # who goes away does not end it for others

    async def _cut(self, file: PictureFile, width_px: int) -> Path | None:
        try:
            pool = await asyncio.to_thread(self._process)
            future = pool.schedule(
                cut_picture, (self._root, file, width_px), timeout=_LONGEST_S
            )
            data: bytes | None = await asyncio.wrap_future(future)
            if data is not None:
                return await asyncio.to_thread(
                    self._store.put, file.sha256, width_px, data
                )
        except PrintshopError as error:
            _LOG.warning("picture %s cannot be cut: %s", file.file, error)
        except Exception as error:  # noqa: BLE001 it died, or ran out of time
            _LOG.warning("cutting picture %s has ended: %s", file.file, error)
        self._failed[file.sha256, width_px] = time.monotonic() + _TRIED_AGAIN_S
        return None

    def _process(self) -> ProcessPool:
        """Open the pool, once."""
        with self._opening:
            if self._pool is None:
                pool = open_pool(_PROGRAM, 1, begin, CUTTING)
                self._pool = self._opened.enter_context(pool)
            return self._pool
