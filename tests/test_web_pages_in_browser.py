"""The web pages in a real browser: nobody is kept out, and the button tells how far."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from printshop.web.addresses import Addresses
from printshop.web.pages import Beside, WebDesign
from tests.browsing import Answer, Shelf, chromium, shelved
from tests.web_pages import Archive, all_pages, open_archive

VIEWS = ((360, "light"), (1280, "dark"))
LOOKED_AT = (
    *("/front", "/issue", "/fishermens-bill", "/flood-warning", "/search"),
    "/not-found",
)
PDF = "/issues/2566/sea-wall.pdf"
PROGRESS = f"/progress{PDF}"
DOWNLOADED = b"%PDF-1.7 a file"
WAIT = "Downloading PDF. Please wait…"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def archive() -> Archive:
    return open_archive()


def _assets(design: WebDesign) -> dict[str, Answer]:
    assets = design._assets
    named = [assets.stylesheet_name, assets.script_name, assets.icon_name]
    named += [face.file_name for face in design._faces]
    answers: dict[str, Answer] = {}
    for name in named:
        asset = design.asset(name)
        assert asset is not None
        answers[f"/static/{name}"] = Shelf(asset.data, asset.media_type)
    script = design.download_script
    answers["/download.js"] = Shelf(script.data, script.media_type)
    return answers


@pytest.fixture(scope="module")
def answers(archive: Archive) -> dict[str, Answer]:
    """What the site holds; tests add what they need, under addresses of their own."""
    pages = all_pages(archive, Addresses())
    html = {
        f"/{name}": Shelf(page.encode(), "text/html; charset=utf-8")
        for name, page in pages.items()
    }
    return {**_assets(WebDesign(archive.shop)), **html}


@pytest.fixture(scope="module")
def site(answers: dict[str, Answer]) -> Iterator[str]:
    with shelved(answers) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


# ------------------------------------------------------------------ for everybody


def _found_by_axe(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        (one["id"], node["html"][:90])
        for one in found["violations"]
        for node in one["nodes"]
    ]


def _look_at(
    context: BrowserContext, address: str, views: Iterable[tuple[int, str]] = VIEWS
) -> None:
    """Fail when somebody is kept out, or something is blocked or too wide."""
    page, told = context.new_page(), list[str]()
    page.on("console", lambda message: told.append(message.text))
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if page.url != address:
            page.goto(address)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert _found_by_axe(page) == [], (address, width, scheme)
        assert wider <= 0, (address, width)
    page.close()
    assert [one for one in told if "404" not in one] == [], address


def test_nobody_is_kept_out_of_any_page(
    browser: Browser, site: str, answers: dict[str, Answer]
) -> None:
    assert set(LOOKED_AT) < set(answers)
    context = browser.new_context()
    for name in LOOKED_AT:
        _look_at(context, site + name)
    context.close()


@pytest.mark.proof
def test_nobody_is_kept_out_of_any_page_at_any_width_by_day_or_by_night(
    browser: Browser, site: str, answers: dict[str, Answer]
) -> None:
    names = [name for name in answers if "." not in name]
    assert len(names) > len(LOOKED_AT)
    context = browser.new_context()
    views = [(width, day) for width in (360, 768, 1280) for day in ("light", "dark")]
    for name in names:
        _look_at(context, site + name, views)
    context.close()


def test_a_page_in_arabic_is_read_from_the_right(browser: Browser) -> None:
    archive = open_archive("ar")
    at = Addresses()
    pages = all_pages(archive, at)
    answers = _assets(WebDesign(archive.shop))
    for name in ("front", "fishermens-bill"):
        answers[f"/{name}"] = Shelf(pages[name].encode(), "text/html; charset=utf-8")
    with shelved(answers) as site:
        context = browser.new_context()
        _look_at(context, f"{site}/front", [(360, "light")])
        _look_at(context, f"{site}/fishermens-bill", [(1280, "light")])
        context.close()


def test_a_line_of_text_has_as_many_letters_as_can_be_read_with_ease(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/skerrow-reaches-orbit")
    page.evaluate("document.fonts.ready")

    letters, size, family = page.evaluate(
        """() => {
            const one = document.querySelectorAll(".text > p")[7];
            const style = getComputedStyle(one), range = document.createRange();
            range.selectNodeContents(one);
            const lines = new Set([...range.getClientRects()].map((r) => r.top)).size;
            const full = one.textContent.length / lines;
            const font = [...document.fonts].filter((f) => f.status === "loaded");
            return [full, parseFloat(style.fontSize), font.map((f) => f.family)];
        }"""
    )
    context.close()

    assert 52 <= letters <= 68  # the last line is short
    assert 19 <= size <= 21
    assert {name.strip('"') for name in family} >= {"Paper Text", "Paper Display"}


# ------------------------------------------------------------------ the button


def _stream(*events: str, until: Callable[[], object] | None = None) -> Answer:
    """Tell events, the last one when it is time."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.send_header("Access-Control-Allow-Origin", "*")
        request.send_header("Connection", "close")
        request.end_headers()
        for at, event in enumerate(events):
            if until and at == len(events) - 1:
                until()
            request.wfile.write(event.encode())
            request.wfile.flush()

    return answer


