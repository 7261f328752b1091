"""The newsroom's folder is read whole, or every mistake in it is told with its line."""

import datetime
import pickle
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from printshop.errors import ExitCode, Problem, SourceError
from printshop.findings import Finding, Severity
from printshop.issue import AdSize, Byline, Form, Issue
from printshop.publication import HouseAdKind
from printshop.sources import (
    Check,
    check_workspace,
    find_workspace,
    read_issue,
    read_workspace,
)
from printshop.sources.fields import Value
from printshop.sources.queries import Queries
from printshop.sources.toml_file import read_toml_file
from tests.advertisers import ad_pdf

PAPER = """\
title = "The Skerrow Packet"
strapline = "For Skerrow, Marrick and the Outer Shore since 1868"
language = "en-GB"
issn = "1234-5679"
price = "£1.80"
web_address = "https://skerrowpacket.example"

[imprint]
publisher = "Packet Press"
email = "desk@skerrowpacket.example"

[[house_ads]]
kind = "newsletter"
headline = "All the news that comes in on the tide"
url = "https://skerrowpacket.example/letter"
"""
ISSUE = """\
date = 2026-11-20
sections = ["News", "Sport"]
add_on = "47"

[[teasers]]
story = "sea-wall"
label = "Kirk Links"

[[ads]]
name = "Lorne Chandlery"
file = "chandlery.png"
alt = "A coil of rope"
columns = 3
height_mm = 100
"""
STORY = """\
---
headline: Sea wall is 'standing on habit'
section: News
---
The matter comes back to the council on Tuesday.
"""
HOCKEY = """\
---
headline: Eleven draws in a row
section: Sport
pictures:
  - file: wall.jpg
    alt: Two goalkeepers in the rain
    caption: The goalkeepers at the final whistle
    credit: Nan Petrie
related:
  - story: sea-wall
---
It rained.
"""
BEGIN = "[[teasers]]"
SPACE = "columns = 3\nheight_mm = 100\n"
PICTURE_LINES = [
    "  - file: wall.jpg",
    "    alt: A wall",
    "    caption: C",
    "    credit: N",
]


def begin(pages: str) -> str:
    """Say on which pages sections begin, before the teasers of the issue."""
    return f"[section_pages]\n{pages}\n[[teasers]]"


@dataclass(frozen=True)
class Newsroom:
    """A workspace that works, until a test changes it."""

    root: Path

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = text if isinstance(text, bytes) else text.encode()
            path.write_bytes(data)

    def story(self, text: str | bytes) -> None:
        self.write({"issues/2566/sea-wall.md": text})

    def front_matter(self, *lines: str) -> None:
        """Write the ordinary story with more fields, from line 4 on."""
        head, body = STORY.split("---\n")[1:]
        fields = "".join(f"{line}\n" for line in lines)
        self.story(f"---\n{head}{fields}---\n{body}")

    def paper(self, old: str, new: str) -> None:
        self._change("printshop.toml", old, new)

    def issue(self, old: str, new: str) -> None:
        self._change("issues/2566/issue.toml", old, new)

    def _change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text()
        assert old in text
        self.write({name: text.replace(old, new)})

    def picture(self, name: str, mode: str = "RGB") -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new(mode, (60, 40)).save(path)

    def read(self) -> Issue:
        return read_issue(read_workspace(self.root), "2566")

    def problems(self) -> list[Problem]:
        """Read the issue, which must fail; the check must say the same."""
        with pytest.raises(SourceError) as caught:
            self.read()
        told = list(caught.value.problems)
        assert set(told) <= set(check_workspace(self.root).problems)
        return told

    def problem(self) -> tuple[str, int, str, str, str]:
        """Name the one problem there must be: file, line, field, message, hint."""
        (problem,) = self.problems()
        file = problem.file.relative_to(self.root).as_posix()
        return file, problem.line, problem.field, problem.message, problem.hint


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(tmp_path / "packet")
    newsroom.write(
        {
            "printshop.toml": PAPER,
            "issues/2566/issue.toml": ISSUE,
            "issues/2566/sea-wall.md": STORY,
            "issues/2566/hockey.md": HOCKEY,
        }
    )
    newsroom.picture("issues/2566/pictures/wall.jpg")
    newsroom.picture("pictures/chandlery.png")
    return newsroom


# ------------------------------------------------------------------ what is right


def test_the_ordinary_newsroom_has_nothing_wrong_and_nothing_questionable(newsroom):
    assert check_workspace(newsroom.root) == Check((), ())


def test_the_paper_is_read_from_its_own_file(newsroom):
    workspace = read_workspace(newsroom.root)
    paper = workspace.publication

    assert paper.title == "The Skerrow Packet"
    assert paper.file_name == "the-skerrow-packet"
    assert paper.language == "en-GB"
    assert paper.issn == "1234-5679"
    assert paper.barcode_variant == "00"
    assert paper.layout == "tabloid"
    assert paper.imprint.publisher == "Packet Press"
    assert paper.imprint.email == "desk@skerrowpacket.example"
    assert [ad.kind for ad in paper.house_ads] == [HouseAdKind.NEWSLETTER]


def test_an_issue_takes_from_folder_and_paper_what_its_file_leaves_out(newsroom):
    issue = newsroom.read()

    assert issue.number == "2566"
    assert issue.date == datetime.date(2026, 11, 20)
    assert issue.price == "£1.80"
    assert issue.add_on == "47"
    assert issue.pages is None
    assert issue.teasers[0].slug == "sea-wall"
    assert issue.ads[0].picture.width_px == 60


def test_a_story_takes_from_the_issue_what_it_leaves_out(newsroom):
    article = newsroom.read().article("sea-wall")

    assert article.issue_number == "2566"
    assert article.date == datetime.date(2026, 11, 20)
    assert article.language == "en-GB"
    assert article.form is Form.NEWS
    assert article.rank == 50
    assert article.url == ""
    assert article.body[0].text == "The matter comes back to the council on Tuesday."


