"""Commands for the newsroom's folder: make one, and read it through."""

import shutil
from dataclasses import asdict
from pathlib import Path

import click

from printshop.cli.talk import counted, result, result_json, say, say_findings
from printshop.errors import ExitCode, SourceError
from printshop.resources import sample_folder
from printshop.sources import check_workspace, find_workspace

_NOT_COPIED = shutil.ignore_patterns(
    "*.py", "__pycache__", "output", "drawings", ".printshop"
)


@click.command(epilog="Example: printshop init my-paper")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make a workspace in FOLDER, holding the sample newspaper."""
    if folder.exists() and any(folder.iterdir()):
        raise SourceError(
            "the folder is not empty",
            where=str(folder),
            hint="name a new folder; nothing was written",
        )
    try:
        shutil.copytree(sample_folder(), folder, dirs_exist_ok=True, ignore=_NOT_COPIED)
    except OSError as error:
        raise SourceError(
            f"the folder cannot be made: {error}", where=str(folder)
        ) from error
    result(str(folder.resolve()))
    say(f"Next: printshop -C {folder} print")


@click.command(epilog="Example: printshop -C my-paper check")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Read everything and report every problem, with file, line and what to write."""
    report = check_workspace(find_workspace(context.obj))
    if as_json:
        result_json(
            {
                "problems": [
                    {**asdict(problem), "file": str(problem.file)}
                    for problem in report.problems
                ],
                "findings": [asdict(finding) for finding in report.findings],
            }
        )
    else:
        for problem in report.problems:
            result(str(problem))
        say_findings(report.findings)
        problems = counted(len(report.problems), "problem", "problems")
        findings = counted(len(report.findings), "finding", "findings")
        say(f"{problems}, {findings}")
    if report.problems:
        context.exit(ExitCode.SOURCE)
