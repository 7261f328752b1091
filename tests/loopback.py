"""A site on loopback, answered by the server that answers readers."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import uvicorn
from starlette.types import ASGIApp

_PATIENCE_S = 30


@contextlib.contextmanager
def on_loopback(site: ASGIApp) -> Iterator[httpx.Client]:
    """Serve a site in a thread, and give a client that knows its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        site,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        end = time.monotonic() + _PATIENCE_S
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        port = listening.getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def raw_request(client: httpx.Client, request: bytes) -> bytes:
    """Send bytes as they are, and read what comes until the line is closed."""
    address = (client.base_url.host, client.base_url.port or 80)
    answer = b""
    with (
        socket.create_connection(address, timeout=10) as line,
        contextlib.suppress(ConnectionError),
    ):
        line.sendall(request)
        while chunk := line.recv(65536):
            answer += chunk
    return answer