def test_every_field_of_a_story_arrives(newsroom):
    newsroom.front_matter(
        "kicker: Kirk Links",
        "short_headline: The wall that habit built",
        "standfirst: >",
        "  Survey kept from councillors",
        "  for three months",
        "byline:",
        "  - name: Hector Mair",
        "    role: Council reporter",
        "    place: Skerrow",
        "  - Nan Petrie",
        "rank: 2",
        "form: feature",
        "date: 2026-11-19",
        "url: https://skerrowpacket.example/sea-wall",
        "printed_page: 4",
        "language: en-us",
        "pictures:",
        "  - file: wall.jpg",
        "    alt: A wall",
        "    lead_in: On the level",
        "    caption: A surveyor",
        "    credit: Nan Petrie",
        "    focus: [0.25, 1]",
        "pull_quotes:",
        "  - text: I should not park on it",
        "    attribution: Agnes Lorne, engineer",
        "fact_boxes:",
        "  - title: The closures",
        "    rows:",
        "      - figure: 1.10",
        "        text: metres",
        "        optional: yes",
        "    source: Harbour trust",
        "related:",
        "  - story: 2566/hockey",
        "  - url: https://example.org/x",
        "    title: Walls",
    )
    article = newsroom.read().article("sea-wall")

    assert article.kicker == "Kirk Links"
    assert article.teaser_headline == "The wall that habit built"
    assert article.standfirst == "Survey kept from councillors for three months"
    assert article.bylines == (
        Byline("Hector Mair", "Council reporter", "Skerrow"),
        Byline("Nan Petrie"),
    )
    assert (article.rank, article.form) == (2, Form.FEATURE)
    assert article.date == datetime.date(2026, 11, 19)
    assert article.url == "https://skerrowpacket.example/sea-wall"
    assert (article.printed_page, article.language) == (4, "en-US")
    (picture,) = article.pictures
    assert (picture.focus_x, picture.focus_y) == (0.25, 1.0)
    assert (picture.lead_in, picture.caption) == ("On the level", "A surveyor")
    assert (picture.width_px, picture.height_px, len(picture.sha256)) == (60, 40, 64)
    assert article.pull_quotes[0].attribution == "Agnes Lorne, engineer"
    (box,) = article.fact_boxes
    assert (box.rows[0].figure, box.rows[0].is_optional) == ("1.10", True)
    assert box.source == "Harbour trust"
    ours, theirs = article.related
    assert (ours.issue_number, ours.slug) == ("2566", "hockey")
    assert ours.title == "Eleven draws in a row"
    assert (theirs.url, theirs.title) == ("https://example.org/x", "Walls")


def test_text_fields_are_set_in_house_style(newsroom):
    assert newsroom.read().article("sea-wall").headline == (
        "Sea wall is ‘standing on habit’"
    )


@pytest.mark.parametrize("word", ["No", "2026", "12:30", "1.10", "2026-11-20", "true"])
def test_a_bare_word_of_yaml_is_text_where_text_is_wanted(newsroom, word):
    newsroom.front_matter(f"kicker: {word}")

    assert newsroom.read().article("sea-wall").kicker == word


def test_stories_run_by_section_then_rank_then_slug(newsroom):
    for slug, section, rank in [("a", "Sport", 1), ("z", "News", 2), ("b", "News", 2)]:
        text = STORY.replace("News", f"{section}\nrank: {rank}")
        newsroom.write({f"issues/2566/{slug}.md": text})

    slugs = [article.slug for article in newsroom.read().articles]
    assert slugs == ["b", "z", "sea-wall", "a", "hockey"]


def test_notes_drafts_and_other_files_are_no_stories(newsroom):
    for name in ["_draft.md", "README.md", "readme.md", ".hidden.md", "list.txt"]:
        newsroom.write({f"issues/2566/{name}": "not a story"})

    assert len(newsroom.read().articles) == 2


def test_issues_are_listed_by_date_and_then_by_number(newsroom):
    for number, date in [("10", "2026-11-20"), ("9", "2026-11-20"), ("11", "1999-1-1")]:
        newsroom.write({f"issues/{number}/issue.toml": f'date = "{date}"'})
    newsroom.write({"issues/_plans/issue.toml": "", "issues/notes.txt": ""})
    workspace = read_workspace(newsroom.root)

    assert workspace.issue_numbers == ("11", "9", "10", "2566")
    assert workspace.latest_number == "2566"


def test_an_issue_may_give_another_number_than_its_folder(newsroom):
    newsroom.issue("date =", 'number = "2566a"\ndate =')
    workspace = read_workspace(newsroom.root)

    assert workspace.issue_numbers == ("2566a",)
    assert read_issue(workspace, "2566a").articles[0].issue_number == "2566a"


def test_the_workspace_is_found_from_any_folder_in_it(newsroom):
    assert find_workspace(newsroom.root / "issues" / "2566") == newsroom.root


def test_an_issue_can_be_sent_to_another_process(newsroom):
    issue = newsroom.read()

    assert pickle.loads(pickle.dumps(issue)) == issue


def test_byte_order_marks_and_windows_line_ends_are_no_mistakes(newsroom):
    newsroom.story(b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode())
    newsroom.issue("date", "\ufeffdate")

    assert newsroom.read().article("sea-wall").section == "News"


# ------------------------------------------------------------- what cannot be read


def test_a_place_without_a_newspaper_says_how_to_start_one(tmp_path):
    for read in (find_workspace, read_workspace, check_workspace):
        with pytest.raises(SourceError) as caught:
            read(tmp_path)

        assert caught.value.exit_code is ExitCode.SOURCE
        assert "printshop init DIR" in caught.value.hint
        assert "-C DIR" in caught.value.hint


def test_an_unknown_issue_points_to_the_nearest(newsroom):
    with pytest.raises(SourceError) as caught:
        read_issue(read_workspace(newsroom.root), "2567")

    assert "2567" in caught.value.message
    assert "2566" in caught.value.hint


