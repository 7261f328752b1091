"""The web pages of a paper: complete, in its language and type, and safe."""

import functools
import gzip
import itertools
import re
import string
from dataclasses import fields, replace

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.batch.wanted import Wanted
from printshop.issue import Block, BlockKind, FactBox, FactRow, Form, PullQuote
from printshop.press import Edition, Shop
from printshop.publication import HouseAdKind
from printshop.web.addresses import Addresses
from printshop.web.archive.nouns import IssueList, SearchPage, Words
from printshop.web.nouns import Trouble
from printshop.web.pages import Beside, PdfFiles, WebDesign
from printshop.web.pages.composition import PieceKind, composed
from printshop.wording import wording
from printshop.wording.screen_words import WebWords
from printshop.wording.web_words import web_words
from tests.contrast import contrast
from tests.web_pages import (
    AGE_NOTICE,
    AT,
    LATEST,
    MADE,
    STORIES,
    Archive,
    all_pages,
    beside,
    found,
    open_archive,
)

LANGUAGES = ("en", "de", "fr", "es", "ar", "he")


@pytest.fixture(scope="module")
def archive() -> Archive:
    return open_archive()


@pytest.fixture(scope="module")
def design(archive: Archive) -> WebDesign:
    return WebDesign(archive.shop)


@pytest.fixture(scope="module")
def pages(archive: Archive) -> dict[str, lxml.html.HtmlElement]:
    return {name: read(page) for name, page in all_pages(archive).items()}


def read(page: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(page.encode())


def said(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@functools.cache
def _designed(shop: Shop) -> WebDesign:
    return WebDesign(shop)


def story(archive: Archive, slug: str, around: Beside | None = None) -> str:
    page = archive.story(slug)
    return _designed(archive.shop).story(AT, page, around or Beside())


# ------------------------------------------------------------------ all pages


def test_pages_hold_no_script_and_no_style_of_their_own(
    pages: dict[str, lxml.html.HtmlElement],
) -> None:
    for name, page in pages.items():
        assert not page.xpath("//style | //@style | //iframe | //object"), name
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), name
        (script,) = page.iter("script")
        assert script.get("src", "").startswith("/static/download.")
        assert not script.text


def test_pages_load_nothing_from_elsewhere(
    pages: dict[str, lxml.html.HtmlElement],
) -> None:
    loaded = "//img/@src | //script/@src | //link[not(contains(@rel, 'canonical'))]"
    for page in pages.values():
        for one in page.xpath(loaded):
            address = one if isinstance(one, str) else one.get("href")
            assert address.startswith("/")
            assert not address.startswith("//")


def test_every_page_can_be_found_through_by_ear_and_by_keyboard(
    pages: dict[str, lxml.html.HtmlElement],
) -> None:
    for name, page in pages.items():
        levels = [int(str(h.tag)[1]) for h in page.iter("h1", "h2", "h3", "h4")]
        ids = page.xpath("//@id")

        assert page.get("lang") == "en-GB"
        assert page.findtext(".//title")
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), name
        assert len(ids) == len(set(ids)), name
        for landmark in ("main", "body/div/footer", "body/div/header"):
            assert len(page.findall(f".//{landmark}")) <= 1
        assert page.xpath("//a")[0].get("href") == "#contents"
        for image in page.iter("img"):
            assert image.get("alt") is not None
            assert int(image.attrib["width"]) > 0 < int(image.attrib["height"])
        for link in page.xpath("//a"):
            told = said(link) or link.xpath("string(.//img/@alt)")
            assert told or link.xpath(".//*[@role='img']/@aria-label"), name


