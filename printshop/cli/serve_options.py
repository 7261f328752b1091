"""Options of ``serve`` that are more than a number: addresses, networks, a prefix."""

import ipaddress
import os
import re
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import click

from printshop.cli.options import memory_limit_option, time_limit_option

Command = TypeVar("Command", bound=Callable[..., object])

_OURS = {"issues", "progress", "search", "static", "health", "metrics"}
_PREFIX = re.compile(r"(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)+")


def _networks(
    context: click.Context,  # noqa: ARG001 click gives it
    parameter: click.Parameter,  # noqa: ARG001
    given: Sequence[str],
) -> tuple[object, ...]:
    """Read addresses of machines, and of networks."""
    try:
        return tuple(map(ipaddress.ip_network, given))
    except ValueError as error:
        raise click.BadParameter(
            f"{error}; give one such as 127.0.0.1 or 10.0.0.0/8"
        ) from error


def _prefix(
    context: click.Context,  # noqa: ARG001
    parameter: click.Parameter,  # noqa: ARG001
    given: str | None,
) -> str | None:
    return None if given is None else _path_before_all(given)


def _path_before_all(given: str) -> str:
    """Write a path with a slash before it, and none behind."""
    named = given.strip("/")
    prefix = f"/{named}" if named else ""
    if prefix and not _PREFIX.fullmatch(prefix):
        raise click.BadParameter(f"“{given}” is no path such as /paper")
    if named.partition("/")[0] in _OURS:
        raise click.BadParameter(f"“{given}” is the site’s own; take another")
    return prefix


def _public_address(
    context: click.Context,  # noqa: ARG001
    parameter: click.Parameter,  # noqa: ARG001
    given: str | None,
) -> tuple[str, str]:
    """Take an address apart: what is before the path, and the path."""
    if given is None:
        return "", ""
    wrong = click.BadParameter(
        f"“{given}” is no address such as https://packet.example"
    )
    try:
        parts = urlsplit(given)
        _ = parts.port
    except ValueError as error:
        raise wrong from error
    is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    if not is_whole or parts.query or parts.fragment or "@" in parts.netloc:
        raise wrong
    return f"{parts.scheme}://{parts.netloc}", _path_before_all(parts.path)


def _cores() -> int:
    return len(os.sched_getaffinity(0))


_PLACE = (
    click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        help="The address to listen at; 0.0.0.0 for all of this machine.",
    ),
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=8000,
        show_default=True,
        help="The port to listen at; 0 takes any that is free.",
    ),
    click.option(
        "--address",
        callback=_public_address,
        metavar="URL",
        help="Where readers find the site, for feeds and shared links.",
    ),
    click.option(
        "--prefix",
        callback=_prefix,
        metavar="PATH",
        help="Where the site begins, such as /paper; the path of --address.",
    ),
    click.option(
        "--proxy",
        "proxies",
        callback=_networks,
        multiple=True,
        metavar="ADDRESS",
        help="A proxy whose X-Forwarded-Proto and -Host are believed.",
    ),
)
_ROOM = (
    click.option(
        "--workers",
        type=click.IntRange(1, 256),
        default=_cores,
        metavar="N",
        help="Processes that make PDFs; one for each core unless given.",
    ),
    click.option(
        "--queue",
        type=click.IntRange(1, 10_000),
        default=100,
        metavar="N",
        show_default=True,
        help="PDFs that may wait; more readers are told to come back.",
    ),
    click.option(
        "--cache-size",
        type=click.IntRange(min=16),
        default=2048,
        metavar="MB",
        show_default=True,
        help="Room for finished PDFs.",
    ),
    time_limit_option,
    memory_limit_option,
    click.option(
        "--wait",
        type=click.FloatRange(min=1),
        default=50.0,
        metavar="SECONDS",
        show_default=True,
        help="How long a link waits for its PDF before it shows a page that waits.",
    ),
    click.option(
        "--grace",
        type=click.FloatRange(min=0),
        default=30.0,
        metavar="SECONDS",
        show_default=True,
        help="How long PDFs that are being made may take when it is to end.",
    ),
)


def serve_options(command: Command) -> Command:
    """Give a command all options of the service."""
    for option in reversed((*_PLACE, *_ROOM)):
        command = option(command)
    return command
