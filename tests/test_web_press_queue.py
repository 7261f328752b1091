"""The queue that several processes share: each file once, in turn, and none is lost."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from pebble import ProcessExpired

from printshop.batch import Limits, Wanted
from printshop.web.nouns import Made, NotMade, Progress, Stage, Trouble
from printshop.web.press.fate import End, Running, how_it_ended
from printshop.web.press.ledger import Ledger, Verdict
from printshop.web.press.nouns import Outcome
from printshop.web.press.orders import Orders, Taken
from printshop.web.press.owners import Owner
from printshop.web.press.store import Store
from printshop.web.press.worker import STALE, Result, Task
from tests.web_presses import issue, kill, story

NOT_MADE = NotMade(Trouble.COPY, "there is a mistake in it")


class Party:
    """A process of the service, as far as the queue is concerned."""

    def __init__(self, folder: Path, program: str = "one") -> None:
        self.store = Store(folder / "files")
        self.ledger = Ledger(folder / "press.sqlite", program, self.store)
        self.owner = Owner(folder / "owners")
        self.orders = Orders(self.ledger, self.owner)

    def put(self, wanted: Wanted, *, is_background: bool = False) -> int:
        with self.ledger.writing():
            at = self.orders.join(wanted, is_background=is_background)
            return at or self.orders.put(wanted, is_background=is_background)

    def take(self, most: int = 1) -> list[Taken]:
        before = {taken.at for taken in self.orders.own(())}
        self.orders.take(most)
        return self.orders.own(before)

    def end(self, taken: Taken, verdict: Verdict) -> None:
        with self.ledger.writing():
            self.orders.end(taken, verdict)

    def close(self) -> None:
        self.owner.sign_off()
        self.ledger.close()


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Party]:
    party = Party(tmp_path)
    yield party
    party.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Party]:
    party = Party(tmp_path)
    yield party
    party.close()


def made_file(party: Party, folder: Path, key: str = "ab" * 32) -> Made:
    file = folder / "fresh.pdf"
    file.write_bytes(key.encode())
    return party.store.take_in(file, key, hashlib.sha256(key.encode()).hexdigest(), 1)


def test_who_asks_second_joins_the_first(one: Party, other: Party) -> None:
    assert one.put(story()) == other.put(story()) != other.put(issue())
    assert one.orders.queued() == 2


def test_readers_come_before_what_is_done_ahead_and_in_their_turn(one: Party) -> None:
    cover, first, second = issue("1"), story("a"), story("b")
    one.put(cover, is_background=True)
    one.put(first)
    one.put(second)

    assert [taken.wanted for taken in one.take(2)] == [first, second]
    assert [taken.wanted for taken in one.take(2)] == [cover]


def test_what_was_done_ahead_has_its_turn_when_a_reader_asks(one: Party) -> None:
    one.put(issue("1"), is_background=True)
    one.put(story())
    assert one.orders.queued() == 1

    one.put(issue("1"))

    assert one.orders.queued() == 2
    assert [taken.wanted for taken in one.take()] == [issue("1")]


def test_no_order_is_taken_by_two_processes(tmp_path: Path, one: Party) -> None:
    wanted = [story(f"story-{at}") for at in range(60)]
    for each in wanted:
        one.put(each)
    begin = Barrier(4)

    def take_all(_: int) -> list[Wanted]:
        party = Party(tmp_path)
        taken: list[Wanted] = []
        begin.wait()
        while found := party.take():
            taken += [each.wanted for each in found]
        party.close()
        return taken

    with ThreadPoolExecutor(4) as threads:
        taken = [each for part in threads.map(take_all, range(4)) for each in part]

    assert sorted(map(str, taken)) == sorted(map(str, wanted))


def test_every_process_is_told_how_far_an_order_is_and_what_came_of_it(
    one: Party, other: Party, tmp_path: Path
) -> None:
    first, second = one.put(story("a")), one.put(story("b"))
    assert other.orders.latest(second) == Progress(Stage.QUEUED, 1)
    (taken,) = one.take()
    assert other.orders.latest(first) == Progress(Stage.LOOKING)
    one.orders.keep_progress({first: Progress(Stage.SETTING, 12, 26)})
    assert other.orders.latest(first) == Progress(Stage.SETTING, 12, 26)

    made = made_file(one, tmp_path)
    one.end(taken, Verdict("state", made))

    assert other.orders.latest(first) == Outcome("state", made)
    assert other.ledger.standing(story("a"), "state") == made
    assert other.ledger.standing(story("a"), "another state") is None
    assert other.orders.latest(second) == Progress(Stage.QUEUED, 0)
    assert other.orders.latest(99) is None


def test_a_failure_is_believed_of_its_state_and_for_its_time_alone(one: Party) -> None:
    one.put(story())
    (taken,) = one.take()
    one.end(taken, Verdict("state", NOT_MADE, 60))
    assert one.ledger.failure(story(), "state") == NOT_MADE
    assert one.ledger.failure(story(), "another state") is None

    one.put(story())
    (taken,) = one.take()
    one.end(taken, Verdict("state", NOT_MADE, 0))

    assert one.ledger.failure(story(), "state") is None


def test_another_printshop_does_not_do_what_this_one_is_asked_for(
    one: Party, tmp_path: Path
) -> None:
    newer = Party(tmp_path, "two")
    at = one.put(story())

    assert newer.take() == []
    assert newer.put(story()) != at
    assert one.orders.queued() == newer.orders.queued() == 1
    newer.close()


def test_what_a_process_has_not_done_it_gives_back(one: Party, other: Party) -> None:
    one.put(story())
    one.take()
    assert other.take() == []

    one.orders.put_back()

    assert [taken.wanted for taken in other.take()] == [story()]


def test_what_is_done_ahead_is_put_off_for_a_reader(one: Party) -> None:
    ahead, asked = one.put(issue("1"), is_background=True), one.put(issue("2"))
    one.take(2)
    assert one.orders.done_ahead() == [ahead]

    one.orders.put_off(ahead)
    one.put(story())

    assert [taken.wanted for taken in one.take()] == [story()]
    assert next(iter(one.orders.own(()))).at == asked


def test_an_order_whose_owner_lives_stays_with_it(one: Party, other: Party) -> None:
    one.put(story())
    one.take()

    assert other.orders.inherit() == 0
    assert other.take() == []


DIES = """
import sys, time
from pathlib import Path
from tests.test_web_press_queue import Party
party = Party(Path(sys.argv[1]))
print(len(party.take()), flush=True)
time.sleep(600)
"""


def dying(folder: Path) -> None:
    """Let a process take an order, and kill it."""
    with subprocess.Popen(
        [sys.executable, "-c", DIES, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "1\n"
        kill(process.pid)


def test_the_orders_of_a_process_that_was_killed_go_back_into_the_queue(
    one: Party, tmp_path: Path
) -> None:
    at = one.put(story())
    dying(tmp_path)
    assert one.take() == []

    assert one.orders.inherit() == 1

    assert one.orders.inherit() == 0
    assert [(taken.at, taken.tries) for taken in one.take()] == [(at, 1)]


def test_an_order_that_has_seen_many_processes_die_is_given_up(
    one: Party, tmp_path: Path
) -> None:
    at = one.put(story())
    with one.ledger.writing() as sql:
        sql.execute("UPDATE orders SET tries = 4")
    dying(tmp_path)

    one.orders.inherit()

    outcome = one.orders.latest(at)
    assert isinstance(outcome, Outcome)
    assert isinstance(outcome.told, NotMade)
    assert outcome.told.trouble == Trouble.DIED


def running(wanted: Wanted, stage: Stage) -> Running:
    return Running(Taken(1, wanted, 0), Task(1, wanted), 0.0, stage=stage)


def test_what_has_died_has_a_second_try_and_then_is_given_up() -> None:
    one = running(issue(), Stage.MAKING_UP)

    assert one.again(End.DIED, None) == one.task
    assert one.again(End.DIED, None) is None


def test_a_story_whose_pages_take_too_much_memory_is_tried_without_its_page() -> None:
    one = running(story(), Stage.MAKING_UP)
    too_much = Result(NotMade(Trouble.LIMIT, "it needs more than there is"), "a state")

    again = one.again(End.MADE, too_much)

    assert again
    assert not again.has_pages
    assert one.again(End.MADE, too_much) is None


@pytest.mark.parametrize("ends", [[End.LIMIT], [End.DIED, End.DIED]])
def test_a_story_is_at_last_tried_without_its_page(ends: list[End]) -> None:
    one = running(story(), Stage.MAKING_UP)

    *_, again = [one.again(end, None) for end in ends]

    assert again
    assert not again.has_pages
    assert one.again(End.LIMIT, None) is None


def test_what_took_too_long_to_write_is_not_tried_again() -> None:
    assert running(story(), Stage.WRITING).again(End.LIMIT, None) is None
    assert running(issue(), Stage.SETTING).again(End.LIMIT, None) is None


def test_what_has_changed_is_printed_again_but_not_for_ever() -> None:
    one, changed = running(story(), Stage.WRITING), Result(NOT_MADE, "")

    assert one.again(End.MADE, Result(NOT_MADE, "a state")) is None
    one.rounds = 1
    assert one.again(End.MADE, changed) == one.task
    assert one.again(End.MADE, changed) is None


def test_a_process_that_was_too_old_has_tried_nothing() -> None:
    one = running(story(), Stage.LOOKING)

    assert one.again(End.TOO_OLD, None) == one.task
    assert one.deaths == 0


@pytest.mark.parametrize(
    ("code", "end"),
    [(STALE, End.TOO_OLD), (-9, End.DIED), (-14, End.LIMIT), (-24, End.LIMIT)],
)
def test_the_code_of_a_process_tells_how_it_ended(code: int, end: End) -> None:
    future: Future[Result] = Future()
    future.set_exception(ProcessExpired("it is gone", code))

    assert how_it_ended(future, Limits())[0] == end
