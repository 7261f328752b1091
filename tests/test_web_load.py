"""Many readers at once, and what is done to the service while they wait."""

import asyncio
import os
import signal
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.newsroom import once
from tests.serving import Served, events, served, until, web_newsroom

pytestmark = pytest.mark.proof

_PATIENCE_S = 120


@dataclass(frozen=True)
class Answer:
    """What one reader has got, and after how long."""

    status: int
    head: str
    body: bytes
    seconds: float


def ask(address: str, paths: Sequence[str]) -> list[Answer]:
    """Ask for all of these at once, each over a line of its own."""

    async def all_at_once() -> list[Answer]:
        return await asyncio.gather(*(_asked(address, path) for path in paths))

    return asyncio.run(all_at_once())


async def _asked(address: str, path: str) -> Answer:
    parts = urlsplit(address)
    began = time.monotonic()
    reading, writing = await asyncio.open_connection(parts.hostname, parts.port)
    asked = f"GET /{path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
    writing.write(asked.encode())
    answer = await asyncio.wait_for(reading.read(), _PATIENCE_S)
    took_s = time.monotonic() - began
    writing.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return Answer(int(head.split()[1]), head.decode().lower(), body, took_s)


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "web-cache", lambda _: None)


@pytest.fixture
def paper(tmp_path: Path, cache: Path) -> Iterator[Served]:
    newsroom = web_newsroom(tmp_path / "paper")
    given = ("--workers", "2", "--queue", "8")
    with served(newsroom.root, *given, cache=cache) as service:
        with service.client() as client:
            until(lambda: "first-frost" in client.get("sitemap.xml").text)
        until(service.is_ready)
        yield service


def test_two_hundred_readers_of_one_pdf_have_it_made_once(paper: Served) -> None:
    path = "issues/7/sea-wall.pdf"

    answers = ask(paper.address, [path, f"progress/{path}"] * 100)

    files, told = answers[::2], answers[1::2]
    assert {each.status for each in answers} == {200}
    assert len({each.body for each in files}) == 1
    assert files[0].body.startswith(b"%PDF-")
    assert all(b"event: ready" in each.body for each in told)
    assert paper.renders().count(("7", "article", "sea-wall")) == 1
    print(f"200 readers of one PDF: {_told(answers)}")  # noqa: T201


def test_of_five_hundred_readers_of_finished_files_nobody_waits_a_second(
    paper: Served,
) -> None:
    slugs = ("sea-wall", "night-boat", "new-crane", "fish-market", "last-lamp")
    paths = [f"issues/7/{slug}.pdf" for slug in slugs]
    ask(paper.address, paths)

    answers = ask(paper.address, paths * 100)

    print(f"500 readers of finished PDFs: {_told(answers)}")  # noqa: T201
    assert {each.status for each in answers} == {200}
    assert all(each.body.startswith(b"%PDF-") for each in answers)
    assert max(each.seconds for each in answers) < 1


def _told(answers: Sequence[Answer]) -> str:
    seconds = sorted(each.seconds for each in answers)
    middle = statistics.median(seconds)
    return f"median {middle:.2f} s, the slowest {seconds[-1]:.2f} s"


def _all_paths() -> list[str]:
    slugs = ("sea-wall", "night-boat", "new-crane", "fish-market", "last-lamp")
    stories = [f"issues/7/{slug}.pdf" for slug in slugs]
    stories.append("issues/3/first-frost.pdf")
    whole = ["issues/7.pdf", "issues/3.pdf"]
    return [
        f"{path}{e}"
        for path in (*stories, *whole)
        for e in ("", "?edition=large-print")
    ]


def test_a_full_queue_answers_at_once_and_recovers(paper: Served) -> None:
    paths = _all_paths()
    assert len(paths) > 8 + 2
    with paper.held():
        answers = _asked_while_held(paper, paths)

    refused = [each for each in answers if each.status == 503]
    given = [each for each in answers if each.status == 200]
    assert len(refused) + len(given) == len(paths)
    assert len(refused) >= len(paths) - 8 - 2
    assert all("retry-after: " in each.head for each in refused)
    assert all(each.body.startswith(b"%PDF-") for each in given)
    # And after that everybody gets everything.
    left = [path for path, each in zip(paths, answers, strict=True) if each in refused]
    for path in left:
        assert httpx.get(f"{paper.address}{path}", timeout=90).status_code == 200


def _asked_while_held(paper: Served, paths: Sequence[str]) -> list[Answer]:
    """Ask for all; let the processes go on when all the refused have been told so."""
    refused_s: list[float] = []

    async def one(path: str) -> Answer:
        answer = await _asked(paper.address, path)
        if answer.status == 503:
            refused_s.append(answer.seconds)
        return answer

    async def run() -> list[Answer]:
        asked = [asyncio.create_task(one(path)) for path in paths]
        while len(refused_s) < len(paths) - 8 - 2:
            await asyncio.sleep(0.02)
        paper.go_on()
        return await asyncio.gather(*asked)

    answers = asyncio.run(run())
    assert max(refused_s) < 1
    return answers


def test_a_process_that_is_killed_in_the_middle_gives_a_second_try(
    tmp_path: Path, cache: Path
) -> None:
    newsroom = web_newsroom(tmp_path / "paper")
    with served(newsroom.root, "--workers", "1", cache=cache) as paper:
        until(paper.is_ready)
        progress = f"{paper.address}progress/issues/7.pdf"
        with httpx.stream("GET", progress, timeout=_PATIENCE_S) as answer:
            told = events(answer)
            at_work = {"setting", "making-up", "writing"}
            while (stage := next(told)[1]["stage"]) not in at_work:
                assert stage in {"queued", "looking"}
            for worker in paper.workers():
                os.kill(worker, signal.SIGKILL)
            ended = list(told)[-1]
        file = httpx.get(f"{paper.address}issues/7.pdf")

    assert ended == ("ready", {"href": "/issues/7.pdf"})
    assert file.content.startswith(b"%PDF-")
    assert file.content.rstrip().endswith(b"%%EOF")
    assert paper.renders().count(("7", "reader", None)) == 1


def test_a_button_outlives_a_restart_of_the_service(
    tmp_path: Path, cache: Path
) -> None:
    newsroom = web_newsroom(tmp_path / "paper")
    given = ("--workers", "1")
    with served(newsroom.root, *given, cache=cache) as first:
        until(first.is_ready)
        port = str(urlsplit(first.address).port)
        path = f"{first.address}progress/issues/7.pdf"
        with first.held():
            with httpx.stream("GET", path, timeout=60) as answer:
                lines = answer.iter_lines()
                while "looking" not in next(lines):
                    pass
            first.process.send_signal(signal.SIGKILL)
            first.process.wait()
    with served(newsroom.root, *given, "--port", port, cache=cache) as second:
        told = httpx.get(path, timeout=90).text

        assert "event: ready" in told
        assert second.renders().count(("7", "reader", None)) == 1
