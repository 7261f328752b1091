"""Large print: every word, nothing small, and every reference true, as read back."""

import ctypes
import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import example, given, settings

from printshop.cli.main_group import run
from printshop.errors import LayoutError, TypesetError
from printshop.issue import Article, Block, BlockKind, Issue, Picture
from printshop.large_print import (
    LargePrintSetting,
    LargePrintSheet,
    MoreLink,
    Story,
    large_print_setting,
    set_large_print,
    stories_of,
)
from printshop.large_print.display import set_headline
from printshop.large_print.figures import set_figure
from printshop.large_print.tables import told_rows
from printshop.large_print.undivided import Whole
from printshop.pictures import effective_ppi
from printshop.pictures.lettering import has_lettering
from printshop.publication import HouseAd, HouseAdKind, Publication
from printshop.resources import fonts_folder, layouts_folder
from printshop.sources import read_issue, read_workspace
from printshop.typesetter import seen_texts
from tests.newsroom import (
    Newsroom,
    bare_newsroom,
    once,
    print_all,
    prose,
    small_newsroom,
)
from tests.printed import (
    letters,
    links_of,
    pdfium_pages,
    poppler_pages,
    rows_of,
    runs_of,
)
from tests.verapdf import broken_rules

GOES_ON = "Story goes on over the page"
BEGINS = re.compile(r"Story\s(\d+)\sof\s(\d+)")
LEFT_PT = 20 / 25.4 * 72
PAPER = Publication("The Mole Gazette", "gazette", "en-GB")
ADS = (
    HouseAd(HouseAdKind.DONATION, "Join", "No owner", "£4", "https://a.example/join"),
    HouseAd(HouseAdKind.NEWSLETTER, "Mail", "News", "Free", "https://a.example/mail"),
)


@dataclass(frozen=True)
class Printed:
    """An issue printed in large print, with what it was printed from."""

    issue: Issue
    file: Path
    receipt: Mapping[str, Any]

    def first_pages(self) -> list[int]:
        """List the pages that say that a story begins, in order."""
        pages = pdfium_pages(self.file)
        return [number for number, text in enumerate(pages, 1) if BEGINS.search(text)]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def setting() -> LargePrintSetting:
    return large_print_setting([layouts_folder()], [fonts_folder()])


def _printed(root: Path, output: Path, number: str) -> Printed:
    issue = read_issue(read_workspace(root), number)
    told = json.loads((output / f"receipts-{number}.json").read_text("utf-8"))
    return Printed(issue, Path(told[0]["file"]), told[0])


