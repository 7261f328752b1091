"""The paper in the browser, asked over HTTP: pages, PDFs, feeds, and what is refused.

One service answers all of it, as ``printshop serve`` runs it.
"""

import hashlib
import json
import re
from collections.abc import Iterator

import httpx
import pytest
from lxml import etree, html

from tests.loopback import raw_request
from tests.newsroom import once
from tests.serving import Served, events, served, until, web_newsroom

HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9"}
SECRET = "nobody may read this"


@pytest.fixture(scope="module")
def paper(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    """A service on a small paper; its third issue has a story that cannot be read."""
    folder = tmp_path_factory.mktemp("web")
    newsroom = web_newsroom(folder / "paper")
    newsroom.issue("5")
    newsroom.story("5/broken", "Text.", section="Gardening")
    newsroom.story("5/whole", "All is well here.\n\nAnd there.")
    newsroom.write({"secret.md": SECRET, "../secret.md": SECRET})
    cache = once(tmp_path_factory, "web-cache", lambda _: None)
    with served(newsroom.root, "--workers", "1", cache=cache) as service:
        yield service


@pytest.fixture(scope="module")
def client(paper: Served) -> Iterator[httpx.Client]:
    with paper.client() as client:
        yield client


def _page(answer: httpx.Response) -> html.HtmlElement:
    assert answer.headers["content-type"] == "text/html; charset=utf-8", answer.text
    return html.fromstring(answer.content)


def _text(answer: httpx.Response) -> str:
    return " ".join(_page(answer).text_content().split())


def _links(answer: httpx.Response) -> list[str]:
    return [str(link) for link in _page(answer).xpath("//@href | //@src")]


# ------------------------------------------------------------------ pages


def test_the_front_has_the_issues_and_the_latest_stories(client: httpx.Client) -> None:
    until(lambda: "first-frost" in client.get("/sitemap.xml").text)
    front = client.get("/", headers=HTML)

    links = _links(front)
    assert "/issues/7/sea-wall" in links
    assert {"/issues/7", "/issues/7.pdf", "/issues/3"} <= set(links)
    assert "The sea wall is standing on habit alone" in _text(front)


def test_an_issue_has_its_contents_and_its_pdfs(client: httpx.Client) -> None:
    issue = client.get("/issues/7", headers=HTML)

    slugs = ("sea-wall", "night-boat", "new-crane", "fish-market", "last-lamp")
    assert {f"/issues/7/{slug}" for slug in slugs} <= set(_links(issue))
    assert "/issues/7.pdf?edition=large-print" in _links(issue)


def test_a_story_is_read_on_a_page_of_its_own(client: httpx.Client) -> None:
    story = client.get("/issues/7/sea-wall", headers=HTML)

    text = _text(story)
    for words in (
        "The sea wall is standing on habit alone",
        "Hector Mair",
        "The wall as it stood on Monday",
        "On count 1 the harbour board asked about the sea wall",
    ):
        assert words in text
    assert "/issues/7/sea-wall.pdf" in _links(story)


def test_an_old_story_says_so(client: httpx.Client) -> None:
    assert "This article is over" in _text(client.get("/issues/3/first-frost"))


def test_stories_are_found_by_their_words(client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "frost"}, headers=HTML)
    nothing = client.get("/search", params={"q": "zeppelin"}, headers=HTML)

    assert "/issues/3/first-frost" in _links(found)
    assert "/issues/7/sea-wall" not in _links(found)
    assert not [link for link in _links(nothing) if re.match(r"/issues/\d+/", link)]
    assert client.get("/search").status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "٣", ""])
def test_a_page_that_is_none_is_the_first_or_the_last(
    client: httpx.Client, page: str
) -> None:
    for address in ("/", "/search?q=frost"):
        answer = client.get(httpx.URL(address).copy_merge_params({"page": page}))
        assert answer.status_code == 200


