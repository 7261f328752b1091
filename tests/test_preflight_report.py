"""What preflight says about a file, for people and for programs."""

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream

from printshop.cli.main_group import run
from printshop.errors import ExitCode, SourceError
from printshop.findings import Severity as FindingSeverity
from printshop.preflight import RULES, Report, Result, Severity, inspect
from printshop.preflight.geometry import Box
from printshop.preflight.outcome import page_runs
from printshop.printer_file import printer_folders, read_printer
from tests.sound_pdf import (
    ADD_ON,
    EAN,
    MARGIN_PT,
    Change,
    broken,
    paint,
    paper_profile,
    sound_pdf,
)

NEWSPRINT = read_printer(printer_folders(), "newsprint-coldset")
GHOSTSCRIPT = shutil.which("gs") or ""
RGB_TEXT = paint("BT /F 9 Tf 1 0 0 rg 40 60 Td (RED) Tj (RED) Tj ET", page=2)


@pytest.fixture(autouse=True)
def _without_ghostscript(request, monkeypatch):
    """It takes the most time by far, and so is there only where a test asks."""
    if "ghostscript" not in request.fixturenames:
        monkeypatch.setenv("PATH", "")


@pytest.fixture
def ghostscript() -> str:
    assert GHOSTSCRIPT, "the tests need Ghostscript"
    return GHOSTSCRIPT


@pytest.fixture(scope="module")
def sound(block_font) -> bytes:
    return sound_pdf(block_font.path)


@pytest.fixture
def file(sound, tmp_path) -> Path:
    path = tmp_path / "sound.pdf"
    path.write_bytes(sound)
    return path


def _changed(path: Path, change: Change) -> Path:
    path.write_bytes(broken(path.read_bytes(), change))
    return path


def _outcome(report: Report, rule: str):
    (outcome,) = (one for one in report.outcomes if one.rule == rule)
    return outcome


# ------------------------------------------------------------ the report


@pytest.mark.usefixtures("ghostscript")
def test_a_report_says_how_many_rules_it_looked_at_and_never_that_a_file_is_valid(
    sound,
):
    report = inspect(sound, paper_profile(), barcode=f"{EAN} {ADD_ON}")

    checked = len(report.outcomes)
    told = f"checked against {checked} rules: 0 errors, 0 warnings, 0 not checked"
    assert report.summary == told


def test_what_is_found_is_told_once_a_page_with_every_place(sound):
    data = broken(sound, RGB_TEXT)

    (detail,) = _outcome(inspect(data, NEWSPRINT), "R0027").details

    assert detail.message == "text in DeviceRGB"
    assert (detail.page, detail.count, len(detail.places)) == (2, 2, 2)
    first, second = detail.places
    assert tuple(first) == pytest.approx((40, 60 - 1.98, 67, 66.75))
    assert second.left == pytest.approx(67)


def test_the_worst_of_what_is_found_is_the_rules_severity(sound):
    some = broken(sound, paint("80 0 0 80 40 60 cm /Photo Do", page=2))
    both = broken(some, paint("160 0 0 160 40 40 cm /Photo Do", page=3))

    warned, failed = (
        _outcome(inspect(data, NEWSPRINT), "R0031") for data in (some, both)
    )

    assert (warned.severity, failed.severity) == (Severity.WARNING, Severity.ERROR)
    assert [one.severity for one in failed.details] == [
        *(Severity.WARNING, Severity.ERROR),
    ]


def test_findings_name_the_page_and_what_was_not_checked(sound):
    report = inspect(broken(sound, RGB_TEXT), NEWSPRINT)

    told = {
        (one.code, one.severity, one.where, one.message)
        for one in report.findings("issue 1, press")
    }
    fail, note = FindingSeverity.FAIL, FindingSeverity.NOTE
    where = "issue 1, press, page 2"
    assert ("R0027", fail, where, "text in DeviceRGB (2 times)") in told
    unasked = "not checked: nobody said which number it should show"
    assert ("H03", note, "issue 1, press", unasked) in told


