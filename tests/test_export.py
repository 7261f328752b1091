"""An archive is exported whole, once, and only what has changed is printed again."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from printshop.batch.limits import Limits, told_by_signal
from printshop.batch.manifest import open_manifest
from printshop.batch.slips import SUFFIX
from printshop.batch.stamps import FileStamps
from printshop.cli.main_group import run
from printshop.errors import ExitCode, SourceError
from printshop.resources import layouts_folder
from tests.generate_archive import Archive, generate_archive
from tests.newsroom import Newsroom, once

AS_OF = "2026-11-22"


def _words(root: Path, *options: str) -> list[str]:
    return ["-C", str(root), "export", "--as-of", AS_OF, *options]


def _export(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Export in a process of its own, as people do."""
    return subprocess.run(
        [sys.executable, "-m", "printshop", *_words(root, *options)],
        capture_output=True,
        text=True,
        check=False,
        env=_environment(root),
    )


def _environment(root: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(root / ".cache")}


def _names(rows: Sequence[Mapping[str, Any]], result: str) -> set[tuple[Any, ...]]:
    return {
        (row["issue"], row["edition"], row["article"])
        for row in rows
        if row["result"] == result
    }


def _rows(told: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.splitlines()]


def _files(root: Path, number: str = "") -> Mapping[str, bytes]:
    """Read all that stands in the output, or of it what belongs to an issue."""
    output = root / "output"
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted((output / number).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two issues that has been exported; only to be read."""

    def make(folder: Path) -> None:
        generate_archive(folder, Archive(issues=2, stories=2))
        done = _export(folder, "--all", "--json", "--jobs", "2")
        assert done.returncode == 0, done.stderr
        (folder / "told.jsonl").write_text(done.stdout, "utf-8")

    return once(tmp_path_factory, "exported-archive", make)


@pytest.fixture
def archive(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Newsroom:
    """A copy of it that a test may change: the whole folder has moved."""
    root = tmp_path / "archive"
    shutil.copytree(exported, root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / ".cache"))
    return Newsroom(root)


def test_an_export_makes_every_pdf_once_with_its_receipt(exported: Path) -> None:
    *rows, summary = _rows((exported / "told.jsonl").read_text("utf-8"))
    files = _files(exported)
    pdfs = {name for name in files if name.endswith(".pdf")}

    assert summary["printed"] == len(rows) == len(pdfs) == 6
    assert {Path(row["file"]).name for row in rows} == {Path(p).name for p in pdfs}
    assert set(files) == pdfs | {f"{name}{SUFFIX}" for name in pdfs}


def test_a_second_export_prints_nothing_and_looks_at_no_issue(
    archive: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(archive.root)

    code = run(_words(archive.root, "--all", "--json"))

    (summary,) = _rows(capsys.readouterr().out)
    assert (code, summary["same"]) == (ExitCode.OK, 6)
    assert _files(archive.root) == before


def test_a_changed_story_prints_again_what_shows_it_and_says_why(
    archive: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    story = next((archive.root / "issues" / "1001").glob("*-2.md"))
    archive.change(f"issues/1001/{story.name}", "byline:", "kicker: Tides\nbyline:")
    wanted = {("1001", "reader", None), ("1001", "article", story.stem)}

    run(_words(archive.root, "--all", "--json", "--dry-run"))
    told = _rows(capsys.readouterr().out)
    done = _export(archive.root, "--all", "--json")

    assert wanted <= _names(told, "wanted")
    for row in told:
        if ("1001", row["edition"], row["article"]) in wanted:
            assert row["reasons"] == [f"story {story.stem} changed"]
    assert _names(_rows(done.stdout), "printed") == wanted


def test_a_run_that_was_killed_goes_on_even_without_its_manifest(
    exported: Path, archive: Newsroom
) -> None:
    shutil.rmtree(archive.root / "output")
    shutil.rmtree(archive.root / ".printshop")
    words = _words(archive.root, "1001", "--jobs", "1")
    with subprocess.Popen(
        [sys.executable, "-m", "printshop", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(archive.root),
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGKILL)
    shutil.rmtree(archive.root / ".printshop")

    done = _export(archive.root, "1001", "--json")

    summary = _rows(done.stdout)[-1]
    assert (summary["failed"], summary["same"] > 0) == (0, True), done.stderr
    assert _files(archive.root) == _files(exported, "1001")


def test_a_story_that_cannot_be_read_does_not_stop_the_others(
    archive: Newsroom,
) -> None:
    bad, good = sorted((archive.root / "issues" / "1001").glob("*.md"))
    archive.change(f"issues/1001/{bad.name}", "section:", "sektion:")
    shutil.rmtree(archive.root / "output")

    done = _export(archive.root, "1001", "--json")

    rows = _rows(done.stdout)
    assert done.returncode == ExitCode.BATCH
    assert _names(rows, "printed") == {("1001", "article", good.stem)}
    assert _names(rows, "failed") == {
        ("1001", "reader", None),
        ("1001", "article", bad.stem),
    }


def test_a_damaged_file_is_found_and_printed_again(
    archive: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = next((archive.root / "output" / "1001").glob("*.pdf"))
    told_before = pdf.stat()
    pdf.write_bytes(pdf.read_bytes()[:-1] + b"?")
    os.utime(pdf, ns=(told_before.st_atime_ns, told_before.st_mtime_ns))

    code = run(_words(archive.root, "--all", "--verify"))
    told = capsys.readouterr().out.splitlines()
    run(_words(archive.root, "--all", "--dry-run"))

    assert (code, told) == (ExitCode.BATCH, [str(pdf)])
    assert "reader: not as it was printed" in capsys.readouterr().out


def test_files_without_a_source_are_removed_when_asked(
    archive: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = next((archive.root / "issues" / "1001").glob("*-2.md"))
    story.unlink()
    before = set(_files(archive.root))

    monkeypatch.setattr("click.confirm", lambda *_args, **_more: True)
    run(_words(archive.root, "--prune"))

    gone = before - set(_files(archive.root))
    name = f"1001/article/mole-gazette-1001-{story.stem}.pdf"
    assert gone == {name, f"{name}{SUFFIX}"}


def test_a_second_export_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with (
        open_manifest(tmp_path, tmp_path / "output"),
        pytest.raises(SourceError, match="another export"),
        open_manifest(tmp_path, tmp_path / "output"),
    ):
        pass


def test_a_file_is_read_again_only_when_its_size_or_time_has_changed(
    tmp_path: Path,
) -> None:
    file = tmp_path / "copy.md"
    file.write_text("Copy.")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    first = FileStamps({})
    first.folder(tmp_path)
    second = FileStamps(first.fresh)

    assert (digests := second.folder(tmp_path)) == first.folder(tmp_path)
    assert (first.read, second.read) == (1, 0)
    file.write_text("Other copy.")
    assert FileStamps(first.fresh).folder(tmp_path) != digests


def test_what_ended_a_process_is_told_in_words() -> None:
    limits = Limits(wall_s=5, processor_s=3)

    assert "longer than 5 s" in told_by_signal(-signal.SIGALRM, limits)
    assert "3 s of processor time" in told_by_signal(-signal.SIGXCPU, limits)
    assert "signal 9" in told_by_signal(-signal.SIGKILL, limits)


@pytest.mark.proof
def test_a_story_that_hangs_is_stopped_and_the_rest_goes_on(archive: Newsroom) -> None:
    story = next((archive.root / "issues" / "1001").glob("*-1.md")).stem
    page = (layouts_folder() / "article" / "article.html").read_text("utf-8")
    loop = "{% for a in range(10**9) %}"
    hang = f"{loop}{loop}{'{% endfor %}' * 2}"
    trap = f'{{% if article.slug == "{story}" %}}{hang}{{% endif %}}'
    archive.write({"layouts/article/article.html": trap + page})

    done = _export(archive.root, "1001", "--json", "--time-limit", "12", "--jobs", "1")

    rows = _rows(done.stdout)
    assert done.returncode == ExitCode.BATCH
    assert _names(rows, "failed") == {("1001", "article", story)}
    assert len(_names(rows, "printed")) == 2
