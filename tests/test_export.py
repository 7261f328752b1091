"""An archive is exported whole, once, and only what has changed is printed again."""

import datetime
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from printshop.batch.bookkeeping import Books
from printshop.batch.limits import Limits, told_by_signal
from printshop.batch.manifest import open_manifest
from printshop.batch.slips import SUFFIX
from printshop.batch.stamps import FileStamps
from printshop.batch.state import Surveyor
from printshop.batch.wanted import ExportOrder, Job, Task
from printshop.batch.work_list import WITHOUT_PAGE, in_order, work_list
from printshop.cli.main_group import run
from printshop.errors import ExitCode, SourceError
from printshop.press import Edition, open_shop
from printshop.storage import storage_at
from tests.exports import (
    command,
    environment,
    export,
    files,
    names,
    rows,
    words,
)
from tests.generate_archive import Archive, generate_archive
from tests.newsroom import Newsroom


def test_an_export_makes_every_pdf_once_with_its_receipt(exported: Path) -> None:
    *told, summary = rows((exported / "told.jsonl").read_text("utf-8"))
    standing = files(exported)
    pdfs = {name for name in standing if name.endswith(".pdf")}

    assert summary["printed"] == len(told) == len(pdfs) == 6
    assert {Path(row["file"]).name for row in told} == {Path(p).name for p in pdfs}
    assert set(standing) == pdfs | {f"{name}{SUFFIX}" for name in pdfs}


def test_a_second_export_prints_nothing_and_looks_at_no_issue(
    archive: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(archive.root)

    code = run(words(archive.root, "--all", "--json"))

    (summary,) = rows(capsys.readouterr().out)
    assert (code, summary["same"]) == (ExitCode.OK, 6)
    assert files(archive.root) == before


def test_a_changed_story_prints_again_what_shows_it_and_says_why(
    archive: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    story = next((archive.root / "issues" / "1001").glob("*-2.md"))
    archive.change(f"issues/1001/{story.name}", "byline:", "kicker: Tides\nbyline:")
    wanted = {("1001", "reader", None), ("1001", "article", story.stem)}

    run(words(archive.root, "--all", "--json", "--dry-run"))
    told = rows(capsys.readouterr().out)
    done = export(archive.root, "--all", "--json")

    assert names(told, "wanted") == wanted
    assert [row["reasons"] for row in told] == 2 * [[f"story {story.stem} changed"]]
    assert names(rows(done.stdout), "printed") == wanted


def test_a_run_that_was_killed_goes_on_even_without_its_manifest(
    exported: Path, archive: Newsroom
) -> None:
    shutil.rmtree(archive.root / "output")
    shutil.rmtree(archive.root / ".printshop")
    with subprocess.Popen(
        command(archive.root, "1001", "--jobs", "1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(archive.root),
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGKILL)
    shutil.rmtree(archive.root / ".printshop")

    done = export(archive.root, "1001", "--json")

    summary = rows(done.stdout)[-1]
    assert (summary["failed"], summary["same"] > 0) == (0, True), done.stderr
    assert files(archive.root) == files(exported, "1001")


def test_a_story_that_cannot_be_read_does_not_stop_the_others(
    archive: Newsroom,
) -> None:
    bad, good = sorted((archive.root / "issues" / "1001").glob("*.md"))
    archive.change(f"issues/1001/{bad.name}", "section:", "sektion:")
    shutil.rmtree(archive.root / "output")

    done = export(archive.root, "1001", "--json")

    told = rows(done.stdout)
    assert done.returncode == ExitCode.BATCH
    assert names(told, "printed") == {("1001", "article", good.stem)}
    assert names(told, "failed") == {
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

    code = run(words(archive.root, "--all", "--verify"))
    told = capsys.readouterr().out.splitlines()
    run(words(archive.root, "--all", "--dry-run"))

    assert (code, told) == (ExitCode.BATCH, [str(pdf)])
    assert "reader: not as it was printed" in capsys.readouterr().out


def test_files_without_a_source_are_removed_when_asked(
    archive: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = next((archive.root / "issues" / "1001").glob("*-2.md"))
    story.unlink()
    before = set(files(archive.root))

    monkeypatch.setattr("click.confirm", lambda *_args, **_more: True)
    run(words(archive.root, "--prune"))

    gone = before - set(files(archive.root))
    name = f"1001/article/mole-gazette-1001-{story.stem}.pdf"
    assert gone == {name, f"{name}{SUFFIX}"}


def test_a_second_export_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with (
        open_manifest(tmp_path, "output"),
        pytest.raises(SourceError, match="another export"),
        open_manifest(tmp_path, "output"),
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


def test_long_issues_come_first_then_older_ones_and_the_last_few_by_length() -> None:
    usual = [Job(str(n), (), "", weight=1000 + n) for n in range(100)]
    special = Job("special", (), "", weight=4000)

    done = [job.number for job in in_order([*usual[:50], special, *usual[50:]])]

    assert done[:85] == ["special", *(str(n) for n in range(84))]
    assert done[85:] == [str(n) for n in range(99, 83, -1)]


def test_a_story_has_the_same_bytes_in_a_large_archive_and_in_a_small_one(
    tmp_path: Path,
) -> None:
    small = generate_archive(tmp_path / "small", Archive(issues=2, stories=3, seed=4))
    large = generate_archive(tmp_path / "large", Archive(issues=3, stories=7, seed=4))
    other = generate_archive(tmp_path / "other", Archive(issues=2, stories=3, seed=5))

    written = {p: p.read_bytes() for p in small.root.rglob("*") if p.is_file()}
    places = {path.relative_to(small.root): data for path, data in written.items()}
    assert all((large.root / place).read_bytes() == places[place] for place in places)
    assert not all((other.root / place).exists() for place in places)


def test_a_story_printed_without_its_page_is_looked_at_again(
    archive: Newsroom,
) -> None:
    shop, output = open_shop(archive.root), storage_at(str(archive.root / "output"))
    day = datetime.date(2026, 11, 22)
    order = ExportOrder(("1001",), (Edition.ARTICLE,), output, day)
    with open_manifest(archive.root, output.address) as manifest:
        surveyor = Surveyor(shop, order, FileStamps(manifest.stamps()))
        row = next(
            row
            for wanted, row in manifest.files().items()
            if (wanted.number, wanted.edition) == ("1001", Edition.ARTICLE)
        )
        assert not work_list(order, manifest, surveyor)
        books = Books(manifest, surveyor, shop, output)
        task = Task(row.wanted, row.key, ())

        books.keep_file(task, {"what": "same"}, has_pages=False)

        ((again,),) = (job.tasks for job in work_list(order, manifest, surveyor))
    assert (again.wanted, again.known_key) == (row.wanted, row.key)
    assert again.reasons == (WITHOUT_PAGE,)
