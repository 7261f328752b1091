"""Machines for tests, all on loopback: a Dask cluster, and an S3 server over HTTP."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import fsspec
import pytest
from moto.server import ThreadedMotoServer

HERE = "127.0.0.1"
_PATIENCE_S = 60


@dataclass
class Machine:
    """A Dask worker with all that it begins; the group's number is its own."""

    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """Pull the plug: nothing of the machine is left."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Cluster:
    """A scheduler and its workers."""

    address: str
    scheduler: Machine
    machines: list[Machine] = field(default_factory=list)


@contextmanager
def cluster(
    folder: Path,
    machines: int = 2,
    *,
    words: tuple[str, ...] = (),
    more: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[Cluster]:
    """Start a scheduler and so many workers, as people do; they end with the test."""
    told = folder / "scheduler.json"
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(folder / "cache"),
        **(more or {}),
    }

    def start(*program: str) -> subprocess.Popen[bytes]:
        log = stack.enter_context((folder / "cluster.log").open("ab"))
        return subprocess.Popen(
            [sys.executable, "-m", *program, "--scheduler-file", str(told)],
            stderr=log,
            stdout=log,
            env=environment,
            cwd=cwd,
            start_new_session=True,
        )

    with ExitStack() as stack:
        where = ("--host", HERE, "--no-dashboard")
        first = start("distributed.cli.dask_scheduler", *where, "--port", "0")
        scheduler = Machine(first)
        stack.callback(_kill_if_there, scheduler)
        made = Cluster(_address(told), scheduler)
        for at in range(machines):
            local = (
                "--nthreads",
                "1",
                "--local-directory",
                str(folder / f"worker-{at}"),
            )
            worker = start("distributed.cli.dask_worker", *where, *local, *words)
            made.machines.append(Machine(worker))
            stack.callback(_kill_if_there, made.machines[-1])
        yield made


def _address(told: Path) -> str:
    """Wait until the scheduler has said where it listens."""
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        try:
            return str(json.loads(told.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise AssertionError("the scheduler has not begun")


def _kill_if_there(machine: Machine) -> None:
    if machine.process.poll() is None:
        machine.kill()


@dataclass(frozen=True)
class Bucket:
    """A bucket of an S3 server, as people would look into it."""

    name: str = "papers"

    @property
    def url(self) -> str:
        return f"s3://{self.name}"

    def files(self, below: str = "") -> dict[str, bytes]:
        """Read all that is in it, by the names below a place."""
        store = fsspec.filesystem("s3", use_listings_cache=False)
        root = f"{self.name}/{below}".rstrip("/")
        return {
            name[len(root) + 1 :]: store.cat_file(name) for name in store.find(root)
        }

    def kinds(self, below: str) -> dict[str, str]:
        """Ask what kind of file each object is, as a browser does."""
        store = fsspec.filesystem("s3", use_listings_cache=False)
        root = f"{self.name}/{below}"
        return {
            name[len(root) + 1 :]: store.info(name, refresh=True)["ContentType"]
            for name in store.find(root)
        }

    def take_in(self, folder: Path, below: str) -> None:
        """Copy a folder into it."""
        store = fsspec.filesystem("s3", use_listings_cache=False)
        for path in folder.rglob("*"):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                store.pipe_file(f"{self.name}/{below}/{name}", path.read_bytes())


@contextmanager
def s3_server(patch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """Serve S3 over HTTP, with an empty bucket; keys and address by the usual names."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address=HERE, port=0)
    server.start()
    try:
        _, port = server.get_host_and_port()
        url = f"http://{HERE}:{port}"
        patch.setenv("AWS_ENDPOINT_URL", url)
        patch.setenv("AWS_ACCESS_KEY_ID", "a-key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "its-secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        fsspec.filesystem("s3").clear_instance_cache()
        # What an earlier server of this process was given is still there.
        reset = urllib.request.Request(f"{url}/moto-api/reset", method="POST")
        urllib.request.urlopen(reset).close()
        bucket = Bucket()
        fsspec.filesystem("s3").mkdir(bucket.name)
        yield bucket
    finally:
        fsspec.filesystem("s3").clear_instance_cache()
        server.stop()
