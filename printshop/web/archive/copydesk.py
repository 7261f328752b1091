"""The copy desk: of all processes that serve a workspace, one keeps a copyreader.

Whose turn it is, is told by a lock on a file, which the system takes away from a
process that ends in whatever way; then another one goes on. The copyreader itself is a
process that can be killed: copy that hangs it costs that issue, and nothing else.
"""

import fcntl
import logging
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from pebble import ProcessPool

from printshop.processes import open_pool
from printshop.web.archive.copyreader import READING, Round, begin, go_round
from printshop.web.archive.index import FILE, open_to_read
from printshop.web.archive.looked_at import LookedAtTable

POLL_S = 2.0
"""How often the newest issues are looked at."""

_PROGRAM = "printshop.web.archive.copyreader"
_LONGEST_ROUND_S = 180.0
_LISTEN_S = 0.1
_TURN_S = 1.0

_LOG = logging.getLogger(__name__)


class Copydesk:
    """Keeps the index up to date, in a thread, whenever it is this process's turn."""

    def __init__(self, root: Path, poll_s: float = POLL_S) -> None:
        """Take the workspace; nothing begins yet."""
        self._root, self._poll_s = root, poll_s
        self._stopping, self._woken = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="copydesk", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End the copyreader; what it was reading is read again by the next one."""
        self._stopping.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """Say that somebody waits for an issue."""
        self._woken.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            with self._turn() as is_ours:
                if is_ours:
                    self._keep_reading()
            self._stopping.wait(_TURN_S)

    @contextmanager
    def _turn(self) -> Iterator[bool]:
        """Take the turn, if no other process has it."""
        path = (self._root / FILE).with_suffix(".lock")
        with ExitStack() as held:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                lock = held.enter_context(path.open("w"))
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:  # another one has it, or nothing can be written there now
                yield False
            else:
                yield True

    def _keep_reading(self) -> None:
        """Go round until the end; what goes wrong is told, and the desk opens anew."""
        try:
            with open_pool(_PROGRAM, 1, begin, READING) as pool:
                while not self._stopping.is_set():
                    if not self._round(pool).is_more:
                        self._pause()
        except Exception:  # noqa: BLE001 a mistake must not end the reading for good
            _LOG.exception("the copy desk is opened anew")

    def _round(self, pool: ProcessPool) -> Round:
        future = pool.schedule(go_round, (self._root,), timeout=_LONGEST_ROUND_S)
        while not self._stopping.is_set():
            done, _ = wait([future], _LISTEN_S)
            if done:
                break
        else:
            return Round()
        try:
            done_round: Round = future.result()
        except Exception as error:  # noqa: BLE001 it died, or ran out of time
            _LOG.warning("the copyreader has ended: %s", error)
            return Round()
        for told in done_round.told:
            _LOG.warning("copy: %s", told)
        return done_round

    def _pause(self) -> None:
        """Wait until it is time, or somebody here or elsewhere waits for an issue."""
        with suppress(sqlite3.Error), closing(open_to_read(self._root)) as connection:
            table = LookedAtTable(connection)
            for _ in range(max(1, round(self._poll_s / _LISTEN_S))):
                if self._woken.wait(_LISTEN_S) or table.asked():
                    break
        self._woken.clear()
