"""Whether the service can really make PDFs, and its numbers.

A process that answers may have lost the ones that print. So ``/health`` is told by the
last file that was really set and written: when that is longer ago than a minute, a
small story is set on trial, once for all who ask meanwhile.
"""

import datetime
import json
import os

from starlette.requests import Request
from starlette.responses import Response

from printshop.web.press.nouns import Health
from printshop.web.service import Service

_RECENT_S = 55
_TRIAL_S = 20.0
_PLAIN = "text/plain; version=0.0.4; charset=utf-8"


class Infirmary:
    """Answers whoever watches over the service."""

    def __init__(self, service: Service) -> None:
        """Take the service."""
        self._service, self._press = service, service.press

    async def health(self, request: Request) -> Response:  # noqa: ARG002
        """Tell how it is; 503 when no PDF can be made, or when it is to end."""
        health = self._press.health()
        if not _is_recent(health) and not self._service.is_ending:
            health = await self._press.probe(_TRIAL_S)
        is_well = _is_recent(health) and not self._service.is_ending
        status = "ok" if is_well else "failing"
        told = {
            "status": "ending" if self._service.is_ending else status,
            "last_render": _render(health),
            "message": "" if is_well else health.told,
            "process": os.getpid(),
            **self._queue(),
        }
        return Response(
            json.dumps(told, indent=1) + "\n",
            status_code=200 if is_well else 503,
            media_type="application/json",
        )

    async def metrics(self, request: Request) -> Response:  # noqa: ARG002
        """Write all numbers for Prometheus."""
        figures = self._press.figures()
        last = self._press.health().last_render_at
        text = self._service.metrics.written(
            queue_files=figures.queued,
            queue_limit=figures.queue_limit,
            renders_at_work=figures.running,
            workers=figures.workers,
            cache_bytes=figures.cache_bytes,
            cache_files=figures.cache_files,
            last_render_timestamp_seconds=last.timestamp() if last else 0,
        )
        return Response(text, media_type=_PLAIN)

    def _queue(self) -> dict[str, int]:
        figures = self._press.figures()
        return {
            "workers": figures.workers,
            "at_work": figures.running,
            "queued": figures.queued,
        }


def _is_recent(health: Health) -> bool:
    at = health.last_render_at
    now = datetime.datetime.now(datetime.UTC)
    return at is not None and (now - at).total_seconds() <= _RECENT_S


def _render(health: Health) -> dict[str, object] | None:
    if health.last_render_at is None:
        return None
    return {
        "at": health.last_render_at.isoformat(timespec="seconds"),
        "seconds": round(health.seconds, 2),
        "is_trial": health.is_probe,
    }
