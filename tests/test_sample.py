"""The sample newspaper is a whole one, shows everything, and prints as it should.

Printing all of it takes half a minute, so that here the newspaper is printed with some
of its stories; all of them are left to ``make proof``.
"""

import dataclasses
import datetime
import io
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from printshop.issue import (
    Advertisement,
    Article,
    Block,
    BlockKind,
    Byline,
    FactBox,
    FactRow,
    Form,
    Issue,
    Picture,
    PullQuote,
    Related,
    Teaser,
)
from printshop.publication import HouseAd, HouseAdKind, Imprint, Publication
from printshop.resources import fonts_folder
from printshop.sources import check_workspace, read_issue, read_workspace
from tests.byte_ranges import RangeReader
from tests.newsroom import Newsroom, Printed, once, print_all
from tests.printed import (
    PT_PER_MM,
    letters,
    pages_of,
    pdfium_pages,
    poppler_pages,
    runs_of,
    words_missing,
    words_of,
)
from tests.read_aloud import elements
from tests.verapdf import broken_rules

AS_OF = "2026-11-22"
NUMBERS = ("2566", "2213")
LEAST_PPI = 100
WIDE_MM = 160


@pytest.fixture(scope="module")
def issues(sample: Path) -> dict[str, Issue]:
    workspace = read_workspace(sample)
    return {number: read_issue(workspace, number) for number in NUMBERS}


@pytest.fixture(scope="module")
def issue(issues: dict[str, Issue]) -> Issue:
    return issues["2566"]


def _chosen(issue: Issue) -> list[str]:
    """Pick the longest story, the first of every form, and what has most beside it."""
    longest = max(issue.articles, key=lambda article: article.word_count)
    chosen = [longest, *(_first_of(issue, form) for form in Form)]
    for kind in BlockKind:
        has_kind = (a for a in issue.articles if kind in {b.kind for b in a.body})
        chosen.append(next(has_kind))
    return list(dict.fromkeys(article.slug for article in chosen))


def _first_of(issue: Issue, form: Form) -> Article:
    return next(article for article in issue.articles if article.form == form)


@pytest.fixture(scope="module")
def printed(
    tmp_path_factory: pytest.TempPathFactory, sample: Path, issue: Issue
) -> Printed:
    """The newspaper with some of its stories, and the stories of the old issue."""

    def make(folder: Path) -> None:
        newsroom = Newsroom(sample)
        both = ("--edition", "reader", "--edition", "article", "--as-of", AS_OF)
        some = [word for slug in _chosen(issue) for word in ("--article", slug)]
        print_all(newsroom, folder, "2566", *both, *some)
        print_all(newsroom, folder, "2213", "--edition", "article", "--as-of", AS_OF)

    folder = once(tmp_path_factory, "sample", make)
    return Printed(Newsroom(sample), folder)


@pytest.fixture(scope="module")
def paper(printed: Printed) -> Path:
    return printed.file("reader")


# ------------------------------------------------------------------ what it is


def test_the_sample_has_no_problems_and_raises_no_questions(sample: Path) -> None:
    report = check_workspace(sample)

    assert (report.problems, report.findings) == ((), ())


def test_the_newspaper_is_whole(issue: Issue) -> None:
    words = [article.word_count for article in issue.articles]

    assert issue.date == datetime.date(2026, 11, 20)
    assert len(issue.articles) >= 26
    assert sum(words) >= 11_000
    assert min(words) >= 40
    assert max(words) <= 1_400
    assert len(issue.sections) >= 6
    assert {article.section for article in issue.articles} == set(issue.sections)


def test_the_old_issue_is_small(issues: dict[str, Issue]) -> None:
    assert issues["2213"].date == datetime.date(2020, 2, 14)
    assert len(issues["2213"].articles) == 8


def test_the_prose_is_prose(issues: dict[str, Issue]) -> None:
    for issue in issues.values():
        seen: set[str] = set()
        for article in issue.articles:
            text = " ".join(block.text for block in article.body)
            assert not re.search(r"(?i)lorem|ipsum|dolor sit|\bTODO\b|\bXX+\b", text)
            for block in article.body:
                if len(block.text) > 60:
                    assert block.text not in seen, f"{article.slug} repeats itself"
                    seen.add(block.text)


