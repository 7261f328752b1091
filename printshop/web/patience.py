"""Waiting for something as long as the reader does, and no longer."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

Outcome = TypeVar("Outcome")


async def gone(receive: Receive) -> None:
    """Wait until whoever has asked is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def ended(task: asyncio.Future[Any]) -> None:
    """End a task, if it has not ended by itself; raise the fault that it has had."""
    task.cancel()
    await asyncio.wait((task,))
    if not task.cancelled():
        task.result()


async def while_listening(
    receive: Receive, work: Coroutine[Any, Any, Outcome], wait_s: float
) -> Outcome:
    """Wait for some work while somebody waits for it.

    Raises TimeoutError when it takes longer, and ClientDisconnect when nobody waits.
    """
    working, leaving = asyncio.create_task(work), asyncio.create_task(gone(receive))
    try:
        both = (working, leaving)
        await asyncio.wait(both, timeout=wait_s, return_when="FIRST_COMPLETED")
        if working.done():
            return working.result()
        if leaving.done():
            raise ClientDisconnect
        raise TimeoutError
    finally:
        await ended(leaving)
        await ended(working)
