"""Readers with a browser, and the service as it runs: from the page to the file.

What the pages and the script do by themselves is tested in
``test_web_pages_in_browser``.
"""

import hashlib
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests.browsing import Answer, Shelf, chromium, shelved
from tests.newsroom import once
from tests.serving import Served, served, until, web_newsroom

WAIT = "Downloading PDF. Please wait…"
TELEPHONE = ViewportSize(width=360, height=740)
PAGES = ("", "issues/7", "issues/7/sea-wall", "search?q=lamp", "nowhere")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service whose links wait but for a moment."""
    newsroom = web_newsroom(tmp_path_factory.mktemp("browser") / "paper")
    newsroom.issue("5")
    newsroom.story("5/whole", "All is well here.\n\nAnd there.")
    newsroom.story("5/wall-paper", "Some words.", section="News")
    cache = once(tmp_path_factory, "web-cache", lambda _: None)
    given = ("--workers", "1", "--wait", "4")
    with served(newsroom.root, *given, cache=cache) as service:
        with service.client() as client:
            until(lambda: "first-frost" in client.get("sitemap.xml").text)
        until(service.is_ready)
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript, on a telephone."""
    context = browser.new_context(java_script_enabled=False, viewport=TELEPHONE)
    yield context.new_page()
    context.close()


def _etag_of(service: Served, path: str) -> str:
    with service.client() as client:
        return client.head(path).headers["etag"].strip('"')


def test_a_story_is_downloaded_and_its_making_is_seen(
    paper: Served, page: Page
) -> None:
    page.goto(f"{paper.address}issues/7/sea-wall")
    button = page.locator("a[data-printshop]").first

    with page.expect_download(timeout=60_000) as coming, paper.held():
        button.click()
        expect(button).to_contain_text(WAIT)
        expect(button).to_contain_text("Reading the copy")

    file = coming.value
    assert file.suggested_filename == "mole-gazette-7-sea-wall.pdf"
    digest = hashlib.sha256(file.path().read_bytes()).hexdigest()
    assert digest == _etag_of(paper, "issues/7/sea-wall.pdf")
    assert page.url == f"{paper.address}issues/7/sea-wall"


def test_an_issue_is_downloaded_without_javascript(
    paper: Served, plain_page: Page
) -> None:
    plain_page.goto(f"{paper.address}issues/7")

    with plain_page.expect_download(timeout=60_000) as coming:
        plain_page.locator("a[href$='/issues/7.pdf']").first.click(no_wait_after=True)

    assert coming.value.suggested_filename == "mole-gazette-7.pdf"
    assert coming.value.path().read_bytes().startswith(b"%PDF-")


def test_without_javascript_a_page_waits_and_the_file_comes_by_itself(
    paper: Served, plain_page: Page
) -> None:
    path = "issues/7/fish-market.pdf?edition=large-print"
    plain_page.goto(f"{paper.address}issues/7/fish-market")

    with plain_page.expect_download(timeout=60_000) as coming:
        with paper.held():
            plain_page.locator(f"a[href='/{path}']").first.click(no_wait_after=True)
            told = plain_page.get_by_text("This page asks again by itself")
            expect(told).to_be_visible(timeout=20_000)
        digest = hashlib.sha256(coming.value.path().read_bytes()).hexdigest()

    assert digest == _etag_of(paper, path)


@pytest.fixture
def broken(paper: Served) -> Iterator[Served]:
    """A story that the newsroom has just broken."""
    name, sound, wrong = "issues/5/wall-paper.md", "section: News", "section: Nowhere"
    paper.newsroom.change(name, sound, wrong)
    yield paper
    paper.newsroom.change(name, wrong, sound)


def test_a_failure_is_told_in_words_and_tried_again_after_it_was_mended(
    broken: Served, page: Page
) -> None:
    page.goto(f"{broken.address}issues/5")
    button = page.locator("a[data-printshop][href='/issues/5.pdf']").first
    button.click()
    trouble = page.get_by_role("alert")
    expect(trouble).to_contain_text("put right by the newsroom", timeout=30_000)
    expect(button).to_contain_text("Try again")

    name = "issues/5/wall-paper.md"
    broken.newsroom.change(name, "section: Nowhere", "section: News")
    with page.expect_download(timeout=60_000) as coming:
        button.click()
    broken.newsroom.change(name, "section: News", "section: Nowhere")

    assert coming.value.suggested_filename == "mole-gazette-5.pdf"
    assert trouble.count() == 0


def test_a_failure_is_a_page_in_words_without_javascript(
    broken: Served, plain_page: Page
) -> None:
    answer = plain_page.goto(f"{broken.address}issues/5.pdf")

    assert answer is not None
    assert answer.status == 500
    expect(plain_page.locator("h1")).to_have_text("The PDF could not be made")
    again = plain_page.get_by_role("link", name="Try again")
    assert again.get_attribute("href") == "/issues/5.pdf"


def test_another_site_shows_the_button_with_two_lines_of_html(
    paper: Served, page: Page
) -> None:
    service = paper.address
    shown = (
        f'<!DOCTYPE html><script src="{service}download.js" async></script>'
        f'<a class="printshop-download" href="{service}issues/7/last-lamp.pdf">Get</a>'
    )
    policy = f"default-src 'none'; script-src {service}; connect-src {service}"
    answers: dict[str, Answer] = {
        "/": Shelf(shown.encode(), "text/html; charset=utf-8", policy)
    }
    with shelved(answers) as elsewhere:
        page.goto(elsewhere)
        button = page.locator("a")
        with page.expect_download(timeout=60_000) as coming, paper.held():
            button.click()
            expect(button).to_contain_text(WAIT)
            expect(button).to_contain_text("Reading the copy")

        assert coming.value.suggested_filename == "mole-gazette-7-last-lamp.pdf"
        assert page.url == f"{elsewhere}/"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_for_nothing_elsewhere_and_breaks_no_rule(
    paper: Served, page: Page, path: str
) -> None:
    asked: list[str] = []
    wrong: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda told: wrong.append(told.text))
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    page.goto(f"{paper.address}{path}", wait_until="networkidle")

    assert len(asked) > 3
    assert all(url.startswith(paper.address) for url in asked)
    # The browser itself remarks on a page that is not there.
    assert [told for told in wrong if "404" not in told] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_telephone_and_keeps_nobody_out(
    paper: Served, browser: Browser, path: str
) -> None:
    context = browser.new_context(viewport=TELEPHONE, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{paper.address}{path}")

    wide = page.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(page).response["violations"]
    context.close()

    assert wide <= 360
    assert [(each["id"], each["help"]) for each in found] == []
