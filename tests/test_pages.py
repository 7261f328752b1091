"""The printed pages hold what they promise, as other programs read them back."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import zxingcpp

from tests.newsroom import (
    Printed,
    bare_newsroom,
    print_all,
    printed_small_newsroom,
)
from tests.printed import (
    PT_PER_MM,
    Row,
    letters,
    links_of,
    pages_of,
    pdfium_pages,
    picture_of,
    poppler_pages,
    rows_of,
    rules_of,
    runs_of,
)

READERS = pytest.mark.parametrize("read", [pdfium_pages, poppler_pages])
Read = Callable[[Path], list[str]]

SECTIONS = {"News": 7, "Culture": 6}
"""Sections of the small newspaper, with the stories in each."""

SHEET_MM = (289, 380)
MARGIN_PT = 11.5 * PT_PER_MM
LEADING_PT = 11
GUTTERS_PT = {
    round((11.5 + column * pitch - 2) * PT_PER_MM, 1)
    for pitch, columns in ((45, 6), (67.5, 4))
    for column in range(1, columns)
}
"""Middles of the gutters, of six columns and of four."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed_small_newsroom(tmp_path_factory)


@pytest.fixture(scope="module")
def issue(printed: Printed) -> Path:
    return printed.file("reader")


def _copy(printed: Printed) -> dict[str, str]:
    """Read every story as its writer wrote it, marks of a table taken out."""
    folder = printed.newsroom.root / "issues" / "7"
    bodies = {
        path.stem: path.read_text("utf-8").split("---\n", 2)[2]
        for path in sorted(folder.glob("*.md"))
    }
    return {slug: body.replace("|---|---|", "") for slug, body in bodies.items()}


def _sections(printed: Printed) -> dict[str, str]:
    folder = printed.newsroom.root / "issues" / "7"
    return {
        path.stem: "Culture" if "section: Culture" in path.read_text() else "News"
        for path in folder.glob("*.md")
    }


# ------------------------------------------------------------------ how it is read


def test_a_text_is_found_when_other_things_stand_between_its_columns() -> None:
    pages = [
        "One fine and windy day A headline! the long boat came",
        "Page 2 home unseen by us",
    ]
    copy = "One fine and windy day the long boat came home unseen"

    assert pages_of(copy, pages) == [1, 2]


@pytest.mark.parametrize(
    "page",
    [
        "One fine and windy day the boat home unseen",
        "the boat came home unseen One fine and windy day",
        "One fine and windy day the boat came home unsee",
    ],
    ids=["a word lost", "out of order", "the last letter lost"],
)
def test_a_text_is_not_found_when_it_is_not_whole_and_in_order(page: str) -> None:
    with pytest.raises(AssertionError, match="is missing, or is out of order"):
        runs_of("One fine and windy day the boat came home unseen", [page])


# ------------------------------------------------------------------ words


@READERS
def test_every_story_stands_in_the_issue_whole_and_in_order(
    printed: Printed, issue: Path, read: Read
) -> None:
    pages = read(issue)
    copy = _copy(printed)

    assert len(copy) == sum(SECTIONS.values())
    for slug, text in copy.items():
        assert runs_of(text, pages), slug


@READERS
def test_every_story_stands_in_its_own_pdf_whole_and_in_order(
    printed: Printed, read: Read
) -> None:
    for slug, text in _copy(printed).items():
        assert runs_of(text, read(printed.file("article", slug))), slug


def test_no_story_is_printed_twice(printed: Printed, issue: Path) -> None:
    # Pull quotes repeat a few words; no story repeats eighty letters of another.
    whole = letters("".join(pdfium_pages(issue)))
    for slug, text in _copy(printed).items():
        for run in runs_of(text, pdfium_pages(issue)):
            assert whole.count(run.text[-80:]) == 1 or len(run.text) < 80, slug


def test_a_story_of_form_letter_is_headed_and_signed(issue: Path) -> None:
    text = letters("".join(pdfium_pages(issue)))

    for writer in ("Catriona Moss", "Alec Bain", "Hail Kerr"):
        assert letters(f"A word from {writer} On count 1") in text
        assert letters(f"{writer}, Mole Road") in text


def test_what_stands_beside_a_story_is_printed_with_it(issue: Path) -> None:
    text = letters("".join(pdfium_pages(issue))).lower()

    for words in (
        "At dusk The wall as it stood on Monday Nan Petrie",
        "Nobody remembers who built it, and nobody is asked to mend it",
        "The lamp in figures 1868 the year in which it was lit",
        "‘had no opinion of the lamp’ The town",
        "Nan Dunnet Gardens",
        "The Gazette says What we say",
        "Lamp Lit North 1868 South 1901",
    ):
        assert letters(words).lower() in text, words


