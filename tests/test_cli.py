"""The command line: what it prints where, and how each run ends."""

import datetime
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from printshop import __version__
from printshop.cli.main_group import program, run
from printshop.errors import ExitCode
from printshop.resources import fonts_folder, layouts_folder
from tests.newsroom import Newsroom, bare_newsroom, prose

PRINTSHOP = Path(sys.executable).with_name("printshop")
COMMANDS = sorted(program.commands)

DATES = (datetime.date(2026, 11, 27), datetime.date(2026, 12, 4))

TALL_TABLE = "| Hour | Feet |\n|---|---|\n" + "| 6 | 12 |\n" * 190
"""No page is high enough for it."""

RECEIPT = {"edition", "article", "file", "pages", "key", "sha256", "findings"}
RECEIPT |= {"must_not_be_sent"}
FINDING = {"code", "severity", "where", "message", "hint"}
PROBLEM = {"file", "line", "field", "message", "hint"}


@dataclass(frozen=True)
class Ran:
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """What it said on stdout, to a program."""
        return json.loads(self.out)


Call = Callable[..., Ran]


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Call:
    """Run the program in-process, with the arguments as somebody types them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def call_with(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return call_with


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return bare_newsroom(tmp_path / "paper")


def _environment(folder: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), **more}


def _really(
    command: Sequence[str | Path], folder: Path, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=_environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )


# ------------------------------------------------------------------ help


def test_the_program_has_the_commands_that_it_promises() -> None:
    assert set(COMMANDS) >= {"init", "check", "galley", "plan", "print", "proof"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_with_an_example(call: Call, name: str) -> None:
    ran = call(name, "--help")
    command = program.commands[name]
    example = re.search(r"Example: (printshop .+)", ran.out)

    assert ran.code == ExitCode.OK
    assert ran.err == ""
    assert command.help
    assert len(command.help.splitlines()[0]) > 20
    assert example
    assert name in example.group(1).split()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_a_command_that_can_be_typed(name: str) -> None:
    epilog = program.commands[name].epilog or ""
    words = epilog.removeprefix("Example: printshop ").split()
    context = program.make_context("printshop", words)
    named = [*context._protected_args, *context.args]
    command = program.commands[named[0]]

    assert named[0] == name
    assert command.make_context(name, named[1:], parent=context)


def test_the_program_names_its_workspace_option_and_its_exit_codes(call: Call) -> None:
    out = call("--help").out

    assert re.search(r"-C, --workspace DIR\s+The newsroom's folder", out)
    told = set(map(int, re.findall(r"\b(\d+) [a-z]", out.split("Exit codes:")[1])))
    assert told == {int(code) for code in ExitCode}


def test_the_version_is_printed(call: Call) -> None:
    assert __version__ in call("--version").out


# ------------------------------------------------------------------ init


def test_init_makes_a_workspace_that_has_no_problems(
    call: Call, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "paper"
    made = call("init", folder)

    assert made.code == ExitCode.OK
    assert made.out == f"{folder}\n"
    assert f"printshop -C {folder} print" in made.err
    assert (folder / "printshop.toml").is_file()
    assert not list(folder.rglob("*.py"))
    assert call("-C", folder, "check").code == ExitCode.OK


def test_init_takes_an_empty_folder_that_is_there(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()

    assert call("init", folder).code == ExitCode.OK


def test_init_leaves_a_folder_alone_that_holds_something(
    call: Call, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    ran = call("init", tmp_path)

    assert ran.code == ExitCode.SOURCE
    assert ran.out == ""
    assert f"{tmp_path}: the folder is not empty" in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt"}


def test_init_says_when_it_cannot_write(call: Call) -> None:
    ran = call("init", "/proc/paper")

    assert ran.code == ExitCode.SOURCE
    assert "the folder cannot be made" in ran.err


# ------------------------------------------------------------------ check


def _break(newsroom: Newsroom) -> None:
    newsroom.story("7/sea-wall", prose("the wall", 60), sektion="News", date="Friday")


def test_check_names_file_and_line_of_every_problem(
    call: Call, newsroom: Newsroom
) -> None:
    _break(newsroom)
    ran = call("-C", newsroom.root, "check")
    file = newsroom.root / "issues" / "7" / "sea-wall.md"

    assert ran.code == ExitCode.SOURCE
    assert f"{file}:2: date: " in ran.out
    assert f"{file}:5: sektion: " in ran.out
    assert "did you mean “section”?" in ran.out
    assert ran.err == "2 problems, 0 findings\n"


def test_check_tells_a_program_the_same(call: Call, newsroom: Newsroom) -> None:
    _break(newsroom)
    newsroom.story("7/crane", prose("cranes", 50), pictures=[{"file": "no.jpg"}])
    ran = call("-C", newsroom.root, "check", "--json")

    assert ran.code == ExitCode.SOURCE
    assert ran.value.keys() == {"problems", "findings"}
    problems, findings = ran.value["problems"], ran.value["findings"]
    assert {frozenset(problem) for problem in problems} == {frozenset(PROBLEM)}
    assert [problem["field"] for problem in problems] == ["date", "sektion"]
    assert {frozenset(finding) for finding in findings} == {frozenset(FINDING)}
    assert [finding["code"] for finding in findings] == ["picture-001"]


def test_check_is_silent_on_stdout_when_nothing_is_wrong(
    call: Call, newsroom: Newsroom
) -> None:
    assert call("-C", newsroom.root, "check") == Ran(0, "", "0 problems, 0 findings\n")


def test_findings_do_not_stop_an_issue(call: Call, newsroom: Newsroom) -> None:
    newsroom.story("7/crane", prose("cranes", 50), pictures=[{"file": "no.jpg"}])

    ran = call("-C", newsroom.root, "check")

    assert ran.code == ExitCode.OK
    assert "warning picture-001: issue 7, story crane, picture no.jpg: " in ran.err


def test_the_workspace_is_found_from_a_folder_inside_it(
    call: Call, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(newsroom.root / "issues" / "7")

    assert call("check").code == ExitCode.OK


# ------------------------------------------------------------------ galley and plan


def test_galley_lists_words_lines_and_length_of_every_story(
    call: Call, newsroom: Newsroom
) -> None:
    newsroom.story("7/crane", "The crane has gone.", form="feature", rank=60)
    ran = call("-C", newsroom.root, "galley")
    head, wall, crane, total = (line.split() for line in ran.out.splitlines())

    assert ran.code == ExitCode.OK
    assert head == ["story", "form", "words", "lines", "column", "length"]
    assert wall[:2] == ["sea-wall", "news"]
    assert crane == ["crane", "feature", "4", "1", "63.5", "mm", "3.9", "mm"]
    assert total == f"2 stories, {int(wall[2]) + 4} words".split()


def test_galley_tells_a_program_the_same(call: Call, newsroom: Newsroom) -> None:
    (row,) = call("-C", newsroom.root, "galley", "7", "--json").value

    assert row.keys() == {
        *("slug", "section", "form", "words", "lines", "column_mm", "length_mm")
    }
    assert (row["slug"], row["section"], row["form"]) == ("sea-wall", "News", "news")
    assert row["words"] == len(prose("the sea wall", 150).split())
    assert row["length_mm"] == pytest.approx(row["lines"] * 11 / 72 * 25.4, abs=0.06)


def test_the_plan_is_drawn_and_listed(call: Call, newsroom: Newsroom) -> None:
    ran = call("-C", newsroom.root, "plan")

    assert ran.code == ExitCode.OK
    assert ran.out.startswith("Issue 7, tabloid: copy for ")
    assert "|sea-wall" in ran.out
    assert re.search(r"\nPage 1 \(front\), News\n +story +sea-wall +\d x \d+", ran.out)


def test_a_program_is_told_where_every_line_stands(
    call: Call, newsroom: Newsroom
) -> None:
    place = ("-C", newsroom.root)
    plan = call(*place, "plan", "--json").value
    (row,) = call(*place, "galley", "--json").value
    legs = [
        leg
        for page in plan["pages"]
        for placement in page["placements"]
        for leg in placement["legs"]
    ]

    assert plan.keys() == {"issue", "layout", "copy_pages", "pages", "stories"}
    assert [story["slug"] for story in plan["stories"]] == ["sea-wall"]
    assert (plan["issue"], plan["layout"]) == ("7", "tabloid")
    assert [page["number"] for page in plan["pages"]] == [1, 2, 3, 4]
    assert legs[0]["first_line"] == 0
    lines = [n for leg in legs for n in range(leg["first_line"], leg["end_line"])]
    assert lines == list(range(row["lines"]))
    assert {leg["slug"] for leg in legs} == {"sea-wall"}


# ------------------------------------------------------------------ print


def test_print_names_the_files_of_both_editions(call: Call, newsroom: Newsroom) -> None:
    ran = call("-C", newsroom.root, "print")
    folder = newsroom.root / "output" / "7"

    assert ran.out.splitlines() == [
        str(folder / "mole-gazette-7.pdf"),
        str(folder / "article" / "mole-gazette-7-sea-wall.pdf"),
    ]
    assert "[0/2] setting 1 stories" in ran.err
    assert "[2/2] done" in ran.err
    for line in ran.out.splitlines():
        assert Path(line).read_bytes().startswith(b"%PDF-")


def test_print_tells_a_program_what_it_printed(
    call: Call, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(newsroom.root)
    newsroom.story("7/crane", prose("cranes", 50), pictures=[{"file": "no.jpg"}])
    receipts = call("print", "7", "--output", "to", "--json").value

    named = [(receipt["edition"], receipt["article"]) for receipt in receipts]
    assert named == [("reader", None), ("article", "crane"), ("article", "sea-wall")]
    for receipt in receipts:
        assert receipt.keys() == RECEIPT
        path = Path(receipt["file"])
        assert path.is_relative_to(newsroom.root / "to")
        with pypdfium2.PdfDocument(path) as pdf:
            assert len(pdf) == receipt["pages"]
        for digest in (receipt["key"], receipt["sha256"]):
            assert re.fullmatch("[0-9a-f]{64}", digest)
        for finding in receipt["findings"]:
            assert finding.keys() == FINDING
    codes = [{f["code"] for f in receipt["findings"]} for receipt in receipts]
    assert ["picture-001" in each for each in codes] == [True, True, False]


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        (("--edition", "reader"), [("reader", None)]),
        (("--edition", "article"), [("article", "crane"), ("article", "sea-wall")]),
        (("--article", "crane"), [("article", "crane")]),
        (
            ("--edition", "reader", "--edition", "article", "--article", "crane"),
            [("reader", None), ("article", "crane")],
        ),
        (("--edition", "reader", "--edition", "reader"), [("reader", None)]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_print_prints_what_is_asked_for(
    call: Call, newsroom: Newsroom, options: tuple[str, ...], printed: list[object]
) -> None:
    newsroom.story("7/crane", prose("cranes", 50))
    receipts = call("-C", newsroom.root, "print", "7", "--json", *options).value

    named = [(receipt["edition"], receipt["article"]) for receipt in receipts]
    assert named == printed


def test_without_a_number_the_latest_issue_is_printed(
    call: Call, newsroom: Newsroom
) -> None:
    newsroom.issue("12", date=DATES[1])
    newsroom.story("12/crane", prose("cranes", 50))
    newsroom.issue("13", date=DATES[0])
    newsroom.story("13/mole", prose("moles", 50))

    ran = call("-C", newsroom.root, "print", "--edition", "article")

    assert Path(ran.out.strip()).name == "mole-gazette-12-crane.pdf"


def test_a_layout_of_the_newsroom_may_be_named(call: Call, newsroom: Newsroom) -> None:
    shipped = layouts_folder() / "tabloid" / "layout.toml"
    newsroom.write({"layouts/weekly/layout.toml": shipped.read_text("utf-8")})

    plan = call("-C", newsroom.root, "plan", "--layout", "weekly", "--json").value

    assert plan["layout"] == "weekly"


# ------------------------------------------------------------------ proof


def test_proof_draws_every_page_into_one_picture(
    call: Call, newsroom: Newsroom
) -> None:
    place = ("-C", newsroom.root)
    pdf = Path(call(*place, "print", "--edition", "reader").out.strip())
    ran = call(*place, "proof", "7", "--columns", "3", "--width", "100")

    assert ran.code == ExitCode.OK
    assert ran.out == f"{pdf.with_suffix('.png')}\n"
    with Image.open(ran.out.strip()) as sheet:
        sheet.load()
        assert sheet.format == "PNG"
        page_px = round(100 * 380 / 289)
        assert sheet.size == (3 * 112 + 12, 2 * (page_px + 12) + 12)
        assert min(sheet.convert("L").tobytes()) < 60


def test_proof_takes_a_file_and_another_place(
    call: Call, newsroom: Newsroom, tmp_path: Path
) -> None:
    ran = call("-C", newsroom.root, "print", "--edition", "article")
    told = call("proof", ran.out.strip(), "--output", tmp_path / "p.png")

    assert told.out == f"{tmp_path / 'p.png'}\n"
    with Image.open(tmp_path / "p.png") as sheet:
        assert sheet.width == 420 + 24


# ------------------------------------------------------------------ exit codes


def _ends(ran: Ran, code: ExitCode, *told: str) -> None:
    """A failure says what is wrong on stderr, and gives no result."""
    assert ran.code == code, ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err
    for words in told:
        assert words in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Commands:"),
        (("prnt",), "No such command 'prnt'"),
        (("init",), "Missing argument 'FOLDER'"),
        (("print", "--edition", "braille"), "'braille' is not one of"),
        (("print", "--as-of", "Friday"), "'Friday' does not match"),
        (("print", "7", "8"), "unexpected extra argument (8)"),
        (("plan", "--jsn"), "No such option '--jsn'"),
        (("proof", "--columns", "0"), "0 is not in the range"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_ends_with_2(
    call: Call, arguments: tuple[str, ...], told: str
) -> None:
    _ends(call(*arguments), ExitCode.USAGE, told, "Usage: printshop")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("print", "8"), "there is no issue 8"),
        (("galley", "8"), "there is no issue 8"),
        (("plan", "8"), "there is no issue 8"),
        (("print", "--article", "sea-wal"), "there is no story sea-wal"),
        (("proof",), "there is no such PDF"),
        (("proof", "8"), "print it first: printshop print 8"),
        (("proof", "printshop.toml"), "this is not a PDF"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_not_there_ends_with_3(
    call: Call,
    newsroom: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(newsroom.root)

    _ends(call(*arguments), ExitCode.SOURCE, told, "Hint: ")


def test_no_workspace_ends_with_3(call: Call, tmp_path: Path) -> None:
    for arguments in (("check",), ("print",), ("plan",), ("galley",), ("proof",)):
        ran = call("-C", tmp_path, *arguments)

        _ends(ran, ExitCode.SOURCE, "printshop.toml", "printshop init")


def test_copy_that_cannot_be_read_ends_with_3(call: Call, newsroom: Newsroom) -> None:
    _break(newsroom)
    for command in ("print", "plan", "galley"):
        ran = call("-C", newsroom.root, command)

        _ends(ran, ExitCode.SOURCE, "sea-wall.md:2: date: ", "sea-wall.md:5: sektion")
    assert not (newsroom.root / "output").exists()


def test_a_place_that_cannot_be_written_to_ends_with_3(
    call: Call, newsroom: Newsroom
) -> None:
    newsroom.write({"taken": "by a file"})

    ran = call(
        *("-C", newsroom.root, "print", "--edition", "reader"),
        *("--output", newsroom.root / "taken" / "here"),
    )

    _ends(ran, ExitCode.SOURCE, "the file cannot be written", "--output")


def _override(newsroom: Newsroom, name: str, old: str, new: str) -> None:
    """Let the newsroom have a layout file of its own, changed in one place."""
    text = (layouts_folder() / name).read_text("utf-8")
    assert old in text
    newsroom.write({f"layouts/{name}": text.replace(old, new, 1)})


def test_an_unknown_layout_ends_with_4(call: Call, newsroom: Newsroom) -> None:
    for command in (("print", "--edition", "reader"), ("plan",), ("galley",)):
        ran = call("-C", newsroom.root, *command, "--layout", "tabloyd")

        _ends(ran, ExitCode.LAYOUT, "no layout called tabloyd", "tabloid")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("tabloid/layout.toml", "width_mm = 289", "width_mm =", "layout.toml: "),
        ("tabloid/layout.toml", "width_mm = 289", "", ": sheet.width_mm is missing"),
        ("tabloid/layout.toml", "columns = 6", 'columns = "six"', "a value is wrong"),
        ("tabloid/layout.toml", "largest_pt", "large_pt", "nameplate.largest_pt is"),
        ("newspaper/pages.html", "{{ title }}", "{{ titel }}", "'titel' is undefined"),
        ("newspaper/pages.html", "{% endfor %}", "{% end %}", "per/pages.html: line"),
        ("newspaper/pages.css", "{", "{ {{ colour }}", "'colour' is undefined"),
    ],
)
def test_a_layout_that_is_wrong_ends_with_4(
    call: Call, newsroom: Newsroom, name: str, old: str, new: str, told: str
) -> None:
    _override(newsroom, name, old, new)

    ran = call("-C", newsroom.root, "print", "--edition", "reader")

    _ends(ran, ExitCode.LAYOUT, told)


def test_copy_that_does_not_fit_the_pages_ends_with_5_when_that_is_asked_for(
    call: Call, newsroom: Newsroom
) -> None:
    newsroom.story("7/tide-table", TALL_TABLE)
    words = ("-C", newsroom.root, "print", "--edition", "reader")

    ran, strict = call(*words), call(*words, "--strict")

    assert (ran.code, strict.code) == (ExitCode.OK, ExitCode.COPYFIT)
    for told in (ran.err, strict.err):
        assert "copyfit-001: issue 7, story tide-table: it is over by " in told
    assert Path(strict.out.strip()).is_file()


def test_the_issue_is_printed_without_a_story_that_goes_on_no_page(
    call: Call, newsroom: Newsroom
) -> None:
    newsroom.story("7/tide-table", TALL_TABLE)

    ran = call("-C", newsroom.root, "print", "--json")

    assert ran.code == ExitCode.BATCH
    assert [receipt["article"] for receipt in ran.value] == [None, "sea-wall"]


def test_a_picture_that_the_layout_lacks_ends_with_6(
    call: Call, newsroom: Newsroom
) -> None:
    url = "asset:layouts/tabloid/crest.png"
    named = f".page {{ background: url({url}) }}"
    newsroom.write({"layouts/tabloid/layout.css": named})

    ran = call("-C", newsroom.root, "print", "--edition", "reader")

    _ends(ran, ExitCode.TYPESET, url, "Hint: ")


def test_a_font_under_a_name_that_is_not_its_own_ends_with_7(
    call: Call, newsroom: Newsroom
) -> None:
    fonts = (fonts_folder() / "fonts.css").read_text("utf-8")
    file = next(fonts_folder().rglob("*.ttf")).relative_to(fonts_folder())
    face = f"@font-face {{ font-family: Elsewhere; src: url(asset:fonts/{file}) }}"
    newsroom.write({"fonts/fonts.css": f"{fonts}\n{face}"})
    named = ".headline { font-family: Elsewhere }"
    newsroom.write({"layouts/tabloid/layout.css": named})

    ran = call("-C", newsroom.root, "print", "--edition", "reader", "--json")

    assert ran.code == ExitCode.PREFLIGHT
    (receipt,) = ran.value
    assert Path(receipt["file"]).is_file()
    findings = [f for f in receipt["findings"] if "Elsewhere" in f["message"]]
    assert findings
    assert {(f["code"], f["severity"]) for f in findings} == {("font-001", "fail")}
    assert "fail font-001: issue 7: the font Elsewhere" in ran.err


def test_a_story_that_fails_among_others_ends_with_8(
    call: Call, newsroom: Newsroom
) -> None:
    newsroom.story("7/tide-table", TALL_TABLE)
    newsroom.story("7/zebra", prose("zebras", 50))

    ran = call("-C", newsroom.root, "print", "--edition", "article", "--json")

    assert ran.code == ExitCode.BATCH
    assert [receipt["article"] for receipt in ran.value] == ["sea-wall", "zebra"]
    assert "printshop: issue 7, story tide-table: " in ran.err
    assert "1 file failed, 2 files were printed" in ran.err


def test_the_only_story_that_is_asked_for_ends_with_its_own_code(
    call: Call, newsroom: Newsroom
) -> None:
    newsroom.story("7/tide-table", TALL_TABLE)

    ran = call("-C", newsroom.root, "print", "--article", "tide-table")

    assert ran.code in {ExitCode.COPYFIT, ExitCode.TYPESET}
    assert ran.out == ""
    assert "1 file failed, 0 files were printed" in ran.err


def test_an_interrupted_run_ends_with_130_and_leaves_only_whole_files(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    # So many that the signal finds some unprinted, however busy the machine is.
    for number in range(60):
        body = prose(f"matter {number}", 300)
        newsroom.story(f"7/story-{number}", body, printed_page=1)
    newsroom.story("7/sea-wall", prose("the sea wall", 150), printed_page=1)
    with subprocess.Popen(
        [str(PRINTSHOP), "-C", newsroom.root, "print", "--edition", "article"],
        env=_environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr
        while not running.stderr.readline().startswith("[1/61]"):
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)

    assert running.returncode == ExitCode.INTERRUPTED
    assert out == ""
    assert "interrupted; what was printed so far is whole" in err
    assert "Traceback" not in err
    left = [path for path in (newsroom.root / "output").rglob("*") if path.is_file()]
    assert 1 <= len(left) < 61
    for path in left:
        assert path.name.startswith("mole-gazette-7-")
        with pypdfium2.PdfDocument(path) as pdf:
            assert len(pdf)


def test_every_exit_code_that_can_happen_is_produced_here() -> None:
    text = Path(__file__).read_text("utf-8")
    produced = set(re.findall(r"ExitCode\.([A-Z]+)", text))

    # A mistake of printshop's own cannot be made on purpose.
    assert produced == {code.name for code in ExitCode} - {"BUG"}


# ------------------------------------------------------------------ real processes


@pytest.mark.parametrize(
    "command",
    [[PRINTSHOP], [sys.executable, "-m", "printshop"]],
    ids=["installed", "-m"],
)
def test_a_real_run_prints_results_on_stdout_and_talks_on_stderr(
    newsroom: Newsroom, tmp_path: Path, command: list[str | Path]
) -> None:
    ran = _really([*command, "-C", newsroom.root, "print"], tmp_path)

    assert ran.returncode == 0, ran.stderr
    files = [Path(line) for line in ran.stdout.splitlines()]
    assert len(files) == 2
    assert all(path.is_file() for path in files)
    assert "[2/2] done" in ran.stderr
    assert ".pdf" not in ran.stderr


def test_a_real_failure_has_no_traceback(tmp_path: Path) -> None:
    ran = _really([PRINTSHOP, "print"], tmp_path)

    assert (ran.returncode, ran.stdout) == (ExitCode.SOURCE, "")
    assert ran.stderr.startswith("printshop: ")
    assert "Traceback" not in ran.stderr


def test_help_is_there_before_the_engine_is_loaded(tmp_path: Path) -> None:
    script = "import sys; sys.argv[0] = 'printshop'; import printshop.cli as cli; "
    script += "print('weasyprint' in sys.modules); cli.main(['print', '--help'])"

    ran = _really([sys.executable, "-c", script], tmp_path)

    assert ran.returncode == 0
    assert ran.stdout.splitlines()[0] == "False"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_its_completion(tmp_path: Path, shell: str) -> None:
    source = {"_PRINTSHOP_COMPLETE": f"{shell}_source"}
    words = {
        "_PRINTSHOP_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "printshop p",
        "COMP_CWORD": "p" if shell == "fish" else "1",
    }

    script = _really([PRINTSHOP], tmp_path, **source)
    offered = _really([PRINTSHOP], tmp_path, **words)

    assert script.returncode == 0, script.stderr
    assert "_PRINTSHOP_COMPLETE" in script.stdout
    assert set(re.findall(r"plan|print|proof|check", offered.stdout)) == {
        *("plan", "print", "proof")
    }