def test_a_paper_without_issues_has_no_latest_one(tmp_path):
    Newsroom(tmp_path).write({"printshop.toml": PAPER})
    workspace = read_workspace(tmp_path)

    assert workspace.issue_numbers == ()
    with pytest.raises(SourceError) as caught:
        assert workspace.latest_number
    assert "issues/1" in caught.value.hint


def test_all_problems_of_all_files_are_told_at_once(newsroom):
    newsroom.paper("1234-5679", "1234-5678")
    newsroom.issue('"47"', '"4"')
    newsroom.front_matter("rank: 0", "focsu: x")
    newsroom.write({"issues/2567/issue.toml": "date = 2026-11-27\nsections = ['A']"})

    told = [
        (problem.file.relative_to(newsroom.root).as_posix(), problem.line)
        for problem in check_workspace(newsroom.root).problems
    ]
    assert told == [
        ("issues/2566/issue.toml", 3),
        ("issues/2566/sea-wall.md", 4),
        ("issues/2566/sea-wall.md", 5),
        ("issues/2567", 0),
        ("printshop.toml", 4),
    ]


def test_a_bad_issue_does_not_hide_the_others(newsroom):
    newsroom.write({"issues/2567/issue.toml": "date = ", "issues/2568/x.md": "y"})
    workspace = read_workspace(newsroom.root)

    assert workspace.latest_number == "2566"
    assert len(read_issue(workspace, "2566").articles) == 2
    with pytest.raises(SourceError):
        read_issue(workspace, "2567")


def test_an_error_names_every_problem_below_its_sentence(newsroom):
    newsroom.front_matter("rank: 0")
    with pytest.raises(SourceError) as caught:
        newsroom.read()

    told = str(caught.value)
    assert "1 problem" in told
    assert f"{newsroom.root}/issues/2566/sea-wall.md:4: rank:" in told


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "message", "hint"),
    [
        ("title =", "titel =", 1, "title", "is missing", "title ="),
        ('"en-GB"', '"en_GB"', 3, "language", "no language tag", "write en-GB"),
        ('"en-GB"', '"english!"', 3, "language", "no language tag", "such as en-GB"),
        ('"en-GB"', "44", 3, "language", "must be text", '"44"'),
        ("5679", "5678", 4, "issn", "wrong check digit", "1234-5679"),
        ("1234-5679", "12345679", 4, "issn", "is no ISSN", "like 1234-5679"),
        ('"£1.80"', "1.8", 5, "price", "not the number 1.8", 'price = "1.8"'),
        ("https://sk", "sk", 6, "web_address", "no web address", "https://"),
        ("https://sk", "ftp://sk", 6, "web_address", "no web address", "https://"),
        ("strapline", "straplin", 2, "straplin", "no field", "strapline"),
        ("publisher", "publsher", 9, "imprint.publsher", "no field", "publisher"),
        ("newsletter", "newsleter", 13, "house_ads.kind", "no kind", "newsletter"),
        ("headline", "#", 12, "house_ads.headline", "is missing", "headline ="),
        ("https://skerrowpacket.example/l", "l", 15, "house_ads.url", "no web", "ht"),
        ("price = ", "price ", 5, "", "is not TOML", "="),
        ("price", 'title = "x"\nprice', 5, "", "is not TOML", "="),
        ("[imprint]", "imprint = 3", 8, "imprint", "must be a table", ""),
        ("[[house_ads]]", "[house_ads]", 12, "house_ads", "must be a list", ""),
        ("price", 'file_name = "A b"\nprice', 5, "file_name", "cannot be", "a-b"),
        ("price", 'layout = "../x"\nprice', 5, "layout", "cannot be", "letters"),
        ("price", 'barcode_variant = "0"\nprice', 5, "barcode_variant", "no v", '"00"'),
        ("The Skerrow", "a\\u0000b", 1, "title", "U+0000", "delete"),
    ],
)
def test_a_mistake_in_the_paper_is_told_with_its_line(
    newsroom, old, new, line, field, message, hint
):
    newsroom.paper(old, new)

    problems = [
        problem
        for problem in check_workspace(newsroom.root).problems
        if (problem.line, problem.field) == (line, field)
    ]
    (problem,) = problems
    assert problem.file == newsroom.root / "printshop.toml"
    assert message in problem.message
    assert hint in problem.hint
    with pytest.raises(SourceError) as caught:
        read_workspace(newsroom.root)
    assert problem in caught.value.problems


def test_a_title_in_another_script_needs_a_file_name(newsroom):
    newsroom.paper("The Skerrow Packet", "Утро")

    (problem,) = check_workspace(newsroom.root).problems
    assert problem.field == "file_name"