@pytest.fixture(scope="module")
def gazette(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A paper with every form of story."""

    def make(folder: Path) -> None:
        newsroom = small_newsroom(folder / "paper")
        options = ("--edition", "large-print", "--as-of", "2026-11-22")
        print_all(newsroom, folder / "output", "7", *options)

    folder = once(tmp_path_factory, "large-gazette", make)
    return _printed(folder / "paper", folder / "output", "7")


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Printed:
    """The sample's short issue."""

    def make(folder: Path) -> None:
        options = ("--edition", "large-print", "--as-of", "2026-11-22")
        print_all(Newsroom(sample), folder / "output", "2213", *options)

    folder = once(tmp_path_factory, "large-packet", make)
    return _printed(sample, folder / "output", "2213")


@pytest.fixture(scope="module", params=["gazette", "packet"])
def printed(request: pytest.FixtureRequest) -> Printed:
    found: Printed = request.getfixturevalue(request.param)
    return found


def _type(path: Path) -> list[tuple[float, str, str]]:
    """Read every letter's size in points, its font and itself."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            for index, letter in enumerate(text.get_text_range()):
                if letter.isspace():
                    continue
                thing = pdfium.FPDFText_GetTextObject(text, index)
                matrix = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(thing, matrix)
                size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
                found.append((size, _font(text, index), letter))
    return found


def _font(text: Any, index: int) -> str:
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 100, flags)
    return name.value.decode()


def _copy(article: Article) -> str:
    """Join what is printed of an article's text, without its tables."""
    blocks = (block for block in article.body if block.kind != BlockKind.TABLE)
    return " ".join(block.text for block in blocks)


def _article(words: int = 200, **changes: Any) -> Article:
    body = tuple(
        Block(BlockKind.PARAGRAPH, text, text)
        for text in prose("the wall", words).split("\n\n")
    )
    article = Article(
        slug="the-wall",
        issue_number="7",
        source=Path("the-wall.md"),
        headline="The wall that habit built",
        section="News",
        date=datetime.date(2026, 11, 20),
        body=body,
        language="en-GB",
    )
    return replace(article, **changes)


def _sheet(*stories: Story, is_issue: bool = True, **changes: Any) -> LargePrintSheet:
    day = datetime.date(2026, 11, 20)
    return replace(LargePrintSheet(PAPER, "7", day, stories, is_issue), **changes)


def test_no_letter_is_smaller_than_16_points_and_the_text_has_18(
    printed: Printed,
) -> None:
    read = _type(printed.file)
    assert min(size for size, _, _ in read) >= 15.99
    sizes = {round(size, 1) for size, _, _ in read}
    assert {16, 18, 24, 44} <= sizes
    of_text = [size for size, font, _ in read if "SmText" in font]
    assert sum(abs(size - 18) < 0.01 for size in of_text) > 0.9 * len(of_text)


def test_no_letter_is_italic(printed: Printed) -> None:
    fonts = {font for _, font, _ in _type(printed.file)}
    assert fonts
    assert not [font for font in fonts if font.endswith(("It", "Italic"))]


def test_no_line_ends_with_a_hyphen(printed: Printed) -> None:
    rows = rows_of(printed.file)
    assert len(rows) > 100
    assert not [row for row in rows if row.text.endswith(("-", "\u2010", "\u00ad"))]


def test_every_line_begins_at_the_margin_or_is_indented_as_a_list(
    gazette: Printed,
) -> None:
    rows = [row for row in rows_of(gazette.file) if "Page" not in row.text]
    lefts = [row.left for row in rows]
    assert min(lefts) > LEFT_PT - 1
    assert max(row.left + row.width for row in rows) < (210 - 20) / 25.4 * 72 + 1
    assert sum(at < LEFT_PT + 4 for at in lefts) > 0.8 * len(lefts)


@pytest.mark.parametrize("read", [pdfium_pages, poppler_pages])
def test_every_word_of_every_story_is_there_and_in_order(
    printed: Printed, read: Any
) -> None:
    pages = read(printed.file)
    for article in printed.issue.articles:
        runs_of(article.headline, pages)
        runs_of(_copy(article), pages)
        for byline in article.bylines:
            runs_of(byline.name, pages)
        for box in article.fact_boxes:
            runs_of(box.title + " ".join(r.figure + r.text for r in box.rows), pages)
    assert [page for page in pages if not page.strip()] == []


def test_the_stories_stand_in_the_papers_order(gazette: Printed) -> None:
    text = letters("".join(pdfium_pages(gazette.file)[1:]))
    order = [
        "The sea wall is standing on habit alone",
        "The night boat will leave by day",
        "New crane",
        "Fish market",
        "In brief",
        "The last lamp of the harbour is trimmed by hand",
        "What we say",
        "A late leek",
        "Letters",
        "A word from Alec Bain",
        "A word from Catriona Moss",
        "A word from Hail Kerr",
    ]
    at = 0
    for headline in order:
        at = text.index(letters(headline), at) + 1


def test_each_story_begins_a_page_and_says_which_it_is(printed: Printed) -> None:
    pages = pdfium_pages(printed.file)
    told = [BEGINS.findall(page) for page in pages]
    stories = len(list(stories_of(printed.issue.articles)))
    numbers = [int(one) for found in told for one, _ in found]
    assert numbers == list(range(1, stories + 1))
    assert {int(all_) for found in told for _, all_ in found} == {stories}
    assert max(map(len, told)) == 1


def test_the_contents_give_and_link_the_page_where_each_story_begins(
    printed: Printed,
) -> None:
    firsts = printed.first_pages()
    entries = [link for link in links_of(printed.file) if link.page < firsts[0]]
    entries = [link for link in entries if link.target.startswith("story-")]
    targets = list(dict.fromkeys(link.target_page for link in entries))
    assert targets == firsts
    told = [
        int(found[0])
        for row in rows_of(printed.file)
        if row.page < firsts[0] and row.left < LEFT_PT + 2
        for found in [re.match(r"\d+(?= )", row.text)]
        if found
    ]
    assert told[: len(firsts)] == firsts


def test_a_link_to_another_story_of_the_file_tells_its_page(gazette: Printed) -> None:
    first, *_ = gazette.first_pages()
    links = [link for link in links_of(gazette.file) if link.page >= first]
    (link,) = [link for link in links if link.target == "story-the-last-lamp"]
    page = pdfium_pages(gazette.file)[link.page - 1]
    told = re.search(r"trimmed by hand,\s+page\s+(\d+)", page)
    assert told
    assert int(told[1]) == link.target_page
    assert "The last lamp" in pdfium_pages(gazette.file)[int(told[1]) - 1]


def test_a_story_of_another_issue_is_linked_to_its_address(gazette: Printed) -> None:
    urls = {link.url for link in links_of(gazette.file)}
    assert "https://gazette.example/first-frost" in urls


def test_the_foot_says_just_where_a_story_goes_on(printed: Printed) -> None:
    pages = pdfium_pages(printed.file)
    stories = printed.first_pages()
    last_part = {
        link.target_page for link in links_of(printed.file) if link.target == "paper"
    }
    begins = {*stories, *last_part, len(pages) + 1}
    wanted = {
        number
        for number in range(stories[0], len(pages) + 1)
        if number + 1 not in begins
    }
    said = {number for number, page in enumerate(pages, 1) if GOES_ON in page}
    assert wanted
    assert said == wanted


def test_every_page_says_its_number_once(printed: Printed) -> None:
    for number, page in enumerate(pdfium_pages(printed.file), 1):
        assert re.findall(r"Page\s(\d+)\s*$", page, re.MULTILINE) == [str(number)]


def _newsroom_with_pages(root: Path) -> Newsroom:
    """Write a paper that knows its pages, so that none has to be planned."""
    newsroom = bare_newsroom(root)
    newsroom.picture("issues/7/pictures/wall.png")
    newsroom.story(
        "7/sea-wall",
        prose("the sea wall", 600) + "\n\n## A crosshead\n\n" + prose("it", 90),
        byline=[{"name": "Hector Mair", "role": "Reporter", "place": "Mole Road"}],
        url="https://gazette.example/sea-wall",
        pictures=[
            {
                "file": "wall.png",
                "alt": "A wall",
                "caption": "A wall",
                "credit": "Nan Petrie",
            }
        ],
        rank=1,
        printed_page=4,
    )
    newsroom.story("7/night-boat", prose("the boat", 90), printed_page=1)
    newsroom.story("7/a-lost-dog", prose("the dog", 45), form="brief", printed_page=2)
    return newsroom


def test_a_story_alone_has_no_contents_and_says_where_it_was_printed(
    tmp_path: Path,
) -> None:
    newsroom = _newsroom_with_pages(tmp_path / "paper")
    options = ("--edition", "large-print", "--article", "sea-wall", "--article")
    print_all(newsroom, tmp_path, "7", *options, "a-lost-dog", "--as-of", "2030-01-01")
    receipts = json.loads((tmp_path / "receipts-7.json").read_text("utf-8"))
    assert [receipt["article"] for receipt in receipts] == ["sea-wall", "a-lost-dog"]
    path = tmp_path / "7/large-print/mole-gazette-7-sea-wall-large-print.pdf"
    assert receipts[0]["file"] == str(path)
    pages = pdfium_pages(path)
    text = " ".join(" ".join(pages).split())
    assert "Contents" not in text
    assert not BEGINS.search(text)
    assert "By Hector Mair, Reporter, Mole Road" in text
    assert "This article is over 3 years, 1 month old" in text
    assert "Photograph: Nan Petrie" in text
    assert "Read more" in text
    assert "First printed in issue 7, 20 November 2026, page 4" in text
    assert "gazette.example/sea-wall" in text
    article = read_issue(read_workspace(newsroom.root), "7").article("sea-wall")
    assert len(runs_of(_copy(article), pages)) <= len(pages)
    assert [GOES_ON in page for page in pages] == [True] * (len(pages) - 1) + [False]
    assert pypdf.PdfReader(path).metadata.title == article.headline  # type: ignore[union-attr]


def test_a_story_of_the_edition_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom = small_newsroom(tmp_path / "paper")
    place = ["-C", str(newsroom.root), "print", "7", "--edition", "large-print"]
    assert run([*place, "--article", "sea-mall"]) == 3
    assert "there is no story sea-mall" in capsys.readouterr().err


def test_the_whole_issue_has_a_title_an_outline_and_pictures(gazette: Printed) -> None:
    reader = pypdf.PdfReader(gazette.file)
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "The Mole Gazette, Issue 7, 20 November 2026, Large print"
    )
    titles = [str(one.title) for one in reader.outline if not isinstance(one, list)]
    assert titles[:2] == ["Contents", "The sea wall is standing on habit alone"]
    assert "Letters" in titles
    pictures = {image.data for page in reader.pages for image in page.images}
    assert len(pictures) == 3
    assert gazette.receipt["pages"] == len(reader.pages)
    assert gazette.file.name == "mole-gazette-7-large-print.pdf"


