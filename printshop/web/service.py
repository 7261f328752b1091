"""The parts of the running service, and how they begin and end together."""

import asyncio
import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from printshop.web.archive import Archive
from printshop.web.metrics import Metrics
from printshop.web.pages import WebDesign
from printshop.web.press import WebPress
from printshop.web.settings import Settings


@dataclass
class Service:
    """What answers are made with."""

    settings: Settings
    press: WebPress
    archive: Archive
    metrics: Metrics
    today: Callable[[], datetime.date]
    is_ending: bool = False
    _design: WebDesign | None = field(default=None, init=False)
    _cutting: asyncio.Task[None] | None = field(default=None, init=False)

    @property
    def design(self) -> WebDesign:
        """The pages of the paper, as it calls itself at this moment."""
        shop = self.press.shop
        if self._design is None or self._design.shop is not shop:
            self._design = WebDesign(shop)
        return self._design

    async def start(self) -> None:
        """Begin to print, and to read."""
        await self.press.start()
        self._cutting = asyncio.create_task(asyncio.to_thread(self.design.cut_type))
        await self.archive.start()

    async def close(self, grace_s: float) -> None:
        """End; what is being made may be finished within the grace."""
        self.is_ending = True
        if self._cutting is not None:
            await asyncio.wait((self._cutting,))
        await self.press.close(grace_s)
        await self.archive.close()