def test_below_a_prefix_every_link_has_it(archive: Archive) -> None:
    followed = 0
    for name, page in all_pages(archive, Addresses("/paper")).items():
        for element, _, address, _ in read(page).iterlinks():
            if element.tag == "a" and address.startswith(("https:", "#")):
                continue
            if element.get("rel") == "canonical":
                continue
            assert address.startswith("/paper/"), (name, address)
            followed += 1
        assert 'srcset="/issues' not in page
    assert followed > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_the_language_of_the_paper(language: str) -> None:
    archive = open_archive(language)
    told = web_words(language)

    page = read(story(archive, "fishermens-bill", beside(archive, "fishermens-bill")))

    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language in {"ar", "he"} else "ltr")
    assert said(page.cssselect(".downloads a")[0]).startswith(told.download_pdf)
    headings = [said(heading) for heading in page.cssselect(".rail h2")]
    assert told.more_from_issue in headings
    assert told.latest_news in headings
    assert said(page.cssselect(".read-more h2")[0]) == wording(language).read_more
    if language != "en":
        (text,) = page.cssselect(".column")
        assert (text.get("lang"), text.get("dir")) == ("en-GB", "ltr")
        assert page.cssselect(".rail li a")[0].get("lang") == "en-GB"


def test_a_story_of_another_language_says_so_and_the_page_round_it_does_not(
    archive: Archive,
) -> None:
    page = archive.story("sea-wall")
    arabic = replace(page, card=replace(page.card, language="ar", headline="سور"))

    made = read(WebDesign(archive.shop).story(AT, arabic, Beside()))

    (headline,) = made.cssselect("h1")
    assert headline.xpath("string(../@dir)") == "rtl"
    assert made.cssselect(".column")[0].get("lang") == "ar"
    assert made.get("dir") == "ltr"
    assert not made.cssselect(".downloads")[0].xpath("ancestor::*[@lang='ar']")
    assert not made.cssselect(".opens-large")


def _placeholders(text: str) -> int:
    return sum(name is not None for _, name, _, _ in string.Formatter().parse(text))


def test_every_language_has_all_words_with_the_same_gaps() -> None:
    english = web_words("en-GB")
    for language in LANGUAGES[1:]:
        words = web_words(language)
        assert words.language == language
        for field in fields(WebWords):
            told = getattr(words, field.name)
            mine = getattr(english, field.name)
            assert told, (language, field.name)
            assert _placeholders(told) == _placeholders(mine), (language, field.name)
            assert told != mine or told == "PDF", (language, field.name)
    assert web_words("pl") is english


# ------------------------------------------------------------------ a story


def test_a_story_has_all_that_its_own_pdf_has(archive: Archive) -> None:
    around = beside(archive, "skerrow-reaches-orbit")

    page = read(story(archive, "skerrow-reaches-orbit", around))

    text = said(page)
    card = archive.story("skerrow-reaches-orbit").card
    assert said(page.cssselect("h1")[0]) == card.headline
    assert said(page.cssselect(".head .standfirst")[0]) == card.standfirst
    assert said(page.cssselect(".head .kicker")[0]) == "The launch"
    assert "Isla Rennie Harbour correspondent, Skerrow" in text
    assert "Issue 2566, Friday 20 November 2026, page 1" in text
    assert said(page.cssselect(".notice")[0]) == AGE_NOTICE
    captions = [said(one) for one in page.cssselect("figcaption")]
    assert captions[0].startswith("From the mole The rocket over the north")
    assert captions[0].endswith("The Packet")
    assert len(captions) == 2
    assert said(page.cssselect(".pull blockquote")[0]) == (
        "‘Then a boy reads some numbers out, and it goes’"
    )
    assert [said(one) for one in page.cssselect(".panel h2")] == [
        "All the news that comes in on the tide",
        "No owner, no wall, 1,912 members",
    ]
    paragraphs = archive.story("skerrow-reaches-orbit").body
    assert [said(p) for p in page.cssselect(".text > p")] == [
        " ".join(block.text.split())
        for block in paragraphs
        if block.kind == BlockKind.PARAGRAPH
    ]


