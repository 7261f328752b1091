"""What an export says: on a terminal, into files, and in lines for programs."""

import fcntl
import json
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

import pytest

from printshop.batch import Outcome, Wanted
from printshop.cli.export_talk import ExportTalk
from printshop.errors import ExitCode
from printshop.press import Edition, open_shop
from printshop.storage import storage_at

PROGRAM = """
import sys
from pathlib import Path
from tests.test_export_talk import talk_of_three
talk_of_three(Path(sys.argv[1]), Path(sys.argv[2]))
"""
UNREADABLE = """\
issue 2566, story sea-wall: the story cannot be read
  Hint: mend the lines below and run it again
/news/sea-wall.md:1: section: is missing
  Hint: write section: …
/news/sea-wall.md:3: sektion: is no field that printshop knows"""


def talk_of_three(sample: Path, output: Path, *, as_json: bool = False) -> None:
    """Tell of three PDFs: one is printed, one stands, one fails."""
    shop, storage = open_shop(sample), storage_at(str(output))
    talk = ExportTalk(shop, storage, as_json=as_json)
    story = Wanted("2566", Edition.ARTICLE, "sea-wall")
    with talk.progress(3):
        talk.tell(Outcome(Wanted("2566", Edition.READER), "printed", seconds=0.5))
        talk.tell(Outcome(Wanted("2213", Edition.READER), "same"))
        talk.tell(Outcome(story, "failed", UNREADABLE, ExitCode.SOURCE))
    talk.summary(40)


def shown(width: int, *arguments: str, results: Path) -> list[str]:
    """Run the program on a terminal of some width; its results go into a file."""
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        os.dup2(os.open(results, os.O_WRONLY | os.O_CREAT), 1)
        words = [sys.executable, "-c", PROGRAM, *arguments]
        # Not the environment that readline has changed behind Python's back, and no
        # width in it: some test runners give theirs.
        said = {name: told for name, told in os.environ.items() if name != "COLUMNS"}
        os.execve(sys.executable, words, {**said, "TERM": "xterm"})
    told = b""
    try:
        while data := os.read(terminal, 4096):
            told += data
    except OSError:  # how Linux says that the other side is closed
        pass
    assert os.waitpid(child, 0)[1] == 0, told.decode()
    plain = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", told).decode()
    return [line for line in re.split(r"[\r\n]+", plain) if line.strip()]


@pytest.mark.parametrize("width", [80, 120])
def test_a_bar_with_rate_and_time_left_fits_the_terminal(
    sample: Path, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "results"

    lines = shown(width, str(sample), str(tmp_path), results=file)

    bars = [line for line in lines if line.startswith("exporting")]
    assert re.search(r"3/3 [\d.]+ PDFs a second \S+ left$", bars[-1])
    assert {len(line) for line in bars} == {width}
    assert lines.count(
        "printshop: issue 2566, story sea-wall, article failed: the story cannot be"
        " read: /news/sea-wall.md:1: section: is missing (and 1 more)"
    )
    assert file.read_text() == f"{tmp_path}/2566/skerrow-packet-2566.pdf\n"


def test_a_table_at_the_end_counts_by_edition(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk_of_three(sample, tmp_path)

    *_, head, article, reader, last = capsys.readouterr().err.splitlines()
    assert head.split() == ["edition", "printed", "same", "failed"]
    assert article.split() == ["article", "0", "0", "1"]
    assert reader.split() == ["reader", "1", "1", "0"]
    assert re.fullmatch(
        r"3 PDFs in [\d.]+ s, [\d.]+ a second; 40 up to date without a look", last
    )


def test_programs_are_told_in_lines_of_json_with_the_whole_reason(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk_of_three(sample, tmp_path, as_json=True)

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["result"] for row in told] == ["printed", "same", "failed", "summary"]
    assert told[2]["message"] == UNREADABLE
    assert (told[3]["printed"], told[3]["same"], told[3]["failed"]) == (1, 41, 1)