def test_two_house_ads_with_one_headline_are_one_too_many(newsroom):
    ad = PAPER[PAPER.index("[[house_ads]]") :]
    newsroom.write({"printshop.toml": f"{PAPER}\n{ad}"})

    (problem,) = check_workspace(newsroom.root).problems
    assert (problem.line, problem.field) == (19, "house_ads.headline")


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "message", "hint"),
    [
        ("date = 2026-11-20", "", 1, "date", "is missing", "2026-11-20"),
        ("2026-11-20", "2026-02-30", 1, "", "is not TOML", ""),
        ("2026-11-20", '"2026-02-30"', 1, "date", "no date", "year, month, day"),
        ("2026-11-20", "2026-11-20T10:00:00", 1, "date", "no date", "year"),
        ("2026-11-20", "2026", 1, "date", "no date", "year"),
        ('["News", "Sport"]', "[]", 2, "sections", "is missing", "sections ="),
        ('["News", "Sport"]', '"News"', 2, "sections", "must be a list", "["),
        ('"News", ', '"News", "News", ', 2, "sections", "twice", "one of the two"),
        ('"News", ', '"News", 3, ', 2, "sections", "must be text", '"3"'),
        ('"47"', '"4"', 3, "add_on", "no add-on", '"47"'),
        ('"47"', "47", 3, "add_on", "must be text", 'add_on = "47"'),
        ("add_on", "pages = 0\nadd_on", 3, "pages", "whole number", "pages = 4"),
        ("add_on", "pages = 4.5\nadd_on", 3, "pages", "whole number", "pages = 4"),
        ("add_on", "add_onn = 3\nadd_on", 3, "add_onn", "no field", "add_on"),
        ("add_on", 'number = "a/b"\nadd_on', 3, "number", "file's name", "2566"),
        ('"sea-wall"', '"sea-wal"', 6, "teasers.story", "no story", "sea-wall"),
        ('story = "sea-wall"', "", 5, "teasers.story", "is missing", "story ="),
        ("label", "lable", 7, "teasers.lable", "no field", "label"),
        ("columns = 3", "columns = 0", 13, "ads.columns", "whole number", "4"),
        ("columns = 3", 'columns = "3"', 13, "ads.columns", "a number", "without quo"),
        ("height_mm = 100", "", 9, "ads.height_mm", "is missing", "height_mm ="),
        ("100", "-1", 14, "ads.height_mm", "more than 0", "millimetres"),
        ("100", "nan", 14, "ads.height_mm", "more than 0", "millimetres"),
        ("100", "true", 14, "ads.height_mm", "a number", "without quotation marks"),
        ("chandlery.png", "../x.png", 11, "ads.file", "not in the pictures", "pictur"),
        ('name = "Lorne Chandlery"', "", 9, "ads.name", "is missing", "name ="),
        ("columns", "page = 0\ncolumns", 13, "ads.page", "whole number", "page"),
        ("columns = 3", "", 9, "ads.columns", "is missing", "columns ="),
        (SPACE, "", 9, "ads.columns", "has no size", 'or size = "half"'),
        (SPACE, 'size = "haf"', 13, "ads.size", "no kind “haf”", "“half”"),
        (SPACE, 'size = "page"', 13, "ads.size", "no kind", "full, half, quarter"),
        (SPACE, "size = 2", 13, "ads.size", "must be text", 'size = "2"'),
        (
            SPACE,
            f'{SPACE}size = "half"',
            15,
            "ads.size",
            "as well as columns and height_mm",
            "keep either",
        ),
        (
            SPACE,
            'columns = 3\nsize = "half"',
            14,
            "ads.size",
            "as well as columns",
            "keep either",
        ),
        ("add_on", 'printed = "no"\nadd_on', 3, "printed", "true or", "printed = true"),
        ("add_on", "section_pages = 3\nadd_on", 3, "section_pages", "a table", ""),
        (
            BEGIN,
            begin("Sprot = 9"),
            6,
            "section_pages.Sprot",
            "no sec",
            "“Sport”",
        ),
        (
            BEGIN,
            begin("Sport = 1"),
            6,
            "section_pages.Sport",
            "from 2 up",
            "= 4",
        ),
        (
            BEGIN,
            begin("Sport = true"),
            6,
            "section_pages.Sport",
            "a number",
            "= 4",
        ),
        (
            BEGIN,
            begin('Sport = "9"'),
            6,
            "section_pages.Sport",
            "a number",
            "= 4",
        ),
        (
            BEGIN,
            begin("Sport = 5\nNews = 7"),
            6,
            "section_pages.Sport",
            "begins on page 5, and News",
            "order of sections",
        ),
        (
            BEGIN,
            begin("News = 5\nSport = 5"),
            7,
            "section_pages.Sport",
            "before it, on page 5",
            "order of sections",
        ),
        ("[[ads]]", "[[adds]]", 9, "adds", "no field", "“ads”"),
        ("[[ads]]", "x = [1 2]", 9, "", "is not TOML", ""),
    ],
)
def test_a_mistake_in_the_issue_is_told_with_its_line(
    newsroom, old, new, line, field, message, hint
):
    newsroom.issue(old, new)

    told = newsroom.problem()
    assert told[:3] == ("issues/2566/issue.toml", line, field)
    assert message in told[3]
    assert hint in told[4]


def test_what_an_editor_asks_for_arrives(newsroom):
    newsroom.front_matter(
        "page: 5",
        "columns: 3",
        "must_run: yes",
        "pictures:",
        *PICTURE_LINES,
        "    columns: 2",
    )
    article = newsroom.read().article("sea-wall")

    assert (article.page, article.columns, article.is_front) == (5, 3, False)
    assert (article.must_run, article.may_hold) == (True, False)
    assert article.pictures[0].columns == 2


@pytest.mark.parametrize(
    "lines", [["front: true"], ["page: 1"], ["front: yes", "page: 1"]]
)
def test_a_story_may_be_asked_for_on_the_front_page(newsroom, lines):
    newsroom.front_matter(*lines, "may_hold: true")
    article = newsroom.read().article("sea-wall")

    assert (article.is_front, article.may_hold) == (True, True)


def test_an_editor_who_asks_for_nothing_gets_nothing(newsroom):
    article, issue = newsroom.read().article("sea-wall"), newsroom.read()

    assert (article.page, article.columns, article.is_front) == (None, None, False)
    assert not article.must_run
    assert not article.may_hold
    assert newsroom.read().article("hockey").pictures[0].columns is None
    assert (issue.section_pages, issue.is_printed) == ((), False)


def test_sections_begin_on_their_pages_in_the_order_of_the_paper(newsroom):
    newsroom.issue('"News", ', '"News", "Arts & Letters", ')
    newsroom.issue("[[teasers]]", begin('Sport = 9\n"Arts & Letters" = 6\nNews = 2'))

    assert newsroom.read().section_pages == (
        ("News", 2),
        ("Arts & Letters", 6),
        ("Sport", 9),
    )


def test_an_issue_may_have_been_printed(newsroom):
    newsroom.issue("add_on", "printed = true\nadd_on")

    assert newsroom.read().is_printed