def test_the_same_issue_gives_the_same_bytes_and_another_day_another_key(
    tmp_path: Path,
) -> None:
    newsroom = bare_newsroom(tmp_path / "paper")
    receipts = []
    for name, day in (("a", "2026-11-22"), ("b", "2026-11-23"), ("c", "2028-01-22")):
        options = ("--edition", "large-print", "--as-of", day)
        print_all(newsroom, tmp_path / name, "7", *options)
        told = (tmp_path / name / "receipts-7.json").read_text("utf-8")
        receipts.append(json.loads(told)[0])
    one, same, older = receipts
    assert (one["key"], one["sha256"]) == (same["key"], same["sha256"])
    assert one["key"] != older["key"]
    assert one["sha256"] != older["sha256"]


def test_letters_and_briefs_stand_together_after_their_sections_stories(
    packet: Printed, gazette: Printed
) -> None:
    stories = [
        [article.slug for article in story.articles]
        for story in stories_of(gazette.issue.articles)
    ]
    assert stories == [
        *(["sea-wall"], ["night-boat"], ["new-crane"], ["fish-market"]),
        ["a-found-dog", "a-lost-dog", "a-third-dog"],
        *(["the-last-lamp"], ["what-we-say"], ["a-late-leek"]),
        ["letter-alec-bain", "letter-catriona-moss", "letter-hail-kerr"],
    ]
    # one brief alone is a story as any other
    assert all(len(one.articles) == 1 for one in stories_of(packet.issue.articles))


