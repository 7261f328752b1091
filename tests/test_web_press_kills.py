"""Whatever is killed, a reader gets a whole file, or is told that there is none."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from printshop.web.nouns import Made, NotMade, Progress, Stage, Trouble
from tests.newsroom import Newsroom
from tests.printed import poppler_pages
from tests.web_presses import (
    PATIENCE_S,
    issue,
    kill,
    opened,
    render_processes,
    story,
    web_newsroom,
)

SERVICE = """
import json, sys, time
from pathlib import Path
from printshop.web.nouns import Progress
from tests.web_presses import issue, opened

with opened(Path(sys.argv[1])) as office:
    told = office.order(issue())
    office.wait_for(lambda: office.press.figures().running == 1)
    print(json.dumps({"running": told.at}), flush=True)
    time.sleep(600)
"""
"""A process with a press that has begun to print the issue, and goes on for long."""


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return web_newsroom(tmp_path / "paper")


def is_whole(made: Made) -> bool:
    return made.path.stat().st_size == made.size and bool(poppler_pages(made.path))


class Killer:
    """Kills the render processes so many times, in the midst of a file."""

    def __init__(self, times: int) -> None:
        self.left = times

    def see(self, step: Progress) -> None:
        if step.stage in {Stage.SETTING, Stage.MAKING_UP, Stage.WRITING} and self.left:
            self.left -= 1
            for pid in render_processes():
                kill(pid)


def test_a_process_that_is_killed_costs_the_reader_a_second_try(
    newsroom: Newsroom,
) -> None:
    with opened(newsroom.root) as office:
        made = office.follow(issue(), Killer(1).see)[-1]

        figures = office.press.figures()

    assert isinstance(made, Made)
    assert is_whole(made)
    assert (figures.deaths, figures.second_tries) == (1, 1)


def test_a_file_that_kills_its_process_twice_is_given_up_for_a_while(
    newsroom: Newsroom,
) -> None:
    def see(step: Progress) -> None:
        if step.stage != Stage.QUEUED:
            for pid in render_processes():
                kill(pid)

    with opened(newsroom.root) as office:
        office.do(office.press.probe(60))
        failed = office.follow(issue(), see)[-1]
        again = office.fail(issue())

    assert isinstance(failed, NotMade)
    assert failed.trouble == Trouble.DIED
    assert again == failed
    assert office.outcomes() == ["died"]


def test_what_takes_too_long_is_ended_and_not_tried_again(newsroom: Newsroom) -> None:
    with opened(newsroom.root, wall_s=0.05) as office:
        failed = office.fail(issue())

        assert failed.trouble == Trouble.LIMIT
        assert office.outcomes() == ["limit"]
        assert office.press.figures().second_tries == 0


def test_a_press_that_closes_hands_back_what_waits_and_tells_who_waits(
    newsroom: Newsroom,
) -> None:
    with opened(newsroom.root, grace_s=60) as first:
        running = first.begin(first.press.get(issue()))
        first.wait_for(lambda: first.press.figures().running == 1)
        waiting = first.begin(first.press.get(story()))
        first.wait_for(lambda: first.press.figures().queued == 1)
    assert isinstance(running.result(), Made)
    assert waiting.result() == NotMade(Trouble.STOPPED, "the service is being stopped")
    assert first.outcomes() == ["printed"]

    with opened(newsroom.root) as second:
        second.wait_for(lambda: second.outcomes() == ["printed"])
        assert second.rendered[0].wanted == story()
        assert is_whole(second.get(issue()))
        assert second.outcomes() == ["printed"]


@contextmanager
def service(newsroom: Newsroom) -> Iterator[subprocess.Popen[str]]:
    """Run a process with a press that is printing the issue."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVICE, str(newsroom.root)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert json.loads(process.stdout.readline())["running"]
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.proof
def test_the_orders_of_a_service_that_is_killed_are_taken_over(
    newsroom: Newsroom,
) -> None:
    with service(newsroom) as process, opened(newsroom.root) as heir:
        order = heir.order(issue())
        kill(process.pid)
        made = heir.get(issue())

    assert order.at == 1
    assert is_whole(made)
    assert heir.outcomes() in (["printed"], ["same"])
    assert sorted(path.suffix for path in made.path.parent.iterdir()).count(".pdf") == 1


@pytest.mark.proof
def test_render_processes_end_when_their_service_is_killed(newsroom: Newsroom) -> None:
    with service(newsroom) as process:
        mine = set(_session(process.pid))
        assert len(mine) > 2
        kill(process.pid)
        end = time.monotonic() + PATIENCE_S
        while (left := mine & set(_session(process.pid))) and time.monotonic() < end:
            time.sleep(0.05)

    assert not left


@pytest.mark.proof
def test_a_file_of_which_nobody_has_taken_note_is_found_and_not_made_again(
    newsroom: Newsroom,
) -> None:
    with opened(newsroom.root) as first:
        made = first.get(story())
    for path in (newsroom.root / ".printshop" / "web").glob("press.sqlite*"):
        path.unlink()

    with opened(newsroom.root) as second:
        assert second.get(story()) == made
        assert second.outcomes() == ["same"]


@pytest.mark.proof
def test_a_damaged_file_is_never_given_out_but_made_again(newsroom: Newsroom) -> None:
    with opened(newsroom.root) as first:
        made = first.get(story())
    data = made.path.read_bytes()
    made.path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))  # of the same size

    with opened(newsroom.root) as second:
        assert second.get(story()).sha256 == made.sha256
        assert second.outcomes() == ["printed"]
    assert made.path.read_bytes() == data


def _session(session: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of_session = entry.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of_session) == session and state != "Z":
            found.append(int(entry.parent.name))
    return found
