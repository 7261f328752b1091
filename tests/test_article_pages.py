"""One story on A4: every line on the grid, every word set, nothing on its own."""

import ctypes
import datetime
import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import segno
from hypothesis import assume, given, settings
from PIL import Image

from printshop.article_pages import (
    ArticleSetting,
    ArticleSheet,
    ReadMore,
    article_setting,
    set_article,
)
from printshop.article_pages.columns import Unit
from printshop.article_pages.figures import column_figure, wide_figure
from printshop.article_pages.job import Block, Job, Lead, Pages, Plan, Quote, Tail
from printshop.article_pages.plan import plan_article
from printshop.article_pages.words import prove_words
from printshop.errors import LayoutError, TypesetError
from printshop.issue import (
    Article,
    BlockKind,
    Byline,
    FactBox,
    FactRow,
    Form,
    Picture,
    PullQuote,
)
from printshop.issue import Block as TextBlock
from printshop.publication import HouseAd, HouseAdKind, Publication
from printshop.resources import fonts_folder, layouts_folder
from printshop.sources import read_issue, read_workspace
from printshop.typesetter import Sheets
from printshop.web_address import plain_address, qr_code

TOP_MARGIN_PT = 15.5 / 25.4 * 72
LEADING_PT = 13.0
BASELINE_PT = 6.5 + 0.3505 * 9.8
GRID_TOLERANCE_PT = 0.1
LAST_END_PT = TOP_MARGIN_PT + 54 * LEADING_PT
NOTICE = "This article is over 6 years, 9 months old"
URL = "https://paper.example/2026/nov/20/the-wall"

SENTENCE = (
    "The harbour trust has asked the council for another survey of the wall, and the "
    "council has asked the harbour trust who is going to pay for it. "
)
ADS = (
    HouseAd(
        HouseAdKind.NEWSLETTER,
        "The Paper by email",
        "All the news on Friday",
        "Every Friday at six, free",
        "https://paper.example/letter",
    ),
    HouseAd(
        HouseAdKind.DONATION,
        "Keep us afloat",
        "No owner and no wall",
        "The paper belongs to its readers",
        "https://paper.example/join",
    ),
)
LINKS = tuple(
    ReadMore(title, "6 March 2026", "page 3", f"https://paper.example/{number}")
    for number, title in enumerate(
        ("Divers look at the wall", "Who owns the road?", "A bus shelter, at sea")
    )
)


def _paragraph(text: str) -> TextBlock:
    return TextBlock(BlockKind.PARAGRAPH, text, text)


def _body(words: int) -> tuple[TextBlock, ...]:
    """Paragraphs of different lengths, so many words in all."""
    supply = itertools.cycle(SENTENCE.split())
    paragraphs = []
    for size in itertools.cycle((41, 67, 23, 55)):
        size = min(size, words)
        paragraphs.append(_paragraph(" ".join(itertools.islice(supply, size))))
        words -= size
        if not words:
            return tuple(paragraphs)
    raise AssertionError


def _article(words: int = 300, **changes: Any) -> Article:
    article = Article(
        slug="the-wall",
        issue_number="2566",
        source=Path("the-wall.md"),
        headline="Sea wall under the road is standing on habit",
        section="News",
        date=datetime.date(2026, 11, 20),
        body=_body(words),
        kicker="Kirk Links",
        standfirst="One bad night could be enough, says a survey kept since August",
        bylines=(Byline("Hector Mair", "Council reporter", "Skerrow"),),
        url=URL,
        language="en-GB",
    )
    return replace(article, **changes)


def _sheet(article: Article, **changes: Any) -> ArticleSheet:
    publication = Publication(
        "The Paper", "paper", "en-GB", web_address="https://paper.example"
    )
    sheet = ArticleSheet(
        publication=publication,
        article=article,
        issue_number="2566",
        issue_date=datetime.date(2026, 11, 20),
        read_more=LINKS,
        house_ads=ADS,
    )
    return replace(sheet, **changes)