def test_a_download_is_offered_at_the_head_and_again_at_the_end(
    archive: Archive,
) -> None:
    unmade = read(story(archive, "sea-wall"))
    made = read(story(archive, "sea-wall", Beside(PdfFiles(MADE))))

    for page in (unmade, made):
        links = page.cssselect("a[data-printshop]")
        assert [link.get("href") for link in links] == 2 * [
            "/issues/2566/sea-wall.pdf",
            "/issues/2566/sea-wall.pdf?edition=large-print",
        ]
        assert not page.xpath("//a/@download")  # a failure must be shown as a page
    words = said(unmade.cssselect("a.main")[0])
    assert words == "Download PDF A4, to print or to keep"
    words = said(made.cssselect("a.main")[0])
    assert words == "Download PDF PDF, 24 pages, 1.4 MB"


def test_read_more_leads_here_elsewhere_or_only_says_a_title(archive: Archive) -> None:
    page = read(story(archive, "sea-wall", beside(archive, "sea-wall")))

    ours, elsewhere, title = page.cssselect(".read-more li")

    assert ours.xpath("string(a/@href)") == "/issues/2566/skerrow-reaches-orbit"
    assert "20 November 2026, page 1" in said(ours)
    assert elsewhere.xpath("string(a/@href)") == "https://example.org/14"
    assert said(elsewhere).endswith("example.org")
    assert title.find("a") is None
    assert title.xpath("string(b/@lang)") == "fr"


def test_no_story_is_listed_twice_beside_a_story(archive: Archive) -> None:
    page = read(story(archive, "sea-wall", beside(archive, "sea-wall")))

    listed = page.xpath("//div[@class='rail']//li/a/@href")
    read_more = page.xpath("//section[@class='read-more']//a/@href")

    assert len(listed) == len(set(listed)) == 12
    assert not set(listed) & set(read_more)
    assert "/issues/2566/sea-wall" not in listed


def test_a_letter_is_signed_below_and_a_columnist_is_seen(archive: Archive) -> None:
    letter = read(story(archive, "letter-crab"))
    column = read(story(archive, "patient-since-spring"))

    assert said(letter.cssselect(".signature")[0]) == "Name supplied, Outer Shore"
    assert not letter.cssselect(".by b")
    (portrait,) = column.cssselect("img.head-shot")
    assert int(portrait.get("width", 0)) < int(portrait.get("height", 0))
    assert column.cssselect(".opens-large")
    assert not column.cssselect("figure.lead")


def test_tables_can_be_scrolled_by_keyboard(archive: Archive) -> None:
    (table,) = read(story(archive, "flood-warning")).cssselect(".table")

    assert table.get("tabindex") == "0"
    assert table.get("aria-label") == "Table"
    assert len(table.findall("table/tbody/tr")) > 3


def test_what_is_shared_is_the_storys_picture_or_the_cover(archive: Archive) -> None:
    def shared(page: str) -> str:
        return read(page).xpath("string(//meta[@property='og:image']/@content)")

    with_picture = story(archive, "skerrow-reaches-orbit", Beside(has_cover=True))
    without = story(archive, "lamps", Beside(has_cover=True))

    assert re.fullmatch(
        r"https://packet\.example/issues/2566/pictures/launch-\w{8}-1600\.webp",
        shared(with_picture),
    )
    assert shared(without) == "https://packet.example/issues/2566/cover-960.webp"
    assert not shared(story(archive, "lamps"))
    design, nowhere = WebDesign(archive.shop), Addresses()
    assert not shared(design.story(nowhere, archive.story("sea-wall"), Beside()))


def test_a_storys_canonical_address_is_where_the_paper_has_it(
    archive: Archive,
) -> None:
    def canonical(page: str) -> list[str]:
        return read(page).xpath("//link[@rel='canonical']/@href")

    elsewhere = archive.story("sea-wall")
    here = replace(elsewhere, url="")
    design = WebDesign(archive.shop)

    assert canonical(design.story(AT, elsewhere, Beside())) == [elsewhere.url]
    assert canonical(design.story(AT, here, Beside())) == [
        "https://packet.example/issues/2566/sea-wall"
    ]
    assert canonical(design.story(Addresses(), here, Beside())) == []
    assert canonical(design.search(AT)) == ["https://packet.example/search"]
    assert canonical(design.not_found(AT)) == []