def test_pages_that_a_fixed_number_of_pages_does_not_have_are_told(newsroom):
    newsroom.issue("add_on", "pages = 8\nadd_on")
    newsroom.issue("[[teasers]]", begin("Sport = 9"))
    newsroom.front_matter("page: 12")

    assert [(one.line, one.field, one.message) for one in newsroom.problems()] == [
        (7, "section_pages.Sport", "the issue has 8 pages, and no 9"),
        (4, "page", "the issue has 8 pages, and no 12"),
    ]


@pytest.mark.parametrize("size", list(AdSize))
def test_an_ad_may_be_sold_as_a_fraction_of_a_page(newsroom, size):
    newsroom.issue(SPACE, f'size = "{size}"')
    (ad,) = newsroom.read().ads

    assert (ad.size, ad.columns, ad.height_mm, ad.page) == (size, 0, 0, None)


def test_two_teasers_for_one_story_are_one_too_many(newsroom):
    newsroom.issue("[[ads]]", '[[teasers]]\nstory = "sea-wall"\n\n[[ads]]')

    assert newsroom.problem()[:3] == ("issues/2566/issue.toml", 10, "teasers.story")


def test_an_issue_without_its_file_is_told(newsroom):
    (newsroom.root / "issues/2566/issue.toml").unlink()

    file, line, field, message, hint = newsroom.problem()
    assert (file, line, field) == ("issues/2566/issue.toml", 0, "")
    assert "missing" in message
    assert "date" in hint


def test_an_issue_without_stories_is_told(newsroom):
    newsroom.write({"issues/1/issue.toml": "date = 1868-01-03\nsections = ['A']"})

    (problem,) = check_workspace(newsroom.root).problems
    assert problem.file == newsroom.root / "issues/1"
    assert "no stories" in problem.message


def test_two_folders_cannot_hold_one_issue(newsroom):
    newsroom.write(
        {"issues/copy/issue.toml": 'number = "2566"\n' + ISSUE[: ISSUE.index("\n[[")]}
    )
    newsroom.write({"issues/copy/sea-wall.md": STORY})

    problems = check_workspace(newsroom.root).problems
    assert [problem.field for problem in problems] == ["number", "number"]
    assert "copy" in problems[0].message


def test_two_files_cannot_hold_one_story(newsroom):
    newsroom.write({"issues/2566/sea-wall.MD": STORY})

    file, line, _, message, hint = newsroom.problem()
    assert (file, line) == ("issues/2566/sea-wall.md", 0)
    assert "second story “sea-wall”" in message
    assert "another name" in hint