@pytest.mark.parametrize("form", ["news", "feature", "brief"])
def test_a_story_may_begin_and_go_on_with_any_kind_of_block(
    tmp_path: Path, form: str
) -> None:
    table = "| Lamp | Lit |\n|---|---|\n| North | 1868 |\n| South | 1901 |"
    blocks = [table, "- oil\n- a wick", "> I took a book", "## Afterwards", "A word."]
    newsroom = bare_newsroom(tmp_path / "paper")
    copy = {}
    for number in range(len(blocks)):
        turned = [*blocks[number:], *blocks[:number], table, table]
        copy[f"turned-{number}"] = "\n\n".join(turned)
        newsroom.story(f"7/turned-{number}", copy[f"turned-{number}"], form=form)

    print_all(newsroom, tmp_path / "output", "7")

    printed = Printed(newsroom, tmp_path / "output")
    for slug, text in copy.items():
        plain = text.replace("|---|---|", "")
        assert runs_of(plain, pdfium_pages(printed.file("reader"))), slug
        assert runs_of(plain, pdfium_pages(printed.file("article", slug))), slug


# ------------------------------------------------------------------ promises


def _pages_by_slug(printed: Printed, issue: Path) -> dict[str, list[int]]:
    pages = poppler_pages(issue)
    return {slug: pages_of(text, pages) for slug, text in _copy(printed).items()}


def _slug(target: str) -> str:
    """Name the story that a place in the document belongs to."""
    return re.sub(r"^story-|-[0-9]+$", "", target)


def test_every_jump_line_names_the_page_the_story_is_really_on(
    printed: Printed, issue: Path
) -> None:
    stands_on = _pages_by_slug(printed, issue)
    turned = {slug: pages for slug, pages in stands_on.items() if len(pages) > 1}
    found = {
        (kind, _slug(link.target), link.page, int(page), link.target_page)
        for link in links_of(issue)
        for kind, page in re.findall(r"(Turn to|From) page\s(\d+)", link.text)
    }

    assert "sea-wall" in turned
    for slug, pages in turned.items():
        for page, following in itertools.pairwise(pages):
            assert ("Turn to", slug, page, following, following) in found
            assert ("From", slug, following, page, page) in found
    assert len(found) == 2 * sum(len(pages) - 1 for pages in turned.values())


def test_a_continuation_stands_under_the_short_headline(
    printed: Printed, issue: Path
) -> None:
    first, second = _pages_by_slug(printed, issue)["sea-wall"]
    pages = [letters(page) for page in pdfium_pages(issue)]

    assert letters("The sea wall is standing on habit alone") in pages[first - 1]
    assert letters("From page 1 The wall that habit built") in pages[second - 1]


def _named_pages(text: str) -> set[int]:
    """Read pages as an index writes them: ``2–5, 8``."""
    pages: set[int] = set()
    for part in text.split(", "):
        first, _, last = part.partition("–")
        pages |= set(range(int(first), int(last or first) + 1))
    return pages


def test_every_index_entry_names_the_pages_of_its_section_and_leads_there(
    printed: Printed, issue: Path
) -> None:
    stands_on = _pages_by_slug(printed, issue)
    entries = [link for link in links_of(issue) if link.target.startswith("page-")]
    words = [link.text for link in entries]
    targets = [link.target_page for link in entries]

    assert {link.page for link in entries} == {4}
    for section, count in SECTIONS.items():
        slugs = [slug for slug, own in _sections(printed).items() if own == section]
        pages = {page for slug in slugs for page in stands_on[slug]}
        place = words.index(section)
        assert len(slugs) == count
        assert _named_pages(words[place + 1]) == pages
        assert targets[place] == targets[place + 1] == min(pages)


def test_every_teaser_and_reference_leads_to_its_story(
    printed: Printed, issue: Path
) -> None:
    (begins_on, *_) = _pages_by_slug(printed, issue)["the-last-lamp"]
    links = [link for link in links_of(issue) if link.target == "story-the-last-lamp"]
    teaser, refer = pdfium_pages(issue)[0].split("The Mole Gazette", 1)

    assert {link.page for link in links} == {1}
    assert {link.target_page for link in links} == {begins_on}
    assert letters(f"Lamps {begins_on}") in letters(teaser)
    assert letters(f"trimmed by hand, page {begins_on}") in letters(refer)


def test_every_link_leads_somewhere_and_can_be_hit(
    printed: Printed, issue: Path
) -> None:
    files = [issue, *(printed.file("article", slug) for slug in _copy(printed))]
    links = [link for file in files for link in links_of(file)]

    assert len(links) > 50
    for link in links:
        assert link.target_page or link.url.startswith("https://gazette.example"), link
        assert link.width_pt > 3, link


