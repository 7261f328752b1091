"""The service as people run it: a process of its own, asked over loopback."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.newsroom import OLD_DATE, PAPER, Newsroom, prose

_PATIENCE_S = 90
_READY = re.compile(r"is at (http://\S+) \(Ctrl-C ends it\)")


@dataclass
class Served:
    """A service that answers."""

    newsroom: Newsroom
    address: str
    """Of its first page."""
    process: subprocess.Popen[bytes]
    told: Path
    """What it has written to standard error."""

    @property
    def log(self) -> list[dict[str, Any]]:
        """Read the lines of its log; the last may be half written."""
        lines = self.told.read_text("utf-8").splitlines(keepends=True)
        return [json.loads(each) for each in lines if each[0] == "{" and "\n" in each]

    def renders(self, outcome: str = "printed") -> list[tuple[str, str, str | None]]:
        """Name the files that its processes have made: issue, edition, story."""
        return [
            (line["issue"], line["edition"], line.get("story"))
            for line in self.log
            if line["event"] == "render" and line["outcome"] == outcome
        ]

    def workers(self) -> list[int]:
        """Name its processes that do jobs: what the one that forks has forked."""
        return [
            worker
            for child in _children(self.process.pid)
            for worker in _children(child)
        ]

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep its processes from doing anything, so that what is begun goes on."""
        _signal(self.workers(), signal.SIGSTOP)
        try:
            yield
        finally:
            self.go_on()

    def go_on(self) -> None:
        """Let its processes do what they were kept from."""
        _signal(self.workers(), signal.SIGCONT)

    def client(self, **given: Any) -> httpx.Client:
        """Give a client that knows the address."""
        return httpx.Client(base_url=self.address, timeout=_PATIENCE_S, **given)

    def figure(self, name: str) -> float:
        """Read one of its numbers."""
        text = httpx.get(f"{self.address}metrics", timeout=_PATIENCE_S).text
        found = re.search(rf"^printshop_{name} (\S+)$", text, re.MULTILINE)
        assert found, name
        return float(found[1])

    def is_ready(self) -> bool:
        """Tell whether its processes have shown that they can print."""
        return httpx.get(f"{self.address}health", timeout=_PATIENCE_S).is_success

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end, and give its exit code."""
        self.process.send_signal(by)
        return self.process.wait(_PATIENCE_S)


def _children(process: int) -> list[int]:
    """Name the children that any thread of a process has begun."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


def _signal(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)


def command(root: Path, *options: str) -> list[str]:
    """Write the command line of a service at a free port."""
    port = () if "--port" in options else ("--port", "0")
    service = ["-C", str(root), "serve", *port, *options]
    return [sys.executable, "-m", "printshop", *service]


@contextlib.contextmanager
def served(root: Path, *options: str, cache: Path | None = None) -> Iterator[Served]:
    """Run a service on a newsroom's folder until the end, whatever it is."""
    told = root.parent / f"{root.name}-{time.monotonic_ns()}.log"
    kept = cache or root.parent / "cache"
    environment = {**os.environ, "XDG_CACHE_HOME": str(kept)}
    with told.open("wb") as log:
        process = subprocess.Popen(
            command(root, *options),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment,
            start_new_session=True,
        )
    try:
        yield Served(Newsroom(root), _address(process, told), process, told)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            process.wait(20)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _address(process: subprocess.Popen[bytes], told: Path) -> str:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        if found := _READY.search(told.read_text("utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"the service has not begun: {told.read_text('utf-8')}")


def until(is_so: Any, patience_s: float = _PATIENCE_S) -> None:
    """Wait until something is so."""
    end = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < end, "it has never become so"
        time.sleep(0.05)


def events(answer: httpx.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read server-sent events as they come."""
    name = ""
    for line in answer.iter_lines():
        key, _, value = line.partition(": ")
        if key == "event":
            name = value
        elif key == "data":
            yield name, json.loads(value)


def web_newsroom(root: Path) -> Newsroom:
    """Write a small paper of two issues, which is printed in a second or two."""
    newsroom = Newsroom(root)
    newsroom.write({"printshop.toml": PAPER})
    newsroom.issue("7")
    newsroom.picture("issues/7/pictures/wall.png")
    newsroom.story(
        "7/sea-wall",
        prose("the sea wall", 220),
        headline="The sea wall is standing on habit alone",
        kicker="Mole Road",
        standfirst="Nobody remembers who built it, and nobody is asked to mend it",
        byline=[{"name": "Hector Mair", "role": "Reporter", "place": "Mole Road"}],
        rank=1,
        pictures=[
            {
                "file": "wall.png",
                "alt": "A wall at dusk",
                "caption": "The wall as it stood on Monday",
                "credit": "Nan Petrie",
            }
        ],
    )
    for rank, slug in enumerate(("night-boat", "new-crane", "fish-market"), 2):
        newsroom.story(f"7/{slug}", prose(slug.replace("-", " "), 180), rank=rank)
    newsroom.story("7/last-lamp", prose("the lamp", 160), section="Culture")
    newsroom.issue("3", OLD_DATE)
    newsroom.story("3/first-frost", prose("the frost", 120))
    return newsroom
