"""Files, pages and events as they go over the line, and what every answer has."""

import asyncio
import datetime
import gzip
import io
import ipaddress
import json
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from printshop.batch.limits import Limits
from printshop.web.conditions import Version
from printshop.web.events import EventAnswer
from printshop.web.file_answer import answer_file, disposition
from printshop.web.front_desk import FrontDesk
from printshop.web.logbook import LOG, open_logbook
from printshop.web.metrics import Metrics
from printshop.web.nouns import Made, NotMade, Progress, Stage, Trouble
from printshop.web.proxy import BehindProxy, addresses_for
from printshop.web.settings import Settings
from printshop.web.text_answer import answer_text
from tests.loopback import on_loopback, raw_request

MADE = datetime.datetime(2026, 11, 20, 6, 30, 12, tzinfo=datetime.UTC)
BYTES = bytes(range(256)) * 2000
LONG = "<p>All quiet on the mole.</p>\n" * 200


def _settings(**given: object) -> Settings:
    usual: dict[str, object] = {
        "root": Path(),
        "host": "127.0.0.1",
        "port": 0,
        "workers": 1,
        "queue": 1,
        "cache_bytes": 1,
        "limits": Limits(),
    }
    return Settings(**{**usual, **given})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "paper.pdf").write_bytes(BYTES)
    (folder / "short.pdf").write_bytes(BYTES[:-1])
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    async def file(request: Request) -> Response:
        path = folder / request.path_params["name"]
        headers = {"Content-Disposition": disposition("mole-gazette-7.pdf")}
        version = Version('"7c1f"', MADE)
        answer = await answer_file(request, path, len(BYTES), version, headers)
        return answer or Response(status_code=410)

    async def page(request: Request) -> Response:
        return answer_text(request, LONG)

    async def note(request: Request) -> Response:
        return answer_text(request, "All quiet.", "text/plain; charset=utf-8")

    routes = [Route("/page", page), Route("/note", note), Route("/{name}", file)]
    with on_loopback(Starlette(routes=routes)) as client:
        yield client


# ------------------------------------------------------------------ files


def test_a_file_is_handed_out_whole_with_its_name_tag_and_length(
    client: httpx.Client,
) -> None:
    answer = client.get("/paper.pdf")

    assert answer.content == BYTES
    assert answer.headers["content-length"] == str(len(BYTES))
    assert answer.headers["etag"] == '"7c1f"'
    assert answer.headers["last-modified"] == "Fri, 20 Nov 2026 06:30:12 GMT"
    assert answer.headers["accept-ranges"] == "bytes"
    named = answer.headers["content-disposition"]
    assert named == 'attachment; filename="mole-gazette-7.pdf"'


def test_head_tells_of_a_file_what_get_does_and_sends_nothing(
    client: httpx.Client,
) -> None:
    got, asked = client.get("/paper.pdf"), client.head("/paper.pdf")

    assert (asked.status_code, asked.content) == (200, b"")
    assert dict(asked.headers) == {**got.headers, "date": asked.headers["date"]}


def test_who_has_a_file_is_told_so(client: httpx.Client) -> None:
    answer = client.get("/paper.pdf", headers={"If-None-Match": '"7c1f"'})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == '"7c1f"'
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("0-0", 0, 0), ("1000-300000", 1000, 300_000), ("-7", 511_993, 511_999)],
)
def test_a_part_of_a_file_is_handed_out(
    client: httpx.Client, asked: str, first: int, last: int
) -> None:
    answer = client.get("/paper.pdf", headers={"Range": f"bytes={asked}"})

    assert (answer.status_code, answer.content) == (206, BYTES[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/512000"
    assert answer.headers["content-length"] == str(last - first + 1)


def test_a_broken_download_is_resumed_only_if_the_file_is_the_same(
    client: httpx.Client,
) -> None:
    rest = {"Range": "bytes=500000-"}

    same = client.get("/paper.pdf", headers={**rest, "If-Range": '"7c1f"'})
    new = client.get("/paper.pdf", headers={**rest, "If-Range": '"old"'})

    assert (same.status_code, same.content) == (206, BYTES[500000:])
    assert (new.status_code, new.content) == (200, BYTES)


def test_a_part_beyond_the_end_is_refused_with_the_size(client: httpx.Client) -> None:
    answer = client.get("/paper.pdf", headers={"Range": f"bytes={len(BYTES)}-"})

    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(BYTES)}"


@pytest.mark.parametrize("name", ["short.pdf", "gone.pdf"])
def test_a_file_that_is_not_as_it_should_be_is_not_handed_out(
    client: httpx.Client, name: str
) -> None:
    assert client.get(f"/{name}").status_code == 410


def test_a_file_that_is_cleared_away_is_still_handed_out_to_its_end(
    client: httpx.Client, folder: Path
) -> None:
    doomed = folder / "doomed.pdf"
    doomed.write_bytes(BYTES)
    with client.stream("GET", "/doomed.pdf") as answer:
        doomed.unlink()

        assert b"".join(answer.iter_bytes()) == BYTES


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("paper-2566.pdf", 'attachment; filename="paper-2566.pdf"'),
        (
            "zeitung-№ 5.pdf",
            'attachment; filename="zeitung-_ 5.pdf"; '
            "filename*=UTF-8''zeitung-%E2%84%96%205.pdf",
        ),
        (
            'a"b\r\nSet-Cookie: c.pdf',
            'attachment; filename="a_b__Set-Cookie: c.pdf"; '
            "filename*=UTF-8''a%22b%0D%0ASet-Cookie%3A%20c.pdf",
        ),
    ],
)
def test_a_file_is_saved_under_its_name(name: str, header: str) -> None:
    assert disposition(name) == header


