"""Serve a paper: all parts made, put together, and answering until they are to end."""

import datetime
from collections.abc import Callable
from typing import Any

from printshop.batch.wanted import Wanted
from printshop.web.archive import Archive
from printshop.web.logbook import note, open_logbook
from printshop.web.metrics import Metrics
from printshop.web.press import PressOptions, Rendered, WebPress
from printshop.web.server import address_of, bound_socket, run
from printshop.web.service import Service
from printshop.web.settings import Settings
from printshop.web.site import site


def serve_paper(
    settings: Settings,
    today: Callable[[], datetime.date],
    ready: Callable[[str], None],
) -> None:
    """Answer readers until a signal comes; ``ready`` is told the address.

    ``today`` is looked up by its name in other processes: it stands in a module.
    Raises PrintshopError when it cannot begin.
    """
    listening = bound_socket(settings.host, settings.port)
    open_logbook()
    metrics = Metrics()

    def listener(rendered: Rendered) -> None:
        metrics.took_render(rendered.wanted, rendered.outcome, rendered.seconds)
        _note_render(rendered.wanted, rendered)

    options = PressOptions(
        workers=settings.workers,
        queue=settings.queue,
        cache_bytes=settings.cache_bytes,
        limits=settings.limits,
    )
    press = WebPress(settings.root, options, today, listener)
    archive = Archive(settings.root, press.pages_of, today=today)
    service = Service(settings, press, archive, metrics, today)
    run(
        service,
        site(service),
        listening,
        lambda: ready(address_of(listening, settings)),
    )


def _note_render(wanted: Wanted, rendered: Rendered) -> None:
    told: dict[str, Any] = {"story": wanted.slug} if wanted.slug else {}
    if rendered.told:
        told["told"] = rendered.told
    note(
        "render",
        issue=wanted.number,
        edition=wanted.edition.value,
        **told,
        outcome=rendered.outcome,
        seconds=round(rendered.seconds, 2),
    )
