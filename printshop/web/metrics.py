"""Numbers for Prometheus: requests, files made, queue, cache, processes.

They are those of this process; queue and cache are shared by all that work on one
newsroom's folder. No label has a value that a reader can choose.
"""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from printshop.batch.wanted import Wanted

_REQUEST_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_RENDER_S = (0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300)


class Metrics:
    """All numbers of one process."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._requests = Counter(
            "printshop_requests",
            "Requests that were answered.",
            ("page", "method", "status"),
            registry=registry,
        )
        self._request_s = Histogram(
            "printshop_request_seconds",
            "From a request's first byte to its answer's last.",
            ("page",),
            buckets=_REQUEST_S,
            registry=registry,
        )
        self._sent = Counter(
            "printshop_sent_bytes", "Bytes of answers.", ("page",), registry=registry
        )
        self._renders = Counter(
            "printshop_renders",
            "Files that were to be made, by what came of it.",
            ("edition", "outcome"),
            registry=registry,
        )
        self._render_s = Histogram(
            "printshop_render_seconds",
            "How long making a file took.",
            ("edition",),
            buckets=_RENDER_S,
            registry=registry,
        )
        self._gauges = dict(self._make_gauges())

    def _make_gauges(self) -> Iterator[tuple[str, Gauge]]:
        """Make what is only told when somebody asks."""
        for name, told in (
            ("queue_files", "Files that wait to be made."),
            ("queue_limit", "Files that may wait."),
            ("renders_at_work", "Files that are being made."),
            ("workers", "Processes of this service that make files."),
            ("cache_bytes", "Bytes of finished files."),
            ("cache_files", "Finished files."),
            ("last_render_timestamp_seconds", "When this service last made a file."),
        ):
            yield name, Gauge(f"printshop_{name}", told, registry=self._registry)

    def took_request(
        self, page: str, method: str, status: int, seconds: float, sent: int
    ) -> None:
        """Count an answer."""
        self._requests.labels(page, method, str(status)).inc()
        self._request_s.labels(page).observe(seconds)
        self._sent.labels(page).inc(sent)

    def took_render(self, wanted: Wanted, outcome: str, seconds: float) -> None:
        """Count a file that was to be made."""
        edition = wanted.edition.value
        self._renders.labels(edition, outcome).inc()
        self._render_s.labels(edition).observe(seconds)

    def written(self, **now: float) -> bytes:
        """Write all numbers; some of them are as they are now."""
        for name, value in now.items():
            self._gauges[name].set(value)
        return generate_latest(self._registry)
