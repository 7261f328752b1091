"""The renders of one process: begun, followed, tried again, told of when they end."""

import asyncio
import logging
import sqlite3
import time
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from printshop.batch import Wanted
from printshop.errors import PrintshopError
from printshop.web.nouns import Made, Progress, Trouble
from printshop.web.press.crew import Crew
from printshop.web.press.desk_thread import DeskThread
from printshop.web.press.fate import TROUBLES, End, Running, how_it_ended
from printshop.web.press.nouns import PressOptions, Rendered
from printshop.web.press.orders import Taken
from printshop.web.press.pulse import Pulse
from printshop.web.press.worker import RenderSetting, Result, Task

_LOG = logging.getLogger("printshop.web.press")
_USUAL_S = 5.0
_PATIENCE_S = 1.0
_ENTER_S = 5.0

Listener = Callable[[Rendered], None]


class Renders:
    """What the crew of this process is making; all of it on the loop."""

    def __init__(
        self,
        desk: DeskThread,
        options: PressOptions,
        listen: Listener,
        ring: Callable[[], None],
    ) -> None:
        """Take who keeps the books, who is told of each render, and of free hands."""
        self._desk, self._options = desk, options
        self._listen, self._ring = listen, ring
        self._loop = asyncio.get_running_loop()
        self._progress: dict[int, Progress] = {}
        self._settling: set[asyncio.Task[None]] = set()
        self._recent_s: deque[float] = deque(maxlen=20)
        self._crew: Crew | None = None
        self.ended = asyncio.Event()
        """Set whenever an order has come to its end."""
        self.running: dict[int, Running] = {}
        self.is_closing = False
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0
        self.second_tries = 0
        self.deaths = 0
        self.pulse = Pulse(self.start_trial)

    @property
    def free(self) -> int:
        """Tell how many orders could be begun at once."""
        return 0 if self.is_closing else self._options.workers - len(self.running)

    @property
    def usual_s(self) -> float:
        """Tell how long a file has taken lately."""
        known = self._recent_s
        return sum(known) / len(known) if known else _USUAL_S

    def told(self) -> dict[int, Progress]:
        """Give what was told of progress since the last time."""
        told, self._progress = self._progress, {}
        return told

    async def open(self, setting: RenderSetting) -> None:
        """Start the crew."""
        self._crew = Crew(setting, self._options.workers, self._hear)
        await asyncio.to_thread(self._crew.open)

    async def close(self, grace_s: float) -> None:
        """Let what is running come to its end, but not for longer than this."""
        self.is_closing = True
        end = time.monotonic() + grace_s
        while self.running and (left := end - time.monotonic()) > 0:
            self.ended.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self.ended.wait()
        if self._crew is not None:
            await asyncio.to_thread(self._crew.close)
        if self._settling:
            _, late = await asyncio.wait(self._settling, timeout=_ENTER_S)
            for task in late:
                task.cancel()

    async def mend(self) -> None:
        """Start another crew, if this one can start no processes any more."""
        if self._crew is None or self._crew.is_sound() or self.is_closing:
            return
        _LOG.error("the render processes are gone; others are started")
        await asyncio.to_thread(self._crew.close)
        await self.open(self._crew.setting)
        for running in list(self.running.values()):
            self._settle_soon(running, None)

    def begin(self, taken: Taken, task: Task) -> None:
        """Begin an order."""
        running = Running(taken, task, began=time.monotonic())
        self.running[taken.at] = running
        self._start(running, task)

    def put_off(self, at: int) -> None:
        """End an order that is not urgent; it goes back into the queue."""
        running = self.running.get(at)
        if running is not None and running.future is not None:
            running.future.cancel()

    def start_trial(self) -> Future[int]:
        """Begin a trial."""
        if self._crew is None:
            raise RuntimeError("the press has not been started")
        return self._crew.start_trial()

    def _start(self, running: Running, task: Task) -> None:
        if self._crew is None:
            raise RuntimeError("the press has not been started")
        running.task = task
        try:
            running.future = future = self._crew.start(task)
        except RuntimeError:  # the pool is broken, and will be mended
            running.future = None
            return
        at = task.at

        def end(ended: Future[Result]) -> None:
            with suppress(RuntimeError):  # the loop is closed
                self._loop.call_soon_threadsafe(self._end, at, ended)

        future.add_done_callback(end)

    def _hear(self, at: int, progress: Progress) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._note, at, progress)

    def _note(self, at: int, progress: Progress) -> None:
        if at in self.running:
            self.running[at].stage = progress.stage
            self._progress[at] = progress
            self.pulse.step()

    def _end(self, at: int, future: Future[Result]) -> None:
        running = self.running.get(at)
        if running is not None and running.future is future:
            self._settle_soon(running, future)

    def _settle_soon(self, running: Running, future: Future[Result] | None) -> None:
        task = self._loop.create_task(self._settle(running, future))
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)

    async def _settle(self, running: Running, future: Future[Result] | None) -> None:
        """See what a task has come to: an end, or another try."""
        limits = self._options.limits
        how = how_it_ended(future, limits) if future else (End.DIED, None, "it is gone")
        end, result, why = how
        self.deaths += end in {End.DIED, End.LIMIT}
        if self.is_closing and result is None:
            return  # it is put back when the press has closed
        if end == End.STOPPED:
            at = running.taken.at
            await self._enter(lambda: self._desk.desk.orders.put_off(at))
            del self.running[at]
            self._ring()
            return
        again = None if self.is_closing else running.again(end, result)
        if again is not None:
            self.second_tries += end == End.DIED
            self._start(running, again)
            return
        taken, trouble = running.taken, TROUBLES.get(end, Trouble.DIED)
        if result is not None:
            await self._enter(lambda: self._desk.desk.finish(taken, result))
        else:
            await self._enter(lambda: self._desk.desk.give_up(taken, trouble, why))
        del self.running[taken.at]
        self._progress.pop(taken.at, None)
        self._tell(running, result, trouble, why)

    async def _enter(self, enter: Callable[[], None]) -> None:
        """Enter something; when that fails, it is tried until it succeeds."""
        while True:
            try:
                await self._desk.do(enter)
            except (sqlite3.Error, PrintshopError, OSError):
                _LOG.exception("what was printed cannot be entered")
                await asyncio.sleep(_PATIENCE_S)
            else:
                return

    def _tell(
        self, running: Running, result: Result | None, trouble: Trouble, why: str
    ) -> None:
        seconds = round(time.monotonic() - running.began, 3)
        wanted = running.taken.wanted
        rendered = _rendered(wanted, result, trouble, why, seconds)
        self.counts[rendered.outcome] += 1
        self.seconds += seconds
        self._recent_s.append(seconds)
        if rendered.outcome == "printed":
            self.pulse.printed(seconds)
        self.ended.set()
        self._ring()
        self._listen(rendered)


def _rendered(
    wanted: Wanted, result: Result | None, trouble: Trouble, why: str, seconds: float
) -> Rendered:
    if result is None:
        return Rendered(wanted, trouble.value, seconds, why)
    if isinstance(result.told, Made):
        return Rendered(wanted, "same" if result.is_same else "printed", seconds)
    return Rendered(wanted, result.told.trouble.value, seconds, result.told.told)