@pytest.mark.parametrize(
    ("lines", "line", "field", "message", "hint"),
    [
        (["haedline: x"], 4, "haedline", "no field", "headline"),
        (["ink: red"], 4, "ink", "no field", "the fields are"),
        (["rank: 0"], 4, "rank", "whole number from 1", "rank: 4"),
        (["rank: first"], 4, "rank", "not the text “first”", "without quotation"),
        (['rank: "2"'], 4, "rank", "not the text “2”", "without quotation"),
        (["rank: true"], 4, "rank", "a number", "rank: 4"),
        (["kicker: [a, b]"], 4, "kicker", "not a list", 'kicker: "…"'),
        (["kicker: {a: b}"], 4, "kicker", "not a table", 'kicker: "…"'),
        (['kicker: "a\\0b"'], 4, "kicker", "U+0000", "delete"),
        (['kicker: "a\\ud800b"'], 4, "kicker", "U+D800", "delete"),
        ([f"kicker: {'x ' * 1001}"], 4, "kicker", "longer than 2,000", "shorten"),
        (["form: sonnet"], 4, "form", "no kind “sonnet”", "news"),
        (["form: colum"], 4, "form", "no kind “colum”", "“column”"),
        (["date: 2026-02-30"], 4, "date", "no date", "year, month, day"),
        (["date: tomorrow"], 4, "date", "no date", "2026-11-20"),
        (["url: example.org"], 4, "url", "no web address", "https://"),
        (["url: javascript:x"], 4, "url", "no web address", "https://"),
        (["url: http://[x"], 4, "url", "no web address", "https://"),
        (["url: http://a b"], 4, "url", "no web address", "https://"),
        (["page: 0"], 4, "page", "whole number from 1", "page: 4"),
        (["page: inside"], 4, "page", "not the text “inside”", "page: 4"),
        (["columns: 2.5"], 4, "columns", "whole number from 1", "columns: 4"),
        (["must_run: maybe"], 4, "must_run", "true or false", "must_run: true"),
        (["must_run: 1"], 4, "must_run", "true or false", "must_run: true"),
        (["front: yes", "page: 3"], 4, "front", "page says 3", "one of the two"),
        (["must_run: true", "may_hold: yes"], 5, "may_hold", "not", "one of the two"),
        (
            ["pictures:", *PICTURE_LINES, "    columns: 0"],
            9,
            "pictures.columns",
            "whole number from 1",
            "columns: 4",
        ),
        (["printed_page: 0"], 4, "printed_page", "whole number", "printed_page: 4"),
        (["language: en_US"], 4, "language", "no language tag", "write en-US"),
        (["byline:", "  - role: x"], 5, "byline.name", "is missing", "name: …"),
        (["byline:", "  name: x", "  rol: x"], 6, "byline.rol", "no field", "role"),
        (["byline: [[x]]"], 4, "byline.name", "not a list", "name"),
        (["pictures: wall.jpg"], 4, "pictures", "must be a list", "-"),
        (["pictures:", "  - wall.jpg"], 5, "pictures", "table of fields", ""),
        (["pictures:", "  -"], 5, "pictures", "not nothing", ""),
        (["pictures:", "  - alt: x"], 5, "pictures.file", "is missing", "file: …"),
        (["pictures:", "  - file: ../x"], 5, "pictures.file", "not in the", "pictures"),
        (["pictures:", "  - file: /x"], 5, "pictures.file", "not in the", "pictures"),
        (["pictures:", "  - file: c:\\x"], 5, "pictures.file", "not in", "pictures"),
        (["pictures:", "  - file: ."], 5, "pictures.file", "not in", "pictures"),
        (["pictures:", f"  - file: {'x' * 300}"], 5, "pictures.file", "too long", "sh"),
        (
            ["pictures:", *PICTURE_LINES, "    focus: [0.5, 1.1]"],
            9,
            "pictures.focus",
            "from 0 to 1",
            "focus: [0.5, 0.4]",
        ),
        (
            ["pictures:", *PICTURE_LINES, "    focus: centre"],
            9,
            "pictures.focus",
            "from 0 to 1",
            "focus: [0.5, 0.4]",
        ),
        (
            ["pictures:", *PICTURE_LINES, "    focus: [true, 0.5]"],
            9,
            "pictures.focus",
            "from 0 to 1",
            "focus: [0.5, 0.4]",
        ),
        (
            ["pull_quotes:", "  - text: y", "    txt: x"],
            6,
            "pull_quotes.txt",
            "no field",
            "text",
        ),
        (["fact_boxes:", "  - title: x"], 5, "fact_boxes.rows", "is missing", "rows"),
        (
            [
                "fact_boxes:",
                "  - title: x",
                "    rows:",
                "      - text: y",
                "        optional: maybe",
            ],
            8,
            "fact_boxes.rows.optional",
            "true or false",
            "optional: true",
        ),
        (["related:", "  - title: x"], 5, "related.url", "is missing", "https://"),
        (
            ["related:", "  - url: https://a.b"],
            5,
            "related.title",
            "is missing",
            "title",
        ),
        (["related:", "  - story: hocky"], 5, "related.story", "no story", "hockey"),
        (["related:", "  - story: 99/x"], 5, "related.story", "no issue", "2566"),
        (["related:", "  - story: 2566/x"], 5, "related.story", "no story", "hockey"),
        (
            ["related:", "  - story: hockey", "    url: https://a.b"],
            5,
            "related.story",
            "and an address",
            "one of the two",
        ),
        (["kicker: a", "kicker: b"], 5, "kicker", "second time", "one of the two"),
        # YAML that is none, and YAML that a newsroom does not need.
        (["kicker: Sea wall: the truth"], 4, "", "is not YAML", '"Sea wall: the'),
        (['kicker: "Habit" says a'], 4, "", "is not YAML", "'\"Habit\" says a'"),
        (['kicker: "Habit', "rank: 2"], 4, "", "is not YAML", "'\"Habit'"),
        (["kicker: @home"], 4, "", "is not YAML", 'kicker: "@home"'),
        (["kicker: *Packet"], 4, "", "YAML alias", 'kicker: "*Packet"'),
        (["kicker: !Packet"], 4, "", "YAML tag", 'kicker: "!Packet"'),
        (["\tkicker: x"], 4, "", "tab", "spaces"),
        (["kicker"], 4, "", "is not YAML", "a colon"),
        (["? [a]", ": b"], 4, "", "must be a word", "a colon"),
        (["kicker: " + "[" * 40], 4, "", "nested too deeply", "brackets"),
        (["...", "kicker: x"], 5, "", "", ""),
        (['kicker: "\\UFFFFFFFF"'], 1, "", "cannot be read", "backslash"),
    ],
)
def test_a_mistake_in_a_story_is_told_with_its_line(
    newsroom, lines, line, field, message, hint
):
    newsroom.front_matter(*lines)

    told = newsroom.problem()
    assert told[:3] == ("issues/2566/sea-wall.md", line, field)
    assert message in told[3]
    assert hint in told[4]


@pytest.mark.parametrize(
    ("text", "line", "field", "message", "hint"),
    [
        ("", 1, "", "no fields at its head", "---"),
        ("Just text.", 1, "", "no fields at its head", "---"),
        ("---\nheadline: x\nsection: News\n", 1, "", "no end", "---"),
        ("---\n- a\n---\nText.", 2, "", "list of fields", "headline: …"),
        (STORY.replace("headline", "kicker"), 1, "headline", "is missing", "headline:"),
        (STORY.replace("section", "kicker"), 1, "section", "is missing", "section:"),
        (STORY.replace("News", "Newz"), 3, "section", "no section “Newz”", "“News”"),
        (STORY.replace("News", "Art"), 3, "section", "no section", "News, Sport"),
        (STORY.replace("News", ""), 3, "section", "is missing", "section:"),
        ("---\nheadline: x\nsection: News\n---\n\n", 5, "", "no text", "below"),
        (STORY.encode() + b"caf\xe9", 6, "", "is not UTF-8", "save the file as UTF-8"),
        (STORY + "bell \a", 6, "", "U+0007", "delete"),
        (STORY + "x" * 200_000, 0, "", "larger than 200 KB", "split"),
        (STORY + "\n\n![A wall](wall.jpg)", 8, "", "picture in the text", "pictures:"),
        (STORY + "\n" + "x" * 201, 7, "", "201 characters", "break it up"),
        (STORY + "\n" + "a " * 2001, 7, "", "2,001 words", "divide"),
    ],
)
def test_a_story_that_cannot_be_set_is_told_with_its_line(
    newsroom, text, line, field, message, hint
):
    newsroom.story(text)

    told = newsroom.problem()
    assert told[:3] == ("issues/2566/sea-wall.md", line, field)
    assert message in told[3]
    assert hint in told[4]


@pytest.mark.parametrize("name", ["Sea wall", "Sea-Wall", "-wall", "Möwe"])
def test_a_story_whose_file_name_is_no_slug_is_told(newsroom, name):
    newsroom.write({f"issues/2566/{name}.md": STORY})

    file, line, _, message, hint = newsroom.problem()
    assert (file, line) == (f"issues/2566/{name}.md", 0)
    assert "cannot be part of an address" in message
    assert "small letters" in hint


