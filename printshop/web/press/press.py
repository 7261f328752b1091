"""The face of the press to the site: ask for a file, wait for it, get it.

One loop of a process serves all who wait. Whatever touches the disk is done in the one
thread of the desk, whatever prints in render processes: the site's own loop is never
held up.
"""

import asyncio
import logging
import math
import sqlite3
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from functools import partial
from pathlib import Path

from printshop.batch import Wanted
from printshop.errors import PrintshopError
from printshop.press import Shop
from printshop.press.content_key import code_digest
from printshop.web.nouns import Made, NotMade, Progress, QueueFull, Trouble
from printshop.web.press.asking import Questions
from printshop.web.press.desk import Asked, Desk, Has, Refused
from printshop.web.press.desk_thread import DeskThread
from printshop.web.press.freshness import Today
from printshop.web.press.nouns import (
    Figures,
    Health,
    Order,
    Outcome,
    PressOptions,
    Rendered,
)
from printshop.web.press.renders import Listener, Renders
from printshop.web.press.watching import Watchers
from printshop.web.press.worker import RenderSetting

_LOG = logging.getLogger("printshop.web.press")
_BUSY_S = 0.2
_IDLE_S = 0.5
_HEIRS_S = 2.0
_MOST_ASKED = 3
_MOST_RETRY_S = 600
_SYNC_S = 2.0
_WARM_S = 60.0
_STOPPED = Outcome("", NotMade(Trouble.STOPPED, "the service is being stopped"))
_LOST = Outcome("lost", NotMade(Trouble.DIED, "nobody knows of the order any more"))


def unheard(rendered: Rendered) -> None:
    """Listen to nothing."""


