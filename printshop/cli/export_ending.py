"""What an export ends with: the downloads beside the PDFs, and reports of the run."""

import datetime
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import click

from printshop.batch import ExportOrder, Job, Manifest, Outcome, Surveyor, Wanted
from printshop.batch.downloads import update_downloads
from printshop.batch.export import Tell
from printshop.batch.report import Report, RunNotes, reported_issues
from printshop.batch.report_page import draw_report
from printshop.cli.talk import counted, progress, say
from printshop.download_site import SiteFault, SiteOutcome
from printshop.errors import ExitCode, PrintshopError
from printshop.press import Shop
from printshop.storage import write_whole
from printshop.templates import Templates

_JSON, _HTML = {".json"}, {".html", ".htm"}
_FEW = 12
"""So many issues are brought up to date before a bar has been read."""

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class EndingOrder:
    """What an export is to end with."""

    reports: tuple[Path, ...]
    has_downloads: bool
    workers: int


def _known_kind(
    context: click.Context,  # noqa: ARG001 click gives it
    parameter: click.Parameter,  # noqa: ARG001
    paths: tuple[Path, ...],
) -> tuple[Path, ...]:
    """Refuse a report of a kind that is not known before anything is printed."""
    for path in paths:
        if path.suffix.lower() not in _JSON | _HTML:
            raise click.BadParameter(f"“{path.name}” must end with .html or .json")
    return paths


def ending_options(command: Command) -> Command:
    """Give a command the options for what an export ends with."""
    report = click.option(
        "--report",
        "reports",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        callback=_known_kind,
        metavar="FILE",
        help="Write what came of the run to FILE.html or FILE.json.",
    )
    downloads = click.option(
        "--no-downloads",
        "is_without_downloads",
        is_flag=True,
        help="Leave the download site beside the PDFs as it is.",
    )
    return report(downloads(command))


class Ending:
    """Notes what comes of an export, and ends it."""

    def __init__(
        self,
        shop: Shop,
        manifest: Manifest,
        surveyor: Surveyor,
        order: ExportOrder,
        wish: EndingOrder,
    ) -> None:
        """Take what has been ordered."""
        self._shop, self._manifest, self._surveyor = shop, manifest, surveyor
        self._order, self._wish = order, wish
        self._notes = RunNotes(datetime.datetime.now().astimezone())
        self._began = time.monotonic()
        self._site: SiteOutcome | None = None

    def noting(self, jobs: Iterable[Job], tell: Tell) -> Tell:
        """Note why PDFs are looked at, and what is told of them."""
        self._notes.take_jobs(jobs)

        def noted(outcome: Outcome) -> None:
            self._notes.take(outcome)
            tell(outcome)

        return noted

    def after(self, run: Callable[[], None], wanted: Sequence[Wanted]) -> ExitCode:
        """Run an export, and end it; Ctrl-C leaves the downloads as they are."""
        is_up_to_date = was_interrupted = False
        try:
            run()
            is_up_to_date = self._bring_downloads_up_to_date()
        except KeyboardInterrupt:
            was_interrupted = True
            say("printshop: interrupted; give the same command again to go on")
        self._write_reports(wanted, was_interrupted=was_interrupted)
        if was_interrupted:
            return ExitCode.INTERRUPTED
        return (
            ExitCode.BATCH if self._notes.failed or not is_up_to_date else ExitCode.OK
        )

    def _bring_downloads_up_to_date(self) -> bool:
        """Bring the download site up to date; tell whether all of it is."""
        if not self._wish.has_downloads:
            return True
        try:
            self._site = site = self._downloads()
        except PrintshopError as error:
            self._site = site = SiteOutcome(0, (), (SiteFault("", str(error)),))
        for fault in site.faults:
            where = f"issue {fault.number}" if fault.number else "the download site"
            say(f"printshop: downloads of {where} are not up to date: {fault.message}")
        if site.written:
            self._say_written(len(site.written))
        return not site.faults

    def _downloads(self) -> SiteOutcome:
        shop, output = self._shop, self._order.output
        with progress() if sys.stderr.isatty() else nullcontext() as bar:

            def tell(done: int, total: int) -> None:
                if bar and total > _FEW:
                    bar("making downloads", done, total)

            return update_downloads(
                shop, self._manifest, self._surveyor, output, self._wish.workers, tell
            )

    def _say_written(self, count: int) -> None:
        index = self._order.output.name("index.html")
        say(f"downloads: {counted(count, 'file', 'files')} written; open {index}")
        if not self._shop.workspace.downloads.address:
            say(
                "  Hint: the feeds have relative addresses; give the site’s own in "
                "printshop.toml, [downloads]"
            )

    def _write_reports(
        self, wanted: Iterable[Wanted], *, was_interrupted: bool
    ) -> None:
        """Write the reports that were asked for."""
        if not self._wish.reports:
            return
        dates = {each.number: each.date for each in self._shop.workspace.folders}
        report = Report(
            paper=self._shop.publication.title,
            printshop=version("printshop"),
            output=self._order.output.address,
            as_of=self._order.as_of,
            started=self._notes.started,
            seconds=time.monotonic() - self._began,
            was_interrupted=was_interrupted,
            issues=reported_issues(wanted, self._manifest.files(), self._notes, dates),
            downloads=self._site,
        )
        for path in self._wish.reports:
            write_whole(path, self._written(report, path).encode())

    def _written(self, report: Report, path: Path) -> str:
        if path.suffix.lower() in _JSON:
            return json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n"
        return draw_report(report, Templates(self._shop.layout_folders))