def test_what_people_write_is_never_markup(archive: Archive) -> None:
    page = archive.story("sea-wall")
    hostile = "<script>alert(1)</script>"
    card = replace(page.card, headline=hostile, kicker=hostile, standfirst=hostile)
    design = WebDesign(archive.shop)
    hit = replace(found(archive).hits[0], excerpt=(Words(hostile, is_match=True),))

    made = design.story(AT, replace(page, card=card), Beside(age_notice=hostile))
    searched = design.search(AT, SearchPage(f'"{hostile}', (hit,), 1, 1, 1))

    for one in (made, searched):
        assert "<script>" not in one
        assert len(list(read(one).iter("script"))) == 1
        assert hostile in said(read(one))


def test_the_panels_are_those_of_an_article_in_print(archive: Archive) -> None:
    shop = archive.shop
    donation, *others = sorted(
        shop.publication.house_ads, key=lambda ad: ad.kind != HouseAdKind.DONATION
    )
    paper = replace(shop.publication, house_ads=(donation,))
    alone = replace(shop, workspace=replace(shop.workspace, publication=paper))

    page = WebDesign(alone).story(AT, archive.story("sea-wall"), Beside())

    (panel,) = read(page).cssselect(".panel")
    assert panel.xpath("string(.//a/@href)") == donation.url
    assert len(others) == 2


# ------------------------------------------------------------------ what stands where


def _block(kind: BlockKind, at: int) -> Block:
    return Block(kind, f"text {at}", f"text {at}")


@given(
    kinds=st.lists(st.sampled_from(BlockKind), min_size=1, max_size=30),
    pictures=st.integers(0, 4),
    boxes=st.integers(0, 2),
    quoted=st.lists(st.integers(-1, 29), max_size=4),
)
def test_a_storys_text_stays_in_order_and_nothing_is_lost_but_quotes(
    kinds: list[BlockKind], pictures: int, boxes: int, quoted: list[int]
) -> None:
    archive_page = _SAMPLE.story("skerrow-reaches-orbit")
    page = replace(
        archive_page,
        body=tuple(_block(kind, at) for at, kind in enumerate(kinds)),
        pictures=tuple(
            replace(archive_page.pictures[0], name=f"picture-{at}")
            for at in range(pictures)
        ),
        fact_boxes=tuple(
            FactBox(f"box {at}", (FactRow("1", "one"),)) for at in range(boxes)
        ),
        pull_quotes=tuple(PullQuote(f"quote {at}") for at, _ in enumerate(quoted)),
        quoted_blocks=tuple(min(at, len(kinds) - 1) for at in quoted),
    )

    pieces = composed(page)

    text = [piece.thing for piece in pieces if piece.kind == PieceKind.BLOCK]
    assert text == list(page.body)
    assert pieces[0].kind == PieceKind.BLOCK
    names = [piece.kind for piece in pieces]
    assert names.count(PieceKind.PICTURE) == max(0, pictures - 1)
    assert names.count(PieceKind.FACTS) == boxes
    assert names.count(PieceKind.QUOTE) <= len(quoted)
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.kind == PieceKind.QUOTE:
            at = page.quoted_blocks[page.pull_quotes.index(piece.thing)]
            words = page.body[at] if at >= 0 else None
            assert words not in {before.thing, after.thing}
            assert BlockKind.CROSSHEAD not in {
                getattr(one.thing, "kind", "") for one in (before, after)
            }
    assert names[-1] != PieceKind.QUOTE


_SAMPLE = open_archive()


# ------------------------------------------------------------------ the other pages