def test_a_chart_is_told_in_words_and_a_drawing_is_shown(
    sample: Path, setting: LargePrintSetting
) -> None:
    issue = read_issue(read_workspace(sample), "2566")
    chart = issue.article("night-ferry-to-stop").pictures[0]
    drawing = issue.article("skerrow-reaches-orbit").pictures[0]
    assert has_lettering(chart.path)
    assert not has_lettering(drawing.path)
    assert set_figure(chart, setting.layout).is_told
    shown = set_figure(drawing, setting.layout)
    assert shown.width_mm / shown.height_mm == pytest.approx(drawing.proportion)
    undescribed = replace(chart, alt="")
    assert not set_figure(undescribed, setting.layout).is_told


@settings(max_examples=200)
@given(width=st.integers(60, 6000), height=st.integers(60, 6000))
def test_a_photograph_is_never_coarse_nor_cut_to_pieces(
    setting: LargePrintSetting, width: int, height: int
) -> None:
    layout = setting.layout
    picture = Picture("a.jpg", Path("a.jpg"), "A", width_px=width, height_px=height)
    figure = set_figure(picture, layout)
    assert 0 < figure.width_mm <= layout.measure_mm + 0.01
    most_lines = layout.lengths["picture.most_lines"]
    assert figure.height_mm <= layout.lines_mm(most_lines) + 0.01
    least_ppi = layout.lengths["picture.least_ppi"]
    assert effective_ppi(picture, figure.width_mm, figure.height_mm) > least_ppi - 1
    share = figure.width_mm / figure.height_mm / picture.proportion
    assert min(share, 1 / share) > 0.64