def _pictures(issues: dict[str, Issue]) -> list[Picture]:
    return [p for issue in issues.values() for a in issue.articles for p in a.pictures]


def test_every_picture_is_described_captioned_and_credited(
    issues: dict[str, Issue],
) -> None:
    pictures = _pictures(issues)

    assert len({picture.sha256 for picture in pictures}) >= 14
    assert {picture.is_vector for picture in pictures} == {True, False}
    for picture in pictures:
        assert picture.alt, picture.name
        assert picture.credit, picture.name
    heads = {a.pictures[0] for a in issues["2566"].articles if a.form == Form.COLUMN}
    assert all(picture.caption for picture in pictures if picture not in heads)


def test_every_picture_file_is_used_and_its_origin_is_told(
    sample: Path, issues: dict[str, Issue]
) -> None:
    files = {path for path in sample.rglob("pictures/*") if path.is_file()}
    ads = {ad.picture.path for issue in issues.values() for ad in issue.ads}
    told = (sample / "PICTURES.md").read_text("utf-8")

    assert files == {picture.path for picture in _pictures(issues)} | ads
    for path in files:
        assert f"| `{path.name}` |" in told, path.name


# ------------------------------------------------------------------ all of the model

NOT_WRITTEN_BY_A_NEWSROOM = {(Issue, "findings")}

ORDINARY = {
    # What nearly every paper leaves as it is. A second layout does not ship yet.
    (Publication, "layout"),
    (Publication, "barcode_variant"),
    # Page numbers suit one layout, and the sample is set in all of them.
    (Article, "page"),
    (Issue, "section_pages"),
    # It has yet to be printed, by whoever tries it.
    (Issue, "is_printed"),
}


def _values(value: Any) -> Iterator[Any]:
    """Yield a value and everything in it."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _values(getattr(value, field.name))


@pytest.fixture(scope="module")
def everything(sample: Path, issues: dict[str, Issue]) -> list[Any]:
    paper = read_workspace(sample).publication
    return [thing for whole in (paper, *issues.values()) for thing in _values(whole)]


@pytest.mark.parametrize(
    "kind",
    [
        *(Publication, Imprint, HouseAd, Issue, Article, Block, Byline, Picture),
        *(PullQuote, FactBox, FactRow, Related, Teaser, Advertisement),
    ],
    ids=lambda kind: kind.__name__,
)
def test_every_field_of_the_model_is_used(everything: list[Any], kind: type) -> None:
    found = [thing for thing in everything if type(thing) is kind]
    unused = {
        field.name
        for field in dataclasses.fields(kind)
        if (kind, field.name) not in NOT_WRITTEN_BY_A_NEWSROOM | ORDINARY
        and all(getattr(one, field.name) in (field.default, "", ()) for one in found)
    }

    assert found
    assert not unused


@pytest.mark.parametrize(
    "kind", [Form, BlockKind, HouseAdKind], ids=lambda kind: kind.__name__
)
def test_every_kind_of_the_model_is_used(
    everything: list[Any], kind: type[StrEnum]
) -> None:
    assert {thing for thing in everything if type(thing) is kind} == set(kind)


def test_stories_refer_to_stories_of_both_issues_and_to_the_web(
    everything: list[Any],
) -> None:
    related = [thing for thing in everything if isinstance(thing, Related)]

    assert {one.issue_number for one in related} == {"", *NUMBERS}


# ------------------------------------------------------------------ what is printed


def test_the_newspaper_folds(printed: Printed) -> None:
    (receipt,) = (r for r in printed.receipts if r["edition"] == "reader")

    assert receipt["pages"] % 4 == 0
    assert receipt["pages"] >= 8


def test_nothing_printed_must_be_held_back(printed: Printed) -> None:
    findings = [f for receipt in printed.receipts for f in receipt["findings"]]

    told = {f["code"] for f in findings if f["severity"] != "note"}
    assert told <= {"copyfit-002", "type-001"}, "a few lines to write, and loose lines"


def _files(printed: Printed) -> list[Path]:
    return [Path(receipt["file"]) for receipt in printed.receipts]


def _assert_sound(path: Path) -> None:
    checked = subprocess.run(
        ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, f"{path.name}: {checked.stdout}{checked.stderr}"


def test_qpdf_finds_nothing_wrong(printed: Printed) -> None:
    assert len(_files(printed)) > 15
    for path in _files(printed):
        _assert_sound(path)


def _font_marks(font: TTFont) -> tuple[str, int, int]:
    """Tell a font by what a subset of it keeps: its name, its em, its birthday."""
    head = font["head"]
    return font["name"].getDebugName(6), head.unitsPerEm, head.created


def _assert_own_fonts(path: Path) -> None:
    ours = set()
    for file in (*fonts_folder().rglob("*.ttf"), *fonts_folder().rglob("*.otf")):
        with TTFont(file, lazy=True) as font:
            ours.add(_font_marks(font))
    with pikepdf.open(path) as pdf:
        embedded = [
            thing.FontDescriptor.FontFile2.read_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing
        ]
    assert embedded
    for data in embedded:
        assert _font_marks(TTFont(io.BytesIO(data))) in ours, path.name


def _assert_embedded(path: Path) -> None:
    told = subprocess.run(
        ["pdffonts", str(path)], capture_output=True, text=True, check=True
    )
    rows = told.stdout.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r" yes yes yes +\d+ +0$", row), f"{path.name}: {row}"


def test_only_the_shops_own_fonts_are_embedded(printed: Printed) -> None:
    for path in _files(printed):
        _assert_embedded(path)
        _assert_own_fonts(path)


def _assert_sharp(path: Path) -> int:
    """Look at every picture's resolution as it is set; give their number."""
    told = subprocess.run(
        ["pdfimages", "-list", str(path)], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in told.stdout.splitlines()[2:]]
    for row in rows:
        assert min(int(row[12]), int(row[13])) >= LEAST_PPI, f"{path.name}: {row}"
    return len(rows)