def test_the_front_has_the_latest_issue_large_and_the_others_once(
    archive: Archive, design: WebDesign
) -> None:
    issues = IssueList((archive.page.card, *archive.earlier(3)), 1, 1, 4)

    page = read(design.front(AT, issues, archive.page, PdfFiles(MADE), {LATEST}))

    assert said(page.cssselect(".splash h2")[0]) == archive.page.card.headlines[0]
    headlines = page.xpath("//ul[@class='headlines']//a/@href")
    assert len(headlines) == len(set(headlines)) == 8
    assert "/issues/2566/skerrow-reaches-orbit" not in headlines
    by_slug = {card.slug: card for card in archive.cards}
    chosen = [by_slug[address.rpartition("/")[2]] for address in headlines]
    assert {card.section for card in chosen} == set(archive.issue.sections)
    assert not {card.form for card in chosen} & {Form.BRIEF, Form.LETTER}
    others = page.xpath("//ul[@class='issues']//a/@href")
    assert others == ["/issues/2565", "/issues/2564", "/issues/2563"]
    assert page.xpath("//a[@class='cover']/img/@width") == ["960"]
    assert page.xpath("//form/@action") == ["/search"]
    assert not page.cssselect("nav.turn")


def test_an_issue_without_a_picture_is_shown_in_the_papers_type(
    archive: Archive, design: WebDesign
) -> None:
    page = read(design.issue(AT, archive.page))

    (tile,) = page.cssselect(".cover .tile")

    assert not page.cssselect(".cover img")
    assert tile.get("aria-label", "").startswith("Front page of issue")
    assert "The Skerrow Packet" in said(tile)
    assert archive.page.card.headlines[0] in said(tile)


def test_the_contents_of_an_issue_say_section_page_and_author(
    archive: Archive, design: WebDesign
) -> None:
    page = read(design.issue(AT, archive.page, PdfFiles(MADE), {LATEST}))

    headings = [said(heading) for heading in page.cssselect(".contents h2")]
    rows = page.cssselect(".contents li")

    assert headings == list(archive.issue.sections)
    assert len(rows) == len(archive.cards)
    assert said(rows[1]).endswith("Magnus Tulloch Page 11")
    hidden = rows[1].cssselect(".page [aria-hidden]")
    assert [said(one) for one in hidden] == ["1"]
    main, large = page.cssselect(".downloads a")
    assert said(main) == ("Download this issue PDF, 24 pages, 1.4 MB")
    assert said(large) == "Large print PDF"
    assert "The long list" in said(page.cssselect(".next-week")[0])


def test_pages_of_the_list_lead_to_newer_and_to_older_issues(
    archive: Archive, design: WebDesign
) -> None:
    issues = IssueList(archive.earlier(3), 2, 3, 14)

    page = read(design.front(AT, issues))

    assert page.xpath("//nav[@class='turn']/a/@href") == ["/", "/?page=3"]
    assert said(page.cssselect(".turn")[0]) == "Newer issues Page 2 of 3 Older issues"
    assert not page.cssselect(".splash")