def test_a_rule_that_does_not_apply_is_not_in_the_report(sound):
    paper, ad = inspect(sound, NEWSPRINT), inspect(sound, NEWSPRINT, is_ad=True)

    assert {"R0006"} == {one.rule for one in ad.outcomes} - {
        one.rule for one in paper.outcomes
    }


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ((), ""),
        ((0,), ""),
        ((3,), "page 3"),
        ((2, 1, 2), "pages 1–2"),
        ((1, 3, 4, 5, 9), "pages 1, 3–5, 9"),
    ],
)
def test_pages_are_listed_in_runs(pages, told):
    assert page_runs(pages) == told


# ------------------------------------------------------------ not checked is no pass


def test_without_ghostscript_ink_is_not_checked_and_does_not_pass(sound):
    outcome = _outcome(inspect(sound, NEWSPRINT), "R0026")

    assert outcome.result == Result.NOT_CHECKED
    assert outcome.why == "install ghostscript"


def test_without_a_reader_the_barcode_is_not_checked(sound, monkeypatch):
    monkeypatch.setitem(sys.modules, "zxingcpp", None)

    outcome = _outcome(inspect(sound, NEWSPRINT, barcode=EAN), "H03")

    assert outcome.result == Result.NOT_CHECKED
    assert "install zxing-cpp" in outcome.why


def test_colours_that_have_yet_to_be_converted_have_no_inks_to_judge(sound):
    report = inspect(broken(sound, RGB_TEXT), NEWSPRINT)

    for rule in ("R0009", "R0017", "R0026"):
        outcome = _outcome(report, rule)
        assert outcome.result == Result.NOT_CHECKED, rule
        assert "convert" in outcome.why
    assert "(page 2)" in _outcome(report, "R0026").why


def test_what_is_damaged_where_a_rule_looks_is_not_checked(sound):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link)])

    outcome = _outcome(inspect(broken(sound, change), NEWSPRINT), "X09")

    assert outcome.result == Result.NOT_CHECKED
    assert "damaged" in outcome.why


# ------------------------------------------------------------ ink


@pytest.mark.usefixtures("ghostscript")
def test_ink_is_measured_exactly_where_it_is(sound):
    box = "1 1 0.4 0.1 k 100 60 40 40 re f"

    report = inspect(broken(sound, paint(box, page=3)), NEWSPRINT)

    (detail,) = _outcome(report, "R0026").details
    assert detail.message == "250 % of ink where 245 % are allowed"
    assert detail.page == 3
    for place in detail.places:
        assert Box(100, 60, 140, 100).holds(place, 1)


@pytest.mark.usefixtures("ghostscript")
@pytest.mark.parametrize(
    ("operators", "too_much"),
    [
        ("1 1 0.4 0 k 100 60 40 40 re f", False),
        ("1 1 1 1 k 100 60 5 40 re f", False),
        ("1 1 1 1 k 100 60 8 40 re f", True),
        ("/Over gs 1 1 0 0 k 99 60 40 40 re f 0 0 0 1 k 99 60 40 40 re f", True),
        ("/Knock gs 1 1 0 0 k 99 60 40 40 re f 0 0 0 1 k 99 60 40 40 re f", False),
        ("/All CS 1 SCN 8 w 0 3 m 260 3 l S", False),
    ],
    ids=["240 %", "narrow", "wide", "overprinted", "knocked out", "a mark outside"],
)
def test_ink_is_averaged_over_fifteen_square_millimetres(sound, operators, too_much):
    report = inspect(broken(sound, paint(operators, page=3)), NEWSPRINT)

    failed = _outcome(report, "R0026").result == Result.FAIL
    assert failed == too_much


@pytest.mark.usefixtures("ghostscript")
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_ink_is_found_at_its_place_on_a_page_that_is_turned(sound, degrees):
    def change(pdf: pikepdf.Pdf) -> None:
        paint("1 1 0.4 0.1 k 100 60 40 40 re f", page=3)(pdf)
        pdf.pages[2].obj.Rotate = degrees

    report = inspect(broken(sound, change), NEWSPRINT, is_ad=True)

    (detail,) = _outcome(report, "R0026").details
    for place in detail.places:
        assert Box(100, 60, 140, 100).holds(place, 1)


# ------------------------------------------------------------ the barcode


def test_a_wrong_add_on_is_told_with_the_number_that_is_there(sound):
    outcome = _outcome(inspect(sound, NEWSPRINT, barcode=f"{EAN} 48"), "H03")

    (detail,) = outcome.details
    assert detail.message == f"the barcode says {EAN} {ADD_ON}, not {EAN} 48"
    assert detail.places