def test_a_photograph_of_a_camera_is_as_wide_as_the_text_and_nine_lines_high(
    setting: LargePrintSetting,
) -> None:
    picture = Picture("a.jpg", Path("a.jpg"), "A", width_px=3000, height_px=2000)
    figure = set_figure(picture, setting.layout)
    assert figure.width_mm == pytest.approx(170)
    assert figure.height_mm == pytest.approx(76.2, abs=1)


@pytest.mark.parametrize("proportion", [2 / 3, 3 / 4, 1, 4 / 3, 3])
def test_a_photograph_of_any_ordinary_shape_is_as_wide_as_the_text(
    setting: LargePrintSetting, proportion: float
) -> None:
    wide_px = 1500
    high_px = round(wide_px / proportion)
    picture = Picture("a.jpg", Path("a.jpg"), "A", width_px=wide_px, height_px=high_px)
    assert set_figure(picture, setting.layout).width_mm == pytest.approx(170)


def _linked(*links: tuple[str, str], slug: str = "the-wall", url: str = "") -> Article:
    """Write a story of which some words are links."""
    body = [
        Block(BlockKind.PARAGRAPH, f'See <a href="{to}">{words}</a>.', f"See {words}.")
        for words, to in links
    ]
    return _article(slug=slug, url=url, body=tuple(body))


def test_a_link_in_the_text_tells_the_page_in_the_file_or_gets_a_note(
    setting: LargePrintSetting, tmp_path: Path
) -> None:
    own = "https://a.example/the-wall"
    first = _linked(
        ("the road", "https://a.example/road?x=1&amp;y=2"),
        ("an island", "https://b.example/island"),
        ("this story", own),
        url=own,
    )
    second = _article(slug="the-road", url="https://a.example/road?x=1&y=2")
    sheets = set_large_print(_sheet(Story((first,)), Story((second,))), setting)
    (road,) = {box.page for box in sheets.elements("data-words")["the-road headline"]}
    path = tmp_path / "large.pdf"
    path.write_bytes(sheets.pdf(is_tagged=True))

    text = " ".join(" ".join(poppler_pages(path)).split())
    assert f"See the road (page {road})." in text
    assert re.search(r"See an island ?1\. See this story ?2\.", text), text[:700]
    assert "1. b.example/island 2. a.example/the-wall" in text
    places = {link.url or link.target: link.target_page for link in links_of(path)}
    assert places["story-the-road"] == road
    assert {"https://b.example/island", own} <= set(places)


def test_a_layout_may_do_without_notes_of_links(tmp_path: Path) -> None:
    own = _own_layout(tmp_path, "layout.toml", "note_pt = 16", "note_pt = 0")
    article = _linked(("an island", "https://b.example/island"))
    text = set_large_print(_sheet(Story((article,))), own).text()

    assert "See an island." in text
    assert "b.example" not in text


def test_where_to_read_more_on_the_web_stands_on_paper(
    setting: LargePrintSetting,
) -> None:
    more = (
        MoreLink("Who owns the road?", url="https://www.b.example/road/"),
        MoreLink("Who owns the wall?", told="1 May 2026", url="https://a.example/w"),
    )
    text = set_large_print(_sheet(Story((_article(60),), more=more)), setting).text()

    assert "b.example/road" in text
    assert "a.example/w" not in text


def test_a_headline_that_is_too_long_is_set_smaller_and_keeps_its_words(
    setting: LargePrintSetting,
) -> None:
    long = "The council has asked who will pay for the wall, and for the road. " * 4
    for text, size in (("The wall", "h44"), (long[:150].strip(), "h36")):
        headline = set_headline(text, "en", setting.layout, setting.metrics)
        assert headline.size.name == size
        assert " ".join(headline.lines) == text
    headline = set_headline(long.strip(), "en", setting.layout, setting.metrics)
    assert headline.size.name == "h28"
    assert " ".join(headline.lines) == long.strip()


