"""The press as one thread has it: what stands, what waits, what has come of it.

One thread of a process does all of this, one thing after the other. What several
processes must agree on is decided while nobody else may write.
"""

import shutil
import time
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from printshop.batch import Wanted
from printshop.batch.manifest import FOLDER as PRINTSHOP_FOLDER
from printshop.errors import PrintshopError, SourceError
from printshop.press import Edition, Shop
from printshop.sources.kept_flatplan import kept_pages
from printshop.web.nouns import Made, NotMade, Progress, Trouble
from printshop.web.press.freshness import Freshness, Look, Today
from printshop.web.press.ledger import Ledger, Verdict
from printshop.web.press.nouns import (
    COVER_WIDTHS_PX,
    FOLDER,
    Latest,
    Order,
    PressOptions,
)
from printshop.web.press.orders import Orders, Taken
from printshop.web.press.owners import Owner
from printshop.web.press.program import program_of
from printshop.web.press.store import Store
from printshop.web.press.worker import Result, Task

_HOLD_S = 10.0
"""So long a file is not tried again that killed its process, or took too long."""
_LONG_S = 600.0
"""So long a story stands without its page, and a file is not tried of the same copy."""
_SWEEP_S = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a file."""

    wanted: Wanted
    is_order: bool = False
    is_background: bool = False
    is_let_in: bool = False
    """Whether it was in the queue before, and must not be refused now."""


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no room in the queue."""

    waiting: int


Answer = Order | Refused


@dataclass(frozen=True, slots=True)
class Has:
    """What the press has at the beginning of a turn."""

    told: Mapping[int, Progress]
    """What was told of its orders since the last turn."""
    running: Container[int]
    """All that it has begun."""
    free: int
    watched: Iterable[int]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn of the press has brought."""

    taken: Sequence[tuple[Taken, Task]]
    latest: Mapping[int, Latest | None]
    """Of the orders that somebody watches."""
    queued: int
    put_off: Sequence[int]
    """Orders that no reader waits for, while readers wait for others."""


class Places:
    """Where everything is that the processes of a workspace share."""

    def __init__(self, root: Path, owner: str = "") -> None:
        """Take the newsroom's folder."""
        folder = root / PRINTSHOP_FOLDER / FOLDER
        self.ledger = folder / "press.sqlite"
        self.files = folder / "files"
        self.owners = folder / "owners"
        self.plans = folder / "plans"
        self.cache = folder / "cache"
        self.all_scratch = folder / "scratch"
        self.scratch = self.all_scratch / owner


