"""Whether the press really prints: what was printed last, and a trial when that is old.

A trial is a real one, of a few words, by whichever render process is free first. When
all of them are printing, what they tell of their steps shows that they are well.
"""

import asyncio
import datetime
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace

from pebble import ProcessExpired

from printshop.web.press.nouns import Health
from printshop.web.press.worker import STALE

_RECENT_S = 50.0
_MOST_FRESH = 5


class Pulse:
    """When something was printed last."""

    def __init__(self, start_trial: Callable[[], Future[int]]) -> None:
        """Take how a trial is begun."""
        self._start_trial = start_trial
        self._trial: asyncio.Task[None] | None = None
        self._step_at: datetime.datetime | None = None
        self._health = Health(None, 0.0, is_probe=False, last_step_at=None)

    def step(self) -> None:
        """Note that a process has told of its progress."""
        self._step_at = _now()

    def printed(self, seconds: float, *, is_probe: bool = False) -> None:
        """Note that something was printed."""
        self._health = Health(_now(), seconds, is_probe=is_probe, last_step_at=None)

    def health(self, *, is_busy: bool) -> Health:
        """Tell when something was printed last."""
        step_at = self._step_at if is_busy else None
        return replace(self._health, last_step_at=step_at)

    async def check(self, timeout_s: float) -> None:
        """Have something printed, unless that was done lately; many may ask at once."""
        when = self._health.last_render_at
        if when is not None and (_now() - when).total_seconds() < _RECENT_S:
            return
        if self._trial is None or self._trial.done():
            self._trial = asyncio.create_task(self._try_out(timeout_s))
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await asyncio.shield(self._trial)

    async def _try_out(self, timeout_s: float) -> None:
        began, told = time.monotonic(), ""
        try:
            async with asyncio.timeout(timeout_s):
                await self._print_a_few_words()
        except TimeoutError:
            told = f"no process has printed a few words within {timeout_s:g} s"
        except Exception as error:  # noqa: BLE001 whatever it is, the press is not well
            told = f"{type(error).__name__}: {error}"
        if told:
            self._health = replace(self._health, told=told)
        else:
            self.printed(round(time.monotonic() - began, 3), is_probe=True)

    async def _print_a_few_words(self) -> None:
        for left in reversed(range(_MOST_FRESH)):
            try:
                await asyncio.wrap_future(self._start_trial())
            except ProcessExpired as death:
                if death.exitcode != STALE or not left:
                    raise
            else:
                return


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