def test_an_address_with_a_slash_too_many_leads_on(client: httpx.Client) -> None:
    for path in ("/issues/7/", "/issues/7/sea-wall/"):
        answer = client.get(path)
        assert answer.status_code == 308
        assert answer.headers["location"] == path.rstrip("/")
    away = raw_request(
        client, b"GET //evil.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    )
    assert away.startswith(b"HTTP/1.1 404 ")


def test_every_link_of_every_page_leads_somewhere(client: httpx.Client) -> None:
    pages = ["/", "/issues/7", "/issues/7/sea-wall", "/issues/3/first-frost"]
    links = {
        link.partition("#")[0]
        for page in (*pages, "/search?q=lamp", "/nowhere")
        for link in _links(client.get(page, headers=HTML))
    }
    own = {
        link.removeprefix(str(client.base_url).rstrip("/"))
        for link in links
        if link.startswith(("/", str(client.base_url)))
    }

    assert len(own) > 15
    for link in own - {""}:
        if ".pdf" not in link:
            assert client.get(link).status_code == 200, link
    # Nothing that a browser loads by itself comes from elsewhere.
    for page in pages:
        tree = _page(client.get(page))
        loaded = tree.xpath(
            "//@src | //link[@rel='stylesheet' or @rel='preload']/@href"
        )
        assert loaded
        assert all(str(link).startswith("/") for link in loaded)


def test_who_has_a_page_is_told_so_until_it_changes(
    paper: Served, client: httpx.Client
) -> None:
    path = "/issues/7/new-crane"
    first = client.get(path)
    known = {"If-None-Match": first.headers["etag"]}
    assert client.get(path, headers=known).status_code == 304

    paper.newsroom.change("issues/7/new-crane.md", "New crane", "The crane is here")

    edited = client.get(path, headers=known)
    assert edited.status_code == 200
    assert "The crane is here" in _text(edited)


def test_what_the_design_needs_may_be_kept_for_good(client: httpx.Client) -> None:
    links = [link for link in _links(client.get("/")) if link.startswith("/static/")]

    assert {"css", "js", "woff2"} <= {link.rpartition(".")[2] for link in links}
    for link in links:
        answer = client.get(link)
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/web.css").status_code == 404
    script = client.get("/download.js")
    assert script.headers["access-control-allow-origin"] == "*"
    assert script.headers["cache-control"] == "no-cache"


def test_pictures_are_cut_for_the_web(client: httpx.Client) -> None:
    story = _page(client.get("/issues/7/sea-wall"))
    (name, *_) = (
        link for link in story.xpath("//main//img/@src") if "/pictures/" in link
    )

    answer = client.get(name)

    assert answer.headers["content-type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(re.sub(r"-\d+\.webp", "-479.webp", name)).status_code == 404


# ------------------------------------------------------------------ PDFs


def test_a_storys_pdf_is_made_when_it_is_asked_for(
    paper: Served, client: httpx.Client
) -> None:
    answer = client.get("/issues/7/sea-wall.pdf")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == str(len(answer.content))
    named = 'attachment; filename="mole-gazette-7-sea-wall.pdf"'
    assert answer.headers["content-disposition"] == named
    digest = hashlib.sha256(answer.content).hexdigest()
    assert answer.headers["etag"] == f'"{digest}"'
    assert answer.headers["cache-control"] == "no-cache"
    assert ("7", "article", "sea-wall") in paper.renders()


def test_what_was_made_once_is_handed_out_again(
    paper: Served, client: httpx.Client
) -> None:
    first = client.get("/issues/7/sea-wall.pdf")
    known = {"If-None-Match": first.headers["etag"]}

    head = client.head("/issues/7/sea-wall.pdf")
    again = client.get("/issues/7/sea-wall.pdf", headers=known)
    part = client.get("/issues/7/sea-wall.pdf", headers={"Range": "bytes=100-199"})

    assert head.headers["content-length"] == first.headers["content-length"]
    assert head.headers["etag"] == first.headers["etag"]
    assert (again.status_code, again.content) == (304, b"")
    assert (part.status_code, part.content) == (206, first.content[100:200])
    assert paper.renders().count(("7", "article", "sea-wall")) == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/issues/7.pdf", "mole-gazette-7.pdf"),
        ("/issues/7.pdf?edition=reader", "mole-gazette-7.pdf"),
        ("/issues/7.pdf?edition=large-print", "mole-gazette-7-large-print.pdf"),
        (
            "/issues/3/first-frost.pdf?edition=large-print",
            "mole-gazette-3-first-frost-large-print.pdf",
        ),
    ],
)
def test_every_edition_for_readers_is_handed_out(
    client: httpx.Client, path: str, name: str
) -> None:
    answer = client.get(path)

    assert answer.content.startswith(b"%PDF-")
    assert f'"{name}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "path",
    [
        "/issues/8.pdf",
        "/issues/8/sea-wall.pdf",
        "/issues/7/nothing.pdf",
        "/issues/7.pdf?edition=press",
        "/issues/7.pdf?edition=article",
        "/issues/7/sea-wall.pdf?edition=reader",
        "/issues/7/sea-wall.pdf?edition=../../x",
        "/issues/7/cover-481.webp",
        "/issues/7/pictures/wall.png",
        "/issues/7/pictures/..%2f..%2fsecret-480.webp",
        "/static/..%2fweb.css",
        "/sitemap-2.xml",
        "/sitemap-" + "9" * 5000 + ".xml",
        "/nowhere",
    ],
)
def test_what_is_not_there_is_told_in_words(client: httpx.Client, path: str) -> None:
    plain, page = client.get(path), client.get(path, headers=HTML)

    assert (plain.status_code, page.status_code) == (404, 404)
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert len(plain.text.splitlines()) == 1
    assert plain.text.strip() in _text(page)
    assert "/" in _links(page)


