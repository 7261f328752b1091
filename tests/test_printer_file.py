"""Printers' profiles: what they say, and how a mistake in one is told."""

import re
import struct
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageCms

from printshop.errors import SourceError
from printshop.printer_file import printer_folders, printer_names, read_printer
from printshop.printer_profile import Edges, Marks, RenderingIntent
from printshop.resources import printers_folder

NEWSPRINT = "newsprint-coldset.toml"
COATED = printers_folder() / "icc" / "FOGRA39L_coated.icc"


def write(folder: Path, text: str, name: str = "plant") -> tuple[Path, ...]:
    """Write a profile into a newsroom's folder, and give where to look."""
    (folder / "printers").mkdir(exist_ok=True)
    (folder / "printers" / f"{name}.toml").write_text(text, "utf-8")
    return printer_folders(folder)


def told(folder: Path, text: str) -> str:
    """Tell what is wrong with a profile."""
    folders = write(folder, text)
    with pytest.raises(SourceError) as raised:
        read_printer(folders, "plant")
    return str(raised.value).replace(str(folder), "")


@pytest.mark.parametrize(
    ("name", "target", "limit", "ppi", "rich_black", "white_pt", "identifier"),
    [
        ("newsprint-coldset", 220, 245, (99, 149), 220, 10, "CGATS TR 002"),
        ("magazine-coated", 300, 305, (149, 224), 280, 9, "FOGRA39"),
        ("office-mono", 100, 100, (99, 149), 100, 10, "FOGRA39"),
    ],
)
def test_the_shipped_printers_keep_to_the_numbers_of_their_trade(
    name, target, limit, ppi, rich_black, white_pt, identifier
):
    profile = read_printer(printer_folders(), name)

    assert (profile.tac_target_percent, profile.tac_limit_percent) == (target, limit)
    assert (profile.least_ppi_error, profile.least_ppi_warning) == ppi
    assert profile.rich_black_percent == rich_black
    assert profile.least_white_text_pt == white_pt
    assert profile.icc.identifier == identifier
    assert profile.icc.registry == "http://www.color.org"
    assert profile.is_mono == (name == "office-mono")


@pytest.mark.parametrize("name", printer_names(printer_folders()))
def test_no_shipped_printer_asks_for_marks_or_for_a_sheet(name):
    profile = read_printer(printer_folders(), name)

    assert not profile.marks.any
    assert profile.trim_mm is None


def test_every_profile_that_ships_has_its_licence_beside_it():
    icc = printers_folder() / "icc"

    names = {path.stem for path in icc.glob("*.icc")}

    assert names
    assert names == {path.stem.removesuffix(".LICENSE") for path in icc.glob("*.txt")}


def test_a_printer_of_the_newsroom_goes_before_a_shipped_one(tmp_path):
    folders = write(tmp_path, 'icc = "coated"\ntitle = "Ours"', "newsprint-coldset")

    profile = read_printer(folders, "newsprint-coldset")

    assert (profile.title, profile.icc.name) == ("Ours", "coated")