# ------------------------------------------------------------ the page to look at


class _Parts(HTMLParser):
    """Collects elements, and every address that they name."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.images: list[str] = []
        self.places: list[str] = []

    def handle_starttag(self, _tag, attrs) -> None:
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.images += [given["src"]] if "src" in given else []
        if "place" in (given.get("class") or "").split():
            self.places.append(given["style"])


@pytest.fixture
def page(file, tmp_path, capsys) -> _Parts:
    target = tmp_path / "report.html"
    run(["preflight", str(_changed(file, RGB_TEXT)), "--report", str(target)])
    capsys.readouterr()
    parts = _Parts()
    parts.feed(target.read_text("utf-8"))
    return parts


def test_the_page_needs_no_other_file(page):
    assert len(page.images) == 1
    assert all(image.startswith("data:image/jpeg;base64,") for image in page.images)
    assert all(link.startswith("#") for link in page.links)


def test_every_link_of_the_page_leads_somewhere(page):
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_place_is_drawn_where_it_is_on_the_sheet(page, sound):
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        width, height = (float(n) for n in pdf.pages[1].mediabox[2:])
    drawn = [
        {
            name: float(value.rstrip("%"))
            for name, value in (part.split(":") for part in style.split(";"))
        }
        for style in page.places
    ]

    assert drawn[0]["left"] == pytest.approx(100 * 40 / width, abs=0.01)
    assert drawn[0]["top"] == pytest.approx(100 * (1 - 66.75 / height), abs=0.01)
    assert drawn[0]["width"] == pytest.approx(100 * 27 / width, abs=0.01)


# ------------------------------------------------------------ the command


def test_a_sound_file_ends_with_0_and_a_broken_one_with_the_code_of_preflight(
    file, capsys
):
    assert run(["preflight", str(file)]) == ExitCode.OK
    assert run(["preflight", str(_changed(file, RGB_TEXT))]) == ExitCode.PREFLIGHT

    told = capsys.readouterr().out
    assert "error R0027: There is no RGB" in told
    assert "page 2: text in DeviceRGB (2 times)" in told


def test_a_warning_does_not_fail(file):
    _changed(file, paint("0 0 0 0 K 0.24 w 40 60 m 90 60 l S"))

    assert run(["preflight", str(file)]) == ExitCode.OK


def test_a_file_that_cannot_be_read_does_not_stop_the_others(file, tmp_path, capsys):
    (tmp_path / "none.pdf").write_text("no PDF")

    code = run(["preflight", str(tmp_path / "none.pdf"), str(file), "--json"])

    out, err = capsys.readouterr()
    assert code == ExitCode.SOURCE
    assert [report["file"] for report in json.loads(out)] == [str(file)]
    assert "none.pdf: this is no PDF" in err


def test_a_profile_that_nobody_has_is_told(file, capsys):
    assert run(["preflight", str(file), "--profile", "nobody"]) == ExitCode.SOURCE
    assert "there is no printer called nobody" in capsys.readouterr().err


def test_a_newsrooms_own_profile_is_found(file, tmp_path, capsys):
    room = tmp_path / "room"
    room.mkdir()
    (room / "printshop.toml").write_text('title = "A"\n')
    (room / "printers").mkdir()
    (room / "printers" / "plant.toml").write_text(
        'title = "Plant"\nicc = "newsprint"\n[type]\nwhite_pt = 14\n'
    )

    run(["-C", str(room), "preflight", str(file), "--profile", "plant"])
    assert "white text of 12 pt" in capsys.readouterr().out

    (room / "printshop.toml").write_text(
        'title = "A"\nlanguage = "en-GB"\nprinter = "plant"\n'
    )
    run(["-C", str(room), "preflight", str(file)])
    assert "white text of 12 pt" in capsys.readouterr().out

    run(["-C", str(room), "preflight", str(file), "--profile", "newsprint-coldset"])
    assert "white text" not in capsys.readouterr().out


def test_json_has_every_rule_that_applies_with_its_outcome(file, capsys):
    run(["preflight", str(_changed(file, RGB_TEXT)), "--json"])

    (report,) = json.loads(capsys.readouterr().out)
    results = [outcome["result"] for outcome in report["outcomes"]]
    assert report["rules_checked"] == len(results) - results.count("not checked")
    assert report["errors"] == 1
    titles = {rule.id: rule.title for rule in RULES}
    for outcome in report["outcomes"]:
        assert outcome["title"] == titles[outcome["rule"]]
        assert bool(outcome["details"]) == (outcome["result"] == "fail")


# ------------------------------------------------------------ bad input


def _bomb(pdf: pikepdf.Pdf) -> None:
    """A gigabyte of nothing, packed into a megabyte."""
    packer = zlib.compressobj()
    head = packer.compress(b"-") + packer.flush(zlib.Z_FULL_FLUSH)
    # after a full flush, a block may stand any number of times
    block = packer.compress(bytes(2**24)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + 64 * block + packer.flush()
    pdf.pages[0].Contents = Stream(pdf, packed, Filter=Name.FlateDecode)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.6",
        pytest.param(None, id="cut off"),
    ],
)
def test_what_is_no_whole_pdf_is_refused(sound, data):
    with pytest.raises(SourceError) as caught:
        inspect(sound[: len(sound) // 2] if data is None else data, NEWSPRINT)
    assert caught.value.hint


def test_a_stream_that_unpacks_without_end_is_refused(sound):
    with pytest.raises(SourceError) as caught:
        inspect(broken(sound, _bomb), NEWSPRINT)
    assert caught.value.hint


def test_an_encrypted_file_is_refused(sound, tmp_path):
    path = tmp_path / "secret.pdf"
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user=""))

    with pytest.raises(SourceError, match="encrypted"):
        inspect(path, NEWSPRINT)


def test_a_picture_of_200_megapixels_is_an_error_and_nothing_is_decoded(file, tmp_path):
    def grow(pdf: pikepdf.Pdf) -> None:
        photo = pdf.pages[0].obj.Resources.XObject.Photo
        photo.Width, photo.Height = 20_000, 10_000

    _changed(file, grow)
    target = tmp_path / "report.html"
    code = run(["preflight", str(file), "--barcode", EAN, "--report", str(target)])

    report = inspect(file, NEWSPRINT, barcode=EAN)
    assert code == ExitCode.PREFLIGHT
    assert (
        _outcome(report, "H08").details[0].message == "a picture of 200 million pixels"
    )
    for rule in ("R0026", "H03"):
        assert _outcome(report, rule).result == Result.NOT_CHECKED
        assert "too large" in _outcome(report, rule).why
    assert "cannot be drawn" in target.read_text("utf-8")


def test_a_page_of_another_size_is_told_with_both_sizes(sound):
    wrong = [MARGIN_PT, MARGIN_PT, 200, 300]

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[2].obj.TrimBox = Array(wrong)

    report = inspect(broken(sound, change), paper_profile())

    (detail,) = _outcome(report, "H04").details
    assert detail.message == "66.3 × 101.6 mm, not 80 × 110 mm"
    assert _outcome(report, "R0004").result == Result.FAIL


def test_the_sound_file_is_sound_to_qpdf_and_ghostscript(file, ghostscript):
    for command in (
        ["qpdf", "--check", str(file)],
        [
            ghostscript,
            "-q",
            "-dSAFER",
            "-dBATCH",
            "-dNOPAUSE",
            "-sDEVICE=nullpage",
            str(file),
        ],
    ):
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "warning" not in (told.stdout + told.stderr).lower()


@pytest.fixture(scope="module")
def unpacked(sound) -> bytes:
    """The sound file with nothing compressed, so that any byte can be changed."""
    file = io.BytesIO()
    generalized = pikepdf.StreamDecodeLevel.generalized
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        pdf.save(file, compress_streams=False, stream_decode_level=generalized)
    return file.getvalue()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 10**6), st.sampled_from([b"", b"/", b"[", b"<<", b">>", b"(", b"-9"])
)
def test_whatever_is_damaged_in_a_file_it_is_looked_at_or_refused(unpacked, at, put):
    objects = [one.end() for one in re.finditer(rb"\bobj\b|\bstream\n", unpacked)]
    place = objects[at % len(objects)] + at // len(objects) % 200

    data = unpacked[:place] + put + unpacked[place + 1 :]

    with contextlib.suppress(SourceError):
        assert inspect(data, NEWSPRINT).outcomes