def test_a_folder_in_the_place_of_a_story_is_told(newsroom):
    (newsroom.root / "issues/2566/wall.md").mkdir()

    assert "cannot be opened" in newsroom.problem()[3]


def test_a_link_out_of_the_pictures_folder_is_refused(newsroom, tmp_path):
    Image.new("L", (9, 9)).save(tmp_path / "private.png")
    link = newsroom.root / "issues/2566/pictures/link.png"
    link.symlink_to(tmp_path / "private.png")
    newsroom.front_matter("pictures:", "  - file: link.png")

    file, line, field, message, _ = newsroom.problem()
    assert (file, line) == ("issues/2566/sea-wall.md", 5)
    assert field == "pictures.file"
    assert "leads out" in message


def test_one_bad_date_of_an_issue_is_not_told_of_every_story(newsroom):
    newsroom.issue("2026-11-20", '"soon"')

    assert newsroom.problem()[2] == "date"


# ------------------------------------------------------------ what is questionable


def _findings(newsroom: Newsroom) -> list[Finding]:
    issue = newsroom.read()
    assert list(check_workspace(newsroom.root).findings) == list(issue.findings)
    return list(issue.findings)


def png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG file: all that may be read of a picture this large."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    sealed = header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + sealed + b"\0\0\0\1IDAT"


@pytest.mark.parametrize(
    ("lines", "code", "message", "kept"),
    [
        (["- file: wal.jpg"], "picture-001", "missing", False),
        (["- file: wall.jpg", "  caption: C", "  credit: N"], "picture-002", "", True),
        (
            ["- file: wall.jpg", "  alt: A", "  credit: N"],
            "picture-003",
            "no cap",
            True,
        ),
        (
            ["- file: wall.jpg", "  alt: A", "  caption: C"],
            "picture-003",
            "no cr",
            True,
        ),
        (["- file: wall.jpg", "  alt: A"], "picture-003", "no caption and no", True),
        (["- file: broken.jpg"], "picture-004", "damaged", False),
        (["- file: broken.svg"], "picture-004", "no SVG", False),
        (["- file: large.png"], "picture-005", "more than 100 million", False),
    ],
)
def test_a_questionable_picture_is_a_finding(newsroom, lines, code, message, kept):
    newsroom.write(
        {
            "pictures/broken.jpg": b"\xff\xd8\xff\xe0 no more",
            "pictures/broken.svg": "<svg",
            "pictures/large.png": png_header(20_000, 5_001),
        }
    )
    newsroom.front_matter("pictures:", *(f"  {line}" for line in lines))

    (finding,) = _findings(newsroom)
    name = lines[0].removeprefix("- file: ")
    assert finding.code == code
    is_fail = code == "picture-005"
    assert finding.severity is (Severity.FAIL if is_fail else Severity.WARNING)
    assert finding.where == f"issue 2566, story sea-wall, picture {name}"
    assert message in finding.message
    assert finding.hint
    assert bool(newsroom.read().article("sea-wall").pictures) is kept


def test_a_missing_picture_points_to_the_file_of_nearly_that_name(newsroom):
    newsroom.front_matter("pictures:", "  - file: Wall.jpeg")
    (finding,) = _findings(newsroom)

    assert finding.hint == "did you mean “wall.jpg”?"


def test_the_issues_own_picture_comes_before_the_papers(newsroom):
    newsroom.picture("pictures/wall.jpg", mode="L")
    picture = newsroom.read().article("hockey").pictures[0]

    assert picture.path.parent.parent.name == "2566"


def test_a_columnists_head_shot_needs_no_caption(newsroom):
    newsroom.front_matter(
        "form: column",
        "pictures:",
        "  - file: wall.jpg",
        "    alt: Nan",
        "    credit: X",
    )

    assert _findings(newsroom) == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("broken.pdf", ["picture-004", "ad-002"]),
        ("locked.pdf", ["picture-004", "ad-002"]),
        ("missing.png", ["picture-001", "ad-002"]),
        ("broken.png", ["picture-004", "ad-002"]),
    ],
)
def test_an_ad_that_cannot_be_placed_must_not_go_unnoticed(newsroom, name, codes):
    newsroom.write(
        {
            "pictures/broken.png": b"",
            "pictures/broken.pdf": b"%PDF-1.7",
            "pictures/locked.pdf": ad_pdf(encryption=pikepdf.Encryption(owner="mole")),
        }
    )
    newsroom.issue("chandlery.png", name)
    findings = _findings(newsroom)

    assert [finding.code for finding in findings] == codes
    assert findings[-1].severity is Severity.FAIL
    assert findings[-1].where.startswith("issue 2566, ad Lorne Chandlery")
    assert newsroom.read().ads == ()


def test_an_ad_may_be_a_pdf(newsroom):
    newsroom.write({"pictures/chandlery.pdf": ad_pdf(131, 100)})
    newsroom.issue("chandlery.png", "chandlery.pdf")
    (ad,) = newsroom.read().ads

    assert _findings(newsroom) == []
    assert ad.picture.is_vector
    assert ad.picture.drawn_width_mm == pytest.approx(131, abs=0.01)
    assert ad.picture.alt == "A coil of rope"


def test_of_a_pdf_with_more_pages_the_first_is_printed_and_a_finding_says_so(newsroom):
    newsroom.write({"pictures/chandlery.pdf": ad_pdf(pages=3)})
    newsroom.issue("chandlery.png", "chandlery.pdf")

    (finding,) = _findings(newsroom)
    assert (finding.code, finding.severity) == ("ad-004", Severity.WARNING)
    assert "3 pages" in finding.message
    assert len(newsroom.read().ads) == 1


