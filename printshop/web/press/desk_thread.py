"""The one thread that has the desk, and how others have it do something."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from printshop.web.press.desk import Desk

_T = TypeVar("_T")


class DeskThread:
    """A desk in a thread of its own."""

    def __init__(self) -> None:
        """Begin the thread; it has no desk yet."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="press-desk")
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The desk: what it does is done in its thread, what it holds may be read."""
        if self._desk is None:
            raise RuntimeError("the press has not been started")
        return self._desk

    async def open(self, make: Callable[[], Desk]) -> None:
        """Open the desk in its thread."""
        self._desk = await self.do(make)

    async def do(self, work: Callable[[], _T]) -> _T:
        """Have something done, and wait for it without holding up the loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work)

    def do_now(self, work: Callable[[], _T], timeout_s: float) -> _T:
        """Have something done for another thread, which waits."""
        return self._thread.submit(work).result(timeout_s)

    async def close(self) -> None:
        """Close the desk, and end the thread."""
        try:
            if self._desk is not None:
                await self.do(self._desk.close)
        finally:
            self._thread.shutdown(wait=False)
