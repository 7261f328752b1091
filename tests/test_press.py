"""The press keeps its laws: the same bytes, the right key, whole files, true pages."""

import datetime
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from printshop.errors import ExitCode, SourceError
from printshop.press import Edition, Order, PrintRun, open_shop, print_issue
from printshop.press.newspaper import reader_key
from printshop.press.register import PageRegister
from printshop.press.story import read_more
from printshop.resources import layouts_folder
from printshop.sources import read_issue
from printshop.storage import write_whole
from tests.newsroom import Newsroom, bare_newsroom, prose, small_newsroom
from tests.printed import letters, pdfium_pages

AS_OF = datetime.date(2026, 11, 22)
OLD = datetime.date(2020, 2, 14)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Remember planned pages here, and not at home."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "printshop"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return bare_newsroom(tmp_path / "paper")


def _printed(
    newsroom: Newsroom,
    number: str = "7",
    *,
    as_of: datetime.date = AS_OF,
    editions: tuple[Edition, ...] = (Edition.ARTICLE,),
    articles: tuple[str, ...] = (),
) -> PrintRun:
    order = Order(number, newsroom.root / "output", as_of, editions, articles)
    return print_issue(open_shop(newsroom.root), order)


# ------------------------------------------------------------------ the same bytes

ANOTHER_DAY = """
import datetime
import time

LATER = datetime.timedelta(days=4321)
now = time.time
time.time = lambda: now() + LATER.total_seconds()
localtime, gmtime = time.localtime, time.gmtime
time.localtime = lambda at=None: localtime(time.time() if at is None else at)
time.gmtime = lambda at=None: gmtime(time.time() if at is None else at)


class Kind(type):
    def __instancecheck__(self, thing):
        return isinstance(thing, self.__mro__[1])


class Date(datetime.date, metaclass=Kind):
    @classmethod
    def today(cls):
        return super().today() + LATER


class DateTime(datetime.datetime, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + LATER


datetime.date, datetime.datetime = Date, DateTime
"""


def _run(
    arguments: Sequence[str | Path], folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in folder.rglob("*.pdf")
    }


