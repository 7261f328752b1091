"""Processes have the environment of who opens their pool, and end with it."""

import ctypes
import os
import signal
import sys
from collections.abc import Mapping
from concurrent.futures.process import BrokenProcessPool

import pytest
from pebble import ProcessExpired

from printshop.processes import open_pool

GIVEN: list[str] = []


def begin(word: str) -> None:
    GIVEN.append(word)


def seen() -> tuple[Mapping[str, str], bool, int, list[str]]:
    """Tell of the environment, as Python has it and as libraries in C do."""
    getenv = ctypes.CDLL(None).getenv
    getenv.restype = ctypes.c_char_p
    told = getenv(b"PRINTSHOP_OF_OLD") is not None
    return dict(os.environ), told, os.getpid(), GIVEN


def die_with_the_lock() -> None:
    """Be killed in the moment in which a job is taken."""
    frame = sys._getframe()
    while "channel" not in frame.f_locals:
        assert frame.f_back
        frame = frame.f_back
    assert frame.f_locals["channel"].mutex.acquire()
    os.kill(os.getpid(), signal.SIGKILL)


def pids_of_a_run(jobs: int, *, ends_well: bool) -> set[int]:
    """Name the processes that have done so many jobs."""
    with open_pool(__name__, 1, begin, "word", jobs_each=2) as pool:
        pids = {pool.schedule(seen).result()[2] for _ in range(jobs)}
        if not ends_well:
            raise KeyError(*pids)
    return pids


def test_processes_have_the_environment_that_their_pool_was_opened_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PRINTSHOP_OF_OLD", "yes")
    with open_pool(__name__, 1, begin, "first") as pool:
        first, first_in_c, _, _ = pool.schedule(seen).result()
    monkeypatch.delenv("PRINTSHOP_OF_OLD")
    monkeypatch.setenv("PRINTSHOP_NEW", "yes")
    with open_pool(__name__, 1, begin, "second") as pool:
        second, second_in_c, _, given = pool.schedule(seen).result()

    assert (first["PRINTSHOP_OF_OLD"], first_in_c) == ("yes", True)
    assert (second, second_in_c) == (dict(os.environ), False)
    assert given == ["second"]


def test_a_process_makes_place_for_a_fresh_one_and_none_is_left() -> None:
    pids = pids_of_a_run(4, ends_well=True)
    with pytest.raises(KeyError) as told:
        pids_of_a_run(1, ends_well=False)

    assert len(pids) == 2
    for pid in {*pids, *told.value.args}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_process_that_dies_with_the_lock_leaves_nobody_waiting() -> None:
    with open_pool(__name__, 1, begin, "word") as pool:
        with pytest.raises(ProcessExpired):
            pool.schedule(die_with_the_lock).result()
        with pytest.raises(BrokenProcessPool):
            pool.schedule(seen).result(60)

        assert not pool.active
