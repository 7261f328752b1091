"""How the service begins, works beside others, and ends."""

import contextlib
import signal
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from printshop.cli.main_group import run
from printshop.errors import ExitCode
from tests.newsroom import bare_newsroom, once
from tests.serving import Served, events, served, until, web_newsroom


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What services make of fonts, once for all of them."""
    return once(tmp_path_factory, "web-cache", lambda _: None)


# ------------------------------------------------------------------ the command


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bare_newsroom(tmp_path_factory.mktemp("bare")).root


def _says(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run(list(words))
    return code, capsys.readouterr().err


def test_a_port_that_is_taken_is_told_in_a_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        code, told = _says(capsys, "-C", str(workspace), "serve", "--port", port)

    assert code == ExitCode.SOURCE
    assert told.splitlines() == [
        f"printshop: 127.0.0.1:{port}: nothing can listen there: "
        "address already in use",
        "  Hint: give another one with --port, or end what listens there",
    ]


def test_an_address_of_another_machine_is_told_in_a_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("-C", str(workspace), "serve", "--host", "203.0.113.9")
    code, told = _says(capsys, *given)

    assert code == ExitCode.SOURCE
    assert "printshop: 203.0.113.9:8000: nothing can listen there" in told


def test_a_folder_without_a_paper_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = _says(capsys, "-C", str(tmp_path), "serve")

    assert code == ExitCode.SOURCE
    assert f"printshop: {tmp_path}: there is no printshop.toml" in told


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "prometheus_client"])
def test_without_the_web_extra_it_says_what_to_install(
    workspace: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    missing: str,
) -> None:
    ours = [name for name in sys.modules if name.startswith("printshop.web.")]
    theirs = [name for name in sys.modules if name.partition(".")[0] == missing]
    for name in (*ours, *theirs):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)

    code, told = _says(capsys, "-C", str(workspace), "serve")

    assert code == ExitCode.SOURCE
    assert told.splitlines() == [
        f"printshop: {missing}, which the web service needs, is not installed",
        "  Hint: pip install 'printshop[web]'",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--prefix", "a b"), "“a b” is no path such as /paper"),
        (("--prefix", "/../x"), "“/../x” is no path such as /paper"),
        (("--prefix", "/issues"), "“/issues” is the site’s own"),
        (("--proxy", "the-proxy"), "give one such as 127.0.0.1 or 10.0.0.0/8"),
        (("--address", "packet.example"), "is no address such as https://"),
        (("--address", "https://a.example/?x"), "is no address such as https://"),
        (("--address", "https://a.example:port"), "is no address such as https://"),
        (
            ("--address", "https://a.example/x", "--prefix", "/y"),
            "--prefix and the path of --address are not the same",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_meant_is_refused(
    workspace: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    code, said = _says(capsys, "-C", str(workspace), "serve", *words)

    assert code == ExitCode.USAGE
    assert told in " ".join(said.split())


# ------------------------------------------------------------------ a prefix


def test_a_site_below_a_prefix_has_it_in_every_address(
    tmp_path: Path, cache: Path
) -> None:
    newsroom = bare_newsroom(tmp_path / "paper")
    given = ("--address", "https://packet.example/paper", "--workers", "1")
    with served(newsroom.root, *given, cache=cache) as service:
        assert service.address.endswith("/paper/")
        with service.client() as client:
            page = client.get("issues/7/sea-wall").text
            pdf = client.get("issues/7/sea-wall.pdf")
            with client.stream("GET", "progress/issues/7/sea-wall.pdf") as answer:
                (ready,) = events(answer)
            feed = client.get("feed.json").json()
            # The proxy has cut the prefix off.
            host = service.address.removesuffix("paper/")
            bare = httpx.get(f"{host}issues/7/sea-wall.pdf")
        code = service.end(signal.SIGINT)

    assert code == 0
    told = [line["event"] for line in service.log]
    assert "ending" in told
    assert told[-1] == "ended"
    assert 'href="/paper/issues/7/sea-wall.pdf"' in page
    assert 'href="/issues/' not in page
    assert '"https://packet.example/paper/issues/7/sea-wall"' in page
    assert ready == ("ready", {"href": "/paper/issues/7/sea-wall.pdf"})
    assert feed["items"][0]["url"] == "https://packet.example/paper/issues/7"
    assert bare.content == pdf.content


# ------------------------------------------------------------------ several


@pytest.fixture
def two(tmp_path: Path, cache: Path) -> Iterator[tuple[Served, Served]]:
    """Two services on one newsroom's folder."""
    newsroom = web_newsroom(tmp_path / "paper")
    given = (newsroom.root, "--workers", "1")
    with (
        served(*given, cache=cache) as one,
        served(*given, cache=cache) as other,
    ):
        yield one, other