def test_a_table_too_wide_for_the_page_is_told_row_by_row(
    setting: LargePrintSetting,
) -> None:
    columns = ["Lamp", *(f"Extraordinarily{number}" for number in range(9))]
    heads = "".join(f"<th>{column}</th>" for column in columns)
    cells = "".join(f"<td>{number}</td>" for number in range(10))
    markup = (
        f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    )
    (row,) = told_rows(markup, setting.layout, setting.metrics)
    assert row.title == "0"
    assert row.cells == tuple(zip(columns[1:], map(str, range(1, 10)), strict=True))
    narrow = "<table><tbody><tr><td>North</td><td>1868</td></tr></tbody></table>"
    assert told_rows(narrow, setting.layout, setting.metrics) == ()
    block = Block(BlockKind.TABLE, markup, " ".join(columns))
    sheets = set_large_print(_sheet(Story((_article(body=(block,)),))), setting)
    assert "Extraordinarily8: 9" in sheets.text()


def test_a_word_with_a_hyphen_stays_on_one_line_and_is_not_changed() -> None:
    whole = Whole(lambda word: f"[{word}]")
    assert str(whole("thirty-one of <ten")) == "[thirty-one] of &lt;ten"
    markup = 'a <a href="x-y">b-c</a> &amp; 2020–21, - d'
    assert str(whole(markup, is_html=True)) == (
        'a <a href="x-y">[b-c]</a> &amp; [2020–21,] - d'
    )
    assert str(whole("a" + "-b" * 40)) == "a" + "-b" * 40


@settings(max_examples=12)
@given(st.lists(st.integers(20, 420), min_size=1, max_size=4), st.booleans())
def test_feet_contents_and_words_are_right_for_stories_of_any_length(
    setting: LargePrintSetting, lengths: list[int], is_issue: bool
) -> None:
    # what proves the pages raises when they are wrong
    stories = [
        Story((_article(words, slug=f"story-{number}"),))
        for number, words in enumerate(lengths if is_issue else lengths[:1])
    ]
    sheets = set_large_print(_sheet(*stories, is_issue=is_issue), setting)
    assert sheets.page_count >= len(stories) + 2 * is_issue


def test_a_story_that_is_read_from_right_to_left_begins_at_the_right(
    setting: LargePrintSetting,
) -> None:
    text = "ירד גשם כל הלילה, והים עלה על הרציף. " * 12
    body = (Block(BlockKind.PARAGRAPH, text, text),)
    article = _article(headline="הים עלה", body=body, language="he")
    sheets = set_large_print(_sheet(Story((article,)), is_issue=False), setting)
    (headline,) = sheets.elements("data-words")["the-wall headline"]
    assert headline.page == 1
    lines = sheets.text().split("\n")
    assert any("הים עלה" in line for line in lines)


@settings(max_examples=10)
@given(st.integers(60, 420))
@example(123)
def test_what_follows_a_story_never_has_a_page_alone(
    setting: LargePrintSetting, words: int
) -> None:
    more = (MoreLink("Who owns the road?", told="1 May 2026", url="https://a.example"),)
    story = Story((_article(words),), more=more)
    sheet = _sheet(story, is_issue=False, house_ads=ADS)
    sheets = set_large_print(sheet, setting)
    ends = [box.page for box in sheets.elements("data-words")["the-wall text"]]
    assert sheets.page_count <= ends[-1] + 1
    for boxes in sheets.elements("data-tail").values():
        assert boxes[0].page == ends[-1]


def test_a_short_story_has_all_that_may_follow_it(setting: LargePrintSetting) -> None:
    story = Story((_article(60),), more=(MoreLink("Who owns the road?"),))
    sheet = _sheet(story, is_issue=False, house_ads=ADS)
    text = set_large_print(sheet, setting).text()
    for words in ("Who owns the road?", "No owner", "a.example/join", "First printed"):
        assert words in text


def test_a_list_that_goes_on_is_counted_on(setting: LargePrintSetting) -> None:
    body = (
        Block(BlockKind.LIST, "<ol><li>oil</li><li>wick</li></ol>", "oil wick"),
        Block(BlockKind.PARAGRAPH, "And then", "And then"),
        Block(BlockKind.LIST, '<ol start="3"><li>lamp</li></ol>', "lamp"),
    )
    sheet = _sheet(Story((_article(body=body),)), is_issue=False)
    texts = [text.text for text in seen_texts(set_large_print(sheet, setting))]
    numbers = [text.strip() for text in texts if re.fullmatch(r"\d\.\s*", text)]
    assert numbers == ["1.", "2.", "3."]


