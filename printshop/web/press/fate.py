"""What becomes of an order whose render process did not come to its end.

* A process that died gets a second try at once. When it died at the pages, a story is
  then printed without its page; anything else is given up.
* What took too long, or too much memory, is not tried again: but for a story without
  its page, as it may have been the pages that took so long.
* A process that made place for a fresh one, as it was too old, has tried nothing.
* What changed while it was printed is printed again, but not for ever.
"""

import signal
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as Expired
from dataclasses import dataclass, replace
from enum import Enum, auto

from pebble import ProcessExpired

from printshop.batch import Limits
from printshop.batch.crew import HUNG
from printshop.batch.limits import told_by_signal
from printshop.web.nouns import NotMade, Stage, Trouble
from printshop.web.press.orders import Taken
from printshop.web.press.worker import STALE, Result, Task

_MOST_ROUNDS = 2
_MOST_FRESH = 5
_LIMITS = {-signal.SIGALRM, -signal.SIGXCPU}


class End(Enum):
    """How a process has ended its task."""

    MADE = auto()
    TOO_OLD = auto()
    DIED = auto()
    LIMIT = auto()
    STOPPED = auto()


@dataclass
class Running:
    """An order that a render process of this press has."""

    taken: Taken
    task: Task
    began: float
    future: Future[Result] | None = None
    stage: Stage = Stage.LOOKING
    deaths: int = 0
    rounds: int = 1
    fresh: int = 0

    def again(self, end: End, result: Result | None) -> Task | None:
        """Say what is tried next; None when this was the end of it."""
        if result is not None:
            return self._after(result)
        if end == End.TOO_OLD:
            self.fresh += 1
            return self.task if self.fresh <= _MOST_FRESH else None
        if end == End.DIED:
            self.deaths += 1
            if self.deaths == 1:
                return self.task
        return self._without_pages()

    def _after(self, result: Result) -> Task | None:
        told = result.told
        if isinstance(told, NotMade) and told.trouble == Trouble.LIMIT:
            return self._without_pages()
        self.rounds += 1
        has_changed = not result.state and self.rounds <= _MOST_ROUNDS
        return self.task if has_changed else None

    def _without_pages(self) -> Task | None:
        is_story = self.task.wanted.slug is not None
        at_pages = self.stage in {Stage.SETTING, Stage.MAKING_UP}
        if is_story and at_pages and self.task.has_pages:
            self.task = replace(self.task, has_pages=False)
            return self.task
        return None


def how_it_ended(
    future: Future[Result], limits: Limits
) -> tuple[End, Result | None, str]:
    """Say how a task has ended, with what came of it, or why nothing did."""
    try:
        return End.MADE, future.result(), ""
    except CancelledError:
        return End.STOPPED, None, ""
    except ProcessExpired as death:
        if death.exitcode == STALE:
            return End.TOO_OLD, None, "layouts or fonts are changed all the time"
        told = told_by_signal(death.exitcode, limits)
        return (End.LIMIT if death.exitcode in _LIMITS else End.DIED), None, told
    except Expired:
        return End.LIMIT, None, HUNG
    except Exception as error:  # noqa: BLE001 a mistake of printshop stops no other
        return End.DIED, None, f"{type(error).__name__}: {error}"


TROUBLES = {
    End.DIED: Trouble.DIED,
    End.TOO_OLD: Trouble.DIED,
    End.LIMIT: Trouble.LIMIT,
    End.STOPPED: Trouble.STOPPED,
}
