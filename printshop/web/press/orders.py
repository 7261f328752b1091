"""The queue: one row for each file that somebody waits for, shared by all processes.

* Asking twice joins the first: a file is in the queue once, and one process has it.
* Readers come before what is only done ahead; within each, who came first.
* What came of an order is told for some minutes, to whichever process waits for it.
* The order of a process that was killed goes back into the queue. One that has been
  there when several were killed is given up.
"""

import json
import time
from collections.abc import Container, Mapping
from dataclasses import dataclass

from printshop.batch import Wanted
from printshop.press import Edition
from printshop.web.nouns import NotMade, Progress, Stage, Trouble
from printshop.web.press.ledger import Ledger, Verdict, as_told
from printshop.web.press.nouns import Latest, Outcome
from printshop.web.press.owners import Owner

_TOLD_S = 600
_MOST_TRIES = 4
_IN_TURN = "is_background, at"
_HOLD_S = 10.0


@dataclass(frozen=True, slots=True)
class Taken:
    """An order that this process is to do."""

    at: int
    wanted: Wanted
    tries: int


class Orders:
    """The queue, as one process sees it."""

    def __init__(self, ledger: Ledger, owner: Owner) -> None:
        """Take the tables, and who is asking."""
        self._ledger, self._owner = ledger, owner
        self._sql = ledger.sql

    def queued(self) -> int:
        """Count the files that readers wait for and nobody has begun."""
        return self._count("NOT is_background AND owner = ''")

    def is_idle(self) -> bool:
        """Tell whether nothing waits, and nothing is being made."""
        return self._count("1") == 0

    def join(self, wanted: Wanted, *, is_background: bool) -> int:
        """Find the order of a file; 0 when there is none. Call it while writing."""
        row = self._sql.execute(
            "SELECT at FROM orders WHERE number = ? AND edition = ? AND slug = ?"
            " AND program = ?",
            _named(wanted, self._ledger.program),
        ).fetchone()
        if row and not is_background:
            query = "UPDATE orders SET is_background = 0 WHERE at = ?"
            self._sql.execute(query, row)
        return int(row[0]) if row else 0

    def put(self, wanted: Wanted, *, is_background: bool) -> int:
        """Put a file at the end of the queue. Call it while writing."""
        named = _named(wanted, self._ledger.program)
        done = self._sql.execute(
            "INSERT INTO orders (number, edition, slug, program, is_background, owner,"
            " tries, stage, done, total, asked)"
            " VALUES (?, ?, ?, ?, ?, '', 0, '', 0, 0, ?)",
            (*named, int(is_background), time.time()),
        )
        return done.lastrowid or 0

    def take(self, most: int) -> None:
        """Take so many of those whose turn it is."""
        if most < 1 or not self._count("owner = ''"):
            return
        with self._ledger.writing() as sql:
            sql.execute(
                "UPDATE orders SET owner = ?, stage = ? WHERE at IN ("
                "SELECT at FROM orders WHERE program = ? AND owner = ''"
                f" ORDER BY {_IN_TURN} LIMIT ?)",
                (self._owner.name, Stage.LOOKING.value, self._ledger.program, most),
            )

    def own(self, known: Container[int]) -> list[Taken]:
        """List what this process has taken, but for what it knows."""
        mine = self._orders_of(self._owner.name)
        return [taken for taken in mine if taken.at not in known]

    def keep_progress(self, told: Mapping[int, Progress]) -> None:
        """Tell other processes how far this one's orders have come."""
        if told:
            rows = [(p.stage.value, p.done, p.total, at) for at, p in told.items()]
            with self._sql:
                self._sql.executemany(
                    "UPDATE orders SET stage = ?, done = ?, total = ? WHERE at = ?",
                    rows,
                )

    def end(self, taken: Taken, verdict: Verdict) -> None:
        """End an order, and tell everybody what came of it. Call it while writing."""
        self._ledger.enter(taken.wanted, verdict)
        told = verdict.told
        words = (
            {"trouble": told.trouble.value, "told": told.told}
            if isinstance(told, NotMade)
            else as_told(told)
        )
        now = time.time()
        row = (taken.at, now, verdict.state, json.dumps(words))
        self._sql.execute("REPLACE INTO outcomes VALUES (?, ?, ?, ?)", row)
        self._sql.execute("DELETE FROM orders WHERE at = ?", (taken.at,))
        self._sql.execute("DELETE FROM outcomes WHERE ended < ?", (now - _TOLD_S,))

    def done_ahead(self) -> list[int]:
        """Name what this process has taken and no reader waits for."""
        rows = self._sql.execute(
            "SELECT at FROM orders WHERE owner = ? AND is_background",
            (self._owner.name,),
        )
        return [at for (at,) in rows]

    def put_off(self, at: int) -> None:
        """Give back one order that this process has taken."""
        with self._sql:
            query = "UPDATE orders SET owner = '', stage = '' WHERE at = ?"
            self._sql.execute(query, (at,))

    def put_back(self) -> None:
        """Give back what this process has not done; others, or a later one, will."""
        with self._ledger.writing() as sql:
            sql.execute(
                "UPDATE orders SET owner = '', stage = '' WHERE owner = ?",
                (self._owner.name,),
            )

    def inherit(self) -> int:
        """Put the orders of dead processes back, and tell how many have died."""
        dead = 0
        for name in self._owners_of_orders() | set(self._owner.others()):
            with self._owner.heir_of(name) as is_dead:
                if is_dead:
                    self._put_back_of(name)
                    dead += 1
        return dead

    def latest(self, at: int) -> Latest | None:
        """Tell how far an order has come; None when nobody knows of it any more."""
        row = self._sql.execute(
            "SELECT owner, stage, done, total, is_background FROM orders WHERE at = ?",
            (at,),
        ).fetchone()
        if row is None:
            return self._outcome(at)
        owner, stage, done, total, is_background = row
        if owner:
            return Progress(Stage(stage), done, total)
        before = self._count(f"({_IN_TURN}) < ({int(is_background)}, {at})")
        return Progress(Stage.QUEUED, before)

    def _outcome(self, at: int) -> Outcome | None:
        query = "SELECT state, told FROM outcomes WHERE at = ?"
        row = self._sql.execute(query, (at,)).fetchone()
        if row is None:
            return None
        told = json.loads(row[1])
        if "trouble" in told:
            return Outcome(row[0], NotMade(Trouble(told["trouble"]), told["told"]))
        return Outcome(row[0], self._ledger.made_as_told(told))

    def _put_back_of(self, name: str) -> None:
        with self._ledger.writing() as sql:
            for taken in self._orders_of(name):
                if taken.tries == _MOST_TRIES:
                    told = f"{taken.tries} processes were killed while they made it"
                    given_up = NotMade(Trouble.DIED, told)
                    self.end(taken, Verdict("", given_up, _HOLD_S))
            sql.execute(  # those of another printshop, too: one of its kind takes them
                "UPDATE orders SET owner = '', stage = '', tries = tries + 1"
                " WHERE owner = ?",
                (name,),
            )

    def _orders_of(self, name: str) -> list[Taken]:
        rows = self._sql.execute(
            "SELECT at, number, edition, slug, tries FROM orders WHERE owner = ?"
            " AND program = ?",
            (name, self._ledger.program),
        ).fetchall()
        return [
            Taken(at, Wanted(number, Edition(edition), slug or None), tries)
            for at, number, edition, slug, tries in rows
        ]

    def _owners_of_orders(self) -> set[str]:
        query = "SELECT DISTINCT owner FROM orders WHERE owner NOT IN ('', ?)"
        return {name for (name,) in self._sql.execute(query, (self._owner.name,))}

    def _count(self, where: str) -> int:
        (count,) = self._sql.execute(
            f"SELECT count(*) FROM orders WHERE program = ? AND {where}",
            (self._ledger.program,),
        ).fetchone()
        return int(count)


def _named(wanted: Wanted, program: str) -> tuple[str, str, str, str]:
    return wanted.number, wanted.edition.value, wanted.slug or "", program