def _pdf(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "application/pdf")
    request.send_header("Content-Disposition", 'attachment; filename="sea-wall.pdf"')
    request.send_header("Content-Length", str(len(DOWNLOADED)))
    request.end_headers()
    request.wfile.write(DOWNLOADED)


def _progress(stage: str, done: int = 0, total: int = 0) -> str:
    told = f'{{"stage":"{stage}","done":{done},"total":{total}}}'
    return f": a remark\n\nevent: progress\ndata: {told}\n\n"


READY = f'event: ready\ndata: {{"href":"{PDF}"}}\n\n'


@pytest.fixture(scope="module")
def story_page(archive: Archive) -> Shelf:
    page = archive.story("sea-wall")
    text = WebDesign(archive.shop).story(Addresses(), page, Beside())
    return Shelf(text.encode(), "text/html; charset=utf-8")


@pytest.fixture
def story(answers: dict[str, Answer], story_page: Shelf) -> Iterator[dict[str, Answer]]:
    """A story's page with a PDF to be had, and what each test makes of its progress."""
    answers.update({"/sea-wall": story_page, PDF: _pdf})
    yield answers
    answers.pop(PROGRESS, None)


def test_the_button_tells_how_far_the_pdf_is_and_then_it_comes(
    page: Page, site: str, story: dict[str, Answer]
) -> None:
    time_to_end = threading.Event()
    story[PROGRESS] = _stream(
        _progress("queued", 3),
        _progress("setting", 12, 26) + READY[:9],
        READY[9:],
        until=lambda: time_to_end.wait(20),
    )
    page.goto(f"{site}/sea-wall")
    button = page.locator("a.main").first

    button.click()
    expect(button).to_contain_text(WAIT)
    expect(button).to_contain_text("Setting story 12 of 26")
    share = button.locator("progress").evaluate("(bar) => bar.value")
    expect(page.locator("[role=status]")).to_contain_text("Setting story 12 of 26")
    button.click()  # once more does no harm
    assert _found_by_axe(page) == []
    with page.expect_download() as coming:
        time_to_end.set()

    assert 0.3 < share < 0.5
    assert coming.value.suggested_filename == "sea-wall.pdf"
    assert coming.value.path().read_bytes() == DOWNLOADED
    expect(button).to_contain_text("The download has begun")
    expect(button).to_have_text("Download PDF A4, to print or to keep", timeout=9000)
    assert page.url == f"{site}/sea-wall"


@pytest.mark.parametrize("trouble", ["copy", "limit", "died"])
def test_a_failure_says_so_in_words_and_can_be_tried_again(
    page: Page, site: str, story: dict[str, Answer], trouble: str
) -> None:
    failed = f'event: failed\ndata: {{"trouble":"{trouble}","retry":true}}\n\n'
    story[PROGRESS] = _stream(_progress("looking"), failed)
    page.goto(f"{site}/sea-wall")
    button = page.locator("a.main").first

    button.click()
    expect(button).to_contain_text("Try again")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The PDF could not be made.")
    assert trouble not in (alert.text_content() or "")
    assert _found_by_axe(page) == []
    story[PROGRESS] = _stream(READY)
    with page.expect_download() as coming:
        button.click()

    assert coming.value.path().read_bytes() == DOWNLOADED
    expect(page.get_by_role("alert")).to_have_count(0)