def test_a_story_has_no_pdf_for_a_picture(newsroom):
    newsroom.write({"issues/2566/pictures/wall.pdf": ad_pdf()})
    newsroom.front_matter("pictures:", "  - file: wall.pdf", *PICTURE_LINES[1:])

    (finding,) = _findings(newsroom)
    assert finding.code == "picture-004"
    assert "SVG" in finding.hint
    assert newsroom.read().article("sea-wall").pictures == ()


def test_an_ad_without_a_description_is_a_finding(newsroom):
    newsroom.issue("alt", "#")

    assert [finding.code for finding in _findings(newsroom)] == ["picture-002"]


@pytest.mark.parametrize("line", ["kicker: Berth #4", "kicker: #4"])
def test_words_that_yaml_takes_for_a_comment_are_a_finding(newsroom, line):
    newsroom.front_matter(line, "rank: 2  # in its section")

    (finding,) = _findings(newsroom)
    assert finding.code == "source-002"
    assert "line 4" in finding.message
    assert "“#4”" in finding.message


def test_a_related_story_that_cannot_be_read_does_not_stop_this_one(newsroom):
    newsroom.write({"issues/2565/old.md": "no front matter"})
    newsroom.front_matter("related:", "  - story: 2565/old")

    issue = newsroom.read()
    assert [finding.code for finding in issue.findings] == ["source-004"]
    assert issue.article("sea-wall").related[0].slug == "old"


# ------------------------------------------------------------------- laws


MARKUP = "&a |*a |headline: |- |  |{|[|]|'|\"|<b>|<table>|> |![|](x)|\\|%|!!|\n|\t|\0|é"
FRAGMENTS = st.sampled_from(
    [
        *STORY.splitlines(True),
        *HOCKEY.splitlines(True),
        *MARKUP.split("|"),
        "|",
        "`",
        "&#1;",
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(FRAGMENTS, max_size=30).map(lambda parts: "".join(parts).encode()),
        st.binary(max_size=200).map(lambda tail: STORY.encode() + tail),
    )
)
def test_any_bytes_are_a_story_or_a_problem_and_nothing_else(newsroom, data):
    newsroom.story(data)
    workspace = read_workspace(newsroom.root)
    try:
        article = read_issue(workspace, "2566").article("sea-wall")
        told = bool(article.body and article.headline)
    except SourceError as error:
        told = all(problem.message for problem in error.problems)
    assert told


TOML = '[|]|=|\'|"|\n|a.b.c|{|}|#|\\|"""|' + "9" * 5_000
TOML_FRAGMENTS = st.sampled_from(
    [*PAPER.splitlines(True), *ISSUE.splitlines(True), *TOML.split("|")]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["printshop.toml", "issues/2566/issue.toml"]),
    data=st.one_of(
        st.binary(max_size=200),
        st.lists(TOML_FRAGMENTS, max_size=25).map(
            lambda parts: "".join(parts).encode()
        ),
    ),
)
def test_any_bytes_are_a_toml_file_or_a_problem(newsroom, name, data):
    newsroom.write({"printshop.toml": PAPER, "issues/2566/issue.toml": ISSUE})
    newsroom.write({name: data})

    check = check_workspace(newsroom.root)
    assert all(problem.message for problem in check.problems)


def test_every_field_of_a_toml_file_knows_its_line(tmp_path):
    file = tmp_path / "issue.toml"
    file.write_text(
        """\
# a comment with a = sign and a [bracket]
a = 1
"b c" = \"\"\"
x = 1
[no] \\\"\"\" " \"\"\"
'd' = [
  "]", # ]
  {e = 1},
]
f.g . h = 2026-11-20
[i.j] # [
k = 'x = "'
[[l]]
m = ''
[l.n]
o = '''
['''
[[l]]
m = {p = [1]}
[[l.q]]
r = 1
[[l.q]]
r = 2
"""
    )
    queries = Queries()
    table = read_toml_file(file, queries)

    assert table is not None
    assert not queries.problems
    assert _lines(table) == (
        {"a": 2, "b c": 3, "d": 6, "d.0": 6, "d.1": 6, "d.1.e": 6}
        | {"f": 10, "f.g": 10, "f.g.h": 10, "i": 11, "i.j": 11, "i.j.k": 12}
        | {"l": 13, "l.0": 13, "l.0.m": 14, "l.0.n": 15, "l.0.n.o": 16}
        | {"l.1": 18, "l.1.m": 19, "l.1.m.p": 19, "l.1.m.p.0": 19}
        | {"l.1.q": 20, "l.1.q.0": 20, "l.1.q.0.r": 21}
        | {"l.1.q.1": 22, "l.1.q.1.r": 23}
    )


def _lines(value: Value, path: str = "") -> dict[str, int]:
    """List the lines of all fields below a value by their path."""
    content = value.content
    entries = list(content.items()) if isinstance(content, dict) else []
    if isinstance(content, list):
        entries = [(str(place), item) for place, item in enumerate(content)]
    lines = {}
    for name, item in entries:
        lines[f"{path}{name}"] = item.line
        lines |= _lines(item, f"{path}{name}.")
    return lines


# ------------------------------------------------------------------ printers


def test_the_check_reads_the_printers_of_the_newsroom(newsroom):
    newsroom.write(
        {
            "printers/plant.toml": "icc = 'coated'\n[bleed]\ntop = 3\n",
            "printers/good.toml": "icc = 'coated'\n",
            "printers/broken.toml": "icc = ",
        }
    )

    broken, plant = check_workspace(newsroom.root).problems

    assert broken.file == newsroom.root / "printers/broken.toml"
    assert "cannot be read" in broken.message
    assert (plant.file.name, plant.line, plant.field) == ("plant.toml", 3, "bleed.top")


def test_the_papers_printer_must_be_there(newsroom):
    newsroom.write({"printshop.toml": f'printer = "newsprint"\n{PAPER}'})

    (problem,) = check_workspace(newsroom.root).problems

    assert (problem.file.name, problem.field) == ("printshop.toml", "printer")
    assert problem.message == "there is no printer called newsprint"
    assert "newsprint-coldset" in problem.hint