# ------------------------------------------------------------------ pages


def test_a_page_is_compressed_for_who_can_read_that(client: httpx.Client) -> None:
    packed = client.get("/page", headers={"Accept-Encoding": "br, gzip"})
    plain = client.get("/page", headers={"Accept-Encoding": "gzip;q=0"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text == LONG
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert int(packed.headers["content-length"]) < len(LONG) / 10
    again = client.get("/page", headers={"If-None-Match": packed.headers["etag"]})
    assert again.status_code == 304


def test_a_short_text_is_sent_as_it_is(client: httpx.Client) -> None:
    answer = client.get("/note")

    assert answer.text == "All quiet."
    assert {"content-encoding", "vary"}.isdisjoint(answer.headers)


# ------------------------------------------------------------------ events


async def _story() -> AsyncIterator[Progress | Made | NotMade]:
    yield Progress(Stage.QUEUED, 2)
    yield Progress(Stage.SETTING, 12, 26)
    yield Made("k", "7c1f", Path("x"), 1, 1, MADE)


async def _trouble(trouble: Trouble) -> AsyncIterator[Progress | Made | NotMade]:
    yield NotMade(trouble, "/srv/newsroom/issues/7/boat.md: what is wrong")


def _events(told: str) -> list[tuple[str, object]]:
    blocks = (block.splitlines() for block in told.split("\n\n"))
    pairs = (dict(line.split(": ", 1) for line in b) for b in blocks if b)
    return [(p["event"], json.loads(p["data"])) for p in pairs if "event" in p]


def test_progress_is_told_as_events_and_ends_with_the_address() -> None:
    async def progress(_: Request) -> Response:
        return EventAnswer(_story(), "/issues/7.pdf", {"Cache-Control": "no-store"})

    with on_loopback(Starlette(routes=[Route("/", progress)])) as client:
        answer = client.get("/")
        headers = client.head("/").headers

    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.text.startswith("retry: ")
    assert _events(answer.text) == [
        ("progress", {"stage": "queued", "done": 2, "total": 0}),
        ("progress", {"stage": "setting", "done": 12, "total": 26}),
        ("ready", {"href": "/issues/7.pdf"}),
    ]
    assert headers["content-type"] == answer.headers["content-type"]


@pytest.mark.parametrize(
    ("trouble", "event"),
    [
        (Trouble.COPY, ("failed", {"trouble": "copy", "retry": False})),
        (Trouble.LIMIT, ("failed", {"trouble": "limit", "retry": True})),
        (Trouble.DIED, ("failed", {"trouble": "died", "retry": True})),
        (Trouble.STOPPED, ("moved", {})),
    ],
)
def test_a_failure_is_told_without_the_newsrooms_words(
    trouble: Trouble, event: tuple[str, object]
) -> None:
    async def progress(_: Request) -> Response:
        return EventAnswer(_trouble(trouble), "/issues/7.pdf", {})

    with on_loopback(Starlette(routes=[Route("/", progress)])) as client:
        told = client.get("/").text

    assert _events(told) == [event]
    assert "newsroom" not in told


def test_who_goes_away_is_told_nothing_more() -> None:
    ended = []

    async def news() -> AsyncIterator[Progress | Made | NotMade]:
        try:
            yield Progress(Stage.QUEUED, 1)
            await asyncio.sleep(60)
        finally:
            ended.append("heard")

    async def progress(_: Request) -> Response:
        return EventAnswer(news(), "/", {})

    with on_loopback(Starlette(routes=[Route("/", progress)])) as client:
        with client.stream("GET", "/") as answer:
            lines = answer.iter_lines()
            while "queued" not in next(lines):
                pass
        while not ended:
            client.head("/")

    assert ended == ["heard"]


# ------------------------------------------------------------------ front desk


async def _mistake(_: Request) -> Response:
    raise KeyError("a mistake")


async def _told(request: Request) -> Response:
    addresses = addresses_for(request.scope, request.app.state.settings)
    return JSONResponse({"front": addresses.whole(addresses.front())})


def _site(metrics: Metrics, **given: object) -> BehindProxy:
    async def page(request: Request) -> Response:
        return answer_text(request, LONG)

    settings = _settings(**given)
    routes = [Route("/page", page), Route("/mistake", _mistake), Route("/told", _told)]
    routes.append(Route("/issues/{number}.pdf", page))
    app = Starlette(routes=routes)
    app.state.settings = settings
    return BehindProxy(FrontDesk(app, metrics), settings)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Open the log into memory, and put back what was there."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    open_logbook(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    LOG.setLevel(logging.NOTSET)


def test_every_answer_has_strict_headers_and_a_name(log: io.StringIO) -> None:
    with on_loopback(_site(Metrics())) as client:
        for path in ("/page", "/nothing", "/issues/7.pdf"):
            headers = client.get(path).headers
            policy = headers["content-security-policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert len(headers["x-request-id"]) == 16
            is_pdf = path.endswith(".pdf")
            assert ("access-control-allow-origin" in headers) == is_pdf
        named = client.get("/page", headers={"X-Request-ID": "from-the-proxy-1"})
        odd = client.get("/page", headers={"X-Request-ID": "<b>"})

    assert named.headers["x-request-id"] == "from-the-proxy-1"
    assert "<b>" not in odd.headers["x-request-id"]
    assert log.getvalue().count('"event": "request"') == 5


def test_each_answer_is_a_line_of_json_without_the_reader(log: io.StringIO) -> None:
    with on_loopback(_site(Metrics())) as client:
        client.get("/page?q=a+private+question", headers={"Accept-Encoding": "gzip"})

    (line,) = map(json.loads, log.getvalue().splitlines())
    size = len(gzip.compress(LONG.encode(), 5, mtime=0))
    assert (line["event"], line["level"]) == ("request", "info")
    assert (line["method"], line["path"], line["status"]) == ("GET", "/page", 200)
    assert line["bytes"] == size
    assert "private" not in log.getvalue()
    assert "127.0.0.1" not in log.getvalue()


def test_a_mistake_is_an_answer_and_a_traceback_in_the_log(log: io.StringIO) -> None:
    with on_loopback(_site(Metrics())) as client:
        answer = client.get("/mistake")

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert answer.status_code == 500
    assert "KeyError" not in answer.text
    (mistake,) = (line for line in lines if line["event"] == "mistake")
    assert "KeyError: 'a mistake'" in mistake["traceback"]
    assert mistake["request"] == answer.headers["x-request-id"]


@pytest.mark.usefixtures("log")
def test_requests_are_counted_by_page_and_not_by_address() -> None:
    metrics = Metrics()
    with on_loopback(_site(metrics)) as client:
        for number in range(5):
            client.get(f"/issues/{number}.pdf")
        client.get("/elsewhere")
        client.request("BREW", "/page")

    text = metrics.written().decode()
    row = 'printshop_requests_total{method="GET",page="page",status="200"} 5.0'
    assert row in text
    assert 'method="other",page="page",status="405"} 1.0' in text
    assert 'page="unknown",status="404"} 1.0' in text
    assert "elsewhere" not in text


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("path", ["/paper/told", "/told"])
def test_a_proxy_may_cut_off_the_prefix_or_leave_it(path: str) -> None:
    with on_loopback(_site(Metrics(), prefix="/paper")) as client:
        port = client.base_url.port

        told = client.get(path).json()

    assert told == {"front": f"http://127.0.0.1:{port}/paper/"}


FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "packet.example"}


@pytest.mark.usefixtures("log")
def test_only_a_named_proxy_is_believed() -> None:
    near, far = map(ipaddress.ip_network, ("127.0.0.0/8", "10.0.0.0/8"))
    with on_loopback(_site(Metrics(), proxies=(near,))) as client:
        believed = client.get("/told", headers=FORWARDED).json()
        chain = {"X-Forwarded-Host": "evil.example, packet.example"}
        nearest = client.get("/told", headers={**FORWARDED, **chain}).json()
        odd = {"X-Forwarded-Host": "a b", "X-Forwarded-Proto": "gopher"}
        ignored = client.get("/told", headers=odd).json()
    with on_loopback(_site(Metrics(), proxies=(far,))) as client:
        unknown = client.get("/told", headers=FORWARDED).json()

    assert believed == nearest == {"front": "https://packet.example/"}
    assert ignored["front"].startswith("http://127.0.0.1:")
    assert unknown["front"].startswith("http://127.0.0.1:")


@pytest.mark.usefixtures("log")
def test_the_address_that_was_given_is_printed_whoever_asks() -> None:
    site = _site(Metrics(), origin="https://packet.example", prefix="/paper")
    with on_loopback(site) as client:
        told = client.get("/told", headers={"Host": "evil.example"}).json()

    assert told == {"front": "https://packet.example/paper/"}


@pytest.mark.usefixtures("log")
def test_a_host_that_is_none_is_never_printed() -> None:
    with on_loopback(_site(Metrics())) as client:
        answer = raw_request(
            client,
            b'GET /told HTTP/1.1\r\nHost: a"><script>\r\nConnection: close\r\n\r\n',
        )

    assert answer.endswith(b'{"front":"/"}')


@pytest.mark.usefixtures("log")
def test_a_line_on_a_terminal_is_for_people() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    open_logbook(terminal)
    with on_loopback(_site(Metrics())) as client:
        client.get("/page/%1b%5B31m")

    (line,) = terminal.getvalue().splitlines()
    assert "404 GET /page/\\x1b[31m ms=" in line