def test_the_same_input_gives_the_same_bytes_anywhere_and_any_day(
    tmp_path: Path,
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    newsroom = small_newsroom(here / "paper")
    shutil.copytree(newsroom.root, there / "elsewhere" / "gazette")
    (there / "sitecustomize.py").write_text(ANOTHER_DAY)
    options = ["print", "7", "--as-of", "2026-11-22"]
    options += ["--edition", "reader", "--edition", "article"]
    options += ["--article", "sea-wall", "--article", "the-last-lamp"]
    on_another_day = {
        "PYTHONPATH": str(there),
        "PYTHONHASHSEED": "4321",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
    }

    place = ["-C", str(newsroom.root)]
    one = _run(["printshop", *place, *options], here, PYTHONHASHSEED="1")
    place = ["-C", str(there / "elsewhere" / "gazette")]
    other = _run(["printshop", *place, *options], there, **on_another_day)

    assert (one.returncode, other.returncode) == (0, 0), one.stderr + other.stderr
    digests = _digests(newsroom.root / "output")
    assert len(digests) == 3
    assert _digests(there / "elsewhere" / "gazette" / "output") == digests


def test_the_other_day_of_these_tests_is_really_another_day(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(ANOTHER_DAY)
    newsroom = bare_newsroom(tmp_path / "paper")
    command = ["printshop", "-C", str(newsroom.root), "print", "--edition", "article"]

    ran = _run(command, tmp_path, PYTHONPATH=str(tmp_path))

    assert ran.returncode == 0, ran.stderr
    (page, *_) = pdfium_pages(Path(ran.stdout.strip()))
    assert "This article is over 11" in page.replace("\u00a0", " ")


# ------------------------------------------------------------------ the content key

PICTURE = {"file": "wall.png", "alt": "A wall", "caption": "The wall", "credit": "N"}

Change = Callable[[Newsroom], object]


def _change_layout(newsroom: Newsroom, name: str) -> None:
    shipped = (layouts_folder() / name).read_text("utf-8")
    newsroom.write({f"layouts/{name}": shipped + "\n"})


CHANGES: dict[str, tuple[Change, set[str]]] = {
    "a word of the story": (
        lambda room: room.change("issues/7/sea-wall.md", "harbour board", "board"),
        {"reader", "article"},
    ),
    "a caption": (
        lambda room: room.change("issues/7/sea-wall.md", "caption: The", "caption: A"),
        {"reader", "article"},
    ),
    "the bytes of a picture": (
        lambda room: room.picture("issues/7/pictures/wall.png", (1200, 801)),
        {"reader", "article"},
    ),
    "the date of the issue": (
        lambda room: room.change("issues/7/issue.toml", "11-20", "11-19"),
        {"reader", "article"},
    ),
    "the price": (
        lambda room: room.change("printshop.toml", "£1.20", "£1.30"),
        {"reader", "article"},
    ),
    "a stylesheet": (
        lambda room: _change_layout(room, "newspaper/pages.css"),
        {"reader", "article"},
    ),
    "what the issue promises for next week": (
        lambda room: room.issue("7", next_week="The crane"),
        {"reader"},
    ),
    "another story's headline": (
        lambda room: room.change("issues/7/crane.md", "The crane", "A crane"),
        {"reader", "article"},
    ),
    "nothing": (lambda room: room, set()),
    "a file that is no part of the paper": (
        lambda room: room.write({"issues/7/README.md": "notes", "notes.txt": "notes"}),
        set(),
    ),
    "the place of the workspace": (
        lambda room: shutil.copytree(room.root, room.root.parent / "moved"),
        set(),
    ),
}


def _keys(root: Path) -> dict[str, tuple[str, str]]:
    """Print both editions of the story, and give keys and digests."""
    editions = (Edition.READER, Edition.ARTICLE)
    run = _printed(Newsroom(root), editions=editions, articles=("sea-wall",))
    assert not run.failures
    return {
        receipt.edition.value: (receipt.key, receipt.sha256) for receipt in run.receipts
    }


@pytest.fixture(scope="module")
def pictured(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, dict[str, tuple[str, str]]]:
    """A newsroom with a picture, to be copied, and the keys of what it prints."""
    root = tmp_path_factory.mktemp("pictured") / "paper"
    newsroom = bare_newsroom(root)
    newsroom.picture("issues/7/pictures/wall.png")
    newsroom.story("7/sea-wall", prose("the wall", 90), pictures=[PICTURE], rank=1)
    newsroom.story("7/crane", prose("cranes", 60), headline="The crane is going")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root.parent / "cache"))
        return root, _keys(root)


@pytest.mark.parametrize("name", CHANGES)
def test_a_key_changes_with_what_is_printed_and_with_nothing_else(
    pictured: tuple[Path, dict[str, tuple[str, str]]], tmp_path: Path, name: str
) -> None:
    root, before = pictured
    newsroom = Newsroom(tmp_path / "paper")
    shutil.copytree(
        root, newsroom.root, ignore=shutil.ignore_patterns("output"), dirs_exist_ok=True
    )
    change, expected = CHANGES[name]
    change(newsroom)
    moved = tmp_path / "moved"

    after = _keys(moved if moved.exists() else newsroom.root)

    changed = {edition for edition in after if after[edition][0] != before[edition][0]}
    assert changed == expected
    for edition in after.keys() - changed:
        assert after[edition] == before[edition], "same key, other bytes"


def _age_key(newsroom: Newsroom, as_of: datetime.date) -> tuple[str, str]:
    (receipt,) = _printed(newsroom, "3", as_of=as_of).receipts
    return receipt.key, receipt.sha256


def test_a_key_follows_the_wording_of_the_age_and_not_the_day(
    newsroom: Newsroom,
) -> None:
    newsroom.issue("3", OLD)
    newsroom.story("3/frost", prose("the frost", 60))
    day = datetime.date.fromisoformat

    on_sunday = _age_key(newsroom, day("2026-11-22"))

    assert _age_key(newsroom, day("2026-12-13")) == on_sunday
    assert _age_key(newsroom, day("2026-12-14"))[0] != on_sunday[0]
    young = _age_key(newsroom, day("2020-02-14"))
    assert _age_key(newsroom, day("2021-02-13")) == young
    assert _age_key(newsroom, day("2021-02-14"))[0] != young[0]


