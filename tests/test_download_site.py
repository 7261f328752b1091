"""The folder of an export is a site: ZIPs, pages and feeds say what stands there."""

import datetime
import html
import io
import itertools
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from printshop.cli.main_group import run
from printshop.download_site import PrintedFile, open_memory, update_site
from printshop.download_site.archive import archive_of
from printshop.download_site.design import Design
from printshop.download_site.front import front_files
from printshop.download_site.nouns import Cover, Download, IssueEntry, StoryEntry
from printshop.download_site.type_case import TypeCase, _cut
from printshop.press import Edition, Shop, open_shop
from printshop.resources import fonts_folder
from printshop.sources import check_workspace
from printshop.storage import FolderStorage
from printshop.wording.download_words import download_words
from tests.contrast import contrast
from tests.exports import files, words
from tests.newsroom import Newsroom

ADDRESS = "https://downloads.example/gazette/"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"


@pytest.fixture(scope="session")
def output(exported: Path) -> Path:
    """The folder that an export has left; only to be read."""
    return exported / "output"


def printed(newsroom: Newsroom) -> list[PrintedFile]:
    """List what stands printed, by the receipts."""
    output = newsroom.root / "output"
    found = []
    for slip in sorted(output.rglob("*.receipt.json")):
        told = json.loads(slip.read_text("utf-8"))
        place = slip.relative_to(output).as_posix().removesuffix(".receipt.json")
        names = told["number"], Edition(told["edition"]), told["article"]
        made = told["sha256"], told["size"], told["pages"]
        found.append(PrintedFile(*names, place, *made))
    return found


def update(newsroom: Newsroom, rows: list[PrintedFile]) -> tuple[set[str], list[str]]:
    """Bring the site up to date; give what was written, and what went wrong."""
    shop = open_shop(newsroom.root)
    storage = FolderStorage(newsroom.root / "output")
    with open_memory(newsroom.root / ".printshop", "output") as memory:
        outcome = update_site(shop, storage, memory, rows)
    return set(outcome.written), [fault.number for fault in outcome.faults]


def changed(newsroom: Newsroom, rows: list[PrintedFile]) -> list[PrintedFile]:
    """Print another story in the place of the latest issue's last one."""
    other, *_, last = [one for one in rows if one.edition == Edition.ARTICLE]
    others = [one for one in rows if one is not last]
    root = newsroom.root / "output"
    shutil.copyfile(root / other.place, root / last.place)
    size = (root / last.place).stat().st_size
    return [*others, replace(last, sha256=other.sha256, size=size)]


# ------------------------------------------------------------------ the ZIP


def _names(archive: zipfile.ZipFile) -> list[str]:
    return [member.filename for member in archive.infolist()]


def test_the_zip_holds_the_issue_and_its_stories_in_page_order(output: Path) -> None:
    pdfs = [path.read_bytes() for path in sorted((output / "1001").rglob("*.pdf"))]

    with zipfile.ZipFile(output / "1001" / "mole-gazette-1001.zip") as archive:
        assert archive.testzip() is None
        members = archive.infolist()
        read = [archive.read(member) for member in members]
        names = _names(archive)

    assert names[0] == "mole-gazette-1001/00-mole-gazette-1001.pdf"
    story = re.compile(r"mole-gazette-1001/(\d\d)-p(\d+)-[a-z0-9-]+\.pdf")
    places = [story.fullmatch(name) for name in names[1:]]
    assert [place and place[1] for place in places] == ["01", "02"]
    pages = [int(place[2]) for place in places if place]
    assert pages == sorted(pages)
    assert sorted(read) == sorted(pdfs)
    assert {member.compress_type for member in members} == {zipfile.ZIP_STORED}
    assert {member.external_attr >> 16 for member in members} == {0o100644}


def test_the_same_members_give_the_same_zip_with_the_date_of_the_issue() -> None:
    members = [("a/1.pdf", b"one"), ("a/Zeitung-für-Kärnten.pdf", b"two")]
    day, long_ago = datetime.date(2026, 11, 20), datetime.date(1976, 1, 2)

    made = archive_of(day, members)

    assert made == archive_of(day, iter(members))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {m.date_time for m in archive.infolist()} == {(2026, 11, 20, 0, 0, 0)}
        assert _names(archive) == [name for name, _ in members]
    with zipfile.ZipFile(io.BytesIO(archive_of(long_ago, members))) as archive:
        assert {m.date_time[:3] for m in archive.infolist()} == {(1980, 1, 1)}