def test_every_key_of_a_profile_counts(tmp_path):
    (tmp_path / "printers").mkdir()
    (tmp_path / "printers" / "own.icc").write_bytes(COATED.read_bytes())
    text = """
        title = "Plant"
        icc = "own.icc"
        intent = "perceptual"
        identifier = "PLANT 7"
        registry = "https://plant.example"
        plates = "black"
        trim.width_mm = 200
        trim.height_mm = 300.5
        [bleed]
        top_mm = 1
        bottom_mm = 2
        inside_mm = 3
        outside_mm = 4
        [marks]
        crop = true
        slug = true
        [ink]
        target_percent = 201
        limit_percent = 202
        rich_black_percent = 203
        spot_colours = 1
        [pictures]
        least_ppi = 100
        good_ppi = 101
        bitmap_least_ppi = 102
        bitmap_good_ppi = 103
        [type]
        white_pt = 11
        multi_ink_pt = 12
        overprint_below_pt = 13
        [lines]
        least_pt = 0.3
        overprint_below_pt = 3
    """

    profile = read_printer(write(tmp_path, text), "plant")

    assert (profile.title, profile.is_mono) == ("Plant", True)
    assert profile.icc.intent == RenderingIntent.PERCEPTUAL
    assert profile.icc.path == tmp_path / "printers" / "own.icc"
    assert profile.icc.identifier == "PLANT 7"
    assert profile.icc.registry == "https://plant.example"
    assert profile.trim_mm == (200, 300.5)
    assert profile.bleed == Edges(1, 2, 3, 4)
    assert profile.marks == Marks(crop=True, slug=True)
    ink = profile.tac_target_percent, profile.tac_limit_percent
    assert (*ink, profile.rich_black_percent) == (201, 202, 203)
    assert profile.most_spot_colours == 1
    assert (profile.least_ppi_error, profile.least_ppi_warning) == (100, 101)
    bitmaps = profile.least_bitmap_ppi_error, profile.least_bitmap_ppi_warning
    assert bitmaps == (102, 103)
    assert profile.least_white_text_pt == 11
    assert profile.least_multi_ink_text_pt == 12
    assert profile.overprint_text_below_pt == 13
    assert profile.least_line_pt == 0.3
    assert profile.overprint_line_below_pt == 3


def test_a_profile_of_ones_own_has_no_registered_name(tmp_path):
    (tmp_path / "own.icc").write_bytes(COATED.read_bytes())

    profile = read_printer(write(tmp_path, 'icc = "../own.icc"'), "plant")

    assert (profile.icc.identifier, profile.icc.registry) == ("Custom", "")
    assert profile.icc.description == "FOGRA39L Coated"


@pytest.mark.parametrize("name", ["nobody", "../plant", "", "Plant", "plant.toml"])
def test_an_unknown_printer_is_told_which_there_are(tmp_path, name):
    folders = write(tmp_path, 'icc = "coated"')

    with pytest.raises(SourceError) as raised:
        read_printer(folders, name)

    assert f"there is no printer called {name}" in str(raised.value)
    assert "magazine-coated, newsprint-coldset, office-mono, plant" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "line", "key", "fault"),
    [
        ("[ink]\nlimit = 3", 2, "ink.limit", "there is no such key"),
        ("colour = 3", 1, "colour", "there is no such key"),
        ("[bleed]\ntop_mm = '3 mm'", 2, "bleed.top_mm", "must be a number, not “3 mm”"),
        ("[bleed]\n\ntop_mm = true", 3, "bleed.top_mm", "must be a number, not “True”"),
        ("[bleed]\ntop_mm = -1", 2, "bleed.top_mm", "may not be -1"),
        ("[bleed]\ntop_mm = 16", 2, "bleed.top_mm", "may not be 16"),
        ("[bleed]\ntop_mm = nan", 2, "bleed.top_mm", "may not be nan"),
        ("[ink]\nlimit_percent = 401", 2, "ink.limit_percent", "may not be 401"),
        ("[ink]\ntarget_percent = 0", 2, "ink.target_percent", "may not be 0"),
        ("[ink]\nspot_colours = 0.5", 2, "ink.spot_colours", "must be a whole number"),
        ("[marks]\ncrop = 'yes'", 2, "marks.crop", "must be true or false"),
        ("plates = 'red'", 1, "plates", "may not be “red”"),
        ("intent = 'saturation'", 1, "intent", "may not be “saturation”"),
        ("title = 3", 1, "title", "must be text, not “3”"),
        ("bleed = 3", 1, "bleed", "there is no such key"),
        ("[trim]\nwidth_mm = 289", 0, "trim.height_mm", "is missing"),
        (
            "[ink]\ntarget_percent = 250",
            2,
            "ink.target_percent",
            "is 250, which is more than ink.limit_percent, 245",
        ),
        (
            "[pictures]\nleast_ppi = 300",
            2,
            "pictures.least_ppi",
            "is 300, which is more than pictures.good_ppi, 149",
        ),
    ],
)
def test_a_mistake_is_told_with_its_file_line_and_key(tmp_path, text, line, key, fault):
    top = "icc = 'coated'"
    whole = f"{top}\n{text}" if "[" in text else f"{text}\n{top}"
    place = f":{line + ('[' in text)}" if line else ""

    message = told(tmp_path, whole)

    assert f"/printers/plant.toml{place}: {key}: {fault}" in message