# ------------------------------------------------------------------ the file


Places = list[tuple[str, int]]


def _outline(reader: pypdf.PdfReader) -> list[tuple[str, int, Places]]:
    """Read the outline: sections with their page, and their stories with theirs."""

    def page(place: pypdf.generic.Destination) -> int:
        number = reader.get_destination_page_number(place)
        assert number is not None
        return number + 1

    sections: list[tuple[str, int, Places]] = []
    for entry in reader.outline:
        if isinstance(entry, list):
            for place in entry:
                assert not isinstance(place, list)
                sections[-1][2].append((str(place.title), page(place)))
        else:
            sections.append((str(entry.title), page(entry), []))
    return sections


def test_the_outline_has_every_section_with_its_stories(
    printed: Printed, issue: Path
) -> None:
    outline = _outline(pypdf.PdfReader(issue))
    stands_on = _pages_by_slug(printed, issue)
    first = {
        "The sea wall is standing on habit alone": "sea-wall",
        "The night boat will leave by day": "night-boat",
        "New crane": "new-crane",
        "Fish market": "fish-market",
        "The last lamp of the harbour is trimmed by hand": "the-last-lamp",
        "What we say": "what-we-say",
        "A late leek": "a-late-leek",
        "A lost dog": "a-lost-dog",
        "A found dog": "a-found-dog",
        "A third dog": "a-third-dog",
        "A word from Catriona Moss": "letter-catriona-moss",
        "A word from Alec Bain": "letter-alec-bain",
        "A word from Hail Kerr": "letter-hail-kerr",
    }

    assert [section for section, _, _ in outline] == list(SECTIONS)
    listed = dict(place for _, _, places in outline for place in places)
    assert listed == {title: stands_on[slug][0] for title, slug in first.items()}
    for _, section_page, places in outline:
        assert section_page == min(page for _, page in places)


def test_the_issue_says_what_it_is(issue: Path) -> None:
    reader = pypdf.PdfReader(issue)
    told = reader.metadata
    root = reader.root_object

    assert told is not None
    assert told.title == "The Mole Gazette, Issue 7, 20 November 2026"
    assert told.author == "The Mole Gazette"
    assert str(told["/CreationDate"]).startswith("D:20261120")
    assert str(told["/ModDate"]).startswith("D:20261120")
    assert str(root["/Lang"]) == "en-GB"
    assert "'/DisplayDocTitle': True" in str(root["/ViewerPreferences"])
    assert reader.page_labels == ["1", "2", "3", "4"]


def test_every_page_is_one_tabloid_sheet(issue: Path) -> None:
    for page in pypdf.PdfReader(issue).pages:
        for box in (page.mediabox, page.trimbox):
            size_mm = (float(box.width) / PT_PER_MM, float(box.height) / PT_PER_MM)

            assert size_mm == pytest.approx(SHEET_MM, abs=0.01)


def test_a_story_says_what_it_is_and_is_a4(printed: Printed) -> None:
    reader = pypdf.PdfReader(printed.file("article", "sea-wall"))
    told = reader.metadata

    assert told is not None
    assert told.title == "The sea wall is standing on habit alone"
    assert told.author == "Hector Mair"
    assert str(reader.root_object["/Lang"]) == "en-GB"
    for page in reader.pages:
        size_mm = (page.mediabox.width / PT_PER_MM, page.mediabox.height / PT_PER_MM)
        assert size_mm == pytest.approx((210, 297), abs=0.1)


# ------------------------------------------------------------------ geometry


@pytest.fixture(scope="module")
def body_rows(printed: Printed, issue: Path) -> list[Row]:
    """The lines of the stories' own text, of those that are long enough to tell."""
    copy = letters(" ".join(_copy(printed).values()))
    return [
        row
        for row in rows_of(issue)
        if len(row.text) > 15 and letters(row.text) in copy and row.height < 15
    ]


def test_nothing_stands_outside_the_type_area(issue: Path) -> None:
    right = SHEET_MM[0] * PT_PER_MM - MARGIN_PT
    bottom = SHEET_MM[1] * PT_PER_MM - MARGIN_PT
    for row in rows_of(issue, is_loose=False):
        assert row.left >= MARGIN_PT - 2, row
        assert row.left + row.width <= right + 2, row
        assert row.top >= MARGIN_PT - 2, row
        assert row.top + row.height <= bottom + 2, row


