"""A PDF that hangs, dies or wants too much is reported, and the rest goes on.

With real processes: traps are set in the template of one story. They take as long as
the limits that they run into, so most of them are proofs.
"""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from printshop.errors import ExitCode
from printshop.resources import layouts_folder
from tests.exports import (
    command,
    environment,
    export,
    files,
    names,
    rows,
)
from tests.generate_archive import Archive, generate_archive
from tests.newsroom import Newsroom
from tests.test_export_kills import are_gone, kill, processes

LOOP = "{% for a in range(10**9) %}{% for b in range(10**9) %}{% endfor %}{% endfor %}"
GLUTTON = "{% set all = 'much' * 2**32 %}"


def set_trap(newsroom: Newsroom, trap: str) -> tuple[str, str]:
    """Set a trap for the first of two stories; name both."""
    bad, good = sorted(p.stem for p in (newsroom.root / "issues/1001").glob("*.md"))
    page = (layouts_folder() / "article" / "article.html").read_text("utf-8")
    trap = f'{{% if article.slug == "{bad}" %}}{trap}{{% endif %}}'
    newsroom.write({"layouts/article/article.html": trap + page})
    return bad, good


def outcome(done: subprocess.CompletedProcess[str], slug: str) -> str:
    """Check that only one story has failed, and give what is said of it."""
    told = rows(done.stdout)
    assert done.returncode == ExitCode.BATCH, done.stderr
    assert names(told, "failed") == {("1001", "article", slug)}
    assert len(names(told, "printed") | names(told, "same")) == 2
    (message,) = [row["message"] for row in told if row["result"] == "failed"]
    assert f"issue 1001, story {slug}, article failed: {message}" in done.stderr
    return str(message)


@pytest.mark.proof
def test_a_story_that_hangs_is_stopped_and_the_rest_goes_on(archive: Newsroom) -> None:
    bad, _ = set_trap(archive, LOOP)

    done = export(archive.root, "1001", "--json", "--time-limit", "20")

    assert re.search(r"longer than 20 s|20 s of processor time", outcome(done, bad))


@pytest.mark.proof
def test_a_story_that_wants_too_much_memory_fails_alone(archive: Newsroom) -> None:
    bad, _ = set_trap(archive, GLUTTON)

    done = export(archive.root, "1001", "--json", "--memory-limit", "1500")

    assert "more than 1500 MB of memory" in outcome(done, bad)


@pytest.mark.proof
def test_a_story_whose_process_dies_is_told_and_the_rest_goes_on(
    archive: Newsroom,
) -> None:
    bad, _ = set_trap(archive, LOOP)
    with subprocess.Popen(
        command(archive.root, "1001", "--json", "--jobs", "1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment(archive.root),
    ) as running:
        assert running.stdout is not None
        first = running.stdout.readline()  # the newspaper; the story is the next
        time.sleep(2)
        kill(processes(running.pid)[-1:])
        rest, told = running.communicate()
    code = running.returncode
    done = subprocess.CompletedProcess("", code, first + rest, told)

    assert outcome(done, bad) == "the process that was making it died (signal 9)"


SPIN = """
from printshop.batch.limits import Limits, limit_process, limited
limits = Limits(wall_s=60, processor_s=1)
limit_process(limits)
with limited(limits):
    pass  # a PDF that has ended in time sets the clock anew
with limited(limits):
    while True:
        pass
"""


def test_a_process_that_uses_too_much_processor_time_is_ended() -> None:
    done = subprocess.run([sys.executable, "-c", SPIN], check=False)

    assert done.returncode == -signal.SIGXCPU


SLEEP = """
import time
from printshop.batch.limits import Limits, limit_process, limited
limits = Limits(wall_s=0.5)
limit_process(limits)
with limited(limits):
    time.sleep(0.1)
with limited(limits):
    time.sleep(60)
"""


def test_a_process_that_does_nothing_for_too_long_is_ended() -> None:
    done = subprocess.run([sys.executable, "-c", SLEEP], check=False)

    assert done.returncode == -signal.SIGALRM


def _press_ctrl_c(_child: int, terminal: int) -> None:
    os.write(terminal, b"\x03")  # as a person does it: all processes get the signal


def _ask_to_end(child: int, _terminal: int) -> None:
    os.kill(child, signal.SIGTERM)  # as a service's supervisor does


@pytest.mark.proof
@pytest.mark.parametrize("interrupt", [_press_ctrl_c, _ask_to_end])
def test_an_interrupted_export_ends_at_once_and_leaves_nobody_behind(
    archive: Newsroom, interrupt: Callable[[int, int], None]
) -> None:
    set_trap(archive, LOOP)
    for place in files(archive.root):
        (archive.root / "output" / place).unlink()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(environment(archive.root))
        os.execv(sys.executable, command(archive.root, "1001"))
    told = _read_until(terminal, "1001.pdf")
    time.sleep(1)  # now it hangs in the story

    interrupt(child, terminal)
    told += "".join(_read(terminal))
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == ExitCode.INTERRUPTED
    assert "interrupted; give the same command again to go on" in told
    assert "Traceback" not in told
    assert are_gone(child)
    left = set(files(archive.root))
    name = "1001/mole-gazette-1001.pdf"
    assert left == {name, f"{name}.receipt.json"}


def _read(terminal: int) -> Iterator[str]:
    """Read what a terminal shows until the program has ended."""
    try:
        while data := os.read(terminal, 4096):
            yield data.decode(errors="replace")
    except OSError:  # how Linux says that the other side is closed
        return


def _read_until(terminal: int, words: str) -> str:
    told = ""
    for text in _read(terminal):
        told += text
        if words in told:
            break
    return told


@pytest.mark.parametrize("moment", ["while it loads", "while it looks"])
def test_ctrl_c_while_it_begins_ends_it_without_a_traceback(
    tmp_path: Path, moment: str
) -> None:
    generate_archive(tmp_path, Archive(issues=10, stories=1))
    with subprocess.Popen(
        command(tmp_path, "--all", "--dry-run"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env=environment(tmp_path),
    ) as running:
        while running.poll() is None and not _has_come_to(moment, running.pid):
            time.sleep(0.001)
        running.send_signal(signal.SIGINT)
        told, _ = running.communicate()

    assert running.returncode in {ExitCode.INTERRUPTED, ExitCode.OK}
    assert ("interrupted" in told) == (running.returncode == ExitCode.INTERRUPTED)
    assert "Traceback" not in told


def _has_come_to(moment: str, pid: int) -> bool:
    """Tell by what a process has open how far it has come."""
    here = Path(f"/proc/{pid}")
    if moment == "while it loads":
        return "lxml" in (here / "maps").read_text()
    with suppress(OSError):
        return any(h.readlink().name == "export.lock" for h in (here / "fd").iterdir())
    return False