class WebPress:
    """Files made on demand, for one process of the site."""

    def __init__(
        self,
        root: Path,
        options: PressOptions,
        today: Today,
        listener: Listener = unheard,
    ) -> None:
        """Take the newsroom's folder, and who is told of each render that ended.

        ``today`` goes to other processes: it is a function of a module.
        """
        self._root, self._options, self._today = root.resolve(), options, today
        self._listener = listener
        self._desk = DeskThread()
        self._watchers = Watchers()
        self._questions = Questions(self._desk)
        self._is_closing = False
        self._queued = self._refused = 0
        self._inherited_at = 0.0

    async def start(self) -> None:
        """Open the workspace and start the render processes.

        Raises PrintshopError when the paper cannot be read, or nothing written.
        """
        self._bell = asyncio.Event()
        make = partial(Desk, self._root, self._options, self._today)
        await self._desk.open(make)
        self._renders = Renders(
            self._desk, self._options, self._listener, self._bell.set
        )
        places = self._desk.desk.places
        setting = RenderSetting(
            root=self._root,
            files=places.files,
            scratch=places.scratch,
            plans=places.plans,
            cache=places.cache,
            limits=self._options.limits,
            today=self._today,
            code=code_digest(),
        )
        await self._renders.open(setting)
        self._rounds = asyncio.create_task(self._run_rounds())
        self._warming = asyncio.create_task(self.probe(_WARM_S))

    async def close(self, grace_s: float) -> None:
        """End what is being printed, hand back what waits, and tell all who wait."""
        self._is_closing = True
        running = self._renders.running
        waiting = [at for at in self._watchers.orders if at not in running]
        self._watchers.tell(dict.fromkeys(waiting, _STOPPED))
        self._warming.cancel()
        await self._renders.close(grace_s)
        self._rounds.cancel()
        with suppress(asyncio.CancelledError):
            await self._rounds
        with suppress(sqlite3.Error, PrintshopError, OSError):
            await self._round()
        self._watchers.tell(dict.fromkeys(self._watchers.orders, _STOPPED))
        await self._desk.close()

    @property
    def shop(self) -> Shop:
        """The workspace as it was when it could last be read."""
        return self._desk.desk.shop

    async def standing(self, wanted: Wanted) -> Made | None:
        """Give a file if it is there and up to date; nothing is printed."""
        outcome = (await self._ask(Asked(wanted))).outcome
        return outcome if isinstance(outcome, Made) else None

    async def order(self, wanted: Wanted, *, background: bool = False) -> Order:
        """Have a file made, unless it stands or somebody waits for it already.

        Raises QueueFull.
        """
        if self._is_closing:
            return Order(wanted, 0, "", _STOPPED.told)
        return await self._ask(Asked(wanted, True, is_background=background))

    async def watch(self, order: Order) -> AsyncGenerator[Progress | Made | NotMade]:
        """Yield how far an order has come, and at last what came of it.

        What was made of older copy than there was when it was asked for is not given
        out: it is asked for again.
        """
        for _ in range(_MOST_ASKED):
            outcome = _LOST
            if order.outcome is not None:
                yield order.outcome
                return
            if self._is_closing:
                break
            async with aclosing(self._watchers.follow(order.at)) as news:
                self._bell.set()
                async for latest in news:
                    if isinstance(latest, Outcome):
                        outcome = latest
                    else:
                        yield latest
            if self._is_closing or _is_of(order, outcome):
                break
            order = await self._ask(Asked(order.wanted, True, is_let_in=True))
        yield _STOPPED.told if outcome is _LOST and self._is_closing else outcome.told

    async def get(self, wanted: Wanted) -> Made | NotMade:
        """Give a file, and wait for it if need be. Raises QueueFull."""
        async with aclosing(self.watch(await self.order(wanted))) as news:
            async for told in news:
                if not isinstance(told, Progress):
                    return told
        return _STOPPED.told

    async def cover(self, number: str, width_px: int) -> Made | None:
        """Give the picture of an issue's front page, as it was drawn last."""
        desk = self._desk.desk
        return await self._desk.do(lambda: desk.ledger.cover(number, width_px))

    async def want_cover(self, number: str) -> None:
        """Have a cover drawn that is missing or old, when there is nothing else to do.

        The issue's PDF is made for it, ahead of its first reader.
        """
        desk = self._desk.desk
        if not self._is_closing:
            await self._desk.do(lambda: desk.want_cover(number))
            self._bell.set()

    def pages_of(self, number: str) -> Mapping[str, int] | None:
        """Give the first page of each story of an issue, if somebody knows it."""
        with suppress(RuntimeError, TimeoutError, sqlite3.Error):
            desk = self._desk.desk
            return self._desk.do_now(lambda: desk.pages_of(number), _SYNC_S)
        return None

    async def probe(self, timeout_s: float) -> Health:
        """Have a few words printed, unless something has been printed lately."""
        await self._renders.pulse.check(timeout_s)
        return self.health()

    def health(self) -> Health:
        """Tell when something was last printed."""
        return self._renders.pulse.health(is_busy=bool(self._renders.running))

    def figures(self) -> Figures:
        """Tell the press in numbers."""
        renders, desk, options = self._renders, self._desk.desk, self._options
        size, files = desk.cache
        return Figures(
            workers=options.workers,
            running=len(renders.running),
            queued=self._queued,
            cache_bytes=size,
            cache_files=files,
            evicted=desk.evicted,
            renders=dict(renders.counts),
            render_seconds=renders.seconds,
            second_tries=renders.second_tries,
            deaths=renders.deaths,
            queue_limit=options.queue,
            refused=self._refused,
        )

    async def _ask(self, asked: Asked) -> Order:
        order = await self._questions.ask(asked)
        if isinstance(order, Refused):
            self._refused += 1
            waits_s = order.waiting * self._renders.usual_s / self._options.workers
            raise QueueFull(max(1, min(_MOST_RETRY_S, math.ceil(waits_s))))
        if order.at:
            self._bell.set()
        return order

    async def _run_rounds(self) -> None:
        """Go round while the press is open, whatever goes wrong on the way."""
        while True:
            self._bell.clear()
            try:
                await self._round()
                await self._renders.mend()
            except (sqlite3.Error, PrintshopError, OSError):
                _LOG.exception("the press cannot go round")
            busy = self._renders.running or self._watchers.orders
            with suppress(TimeoutError):
                async with asyncio.timeout(_BUSY_S if busy else _IDLE_S):
                    await self._bell.wait()

    async def _round(self) -> None:
        """Take orders, and tell those who wait."""
        desk, renders = self._desk.desk, self._renders
        has = Has(
            told=renders.told(),
            running=frozenset(renders.running),
            free=renders.free,
            watched=self._watchers.orders,
        )
        turn = await self._desk.do(lambda: desk.turn(has))
        for taken, task in turn.taken:
            renders.begin(taken, task)
        for at in turn.put_off:
            renders.put_off(at)
        self._queued = turn.queued
        self._watchers.tell({at: one or _LOST for at, one in turn.latest.items()})
        if time.monotonic() - self._inherited_at > _HEIRS_S:
            self._inherited_at = time.monotonic()
            if dead := await self._desk.do(desk.inherit):
                _LOG.warning("taken over from processes that were killed: %d", dead)


def _is_of(order: Order, outcome: Outcome) -> bool:
    """Tell whether an outcome is of the copy that there was when it was asked for."""
    if outcome.state == order.state:
        return True
    return not outcome.state and isinstance(outcome.told, NotMade)
