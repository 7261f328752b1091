"""The copyreader finds what has been edited, and never shows less than it has read."""

import asyncio
import datetime
import io
import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from printshop.web.archive import Archive, Copyreader
from printshop.web.archive.copy_state import own_state
from printshop.web.archive.darkroom import Darkroom
from printshop.web.archive.index import FILE
from printshop.web.archive.picture_store import PictureStore
from printshop.web.archive.reading import Needs
from tests.newsroom import DATE, PAPER, Newsroom, bare_newsroom

_PATIENCE_S = 60.0


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return bare_newsroom(tmp_path / "paper")


@pytest.fixture
def copyreader(newsroom: Newsroom) -> Iterator[Copyreader]:
    reader = Copyreader(newsroom.root)
    yield reader
    reader.close()


def _settle(newsroom: Newsroom) -> None:
    """Let all that was written have been written a while ago."""
    for path in newsroom.root.rglob("*"):
        if ".printshop" not in path.parts:
            os.utime(path, ns=(path.stat().st_mtime_ns - 10**10,) * 2)


def _headline(newsroom: Newsroom, slug: str = "sea-wall", number: str = "7") -> str:
    story = Archive(newsroom.root).story(number, slug)
    return story.card.headline if story else ""


def test_what_has_not_changed_is_not_read_again(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    _settle(newsroom)

    assert copyreader.go_round().read == ("7",)
    assert copyreader.go_round().read == ()
    again = Copyreader(newsroom.root)
    assert again.go_round().read == ()
    again.close()


def test_what_was_written_just_now_is_read_again_when_the_clock_has_gone_on(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    assert copyreader.go_round().read == ("7",)
    assert copyreader.go_round().read == ()
    _settle(newsroom)
    assert copyreader.go_round().read == ("7",)
    assert copyreader.go_round().read == ()


def test_an_edit_is_shown(newsroom: Newsroom, copyreader: Copyreader) -> None:
    copyreader.read_all()
    newsroom.change("issues/7/sea-wall.md", "Sea wall", "A wall of sand")
    copyreader.read_all()

    assert _headline(newsroom) == "A wall of sand"
    assert Archive(newsroom.root).search("sand").total == 1


def test_a_story_and_an_issue_that_are_taken_away_are_shown_no_more(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    newsroom.story("7/puffin", "The puffin.")
    newsroom.issue("8")
    newsroom.story("8/gull", "The gull.")
    copyreader.read_all()
    (newsroom.root / "issues/7/puffin.md").unlink()
    (newsroom.root / "issues/8/gull.md").unlink()
    (newsroom.root / "issues/8/issue.toml").unlink()
    (newsroom.root / "issues/8").rmdir()
    copyreader.read_all()
    archive = Archive(newsroom.root)

    assert archive.numbers() == ("7",)
    assert archive.story("7", "puffin") is None
    assert archive.search("puffin").total == archive.search("gull").total == 0


def test_a_broken_story_keeps_its_last_good_version(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    newsroom.story("7/crane", "The crane.", rank=1)
    newsroom.picture("issues/7/pictures/w.png")
    pictures = [{"file": "w.png", "alt": "W", "caption": "W", "credit": "W"}]
    newsroom.story("7/gull", "The gull.", rank=2, pictures=pictures)
    copyreader.read_all()
    archive = Archive(newsroom.root)
    before, head = archive.story("7", "gull"), archive.issues()
    assert before is not None
    newsroom.change("issues/7/gull.md", "section: News", "section: Nowhere")
    newsroom.change("issues/7/sea-wall.md", "Sea wall", "A wall of sand")
    told = copyreader.read_all()

    assert archive.story("7", "gull") == before
    assert archive.search("gull").total == 1
    assert archive.more_from("7", "gull", 9)[0].headline == "A wall of sand"
    assert archive.issues().issues[0].story_count == head.issues[0].story_count == 3
    assert len(told) == 1
    assert "issue 7, story gull" in told[0]
    assert "Nowhere" in told[0]


def test_a_lead_that_is_broken_still_leads(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    newsroom.story("7/crane", "The crane.", rank=1)
    copyreader.read_all()
    newsroom.change("issues/7/crane.md", "section: News", "section: Nowhere")
    copyreader.read_all()
    lead = Archive(newsroom.root).issues().issues[0].lead

    assert lead is not None
    assert lead.slug == "crane"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("issues/7/issue.toml", "date = ["),
        ("issues/7/issue.toml", "date = 2026-11-20"),
        ("printshop.toml", "title ="),
    ],
)
def test_an_issue_that_cannot_be_read_keeps_its_last_good_version(
    newsroom: Newsroom, copyreader: Copyreader, name: str, text: str
) -> None:
    newsroom.issue("7", more='number = "2566"')
    copyreader.read_all()
    newsroom.write({name: text})
    told = copyreader.read_all()

    assert Archive(newsroom.root).numbers() == ("2566",)
    assert _headline(newsroom, number="2566") == "Sea wall"
    assert len(told) == 1
    newsroom.write({"printshop.toml": PAPER})
    newsroom.issue("7", more='number = "2567"')
    assert copyreader.read_all() == ()
    assert Archive(newsroom.root).numbers() == ("2567",)


def test_an_issue_that_gets_another_date_is_in_its_place(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    newsroom.issue("8", DATE + datetime.timedelta(days=7))
    newsroom.story("8/lamp", "The lamp.")
    copyreader.read_all()
    assert Archive(newsroom.root).numbers() == ("8", "7")
    newsroom.issue("8", DATE - datetime.timedelta(days=7))
    copyreader.read_all()

    assert Archive(newsroom.root).numbers() == ("7", "8")


def test_a_recurring_picture_that_turns_up_is_shown(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    entry = {"file": "ada.png", "alt": "Ada", "caption": "Ada", "credit": "N"}
    newsroom.story("7/crane", "The crane.", pictures=[entry])
    copyreader.read_all()
    newsroom.picture("pictures/ada.png")
    copyreader.read_all()
    story = Archive(newsroom.root).story("7", "crane")
    assert story is not None
    first = story.pictures[0].name
    newsroom.picture("pictures/ada.png", (700, 500))
    copyreader.read_all()
    story = Archive(newsroom.root).story("7", "crane")
    assert story is not None

    assert story.pictures[0].name != first


def test_another_headline_of_a_story_that_is_named_is_shown_where_it_is_named(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    newsroom.issue("3", datetime.date(2020, 2, 14))
    newsroom.story("3/frost", "The frost.", headline="The first frost")
    newsroom.story("7/crane", "The crane.", related=[{"story": "3/frost"}])
    copyreader.read_all()
    newsroom.change("issues/3/frost.md", "The first frost", "The very first frost")
    copyreader.read_all()
    archive = Archive(newsroom.root)
    story = archive.story("7", "crane")
    assert story is not None

    assert archive.read_more(story)[0].title == "The very first frost"


def test_an_issue_that_has_ended_the_process_is_not_read_again_before_an_edit(
    newsroom: Newsroom, copyreader: Copyreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    _settle(newsroom)

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("printshop.web.archive.copyreader.read_for_index", die)
        with pytest.raises(SystemExit):
            copyreader.go_round()
    again = Copyreader(newsroom.root)
    assert again.go_round().read == ()
    newsroom.change("issues/7/sea-wall.md", "Sea wall", "A wall of sand")
    assert again.go_round().read == ("7",)
    again.close()


def test_issues_are_kept_while_the_whole_folder_is_away(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    copyreader.read_all()
    (newsroom.root / "issues").rename(newsroom.root / "moved")
    assert copyreader.read_all() == ()
    assert Archive(newsroom.root).numbers() == ("7",)
    (newsroom.root / "moved").rename(newsroom.root / "issues")
    assert copyreader.go_round().read == ()


def test_what_is_wrong_with_the_paper_is_told_once(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    newsroom.write({"printshop.toml": "title ="})
    assert len(copyreader.go_round().told) == 1
    assert copyreader.go_round().told == ()
    newsroom.write({"printshop.toml": PAPER})
    assert copyreader.go_round().read == ("7",)
    newsroom.write({"printshop.toml": "title ="})
    assert len(copyreader.go_round().told) == 1


def test_every_old_issue_is_looked_at_in_its_turn(tmp_path: Path) -> None:
    newsroom = bare_newsroom(tmp_path)
    for at in range(40):
        newsroom.issue(f"1{at:02}", DATE - datetime.timedelta(weeks=1 + at))
        newsroom.story(f"1{at:02}/one", "Copy.")
    copyreader = Copyreader(tmp_path)
    copyreader.read_all()
    newsroom.change("issues/139/one.md", "One", "Edited")
    told = [copyreader.go_round().read for _ in range(40)]
    copyreader.close()

    assert ("139",) in told or any("139" in read for read in told)
    assert _headline(newsroom, "one", "139") == "Edited"


def test_the_state_of_copy_is_another_after_every_edit(newsroom: Newsroom) -> None:
    newsroom.picture("pictures/ada.png")
    newsroom.picture("pictures/nan.png")
    newsroom.issue("3")
    newsroom.story("3/frost", "The frost.")
    _settle(newsroom)
    needs = Needs(issues=("3",), pictures=("ada.png",))

    def state() -> str:
        return own_state(newsroom.root, "7", needs, lambda number: number)

    seen = {state()}
    for name in ("issues/7/sea-wall.md", "issues/3/frost.md", "pictures/ada.png"):
        path = newsroom.root / name
        path.write_bytes(path.read_bytes() + b" ")
        _settle(newsroom)
        seen.add(state())
    newsroom.write({"issues/7/more.md": ""})
    seen.add(state())
    assert len(seen) == 5
    _settle(newsroom)
    before = state()
    newsroom.write({"issues/7/.sea-wall.md.swp": "x", "issues/9/issue.toml": "x"})
    newsroom.picture("pictures/nan.png", (9, 9))
    assert state() == before


# ------------------------------------------------------------------ processes


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.02)


def _served(
    root: Path, look: Callable[[Archive], Awaitable[None]], *, poll_s: float = 2.0
) -> None:
    """Run an archive with all its processes."""

    async def run() -> None:
        archive = Archive(root, poll_s=poll_s)
        await archive.start(_PATIENCE_S)
        try:
            await asyncio.wait_for(look(archive), _PATIENCE_S)
        finally:
            await archive.close()

    asyncio.run(run())


def test_a_service_reads_a_paper_and_shows_an_edit_at_once(newsroom: Newsroom) -> None:
    async def look(archive: Archive) -> None:
        assert archive.numbers() == ("7",)
        _settle(newsroom)
        newsroom.change("issues/7/sea-wall.md", "Sea wall", "A wall of sand")
        await archive.up_to_date("7", _PATIENCE_S)
        assert _headline(newsroom) == "A wall of sand"
        newsroom.issue("8", DATE + datetime.timedelta(days=7))
        newsroom.story("8/lamp", "The lamp.")
        await _until(lambda: archive.numbers() == ("8", "7"))
        for end in ("", "-wal", "-shm"):
            Path(f"{newsroom.root / FILE}{end}").unlink(missing_ok=True)
        assert archive.numbers() == ()
        await _until(lambda: archive.numbers() == ("8", "7"))

    _served(newsroom.root, look, poll_s=0.2)


def test_two_services_share_one_copyreader_and_the_other_one_goes_on(
    newsroom: Newsroom,
) -> None:
    async def look(archive: Archive) -> None:
        await archive.up_to_date("7", _PATIENCE_S)
        other = Archive(newsroom.root)
        await other.start()
        try:
            newsroom.change("issues/7/sea-wall.md", "Sea wall", "A wall of sand")
            await other.up_to_date("7", _PATIENCE_S)
            story = other.story("7", "sea-wall")
            assert story is not None
            assert story.card.headline == "A wall of sand"
            await asyncio.to_thread(archive._desk.close)
            newsroom.change("issues/7/sea-wall.md", "A wall of sand", "A wall of ice")
            await other.up_to_date("7", _PATIENCE_S)
            story = other.story("7", "sea-wall")
            assert story is not None
            assert story.card.headline == "A wall of ice"
        finally:
            await other.close()

    _served(newsroom.root, look)


def test_nobody_waits_for_what_is_no_issue_or_has_not_changed(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    _settle(newsroom)
    copyreader.read_all()
    archive = Archive(newsroom.root)

    async def look() -> None:
        await archive.up_to_date("7", _PATIENCE_S)
        await archive.up_to_date("../../etc", _PATIENCE_S)
        newsroom.change("issues/7/sea-wall.md", "Sea wall", "A wall of sand")
        await archive.up_to_date("7", 0.05)
        await archive.up_to_date("7", _PATIENCE_S)  # nobody reads: not asked again

    asyncio.run(asyncio.wait_for(look(), _PATIENCE_S / 4))
    assert _headline(newsroom) == "Sea wall"


# ------------------------------------------------------------------- pictures

_DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36">
<rect width="36" height="36" fill="#c00"/>
<text x="40" y="30" font-family="Roboto Condensed" font-size="30">W</text>
</svg>
"""


def _with_pictures(newsroom: Newsroom) -> None:
    turned = Image.new("RGB", (600, 300), (0, 0, 200))
    turned.paste((200, 0, 0), (0, 0, 300, 300))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: its left is the top
    exif[0x010F] = "A camera"
    data = io.BytesIO()
    turned.save(data, "JPEG", exif=exif)
    newsroom.write({"issues/7/pictures/mole.jpg": data.getvalue()})
    newsroom.write({"issues/7/pictures/plan.svg": _DRAWING})
    newsroom.write({"issues/7/pictures/gone.jpg": data.getvalue() + b" "})
    entries = [
        {"file": name, "alt": "W", "caption": "W", "credit": "W"}
        for name in ("mole.jpg", "plan.svg", "gone.jpg")
    ]
    newsroom.story("7/sea-wall", "Copy.", pictures=entries)


def test_pictures_are_cut_upright_in_their_widths_and_once_for_all(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    _with_pictures(newsroom)
    copyreader.read_all()

    async def look(archive: Archive) -> None:
        story = archive.story("7", "sea-wall")
        assert story is not None
        photograph, drawing, gone = story.pictures
        assert (photograph.width_px, photograph.height_px) == (300, 600)
        assert photograph.widths == (300,)
        path, same = await asyncio.gather(
            archive.picture("7", photograph.name, 300),
            archive.picture("7", photograph.name, 300),
        )
        assert path is not None
        assert path == same
        with Image.open(path) as image:
            assert (image.format, image.size) == ("WEBP", (300, 600))
            assert not image.getexif()
            pixels = np.asarray(image)
            top, foot = pixels[20, 150], pixels[580, 150]
            assert top[0] > 150 > top[2]
            assert foot[2] > 150 > foot[0]
        path = await archive.picture("7", drawing.name, 480)
        assert path is not None
        with Image.open(path) as image:
            assert image.size == (480, 240)
            assert np.asarray(image)[100, 100, 0] > 180
            letter = np.asarray(image.convert("L"))[40:210, 260:]
            assert letter.min() < 60
            assert letter.max() > 240
        (newsroom.root / "issues/7/pictures/gone.jpg").write_bytes(b"other bytes")
        assert await archive.picture("7", gone.name, gone.widths[0]) is None

    _served(newsroom.root, look)


@pytest.mark.parametrize(
    ("number", "name", "width"),
    [
        ("7", "../../printshop", 480),
        ("7", "mole", 300),
        ("7", "mole-00000000", 300),
        ("../7", "mole", 300),
        ("7", "", 0),
    ],
)
def test_only_pictures_of_stories_are_given_out(
    newsroom: Newsroom, copyreader: Copyreader, number: str, name: str, width: int
) -> None:
    _with_pictures(newsroom)
    copyreader.read_all()
    archive = Archive(newsroom.root)

    assert asyncio.run(archive.picture(number, name, width)) is None


def test_no_picture_is_had_in_a_width_that_is_not_offered(
    newsroom: Newsroom, copyreader: Copyreader
) -> None:
    _with_pictures(newsroom)
    copyreader.read_all()
    archive = Archive(newsroom.root)
    story = archive.story("7", "sea-wall")
    assert story is not None
    name = story.pictures[0].name

    for width in (299, 301, 480, 0, -1, 10**9):
        assert asyncio.run(archive.picture("7", name, width)) is None


def test_cut_pictures_are_bounded_and_those_not_asked_for_longest_go(
    tmp_path: Path,
) -> None:
    store = PictureStore(tmp_path, most_bytes=4_000)
    for at, name in enumerate("abcd"):
        path = store.put(name, 480, bytes(1_000))
        os.utime(path, (10**9 + at, 10**9 + at))
    assert store.standing("a", 480) is not None  # it is in use, so it stays
    store.put("e", 480, bytes(1_000))

    kept = [name for name in "abcde" if store.standing(name, 480)]
    assert kept == ["a", "d", "e"]
    assert store.standing("a", 960) is None
    big = store.put("f", 480, bytes(9_000))
    assert store.standing("f", 480) == big


def test_a_picture_that_cannot_be_drawn_is_not_tried_again_at_once(
    newsroom: Newsroom, copyreader: Copyreader, caplog: pytest.LogCaptureFixture
) -> None:
    _with_pictures(newsroom)
    copyreader.read_all()
    shelf = Archive(newsroom.root)._shelf
    story = shelf.story("7", "sea-wall")
    assert story is not None
    file = shelf.picture("7", story.pictures[0].name)
    assert file is not None

    async def look() -> None:
        darkroom = Darkroom(newsroom.root)
        (newsroom.root / file.file).unlink()
        for _ in range(3):
            assert await darkroom.picture(file, file.widths[0]) is None
        await asyncio.to_thread(darkroom.close)

    asyncio.run(asyncio.wait_for(look(), _PATIENCE_S))
    assert caplog.text.count("mole.jpg cannot be cut") == 1
