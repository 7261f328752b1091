"""The command that shows the paper in browsers, and hands out its PDFs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from printshop.batch import Limits
from printshop.cli.options import today
from printshop.cli.serve_options import serve_options
from printshop.cli.talk import say
from printshop.errors import SourceError
from printshop.press import Shop, open_shop

if TYPE_CHECKING:
    from printshop.web.settings import Settings

_NEEDED = {"anyio", "h11", "prometheus_client", "starlette", "uvicorn"}


@click.command("serve", epilog="Example: printshop -C my-paper serve --port 8000")
@serve_options
@click.pass_context
def serve(context: click.Context, /, **given: Any) -> None:
    """Show the paper in the browser, and make its PDFs as readers ask for them.

    It goes on until Ctrl-C, or until the system ends it.
    """
    shop = open_shop(context.obj)
    try:
        from printshop.web.serving import serve_paper
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _NEEDED:
            raise
        raise SourceError(
            f"{missing}, which the web service needs, is not installed",
            hint="pip install 'printshop[web]'",
        ) from error
    serve_paper(_settings(shop, **given), today, lambda at: _say_ready(shop, at))
    say("printshop: the service has ended")


def _settings(
    shop: Shop,
    *,
    host: str,
    port: int,
    address: tuple[str, str],
    prefix: str | None,
    proxies: Sequence[Any],
    workers: int,
    queue: int,
    cache_size: int,
    time_limit: float,
    memory_limit: int,
    wait: float,
    grace: float,
) -> "Settings":
    from printshop.web.settings import Settings

    origin, below = address
    if prefix is not None and below not in {"", prefix}:
        raise click.UsageError("--prefix and the path of --address are not the same.")
    return Settings(
        root=shop.workspace.root,
        host=host,
        port=port,
        workers=workers,
        queue=queue,
        cache_bytes=cache_size * 2**20,
        limits=Limits(time_limit, time_limit, memory_limit),
        prefix=below if prefix is None else prefix,
        origin=origin,
        proxies=tuple(proxies),
        grace_s=grace,
        wait_s=wait,
    )


def _say_ready(shop: Shop, address: str) -> None:
    say(f"{shop.publication.title} is at {address} (Ctrl-C ends it)")