def test_an_edit_is_in_the_next_download_under_a_new_tag(
    paper: Served, client: httpx.Client
) -> None:
    before = client.get("/issues/7/fish-market.pdf")
    paper.newsroom.change("issues/7/fish-market.md", "count 1 the", "count 1 our")

    after = client.get(
        "/issues/7/fish-market.pdf", headers={"If-None-Match": before.headers["etag"]}
    )

    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    assert after.content != before.content


def test_what_the_newsroom_has_to_mend_is_told_to_readers_in_words(
    paper: Served, client: httpx.Client
) -> None:
    plain = client.get("/issues/5.pdf")
    page = client.get("/issues/5.pdf", headers=HTML)
    with client.stream("GET", "/progress/issues/5.pdf") as answer:
        told = list(events(answer))

    assert (plain.status_code, page.status_code) == (500, 500)
    assert plain.text.strip() in _text(page)
    assert "broken.md" not in plain.text + page.text
    assert "/issues/5.pdf" in _links(page)
    assert told[-1] == ("failed", {"trouble": "copy", "retry": False})
    (line, *_) = (each for each in paper.log if each.get("outcome") == "copy")
    assert "broken.md" in line["told"]


def test_progress_is_told_while_a_pdf_is_made(client: httpx.Client) -> None:
    path = "/progress/issues/7/last-lamp.pdf?edition=large-print"
    with client.stream("GET", path) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["access-control-allow-origin"] == "*"
        told = list(events(answer))

    assert [name for name, _ in told[:-1]] == ["progress"] * (len(told) - 1)
    assert len(told) > 1
    ready = {"href": "/issues/7/last-lamp.pdf?edition=large-print"}
    assert told[-1] == ("ready", ready)
    assert client.get("/progress/issues/7/nothing.pdf").status_code == 404


def test_a_cover_is_drawn_of_the_issue(client: httpx.Client) -> None:
    client.get("/issues/7.pdf")
    client.get("/issues/7")
    until(lambda: client.get("/issues/7/cover-480.webp").status_code == 200)

    cover = client.get("/issues/7/cover-960.webp")

    assert cover.headers["content-type"] == "image/webp"
    assert cover.content[8:12] == b"WEBP"
    assert "/issues/7/cover-480.webp" in client.get("/issues/7").text


# ------------------------------------------------------------------ feeds


def test_the_feeds_have_the_issues_with_their_pdfs(client: httpx.Client) -> None:
    pdf = client.get("/issues/3.pdf")
    base = str(client.base_url).rstrip("/")
    rss = etree.fromstring(client.get("/feed.xml").content)
    told = json.loads(client.get("/feed.json").content)

    items = {str(item.findtext("link")): item for item in rss.iter("item")}
    enclosure = items[f"{base}/issues/3"].find("enclosure")
    assert enclosure is not None
    assert dict(enclosure.attrib) == {
        "url": f"{base}/issues/3.pdf",
        "length": pdf.headers["content-length"],
        "type": "application/pdf",
    }
    assert told["feed_url"] == f"{base}/feed.json"
    assert [item["url"] for item in told["items"]][-1] == f"{base}/issues/3"
    assert told["items"][-1]["attachments"][0]["url"] == f"{base}/issues/3.pdf"


def test_search_engines_are_told_of_every_page(client: httpx.Client) -> None:
    base = str(client.base_url).rstrip("/")
    robots = client.get("/robots.txt").text
    (line,) = re.findall(r"^Sitemap: (.+)$", robots, re.MULTILINE)

    listed = etree.fromstring(client.get(line).content)

    found = {str(each.text) for each in listed.iter("{*}loc")}
    named = ("/", "/issues/7", "/issues/7/sea-wall", "/issues/3/first-frost")
    assert {f"{base}{path}" for path in named} <= found
    assert client.get("/sitemap-1.xml").status_code == 200


# ------------------------------------------------------------------ refused