def test_no_line_of_type_stands_on_another(issue: Path) -> None:
    rows = sorted(rows_of(issue, is_loose=False), key=lambda row: (row.page, row.top))
    for at, row in enumerate(rows):
        for other in rows[at + 1 :]:
            if other.page != row.page or other.top >= row.top + row.height:
                break
            across = min(row.left + row.width, other.left + other.width) - max(
                row.left, other.left
            )
            down = row.top + row.height - other.top
            assert min(across, down) < 1.5 or _is_beside(row, other), (row, other)


def _is_beside(row: Row, other: Row) -> bool:
    """Descenders may reach down among ascenders, a third of the lower line deep."""
    return row.top + row.height - other.top < 0.34 * min(row.height, other.height)


def test_lines_of_text_stand_on_one_grid_across_the_page(body_rows: list[Row]) -> None:
    offsets = [(row.top - MARGIN_PT) / LEADING_PT % 1 for row in body_rows]

    assert len(body_rows) > 400
    assert max(offsets) - min(offsets) < 0.15


def test_text_begins_where_a_column_begins(body_rows: list[Row]) -> None:
    lefts = [MARGIN_PT, *(gutter + 2 * PT_PER_MM for gutter in GUTTERS_PT)]
    beginnings = [left + indent for left in lefts for indent in (0, 8.8)]
    elsewhere = [
        row
        for row in body_rows
        if min(abs(row.left - beginning) for beginning in beginnings) > 1.5
    ]

    # Two initials, with three lines beside each; items of a list hang.
    assert len(elsewhere) < 10, elsewhere


def test_every_column_rule_stands_in_the_middle_of_a_gutter(issue: Path) -> None:
    upright = [
        (page, rule)
        for page in range(1, 5)
        for rule in rules_of(issue, page)
        if rule.width == pytest.approx(0.4, abs=0.05) and rule.height > 20
    ]

    assert len(upright) > 8
    for page, rule in upright:
        middle = rule.left + rule.width / 2
        assert min(abs(middle - gutter) for gutter in GUTTERS_PT) < 0.2, (page, rule)


def test_no_column_rule_crosses_a_line_of_text(issue: Path) -> None:
    rows = rows_of(issue)
    for page in range(1, 5):
        for rule in rules_of(issue, page):
            if rule.height < 20 or rule.width > 0.5:
                continue
            for row in rows:
                crosses = row.left + 1 < rule.left < row.left + row.width - 1
                beside = row.top + 3 < rule.top + rule.height - 1
                below = row.top + row.height - 3 > rule.top + 1
                assert not (row.page == page and crosses and beside and below), row


def test_a_rule_over_a_story_is_as_wide_as_the_story(issue: Path) -> None:
    widths = {
        round((columns * (pitch - 4) + (columns - 1) * 4) * PT_PER_MM, 1)
        for pitch, most in ((45, 6), (67.5, 4))
        for columns in range(1, most + 1)
    }
    lying = [
        rule
        for page in (1, 2, 3)
        for rule in rules_of(issue, page)
        if rule.height == pytest.approx(0.5, abs=0.05) and rule.top > 150
    ]

    assert lying
    for rule in lying:
        lines = (rule.top - MARGIN_PT) / LEADING_PT
        assert lines % 1 == pytest.approx(0.6, abs=0.02), rule
        assert min(abs(rule.width - width) for width in widths) < 0.2, rule


# ------------------------------------------------------------------ codes


def test_the_barcode_on_the_front_can_be_scanned_with_its_add_on(issue: Path) -> None:
    found = zxingcpp.read_barcodes(
        picture_of(issue, 1, 300),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.EAN13]),
        ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Require,
        text_mode=zxingcpp.TextMode.Plain,
    )

    assert [code.text for code in found] == ["977123456700347"]


def _codes(path: Path, page: int) -> set[str]:
    found = zxingcpp.read_barcodes(
        picture_of(path, page, 200),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
    )
    return {code.text for code in found}


def test_the_codes_of_house_advertisements_lead_to_their_addresses(
    issue: Path,
) -> None:
    found = set().union(*(_codes(issue, page) for page in range(1, 5)))
    addresses = {"https://gazette.example/letter", "https://gazette.example/join"}

    assert found
    assert found <= addresses


def test_the_codes_of_the_stories_lead_to_their_addresses_and_the_papers(
    printed: Printed,
) -> None:
    own = {"sea-wall", "the-last-lamp"}
    found: dict[str, set[str]] = {}
    for slug in _copy(printed):
        path = printed.file("article", slug)
        pages = range(1, len(pypdf.PdfReader(path).pages) + 1)
        found[slug] = set().union(*(_codes(path, page) for page in pages))
    addresses = {"https://gazette.example/letter", "https://gazette.example/join"}

    for slug, codes in found.items():
        wanted = {f"https://gazette.example/{slug}"} if slug in own else set()
        assert codes - addresses == wanted, slug
    assert set().union(*found.values()) >= addresses