def test_in_a_full_queue_the_button_says_when_it_asks_again(
    page: Page, site: str, story: dict[str, Answer]
) -> None:
    asked = []

    def full_once(request: BaseHTTPRequestHandler) -> None:
        asked.append(time.monotonic())
        if len(asked) > 1:
            _stream(READY)(request)  # type: ignore[operator]
            return
        request.send_response(503)
        request.send_header("Retry-After", "2")
        request.send_header("Content-Length", "0")
        request.end_headers()

    story[PROGRESS] = full_once
    page.goto(f"{site}/sea-wall")

    with page.expect_download():
        page.locator("a.main").first.click()
        expect(page.locator("a.main").first).to_contain_text("try again in 2\u00a0s")

    assert len(asked) == 2
    assert asked[1] - asked[0] > 1.8


def test_a_broken_line_is_taken_up_again(
    page: Page, site: str, story: dict[str, Answer]
) -> None:
    lines = iter(
        [
            _stream(_progress("setting", 1, 26)),  # broken off
            _stream("event: moved\ndata: {}\n\n"),
            _stream(READY),
        ]
    )
    story[PROGRESS] = lambda request: next(lines)(request)  # type: ignore[operator]
    page.goto(f"{site}/sea-wall")

    with page.expect_download() as coming:
        page.locator("a.main").first.click()

    assert coming.value.path().read_bytes() == DOWNLOADED


def test_without_a_script_the_button_is_a_plain_link(
    browser: Browser, site: str, story: dict[str, Answer]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sea-wall")

    with page.expect_download() as coming:
        page.locator("a.main").first.click()

    assert coming.value.path().read_bytes() == DOWNLOADED
    assert PROGRESS not in story
    context.close()


def test_the_button_can_be_pasted_into_another_site(
    browser: Browser, site: str, story: dict[str, Answer]
) -> None:
    time_to_end = threading.Event()
    story[PROGRESS] = _stream(
        _progress("making-up"), READY, until=lambda: time_to_end.wait(20)
    )
    foreign = (
        '<!doctype html><html lang="en"><title>A paper</title><body><main>'
        f'<h1>Wall</h1><a class="printshop-download" href="{site}{PDF}">As PDF</a> '
        f'<a class="printshop-download" href="https://example.org/x.pdf">Other</a>'
        f'<script async src="{site}/download.js"></script></main>'
    )
    policy = f"default-src 'none'; script-src {site}; connect-src {site}"
    page_there: dict[str, Answer] = {
        "/": Shelf(foreign.encode(), "text/html; charset=utf-8", policy)
    }
    with shelved(page_there) as elsewhere:
        context = browser.new_context()
        page, told = context.new_page(), list[str]()
        page.on("console", lambda message: told.append(message.text))
        page.goto(elsewhere, wait_until="networkidle")
        link = page.locator("a").first

        link.click()
        expect(link).to_contain_text(f"{WAIT} Making up the pages")
        with page.expect_download() as coming:
            time_to_end.set()
        assert coming.value.path().read_bytes() == DOWNLOADED
        expect(link).to_contain_text("The download has begun")
        assert [one for one in told if "favicon" not in one and "404" not in one] == []
        context.close()


def test_where_nobody_may_be_asked_the_plain_link_is_followed(
    browser: Browser, site: str, story: dict[str, Answer]
) -> None:
    story[PROGRESS] = _stream(READY)
    foreign = (
        f'<!doctype html><a class="printshop-download" href="{site}{PDF}">PDF</a>'
        f'<script async src="{site}/download.js"></script>'
    )
    policy = f"default-src 'none'; script-src {site}"
    with shelved({"/": Shelf(foreign.encode(), "text/html", policy)}) as elsewhere:
        context = browser.new_context()
        page = context.new_page()
        page.goto(elsewhere, wait_until="networkidle")
        with page.expect_download() as coming:
            page.locator("a").click()
        assert coming.value.path().read_bytes() == DOWNLOADED
        context.close()
