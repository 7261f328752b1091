"""The command that looks at finished files as a printer would."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import click

from printshop.cli.options import json_option
from printshop.cli.talk import result, result_json, say
from printshop.errors import ExitCode, SourceError
from printshop.preflight import Outcome, Report, Result, inspect
from printshop.preflight.outcome import page_runs, times
from printshop.preflight.report_page import draw_report
from printshop.preflight.rule import Docket
from printshop.printer_file import printer_folders, read_printer
from printshop.printer_profile import DEFAULT_PRESS, PrinterProfile
from printshop.resources import layouts_folder
from printshop.sources import find_workspace, read_workspace
from printshop.storage import write_whole
from printshop.templates import Templates


@click.command(
    epilog="Example: printshop preflight advert.pdf --ad --report advert.html"
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, dir_okay=False),
)
@click.option(
    "--profile",
    default="",
    metavar="NAME",
    help="The printer whose limits are kept to; the paper's own unless named.",
)
@click.option(
    "--ad", "is_ad", is_flag=True, help="Each file is one advertisement, no paper."
)
@click.option(
    "--barcode",
    default="",
    metavar="NUMBER",
    help="What the front page's barcode should say: '9771234567003 47'.",
)
@click.option(
    "--report",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.html",
    help="Draw what was found on pictures of the pages.",
)
@json_option
@click.pass_context
def preflight(
    context: click.Context,
    files: tuple[Path, ...],
    profile: str,
    is_ad: bool,
    barcode: str,
    page: Path | None,
    as_json: bool,
) -> None:
    """Look at finished PDFs as a printer would, and say what must not be sent.

    FILE is any PDF, ours or not.
    """
    printer = _printer(context.obj, profile)
    docket = Docket(printer, barcode, is_ad)
    named = dict.fromkeys(files)
    read = {file: report for file in named if (report := _inspected(file, docket))}
    if page is not None:
        shelf = Templates([layouts_folder()])
        write_whole(page, draw_report(read, printer, shelf).encode())
    if as_json:
        result_json([report.as_json() for report in read.values()])
    else:
        for report in read.values():
            result("\n".join(_lines(report)))
    if page is not None:
        say(f"The report: {page.resolve()}")
    if len(read) < len(named):
        context.exit(ExitCode.SOURCE)
    if any(report.errors for report in read.values()):
        context.exit(ExitCode.PREFLIGHT)


def _inspected(file: Path, docket: Docket) -> Report | None:
    """Look at one file; one that cannot be read does not stop the others."""
    try:
        return inspect(file, docket.profile, barcode=docket.barcode, is_ad=docket.is_ad)
    except SourceError as error:
        say(f"printshop: {error}")
        return None


def _printer(start: Path, named: str) -> PrinterProfile:
    """Find the printer that is named, or the paper's own, or the usual one.

    Outside a newsroom's folder there are the shipped ones only.
    """
    try:
        root = find_workspace(start)
    except SourceError:
        return read_printer(printer_folders(), named or DEFAULT_PRESS)
    own = "" if named else read_workspace(root).publication.printer
    return read_printer(printer_folders(root), named or own or DEFAULT_PRESS)


def _lines(report: Report) -> Iterator[str]:
    """Write what was found as a person reads it."""
    yield f"{report.file}: {report.summary}"
    for outcome in report.outcomes:
        if outcome.result != Result.PASS:
            yield from _told(outcome)


def _told(outcome: Outcome) -> Iterator[str]:
    kind = outcome.severity.value if outcome.severity else outcome.result.value
    yield f"  {kind} {outcome.rule}: {outcome.title}"
    messages = groupby(
        sorted(outcome.details, key=attrgetter("message", "page")),
        attrgetter("message"),
    )
    for message, details in messages:
        found = list(details)
        pages = page_runs(detail.page for detail in found)
        where = f"{pages}: " if pages else ""
        yield f"    {where}{message}{times(sum(detail.count for detail in found))}"
    if outcome.why:
        yield f"    not checked: {outcome.why}"
