"""The program of a warm process that takes its jobs from standard input.

What it is given is pickled by the process that has begun it: first the setting, then
jobs. It ends when its input does, at once and in the middle of a job: then the process
that has begun it is no more. It also ends when it has long had nothing to do.
"""

import contextlib
import os
import pickle
import queue
import signal
import socket
import sys
import threading
from typing import Any, NoReturn

from printshop.batch.cluster.child import IDLE_S
from printshop.batch.cluster.fitness import check_fitness
from printshop.batch.worker import begin, run_job, tell_of
from printshop.errors import PrintshopError


def _read(given: "queue.SimpleQueue[Any]") -> NoReturn:
    """Take in what is given, and end with the input."""
    with contextlib.suppress(Exception):
        while True:
            given.put(pickle.load(sys.stdin.buffer))
    os._exit(0)


def main(handle: int) -> None:
    """Do jobs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who has begun it ends it
    line = socket.socket(fileno=handle)
    given: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(given,), daemon=True).start()
    setting, ours = given.get()
    try:
        check_fitness(setting, ours)
        begin(setting, line)
    except PrintshopError as error:
        tell_of(line, {"what": "unfit", "message": str(error)})
        return
    with contextlib.suppress(queue.Empty):
        while True:
            run_job(given.get(timeout=IDLE_S))
            tell_of(line, {"what": "ended"})


if __name__ == "__main__":
    main(int(sys.argv[1]))
