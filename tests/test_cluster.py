"""An archive is exported by the machines of a Dask cluster, as by one machine alone."""

import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from printshop.batch import ExportOrder, Limits, Setting
from printshop.batch.cluster.fitness import (
    Installation,
    check_fitness,
    difference,
    installation,
    shown_to_all,
)
from printshop.cli.main_group import run
from printshop.errors import ExitCode, SourceError
from printshop.resources import layouts_folder
from printshop.storage import FolderStorage
from tests.exports import begun, export, first_line, rows, words
from tests.generate_archive import Archive, generate_archive
from tests.machines import Bucket, Cluster, cluster, s3_server
from tests.newsroom import Newsroom, once

ROOT = Path(__file__).resolve().parent.parent
QUICK = ("--edition", "large-print")
"""Needs no pages to be made up."""
DOWNLOADS = ("index.html", "feed.xml", "feed.json", "downloads.css")


def _options(output: Path | str, *options: str) -> list[str]:
    return ["--all", "--json", "--output", str(output), *options]


def _files(folder: Path) -> Mapping[str, bytes]:
    """Read all that stands in a folder, hidden or not."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _printed(standing: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Leave out the downloads, which show other issues, too."""
    kept = (".pdf", ".pdf.receipt.json")
    return {name: data for name, data in standing.items() if name.endswith(kept)}


def _children(of: Path) -> list[int]:
    """Find the processes of workers that print from a test's folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes()
            if b"child_program" in words and (process / "cwd").resolve() == of:
                found.append(int(process.name))
    return found


def _wait(for_what: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not for_what():
        assert time.monotonic() < end, "it has not come about"
        time.sleep(0.1)


@pytest.fixture(scope="session")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive, and its large print as one machine alone exports it; to be read."""

    def make(folder: Path) -> None:
        generate_archive(folder / "paper", Archive(issues=3, stories=2))
        options = _options(folder / "alone", *QUICK)
        done = export(folder / "paper", *options, home=folder)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "archive-in-large-print", make)


@pytest.fixture
def paper(quick: Path, tmp_path: Path) -> Newsroom:
    """A copy of the archive, of which nothing has been printed."""
    return _unprinted(quick, tmp_path)


def _unprinted(folder: Path, to: Path) -> Newsroom:
    shutil.copytree(folder / "paper", to / "paper")
    shutil.rmtree(to / "paper" / ".printshop")
    return Newsroom(to / "paper")


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    with pytest.MonkeyPatch.context() as patch, s3_server(patch) as made:
        yield made


def _lose_a_machine(
    root: Path, newsroom: Path | str, output: Path | str, made: Cluster, *options: str
) -> list[dict[str, Any]]:
    """Export, and pull the plug of a machine as soon as a PDF is there."""
    options = ("--cluster", made.address, *options)
    with begun(newsroom, *_options(output, *options), home=root) as running:
        first = first_line(running)
        made.machines[0].kill()
        rest, told = running.communicate()
    assert running.returncode in (0, ExitCode.BATCH), told
    return rows(first + rest)


