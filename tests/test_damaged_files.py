"""A PDF from outside may be damaged anywhere: it is told, and never a traceback."""

import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from printshop.errors import SourceError
from printshop.finish.advertisers import AdvertSpace, PlacedAdvert
from printshop.finish.content_colour import convert_colours
from printshop.impose import Scheme, Wish, impose
from printshop.pdf_file import open_pdf
from printshop.pictures.errors import PictureError
from printshop.pictures.page_picture import measure_page
from printshop.preflight import inspect
from printshop.printer_profile import PrinterProfile
from tests.plates import INKS
from tests.sound_pdf import broken, paint, paper_profile, sound_pdf


@pytest.fixture(scope="module")
def sound(block_font) -> bytes:
    return sound_pdf(block_font.path)


@pytest.fixture(scope="module")
def printer() -> PrinterProfile:
    return paper_profile()


@pytest.fixture(autouse=True)
def _without_ghostscript(monkeypatch):
    monkeypatch.setenv("PATH", "")


def _named(kind: str, name: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    """Put something into the resources of all pages in place of what belongs there."""

    def change(pdf: pikepdf.Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        if name:
            resources[f"/{kind}"][f"/{name}"] = value
        else:
            resources[f"/{kind}"] = value

    return change


def _no_colour_space(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Resources.Shading.Run.ColorSpace


def _no_mask_group(pdf: pikepdf.Pdf) -> None:
    glass = pdf.pages[0].obj.Resources.XObject.Glass
    glass.Resources.ExtGState.M.SMask.G = Name.Nothing


def _endless(pdf: pikepdf.Pdf) -> None:
    glass = pdf.pages[0].obj.Resources.XObject.Glass
    glass.Resources.XObject = Dictionary(Glass=glass)
    glass.write(b"/Glass Do")


DAMAGE = {
    "a shading without a colour space": _no_colour_space,
    "a shading that is a number": _named("Shading", "Run", 7),
    "a form that is a number": _named("XObject", "Glass", 7),
    "a form that is a name": _named("XObject", "Glass", Name.Foo),
    "forms that are true": _named("XObject", "", True),
    "a state that is a list": _named("ExtGState", "Over", Array([1, 2])),
    "a state of which all is a number": _named("ExtGState", "", 3),
    "a font that is true": _named("Font", "F", True),
    "a colour space of nothing": _named("ColorSpace", "All", Array([])),
    "a colour space without its profile": _named(
        "ColorSpace", "All", Array([Name.ICCBased, Dictionary()])
    ),
    "a mask without a group": _no_mask_group,
    "a form that draws itself": _endless,
    "numbers that are none": paint("/Over cm (x) w [ 1 2 ] Tf"),
    "a picture in the stream that never ends": paint("BI /W 4 /H 4 ID xx"),
}

SKIPPED = {
    "a form that is a name",
    "a font that is true",
    "a colour space without its profile",
    "a mask without a group",
    "a form that draws itself",
    "a picture in the stream that never ends",
}
"""What the colour pass does not need."""


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_damaged_is_told_wherever_a_file_is_read(
    what, sound, printer, tmp_path
):
    path = tmp_path / "damaged.pdf"
    path.write_bytes(broken(sound, DAMAGE[what]))

    assert list(_unforeseen(path, printer)) == []


@pytest.mark.parametrize("what", sorted(set(DAMAGE) - SKIPPED))
def test_the_colour_pass_says_that_the_page_is_damaged_and_what_to_do(what, sound):
    with (
        pikepdf.open(io.BytesIO(broken(sound, DAMAGE[what]))) as pdf,
        pytest.raises(SourceError, match="damaged") as raised,
    ):
        convert_colours(pdf, INKS)

    assert raised.value.where.endswith("the PDF")
    assert raised.value.hint


def test_a_file_that_is_damaged_anywhere_gives_no_traceback(sound, printer, tmp_path):
    chance = random.Random(4)
    path = tmp_path / "damaged.pdf"
    told = 0
    for _ in range(40):
        path.write_bytes(broken(sound, lambda pdf: _break_something(pdf, chance)))
        assert list(_unforeseen(path, printer)) == []
        try:
            inspect(path, printer)
        except SourceError:
            told += 1

    assert 0 < told < 40


def _unforeseen(path: Path, printer: PrinterProfile) -> Iterator[str]:
    """Read a file in all ways that a person can ask for; tell what is not told."""
    for read in (_converted, _preflighted, _imposed, _measured, _placed):
        try:
            read(path, printer)
        except (SourceError, PictureError):
            pass
        except Exception as error:  # noqa: BLE001 - that is what is asked
            yield f"{read.__name__}: {error!r}"


def _converted(path: Path, _: PrinterProfile) -> None:
    with open_pdf(path) as pdf:
        convert_colours(pdf, INKS)


def _preflighted(path: Path, printer: PrinterProfile) -> None:
    inspect(path, printer)


def _imposed(path: Path, _: PrinterProfile) -> None:
    with open_pdf(path) as pdf:
        impose(pdf, Wish(Scheme.SADDLE), path)


def _measured(path: Path, _: PrinterProfile) -> None:
    measure_page(path.read_bytes())


def _placed(path: Path, _: PrinterProfile) -> None:
    advert = PlacedAdvert(path, "Lorne Chandlery", 1, 0, 0, 100, 100)
    with pikepdf.new() as pdf:
        AdvertSpace(advert, pdf.make_stream(b"")).fill(pdf)


def _break_something(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Put something else in place of one entry, anywhere in the file."""
    holders = [each for each in pdf.objects if _entries(each)]
    holder = chance.choice(holders)
    junk: Any = chance.choice(
        [None, 0, -1, 10**12, True, Name.Foo, Array(), Array([1, 2]), Dictionary()]
    )
    if isinstance(holder, Array):
        holder[chance.randrange(len(holder))] = junk
        return
    key = chance.choice(sorted(holder.keys() - {"/Length"}))
    if junk is None:
        del holder[key]
    else:
        holder[key] = junk


def _entries(thing: Any) -> int:
    """Count what can be broken."""
    if isinstance(thing, Array):
        return len(thing)
    is_named = isinstance(thing, Dictionary | pikepdf.Stream)
    return len(thing.keys() - {"/Length"}) if is_named else 0