@pytest.mark.parametrize(
    "title",
    ["The Mole", "The Outer Shore, Marrick and Port Lorne Advertiser and Gazette"],
)
def test_a_title_of_any_length_stands_over_the_rule_and_on_the_sheet(
    setting: LargePrintSetting, title: str
) -> None:
    sheet = _sheet(Story((_article(),)), publication=replace(PAPER, title=title))
    rule_pt = (17 / 25.4 * 72) + 1.4 * 24
    texts = [
        text
        for text in seen_texts(set_large_print(sheet, setting))
        if text.page == 1 and text.baseline_pt < rule_pt
    ]
    assert letters(title) in letters("".join(text.text for text in texts))
    assert min(text.baseline_pt - text.size_pt for text in texts) > 17
    assert max(text.baseline_pt for text in texts) < rule_pt - 4


def _own_layout(tmp_path: Path, name: str, old: str, new: str) -> LargePrintSetting:
    text = (layouts_folder() / "large-print" / name).read_text("utf-8")
    assert old in text
    path = tmp_path / "large-print" / name
    path.parent.mkdir()
    path.write_text(text.replace(old, new), "utf-8")
    if name != "layout.toml":
        own = layouts_folder() / "large-print" / "layout.toml"
        (path.parent / "layout.toml").write_bytes(own.read_bytes())
    return large_print_setting([tmp_path, layouts_folder()], [fonts_folder()])


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "text.html",
            "<p>{{ whole(block.html, is_html=true) }}</p>\n{% elif",
            "<p></p>\n{% elif",
            "was not set",
        ),
        (
            "large-print.css",
            "content: target-counter(attr(href url), page)",
            'content: "7"',
            "the contents give page 7",
        ),
        (
            "large-print.css",
            '.end { string-set: foot "";',
            ".end {",
            "the foot is wrong",
        ),
    ],
)
def test_a_layout_that_loses_or_mistakes_something_is_refused(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    own = _own_layout(tmp_path, name, old, new)
    stories = [Story((_article(500, slug=slug),)) for slug in ("one", "two")]
    with pytest.raises(TypesetError, match=told):
        set_large_print(_sheet(*stories), own)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("small = { size_pt = 16", "small = { size_pt = 12", "sizes.small is 12 pt"),
        ("body_pt = 18", "body_pt = 14", "text.body_pt is 14 pt"),
        ("note_pt = 16", "note_pt = 9", "links.note_pt is 9 pt"),
        ("least_kept = 0.65", "", "picture.least_kept is missing"),
        ("[[headlines]]", "[[heads]]", "headlines is missing"),
    ],
)
def test_a_layout_in_small_type_or_with_a_gap_is_refused(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    picture = Picture("a.jpg", Path("a.jpg"), "A", width_px=3000, height_px=2000)
    with pytest.raises(LayoutError, match=told):
        set_figure(picture, _own_layout(tmp_path, "layout.toml", old, new).layout)


@pytest.mark.proof
def test_the_long_issue_is_printed_whole(sample: Path, tmp_path: Path) -> None:
    options = ("--edition", "large-print", "--as-of", "2026-11-22")
    print_all(Newsroom(sample), tmp_path, "2566", *options)
    long = _printed(sample, tmp_path, "2566")
    pages = pdfium_pages(long.file)
    assert len(long.first_pages()) == 34
    for article in long.issue.articles:
        runs_of(_copy(article), pages)
    assert min(size for size, _, _ in _type(long.file)) >= 15.99
    assert long.file.stat().st_size < 4_000_000
    assert broken_rules([long.file]) == {long.file.name: []}


def test_what_is_printed_is_accessible_and_archivable(
    gazette: Printed, packet: Printed
) -> None:
    assert broken_rules([gazette.file, packet.file]) == {
        gazette.file.name: [],
        packet.file.name: [],
    }
