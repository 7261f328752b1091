"""Presses of a web service, on a loop as the site has them: here in another thread."""

import asyncio
import datetime
import os
import signal
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from printshop.batch import Limits, Wanted
from printshop.press import Edition
from printshop.web.nouns import Made, NotMade, Progress
from printshop.web.press import Order, PressOptions, Rendered, WebPress
from tests.newsroom import PAPER, Newsroom, prose

DAY = datetime.date(2026, 11, 22)
NUMBER = "7"
PATIENCE_S = 120

T = TypeVar("T")


def on_the_day() -> datetime.date:
    """Look at the calendar, which stands still."""
    return DAY


def day_in(file: Path) -> datetime.date:
    """Look at a calendar that a test turns over."""
    return datetime.date.fromisoformat(file.read_text())


def web_newsroom(root: Path, *numbers: str, stories: int = 2) -> Newsroom:
    """Write a paper of issues with a few short stories each."""
    newsroom = Newsroom(root)
    newsroom.write({"printshop.toml": PAPER})
    for number in numbers or (NUMBER,):
        newsroom.issue(number)
        for at in range(1, stories + 1):
            words = prose(f"the tide {at} of {number}", 60)
            newsroom.story(f"{number}/story-{at}", words, rank=at)
    return newsroom


def story(slug: str = "story-1", number: str = NUMBER) -> Wanted:
    """Want a story's own PDF."""
    return Wanted(number, Edition.ARTICLE, slug)


def issue(number: str = NUMBER) -> Wanted:
    """Want an issue's PDF."""
    return Wanted(number, Edition.READER)


@dataclass
class Office:
    """A press that is open, and what it has told of its renders."""

    press: WebPress
    loop: asyncio.AbstractEventLoop
    rendered: list[Rendered] = field(default_factory=list)

    def outcomes(self, number: str = NUMBER) -> list[str]:
        """Name what came of each render of an issue."""
        return [one.outcome for one in self.rendered if one.wanted.number == number]

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something on the loop, and wait for it."""
        return self.begin(work).result(PATIENCE_S)

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Begin something on the loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def get(self, wanted: Wanted) -> Made:
        """Get a file that can be made."""
        told = self.do(self.press.get(wanted))
        assert isinstance(told, Made), told
        return told

    def fail(self, wanted: Wanted) -> NotMade:
        """Ask for a file that cannot be made."""
        told = self.do(self.press.get(wanted))
        assert isinstance(told, NotMade), told
        return told

    def follow(
        self, wanted: Wanted, see: Callable[[Progress], None] = lambda _: None
    ) -> list[Progress | Made | NotMade]:
        """Order a file, and note all that is told until it is there."""
        return self.do(_followed(self.press, wanted, see))

    def order(self, wanted: Wanted) -> Order:
        """Order a file."""
        return self.do(self.press.order(wanted))

    def wait_for(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so, as it must come to be."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, "it has not come to be"
            time.sleep(0.02)


async def _followed(
    press: WebPress, wanted: Wanted, see: Callable[[Progress], None]
) -> list[Progress | Made | NotMade]:
    told = []
    async for one in press.watch(await press.order(wanted)):
        told.append(one)
        if isinstance(one, Progress):
            await asyncio.to_thread(see, one)
    return told


@contextmanager
def opened(
    root: Path,
    today: Callable[[], datetime.date] = on_the_day,
    *,
    grace_s: float = 0.0,
    wall_s: float = 300,
    **options: Any,
) -> Iterator[Office]:
    """Open a press, and close it."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    heard: list[Rendered] = []
    limits = Limits(wall_s=wall_s)
    press = WebPress(root, PressOptions(limits=limits, **options), today, heard.append)
    office = Office(press, loop, heard)
    try:
        office.do(press.start())
        try:
            yield office
        finally:
            office.do(press.close(grace_s))
    finally:
        office.do(_all_done())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _all_done() -> None:
    own = asyncio.current_task()
    for task in asyncio.all_tasks() - {own}:
        with suppress(asyncio.CancelledError):
            await task


def render_processes() -> list[int]:
    """List the processes of all pools that this one has open."""
    return [pid for pid in _below(os.getpid()) if _is_render(pid)]


def kill(pid: int) -> None:
    """Pull the plug of a process."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _below(pid: int) -> list[int]:
    found = []
    for child in _children(pid):
        found += [child, *_below(child)]
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def _is_render(pid: int) -> bool:
    """Tell a render process: it was forked by the server of the forks."""
    with suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text()
        parent = next(row for row in status.splitlines() if row.startswith("PPid"))
        words = Path(f"/proc/{parent.split()[1]}/cmdline").read_bytes()
        return b"forkserver" in words
    return False
