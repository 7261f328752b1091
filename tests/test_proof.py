"""Pictures of finished pages: right in number, order and size."""

from pathlib import Path

import pytest
from PIL import Image

from printshop.cli.main_group import run
from printshop.errors import ExitCode, SourceError
from printshop.proof import contact_sheet, page_pictures
from printshop.resources import fonts_folder
from printshop.typesetter import Assets, Engine


@pytest.fixture(scope="module")
def five_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    engine = Engine(
        Assets((fonts_folder(),)),
        [
            "@page { size: 100mm 200mm; margin: 0 }"
            "div { height: 200mm; break-after: page; background: rgb(200, 0, 0) }"
            "div:first-child { background: rgb(0, 0, 200) }"
        ],
    )
    path = tmp_path_factory.mktemp("proof") / "five.pdf"
    path.write_bytes(engine.set_pages("<div></div>" * 5).pdf())
    return path


def test_every_page_becomes_a_picture_of_the_asked_width(five_pages: Path) -> None:
    pictures = page_pictures(five_pages, 50)

    assert [picture.size for picture in pictures] == [(50, 100)] * 5


def test_pages_stand_in_reading_order_row_by_row(five_pages: Path) -> None:
    sheet = contact_sheet(five_pages, columns=2, page_width_px=50)

    assert sheet.size == (2 * 62 + 12, 3 * 112 + 12)
    assert sheet.getpixel((30, 60)) == (0, 0, 200)
    assert sheet.getpixel((92, 60)) == (200, 0, 0)
    assert sheet.getpixel((92, 284)) == (214, 214, 214)


def test_a_file_that_is_no_pdf_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "story.pdf"
    path.write_text("not a PDF")

    with pytest.raises(SourceError, match=r"story\.pdf"):
        page_pictures(path, 50)


# ------------------------------------------------------------------ for a website


def _run(*arguments: object) -> int:
    return run([str(argument) for argument in arguments])


def test_cover_and_pages_become_pictures_of_their_own_in_every_width(
    five_pages: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    widths = ("--width", 60, "--width", 120)
    some = ("--cover", "--pages", "3-4,3", "--format", "webp")

    assert _run("proof", five_pages, *some, *widths, "--output", site) == ExitCode.OK

    told = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.name for path in told] == [
        f"five-page-{page:02}-{width}.webp" for width in (60, 120) for page in (1, 3, 4)
    ]
    assert sorted(told) == sorted(site.iterdir())
    for path in told:
        width = int(path.stem.rsplit("-", 1)[1])
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("WEBP", (width, 2 * width))
            blue = "page-01" in path.name
            wanted = (0, 0, 200) if blue else (200, 0, 0)
            pixel = picture.convert("RGB").getpixel((width // 2, width))
            assert pixel == pytest.approx(wanted, abs=6)


def test_pictures_stand_beside_the_pdf_and_are_the_same_each_time(
    five_pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def drawn() -> dict[str, bytes]:
        assert _run("proof", five_pages, "--cover") == ExitCode.OK
        told = map(Path, capsys.readouterr().out.splitlines())
        return {path.name: path.read_bytes() for path in told}

    first = drawn()

    assert first == drawn()
    assert set(first) == {"five-page-01-400.png", "five-page-01-800.png"}
    assert (five_pages.parent / "five-page-01-400.png").is_file()


@pytest.mark.parametrize(
    ("options", "told", "code"),
    [
        (("--pages", "two"), "“two” is no page", ExitCode.USAGE),
        (("--pages", "3-2"), "“3-2” is no page", ExitCode.USAGE),
        (("--pages", "0"), "“0” is no page", ExitCode.USAGE),
        (("--pages", "4-9999999"), "there is no page 6", ExitCode.SOURCE),
        (("--cover", "--format", "gif"), "'gif' is not one of", ExitCode.USAGE),
        (("--width", "90", "--width", "60"), "need --cover or --pages", ExitCode.USAGE),
    ],
)
def test_what_cannot_be_drawn_is_told_and_nothing_is_written(
    five_pages: Path,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    told: str,
    code: ExitCode,
) -> None:
    before = sorted(five_pages.parent.iterdir())

    assert _run("proof", five_pages, *options) == code

    assert told in capsys.readouterr().err
    assert sorted(five_pages.parent.iterdir()) == before
