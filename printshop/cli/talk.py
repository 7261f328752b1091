"""What is said and where: results on stdout, everything else on stderr.

On a terminal progress is a bar; elsewhere it is one plain line a step.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from printshop.findings import Finding
from printshop.press.issue_run import Tell


def result(text: str) -> None:
    """Print a result."""
    click.echo(text)


def result_json(value: Any) -> None:
    """Print a result for a program."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """Tell a person something."""
    click.echo(text, err=True)


def counted(number: int, one: str, many: str) -> str:
    """Write a number with the word for what is counted."""
    return f"{number} {one if number == 1 else many}"


def say_findings(findings: tuple[Finding, ...]) -> None:
    """Tell a person what is questionable, each thing once."""
    for finding in dict.fromkeys(findings):
        kind = f"{finding.severity.value} {finding.code}"
        say(f"{kind}: {finding.where}: {finding.message}")
        if finding.hint:
            say(f"  Hint: {finding.hint}")


@contextmanager
def progress() -> Iterator[Tell]:
    """Show how far a run has come."""
    if not sys.stderr.isatty():
        last: list[str] = []

        def tell_plainly(text: str, done: int, total: int) -> None:
            line = f"[{done}/{total}] {text}"
            if line not in last[-1:]:
                last.append(line)
                say(line)

        yield tell_plainly
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("reading", total=None)

        def tell(text: str, done: int, total: int) -> None:
            bar.update(task, description=text, completed=done, total=total)

        yield tell