def test_no_picture_is_set_under_100_pixels_an_inch(
    printed: Printed, paper: Path
) -> None:
    assert _assert_sharp(paper) >= 5
    assert sum(map(_assert_sharp, _files(printed))) >= 8


# ------------------------------------------------------------------ words


def _copy(article: Article) -> str:
    """Read a story's text as it was typed, without the marks of Markdown."""
    text = article.source.read_text("utf-8").split("---\n", 2)[2]
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"</?\w[^>]*>", "", text)
    return re.sub(r"^\d+\. ", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("read", [pdfium_pages, poppler_pages])
def test_every_story_stands_in_the_newspaper_whole_and_in_order(
    issue: Issue, paper: Path, read: Callable[[Path], list[str]]
) -> None:
    pages = read(paper)
    for article in issue.articles:
        assert pages_of(_copy(article), pages), article.slug


def test_every_headline_and_byline_stands_in_the_newspaper(
    issue: Issue, paper: Path
) -> None:
    text = letters("".join(pdfium_pages(paper)))
    for article in issue.articles:
        assert letters(article.headline) in text, article.slug
        if article.form != Form.BRIEF:
            for byline in article.bylines:
                assert letters(byline.name) in text, article.slug


def _assert_stories_are_whole(printed: Printed, issues: dict[str, Issue]) -> int:
    """Look for every word of the stories that were printed; give their number."""
    stories = 0
    for receipt in printed.receipts:
        if receipt["article"] is None:
            continue
        path = Path(receipt["file"])
        (issue,) = (i for n, i in issues.items() if f"-{n}-" in path.name)
        article = issue.article(receipt["article"])
        for read in (pdfium_pages, poppler_pages):
            pages = read(path)
            text = letters("".join(pages)).lower()
            assert runs_of(_copy(article), pages), article.slug
            for words in _beside(article):
                assert letters(words).lower() in text, f"{article.slug}: {words}"
        stories += 1
    return stories


def _beside(article: Article) -> Iterator[str]:
    """Name what stands beside a story's text in its own PDF."""
    yield from (article.headline, article.standfirst)
    yield from (byline.name for byline in article.bylines)
    yield from (picture.caption for picture in article.pictures)
    yield from (picture.credit for picture in article.pictures)
    for box in article.fact_boxes:
        yield from (box.title, box.source, *(row.text for row in box.rows))


def test_the_stories_stand_in_their_own_pdfs_whole_and_in_order(
    printed: Printed, issues: dict[str, Issue]
) -> None:
    assert _assert_stories_are_whole(printed, issues) >= 8 + 8


def _plain(path: Path) -> str:
    return " ".join(" ".join(pdfium_pages(path)).split())


def test_an_old_story_says_how_old_it_is(printed: Printed) -> None:
    old = [path for path in _files(printed) if "-2213-" in path.name]
    young = [path for path in _files(printed) if "-2566-" in path.name]

    assert len(old) == 8
    for path in old:
        assert "This article is over 6 years, 9 months old" in _plain(path), path.name
        assert re.search(
            r"First printed in issue 2213, 14 February 2020, page \d", _plain(path)
        )
    assert len(young) >= 8
    assert not any("This article is over" in _plain(path) for path in young)


def test_a_story_says_on_which_page_of_the_newspaper_it_stands(
    printed: Printed, issue: Issue, paper: Path
) -> None:
    pages = poppler_pages(paper)
    slugs = [r["article"] for r in printed.receipts if f"-{issue.number}-" in r["file"]]
    told = {}
    for slug in filter(None, slugs):
        line = r"First printed in issue 2566, 20 November 2026, page (\d+)"
        (page,) = re.findall(line, _plain(printed.file("article", slug)))
        told[slug] = int(page)

    assert len(told) >= 8
    for slug, page in told.items():
        article = issue.article(slug)
        expected = article.printed_page or pages_of(_copy(article), pages)[0]
        assert page == expected, slug


# ------------------------------------------------------------------ small, and whole


def _assert_small(path: Path) -> None:
    """Weigh a file: what a picture as wide as the page may add is not much."""
    if "article" in path.parts:
        most_kb = 300 if _has_wide_picture(path) else 250
    else:
        most_kb = 4000
    assert path.stat().st_size <= most_kb * 1000, path.name


def _has_wide_picture(path: Path) -> bool:
    """Tell whether a photograph or a drawing fills the page's width."""
    with pikepdf.open(path) as pdf:
        boxes = [e.A.BBox for e in elements(pdf) if e.S == "/Figure"]
        return any(float(b[2] - b[0]) > WIDE_MM * PT_PER_MM for b in boxes)


def test_files_are_small(printed: Printed) -> None:
    for path in _files(printed):
        _assert_small(path)


def _assert_words_are_whole(path: Path, *articles: Article) -> None:
    """Look for stories word by word; hyphens at line ends are taken out."""
    for read in (poppler_pages, pdfium_pages):
        found = words_of("\n".join(read(path)))
        for article in articles:
            wanted = words_of(" ".join(block.text for block in article.body))
            missing = words_missing(wanted, found)
            told = f"{path.name}, {article.slug}, {read.__name__}: {missing[:8]}"
            assert not missing, told


def test_every_word_comes_back_whole_and_in_order(
    printed: Printed, issues: dict[str, Issue]
) -> None:
    for receipt in printed.receipts:
        if receipt["article"] is not None:
            path = Path(receipt["file"])
            (issue,) = (i for n, i in issues.items() if f"-{n}-" in path.name)
            _assert_words_are_whole(path, issue.article(receipt["article"]))


def test_every_word_of_the_newspaper_comes_back_whole_and_in_order(
    issue: Issue, paper: Path
) -> None:
    _assert_words_are_whole(paper, *issue.articles)


# ------------------------------------------------------------------ all of it


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, sample: Path
) -> tuple[Printed, float]:
    """Everything, and the seconds that the current issue took."""
    folder = tmp_path_factory.mktemp("whole")
    began = time.monotonic()
    print_all(Newsroom(sample), folder, "2566", "--as-of", AS_OF)
    seconds = time.monotonic() - began
    print_all(Newsroom(sample), folder, "2213", "--as-of", AS_OF)
    return Printed(Newsroom(sample), folder), seconds


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> list[Path]:
    """Both issues in large print, and the newspaper in its other layouts."""
    folder = tmp_path_factory.mktemp("others")
    files = []
    wanted = [(number, "large-print", "tabloid") for number in NUMBERS]
    wanted += [("2566", "reader", layout) for layout in ("a4", "berliner")]
    for number, edition, layout in wanted:
        place = folder / layout
        options = ("--edition", edition, "--layout", layout, "--as-of", AS_OF)
        print_all(Newsroom(sample), place, number, *options)
        (file,) = (place / number).glob("*.pdf")
        files.append(file.rename(folder / f"{layout}-{file.name}"))
    return files