class Desk:
    """Knows what stands and what waits."""

    def __init__(self, root: Path, options: PressOptions, today: Today) -> None:
        """Sign on, and open what is shared.

        Raises PrintshopError when the paper cannot be read, or nothing written.
        """
        self._options = options
        self.freshness = Freshness(root, today)
        self.shop: Shop = self.freshness.look().shop
        self._owner = _sign_on(Places(root).owners)
        self.places = Places(root, self._owner.name)
        self.store = Store(self.places.files)
        self.ledger = Ledger(self.places.ledger, program_of(), self.store)
        self.orders = Orders(self.ledger, self._owner)
        self.evicted = 0
        self.cache = 0, 0
        """Bytes and files."""
        self._swept_at = 0.0
        self.ledger.forget_old()

    def close(self) -> None:
        """Give back what was not done, and sign off."""
        try:
            self.orders.put_back()
        finally:
            self._owner.sign_off()
            self.ledger.close()

    def answer(self, asked: Sequence[Asked]) -> list[Answer]:
        """Answer questions that have come together, from one look at the files."""
        look = self._look()
        known = {one: self._known(one, look) for one in set(asked)}
        answers: dict[Asked, Answer] = dict(known)
        left = [one for one in known if one.is_order and not known[one].outcome]
        if left:
            with self.ledger.writing():  # somebody may have been quicker
                left.sort(key=asked.index)
                answers |= {one: self._ordered(one, look) for one in left}
        return [answers[one] for one in asked]

    def turn(self, has: Has) -> Turn:
        """Tell of own orders, take others, and look what has become of the watched."""
        self.orders.keep_progress(has.told)
        if time.monotonic() - self._swept_at > _SWEEP_S:
            self._sweep()
        self.orders.take(has.free)
        taken = [(one, self._task(one)) for one in self.orders.own(has.running)]
        latest = {at: self.orders.latest(at) for at in has.watched}
        queued = self.orders.queued()
        must_wait = queued > 0 and has.free <= 0
        return Turn(
            taken, latest, queued, self.orders.done_ahead() if must_wait else ()
        )

    def _task(self, taken: Taken) -> Task:
        notes = self.ledger.notes(taken.wanted.number)
        return Task(taken.at, taken.wanted, notes)

    def inherit(self) -> int:
        """Take over from processes that were killed; tell how many."""
        dead = self.orders.inherit()
        left = list(self.places.all_scratch.glob("*"))  # before it is asked who lives
        alive = {self._owner.name, *self._owner.others()}
        for folder in left:
            if folder.name not in alive:
                shutil.rmtree(folder, ignore_errors=True)
        return dead

    def finish(self, taken: Taken, result: Result) -> None:
        """Enter what a render process has told of an order."""
        number = taken.wanted.number
        with self.ledger.writing():
            if result.notes:
                self.ledger.keep_notes(number, result.notes)
            if result.pages is not None and result.pages_state:
                self.ledger.keep_pages(number, result.pages_state, result.pages)
            for width_px, cover in result.covers.items():
                self.ledger.keep_cover(number, width_px, cover)
            self.orders.end(taken, _verdict(result))
        if isinstance(result.told, Made) and not result.is_same:
            size, files = self.cache
            self.cache = size + result.told.size, files + 1
            if self.cache[0] > self._options.cache_bytes:
                self._sweep()

    def give_up(self, taken: Taken, trouble: Trouble, told: str) -> None:
        """Enter that an order has killed who tried it."""
        look = self._look()
        state = self._state(look, taken.wanted)
        with self.ledger.writing():
            not_made = NotMade(trouble, told)
            self.orders.end(taken, Verdict(state, not_made, _HOLD_S))

    def pages_of(self, number: str) -> Mapping[str, int] | None:
        """Give the first page of each story: of the last plan, or of the kept one."""
        look = self._look()
        if look is None or not look.has(number):
            return None
        known = self.ledger.pages(number)
        state = self._state(look, Wanted(number, Edition.READER))
        if known and known[0] == state:
            return known[1]
        with suppress(PrintshopError):
            workspace, layout = look.shop.workspace, look.shop.publication.layout
            return kept_pages(workspace, number, layout) or None
        return None

    def want_cover(self, number: str) -> None:
        """Put an issue into the queue for its cover, if there is nothing else to do."""
        look, wanted = self._look(), Wanted(number, Edition.READER)
        if not self.orders.is_idle() or look is None or not look.has(number):
            return
        state = self._state(look, wanted)
        made = self.ledger.standing(wanted, state)
        covers = [self.ledger.cover(number, width) for width in COVER_WIDTHS_PX]
        if made and all(cover and cover.key == made.key for cover in covers):
            return
        if self.ledger.failure(wanted, state):
            return
        with self.ledger.writing():
            if not self.orders.join(wanted, is_background=True):
                self.orders.put(wanted, is_background=True)

    def _known(self, asked: Asked, look: Look | None) -> Order:
        """Say what is known of a file without waiting for it."""
        wanted = asked.wanted
        state = self._state(look, wanted)
        outcome: Made | NotMade | None = self.ledger.standing(wanted, state)
        if outcome is None and asked.is_order:
            outcome = self.ledger.failure(wanted, state)
        return Order(wanted, 0, state, outcome)

    def _ordered(self, asked: Asked, look: Look | None) -> Answer:
        """Join the order of a file, or put it into the queue."""
        known = self._known(asked, look)
        if known.outcome:
            return known
        wanted, is_background = asked.wanted, asked.is_background
        at = self.orders.join(wanted, is_background=is_background)
        if not at:
            queued = self.orders.queued()
            if queued >= self._options.queue and not asked.is_let_in:
                return Refused(queued)
            at = self.orders.put(wanted, is_background=is_background)
        return replace(known, at=at)

    def _look(self) -> Look | None:
        """Look at the workspace; None when the paper cannot be read."""
        try:
            look = self.freshness.look()
        except (PrintshopError, OSError):
            return None
        self.shop = look.shop
        return look

    def _state(self, look: Look | None, wanted: Wanted) -> str:
        """Tell what a file is made from; empty when nobody can tell now."""
        try:
            notes = self.ledger.notes(wanted.number)
            return look.print_state(wanted, notes) if look else ""
        except (PrintshopError, OSError):  # a file is just being taken away
            return ""

    def _sweep(self) -> None:
        self._swept_at = time.monotonic()
        size, files, gone = self.store.sweep(self._options.cache_bytes)
        self.cache, self.evicted = (size, files), self.evicted + gone


def _sign_on(folder: Path) -> Owner:
    try:
        return Owner(folder)
    except OSError as error:
        raise SourceError(
            f"nothing can be kept there: {error.strerror}",
            where=str(folder),
            hint="let printshop write there, and see that the disk is not full",
        ) from error


def _verdict(result: Result) -> Verdict:
    """Say for how long a result is to be believed."""
    is_made = isinstance(result.told, Made)
    if result.is_lasting and is_made:
        return Verdict(result.state, result.told)
    is_long = is_made or (result.is_lasting and result.state)
    return Verdict(result.state, result.told, _LONG_S if is_long else _HOLD_S)
