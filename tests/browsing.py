"""A real browser, and a small site on loopback for it to read."""

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Browser, sync_playwright

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Shelf:
    """What the site holds at an address."""

    data: bytes
    media_type: str
    policy: str = POLICY


Answer = Shelf | Callable[[BaseHTTPRequestHandler], None]
"""What is given at an address: bytes, or whatever a function writes."""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Open Debian's browser, without a window."""
    path = shutil.which("chromium")
    assert path, "chromium is missing: make test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextlib.contextmanager
def shelved(answers: Mapping[str, Answer]) -> Iterator[str]:
    """Answer on loopback with what the mapping holds then; give the address."""

    class Librarian(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            answer = answers.get(self.path)
            with contextlib.suppress(ConnectionError):
                if isinstance(answer, Shelf):
                    self._give(answer)
                elif answer:
                    answer(self)
                else:
                    self.send_error(404)

        def _give(self, shelf: Shelf) -> None:
            self.send_response(200)
            self.send_header("Content-Type", shelf.media_type)
            self.send_header("Content-Security-Policy", shelf.policy)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Length", str(len(shelf.data)))
            self.end_headers()
            self.wfile.write(shelf.data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Librarian)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
