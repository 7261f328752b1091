"""A cluster's scheduler: how it is reached, and whether its workers are fit."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from distributed import Client

from printshop.batch.cluster.fitness import Installation
from printshop.batch.cluster.hired import fitness
from printshop.batch.setting import Setting
from printshop.errors import SourceError

_REACH_S = 5.0
_JOIN_S = 10.0


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """Connect to a scheduler. Raises SourceError when it does not answer."""
    for name in ("distributed", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # told in a sentence here
    try:
        client = Client(address, timeout=_REACH_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise no_cluster(address, "does not answer") from error
    try:
        yield client
    finally:
        client.close(timeout=_REACH_S)


def no_cluster(address: str, what: str) -> SourceError:
    """Say what is wrong with a cluster."""
    return SourceError(
        f"the scheduler {what}",
        where=address,
        hint="start it with “dask scheduler” and its workers with “dask worker "
        f"{address}”, and give the same command again",
    )


def fit_workers(
    client: Client, address: str, setting: Setting, ours: Installation
) -> None:
    """See that there are workers and that all can do the jobs; SourceError if not."""
    end = time.monotonic() + _JOIN_S
    while not client.nthreads():
        if time.monotonic() > end:
            raise no_cluster(address, "has no workers")
        time.sleep(0.2)
    told: Mapping[str, object] = client.run(fitness, setting, ours, on_error="return")
    for worker, answer in told.items():
        if answer:
            raise _unfit(worker, answer)


def _unfit(worker: str, answer: object) -> SourceError:
    """Say what is wrong with a worker: what it tells, or what has kept it from that."""
    where = f"the worker {worker}"
    if not isinstance(answer, Exception):
        return SourceError(str(answer), where=where)
    is_without = isinstance(answer, ImportError | AttributeError)
    return SourceError(
        "it has another printshop, or none" if is_without else f"it fails: {answer}",
        where=where,
        hint="install the same printshop there, with printshop[cluster]",
    )