def test_the_newspaper_does_not_age(newsroom: Newsroom) -> None:
    editions = (Edition.READER,)
    one = _printed(newsroom, editions=editions).receipts
    later = datetime.date(2040, 1, 1)

    assert _printed(newsroom, editions=editions, as_of=later).receipts == one


# ------------------------------------------------------------------ whole files

KILLED_WHILE_WRITING = """
import os, signal, sys
from printshop.cli import main

written = []

def killed(handle):
    written.append(handle)
    if len(written) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

os.fsync = killed
main(sys.argv[1:])
"""


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_run_killed_while_it_writes_leaves_no_half_file_and_nothing_for_long(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    for slug in ("crane", "mole"):
        newsroom.story(f"7/{slug}", prose(f"the {slug}", 60), printed_page=1)
    newsroom.change("issues/7/sea-wall.md", "section", "printed_page: 1\nsection")
    whole = {f"mole-gazette-7-{slug}.pdf" for slug in ("crane", "mole", "sea-wall")}
    output = newsroom.root / "output"
    (tmp_path / "killed.py").write_text(KILLED_WHILE_WRITING)
    command = ["-C", str(newsroom.root), "print", "--edition", "article"]

    ran = _run(["killed", *command], tmp_path, PYTHONPATH=str(tmp_path))

    assert ran.returncode == -signal.SIGKILL, ran.stderr
    left = _files(output)
    half = {name for name in left if name.startswith(".")}
    assert len(half) == 1
    assert len(left) == 2
    assert left.keys() - half < whole
    for name in left.keys() - half:
        pypdfium2.PdfDocument(left[name]).close()

    again = _run(["printshop", *command], tmp_path)

    assert again.returncode == 0, again.stderr
    assert set(_files(output)) == whole


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    script = (
        "import fcntl, sys, pathlib; file = open(sys.argv[1], 'wb'); "
        "fcntl.flock(file, fcntl.LOCK_EX); file.write(b'half'); file.flush(); "
        "print('begun', flush=True); sys.stdin.read()"
    )
    begun = tmp_path / ".a.pdf.x1"
    with subprocess.Popen(
        [sys.executable, "-c", script, begun],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "begun\n"
        write_whole(tmp_path / "a.pdf", b"whole")
        assert begun.exists()
        other.communicate("")

    write_whole(tmp_path / "a.pdf", b"whole again")
    assert _files(tmp_path) == {"a.pdf": b"whole again"}


def test_a_file_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "a.pdf"

    digest = write_whole(path, b"first")
    assert digest == hashlib.sha256(b"first").hexdigest()
    assert path.stat().st_mode & 0o777 == 0o644

    write_whole(path, b"second")
    assert _files(tmp_path) == {"a.pdf": b"second"}


def test_a_file_that_cannot_be_written_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")

    with pytest.raises(SourceError, match=r"a\.pdf: the file cannot be written"):
        write_whole(tmp_path / "taken" / "a.pdf", b"data")


# ------------------------------------------------------------------ what goes wrong


def test_one_bad_story_does_not_stop_the_others(newsroom: Newsroom) -> None:
    template = (layouts_folder() / "article" / "foot.html").read_text("utf-8")
    wrong = '{% if article.slug == "mole" %}{{ nothing }}{% endif %}'
    newsroom.write({"layouts/article/foot.html": wrong + template})
    for slug in ("crane", "mole", "zebra"):
        newsroom.story(f"7/{slug}", prose(slug, 60))

    run = _printed(newsroom)

    assert [receipt.article for receipt in run.receipts] == [
        "crane",
        "sea-wall",
        "zebra",
    ]
    (failure,) = run.failures
    assert (failure.article, failure.exit_code) == ("mole", ExitCode.LAYOUT)
    assert "'nothing' is undefined" in failure.message
    assert len(_files(newsroom.root / "output")) == 3


def test_a_receipt_is_true(newsroom: Newsroom) -> None:
    run = _printed(newsroom, editions=(Edition.READER, Edition.ARTICLE))

    for receipt in run.receipts:
        data = receipt.file.read_bytes()
        assert receipt.file.is_absolute()
        assert receipt.sha256 == hashlib.sha256(data).hexdigest()
        with pypdfium2.PdfDocument(data) as pdf:
            assert receipt.pages == len(pdf)


def test_a_character_that_no_font_has_is_a_finding_that_names_the_story(
    newsroom: Newsroom,
) -> None:
    newsroom.story("7/news", "The word is 新, and nobody can read it.")

    run = _printed(newsroom, editions=(Edition.READER, Edition.ARTICLE))
    told = {
        receipt.article: [f for f in receipt.findings if f.code == "glyph-001"]
        for receipt in run.receipts
    }

    assert told["sea-wall"] == []
    for article in (None, "news"):
        (finding,) = told[article]
        assert finding.where == "issue 7, story news"
        assert finding.severity == "fail"
        assert "新 (U+65B0)" in finding.message


def test_a_picture_that_is_missing_is_a_finding_that_names_the_story(
    newsroom: Newsroom,
) -> None:
    newsroom.story("7/crane", prose("cranes", 60), pictures=[PICTURE])

    run = _printed(newsroom, editions=(Edition.READER, Edition.ARTICLE))
    told = {
        receipt.article: [f.where for f in receipt.findings if f.code == "picture-001"]
        for receipt in run.receipts
    }

    where = ["issue 7, story crane, picture wall.png"]
    assert told == {None: where, "crane": where, "sea-wall": []}


# ------------------------------------------------------------------ the printed page


def _page_line(newsroom: Newsroom, slug: str = "sea-wall") -> str:
    """Read where a story's own PDF says that it was printed."""
    (receipt,) = _printed(newsroom, articles=(slug,)).receipts
    text = " ".join(pdfium_pages(receipt.file)).replace("\u00a0", " ")
    (line,) = re.findall(r"First printed in issue 7, .*?(?= Page 1 of)", text)
    return str(line)


def _kept(newsroom: Newsroom, *stories: str, number: int = 9) -> None:
    listed = ", ".join(f'"{story}"' for story in stories)
    text = f"[[pages]]\nnumber = {number}\nstories = [{listed}]\n"
    newsroom.write({"issues/7/flatplan.tabloid.toml": text})


def test_a_story_that_knows_its_page_is_believed(newsroom: Newsroom) -> None:
    _kept(newsroom, "sea-wall")
    newsroom.story("7/sea-wall", prose("the wall", 60), printed_page=23)

    assert _page_line(newsroom) == "First printed in issue 7, 20 November 2026, page 23"


def test_else_the_kept_flatplan_is_asked(newsroom: Newsroom, cache: Path) -> None:
    _kept(newsroom, "crane", "sea-wall")

    assert _page_line(newsroom).endswith(", page 9")
    assert not cache.exists()


def test_else_the_issue_is_planned_and_the_plan_is_remembered(
    newsroom: Newsroom, cache: Path
) -> None:
    _kept(newsroom, "crane")

    assert _page_line(newsroom).endswith(", page 1")
    (memory,) = cache.rglob("*.json")
    shop = open_shop(newsroom.root)
    assert memory.stem == reader_key(shop, read_issue(shop.workspace, "7"))

    memory.write_text('{"sea-wall": 77}')
    assert _page_line(newsroom).endswith(", page 77")

    newsroom.change("issues/7/sea-wall.md", "harbour board", "board")
    assert _page_line(newsroom).endswith(", page 1")


def test_a_memory_that_cannot_be_read_is_made_again(
    newsroom: Newsroom, cache: Path
) -> None:
    _page_line(newsroom)
    (memory,) = cache.rglob("*.json")
    memory.write_text("[half")

    assert _page_line(newsroom).endswith(", page 1")
    assert memory.read_text() == '{"sea-wall": 1}'


def test_the_page_is_left_out_when_nobody_knows_it(newsroom: Newsroom) -> None:
    newsroom.issue("7", pages=4)
    for number in range(9):
        newsroom.story(
            f"7/story-{number}", prose(f"matter {number}", 1500), must_run=True
        )

    assert _page_line(newsroom) == "First printed in issue 7, 20 November 2026"


def test_printing_the_newspaper_tells_its_stories_their_pages(
    newsroom: Newsroom, cache: Path
) -> None:
    editions = (Edition.READER, Edition.ARTICLE)
    run = _printed(newsroom, editions=editions)

    text = letters("".join(pdfium_pages(run.receipts[1].file)))
    assert letters("First printed in issue 7, 20 November 2026, page 1") in text
    assert len(list(cache.rglob("*.json"))) == 1


# ------------------------------------------------------------------ read more


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """An old issue and a new one, whose news is ranked otherwise than by name."""
    newsroom.issue("3", OLD)
    newsroom.story("3/frost", prose("the frost", 60), headline="Frost", printed_page=5)
    newsroom.story("3/pier", prose("the pier", 60), headline="Pier", printed_page=6)
    for rank, slug in enumerate(("dog", "cat", "bee", "ant"), start=1):
        headline = slug.capitalize()
        newsroom.story(f"7/{slug}", prose(slug, 60), rank=rank, headline=headline)
    newsroom.story("7/sea-wall", prose("the wall", 60), form="feature", rank=1)
    newsroom.story("7/song", prose("songs", 60), section="Culture", headline="Song")
    return newsroom


def _read_more(newsroom: Newsroom, number: str, slug: str) -> list[str]:
    shop = open_shop(newsroom.root)
    register = PageRegister(shop)
    article = register.issue(number).article(slug)
    return [entry.title for entry in read_more(shop, register, article)]


def test_three_of_the_latest_news_follow_a_story_that_names_nothing(
    archive: Newsroom,
) -> None:
    assert _read_more(archive, "3", "frost") == ["Dog", "Cat", "Bee"]


def test_a_story_is_never_among_what_follows_it(archive: Newsroom) -> None:
    assert _read_more(archive, "7", "dog") == ["Cat", "Bee", "Ant"]


def test_what_a_story_names_comes_first_and_nothing_twice(archive: Newsroom) -> None:
    related = [{"story": "cat"}, {"story": "3/frost"}]
    archive.story("7/sea-wall", prose("the wall", 60), related=related)

    assert _read_more(archive, "7", "sea-wall") == ["Cat", "Frost", "Dog"]


def test_a_story_that_names_four_is_followed_by_three(archive: Newsroom) -> None:
    related = [{"story": slug} for slug in ("3/pier", "ant", "3/frost", "bee")]
    archive.story("7/sea-wall", prose("the wall", 60), related=related)

    assert _read_more(archive, "7", "sea-wall") == ["Pier", "Ant", "Frost"]


def test_read_more_says_where_it_is_to_be_found(archive: Newsroom) -> None:
    address = "https://example.org/tides"
    related = [{"story": "3/frost"}, {"url": address, "title": "Tide tables"}]
    archive.story("7/sea-wall", prose("the wall", 60), related=related)
    shop = open_shop(archive.root)
    register = PageRegister(shop)
    article = register.issue("7").article("sea-wall")

    frost, tides, dog = read_more(shop, register, article)

    assert frost.date_line == "14\u00a0February 2020"
    assert frost.page_line == "page\u00a05"
    assert (tides.title, tides.url, tides.page_line) == ("Tide tables", address, "")
    assert dog.date_line == "20\u00a0November 2026"
    assert re.fullmatch("page\u00a0[1-4]", dog.page_line)


def test_read_more_is_printed_under_its_heading(archive: Newsroom) -> None:
    (receipt,) = _printed(archive, "3", articles=("frost",)).receipts
    text = letters("".join(pdfium_pages(receipt.file)))

    assert letters("Read more Dog 20 November 2026, page") in text
    assert letters("This article is over 6 years, 9 months old") in text