def test_a_search_marks_what_was_looked_for_and_keeps_it_in_the_field(
    archive: Archive, design: WebDesign
) -> None:
    page = read(design.search(AT, found(archive)))

    assert [said(mark) for mark in page.iter("mark")] == 4 * ["ferry"]
    assert page.xpath("//input[@name='q']/@value") == ["ferry"]
    assert "7 stories with “ferry”" in said(page)
    assert page.xpath("//a[@rel='next']/@href") == ["/search?q=ferry&page=2"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_search_that_finds_nothing_says_so_and_what_may_help(
    design: WebDesign,
) -> None:
    none = read(design.search(AT, SearchPage("xylophone", (), 1, 1, 0)))
    empty = read(design.search(AT))

    assert "No story has “xylophone” in it" in said(none)
    assert "Try fewer words" in said(none)
    assert "In the headlines and texts of all issues" in said(empty)
    assert not empty.cssselect(".none-found")


@pytest.mark.parametrize("trouble", [None, *Trouble])
def test_a_failure_says_in_words_what_is_wrong_and_how_to_try_again(
    design: WebDesign, trouble: Trouble | None
) -> None:
    wanted = Wanted("2566", Edition.LARGE_PRINT, "sea-wall")

    page = read(design.failed(AT, wanted, trouble, 20))

    assert said(page.cssselect("h1")[0]) == "The PDF could not be made"
    assert len(said(page.cssselect(".word > p")[0])) > 20
    assert "Please try again in 20 s." in said(page)
    again, back = page.cssselect(".downloads a")
    assert again.get("href") == "/issues/2566/sea-wall.pdf?edition=large-print"
    assert again.get("data-printshop") is not None
    assert back.get("href") == "/issues/2566/sea-wall"
    if trouble is not None:
        assert trouble.value not in said(page)


def test_other_words_to_the_reader_lead_on(design: WebDesign) -> None:
    missing = read(design.not_found(AT))
    waiting = read(design.waiting(AT, Wanted("2566", Edition.READER)))

    assert missing.xpath("//form/@action") == ["/search"]
    assert "not in the paper" in said(missing.cssselect("h1")[0])
    assert waiting.xpath("//ul[@class='downloads']//a/@href") == ["/issues/2566"]
    assert not waiting.xpath("//meta[@http-equiv]")


# ------------------------------------------------------------------ files of the design


def _stylesheet(design: WebDesign, page: lxml.html.HtmlElement) -> str:
    address = page.xpath("string(//link[@rel='stylesheet']/@href)")
    asset = design.asset(address.rpartition("/")[2])
    assert asset is not None
    return asset.data.decode()


def test_stylesheet_script_and_type_are_small_and_stand_where_pages_say(
    design: WebDesign, pages: dict[str, lxml.html.HtmlElement]
) -> None:
    stylesheet = _stylesheet(design, pages["front"])
    named = re.findall(r"url\(([^)]+)\)", stylesheet)
    told = pages["front"].xpath("//link[@rel='preload' or @rel='icon']/@href")

    assert len(stylesheet) < 40_000
    assert len(design.download_script.data) < 6_500
    assert len(gzip.compress(design.download_script.data)) < 3_000
    assert len(named) == 13
    for name in (*named, *(one.rpartition("/")[2] for one in told)):
        asset = design.asset(name)
        assert asset is not None, name
        assert len(asset.data) < 32_000
        if name.endswith(".woff2"):
            assert asset.data.startswith(b"wOF2")
    assert "@import" not in stylesheet
    assert design.asset("web.css") is None
    assert design.asset("../printshop.toml") is None


def test_names_of_files_change_when_the_files_do(
    archive: Archive, design: WebDesign
) -> None:
    german = WebDesign(open_archive("de").shop)

    def address(design: WebDesign) -> str:
        return read(design.search(AT)).xpath("string(//script/@src)")

    assert address(design) == address(WebDesign(archive.shop))
    assert address(german) != address(design)
    assert "Bitte warten" in german.download_script.data.decode()


def test_words_stand_out_by_day_and_by_night(
    design: WebDesign, pages: dict[str, lxml.html.HtmlElement]
) -> None:
    rules = re.findall(r":root \{([^}]*)\}", _stylesheet(design, pages["front"]))
    day, night, marks, marks_by_night = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", rule)) for rule in rules
    )

    for colours in (day | marks, day | marks | night | marks_by_night):
        for words, ground in [
            *itertools.product(("ink", "quiet", "red-words"), ("paper",)),
            *itertools.product(("ink", "quiet"), ("tint",)),
            ("ink", "mark"),
        ]:
            assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)


def test_every_story_of_the_sample_makes_a_page(archive: Archive) -> None:
    made = {card.slug: read(story(archive, card.slug)) for card in archive.cards}

    assert set(STORIES) < set(made)
    for card in archive.cards:
        assert said(made[card.slug].cssselect("h1")[0]) == " ".join(
            card.headline.split()
        )