@pytest.mark.proof
def test_large_print_and_other_layouts_pass_verapdf_and_are_sound_and_small(
    others: list[Path],
) -> None:
    assert broken_rules(others) == {file.name: [] for file in others}
    for path in others:
        _assert_sound(path)
        _assert_embedded(path)
        _assert_own_fonts(path)
        _assert_small(path)
        _assert_opens_early(path)


def _assert_opens_early(path: Path) -> None:
    """Show the first page from a third of the bytes of a file, or from 300 kB."""
    reader = RangeReader(path)
    reader.page(0, 300)

    assert reader.is_linearised, path.name
    most = max(path.stat().st_size / 3, 300_000)
    assert reader.fetched_bytes <= most, path.name


@pytest.mark.proof
def test_all_files_are_linearised_and_open_early(
    whole: tuple[Printed, float],
) -> None:
    for path in _files(whole[0]):
        _assert_opens_early(path)


@pytest.mark.proof
def test_the_newspaper_is_printed_within_a_minute(
    whole: tuple[Printed, float],
) -> None:
    assert whole[1] < 60


@pytest.mark.proof
def test_there_is_one_pdf_a_story_and_one_an_issue(
    whole: tuple[Printed, float], issues: dict[str, Issue]
) -> None:
    names = sorted(path.relative_to(whole[0].output) for path in _files(whole[0]))
    expected = []
    for number, issue in issues.items():
        expected.append(Path(number, f"skerrow-packet-{number}.pdf"))
        for article in issue.articles:
            name = f"skerrow-packet-{number}-{article.slug}.pdf"
            expected.append(Path(number, "article", name))

    assert names == sorted(expected)