# ------------------------------------------------------------------ the pages


def pages_of(output: Path) -> Mapping[str, lxml.html.HtmlElement]:
    return {
        path.relative_to(output).as_posix(): lxml.html.fromstring(path.read_bytes())
        for path in sorted(output.rglob("*.html"))
    }


def _addresses(page: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield all that a page leads to or shows."""
    for element, attribute, address, _ in page.iterlinks():
        if attribute != "srcset":
            yield address
        if element.get("srcset"):
            yield from (one.split()[0] for one in element.attrib["srcset"].split(","))


def test_every_link_of_the_site_leads_to_a_file_beside_it(output: Path) -> None:
    followed = 0
    for name, page in pages_of(output).items():
        for address in set(_addresses(page)):
            parts = urlsplit(address)
            if parts.scheme == "https":
                assert address == "https://gazette.example"
                continue
            target = unquote(urlsplit(urljoin(f"/{name}", parts.path)).path)
            assert not parts.scheme
            if parts.path:
                assert (output / target[1:]).is_file(), address
            else:
                assert page.get_element_by_id(parts.fragment) is not None
            followed += 1

    assert followed > 30


def test_the_site_needs_no_script_and_nothing_from_elsewhere(output: Path) -> None:
    stylesheet = (output / "downloads.css").read_text("utf-8")

    assert set(re.findall(r"url\((\w+:)", stylesheet)) == {"data:"}
    assert "@import" not in stylesheet
    for page in pages_of(output).values():
        assert not page.findall(".//script")
        assert not page.xpath("//@style | //@onclick")


def test_every_page_can_be_found_through_by_ear_and_by_keyboard(output: Path) -> None:
    for name, page in pages_of(output).items():
        levels = [int(str(h.tag)[1]) for h in page.iter("h1", "h2", "h3", "h4")]
        ids = page.xpath("//@id")
        links = page.xpath("//a")

        assert page.get("lang") == "en-GB", name
        assert page.findtext(".//title")
        assert page.find(".//meta[@name='viewport']") is not None
        for landmark in ("header", "main", "footer"):
            assert len(page.findall(f".//{landmark}")) == 1
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
        assert len(ids) == len(set(ids))
        assert links[0].get("href") == "#contents"
        for image in page.iter("img"):
            assert image.get("alt") is not None
            assert image.get("alt") or image.xpath("string(..)").strip()
            assert int(image.attrib["width"]) > 0 < int(image.attrib["height"])
        for link in links:
            told = link.text_content().strip() or link.xpath("string(img/@alt)")
            assert told, link.get("href")


def _said(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _size(size: int) -> str:
    return download_words("en").size(size).replace("\u00a0", " ")


def test_the_page_of_an_issue_says_what_can_be_downloaded_and_how_large_it_is(
    output: Path,
) -> None:
    page = pages_of(output)["1001/index.html"]
    pdf = output / "1001" / "mole-gazette-1001.pdf"
    zipped = pdf.with_suffix(".zip")
    size = _size

    main, whole = page.cssselect(".downloads a")
    stories = page.cssselect(".stories li")

    assert main.get("href") == f"../1001/{pdf.name}"
    assert f"Download this issue PDF, 4 pages, {size(pdf.stat().st_size)}" == _said(
        main
    )
    assert _said(whole).endswith(f"ZIP, {size(zipped.stat().st_size)}")
    for story in stories:
        (link,) = story.findall("a")
        told = _said(story)
        file = output / "1001" / link.attrib["href"]
        assert re.search(r"\b[Pp]age \d", told)
        assert told.endswith(f"PDF, {size(file.stat().st_size)}")
    with zipfile.ZipFile(zipped) as archive:
        in_order = [re.sub(r".*/\d\d-p\d+-", "", name) for name in _names(archive)[1:]]
    assert [Path(str(s.xpath("string(a/@href)"))).name for s in stories] == [
        f"mole-gazette-1001-{name}" for name in in_order
    ]


def test_issues_lead_to_those_beside_them_and_the_first_page_to_all(
    output: Path,
) -> None:
    pages = pages_of(output)
    older, newer = pages["1001/index.html"], pages["1002/index.html"]

    assert older.xpath("//a[@rel='next']/@href") == ["../1002/index.html"]
    assert newer.xpath("//a[@rel='prev']/@href") == ["../1001/index.html"]
    assert not older.xpath("//a[@rel='prev']") + newer.xpath("//a[@rel='next']")
    latest = pages["index.html"].cssselect("h2 a")[0]
    earlier = pages["index.html"].cssselect(".issues li a")[0]
    assert latest.get("href") == "1002/index.html"
    assert earlier.get("href") == "1001/index.html"


def test_covers_are_the_front_page_in_two_widths(output: Path) -> None:
    for width in (320, 640):
        cover = output / "1002" / f"mole-gazette-1002-cover-{width}.webp"
        with Image.open(cover) as picture:
            assert (picture.format, picture.width) == ("WEBP", width)
            assert picture.height == pytest.approx(width * 380 / 289, abs=1)


def test_words_stand_out_from_their_ground_by_day_and_by_night(output: Path) -> None:
    stylesheet = (output / "downloads.css").read_text("utf-8")
    day, night = re.findall(r":root \{([^}]*)\}", stylesheet)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", day))
    by_night = {**colours, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", night))}

    assert by_night["paper"] != colours["paper"]
    for each in (colours, by_night):
        for words_in in ("ink", "quiet", "red-words"):
            assert contrast(each[words_in], each["paper"]) >= 4.5
        assert contrast(each["ink"], each["tint"]) >= 4.5
        assert contrast("#fff", each["red"]) >= 4.5


# ------------------------------------------------------------------ the feeds


def _channel(output: Path) -> etree._Element:
    (channel,) = etree.parse(output / "feed.xml").getroot()
    return channel


def test_the_rss_feed_has_the_issues_with_their_pdfs(output: Path) -> None:
    channel = _channel(output)
    root = channel.getparent()
    items = channel.findall("item")

    assert root is not None
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert channel.findtext("title") == "The Mole Gazette"
    assert channel.findtext("link") == "https://gazette.example"
    assert channel.findtext("description") == "Printed where the boat turns round"
    assert channel.findtext("language") == "en-gb"
    assert channel.findtext("lastBuildDate") == items[0].findtext("pubDate")
    assert [item.findtext("link") for item in items] == [
        "1002/index.html",
        "1001/index.html",
    ]
    for item, number in zip(items, ("1002", "1001"), strict=True):
        enclosure, guid = item.find("enclosure"), item.find("guid")
        assert enclosure is not None
        assert guid is not None
        pdf = output / number / f"mole-gazette-{number}.pdf"
        assert dict(enclosure.attrib) == {
            "url": f"{number}/{pdf.name}",
            "length": str(pdf.stat().st_size),
            "type": "application/pdf",
        }
        assert guid.text == f"tag:gazette.example,2000:{number}"
        assert guid.get("isPermaLink") == "false"
        published = parsedate_to_datetime(item.findtext("pubDate") or "")
        assert (published.year, published.utcoffset()) == (1976, datetime.timedelta())
        assert number in (item.findtext("title") or "")
        assert item.findtext("description")
        shown = lxml.html.fromstring(item.findtext(f"{CONTENT}encoded") or "")
        assert len(shown.xpath("//li/a")) == 2


def test_the_json_feed_says_the_same(output: Path) -> None:
    feed = json.loads((output / "feed.json").read_text("utf-8"))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"]) == ("The Mole Gazette", "en-GB")
    assert feed["home_page_url"] == "https://gazette.example"
    assert feed["authors"][0]["name"] == "The Mole Gazette"
    items = _channel(output).findall("item")
    for told, item in zip(feed["items"], items, strict=True):
        assert told["id"] == item.findtext("guid")
        assert told["title"] == item.findtext("title")
        assert told["content_html"] == item.findtext(f"{CONTENT}encoded")
        day = datetime.datetime.fromisoformat(told["date_published"])
        assert day == parsedate_to_datetime(item.findtext("pubDate") or "")
        assert (output / told["image"]).is_file()
        kinds = [one["mime_type"] for one in told["attachments"]]
        assert kinds == ["application/pdf", "application/zip"]
        for one in told["attachments"]:
            assert one["size_in_bytes"] == (output / one["url"]).stat().st_size


def test_with_the_address_of_the_site_all_addresses_of_feeds_are_whole(
    archive: Newsroom,
) -> None:
    paper = archive.root / "printshop.toml"
    table = f'\n[downloads]\naddress = "{ADDRESS[:-1]}"\n'
    paper.write_text(paper.read_text("utf-8") + table, "utf-8")

    update(archive, printed(archive))

    channel = _channel(archive.root / "output")
    itself = channel.find(f"{ATOM}link")
    assert itself is not None
    assert dict(itself.attrib) == {
        "href": f"{ADDRESS}feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    feed = json.loads((archive.root / "output" / "feed.json").read_text("utf-8"))
    assert feed["feed_url"] == f"{ADDRESS}feed.json"
    assert feed["home_page_url"] == channel.findtext("link") == ADDRESS
    for item in feed["items"]:
        shown = lxml.html.fromstring(item["content_html"])
        inside = [address for *_, address, _ in shown.iterlinks()]
        listed = [one["url"] for one in item["attachments"]]
        for address in (item["url"], item["image"], *listed, *inside):
            assert address.startswith(ADDRESS)
    pages = pages_of(archive.root / "output")
    canonical = {
        name: page.xpath("string(//link[@rel='canonical']/@href)")
        for name, page in pages.items()
    }
    assert canonical["index.html"] == ADDRESS
    assert canonical["1001/index.html"] == f"{ADDRESS}1001/index.html"


# ------------------------------------------------------------------ up to date


def test_nothing_is_written_when_nothing_has_changed(archive: Newsroom) -> None:
    before = {
        path: path.stat().st_mtime_ns for path in (archive.root / "output").rglob("*")
    }

    written, faults = update(archive, printed(archive))

    after = {
        path: path.stat().st_mtime_ns for path in (archive.root / "output").rglob("*")
    }
    assert (written, faults) == (set(), [])
    assert after == before


def test_a_site_that_is_made_anew_has_the_same_bytes(
    archive: Newsroom, output: Path
) -> None:
    shutil.rmtree(archive.root / ".printshop")

    assert update(archive, printed(archive)) == (set(), [])
    for path in (archive.root / "output").rglob("*"):
        if path.is_file() and path.suffix != ".json":
            path.unlink() if path.suffix != ".pdf" else None
    shutil.rmtree(archive.root / ".printshop")
    update(archive, printed(archive))

    for path in output.rglob("*"):
        if path.is_file():
            again = archive.root / "output" / path.relative_to(output)
            assert again.read_bytes() == path.read_bytes(), path.name


def test_a_changed_story_changes_its_issue_and_draws_no_cover(
    archive: Newsroom,
) -> None:
    written, faults = update(archive, changed(archive, printed(archive)))

    assert faults == []
    assert written == {
        "1002/mole-gazette-1002.zip",
        "1002/index.html",
        "index.html",
        "feed.xml",
        "feed.json",
    }


@pytest.mark.parametrize(
    "lost",
    [
        "1001/mole-gazette-1001.zip",
        "1001/mole-gazette-1001-cover-320.webp",
        "1001/index.html",
        "feed.json",
        "downloads.css",
    ],
)
def test_a_file_that_is_lost_is_made_again_and_no_other(
    archive: Newsroom, lost: str
) -> None:
    before = (archive.root / "output" / lost).read_bytes()
    (archive.root / "output" / lost).unlink()

    written, faults = update(archive, printed(archive))

    assert (written, faults) == ({lost}, [])
    assert (archive.root / "output" / lost).read_bytes() == before


def test_an_issue_that_is_no_more_is_listed_no_more(archive: Newsroom) -> None:
    rows = [row for row in printed(archive) if row.number != "1002"]

    update(archive, rows)

    left = {
        path.name
        for path in (archive.root / "output" / "1002").iterdir()
        if path.is_file() and not path.name.endswith((".pdf", ".receipt.json"))
    }
    assert left == set()
    index = (archive.root / "output" / "index.html").read_text("utf-8")
    assert "1001/index.html" in index
    assert "1002" not in index


def test_an_issue_with_a_broken_pdf_is_told_of_and_stops_no_other(
    archive: Newsroom,
) -> None:
    rows = changed(archive, printed(archive))
    broken = next(row for row in rows if row.number == "1001" and row.slug)
    (archive.root / "output" / broken.place).write_bytes(b"%PDF-1.7 no more")
    rows[rows.index(broken)] = replace(broken, sha256="another")

    written, faults = update(archive, rows)

    assert faults == ["1001"]
    assert "1002/mole-gazette-1002.zip" in written
    assert not any(place.startswith("1001/") for place in written)
    assert (archive.root / "output" / "1001" / "index.html").is_file()


def test_files_for_the_press_are_not_handed_out(archive: Newsroom) -> None:
    rows = printed(archive)
    press = replace(rows[0], edition=Edition.PRESS, slug=None, place="1001/a-press.pdf")

    assert update(archive, [*rows, press]) == (set(), [])


def test_a_paper_may_do_without_archives(archive: Newsroom) -> None:
    paper = archive.root / "printshop.toml"
    paper.write_text(paper.read_text("utf-8") + "\n[downloads]\narchives = false\n")

    update(archive, printed(archive))

    assert not list((archive.root / "output").rglob("*.zip"))
    for page in pages_of(archive.root / "output").values():
        assert not [link for link in page.xpath("//a/@href") if link.endswith(".zip")]


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ('address = "downloads"', "downloads.address"),
        ('address = "https://a.example/?q=1"', "downloads.address"),
        ("archives = 4", "downloads.archives"),
        ("archive = false", "downloads.archive"),
    ],
)
def test_what_is_wrong_in_the_table_is_told(
    archive: Newsroom, table: str, field: str
) -> None:
    paper = archive.root / "printshop.toml"
    paper.write_text(f"{paper.read_text('utf-8')}\n[downloads]\n{table}\n")

    assert [p.field for p in check_workspace(archive.root).problems] == [field]


# ------------------------------------------------------------------ the export


def test_an_export_leaves_the_downloads_alone_when_asked(archive: Newsroom) -> None:
    lost = archive.root / "output" / "feed.xml"
    lost.unlink()

    run(words(archive.root, "--all", "--no-downloads"))
    was_left_alone = not lost.exists()
    run(words(archive.root, "1001"))

    assert was_left_alone
    assert lost.exists()


def test_a_story_that_was_pruned_is_in_no_archive(
    archive: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = next((archive.root / "issues" / "1001").glob("*-2.md"))
    story.unlink()

    monkeypatch.setattr("click.confirm", lambda *_args, **_more: True)
    run(words(archive.root, "--prune"))

    zipped = archive.root / "output" / "1001" / "mole-gazette-1001.zip"
    with zipfile.ZipFile(zipped) as archived:
        assert len(_names(archived)) == 2
        assert not any(story.stem in name for name in _names(archived))
    assert len(files(archive.root)) == 10


# ------------------------------------------------------------------ large archives


@pytest.fixture(scope="module")
def shop(exported: Path) -> Shop:
    return open_shop(exported)


def entry(at: int, headline: str = "The boat is late", **more: Any) -> IssueEntry:
    """Make up an issue of a weekly."""
    number = str(1000 + at)
    story = StoryEntry(
        slug="boat",
        headline=headline,
        section="News",
        page=1,
        authors=("Nan Petrie",),
        language="en-GB",
        file=Download(f"{number}/article/boat.pdf", 43_210, 1),
    )
    made = IssueEntry(
        number=number,
        date=datetime.date(1976, 1, 2) + datetime.timedelta(weeks=at),
        issue=Download(f"{number}/gazette-{number}.pdf", 1_234_567, 12),
        large_print=None,
        archive=Download(f"{number}/gazette-{number}.zip", 2_345_678),
        covers=(Cover(f"{number}/cover.webp", 30_000, 320, 421),),
        stories=(story,),
    )
    return replace(made, **more)


def _front(shop: Shop, entries: list[IssueEntry]) -> Mapping[str, str]:
    made = front_files(Design(shop), entries[::-1])
    return {place: data.decode() for place, data in made}


def test_no_page_grows_with_the_archive(shop: Shop) -> None:
    few = _front(shop, [entry(at) for at in range(105)])
    many = _front(shop, [entry(at) for at in range(1040)])

    years = [name for name in many if name.startswith("issues-")]
    assert len(years) == 20
    assert len(many["index.html"]) < len(few["index.html"]) + 20 * 150
    assert many["feed.xml"].count("<item>") == 20
    for name in years:
        page = lxml.html.fromstring(many[name])
        assert len(page.cssselect(".issues li")) <= 53
        assert len(page.cssselect(".years li")) == 20
        assert page.xpath("//a[@aria-current]/@href") == [name]
    listed = lxml.html.fromstring(many["index.html"]).cssselect(".years a")
    assert [link.get("href") for link in listed] == years
    numbers = [re.findall(r"Issue\xa0(\d+)", html.unescape(many[n])) for n in years]
    assert sum(map(len, numbers)) >= 1040


def test_a_small_archive_has_one_page(shop: Shop) -> None:
    made = _front(shop, [entry(at) for at in range(25)])

    assert set(made) == {"downloads.css", "feed.xml", "feed.json", "index.html"}
    assert len(lxml.html.fromstring(made["index.html"]).cssselect(".issues li")) == 24


def test_an_issue_may_be_there_without_pages_or_without_stories(shop: Shop) -> None:
    nothing: dict[str, Any] = {"issue": None, "covers": (), "archive": None}
    large = Download("1001/large.pdf", 700_000, 40)
    made = _front(
        shop,
        [
            entry(1, **nothing),
            entry(2, issue=None, covers=()),
            entry(3, **nothing, stories=(), large_print=large),
            entry(4, stories=()),
            entry(5, **nothing, stories=(), large_print=large),
        ],
    )

    page = lxml.html.fromstring(made["index.html"])
    at_once = [link.get("href") for link in page.cssselect(".at-once")]
    assert at_once == [
        "1004/gazette-1004.pdf",
        "1001/large.pdf",
        "1002/gazette-1002.zip",
        "1001/article/boat.pdf",
    ]
    assert "Large print" in _said(page.cssselect(".downloads")[0])
    items = etree.fromstring(made["feed.xml"].encode()).iter("enclosure")
    assert [item.get("type") for item in items].count("application/zip") == 1


def test_what_the_paper_says_is_text_and_no_markup(shop: Shop) -> None:
    headline = "<b>“5 < 6 & 7 > 6”</b>]]>"
    made = _front(shop, [entry(1, headline), entry(2, headline)])

    for story in lxml.html.fromstring(made["index.html"]).cssselect(".stories a"):
        assert story.text == headline
        assert not len(story)
    (item, *_) = etree.fromstring(made["feed.xml"].encode()).iter("item")
    assert item.findtext("description") == headline
    shown = lxml.html.fromstring(item.findtext(f"{CONTENT}encoded") or "")
    assert shown.cssselect("li a")[0].text == headline


@pytest.mark.parametrize("language", ["de-AT", "fr", "es-MX", "ar", "he"])
def test_a_site_speaks_the_language_of_its_paper(shop: Shop, language: str) -> None:
    paper = replace(shop.publication, language=language)
    workspace = replace(shop.workspace, publication=paper)
    made = _front(replace(shop, workspace=workspace), [entry(1), entry(2)])

    page = lxml.html.fromstring(made["index.html"])
    told = download_words(language)
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language in {"ar", "he"} else "ltr")
    assert told.download_issue in _said(page.cssselect(".downloads")[0])
    assert told.size(1_234_567).replace("\u00a0", " ") in _said(page)
    headline = page.cssselect(".stories li a")[0]
    assert (headline.get("lang"), headline.get("dir")) == ("en-GB", "ltr")


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (1, "1 kB"),
        (940_400, "940 kB"),
        (999_600, "1.0 MB"),
        (1_250_000, "1.2 MB"),
        (12_400_000, "12 MB"),
        (3_100_000_000, "3.1 GB"),
        (4_200_000_000_000, "4200 GB"),
    ],
)
def test_sizes_are_told_as_people_read_them(size: int, told: str) -> None:
    assert download_words("en").size(size) == told.replace(" ", "\u00a0")
    with_comma = told.replace(".", ",").replace(" ", "\u00a0")
    assert download_words("de").size(size) == with_comma


# ------------------------------------------------------------------ the type


def test_a_cut_of_a_font_bears_no_reserved_name_and_keeps_its_licence() -> None:
    font = fonts_folder() / "source-serif-4" / "SourceSerif4Display-Bold.ttf"
    letters = tuple(map(ord, "Aéß£ “”"))

    cut = TTFont(io.BytesIO(_cut(font.read_bytes(), letters)))

    names = {record.nameID: record.toUnicode() for record in cut["name"].names}
    assert not any("Source" in names.get(n, "") for n in (1, 3, 4, 6, 16))
    assert "Reserved Font Name" in names[0]
    assert "Open Font License" in names[13]
    assert set(cut.getBestCmap()) == set(letters)
    assert cut.flavor == "woff2"


def test_a_face_that_the_paper_has_not_is_left_to_the_browser(tmp_path: Path) -> None:
    case = TypeCase([tmp_path, fonts_folder()], "en-GB")

    assert case.face("Comic Sans") == ""
    assert case.face("Roboto Condensed", 300) == ""
    assert case.face("Roboto Condensed", 700).startswith("data:font/woff2;base64,")
