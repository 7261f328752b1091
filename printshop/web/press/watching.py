"""Who waits for which order: many readers may wait for one file."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from printshop.web.press.nouns import Latest, Outcome


@dataclass
class _Watched:
    latest: Latest | None = None
    watchers: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, latest: Latest) -> None:
        if latest != self.latest:
            self.latest = latest
            self.changed.set()
            self.changed = asyncio.Event()


class Watchers:
    """Tells everybody who waits, as soon as something is known."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._watched: dict[int, _Watched] = {}

    @property
    def orders(self) -> list[int]:
        """Name the orders that somebody waits for and that have not ended."""
        return [
            at
            for at, one in self._watched.items()
            if not isinstance(one.latest, Outcome)
        ]

    def tell(self, latest: Mapping[int, Latest]) -> None:
        """Tell what is known of orders."""
        for at, told in latest.items():
            if at in self._watched:
                self._watched[at].tell(told)

    async def follow(self, at: int) -> AsyncGenerator[Latest]:
        """Yield what becomes of an order, the newest at once, until it has ended."""
        with self._watching(at) as watched:
            told = None
            while not isinstance(told, Outcome):
                changed = watched.changed
                if watched.latest is None or watched.latest == told:
                    await changed.wait()
                told = watched.latest
                if told is not None:
                    yield told

    @contextmanager
    def _watching(self, at: int) -> Iterator[_Watched]:
        watched = self._watched.setdefault(at, _Watched())
        watched.watchers += 1
        try:
            yield watched
        finally:
            watched.watchers -= 1
            if not watched.watchers:
                del self._watched[at]