def test_a_cluster_that_loses_a_machine_prints_what_one_machine_alone_prints(
    quick: Path, paper: Newsroom, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    with cluster(tmp_path) as made:
        *told, summary = _lose_a_machine(tmp_path, paper.root, output, made, *QUICK)
        again = export(paper.root, *_options(output, *QUICK), home=tmp_path)

    assert (summary["printed"], summary["failed"]) == (len(told), 0)
    assert _files(output) == _files(quick / "alone")
    assert rows(again.stdout)[-1]["same"] == 3


def test_a_bucket_gets_what_a_folder_gets(
    quick: Path,
    bucket: Bucket,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    bucket.take_in(quick / "paper", "room")
    room = f"{bucket.url}/room"
    order = words(room, "1001..1002", "--json", *QUICK)

    first = run(order)
    told_first = rows(capsys.readouterr().out)
    second = run(order)
    told_second = rows(capsys.readouterr().out)

    alone = _files(quick / "alone")
    assert (first, second) == (0, 0)
    kinds = bucket.kinds("room/output")
    assert kinds["1001/mole-gazette-1001-large-print.pdf"] == "application/pdf"
    assert kinds["index.html"] == kinds["1001/index.html"] == "text/html; charset=utf-8"
    assert kinds["feed.json"] == "application/feed+json"
    assert {*DOWNLOADS} <= bucket.files("room/output").keys()
    assert _printed(bucket.files("room/output")) == {
        name: data for name, data in _printed(alone).items() if name < "1003"
    }
    assert {row["file"].rpartition("/")[0] for row in told_first[:-1]} == {
        f"{room}/output/1001",
        f"{room}/output/1002",
    }
    assert [row["same"] for row in told_second] == [2]


def test_machines_that_differ_are_told_by_what_differs() -> None:
    ours = Installation((("printshop", "0.1.0"), ("weasyprint", "70.0")), "code")
    older = Installation((("printshop", "0.1.0"), ("weasyprint", "69.1")), "code")
    other = Installation(ours.versions, "other code")

    assert difference(ours, ours) == ""
    assert difference(older, ours) == "it has weasyprint 69.1, and here it is 70.0"
    assert "is not the same as the one here" in difference(other, ours)


def test_a_machine_that_does_not_see_what_the_parent_shows_is_unfit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printshop.batch.cluster.fitness._PATIENCE_S", 0)
    order = ExportOrder((), (), FolderStorage(tmp_path / "output"), date(2026, 11, 22))
    setting = Setting(str(tmp_path / "paper"), order, Limits(), "this run")
    another = replace(setting, run="another run")

    with shown_to_all(setting):
        check_fitness(setting, installation())
        with pytest.raises(SourceError, match="does not see the same folder") as told:
            check_fitness(another, installation())

    assert told.value.where == str(tmp_path / "output")
    assert not _files(tmp_path)


def test_a_scheduler_that_does_not_answer_is_told_in_a_sentence(
    paper: Newsroom, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printshop.batch.cluster.scheduler._REACH_S", 0.5)
    options = _options(paper.root / "output", *QUICK)

    code = run(words(paper.root, *options, "--cluster", "tcp://127.0.0.1:9"))

    assert code == ExitCode.SOURCE
    told = capsys.readouterr().err
    assert "tcp://127.0.0.1:9: the scheduler does not answer" in told
    assert "Hint: start it with “dask scheduler”" in told
    assert not (paper.root / "output").exists()


def test_without_dask_the_hint_says_what_to_install(
    paper: Newsroom, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        sys.modules,
        "printshop.batch.cluster.cluster_crew",
        None,
    )
    options = _options(paper.root / "output", *QUICK)

    code = run(words(paper.root, *options, "--cluster", "tcp://127.0.0.1:9"))

    assert code == ExitCode.SOURCE
    assert "pip install 'printshop[cluster]'" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "print", "plan"])
def test_only_export_reads_a_newsroom_at_an_address(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["-C", "s3://papers/room", command])

    assert code == ExitCode.SOURCE
    assert "only export reads" in capsys.readouterr().err


# ------------------------------------------------------------- takes minutes


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A larger archive, as one machine alone exports it; only to be read."""

    def make(folder: Path) -> None:
        generate_archive(folder / "paper", Archive(issues=4, stories=3))
        done = export(folder / "paper", *_options(folder / "alone"), home=folder)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "archive-of-one-machine", make)


@pytest.mark.proof
def test_a_bucket_of_a_cluster_that_loses_a_machine_has_what_a_folder_has(
    alone: Path, bucket: Bucket, tmp_path: Path
) -> None:
    bucket.take_in(alone / "paper", "lost/room")
    room = f"{bucket.url}/lost/room"
    with cluster(tmp_path) as made:
        *_, summary = _lose_a_machine(tmp_path, room, f"{room}/output", made)

    assert (summary["printed"], summary["failed"]) == (16, 0)
    assert bucket.files("lost/room/output") == _files(alone / "alone")


@pytest.mark.proof
def test_a_pdf_that_takes_its_machines_with_it_is_told_and_the_rest_is_printed(
    alone: Path, tmp_path: Path
) -> None:
    root = _unprinted(alone, tmp_path).root
    output = tmp_path / "output"
    once_only = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster(tmp_path, more=once_only) as made:
        *told, summary = _lose_a_machine(tmp_path, root, output, made)
        options = _options(output, "--cluster", made.address)
        again = export(root, *options, home=tmp_path)

    failed = [row for row in told if row["result"] == "failed"]
    assert {row["message"] for row in failed} == {
        "every worker that was making it was lost"
    }
    assert len({row["issue"] for row in failed}) == 1
    assert summary["printed"] == 16 - len(failed)
    assert rows(again.stdout)[-1]["failed"] == 0
    assert _files(output).keys() == _files(alone / "alone").keys()


@pytest.mark.proof
def test_a_worker_that_dies_alone_takes_its_processes_with_it(
    alone: Path, tmp_path: Path
) -> None:
    root = _unprinted(alone, tmp_path).root
    options = _options(tmp_path / "output")
    with (
        cluster(tmp_path, words=("--no-nanny",), cwd=tmp_path) as made,
        begun(root, *options, "--cluster", made.address, home=tmp_path) as running,
    ):
        first_line(running)
        assert len(_children(tmp_path)) == 2
        made.machines[0].process.kill()
        _wait(lambda: len(_children(tmp_path)) == 1)
        running.communicate()

    assert running.returncode == 0
    assert _files(tmp_path / "output") == _files(alone / "alone")


@pytest.mark.proof
def test_a_story_that_hangs_on_a_cluster_costs_only_its_own_pdf(
    alone: Path, tmp_path: Path
) -> None:
    root = _unprinted(alone, tmp_path).root
    story = sorted((root / "issues" / "1001").glob("*.md"))[0].stem
    page = (layouts_folder() / "article" / "article.html").read_text("utf-8")
    loop = "{% for a in range(10**9) %}"
    hang = f"{loop}{loop}{'{% endfor %}' * 2}"
    trap = f'{{% if article.slug == "{story}" %}}{hang}{{% endif %}}'
    Newsroom(root).write({"layouts/article/article.html": trap + page})

    with cluster(tmp_path) as made:
        options = ("--cluster", made.address, "--time-limit", "30")
        done = export(root, *_options(tmp_path / "output", *options), home=tmp_path)

    *told, summary = rows(done.stdout)
    failed = [row for row in told if row["result"] == "failed"]
    issues = {path.parent.name for path in root.glob(f"issues/*/{story}.md")}
    assert {(row["issue"], row["article"]) for row in failed} == {
        (number, story) for number in issues
    }
    assert {"longer than 30 s" in row["message"] for row in failed} == {True}
    assert summary["printed"] == 16 - len(issues)


@pytest.mark.proof
def test_an_interrupted_export_leaves_no_job_on_the_cluster_and_goes_on(
    alone: Path, tmp_path: Path
) -> None:
    root = _unprinted(alone, tmp_path).root
    with cluster(tmp_path, cwd=tmp_path) as made:
        options = _options(tmp_path / "output", "--cluster", made.address)
        with begun(root, *options, home=tmp_path) as running:
            first_line(running)
            running.send_signal(signal.SIGINT)
            _, told = running.communicate()
        _wait(lambda: not _children(tmp_path), 5)
        again = export(root, *options, home=tmp_path)

    assert running.returncode == ExitCode.INTERRUPTED
    assert "give the same command again to go on" in told
    assert rows(again.stdout)[-1]["failed"] == 0
    assert _files(tmp_path / "output") == _files(alone / "alone")


@pytest.mark.proof
def test_a_scheduler_that_goes_or_has_no_workers_is_told_in_a_sentence(
    alone: Path, tmp_path: Path
) -> None:
    root = _unprinted(alone, tmp_path).root
    with cluster(tmp_path, machines=0) as made:
        options = _options(tmp_path / "output", "--cluster", made.address)
        idle = export(root, *options, home=tmp_path)
    (tmp_path / "scheduler.json").unlink(missing_ok=True)
    with cluster(tmp_path) as made:
        options = _options(tmp_path / "output", "--cluster", made.address)
        with begun(root, *options, home=tmp_path) as running:
            first_line(running)
            made.scheduler.kill()
            _, told = running.communicate(timeout=60)

    assert idle.returncode == ExitCode.SOURCE
    assert "the scheduler has no workers" in idle.stderr
    assert running.returncode == ExitCode.SOURCE
    assert "the scheduler is gone" in told
    assert "Traceback" not in told


@pytest.mark.proof
def test_a_machine_with_another_printshop_or_another_folder_is_named(
    paper: Newsroom, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    for name in ("printshop", "layouts", "fonts"):
        shutil.copytree(ROOT / name, other / name)
    with (other / "printshop" / "errors.py").open("a") as file:
        file.write("# Another one.\n")
    with cluster(tmp_path, 1, cwd=other) as made:
        options = _options(tmp_path / "output", *QUICK, "--cluster", made.address)
        done = export(paper.root, *options, home=tmp_path)

    assert done.returncode == ExitCode.SOURCE
    assert "the worker tcp://127.0.0.1" in done.stderr
    assert "is not the same as the one here" in done.stderr
    assert not _files(tmp_path / "output")
