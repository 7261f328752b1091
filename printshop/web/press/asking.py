"""Questions to the desk, put together: all that wait are answered from one look.

A look is taken after the question was asked, never before. So nobody is told of a state
that is older than his question, and 200 who ask at once cost one look.
"""

import asyncio

from printshop.web.press.desk import Answer, Asked
from printshop.web.press.desk_thread import DeskThread


class Questions:
    """Those that wait for an answer."""

    def __init__(self, desk: DeskThread) -> None:
        """Take whom to ask."""
        self._desk = desk
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._answering: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answer:
        """Ask, and wait for the answer."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if self._answering is None:
            self._answering = asyncio.create_task(self._answer())
        return await answer

    async def _answer(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting, []
                await self._answer_all(together)
        finally:
            self._answering = None

    async def _answer_all(
        self, together: list[tuple[Asked, asyncio.Future[Answer]]]
    ) -> None:
        desk, asked = self._desk.desk, [asked for asked, _ in together]
        try:
            told = await self._desk.do(lambda: desk.answer(asked))
        except Exception as error:  # noqa: BLE001 it is told to each who asked
            for _, answer in together:
                if not answer.done():
                    answer.set_exception(error)
            return
        for (_, answer), one in zip(together, told, strict=True):
            if not answer.done():  # who has gone meanwhile is told nothing
                answer.set_result(one)
