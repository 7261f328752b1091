"""What a Dask worker does on its machine: it has its warm processes do the jobs.

A job holds a thread of the worker for as long as it takes, and a process beside it. The
parent hears at once what the process tells; all of it goes back with the job, too, for
the case that something got lost on the way.
"""

import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from distributed import get_worker

from printshop.batch.cluster.child import Child, Died
from printshop.batch.cluster.fitness import Installation, check_fitness
from printshop.batch.setting import Setting, scratch_folder
from printshop.batch.wanted import Job
from printshop.errors import SourceError

_LOCK = threading.Lock()
_IDLE: dict[str, list[Child]] = {}
_ALL: dict[str, set[Child]] = {}
_OVER: set[str] = set()
"""Runs that have ended; a job of one that comes too late is not begun."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job on another machine."""

    told: tuple[Mapping[str, Any], ...]
    why: str = ""
    """What has ended it before its end."""


def do_job(setting: Setting, ours: Installation, topic: str, job: Job) -> Done:
    """Have a job done by a process of this machine.

    Raises SourceError when the machine is not fit for it.
    """
    worker = get_worker()
    told: list[Mapping[str, Any]] = []
    child = _hire(setting, ours)
    try:
        for one in child.do(job):
            if one["what"] == "unfit":
                raise SourceError(f"the worker {worker.address}: {one['message']}")
            told.append(one)
            worker.log_event(topic, one)
    except Died as death:
        _dismiss(setting.run, child)
        return Done(tuple(told), str(death))
    except BaseException:
        _dismiss(setting.run, child)
        raise
    _keep(setting.run, child)
    return Done(tuple(told))


def fitness(setting: Setting, ours: Installation) -> str:
    """Say why this machine cannot do the jobs of a run; empty when it can."""
    try:
        check_fitness(setting, ours)
    except SourceError as error:
        return str(error)
    return ""


def end_run(run: str) -> None:
    """End all processes of a run on this machine, and clear up after them."""
    with _LOCK:
        _OVER.add(run)
        children = _ALL.pop(run, set())
        _IDLE.pop(run, None)
    for child in children:
        child.kill()
    shutil.rmtree(scratch_folder(run), ignore_errors=True)


def _hire(setting: Setting, ours: Installation) -> Child:
    """Take a process that waits for a job, or begin one."""
    with _LOCK:
        if setting.run in _OVER:
            raise SourceError("this run has ended")
        _forget_others(setting.run)
        waiting = _IDLE.setdefault(setting.run, [])
        while waiting:
            child = waiting.pop()
            if child.can_go_on:
                return child
            _ALL[setting.run].discard(child)
            child.kill()
        child = Child(setting, ours)
        _ALL.setdefault(setting.run, set()).add(child)
        return child


def _forget_others(run: str) -> None:
    """Forget runs that nobody has ended, when their processes have gone idle."""
    for other, children in list(_ALL.items()):
        if other != run and not any(child.is_alive for child in children):
            del _ALL[other]
            for child in _IDLE.pop(other, []):
                child.kill()


def _keep(run: str, child: Child) -> None:
    """Let a process wait for another job."""
    with _LOCK:
        if run not in _OVER:
            _IDLE.setdefault(run, []).append(child)


def _dismiss(run: str, child: Child) -> None:
    child.kill()
    with _LOCK:
        _ALL.get(run, set()).discard(child)
