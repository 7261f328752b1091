"""The command that plans an issue's pages, and shows or measures the plan."""

from collections.abc import Iterator
from pathlib import Path

import click

from printshop.cli.options import (
    issue_argument,
    issue_number,
    json_option,
    layout_option,
    strict_option,
)
from printshop.cli.quality_table import say_quality
from printshop.cli.talk import result, result_json, say, say_findings
from printshop.errors import ExitCode
from printshop.flatplan.copyfit import unfitted
from printshop.flatplan.dummy import draw_plan, plan_as_json
from printshop.press import (
    Newspaper,
    in_words,
    keep_plan,
    open_shop,
    refuse_if_printed,
    set_newspaper,
)
from printshop.sources import read_issue
from printshop.storage import write_whole


@click.command(epilog="Example: printshop plan 2566 --json")
@issue_argument
@layout_option
@click.option(
    "--quality",
    is_flag=True,
    help="Measure the laid-out pages instead: fill, grid, widows, word spaces.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Keep the plan beside the issue, where an editor may change and lock it.",
)
@click.option(
    "--html", is_flag=True, help="Draw the flatplan as one page for the browser."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where --html draws; beside the printed issue unless named.",
)
@strict_option
@json_option
@click.pass_context
def plan(
    context: click.Context,
    issue: str | None,
    layout: str,
    quality: bool,
    write: bool,
    html: bool,
    output: Path | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Plan the pages, draw the flatplan in characters, and say how stories fit.

    Without ISSUE, the latest.
    """
    if output and not html:
        raise click.UsageError("--output says where --html draws, and goes with it.")
    shop = open_shop(context.obj, layout)
    printed = read_issue(shop.workspace, issue_number(shop, issue))
    if write:
        refuse_if_printed(printed)
    newspaper = set_newspaper(shop, printed, in_words(say))
    say_findings(newspaper.findings)
    files = list(_files(newspaper, output, write=write, html=html))
    if quality:
        say_quality(*newspaper.looked_over(), as_json=as_json)
    elif as_json:
        result_json(plan_as_json(newspaper.plan, newspaper.fits()))
    elif files:
        result("\n".join(map(str, files)))
    else:
        result(draw_plan(newspaper.plan, shop.layout, newspaper.fits()))
    if strict and unfitted(newspaper.fits()):
        context.exit(ExitCode.COPYFIT)


def _files(
    newspaper: Newspaper, output: Path | None, *, write: bool, html: bool
) -> Iterator[Path]:
    """Write what was asked for, and name the files."""
    shop, number = newspaper.shop, newspaper.issue.number
    if write:
        yield keep_plan(shop, newspaper.plan, newspaper.desk)
    if html:
        name = f"flatplan.{shop.layout_name}.html"
        path = output or shop.workspace.root / "output" / number / name
        write_whole(path, newspaper.flatplan_page().encode())
        yield path.resolve()
