"""The command that brings an archive's PDFs up to date."""

import datetime
import json
import os
from collections.abc import Sequence
from pathlib import Path

import click

from printshop.batch import (
    Books,
    ExportOrder,
    FileStamps,
    Job,
    Limits,
    Manifest,
    Setting,
    Surveyor,
    all_wanted,
    damaged_files,
    look_closer,
    open_manifest,
    orphans,
    remove_orphans,
    run_export,
    work_list,
)
from printshop.batch.limits import MEMORY_MB, WALL_S
from printshop.cli.export_talk import ExportTalk, as_row
from printshop.cli.options import as_of_option, today
from printshop.cli.talk import counted, result, say
from printshop.errors import ExitCode, SourceError
from printshop.press import Edition, Shop, open_shop


@click.command("export", epilog="Example: printshop export --all --jobs 4")
@click.argument("issues", nargs=-1, metavar="[ISSUE|RANGE]...")
@click.option("--all", "is_all", is_flag=True, help="All issues.")
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice([edition.value for edition in Edition]),
    help="What to print; reader and article unless named.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=None,
    metavar="N",
    help="Processes at work; one for each core unless given.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the files go; output/ in the workspace unless named.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be printed, and why.")
@click.option("--verify", is_flag=True, help="Check every file against its checksum.")
@click.option("--prune", is_flag=True, help="Remove files without a source; asks.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=1),
    default=WALL_S,
    metavar="SECONDS",
    show_default=True,
    help="The longest that one PDF may take.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=256),
    default=MEMORY_MB,
    metavar="MB",
    show_default=True,
    help="The memory that a process may ask for.",
)
@click.option("--json", "as_json", is_flag=True, help="Write a line of JSON a PDF.")
@as_of_option
@click.pass_context
def export(
    context: click.Context,
    issues: tuple[str, ...],
    is_all: bool,
    editions: tuple[str, ...],
    jobs: int | None,
    output: Path | None,
    dry_run: bool,
    verify: bool,
    prune: bool,
    time_limit: float,
    memory_limit: int,
    as_json: bool,
    as_of: datetime.datetime | None,
) -> None:
    """Print every PDF that is missing or out of date, and only those.

    ISSUE is a number, RANGE two of them: 2560..2566. Without them, the latest.
    """
    shop = open_shop(context.obj)
    names = editions or (Edition.READER, Edition.ARTICLE)
    order = ExportOrder(
        numbers=_numbers(shop, issues, is_all=is_all),
        editions=tuple(Edition(name) for name in dict.fromkeys(names)),
        output=(output or shop.workspace.root / "output").resolve(),
        as_of=as_of.date() if as_of else today(),
    )
    limits = Limits(time_limit, time_limit, memory_limit)
    with open_manifest(shop.workspace.root, order.output) as manifest:
        if verify:
            code = _verify(manifest, order, as_json=as_json)
        elif prune:
            code = _prune(manifest, shop, order)
        else:
            setting = Setting(shop.workspace.root, order, limits)
            desk = _Desk(shop, manifest, setting, as_json=as_json)
            code = desk.show() if dry_run else desk.print(jobs or _cores())
    context.exit(code)


class _Desk:
    """Where an export is ordered."""

    def __init__(
        self, shop: Shop, manifest: Manifest, setting: Setting, *, as_json: bool
    ) -> None:
        self._shop, self._manifest, self._setting = shop, manifest, setting
        self._as_json = as_json
        stamps = FileStamps(manifest.stamps())
        order = setting.order
        self._surveyor = Surveyor(shop, order, stamps)
        self._jobs = work_list(order, manifest, self._surveyor)
        manifest.keep_stamps(stamps.fresh)

    def show(self) -> ExitCode:
        """Say what would be printed, and why."""
        order = self._setting.order
        jobs = list(look_closer(self._shop, order, self._jobs))
        for task in (task for job in jobs for task in job.tasks):
            if self._as_json:
                row = as_row(task.wanted, "wanted", reasons=task.reasons)
                result(json.dumps(row, ensure_ascii=False))
            else:
                result(f"{task.wanted}: {', '.join(task.reasons)}")
        say(f"{counted(_count(jobs), 'PDF', 'PDFs')} would be printed")
        return ExitCode.OK

    def print(self, workers: int) -> ExitCode:
        """Print what is wanted."""
        order, manifest = self._setting.order, self._manifest
        total = sum(
            1
            for number in order.numbers
            for _ in all_wanted(order, number, self._surveyor)
        )
        talk = ExportTalk(self._shop, str(order.output), as_json=self._as_json)
        books = Books(manifest, self._surveyor, self._shop, order.output)
        try:
            with talk.progress(_count(self._jobs)):
                run_export(self._setting, self._jobs, books, workers, talk.tell)
        except KeyboardInterrupt:
            say("printshop: interrupted; give the same command again to go on")
            return ExitCode.INTERRUPTED
        finally:
            talk.summary(total - _count(self._jobs))
        manifest.forget_old_states()
        return ExitCode.BATCH if talk.count("failed") else ExitCode.OK


def _verify(manifest: Manifest, order: ExportOrder, *, as_json: bool) -> ExitCode:
    """Check files against their checksums."""
    damaged = count = 0
    for row, is_sound in damaged_files(manifest, order.output, order.numbers):
        count += 1
        damaged += not is_sound
        if as_json:
            told = as_row(row.wanted, "sound" if is_sound else "damaged")
            result(json.dumps(told, ensure_ascii=False))
        elif not is_sound:
            result(str(order.output / row.place))
    say(f"{counted(count, 'file', 'files')} checked, {damaged} damaged or missing")
    return ExitCode.BATCH if damaged else ExitCode.OK


def _prune(manifest: Manifest, shop: Shop, order: ExportOrder) -> ExitCode:
    """Remove what has no source any more, after asking."""
    surveyor = Surveyor(shop, order, FileStamps(manifest.stamps()))
    rows = orphans(manifest, shop, surveyor)
    for row in rows:
        result(str(order.output / row.place))
    if not rows:
        say("every file has its source")
        return ExitCode.OK
    question = f"Remove {counted(len(rows), 'this file', 'these files')}?"
    if click.confirm(question, err=True):
        remove_orphans(manifest, order.output, rows)
        say(f"{counted(len(rows), 'file', 'files')} removed")
    return ExitCode.OK


def _numbers(shop: Shop, given: Sequence[str], *, is_all: bool) -> tuple[str, ...]:
    """Name the issues that are meant, oldest first."""
    known = shop.workspace.issue_numbers
    if is_all:
        return known
    if not given:
        return (shop.workspace.latest_number,)
    wanted: set[str] = set()
    for name in given:
        first, _, last = name.partition("..")
        if name in known:
            wanted.add(name)
        elif first in known and last in known:
            wanted.update(known[known.index(first) : known.index(last) + 1])
        else:
            raise SourceError(
                f"there is no issue {name}",
                where=str(shop.workspace.root),
                hint="name an issue, or the first and the last of a range: 2560..2566",
            )
    return tuple(number for number in known if number in wanted)


def _count(jobs: Sequence[Job]) -> int:
    return sum(len(job.tasks) for job in jobs)


def _cores() -> int:
    return len(os.sched_getaffinity(0))