@pytest.mark.proof
def test_all_files_are_sound_sharp_and_in_our_fonts(
    whole: tuple[Printed, float],
) -> None:
    for path in _files(whole[0]):
        _assert_sound(path)
        _assert_embedded(path)
        _assert_own_fonts(path)
        _assert_sharp(path)


@pytest.mark.proof
def test_all_files_pass_verapdf_as_accessible_and_archival(
    whole: tuple[Printed, float],
) -> None:
    files = _files(whole[0])

    assert broken_rules(files) == {file.name: [] for file in files}


@pytest.mark.proof
def test_all_files_are_small_and_all_words_come_back_whole(
    whole: tuple[Printed, float], issues: dict[str, Issue]
) -> None:
    for receipt in whole[0].receipts:
        path = Path(receipt["file"])
        _assert_small(path)
        issue = issues[path.relative_to(whole[0].output).parts[0]]
        if receipt["article"] is None:
            _assert_words_are_whole(path, *issue.articles)
        else:
            _assert_words_are_whole(path, issue.article(receipt["article"]))


@pytest.mark.proof
def test_all_stories_stand_in_their_own_pdfs_whole_and_in_order(
    whole: tuple[Printed, float], issues: dict[str, Issue]
) -> None:
    stories = sum(len(issue.articles) for issue in issues.values())

    assert _assert_stories_are_whole(whole[0], issues) == stories


@pytest.mark.proof
def test_the_old_issue_is_a_newspaper_too(
    whole: tuple[Printed, float], issues: dict[str, Issue]
) -> None:
    (receipt,) = (
        receipt
        for receipt in whole[0].receipts
        if receipt["edition"] == "reader" and "2213" in receipt["file"]
    )
    pages = poppler_pages(Path(receipt["file"]))

    assert receipt["pages"] == len(pages) == 4
    for article in issues["2213"].articles:
        assert pages_of(_copy(article), pages), article.slug