@pytest.mark.proof
def test_several_services_on_one_folder_make_a_file_once(
    two: tuple[Served, Served],
) -> None:
    path = "issues/7/night-boat.pdf"
    with ThreadPoolExecutor(6) as readers:
        asked = [
            readers.submit(httpx.get, f"{each.address}{path}", timeout=90)
            for each in two * 3
        ]
        answers = [each.result() for each in asked]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["etag"] for answer in answers}) == 1
    made = [one for service in two for one in service.renders()]
    assert made.count(("7", "article", "night-boat")) == 1


# ------------------------------------------------------------------ the end


def test_what_is_being_made_is_finished_and_what_waits_is_handed_on(
    tmp_path: Path, cache: Path
) -> None:
    newsroom = web_newsroom(tmp_path / "paper")
    given = (newsroom.root, "--workers", "1")
    with (
        served(*given, cache=cache) as service,
        ThreadPoolExecutor(3) as readers,
        service.client() as client,
    ):

        def read(path: str) -> Future[httpx.Response]:
            return readers.submit(httpx.get, f"{service.address}{path}", timeout=90)

        until(lambda: "first-frost" in client.get("sitemap.xml").text)
        until(service.is_ready)
        with service.held():
            first = read("issues/7/night-boat.pdf")
            until(lambda: service.figure("renders_at_work") == 1)
            waits = read("issues/3/first-frost.pdf")
            watches = read("progress/issues/3.pdf")
            until(lambda: service.figure("queue_files") == 2)
            service.process.send_signal(signal.SIGTERM)
            told_off, moved = waits.result(), watches.result()
        assert service.process.wait(60) == 0
        assert first.result().content.startswith(b"%PDF-")

    assert told_off.status_code == 503
    assert int(told_off.headers["retry-after"]) < 60
    assert "event: moved" in moved.text
    with served(*given, cache=cache) as next_one:
        until(lambda: len(next_one.renders()) == 2)
    handed_on = {("3", "reader", None), ("3", "article", "first-frost")}
    assert set(next_one.renders()) == handed_on


@pytest.mark.proof
def test_ctrl_c_a_second_time_ends_it_at_once(tmp_path: Path, cache: Path) -> None:
    newsroom = web_newsroom(tmp_path / "paper")
    with (
        served(newsroom.root, "--workers", "1", cache=cache) as service,
        ThreadPoolExecutor(1) as readers,
    ):
        until(service.is_ready)
        with service.held():
            _end_twice(service, readers)
    assert "Traceback" not in service.told.read_text("utf-8")


def _end_twice(service: Served, readers: ThreadPoolExecutor) -> None:
    address = f"{service.address}issues/7.pdf"
    reader = readers.submit(httpx.get, address, timeout=90)
    until(lambda: service.figure("renders_at_work") == 1)
    service.process.send_signal(signal.SIGINT)
    until(lambda: any(line["event"] == "ending" for line in service.log))
    assert service.process.poll() is None

    assert service.end(signal.SIGINT) == 0
    with contextlib.suppress(httpx.HTTPError):
        assert not reader.result().is_success
