"""A crew of many machines: the workers of a Dask cluster.

Dask runs the jobs of a worker that is lost on another one. Only as many jobs are given
out as there are threads to do them, so that the long ones stay in front whoever joins.
"""

import queue
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from distributed import Client, KilledWorker

from printshop.batch.cluster.fitness import Installation, installation, shown_to_all
from printshop.batch.cluster.hired import Done, do_job, end_run
from printshop.batch.cluster.scheduler import connected, fit_workers, no_cluster
from printshop.batch.crew import Crew, Ended, Told
from printshop.batch.setting import Setting
from printshop.batch.wanted import Job
from printshop.errors import SourceError

_LISTEN_S = 0.1
_COUNT_S = 1.0
_ALONE_S = 60.0
"""How long a cluster may be without workers."""


@contextmanager
def cluster_crew(setting: Setting, address: str) -> Iterator[Crew]:
    """Take the workers of the scheduler at an address.

    Raises SourceError when it cannot be reached, and when a worker is not fit.
    """
    ours = installation()
    # Of the order, a worker needs no list of all issues.
    setting = replace(setting, order=replace(setting.order, numbers=()))
    with connected(address) as client, shown_to_all(setting):
        fit_workers(client, address, setting, ours)
        executor = client.get_executor(pure=False)
        try:
            yield _ClusterCrew(client, address, executor, setting, ours)
        finally:
            with suppress(Exception):  # of a cluster that is gone
                client.unsubscribe_topic(client.id)
                executor.shutdown(wait=False)
                client.run(end_run, setting.run, on_error="ignore")


class _ClusterCrew:
    """Threads of Dask workers, and what is heard of them through the scheduler."""

    def __init__(
        self,
        client: Client,
        address: str,
        executor: Executor,
        setting: Setting,
        ours: Installation,
    ) -> None:
        self._client, self._address, self._executor = client, address, executor
        self._setting, self._ours = setting, ours
        self._futures: dict[Future[Done], str] = {}
        self._heard: queue.SimpleQueue[Told] = queue.SimpleQueue()
        self._threads = 0
        self._counted = self._staffed = time.monotonic()
        # The scheduler forgets what was told of a client when the client goes.
        client.subscribe_topic(client.id, self._hear)
        self._count()

    def has_room(self) -> bool:
        """Tell whether there is a thread for another job."""
        return len(self._futures) < self._threads

    def start(self, job: Job) -> None:
        """Give out a job."""
        given = (self._setting, self._ours, self._client.id, job)
        self._futures[self._executor.submit(do_job, *given)] = job.number

    def listen(self) -> Iterator[Told | Ended]:
        """Hear what has been told and what has ended.

        Raises SourceError when the scheduler is gone, or all workers are for long.
        """
        ended = [future for future in self._futures if future.done()]
        with suppress(queue.Empty):
            yield self._heard.get(timeout=0 if ended else _LISTEN_S)
            while True:
                yield self._heard.get_nowait()
        for future in ended:
            done = self._done(future)
            yield from done.told  # again; what is known is passed over
            yield Ended(self._futures.pop(future), done.why)
        if time.monotonic() - self._counted > _COUNT_S:
            self._count()

    def _hear(self, event: tuple[float, Any]) -> None:
        """Hear what is told of this client: by workers, and by the scheduler."""
        told = event[1]
        if "number" in told:
            self._heard.put(told)

    def _done(self, future: Future[Done]) -> Done:
        """Take what came of a job."""
        try:
            return future.result()
        except KilledWorker:
            return Done((), "every worker that was making it was lost")
        except CancelledError as error:
            raise no_cluster(self._address, "is gone") from error
        except SourceError:
            raise
        except Exception as error:  # noqa: BLE001 a mistake of printshop stops no other
            told = f"{type(error).__name__}: {error}"
            return Done((), f"a mistake of printshop ({told}); please report it")

    def _count(self) -> None:
        """Count the threads of all workers, which come and go."""
        try:
            self._threads = sum(self._client.nthreads().values())
        except Exception as error:
            raise no_cluster(self._address, "is gone") from error
        self._counted = time.monotonic()
        if self._threads:
            self._staffed = self._counted
        elif self._counted - self._staffed > _ALONE_S:
            raise no_cluster(self._address, "has no worker any more")
