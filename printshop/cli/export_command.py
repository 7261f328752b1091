"""The command that brings an archive's PDFs up to date."""

import datetime
import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import click

from printshop.batch import (
    Books,
    ExportOrder,
    FileStamps,
    Job,
    Limits,
    Manifest,
    Outcome,
    Setting,
    Surveyor,
    all_wanted,
    open_manifest,
    run_export,
    work_list,
)
from printshop.batch.crew import Crew
from printshop.cli.export_crew import crew_for, opened
from printshop.cli.export_ending import Ending, EndingOrder, ending_options
from printshop.cli.export_talk import ExportTalk
from printshop.cli.export_upkeep import prune_files, verify_files
from printshop.cli.issue_ranges import named_issues
from printshop.cli.options import (
    as_of_option,
    memory_limit_option,
    time_limit_option,
    today,
)
from printshop.cli.talk import counted, say
from printshop.errors import ExitCode
from printshop.press import Edition, Shop
from printshop.storage import storage_at


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
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="A Dask scheduler, tcp://HOST:8786, whose workers print instead.",
)
@click.option(
    "--output",
    metavar="DIR|URL",
    help="Where the files go; output/ in the workspace unless named.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be printed, and why.")
@click.option("--verify", is_flag=True, help="Check every file against its checksum.")
@click.option("--prune", is_flag=True, help="Remove files without a source; asks.")
@time_limit_option
@memory_limit_option
@ending_options
@click.option("--json", "as_json", is_flag=True, help="Write a line of JSON a PDF.")
@as_of_option
@click.pass_context
def export(
    context: click.Context,
    issues: tuple[str, ...],
    is_all: bool,
    editions: tuple[str, ...],
    jobs: int | None,
    cluster: str,
    output: str | None,
    dry_run: bool,
    verify: bool,
    prune: bool,
    time_limit: float,
    memory_limit: int,
    reports: tuple[Path, ...],
    is_without_downloads: bool,
    as_json: bool,
    as_of: datetime.datetime | None,
) -> None:
    """Print every PDF that is missing or out of date, and only those.

    ISSUE is a number, RANGE two of them: 2560..2566. Without them, the latest.
    """
    run, newsroom, shop = opened(context.obj)
    numbers = named_issues(shop, issues, is_all=is_all)
    storage = storage_at(output or f"{newsroom}/output")
    day = as_of.date() if as_of else today()
    order = ExportOrder(numbers, _editions(editions), storage, day)
    limits = Limits(time_limit, time_limit, memory_limit)
    with open_manifest(shop.workspace.root, order.output.address) as manifest:
        if verify:
            code = verify_files(manifest, order, as_json=as_json)
        elif prune:
            code = prune_files(manifest, shop, order)
        else:
            setting = Setting(newsroom, order, limits, run, is_dry=dry_run)
            desk = _Desk(shop, manifest, setting, as_json=as_json)
            crew = crew_for(setting, cluster, min(jobs or _cores(), desk.issues))
            wish = EndingOrder(reports, not is_without_downloads, jobs or _cores())
            code = desk.show(crew) if dry_run else desk.print(crew, wish)
    context.exit(code)


class _Desk:
    """Where an export is ordered."""

    def __init__(
        self, shop: Shop, manifest: Manifest, setting: Setting, *, as_json: bool
    ) -> None:
        self._shop, self._manifest, self._setting = shop, manifest, setting
        order = setting.order
        self._talk = ExportTalk(
            shop, order.output, as_json=as_json, is_dry=setting.is_dry
        )
        stamps = FileStamps(manifest.stamps())
        self._surveyor = Surveyor(shop, order, stamps)
        self._jobs = work_list(order, manifest, self._surveyor)
        manifest.keep_stamps(stamps.fresh)

    @property
    def issues(self) -> int:
        """Count the issues that have something to be looked at."""
        return len(self._jobs)

    def show(self, crew: AbstractContextManager[Crew]) -> ExitCode:
        """Say what would be printed, and why; what is not sure is looked at."""
        talk = self._talk
        for task in (task for job in self._jobs for task in job.tasks if task.is_sure):
            talk.tell(Outcome(task.wanted, "wanted", reasons=task.reasons))
        unsure = [each for job in self._jobs if (each := _unsure(job)).tasks]
        try:
            with talk.progress(_count(unsure)):
                run_export(unsure, self._books(), crew, talk.tell)
        except KeyboardInterrupt:
            say("printshop: interrupted")
            return ExitCode.INTERRUPTED
        say(f"{counted(talk.count('wanted'), 'PDF', 'PDFs')} would be printed")
        return ExitCode.BATCH if talk.count("failed") else ExitCode.OK

    def _books(self) -> Books:
        output = self._setting.order.output
        return Books(self._manifest, self._surveyor, self._shop, output)

    def print(self, crew: AbstractContextManager[Crew], wish: EndingOrder) -> ExitCode:
        """Print what is wanted, then do what the export is to end with."""
        order = self._setting.order
        wanted = [
            one
            for number in order.numbers
            for one in all_wanted(order, number, self._surveyor)
        ]
        talk = self._talk
        ending = Ending(self._shop, self._manifest, self._surveyor, order, wish)
        tell = ending.noting(self._jobs, talk.tell)

        def run() -> None:
            try:
                with talk.progress(_count(self._jobs)):
                    run_export(self._jobs, self._books(), crew, tell)
            finally:
                talk.summary(len(wanted) - _count(self._jobs))
            self._manifest.forget_old_states()

        return ending.after(run, wanted)


def _editions(names: Sequence[str]) -> tuple[Edition, ...]:
    """Take the editions that were named, each once."""
    named = dict.fromkeys(names or (Edition.READER, Edition.ARTICLE))
    return tuple(Edition(name) for name in named)


def _unsure(job: Job) -> Job:
    """Take of a job what may be up to date."""
    return replace(job, tasks=tuple(task for task in job.tasks if not task.is_sure))


def _count(jobs: Sequence[Job]) -> int:
    return sum(len(job.tasks) for job in jobs)


def _cores() -> int:
    return len(os.sched_getaffinity(0))