def test_all_mistakes_of_a_profile_are_told_at_once(tmp_path):
    message = told(tmp_path, "icc = 'coated'\ntitle = 3\n[marks]\ncrop = 4\nfold = 5")

    assert message.count("plant.toml:") == 3


def test_what_is_no_toml_is_told_with_its_line(tmp_path):
    message = told(tmp_path, 'icc = "coated"\ntitle = a')

    assert message.startswith("/printers/plant.toml: ")
    assert "line 2" in message


def test_a_profile_must_name_its_icc_file(tmp_path):
    message = told(tmp_path, 'title = "Plant"')

    assert "plant.toml: icc: is missing" in message
    assert "write “newsprint” or “coated”, or the path" in message


def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _patched(at: int, data: bytes) -> bytes:
    whole = COATED.read_bytes()
    return whole[:at] + data + whole[at + len(data) :]


def _without_tables() -> bytes:
    return COATED.read_bytes().replace(b"B2A", b"X2A")


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (_srgb, "own.icc is the profile of a screen, not of a printer"),
        (lambda: _patched(12, b"scnr"), "the profile of a scanner or camera"),
        (lambda: _patched(16, b"RGB "), "a profile for RGB, not for CMYK"),
        (_without_tables, "cannot turn colours into inks: it has no B2A0"),
        (lambda: COATED.read_bytes()[:60_000], "damaged: it is not whole"),
        (lambda: _patched(128, struct.pack(">I", 9_999_999)), "damaged: it is not"),
        (lambda: _patched(400, bytes(60_000)), "damaged: no colour can be converted"),
        (lambda: b"", "own.icc is no ICC profile"),
        (lambda: b"%PDF-1.7" * 100, "own.icc is no ICC profile"),
    ],
)
def test_an_icc_file_that_makes_no_inks_is_refused(tmp_path, make, fault):
    (tmp_path / "printers").mkdir()
    (tmp_path / "printers" / "own.icc").write_bytes(make())

    message = told(tmp_path, 'icc = "own.icc"')

    assert "plant.toml:1: icc: " in message
    assert fault in message
    assert "Hint: write “newsprint” or “coated”, or the path" in message


def test_an_icc_file_that_is_not_there_is_named(tmp_path):
    message = told(tmp_path, 'icc = "gone.icc"')

    assert "gone.icc cannot be read: No such file or directory" in message


def test_the_printers_manual_has_every_key_and_no_other(tmp_path):
    manual = Path(__file__).parent.parent / "docs" / "printers.md"
    table = manual.read_text("utf-8").split("| key | usually | what it does |")[1]
    rows = table.split("\n\n")[0].splitlines()[2:]
    keys = [
        key for row in rows for key in re.findall(r"`([a-z_.]+)`", row.split("|")[1])
    ]
    shipped = set(_keys(tomllib.loads((printers_folder() / NEWSPRINT).read_text())))

    message = told(tmp_path, "\n".join(f"{key} = []" for key in keys))

    assert len(keys) == len(set(keys))
    assert shipped <= set(keys)
    assert "there is no such key" not in message
    for key in keys:
        assert f": {key}: " in message, "it is read, and may not be a list"


def _keys(table: dict, before: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{before}{key}.")
        else:
            yield before + key
