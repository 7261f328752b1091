"""One process that answers: its socket, its signals, and how it ends.

On SIGTERM or Ctrl-C no new connection is taken. What is being made may be finished
within the grace, and goes out to who waits for it; all else stays in the queue for
another process, or the next start. A second signal ends it at once.
"""

import asyncio
import contextlib
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import uvicorn
from starlette.types import ASGIApp

from printshop.errors import SourceError
from printshop.web.logbook import note
from printshop.web.service import Service
from printshop.web.settings import Settings

_KEPT_OPEN_S = 65
"""Longer than proxies keep a connection: the one that closes it should be theirs."""
_THREADS = 16
_AFTER_GRACE_S = 5.0
_FILES_A_READER = 3


def bound_socket(host: str, port: int) -> socket.socket:
    """Take a port. Raises SourceError in one sentence when that cannot be."""
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        hint = "give --host an address of this machine, such as 127.0.0.1"
        raise SourceError("there is no such address", where=where, hint=hint) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        listening.close()
        told = (error.strerror or "it cannot be had").lower()
        hint = "give another one with --port, or end what listens there"
        raise SourceError(
            f"nothing can listen there: {told}", where=where, hint=hint
        ) from error
    return listening


def address_of(listening: socket.socket, settings: Settings) -> str:
    """Write the address for who sits at this machine."""
    host, port = listening.getsockname()[:2]
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    shown = f"[{here}]" if ":" in here else here
    return f"http://{shown}:{port}{settings.prefix}/"


def run(
    service: Service, site: ASGIApp, listening: socket.socket, ready: Callable[[], None]
) -> None:
    """Answer until a signal comes; ``ready`` is told when the first one can be."""
    asyncio.run(_run(service, site, listening, ready))


async def _run(
    service: Service, site: ASGIApp, listening: socket.socket, ready: Callable[[], None]
) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(_THREADS, "reading"))
    server = _Server(_config(site, service.settings), ready)
    ending = _Ending(service, server)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ending.begin)
    try:
        await service.start()
        await server.serve(sockets=[listening])
    finally:
        listening.close()
        await ending.finish()


def _config(site: ASGIApp, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        site,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,  # the front desk dates an answer when it is given
        timeout_keep_alive=_KEPT_OPEN_S,
        timeout_graceful_shutdown=int(settings.grace_s + _AFTER_GRACE_S),
        limit_concurrency=_most_readers(),
    )


def _most_readers() -> int:
    """Ask for as many open files as are allowed, and count readers by them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 65536) if hard != resource.RLIM_INFINITY else 65536
    if soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return max(64, soft // _FILES_A_READER)


class _Server(uvicorn.Server):
    """Leaves signals to us, and says when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


class _Ending:
    """Ends the service: once with grace, the second time at once."""

    def __init__(self, service: Service, server: uvicorn.Server) -> None:
        self._service, self._server = service, server
        self._closing: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Do what a signal asks for."""
        if self._closing is None:
            grace_s = self._service.settings.grace_s
            note("ending", grace_s=grace_s)
            self._closing = asyncio.create_task(self._service.close(grace_s))
        else:
            self._server.force_exit = True
            self._closing.cancel()
        self._server.should_exit = True

    async def finish(self) -> None:
        """Wait until it has ended."""
        if self._closing is not None:
            await asyncio.wait((self._closing,))
        if self._closing is None or self._closing.cancelled():
            await self._service.close(0)
        else:
            self._closing.result()
        note("ended")
