"""An export that is killed goes on where it was: twenty kills change no byte.

About two minutes of two quiet cores: an archive of five issues is exported once in
peace. A second one is killed twenty times, at moments that a seed has chosen, and then
exported to its end. When it comes to its end before its time, it begins anew.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from printshop.batch.slips import SUFFIX
from tests.exports import command, environment, export, files, rows
from tests.generate_archive import Archive, generate_archive

KILLS = 20
_LONGEST = 1.5
"""A kill comes after at most so many times what it takes to print the first PDF."""

_ARCHIVE = Archive(issues=5, stories=4, seed=6)


def processes(session: int) -> list[int]:
    """List the processes of a session, its first one too."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            stat = (entry / "stat").read_text()
            state, _, _, of_session = stat.rpartition(")")[2].split()[:4]
            if int(of_session) == session and state != "Z":
                found.append(int(entry.name))
    return sorted(found)


def are_gone(session: int) -> bool:
    """Wait until the processes of a session have ended, as they do in a moment."""
    for _ in range(200):
        if not processes(session):
            return True
        time.sleep(0.05)
    return False


def kill(pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def first_pdf_s(root: Path) -> float:
    """Export everything in peace, and tell how long it took to print the first PDF."""
    began = time.monotonic()
    with subprocess.Popen(
        command(root, "--all", "--jobs", "2"),
        stdout=subprocess.PIPE,
        env=environment(root),
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        seconds = time.monotonic() - began
        running.communicate()
    assert running.returncode == 0
    return seconds


def killed_export(root: Path, chance: random.Random, usual_s: float) -> bool:
    """Begin an export and kill it: its parent, all at once, or a worker and then all.

    Says whether it was still running.
    """
    moment_s = chance.uniform(0.1, _LONGEST) * usual_s
    whom = chance.choice(("parent", "all", "worker"))
    with subprocess.Popen(
        command(root, "--all", "--jobs", "2"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment(root),
    ) as running:
        with suppress(subprocess.TimeoutExpired):
            running.wait(moment_s)
            return False
        if whom == "worker":
            kill(processes(running.pid)[-1:])
            time.sleep(chance.uniform(0, 1))
        kill([running.pid] if whom == "parent" else processes(running.pid))
    while processes(running.pid):  # a worker ends when it has something to tell
        time.sleep(0.05)
    return True


def temporary_files(root: Path) -> list[str]:
    """List what has begun to be written somewhere and never got its name."""
    known = {".printshop", ".cache"}
    return [
        str(path.relative_to(root))
        for path in root.rglob("*")
        if (path.name.startswith(".") and path.name not in known)
        or path.name.endswith((".tmp", "-journal"))
    ]


@pytest.mark.proof
def test_twenty_kills_at_random_moments_change_no_byte(tmp_path: Path) -> None:
    in_peace, killed = tmp_path / "in-peace", tmp_path / "killed"
    for root in (in_peace, killed):
        generate_archive(root, _ARCHIVE)
    usual_s = first_pdf_s(in_peace)
    chance = random.Random(20)

    kills = 0
    while kills < KILLS:
        if killed_export(killed, chance, usual_s):
            kills += 1
        else:
            shutil.rmtree(killed / "output")
            shutil.rmtree(killed / ".printshop")
    sound = {name for name in files(killed) if f"{name}{SUFFIX}" in files(killed)}
    done = export(killed, "--all", "--json", "--jobs", "2")

    assert done.returncode == 0, done.stderr
    printed = {row["file"] for row in rows(done.stdout) if row["result"] == "printed"}
    assert printed.isdisjoint(str(killed / "output" / name) for name in sound)
    assert files(killed) == files(in_peace)
    assert temporary_files(killed) == []
    with sqlite3.connect(killed / ".printshop" / "manifest.sqlite") as manifest:
        health = manifest.execute("PRAGMA integrity_check").fetchall()
        known = {place for (place,) in manifest.execute("SELECT place FROM files")}
    assert health == [("ok",)]
    assert known == {name for name in files(killed) if name.endswith(".pdf")}
    (summary,) = rows(export(killed, "--all", "--json").stdout)
    assert (summary["printed"], summary["failed"]) == (0, 0)
