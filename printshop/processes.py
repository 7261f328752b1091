"""Processes of this machine that do jobs and can be killed.

They are forked from a process that has loaded the program and done nothing else: a warm
start, and none of the threads or open files of who asks. That process begins with the
first pool and serves all later ones. So what has changed in the meantime is handed to
each process as it begins: it has the environment that its pool was opened in.

A process that is killed in the moment in which it takes a job, or hands over what came
of it, keeps the lock of the pool's pipe for ever. The others do not wait for it for
long: they end, and the pool with them, so that whoever asks is told.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pebble import ProcessPool
from pebble.common.types import CONSTS

_LOCK_S = 3.0
"""So long a process waits for the pipe; who has it needs it for microseconds."""


@contextmanager
def open_pool(
    program: str,
    workers: int,
    begin: Callable[..., None],
    *given: Any,
    jobs_each: int = 0,
) -> Iterator[ProcessPool]:
    """Keep so many processes until the end, whatever it is; then all of them end.

    ``program`` names the module that they need. Each begins with ``begin(*given)``,
    and makes place for a fresh one after ``jobs_each`` jobs, if there is a number.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([program])
    pool = ProcessPool(
        max_workers=workers,
        max_tasks=jobs_each,
        initializer=_begin,
        initargs=(dict(os.environ), begin, given),
        context=context,
    )
    try:
        yield pool
        pool.close()  # type: ignore[no-untyped-call]
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _begin(
    environment: Mapping[str, str], begin: Callable[..., None], given: tuple[Any, ...]
) -> None:
    CONSTS.channel_lock_timeout = _LOCK_S
    os.environ.clear()
    os.environ.update(environment)
    begin(*given)
