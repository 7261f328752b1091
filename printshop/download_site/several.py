"""Issues bundled one after the other, or several at once in processes of their own."""

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

from printshop.download_site.bundle import Bundled, Bundling, bundle
from printshop.download_site.nouns import IssueFiles
from printshop.errors import PrintshopError
from printshop.processes import open_pool

_FEW = 6
"""So many are done before a process has begun."""
_LONGEST_S = 300.0


def bundle_all(
    orders: Sequence[Bundling], workers: int
) -> Iterator[tuple[IssueFiles, Bundled | str]]:
    """Bundle issues, and yield each with what came of it: a bundle, or what is wrong.

    A process that hangs or dies costs its own issue.
    """
    if workers < 2 or len(orders) <= _FEW:
        for order in orders:
            yield order.files, _bundled(order)
        return
    with open_pool(__name__, workers, _begin) as pool:
        futures = [pool.schedule(_bundled, (o,), timeout=_LONGEST_S) for o in orders]
        for order, future in zip(orders, futures, strict=True):
            yield order.files, _told(future)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the run


def _told(future: Future[Bundled | str]) -> Bundled | str:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 what has ended a process costs its issue
        return f"its downloads could not be made: {error}"


def _bundled(order: Bundling) -> Bundled | str:
    try:
        return bundle(order)
    except PrintshopError as error:
        return str(error)