NASTY = [
    "/issues/../secret.md",
    "/issues/..%2fsecret.md",
    "/issues/%2e%2e/%2e%2e/secret.md",
    "/issues/..%5c..%5csecret.md",
    "/issues/..%252f..%252fsecret.md",
    "/issues/....//....//secret.md",
    "/issues/%c0%ae%c0%ae/secret.md",
    "/issues/%2e%2e%2f%2e%2e%2fsecret.pdf",
    "/issues/..pdf",
    "/issues/...pdf",
    "/issues/7/..%2f..%2fsecret.pdf",
    "/issues/7/..%2f..%2f..%2fsecret.md%00.pdf",
    "/issues/7%00.pdf",
    "/issues/%00/%00",
    "/issues/7/sea-wall%00",
    "/issues/7/%ff%fe.pdf",
    "/issues/7/%F0%9F%93%B0.pdf",
    "/issues//etc/passwd",
    "//issues/7",
    "/issues/7/issue.toml",
    "/issues/7/sea-wall.md",
    "/issues/7/pictures/wall.png",
    "/issues/7/pictures/..%2f..%2f..%2fsecret.md",
    "/issues/7/pictures/%2e%2e-480.webp",
    "/static/..%2f..%2fprintshop.toml",
    "/static/%2fetc%2fpasswd",
    "/progress/issues/..%2fsecret.pdf",
    "/.printshop/web/press.sqlite",
    "/printshop.toml",
    "/issues/" + "a" * 30_000,
    "/issues/" + "%2e%2e%2f" * 3_000 + "secret.pdf",
    "/issues/7/" + "../" * 3_000,
    "/search?q=" + "%27%22%28%29%2a" * 500,
    "/search?q=%00",
    "/search?q=NEAR%28a+b%29+OR+%22",
    "/?page=%00",
    "*",
    "/issues/7.pdf;a=b",
    "/issues/7.pdf?edition=%00",
    "/issues/7.pdf?edition=large-print&edition=press",
]


@pytest.mark.parametrize("path", NASTY, ids=lambda path: path[:40])
def test_no_path_leads_outside_the_paper(client: httpx.Client, path: str) -> None:
    asked = f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    answer = raw_request(client, asked.encode())

    head, _, body = answer.partition(b"\r\n\r\n")
    status = int(head.split()[1])
    is_search = path.startswith(("/search", "/?"))
    assert status in ({200} if is_search else {308, 400, 404, 414, 431}), head
    assert SECRET.encode() not in body
    assert b"root:" not in body
    assert b"Traceback" not in body


@pytest.mark.parametrize(
    "asked",
    [
        b"GET /issues/7/\xe2\x98\x83 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 20_000 + b"\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
    ids=["utf-8", "nul", "long header", "many headers", "long path", "nonsense"],
)
def test_what_is_no_request_is_refused(client: httpx.Client, asked: bytes) -> None:
    answer = raw_request(client, asked)

    # Who has not sent all when the line is closed may not see the answer.
    assert not answer or answer.split()[1] in {b"400", b"404", b"431"}
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"]
)
def test_a_paper_is_only_read(client: httpx.Client, method: str) -> None:
    for path in ("/", "/issues/7.pdf", "/progress/issues/7.pdf", "/metrics"):
        answer = client.request(method, path)
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


# ------------------------------------------------------------------ the watch


def test_health_is_told_by_a_real_render(client: httpx.Client) -> None:
    answer = client.get("/health")

    told = answer.json()
    assert (answer.status_code, told["status"]) == (200, "ok")
    assert told["last_render"]["seconds"] > 0


def test_the_numbers_are_there_for_prometheus(
    paper: Served, client: httpx.Client
) -> None:
    client.get("/issues/7/night-boat.pdf")
    text = client.get("/metrics").text

    made = [each for each in paper.renders() if each[1] == "article"]
    row = 'printshop_renders_total{edition="article",outcome="printed"}'
    assert f"{row} {float(len(made))}" in text
    assert 'printshop_requests_total{method="GET",page="pdf",status="200"}' in text
    for name in ("queue_files", "cache_bytes", "workers", "renders_at_work"):
        assert re.search(rf"^printshop_{name} \d", text, re.MULTILINE)
    assert "server" not in client.get("/metrics").headers


def test_the_log_has_a_line_a_request_and_no_reader(
    paper: Served, client: httpx.Client
) -> None:
    name = client.get("/search?q=a+private+question").headers["x-request-id"]

    until(lambda: name in paper.told.read_text("utf-8"))
    (line,) = (each for each in paper.log if each.get("request") == name)
    assert (line["path"], line["status"]) == ("/search", 200)
    assert "private" not in paper.told.read_text("utf-8")
    assert not [each for each in paper.log if each["event"] == "mistake"]


def test_nothing_is_written_outside_the_services_own_folder(paper: Served) -> None:
    root = paper.newsroom.root
    tops = {path.name for path in root.iterdir()}

    assert tops == {"printshop.toml", "issues", ".printshop", "secret.md"}
    assert [path.name for path in (root / ".printshop").iterdir()] == ["web"]