@pytest.fixture(scope="module")
def setting() -> ArticleSetting:
    return article_setting([layouts_folder()], [fonts_folder()])


def _photograph(folder: Path, width: int, height: int, **about: Any) -> Picture:
    path = folder / f"{width}x{height}.jpg"
    Image.new("RGB", (width, height), "#b08050").save(path)
    return Picture(path.name, path, "A wall", width_px=width, height_px=height, **about)


def _text(sheets: Sheets) -> str:
    pages = pypdf.PdfReader(io.BytesIO(sheets.pdf())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def _body_baselines(pdf: bytes) -> Iterator[tuple[int, float, float]]:
    """Yield page, x and y of every character of body text, y down from the top."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        name = ctypes.create_string_buffer(80)
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(text.count_chars()):
            pdfium.FPDFText_GetFontInfo(text, index, name, len(name), None)
            if b"SmText" in name.value:
                pdfium.FPDFText_GetCharOrigin(text, index, x, y)
                yield number, x.value, page.get_height() - y.value


@pytest.mark.parametrize("words", [300, 900])
def test_every_line_of_both_columns_stands_on_one_grid(
    setting: ArticleSetting, words: int
) -> None:
    marked = TextBlock(
        BlockKind.PARAGRAPH,
        "With <em>italics</em>, <strong>bold</strong>, <code>code</code> and more. "
        + SENTENCE,
        "With italics, bold, code and more. " + SENTENCE,
    )
    body = _body(words)
    body = (
        *body[:2],
        TextBlock(BlockKind.CROSSHEAD, "A second survey", "A second survey"),
        marked,
        TextBlock(BlockKind.QUOTATION, SENTENCE, SENTENCE),
        TextBlock(BlockKind.LIST, f"<ul><li>{SENTENCE}</li></ul>", SENTENCE),
        *body[2:],
    )
    sheets = set_article(_sheet(_article(body=body)), setting)

    found = list(_body_baselines(sheets.pdf()))
    offsets = [
        (y - TOP_MARGIN_PT - BASELINE_PT + LEADING_PT / 2) % LEADING_PT - LEADING_PT / 2
        for _, _, y in found
    ]
    columns = {x > 105 / 25.4 * 72 for _, x, _ in found}

    assert max(map(abs, offsets)) < GRID_TOLERANCE_PT
    assert columns == {False, True}


@pytest.mark.parametrize("words", [40, 130, 260, 380, 450, 520, 640, 800, 1100])
def test_panels_stand_whole_on_the_last_page_and_never_alone(
    setting: ArticleSetting, words: int
) -> None:
    sheets = set_article(_sheet(_article(words)), setting)

    tail = sheets.elements("data-tail")
    frames = [box for boxes in sheets.elements("data-frame").values() for box in boxes]
    assert "links" in tail
    for box in (*tail["links"], *tail.get("panel", ())):
        assert box.page == sheets.page_count
        assert box.y_pt + box.height_pt <= LAST_END_PT + 0.01
        assert all(
            frame.y_pt + frame.height_pt <= box.y_pt + 0.01
            for frame in frames
            if frame.page == box.page
        )
    assert {frame.page for frame in frames} == set(range(1, sheets.page_count + 1))


def test_a_story_without_anything_optional_is_still_a_page(
    setting: ArticleSetting,
) -> None:
    bare = _article(kicker="", standfirst="", bylines=(), url="")

    sheets = set_article(_sheet(bare, read_more=(), house_ads=()), setting)

    assert sheets.page_count == 1
    assert sheets.elements("data-tail") == {}
    assert "First printed in issue 2566, 20 November 2026" in _text(sheets)


def test_the_page_of_the_printed_paper_is_left_out_when_it_is_unknown(
    setting: ArticleSetting,
) -> None:
    known = _text(set_article(_sheet(_article(), printed_page=5), setting))
    unknown = _text(set_article(_sheet(_article()), setting))

    assert "20 November 2026, page 5" in known
    assert "First printed in issue 2566, 20 November 2026 Page" in unknown


def test_the_age_notice_is_set_only_when_it_is_given(setting: ArticleSetting) -> None:
    with_notice = set_article(_sheet(_article(), age_notice=NOTICE), setting)
    without = set_article(_sheet(_article()), setting)

    assert with_notice.texts("data-notice") == {"age": NOTICE}
    assert without.texts("data-notice") == {}


def test_the_same_story_gives_the_same_bytes(tmp_path: Path) -> None:
    picture = _photograph(tmp_path, 900, 600, caption="The wall", credit="Nan Petrie")
    sheet = _sheet(_article(700, pictures=(picture,)), age_notice=NOTICE)

    twice = [
        set_article(sheet, article_setting([layouts_folder()], [fonts_folder()])).pdf()
        for _ in range(2)
    ]

    assert twice[0] == twice[1]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://www.b.example/islands/", "b.example/islands"),
        (f"https://b.example/{'islands-and-' * 14}more", "b.example"),
    ],
)
def test_where_to_read_more_on_the_web_stands_on_paper(
    setting: ArticleSetting, address: str, told: str
) -> None:
    link = ReadMore("On other islands", "", "", address, language="fr")
    sheets = set_article(_sheet(_article(120), read_more=(link,)), setting)

    _, _, after = sheets.text().partition("On other islands")
    assert after.split()[0] == told


def test_links_lead_where_they_say(setting: ArticleSetting) -> None:
    linked = TextBlock(
        BlockKind.PARAGRAPH,
        'See <a href="https://survey.example/wall">the survey</a> itself.',
        "See the survey itself.",
    )
    article = _article(body=(*_body(250), linked))

    pdf = pypdf.PdfReader(io.BytesIO(set_article(_sheet(article), setting).pdf()))
    links = {
        annotation.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for annotation in page.get("/Annots", ())
    }

    assert links == {
        URL,
        "https://paper.example",
        "https://survey.example/wall",
        *(link.url for link in LINKS),
        *(ad.url for ad in ADS),
    }


def test_the_file_says_what_it_is_and_knows_no_clock(setting: ArticleSetting) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(set_article(_sheet(_article()), setting).pdf()))

    assert pdf.metadata is not None
    assert pdf.metadata.title == "Sea wall under the road is standing on habit"
    assert pdf.metadata.author == "Hector Mair"
    assert pdf.metadata.subject == _article().standfirst
    told: Any = pdf.trailer
    assert told["/Info"]["/Keywords"] == "Kirk Links, News"
    assert told["/Info"]["/CreationDate"].startswith("D:20261120")
    assert told["/Info"]["/ModDate"].startswith("D:20261120")
    assert told["/Root"]["/Lang"] == "en-GB"


def test_headings_come_in_order(setting: ArticleSetting) -> None:
    crosshead = TextBlock(BlockKind.CROSSHEAD, "A second survey", "A second survey")
    article = _article(body=(*_body(200), crosshead, *_body(200)))

    pdf = pypdf.PdfReader(io.BytesIO(set_article(_sheet(article), setting).pdf()))
    outline: Any = pdf.outline
    top, below = outline

    assert top["/Title"] == article.headline
    assert [each["/Title"] for each in below[:2]] == ["A second survey", "Read more"]


def test_a_word_that_a_template_drops_stops_the_press(tmp_path: Path) -> None:
    (tmp_path / "article").mkdir()
    head = (layouts_folder() / "article" / "head.html").read_text("utf-8")
    broken = head.replace("lines(head.standfirst)", "head.standfirst.lines[0]")
    (tmp_path / "article" / "head.html").write_text(broken, "utf-8")
    own = article_setting([tmp_path, layouts_folder()], [fonts_folder()])
    long = _article(standfirst=SENTENCE.strip())

    with pytest.raises(TypesetError, match="standfirst") as caught:
        set_article(_sheet(long), own)

    assert caught.value.where == "issue 2566, story the-wall"


def test_words_are_compared_without_line_ends() -> None:
    prove_words({"text": "The well-known wall"}, {"text": "The well-knownwa-ll"}, "")
    with pytest.raises(TypesetError, match="from “wall” on"):
        prove_words({"text": "The known wall"}, {"text": "The known"}, "")
    with pytest.raises(TypesetError):
        prove_words({"text": "The wall"}, {"text": "wall The"}, "")


def test_captions_facts_and_quotes_are_set_and_proved(
    setting: ArticleSetting, tmp_path: Path
) -> None:
    about = {"lead_in": "On the level", "caption": "A surveyor", "credit": "Nan Petrie"}
    pictures = (
        _photograph(tmp_path, 900, 600, **about),
        _photograph(tmp_path, 500, 700, **about),
    )
    box = FactBox("The wall in figures", (FactRow("47", "days"),), "Harbour trust")
    quote = PullQuote("who is going to pay for it", "Agnes Lorne")
    article = _article(660, pictures=pictures, fact_boxes=(box,), pull_quotes=(quote,))

    set_words = set_article(_sheet(article), setting).texts("data-words")

    assert "On the level A surveyor NAN PETRIE" in set_words["caption 2"]
    assert "Harbour trust" in set_words["fact box 1"]
    assert "‘who is going" in set_words["pull quote 1"]


def test_a_feature_opens_with_an_initial_that_takes_its_quotation_mark(
    setting: ArticleSetting,
) -> None:
    opening = _paragraph("“Whoever built this wall,” " + SENTENCE * 2)
    body = (opening, *_body(200))

    feature = set_article(_sheet(_article(body=body, form=Form.FEATURE)), setting)
    letter = set_article(_sheet(_article(body=body, form=Form.LETTER)), setting)

    assert list(feature.elements("data-initial")) == ["“W"]
    assert letter.elements("data-initial") == {}
    assert "“Whoever built this wall,”" in feature.text()


def test_a_letter_is_signed_at_its_end(setting: ArticleSetting) -> None:
    letter = _article(90, form=Form.LETTER, bylines=(Byline("Jean Imrie", "", "Kirk"),))

    words = set_article(_sheet(letter), setting).texts("data-words")["text"]

    assert words.endswith("Jean Imrie, Kirk")


@pytest.mark.parametrize(
    ("headline", "lines"),
    [
        ("Green is salt", 1),
        ("The woman who served a million standing up", 2),
        ("Skerrow and the islands must wait another winter for a boat that floats", 3),
    ],
)
def test_headlines_break_into_lines_that_fit(
    setting: ArticleSetting, headline: str, lines: int
) -> None:
    broken = setting.case.headline(headline, "en-GB", 5)

    assert len(broken.lines) == lines
    assert " ".join(broken.lines) == headline
    assert all(
        setting.case.metrics.width_pt(broken.size.name, line) <= 174 / 25.4 * 72
        for line in broken.lines
    )
    assert lines == 1 or " " in broken.lines[-1]


def test_a_photograph_is_never_set_under_100_ppi(
    setting: ArticleSetting, tmp_path: Path
) -> None:
    limits = (17, 21, 25)
    large, small, tiny, upright = (
        _photograph(tmp_path, width, height)
        for width, height in ((690, 460), (600, 400), (200, 130), (700, 900))
    )

    assert wide_figure("large", large, setting.layout, limits) is not None
    assert wide_figure("small", small, setting.layout, limits) is None
    assert wide_figure("upright", upright, setting.layout, limits) is None
    assert column_figure("small", small, setting.layout).width_mm == 84
    assert column_figure("tiny", tiny, setting.layout).width_mm == pytest.approx(50.8)


def test_every_picture_is_on_the_pages_without_a_caption_too(
    setting: ArticleSetting, tmp_path: Path
) -> None:
    sizes = ((1400, 900), (600, 800), (1400, 950), (500, 500), (640, 400), (400, 300))
    pictures = tuple(_photograph(tmp_path, *size) for size in sizes)

    sheets = set_article(_sheet(_article(900, pictures=pictures)), setting)

    addresses = sorted(sheets.elements("src"))
    assert [address.split("-")[1] for address in addresses] == list("012345")
    assert sheets.elements("src")["asset:picture/figure-0-wide"][0].page == 1


def test_a_story_becomes_one_page_by_setting_its_picture_smaller(
    setting: ArticleSetting, tmp_path: Path
) -> None:
    pictures = (_photograph(tmp_path, 1400, 930),)

    short = set_article(_sheet(_article(280, pictures=pictures)), setting)
    long = set_article(_sheet(_article(700, pictures=pictures)), setting)

    assert list(short.elements("src")) == ["asset:picture/figure-0-column"]
    assert short.page_count == 1
    assert list(long.elements("src")) == ["asset:picture/figure-0-wide"]


def test_arabic_runs_from_the_right_column_to_the_left(setting: ArticleSetting) -> None:
    text = "هذا نص عربي للتجربة يصف المرفأ والبحر والناس في الصباح الباكر. " * 6
    article = _article(language="ar", body=tuple(_paragraph(text) for _ in range(5)))

    frames = set_article(_sheet(article), setting).elements("data-frame")

    first, second = (boxes[0].x_pt for boxes in frames.values())
    assert first > second


def test_a_drawing_is_not_cropped(setting: ArticleSetting, tmp_path: Path) -> None:
    drawing = replace(_photograph(tmp_path, 1400, 1000), is_vector=True)

    column = column_figure("chart", drawing, setting.layout)

    assert setting.layout.picture_mm(column.lines) >= 84 / 1.4 - 0.5
    assert len(column.heights) == 1


def test_a_code_is_the_code_of_its_address() -> None:
    code = qr_code(URL)
    drawn = {(x + step, y) for x, y, length in code.runs for step in range(length)}
    wanted = segno.make_qr(URL, error="m", boost_error=False).matrix

    assert drawn == {
        (x, y) for y, row in enumerate(wanted) for x, dark in enumerate(row) if dark
    }
    assert 24 / qr_code(ADS[0].url).modules >= 0.7


def test_addresses_are_printed_without_their_scheme() -> None:
    assert plain_address("https://www.paper.example/join/") == "paper.example/join"


def test_an_unknown_layout_is_named_with_those_there_are() -> None:
    with pytest.raises(LayoutError, match="no layout called magazine"):
        article_setting([layouts_folder()], [fonts_folder()], "magazine")


def test_something_taller_than_a_page_is_refused_by_name(
    setting: ArticleSetting,
) -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(90))
    text = " ".join(map(str, range(90)))
    table = TextBlock(BlockKind.TABLE, f"<table><tbody>{rows}</tbody></table>", text)

    with pytest.raises(TypesetError, match="taller than a page") as caught:
        set_article(_sheet(_article(body=(*_body(90), table))), setting)

    assert "the-wall" in caught.value.where


@pytest.mark.parametrize(
    ("number", "slug", "most_pages"),
    [("2213", "quay-street-tosi", 2), ("2566", "skerrow-reaches-orbit", 3)],
)
def test_stories_of_the_sample_are_set(
    setting: ArticleSetting, sample: Path, number: str, slug: str, most_pages: int
) -> None:
    workspace = read_workspace(sample)
    issue = read_issue(workspace, number)
    sheet = ArticleSheet(
        workspace.publication,
        issue.article(slug),
        issue.number,
        issue.date,
        house_ads=workspace.publication.house_ads,
    )

    sheets = set_article(sheet, setting)

    assert 1 <= sheets.page_count <= most_pages
    assert sheets.warnings == ()
    assert "panel" in sheets.elements("data-tail")


# The laws of the plan, on stories that nobody wrote.

PAGES = Pages(
    head_end=21, running_end=3, text_end=57, last_end=54, fewest_lines_over=10
)
TAILS = (Tail("two", 21, 0.0), Tail("one", 15, 12.0), Tail("none", 6, 26.0))


def _units(paragraphs: list[int]) -> tuple[Unit, ...]:
    numbers = itertools.count()
    return tuple(
        Unit(
            height=1,
            line=next(numbers),
            is_first=index == 0,
            is_last=index == lines - 1,
        )
        for lines in paragraphs
        for index in range(lines)
    )


def _planned(job: Job) -> Plan:
    plan = plan_article(job)
    assert plan is not None
    return plan


stories = st.lists(st.integers(1, 14), min_size=3, max_size=40)


@given(stories, st.booleans(), st.booleans())
def test_every_line_of_a_story_is_placed_once_and_in_order(
    paragraphs: list[int], has_lead: bool, has_quote: bool
) -> None:
    units = _units(paragraphs)
    leads = tuple(Lead(over=lines, cost=abs(lines - 23)) for lines in range(19, 28))
    quotes = (Quote("quote", 9, 2),)
    plan = _planned(
        Job(
            PAGES,
            (*units, Unit(12, gap=1, box="facts")),
            TAILS,
            leads=leads if has_lead else (Lead(),),
            quotes=quotes if has_quote else (),
        )
    )

    texts = [frame for frame in plan.frames if not frame.box]
    placed = [line for frame in texts for line in range(frame.first, frame.end)]

    assert placed == list(range(len(units)))
    assert [frame.box for frame in plan.frames].count("facts") == 1


@given(stories)
def test_nothing_overlaps_and_nothing_leaves_its_page(paragraphs: list[int]) -> None:
    units = (*_units(paragraphs), Unit(12, gap=1, box="facts"))
    picture = Block("picture", 14)
    plan = _planned(Job(PAGES, units, TAILS, heads={(1, 1): picture}))
    tail = next(tail for tail in TAILS if tail.name == plan.tail)

    by_column = itertools.groupby(plan.frames, lambda each: (each.page, each.column))
    for (page, column), frames in by_column:
        free = plan.tops[page - 1] + (14 if (page, column) == (1, 1) else 0)
        for frame in frames:
            assert frame.line >= free
            free = frame.line + frame.lines
        is_last = page == plan.page_count
        assert free <= (PAGES.last_end - tail.lines if is_last else PAGES.text_end)


@given(stories)
def test_no_last_line_stands_alone_at_the_head_of_a_column(
    paragraphs: list[int],
) -> None:
    units = _units([max(lines, 4) for lines in paragraphs])
    plan = _planned(Job(PAGES, units, TAILS))

    for frame in plan.frames:
        first = units[frame.first]
        assert first.is_first or not first.is_last


@given(stories)
def test_columns_of_the_last_page_are_level(paragraphs: list[int]) -> None:
    plan = _planned(Job(PAGES, _units([*paragraphs, 9, 9, 9]), TAILS))

    last = [frame for frame in plan.frames if frame.page == plan.page_count]
    left, right = (
        max(f.line + f.lines for f in last if f.column == column) for column in (0, 1)
    )

    assert -1 <= left - right <= 2


@settings(max_examples=25)
@given(st.integers(120, 300))
def test_a_pull_quote_keeps_away_from_column_ends_and_its_own_words(lines: int) -> None:
    units = _units([5] * (lines // 5))
    job = Job(PAGES, units, TAILS, quotes=(Quote("quote", 9, lines // 2),))
    plan = _planned(job)

    boxes = [i for i, frame in enumerate(plan.frames) if frame.box]
    assume(boxes)  # it is left out where it would cost a page
    (at,) = boxes
    quote = plan.frames[at]
    before, after = plan.frames[at - 1], plan.frames[at + 1]

    for beside in (before, after):
        assert (beside.page, beside.column) == (quote.page, quote.column)
        assert beside.lines >= 4
    assert units[after.first].is_first
